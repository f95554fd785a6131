"""The site that `visavis init` makes: it builds, is true, points editors at its schemas, and takes nothing away."""

from __future__ import annotations

import json
import re
from functools import partial
from importlib import resources
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from PIL import Image
from ruamel.yaml import YAML

from tests.helpers import ROOT, tree, write_file
from tests.load.test_json_schema import as_editors_read
from tests.own_site import own_data
from visavis.authoring import starter_files
from visavis.authoring.schemas import SCHEMAS
from visavis.authoring.starter_files import STARTER, start
from visavis.build import build, check
from visavis.cli import main
from visavis.load.schema import BUILT_IN_PROPERTIES
from visavis.load.site_data import read_site_data
from visavis.site import Site


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_it_checks_clean_and_builds(tmp_path: Path) -> None:
    start(tmp_path)
    data, warnings = check(Site(tmp_path), strict=True)
    built = build(Site(tmp_path), tmp_path / "site", strict=True)
    assert warnings == []
    assert (len(data.models), {key: len(suite.prompts) for key, suite in data.suites.items()}) == (
        3,
        {"reading-text": 6},
    )
    assert (built.models, built.suites, built.comparisons) == (3, 1, 3)
    assert built.slow == ()


def test_what_it_says_is_what_our_own_site_says() -> None:
    """Every fact and answer is copied from the data of this repository, where its source stands."""
    ours, _ = own_data()
    its, _ = read_site_data(STARTER, making=False)
    for key, card in its.models.items():
        for field in type(card).model_fields:
            given, known = getattr(card, field), getattr(ours.models[key], field)
            if isinstance(given, dict):
                assert given.items() <= known.items()
            else:
                assert given == known
    (suite,) = its.suites.values()
    for key, prompt in suite.prompts.items():
        known_prompt = ours.suites["reading-text"].prompts[key]
        assert (prompt.question, prompt.expected) == (known_prompt.question, known_prompt.expected)
        image = f"data/evals/reading-text/{prompt.image}"
        assert (STARTER / image).read_bytes() == (ROOT / image).read_bytes()
    for model, run_of in its.runs["reading-text"].items():
        known_run = ours.runs["reading-text"][model]
        for key, result in run_of.outcomes.items():
            known_result = known_run.outcomes[key]
            assert (result.answer, result.seconds) == (known_result.answer, known_result.seconds)
            assert result.boxes in ((), known_result.boxes)


def test_every_fact_that_a_new_card_offers_has_a_row() -> None:
    """Who fills in a card of `visavis new model` finds it on the page; rows that nobody wants are taken out later."""
    data, _ = read_site_data(STARTER, making=False)
    assert [row.key for row in data.config.properties] == [
        *("organisation", "category", "modality", "release_date", "context_window", "parameters", "licence")
    ]
    assert {row.key for row in data.config.properties} == set(BUILT_IN_PROPERTIES)


def test_nothing_is_overwritten_and_the_second_time_nothing_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / "README.md", b"mine")
    (tmp_path / "requirements.txt").symlink_to("nowhere")
    first = start(tmp_path)
    before = tree(tmp_path)
    assert first.kept == ("README.md", "requirements.txt")
    assert before["README.md"] == b"mine"
    assert before["requirements.txt"] == "-> nowhere"
    second = start(tmp_path)
    assert second.written == ()
    assert tree(tmp_path) == before


def test_where_there_is_data_only_what_lies_around_it_is_added(tmp_path: Path) -> None:
    write_file(tmp_path / "data/site.yaml", b"title: Mine\n")
    started = start(tmp_path)
    assert [path for path in started.written if path.startswith("data/")] == ["data/README.md"]
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["README.md", "site.yaml"]


def test_the_guide_comes_along_without_the_part_about_our_own_data(tmp_path: Path) -> None:
    start(tmp_path)
    guide, ours = (tmp_path / "data/README.md").read_text("utf-8"), (ROOT / "data/README.md").read_text("utf-8")
    assert ours.startswith(guide)
    assert ours[len(guide) :].startswith("\n# Where this data comes from\n")
    assert ours[len(guide) :].count("\n# ") == 1
    assert guide.endswith("|\n")
    assert re.findall(r"importers|src/|tests/", guide) == ["src/"]  # in an address of a repository
    assert "https://git.example/visavis/src/branch/main" in guide


def test_every_file_that_its_guides_lead_to_is_there(tmp_path: Path) -> None:
    """Links and, in the table of files, paths; headings are what links of a guide to itself may name."""
    start(tmp_path)
    guides = sorted(tmp_path.rglob("*.md"))
    assert [guide.relative_to(tmp_path).as_posix() for guide in guides] == ["README.md", "data/README.md"]
    led_to = []
    for guide in guides:
        text = guide.read_text("utf-8")
        lines = re.findall("^#+ (.*)$", text, re.MULTILINE)
        headings = {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}
        for link in re.findall(r"\]\(([^)]+)\)", text):
            path, _, fragment = link.partition("#")
            if not path.startswith("https://"):
                led_to.append(path or fragment)
                assert (guide.parent / path).exists() if path else fragment in headings, link
        for path in re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE) if guide.parent == tmp_path else ():
            led_to.append(path)
            assert (guide.parent / path).exists(), path
    assert {"requirements.txt", "data/README.md", "data/", ".visavis/schema/"} <= set(led_to)


def test_every_data_file_follows_the_schema_that_it_names(tmp_path: Path) -> None:
    start(tmp_path)
    followed = set()
    for path in (tmp_path / "data").rglob("*.yaml"):
        lead, _, named = path.read_text("utf-8").splitlines()[0].partition("$schema=")
        assert lead == "# yaml-language-server: "
        schema = json.loads((path.parent / named).read_text("utf-8"))
        Draft202012Validator(schema).validate(as_editors_read(path.name, path.read_bytes()))
        followed.add((path.parent / named).resolve().relative_to(tmp_path.resolve()).as_posix())
    assert followed == {f"{SCHEMAS}/{name}.json" for name in ("site", "model", "suite", "run-reading-text")}


def test_schemas_are_brought_up_to_date_by_what_is_new_and_named(tmp_path: Path) -> None:
    start(tmp_path)
    new = partial(CliRunner().invoke, main)
    assert new(["new", "suite", "More", "--site", str(tmp_path)]).stdout.count("\n") == 1
    assert not (tmp_path / SCHEMAS / "run-more.json").exists()  # it has to be filled in first
    suite = (
        "name: More\ndescription: d\nsource: https://example.org\nmetric: pass-fail\ncategories: {all: {label: All}}\n"
    )
    write_file(tmp_path / "data/evals/more/suite.yaml", suite.encode())
    lines = new(["new", "run", "more/ocrad-0-28", "--site", str(tmp_path)]).stdout.splitlines()
    assert lines[1:] == [f"Brought up to date in {tmp_path / SCHEMAS}, for editors: run-more.json"]
    assert (tmp_path / SCHEMAS / "run-more.json").is_file()


def test_the_settings_of_the_editor_name_the_schemas_too() -> None:
    settings = json.loads((STARTER / ".vscode/settings.json").read_text("utf-8"))
    named = set(settings["yaml.schemas"]) | {one["url"].removeprefix("./") for one in settings["json.schemas"]}
    assert named == {f"{SCHEMAS}/{kind}.json" for kind in ("site", "model", "suite", "run")}


def test_what_a_build_makes_is_not_for_version_control(tmp_path: Path) -> None:
    start(tmp_path)
    build(Site(tmp_path), tmp_path / "site")
    ignored = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert {"/site/", "/.site.visavis/"} <= set(ignored)
    new = {path.name for path in tmp_path.iterdir()} - {path.name for path in STARTER.iterdir()}
    assert new - {"site", ".site.visavis", "README.md", "requirements.txt", ".visavis"} == set()


def test_the_workflow_follows_the_schema_of_workflows() -> None:
    vendored = resources.files("check_jsonschema") / "builtin_schemas/vendor/github-workflows.json"
    schema = json.loads(vendored.read_text("utf-8"))
    workflow = YAML(typ="safe").load((STARTER / ".github/workflows/site.yaml").read_text("utf-8"))
    validator = validator_for(schema)(schema)
    validator.validate(workflow)
    workflow["jobs"]["check"]["steps"][0]["wiht"] = {}
    assert not validator.is_valid(workflow)


def test_the_workflow_runs_commands_that_there_are() -> None:
    workflow = yaml.safe_load((STARTER / ".github/workflows/site.yaml").read_text("utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    commands = [step["run"].split(" >>")[0] for step in steps if step.get("run", "").startswith("visavis ")]
    assert len(commands) == 4
    for command in commands:
        name, *arguments = command.split()[1:]
        found = main.get_command(None, name)  # type: ignore[arg-type]
        assert found is not None, command
        found.make_context(name, arguments)  # raises where an option is unknown


def test_the_workflow_may_publish_and_publishes_what_a_build_makes() -> None:
    """What the actions deploy-pages and upload-pages-artifact ask for in their documentation."""
    workflow = yaml.safe_load((STARTER / ".github/workflows/site.yaml").read_text("utf-8"))
    check, publish = workflow["jobs"]["check"], workflow["jobs"]["publish"]
    assert set(workflow[True]) == {"push", "pull_request", "workflow_dispatch"}  # YAML 1.1 reads «on» as true
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in check
    assert publish["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert publish["environment"]["name"] == "github-pages"
    assert publish["concurrency"] == "pages"
    steps = {step["uses"].partition("@")[0]: step for step in publish["steps"] if "uses" in step}
    assert list(steps) == [
        *("actions/checkout", "actions/setup-python"),
        *("actions/upload-pages-artifact", "actions/deploy-pages"),
    ]
    deployment = steps["actions/deploy-pages"]["id"]
    assert publish["environment"]["url"] == f"${{{{ steps.{deployment}.outputs.page_url }}}}"
    assert steps["actions/upload-pages-artifact"]["with"] == {"path": "site"}
    assert steps["actions/checkout"]["with"]["fetch-depth"] == 0
    assert [step["run"] for step in publish["steps"] if "run" in step][-1] == "visavis build"


def test_pictures_are_small() -> None:
    for path in STARTER.rglob("*.webp"):
        with Image.open(path) as picture:
            assert max(picture.size) <= 960
    assert sum(path.stat().st_size for path in STARTER.rglob("*") if path.is_file()) < 150_000


@pytest.mark.parametrize(
    ("line", "ends"),
    [("visavis==1.2.3", "\nvisavis==1.2.3\n"), (None, "\n./visavis\n")],
)
def test_requirements_name_the_builder_or_nothing_that_pip_would_find(line: str | None, ends: str) -> None:
    """Where nobody else can have it, pip stops at a folder that is not there, and takes no namesake from an index."""
    text = starter_files.starter_files(line)["requirements.txt"].decode()
    assert text.endswith(ends)


def test_its_guide_installs_only_what_can_be_installed() -> None:
    """Each command stands in it once, as it is run."""
    readme = starter_files.starter_files("visavis==1.2.3")["README.md"].decode()
    assert re.findall(r"^\S*(?:python3|visavis) .*$", readme, re.MULTILINE) == [
        "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt",
        ".venv/bin/visavis serve --open",
        '.venv/bin/visavis new model "Example 12B"                       # data/models/example-12b.yaml',
        ".venv/bin/visavis new run reading-text/example-12b              # data/evals/reading-text/example-12b.yaml",
        ".venv/bin/visavis check",
    ]
    assert "stops" not in readme
    readme = starter_files.starter_files(None)["README.md"].decode()
    assert re.findall(r"^\S*(?:python3|visavis) .*$", readme, re.MULTILINE) == [
        "visavis serve --open",
        'visavis new model "Example 12B"                       # data/models/example-12b.yaml',
        "visavis new run reading-text/example-12b              # data/evals/reading-text/example-12b.yaml",
        "visavis check",
    ]
    assert "`pip install -r requirements.txt` stops until you have written there from where they can have it." in readme
    assert "\n\n\n" not in readme


def test_the_command_says_what_it_did_and_what_comes_next(tmp_path: Path) -> None:
    write_file(tmp_path / "a site/README.md", b"mine")
    done = run("init", tmp_path / "a site")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert "  kept     README.md, which was there" in lines
    assert "  written  data/site.yaml" in lines
    assert lines[-1] == f"Next: cd '{tmp_path / 'a site'}' && visavis serve --open"


def test_a_folder_that_cannot_be_made_is_a_misuse(tmp_path: Path) -> None:
    write_file(tmp_path / "file", b"")
    done = run("init", tmp_path / "file" / "site")
    assert done.exit_code == 2
    assert done.stderr == f"Stopped at {tmp_path / 'file' / 'site' / '.github' / 'workflows'}: Not a directory.\n"


def test_the_next_step_is_named_as_the_shell_finds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its path where it was called by that, as the README does, and is not to be found by name."""
    called = tmp_path / "the programs" / "visavis"
    write_file(called, b"")
    called.chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(called)])
    monkeypatch.setenv("PATH", str(tmp_path))
    start = ["init", str(tmp_path / "one")]
    said = CliRunner().invoke(main, start).stdout.splitlines()[-1]
    assert said == f"Next: cd {tmp_path / 'one'} && '{called}' serve --open"
    monkeypatch.setenv("PATH", str(called.parent))
    said = CliRunner().invoke(main, start).stdout.splitlines()[-1]
    assert said == f"Next: cd {tmp_path / 'one'} && visavis serve --open"
