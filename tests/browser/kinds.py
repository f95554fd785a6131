"""One page of each kind, of the golden site and of the site in data/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

import pytest

from tests.helpers import GOLDEN
from tests.own_site import own_data
from tests.serving import Served
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data

KINDS = (
    "home",
    "compare",
    "comparison",
    "comparison with evidence",
    "comparison with nothing in common",
    "comparison of models that no suite was run on",
    "model",
    "index of models",
    "pass/fail suite",
    "numeric suite",
    "prompt with an image",
    "prompt of which only outcomes are known",
    "task",
    "organization",
    "methodology",
    "not found",
)
CARD = "card for other sites"
"""A document without what pages of the site have around them; a site has it where it says where it is published."""
SITES = ("golden", "own")

every_kind = pytest.mark.parametrize("kind", KINDS)
every_document = pytest.mark.parametrize("kind", (*KINDS, CARD))
every_site = pytest.mark.parametrize("site_name", SITES)


def path(site: Served, site_name: str, kind: str) -> str:
    """Return the path of the page of a kind, or skip where the site has none."""
    found = _card(site) if kind == CARD else _paths(site_name)[kind]
    if found is None:
        pytest.skip(f"the site has no {kind}")
    assert (site.folder / found).is_file(), found
    return found


def _card(site: Served) -> str | None:
    return _first(page.relative_to(site.folder).as_posix() for page in sorted(site.folder.glob("embed/*.html")))


@cache
def _paths(site_name: str) -> dict[str, str | None]:
    data, _ = own_data() if site_name == "own" else read_site_data(GOLDEN)
    ran = {key: {suite for suite, runs in data.runs.items() if key in runs} for key in data.models}
    pairs = list(combinations(sorted(data.models), 2))
    suites = [(data.suites[key].metric.kind, key) for key in data.suites]
    return {
        "home": "index.html",
        "compare": "compare/index.html",
        "comparison": _first(
            f"compare/{one}-vs-{other}.html"
            for one, other in sorted(pairs, key=lambda pair: -len(ran[pair[0]] & ran[pair[1]]))
            if ran[one] & ran[other]
        ),
        "comparison with evidence": _first(
            f"compare/{one}-vs-{other}.html"
            for one, other in pairs
            if any(prompt.image for suite in ran[one] & ran[other] for prompt in data.suites[suite].prompts.values())
        ),
        "comparison with nothing in common": _first(
            f"compare/{one}-vs-{other}.html"
            for one, other in pairs
            if ran[one] and ran[other] and not ran[one] & ran[other]
        ),
        "comparison of models that no suite was run on": _first(
            f"compare/{one}-vs-{other}.html"
            for one, other in sorted(pairs, key=lambda pair: len(ran[pair[0]] | ran[pair[1]]))
            if not ran[one] or not ran[other]
        ),
        "model": _first(f"models/{key}.html" for key in sorted(data.models, key=lambda key: -len(ran[key]))),
        "index of models": "models/index.html",
        "pass/fail suite": _first(f"evals/{key}.html" for kind, key in suites if kind != "numeric"),
        "numeric suite": _first(f"evals/{key}.html" for kind, key in suites if kind == "numeric"),
        "prompt with an image": _first(_prompts(data, pictured=True)),
        "prompt of which only outcomes are known": _first(_prompts(data, pictured=False)),
        "task": _first(f"tasks/{key}.html" for key in data.config.tasks),
        "organization": _first(
            f"organizations/{card.organisation.known}.html"
            for card in data.models.values()
            if card.organisation and card.organisation.known
        ),
        "methodology": "methodology.html",
        "not found": "404.html",
    }


def _prompts(data: SiteData, *, pictured: bool) -> Iterator[str]:
    """Yield the pages of prompts that have a picture, or of those that have neither that nor a question."""
    for suite, runs in data.runs.items():
        asked = {key for run in runs.values() for key in run.outcomes}
        for key, prompt in data.suites[suite].prompts.items():
            has = bool(prompt.image) if pictured else not (prompt.image or prompt.question)
            if key in asked and has:
                yield f"evals/{suite}/{key}.html"


def _first(paths: Iterable[str]) -> str | None:
    return next(iter(paths), None)
