"""Fixtures that several tests share. Those for the browser are made once a session, and only when asked for."""

from __future__ import annotations

import fcntl
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.helpers import GOLDEN, ROOT, in_ci
from tests.kept import from_nothing, kept, warm
from tests.once import made_once
from tests.serving import Served, served
from visavis.build import build
from visavis.site import Site

__all__ = ["from_nothing", "warm"]
NODE_PACKAGES = {"@microsoft/jest-sarif": "1.0.0-beta.0", "axe-core": "4.14.1", "vnu-jar": "26.9.27"}
# how long an example takes says more of what else the machine does than of the example
settings.register_profile("visavis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("visavis")
expect.set_options(timeout=30_000)  # ms, for the same reason

NODE_FOLDER = ROOT / ".cache" / "node"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SHELL = "chromium-headless-shell"
"""The same browser without windows: it takes half as long for the tests, and does not serve for benchmarks."""
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _interrupted_as_from_a_terminal() -> None:
    """A shell that runs the tests in the background has them ignore Ctrl-C, and so would every process they start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _kept() -> Iterator[None]:
    with kept():
        yield


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a copy of the golden site, to change at will."""
    return shutil.copytree(GOLDEN, tmp_path / "a-site")


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the golden site, built, under the folder that its address names."""
    folder = made_once(tmp_path_factory, "golden", lambda folder: build(Site(GOLDEN), folder / "golden"))
    with served(folder / "golden", "/golden/") as site:
        yield site


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the golden site with pages in folders, built, under the folder that its address names."""
    with _golden_with(tmp_path_factory, "pages_as: folders") as site:
        yield site


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the golden site in English, German and Japanese, built, under the folder that its address names."""
    with _golden_with(tmp_path_factory, "languages: [en, de, ja]") as site:
        yield site


@pytest.fixture(scope="session")
def one_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the golden site with a page for one pair only."""
    with _golden_with(tmp_path_factory, "pairs: [[alpha, gamma]]") as site:
        yield site


@contextmanager
def _golden_with(tmp_path_factory: pytest.TempPathFactory, setting: str) -> Iterator[Served]:
    """Serve the golden site with this line in its site.yaml, in place of that of the same field."""
    field = setting.partition(":")[0]

    def make(folder: Path) -> None:
        root = shutil.copytree(GOLDEN, folder / "a-site")
        config = root / "data" / "site.yaml"
        lines = [line for line in config.read_text("utf-8").splitlines() if not line.startswith(f"{field}:")]
        config.write_text("\n".join([*lines, setting, ""]), "utf-8")
        build(Site(root), folder / "golden")

    with served(made_once(tmp_path_factory, field, make) / "golden", "/golden/") as site:
        yield site


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the site in data/, built, at the top of a host."""
    folder = made_once(tmp_path_factory, "own", lambda folder: build(Site(ROOT), folder / "site"))
    with served(folder / "site", "/") as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser that this machine has."""
    path = program("Chromium, for tests in a browser,", SHELL, *CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *FLAGS])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def node_packages() -> Path:
    """Return the folder of the checkers that come as npm packages, installed on first use."""
    folder = NODE_FOLDER / "node_modules"
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    with (NODE_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several processes may run tests
        _install(folder)
    return folder


def _install(folder: Path) -> None:
    stamp, wanted = folder / ".visavis", repr(sorted(NODE_PACKAGES.items()))
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        npm = program("npm, which installs axe-core, vnu-jar and a schema,", "npm")
        packages = [f"{name}@{version}" for name, version in NODE_PACKAGES.items()]
        quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        command = [npm, "install", *quiet, "--prefix", str(NODE_FOLDER), *packages]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            missing(f"npm could not install {' and '.join(packages)}: {done.stderr.strip()}")
        stamp.write_text(wanted, "utf-8")


@pytest.fixture(scope="session")
def java() -> str:
    """Return the Java that runs the Nu HTML checker."""
    return program("Java, which runs the Nu HTML checker,", "java")


def program(what: str, *names: str) -> str:
    """Return the first of these programs that is there; without one, skip the test that needs `what`."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        missing(f"{what} is not on this machine (looked for {', '.join(names)})")
    return str(found)


def missing(text: str) -> None:
    """Skip a test for want of a tool; in CI, fail it."""
    if in_ci():
        pytest.fail(text)
    pytest.skip(text)
