"""Dates as people write them: read where one date alone can be meant, and nothing is guessed elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.load.near_dates import near_date
from visavis.load.scalars import as_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-6", "2026-06"),
        ("2026-6-3", "2026-06-03"),
        ("2026/06/30", "2026-06-30"),
        ("2026.6.30", "2026-06-30"),
        ("20260630", "2026-06-30"),
        ("2026-06-30T12:00:00Z", "2026-06-30"),
        ("30.6.2026", "2026-06-30"),
        ("3.6.2026", "2026-06-03"),
        ("06/2026", "2026-06"),
        ("30/6/2026", "2026-06-30"),
        ("6/30/2026", "2026-06-30"),
        ("6/6/2026", "2026-06-06"),
        ("June 2026", "2026-06"),
        ("Sept. 2026", "2026-09"),
        ("30 June 2026", "2026-06-30"),
        ("June 30th, 2026", "2026-06-30"),
        (" 2026-6\u00a0", "2026-06"),
    ],
)
def test_a_date_that_can_be_one_alone_is_read(written: str, meant: str) -> None:
    assert near_date(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "6/7/2026",
        "6-7-2026",
        "31.6.2026",
        "13/2026",
        "30/30/2026",
        "26-6-3",
        "1.2.1949",
        "Juno",
        "Jux 2026",
        "summer",
        "",
    ],
)
def test_where_several_dates_or_none_can_be_meant_nothing_is_said(written: str) -> None:
    assert near_date(written) is None


@given(st.from_regex(r"[0-9]{1,4}[-./ ][0-9A-Za-z]{1,3}[-./ ,]{0,2}[0-9]{0,4}", fullmatch=True) | st.text(max_size=20))
def test_what_is_said_can_be_written(text: str) -> None:
    meant = near_date(text)
    assert meant is None or str(as_date(meant)) == meant
