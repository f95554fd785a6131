"""The files that all pages share: in a folder that is named by what is in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers import ROOT, assets, differing, tree, write_file
from visavis.assets import Assets
from visavis.build import build
from visavis.pages import urls
from visavis.site import Site

NAMED = re.compile(r"static/[0-9a-f]{10}")


def test_the_folder_is_named_by_ten_digits_and_files_keep_their_names_in_it(site: Path) -> None:
    made = Assets(Site(site))
    assert NAMED.fullmatch(made.folder)
    assert made.sheet == f"{made.folder}/site.css"
    inside = {path.removeprefix(f"{made.folder}/") for path in made.copied if path.startswith("static/")}
    assert {"icon.svg", "js/site.js", "js/picker.js", "logos/acme.svg"} <= inside
    assert not [path for path in inside if path.startswith("css/")]
    assert all(map(urls.is_page, [*made.copied, made.sheet]))


@pytest.mark.parametrize("name", ["css/tokens.css", "js/site.js", "icon.svg", "logos/acme.svg", "fonts/new.woff2"])
def test_another_byte_of_any_file_is_another_folder(site: Path, name: str) -> None:
    before = Assets(Site(site)).folder
    write_file(site / "static" / name, b"/* ours */ .x { color: red }")
    after = Assets(Site(site)).folder
    assert before != after
    write_file(site / "static" / name, b"/* ours */ .x { color: tan }")
    assert Assets(Site(site)).folder not in (before, after)


@pytest.mark.parametrize("name", ["css/unused.css", "api/ours.schema.json"])
def test_what_does_not_lie_in_the_folder_does_not_name_it(site: Path, name: str) -> None:
    before = Assets(Site(site)).folder
    write_file(site / "static" / name, b"{}")
    assert Assets(Site(site)).folder == before


def test_two_files_that_trade_places_are_another_folder(site: Path) -> None:
    write_file(site / "static/a.txt", b"a")
    write_file(site / "static/b.txt", b"")
    before = Assets(Site(site)).folder
    write_file(site / "static/a.txt", b"")
    write_file(site / "static/b.txt", b"a")
    assert Assets(Site(site)).folder != before


def test_a_folder_can_be_given_instead(site: Path) -> None:
    assert Assets(Site(site), "static/live").sheet == "static/live/site.css"


def test_schemas_of_data_files_lie_beside_these_whatever_else_changes(site: Path) -> None:
    write_file(site / "static/api/index.json", b"not a schema, and not in the way of the data")
    copied = Assets(Site(site)).copied
    schemas = [f"api/{path.name}" for path in sorted((ROOT / "static/api").iterdir())]
    assert {"api/index.schema.json", "api/model.schema.json"} <= {*schemas}
    assert [path for path in copied if path.startswith("api/")] == schemas
    assert f"{Assets(Site(site)).folder}/api/index.json" in copied


def test_a_change_of_style_reaches_every_page_and_nothing_of_before_is_left(site: Path, tmp_path: Path) -> None:
    build(Site(site), tmp_path / "out")
    before, old = tree(tmp_path / "out"), assets(tmp_path / "out")
    write_file(site / "static/css/print.css", b".x { color: red }")
    build(Site(site), tmp_path / "out")
    build(Site(site), tmp_path / "clean")
    after, new = tree(tmp_path / "out"), assets(tmp_path / "out")
    assert differing(after, tree(tmp_path / "clean")) == []
    assert old != new
    for path, content in before.items():
        if path.endswith(".html") and isinstance(content, bytes):
            assert after[path] == content.replace(old.encode(), new.encode())


def test_the_folder_of_an_earlier_site_is_known_for_our_own(site: Path, tmp_path: Path) -> None:
    """Also where nobody knows any more what the last build made."""
    build(Site(site), tmp_path / "out")
    write_file(site / "static/icon.svg", b"<svg/>")
    write_file(tmp_path / "out/static/own/mine.txt", b"mine")
    for path in (tmp_path / ".out.visavis").glob("tree-*"):
        path.unlink()
    assert build(Site(site), tmp_path / "out").foreign == ("static/own",)
    assert {path.name for path in (tmp_path / "out/static").iterdir()} == {Path(Assets(Site(site)).folder).name, "own"}
