"""The way in: a site's folder to its checked data, or every problem of each file, and of those without any together."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from visavis.load import sharing, yaml_plain
from visavis.load.cache import Cache
from visavis.load.data_format import OTHER_FORMAT
from visavis.load.document import ChangedMeanwhile, Document, reopened
from visavis.load.files import DataFiles, data_files
from visavis.load.gathered import Checked, Gathered
from visavis.load.held import Held
from visavis.load.picture_file import FOLDER
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.reading import Found, Wanted, read_file, read_files
from visavis.load.remembered import Remembered
from visavis.load.rules import across_files
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig, SiteData

if TYPE_CHECKING:
    from visavis.load.rules_pictures import Pictures

M = TypeVar("M", bound=BaseModel)


def read_site_data(
    root: Path, *, jobs: int = 1, cache: Path | None = None, making: bool = True, held: Held | None = None
) -> tuple[SiteData, list[Problem]]:
    """Read everything under `root/data`; return it with the warnings, sorted.

    `jobs` is the number of processes that may read; with more than one, no other thread may run. `cache` is a folder
    that keeps what was read for the next time, and `held` what was read of this site before by this program, which
    deletes nothing from the cache. None of them changes what is returned. Without `making`, pictures are checked and
    left out of what is returned. Raise ProblemsFound with every error, and the warnings, where there is any error.
    """
    remembered = held.remembered if held is not None else Remembered()
    with without_collection():
        look = partial(_pictures, root, remembered=remembered, jobs=jobs, cache=cache, making=making)
        files = held.files(root) if held is not None else data_files(root)
        try:
            data, warnings = _site_data(root, files, _read(root, files, jobs, cache, held), {}, look, remembered)
        except ChangedMeanwhile:  # once more, keeping all texts
            files, documents = data_files(root), dict[str, Document]()
            found = {one.path: read_file(root, one, documents) for one in wanted_files(files)}
            data, warnings = _site_data(root, files, found, documents, look, remembered)
        finally:
            sharing.forget()
            yaml_plain.forget()
        if cache and making and held is None:
            _prune(cache, data.pictures)
        return data, warnings


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave the search for garbage until all is read: what is read stays, and is walked through in vain."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def wanted_files(files: DataFiles) -> list[Wanted]:
    """Return every data file with its kind, site.yaml first."""
    """Return every data file with its kind, site.yaml first."""
    return [
        *([Wanted(files.site, "site")] if files.site else []),
        *(Wanted(suite.suite, "suite") for suite in files.suites.values() if suite.suite),
        *(Wanted(path, "run") for suite in files.suites.values() for path in suite.runs.values()),
        *(Wanted(path, "model") for path in files.models.values()),
    ]


def _read(root: Path, files: DataFiles, jobs: int, cache: Path | None, held: Held | None) -> dict[str, Found]:
    """Return what each file came to, by path; the cache is not asked where anything is held."""
    if held is None:
        return _read_from(root, wanted_files(files), jobs, cache)
    wanted = wanted_files(files)
    found, missing = held.take(root, wanted)
    found |= _read_from(root, missing, jobs, cache if held.empty else None)
    held.keep(wanted, found)
    return found


def _read_from(root: Path, wanted: list[Wanted], jobs: int, cache: Path | None) -> dict[str, Found]:
    found: dict[str, Found] = {}
    kept = Cache(cache) if cache else None
    if kept:
        found, wanted = kept.take(root, wanted)
    with closing(read_files(root, wanted, jobs, pack=kept is not None)) as chunks:
        for chunk in chunks:
            found |= zip((one.path for one in chunk.wanted), chunk.found, strict=True)
            if kept:
                kept.add(chunk)
    if kept:
        kept.write()
    return found


def _site_data(
    root: Path,
    files: DataFiles,
    found: Mapping[str, Found],
    documents: Mapping[str, Document],
    look: Callable[[Gathered], tuple[Pictures, list[Problem]]],
    remembered: Remembered,
) -> tuple[SiteData, list[Problem]]:
    """Apply the rules across files; where no document of a file is given, it is opened again if it has a problem."""
    other = [problem for problem in found[files.site].problems if problem.rule == OTHER_FORMAT] if files.site else []
    if other:
        raise ProblemsFound(other, waiting=True)
    gathered = _gather(root, files, found, documents)
    cards, checked, across = across_files(root, gathered, remembered)
    pictures, of_pictures = look(gathered)
    across += of_pictures
    problems = sorted({*files.problems, *(each for one in found.values() for each in one.problems), *across})
    config = gathered.config.value if gathered.config else None
    if config is None or any(problem.severity == "error" for problem in problems):
        raise ProblemsFound(problems, waiting=any(one.value is None for one in found.values()))
    suites = {key: suite.value for key, suite in sorted(gathered.suites.items()) if suite.value}
    runs = {suite: dict(sorted(checked[suite].items())) for suite in suites}
    contents = {path: one.content for path, one in sorted(found.items())}
    return SiteData(config, dict(sorted(cards.items())), suites, runs, pictures, contents), problems


def _pictures(
    root: Path, gathered: Gathered, *, remembered: Remembered, jobs: int, cache: Path | None, making: bool
) -> tuple[Pictures, list[Problem]]:
    """Return the pictures of suites and their problems; a site without pictures waits for nothing."""
    suites = [suite.value for suite in gathered.suites.values() if suite.value]
    if not any(prompt.image for suite in suites for prompt in suite.prompts.values()):
        return {}, []
    from visavis.load.rules_pictures import picture_problems, pictures_of

    if making:
        return pictures_of(root, gathered, remembered, jobs=jobs, cache=cache)
    return {}, picture_problems(root, gathered, remembered, jobs=jobs)


def _prune(cache: Path, pictures: Pictures) -> None:
    """Delete what is kept of pictures that are no more."""
    if pictures or (cache / FOLDER).is_dir():
        from visavis.load.pictures import prune

        prune(cache, [picture for prompts in pictures.values() for picture in prompts.values()])


def _gather(root: Path, files: DataFiles, found: Mapping[str, Found], documents: Mapping[str, Document]) -> Gathered:
    """Sort the files by what they hold; one that cannot be read is left out, a broken one has no value."""

    def take(path: str, model: type[M]) -> Checked[M] | None:
        one = found[path]
        if not one.readable:
            return None
        document = documents.get(path) or reopened(root, path, one.content)
        return Checked(document, one.value if isinstance(one.value, model) else None)

    def take_all(paths: Mapping[str, str], model: type[M]) -> dict[str, Checked[M]]:
        taken = {key: take(path, model) for key, path in sorted(paths.items())}
        return {key: one for key, one in taken.items() if one}

    return Gathered(
        config=take(files.site, SiteConfig) if files.site else None,
        models=take_all(files.models, ModelCard),
        suites=take_all({key: suite.suite for key, suite in files.suites.items() if suite.suite}, EvalSuite),
        runs={key: take_all(suite.runs, EvalRun) for key, suite in sorted(files.suites.items())},
        model_keys=frozenset(files.models),
        suites_with_runs=frozenset(key for key, suite in files.suites.items() if suite.runs),
    )
