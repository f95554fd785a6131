"""The desk between a live site and those who ask for it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from tests.serve.making import LONG
from visavis.serve.desk import Desk
from visavis.serve.live import LiveSite
from visavis.site import Site


def test_closing_takes_away_a_change_that_waits_to_be_taken_up(site: Path):
    live = LiveSite(Site(site))
    live.load(1)
    free = threading.Event()

    async def closed_meanwhile() -> None:
        desk = Desk(live.site, lambda: live, lambda _: None)
        keeping = asyncio.create_task(desk.keep_up())
        await desk.ready()
        busy = asyncio.create_task(desk.ask(lambda: free.wait(LONG)))
        desk._note({site / "data" / "models" / "alpha.yaml"})
        await asyncio.sleep(0.1)  # until it waits behind what is being done
        desk.close()
        free.set()
        await asyncio.wait_for(keeping, LONG)
        await busy

    asyncio.run(closed_meanwhile())
    assert free.is_set()
