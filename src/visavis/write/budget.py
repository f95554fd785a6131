"""Hosts' limits: what each takes, in `hosts.toml`, and whether a site of a given size fits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Size:
    """How large a site is, in numbers and bytes: the measures that hosts limit, named as in `hosts.toml`.

    `entries` are files and folders together; `files_per_folder` counts the fullest folder, `file_bytes` the largest
    file.
    """

    files: int
    entries: int
    files_per_folder: int
    file_bytes: int
    site_bytes: int


MEASURES = tuple(field.name for field in fields(Size))


@dataclass(frozen=True, slots=True)
class Host:
    """A host and the most it takes, by the names of `Size`.

    What is neither in `limits` nor in `unlimited` is unknown. `sources` are the addresses that say so, `as_of` the day
    on which they were looked up.
    """

    name: str
    sources: tuple[str, ...]
    as_of: date
    limits: Mapping[str, int]
    unlimited: tuple[str, ...]

    def exceeded(self, size: Size) -> dict[str, int]:
        """Return the limits that a site goes beyond, in the order of `Size`, each with how much it is too much."""
        over = {name: getattr(size, name) - self.limits[name] for name in MEASURES if name in self.limits}
        return {name: excess for name, excess in over.items() if excess > 0}


@cache
def hosts() -> tuple[Host, ...]:
    """Return all hosts whose limits are known, in the order of the file."""
    text = files("visavis.write").joinpath("hosts.toml").read_text("utf-8")
    return tuple(_host(entry) for entry in tomllib.loads(text)["host"])


def host_named(name: str) -> Host | None:
    """Return the host of this name, written with or without spaces, commas and capitals; None where there is none."""
    return next((host for host in hosts() if slug(host.name) == slug(name)), None)


def slug(name: str) -> str:
    """Return a host's name as it is written on a command line."""
    return re.sub("[^a-z0-9]+", "-", name.lower())


def _host(entry: dict[str, Any]) -> Host:
    sources = tuple(entry[name] for name in ("source", "also") if name in entry)
    limits = {name: entry.get("limits", {})[name] for name in MEASURES if name in entry.get("limits", {})}
    return Host(entry["name"], sources, entry["as_of"], limits, tuple(entry.get("unlimited", ())))
