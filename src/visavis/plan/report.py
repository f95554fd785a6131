"""A plan in words and figures, for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from visavis.load.schema import PairParts, Pairs
from visavis.plan.making import Plan, Verdict
from visavis.plan.samples import Part
from visavis.plan.thinning import MORE
from visavis.plan.ways import Way
from visavis.write.budget import Host, Size

LIMITS = {
    "files": ("{} files", "{} too many"),
    "entries": ("{} files and folders", "{} too many"),
    "files_per_folder": ("{} files in one folder", "{} too many"),
    "file_bytes": ("{} in one file", "{} too much"),
    "site_bytes": ("{} in all", "{} too much"),
}
"""How each measure of a size is written, and how what is too much of it."""


def report(of: Plan) -> str:
    """Return everything a plan says, as lines of at most 80 columns where names and named pairs are short enough."""
    lines = [
        f"A build would make {_many(of.comparisons, 'comparison')} of {_many(of.models, 'model')}.",
        f"This is for pairs: {_pairs(of.pairs)}. Nothing was built or written.",
        "",
        *_parts(of),
        "",
        *_verdicts(of),
        *_ways(of),
        "",
        *_sources(of),
    ]
    return "\n".join(lines)


def beyond(host: Host, size: Size) -> list[str]:
    """Return what a host takes and a site of this size goes beyond, as half sentences."""
    found = []
    for name, excess in host.exceeded(size).items():
        limit, too_much = LIMITS[name]
        found.append(f"{limit.format(_stated(name, host.limits[name]))}: {too_much.format(_amount(name, excess))}")
    return found


def weighed(count: int) -> str:
    """Return a number of bytes in the unit that suits it, 1 kB being 1,000 bytes."""
    amount, units = float(count), ["bytes", "kB", "MB", "GB", "TB"]
    while round(amount, 1) >= 1000 and len(units) > 1:
        amount, units = amount / 1000, units[1:]
    return f"{count:,} bytes" if units[0] == "bytes" else f"{amount:,.1f} {units[0]}"


def _pairs(pairs: Pairs) -> str:
    if isinstance(pairs, str):
        return pairs
    if not isinstance(pairs, PairParts):
        return _many(len(pairs), "named pair")
    parts = ["comparable: yes"] if pairs.comparable == "yes" else []
    parts += [f"nearest: {pairs.nearest}"] if pairs.nearest is not None else []
    parts += [f"named: {_many(len(pairs.named), 'pair')}"] if pairs.named else []
    return f"{{{', '.join(parts)}}}"


def _parts(of: Plan) -> Iterator[str]:
    total = Part("Total", *(sum(getattr(part, name) for part in of.parts) for name in ("pages", "files", "bytes")))
    yield f"{'':14}{'Pages':>14}{'Files':>14}{'Size':>14}"
    for part in [*of.parts, total]:
        how = f"  estimated from {part.sampled}{'*' * part.thinned}" if part.sampled else ""
        pages = f"{part.pages:,}" if part.pages or part.name != "Static files" else ""
        yield f"{part.name:14}{pages:>14}{part.files:>14,}{weighed(part.bytes):>14}{how}"
    if any(part.thinned for part in of.parts):
        yield f"* of whose long lists one row in {MORE} was made"


def _verdicts(of: Plan) -> Iterator[str]:
    yield f"{'Host':24}{'Fits':6}{'It takes':30}This site"
    for verdict in of.verdicts:
        name, fits = verdict.host.name, "no" if verdict.exceeded else "yes"
        for limit, beyond in _limits(of, verdict):
            yield f"{name:24}{fits:6}{limit:30}{beyond}".rstrip()
            name = fits = ""


def _limits(of: Plan, verdict: Verdict) -> Iterator[tuple[str, str]]:
    host = verdict.host
    for name, most in host.limits.items():
        excess, (limit, beyond) = verdict.exceeded.get(name, 0), LIMITS[name]
        yield limit.format(_stated(name, most)), beyond.format(_amount(name, excess)) if excess else _of(of, name)
    if not host.limits:
        yield "no limit on files and bytes", _of(of, "files")


def _of(of: Plan, name: str) -> str:
    return _amount(name, getattr(of.size, name))


def _stated(name: str, most: int) -> str:
    """Return a limit as its publisher writes it: in MiB where it is a whole number of them."""
    if name.endswith("bytes") and most % 2**20 == 0:
        return f"{most >> 20:,} MiB"
    return _amount(name, most).replace(".0 ", " ")


def _amount(name: str, number: int) -> str:
    return weighed(number) if name.endswith("bytes") else f"{number:,}"


def _ways(of: Plan) -> Iterator[str]:
    wanting = [verdict for verdict in of.verdicts if verdict.exceeded]
    if wanting:
        yield ""
        yield "What would make it fit: one of these lines in data/site.yaml"
        if any(way.within for verdict in wanting for way in verdict.ways):
            yield "(nearest or comparable: within pairs, one in place of the other, beside named)"
    for verdict in wanting:
        name, least = verdict.host.name, verdict.host.exceeded(of.least)
        if verdict.room < 0:
            excess = ", ".join(LIMITS[limit][0].format(_amount(limit, getattr(of.least, limit))) for limit in least)
            yield f"  {name}: nothing; without any comparison it has {excess}"
        else:
            yield f"  {name}: room for about {_many(verdict.room, 'comparison')}"
        yield from map(_way, verdict.ways)


def _way(way: Way) -> str:
    size = f"{way.comparisons:,} comparisons, {way.size.files:,} files, {weighed(way.size.site_bytes)}"
    return f"    {way.line:22}  # {size}"


def _sources(of: Plan) -> Iterator[str]:
    dates: dict[date, list[str]] = {}
    for verdict in of.verdicts:
        dates.setdefault(verdict.host.as_of, []).extend(verdict.host.sources)
    for day, sources in dates.items():
        yield f"The limits are those stated here, as looked up on {day}; others are unknown."
        yield from (f"  {source}" for source in dict.fromkeys(sources))


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
