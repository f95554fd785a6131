"""Tables of comparisons as CSV, where site.yaml asks for them: made, counted, linked, kept and taken away again."""

from __future__ import annotations

import csv
import gzip
import re
import shutil
from io import StringIO
from pathlib import Path

from tests.editing import Edited
from tests.helpers import GOLDEN, tree
from tests.plan.test_scale import built, size_now, weigh

PAIR = "compare/alpha-vs-beta.html"


def asked(root: Path, exports: str) -> None:
    """Have a site ask for these exports."""
    config = root / "data/site.yaml"
    config.write_text(re.sub(r"exports: \[.*\]", f"exports: {exports}", config.read_text("utf-8")), "utf-8")


def test_each_comparison_has_its_table_beside_it_and_leads_there(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    edited.build()
    before = edited.expected()
    assert not any(path.endswith(".html.csv") for path in before)
    assert b"this table as CSV" not in before[PAIR]
    asked(edited.root, "[comparisons, tables]")
    edited.build()
    out = edited.expected()
    assert tree(edited.out) == out
    pages = [path for path in out if path.startswith("compare/") and path.endswith(".html") and "-vs-" in path]
    assert {path for path in out if path.endswith(".html.csv")} == {f"{path}.csv" for path in pages}
    page, table = out[PAIR], out[f"{PAIR}.csv"]
    assert isinstance(page, bytes)
    assert isinstance(table, bytes)
    assert b'<a href="alpha-vs-beta.html.csv">this table as CSV</a>' in page
    lines = table.decode("utf-8-sig")
    assert lines.endswith("\r\n")
    rows = list(csv.reader(StringIO(lines, newline="")))
    assert rows[0][:4] == ["Section", "Row", "Unit", "Alpha 12B"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    asked(edited.root, "[]")
    edited.build()
    assert tree(edited.out) == edited.expected()


def test_a_plan_counts_them_exactly(tmp_path: Path) -> None:
    root = Path(shutil.copytree(GOLDEN, tmp_path / "golden"))
    asked(root, "[tables]")
    for setting in ("", "pages_as: folders\n", "compressed: [gzip, brotli]\n"):
        with (root / "data/site.yaml").open("a", encoding="utf-8") as config:
            config.write(setting)
        found, workshop = weigh(root)
        size, counted = built(root, tmp_path / "out")[1], size_now(found, workshop)
        assert (counted.files, counted.entries, counted.files_per_folder) == (
            size.files,
            size.entries,
            size.files_per_folder,
        )
        assert sum(part.files for part in found.parts()) == size.files


def test_each_language_has_its_own(tmp_path: Path) -> None:
    edited = Edited(tmp_path)
    asked(edited.root, "[tables]")
    with (edited.root / "data/site.yaml").open("a", encoding="utf-8") as config:
        config.write("languages: [en, de]\ncompressed: [gzip]\n")
    edited.build()
    out = edited.out
    page = (out / "de" / PAIR).read_text("utf-8")
    assert '<a href="alpha-vs-beta.html.csv">diese Tabelle als CSV</a>' in page
    english, german = (
        list(csv.reader(StringIO((out / folder / f"{PAIR}.csv").read_text("utf-8-sig"), newline="")))
        for folder in ("", "de")
    )
    assert english[0][:5] == ["Section", "Row", "Unit", "Alpha 12B", "Alpha 12B: Passed"]
    assert german[0][:5] == ["Abschnitt", "Zeile", "Einheit", "Alpha 12B", "Alpha 12B: bestanden"]
    sections = {(one[0], other[0]) for one, other in zip(english[1:], german[1:], strict=True) if one[0] != other[0]}
    words = {("Properties", "Eigenschaften"), ("Tasks", "Aufgaben"), ("Features", "Funktionen")}
    assert sections <= words
    assert ("Tasks", "Aufgaben") in sections
    changed = {(one[1], other[1]) for one, other in zip(english, german, strict=True) if one[1] != other[1]}
    assert ("Context Window", "Kontextfenster") in changed
    numbers = [[cell for cell in row[3:] if re.fullmatch(r"[0-9.]+", cell)] for row in english]
    assert numbers == [[cell for cell in row[3:] if re.fullmatch(r"[0-9.]+", cell)] for row in german]
    for path in (out / f"{PAIR}.csv", out / "de" / f"{PAIR}.csv", out / "api/models.csv"):
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
    asked(edited.root, "[]")
    edited.build()
    assert not [*out.glob("**/*.html.csv*")]
    assert tree(out) == edited.expected()
