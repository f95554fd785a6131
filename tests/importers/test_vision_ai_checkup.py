"""The Vision AI Checkup is joined by question, and its totals are those published."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.own_site import own_data

from visavis.importers import models_dev
from visavis.importers import vision_ai_checkup as checkup
from visavis.importers.cards import reviewed
from visavis.load.problems import ProblemsFound
from visavis.load.site_data import read_site_data

ROWS = [
    {"file_name": "a.png", "prompt": "How many?", "assessment_name": "Count (bolts)", "category": "Object Counting"},
    {"file_name": "a.png", "prompt": "How many now?", "assessment_name": "Count bolts", "category": "OCR"},
    {"file_name": "a.png", "prompt": "How many?", "assessment_name": "Count (bolts)", "category": "Object Counting"},
    {"file_name": "b.png", "prompt": "How many?", "assessment_name": "Read", "category": "OCR"},
]


def result(file: str, prompt: str, *, correct: bool, reply: str = "7", seconds: str = "1.25") -> dict[str, Any]:
    return {"file_name": file, "prompt": prompt, "correct": correct, "result": reply, "time_taken": f"{seconds}s"}


def test_a_prompt_is_known_by_image_and_text_and_its_id_is_unique() -> None:
    assert checkup.prompts(ROWS) == {
        ("a.png", "How many?"): ("count-bolts", "Object Counting"),
        ("a.png", "How many now?"): ("count-bolts-2", "OCR"),
        ("b.png", "How many?"): ("read", "OCR"),
    }


def test_results_are_joined_on_the_question_and_never_on_the_image_key() -> None:
    upstream = {
        "b.png": result("b.png", "How many?", correct=False),
        "a.png": result("a.png", "How many now?", correct=True, seconds="0.50"),
    }
    assert checkup.outcomes(upstream, checkup.prompts(ROWS)) == {
        "count-bolts-2": {"outcome": "pass", "seconds": "0.50"},
        "read": {"outcome": "fail", "seconds": "1.25"},
    }


def test_an_empty_reply_is_no_answer() -> None:
    assert checkup.outcome(result("b.png", "?", correct=False, reply=" \n"))["outcome"] == "no answer"


def test_a_result_for_an_unknown_question_stops_the_import() -> None:
    with pytest.raises(SystemExit, match=r"results for prompts that are not in the CSV file: \[\('b.png', 'Why\?'\)\]"):
        checkup.outcomes({"b.png": result("b.png", "Why?", correct=True)}, checkup.prompts(ROWS))


def test_the_suite_holds_categories_and_prompt_ids_but_no_prompt_text() -> None:
    suite = checkup.suite(checkup.prompts(ROWS), "words")
    assert suite["categories"] == {"object-counting": {"label": "Object Counting"}, "ocr": {"label": "OCR"}}
    assert suite["prompts"] == {
        "count-bolts": {"category": "object-counting"},
        "count-bolts-2": {"category": "ocr"},
        "read": {"category": "ocr"},
    }
    assert "How many" not in json.dumps(suite)


def test_a_card_lays_what_was_reviewed_over_models_dev_and_says_why_a_value_is_left_out(tmp_path: Path) -> None:
    row = {
        "open_weights": True,
        "modalities": {"input": ["text", "image"]},
        "release_date": "2025-04-05",
        "limit": {"context": 3500000},
    }
    catalogue = tmp_path / "catalog.json"
    models = {"acme/one": row, "acme/blind": {**row, "modalities": {"input": ["text"]}, "open_weights": False}}
    catalogue.write_text(json.dumps({"models": models, "providers": {"host": {"models": {"acme/one:free": row}}}}))
    entry = {
        "models_dev": "models/acme/one",
        "left_out": {"context_window": "doubtful."},
        "card": {"name": "One", "tasks": {"captioning": "yes"}},
    }
    card = checkup.card(entry, {"tasks": {"ocr": "yes"}}, catalogue)
    assert list(card.items()) == [
        ("name", "One"),
        ("category", "open"),
        ("modality", "multimodal"),
        ("release_date", "2025-04-05"),
        ("# context_window", "context_window: doubtful."),
        ("tasks", {"ocr": "yes", "captioning": "yes"}),
        ("source", models_dev.address("models/acme/one")),
        ("as_of", "2026-07-02"),
    ]
    assert models_dev.facts(catalogue, "models/acme/blind")["category"] == "closed"
    assert models_dev.facts(catalogue, "models/acme/blind")["modality"] == "text"
    hosted = "providers/host/models/acme/one:free"
    assert models_dev.facts(catalogue, hosted)["source"].endswith(f"/{models_dev.COMMIT}/{hosted}.toml")


def test_running_again_writes_the_committed_bytes(
    tmp_path: Path, samples: Path, differing: Callable[[Path], list[str]]
) -> None:
    checkup.main(samples / "vision-ai-checkup", tmp_path)
    assert len(list(tmp_path.rglob("*.yaml"))) == 1 + 19 + 19
    assert differing(tmp_path) == []


def test_passed_and_asked_equal_what_upstream_published_for_every_model(samples: Path) -> None:
    upstream = json.loads((samples / "vision-ai-checkup" / "model_results.json").read_text())
    table = reviewed("vision-ai-checkup.yaml")["models"]
    runs = own_data()[0].runs["vision-ai-checkup"]
    ours = {}
    for name in upstream["model_results"]:
        outcomes = runs[table[name]["key"]].outcomes.values()
        ours[name] = sum(one.outcome == "pass" for one in outcomes), len(outcomes)
    assert ours == {name: (one["correct"], one["total"]) for name, one in upstream["model_results"].items()}


def test_the_tasks_that_were_tried_cite_the_published_replies() -> None:
    data = own_data()[0]
    for key in data.runs["vision-ai-checkup"]:
        tasks = data.models[key].tasks
        tried = "vision-language", "visual-question-answering", "ocr"
        assert {tasks[task].source for task in tried} == {checkup.RESULTS}


def test_84_prompts_are_listed_82_were_asked_and_70_of_every_model(samples: Path) -> None:
    with (samples / "vision-ai-checkup" / "prompts.087189c.csv").open(newline="") as file:
        listed = checkup.prompts(list(csv.DictReader(file)))
    data = own_data()[0]
    asked = [run.outcomes.keys() for run in data.runs["vision-ai-checkup"].values()]
    assert len(listed) == len(data.suites["vision-ai-checkup"].prompts) == 84
    assert len(set().union(*asked)) == 82
    assert len(set(data.suites["vision-ai-checkup"].prompts).intersection(*asked)) == 70


def test_every_published_verdict_follows_the_rule_that_the_suite_describes(samples: Path) -> None:
    import string

    def bare(text: str) -> str:
        return "".join(text.lower().translate(str.maketrans("", "", string.punctuation)).strip().split(" "))

    upstream = json.loads((samples / "vision-ai-checkup" / "model_results.json").read_text())
    results = [one for model in upstream["assessments_by_model"].values() for one in model.values()]
    assert len(results) == 1443
    for one in results:
        reply, answer = bare(one["result"].strip()), bare(one["answer"].strip())
        assert one["correct"] == (reply == answer or (len(reply) > 1 and answer in reply))


def test_a_whole_import_writes_the_suite_a_run_and_a_card(tmp_path: Path) -> None:
    source = tmp_path / "vision-ai-checkup"
    source.mkdir()
    with (source / "prompts.087189c.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ROWS[0])
        writer.writeheader()
        writer.writerows(ROWS)
    results = {"OpenAI O1": {"b.png": result("b.png", "How many?", correct=True)}}
    (source / "model_results.json").write_text(json.dumps({"assessments_by_model": results}))
    entry = {
        "open_weights": False,
        "modalities": {"input": ["text", "image"]},
        "release_date": "2024-12-05",
        "limit": {"context": 200000},
    }
    (tmp_path / "models.dev").mkdir()
    catalogue = {"models": {"openai/o1": entry}, "providers": {}}
    (tmp_path / "models.dev" / "catalog.json").write_text(json.dumps(catalogue))
    checkup.main(source, tmp_path / "data")
    written = {str(path.relative_to(tmp_path / "data")): path.read_text() for path in tmp_path.rglob("*.yaml")}
    assert sorted(written) == [
        "evals/vision-ai-checkup/o1.yaml",
        "evals/vision-ai-checkup/suite.yaml",
        "models/o1.yaml",
    ]
    assert written["evals/vision-ai-checkup/o1.yaml"] == (
        f"# {checkup.HEADING}\n"
        "date: 2025\n"
        f"source: {checkup.RESULTS}\n"
        "origin: measured\n"
        "outcomes:\n"
        "  read: {outcome: pass, seconds: 1.25}\n"
    )
    assert "context_window: 200000\n" in written["models/o1.yaml"]


def evidence_site(tmp_path: Path) -> Path:
    """Write a source of two questions and one model, import it with its evidence, and return the site."""
    source = tmp_path / "vision-ai-checkup"
    (source / "images" / "compressed").mkdir(parents=True)
    Image.new("RGB", (16, 12), "teal").save(source / "images" / "compressed" / "a.jpeg")
    with (source / "prompts.087189c.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*ROWS[0], "answer"])
        writer.writeheader()
        writer.writerows({**row, "answer": "1"} for row in ROWS)
    replies = {
        "a.png": {**result("a.png", "How many?", correct=True, reply="12"), "answer": "1"},
        "b.png": {**result("b.png", "How many?", correct=True, reply="There are:\r\n **7**."), "answer": "7"},
    }
    (source / "model_results.json").write_text(json.dumps({"assessments_by_model": {"OpenAI O1": replies}}))
    row = {"open_weights": False, "modalities": {"input": ["text", "image"]}, "release_date": "2024-12-05"}
    (tmp_path / "models.dev").mkdir()
    catalogue = {"models": {"openai/o1": {**row, "limit": {"context": 200000}}}, "providers": {}}
    (tmp_path / "models.dev" / "catalog.json").write_text(json.dumps(catalogue))
    checkup.main(source, tmp_path / "site" / "data", evidence=True)
    return tmp_path / "site"


def test_with_the_evidence_a_whole_site_is_written_and_what_was_scored_wrongly_is_named(tmp_path: Path) -> None:
    site = evidence_site(tmp_path)
    with pytest.raises(ProblemsFound) as caught:
        read_site_data(site)
    (problem,) = caught.value.problems
    assert (problem.path, problem.rule, problem.where) == (
        "data/evals/vision-ai-checkup/o1.yaml",
        "outcome-differs",
        "outcomes.count-bolts.outcome",
    )
    assert problem.expected == 'fail by the rule contains: the answer reads "12", expected is "1"'
    run = site / problem.path
    run.write_text(run.read_text().replace("outcome: pass, seconds: 1.25, answer: 12", "seconds: 1.25, answer: 12"))
    data = read_site_data(site)[0]
    outcomes = data.runs["vision-ai-checkup"]["o1"].outcomes
    assert {key: one.outcome for key, one in outcomes.items()} == {"count-bolts": "fail", "read": "pass"}
    assert outcomes["read"].answer == "There are:\n **7**."
    asked = data.suites["vision-ai-checkup"].prompts
    assert {key: (one.question, one.expected, one.image) for key, one in asked.items()} == {
        "count-bolts": ("How many?", ("1",), "images/a.jpeg"),
        "count-bolts-2": ("How many now?", ("1",), "images/a.jpeg"),
        "read": ("How many?", ("7",), None),
    }
    photo = site / "data/evals/vision-ai-checkup/images/a.jpeg"
    assert photo.read_bytes() == (tmp_path / "vision-ai-checkup/images/compressed/a.jpeg").read_bytes()


def test_the_published_results_have_outcomes_that_the_rule_does_not_find(tmp_path: Path, samples: Path) -> None:
    checkup.main(samples / "vision-ai-checkup", tmp_path / "data", evidence=True)
    with pytest.raises(ProblemsFound) as caught:
        read_site_data(tmp_path)
    found = [(problem.path.rpartition("/")[2], problem.where, problem.found) for problem in caught.value.problems]
    assert {problem.rule for problem in caught.value.problems} == {"outcome-differs"}
    assert len(found) == 21
    assert ("gemma-3-27b.yaml", "outcomes.number-of-bread-buns-on-their-sides.outcome", "pass") in found
