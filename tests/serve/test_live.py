"""A site that is kept up to date is what it would be if it were read for the first time, page by page."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import GOLDEN
from visavis.checked import check
from visavis.load import held
from visavis.load.data_file import Signature, signature
from visavis.load.problems import ProblemsFound
from visavis.serve.live import ASSETS, LiveSite
from visavis.site import Site
from visavis.workshop import Workshop


def pages(workshop: Workshop) -> dict[str, bytes]:
    """Return every page of a site."""
    found = {path: made.make() for path, made in workshop.made.items()} | workshop.singles()
    for left in workshop.catalogue.subjects:
        found.update(
            (f"{left}/{right}", b"\n".join(file for files in every for file in files.values()))
            for right, every in workshop.comparisons(left, workshop.partners.rights(left))
        )
    return found


def anew(root: Path) -> tuple[dict[str, bytes], object]:
    """Return the pages and warnings of a site that is read for the first time, or its problems."""
    try:
        data, warnings = check(Site(root), strict=False)
    except ProblemsFound as found:
        return {}, (found.problems, found.waiting)
    return pages(Workshop(Site(root), data, assets=ASSETS)), tuple(warnings)


def kept(live: LiveSite) -> tuple[dict[str, bytes], object]:
    if live.problems:
        return {}, (live.problems, live.waiting)
    assert live.workshop is not None
    return pages(live.workshop), live.warnings


def replacing(name: str, old: str, new: str) -> Callable[[Path], Path]:
    def edit(root: Path) -> Path:
        path = root / "data" / name
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, new) if old in text else text.replace(new, old), "utf-8")
        return path

    return edit


def moving(name: str, other: str) -> Callable[[Path], Path]:
    def edit(root: Path) -> Path:
        one, two = root / "data" / name, root / "data" / other
        if one.exists():
            one.rename(two)
        else:
            two.rename(one)
        return two

    return edit


def touching(name: str) -> Callable[[Path], Path]:
    def edit(root: Path) -> Path:
        os.utime(root / "data" / name)
        return root / "data" / name

    return edit


def by_atomic_rename(root: Path) -> Path:
    path = root / "data/models/beta.yaml"
    path.with_name(".beta.yaml.new").write_text(path.read_text("utf-8").rstrip("\n") + "\n# seen\n", "utf-8")
    path.with_name(".beta.yaml.new").replace(path)
    return path


def half_written(root: Path) -> Path:
    path = root / "data/models/beta.yaml"
    whole = (GOLDEN / "data/models/beta.yaml").read_text("utf-8")
    path.write_text(whole[: len(whole) // 2] if path.read_text("utf-8") == whole else whole, "utf-8")
    return path


def suite(root: Path) -> str:
    """Return a suite with a run of alpha, as a path under data/."""
    return min(path.parent for path in root.glob("data/evals/*/alpha.yaml")).relative_to(root / "data").as_posix()


RUNS = suite(GOLDEN)
EDITS: list[Callable[[Path], Path]] = [
    replacing("models/alpha.yaml", "name: Alpha 12B", "name: Zeta 12B"),
    replacing("models/alpha.yaml", "name: Alpha 12B", "nmae: Alpha 12B"),
    replacing("models/beta.yaml", "tasks:", "task:"),
    replacing("site.yaml", "title: Golden", "title: Silver"),
    replacing("site.yaml", "title: Golden", "title: Golden\npairs: comparable"),
    replacing("site.yaml", "title: Golden", "title: Golden\npages_as: folders"),
    replacing(f"{RUNS}/alpha.yaml", "date: 20", "date: 19"),
    replacing(f"{RUNS}/alpha.yaml", "pass", "fail"),
    replacing(f"{RUNS}/suite.yaml", "name: ", "name: The "),
    moving("models/gamma.yaml", "models/epsilon.yaml"),
    moving(f"{RUNS}/alpha.yaml", f"{RUNS}/gamma.yaml.away"),
    touching("models/beta.yaml"),
    by_atomic_rename,
    half_written,
]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_edited_the_pages_and_problems_are_those_of_a_first_reading(seed: int, site: Path) -> None:
    draw = random.Random(seed)
    live = LiveSite(Site(site))
    live.load()
    for _ in range(7):
        live.update({edit(site) for edit in draw.sample(EDITS, draw.choice([1, 1, 2]))})
        found, expected = kept(live), anew(site)
        assert found[1] == expected[1]
        assert sorted(path for path in {*found[0], *expected[0]} if found[0].get(path) != expected[0].get(path)) == []


def test_two_changes_of_one_length_within_a_tick_of_the_clock_are_two(site: Path) -> None:
    card, live = site / "data/models/alpha.yaml", LiveSite(Site(site))
    live.load()
    text, status = card.read_text("utf-8"), card.stat()
    card.write_text(text.replace("Alpha 12B", "Alpha 13B"), "utf-8")
    os.utime(card, ns=(status.st_atime_ns, status.st_mtime_ns))
    live.update({card})
    assert b"Alpha 13B" in live.made("models/alpha.html").content  # type: ignore[union-attr]


def test_pages_stay_while_the_data_are_broken(site: Path) -> None:
    live = LiveSite(Site(site))
    live.load()
    before = live.made("models/alpha.html")
    live.update({replacing("models/alpha.yaml", "name: Alpha 12B", "nmae: Alpha 12B")(site)})
    assert [problem.rule for problem in live.problems] == ["missing-key", "unknown-key"]
    assert live.made("models/alpha.html") == before
    assert live.pages == 1


def test_what_did_not_change_is_not_made_again(site: Path) -> None:
    live = LiveSite(Site(site))
    live.load()
    assert live.workshop is not None
    before = live.workshop
    live.update({replacing("models/alpha.yaml", "name: Alpha 12B", "name: Zeta 12B")(site)})
    after = live.workshop
    assert after.catalogue.suites == before.catalogue.suites
    for key in ("beta", "gamma"):
        assert after.catalogue.subjects[key] is before.catalogue.subjects[key]
    assert after.catalogue.subjects["alpha"] is not before.catalogue.subjects["alpha"]
    assert after.renderer is before.renderer


def test_only_the_saved_file_is_looked_at_where_it_was_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveSite(Site(site))
    live.load()
    looked = list[str]()

    def looking(root: Path, path: str) -> Signature | None:
        looked.append(path)
        return signature(root, path)

    monkeypatch.setattr(held, "signature", looking)
    live.update([replacing("models/alpha.yaml", "Alpha 12B", "Alpha 13B")(site)])
    assert looked == ["data/models/alpha.yaml"]
    looked.clear()
    live.update([moving("models/alpha.yaml", "models/other.yaml")(site)])
    assert "data/models/beta.yaml" in looked


def test_another_template_is_another_renderer(site: Path) -> None:
    live = LiveSite(Site(site))
    live.load()
    assert live.workshop is not None
    before = live.workshop.renderer
    macro = site / "templates/macros/site_footer.html"
    macro.parent.mkdir(parents=True)
    macro.write_text("{% macro site_footer(frame) %}<footer>Ours</footer>{% endmacro %}", "utf-8")
    live.update({macro})
    assert live.workshop.renderer is not before
    assert b"<footer>Ours</footer>" in live.made("index.html").content  # type: ignore[union-attr]


def test_only_the_style_sheet_is_new_where_styles_changed(site: Path) -> None:
    shutil.copytree(GOLDEN.parents[2] / "static/css", site / "static/css")
    live = LiveSite(Site(site))
    live.load()
    page, sheet = live.made("index.html"), live.made("static/live/site.css")
    tokens = site / "static/css/tokens.css"
    tokens.write_text(":root { --paper: red; }\n", "utf-8")
    live.update({tokens})
    assert (live.pages, live.style) == (1, 1)
    assert live.made("index.html") is page
    assert live.made("static/live/site.css") != sheet
    (site / "static/css/base.css").write_bytes(b"\xff")
    live.update({site / "static/css/base.css"})
    assert [problem.path for problem in live.problems] == ["static/css/base.css"]


@pytest.mark.parametrize("told", [("static/css/tokens.css", "data/models/alpha.yaml"), ("static", "data")])
def test_the_style_sheet_is_new_where_more_than_styles_changed(site: Path, told: tuple[str, ...]) -> None:
    """Such as where a branch is switched, or where only folders are told of."""
    (site / "static/css").mkdir(parents=True)
    live = LiveSite(Site(site))
    live.load()
    sheet = live.made("static/live/site.css")
    (site / "static/css/tokens.css").write_text(":root { --paper: red; }\n", "utf-8")
    live.update({site / path for path in told})
    assert (live.pages, live.style) == (2, 1)
    assert live.made("static/live/site.css") != sheet


def test_comparisons_are_markdown_only_where_the_site_wants_that(site: Path):
    live = LiveSite(Site(site))
    live.load(1)
    assert live.made("models/alpha.html.md") is not None
    assert live.made("compare/alpha-vs-beta.html") is not None
    assert live.made("compare/alpha-vs-beta.html.md") is None
    with (site / "data" / "site.yaml").open("a", encoding="utf-8") as config:
        config.write("markdown: all\n")
    live = LiveSite(Site(site))
    live.load(1)
    made = live.made("compare/alpha-vs-beta.html.md")
    assert made is not None
    assert made.content.startswith(b"# Alpha 12B vs Beta")


def test_comparisons_have_a_table_only_where_the_site_wants_that(site: Path):
    live = LiveSite(Site(site))
    live.load(1)
    assert live.made("compare/alpha-vs-beta.html.csv") is None
    config = site / "data" / "site.yaml"
    exports = config.read_text("utf-8").replace("exports: [comparisons]", "exports: [tables]\nlanguages: [en, de]")
    config.write_text(exports, "utf-8")
    live = LiveSite(Site(site))
    live.load(1)
    for folder, head in (("", '"Properties","Context Window"'), ("de/", '"Eigenschaften","Kontextfenster"')):
        made = live.made(f"{folder}compare/alpha-vs-beta.html.csv")
        assert made is not None
        assert made.kind == "text/csv"
        assert f'\r\n{head},"' in made.content.decode("utf-8-sig")
    assert live.made("compare/alpha-vs-beta.html.md") is None
    assert live.made("compare/beta-vs-alpha.html.csv") is None
