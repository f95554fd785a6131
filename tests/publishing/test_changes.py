"""What publishing would change: decided from paths, tokens and the record alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from visavis.publishing.changes import Changes, changes, order
from visavis.publishing.local import SiteFile

TOKENS = st.sampled_from("abc")
NAMES = st.sampled_from(["index.html", "x", "x/y", "x/z.html", "m/a.html", "static/s.css"])


def decided(files: dict[str, str], there: dict[str, str], owned: dict[str, tuple[str, ...]], **more: bool) -> Changes:
    """Decide for files that each have a token for content."""
    listed = {path: SiteFile(path, token, 1, 0) for path, token in sorted(files.items())}
    return changes(listed, there, owned, lambda file, token: file.place == token, **more)


def paths(files: tuple[SiteFile, ...]) -> list[str]:
    return [file.path for file in files]


def test_what_is_the_same_stays_what_differs_is_sent_and_what_is_gone_goes() -> None:
    found = decided(
        {"same": "a", "other": "b", "new": "c"},
        {"same": "a", "other": "a", "gone": "a"},
        {"same": ("a",), "other": ("a",), "gone": ("a",)},
    )
    assert (paths(found.unchanged), paths(found.changed), paths(found.added)) == (["same"], ["other"], ["new"])
    assert (found.removed, found.kept, found.others, found.taken, found.blocked) == (("gone",), (), (), (), ())


def test_what_somebody_changed_since_is_mended_while_it_is_wanted_and_left_when_it_is_not() -> None:
    found = decided({"page": "a"}, {"page": "theirs", "gone": "theirs"}, {"page": ("a",), "gone": ("a",)})
    assert (paths(found.changed), found.removed, found.kept) == (["page"], (), ("gone",))


def test_what_others_put_there_stays_and_is_named_where_it_is_in_the_way() -> None:
    found = decided({"page": "a", "alike": "b"}, {"page": "theirs", "alike": "b", "CNAME": "theirs"}, {})
    assert (found.others, found.taken, found.removed) == (("CNAME",), ("page",), ())
    assert paths(found.unchanged) == ["alike"]


def test_what_an_interrupted_run_left_is_removed_by_either_token() -> None:
    found = decided({}, {"old": "a", "new": "b"}, {"old": ("a", "b"), "new": ("a", "b")})
    assert found.removed == ("old", "new")  # in the opposite order of sending


def test_a_file_is_in_the_way_of_a_folder_and_a_folder_of_a_file() -> None:
    files, there = {"a/b": "a", "c": "a"}, {"a": "a", "c/d/e": "a"}
    assert decided(files, there, {}).blocked == ("a", "c")
    assert decided(files, there, {}, folders=False).blocked == ()


def test_what_pages_need_is_sent_first_and_what_leads_to_them_last() -> None:
    listed = [
        "index.html",
        "models/index.html",
        "models/a.html",
        "compare/a-vs-b.html",
        "static/site.css",
        "api/a.json",
    ]
    assert sorted(listed, key=order) == [
        "api/a.json",
        "static/site.css",
        "compare/a-vs-b.html",
        "models/a.html",
        "models/index.html",
        "index.html",
    ]


def test_new_pages_are_sent_before_the_changed_ones_that_lead_to_them() -> None:
    files = dict.fromkeys(["api/a.json", "compare/a-vs-b.html", "index.html", "models/b.html", "static/s.css"], "new")
    found = decided(files, {"compare/a-vs-b.html": "old", "api/a.json": "old", "index.html": "old"}, {})
    listed = ["static/s.css", "api/a.json", "models/b.html", "compare/a-vs-b.html", "index.html"]
    assert [file.path for file in found.sent()] == listed


@given(
    st.dictionaries(NAMES, TOKENS),
    st.dictionaries(NAMES, TOKENS),
    st.dictionaries(NAMES, st.lists(TOKENS, min_size=1, max_size=2).map(tuple)),
)
def test_nothing_that_visavis_did_not_put_there_is_ever_removed_or_replaced_unnamed(
    files: dict[str, str], there: dict[str, str], owned: dict[str, tuple[str, ...]]
) -> None:
    found = decided(files, there, owned)
    for path in found.removed:
        assert path not in files
        assert there[path] in owned[path]
    for file in found.changed:
        assert file.path in owned or file.path in found.taken
    after = {**there, **{file.path: file.place for file in found.sent()}}
    for path in found.removed:
        del after[path]
    assert {path: token for path, token in after.items() if path in files} == files
    assert set(after) - set(files) == {*found.others, *found.kept}
