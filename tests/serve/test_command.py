"""`visavis serve` as a person runs it: what it says, and how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer
from typing import IO

import pytest
from click.testing import CliRunner

from tests.serve.making import LONG
from visavis.cli import main
from visavis.serve.server import bound


@contextmanager
def running(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    command = [sys.executable, "-m", "visavis", "serve", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    assert process.stdout is not None
    patience = Timer(LONG, process.kill)  # lines that never come would be waited for without end
    patience.start()
    try:
        yield process, process.stdout
    finally:
        patience.cancel()
        process.kill()
        process.wait(LONG)
        process.stdout.close()


@pytest.mark.parametrize("listening", [False, True], ids=["alone", "while a tab listens"])
def test_it_says_where_it_serves_and_ends_cleanly(listening: bool, site: Path) -> None:
    with running(site, "--port", 0) as (process, said):
        line = said.readline()
        assert line.startswith("Serving http://127.0.0.1:")
        assert line.endswith("/golden/ until you press Ctrl-C.\n")
        assert said.readline() == "No errors: 4 models, 6 comparisons.\n"
        connection = HTTPConnection("127.0.0.1", int(line.split(":")[2].partition("/")[0]), timeout=LONG)
        connection.request("GET", "/_visavis/events" if listening else "/golden/")
        answer = connection.getresponse()
        assert answer.status == 200
        if not listening:
            answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(LONG) == 0
        assert said.read() == "Stopped.\n"
        connection.close()


def test_problems_are_printed_with_their_lines_and_the_server_goes_on(site: Path) -> None:
    card = site / "data/models/alpha.yaml"
    whole = card.read_text("utf-8")
    card.write_text(whole.replace("name: Alpha 12B", "name: [Alpha"), "utf-8")
    with running(site, "--port", 0) as (_, said):
        assert said.readline().startswith("Serving ")
        lines = [said.readline() for _ in range(8)]
        assert "data/models/alpha.yaml:1:7: error[bad-syntax]\n" in lines
        assert lines[-1] == "1 problem: pages stay as they were.\n"
        card.write_text(whole, "utf-8")
        assert said.readline() == "No errors: 4 models, 6 comparisons.\n"


def test_a_taken_port_is_said_and_misuse(site: Path) -> None:
    with bound(0) as other:
        port = other.getsockname()[1]
        done = CliRunner().invoke(main, ["serve", str(site), "--port", str(port)])
    assert done.exit_code == 2
    assert done.stderr.endswith(
        f"Error: Port {port} is taken by another program. Choose another one with --port, or 0 for any.\n"
    )
    assert not (site / ".site.visavis").exists()


def test_an_editor_that_nobody_knows_is_misuse(site: Path) -> None:
    done = CliRunner().invoke(main, ["serve", str(site), "--editor", "ed"])
    assert done.exit_code == 2
    text = "choose one of vscode, vscodium, cursor, zed, idea, none, or write an address with {path} in it."
    assert text in " ".join(done.stderr.split())
