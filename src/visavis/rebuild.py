"""The whole build, step by step: load, compare, lay out, render, write. Only what is not up to date is made."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, replace

from visavis.assets import Assets
from visavis.build import Built, Progress
from visavis.checked import check
from visavis.load.site_data import without_collection
from visavis.pages import urls
from visavis.site import Site
from visavis.workers import carry_out, tasks
from visavis.workshop import Workshop
from visavis.write.compressed import with_copies, without_ending
from visavis.write.files import make_folders
from visavis.write.foreign import beside, by_name, carry, forget
from visavis.write.inputs import Inputs, digest, model_of
from visavis.write.manifest import Manifest
from visavis.write.output import NOTE, Output, OutputRefused
from visavis.write.pair_pages import PairPages
from visavis.write.sweep import MARK, Sweep, Swept, clock, intact, strangers
from visavis.write.update import Held, Update


@without_collection()
def rebuild(
    site: Site,
    output: Output,
    inputs: Inputs,
    known: Manifest | None,
    sweep: Sweep | None,
    *,
    strict: bool,
    jobs: int,
    progress: Progress,
) -> Built:
    """Make the site in the spare tree, and publish it.

    `known` is what is known of the published tree; without a `sweep`, nothing that it holds is relied on. Raises as
    `build` does.
    """
    data, warnings = check(site, strict=strict, jobs=jobs, cache=output.cache)
    workshop = Workshop(site, data, cache=output.cache)
    workshop.prepare()
    singles, wanted = {**workshop.singles(), MARK: NOTE}, workshop.wanted(inputs)
    files = {**wanted.files, **{path: digest(content) for path, content in singles.items()}}
    copied = {one: found for path, found in files.items() for one in with_copies([path], workshop.copies)}
    wanted = replace(wanted, files=copied)
    swept = sweep.result() if sweep else None
    foreign = _foreign(output, known, swept, wanted)
    with _room(output):
        spare, touched = _spare(output, wanted, swept), swept or Swept(0)
        output.note(output.spare, spare.before(replace(wanted, foreign=foreign), touched.pairs, touched.files))
        _note_published(output, known, swept, foreign)
        forget(output.spare, sorted({*spare.foreign} - {*foreign}))
        make_folders(output.spare, wanted.folders())
        own, held = Held.of(spare, wanted, touched), Held.of(known if swept else None, wanted, touched)
        published = output.folder if output.folder.is_dir() else None
        update = Update(output.spare, published, wanted.pairs, own, held)
        with update:
            update.remove(spare.pairs)
            update.drop(sorted(spare.files.keys() - wanted.files.keys()), wanted.folders())
            written = _write_files(workshop, update, singles)
            listed = tasks(update, workshop)
        written += carry_out(listed, site, workshop, update, jobs, progress, output.cache)
        carry(output.folder, output.spare, foreign)
        comparisons = wanted.pairs.count
        count = comparisons * wanted.pairs.files + len(wanted.files)
        others = sum(path.endswith(".html") for path in (*workshop.made, *singles))
        told = {
            "comparisons": comparisons,
            "pages": comparisons * len(wanted.pairs.folders) + others,
            "models": len(data.models),
            "suites": len(data.suites),
        }
        final = _as_read(wanted, inputs)
        stamp = clock(output.work, clock(output.work))
        note = {**told, "unchanged": count, "warnings": [astuple(problem) for problem in warnings]}
        output.note(output.spare, replace(final, foreign=foreign, stamp=stamp, told=note))
        output.publish()
    removed = known.missing(wanted) if known else 0
    counts = {"written": written, "unchanged": count - written, "removed": removed}
    slow = tuple(f"templates/{one.template}:{one.line}  {one.reason}" for one in workshop.slow())
    return Built(**told, **counts, foreign=foreign, warnings=tuple(warnings), slow=slow)


def _foreign(output: Output, known: Manifest | None, swept: Swept | None, wanted: Manifest) -> tuple[str, ...]:
    """Return the paths of what is not ours. Raises OutputRefused where one is in the way of a page."""
    if not output.folder.is_dir():
        return ()
    if swept:
        found = {*swept.foreign}
    elif known:
        found = strangers(output.folder, known)
    else:
        folders = *urls.FOLDERS, *urls.language_folders()
        found = {*by_name(output.folder, wanted, lambda path: urls.is_page(without_ending(path)), folders)}
    paths = tuple(sorted(beside(output.folder, found, wanted)))
    for path in paths:
        if wanted.is_file(path) or wanted.is_folder(path):
            text = f"{output.folder / path} was not made by visavis, and is in the way of a page. Move it elsewhere."
            raise OutputRefused(text)
    return paths


def _spare(output: Output, wanted: Manifest, swept: Swept | None) -> Manifest:
    """Return what is known of the spare tree, which is made where there is none that can be used.

    It shares files with the published one: where that is not known to be untouched, neither is the spare.
    """
    spare = output.known(output.spare)
    if spare is None or spare.pairs.form != wanted.pairs.form:
        output.set_aside_spare()
        output.spare.mkdir()
        return Manifest(PairPages(wanted.pairs.pattern, (), (), *wanted.pairs.form[1:]))
    return spare if swept and intact(output.spare, spare) else spare.unknown()


def _note_published(output: Output, known: Manifest | None, swept: Swept | None, foreign: tuple[str, ...]) -> None:
    """Write down what was found touched in the published tree, for it will be the spare."""
    if known and not swept:
        output.note(output.folder, replace(known.unknown(), foreign=foreign))
    elif known and swept and not (swept.clean and known.foreign == foreign):
        left = known.without(swept.pairs, swept.files)
        inputs = known.inputs if swept.clean else ""
        output.note(output.folder, replace(left, foreign=foreign, stamp=swept.time, inputs=inputs))


def _write_files(workshop: Workshop, update: Update, singles: Mapping[str, bytes]) -> int:
    """Write what is made in any case or copied; return how many files say something else than the published ones."""
    written = sum(update.put(path, content) for path, content in singles.items() if not update.keeps(path))
    copied = workshop.assets.copied.items()
    written += sum(update.put(path, Assets.content(file)) for path, file in copied if not update.keeps(path))
    pictures = workshop.pictures().items()
    return written + sum(update.put(path, one.content()) for path, one in pictures if not update.keeps(path))


def _as_read(wanted: Manifest, inputs: Inputs) -> Manifest:
    """Return what may be said of the pages: where an input was changed after it was looked at, less than was wanted."""
    changed = inputs.changed()
    if not changed:
        return replace(wanted, inputs=inputs.fingerprint)
    keys = {model_of(name) for name in changed}
    shared = "" if any(model_of(name) is None for name in changed) else wanted.shared
    return replace(wanted, shared=shared).without([key for key in keys if key], wanted.files)


@contextmanager
def _room(output: Output) -> Iterator[None]:
    """Where the disk is full, give back what the spare tree takes, so that the next build has room."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            shutil.rmtree(output.spare, ignore_errors=True)
        raise
