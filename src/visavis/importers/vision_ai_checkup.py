"""Import the Vision AI Checkup of May 2025: 19 models asked about photographs, outcome by outcome.

    python -m visavis.importers.vision_ai_checkup samples/vision-ai-checkup data

Reads `model_results.json` and `prompts.087189c.csv`, and `models.dev/catalog.json` beside the folder. Writes the
suite, a run for each model and a card for each model. Copies no prompt text, no answer and no photograph.

    python -m visavis.importers.vision_ai_checkup --evidence samples/vision-ai-checkup SCRATCH/data

writes a whole site instead, with questions, answers and photographs, to look at and not to publish: whose photographs
they are is not said upstream. The rule is `contains`, which is what upstream's means to be; its outcomes are kept, so
that `visavis check` names those that the rule does not find.

Upstream keys a model's results by image, so that of several questions about one image only one is kept, and not the
same one for every model. Results are therefore joined to prompts on (image, prompt text), never on that key; what a
model was not asked is absent from its run.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from visavis.importers import models_dev
from visavis.importers.cards import as_card, merged, reviewed
from visavis.importers.yaml_out import Inline, Prose, write

SUITE = "vision-ai-checkup"
REPOSITORY = "https://github.com/roboflow/vision-ai-checkup"
COMMIT = "087189c888de9d4176b15cc4079a589856bdf9b8"
RESULTS = f"{REPOSITORY}/blob/{COMMIT}/model_results.json"
HEADING = "Written by visavis.importers.vision_ai_checkup from upstream's published results, and reviewed."
CARD_HEADING = HEADING.replace("results", "results and models.dev")

Question = tuple[str, str]
"""An image's file name and the text asked about it: what identifies a prompt upstream."""


def slug(text: str) -> str:
    """Return a text as a key."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def prompts(rows: list[dict[str, str]]) -> dict[Question, tuple[str, str]]:
    """Return each distinct question's id and category, in upstream's order.

    The id is the slug of upstream's assessment name; a second question of that name gets -2 behind it.
    """
    found: dict[Question, tuple[str, str]] = {}
    taken: set[str] = set()
    for row in rows:
        question = row["file_name"], row["prompt"]
        if question in found:
            continue
        stem = key = slug(row["assessment_name"])
        number = 1
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        taken.add(key)
        found[question] = key, row["category"]
    return found


def outcome(result: Mapping[str, Any]) -> Inline:
    """Return one result: upstream's verdict, except that an empty reply is no answer; time in seconds."""
    verdict = "pass" if result["correct"] else "fail" if result["result"].strip() else "no answer"
    return Inline(outcome=verdict, seconds=result["time_taken"].removesuffix("s"))


def outcomes(results: Mapping[str, Any], known: Mapping[Question, tuple[str, str]]) -> dict[str, Inline]:
    """Return a model's outcomes by prompt id, in the order of the prompts."""
    by_question = {(result["file_name"], result["prompt"]): outcome(result) for result in results.values()}
    if strangers := by_question.keys() - known.keys():
        raise SystemExit(f"results for prompts that are not in the CSV file: {sorted(strangers)}")
    return {key: by_question[question] for question, (key, _) in known.items() if question in by_question}


def suite(known: Mapping[Question, tuple[str, str]], description: str) -> dict[str, object]:
    """Return the suite: its categories and prompts in upstream's order."""
    categories = dict.fromkeys(category for _, category in known.values())
    return {
        "name": "Vision AI Checkup",
        "version": "2025-05-13",
        "description": Prose(description),
        "source": REPOSITORY,
        "metric": "pass-fail",
        "categories": {slug(category): Inline(label=category) for category in sorted(categories, key=str.lower)},
        "prompts": {key: Inline(category=slug(category)) for key, category in known.values()},
    }


def run(results: Mapping[str, Any], known: Mapping[Question, tuple[str, str]]) -> dict[str, object]:
    """Return a run. When it was made is not published but the year; the file is of 13 May 2025."""
    return {
        "date": "2025",
        "source": RESULTS,
        "origin": "measured",
        "outcomes": dict(outcomes(results, known)),
    }


# --- the evidence -----------------------------------------------------------------------------------------------------


def pictures(source: Path) -> dict[str, Path]:
    """Return upstream's photographs by the stem of their names, which is all that they share with the prompts."""
    return {path.stem: path for path in sorted((source / "images" / "compressed").iterdir())}


def expected(rows: list[dict[str, str]], upstream: Mapping[str, Mapping[str, Any]]) -> dict[Question, str]:
    """Return what is expected of each question: what the results were scored with, else what the CSV file says.

    The CSV file asks one question twice, with two answers.
    """
    found = {(row["file_name"], row["prompt"]): row["answer"].strip() for row in rows}
    for results in upstream.values():
        found |= {(one["file_name"], one["prompt"]): one["answer"].strip() for one in results.values()}
    return found


def asking_suite(
    bare: Mapping[str, object],
    known: Mapping[Question, tuple[str, str]],
    right: Mapping[Question, str],
    photos: Mapping[str, Path],
) -> dict[str, object]:
    """Return a suite with its questions, what is expected, and the photographs that there are, under images/."""
    asked = {}
    for (file_name, question), (key, category) in known.items():
        stem = Path(file_name).stem
        image = {"image": f"images/{stem}.jpeg"} if stem in photos else {}
        answer = right[file_name, question]
        asked[key] = {"category": slug(category), "question": question.strip(), **image, "expected": answer}
    images = Inline(credit="Roboflow, Vision AI Checkup", source=REPOSITORY)
    head = {key: value for key, value in bare.items() if key != "prompts"}
    return {**head, "rule": "contains", "images": images, "prompts": asked}


def with_answers(outcomes: Mapping[str, Inline], answers: Mapping[str, str]) -> dict[str, Inline]:
    """Return outcomes, by prompt id, with the answers they are of."""
    return {key: Inline(**one, answer=answers[key].replace("\r\n", "\n")) for key, one in outcomes.items()}


def settings(cards: list[dict[str, Any]]) -> dict[str, object]:
    """Return a `site.yaml` that declares what the cards use, each by a name made of its key."""
    used: dict[str, set[str]] = {"tasks": set(), "features": set(), "modalities": set(), "organisations": set()}
    for made in cards:
        for name in ("tasks", "features"):
            used[name] |= made.get(name, {}).keys()
        for name, field in (("modalities", "modality"), ("organisations", "organisation")):
            value = made.get(field)
            used[name] |= {value["value"] if isinstance(value, dict) else value} if value else set()
    names = {
        name: {key: Inline(label=key.replace("-", " ").capitalize()) for key in sorted(keys)}
        for name, keys in used.items()
        if keys
    }
    return {"title": "Vision AI Checkup", "tagline": "What each model answered.", **names}


# --- all of it --------------------------------------------------------------------------------------------------------


def card(entry: Mapping[str, Any], shared: Mapping[str, Any], catalogue: Path) -> dict[str, Any]:
    """Return a card: models.dev's facts but those left out, then what was reviewed."""
    why = entry.get("left_out", {})
    derived = models_dev.facts(catalogue, entry["models_dev"])
    kept = {key: value for key, value in derived.items() if key not in why}
    return as_card(merged(kept, shared, entry["card"]), why)


def main(source: Path, data: Path, *, evidence: bool = False) -> None:
    """Write the suite, the runs and the cards under `data`; with the evidence, also photographs and `site.yaml`."""
    upstream = json.loads((source / "model_results.json").read_text(encoding="utf-8"))
    with (source / "prompts.087189c.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = prompts(rows)
    table = reviewed("vision-ai-checkup.yaml")
    catalogue = source.parent / "models.dev" / "catalog.json"
    folder, cards = data / "evals" / SUITE, []
    made_suite = suite(known, table["description"])
    if evidence:
        photos = pictures(source)
        right = expected(rows, upstream["assessments_by_model"])
        made_suite = asking_suite(made_suite, known, right, photos)
        (folder / "images").mkdir(parents=True, exist_ok=True)
        for stem, photo in photos.items():
            shutil.copyfile(photo, folder / "images" / f"{stem}.jpeg")
    write(folder / "suite.yaml", made_suite, heading=HEADING)
    for name, results in upstream["assessments_by_model"].items():
        entry = table["models"][name]
        made_run = run(results, known)
        if evidence:
            answers = {known[one["file_name"], one["prompt"]][0]: one["result"] for one in results.values()}
            made_run["outcomes"] = with_answers(outcomes(results, known), answers)
        write(folder / f"{entry['key']}.yaml", made_run, heading=HEADING)
        made = card(entry, table["shared"], catalogue)
        cards.append(made)
        write(data / "models" / f"{entry['key']}.yaml", made, heading=CARD_HEADING)
    if evidence:
        write(data / "site.yaml", settings(cards), heading=HEADING)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m visavis.importers.vision_ai_checkup")
    parser.add_argument("--evidence", action="store_true", help="a whole site with questions, answers and photographs")
    parser.add_argument("source", type=Path)
    parser.add_argument("data", type=Path)
    arguments = parser.parse_args()
    main(arguments.source, arguments.data, evidence=arguments.evidence)
