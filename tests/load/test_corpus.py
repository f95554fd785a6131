"""The corpus: files a person may write, each with a twin that holds the value or the exact messages.

`VISAVIS_REGENERATE=1 pytest tests/load/test_corpus.py` writes the twins anew; the diff is then read.
"""

from __future__ import annotations

import os
import pprint
from pathlib import Path

import pytest
from pydantic import BaseModel

from visavis.load.document import Document, read_document
from visavis.load.problems import ProblemsFound, printed
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig
from visavis.load.validate import checked

CORPUS = Path(__file__).parent.parent / "corpus"
MODELS: dict[str, type[BaseModel]] = {"card": ModelCard, "suite": EvalSuite, "run": EvalRun, "site": SiteConfig}


def cases(folder: str) -> list[str]:
    return sorted(path.name for path in (CORPUS / folder).iterdir() if path.suffix in (".yaml", ".json"))


def twin(folder: str, name: str, text: str) -> str:
    """Return what the twin of a file says; where asked to, write it first."""
    path = CORPUS / folder / f"{name}.txt"
    if os.environ.get("VISAVIS_REGENERATE"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def messages(folder: str, name: str) -> str:
    """Return every message about a file, as printed."""
    try:
        document = read_document(CORPUS / folder, name)
    except ProblemsFound as found:
        problems = list(found.problems)
    else:
        model = MODELS.get(name.partition("-")[0])
        problems = sorted(checked(document, model)[1]) if model else []
    return "".join(printed(problem) + "\n" for problem in problems)


def value_of(document: Document) -> object:
    model = MODELS.get(document.path.partition("-")[0])
    if model is None:
        return document.value
    value, problems = checked(document, model)
    assert problems == []
    assert value is not None
    return set_fields(value)


def set_fields(value: object) -> object:
    """Return a model as the fields that its author wrote."""
    if isinstance(value, BaseModel):
        fields = [name for name in type(value).model_fields if name in value.model_fields_set]
        return {name: set_fields(getattr(value, name)) for name in fields}
    if isinstance(value, dict):
        return {key: set_fields(item) for key, item in value.items()}
    return tuple(map(set_fields, value)) if isinstance(value, tuple) else value


def test_the_corpus_is_not_empty() -> None:
    assert len(cases("valid")) >= 20
    assert len(cases("invalid")) >= 90


@pytest.mark.parametrize("name", cases("valid"))
def test_a_valid_file_has_the_value_of_its_twin(name: str) -> None:
    value = pprint.pformat(value_of(read_document(CORPUS / "valid", name)), width=100, sort_dicts=False) + "\n"
    assert value == twin("valid", name, value)


@pytest.mark.parametrize("name", cases("invalid"))
def test_an_invalid_file_has_the_messages_of_its_twin(name: str) -> None:
    text = messages("invalid", name)
    assert text != ""
    assert text == twin("invalid", name, text)


def test_no_twin_stands_alone() -> None:
    for folder in ("valid", "invalid"):
        twins = {path.name.removesuffix(".txt") for path in (CORPUS / folder).glob("*.txt")}
        assert twins == set(cases(folder))
