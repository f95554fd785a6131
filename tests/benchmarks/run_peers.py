"""Run the peers' own comparison with visavis in it: `python -m tests.benchmarks.run_peers N [PEER ...]`.

Prepares the site (the other generators get prepared data too), then calls ../shared/bench/run_peers.sh, which installs
the peers, builds the same N models with each, compares what their pages say and prints a table. SCRATCH, OUTROOT, RUNS
and TIMEOUT of that script may be set in the environment; output goes to a tmpfs where there is one.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import compiled
from tests.benchmarks.peers_site import PEERS, make_site
from tests.helpers import MEMORY_DISK


def main() -> None:
    """Prepare and call."""
    models, peers = int(sys.argv[1]), sys.argv[2:]
    scratch = Path(os.environ.get("SCRATCH") or Path(tempfile.gettempdir(), "visavis-peers"))
    fast = MEMORY_DISK if MEMORY_DISK.is_dir() else scratch
    out = Path(os.environ.get("OUTROOT") or fast / "visavis-peers")
    site = scratch / f"visavis-{models}"
    shutil.rmtree(site, ignore_errors=True)
    make_site(models, site)
    compiled()
    build = shlex.join([sys.executable, "-m", "visavis", "build", str(site), "--out"])
    forget = 'rm -rf "$1"/../.visavis.*'  # what an earlier build remembers beside its output, which is $OUTROOT/visavis
    # check_same.py counts whatever lies in compare/: the page that compares any two is there too, which no peer makes
    drop = 'rm "$1/compare/index.html"'
    command = shlex.join(["sh", "-c", f'{forget}; {build} "$1" && {drop}', "sh"]) + " {out}"
    env = {**os.environ, "SCRATCH": str(scratch), "OUTROOT": str(out), "VISAVIS": command}
    done = subprocess.run([str(PEERS / "run_peers.sh"), str(models), *peers], env=env, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
