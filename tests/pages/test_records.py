"""The files that a site's data stand in."""

from __future__ import annotations

import pytest

from tests.compare.making import card, config, run, site, suite
from visavis.compare.pairs import partners
from visavis.pages.comparison import ComparisonPages
from visavis.pages.home import DataRevision, Versioned, data_revision, home_page, methodology_page
from visavis.pages.model import ModelPages
from visavis.pages.records import Records

GITHUB = "https://github.com/acme/models"
FILES = {
    "data/evals/s/a.yaml": b"1",
    "data/evals/s/suite.yaml": b"2",
    "data/models/a.yaml": b"3",
    "data/models/b.json": b"4",
    "data/site.yaml": b"5",
}


def records(folder: str = "", **fields: str) -> Records:
    return Records(config(**fields), FILES, lambda path: lambda *way: len(path) + len(way), folder)


def test_files_are_found_by_what_they_are_about():
    made = records()
    assert [made.card("a"), made.card("b"), made.card("c")] == ["data/models/a.yaml", "data/models/b.json", None]
    assert [made.run("s", "a"), made.run("s", "b")] == ["data/evals/s/a.yaml", None]


def test_a_revision_follows_from_the_files_that_it_is_of_alone():
    made, other = records(), Records(config(), FILES | {"data/evals/s/a.yaml": b"other"})
    assert (made.model("a"), made.model("b"), made.suite("s"), made.everything()) == (
        "63da60c694",
        "a425114cf5",
        "4971867031",
        "62c15a028d",
    )
    assert (other.model("a") == made.model("a"), other.model("b") == made.model("b")) == (False, True)
    assert (made.model("c"), Records(config()).everything()) == ("", "")


@pytest.mark.parametrize(
    ("fields", "place", "commit"),
    [
        ({}, None, None),
        ({"repository": "https://example.org/repository"}, None, None),
        ({"repository": GITHUB}, f"{GITHUB}/blob/HEAD/", f"{GITHUB}/commit/c"),
        ({"repository": f"{GITHUB}.git/"}, f"{GITHUB}/blob/HEAD/", f"{GITHUB}/commit/c"),
        (
            {"repository": "https://gitlab.com/a/b"},
            "https://gitlab.com/a/b/-/blob/HEAD/",
            "https://gitlab.com/a/b/-/commit/c",
        ),
        ({"repository": "https://github.com.example.org/a"}, None, None),
        ({"corrections": "https://git.example/src/main/"}, "https://git.example/src/main/", None),
    ],
)
def test_lines_are_corrected_where_the_repository_shows_them(
    fields: dict[str, str], place: str | None, commit: str | None
):
    made = records(**fields)
    assert (made.place, made.commit("c")) == (place, commit)
    line = made.lines("data/models/a.yaml")
    assert line("tasks", "ocr") == (place and f"{place}data/models/a.yaml#L20")
    assert made.correct("data/models/a.yaml") == (place and f"{place}data/models/a.yaml#L1")
    assert made.lines(None)("tasks") is None


def test_a_site_in_a_folder_of_its_repository_is_corrected_there():
    assert records("my site/", repository=GITHUB).place == f"{GITHUB}/blob/HEAD/my%20site/"


def test_each_fact_of_a_model_leads_to_its_own_line():
    asked: list[tuple[str, ...]] = []

    def line(path: str, *way: str) -> int:
        asked.append((path.rpartition("/")[0], *way))
        return 7

    prompts = {"p": {"category": "x"}, "q": {"category": "x"}}
    made = site(
        {"a": card("A", tasks={"ocr": "yes"}, parameters="12B", properties={"size": "1"}), "b": card("B")},
        {"s": suite("x"), "t": suite("x", prompts=prompts)},
        {"s": {"a": run({"x": (1, 2)}, average_response_time=2)}, "t": {"a": run(outcomes={"p": "pass", "q": "fail"})}},
        tasks={"ocr": {"label": "OCR"}},
        extra_properties={"size": {"label": "Size"}},
        properties=["parameters", "licence", "size"],
    )
    files = {**FILES, "data/evals/t/a.yaml": b"6"}
    found = Records(config(repository=GITHUB), files, lambda path: lambda *way: line(path, *way))
    page = ModelPages(made, partners(made), records=found).page("a")
    assert page.properties[0].correct == f"{GITHUB}/blob/HEAD/data/models/a.yaml#L7"
    assert (page.revision, page.correct) == (found.model("a"), f"{GITHUB}/blob/HEAD/data/models/a.yaml#L7")
    assert sorted(asked) == [
        ("data/evals/s", "average_response_time"),
        ("data/evals/s", "results", "@overall"),
        ("data/evals/s", "results", "x"),
        ("data/evals/s", "source"),
        ("data/evals/t", "outcomes"),
        ("data/evals/t", "outcomes"),
        ("data/evals/t", "source"),
        ("data/models", "licence"),
        ("data/models", "overview"),
        ("data/models", "parameters"),
        ("data/models", "properties", "size"),
        ("data/models", "tasks", "ocr"),
    ]


def test_a_side_of_a_comparison_says_where_its_card_is_from_and_corrected():
    made = site({"a": card("A", source="https://example.org/a", as_of="2025-03"), "b": card("B")})
    found = records(repository=GITHUB)
    models = ComparisonPages(made, records=found).models
    side = models["a"]
    assert (side.source, side.as_of, side.facts) == ("https://example.org/a", "Mar 2025", "../models/a.html#facts")
    assert (side.correct, side.revision) == (f"{GITHUB}/blob/HEAD/data/models/a.yaml#L1", found.model("a"))
    assert (models["b"].source, models["b"].as_of) == (None, "")


def test_the_data_has_its_commit_where_it_stands_at_one():
    found = records(repository=GITHUB)
    name = "0123456789abcdef"
    assert data_revision(found) == DataRevision(found.everything())
    assert data_revision(found, (name, "2025-03-31")) == DataRevision(
        found.everything(), "0123456789", "31 Mar 2025", f"{GITHUB}/commit/{name}"
    )


def test_the_methodology_has_every_suites_version_and_the_home_page_the_revision():
    made = site({"a": card("A")}, {"s": suite("x", version="2"), "t": suite("x")})
    found, revision = records(), DataRevision("1234567890")
    page = methodology_page(made, partners(made), revision, found)
    assert page.data == home_page(made, partners(made), revision).data == revision
    assert page.versions == (
        Versioned(page.suites[0].link, "2", found.suite("s")),
        Versioned(page.suites[1].link, "", ""),
    )
