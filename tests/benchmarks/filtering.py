"""Measure the filters of the index of 1,000 models: `python -m tests.benchmarks.filtering [MODELS]`.

Prints how long it is from a choice to the frame that shows it: its script, style, layout and painting, up to the first
task after that frame. What other programs of this machine do at the same time counts as well.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.benchmarks.make_site import make_site
from tests.conftest import CHROMIUM, FLAGS, program
from tests.serving import served
from visavis.build import build
from visavis.site import Site

ROUNDS, REST = 7, 700
"""How often each choice is made, and how many ms the page rests before it."""
CHOICES = (("category", "open"), ("category", "closed"), ("category", ""), ("name", "12"), ("name", ""))
TIMED = """([name, value]) => new Promise(done => {
  const field = document.querySelector(`#filters [name=${name}]`);
  requestAnimationFrame(() => {
    const start = performance.now();
    field.value = value;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    if (field.localName === "select") field.dispatchEvent(new Event("change", {bubbles: true}));
    const shown = new MessageChannel();
    shown.port1.onmessage = () => done(performance.now() - start);
    requestAnimationFrame(() => 0);
    shown.port2.postMessage(0);
  });
})"""
"""Makes a choice at the start of a frame; a message that is sent then is heard behind the frame."""


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if sys.argv[1:] else 1000
    with tempfile.TemporaryDirectory(prefix="visavis-filtering-") as folder:
        root = Path(folder)
        make_site(count, root)
        config = root / "data/site.yaml"
        lines = [line for line in config.read_text("utf-8").splitlines() if not line.startswith("pairs:")]
        config.write_text("\n".join([*lines, "pairs: []\n"]), "utf-8")
        build(Site(root), root / "site")
        flags = ["--no-sandbox", *FLAGS]
        with sync_playwright() as playwright, served(root / "site", "/", compressed=True) as host:
            browser = playwright.chromium.launch(executable_path=program("Chromium", *CHROMIUM), args=flags)
            for slower in (1, 4):
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.goto(f"{host.address}models/index.html")
                page.wait_for_function("() => 'live' in document.getElementById('index').dataset")
                throttle = {"rate": slower}
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", throttle)
                found: dict[tuple[str, str], list[float]] = {choice: [] for choice in CHOICES}
                for _ in range(ROUNDS):
                    for choice, times in found.items():
                        page.wait_for_timeout(REST)
                        times.append(page.evaluate(TIMED, list(choice)))
                for (name, value), times in found.items():
                    typical, most = statistics.median(times), max(times)
                    print(f"{slower}x slower, {name}={value or 'any'}: median {typical:.0f} ms, at most {most:.0f} ms")
                page.close()
            browser.close()


if __name__ == "__main__":
    main()
