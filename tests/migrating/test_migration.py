"""Data of older versions carried forward: here by two steps that only this test has, for version 1 is the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.helpers import GOLDEN, ROOT, tree, write_file
from visavis.cli import main
from visavis.load import data_format
from visavis.load.data_format import FORMAT
from visavis.load.problems import ProblemsFound, printed
from visavis.load.site_data import read_site_data
from visavis.migrating import migration, steps
from visavis.migrating.editing import Values, rename
from visavis.migrating.migration import planned, write
from visavis.migrating.steps import STEPS

CARD = """\
# Ours
name: One   # the name
organization: acme
overview: |
  A text.
"""
RUN = "date: 2025\nsource: https://example.org\norigin: measured\nscores:\n    all: [1, 2]   # of two\n"
SITE = {
    "data/site.yaml": "# The site\ntitle: T\ntagline: t   # short\n",
    "data/models/one.yaml": CARD,
    "data/models/two.json": '{\n  "name": "Two",\n  "organization": "acme"\n}\n',
    "data/models/three.yml": "name: Three\n",
    "data/evals/quiz/suite.yaml": "name: Q\n",
    "data/evals/quiz/one.yaml": RUN,
}


def british(kind: str, values: Values) -> None:
    if kind == "model":
        rename(values, "organization", "organisation")


def tallies(kind: str, values: Values) -> None:
    if kind == "run":
        rename(values, "scores", "results")
        for key, score in values.get("results", {}).items():
            if isinstance(score, list):
                values["results"][key] = {"passed": score[0], "total": score[1]}


TWO = {1: british, 2: tallies}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in SITE.items():
        write_file(tmp_path / path, text.encode())
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["migrate", *map(str, arguments)])


def test_every_version_has_a_step_to_the_next() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))


def test_the_steps_are_taken_one_after_another_and_the_site_says_so_last(root: Path) -> None:
    made = planned(root, TWO, 3)
    assert (made.old, made.new) == (1, 3)
    assert made.texts == {
        "data/evals/quiz/one.yaml": RUN.replace("scores:", "results:").replace(
            "    all: [1, 2]   # of two\n", "  all:            # of two\n    passed: 1\n    total: 2\n"
        ),
        "data/models/one.yaml": CARD.replace("organization", "organisation"),
        "data/models/two.json": SITE["data/models/two.json"].replace("organization", "organisation"),
        "data/site.yaml": "# The site\nformat: 3\ntitle: T\ntagline: t   # short\n",
    }
    assert list(made.texts)[-1] == "data/site.yaml"


def test_from_a_later_version_the_first_steps_are_left_out(root: Path) -> None:
    write_file(root / "data/site.yaml", b"title: T\nformat: 2   # so far\n")
    made = planned(root, TWO, 3)
    assert list(made.texts) == ["data/evals/quiz/one.yaml", "data/site.yaml"]
    assert made.texts["data/site.yaml"] == "title: T\nformat: 3   # so far\n"


def test_what_is_written_needs_no_migration_any_more(root: Path) -> None:
    (root / "data/models/one.yaml").chmod(0o640)
    write(root, planned(root, TWO, 3))
    assert planned(root, TWO, 3).texts == {}
    assert (root / "data/models/one.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in (root / "data/models").iterdir() if path.name.startswith(".")] == []


def test_an_interrupted_migration_can_be_run_again(root: Path) -> None:
    whole = planned(root, TWO, 3)
    write(root, whole)
    done = tree(root)
    write_file(root / "data/site.yaml", SITE["data/site.yaml"].encode())  # the last file was not reached
    write(root, planned(root, TWO, 3))
    assert tree(root) == done


@pytest.mark.parametrize(
    ("written", "found", "fix"),
    [("4", "format 4", "install a newer visavis"), ("0", "format 0", "write 3"), ("x", "format x", "write 3")],
)
def test_a_version_that_is_not_known_is_refused(root: Path, written: str, found: str, fix: str) -> None:
    write_file(root / "data/site.yaml", f"title: T\nformat: {written}\n".encode())
    with pytest.raises(ProblemsFound) as raised:
        planned(root, TWO, 3)
    (problem,) = raised.value.problems
    assert printed(problem) == (
        "data/site.yaml:2:9: error[other-format] format\n"
        f"  found     {found}\n"
        "  expected  3, the format that this visavis reads\n"
        f"  fix       {fix}\n"
        f"   2 | format: {written}\n     |         ^"
    )


def test_files_that_cannot_be_read_are_all_named_and_nothing_is_written(root: Path) -> None:
    write_file(root / "data/models/one.yaml", b"name: [\n")
    write_file(root / "data/models/two.json", b"{")
    with pytest.raises(ProblemsFound) as raised:
        planned(root, TWO, 3)
    assert {problem.path for problem in raised.value.problems} == {"data/models/one.yaml", "data/models/two.json"}


def test_older_data_says_to_run_migrate_and_nothing_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_format, "FORMAT", 2)
    write_file(root / "data/site.yaml", b"title: T\ntagline: t\nformat: 1\n")
    with pytest.raises(ProblemsFound) as raised:
        read_site_data(root)
    assert [(problem.rule, problem.fix) for problem in raised.value.problems] == [
        ("other-format", "run visavis migrate")
    ]


def test_the_command_has_nothing_to_do_with_the_data_of_today() -> None:
    done = run(GOLDEN, "--dry-run")
    assert (done.exit_code, done.stdout) == (0, f"Nothing to do: the data is in format {FORMAT}, the newest\n")
    assert planned(ROOT).texts == {}


def test_the_command_says_what_it_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root)
    monkeypatch.setattr(migration.planned, "__defaults__", ({1: british}, 2))
    files = "  data/models/one.yaml\n  data/models/two.json\n  data/site.yaml\n"
    assert run(root, "--dry-run").stdout == files + "3 files would be carried from format 1 to 2\n"
    assert tree(root) == before
    assert run(root).stdout == files + "3 files carried from format 1 to 2\n"
    assert (root / "data/models/one.yaml").read_text("utf-8") == CARD.replace("organization", "organisation")
    assert steps.STEPS == {}


def test_the_command_prints_problems(root: Path) -> None:
    write_file(root / "data/models/two.json", b"{")
    done = run(root)
    assert done.exit_code == 1
    assert done.stderr.endswith("1 error. Nothing was written.\n")
