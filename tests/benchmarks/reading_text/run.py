"""Run OCR engines on the suite *Reading text*: `python -m tests.benchmarks.reading_text.run`.

Writes `data/evals/reading-text/<model>.yaml`: the answers as the engines gave them, where they read what, and the
median seconds. Which answers are right is left to the suite's rule.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import resource
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from PIL import Image
from rapidfuzz.distance import Levenshtein

from tests.benchmarks.measuring import busy, wait_for_quiet
from tests.benchmarks.reading_text.engines import ENGINES, Engine, Reading
from tests.benchmarks.reading_text.suite import FOLDER
from tests.benchmarks.reading_text.texts import PICTURES
from visavis.importers.yaml_out import write
from visavis.load.normalising import normalised

ROUNDS = 3
HEADING = "Written by tests/benchmarks/reading_text/run.py: what the engine answered, word for word."


@dataclass(frozen=True)
class Pass:
    """All readings of one engine by picture, median seconds in place of a single run's, and how busy others were."""

    readings: dict[str, Reading]
    others: float


def error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Return the character error rate in percent of pairs of expected text and answer, each normalised first."""
    wrong = total = 0
    for expected, answer in pairs:
        right = normalised(expected)
        wrong += Levenshtein.distance(right, normalised(answer))
        total += len(right)
    return 100 * wrong / total


def measured(engine: Engine, rounds: int = ROUNDS) -> Pass:
    """Read every picture so many times, after one that is not timed. Raises ValueError where two answers differ."""
    pictures = {one.key: Image.open(FOLDER / "images" / f"{one.key}.webp").convert("RGB") for one in PICTURES}
    engine.read(next(iter(pictures.values())))
    before, own, began = busy(), _own(), perf_counter()
    all_readings = [{key: engine.read(image) for key, image in pictures.items()} for _ in range(rounds)]
    others = max(0.0, (busy() - before) - (_own() - own)) / (perf_counter() - began)
    readings = {}
    for key, first in all_readings[0].items():
        if any(one[key].text != first.text for one in all_readings):
            raise ValueError(f"{engine.key} gave different answers about {key}")
        seconds = median(one[key].seconds for one in all_readings)
        readings[key] = Reading(first.text, seconds, first.boxes, first.polygons)
    return Pass(readings, others)


def run_file(engine: Engine, done: Pass, day: str) -> dict[str, object]:
    """Return a run's file as a mapping."""
    outcomes: dict[str, object] = {}
    for key, reading in done.readings.items():
        outcome: dict[str, object] = {"answer": reading.text.strip(), "seconds": f"{reading.seconds:.3f}"}
        outcome |= {name: marks for name in ("boxes", "polygons") if (marks := getattr(reading, name))}
        outcomes[key] = outcome
    rate = error_rate((one.expected, done.readings[one.key].text) for one in PICTURES)
    others = f"other programs kept {done.others:.1f} of the machine's cores busy meanwhile"
    return {
        "date": day,
        "source": engine.source,
        "origin": "measured",
        "note": f"{engine.note} Seconds are the median of {ROUNDS} runs; {others}.",
        "machine": machine(),
        "software": f"{engine.software()}; Python {platform.python_version()}, {_system()}",
        "results": {"character-error-rate": f"{rate:.2f}"},
        "outcomes": outcomes,
    }


def machine() -> str:
    """Return the processor's name, how many cores there are, and the memory."""
    name = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text("ascii"), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"Virtual machine, {os.cpu_count()} cores of an {name[1] if name else 'unknown processor'}, {memory:.0f} GiB"


def _system() -> str:
    return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release().split('-')[0]}"


def _own() -> float:
    """Return the seconds of processor time that this process and those it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(say: Callable[[str], None] = print) -> None:
    """Run all engines, or those named, and write their files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", help=f"only these of {', '.join(ENGINES)}")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the run files go")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for a quiet machine")
    options = parser.parse_args()
    day = dt.datetime.now(tz=dt.UTC).date().isoformat()
    for key in options.engines or ENGINES:
        engine = ENGINES[key]()
        wait_for_quiet(options.patience)
        done = measured(engine, options.rounds)
        write(options.folder / f"{key}.yaml", run_file(engine, done, day), heading=HEADING)
        right = sum(normalised(done.readings[one.key].text) == normalised(one.expected) for one in PICTURES)
        seconds = median(one.seconds for one in done.readings.values())
        rate = error_rate((one.expected, done.readings[one.key].text) for one in PICTURES)
        say(f"{key}: {right} of {len(PICTURES)}, {rate:.1f} %, {seconds:.3f} s, others {done.others:.2f}")


if __name__ == "__main__":
    main()
