"""The suite's file, `data/evals/reading-text/suite.yaml`: its words, and the prompts from `texts.py`."""

from __future__ import annotations

import re

from tests.benchmarks.reading_text.texts import CATEGORIES, PICTURES, QUESTIONS
from tests.helpers import ROOT
from visavis.importers.yaml_out import Inline, Prose, as_yaml

FOLDER = ROOT / "data" / "evals" / "reading-text"
SOURCE = "https://python-pillow.github.io/"
HEADING = "Written by tests/benchmarks/reading_text/draw.py from the texts in texts.py beside it."
DESCRIPTION = """
72 small pictures with text, drawn by a script of this site's own, so that every right answer is known and the
pictures can be shown. OCR engines were really run on them, and what they answered is kept word for word.

- **What is asked.** Each picture is a crop in which all the text is the answer: one to four lines on a label, a
  piece of a receipt, the display of a meter, an engraved plate, a small table, a form, or a sign in German, French,
  Greek or Russian. Lines are read from top to bottom, and within a line from left to right.
- **How they are drawn.** With Pillow, the fonts DejaVu, Lato, Liberation and Comic Neue, and a fixed seed
  (20261123): the same versions draw the same bytes. All names and numbers are invented. Two
  pictures in ten are clean, of the signs four in twelve; the others are rotated by 3 to 7 degrees, blurred, low in
  contrast, or noisy. The last word of
  a picture's key says which.
- **How answers are scored.** By the rule `exact`: every character counts, but not case, line breaks, the width of
  spaces, or punctuation at the two ends. One wrong or missing character, or one space too few, is a fail. That is
  hard on long texts and right for readings, prices and serial numbers.
- **Character error rate** says how far off the answers are: the fewest characters to insert, delete or replace in
  all answers to make them right (Levenshtein distance), divided by the number of characters expected, over all 72
  pictures, with texts made alike as for the rule. An engine that reads text where there is none can have more than
  100%.
- **How engines were run.** Each with its defaults, one picture at a time, all given the same pixels, one thread,
  without telling them what a picture shows or in which language it is. Seconds are the median of three runs, which
  gave the same answers. For Tesseract, GOCR and Ocrad they include starting the program, and with Tesseract loading
  its language data; RapidOCR was loaded beforehand. So they tell what one picture costs in this use, not how fast
  the recognition alone is.
- **Other settings of Tesseract** were tried once and passed fewer than the 16 pictures shown: 12 with the data for
  English alone, and with page segmentation 6 (one block) or 11 (sparse text) instead of automatic 9 and 15.

Known weaknesses: the pictures are drawn, not photographed, and their fonts are few and neat, so photographs are
harder than this. All text is printed, nearly upright and in Latin, Greek or Cyrillic letters. GOCR and Ocrad are
made for scanned pages, dark on light, and Ocrad knows Latin letters only; a coloured background, light text on dark
or another script is outside what they are meant for. Of RapidOCR only the models that come in its packages were
run, which do not know Greek or Cyrillic letters; models that do can be had apart. With ten to twelve pictures a
kind, only large differences within a kind mean something.

The suite is published nowhere but here; the address given as its source is that of the library that draws it, and
the source of each run is the engine's own page.
"""


def suite_text() -> str:
    """Return the suite's file."""
    numeric = Inline(kind="numeric", unit="%", minimum=0, better="lower", precision=1)
    categories: dict[str, object] = {
        key: {"label": label, "description": description} for key, (label, description) in CATEGORIES.items()
    }
    categories["character-error-rate"] = {
        "label": "Character error rate",
        "description": "Characters to insert, delete or replace, for each hundred characters expected in all pictures.",
        "metric": numeric,
    }
    prompts = {
        picture.key: {
            "category": picture.category,
            "question": QUESTIONS[picture.category],
            "image": f"images/{picture.key}.webp",
            "expected": picture.expected,
        }
        for picture in PICTURES
    }
    suite = {
        "name": "Reading text",
        "version": "2026-11-23",
        "description": Prose(re.sub(r"\n  (?=\S)", " ", DESCRIPTION)),
        "source": SOURCE,
        "metric": "pass-fail",
        "rule": "exact",
        "images": Inline(credit="Drawn for this site", licence="MIT"),
        "categories": categories,
        "prompts": prompts,
    }
    return as_yaml(suite, heading=HEADING)
