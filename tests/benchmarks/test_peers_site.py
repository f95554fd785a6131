"""The theme of the benchmark shows what the peers' own templates show, for every pair."""

from __future__ import annotations

import html
import re
from itertools import combinations
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from markdown import markdown
from markupsafe import Markup

from tests.benchmarks import peers_site
from visavis.build import build
from visavis.site import Site

MODELS = (0, 1, 2, 3, 117)


@pytest.fixture
def numbers(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Return the peers' models, renumbered; skip where the peers' tools are not beside the checkout."""
    if not peers_site.PEERS.is_dir():
        pytest.skip("the peers' tools are not beside the checkout")
    tool = peers_site.make_data()
    made = [tool.make_model(number) for number in MODELS]
    monkeypatch.setattr(tool, "make_model", made.__getitem__)
    return sorted((model for model, _ in made), key=lambda model: str(model["slug"]))


def test_every_pair_reads_as_the_peers_page(numbers: list[dict[str, object]], tmp_path: Path) -> None:
    peers_site.make_site(len(MODELS), tmp_path / "a-site")
    build(Site(tmp_path / "a-site"), tmp_path / "out")
    folder = peers_site.PEERS / "peers" / "naive-python" / "templates"
    env = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    for model in numbers:
        model["overview"] = Markup(markdown(str(model["description"])))
    for left, right in combinations(numbers, 2):
        theirs = env.get_template("compare.html").render(a=left, b=right)
        page = tmp_path / "out" / "compare" / f"{left['slug']}-vs-{right['slug']}" / "index.html"
        ours = page.read_text("utf-8")
        assert text(ours) == text(theirs)
        assert shape(ours) == shape(theirs)
        assert abs(len(ours) - len(theirs)) < len(theirs) / 50


def text(page: str) -> str:
    """Return what a page says, as the peers' `check_same.py` reads it."""
    page = re.sub(r"(?s)<style.*?</style>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def shape(page: str) -> list[str]:
    """Return a page's tags and their attributes, the addresses that links lead to left out."""
    return [re.sub(r'href="[^"]*"', "href", tag) for tag in re.findall(r"<[^>]+>", page)]
