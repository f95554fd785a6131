"""Suggestions and lists."""

from __future__ import annotations

from pydantic import BaseModel

from visavis.load.models_at import fields_at
from visavis.load.positions import Loc
from visavis.load.rules_site import LOGO_SUFFIXES
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig
from visavis.load.words import KNOWN_MISSPELLINGS, did_you_mean, listed


def test_lists_end_with_or_and_long_ones_are_cut() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
    assert listed([str(number) for number in range(20)], 3) == "0, 1, 2 or 17 more"
    assert listed(LOGO_SUFFIXES) == ".svg, .png, .webp, .jpg or .avif"


def test_a_near_word_is_suggested_without_regard_to_case() -> None:
    assert did_you_mean("Gemma 4", ["gemma-4", "llama"], "?") == "did you mean gemma-4?"
    assert did_you_mean("zebra", ["gemma-4", "llama"], "?") == "?"
    assert did_you_mean("zebra", [], "?") == "?"


def test_habits_count_before_likeness_where_the_word_is_known() -> None:
    assert did_you_mean("License", ["licence", "lines"], "?") == "did you mean licence?"
    assert did_you_mean("vendor", ["organisation"], "?") == "did you mean organisation?"
    assert did_you_mean("vendor", ["weights"], "?") == "?"


def test_every_habit_leads_to_a_key_of_the_schema() -> None:
    places: list[tuple[type[BaseModel], Loc]] = [
        (ModelCard, ()), (ModelCard, ("links",)), (ModelCard, ("parameters", "value")), (EvalRun, ()),
        (EvalRun, ("results", "x", "tally")), (EvalSuite, ("metric", "numeric")), (SiteConfig, ()),
        (SiteConfig, ("bands", 0)), (SiteConfig, ("organisations", "x")),
    ]  # fmt: skip
    keys = {key for model, loc in places for key in fields_at(model, loc)}
    assert set(KNOWN_MISSPELLINGS.values()) <= keys
    assert fields_at(ModelCard, ("name", "x")) == {}
    assert fields_at(EvalSuite, ("metric", "pass-fail")) == {"kind": "pass-fail."}
