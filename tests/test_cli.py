"""The commands: their exit codes, and every word they print."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.checking.test_git import commit, git
from tests.helpers import differing, tree, visavis
from tests.load.sites import site as small_site
from visavis import __version__
from visavis.cli import COMMANDS, main

WAITING = "Files with mistakes of their own were not checked against others yet: there may be more.\n"
ENDING = {"build": " Nothing was written.", "check": ""}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_clean_build_says_what_it_made(site: Path) -> None:
    done = run("build", site, "--jobs", 1)
    assert done.exit_code == 0
    files = sum(path.is_file() for path in (site / "site").rglob("*"))
    assert re.fullmatch(
        r"37 pages in \d+\.\d s: 6 comparisons of 4 models on 3 suites, in "
        + re.escape(str(site / "site"))
        + f"\nFiles: {files} written, 0 unchanged, 0 removed\n",
        done.stdout,
    )
    assert done.stderr == ""


def test_the_output_may_lie_elsewhere(site: Path, tmp_path: Path) -> None:
    done = run("build", site, "--out", tmp_path / "deep" / "out")
    assert done.exit_code == 0
    assert (tmp_path / "deep/out/index.html").is_file()
    assert not (site / "site").exists()


def test_the_current_folder_is_built_by_default(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    done = run("build")
    assert done.exit_code == 0
    assert " on 3 suites, in site\n" in done.stdout
    assert (site / "site/index.html").is_file()


def test_files_of_somebody_else_are_named(site: Path) -> None:
    run("build", site)
    (site / "site/CNAME").write_text("example.org", "utf-8")
    (site / "site/.well-known").mkdir()
    done = run("build", site)
    assert done.exit_code == 0
    assert done.stdout.startswith("Left in place, not made by visavis: .well-known, CNAME\n")


def test_a_plan_is_printed_and_nothing_is_written(site: Path, tmp_path: Path) -> None:
    run("build", site, "--out", tmp_path / "out")
    files = sum(path.is_file() for path in (tmp_path / "out").rglob("*"))
    before = tree(site)
    done = run("build", site, "--plan")
    assert done.exit_code == 0
    assert done.stdout.startswith("A build would make 6 comparisons of 4 models.\nThis is for pairs: all. Nothing was")
    assert re.search(rf"^Total +37 +{files} ", done.stdout, re.MULTILINE)
    assert done.stderr == ""
    assert differing(tree(site), before) == []


def test_a_plan_with_problems_ends_with_1(site: Path):
    path = site / "data/site.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Golden", "title: [Golden]"), "utf-8")
    done = run("build", "--plan", site)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("data/site.yaml:1:8: error[wrong-type] title\n")
    assert done.stderr.endswith(f"\n\n{WAITING}1 error.\n")


@pytest.mark.parametrize("command", ["build", "check"])
def test_problems_are_all_printed_and_end_with_1(site: Path, command: str) -> None:
    run("build", site)
    before = tree(site / "site")
    for name in ("alpha", "gamma"):
        path = site / f"data/models/{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("name:", "nmae:"), "utf-8")
    done = run(command, site)
    assert done.exit_code == 1
    assert done.stdout == ""
    firsts = [text.split("\n")[0] for text in done.stderr.split("\n\n")]
    assert [line.split(" ")[0] for line in firsts[:-1]] == sorted(line.split(" ")[0] for line in firsts[:-1])
    assert {line.split(":")[0] for line in firsts[:-1]} == {"data/models/alpha.yaml", "data/models/gamma.yaml"}
    assert done.stderr.endswith(f"\n\n{WAITING}{len(firsts) - 1} errors.{ENDING[command]}\n")
    assert differing(tree(site / "site"), before) == []


def test_one_problem_is_counted_as_one(site: Path) -> None:
    path = site / "data/site.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Golden", "title: [Golden]"), "utf-8")
    done = run("check", site)
    assert done.exit_code == 1
    assert done.stderr.endswith(f"\n\n{WAITING}1 error.\n")


def test_problems_across_files_alone_leave_nothing_to_wait_for(site: Path) -> None:
    path = site / "data/models/alpha.yaml"
    path.write_text(re.sub("(?m)^modality: .*$", "modality: smell", path.read_text("utf-8")), "utf-8")
    done = run("check", site)
    assert "error[unknown-entry] modality" in done.stderr
    assert done.stderr.endswith("\n\n1 error.\n")
    assert "yet" not in done.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_warnings_stop_a_strict_run_alone(site: Path, command: str) -> None:
    suite = site / "data/evals/unused/suite.yaml"
    suite.parent.mkdir()
    text = (site / "data/evals/speed/suite.yaml").read_text("utf-8")
    suite.write_text(text.replace("name: Speed", "name: Unused"), "utf-8")
    warning = (
        "data/evals/unused/suite.yaml:1:1: warning[no-runs]\n"
        "  found     no run\n"
        "  expected  a run of at least one model\n"
        "  fix       add a run such as data/evals/unused/<model>.yaml\n"
    )
    loose, strict = run(command, site), run(command, site, "--strict")
    assert (loose.exit_code, strict.exit_code) == (0, 1)
    assert loose.stderr.startswith(warning)
    assert strict.stderr.startswith(warning)
    assert strict.stderr.endswith(f"\n\n1 warning, which --strict counts as errors.{ENDING[command]}\n")
    other = site / "data/evals/other/suite.yaml"
    other.parent.mkdir()
    other.write_text(text.replace("name: Speed", "name: Other"), "utf-8")
    strict = run(command, site, "--strict")
    assert strict.stderr.endswith(f"\n\n2 warnings, which --strict counts as errors.{ENDING[command]}\n")
    path = site / "data/models/alpha.yaml"
    path.write_text("nmae: Alpha\n", "utf-8")
    strict = run(command, site, "--strict")
    assert strict.stderr.endswith(f" and 2 warnings.{ENDING[command]}\n")
    assert "--strict" not in strict.stderr


def test_a_check_says_what_it_read_and_writes_nothing(site: Path) -> None:
    before = tree(site)
    done = run("check", site)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "No errors: 4 models, 3 suites, 6 runs\n", "")
    assert differing(tree(site), before) == []


class TestCheckOfChanges:
    """`check --changed`: all data are read, and only what a change may have to do with is told."""

    def broken(self, site: Path) -> Path:
        for name in ("alpha", "gamma"):
            path = site / f"data/models/{name}.yaml"
            path.write_text(re.sub("(?m)^modality: .*$", "modality: smell", path.read_text("utf-8")), "utf-8")
        return site

    def test_files_given_are_told_of(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(self.broken(site) / "data")
        done = run("check", "--changed", "..", "models/alpha.yaml")
        assert done.exit_code == 1
        assert done.stdout == ""
        hidden = "Not shown: 1 problem in other files, which this change has no part in. "
        assert done.stderr.startswith(hidden + "visavis check without --changed shows all.\ndata/models/alpha.yaml:")
        assert done.stderr.endswith("\n\n1 error.\n")

    def test_others_are_counted(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(self.broken(site))
        done = run("check", "--changed", "data/models/beta.yaml", "data/models/gone.yaml")
        assert (done.exit_code, done.stdout) == (0, "No errors in 2 changed files\n")
        assert done.stderr.startswith("Not shown: 2 problems in other files, ")

    def test_git_says_what_changed_where_no_files_are_given(self, site: Path) -> None:
        self.broken(site)
        git(site, "init", "-b", "main")
        commit(site)
        assert run("check", site, "--changed").stdout == "No errors in 0 changed files\n"
        path = site / "data/models/alpha.yaml"
        path.write_text(path.read_text("utf-8") + "# touched\n", "utf-8")
        for arguments in (["--changed"], ["--since", "main"], ["--changed", "--since", "HEAD"]):
            done = run("check", site, *arguments)
            assert done.exit_code == 1
            assert done.stderr.endswith("\n\n1 error.\n")

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (
                ["data/models/alpha.yaml"],
                "alpha.yaml is not a folder. To be told only of files, write --changed before",
            ),
            (["nowhere"], "nowhere is not a folder."),
            (["data", "static"], "One SITE at a time, not data and data/models."),
            (["--changed", "../elsewhere.yaml"], "../elsewhere.yaml does not lie in ."),
            (["--since", "main", "data/site.yaml"], "Either FILES or --since."),
            (["--since", "main"], "Git cannot tell what changed: "),
        ],
    )
    def test_misuse_ends_with_2(
        self, site: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
    ) -> None:
        monkeypatch.chdir(site)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
        done = run("check", *(name.replace("static", "data/models") for name in arguments))
        assert (done.exit_code, done.stdout) == (2, "")
        assert says in " ".join(done.stderr.split())


class TestCheckForms:
    """`check --format`: a form for programs goes to stdout alone, and the exit code is the same."""

    def test_a_clean_site_is_an_empty_report(self, site: Path) -> None:
        assert json.loads(run("check", site, "--format", "json").stdout)["problems"] == []
        assert json.loads(run("check", site, "--format", "sarif").stdout)["runs"][0]["results"] == []
        assert run("check", site, "--format", "github").output == ""

    @pytest.mark.parametrize("form", ["json", "github", "sarif"])
    def test_problems_are_told_on_stdout_and_end_with_1(self, site: Path, form: str) -> None:
        path = site / "data/site.yaml"
        path.write_text(path.read_text("utf-8").replace("title: Golden", "title: [Golden]"), "utf-8")
        done = run("check", site, "--format", form)
        assert (done.exit_code, done.stderr) == (1, "")
        assert "wrong-type" in done.stdout
        assert "data/site.yaml" in done.stdout

    @pytest.mark.parametrize("form", ["json", "github", "sarif"])
    def test_warnings_end_with_1_where_strict(self, site: Path, form: str) -> None:
        suite = site / "data/evals/unused/suite.yaml"
        suite.parent.mkdir()
        text = (site / "data/evals/speed/suite.yaml").read_text("utf-8")
        suite.write_text(text.replace("name: Speed", "name: Unused"), "utf-8")
        loose, strict = run("check", site, "--format", form), run("check", site, "--format", form, "--strict")
        assert (loose.exit_code, strict.exit_code) == (0, 1)
        assert "no-runs" in loose.stdout
        assert loose.stdout != strict.stdout

    def test_annotations_are_on_files_of_the_repository(self, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(site.parent))
        (site / "data/models/alpha.yaml").write_text("name: [A]\n", "utf-8")
        done = run("check", site, "--format", "github")
        assert done.stdout.startswith(
            "::error file=a-site/data/models/alpha.yaml,line=1,col=7,title=wrong-type::name: found a list%0A"
        )


class TestSchema:
    """`schema`: files for editors, written where they changed."""

    def test_they_lie_where_editors_are_told_to_look(self, site: Path) -> None:
        folder = site / ".visavis" / "schema"
        assert run("schema", site).stdout == f"7 schemas, 7 written, in {folder}\n"
        names = ["model", "run-reading", "run-speed", "run-street-signs", "run", "site", "suite"]
        assert sorted(path.stem for path in folder.iterdir()) == sorted(names)
        assert json.loads((folder / "model.json").read_text("utf-8"))["$schema"].endswith("/2020-12/schema")
        assert run("schema", site).stdout == f"7 schemas, 0 written, in {folder}\n"

    def test_what_changed_is_written_and_what_is_gone_goes(self, site: Path, tmp_path: Path) -> None:
        out = tmp_path / "out"
        run("schema", site, "--out", out)
        (out / "run-mine.txt").write_text("mine", "utf-8")
        shutil.rmtree(site / "data/evals/speed")
        path = site / "data/site.yaml"
        path.write_text(path.read_text("utf-8").replace("tasks:\n", "tasks:\n  new-task: {label: New}\n"), "utf-8")
        assert run("schema", site, "--out", out).stdout == f"6 schemas, 1 written, in {out}\n"
        assert not (out / "run-speed.json").exists()
        assert (out / "run-mine.txt").exists()

    def test_a_broken_site_ends_with_1_and_leaves_them(self, site: Path) -> None:
        run("schema", site)
        before = tree(site / ".visavis")
        (site / "data/site.yaml").write_text("title: [A]\n", "utf-8")
        done = run("schema", site)
        assert done.exit_code == 1
        assert done.stderr.endswith("\n\n2 errors. Nothing was written.\n")
        assert differing(tree(site / ".visavis"), before) == []

    def test_a_folder_that_cannot_be_made_ends_with_2(self, site: Path) -> None:
        (site / ".visavis").write_text("", "utf-8")
        done = run("schema", site)
        assert done.exit_code == 2
        assert re.fullmatch(r"Stopped at \S+: (File exists|Not a directory)\.\n", done.stderr)


def test_one_of_a_kind_is_said_in_the_singular(tmp_path: Path) -> None:
    small_site(tmp_path)
    for name in ("models/two.json", "evals/vision/two.yaml", "evals/depth/one.yaml", "evals/depth/suite.yaml"):
        (tmp_path / "data" / name).unlink()
    (tmp_path / "data/evals/depth").rmdir()
    assert run("check", tmp_path).stdout == "No errors: 1 model, 1 suite, 1 run\n"
    assert " s: 0 comparisons of 1 model on 1 suite, in " in run("build", tmp_path, "--jobs", 1).stdout
    small_site(tmp_path)
    assert " s: 1 comparison of 2 models on 2 suites, in " in run("build", tmp_path, "--jobs", 1).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "nowhere"], "Error: Invalid value for '[SITE]': Directory 'nowhere' does not exist.\n"),
        (["build", "--jobs", "0"], "Error: Invalid value for '--jobs': 0 is not in the range 1<=x<=256.\n"),
        (["build", "--jbos", "1"], "Error: No such option '--jbos'. Did you mean '--jobs'?\n"),
        (["buidl"], "Error: No such command 'buidl'."),
    ],
)
def test_misuse_ends_with_2(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in done.stderr


@pytest.mark.parametrize("out", [".", "data", "data/models"])
def test_an_output_that_would_destroy_the_site_ends_with_2(site: Path, out: str) -> None:
    before = tree(site)
    done = run("build", site, "--out", site / out)
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {site / out} holds the site's own files. Choose another folder with --out.\n")
    assert differing(tree(site), before) == []


def test_a_folder_that_cannot_be_made_ends_with_2(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    done = run("build", site, "--out", tmp_path / "file" / "site")
    assert done.exit_code == 2
    assert re.fullmatch(r"Stopped at \S+file\S*: (File exists|Not a directory)\. No site was written\.\n", done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
def test_a_full_disk_ends_with_2_and_a_sentence(site: Path) -> None:
    """A limit on the size of files stands for the disk: the system refuses the write in the same way."""
    import resource

    assert run("build", site).exit_code == 0
    before = tree(site / "site")
    path = site / "data/site.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Golden", "title: Renewed"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "visavis", "build", str(site)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert re.fullmatch(r"Stopped at \S+: File too large\. The previous site is as it was\.\n", done.stderr)
    assert differing(tree(site / "site"), before) == []


def test_the_version_and_the_help_are_told() -> None:
    assert run("--version").stdout == f"visavis, version {__version__}\n"
    text = run("-h").stdout
    assert text == run("--help").stdout
    assert "Build a website that compares AI models" in text
    assert re.search(r"^  check +Check the data of SITE without building anything\.$", text, re.MULTILINE)


def test_it_runs_as_a_module(site: Path) -> None:
    done = visavis("check", site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "No errors: 4 models, 3 suites, 6 runs\n", "")


# --- on a terminal ----------------------------------------------------------------------------------------------------


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> tuple[Any, str]:
    """Run a command whose errors go to a terminal; return its exit code and what that shows."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return ended.value.code, screen.getvalue()


def test_a_terminal_shows_problems_in_colour(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site / "data/site.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Golden", "title: [Golden]"), "utf-8")
    code, shown = on_a_terminal(monkeypatch, "check", site)
    assert code == 1
    assert "\x1b[1;31merror[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert plain.startswith("data/site.yaml:1:")
    assert plain.endswith(f"\n\n{WAITING}1 error.\n")


def test_a_terminal_shows_how_far_the_build_is(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, shown = on_a_terminal(monkeypatch, "build", site)
    assert code == 0
    assert "Comparisons" in shown
    assert "6/6" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Usage: main {name} ")


def test_the_help_imports_no_room_and_nothing_heavy() -> None:
    """A person waits for it, and the shell's completion asks for it at every key."""
    code = "import sys; from visavis.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    rooms = ("load", "compare", "pages", "render", "write", "serve")
    heavy = {f"visavis.{room}" for room in rooms} | {"pydantic", "yaml", "jinja2", "rich", "PIL", "starlette"}
    assert loaded & heavy == set()
