"""Changes of the results: suites and runs that are new or gone, scores that moved, answers that came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.changes.lines import Line, Section, keys, moved, said
from visavis.compare.scores import RunScores, SuiteTable
from visavis.compare.subjects import Catalogue
from visavis.load.schema import EvalRun, EvalSuite, Outcome, SiteData

Site = tuple[SiteData, Catalogue]
"""The data of a site, and what is computed of it."""


def of_suites(old: Catalogue, new: Catalogue) -> Iterator[Section]:
    """Yield the suites that are new, gone, and that ask something else."""
    added, gone, both = keys(old.suites, new.suites)
    yield Section("New suites", ("new suites", "new suite"), tuple(_suite(new.suites[key]) for key in added))
    yield Section("Suites gone", ("suites gone", "suite gone"), tuple(_suite(old.suites[key]) for key in gone))
    changed = [(old.suites[key].suite, new.suites[key].suite) for key in both]
    lines = tuple(Line(after.name, tuple(_asked(before, after))) for before, after in changed if before != after)
    yield Section("Changed suites", ("changed suites", "changed suite"), lines)


def of_runs(old: Site, new: Site) -> Iterator[Section]:
    """Yield the runs that are new, gone, and that came to something else; those of new and gone suites stand there."""
    added, gone, moves = list[Line](), list[Line](), list[Line]()
    for suite in keys(old[1].suites, new[1].suites)[2]:
        before, after = old[1].suites[suite], new[1].suites[suite]
        more, less, both = keys(before.runs, after.runs)
        added += [_run(new[1], after, model) for model in more]
        gone += [_run(old[1], before, model) for model in less]
        for model in both:
            one, other = old[0].runs[suite][model], new[0].runs[suite][model]
            if one != other or _scored(before, before.runs[model]) != _scored(after, after.runs[model]):
                details = (*_scores(before, after, model), *_outcomes(one, other))
                moves.append(Line(_title(new[1], after, model), details or tuple(_fields(one, other))))
    yield Section("New runs", ("new runs", "new run"), tuple(added))
    yield Section("Runs gone", ("runs gone", "run gone"), tuple(gone))
    yield Section("Changed results", ("changed results", "changed result"), tuple(moves))


def of_ranks(old: Catalogue, new: Catalogue) -> Iterator[Section]:
    """Yield the ranks that changed, of models that had one before."""
    for suite in keys(old.boards, new.boards)[2]:
        before = {entry.model: entry.ranks for entry in old.boards[suite].entries}
        lines = [
            Line(moved(new.subjects[entry.model].name, before[entry.model], entry.ranks))
            for entry in new.boards[suite].entries
            if before.get(entry.model, entry.ranks) != entry.ranks
        ]
        name = new.suites[suite].suite.name
        yield Section(f"Ranks on {name}", (f"other ranks on {name}", f"other rank on {name}"), tuple(lines))


def _suite(table: SuiteTable) -> Line:
    count = len(table.runs)
    return Line(f"{table.suite.name} ({table.key}), with {count:,} {'run' if count == 1 else 'runs'}")


def _asked(old: EvalSuite, new: EvalSuite) -> Iterator[str]:
    for field in ("prompts", "categories"):
        before, after = getattr(old, field), getattr(new, field)
        added, gone, both = keys(before, after)
        for word, which in (("new", added), ("gone", gone), ("changed", [k for k in both if before[k] != after[k]])):
            if which:
                yield f"{field} {word}: {', '.join(which)}"
    fields = [name for name in EvalSuite.model_fields if name not in ("prompts", "categories")]
    rest = [name for name in fields if getattr(old, name) != getattr(new, name)]
    if rest:
        yield f"also changed: {', '.join(rest)}"


def _title(catalogue: Catalogue, table: SuiteTable, model: str) -> str:
    return f"{catalogue.subjects[model].name} on {table.suite.name}"


def _run(catalogue: Catalogue, table: SuiteTable, model: str) -> Line:
    title = _title(catalogue, table, model)
    return Line(title if table.headline is None else f"{title}: {said(table.runs[model].facts[table.headline])}")


def _scored(table: SuiteTable, run: RunScores) -> list[tuple[str, str]]:
    return [(row.key, said(fact)) for row, fact in zip(table.rows, run.facts, strict=True)]


def _scores(old: SuiteTable, new: SuiteTable, model: str) -> Iterator[str]:
    before = dict(_scored(old, old.runs[model]))
    for row, (key, after) in zip(new.rows, _scored(new, new.runs[model]), strict=True):
        if before.get(key, "not run") != after:
            yield moved(row.label, before.get(key, "not run"), after)


def _outcomes(old: EvalRun, new: EvalRun) -> Iterator[str]:
    """Yield the prompts that came out otherwise; of answers that changed without that, how many they are."""
    same = 0
    for key in dict.fromkeys([*old.outcomes, *new.outcomes]):
        before, after = old.outcomes.get(key), new.outcomes.get(key)
        words = [_word(one.outcome) if one else "not run" for one in (before, after)]
        if words[0] != words[1]:
            yield moved(key, *words)
        else:
            same += before != after
    if same:
        yield f"{same:,} {'answer' if same == 1 else 'answers'} changed, with the same outcome"


def _word(outcome: Outcome | None) -> str:
    return outcome.value if outcome else "not run"


def _fields(old: EvalRun, new: EvalRun) -> Iterator[str]:
    yield "also changed: " + ", ".join(
        name for name in EvalRun.model_fields if getattr(old, name) != getattr(new, name)
    )
