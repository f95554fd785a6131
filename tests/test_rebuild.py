"""A build over an earlier one: whatever was edited, the output is that of a clean build, and what is right is left."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.editing import EDITS, Edited
from tests.helpers import differing, tree
from visavis import rebuild, workers, workshop
from visavis.build import build
from visavis.compare.subjects import Catalogue
from visavis.load.problems import ProblemsFound
from visavis.outputs import pages
from visavis.pages.api_comparisons import ComparisonValues
from visavis.pages.boards import Boards
from visavis.pages.model import ModelPage
from visavis.pages.suite import SuitePage, suite_page
from visavis.render.renderer import Page, Renderer
from visavis.site import Site
from visavis.write import inputs, output
from visavis.write.manifest import read_manifest, write_manifest
from visavis.write.output import OutputRefused
from visavis.write.sweep import clock

STEPS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 2**16)), max_size=3),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=4,
)


def follow(edited: Edited, steps: list[tuple[list[tuple[str, int]], bool]]) -> None:
    """Build, and after each step of edits build again, and compare."""
    edited.build()
    for edits, verify in steps:
        for name, seed in edits:
            getattr(edited, name)(random.Random(seed))
        before, expected = edited.times(), edited.expected()
        made = edited.build(verify=verify)
        assert differing(tree(edited.out), expected) == []
        for path, (content, time) in edited.times().items():
            if path in before and before[path][0] == content:
                assert time == before[path][1], f"{path} was written though nothing in it changed"
            elif path in before:
                assert time >= before[path][1], f"{path} changed and got an older time"
        assert {path: path.read_bytes() for path in edited.kept} == edited.kept
        again = edited.build()
        assert (again.written, again.removed) == (0, 0)
        assert again.foreign == made.foreign
        assert differing(tree(edited.out), expected) == []


@pytest.mark.parametrize("rested", [False, True])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_edits_the_output_is_that_of_a_clean_build(
    warm: None, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[list[tuple[str, int]], bool]], *, rested: bool
) -> None:
    """And unchanged files keep their time. `rested`: inputs are known by stat even when they have just been written."""
    monkeypatch.setattr(inputs, "SAFE", 0 if rested else inputs.SAFE)
    with tempfile.TemporaryDirectory() as folder:
        follow(Edited(Path(folder)), steps)


# --- killed -----------------------------------------------------------------------------------------------------------

CHANGES = ("write", "link", "unlink", "mkdir", "rmdir", "rename", "replace", "ftruncate")
"""What a build does to the disk, one call of the system after the other."""


def edit(edited: Edited, *names: str) -> None:
    for seed, name in enumerate(names):
        getattr(edited, name)(random.Random(seed))


def cold(edited: Edited) -> None:
    """Nothing is built yet."""


def linking(edited: Edited) -> None:
    """The second build: there is no spare tree yet."""
    edited.build()
    edit(edited, "add_foreign", "add_foreign", "rename_model", "change_static")


def in_place(edited: Edited) -> None:
    """A third one, which overwrites what the first has left."""
    edited.build()
    edit(edited, "retitle")
    edited.build()
    edit(edited, "add_foreign", "choose_pairs", "add_model", "change_static", "edit_page_through_a_link")
    (edited.root / "data/site.yaml").write_text(
        (edited.root / "data/site.yaml").read_text("utf-8").replace("tagline: A", "tagline: The"), "utf-8"
    )


def reverted(edited: Edited) -> None:
    """One that only takes pages from the published site, and removes some."""
    edit(edited, "add_model", "run_model")
    edited.build()
    edit(edited, "rename_model")
    edited.build()
    edit(edited, "remove_model", "remove_foreign", "delete_page")


def other_addresses(edited: Edited) -> None:
    """One that can use nothing of the spare tree."""
    edited.build()
    edit(edited, "rename_model")
    edited.build()
    with (edited.root / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("pages_as: folders\n")


def build_until(edited: Edited, last: int) -> int:
    """Build in a process that ends, as if killed, at a certain change of the disk; return how many it made."""
    count = 0

    def stop(*_: object) -> None:
        os._exit(7)

    def counted(function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == last and name == "write":
                function(arguments[0], arguments[1][: len(arguments[1]) // 2])
            if count == last:
                stop()
            made = function(*arguments, **named)
            count += name == "exchange"
            if count == last:
                stop()
            return made

        return call

    read, write = os.pipe()
    if not (child := os.fork()):
        try:
            send = os.write
            for name in CHANGES:
                setattr(os, name, counted(getattr(os, name), name))
            module: Any = output
            module.exchange = counted(module.exchange, "exchange")
            edited.build()
            send(write, str(count).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return int(told or 0)


@pytest.mark.skipif(os.name != "posix", reason="only there, processes are forked")
@pytest.mark.parametrize("can_exchange", [True, False], ids=["exchanged", "moved twice"])
@pytest.mark.parametrize("prepare", [cold, linking, in_place, reverted, other_addresses])
def test_a_build_may_be_killed_at_any_moment(
    tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch, prepare: Callable[[Edited], None], can_exchange: bool
) -> None:
    """The published site is the old or the new one, whole, and the next build is right."""
    if not can_exchange:
        monkeypatch.setattr(output, "exchange", lambda *_: False)

    def prepared(name: str) -> Edited:
        edited = Edited(tmp_path / name)
        for name, value in {"markdown": "none", "share_images": "none", "exports": "[]"}.items():
            edited._setting(name, value)  # fewer files, put in place in the same way
        edited.shorten_pages()
        prepare(edited)
        return edited

    first = prepared("whole")
    expected = first.expected()  # first, so that templates are compiled: keeping them is not among the steps
    steps = build_until(first, 0)
    assert steps > 20
    draw = random.Random(prepare.__name__)
    killed = 0
    within = draw.sample(range(1, steps - 4), 3 if can_exchange else 1)  # the two ways differ in the end
    for last in sorted({*within, *range(steps - 4, steps + 1)}):
        edited = prepared(str(last))
        before, times = tree(edited.out), edited.times()
        ended = build_until(edited, last)
        killed += not ended
        # what is remembered of files that rested long enough is written or not: some builds make a change or two less
        assert not ended or steps - 4 < ended < last
        left = tree(edited.out)
        moving = not can_exchange and not edited.out.exists() and (edited.work / "aside").exists()
        assert moving or [] in (differing(left, before), differing(left, expected)), last
        edited.build()
        assert differing(tree(edited.out), expected) == [], last
        for path, (content, time) in edited.times().items():
            assert path not in times or times[path][0] != content or time == times[path][1], (path, last)
        assert edited.build().written == 0
        shutil.rmtree(tmp_path / str(last))
    assert killed > 3


# --- the other ways ---------------------------------------------------------------------------------------------------


ROUNDS = ["rename_model", "add_foreign", "change_picture"], ["retitle", "edit_page"], ["add_model", "choose_pairs"]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_worker_processes_bring_a_site_up_to_date_too(
    tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """After one edit and another; where processes have to read the site themselves, after several at once."""
    monkeypatch.setattr(workers, "FEW", -1)
    monkeypatch.setattr(workers, "START_METHOD", method)
    edited = Edited(tmp_path)
    edited.build()
    for names in ROUNDS if method == "fork" else [[*ROUNDS[0], "edit_page", *ROUNDS[2]]]:
        edit(edited, *names)
        before, expected = edited.times(), edited.expected()
        made = edited.build(jobs=2)
        assert differing(tree(edited.out), expected) == []
        after = edited.times()
        same = [path for path in after if path in before and before[path][0] == after[path][0]]
        assert [path for path in same if before[path][1] != after[path][1]] == []
        ours = [path for path in after if path not in edited.foreign]
        assert made.written + made.unchanged == len(ours)
        assert made.unchanged == len([path for path in same if path in ours])


def test_only_pages_that_show_a_change_are_made(tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One model of many changes: no page of two others is rendered, and no page of another model."""
    edited = Edited(tmp_path)
    edited.build()
    card = edited.root / "data/models/gamma.yaml"
    card.write_text(card.read_text("utf-8").replace("parameters: 3.2M", "parameters: 3.3M"), "utf-8")
    pairs: list[tuple[str, str]] = []
    models: list[str] = []
    comparisons, render = workshop.Workshop.comparisons, Renderer.render

    def told(
        self: workshop.Workshop, left: str, rights: Sequence[str]
    ) -> Iterator[tuple[str, tuple[dict[str, bytes], ...]]]:
        pairs.extend((left, right) for right in rights)
        return comparisons(self, left, rights)

    def told_model(self: Renderer, page: Page) -> bytes:
        if isinstance(page, ModelPage):
            models.append(page.title)
        return render(self, page)

    monkeypatch.setattr(workshop.Workshop, "comparisons", told)
    monkeypatch.setattr(Renderer, "render", told_model)
    made = edited.build()
    assert (pairs, models) == (
        [("alpha", "gamma"), ("beta", "gamma"), ("delta", "gamma")],
        ["Gamma-n"] * 2,
    )  # and as Markdown
    # its page and data; the home page, the index of models, their table and its suite's plots show parameters, and so
    # do the data of the two comparisons that are as large a difference, two share images and a card; the
    # methodology page names the data; five of these pages have twins, and both texts for language models tell of them
    assert made.written == 3 + 2 + 4 + 2 + 2 + 1 + 1 + 5 + 2
    pairs.clear()
    edited.build(verify=True)
    assert len(pairs) == 6


def test_a_page_is_made_again_where_its_related_comparisons_change(tmp_path: Path, warm: None) -> None:
    """Those of the pairs and the model they are chosen for, though nothing else of these changed."""
    edited = Edited(tmp_path)
    card = edited.root / "data/models/delta.json"
    found = json.loads(card.read_text("utf-8"))
    edited.build()

    def changed(**fields: object) -> list[str]:
        before = edited.times()
        card.write_text(json.dumps(found | fields), "utf-8")
        edited.build()
        assert differing(tree(edited.out), edited.clean()) == []
        after = edited.times()
        shown = [path for path in after if path.startswith(("compare/", "models/")) and "/index." not in path]
        return sorted(path for path in shown if after[path] != before[path])

    every = [f"compare/{pair}.html" for pair in ("alpha-vs-beta", "alpha-vs-delta", "alpha-vs-gamma", "beta-vs-delta",
                                                 "beta-vs-gamma", "delta-vs-gamma")]  # fmt: skip
    doing = {"tasks": {"captioning": "yes"}}
    models = [f"models/{key}.html{twin}" for key in ("alpha", "beta", "delta") for twin in ("", ".md")]
    assert changed(**doing) == [*every, *models]
    # now it is related to Alpha by its size, and still to Beta by its task
    sized = changed(**doing, parameters="11B")
    assert sized == [path for path in every if path != "compare/beta-vs-gamma.html"] + [
        path for path in models if "/beta." not in path
    ]
    assert changed(**doing, parameters="11B", overview="Another.") == [
        *(path for path in every if "delta" in path),
        "models/delta.html",
        "models/delta.html.md",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "made"),
    [
        ("models/gamma.yaml", "name: Gamma-n", "name: Gamma-x", []),
        ("models/gamma.yaml", "parameters: 3.2M", "parameters: 3.3M", ["alpha", "beta", "delta", "gamma"]),
        ("evals/reading/alpha.yaml", "receipts-3: pass", "receipts-3: fail", ["alpha"]),
    ],
)
def test_comparisons_are_written_as_data_again_where_they_may_have_changed(
    tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, made: list[str]
) -> None:
    edited = Edited(tmp_path)
    edited.build()
    changed = edited.root / "data" / file
    assert changed.read_text("utf-8").count(old) == 1
    changed.write_text(changed.read_text("utf-8").replace(old, new), "utf-8")
    lefts: list[str] = []
    file_of = ComparisonValues.file

    def told(self: ComparisonValues, left: str) -> dict[str, Any]:
        lefts.append(left)
        return file_of(self, left)

    monkeypatch.setattr(ComparisonValues, "file", told)
    edited.build()
    assert lefts == made


def test_a_changed_answer_touches_only_what_shows_it(tmp_path: Path, warm: None) -> None:
    """Its prompt's page and no other prompt's, the model's page and pairs, and the suite's page where it says so.

    The pages of the model, of its pairs and of the whole site say of which data they were made.
    """
    edited = Edited(tmp_path)
    edited.build()
    run = edited.root / "data/evals/street-signs/alpha.yaml"

    def changed(old: str, new: str) -> list[str]:
        before = edited.times()
        run.write_text(run.read_text("utf-8").replace(old, new), "utf-8")
        edited.build()
        found = {path for path, time in edited.times().items() if time != before.get(path)}
        twins = {path for path in found if path.endswith(".html.md")}
        assert twins <= {f"{path}.md" for path in found if path.endswith(".html") and not path.startswith("compare/")}
        return sorted(found - twins)

    assert changed("answer: No.", "answer: Certainly not.") == [
        "api/runs/street-signs/alpha.json",
        "compare/alpha-vs-beta.html",
        "compare/alpha-vs-delta.html",
        "compare/alpha-vs-gamma.html",
        "evals/street-signs/polite.html",
        "index.html",
        "llms-full.txt",
        "methodology.html",
        "models/alpha.html",
    ]
    assert changed("outcome: pass", "outcome: fail") == [
        "api/leaderboards/street-signs.csv",
        "api/leaderboards/street-signs/words.csv",
        "api/models.csv",
        "api/models/alpha.json",
        "api/runs/street-signs/alpha.json",
        "badges/alpha/street-signs.svg",
        "compare/alpha-vs-beta.html",
        "compare/alpha-vs-delta.html",
        "compare/alpha-vs-gamma.html",
        "evals/street-signs.html",
        "evals/street-signs/polite.html",
        "index.html",
        "llms-full.txt",
        "methodology.html",
        "models/alpha.html",
        "models/index.html",
        "organizations/acme.html",
        "share/evals/street-signs.png",
        "tasks/captioning.html",
        "tasks/ocr.html",
    ]


def test_a_changed_picture_is_written_and_the_others_are_left(tmp_path: Path, warm: None) -> None:
    edited = Edited(tmp_path)
    for prompt, name in (("labels-1", "one"), ("labels-2", "two")):
        edited.show_picture(prompt, name, "red", 400)
    edited.build()
    folder = edited.out / "evals/reading/images"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert sorted(name.partition(".")[0] for name in before) == ["one", "one", "two", "two"]
    edited.show_picture("labels-1", "one", "blue", 200)
    made = edited.build()
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    kept = {name: time for name, time in before.items() if name.startswith("two")}
    assert {name: time for name, time in after.items() if name in before} == kept
    assert len(after) == 3  # so small a picture is its own thumbnail
    assert made.removed == 2
    edited.drop_pictures(random.Random(1))
    edited.build()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "made"),
    [
        ("models/gamma.yaml", "licence: AGPL-3.0", "licence: MIT", []),
        ("models/gamma.yaml", "parameters: 3.2M", "parameters: 3.3M", ["speed"]),
        ("models/gamma.yaml", "name: Gamma-n", "name: Gamma-x", ["speed"]),
        ("evals/speed/gamma.yaml", "map: 36.54", "map: 36.64", ["speed"]),
        ("evals/reading/alpha.yaml", "receipts-3: pass", "receipts-3: fail", ["reading"]),
    ],
)
def test_only_suites_that_show_a_change_are_made(
    tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, made: list[str]
) -> None:
    edited = Edited(tmp_path)
    edited.build()
    changed = edited.root / "data" / file
    text = changed.read_text("utf-8")
    assert text.count(old) == 1
    changed.write_text(text.replace(old, new), "utf-8")
    suites: list[str] = []

    def told(catalogue: Catalogue, key: str, boards: Boards) -> SuitePage:
        suites.append(key)
        return suite_page(catalogue, key, boards)

    with monkeypatch.context() as patched:
        patched.setattr(pages, "suite_page", told)
        edited.build()
    assert suites == made  # its Markdown is of the same page
    assert differing(tree(edited.out), edited.clean()) == []


def test_an_edit_that_no_time_tells_of_is_found_by_verify(
    tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = Edited(tmp_path)
    edited.build()
    expected = edited.clean()
    page = edited.out / "compare/alpha-vs-beta.html"
    with page.open("r+b") as file:
        file.write(b"edited")
    known = read_manifest(edited.work, edited.out)
    assert known is not None
    write_manifest(edited.work, edited.out, replace(known, stamp=clock(edited.work, clock(edited.work))))
    assert edited.build().written == 0
    assert differing(tree(edited.out), expected) == ["compare/alpha-vs-beta.html"]
    assert edited.build(verify=True).written == 1
    assert differing(tree(edited.out), expected) == []
    edit(edited, "retitle")
    edited.build()
    assert differing(tree(edited.out), edited.clean()) == []


def test_a_model_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, warm: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put back before the next build, so that only the pages tell that it had changed."""
    edited = Edited(tmp_path)
    edited.build()
    edit(edited, "retitle")
    card = edited.root / "data/models/gamma.yaml"
    module: Any = rebuild
    text, check = card.read_text("utf-8"), module.check

    def changed(*arguments: Any, **named: Any) -> Any:
        card.write_text(text.replace("Gamma-n", "Gamma-x"), "utf-8")
        return check(*arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(rebuild, "check", changed)
        edited.build()
    assert b"Gamma-x" in (edited.out / "models/gamma.html").read_bytes()
    card.write_text(text, "utf-8")
    edited.build()
    assert differing(tree(edited.out), edited.clean()) == []


@pytest.mark.parametrize("name", ["models/new-0.html", "compare/alpha-vs-new-0.html", "evals/deep"])
def test_a_file_of_ones_own_is_never_replaced_by_a_new_page(tmp_path: Path, warm: None, name: str) -> None:
    edited = Edited(tmp_path)
    edited.build()
    (edited.out / name).write_bytes(b"mine")
    before = tree(edited.out)
    assert edited.build().foreign == (name,)
    (edited.root / "data/models/new-0.yaml").write_text("name: New\nsource: https://example.org\n", "utf-8")
    shutil.copytree(edited.root / "data/evals/reading", edited.root / "data/evals/deep")
    suite = edited.root / "data/evals/deep/suite.yaml"
    suite.write_text(suite.read_text("utf-8").replace("name: ", "name: Deep ", 1), "utf-8")
    with pytest.raises(OutputRefused, match="was not made by visavis, and is in the way of a page"):
        edited.build()
    assert tree(edited.out) == before
    (edited.out / name).unlink()
    edited.build()
    assert differing(tree(edited.out), edited.clean()) == []


def test_warnings_are_told_again_where_nothing_changed(tmp_path: Path, warm: None) -> None:
    edited = Edited(tmp_path)
    (edited.root / "data/models/new.yaml").write_text("name: New\n", "utf-8")
    first, second = edited.build(), edited.build()
    assert len(first.warnings) == 1
    assert (second.warnings, second.written) == (first.warnings, 0)
    with pytest.raises(ProblemsFound) as found:
        build(Site(edited.root), edited.out, strict=True)
    assert found.value.problems == first.warnings


def test_nothing_heavy_is_imported_where_nothing_changed(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.change_picture(random.Random(1))
    edited.build()
    code = (
        "import sys; from pathlib import Path; from visavis.build import build; from visavis.site import Site;"
        f"build(Site(Path({str(edited.root)!r})), Path({str(edited.out)!r}));"
        "print(sorted({'pydantic', 'PIL', 'jinja2', 'yaml', 'markdown', 'nh3', 'multiprocessing'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_a_pair_that_takes_the_place_of_another_gets_its_page(tmp_path: Path, warm: None) -> None:
    """Each model has as many pages as before, and no model changed."""
    edited = Edited(tmp_path)
    for pairs in ("[[alpha, beta]]", "[[alpha, beta]]", "[[alpha, gamma]]", "[[alpha, delta]]", "[[alpha, beta]]"):
        edited._setting("pairs", pairs)
        with (edited.root / "data/models/delta.json").open("a", encoding="utf-8") as card:
            card.write("\n")
        edited.build()
        assert differing(tree(edited.out), edited.clean()) == []
