"""What makes a site fit: every way is tried out, and the largest of its kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.make_site import make_site
from tests.plan.test_scale import weigh
from visavis.compare.pairs import partners
from visavis.load.schema import PairParts
from visavis.plan.scale import Scale
from visavis.plan.ways import ROOM, Way, Ways
from visavis.write.budget import Host

MODELS = 14
Made = tuple[Scale, Any, Ways]


def host(**limits: int) -> Host:
    return Host("Some host", ("https://example.org/",), date(2026, 1, 1), limits, ())


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    """Return what makes a site of 14 models with these settings; the last two share nothing with the others."""

    def made(settings: str) -> Made:
        root = tmp_path_factory.mktemp("ways")
        make_site(MODELS, root)
        for number in (MODELS - 2, MODELS - 1):
            (root / f"data/evals/vision/model-{number:04}.yaml").unlink()
            card = root / f"data/models/model-{number:04}.yaml"
            card.write_text(card.read_text("utf-8").replace(": yes", ": no"), "utf-8")
        with (root / "data/site.yaml").open("a", encoding="utf-8") as config:
            config.write(settings)
        scale, workshop = weigh(root)
        return scale, workshop, Ways(workshop, scale)

    return made


@pytest.fixture(scope="module")
def every(make: Callable[[str], Made]) -> Made:
    """Return the site with a page for every pair: 91, of which 66 are comparable."""
    return make("")


def lines(found: Made, **limits: int) -> list[tuple[str, int]]:
    return [(way.line, way.comparisons) for way in found[2].to_fit(host(**limits))]


@pytest.fixture(scope="module")
def counts(every: Made) -> dict[int, int]:
    """Return how many comparisons there are with every number of nearest models."""
    nearest = {most: PairParts.model_construct(comparable="no", nearest=most, named=()) for most in range(1, MODELS)}
    return {most: partners(every[1].catalogue, parts).count for most, parts in nearest.items()}


@given(st.integers(80, 180))
@settings(deadline=None)
def test_the_nearest_are_as_many_as_fit(every: Made, counts: dict[int, int], files: int):
    """Against every number of nearest models, one after the other."""
    scale, _, ways = every
    others = scale.size(0, 0).files
    fitting = {most: count for most, count in counts.items() if count + others <= files}
    found = list(ways.to_fit(host(files=files)))
    if others + 66 <= files:
        assert [(way.line, way.comparisons) for way in found] == [("pairs: comparable", 66)]
    elif fitting:
        most = max(fitting)
        assert [(way.line, way.comparisons) for way in found] == [(f"pairs: {{nearest: {most}}}", fitting[most])]
    else:
        assert found == []
    for way in found:
        assert way.size.files == way.comparisons + others <= files
    assert ways.room(host(files=files)) == min(91, files - others) if files >= others else -1


def test_bytes_are_estimated_with_some_room(every: Made):
    scale, _, ways = every
    limit = round(scale.bytes_with(30) * ROOM)
    assert ways.room(host(site_bytes=limit)) == 30
    assert ways.room(host(site_bytes=limit - round(scale.bytes_with(1) * 0.001))) == 29
    (way,) = ways.to_fit(host(site_bytes=limit))
    assert way.size.site_bytes * ROOM <= limit
    assert ways.room(host(site_bytes=1000)) == -1
    assert list(ways.to_fit(host(site_bytes=1000))) == []


def test_folders_help_where_there_are_too_many_files_in_one(make: Callable[[str], Made]):
    every = make("markdown: none\n")  # with it, prompts alone are more than 80 files
    others = every[0].size(0, 0).files
    assert lines(every, files_per_folder=80) == [("pages_as: folders", 91), ("pairs: comparable", 66)]
    assert lines(every, files_per_folder=80, files=others + 57) == [("pairs: {nearest: 8}", 57)]
    found = make("pages_as: folders\n")
    assert lines(found, entries=found[0].size(66, 0, folders=True).entries) == [("pairs: comparable", 66)]


def test_named_pairs_stay(make: Callable[[str], Made]):
    found = make("pairs: {comparable: yes, named: [[model-0000, model-0013], [model-0012, model-0013]]}\n")
    scale, workshop, ways = found
    others = scale.size(0, 0).files
    (way,) = ways.to_fit(host(files=others + 30))
    assert way.within
    most = int(way.line.removeprefix("nearest: "))
    kept = PairParts.model_construct(comparable="no", nearest=most, named=workshop.catalogue.config.pairs.named)
    assert partners(workshop.catalogue, kept).count == way.comparisons <= 30
    assert isinstance(way, Way)
    assert lines(found, files=others + 68) == [("comparable: yes", 68)]


def test_a_list_of_pairs_gives_way_to_a_rule(make: Callable[[str], Made]):
    named = ", ".join(f"[model-0000, model-{number:04}]" for number in range(1, 14))
    found = make(f"pairs: [{named}]\n")
    assert lines(found, files=found[0].size(0, 0).files + 9) == [("pairs: {nearest: 1}", 9)]
