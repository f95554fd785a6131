"""Checked values as bytes and back."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.helpers import ROOT
from visavis.load.files import data_files
from visavis.load.packing import packed, unpacked
from visavis.load.reading import Wanted, read_file
from visavis.load.schema import Authored

from .sites import site


def values(root: Path) -> list[BaseModel]:
    """Return what the files of a site say, each by itself: outcomes that a rule finds are not among it yet."""
    files = data_files(root)
    paths = [(path, "run") for suite in files.suites.values() for path in suite.runs.values()]
    paths += [(suite.suite, "suite") for suite in files.suites.values() if suite.suite]
    paths += [(files.site, "site")] if files.site else []
    paths += [(path, "model") for path in files.models.values()]
    found = [read_file(root, Wanted(path, kind)).value for path, kind in paths]
    return [value for value in found if value is not None]


def given(value: object) -> object:
    """Return which fields were given, all the way down."""
    if isinstance(value, Authored):
        return type(value), sorted(value.model_fields_set), [given(inner) for inner in value.__dict__.values()]
    if isinstance(value, dict):
        return [(key, given(inner)) for key, inner in value.items()]
    return [given(inner) for inner in value] if isinstance(value, tuple) else None


@pytest.mark.parametrize("which", ["small", "ours"])
def test_what_is_unpacked_is_what_was_packed(tmp_path: Path, which: str) -> None:
    all_values = values(site(tmp_path) if which == "small" else ROOT)
    assert len(all_values) > 3
    again = unpacked(packed(all_values))
    assert again == all_values
    assert repr(again) == repr(all_values)  # the digits of a number as well, which == passes over
    assert given(tuple(again)) == given(tuple(all_values))


def test_the_same_values_are_the_same_bytes(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert packed(values(root)) == packed(values(root))


class Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return print, ("harm",)


@pytest.mark.parametrize("value", [Hostile(), Path("x"), print, Authored()])
def test_only_authored_values_are_made_of_bytes(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no authored value"):
        unpacked(pickle.dumps(value))
