"""Accessibility: axe finds nothing, in light and dark, on a phone and on a desk."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import every_document, every_site, path

COLOURS: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ALL: dict[str, object] = {"rules": {"target-size": {"enabled": True}}}  # of WCAG 2.2, off where nobody asks for it
SCHEMES: dict[Literal["light", "dark"], dict[str, object]] = {"light": ALL, "dark": COLOURS}
"""What axe is to look for in each: in the dark, only colours differ."""
WIDTHS = (360, 1280)
ALL_LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important; }");
  document.adoptedStyleSheets.push(sheet);
}"""
"""So that axe looks at all of a page: what is not laid out yet, since nobody has scrolled there, has no true place."""
RUN = """async only => (await axe.run(document, {resultTypes: ["violations"], ...only})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary.replace(/\\s+/g, " ")}`)
)"""


@pytest.mark.browser
@every_site
@every_document
def test_axe_finds_nothing(
    site_name: str, kind: str, request: pytest.FixtureRequest, chromium: Browser, node_packages: Path
) -> None:
    site = request.getfixturevalue(site_name)
    address = site.address + path(site, site_name, kind)
    found = []
    axe = (node_packages / "axe-core" / "axe.min.js").read_text("utf-8")
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(ALL_LAID_OUT)
        page.evaluate(axe)
        for scheme, only in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{scheme} {width}: {text}" for text in page.evaluate(RUN, only)]
    assert "\n".join(found) == ""
