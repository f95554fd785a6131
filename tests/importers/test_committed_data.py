"""The data that comes with the project is clean, and holds every row of the reference page."""

from __future__ import annotations

from decimal import Decimal

from tests.own_site import own_data

from visavis.load.scalars import PartialDate
from visavis.load.schema import Empty, Tally


def test_the_data_has_no_error_and_no_warning() -> None:
    data, warnings = own_data()
    assert warnings == []
    assert {suite: len(runs) for suite, runs in data.runs.items()} == {
        "coco-detection": 65,
        "reading-text": 5,
        "vision-ai-checkup": 19,
        "vision-evals": 1,
    }
    assert len(data.models) == 65 + 19 + 2 + 5


def test_every_fact_of_every_card_has_a_source() -> None:
    for card in own_data()[0].models.values():
        assert card.source


def test_the_reference_pair_has_the_facts_of_the_reference_page() -> None:
    data = own_data()[0]
    gemma, pali = data.models["gemma-4-12b"], data.models["paligemma"]
    for card in (gemma, pali):
        assert card.organisation
        assert card.organisation.known == "google"
        assert card.category
        assert card.category.known == "open"
        assert card.modality
        assert card.modality.known == "multimodal"
        assert card.context_window
        assert card.context_window.empty is Empty.UNKNOWN
        assert {"captioning", "vision-language", "visual-question-answering", "ocr"} <= card.tasks.keys()
        assert card.features.keys() == {"multimodal-vision", "llms-with-vision-capabilities"}
    assert gemma.release_date
    assert gemma.release_date.known == PartialDate(2026, 6)
    assert pali.release_date
    assert pali.release_date.known == PartialDate(2024, 5)
    assert gemma.licence
    assert gemma.licence.known
    assert gemma.licence.known.name == "Apache-2.0"
    assert pali.licence
    assert pali.licence.known
    assert pali.licence.known.name == "Gemma Terms of Use"


def test_the_reference_run_has_the_figures_of_the_reference_page() -> None:
    data = own_data()[0]
    assert list(data.runs["vision-evals"]) == ["gemma-4-12b"]
    run = data.runs["vision-evals"]["gemma-4-12b"]
    tallies = {key: (one.passed, one.total) for key, one in run.results.items() if isinstance(one, Tally)}
    assert tallies == {
        "defect-detection": (11, 15),
        "document-understanding": (8, 9),
        "object-counting": (1, 10),
        "object-understanding": (11, 14),
        "spatial-understanding": (11, 19),
    }
    passed, total = map(sum, zip(*tallies.values(), strict=True))
    assert (passed, total, round(100 * passed / total, 2)) == (42, 67, 62.69)
    assert run.average_response_time == Decimal("6.88")
