"""What is known of a tree: pairs in a few characters a model, and never more than is so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.write.manifest import Manifest, read_manifest, write_manifest
from visavis.write.pair_pages import PairPages

FLAT, NESTED = "compare/{left}-vs-{right}.html", "compare/{left}-vs-{right}/index.html"
KEYS = st.lists(st.from_regex(r"[a-c]{1,2}(-vs-[ab])?", fullmatch=True), unique=True, max_size=8).map(sorted)


@st.composite
def chosen(draw: st.DrawFn) -> dict[str, list[str]]:
    """Return keys, each with some of those that sort behind it."""
    keys = draw(KEYS)
    whole = draw(st.booleans())
    return {
        key: [other for other in keys[place + 1 :] if whole or draw(st.booleans())] for place, key in enumerate(keys)
    }


def pages(rights: dict[str, list[str]], pattern: str = FLAT) -> PairPages:
    return PairPages.of(pattern, rights, rights.__getitem__)


@given(chosen(), st.sampled_from([FLAT, NESTED]))
def test_pairs_come_back_as_they_were_given(rights: dict[str, list[str]], pattern: str) -> None:
    found = PairPages(*pages(rights, pattern).state())  # type: ignore[arg-type]
    assert {key: list(found.rights(key)) for key in found.keys} == rights
    assert found.count == sum(map(len, rights.values()))
    assert found.same(pages(rights, pattern))
    every = {*rights, "nobody"}
    assert {(one, two) for one in every for two in every if found.has(one, two)} == {
        (left, right) for left, of in rights.items() for right in of
    }


@given(chosen(), st.sampled_from([FLAT, NESTED]))
def test_only_names_of_pages_are_entries(rights: dict[str, list[str]], pattern: str) -> None:
    found = pages(rights, pattern)
    names = {found.name(left, right).partition("/")[0] for left, of in rights.items() for right in of}
    every = [*rights, "x"]
    tried = {f"{one}-vs-{two}{end}" for one in every for two in every for end in ("", ".html", ".htm")} | names
    assert {name for name in tried if found.has_entry(name)} == names


@given(chosen(), chosen())
def test_a_union_has_the_pages_of_both(one: dict[str, list[str]], other: dict[str, list[str]]) -> None:
    found = pages(one).union(pages(other))
    for key in {*one, *other}:
        assert set(found.rights(key)) == {*one.get(key, []), *other.get(key, [])}


OLD = Manifest(
    pairs=pages({"a": ["b", "c"], "b": ["c"], "c": []}),
    shared="1",
    models={"a": "a1", "b": "b1", "c": "c1"},
    files={"index.html": "i1", "models/a.html": "m1", "static/x": "x1"},
    foreign=("CNAME",),
    stamp=5,
    inputs="all",
    told={"models": 3},
)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    assert read_manifest(tmp_path, tree) is None
    write_manifest(tmp_path, tree, OLD)
    found = read_manifest(tmp_path, tree)
    assert found is not None
    assert found.pairs.same(OLD.pairs)
    assert replace(found, pairs=OLD.pairs) == OLD


@pytest.mark.parametrize("name", ["stamp", "foreign", "pairs"])
def test_a_manifest_of_another_form_says_nothing(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    monkeypatch.setattr(Manifest, "__slots__", tuple(one for one in Manifest.__slots__ if one != name))
    if name == "pairs":
        with pytest.raises((KeyError, AttributeError, TypeError)):
            write_manifest(tmp_path, tree, replace(OLD, pairs=None))  # type: ignore[arg-type]
        return
    write_manifest(tmp_path, tree, OLD)
    found = read_manifest(tmp_path, tree)
    assert found is None or found.stamp == 0


def test_while_a_tree_is_changed_only_what_stays_is_said_of_it() -> None:
    new = replace(
        OLD,
        pairs=pages({"a": ["b", "c"], "b": [], "c": ["d"], "d": []}),
        models={"a": "a1", "b": "b1", "c": "c2", "d": "d1"},
        files={"index.html": "i2", "models/a.html": "m1", "models/d.html": "m9"},
        foreign=("notes",),
    )
    said = OLD.before(new, (), ())
    assert {key: list(said.pairs.rights(key)) for key in "abcd"} == {"a": ["b", "c"], "b": ["c"], "c": ["d"], "d": []}
    assert said.models == {"a": "a1", "b": "", "c": "", "d": ""}
    assert said.files == {"index.html": "", "models/a.html": "m1", "static/x": "", "models/d.html": ""}
    assert (said.shared, said.foreign, said.stamp, said.inputs) == ("1", ("CNAME", "notes"), 0, "")
    touched = OLD.before(new, ["a"], ["models/a.html"])
    assert (touched.models["a"], touched.files["models/a.html"]) == ("", "")
    assert OLD.before(replace(new, shared="2"), (), ()).shared == ""


def test_files_that_are_not_wanted_any_more_are_counted() -> None:
    new = replace(OLD, pairs=pages({"a": ["b"], "b": []}), files={"index.html": "i9"})
    assert OLD.missing(new) == 2 + 2
    assert OLD.missing(OLD) == 0
    assert OLD.missing(replace(OLD, pairs=pages({"a": ["b", "c"], "b": ["c"], "c": []}, NESTED))) == 3


@pytest.mark.parametrize(
    ("pattern", "files", "folders"),
    [
        (FLAT, ["compare/a-vs-b.html", "index.html", "static/x"], ["compare", "models", "static"]),
        (NESTED, ["compare/a-vs-b/index.html"], ["compare", "compare/a-vs-b", "static"]),
    ],
)
def test_what_is_ours_is_known_by_its_path(pattern: str, files: list[str], folders: list[str]) -> None:
    manifest = replace(OLD, pairs=pages({"a": ["b"], "b": []}, pattern))
    tried = [*files, *folders, "compare/b-vs-a.html", "compare/a-vs-b/other", "compare/x", "other", "static/y", "notes"]
    assert [path for path in tried if manifest.is_file(path)] == files
    assert [path for path in tried if manifest.is_folder(path)] == folders
