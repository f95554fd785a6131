"""Licences as people name them, and their SPDX identifiers, where only one can be meant."""

from __future__ import annotations

import re

_BESIDE = re.compile(r"[,_]|\b(?:the|licen[cs]e|version)\b|\bv(?=[0-9])")

_GNU = re.compile(r"[al]?gpl|gfdl")


def near_licence(text: str) -> str | None:
    """Return the identifier that a name means, such as Apache-2.0 for Apache License 2.0; None where there is none."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    name = "-".join(_BESIDE.sub(" ", text.casefold()).split()).strip("-")
    if _GNU.match(name):
        return None  # of that version only, or of later ones too?
    for identifier in (name, f"{name}.0"):
        try:
            return str(canonicalize_license_expression(identifier))
        except InvalidLicenseExpression:
            continue
    return None
