"""What a change of the data does, in words: every kind of change, exactly as it is told."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from tests.helpers import write_file
from tests.load.sites import SITE
from visavis.changes import standings
from visavis.changes.lines import Line, Section
from visavis.changes.report import MOST, NOTHING, as_markdown, as_text, changes
from visavis.compare.pairs import partners
from visavis.compare.subjects import catalogue
from visavis.load.schema import SiteData
from visavis.load.site_data import read_site_data

PROMPTS = 8
SUITE = (
    "name: Quiz\ndescription: d\nsource: https://example.org/quiz\nmetric: pass-fail\ncategories: {all: {label: All}}\n"
)
SUITE += "prompts:\n" + "".join(f"  p{number}: {{category: all}}\n" for number in range(PROMPTS))


def answered(passed: int) -> str:
    """Return a run that passed the first so many prompts."""
    outcomes = "".join(f"  p{number}: {'pass' if number < passed else 'fail'}\n" for number in range(PROMPTS))
    return f"date: 2025\nsource: https://example.org/run\norigin: measured\noutcomes:\n{outcomes}"


BEFORE = {
    **SITE,
    "data/evals/quiz/suite.yaml": SUITE,
    "data/evals/quiz/one.yaml": answered(2),
    "data/evals/quiz/two.yaml": answered(1),
}


def read(folder: Path, files: dict[str, str]) -> SiteData:
    for path, text in files.items():
        write_file(folder / path, text.encode())
    return read_site_data(folder, making=False)[0]


@pytest.fixture
def told(tmp_path: Path):
    """Return a function that changes files of a small site, None for one to delete, and returns what is told."""

    def tell(changed: dict[str, str | None], markdown: bool = False) -> str:
        after = {path: text for path, text in {**BEFORE, **changed}.items() if text is not None}
        sections = changes(read(tmp_path / "before", BEFORE), read(tmp_path / "after", after))
        return (as_markdown if markdown else as_text)(sections)

    return tell


def test_the_same_data_change_nothing(told) -> None:
    assert told({}) == NOTHING


def test_a_comment_or_another_layout_changes_nothing(told) -> None:
    assert told({"data/evals/quiz/two.yaml": "# again\n" + answered(1).replace("p0: pass", "p0:  pass")}) == NOTHING


def test_a_new_model_and_its_run(told) -> None:
    card = "name: Three\nsource: https://example.org/three\n"
    assert told({"data/models/three.yaml": card, "data/evals/quiz/three.yaml": answered(8)}) == (
        "1 new model, 1 new run, 2 other ranks on Quiz, 2 new comparisons\n"
        "\nNew models\n  Three (three)\n"
        "\nNew runs\n  Three on Quiz: 100.00% (8/8)\n"
        "\nRanks on Quiz\n  One: 1–2 → 1–3\n  Two: 1–2 → 2–3\n"
        "\nNew comparisons\n  One and Three\n  Three and Two"
    )


def test_a_model_that_is_gone(told) -> None:
    gone = told({path: None for path in BEFORE if Path(path).stem == "two"})
    assert gone.startswith("1 model gone, 2 runs gone, ")
    assert "\nModels gone\n  Two (two)\n" in gone
    assert "\nRuns gone\n  Two on Quiz: 12.50% (1/8)\n  Two on Vision: 0.00% (0/2)\n" in gone
    assert gone.endswith("\nComparisons gone\n  One and Two")


def test_facts_that_changed(told) -> None:
    card = SITE["data/models/one.yaml"].replace("name: One", "name: Uno 1").replace("size: 12.50", "size: 13")
    card = card.replace("aliases: [Uno]\n", "").replace("{ocr: yes}", "{ocr: unknown}") + "licence: MIT\n"
    assert told({"data/models/one.yaml": card}) == (
        "1 changed card\n"
        "\nChanged cards\n  Uno 1\n    Name: One → Uno 1\n    License: unknown → MIT\n    OCR: yes → unknown\n"
        "    Also changed: aliases, properties"
    )


def test_runs_and_verdicts_that_changed(told) -> None:
    assert told({"data/evals/quiz/one.yaml": answered(8)}) == (
        "1 changed result, 2 other ranks on Quiz, 1 other verdict on Quiz\n"
        "\nChanged results\n  One on Quiz\n    Overall Score: 25.00% (2/8) → 100.00% (8/8)\n"
        "    All: 25% (2/8) → 100% (8/8)\n" + "".join(f"    p{number}: fail → pass\n" for number in range(2, 8)) + "\n"
        "Ranks on Quiz\n  One: 1–2 → 1\n  Two: 1–2 → 2\n"
        "\nVerdicts on Quiz\n  One and Two: too close to call → One ahead"
    )


def test_an_answer_that_came_out_the_same_is_counted(told) -> None:
    run = answered(2).replace("p0: pass", 'p0: {outcome: pass, answer: "4"}')
    assert told({"data/evals/quiz/one.yaml": run}) == (
        "1 changed result\n\nChanged results\n  One on Quiz\n    1 answer changed, with the same outcome"
    )


def test_a_note_that_changed_is_named(told) -> None:
    assert told({"data/evals/quiz/one.yaml": "note: n\n" + answered(2)}) == (
        "1 changed result\n\nChanged results\n  One on Quiz\n    also changed: note"
    )


def test_a_number_that_changed(told) -> None:
    run = SITE["data/evals/depth/one.yaml"].replace("250", "251")
    assert told({"data/evals/depth/one.yaml": run}) == (
        "1 changed result\n\nChanged results\n  One on Depth\n    Time: 250.0 ms → 251.0 ms"
    )


def test_suites(told) -> None:
    renamed = SUITE.replace("Quiz", "Quiz 2").replace("  p7: {category: all}\n", "  p8: {category: all}\n")
    changed = {
        "data/evals/quiz/suite.yaml": renamed,
        "data/evals/quiz/one.yaml": answered(2).replace("p7", "p8"),
        "data/evals/quiz/two.yaml": answered(1).replace("p7", "p8"),
        "data/evals/more/suite.yaml": SUITE.replace("Quiz", "More"),
        "data/evals/more/one.yaml": answered(1),
        "data/evals/depth/suite.yaml": None,
        "data/evals/depth/one.yaml": None,
    }
    text = told(changed)
    assert "\nNew suites\n  More (more), with 1 run\n" in text
    assert "\nSuites gone\n  Depth (depth), with 1 run\n" in text
    assert "\nChanged suites\n  Quiz 2\n    prompts new: p8\n    prompts gone: p7\n    also changed: name\n" in text
    assert "New runs" not in text


def test_settings(told) -> None:
    config = SITE["data/site.yaml"].replace("title: T", "title: U").replace("{label: OCR}", "{label: Reading}")
    config = config.replace("{text: {label: Text}}", "{text: {label: Text}, image: {label: Image}}")
    assert told(
        {"data/site.yaml": config + "pairs: [[one, two]]\naddress: https://example.org\nlanguages: [de, en]\n"}
    ) == (
        "6 settings\n\nSettings in site.yaml\n  title\n    T → U\n  address\n    nothing → https://example.org\n"
        "  languages\n    en → de, en\n  tasks\n    changed: ocr\n  modalities\n    new: image\n  pairs"
    )


def test_markdown_lists_the_same(told) -> None:
    card = "name: 'T*r@e <e>'\nsource: https://example.org/three\n"
    assert told({"data/models/three.yaml": card}, markdown=True) == (
        "1 new model, 2 new comparisons\n"
        "\n### New models\n\n- T\\*r&#64;e &lt;e&gt; \\(three\\)\n"
        "\n### New comparisons\n\n- One and T\\*r&#64;e &lt;e&gt;\n- T\\*r&#64;e &lt;e&gt; and Two"
    )


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40), min_size=1))
def test_whatever_authors_wrote_is_text_in_markdown(texts: list[str]) -> None:
    lines = tuple(Line(f"x{text}x") for text in texts)[:20]
    made = markdown(as_markdown([Section("Title", ("things", "thing"), lines)]))
    items = re.findall(r"<li>(.*?)</li>", made, re.DOTALL)
    assert [html.unescape(item) for item in items] == [" ".join(line.text.split()) for line in lines]


def test_long_lists_are_cut() -> None:
    details = tuple(f"d{number}" for number in range(MOST + 2))
    section = Section("Title", ("things", "thing"), (Line("a", details), Line("b"), Line("c")), most=2)
    assert as_text([section]).endswith("    d19\n    and 2 more\n  b\n  and 1 more")
    assert as_markdown([section]).endswith("  - d19\n  - and 2 more\n- b\n- and 1 more")


@given(st.lists(st.tuples(*[st.integers(0, PROMPTS)] * 2, st.booleans()), min_size=2, max_size=6))
def test_looking_at_pairs_whose_runs_changed_finds_what_looking_at_all_finds(
    tmp_path_factory: pytest.TempPathFactory, passed: list[tuple[int, int, bool]]
) -> None:
    sites = []
    for after in (False, True):
        files = {"data/site.yaml": "title: T\ntagline: t\n", "data/evals/quiz/suite.yaml": SUITE}
        for number, (one, other, changes_it) in enumerate(passed):
            files[f"data/models/m{number}.yaml"] = f"name: M{number}\nsource: https://example.org\n"
            files[f"data/evals/quiz/m{number}.yaml"] = answered(other if after and changes_it else one)
        data = read(tmp_path_factory.mktemp("site"), files)
        sites.append((data, catalogue(data)))
    pages = partners(sites[1][1])
    (some,) = standings.of_verdicts(sites[0], sites[1], pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standings, "_pairs", lambda both, changed: list(pages))
        (every,) = standings.of_verdicts(sites[0], sites[1], pages)
    assert some == every
