"""Models made ready: every fact once, in the order of the site's rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.compare.making import WEB, card, run, site, suite, written
from tests.helpers import ROOT
from tests.own_site import own_catalogue
from visavis.compare.facts import NOT_APPLICABLE, UNKNOWN, Fact, Kind
from visavis.compare.subjects import KeyFacts, authored, catalogue
from visavis.load import reading
from visavis.load.schema import Support
from visavis.load.site_data import read_site_data


def test_rows_are_those_the_site_shows_in_its_order_with_its_labels():
    made = site(
        {"a": card()},
        properties=["size", {"key": "licence", "label": "Terms"}, "context_window", {"key": "note", "label": "Own"}],
        extra_properties={
            "size": {"label": "Input size", "type": "number", "unit": "px", "better": "higher", "description": "How."},
            "note": {"label": "Note"},
        },
    )
    shown = [(row.key, row.label, row.unit, row.better, row.description, row.optional) for row in made.properties]
    assert shown == [
        ("size", "Input size", "px", "higher", "How.", True),
        ("licence", "Terms", "", "neither", None, False),
        ("context_window", "Context Window", "tokens", "neither", None, False),
        ("note", "Own", "", "neither", None, True),
    ]


def test_all_built_in_properties_show_where_the_site_does_not_choose():
    assert [row.label for row in site({"a": card()}).properties] == [
        "Organization",
        "Category",
        "Modality",
        "Release Date",
        "Context Window",
        "Parameters",
        "License",
    ]


def test_facts_stand_in_the_order_of_the_rows():
    made = site(
        {"a": card(organisation="acme", modality="text", tasks={"ocr": "no"}, properties={"size": Decimal("640.0")})},
        organisations={"acme": "Acme & Söhne"},
        modalities={"text": "Text"},
        tasks={"vqa": "Answering", "ocr": {"label": "Reading", "link": WEB, "description": "Reads."}},
        features={"tools": "Tools"},
        extra_properties={"size": {"label": "Size", "type": "number", "unit": "px"}},
        properties=["size", "modality", "organisation"],
    )
    subject = made.subjects["a"]
    assert [written(fact) for fact in subject.properties] == ["640px", "Text", "Acme & Söhne"]
    assert [(row.key, row.link, row.description, row.optional) for row in made.tasks] == [
        ("vqa", None, None, True),
        ("ocr", WEB, "Reads.", True),
    ]
    assert [fact.kind for fact in subject.tasks] == [Kind.UNKNOWN, Kind.NO]
    assert subject.features == (UNKNOWN,)


def test_key_facts_are_there_though_the_site_shows_no_rows():
    made = site({"a": card(category="open", parameters="12B", context_window="not applicable")}, properties=[])
    subject = made.subjects["a"]
    assert subject.properties == ()
    assert [written(fact) for fact in subject.key_facts] == [
        "unknown",
        "open",
        "unknown",
        "unknown",
        "not-applicable",
        "12B",
        "unknown",
    ]
    assert KeyFacts._fields[-1] == "licence"


def test_an_extra_property_may_be_yes_or_no():
    made = site(
        {"a": card(properties={"free": Support.YES}), "b": card("B")},
        extra_properties={"free": {"label": "Free", "type": "yes-no"}},
        properties=["free"],
    )
    assert [made.subjects[key].properties[0].kind for key in "ab"] == [Kind.YES, Kind.UNKNOWN]


def test_models_that_say_the_same_share_their_facts():
    made = site({"a": card(licence="MIT", parameters="12B"), "b": card("B", licence="MIT", parameters="12000M")})
    one, other = (made.subjects[key].key_facts for key in "ab")
    assert one.licence is other.licence
    assert one.parameters is not other.parameters
    assert one.parameters.key == other.parameters.key


def test_the_kinds_of_empty_are_everywhere_the_same_objects():
    subject = site({"a": card(context_window="not applicable", licence="unknown")}).subjects["a"]
    assert subject.key_facts.context_window is NOT_APPLICABLE
    assert subject.key_facts.licence is subject.key_facts.modality is UNKNOWN


def test_a_subject_has_the_runs_of_its_model_by_suite():
    made = site(
        {"a": card("A"), "b": card("B")},
        {"one": suite("x"), "two": suite("y"), "three": suite("z")},
        {"two": {"a": run({"y": (1, 2)})}, "one": {"a": run({"x": (1, 1)}), "b": run({"x": (0, 1)})}},
    )
    assert [list(made.subjects[key].runs) for key in "ab"] == [["one", "two"], ["one"]]
    assert made.subjects["a"].runs["two"] is made.suites["two"].runs["a"]
    assert made.suites["three"].runs == {}


def test_subjects_are_known_by_key_and_named_by_their_card():
    made = site({"b": card("Bee"), "a": card("Ay")})
    assert [(key, subject.key, subject.name) for key, subject in made.subjects.items()] == [
        ("a", "a", "Ay"),
        ("b", "b", "Bee"),
    ]


def test_what_a_card_says_comes_with_its_source():
    one = card(parameters={"value": "12B", "source": WEB}, properties={"size": 3})
    sourced = authored(one, "parameters")
    assert sourced is not None
    assert sourced.source == WEB
    size = authored(one, "size")
    assert size is not None
    assert size.known == 3
    assert authored(one, "licence") is None
    assert authored(one, "other") is None


def test_facts_that_say_and_show_the_same_are_one_object_across_models_and_suites():
    """What is rendered of a fact is kept by its identity: two objects of the same content would be rendered twice."""
    made = own_catalogue()
    facts = [
        fact
        for subject in made.subjects.values()
        for facts in (
            subject.properties,
            subject.tasks,
            subject.features,
            subject.key_facts,
            *[run.facts for run in subject.runs.values()],
        )
        for fact in facts
    ]
    contents = {tuple(getattr(fact, name) for name in Fact.__slots__) for fact in facts}
    assert len({id(fact) for fact in facts}) == len(contents)
    sets = [fact.prompts for fact in facts if fact.prompts]
    assert sets
    assert len({id(prompts) for prompts in sets}) == len(set(sets))


def test_data_from_the_cache_or_from_processes_make_the_same_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "FEW", 0)
    cold, warm, parallel = (
        repr(catalogue(read_site_data(ROOT, jobs=jobs, cache=cache)[0]).subjects)
        for jobs, cache in ((1, tmp_path), (1, tmp_path), (2, None))
    )
    assert cold == warm == parallel
