"""Checked values as bytes and back."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tests.helpers import ROOT
from visavis.load.packing import packed, unpacked
from visavis.load.schema import Authored, SiteData
from visavis.load.site_data import read_site_data

from .sites import site


def values(data: SiteData) -> list[Authored]:
    runs = [run for suite in data.runs.values() for run in suite.values()]
    return [data.config, *data.models.values(), *data.suites.values(), *runs]


def given(value: object) -> object:
    """Return which fields were given, all the way down."""
    if isinstance(value, Authored):
        return type(value), sorted(value.model_fields_set), [given(inner) for inner in value.__dict__.values()]
    if isinstance(value, dict):
        return [(key, given(inner)) for key, inner in value.items()]
    return [given(inner) for inner in value] if isinstance(value, tuple) else None


@pytest.mark.parametrize("which", ["small", "ours"])
def test_what_is_unpacked_is_what_was_packed(tmp_path: Path, which: str) -> None:
    all_values = values(read_site_data(site(tmp_path) if which == "small" else ROOT)[0])
    again = unpacked(packed(all_values))
    assert again == all_values
    assert repr(again) == repr(all_values)  # the digits of a number as well, which == passes over
    assert given(tuple(again)) == given(tuple(all_values))


def test_the_same_values_are_the_same_bytes(tmp_path: Path) -> None:
    root = site(tmp_path)
    assert packed(values(read_site_data(root)[0])) == packed(values(read_site_data(root)[0]))


class Hostile:
    def __reduce__(self) -> tuple[object, ...]:
        return print, ("harm",)


@pytest.mark.parametrize("value", [Hostile(), Path("x"), print, Authored()])
def test_only_authored_values_are_made_of_bytes(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no authored value"):
        unpacked(pickle.dumps(value))
