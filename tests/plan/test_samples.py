"""Files that are alike, and what all of them weigh by some of them."""

from __future__ import annotations

import pytest

from visavis.plan.samples import Measured, Sample, weighed


def test_files_that_were_all_made_are_weighed_exactly():
    sample = Sample({"a.html": 100.0, "b.html": 117.3, "c.html": 111.1}, ["a.html", "b.html", "c.html"])
    sizes = {"a.html": Measured(1001, thinned=False), "b.html": Measured(7, thinned=False)}
    sizes["c.html"] = Measured(13, thinned=False)
    assert weighed([sample, sample._replace(of={"a.html": 3.0}, made=["a.html"])], sizes)[1:] == (2022, 1001, 0, False)


def test_files_that_cost_more_weigh_as_much_more():
    sample = Sample({"a.html": 100.0, "b.html": 110.0, "c.html": 120.0}, ["b.html"])
    found = weighed([sample], {"b.html": Measured(220, thinned=False)})
    assert found == (("a.html", "b.html", "c.html"), 660, 220, 1, False)


@pytest.mark.parametrize("thinned", [False, True])
def test_files_of_which_some_rows_were_made_are_estimated(*, thinned: bool):
    found = weighed([Sample({"a.html": 5000.0}, ["a.html"])], {"a.html": Measured(10, thinned)})
    assert (found.bytes, found.sampled, found.part("Lists").thinned) == (10, int(thinned), thinned)
