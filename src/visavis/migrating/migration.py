"""All data of a site carried forward to a version of the format: worked out whole, then written file by file."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from visavis.load.data_file import file_bytes
from visavis.load.data_format import FORMAT, OTHER_FORMAT, expected_format
from visavis.load.document import Document, document_of
from visavis.load.files import data_files
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.reading import Wanted
from visavis.load.site_data import wanted_files
from visavis.migrating.editing import Values, edited, put_number
from visavis.migrating.steps import STEPS, Step

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Migration:
    """What is changed, from which version to which: the new text of files by path, site.yaml last."""

    old: int
    new: int
    texts: dict[str, str]


def planned(root: Path, steps: Mapping[int, Step] = STEPS, newest: int = FORMAT) -> Migration:
    """Work out how the data of a site is written in the newest version; write nothing.

    Raises ProblemsFound where a file can't be read, or the data is of a version that is not known.
    """
    files = data_files(root)
    if files.site is None:
        raise ProblemsFound(files.problems)
    wanted = sorted(wanted_files(files), key=lambda one: one.kind == "site")
    texts, old = _read(root, wanted), 0
    site = document_of(files.site, texts[files.site].encode())
    old = _version(site, newest)
    changed = {}
    for one in wanted if old < newest else ():
        text = texts[one.path]
        mark = _BOM if text.startswith(_BOM) else ""
        after = mark + edited(one.path, text.removeprefix(_BOM), partial(_carry, one.kind, range(old, newest), steps))
        if after != text:
            changed[one.path] = after
    return Migration(old, newest, changed)


def write(root: Path, migration: Migration) -> None:
    """Write the files, each whole or not at all, site.yaml last; until then, the migration can be run again."""
    for path, text in migration.texts.items():
        target = (root / path).resolve()
        spare = target.with_name(f".{target.name}.visavis")
        spare.write_bytes(text.encode())
        shutil.copymode(target, spare)
        spare.replace(target)


def _read(root: Path, wanted: list[Wanted]) -> dict[str, str]:
    """Return the text of every file, or raise every problem that keeps one from being read."""
    texts, problems = dict[str, str](), list[Problem]()
    for one in wanted:
        try:
            data = file_bytes(root, one.path)
            document_of(one.path, data)
            texts[one.path] = data.decode()
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return texts


def _version(site: Document, newest: int) -> int:
    """Return the version that a site is written in; the first one, where it does not say."""
    written = str(site.value.get("format", "1"))
    version = int(written) if written.isdecimal() and len(written) < 9 else 0
    if not 1 <= version <= newest:
        expected, fix = expected_format(version, newest)
        raise ProblemsFound([site.problem(("format",), OTHER_FORMAT, f"format {written}", expected, fix)])
    return version


def _carry(kind: str, versions: range, steps: Mapping[int, Step], values: Values) -> None:
    for version in versions:
        steps[version](kind, values)
    if kind == "site":
        put_number(values, "format", str(versions.stop))
