"""Every rule is explained, and its examples do what they say: one breaks that rule alone, the other none.

The exact messages of the bad examples lie in tests/corpus/rules; `VISAVIS_REGENERATE=1 pytest` writes them anew.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.checking.examples import OF_THE_THEME, SENTENCES, found, lay
from tests.rights import as_anybody
from visavis.checking import explanations as module
from visavis.checking.explanations import Explanation, explained, explanations
from visavis.cli import main
from visavis.load.problems import printed
from visavis.load.rule_names import GROUPS, RULES, WARNINGS

TWINS = Path(__file__).parents[1] / "corpus" / "rules"
FILES = sorted((Path(module.__file__).parent / "rules").glob("*.toml"))
EVERY = list(explanations().values())
every_rule = pytest.mark.parametrize("one", EVERY, ids=lambda one: one.rule)


def test_every_rule_is_explained_once_and_nothing_else_is() -> None:
    written = [rule for path in FILES for rule in tomllib.loads(path.read_text("utf-8"))]
    assert sorted(written) == sorted(RULES)
    assert list(explanations()) == list(RULES)
    assert {path.stem for path in TWINS.iterdir()} == set(RULES)


@every_rule
def test_a_rule_says_why(one: Explanation) -> None:
    assert one.why.endswith(".")
    assert len(one.why.split()) >= 12
    assert all(len(line) <= 120 for line in one.why.split("\n"))


def test_sentences_stand_only_where_no_text_shows_the_thing() -> None:
    told = {one.rule for one in EVERY if isinstance(one.wrong, str)}
    assert told == {one.rule for one in EVERY if isinstance(one.right, str)} == set(SENTENCES)


@every_rule
def test_the_bad_example_breaks_this_rule_alone(one: Explanation, tmp_path: Path) -> None:
    site = lay(tmp_path / "site", one.rule, one.wrong, wrong=True)
    with as_anybody():
        problems = found(site, one.rule)
    assert {problem.rule for problem in problems} == {one.rule}
    if isinstance(one.wrong, dict) and one.rule not in OF_THE_THEME:
        shown = {path.rpartition(".")[0] for path in one.wrong} | {"data/evals/other-evals/suite"}
        assert {problem.path.rpartition(".")[0] for problem in problems} <= shown
    text = "".join(printed(problem) + "\n" for problem in problems)
    twin = TWINS / f"{one.rule}.txt"
    if os.environ.get("VISAVIS_REGENERATE"):
        twin.write_text(text, "utf-8")
    assert text == twin.read_text("utf-8")


@every_rule
def test_the_good_example_breaks_none(one: Explanation, tmp_path: Path) -> None:
    assert found(lay(tmp_path / "site", one.rule, one.right, wrong=False), one.rule) == ()


def test_an_explanation_is_printed_whole() -> None:
    done = CliRunner().invoke(main, ["explain", "passed-over-total"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
passed-over-total: No more prompts are passed than asked.

Nobody passes more prompts than were asked. Usually the two numbers are in each other's place.

Wrong: data/evals/example-evals/example-moe.yaml
  date: 2026
  source: https://example.org/results
  origin: measured
  results:
    counting: {passed: 12, total: 1}

Right: data/evals/example-evals/example-moe.yaml
  date: 2026
  source: https://example.org/results
  origin: measured
  results:
    counting: {passed: 1, total: 1}
"""
    )


def test_characters_that_nobody_sees_are_shown_as_escapes() -> None:
    assert "  name: Example\\u202e B21\n" in explained(explanations()["control-character"])


def test_sentences_stand_behind_their_headings() -> None:
    text = explained(explanations()["too-large"])
    assert text.endswith(
        "Wrong: A file data/models/example-12b.yaml of 9 MiB.\n\n"
        "Right: The same card without what does not belong into it."
    )


def test_without_a_name_all_rules_are_listed() -> None:
    done = CliRunner().invoke(main, ["explain"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(RULES)
    assert [line for line in lines if line and not line.startswith("  ")] == [
        *("The file", "The value", "Across values and files", "Pictures"),
        "Warnings (with --strict they count as errors)",
        "The site's own theme",
        "Why, with a bad and a good example: visavis explain RULE",
    ]
    assert "  unknown-key              Every key is one that is read.\n" in done.stdout


def test_the_rules_listed_as_warnings_are_those_whose_bad_examples_are_warnings() -> None:
    severities = {
        path.stem: set(re.findall(r": (error|warning)\[", path.read_text("utf-8"))) for path in TWINS.iterdir()
    }
    assert {rule: {"warning"} if rule in GROUPS[WARNINGS] else {"error"} for rule in RULES} == severities


def test_a_name_that_no_rule_has_ends_with_2() -> None:
    near, far = CliRunner().invoke(main, ["explain", "unknown-keys"]), CliRunner().invoke(main, ["explain", "zebra"])
    assert (near.exit_code, far.exit_code) == (2, 2)
    assert near.stderr.endswith("Error: No rule has the name unknown-keys: did you mean unknown-key?\n")
    assert far.stderr.endswith("Error: No rule has the name zebra: visavis explain lists all.\n")
