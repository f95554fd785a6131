"""The tables that spreadsheets open."""

from __future__ import annotations

from decimal import Decimal

from tests.compare.making import MAP, MILLISECONDS, card, run, site, suite
from tests.pages.making import golden
from visavis.compare.pairs import Pair
from visavis.compare.subjects import Catalogue
from visavis.pages.boards import Boards
from visavis.pages.comparison import ComparisonPages
from visavis.pages.pair_table import cells, pair_table, parts
from visavis.pages.tables import Table, board_table, models_table


def board(of: Catalogue, suite: str, category: str | None = None) -> Table:
    return board_table(of, of.suites[suite], Boards(of).board(suite, category))


def column(of: Table, head: str) -> list[object]:
    return [row[of.heads.index(head)] for row in of.rows]


def test_a_leaderboard_has_ranks_scores_and_intervals():
    made = board(golden(), "reading")
    assert made.heads == (
        "Rank from",
        "Rank to",
        "Model",
        "Key",
        "Organization",
        "Weights",
        "Overall Score (%)",
        "Passed",
        "Total",
        "95% interval from",
        "95% interval to",
        "Median Response Time (s)",
        "Mean Response Time (s)",
        "Origin",
        "Date",
        "Source",
    )
    assert made.rows[0][:11] == (1, 1, "Alpha 12B", "alpha", "Acme & Söhne", "open", 66.6667, 4, 6, 30.0, 90.3)
    assert made.rows[0][13:15] == ("measured", "2025-05-13")


def test_the_lines_stand_as_on_the_page_of_the_suite():
    of = golden()
    for key, table in of.suites.items():
        entries = of.boards[key].entries
        assert [row[3] for row in board(of, key).rows][: len(entries)] == [entry.model for entry in entries]
        assert len(board(of, key).rows) == len(table.runs)


def test_kinds_of_empty_stay_apart():
    of = golden()
    assert column(board(of, "reading"), "Median Response Time (s)") == [2.5, "unknown"]
    assert [row[6] for row in board(of, "speed", "small").rows] == [18.1, "not run"]
    models = models_table(of)
    assert column(models, "Context Window (tokens)") == [131072, "unknown", "unknown", "not applicable"]
    assert column(models, "Task: OCR")[1] == "unknown"


def test_zero_is_a_score_and_a_negative_one_a_number():
    numbers = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", "y", metric=MAP, headline="x", categories={"y": {"label": "Y", "metric": MILLISECONDS}})},
        {"s": {"a": run({"x": Decimal(0), "y": Decimal("-1.005")}), "b": run({"y": Decimal(2)})}},
    )
    assert [row[:7] for row in board(numbers, "s").rows] == [
        (1, 1, "A", "a", "unknown", "unknown", 0),
        ("", "", "B", "b", "unknown", "unknown", "not run"),
    ]
    assert column(board(numbers, "s", "y"), "Y (ms)") == [-1.01, 2]


def test_a_suite_that_ranks_nobody_lists_who_was_run():
    made = board(site({"a": card("A")}, {"s": suite("x", metric=MAP)}, {"s": {"a": run({"x": Decimal(1)})}}), "s")
    assert made.heads == ("Rank from", "Rank to", "Model", "Key", "Organization", "Weights", "Origin", "Date", "Source")
    assert [row[:4] for row in made.rows] == [("", "", "A", "a")]


def test_heads_are_all_different():
    made = models_table(
        site(
            {"a": card("A")},
            {"s": suite("x"), "t": suite("x")},
            {"s": {"a": run({"x": (1, 2)})}, "t": {"a": run({"x": (2, 2)})}},
        )
    )
    assert len(set(made.heads)) == len(made.heads)
    assert made.heads[-4:] == (
        "Suite: Overall Score (%)",
        "Suite: Date",
        "Suite: Overall Score (%) 2",
        "Suite: Date 2",
    )
    assert made.rows[0][-4] == 50


def test_every_row_is_as_long_as_its_heads():
    of = golden()
    tables = [models_table(of), *(board(of, key, one) for key in of.suites for one in (None, *Boards(of).keys(key)))]
    assert len(tables) > 6
    for made in tables:
        assert {len(row) for row in made.rows} == {len(made.heads)}


def pair(of: Catalogue, left: str, right: str) -> Table:
    blocks = list(pair_table(ComparisonPages(of).page(Pair(left, right))))
    rows = [row for block in blocks for row in (*(parts(block.section, one) for one in block.rows), *block.lines)]
    lines = [tuple(cell for part in row for cell in cells(part)) for row in rows]
    return Table(tuple(map(str, lines[0])), tuple(lines[1:]))


def test_a_comparison_has_the_rows_of_its_page_with_what_lies_behind_shares():
    made = pair(golden(), "alpha", "beta")
    behind = ("Passed", "Total", "95% from", "95% to")
    beta = 'Beta <b>&amp; "3B"'
    assert made.heads == (
        *("Section", "Row", "Unit"),
        *("Alpha 12B", *(f"Alpha 12B: {head}" for head in behind)),
        *(beta, *(f"{beta}: {head}" for head in behind)),
    )
    page = ComparisonPages(golden()).page(Pair("alpha", "beta"))
    count = sum(len(suite.rows) + 3 for suite in page.suites)
    assert len(made.rows) == count + len(page.properties) + len(page.tasks) + len(page.features)
    assert {len(row) for row in made.rows} == {len(made.heads)}
    rows = {row[:2]: row[2:] for row in made.rows}
    assert rows["Reading", "Overall Score"] == ("%", 66.6667, 4, 6, 30.0, 90.3, 33.3333, 1, 3, 6.1, 79.2)
    assert rows["Reading", "Origin"][:2] == ("", "measured")
    assert rows["Properties", "Context Window"] == ("tokens", 131072, "", "", "", "", "unknown", "", "", "", "")


def test_a_comparison_of_models_with_one_name_has_columns_of_different_names():
    made = pair(site({"a": card("A"), "b": card("A")}, {"s": suite("x")}, {"s": {"a": run({"x": (0, 1)})}}), "a", "b")
    assert len(set(made.heads)) == len(made.heads)
    assert [row[3::5] for row in made.rows if row[1] == "Origin"] == [("measured", "not run")]
