"""The Problem record and its printed form."""

from __future__ import annotations

import pickle
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from visavis.load.problems import Problem, ProblemsFound, excerpt, printed, visible

PROBLEM = Problem(
    path="data/evals/vision/gemma-4-12b.yaml",
    line=14,
    column=13,
    rule="passed-over-total",
    where="results.object-counting.passed",
    found="12",
    expected="at most total, which is 10",
    fix="correct passed or total",
    source_line="    passed: 12",
)


def test_a_problem_is_printed_with_the_line_it_points_at() -> None:
    assert (
        printed(PROBLEM)
        == """\
data/evals/vision/gemma-4-12b.yaml:14:13: error[passed-over-total] results.object-counting.passed
  found     12
  expected  at most total, which is 10
  fix       correct passed or total
  14 |     passed: 12
     |             ^"""
    )


def test_a_problem_without_place_or_source_has_four_lines() -> None:
    problem = Problem("data", 1, 1, "missing-file", "", "nothing", "a folder", "make it", severity="warning")
    assert (
        printed(problem)
        == """\
data:1:1: warning[missing-file]
  found     nothing
  expected  a folder
  fix       make it"""
    )


def test_problems_are_sorted_by_path_line_column_and_rule() -> None:
    places = [("b", 1, 1, "x"), ("a", 10, 1, "x"), ("a", 9, 2, "x"), ("a", 9, 1, "y"), ("a", 9, 1, "x")]
    found = ProblemsFound(Problem(*place, "", "", "", "") for place in places)
    assert [(one.path, one.line, one.column, one.rule) for one in found.problems] == sorted(places)
    assert str(found) == "5 problems in the data"


def test_data_cannot_break_the_form_or_drive_a_terminal() -> None:
    text = "a\nb\r\tc\x1b[31m\x9b\u202e\u2028\ud800\x00"
    problem = Problem(f"data/{text}", 2, 2, "bad-key", text, text, text, text, f"x{text}")
    shown = r"a\nb\r\tc\x1b[31m\x9b\u202e\u2028\ud800\x00"
    assert (
        printed(problem)
        == f"""\
data/{shown}:2:2: error[bad-key] {shown}
  found     {shown}
  expected  {shown}
  fix       {shown}
   2 | x{shown.replace(chr(92) + "t", "    ")}
     |  ^"""
    )


def test_tabs_and_wide_characters_keep_the_caret_beneath_its_column() -> None:
    assert excerpt("a:\tb", 1, 4) == ["   1 | a:    b", "     |       ^"]
    assert excerpt("日本語: x", 1, 6) == ["   1 | 日本語: x", "     |         ^"]
    assert excerpt("e\u0301e\u0301: x", 1, 7) == ["   1 | e\u0301e\u0301: x", "     |     ^"]
    assert excerpt("🎉: x", 1, 4) == ["   1 | 🎉: x", "     |     ^"]


def test_a_caret_may_stand_behind_the_last_character() -> None:
    assert excerpt("a: [b", 12345, 6) == ["12345 | a: [b", "      |      ^"]
    assert excerpt("a", 1, 99) == ["   1 | a", "     |  ^"]


def test_long_lines_are_cut_around_the_column() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    source, caret = excerpt(line, 1, 501)
    assert source == "   1 | …" + "x" * 60 + "HERE" + "y" * 36 + "…"
    assert caret.index("^") == source.index("HERE")
    assert excerpt("z" * 300, 1, 1)[0] == "   1 | " + "z" * 100 + "…"


def test_ordinary_text_is_shown_as_it_is() -> None:
    assert visible("≥75 % – “日本語” é 🎉 العربية") == "≥75 % – “日本語” é 🎉 العربية"


@given(st.text(), st.text(max_size=300), st.integers(-5, 400))
def test_what_is_printed_never_holds_a_control_character(text: str, source: str, column: int) -> None:
    problem = Problem(text, 1, column, "bad-key", text, text, text, text, source)
    lines = printed(problem).split("\n")
    assert len(lines) in (4, 6)
    assert not [one for line in lines for one in line if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=300), st.integers(1, 301))
def test_the_caret_stands_beneath_the_character_it_points_at(line: str, column: int) -> None:
    source, caret = excerpt(line, 1, column)
    at = caret.index("^")
    pointed = source[at : at + 1].strip()
    assert pointed in ("", line[min(column, len(line) + 1) - 1 :][:1].strip() or "")


def test_problems_found_pass_from_one_process_to_another() -> None:
    found = pickle.loads(pickle.dumps(ProblemsFound([PROBLEM], waiting=True)))
    assert isinstance(found, ProblemsFound)
    assert (found.problems, found.waiting) == ((PROBLEM,), True)


def test_words_without_end_are_cut() -> None:
    problem = Problem("data", 1, 1, "bad-key", "w" * 9999, "f" * 9999, "e" * 9999, "x" * 600)
    assert [len(line) for line in printed(problem).split("\n")] == [
        len("data:1:1: error[bad-key] ") + 600,
        612,
        612,
        612,
    ]
    assert printed(problem).count("…") == 3
