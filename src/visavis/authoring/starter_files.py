"""A site to begin with: the files in starter/ beside this module, laid where nothing lies yet."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from visavis import __version__
from visavis.authoring.requirement import requirement
from visavis.authoring.schemas import SCHEMAS, write_schemas
from visavis.load.problems import ProblemsFound
from visavis.render.text import rendered
from visavis.site import theme

STARTER = Path(__file__).parent / "starter"
GUIDE = "data/README.md"
_OWN_DATA = "# Where this data comes from"
"""The last part of the guide, which is about the data of the repository that visavis is kept in."""
_TEMPLATE = ".jinja"


@dataclass(frozen=True, slots=True)
class Started:
    """What became of the files, by their paths in the site: `written` are new, `kept` were there before.

    Schemas for editors are brought up to date where they are there. `installable` says whether requirements.txt names
    a visavis that others can install.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    installable: bool


def start(root: Path) -> Started:
    """Write a site into a folder; what is there stays as it is, and where it has data, none is added.

    Raises OSError where the folder can't be written.
    """
    line = requirement()
    files = starter_files(line)
    data = root / "data"
    if data.is_dir() and any(data.iterdir()):
        files = {path: content for path, content in files.items() if not path.startswith("data/") or path == GUIDE}
    written = [path for path, content in files.items() if _written(root / path, content)]
    kept = [path for path in files if path not in written]
    with suppress(ProblemsFound):  # of data that was there: visavis check tells of them
        written += [f"{SCHEMAS}/{name}" for name in write_schemas(root).written]
    return Started(tuple(sorted(written)), tuple(kept), installable=line is not None)


def starter_files(line: str | None) -> dict[str, bytes]:
    """Return the files of the site by path, sorted; `line` is how its builder is installed, None if nobody can."""
    guide = (theme() / GUIDE).read_text("utf-8").partition(f"\n{_OWN_DATA}\n")[0]
    files = {GUIDE: guide.encode()}
    for path in STARTER.rglob("*"):
        name = path.relative_to(STARTER).as_posix()
        if path.suffix == _TEMPLATE:
            files[name.removesuffix(_TEMPLATE)] = rendered(path, requirement=line, version=__version__).encode()
        elif path.is_file():
            files[name] = path.read_bytes()
    return dict(sorted(files.items()))


def _written(path: Path, content: bytes) -> bool:
    """Write a new file; return whether there was none of that name, not even a link that leads nowhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
