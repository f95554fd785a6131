"""Which pages of pairs are made anew, and which are only shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from visavis.write.pair_pages import PairPages
from visavis.write.update import Held, Update

KEYS = [f"m{number:02}" for number in range(20)]
SOME = st.sets(st.sampled_from(KEYS), max_size=3)


def pages(gaps: set[str]) -> PairPages:
    rights = {key: [other for other in KEYS[place + 1 :] if other not in gaps] for place, key in enumerate(KEYS)}
    return PairPages.of("compare/{left}-vs-{right}.html", KEYS, rights.__getitem__)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SOME, SOME, SOME, SOME, st.dictionaries(st.sampled_from(KEYS), SOME, max_size=2), st.booleans())
def test_a_page_is_made_unless_it_is_published_and_shared_unless_it_is_there(
    tmp_path_factory: pytest.TempPathFactory,
    gaps: set[str],
    gaps_before: set[str],
    stale: set[str],
    unknown: set[str],
    touched: dict[str, set[str]],
    same: bool,
) -> None:
    tree = tmp_path_factory.getbasetemp() / "update"
    (tree / "compare").mkdir(parents=True, exist_ok=True)
    wanted, before = pages(gaps), pages(gaps if same else gaps_before)
    own = Held(before, frozenset(KEYS) - stale, frozenset(), touched)
    known = Held(before, frozenset(KEYS) - unknown, frozenset(), touched)
    update = Update(tree, Path("published"), wanted, own, known)
    for left in KEYS:
        made, shared = update.split(left)
        rights = wanted.rights(left)
        assert list(made) == [right for right in rights if right not in known.rights(left)]
        assert list(shared) == [
            right for right in rights if right in known.rights(left) and right not in own.rights(left)
        ]
