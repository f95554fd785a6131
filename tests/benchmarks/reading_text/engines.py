"""The OCR engines of the suite, each as it comes: its defaults, nothing tuned, one thread.

All are handed the same pixels. The clock runs around the engine's work alone: for the programs of the command line from
their start to their end, with what they load (Tesseract its language data); for RapidOCR one call of an engine that is
loaded already.
"""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, ClassVar

from PIL import Image

from tests.benchmarks.reading_text import marks
from visavis.importers.yaml_out import Inline


@dataclass(frozen=True)
class Reading:
    """What an engine answered about one picture: its text, word for word, the seconds, and where it read it."""

    text: str
    seconds: float
    boxes: list[Inline] = field(default_factory=list)
    polygons: list[Inline] = field(default_factory=list)


class Engine(ABC):
    """One engine. `key` is its model card's; `source` its own page; `note` what a reader should know."""

    key: ClassVar[str]
    source: ClassVar[str]
    note: ClassVar[str]

    @abstractmethod
    def software(self) -> str:
        """Return the engine's name and version, and those of what it runs with."""

    @abstractmethod
    def read(self, image: Image.Image) -> Reading:
        """Read an RGB picture."""


def _pnm(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PPM")
    return target.getvalue()


def _run(command: list[str], picture: bytes) -> tuple[str, float]:
    """Run a program on a picture at its standard input; return what it printed, and the seconds it took."""
    began = perf_counter()
    done = subprocess.run(
        command, input=picture, capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
    )
    return done.stdout.decode(), perf_counter() - began


def _debian(package: str) -> str:
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, check=True)
    return asked.stdout.decode()


class Tesseract(Engine):
    """Tesseract with the language data of the five languages of the suite, the same for every picture."""

    key = "tesseract-5-3"
    source = "https://github.com/tesseract-ocr/tesseract"
    note = (
        "All pictures were read with the data of all five languages (eng+deu+fra+ell+rus), automatic page segmentation "
        "and one thread."
    )
    LANGUAGES = ("eng", "deu", "fra", "ell", "rus")

    def software(self) -> str:
        return f"Tesseract (Debian tesseract-ocr {_debian('tesseract-ocr')}, data {_debian('tesseract-ocr-eng')})"

    def read(self, image: Image.Image) -> Reading:
        with tempfile.TemporaryDirectory() as folder:
            base = Path(folder, "read")
            command = ["tesseract", "stdin", str(base), "-l", "+".join(self.LANGUAGES), "txt", "tsv"]
            _, seconds = _run(command, _pnm(image))
            text = base.with_suffix(".txt").read_text("utf-8")
            boxes = marks.of_tesseract(base.with_suffix(".tsv").read_text("utf-8"))
        return Reading(text, seconds, boxes)


class Gocr(Engine):
    """GOCR; its boxes come from a second run, which no clock measures."""

    key = "gocr-0-52"
    source = "https://www-e.uni-magdeburg.de/jschulen/ocr/"
    note = "Run with its defaults. It writes _ for a character that it cannot read."

    def software(self) -> str:
        return f"GOCR (Debian gocr {_debian('gocr')})"

    def read(self, image: Image.Image) -> Reading:
        text, seconds = _run(["gocr", "-f", "UTF8", "-"], _pnm(image))
        xml, _ = _run(["gocr", "-f", "XML", "-"], _pnm(image))
        return Reading(text, seconds, marks.of_gocr(xml))


class Ocrad(Engine):
    """GNU Ocrad."""

    key = "ocrad-0-28"
    source = "https://www.gnu.org/software/ocrad/"
    note = "Run with its defaults. It writes _ for a character that it cannot read."

    def software(self) -> str:
        return f"GNU Ocrad (Debian ocrad {_debian('ocrad')})"

    def read(self, image: Image.Image) -> Reading:
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder, "read.orf")
            text, seconds = _run(["ocrad", "--format=utf8", f"--export={results}", "-"], _pnm(image))
            return Reading(text, seconds, marks.of_ocrad(results.read_text("utf-8")))


def _bgr(image: Image.Image) -> Any:
    """Return the picture as RapidOCR takes arrays: rows of blue, green and red."""
    import numpy as np

    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


class RapidOcr(Engine):
    """RapidOCR of today, with the models that lie in its wheel."""

    key = "rapidocr-3-10"
    source = "https://github.com/RapidAI/RapidOCR"
    note = "Run with its defaults and the models in its wheel, on one thread. Loading them is not in the seconds."

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
        self._engine = RapidOCR(params={"Global.log_level": "error", **threads})

    def software(self) -> str:
        return f"rapidocr {version('rapidocr')} with PP-OCRv6 small, onnxruntime {version('onnxruntime')}"

    def read(self, image: Image.Image) -> Reading:
        pixels = _bgr(image)
        began = perf_counter()
        found: Any = self._engine(pixels)
        seconds = perf_counter() - began
        lines = [] if found.txts is None else list(zip(found.boxes, found.txts, found.scores, strict=True))
        return Reading("\n".join(text for _, text, _ in lines), seconds, polygons=marks.of_rapidocr(lines))


class RapidOcr1(Engine):
    """RapidOCR's last version of the first series, with the older models that lie in its wheel."""

    key = "rapidocr-1-4"
    source = "https://github.com/RapidAI/RapidOCR"
    note = RapidOcr.note

    def __init__(self) -> None:
        from rapidocr_onnxruntime import RapidOCR

        self._engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)

    def software(self) -> str:
        own = version("rapidocr-onnxruntime")
        return f"rapidocr-onnxruntime {own} with PP-OCRv4, onnxruntime {version('onnxruntime')}"

    def read(self, image: Image.Image) -> Reading:
        pixels = _bgr(image)
        began = perf_counter()
        lines, _ = self._engine(pixels)
        seconds = perf_counter() - began
        return Reading("\n".join(text for _, text, _ in lines or ()), seconds, polygons=marks.of_rapidocr(lines or ()))


ENGINES: dict[str, type[Engine]] = {engine.key: engine for engine in (Tesseract, Gocr, Ocrad, RapidOcr, RapidOcr1)}
