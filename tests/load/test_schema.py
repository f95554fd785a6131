"""The authored types."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from visavis.load import schema
from visavis.load.scalars import Plain
from visavis.load.schema import (
    BUILT_IN_PROPERTIES,
    Authored,
    Empty,
    EvalSuite,
    Licence,
    ModelCard,
    Numeric,
    Outcome,
    Parameters,
    PassFail,
    PromptResult,
    SiteConfig,
    Sourced,
    Support,
)

TYPES = [
    one for one in vars(schema).values() if isinstance(one, type) and issubclass(one, Authored) and one is not Authored
]  # fmt: skip


@pytest.mark.parametrize("model", TYPES, ids=lambda one: one.__name__)
def test_every_type_is_strict_frozen_and_described(model: type[BaseModel]) -> None:
    assert (model.model_config["extra"], model.model_config["frozen"], model.model_config["strict"]) == (
        "forbid",
        True,
        True,
    )
    assert model.__doc__
    assert all(field.description and field.description.endswith(".") for field in model.model_fields.values())


def test_built_in_properties_are_fields_of_the_card() -> None:
    assert set(BUILT_IN_PROPERTIES) <= set(ModelCard.model_fields)


def test_a_value_may_stand_alone_or_with_its_source() -> None:
    alone = ModelCard.model_validate({"name": "M", "context_window": Plain("8")}).context_window
    assert alone == Sourced[int](value=8)
    both = {"value": Plain("8"), "source": "https://example.org", "as_of": "2025"}
    sourced = ModelCard.model_validate({"name": "M", "context_window": both}).context_window
    assert sourced is not None
    assert (sourced.known, sourced.source, str(sourced.as_of)) == (8, "https://example.org", "2025")


def test_four_kinds_of_empty_stay_apart() -> None:
    tasks = {"a": Plain("unknown"), "b": Plain("no"), "c": Plain("not applicable")}
    card = ModelCard.model_validate({"name": "M", "tasks": tasks})
    assert [card.tasks[key].value for key in "abc"] == [Empty.UNKNOWN, Support.NO, Empty.NOT_APPLICABLE]
    assert [card.tasks[key].empty for key in "abc"] == [Empty.UNKNOWN, None, Empty.NOT_APPLICABLE]
    assert [card.tasks[key].known for key in "abc"] == [None, Support.NO, None]
    assert "d" not in card.tasks


def test_an_spdx_identifier_links_to_its_text_and_an_expression_to_the_list() -> None:
    assert Licence.model_validate("MIT").link == "https://spdx.org/licenses/MIT.html"
    assert Licence.model_validate("MIT OR Apache-2.0").link == "https://spdx.org/licenses/"


def test_a_mixture_of_experts_has_total_and_active_parameters() -> None:
    assert Parameters.model_validate("12B").active is None
    mixture = Parameters.model_validate({"total": "109B", "active": "17B"})
    assert mixture.active is not None
    assert (mixture.total.written, mixture.active.amount) == ("109B", 17 * 10**9)


def test_a_metric_is_a_word_or_a_mapping() -> None:
    suite = {"name": "V", "description": "d", "source": "https://example.org", "categories": {"a": {"label": "A"}}}
    assert EvalSuite.model_validate({**suite, "metric": Plain("pass-fail")}).metric == PassFail()
    numeric = {"kind": Plain("numeric"), "better": Plain("lower")}
    assert EvalSuite.model_validate({**suite, "metric": numeric}).metric == Numeric(kind="numeric", better="lower")
    assert EvalSuite.model_validate({**suite, "metric": PassFail()}).metric == PassFail()


def test_a_prompt_s_result_is_a_word_or_a_mapping() -> None:
    assert PromptResult.model_validate(Plain("no answer")).outcome is Outcome.NO_ANSWER
    assert PromptResult.model_validate({"outcome": "pass", "seconds": Plain("1.20")}).seconds is not None


def test_values_cannot_be_changed() -> None:
    config = SiteConfig.model_validate({"title": "T", "tagline": "t"})
    with pytest.raises(ValidationError):
        setattr(config, "title", "other")  # noqa: B010 -- mypy knows that it cannot be set
