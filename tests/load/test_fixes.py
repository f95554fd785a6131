"""Fixes that say just what to write, for what people write at first."""

from __future__ import annotations

from pathlib import Path

import pytest

from visavis.load.near_licences import near_licence

from .sites import change, found, site

ONE, RUN = "data/models/one.yaml", "data/evals/vision/one.yaml"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("MIT License", "MIT"),
        ("The MIT-License", "MIT"),
        ("apache 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("GPL v3", None),  # only, or or-later?
        ("LGPL 2.1", None),
        ("Apache", None),
        ("proprietary", None),
        ("Gemma Terms of Use", None),
        ("the license", None),
    ],
)
def test_a_licence_is_known_by_name_where_one_identifier_alone_can_be_meant(name: str, identifier: str | None) -> None:
    assert near_licence(name) == identifier


@pytest.mark.parametrize(
    ("path", "old", "new", "fix"),
    [
        (ONE, "source:", "licence: MIT License\nsource:", "write MIT"),
        (ONE, "source:", "links: [ocr, vqa]\nsource:", "write {ocr: …, vqa: …}, or take the line away"),
        (
            ONE,
            "source:",
            "links: [a, b, c, d]\nsource:",
            "write {a: …, b: …, c: …, …}, or take the line away",
        ),
        (
            ONE,
            "source:",
            'links: ["a: b"]\nsource:',
            "write a mapping (key: value) here, or take the line away",
        ),
        (RUN, "ocr: {passed: 1, total: 2}", "ocr: 1/2", "write {passed: 1, total: 2}"),
        (RUN, "ocr: {passed: 1, total: 2}", "ocr: 1 of 2", "write {passed: 1, total: 2}"),
        (RUN, "ocr: {passed: 1, total: 2}", "ocr: half", "write a number"),
    ],
)
def test_what_people_write_at_first_is_written_right_in_the_fix(
    path: str, old: str, new: str, fix: str, tmp_path: Path
) -> None:
    root = site(tmp_path)
    change(root, path, old, new)
    assert [problem.fix for problem in found(root) if problem.severity == "error"] == [fix]
