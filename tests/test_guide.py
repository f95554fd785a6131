"""The editing guide, data/README.md, says what the schema says, and its examples are valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from visavis.load import schema
from visavis.load.site_data import read_site_data

GUIDE = (Path(__file__).parents[1] / "data" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n# (data/\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
AUTHORED = [
    schema.SiteConfig,
    schema.Band,
    schema.Term,
    schema.Organisation,
    schema.ExtraProperty,
    schema.ShownProperty,
    schema.PairParts,
    schema.ModelCard,
    schema.Sourced,
    schema.Licence,
    schema.Parameters,
    schema.Links,
    schema.EvalSuite,
    schema.PassFail,
    schema.Numeric,
    schema.Category,
    schema.TextRule,
    schema.NumberRule,
    schema.ChoiceRule,
    schema.JudgedRule,
    schema.ImageCredit,
    schema.Prompt,
    schema.EvalRun,
    schema.Tally,
    schema.PromptResult,
    schema.Box,
    schema.Polygon,
    schema.Point,
]


def test_every_authored_type_is_in_the_list() -> None:
    here = {
        name
        for name, value in vars(schema).items()
        if isinstance(value, type) and issubclass(value, schema.Authored) and value.__module__ == schema.__name__
    }
    assert here - {"Authored", "ImageMark", "SiteData"} == {model.__name__ for model in AUTHORED}


def rows(model: type[schema.Authored]) -> list[str]:
    fields = [(info.alias or name, info) for name, info in model.model_fields.items()]
    return [
        f"| **`{name}`** | {info.description} |" if info.is_required() else f"| `{name}` | {info.description} |"
        for name, info in fields
    ]


@pytest.mark.parametrize("model", AUTHORED, ids=lambda model: model.__name__)
def test_the_guide_has_one_table_with_every_field_and_its_description(model: type[schema.Authored]) -> None:
    tables = re.findall(r"^\| field \| meaning \| example \|\n\|---\|---\|---\|\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    written = [[row.rsplit("|", 2)[0] + "|" for row in table.splitlines()] for table in tables]
    assert rows(model) in written


def test_the_guide_has_no_table_of_anything_else() -> None:
    assert GUIDE.count("| field | meaning | example |") == len(AUTHORED)


def test_every_field_has_an_example() -> None:
    assert not re.search(r"^\| .* \|\s*\|$", GUIDE, re.MULTILINE)


def test_every_example_file_names_its_path() -> None:
    assert len(BLOCKS) == GUIDE.count("```yaml\n") == 10


def test_the_example_files_are_a_valid_site_without_a_warning(tmp_path: Path) -> None:
    for path, text in BLOCKS:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    picture = tmp_path / "data/evals/example-questions/images/box.png"
    picture.parent.mkdir()
    Image.new("RGB", (76, 44)).save(picture)
    data, warnings = read_site_data(tmp_path)
    assert warnings == []
    assert list(data.models) == ["example-12b", "example-moe"]
    assert {suite: list(runs) for suite, runs in data.runs.items()} == {
        "example-detection": ["example-moe"],
        "example-evals": ["example-12b", "example-moe"],
        "example-questions": ["example-12b"],
    }
    answered = data.runs["example-questions"]["example-12b"].outcomes
    assert [one.outcome for one in answered.values()] == ["pass", "pass", "no answer", "pass", "pass"]
    assert [box.at for box in answered["read-the-width"].boxes] == [(12, 20, 64, 24)]
    assert list(data.pictures["example-questions"]) == ["read-the-width"]
