"""Data files: the one place where values become JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def encoded(value: Mapping[str, Any]) -> bytes:
    """Return a value as JSON in UTF-8: compact, keys sorted, so that the same value gives the same bytes.

    Raises ValueError for NaN and infinity, which JSON cannot hold.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return (text + "\n").encode()
