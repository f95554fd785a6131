"""Measures taken in several processes: the same as taken here, in order, whatever becomes of the processes."""

from __future__ import annotations

import os
from functools import partial

import pytest

from visavis.load.problems import Problem, ProblemsFound
from visavis.load.workers import START_METHOD
from visavis.plan import measuring
from visavis.plan.measuring import Measure, processes, taken

PROBLEM = Problem("templates/a.html", 1, 1, "bad-template", "", "this", "that", "mend it")


def refused() -> None:
    raise ProblemsFound([PROBLEM])


def here_alone(process: int) -> str:
    """Return a text in one process, and end any other."""
    if os.getpid() != process:
        os._exit(1)
    return "here"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_measures_come_in_their_order(jobs: int):
    measures = [Measure(cost, partial(pow, cost, 2)) for cost in (3, 1, 4, 1, 5)]
    assert taken(measures, jobs) == [9, 1, 16, 1, 25]
    assert taken([], 1) == []


def test_each_is_taken_in_another_process_where_these_are_parted():
    if START_METHOD == "fork":
        assert os.getpid() not in taken([Measure(1, os.getpid)] * 4, 2)
    assert taken([Measure(1, os.getpid)] * 4, 1) == [os.getpid()] * 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_with_a_template_is_raised_here(jobs: int):
    with pytest.raises(ProblemsFound) as found:
        taken([Measure(1, os.getpid), Measure(1, refused)], jobs)
    assert list(found.value.problems) == [PROBLEM]


def test_what_processes_leave_is_measured_here():
    assert taken([Measure(1, partial(here_alone, os.getpid()))] * 3, 2) == ["here"] * 3


def test_processes_part_only_where_that_pays_and_where_they_can_be_forked(monkeypatch: pytest.MonkeyPatch):
    few, many = [Measure(measuring.FEW / 2, os.getpid)] * 2, [Measure(measuring.FEW, os.getpid)] * 2
    monkeypatch.setattr(measuring, "START_METHOD", "fork")
    assert (processes(few, 8), processes(many, 8), processes(many, 1)) == (1, 2, 1)
    monkeypatch.setattr(measuring, "START_METHOD", "spawn")
    assert processes(many, 8) == 1
