"""The feed of a site in a repository, built: what its commits did, as valid Atom."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.helpers import GOLDEN
from tests.test_history import Repository
from visavis.build import build
from visavis.changes import flipped as flips
from visavis.changes.flipped import flipped
from visavis.compare.pairs import Pair
from visavis.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return one with the golden site, to which a model, a run and another result came one after the other."""
    made = Repository(tmp_path / "repository")
    shutil.copytree(GOLDEN, made.folder, dirs_exist_ok=True)
    gamma, run = (made.folder / "data" / path for path in ("models/gamma.yaml", "evals/speed/gamma.yaml"))
    card, result = gamma.read_text("utf-8"), run.read_text("utf-8")
    gamma.unlink()
    run.unlink()
    made.commit("2025-01-01")
    gamma.write_text(card, "utf-8")
    made.commit("2025-02-01")
    run.write_text(result, "utf-8")
    made.commit("2025-03-01")
    run.write_text(result.replace("map: 36.54", "map: 16.54"), "utf-8")
    made.commit("2025-04-01")
    return made


def built(root: Path, out: Path) -> ET.Element:
    build(Site(root), out, jobs=1)
    return ET.parse(out / "feed.xml").getroot()


def text(element: ET.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def href(element: ET.Element, rel: str) -> str:
    (found,) = [link.attrib["href"] for link in element.findall(f"{ATOM}link") if link.attrib["rel"] == rel]
    return found


def test_the_feed_tells_of_new_models_runs_and_verdicts(repository: Repository, tmp_path: Path) -> None:
    feed = built(repository.folder, tmp_path / "out")
    told = [(text(entry, "updated")[:10], text(entry, "title")) for entry in feed.findall(f"{ATOM}entry")]
    assert told == [
        ("2025-04-02", "Changed results of Gamma-n on Speed & precision"),
        ("2025-04-02", 'Another verdict on Speed & precision: Beta <b>&amp; "3B" vs Gamma-n'),
        ("2025-03-02", "New results of Gamma-n on Speed & precision"),
        ("2025-02-02", "New model: Gamma-n"),
        ("2025-01-02", "3 new models"),
        ("2025-01-02", "New results of 2 models on Reading"),
        ("2025-01-02", 'New results of Beta <b>&amp; "3B" on Speed & precision'),
        ("2025-01-02", "New results of 2 models on Street signs"),
    ]
    lines = feed.findall(f"{ATOM}entry")[1].findall(f".//{XHTML}li")
    assert ["".join(line.itertext()) for line in lines] == [
        'Beta <b>&amp; "3B" vs Gamma-n: equal → Beta <b>&amp; "3B" better'
    ]


def test_the_feed_is_valid_atom(repository: Repository, tmp_path: Path) -> None:
    """What RFC 4287 asks for: one id, title and time each, ids that differ, and links that lead to pages."""
    out = tmp_path / "out"
    feed = built(repository.folder, out)
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "id") == href(feed, "self") == "https://example.org/golden/feed.xml"
    assert href(feed, "alternate") == "https://example.org/golden/"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    times = [text(entry, "updated") for entry in entries]
    assert all(map(TIME.fullmatch, times))
    assert times == sorted(times, reverse=True)
    assert text(feed, "updated") == times[0]
    ids = [text(entry, "id") for entry in entries]
    assert len({*ids}) == len(ids)
    commit = repository.git("rev-parse", "HEAD")[:16]
    assert ids[0] == f"tag:example.org,2025-04-02:{commit}/changed/speed"
    for entry in entries:
        assert text(entry, "title").strip()
        leads = [href(entry, "alternate"), *(link.attrib["href"] for link in entry.iter(f"{XHTML}a"))]
        for lead in leads:
            assert (out / lead.removeprefix("https://example.org/golden/")).is_file()
        (content,) = entry.findall(f"{ATOM}content")
        assert content.attrib == {"type": "xhtml"}
        assert [child.tag for child in content] == [f"{XHTML}div"]
    home = (out / "index.html").read_text("utf-8")
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml" title="What is new">' in home
    assert '<a href="feed.xml">Atom feed</a>' in home


def test_two_clones_have_the_same_feed(repository: Repository, tmp_path: Path) -> None:
    built(repository.folder, tmp_path / "out")
    clone = tmp_path / "elsewhere" / "clone"
    repository.git("clone", "-q", str(repository.folder), str(clone))
    built(clone, tmp_path / "other")
    assert (tmp_path / "out/feed.xml").read_bytes() == (tmp_path / "other/feed.xml").read_bytes()


@pytest.mark.parametrize("without", ["repository", "address", "history"])
def test_there_is_no_feed_without_something_to_tell(without: str, repository: Repository, tmp_path: Path) -> None:
    root = repository.folder
    if without == "repository":
        shutil.rmtree(root / ".git")
    elif without == "address":
        config = root / "data/site.yaml"
        config.write_text(config.read_text("utf-8").replace("address: https://example.org/golden/\n", ""), "utf-8")
    else:
        root = tmp_path / "shallow"
        repository.git("clone", "-q", "--depth=1", f"file://{repository.folder}", str(root))
    build(Site(root), tmp_path / "out", jobs=1)
    assert not (tmp_path / "out/feed.xml").exists()
    assert "feed" not in (tmp_path / "out/index.html").read_text("utf-8")


def test_what_is_gone_is_not_told(repository: Repository, tmp_path: Path) -> None:
    for path in ("models/gamma.yaml", "evals/speed/gamma.yaml"):
        (repository.folder / "data" / path).unlink()
    repository.commit("2025-05-01")
    feed = built(repository.folder, tmp_path / "out")
    assert "Gamma" not in "".join(feed.itertext())


def test_a_commit_is_looked_at_once(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = repository.git("rev-parse", "HEAD")
    found = flipped(repository.folder, commit, tmp_path)
    assert [(flip.suite, flip.pair) for flip in found] == [("speed", Pair("beta", "gamma"))]
    monkeypatch.setattr(flips, "_site", None)
    assert flipped(repository.folder, commit, tmp_path) == found
    with pytest.raises(TypeError):
        flipped(repository.folder, commit)


def test_the_first_commit_flips_nothing(repository: Repository) -> None:
    first = repository.git("rev-list", "--max-parents=0", "HEAD")
    assert flipped(repository.folder, first) == ()
