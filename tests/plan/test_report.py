"""A plan as it is printed: every word and figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.load.schema import PairParts
from visavis.plan.making import Plan, Verdict
from visavis.plan.report import report, weighed
from visavis.plan.samples import Part
from visavis.plan.ways import Way
from visavis.write.budget import Host, Size

SIZE = Size(
    files=50_005_009, entries=50_005_014, files_per_folder=49_995_000, file_bytes=13_100_000, site_bytes=659 * 10**9
)
LEAST = Size(files=10_009, entries=10_014, files_per_folder=10_000, file_bytes=13_100_000, site_bytes=54 * 10**6)
FITTING = Size(files=98_837, entries=98_842, files_per_folder=88_828, file_bytes=13_100_000, site_bytes=1_254_000_000)
PARTS = (
    Part("Comparisons", 49_995_000, 49_995_000, 651 * 10**9, 200),
    Part("Model pages", 10_000, 10_000, 7_944_000_000, 60),
    Part("Suite pages", 1, 1, 13_068_149, 1, thinned=True),
    Part("Other pages", 3, 3, 3_074_632),
    Part("Static files", 0, 5, 19_700),
)


def host(name: str, *unlimited: str, **limits: int) -> Host:
    return Host(name, (f"https://example.org/{name.lower()}",), date(2026, 5, 1), limits, unlimited)


def made(*verdicts: Verdict, pairs: Any = "all", size: Size = SIZE) -> Plan:
    return Plan(pairs, 10_000, 1, 49_995_000, PARTS, size, LEAST, verdicts, ())


def test_a_plan_that_fits_nowhere_but_in_one_place_says_what_would_help():
    big = host("Big", file_bytes=25 * 2**20, site_bytes=10**9)
    text = report(
        made(
            Verdict(
                big,
                big.exceeded(SIZE),
                68_000,
                (Way("pairs: {nearest: 12}", 60_021, FITTING), Way("pages_as: folders", 49_995_000, SIZE)),
            ),
            Verdict(host("Small", files=5_000), {"files": 50_000_009}, -1),
            Verdict(host("Tight", entries=10_020), {"entries": 49_994_994}, 1),
            Verdict(host("Endless", "files"), {}),
        )
    )
    assert (
        text
        == """\
A build would make 49,995,000 comparisons of 10,000 models.
This is for pairs: all. Nothing was built or written.

                       Pages         Files          Size
Comparisons       49,995,000    49,995,000      651.0 GB  estimated from 200
Model pages           10,000        10,000        7.9 GB  estimated from 60
Suite pages                1             1       13.1 MB  estimated from 1*
Other pages                3             3        3.1 MB
Static files                             5       19.7 kB
Total             50,005,004    50,005,009      659.0 GB
* of whose long lists one row in 12 was made

Host                    Fits  It takes                      This site
Big                     no    25 MiB in one file            13.1 MB
                              1 GB in all                   658.0 GB too much
Small                   no    5,000 files                   50,000,009 too many
Tight                   no    10,020 files and folders      49,994,994 too many
Endless                 yes   no limit on files and bytes   50,005,009

What would make it fit: one of these lines in data/site.yaml
  Big: room for about 68,000 comparisons
    pairs: {nearest: 12}    # 60,021 comparisons, 98,837 files, 1.3 GB
    pages_as: folders       # 49,995,000 comparisons, 50,005,009 files, 659.0 GB
  Small: nothing; without any comparison it has 10,009 files
  Tight: room for about 1 comparison

The limits are those stated here, as looked up on 2026-05-01; others are unknown.
  https://example.org/big
  https://example.org/small
  https://example.org/tight
  https://example.org/endless"""
    )
    assert max(map(len, text.splitlines())) <= 80 + 1


def test_a_plan_that_fits_everywhere_names_no_way():
    one = host("One", files=50_005_009)
    text = report(made(Verdict(one, {}), Verdict(one, {})))
    assert "What would make it fit" not in text
    assert text.endswith(
        """
Host                    Fits  It takes                      This site
One                     yes   50,005,009 files              50,005,009
One                     yes   50,005,009 files              50,005,009

The limits are those stated here, as looked up on 2026-05-01; others are unknown.
  https://example.org/one"""
    )


def test_what_belongs_into_pairs_is_said_to():
    one = host("One", files=100_000)
    way = Way("nearest: 17", 88_828, FITTING, within=True)
    text = report(made(Verdict(one, one.exceeded(SIZE), 90_000, (way,))))
    assert text.split("\n\n")[3] == (
        "What would make it fit: one of these lines in data/site.yaml\n"
        "(nearest or comparable: within pairs, one in place of the other, beside named)\n"
        "  One: room for about 90,000 comparisons\n"
        "    nearest: 17             # 88,828 comparisons, 98,837 files, 1.3 GB"
    )


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ("all", "all"),
        ("comparable", "comparable"),
        ((("a", "b"),), "1 named pair"),
        ((), "0 named pairs"),
        (PairParts.model_validate({"nearest": 5}), "{nearest: 5}"),
        (PairParts.model_validate({"comparable": "yes"}), "{comparable: yes}"),
        (PairParts.model_validate({"named": [["a", "b"], ["a", "c"]]}), "{named: 2 pairs}"),
    ],
)
def test_the_pairs_that_it_is_for_are_named(pairs: Any, words: str):
    assert report(made(pairs=pairs)).splitlines()[1] == f"This is for pairs: {words}. Nothing was built or written."


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (10**9, "1.0 GB"),
        (651_800_000_000, "651.8 GB"),
        (4 * 10**15, "4,000.0 TB"),
    ],
)
def test_bytes_are_written_in_the_unit_that_suits_them(count: int, text: str):
    assert weighed(count) == text


@given(st.integers(0, 10**15))
def test_a_weight_is_written_with_its_first_digits(count: int):
    number, unit = weighed(count).replace(",", "").split()
    factor = {"bytes": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}[unit]
    assert float(number) * factor == pytest.approx(count, abs=0.0501 * factor)
