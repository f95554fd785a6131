"""What search engines and shared links say of a page below its title: its data in a sentence or two.

At most 160 characters, about as many as are shown. Every text is a whole sentence with its values in it; where values
are long, what comes last is left out, and only then is a text cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from visavis.compare.comparison import Lead
from visavis.compare.facts import Fact
from visavis.compare.verdict import Word
from visavis.language import _, current, ngettext
from visavis.pages import counts

MOST = 160
"""So many characters a snippet has at most."""
_ENDS = (".", "!", "?", "…", "。", "！", "？")


def fitting(*texts: str) -> str:
    """Return the first of these texts that is no longer than a snippet may be, or else the last one, cut."""
    return next((text for text in texts if len(text) <= MOST), "") or cut(texts[-1], MOST)


def cut(text: str, most: int) -> str:
    """Return a text in one line, of so many characters at most; an ellipsis stands for what is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def sentence(text: str) -> str:
    """Return a text as a sentence: with a full stop behind it, unless it ends one by itself."""
    return text if text.endswith(_ENDS) else _("{text}.").format(text=text)


def amount(fact: Fact) -> str:
    """Return a number with its unit, as a sentence has it."""
    if fact.unit == "%":
        return _("{number}%").format(number=fact.text)
    return f"{fact.text}{fact.unit}" if fact.unit in ("", "s") else f"{fact.text} {fact.unit}"


def home(tagline: str, models: int, suites: int, comparisons: int) -> str:
    """Return what is said of the home page."""
    text = _(
        "{tagline} {models}, {suites}, {comparisons}: scores, evidence and facts with their sources, side by side."
    )
    numbers = counts.models(models), counts.suites(suites), counts.comparisons(comparisons)
    said = text.format(tagline=sentence(tagline), models=numbers[0], suites=numbers[1], comparisons=numbers[2])
    return fitting(said, tagline)


def methodology(site: str) -> str:
    """Return what is said of the page that says where scores come from."""
    long = _(
        "Where the scores of {site} come from, how they are computed, rounded and colored, and what they do not say."
    )
    return fitting(long.format(site=site), _("Where scores come from, how they are computed, rounded and colored."))


def not_found() -> str:
    """Return what is said of the page for a wrong address."""
    return _("There is no page at this address.")


def compare(site: str, most: int) -> str:
    """Return what is said of the page that compares any models."""
    long = _(
        "Compare up to {most} models side by side on {site}: "
        "scores with their intervals, response times, properties, tasks and features."
    )
    short = _(
        "Compare up to {most} models side by side: "
        "scores with their intervals, response times, properties, tasks and features."
    )
    return fitting(long.format(most=most, site=site), short.format(most=most))


def models(count: int, makers: int) -> str:
    """Return what is said of the page that lists all models."""
    if not makers:
        text = _("{models}, to filter and sort by maker, license, release, size, tasks and eval scores.")
        return text.format(models=counts.models(count))
    text = _(
        "{models} from {organizations}, to filter and sort by maker, license, release, size, tasks and eval scores."
    )
    of = ngettext("{num} organization", "{num} organizations", makers)
    return text.format(models=counts.models(count), organizations=of)


def model(name: str, summary: Sequence[str], scores: Sequence[tuple[str, Fact]], comparisons: int) -> str:
    """Return what is said of a model: `scores` are the names of suites, each with what it reached there."""
    start = _("{name} ({summary})").format(name=name, summary=_(", ").join(summary)) if summary else name
    reached = [_("{score} on {suite}").format(score=amount(fact), suite=suite) for suite, fact in scores if fact.text]
    rest = ngettext(
        "Facts with their sources, scores by category and {num} comparison.",
        "Facts with their sources, scores by category and {num} comparisons.",
        comparisons,
    )
    told = [
        _("{model}: {scores}.").format(model=start, scores=_(", ").join(reached[:count]))
        for count in range(len(reached), 0, -1)
    ]
    both, short = (_("{model}. {rest}").format(model=of, rest=rest) for of in (start, name))
    longest = [_("{told} {rest}").format(told=text, rest=rest) for text in told]
    return fitting(*longest, *told, both, short, _("{name}.").format(name=name))


def pair(left: str, right: str, lead: Lead | None) -> str:
    """Return what is said of a pair; `lead` says how the two stand in the first suite that tells."""
    if lead is None:
        long = _(
            "Compare {left} and {right} side by side: "
            "eval scores by category, response time, tasks, features, parameters and license."
        )
        short = _("Compare {left} and {right} side by side.")
        return fitting(long.format(left=left, right=right), short.format(left=left, right=right))
    row, suite = lead.row, lead.suite.table.suite.name
    told = _told(lead).format(
        left=left,
        right=right,
        score=amount(row.left),
        other=amount(row.right),
        suite=suite,
        first=left if lead.better == "left" else right,
    )
    rest = _("Scores by category, times, tasks, features and license side by side.")
    return fitting(_("{told} {rest}").format(told=told, rest=rest), told)


def _told(lead: Lead) -> str:
    """Return the sentence on the two scores, which says what the verdict is, where there is one."""
    if lead.basis == "different":
        return _("{left} vs {right}: {score} and {other} on {suite}, of different prompts.")
    if lead.verdict is None:
        return _("{left} vs {right}: {score} and {other} on {suite}.")
    if lead.verdict.word is Word.TOO_CLOSE:
        return _("{left} vs {right}: {score} and {other} on {suite}, too close to call.")
    if lead.verdict.word is Word.AHEAD:
        return _("{left} vs {right}: {score} and {other} on {suite}, {first} ahead.")
    return _("{left} vs {right}: {score} and {other} on {suite}, {first} probably ahead.")


def suite(name: str, count: int, best: Sequence[str], score: Fact | None) -> str:
    """Return what is said of a suite, `best` of whose models, by name, have the best score."""
    start = ngettext(
        "{name}: {num} model ranked as far as the data can bear",
        "{name}: {num} models ranked as far as the data can bear",
        count,
    ).format(name=name)
    rest = _("Intervals, scores by category, times and sources.")
    short = _("{model}. {rest}").format(model=start, rest=rest)
    if len(best) == 1 and score:
        first = _("{start}, {model} first with {score}. {rest}")
        long = first.format(start=start, model=best[0], score=amount(score), rest=rest)
        return fitting(long, short, _("{name}.").format(name=start))
    return fitting(short, _("{name}.").format(name=start))


def prompt(suite: str, number: int, of: int, asked_for: str, passed: int, asked: int) -> str:
    """Return what is said of a prompt: its place in its suite, what is asked, and how many models passed."""
    start = _("{suite}, prompt {number} of {of}: ").format(suite=suite, number=number, of=of)
    rest = ""
    if asked:
        said = ngettext(" – {passed} of {num} model passed.", " – {passed} of {num} models passed.", asked)
        rest = said.format(passed=passed)
    return cut(start + cut(asked_for, max(MOST - len(start) - len(rest), 20)) + rest, MOST)


def task(name: str, about: str | None, does: int, models: int) -> str:
    """Return what is said of a task that so many of the models do."""
    of, whole = counts.models(models), current().whole(does)
    start = ngettext("{does} of {models} does {name}", "{does} of {models} do {name}", does)
    start = start.format(does=whole, models=of, name=name)
    rest = _("Their scores, the models that do not, and those of which it is unknown.")
    short = _("{model}. {rest}").format(model=start, rest=rest)
    if not about:
        return fitting(short, _("{name}.").format(name=start))
    long = _("{start}. {about} {rest}").format(start=start, about=about, rest=rest)
    return fitting(long, short, _("{name}.").format(name=start))


def organisation(name: str, about: str | None, models: int) -> str:
    """Return what is said of a maker of so many models."""
    start = ngettext(
        "{num} model by {name}, newest first, with facts and eval scores.",
        "{num} models by {name}, newest first, with facts and eval scores.",
        models,
    ).format(name=name)
    return fitting(_("{told} {rest}").format(told=start, rest=about), start) if about else fitting(start)
