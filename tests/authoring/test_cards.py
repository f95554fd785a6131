"""The cards that `visavis new` writes: every field is there and explained, and what they show is valid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.helpers import tree, write_file
from tests.load.sites import SITE
from visavis.authoring.cards import CardRefused, key_of, new_model, new_run, new_suite
from visavis.authoring.starter_files import start
from visavis.cli import main
from visavis.load.problems import ProblemsFound
from visavis.load.schema import EvalRun, EvalSuite, ModelCard
from visavis.load.site_data import read_site_data


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small site with every kind of vocabulary, and a suite with prompts, one without, one of numbers."""
    for path, text in SITE.items():
        write_file(tmp_path / path, text.encode())
    write_file(tmp_path / "data/models/three.yaml", b"name: Three\nsource: https://example.org/three\n")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def filled(text: str) -> str:
    """Return a card with the # taken away in front of every field."""
    return re.sub(r"(?m)^# (?=[a-z_]+:|  +\S)", "", text)


def fields(text: str) -> list[str]:
    return re.findall(r"(?m)^(?:# )?([a-z_]+):", text)


def in_front(text: str, field: str) -> str:
    """Return the explanation above a field, as one line."""
    found = re.search(rf"((?:^## .*\n)+)(?:# )?{field}:", text, re.MULTILINE)
    assert found, field
    return found[1].replace("\n", "").replace("## ", " ").strip()


def written(root: Path, path: str) -> str:
    return (root / path).read_text("utf-8")


CARDS = [
    (new_model, "Example 12B", "data/models/example-12b.yaml", ModelCard),
    (new_suite, "My suite", "data/evals/my-suite/suite.yaml", EvalSuite),
    (new_run, "vision/three", "data/evals/vision/three.yaml", EvalRun),
]
every_card = pytest.mark.parametrize(("new", "name", "path", "schema"), CARDS)


@every_card
def test_every_field_is_there_once_under_its_explanation(
    root: Path, new, name: str, path: str, schema: type[BaseModel]
) -> None:
    assert new(root, name) == path
    text = written(root, path)
    assert sorted(set(fields(text))) == sorted(schema.model_fields)
    assert {field for field in fields(text) if fields(text).count(field) > 1} <= {"metric"}  # two ways to write it
    for field, info in schema.model_fields.items():
        assert info.description
        assert in_front(text, field).startswith(" ".join(info.description.split()))


@every_card
def test_what_has_to_be_there_is_no_comment(root: Path, new, name: str, path: str, schema: type[BaseModel]) -> None:
    new(root, name)
    value = yaml.load(written(root, path), yaml.BaseLoader)
    assert sorted(value) == sorted(field for field, info in schema.model_fields.items() if info.is_required())


@every_card
def test_its_first_line_names_the_schema(root: Path, new, name: str, path: str, schema: type[BaseModel]) -> None:
    new(root, name)
    kind = {ModelCard: "model", EvalSuite: "suite", EvalRun: "run-vision"}[schema]
    up = "../" * path.count("/")
    assert written(root, path).splitlines()[0] == f"# yaml-language-server: $schema={up}.visavis/schema/{kind}.json"


def test_a_new_model_is_valid_at_once_and_with_every_field_in_use(root: Path) -> None:
    path = new_model(root, "Example 12B")
    data, warnings = read_site_data(root)
    assert data.models["example-12b"].name == "Example 12B"
    assert [one.rule for one in warnings if one.path == path] == ["unsourced"]
    write_file(root / path, filled(written(root, path)).encode())
    data, warnings = read_site_data(root)
    card = data.models["example-12b"]
    assert [one for one in warnings if one.path == path] == []
    assert card.model_fields_set == set(ModelCard.model_fields)
    assert list(card.properties) == ["size", "note", "open-data"]
    assert "Here: acme." in in_front(filled(written(root, path)), "organisation")


def test_the_alias_in_a_new_card_is_a_name_that_models_have(root: Path) -> None:
    text = (root / new_model(root, "Florence 2 Base")).read_text("utf-8")
    assert re.findall("^# aliases: .*$", text, re.MULTILINE) == ["# aliases: [acme/florence-2-base]"]


def test_a_model_of_a_site_without_vocabulary_is_told_where_to_declare_it(root: Path) -> None:
    write_file(root / "data/site.yaml", b"title: T\ntagline: t\n")
    text = written(root, new_model(root, "One More"))
    assert in_front(text, "tasks").endswith("None is declared yet: add it to tasks there.")
    assert in_front(text, "organisation").endswith("None is declared yet: add it to organisations there.")


def test_a_new_suite_asks_for_what_has_to_be_filled_in_and_nothing_else(root: Path) -> None:
    path = new_suite(root, "My suite")
    with pytest.raises(ProblemsFound) as raised:
        read_site_data(root)
    errors = [problem for problem in raised.value.problems if problem.severity == "error"]
    assert [(one.path, one.where) for one in errors] == [
        (path, "description"),
        (path, "source"),
        (path, "categories"),
    ]


def test_a_suite_with_every_field_in_use_is_valid(root: Path) -> None:
    path = new_suite(root, "My suite")
    text = filled(written(root, path))
    text = text.replace("description:\n", "description: What it measures.\n")
    text = text.replace("source:\n", "source: https://example.org/suite\n")
    text = re.sub(r"(?m)^(metric: \{|headline:).*\n", "", text)  # of suites of numbers
    write_file(root / path, text.encode())
    data, _ = read_site_data(root)
    assert data.suites["my-suite"].model_fields_set == set(EvalSuite.model_fields) - {"headline"}
    assert list(data.suites["my-suite"].prompts) == ["read-a-label", "count-the-doors"]


@pytest.mark.parametrize("suite", ["vision", "depth"])
def test_a_run_with_every_field_in_use_is_valid(root: Path, suite: str) -> None:
    path = new_run(root, f"{suite}/three")
    text = filled(written(root, path))
    for field, value in {"date": "2026", "source": "https://example.org/run", "origin": "measured"}.items():
        text = text.replace(f"{field}:\n", f"{field}: {value}\n")
    write_file(root / path, text.encode())
    data, _ = read_site_data(root)
    unused = set() if data.suites[suite].prompts else {"outcomes"}
    assert data.runs[suite]["three"].model_fields_set == set(EvalRun.model_fields) - unused


def test_a_run_lists_the_prompts_with_an_empty_answer_where_a_rule_scores_it(tmp_path: Path) -> None:
    start(tmp_path)
    new_model(tmp_path, "New")
    text = written(tmp_path, new_run(tmp_path, "reading-text/new"))
    assert '\n# outcomes:\n#   label-care-low-contrast: {answer: ""}\n' in text
    assert "\n# results:\n#   labels: {passed: 0, total: 2}\n" in text


def test_the_ending_is_that_of_the_neighbours(root: Path) -> None:
    assert new_model(root, "Four") == "data/models/four.yaml"
    for name in ("five", "six", "seven", "nine"):
        write_file(root / f"data/models/{name}.yml", b"name: N\n")
    assert new_model(root, "Eight") == "data/models/eight.yml"


@pytest.mark.parametrize("there", ["data/models/two.json", "data/models/one.yaml"])
def test_a_card_that_is_there_is_left_alone(root: Path, there: str) -> None:
    before = tree(root)
    with pytest.raises(CardRefused, match=f"^{there} is there already.$"):
        new_model(root, Path(there).stem)
    assert tree(root) == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("model", "!!!"), "'!!!' gives the key '': expected "),
        (("model", "a vs b"), "'a vs b' gives the key 'a-vs-b': expected "),
        (("suite", "Vision"), "data/evals/vision/suite.yaml is there already."),
        (("run", "three"), "A run is named by its suite and model: depth/three."),
        (("run", "visoin/three"), "There is no suite visoin: did you mean vision?"),
        (("run", "vision/qwen"), "There is no model qwen: there is one, three or two."),
        (("run", "vision/one"), "data/evals/vision/one.yaml is there already."),
    ],
)
def test_what_cannot_be_written_is_said(root: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run("new", *arguments, "--site", root)
    assert done.exit_code == 2
    assert f"Error: {says}" in done.stderr


def test_without_a_site_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    done = run("new", "model", "X", "--site", tmp_path)
    assert done.exit_code == 2
    says = "There is no data/site.yaml here: go to the site's folder, or name it with --site. visavis init makes one."
    assert done.stderr.endswith(f"Error: {says}\n")


def test_a_broken_site_file_has_to_be_mended_first(root: Path) -> None:
    write_file(root / "data/site.yaml", b"title: T\n")
    done = run("new", "model", "X", "--site", root)
    assert done.exit_code == 1
    assert "error[missing-key]" in done.stderr
    assert done.stderr.endswith("1 error. Nothing was written.\n")


def test_the_command_says_where_it_wrote_and_how_to_go_on(root: Path) -> None:
    done = run("new", "model", "Example 12B", "--site", root)
    assert done.exit_code == 0
    path = root / "data/models/example-12b.yaml"
    assert done.stdout == f"Written: {path}. Fill it in, and look what is missing with: visavis check {root}\n"


@pytest.mark.parametrize(
    ("name", "key"), [("Gemma 4 12B", "gemma-4-12b"), ("GPT-4.1 nano", "gpt-4-1-nano"), ("Café+", "cafe")]
)
def test_a_key_is_the_name_in_small_plain_letters(name: str, key: str) -> None:
    assert key_of(name) == key


@given(st.text(max_size=100))
def test_any_name_gives_a_key_that_a_file_may_have_or_is_refused(name: str) -> None:
    try:
        key = key_of(name)
    except CardRefused:
        return
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key)
    assert "-vs-" not in key


@given(st.text(min_size=1, max_size=60).filter(str.strip))
def test_any_name_stands_in_the_card_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    root = tmp_path_factory.mktemp("site")
    for path, text in SITE.items():
        write_file(root / path, text.encode())
    try:
        path = new_model(root, name)
    except CardRefused:
        return
    try:
        data, _ = read_site_data(root)
    except ProblemsFound as found:
        assert {problem.rule for problem in found.problems} & {"control-character", "wrong-type", "name-taken"}
    else:
        assert data.models[key_of(name)].name == name.strip()
