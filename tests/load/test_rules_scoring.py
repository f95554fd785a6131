"""Answers, what is expected, and images: each case breaks one thing, and asserts the exact message."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from visavis.load.schema import Outcome

from .sites import change, data, messages, site, write

SUITE, RUN = "data/evals/reading/suite.yaml", "data/evals/reading/one.yaml"
READING = {
    SUITE: """\
name: Reading
description: d
source: https://example.org/reading
metric: pass-fail
rule: contains
categories:
  labels: {label: Labels}
  signs: {label: Signs}
  errors: {label: Errors, metric: {kind: numeric, unit: "%", better: lower}}
prompts:
  p-1: {category: labels, image: images/p-1.png, expected: "12"}
  p-2: {category: labels, expected: [yes, y], rule: {kind: choice, choices: [y, yes, no]}}
  p-3: {category: labels, rule: judged}
  p-4: {category: signs, expected: 12.5, rule: {kind: number, tolerance: 0.5}}
  p-5: {category: signs, expected: Exit, rule: exact}
  p-6: {category: signs}
""",
    RUN: """\
date: 2026
source: https://example.org/run
origin: measured
results:
  errors: 4.5
outcomes:
  p-1: {answer: It says 12., boxes: [{at: [1, 2, 3, 4]}]}
  p-2: {outcome: fail, answer: "No"}
  p-3: {outcome: pass, answer: x}
  p-4: {answer: ""}
  p-5: {answer: Exit!, seconds: 0.5}
  p-6: fail
""",
}

CASES: dict[str, tuple[str, str, str, str]] = {
    "an outcome that the rule does not find": (
        RUN,
        "p-5: {answer: Exit!,",
        "p-5: {answer: EXIT!, outcome: fail,",
        """\
data/evals/reading/one.yaml:11:33: error[outcome-differs] outcomes.p-5.outcome
  found     fail
  expected  pass by the rule exact: the answer reads "exit", expected is "exit"
  fix       write pass, or take the outcome away, which the rule then finds""",
    ),
    "a pass that is none": (
        RUN,
        "p-1: {answer: It says 12.,",
        'p-1: {outcome: pass, answer: "It says 120, and then it goes on for so long that a reading of it is cut",',
        """\
data/evals/reading/one.yaml:7:18: error[outcome-differs] outcomes.p-1.outcome
  found     pass
  expected  fail by the rule contains: the answer reads "it says 120, and then it goes on for so long that a readin…, \
expected is "12"
  fix       write fail, or take the outcome away, which the rule then finds""",
    ),
    "a choice other than the one that is named": (
        RUN,
        'outcome: fail, answer: "No"',
        'outcome: pass, answer: "No, yes"',
        """\
data/evals/reading/one.yaml:8:18: error[outcome-differs] outcomes.p-2.outcome
  found     pass
  expected  fail by the rule choice: the answer reads "yes" and "no", expected is "y" or "yes"
  fix       write fail, or take the outcome away, which the rule then finds""",
    ),
    "an empty answer that is a fail": (
        RUN,
        'p-4: {answer: ""}',
        'p-4: {answer: " ", outcome: fail}',
        """\
data/evals/reading/one.yaml:10:31: error[outcome-differs] outcomes.p-4.outcome
  found     fail
  expected  no answer by the rule number: the answer reads nothing, expected is 12.5, give or take 0.5
  fix       write no answer, or take the outcome away, which the rule then finds""",
    ),
    "answers that no rule can score, and none at all": (
        RUN,
        """\
  p-3: {outcome: pass, answer: x}
  p-4: {answer: ""}
  p-5: {answer: Exit!, seconds: 0.5}
  p-6: fail
""",
        """\
  p-3: {answer: x}
  p-4: {seconds: 1}
  p-5: {}
  p-6: {answer: x}
""",
        """\
data/evals/reading/one.yaml:9:3: error[missing-outcome] outcomes.p-3
  found     no outcome
  expected  an outcome, for answers to this prompt are judged
  fix       add outcome: pass, fail, no answer or error
data/evals/reading/one.yaml:10:3: error[missing-outcome] outcomes.p-4
  found     no outcome
  expected  an outcome, for there is no answer to score
  fix       add outcome: pass, fail, no answer or error
data/evals/reading/one.yaml:11:3: error[missing-outcome] outcomes.p-5
  found     no outcome
  expected  an outcome, for there is no answer to score
  fix       add outcome: pass, fail, no answer or error
data/evals/reading/one.yaml:12:3: error[missing-outcome] outcomes.p-6
  found     no outcome
  expected  an outcome, for the prompt expects nothing
  fix       add expected: … to the prompt in the suite, or here outcome: pass, fail, no answer or error""",
    ),
    "an answer where nothing has a rule": (
        SUITE,
        "rule: contains\n",
        "",
        """\
data/evals/reading/one.yaml:7:3: error[missing-outcome] outcomes.p-1
  found     no outcome
  expected  an outcome, for the prompt has no rule
  fix       add outcome: pass, fail, no answer or error""",
    ),
    "marks without an image": (
        RUN,
        "p-6: fail",
        "p-6: {outcome: fail, boxes: [], points: [{at: [1, 2]}], polygons: [{at: [[0, 0], [1, 0], [1, 1]]}]}",
        """\
data/evals/reading/one.yaml:12:35: error[marks-without-image] outcomes.p-6.points
  found     points
  expected  none, for the prompt has no image
  fix       add image: to the prompt, or take them away
data/evals/reading/one.yaml:12:59: error[marks-without-image] outcomes.p-6.polygons
  found     polygons
  expected  none, for the prompt has no image
  fix       add image: to the prompt, or take them away""",
    ),
    "a prompt without what its own rule needs, which its answers have to wait for": (
        SUITE,
        "expected: 12.5, rule",
        "rule",
        """\
data/evals/reading/suite.yaml:14:3: error[missing-expected] prompts.p-4
  found     nothing expected
  expected  what the rule number compares answers with
  fix       add expected: …""",
    ),
    "results beside an answer whose outcome nobody knows yet": (
        RUN,
        """\
  errors: 4.5
outcomes:
  p-1: {answer: It says 12., boxes: [{at: [1, 2, 3, 4]}]}
  p-2: {outcome: fail, answer: "No"}
  p-3: {outcome: pass, answer: x}
""",
        """\
  labels: {passed: 2, total: 3}
outcomes:
  p-1: {answer: It says 12., boxes: [{at: [1, 2, 3, 4]}]}
  p-2: {outcome: fail, answer: "No"}
  p-3: {answer: x}
""",
        """\
data/evals/reading/one.yaml:4:1: error[disagrees-with-outcomes] results
  found     no signs
  expected  signs: {passed: 1, total: 3}, as outcomes say
  fix       correct it, or take results away: outcomes are enough
data/evals/reading/one.yaml:9:3: error[missing-outcome] outcomes.p-3
  found     no outcome
  expected  an outcome, for answers to this prompt are judged
  fix       add outcome: pass, fail, no answer or error""",
    ),
    "rules without anything expected": (
        SUITE,
        "p-6: {category: signs}",
        "p-6: {category: signs, rule: number}\n  p-7: {category: signs, rule: {kind: choice, choices: [a, b]}}",
        """\
data/evals/reading/suite.yaml:16:3: error[missing-expected] prompts.p-6
  found     nothing expected
  expected  what the rule number compares answers with
  fix       add expected: …
data/evals/reading/suite.yaml:17:3: error[missing-expected] prompts.p-7
  found     nothing expected
  expected  what the rule choice compares answers with
  fix       add expected: …""",
    ),
    "what is expected does not suit the rule": (
        SUITE,
        "p-6: {category: signs}",
        """\
p-6: {category: signs, expected: [12, twelve, 1-2, 1 or 2], rule: number}
  p-7: {category: signs, expected: yess, rule: {kind: choice, choices: [yes, no]}}""",
        """\
data/evals/reading/suite.yaml:16:41: error[wrong-expected] prompts.p-6.expected.2
  found     "twelve"
  expected  a number in digits, for the rule is number
  fix       write one number
data/evals/reading/suite.yaml:16:49: error[wrong-expected] prompts.p-6.expected.3
  found     "1-2"
  expected  a number in digits, for the rule is number
  fix       write one number
data/evals/reading/suite.yaml:16:54: error[wrong-expected] prompts.p-6.expected.4
  found     "1 or 2"
  expected  a number in digits, for the rule is number
  fix       write one number
data/evals/reading/suite.yaml:17:36: error[wrong-expected] prompts.p-7.expected
  found     "yess"
  expected  yes or no
  fix       did you mean yes?""",
    ),
    "a choice that stands twice": (
        SUITE,
        "choices: [y, yes, no]",
        "choices: [y, yes, no, No.]",
        """\
data/evals/reading/suite.yaml:12:90: error[repeated] prompts.p-2.rule.choices.4
  found     no
  expected  a choice of its own; the first is on line 12
  fix       change one of the two""",
    ),
    "images outside of their folder": (
        SUITE,
        "p-6: {category: signs}",
        """\
p-6: {category: signs, image: p-1.png}
  p-7: {category: signs, image: images/../../x.png}
  p-8: {category: signs, image: /images/x.png}
  p-9: {category: signs, image: images}
  p-10: {category: signs, image: 'images\\x.png'}
  p-11: {category: signs, image: ./images/p-1.png}""",
        "\n".join(
            f"""\
data/evals/reading/suite.yaml:{line}:{column}: error[bad-image] prompts.p-{line - 10}.image
  found     {found}
  expected  a picture inside the folder images beside suite.yaml
  fix       write its path from suite.yaml, such as images/{name}"""
            for line, column, found, name in [
                (16, 33, "p-1.png", "p-1.png"),
                (17, 33, "images/../../x.png", "x.png"),
                (18, 33, "/images/x.png", "x.png"),
                (19, 33, "images", "images"),
                (20, 34, "images\\x.png", "images\\x.png"),
                (21, 34, "./images/p-1.png", "p-1.png"),
            ]
        ),
    ),
    "images that are not there": (
        SUITE,
        "p-6: {category: signs}",
        "p-6: {category: signs, image: images/p-6.png}\n  p-7: {category: signs, image: images/loop.png}",
        """\
data/evals/reading/suite.yaml:16:33: error[bad-image] prompts.p-6.image
  found     images/p-6.png
  expected  a file images/p-6.png beside suite.yaml
  fix       put it there, or take the line away
data/evals/reading/suite.yaml:17:33: error[bad-image] prompts.p-7.image
  found     images/loop.png
  expected  a file images/loop.png beside suite.yaml
  fix       put it there, or take the line away""",
    ),
    "an image whose name is misspelt": (
        SUITE,
        "p-6: {category: signs}",
        "p-6: {category: signs, image: images/lable.png}",
        """\
data/evals/reading/suite.yaml:16:33: error[bad-image] prompts.p-6.image
  found     images/lable.png
  expected  a file images/lable.png beside suite.yaml
  fix       did you mean images/label.png?""",
    ),
    "images that links lead out to": (
        SUITE,
        "p-6: {category: signs}",
        "p-6: {category: signs, image: images/out.png}\n  p-7: {category: signs, image: images/in.png}",
        """\
data/evals/reading/suite.yaml:16:33: error[bad-image] prompts.p-6.image
  found     images/out.png
  expected  a picture inside the folder images beside suite.yaml
  fix       copy the picture there in place of the link""",
    ),
    "a number in a category that outcomes make": (
        RUN,
        "errors: 4.5",
        "errors: 4.5\n  signs: 66.7",
        """\
data/evals/reading/one.yaml:6:10: error[wrong-result] results.signs
  found     66.7
  expected  {passed: …, total: …}, for the suite is pass-fail
  fix       write how many were passed, of how many""",
    ),
    "a tally in a category that is a number": (
        RUN,
        "errors: 4.5",
        "errors: {passed: 1, total: 2}",
        """\
data/evals/reading/one.yaml:5:11: error[wrong-result] results.errors
  found     {passed: 1, total: 2}
  expected  a number, for the category's metric is numeric
  fix       write a number""",
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a site whose suite has images and whose run has answers."""
    folder = site(tmp_path)
    for path, text in READING.items():
        write(folder, path, text)
    images = folder / "data/evals/reading/images"
    images.mkdir()
    Image.new("RGB", (800, 600), "white").save(images / "p-1.png")
    Image.new("RGB", (800, 600), "white").save(images / "label.png")
    write(folder, "data/other.txt", "")
    (images / "out.png").symlink_to(folder / "data/evals/vision/suite.yaml")
    (images / "in.png").symlink_to(images / "p-1.png")
    (images / "loop.png").symlink_to(images / "loop.png")
    (folder / "data/other.txt").unlink()
    return folder


@pytest.mark.parametrize("case", CASES)
def test_a_broken_rule_has_this_message(root: Path, case: str) -> None:
    path, old, new, expected = CASES[case]
    change(root, path, old, new)
    assert messages(root).split("\n") == expected.split("\n")


def test_a_folder_of_images_that_is_a_link_is_no_folder_of_the_suite(root: Path, tmp_path: Path) -> None:
    images = root / "data/evals/reading/images"
    images.rename(root / "elsewhere")
    images.symlink_to(root / "elsewhere")
    assert "expected  a picture inside the folder images beside suite.yaml" in messages(root)


def test_every_result_has_an_outcome_and_keeps_what_its_author_wrote(root: Path) -> None:
    results = data(root).runs["reading"]["one"].outcomes
    assert {key: one.decided.value for key, one in results.items()} == {
        "p-1": "pass",
        "p-2": "fail",
        "p-3": "pass",
        "p-4": "no answer",
        "p-5": "pass",
        "p-6": "fail",
    }
    assert results["p-1"].model_fields_set == {"answer", "boxes"}
    assert results["p-1"].boxes[0].at == (1, 2, 3, 4)


def test_an_error_is_never_scored_again(root: Path) -> None:
    change(root, RUN, "p-5: {answer: Exit!,", "p-5: {outcome: error, answer: Exit!,")
    assert data(root).runs["reading"]["one"].outcomes["p-5"].outcome is Outcome.ERROR


def test_a_number_stands_beside_what_outcomes_add_up_to(root: Path) -> None:
    run = data(root).runs["reading"]["one"]
    assert {key: str(value) for key, value in run.results.items()} == {"errors": "4.5"}


def test_what_was_read_before_is_scored_alike(root: Path, tmp_path: Path) -> None:
    from visavis.load.site_data import read_site_data

    cache = tmp_path / "cache"
    first, again = (read_site_data(root, cache=cache)[0] for _ in range(2))
    assert repr(again.runs) == repr(first.runs) == repr(data(root).runs)
