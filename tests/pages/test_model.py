"""The page of a model."""

from __future__ import annotations

from tests.compare.making import WEB, card, run, site, suite
from tests.pages.making import golden
from visavis.compare.pairs import partners
from visavis.pages.boards import Standing
from visavis.pages.model import ModelPages, StatedRow

GOLDEN = golden()
PAGES = ModelPages(GOLDEN, partners(GOLDEN))
ALPHA, BETA, DELTA, GAMMA = (PAGES.page(key) for key in ("alpha", "beta", "delta", "gamma"))


def stated(rows: tuple[StatedRow, ...]) -> list[tuple[str, str, str | None, str]]:
    """Return what rows show: label, value, source and its date."""
    return [(row.row.label, row.fact.text or row.fact.kind.value, row.source, row.as_of) for row in rows]


def test_a_page_is_named_after_its_model():
    assert (BETA.title, BETA.canonical) == ('Beta <b>&amp; "3B"', "https://example.org/golden/models/beta.html")
    assert ALPHA.aliases == ("Alpha", "The First")
    assert ALPHA.links == ((f"{WEB}alpha/weights", "Weights"), (f"{WEB}alpha/paper", "Paper"))
    assert DELTA.links == ()


def test_links_stand_in_one_order_and_only_where_there_are_any():
    made = site({"a": card(links={"homepage": WEB + "h", "code": WEB + "c"})})
    assert ModelPages(made, partners(made)).page("a").links == ((f"{WEB}c", "Code"), (f"{WEB}h", "Homepage"))


def test_each_value_names_its_own_source_or_else_the_cards():
    assert stated(ALPHA.properties)[3:6] == [
        ("Release Date", "Jun 2026", f"{WEB}alpha/card", "30 Jun 2026"),
        ("Context Window", "131,072", f"{WEB}alpha/context", "Mar 2025"),
        ("Parameters", "12B", f"{WEB}alpha/card", "30 Jun 2026"),
    ]


def test_the_cards_date_is_not_given_to_a_source_of_its_own():
    value = {"value": "12B", "source": f"{WEB}own"}
    made = site({"a": card(parameters=value, source=f"{WEB}card", as_of="2025")}, properties=["parameters"])
    assert stated(ModelPages(made, partners(made)).page("a").properties) == [("Parameters", "12B", f"{WEB}own", "")]


def test_a_date_of_its_own_is_given_to_the_cards_source():
    value = {"value": "12B", "as_of": "2024-02"}
    made = site({"a": card(parameters=value, source=f"{WEB}card", as_of="2025")}, properties=["parameters"])
    assert stated(ModelPages(made, partners(made)).page("a").properties) == [
        ("Parameters", "12B", f"{WEB}card", "Feb 2024")
    ]


def test_a_value_without_any_source_has_none():
    made = site({"a": card(parameters="12B")}, properties=["parameters"])
    assert stated(ModelPages(made, partners(made)).page("a").properties) == [("Parameters", "12B", None, "")]


def test_built_in_properties_always_stand_and_others_only_where_something_is_known():
    assert stated(DELTA.properties)[0] == ("Organization", "unknown", None, "")
    assert len(DELTA.properties) == 7
    assert stated(GAMMA.properties)[4] == ("Context Window", "not-applicable", f"{WEB}gamma", "")
    assert stated(GAMMA.properties)[-1] == ("Input size", "640", f"{WEB}gamma", "")


def test_tasks_and_features_stand_only_where_the_card_says_yes_or_no():
    assert [row[:2] for row in stated(BETA.tasks)] == [("Captioning", "yes"), ("Object Detection", "yes")]
    assert [row[:2] for row in stated(GAMMA.tasks)] == [("Captioning", "no"), ("Object Detection", "yes")]
    assert [row[:2] for row in stated(ALPHA.features)] == [("Multimodal Vision", "yes")]
    assert (DELTA.tasks, DELTA.features) == ((), ())


def test_each_run_stands_with_its_rank():
    assert [(run.head.name, run.standing) for run in BETA.runs] == [
        ("Reading", Standing("2", several=False, shared=False, of=2)),
        ("Speed & precision", Standing("1", several=False, shared=True, of=2)),
        ("Street signs", Standing("1–2", several=True, shared=False, of=2)),
    ]
    assert stated(ALPHA.runs[0].rows) == [
        ("Overall Score", "66.67", None, ""),
        ("Median Response Time", "2.50", None, ""),
        ("Mean Response Time", "3.48", None, ""),
        ("Labels", "66.7", None, ""),
        ("Receipts", "66.7", None, ""),
    ]
    assert DELTA.runs == ()


def test_a_run_without_a_headline_has_no_rank():
    made = site(
        {"a": card("A"), "b": card("B")},
        {"s": suite("x", "y", metric={"kind": "numeric", "better": "higher"}, headline="x")},
        {"s": {"a": run({"y": 1}), "b": run({"x": 1})}},
    )
    pages = ModelPages(made, partners(made))
    alone = Standing("1", several=False, shared=False, of=1)
    assert [pages.page(key).runs[0].standing for key in "ab"] == [None, alone]
    assert [pages.standing(key) for key in "ab"] == [(("s", None),), (("s", alone),)]


def test_what_a_page_shows_of_other_models_runs_changes_with_its_rank_range():
    prompts = {f"p{number}": {"category": "x"} for number in range(12)}

    def standings(other: str) -> list[tuple[object, ...]]:
        runs = {"a": run(outcomes=dict.fromkeys(prompts, "pass")), "b": run(outcomes=dict.fromkeys(prompts, other))}
        made = site({"a": card("A"), "b": card("B")}, {"s": suite("x", prompts=prompts)}, {"s": runs})
        pages = ModelPages(made, partners(made))
        return [pages.standing(key) for key in "ab"]

    level = ("s", Standing("1–2", several=True, shared=False, of=2))
    assert standings("pass") == [(level,), (level,)]
    assert standings("fail") == [
        (("s", Standing("1", several=False, shared=False, of=2)),),
        (("s", Standing("2", several=False, shared=False, of=2)),),
    ]


def test_the_top_says_in_a_few_words_what_the_model_is():
    assert BETA.summary == ("Other Lab", "closed", "14 May 2024", "109B total, 17B active")
    assert DELTA.summary == ()


def test_comparisons_on_a_common_suite_stand_first_and_each_group_by_name():
    assert BETA.comparisons == (
        (True, (("../compare/alpha-vs-beta.html", "Alpha 12B"), ("../compare/beta-vs-gamma.html", "Gamma-n"))),
        (False, (("../compare/beta-vs-delta.html", "Delta 日本語"),)),
    )
    assert [group.measured for group in DELTA.comparisons] == [False]


def test_a_model_without_partners_has_no_comparisons():
    made = site({"a": card("A"), "b": card("B")}, pairs=[])
    assert ModelPages(made, partners(made)).page("a").comparisons == ()
