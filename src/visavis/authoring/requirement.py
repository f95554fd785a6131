"""Where this visavis can be had by others: what they write into requirements.txt."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from visavis import __version__


def requirement() -> str | None:
    """Return the line that makes pip install this very visavis anywhere, or None where it lies only on this machine.

    It is what pip wrote down when it installed it: an index has no record (PEP 610), a repository its commit, an
    archive its address.
    """
    try:
        record = distribution("visavis").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    return _line(json.loads(record)) if record else f"visavis=={__version__}"


def _line(record: dict[str, Any]) -> str | None:
    url = str(record["url"])
    if url.startswith("file:"):
        return None
    if info := record.get("vcs_info"):
        return f"visavis @ {info['vcs']}+{url}@{info['commit_id']}"
    return f"visavis @ {url}"
