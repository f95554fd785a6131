"""Where visavis can be had: read from what pip wrote down."""

from __future__ import annotations

import json
from importlib import metadata

import pytest

from visavis import __version__
from visavis.authoring import requirement as module
from visavis.authoring.requirement import requirement


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (None, f"visavis=={__version__}"),
        ({"url": "file:///home/me/visavis", "dir_info": {"editable": True}}, None),
        ({"url": "file:///home/me/visavis.whl", "archive_info": {}}, None),
        (
            {"url": "https://git.example/visavis", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            "visavis @ git+https://git.example/visavis@0a1b",
        ),
        ({"url": "https://example.org/visavis.whl", "archive_info": {}}, "visavis @ https://example.org/visavis.whl"),
    ],
)
def test_the_line_is_what_pip_wrote_down(record: object, line: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Distribution:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(record) if record else None

    monkeypatch.setattr(module, "distribution", lambda name: Distribution())
    assert requirement() == line


def test_a_visavis_that_was_not_installed_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module, "distribution", missing)
    assert requirement() is None
