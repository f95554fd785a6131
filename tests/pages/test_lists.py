"""Pages that list models: of a task, by whether they do it, and of an organisation, newest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.making import golden
from visavis.compare.subjects import catalogue
from visavis.load.site_data import read_site_data
from visavis.pages.organisations import OrganisationPage, OrganisationPages, organisation_links
from visavis.pages.tasks import TaskPage, TaskPages

SITE = """\
title: Lists
tagline: Models in lists
tasks:
  reading: {label: Reading, description: Reads.}
  seeing: {label: Seeing}
organisations:
  acme: {label: Acme, link: https://acme.example}
  idle: {label: Idle}
  zeta: {label: Zeta}
"""
CARDS = {
    "alpha": "{name: Alpha, organisation: acme, release_date: 2024-05, tasks: {reading: yes, seeing: no}, source: https://a.example}",
    "beta": "{name: beta, organisation: acme, release_date: 2025, tasks: {reading: yes}, source: https://a.example}",
    "gamma": "{name: Gamma, organisation: zeta, tasks: {reading: not applicable, seeing: unknown}, source: https://a.example}",
    "delta": "{name: Delta, organisation: acme, source: https://a.example}",
}
SUITE = "{name: S, description: D, source: https://s.example, metric: pass-fail, categories: {one: {label: One}}}"
RUNS = {"alpha": (9, 10), "beta": (3, 10), "gamma": (5, 10)}


@pytest.fixture
def made(tmp_path: Path) -> tuple[TaskPages, OrganisationPages]:
    for folder in ("data/models", "data/evals/s"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/site.yaml").write_text(SITE, "utf-8")
    (tmp_path / "data/evals/s/suite.yaml").write_text(SUITE, "utf-8")
    for key, card in CARDS.items():
        (tmp_path / f"data/models/{key}.yaml").write_text(card, "utf-8")
    for key, (passed, total) in RUNS.items():
        results = f"{{one: {{passed: {passed}, total: {total}}}}}"
        run = f"{{date: 2025, source: https://r.example, origin: measured, results: {results}}}"
        (tmp_path / f"data/evals/s/{key}.yaml").write_text(run, "utf-8")
    found = catalogue(read_site_data(tmp_path)[0])
    return TaskPages(found), OrganisationPages(found)


def names(page: TaskPage) -> tuple[list[str], list[str], list[str]]:
    does, does_not, unknown = ([link.text for link in links] for links in (page.does, page.does_not, page.unknown))
    return does, does_not, unknown


def test_unknown_is_kept_apart_from_no(made: tuple[TaskPages, OrganisationPages]) -> None:
    assert names(made[0].page("reading")) == (["Alpha", "beta"], ["Gamma"], ["Delta"])
    assert names(made[0].page("seeing")) == ([], ["Alpha"], ["beta", "Delta", "Gamma"])


def test_only_those_that_do_a_task_stand_on_its_boards_with_their_ranks_among_all(
    made: tuple[TaskPages, OrganisationPages],
) -> None:
    page = made[0].page("reading")
    assert [(board.head.name, board.of) for board in page.boards] == [("S", 3)]
    lines = page.boards[0].lines
    assert [line.model.text for line in lines] == ["Alpha", "beta"]
    assert [line.standing.of for line in lines if line.standing] == [3, 3]
    assert made[0].page("seeing").boards == ()
    assert made[0].suites("reading") == ("s",)
    assert made[0].suites("seeing") == ()


def test_what_a_task_page_shows_of_models_is_in_its_state(made: tuple[TaskPages, OrganisationPages]) -> None:
    assert [one[:3] for one in made[0].state("reading") if isinstance(one, tuple)] == [
        ("alpha", "Alpha", "yes"),
        ("beta", "beta", "yes"),
        ("delta", "Delta", "unknown"),
        ("gamma", "Gamma", "not-applicable"),
    ]


def test_an_organisation_lists_its_models_newest_first_and_those_without_a_date_last(
    made: tuple[TaskPages, OrganisationPages],
) -> None:
    page = made[1].page("acme")
    assert (page.title, page.link, page.about) == ("Acme", "https://acme.example", None)
    assert [model.link.text for model in page.models] == ["beta", "Alpha", "Delta"]
    assert [[score.suite.text for score in model.scores] for model in page.models] == [["S"], ["S"], []]


def test_its_best_is_its_first_model_on_each_leaderboard(made: tuple[TaskPages, OrganisationPages]) -> None:
    best = made[1].page("acme").best
    assert [(one.suite.text, one.model.text, one.standing and one.standing.of) for one in best] == [("S", "Alpha", 3)]


def test_organisations_without_a_model_have_no_page(made: tuple[TaskPages, OrganisationPages]) -> None:
    assert list(made[1]) == ["acme", "zeta"]
    links = organisation_links(made[1].catalogue, made[1].frame)
    assert [(link.text, link.href) for link in links] == [
        ("Acme", "../organizations/acme.html"),
        ("Zeta", "../organizations/zeta.html"),
    ]


def test_every_model_is_in_one_list_of_every_task() -> None:
    of = golden()
    pages = TaskPages(of)
    for key in of.config.tasks:
        page: TaskPage = pages.page(key)
        listed = [link.href for links in (page.does, page.does_not, page.unknown) for link in links]
        assert sorted(listed) == sorted(f"../models/{model}.html" for model in of.subjects)
        assert page.models == len(listed)


def test_every_model_with_a_known_maker_is_on_its_makers_page() -> None:
    of = golden()
    pages = OrganisationPages(of)
    made: list[OrganisationPage] = [pages.page(key) for key in pages]
    listed = [model.link.text for page in made for model in page.models]
    known = [one.name for one in of.subjects.values() if one.card.organisation and one.card.organisation.known]
    assert sorted(listed) == sorted(known)
