"""The report of a change, as plain text or as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from visavis.changes.cards import of_models, of_settings
from visavis.changes.lines import Section
from visavis.changes.results import of_ranks, of_runs, of_suites
from visavis.changes.standings import of_pages, of_verdicts
from visavis.compare.pairs import partners
from visavis.compare.subjects import catalogue
from visavis.load.schema import SiteData

MOST = 20
"""So many details of a line are shown; of others, how many they are."""
NOTHING = "Nothing that the site shows changes."
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!-])")


def changes(old: SiteData, new: SiteData) -> list[Section]:
    """Return all that a change of the data does to the site; sections without a line are left out."""
    before, after = (old, catalogue(old)), (new, catalogue(new))
    old_pages, new_pages = partners(before[1]), partners(after[1])
    found = [
        *of_settings(old.config, new.config),
        *of_models(before[1], after[1]),
        *of_suites(before[1], after[1]),
        *of_runs(before, after),
        *of_ranks(before[1], after[1]),
        *of_verdicts(before, after, new_pages),
        *of_pages((before[1], after[1]), old_pages, new_pages),
    ]
    return [section for section in found if section.lines]


def as_text(sections: Sequence[Section]) -> str:
    """Return the report for a terminal."""
    return "\n".join(_text(sections)) if sections else NOTHING


def as_markdown(sections: Sequence[Section]) -> str:
    """Return the report in Markdown, in which what authors wrote is text and nothing else."""
    return "\n".join(_markdown(sections)) if sections else NOTHING


def _summary(sections: Sequence[Section]) -> str:
    counts = [(len(section.lines), section.counted) for section in sections]
    return ", ".join(f"{count:,} {one if count == 1 else many}" for count, (many, one) in counts)


def _text(sections: Sequence[Section]) -> Iterator[str]:
    yield _summary(sections)
    for section in sections:
        yield f"\n{section.title}"
        for line in section.lines[: section.most]:
            yield f"  {line.text}"
            yield from (f"    {detail}" for detail in line.details[:MOST])
            yield from _more("    ", len(line.details), MOST)
        yield from _more("  ", len(section.lines), section.most)


def _markdown(sections: Sequence[Section]) -> Iterator[str]:
    yield _escaped(_summary(sections))
    for section in sections:
        yield f"\n### {_escaped(section.title)}\n"
        for line in section.lines[: section.most]:
            yield f"- {_escaped(line.text)}"
            yield from (f"  - {_escaped(detail)}" for detail in line.details[:MOST])
            yield from _more("  - ", len(line.details), MOST)
        yield from _more("- ", len(section.lines), section.most)


def _more(lead: str, count: int, most: int) -> Iterator[str]:
    if count > most:
        yield f"{lead}and {count - most:,} more"


def _escaped(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, nobody is called by an @, no address is linked."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    for sign, written in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("@", "&#64;"),
        (":", "&#58;"),
        ("|", "&#124;"),
        ("~", "&#126;"),
    ):
        plain = plain.replace(sign, written)
    return plain
