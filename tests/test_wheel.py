"""The wheel: it carries the theme and no tests, and builds the same site from a place of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.helpers import GOLDEN, ROOT, assets, differing, tree, write_file
from visavis import __version__
from visavis.build import build
from visavis.site import Site


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of what belongs to it, with the backend that the tests have installed."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("src", "templates", "static"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    (source / "data").mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "data/README.md"):
        shutil.copy(ROOT / name, source / name)
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment of its own, which borrows the libraries of this one; return its programs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    call(sys.executable, "-m", "pip", "-q", "--python", python, "install", "--no-deps", "--no-index", wheel)
    site_packages = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (site_packages / "borrowed.pth").write_text(f"{Path(pytest.__file__).parent.parent}\n", "utf-8")
    return scripts


def call(*command: object, cwd: Path | None = None) -> str:
    """Run a program away from this checkout, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_the_package_and_the_theme_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    about = f"visavis-{__version__}.dist-info"
    code = {
        path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "visavis").rglob("*") if is_source(path)
    }
    themes = {
        f"visavis/theme/{path.relative_to(ROOT).as_posix()}"
        for name in ("templates", "static")
        for path in (ROOT / name).rglob("*")
        if path.is_file()
    }
    guide = {"visavis/theme/data/README.md"}
    facts = {f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert names == code | themes | guide | facts


def is_source(path: Path) -> bool:
    """Return whether a file of the package is ours, not one that Python made."""
    return path.is_file() and "__pycache__" not in path.parts


def test_an_installed_visavis_builds_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    site = shutil.copytree(GOLDEN, tmp_path / "anywhere" / "golden")
    place = call(installed / "python", "-c", "import visavis; print(visavis.__file__)", cwd=tmp_path).strip()
    assert Path(place).is_relative_to(installed.parent)
    call(installed / "visavis", "build", "--out", "../out", cwd=site)
    build(Site(shutil.copytree(GOLDEN, tmp_path / "again")), tmp_path / "checkout")
    assert differing(tree(site.parent / "out"), tree(tmp_path / "checkout")) == []


def test_an_installed_visavis_begins_a_site_that_builds(installed: Path, tmp_path: Path) -> None:
    call(installed / "visavis", "init", "new", cwd=tmp_path)
    call(installed / "visavis", "new", "model", "One more", "--site", "new", cwd=tmp_path)
    call(installed / "visavis", "build", "new", cwd=tmp_path)
    assert tree(tmp_path / "new" / "site")["models/one-more.html"]


def test_its_theme_gives_way_to_the_site_file_by_file(installed: Path, tmp_path: Path) -> None:
    site = shutil.copytree(GOLDEN, tmp_path / "golden")
    page = b'{% extends "base.html" %}{% block main %}<h1>{{ page.title }}, our way</h1>{% endblock %}\n'
    write_file(site / "templates/pages/methodology.html", page)
    call(installed / "visavis", "build", site, cwd=tmp_path)
    build(Site(shutil.copytree(GOLDEN, tmp_path / "again")), tmp_path / "plain")
    built, plain = tree(site / "site"), tree(tmp_path / "plain")
    differs = {name for name in plain if plain[name] != built.get(name)}
    assert set(built) == set(plain)
    # what is said in Markdown of the methodology is converted from its page
    assert differs == {"methodology.html", "methodology.html.md", "llms-full.txt"}
    assert b"<h1>Methodology, our way</h1>" in (site / "site/methodology.html").read_bytes()
    write_file(site / "static/icon.svg", b"<svg/>")
    call(installed / "visavis", "build", site, cwd=tmp_path)
    assert tree(site / "site")[f"{assets(site / 'site')}/icon.svg"] == b"<svg/>"
