"""The rules within a suite's prompts: what is expected suits the rule, and images are where they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from visavis.load.document import Document
from visavis.load.files import IMAGES
from visavis.load.gathered import repeats
from visavis.load.normalising import normalised
from visavis.load.positions import Loc
from visavis.load.problems import Problem
from visavis.load.scalars import shown
from visavis.load.schema import ChoiceRule, EvalSuite, JudgedRule, NumberRule, Prompt, Rule
from visavis.load.scoring import chosen, numbers, rule_of
from visavis.load.within import state_within
from visavis.load.words import did_you_mean, listed

_DIGITS = re.compile("[0-9]+")


def prompt_problems(root: Path, document: Document, suite: EvalSuite) -> Iterator[Problem]:
    """Yield every problem with rules, what is expected, and images."""
    rules: list[tuple[Loc, Rule | None]] = [
        (("rule",), suite.rule),
        *((("prompts", key, "rule"), one.rule) for key, one in suite.prompts.items()),
    ]
    for loc, rule in rules:
        if isinstance(rule, ChoiceRule):
            entries = [((*loc, "choices", place), normalised(choice)) for place, choice in enumerate(rule.choices)]
            yield from repeats(document, entries, "a choice")
    folder = root / PurePosixPath(document.path).parent
    for key, prompt in suite.prompts.items():
        yield from _expected(document, suite, key, prompt)
        if prompt.image is not None and (wrong := misplaced(folder, prompt.image)):
            yield document.problem(("prompts", key, "image"), "bad-image", prompt.image, *wrong)


def lacks_expected(prompt: Prompt) -> bool:
    """Return whether a prompt's own rule has nothing to compare answers with, which is a problem of the suite's."""
    return prompt.rule is not None and not isinstance(prompt.rule, JudgedRule) and not prompt.expected


def _expected(document: Document, suite: EvalSuite, key: str, prompt: Prompt) -> Iterator[Problem]:
    rule = rule_of(suite, prompt)
    if rule is not None and lacks_expected(prompt):
        found, expected = "nothing expected", f"what the rule {rule.kind} compares answers with"
        yield document.problem(("prompts", key), "missing-expected", found, expected, "add expected: …", key=True)
    for place, text in enumerate(prompt.expected):
        loc: Loc = ("prompts", key, "expected", place)
        if isinstance(rule, NumberRule) and [type(number) for number in numbers(text)] != [Decimal]:
            expected = "a number in digits, for the rule is number"
            yield document.problem(loc, "wrong-expected", shown(text), expected, "write one number")
        elif isinstance(rule, ChoiceRule) and not chosen(rule, [text]):
            fix = did_you_mean(text, rule.choices, "correct it, or add it to the choices")
            yield document.problem(loc, "wrong-expected", shown(text), listed(rule.choices), fix)


def misplaced(folder: Path, image: str) -> tuple[str, str] | None:
    """Return what is expected in place of this image and how to mend it, or None where it is a file of the suite's."""
    path = PurePosixPath(image)
    inside = f"a picture inside the folder {IMAGES} beside suite.yaml"
    if path.parts[:1] != (IMAGES,) or len(path.parts) < 2 or ".." in path.parts or "\\" in image or str(path) != image:
        return inside, f"write its path from suite.yaml, such as {IMAGES}/{path.name or 'x.png'}"
    match state_within(folder, image):
        case "outside":
            return inside, "copy the picture there in place of the link"
        case "absent":
            return f"a file {image} beside suite.yaml", _near_file(
                folder, path
            ) or "put it there, or take the line away"
        case _:
            return None


def _near_file(folder: Path, missing: PurePosixPath) -> str:
    """Return the fix that names the file with the name most like this one; one of another number is another file."""
    with suppress(OSError):
        beside = (one.name for one in (folder / missing.parent).iterdir() if one.is_file())
        names = sorted(name for name in beside if _DIGITS.sub("", name) != _DIGITS.sub("", missing.name))
        if near := get_close_matches(missing.name, names, n=1, cutoff=0.75):
            return f"did you mean {missing.parent / near[0]}?"
    return ""
