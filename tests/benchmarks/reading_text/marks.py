"""Where engines say they read what: their outputs as boxes of words, in pixels of the picture.

Each function takes what an engine wrote and returns marks as a run file has them: `at` as x, y, width and height from
the top left corner, the word as `label`, and a `confidence` from 0 to 1 where the engine gives one.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Iterator

from visavis.importers.yaml_out import Inline

Part = tuple[str, tuple[int, int, int, int]] | None
"""A character and its box, or None between words."""
_ORF = re.compile(r"\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+); (\d+)(?:, '(.+?)'\d)?")
_XML = re.compile(
    r"<(line|space|box)\b(?: x=\"(-?\d+)\" y=\"(-?\d+)\" dx=\"(-?\d+)\" dy=\"(-?\d+)\")?(?: value=\"(.*?)\"[ /])?"
)
UNREAD = "_"
"""What GOCR and Ocrad write for a character that they see and cannot read."""


def of_tesseract(tsv: str) -> list[Inline]:
    """Read Tesseract's TSV: its rows of level 5 are words, with a confidence in percent."""
    marks = []
    for row in csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            at = [int(row[side]) for side in ("left", "top", "width", "height")]
            share = round(float(row["conf"]) / 100, 3)
            marks.append(Inline(at=at, label=row["text"].strip(), confidence=f"{share:g}"))
    return marks


def of_ocrad(orf: str) -> list[Inline]:
    """Read Ocrad's results file (ORF): a row for each character, with its guesses, the best one first."""

    def parts() -> Iterator[Part]:
        for line in orf.splitlines():
            if line.startswith("line "):
                yield None
            elif found := _ORF.match(line):
                x, y, wide, high = (int(found[place]) for place in range(1, 5))
                text = found[6] if found[5] != "0" else UNREAD
                yield (text, (x, y, wide, high)) if text.strip() else None

    return _words(parts())


def of_gocr(xml: str) -> list[Inline]:
    """Read GOCR's XML: a box for each character; what it takes for pictures and what has no size is left out."""

    def parts() -> Iterator[Part]:
        for found in _XML.finditer(xml):
            name, text = found[1], html.unescape(found[6] or "")
            if name != "box" or not text.strip() or text == "(PICTURE)":
                yield None
                continue
            x, y, wide, high = (int(found[place]) for place in range(2, 6))
            if wide > 0 and high > 0:
                yield text, (x, y, wide, high)

    return _words(parts())


def of_rapidocr(lines: Iterable[tuple[Iterable[Iterable[float]], str, float]]) -> list[Inline]:
    """Return RapidOCR's lines as polygons: four corners, the text and a score from 0 to 1 each."""
    return [
        Inline(
            at=[[round(float(x)), round(float(y))] for x, y in corners],
            label=" ".join(text.split()),
            confidence=f"{round(float(score), 3):g}",
        )
        for corners, text, score in lines
    ]


def _words(parts: Iterator[Part]) -> list[Inline]:
    """Join characters to words, and their boxes to the smallest box around them."""
    marks: list[Inline] = []
    characters: list[tuple[str, tuple[int, int, int, int]]] = []

    def end() -> None:
        if characters:
            boxes = [box for _, box in characters]
            left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
            label = "".join(text for text, _ in characters)
            marks.append(Inline(at=[left, top, right - left, bottom - top], label=label))
            characters.clear()

    for part in parts:
        if part is None:
            end()
        else:
            characters.append(part)
    end()
    return marks
