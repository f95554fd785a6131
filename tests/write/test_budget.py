"""The limits of hosts: read as they stand in the file, and held against the size of a site."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import visavis.write
from visavis.write.budget import MEASURES, Host, Size, hosts

TEXT = (Path(visavis.write.__file__).parent / "hosts.toml").read_text("utf-8")
EXACT = Size(files=5, entries=7, files_per_folder=3, file_bytes=100, site_bytes=200)


def host(**limits: int) -> Host:
    return Host("Some host", ("https://example.org/",), date(2026, 1, 1), limits, ())


def test_every_host_is_read_with_its_limits_in_the_order_of_the_file():
    assert {one.name: dict(one.limits) for one in hosts()} == {
        "GitHub Pages": {"site_bytes": 10**9},
        "GitLab Pages": {"entries": 200_000, "site_bytes": 10**9},
        "Cloudflare Pages, Free": {"files": 20_000, "file_bytes": 25 * 2**20},
        "Cloudflare Pages, Paid": {"files": 100_000, "file_bytes": 25 * 2**20},
        "Netlify": {"files_per_folder": 54_000},
        "Amazon S3": {},
    }
    assert {one.name: one.unlimited for one in hosts() if one.unlimited} == {
        "Netlify": ("files",),
        "Amazon S3": ("files", "site_bytes"),
    }


@pytest.mark.parametrize("entry", tomllib.loads(TEXT)["host"], ids=lambda entry: str(entry["name"]))
def test_the_file_says_of_every_host_where_and_when_its_limits_were_found(entry: dict[str, object]):
    assert entry.keys() <= {"name", "source", "also", "as_of", "limits", "unlimited"}
    limits, unlimited = entry.get("limits", {}), entry.get("unlimited", [])
    assert isinstance(limits, dict)
    assert isinstance(unlimited, list)
    assert {*limits, *unlimited} <= {*MEASURES}
    assert not {*limits} & {*unlimited}
    assert limits or unlimited
    assert str(entry["source"]).startswith("https://")
    assert isinstance(entry["as_of"], date)


def test_a_site_that_is_just_as_large_as_a_host_allows_fits():
    for name in MEASURES:
        assert host(**{name: getattr(EXACT, name)}).exceeded(EXACT) == {}
        assert host(**{name: getattr(EXACT, name) - 1}).exceeded(EXACT) == {name: 1}


@given(st.dictionaries(st.sampled_from(MEASURES), st.integers(0, 300)))
def test_every_limit_that_is_exceeded_is_named_with_what_is_too_much(limits: dict[str, int]):
    too_much = {name: getattr(EXACT, name) - most for name, most in limits.items() if getattr(EXACT, name) > most}
    found = host(**limits).exceeded(EXACT)
    assert found == too_much
    assert list(found) == [name for name in MEASURES if name in too_much]
