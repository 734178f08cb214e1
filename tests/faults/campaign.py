"""The long campaigns: `python -m tests.faults.campaign [--file 300] [--loader 50] [--server 15] [--seed N]`.

All but `--file` need a Java and the jars (`leaktrail neo4j`); a server is started in a temporary home. The exit code is
1 if a promise was not kept.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from app.services.neo4j_local import Options, start, stop
from tests.faults.file_kills import kill_file_loaders
from tests.faults.kills import Tally, kill_loaders, kill_servers
from tests.neo4j_server import Neo4j


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--file", type=int, default=0, metavar="KILLS")
    parser.add_argument("--loader", type=int, default=0, metavar="KILLS")
    parser.add_argument("--server", type=int, default=0, metavar="KILLS")
    parser.add_argument("--seed", type=int, default=20310402)
    given = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="leaktrail-faults-"))
    home = folder / "home"
    tallies: list[Tally] = []
    try:
        if given.file:
            tallies.append(kill_file_loaders(folder, given.file, Random(given.seed)))
        if given.loader:
            running = start(Options(home=home, bolt_port=0, http_port=0, heap="512m", auth=False), print)
            server = Neo4j(running.bolt, "neo4j", None, running.http)
            tallies.append(kill_loaders(server, folder, given.loader, Random(given.seed)))
            stop(home, print, force=True)
        if given.server:
            tallies.append(kill_servers(home, folder, given.server, Random(given.seed)))
    finally:
        if given.loader or given.server:
            stop(home, print, force=True)
        shutil.rmtree(folder)
    for tally in tallies:
        print(tally)
    return int(any(tally.wrong for tally in tallies))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
