"""What search engines and shared links say of a page below its title: its data in a sentence or two.

At most 160 characters, about as many as are shown. Every text is a whole sentence with its values in it; where values
are long, what comes last is left out, and only then is a text cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from visavis.compare.comparison import Lead
from visavis.compare.facts import Fact
from visavis.compare.verdict import Word

MOST = 160
"""So many characters a snippet has at most."""


def fitting(*texts: str) -> str:
    """Return the first of these texts that is no longer than a snippet may be, or else the last one, cut."""
    return next((text for text in texts if len(text) <= MOST), "") or cut(texts[-1], MOST)


def cut(text: str, most: int) -> str:
    """Return a text in one line, of so many characters at most; an ellipsis stands for what is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def amount(fact: Fact) -> str:
    """Return a number with its unit, as a sentence has it."""
    return f"{fact.text}{fact.unit}" if fact.unit in ("", "%", "s") else f"{fact.text} {fact.unit}"


def counted(number: int, noun: str) -> str:
    """Return a count in words: 1 model, 1,024 models."""
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def home(tagline: str, models: int, suites: int, comparisons: int) -> str:
    """Return what is said of the home page."""
    numbers = f"{counted(models, 'model')}, {counted(suites, 'eval suite')}, {counted(comparisons, 'comparison')}"
    return fitting(f"{tagline} {numbers}: scores, evidence and facts with their sources, side by side.", tagline)


def methodology(site: str) -> str:
    """Return what is said of the page that says where scores come from."""
    what = "come from, how they are computed, rounded and colored"
    return fitting(f"Where the scores of {site} {what}, and what they do not say.", f"Where scores {what}.")


def not_found() -> str:
    """Return what is said of the page for a wrong address."""
    return "There is no page at this address."


def compare(site: str, most: int) -> str:
    """Return what is said of the page that compares any models."""
    start = f"Compare up to {most} models side by side"
    what = "scores with their intervals, response times, properties, tasks and features."
    return fitting(f"{start} on {site}: {what}", f"{start}: {what}")


def models(count: int, makers: int) -> str:
    """Return what is said of the page that lists all models."""
    of = f" from {counted(makers, 'organization')}" if makers else ""
    return f"{counted(count, 'model')}{of}, to filter and sort by maker, license, release, size, tasks and eval scores."


def model(name: str, summary: Sequence[str], scores: Sequence[tuple[str, Fact]], comparisons: int) -> str:
    """Return what is said of a model: `scores` are the names of suites, each with what it reached there."""
    start = f"{name} ({', '.join(summary)})" if summary else name
    reached = [f"{amount(fact)} on {suite}" for suite, fact in scores if fact.text]
    rest = f"Facts with their sources, scores by category and {counted(comparisons, 'comparison')}."
    told = [f"{start}: {', '.join(reached[:count])}." for count in range(len(reached), 0, -1)]
    return fitting(*[f"{text} {rest}" for text in told], *told, f"{start}. {rest}", f"{name}. {rest}", f"{name}.")


def pair(left: str, right: str, lead: Lead | None) -> str:
    """Return what is said of a pair; `lead` says how the two stand in the first suite that tells."""
    if lead is None:
        rest = "eval scores by category, response time, tasks, features, parameters and license"
        return fitting(f"Compare {left} and {right} side by side: {rest}.", f"Compare {left} and {right} side by side.")
    row, suite = lead.row, lead.suite.table.suite.name
    told = f"{left} vs {right}: {amount(row.left)} and {amount(row.right)} on {suite}{_worth(left, right, lead)}."
    return fitting(f"{told} Scores by category, times, tasks, features and license side by side.", told)


def _worth(left: str, right: str, lead: Lead) -> str:
    """Return what follows the two scores: what the verdict is, where there is one."""
    if lead.basis == "different":
        return ", of different prompts"
    if lead.verdict is None:
        return ""
    if lead.verdict.word is Word.TOO_CLOSE:
        return ", too close to call"
    first = left if lead.better == "left" else right
    return f", {first} {'ahead' if lead.verdict.word is Word.AHEAD else 'probably ahead'}"


def suite(name: str, count: int, best: Sequence[str], score: Fact | None) -> str:
    """Return what is said of a suite, `best` of whose models, by name, have the best score."""
    start = f"{name}: {counted(count, 'model')} ranked as far as the data can bear"
    rest = "Intervals, scores by category, times and sources."
    first = f", {best[0]} first with {amount(score)}" if len(best) == 1 and score else ""
    return fitting(f"{start}{first}. {rest}", f"{start}. {rest}", f"{start}.")


def prompt(suite: str, number: int, of: int, asked_for: str, passed: int, asked: int) -> str:
    """Return what is said of a prompt: its place in its suite, what is asked, and how many models passed."""
    start = f"{suite}, prompt {number} of {of}: "
    rest = f" – {passed} of {counted(asked, 'model')} passed." if asked else ""
    return cut(start + cut(asked_for, max(MOST - len(start) - len(rest), 20)) + rest, MOST)


def task(name: str, about: str | None, does: int, models: int) -> str:
    """Return what is said of a task that so many of the models do."""
    said = f" {about}" if about else ""
    start = f"{does:,} of {counted(models, 'model')} {'does' if does == 1 else 'do'} {name}"
    rest = "Their scores, the models that do not, and those of which it is unknown."
    return fitting(f"{start}.{said} {rest}", f"{start}. {rest}", f"{start}.")


def organisation(name: str, about: str | None, models: int) -> str:
    """Return what is said of a maker of so many models."""
    start = f"{counted(models, 'model')} by {name}, newest first, with facts and eval scores."
    return fitting(f"{start} {about}", start) if about else fitting(start)
