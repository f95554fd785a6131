"""The suite *Reading text*: it is drawn the same each time, and what engines write is read as it is meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tests.benchmarks.reading_text import marks
from tests.benchmarks.reading_text.draw import drawn, encoded
from tests.benchmarks.reading_text.engines import ENGINES, Reading
from tests.benchmarks.reading_text.run import Pass, error_rate, run_file
from tests.benchmarks.reading_text.scenes import fonts_missing
from tests.benchmarks.reading_text.suite import FOLDER, suite_text
from tests.benchmarks.reading_text.texts import CATEGORIES, PICTURES, VARIANTS
from visavis.importers.yaml_out import as_yaml

ONE_OF_EACH = [next(one for one in PICTURES if one.category == category) for category in CATEGORIES]
PER_VARIANT = [next(one for one in PICTURES if one.variant == variant) for variant in VARIANTS]
fonts = pytest.mark.skipif(
    bool(fonts_missing()) and not os.environ.get("CI"), reason="Debian's fonts are not installed"
)


@fonts
@pytest.mark.parametrize("picture", dict.fromkeys([*ONE_OF_EACH, *PER_VARIANT]), ids=lambda picture: picture.key)
def test_a_picture_is_drawn_the_same_each_time(picture) -> None:
    assert encoded(picture) == encoded(picture)


@fonts
@pytest.mark.parametrize("picture", ONE_OF_EACH, ids=lambda picture: picture.key)
def test_a_committed_picture_is_the_one_that_is_drawn(picture) -> None:
    """Another version of a font or of Pillow may change single pixels; the size and the look stay."""
    now = drawn(picture)
    with Image.open(FOLDER / "images" / f"{picture.key}.webp") as kept:
        assert kept.size == now.size
        small = [image.convert("L").resize((16, 8), Image.Resampling.BOX).tobytes() for image in (kept, now)]
    assert max(abs(one - other) for one, other in zip(*small, strict=True)) <= 8


def test_the_suite_asks_for_what_is_drawn() -> None:
    assert (FOLDER / "suite.yaml").read_text("utf-8") == suite_text()


def test_every_picture_is_there_once_and_all_are_small() -> None:
    files = {path.name: path.stat().st_size for path in (FOLDER / "images").iterdir()}
    assert files.keys() == {f"{one.key}.webp" for one in PICTURES}
    assert len(PICTURES) == 72
    assert sum(files.values()) < 2_000_000


def test_every_kind_has_every_variant() -> None:
    for category in CATEGORIES:
        assert {one.variant for one in PICTURES if one.category == category} == set(VARIANTS)


def test_tesseract_gives_words_with_their_confidence() -> None:
    tsv = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "4\t1\t1\t1\t1\t0\t10\t20\t90\t30\t-1\t\n"
        '5\t1\t1\t1\t1\t1\t10\t20\t40\t30\t96.25\t"Oak\n'
        "5\t1\t1\t1\t1\t2\t60\t21\t40\t29\t0.000000\tstool\n"
        "5\t1\t2\t1\t1\t1\t0\t0\t99\t1\t95.000000\t \n"
    )
    assert marks.of_tesseract(tsv) == [
        {"at": [10, 20, 40, 30], "label": '"Oak', "confidence": "0.963"},
        {"at": [60, 21, 40, 29], "label": "stool", "confidence": "0"},
    ]


def test_ocrad_gives_characters_that_are_joined_to_words() -> None:
    orf = (
        "# Ocr Results File. Created by GNU Ocrad version 0.28\n"
        "source file -\ntotal text blocks 1\ntext block 1 0 0 200 100\nlines 2\n"
        "line 1 chars 5 height 40\n"
        " 10  20 30 40; 2, 'C'1, 'c'0\n"
        " 42  22 10 50; 1, '''0\n"
        " 52  20  8 40; 1, ' '0\n"
        " 60  20 20 40; 0\n"
        " 82  20 20 40; 1, ','0\n"
        "line 2 chars 1 height 40\n"
        " 10  80 30 40; 1, '7'0\n"
    )
    assert marks.of_ocrad(orf) == [
        {"at": [10, 20, 42, 52], "label": "C'"},
        {"at": [60, 20, 42, 40], "label": "_,"},
        {"at": [10, 80, 30, 40], "label": "7"},
    ]


def test_gocr_gives_characters_that_are_joined_to_words() -> None:
    xml = (
        '<page x="0" y="0" dx="0" dy="0">\n<block x="0" y="0" dx="0" dy="0">\n'
        '<line x="665" y="0" dx="-664" dy="0" value="0">\n'
        ' <box x="55" y="239" dx="554" dy="13" value="(PICTURE)" />\n</line>\n'
        '<line x="10" y="20" dx="90" dy="40" value="1">\n'
        ' <box x="10" y="20" dx="30" dy="40" value="A" numac="2" weights="99,80" achars="A,4" />\n'
        ' <box x="42" y="22" dx="10" dy="50" value="&lt;" numac="1" weights="93" achars="&lt;" />\n'
        ' <space x="52" y="20" dx="8" dy="40" />\n'
        ' <box x="60" y="20" dx="20" dy="40" value="_" />\n'
        ' <box x="82" y="20" dx="0" dy="0" value="." />\n</line>\n</block>\n</page>\n'
    )
    assert marks.of_gocr(xml) == [
        {"at": [10, 20, 42, 52], "label": "A<"},
        {"at": [60, 20, 20, 40], "label": "_"},
    ]


def test_rapidocr_gives_lines_as_polygons() -> None:
    corners = [[10.4, 20.0], [90.6, 18.0], [91.0, 50.0], [11.0, 52.0]]
    assert marks.of_rapidocr([(corners, "Oak stool", 0.98765)]) == [
        {"at": [[10, 20], [91, 18], [91, 50], [11, 52]], "label": "Oak stool", "confidence": "0.988"}
    ]


def test_the_error_rate_counts_characters_over_all_answers() -> None:
    """2 of 6 characters are wrong in the first, none in the second but case and line break, all 4 are missing last."""
    assert error_rate([("abcdef", "abXde"), ("Two lines", "two\nLINES"), ("1234", "")]) == pytest.approx(600 / 19)


def test_a_run_file_has_every_answer_word_for_word() -> None:
    text = 'A "quoted": answer?\n#2\x0c'
    mark = marks.of_rapidocr([([[0, 0], [9, 0], [9, 9]], "a, b?", 1)])
    readings = {one.key: Reading(text, 0.1234, polygons=mark) for one in PICTURES}
    engine = next(iter(ENGINES.values()))

    class Engine(engine):  # type: ignore[misc,valid-type]
        def software(self) -> str:
            return "Engine 1.0"

    written = as_yaml(run_file(Engine(), Pass(readings, 0.04), "2026-11-23"), heading="h")
    read = yaml.load(written, Loader=yaml.BaseLoader)
    assert read["outcomes"].keys() == readings.keys()
    assert read["outcomes"][PICTURES[0].key] == {
        "answer": 'A "quoted": answer?\n#2',
        "seconds": "0.123",
        "polygons": [{"at": [["0", "0"], ["9", "0"], ["9", "9"]], "label": "a, b?", "confidence": "1"}],
    }
    assert "0.0 of the machine" in read["note"]


def test_the_committed_runs_are_those_of_the_engines() -> None:
    runs = {path.stem for path in Path(FOLDER).glob("*.yaml")} - {"suite"}
    assert runs == set(ENGINES)
