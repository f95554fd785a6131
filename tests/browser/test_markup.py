"""The markup that a browser is given: valid, and without anything inline."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.kinds import CARD, KINDS, every_site, path

DATA = '<script type="application/ld+json">'
"""Says what a page is about. It is data, no script: a browser runs none of it, and so asks no policy about it."""

INLINE = re.compile(
    rf"<style|(?!{re.escape(DATA)})<script(?![^>]* src=)"
    r"""|\s(?:style|on[a-z]+)=["']|(?:href|src)="\s*(?:javascript|data):"""
)

FROM_DISK = "Resource violates Content Security Policy"
"""The checker reads the files from the disk, where it knows no address that 'self' could stand for."""

NO_SCRIPT = "Inline script violates Content Security Policy"
"""The checker takes data in a <script> for a script; test_pages.py listens to what a browser says of it."""


@pytest.mark.browser
@every_site
def test_every_kind_of_page_is_valid_html(
    site_name: str, request: pytest.FixtureRequest, java: str, node_packages: Path
) -> None:
    site = request.getfixturevalue(site_name)
    pages = []
    for kind in (*KINDS, CARD):
        try:
            pages.append(str(site.folder / path(site, site_name, kind)))
        except pytest.skip.Exception:
            continue
    checker = node_packages / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", str(checker), "--format", "json", "--stdout", "--exit-zero-always", *pages]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found = [
        f"{message['url'].split(site.folder.name + '/', 1)[-1]}:{message.get('lastLine')}: {message['message']} "
        f"{message.get('extract', '')!r}"
        for message in json.loads(done.stdout)["messages"]
        if not message["message"].startswith(FROM_DISK)
        and not (message["message"].startswith(NO_SCRIPT) and DATA in message["extract"])
    ]
    assert "\n".join(found) == ""


@every_site
def test_no_page_has_anything_inline(site_name: str, request: pytest.FixtureRequest) -> None:
    """Scripts, styles, handlers: a strict Content-Security-Policy would block them."""
    folder = request.getfixturevalue(site_name).folder
    found = {
        page.relative_to(folder).as_posix(): match[0]
        for page in folder.rglob("*.html")
        if (match := INLINE.search(page.read_text("utf-8")))
    }
    assert found == {}


@every_site
def test_every_page_has_one_style_sheet_and_a_strict_policy(site_name: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(site_name).folder
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8")
        assert text.count('rel="stylesheet"') == 1, page
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
        assert policy, page
        assert "default-src 'none'" in policy[1], page
        assert "unsafe" not in policy[1], page
        assert "*" not in policy[1], page
