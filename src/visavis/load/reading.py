"""Files one by one: each read and checked by itself, here or in worker processes, and what is left of it.

Of a file without problems the value and a digest of its content are kept, not its text: see `document.reopened`.
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from visavis.load.data_file import Signature, digest, file_bytes, signature
from visavis.load.document import Document, document_of
from visavis.load.packing import packed, unpacked
from visavis.load.problems import Problem, ProblemsFound
from visavis.load.schema import EvalRun, EvalSuite, ModelCard, SiteConfig
from visavis.load.validate import checked
from visavis.load.workers import MOST_JOBS, START_METHOD, begin_worker

if TYPE_CHECKING:
    from concurrent.futures import Future

KINDS: dict[str, type[BaseModel]] = {"site": SiteConfig, "model": ModelCard, "suite": EvalSuite, "run": EvalRun}
"""What a data file may hold."""

FEW = 400 if START_METHOD == "fork" else 4000
"""So many files are read sooner than processes are started."""

_CHUNK = 100


class Wanted(NamedTuple):
    """A file to read: its path from the site's folder, and its kind."""

    path: str
    kind: str


class Found(NamedTuple):
    """What a file came to. The value is None where there are problems; a file that is not `readable` has no text.

    `signature` is what the file system said before the file was read, `content` the digest of what was read then.
    """

    signature: Signature | None
    content: bytes
    readable: bool
    value: BaseModel | None
    problems: tuple[Problem, ...]


class Chunk(NamedTuple):
    """Files read together, and their values packed."""

    wanted: Sequence[Wanted]
    found: list[Found]
    values: bytes


def read_file(root: Path, wanted: Wanted, documents: dict[str, Document] | None = None) -> Found:
    """Read and check one file that was listed inside the site; keep its document where there is a place for it."""
    before, content = signature(root, wanted.path), b""
    try:
        data = file_bytes(root, wanted.path, before)
        content = digest(data)
        document = document_of(wanted.path, data)
    except ProblemsFound as found:
        return Found(before, content, readable=False, value=None, problems=found.problems)
    if documents is not None:
        documents[wanted.path] = document
    value, problems = checked(document, KINDS[wanted.kind])
    return Found(before, content, readable=True, value=value, problems=tuple(problems))


def read_files(root: Path, wanted: Sequence[Wanted], jobs: int, *, pack: bool) -> Generator[Chunk, None, None]:
    """Yield all files, in order, read in as many processes as pay; their values are packed only where asked for.

    Close what is returned, so that no process is left behind where not all is read. Ask for more than one process only
    where no other thread runs: processes may be forked.
    """
    chunks = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
    done = 0
    if jobs > 1 and len(wanted) > FEW:
        with closing(_parallel(root, chunks, min(jobs, MOST_JOBS), pack=pack)) as read:
            for chunk in read:
                yield chunk
                done += 1
    for rest in chunks[done:]:
        yield _chunk(root, rest, pack=pack)


def _chunk(root: Path, wanted: Sequence[Wanted], *, pack: bool) -> Chunk:
    found = [read_file(root, one) for one in wanted]
    return Chunk(wanted, found, packed([one.value for one in found]) if pack else b"")


# --- worker processes -------------------------------------------------------------------------------------------------


def _parallel(root: Path, chunks: list[Sequence[Wanted]], jobs: int, *, pack: bool) -> Generator[Chunk, None, None]:
    """Yield what is read, in order; end early where workers cannot go on, as where memory is short.

    This process is one of them: workers begin with the first chunks, it takes the last one that is not begun.
    """
    import multiprocessing  # few files need none of these
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    for kind in KINDS.values():
        kind.model_rebuild()  # the validators, once, before the processes part
    context = multiprocessing.get_context(START_METHOD)
    with ProcessPoolExecutor(min(jobs, len(chunks) + 1) - 1, context, _begin) as pool:
        try:
            futures: list[Future[tuple[list[Found], bytes]]] = []
            own: dict[int, Chunk] = {}
            while len(futures) + len(own) < len(chunks):
                # none is ever taken back: a pool that breaks can't tell of one that was (Python 3.11)
                if sum(not future.done() for future in futures) < jobs:
                    futures.append(pool.submit(_read, root, chunks[len(futures)]))
                else:
                    place = len(chunks) - len(own) - 1
                    own[place] = _chunk(root, chunks[place], pack=pack)
            for place, chunk in enumerate(chunks):
                if place in own:
                    yield own.pop(place)
                    continue
                found, values = futures[place].result()
                every = [one._replace(value=value) for one, value in zip(found, unpacked(values), strict=True)]
                yield Chunk(chunk, every, values)
        except (BrokenProcessPool, OSError):
            return
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin() -> None:
    begin_worker()
    gc.disable()  # a worker makes no cycles and soon ends


def _read(root: Path, wanted: Sequence[Wanted]) -> tuple[list[Found], bytes]:
    """Return what was found without the values, and the values packed."""
    _, found, values = _chunk(root, wanted, pack=True)
    return [one._replace(value=None) for one in found], values
