"""A build over an earlier one: whatever was edited, the output is that of a clean build, and what is right is left."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.editing import EDITS, Edited
from tests.helpers import differing, tree
from visavis.write import inputs

STEPS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 2**16)), max_size=3),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=5,
)


def follow(edited: Edited, steps: list[tuple[list[tuple[str, int]], bool]]) -> None:
    """Build, and after each step of edits build again, and compare."""
    edited.build()
    for edits, verify in steps:
        for name, seed in edits:
            getattr(edited, name)(random.Random(seed))
        before, expected = edited.times(), edited.expected()
        made = edited.build(verify=verify)
        assert differing(tree(edited.out), expected) == []
        for path, (content, time) in edited.times().items():
            if path in before and before[path][0] == content:
                assert time == before[path][1], f"{path} was written though nothing in it changed"
            elif path in before:
                assert time >= before[path][1], f"{path} changed and got an older time"
        assert {path: path.read_bytes() for path in edited.kept} == edited.kept
        again = edited.build()
        assert (again.written, again.removed) == (0, 0)
        assert again.foreign == made.foreign
        assert differing(tree(edited.out), expected) == []


@pytest.mark.parametrize("rested", [False, True])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_edits_the_output_is_that_of_a_clean_build(
    monkeypatch: pytest.MonkeyPatch, steps: list[tuple[list[tuple[str, int]], bool]], *, rested: bool
) -> None:
    """And unchanged files keep their time. `rested`: inputs are known by stat even when they have just been written."""
    monkeypatch.setattr(inputs, "SAFE", 0 if rested else inputs.SAFE)
    with tempfile.TemporaryDirectory() as folder:
        follow(Edited(Path(folder)), steps)
