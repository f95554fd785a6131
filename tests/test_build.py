"""The whole build: the same bytes every time, all of them or none, and nothing that data says gets out of its place."""

from __future__ import annotations

import errno
import html
import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.benchmarks.make_site import make_site
from tests.helpers import GOLDEN, differing, tree, write_file
from visavis import workers
from visavis.build import build, check
from visavis.load.problems import ProblemsFound
from visavis.site import Site
from visavis.workshop import Workshop
from visavis.write import files

MODELS = 12
COMPARISONS = MODELS * (MODELS - 1) // 2
WITH_WORKERS = """
import sys
from visavis import cli, workers
workers.FEW = 0
cli.main(["build", *sys.argv[1:], "--jobs", "2"])
"""
"""Builds with worker processes, few as the comparisons are."""
SLOWLY = f"""
import time
from visavis.workshop import Workshop
made = Workshop.comparisons
def slowly(*arguments):
    for one in made(*arguments):
        time.sleep(0.02)
        yield one
Workshop.comparisons = slowly
{WITH_WORKERS}
"""
"""The same, and takes its time, so that a signal finds it at work."""
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX systems")


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of synthetic models; not to be changed."""
    root = tmp_path_factory.mktemp("many")
    make_site(MODELS, root)
    return root


@pytest.fixture(scope="session")
def many_built(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | str]:
    """Return the whole output of that site, written by one process."""
    folder = tmp_path_factory.mktemp("many-built") / "site"
    build(Site(many), folder, jobs=1)
    return tree(folder)


@pytest.fixture
def workers_for_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let worker processes write even a few comparisons."""
    monkeypatch.setattr(workers, "FEW", 0)


# --- the same bytes ---------------------------------------------------------------------------------------------------


def test_the_same_data_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "else" / "where"
    build(Site(shutil.copytree(GOLDEN, tmp_path / "another")), first)
    build(Site(site), second)
    assert differing(tree(first), tree(second)) == []


def test_neither_hashes_nor_jobs_nor_folders_change_a_byte(
    many: Path, many_built: dict[str, bytes | str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(many, tmp_path / "elsewhere" / "copy")
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    one, two = ["-m", "visavis", "build", "--jobs", "1"], ["-c", WITH_WORKERS]
    monkeypatch.chdir(copy.parent)
    for number, (root, options, seed) in enumerate([(many, one, "0"), (many, two, "1"), (Path("copy"), two, "4242")]):
        command = [sys.executable, *options, str(root), "--out", f"out-{number}"]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        assert differing(tree(Path(f"out-{number}")), many_built) == []


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_worker_processes_write_what_one_process_writes(
    site: Path, tmp_path: Path, workers_for_few: None, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(workers, "START_METHOD", method)
    told: list[tuple[int, int]] = []
    build(Site(site), tmp_path / "one", jobs=1)
    made = build(Site(site), tmp_path / "two", jobs=2, progress=lambda done, total: told.append((done, total)))
    assert differing(tree(tmp_path / "one"), tree(tmp_path / "two")) == []
    assert (made.comparisons, made.pages, made.models, made.suites) == (6, 37, 4, 3)
    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)


def test_the_data_of_comparisons_are_made_right_before_their_pages(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str]] = []
    do = workers._do

    def told(task: workers.Task, *rest: Any) -> int:
        done.append((task.kind, task.key))
        return do(task, *rest)

    monkeypatch.setattr(workers, "_do", told)
    build(Site(site), tmp_path / "out", jobs=1)
    pages = [place for place, (kind, _) in enumerate(done) if kind == "make"]
    assert len(pages) == 3
    assert [done[place - 1] for place in pages] == [
        ("file", f"api/comparisons/{done[place][1]}.json") for place in pages
    ]
    assert len({*done}) == len(done)


def test_a_worker_that_is_ended_from_outside_is_told(
    site: Path, tmp_path: Path, workers_for_few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workshop, "comparisons", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ChildProcessError, match="ended from outside; perhaps there was too little memory"):
        build(Site(site), tmp_path / "out", jobs=2)
    assert not (tmp_path / "out").exists()


def test_a_second_build_over_the_first_changes_nothing(site: Path) -> None:
    build(Site(site), site / "site")
    before = tree(site / "site")
    build(Site(site), site / "site")
    assert differing(tree(site / "site"), before) == []


# --- all or nothing ---------------------------------------------------------------------------------------------------


def test_a_problem_in_the_data_leaves_the_output_untouched(site: Path) -> None:
    build(Site(site), site / "site")
    before = tree(site / "site")
    names = sorted(path.name for path in site.iterdir())
    (site / "data/models/alpha.yaml").write_text("nmae: Alpha\n", "utf-8")
    with pytest.raises(ProblemsFound):
        build(Site(site), site / "site")
    assert differing(tree(site / "site"), before) == []
    assert sorted(path.name for path in site.iterdir()) == names


def test_strict_takes_warnings_for_errors(site: Path) -> None:
    suite = site / "data/evals/unused/suite.yaml"
    suite.parent.mkdir()
    text = (site / "data/evals/speed/suite.yaml").read_text("utf-8")
    suite.write_text(text.replace("name: Speed", "name: Unused"), "utf-8")
    warnings = check(Site(site), strict=False)[1]
    assert [problem.severity for problem in warnings] == ["warning"]
    with pytest.raises(ProblemsFound) as found:
        build(Site(site), site / "site", strict=True)
    assert list(found.value.problems) == warnings
    assert not (site / "site").exists()
    assert build(Site(site), site / "site").warnings == tuple(warnings)


def replace_call(monkeypatch: pytest.MonkeyPatch, name: str, function: Callable[..., Any]) -> None:
    """Let pages be written with another function in place of one of os."""
    monkeypatch.setattr(files, "os", SimpleNamespace(**{**vars(os), name: function}))


def retitle(site: Path) -> None:
    """Change what every page shows."""
    config = site / "data/site.yaml"
    config.write_text(config.read_text("utf-8").replace("title: Golden", "title: Renewed"), "utf-8")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("call", ["open", "write"])
def test_a_disk_that_fills_leaves_the_output_untouched(
    site: Path, monkeypatch: pytest.MonkeyPatch, workers_for_few: None, call: str, jobs: int
) -> None:
    build(Site(site), site / "site")
    retitle(site)
    before = tree(site / "site")

    def full(name: object, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", name)

    replace_call(monkeypatch, call, full)
    with pytest.raises(OSError, match="No space left on device") as failed:
        build(Site(site), site / "site", jobs=jobs)
    assert Path(failed.value.filename).is_relative_to(site / ".site.visavis/spare")
    assert differing(tree(site / "site"), before) == []
    assert not (site / ".site.visavis/spare").exists()
    monkeypatch.undo()
    build(Site(site), site / "site", jobs=jobs)
    build(Site(site), site / "clean")
    assert differing(tree(site / "site"), tree(site / "clean")) == []


def test_a_page_is_written_whole_where_a_write_takes_a_part(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system may take some of the bytes and say nothing, for instance when the disk fills within a page."""
    taken: list[int] = []

    def short(file: int, content: bytes) -> int:
        taken.append(os.write(file, content[:1000]))
        return taken[-1]

    build(Site(site), tmp_path / "one", jobs=1)
    replace_call(monkeypatch, "write", short)
    build(Site(site), tmp_path / "two", jobs=1)
    assert differing(tree(tmp_path / "one"), tree(tmp_path / "two")) == []
    assert len(taken) > 6 * 4  # pages, of several thousand bytes each


# --- killed -----------------------------------------------------------------------------------------------------------


def processes(mark: str) -> list[int]:
    """Return the processes whose command line holds a text, as far as this system tells."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in path.read_bytes().decode(errors="replace"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


@pytest.fixture(scope="session")
def renewed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes | str]]:
    """Return that site with another title, so that every page differs, and its whole output."""
    folder = tmp_path_factory.mktemp("renewed")
    root = shutil.copytree(many, folder / "root")
    config = root / "data" / "site.yaml"
    config.write_text(config.read_text("utf-8").replace("title: Synthetic", "title: Renewed"), "utf-8")
    build(Site(root), folder / "site")
    return root, tree(folder / "site")


@pytest.fixture
def published(many_built: dict[str, bytes | str], tmp_path: Path) -> Iterator[Path]:
    """Return the output of the site before it was renewed; in the end, no process may be left at work on it."""
    out = tmp_path / "out" / "site"
    for name, content in many_built.items():
        if isinstance(content, bytes):
            write_file(out / name, content)
    yield out
    assert wait_until(lambda: not processes(str(out))), "worker processes are left"


def wait_until(true: Callable[[], bool], seconds: float = 100) -> bool:
    """Wait until a function returns something true; return whether it did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.002)
    return False


def start_and_wait(root: Path, out: Path, pages: int) -> subprocess.Popen[str]:
    """Start a build and return when its spare tree holds so many comparisons, or when it has ended."""
    command = [sys.executable, "-c", SLOWLY, str(root), "--out", str(out)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    spare = out.with_name(f".{out.name}.visavis") / "spare"

    def far_enough() -> bool:
        if process.poll() is not None:
            return True
        try:
            return sum(1 for _ in (spare / "compare" if pages else spare).iterdir()) >= pages
        except OSError:
            return False

    assert wait_until(far_enough)
    return process


@posix
@pytest.mark.parametrize(
    ("sent", "pages"),
    [
        ("SIGKILL", 0),
        ("SIGKILL", 1),
        ("SIGKILL", COMPARISONS // 3),
        ("SIGKILL", COMPARISONS - 1),
        ("SIGTERM", COMPARISONS // 2),
    ],
)
def test_a_build_that_is_killed_leaves_the_previous_site(
    renewed: tuple[Path, dict[str, bytes | str]],
    published: Path,
    many_built: dict[str, bytes | str],
    sent: str,
    pages: int,
) -> None:
    """Whole, and the next build is right; the worker processes end with the one that was killed.

    A build that had put its folder in place when the signal came leaves the new site, as whole.
    """
    root, wanted = renewed
    process = start_and_wait(root, published, pages)
    process.send_signal(getattr(signal, sent))
    process.communicate(timeout=100)
    left = tree(published)
    assert [] in (differing(left, many_built), differing(left, wanted))
    build(Site(root), published)
    assert differing(tree(published), wanted) == []
    assert sorted(path.name for path in published.parent.iterdir()) == [".site.visavis", "site"]


@posix
@pytest.mark.parametrize("to_all", [False, True], ids=["to the build", "to its workers too"])
@pytest.mark.parametrize("pages", [0, COMPARISONS // 3])
def test_ctrl_c_ends_a_build_at_once_and_cleanly(
    renewed: tuple[Path, dict[str, bytes | str]],
    published: Path,
    many_built: dict[str, bytes | str],
    pages: int,
    *,
    to_all: bool,
) -> None:
    process = start_and_wait(renewed[0], published, pages)
    if process.poll() is None:
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    text = "".join(process.communicate(timeout=100))
    if process.returncode == 0:
        pytest.skip("the build was done before Ctrl-C")
    assert process.returncode == 1
    assert text.strip() == "Aborted!"
    assert differing(tree(published), many_built) == []
    assert sorted(path.name for path in published.parent.iterdir()) == [".site.visavis", "site"]


# --- hostile data -----------------------------------------------------------------------------------------------------

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "template": "{{ 7 * 7 }}{% raw %}",
    "entity": "&lt;b&gt; &amp; &#0;",
    "closing": "</title></h1></table><base href=//example.com>",
    "rtl": "עברית נגד العربية",
    "combining": "Z̷͉͒a̴l̷g̶o̷",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈",
    "wide": "全角Ｔｅｘｔ",
    "longest": "W" * 100,
}


def test_hostile_names_stay_text(site: Path, tmp_path: Path) -> None:
    for key, name in HOSTILE.items():
        card = ["name: " + repr_yaml(name), "source: https://example.org/x", "aliases: [" + repr_yaml(name + "!") + "]"]
        (site / f"data/models/{key}.yaml").write_text("\n".join(card) + "\n", "utf-8")
    made = build(Site(site), tmp_path / "out" / "site")
    assert made.models == 4 + len(HOSTILE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-site", "out"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".site.visavis", "site"]
    for page in (tmp_path / "out").rglob("*.html"):
        text = page.read_text("utf-8")
        ours = r"(?: type=\"module\")? src=\"[a-z0-9_./]*\"(?: data-ending=\"\.html\")?(?: defer)?></script>"
        said = re.compile(r"<script type=\"application/ld\+json\">([^<]*)</script>")
        assert all(json.loads(found)["@context"] == "https://schema.org" for found in said.findall(text)), page
        text = said.sub("", text)  # holds no tag, and a quotation mark ends nothing in it
        assert re.findall(rf"<script(?!{ours})", text) == [], page
        assert "49" not in re.findall(r"<h1>(.*?)</h1>", text), page
        assert " onmouseover='" not in text, page
        assert "<base href=//" not in text, page
        assert re.sub("<svg.*?</svg>", "", text, flags=re.DOTALL).count("</title>") == 1, (
            page
        )  # marks have some of their own
        assert text.count("<title>") == text.count("</title>"), page
        assert text.count("</h1>") == 1, page
    script = (tmp_path / "out/site/models/script.html").read_text("utf-8")
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in script
    rtl = (tmp_path / "out/site/models/rtl.html").read_text("utf-8")
    assert f"<h1>{HOSTILE['rtl']}</h1>" in rtl


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_prompts_and_answers_stay_text(site: Path, tmp_path: Path, text: str) -> None:
    """In the question, what is expected, the credit, the rule, an answer long or short, a label, and a note."""
    said, folder = json.dumps(text, ensure_ascii=False), site / "data/evals/street-signs"
    suite, answered = folder / "suite.yaml", folder / "alpha.yaml"
    prompt = f"question: {said}, image: images/stop.png, expected: [{said}], credit: {said}"
    judged = f"rule: {{kind: judged, by: {said}}}"
    lines = (
        suite.read_text("utf-8") + f"  hostile: {{category: words, {prompt}}}\n  more: {{category: words, {judged}}}\n"
    )
    suite.write_text(lines, "utf-8")
    marks = f"note: {said}, boxes: [{{at: [1, 2, 3, 4], label: {said}}}]"
    long = json.dumps(text * 100, ensure_ascii=False)
    answers = f"  hostile: {{answer: {said}, {marks}}}\n  more: {{answer: {long}, outcome: fail}}\n"
    answered.write_text(answered.read_text("utf-8") + answers, "utf-8")
    build(Site(site), tmp_path / "site", jobs=1)
    shown = html.escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    page = (tmp_path / "site/evals/street-signs/hostile.html").read_text("utf-8")
    assert page.count(shown) >= 6
    assert text not in page or text == shown
    more = (tmp_path / "site/evals/street-signs/more.html").read_text("utf-8")
    assert shown * 100 in more
    assert text not in more or text == shown


def repr_yaml(text: str) -> str:
    """Return a text as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"
