"""The JSON Schemas: the same verdict as ours wherever a schema can say it, and never a complaint where we have none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.load.sites import site, write
from tests.load.test_corpus import CORPUS, MODELS, cases
from visavis.load import schema as authored
from visavis.load.document import document_of
from visavis.load.field_examples import EXAMPLES
from visavis.load.json_schema import DIALECT, KINDS, schema_of
from visavis.load.problems import ProblemsFound
from visavis.load.site_schemas import site_schemas
from visavis.load.validate import checked

ROOT = Path(__file__).parents[2]
NAMES = {"card": "model", "suite": "suite", "run": "run", "site": "site"}
VALIDATORS = {kind: Draft202012Validator(schema_of(kind)) for kind in KINDS}

INEXPRESSIBLE = {
    # between two values
    "card-active-over-total.yaml",
    "suite-metric-range.yaml",
    # how a number is written, of which a schema sees only the value
    "card-look-alikes-as-numbers.yaml",
    "card-number-exponent.yaml",
    "card-number-hexadecimal.yaml",
    # the list of SPDX licences, and their spelling
    "card-licence-spelling.yaml",
    "card-licence-unknown.yaml",
    # so many brackets in Markdown
    "card-many-brackets.yaml",
}
"""Files that we refuse and a schema cannot."""


class Core(yaml.CSafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2.2, section 10.3.2."""


Core.yaml_implicit_resolvers = {}
for tag, form in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), None)


def _whole(loader: Core, node: yaml.ScalarNode) -> int:
    text = node.value
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


Core.add_constructor("tag:yaml.org,2002:int", _whole)


def as_editors_read(path: str, data: bytes) -> Any:
    text = data.decode("utf-8-sig")
    return json.loads(text) if path.endswith(".json") else yaml.load(text, Core)


def refused(kind: str, value: object) -> list[str]:
    return [error.message for error in VALIDATORS[kind].iter_errors(value)]


def of_a_kind(folder: str) -> list[str]:
    return [name for name in cases(folder) if name.partition("-")[0] in MODELS]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_follows_the_dialect_it_names(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))
    assert schema_of(kind)["$schema"] == DIALECT


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_mean_the_same_in_javascript(kind: str) -> None:
    """No syntax that ECMA-262 with the flag u refuses or reads in another way: groups with names, \\A, \\Z, (?i)."""
    patterns = re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', json.dumps(schema_of(kind)))
    assert patterns
    for pattern in map(json.loads, (f'"{text}"' for text in patterns)):
        assert not re.search(r"\(\?(?![:!=])|\\[AZzGQEaehHvVX]|\[:", pattern), pattern
        assert set(re.findall(r"\\(.)", pattern)) <= set("sStnu.\\[]"), pattern


@pytest.mark.parametrize("name", of_a_kind("valid"))
def test_what_we_take_a_schema_takes(name: str) -> None:
    value = as_editors_read(name, (CORPUS / "valid" / name).read_bytes())
    assert refused(NAMES[name.partition("-")[0]], value) == []


@pytest.mark.parametrize("name", of_a_kind("invalid"))
def test_what_we_refuse_a_schema_refuses_where_it_can(name: str) -> None:
    value = as_editors_read(name, (CORPUS / "invalid" / name).read_bytes())
    assert bool(refused(NAMES[name.partition("-")[0]], value)) == (name not in INEXPRESSIBLE)


def test_every_data_file_of_this_site_follows_its_schema() -> None:
    schemas = {name: Draft202012Validator(one) for name, one in site_schemas(ROOT).items()}
    seen = 0
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        parts = path.relative_to(ROOT / "data").parts
        name = {1: "site", 2: "model"}.get(len(parts)) or ("suite" if path.stem == "suite" else f"run-{parts[1]}")
        value = as_editors_read(path.name, path.read_bytes())
        assert [(path, error.message) for error in schemas[f"{name}.json"].iter_errors(value)] == []
        seen += 1
    assert seen > 150


# --- values ----------------------------------------------------------------------------------------------------------

WORDS = [
    *[
        "yes",
        "no",
        "unknown",
        "not applicable",
        "open",
        "closed",
        "null",
        "~",
        "true",
        "False",
        "",
        " ",
        "[]",
        "{}",
    ],
    *["12", "-1", "0", "0.5", "1.25", "12B", "0B", "1.5", "0.0001M", "1.2345K", "1.2340K", "3.5m", "1e3", "0x1f"],
    *["2025", "2025-02", "2025-02-29", "2025-02-30", "2025-13", "1949", "2101", "99999999999999999999"],
    *["https://example.org/a#b", "www.example.org", "http://a:80/", "http://a:b/", "javascript:alert(1)"],
    *["a-key", "a--key", "A", "vs", "a-vs-b", "index", "con", "com1", "[1, 2]", "{value: 12B}", "{value: a-key}"],
    *["{value: 12, source: https://example.org}", "{source: https://example.org}", "{name: A, link: http://a.b}"],
    *['"quoted"', '"12"', '"2025"', '"a\\nb"', '"\\u202e"', "'  '", "{total: 1B, active: 1M}", "{outcome: pass}"],
    *["pass", "no answer", "{passed: 1, total: 2}", "{passed: -1, total: 2}", "{passed: 1, total: 0}", "exact"],
    *["choice", "{kind: choice, choices: [a, b]}", "{kind: choice, choices: [a]}", "{kind: number, tolerance: -1}"],
    *[
        "{kind: numeric, better: higher}",
        "{kind: pass-fail}",
        "pass-fail",
        "numeric",
        "[a, b, c]",
        "all",
        "[[a, b]]",
    ],
    *["{nearest: 3}", "{nearest: 0}", "{comparable: yes}", "[{at: [1, 2]}]", "[{at: [1, 2, 3, 4]}]", "[gzip]"],
    *["[{at: [1, 2, 0, 4]}]", "[{at: [[1, 2], [3, 4], [5, 6]]}]", "[{at: [1, 2, 3, 4], confidence: 2}]"],
]
BARE = {
    "model": {"name": "A"},
    "run": {"date": "2025", "source": "https://example.org", "origin": "measured"},
    "suite": {
        "name": "A",
        "description": "d",
        "source": "https://example.org",
        "metric": "pass-fail",
        "categories": "{a: {label: A}}",
    },
    "site": {"title": "T", "tagline": "t"},
}
PLACES = [(kind, name, "{}") for kind, model in KINDS.items() for name in model.model_fields]
PLACES += [
    ("model", "tasks", "{{a-key: {}}}"),
    ("run", "results", "{{a-key: {}}}"),
    ("run", "outcomes", "{{a-key: {}}}"),
]
PLACES += [("model", "properties", "{{a-key: {{value: {}}}}}"), ("suite", "categories", "{{a: {{label: {}}}}}")]
PLACES += [
    ("suite", "prompts", f"{{{{a-key: {{{{category: a, {field}: {{}}}}}}}}}}")
    for field in ("expected", "rule", "image")
]
PLACES += [
    ("run", "outcomes", f"{{{{a-key: {{{{{field}: {{}}}}}}}}}}") for field in ("answer", "seconds", "boxes", "points")
]
WRITTEN_OTHERWISE = {"2025-02-29", "0x1f", "1e3"}
"""What only looks at how a value is written, or at a calendar, would refuse."""


@pytest.mark.parametrize(("kind", "name", "form"), PLACES)
def test_any_value_anywhere_has_the_same_verdict(kind: str, name: str, form: str) -> None:
    """But for what a schema lets pass: see the words above, and the list of SPDX licences."""
    compared = 0
    for word in WORDS:
        lines = {**BARE[kind], name: form.format(word)}
        data = "".join(f"{key}: {text}\n" for key, text in lines.items()).encode()
        try:
            document = document_of("a.yaml", data)
        except ProblemsFound:
            continue  # no YAML
        rules = {problem.rule for problem in checked(document, KINDS[kind])[1]}
        theirs = refused(kind, as_editors_read("a.yaml", data))
        if not rules or not (word in WRITTEN_OTHERWISE or rules == {"unknown-licence"} or (word, rules) == FALSE_KEY):
            assert bool(theirs) == bool(rules), (word, rules, theirs)
            compared += 1
    assert compared > 30


FALSE_KEY = ("False", {"bad-key"})
"""A key in capitals that is a boolean to whoever reads YAML."""


# --- what a schema tells editors -------------------------------------------------------------------------------------


def described(part: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return every field that a schema knows."""
    found: list[tuple[str, dict[str, Any]]] = []
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" in part:
            found += part["properties"].items()
        for one in part.values():
            found += described(one)
    elif isinstance(part, list):
        for one in part:
            found += described(one)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described(kind: str) -> None:
    every = described(schema_of(kind))
    assert len(every) > 10
    assert [name for name, one in every if not one.get("description")] == []


def test_every_field_has_an_example_but_those_that_the_guide_shows_elsewhere() -> None:
    here = {name: value for name, value in vars(authored).items() if name in EXAMPLES}
    assert set(here) == set(EXAMPLES)
    without = {
        (name, field.alias or key)
        for name, model in here.items()
        for key, field in model.model_fields.items()
        if (field.alias or key) not in EXAMPLES[name]
    }
    assert without == {("SiteConfig", "bands"), ("SiteConfig", "extra_properties"), ("ModelCard", "overview")}
    assert all(
        EXAMPLES[name].keys() <= {f.alias or k for k, f in model.model_fields.items()} for name, model in here.items()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_follows_the_schema_that_shows_it(kind: str) -> None:
    for name, one in described(schema_of(kind)):
        validator = Draft202012Validator(one)
        assert [(name, example) for example in one.get("examples", []) if not validator.is_valid(example)] == []


def test_the_guide_shows_the_same_examples() -> None:
    guide = (ROOT / "data" / "README.md").read_text("utf-8")
    shown = {
        (field, json.dumps(as_editors_read("a.yaml", example.encode())))
        for field, example in re.findall(r"^\| \*{0,2}`([a-z_]+)`\*{0,2} \| .* \| `(.*)` \|$", guide, re.MULTILINE)
    }
    told = {(field, json.dumps(example)) for fields in EXAMPLES.values() for field, example in fields.items()}
    assert told - shown == set()
    assert shown - told == set()


# --- the words of a site ----------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path)


def verdict(root: Path, name: str, text: str) -> bool:
    """Return whether a schema of a site takes a text in YAML."""
    return Draft202012Validator(site_schemas(root)[name]).is_valid(as_editors_read("a.yaml", text.encode()))


def test_there_is_a_schema_of_each_kind_and_of_the_runs_of_each_suite(root: Path) -> None:
    schemas = site_schemas(root)
    assert sorted(schemas) == ["model.json", "run-depth.json", "run-vision.json", "run.json", "site.json", "suite.json"]
    for one in schemas.values():
        Draft202012Validator.check_schema(one)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("organisation: acme", True),
        ("organisation: {value: acme, source: https://example.org}", True),
        ("organisation: unknown", True),
        ("organisation: acne", False),
        ("organisation: {value: acne}", False),
        ("modality: sound", False),
        ("tasks: {ocr: yes}", True),
        ("tasks: {ocr: {value: no, as_of: 2025}}", True),
        ("tasks: {ocr: maybe}", False),
        ("tasks: {orc: yes}", False),
        ("features: {tools: not applicable}", True),
        ("features: {wings: yes}", False),
        ("properties: {size: 12.5, note: 010, open-data: yes}", True),
        ("properties: {size: unknown, note: {value: long, source: https://example.org}}", True),
        ("properties: {size: '12'}", False),
        ("properties: {open-data: maybe}", False),
        ("properties: {colour: red}", False),
    ],
)
def test_a_card_names_what_the_site_declares(root: Path, line: str, taken: bool) -> None:
    assert verdict(root, "model.json", f"name: A\n{line}\n") is taken


@pytest.mark.parametrize(
    ("name", "lines", "taken"),
    [
        ("run-vision.json", "results: {ocr: {passed: 1, total: 2}}", True),
        ("run-vision.json", "results: {ocr: 71.5}", False),
        ("run-vision.json", "results: {orc: {passed: 1, total: 2}}", False),
        ("run-vision.json", "outcomes: {p-1: pass, p-2: {outcome: error, seconds: 1}}", True),
        ("run-vision.json", "outcomes: {p-1: passed}", False),
        ("run-vision.json", "outcomes: {p-4: pass}", False),
        ("run-depth.json", "results: {all: 71.5, time: 250}", True),
        ("run-depth.json", "results: {all: 100.01}", False),
        ("run-depth.json", "results: {all: {passed: 1, total: 2}}", False),
        ("run-depth.json", "outcomes: {p-1: pass}", False),
        ("run.json", "results: {any: 1}\noutcomes: {p-1: pass}", True),
    ],
)
def test_a_run_has_the_categories_and_prompts_of_its_suite(root: Path, name: str, lines: str, taken: bool) -> None:
    run = f"date: 2025\nsource: https://example.org\norigin: measured\n{lines}\n"
    assert verdict(root, name, run) is taken


def test_pairs_are_of_models_that_are_there(root: Path) -> None:
    assert verdict(root, "site.json", "title: T\ntagline: t\npairs: [[one, two]]\n")
    assert not verdict(root, "site.json", "title: T\ntagline: t\npairs: {named: [[one, tow]]}\n")
    assert verdict(root, "site.json", "title: T\ntagline: t\nproperties: [size, just-declared, {key: note}]\n")


def test_what_a_word_means_stands_beside_it(root: Path) -> None:
    schemas = site_schemas(root)
    assert schemas["model.json"]["properties"]["tasks"]["properties"]["ocr"]["description"] == "OCR"
    assert schemas["run-vision.json"]["properties"]["outcomes"]["properties"]["p-3"]["description"] == "Answering"
    assert schemas["run-depth.json"]["properties"]["results"]["properties"]["time"]["description"] == "Time"


def test_a_vocabulary_without_a_word_takes_none(root: Path) -> None:
    write(root, "data/site.yaml", "title: T\ntagline: t\n")
    assert not verdict(root, "model.json", "name: A\norganisation: acme\n")
    assert verdict(root, "model.json", "name: A\norganisation: unknown\n")


def test_a_key_of_digits_may_be_written_without_quotes(root: Path) -> None:
    write(
        root,
        "data/site.yaml",
        "title: T\ntagline: t\norganisations: {01: {label: A}, 12: {label: B}, true: {label: C}}\n",
    )
    assert all(verdict(root, "model.json", f"name: A\norganisation: {key}\n") for key in ("12", '"12"', "'01'", "true"))
    assert not verdict(root, "model.json", "name: A\norganisation: 13\n")


def test_a_broken_suite_has_no_schema_of_its_own_and_a_broken_site_none_at_all(root: Path) -> None:
    write(root, "data/evals/vision/suite.yaml", "name: [Vision]\n")
    assert "run-vision.json" not in site_schemas(root)
    write(root, "data/site.yaml", "title: [T]\n")
    with pytest.raises(ProblemsFound) as found:
        site_schemas(root)
    assert [problem.rule for problem in found.value.problems] == ["missing-key", "wrong-type"]
    (root / "data/site.yaml").unlink()
    with pytest.raises(ProblemsFound) as found:
        site_schemas(root)
    assert [problem.rule for problem in found.value.problems] == ["missing-file"]


def test_documents_of_the_corpus_are_read_as_editors_read_them() -> None:
    """Else the verdicts above would be of something else: what is text to editors is text to us."""
    value = as_editors_read("a.yaml", b"a: no\nb: 2025-03\nc: 010\nd: 4.10\ne: ~\nf: true\ng: 1:30\n")
    assert value == {"a": "no", "b": "2025-03", "c": 10, "d": 4.1, "e": None, "f": True, "g": "1:30"}
