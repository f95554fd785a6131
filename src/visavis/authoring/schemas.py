"""The JSON Schemas of a site where editors find them: .visavis/schema/, which the first lines of data files name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from visavis.load.problems import ProblemsFound
from visavis.load.site_schemas import site_schemas

SCHEMAS = ".visavis/schema"


class Schemas(NamedTuple):
    """The names of all schemas of a site, and of those that were written because they said something else before."""

    names: tuple[str, ...]
    written: tuple[str, ...]


def write_schemas(site: Path, folder: Path | None = None) -> Schemas:
    """Bring the schemas of a site up to date, by default in its own folder; those of suites that are gone vanish.

    Raises ProblemsFound where site.yaml has problems, before anything is written, and OSError.
    """
    folder = folder or site / SCHEMAS
    schemas = site_schemas(site)
    folder.mkdir(parents=True, exist_ok=True)
    for gone in folder.glob("run-*.json"):
        if gone.name not in schemas:
            gone.unlink()
    written = []
    for name, one in schemas.items():
        content = (json.dumps(one, indent=2, ensure_ascii=False) + "\n").encode()
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
            written.append(name)
    return Schemas(tuple(schemas), tuple(written))


def refresh_schemas(site: Path) -> tuple[str, ...]:
    """Bring the schemas up to date where a site has them, and return the names of those that were written.

    Where site.yaml has problems, they are left as they are. Raises OSError.
    """
    if not (site / SCHEMAS).is_dir():
        return ()
    try:
        return write_schemas(site).written
    except ProblemsFound:
        return ()
