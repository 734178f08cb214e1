"""A process that loads: `python -m tests.faults.loader URI PATH… [--generation N] [--portions] [--at-once N]`.

It reads all documents anew as that generation. Each is told as soon as it is kept (`kept DOC-ID`); at the end stands
`done RETRIES`. Where the store fails, its error stands on stderr, and the exit code is 4, as with `leaktrail load`.
With `--at-once` it becomes several processes: the first loads all, each of the others some.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from app.bootstrap import login_of
from app.domain.errors import StoreError
from app.services.files import find_files
from app.services.load import Outcome, load
from app.settings import read_settings
from app.store import neo4j_publish
from app.store.uri import open_store
from tests.faults.stories import extractor, read_story


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("uri")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--generation", type=int, default=1)
    parser.add_argument("--portions", action="store_true", help="publish as a large graph is published")
    parser.add_argument("--at-once", type=int, default=1, metavar="N")
    given = parser.parse_args(arguments)
    if given.portions:
        neo4j_publish.ONE_TRANSACTION, neo4j_publish.BATCH = 0, 100
    children: list[int] = []
    for number in range(1, given.at_once):  # forked before there is any thread: what was imported serves all
        if (child := os.fork()) == 0:
            os._exit(_load(given.uri, Random(number).sample(given.paths, len(given.paths) // 2), given.generation))
        children.append(child)
    codes = [_load(given.uri, given.paths, given.generation)]
    codes += [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    return max(codes, key=abs)


def _load(uri: str, paths: Sequence[Path], generation: int) -> int:
    read = partial(read_story, extractor=extractor(generation))
    try:
        with closing(open_store(uri, login_of(read_settings(os.environ)))) as store:
            _tell("open")
            for event in load(store, find_files(paths), read, again=True):
                if event.outcome is Outcome.LOADED:
                    _tell(f"kept {event.document}")
            _tell(f"done {getattr(store, 'retries', 0)}")  # a file has none to tell of
    except StoreError as error:
        print(error, file=sys.stderr, flush=True)
        return error.exit_code
    return 0


def _tell(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())  # at once and in one piece, whoever else writes there


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
