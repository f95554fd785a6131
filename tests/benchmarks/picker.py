"""Measure the picker over 1,000 models: `python -m tests.benchmarks.picker [MODELS]`.

Prints how many bytes of the compressed index a model takes, and how long it is from a key to the first suggestions on
the screen, at full speed and with the processor slowed down four times. Names are made up of syllables, so that they
compress no better than real ones; two in three models have an alias. No pair has a page: the picker needs none.
"""

from __future__ import annotations

import gzip
import json
import random
import statistics
import sys
import tempfile
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM, FLAGS, program
from tests.serving import served
from visavis.build import build
from visavis.site import Site

SYLLABLES = [
    "ba",
    "den",
    "fo",
    "gra",
    "ki",
    "lum",
    "mi",
    "no",
    "pal",
    "quo",
    "ra",
    "sto",
    "ti",
    "ur",
    "vex",
    "wen",
    "yo",
]
MAKERS = ["Acme", "Borealis", "Cobalt AI", "Delta Lab", "Ember", "Fathom", "Glint", "Harbor", "Iris", "Juniper"]
SIZES, KINDS = ["450M", "1B", "3B", "7B", "8B", "12B", "27B", "72B"], ["", "", " Mini", " Pro", " Vision", "-Instruct"]
ROUNDS = 5
TIMED = """() => {
  window.found = [];
  let start = 0;
  addEventListener("keydown", event => { start = event.timeStamp; }, true);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    if (start) window.found.push(performance.now() - start);
    start = 0;
  }))).observe(document.body, {childList: true, subtree: true});
}"""
"""Notes, for each key, the ms until what it changes in the page is on the screen: the first task after a frame."""


def make_site(count: int, root: Path) -> list[str]:
    """Write data/ for this many models under `root`; return their names."""
    draw, names = random.Random("visavis-picker"), dict[str, str]()
    (root / "data/models").mkdir(parents=True)
    while len(names) < count:
        family = "".join(draw.choices(SYLLABLES, k=draw.randint(2, 3))).capitalize()
        size, version = draw.choice(SIZES), f"{draw.randint(1, 5)}.{draw.randint(0, 5)}"
        name = f"{family} {version}{draw.choice(KINDS)} {size}"
        key = name.lower().replace(" ", "-").replace(".", "-")
        if key not in names:
            names[key] = name
            lines = [f"name: {name}", f"organisation: {draw.choice(MAKERS).lower().replace(' ', '-')}"]
            lines += [f"parameters: {size}", "tasks: {chat: yes}", "source: https://example.org/card"]
            if draw.random() < 2 / 3:
                lines.append(f"aliases: [{key}-2026{draw.randint(1, 12):02}{draw.randint(1, 28):02}]")
            (root / f"data/models/{key}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
    makers = "".join(f"  {name.lower().replace(' ', '-')}: {{label: {name}}}\n" for name in MAKERS)
    config = f"title: Picker\ntagline: Made up.\npairs: []\norganisations:\n{makers}tasks:\n  chat: {{label: Chat}}\n"
    (root / "data/site.yaml").write_text(config, "utf-8")
    return list(names.values())


def weigh(index: Path, count: int) -> None:
    """Print how many bytes of the compressed index a model takes: what more there is than with no models."""
    found = json.loads(index.read_bytes())
    empty = json.dumps({**found, "models": [], "organisations": []}, ensure_ascii=False, separators=(",", ":")).encode()
    whole = index.read_bytes()
    print(f"{index.name} of {count} models: {len(whole):,} bytes")
    for name, compress in (("gzip", gzip.compress), ("brotli", brotli.compress)):
        all_of_it, rest = len(compress(whole)), len(compress(empty))
        each = (all_of_it - rest) / count
        print(f"  {name}: {all_of_it:,} bytes, {rest:,} of them the dialog; a model takes {each:.1f}")


def keys_timed(page: Page, address: str, text: str, slower: int) -> list[float]:
    """Return the ms from each key on until the page shows what comes of it: first the one that opens the picker."""
    page.goto(address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.wait_for_timeout(300)
    page.evaluate(TIMED)
    for place, sign in enumerate(f"/{text}", start=1):
        page.keyboard.press(sign)
        page.wait_for_function(f"window.found.length === {place}")
    return list(page.evaluate("window.found"))


def main(count: int) -> None:
    """Make the site, weigh its index and time its picker."""
    with tempfile.TemporaryDirectory() as scratch:
        root, out = Path(scratch) / "a-site", Path(scratch) / "out"
        names = make_site(count, root)
        build(Site(root), out)
        weigh(out / "api/picker.json", count)
        texts = [names[count // 2], names[count // 3][:3] + names[count // 3][4:], "qqqqqqqq"]
        with served(out, "/") as site, sync_playwright() as playwright:
            chromium = program("Chromium", *CHROMIUM)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *FLAGS])
            for slower in (1, 4):
                opening, keys = list[float](), list[float]()
                for text in texts * ROUNDS:
                    page = browser.new_page(bypass_csp=True)  # for what is waited for here
                    first, *rest = keys_timed(page, site.address, text, slower)
                    opening.append(first)
                    keys += rest
                    page.close()
                print(f"processor {slower}x slower, {len(opening)} openings, {len(keys)} keys in them:")
                for what, times in (("open, index fetched", opening), ("suggestions", keys)):
                    print(f"  {what}: median {statistics.median(times):.0f} ms, at most {max(times):.0f} ms")
            browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
