"""Images drawn from SVG: of the right size, kept until what is drawn changes, in the colours of the site."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers import GOLDEN, ROOT, write_file
from visavis.load.problems import ProblemsFound
from visavis.load.site_data import read_site_data
from visavis.pages import urls
from visavis.render import drawing
from visavis.site import Site
from visavis.workshop import Workshop

pytestmark = pytest.mark.usefixtures("from_nothing")

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="{}"/></svg>'


def workshop(root: Path = GOLDEN) -> Workshop:
    return Workshop(Site(root), read_site_data(root)[0], few=True)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png), formats=["PNG"])


def test_share_images_and_icons_have_the_size_that_pages_and_manifest_say() -> None:
    """Names of the golden site hold markup: were it not escaped, there would be no image."""
    shop = workshop()
    sizes = {path: opened(made.make()).size for path, made in shop.made.items() if path.endswith(".png")}
    assert {size for path, size in sizes.items() if path.startswith("share/")} == {(1200, 630)}
    assert "share/models/beta.png" in sizes
    icons = json.loads(shop.made[urls.MANIFEST].make())["icons"]
    assert icons[0]["sizes"] == "any"
    assert {icon["src"]: icon["sizes"] for icon in icons[1:]} == {
        f"icons/{size}.png": f"{size}x{size}" for size in (192, 512)
    }
    assert {sizes[f"icons/{size}.png"] for size in urls.ICONS} == {(size, size) for size in urls.ICONS}


def test_an_image_is_the_same_each_time_and_kept_until_it_shows_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    red, blue = SQUARE.format("red"), SQUARE.format("blue")
    drawer = drawing.Drawer(tmp_path)
    first = drawer.image("share/a.png", red)
    assert first == drawing.drawn(red)
    assert opened(first).getpixel((1, 1)) == (255, 0, 0, 255)
    with monkeypatch.context() as still:
        still.setattr(drawing, "drawn", None)
        assert drawing.Drawer(tmp_path).image("share/a.png", red) == first
    assert drawer.image("share/a.png", blue) == drawing.drawn(blue)
    kept = next((tmp_path / "share").iterdir())
    kept.write_bytes(kept.read_bytes()[:-1])
    assert drawer.image("share/a.png", blue) == drawing.drawn(blue)


def test_images_of_pages_that_are_no_more_are_not_kept(tmp_path: Path) -> None:
    drawer = drawing.Drawer(tmp_path)
    for name in ("a", "b"):
        drawer.image(f"share/{name}.png", SQUARE.format("red"))
    drawer.forget({"share/b.png"})
    assert [place.name for place in (tmp_path / "share").iterdir()] == ["share b.png"]


def test_an_icon_that_is_no_svg_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    root = shutil.copytree(GOLDEN, tmp_path / "golden")
    write_file(root / "static/icon.svg", b"no SVG")
    with pytest.raises(ProblemsFound) as found:
        workshop(root).made["icons/32.png"].make()
    assert [(one.path, one.rule) for one in found.value.problems] == [("static/icon.svg", "static-file")]


def test_colours_are_those_of_the_pages_in_light() -> None:
    tokens = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", (ROOT / "static/css/tokens.css").read_text("utf-8")))
    styles = dict(re.findall(r"^(\S+) \{ (.*) \}$", (ROOT / "templates/share.svg").read_text("utf-8"), re.MULTILINE))
    pairs = {".paper": "paper", "text": "ink", ".soft": "soft", ".left": "left", ".right": "right", ".grid": "line"}
    for name, token in pairs.items():
        assert tokens[token] in styles[name]
