"""A process that fills a store until it is told no: `python -m tests.faults.filler FILE [--limit BYTES]`.

For each document that is kept it prints its name; then the error, and how many it can still read. With a limit no file
of this process grows beyond it, as on a disk that is full (EFBIG instead of ENOSPC).
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

from app.domain.errors import StoreUnavailable
from app.store.sqlite_store import SqliteStore
from tests.unit.app.store.writer import made


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args(arguments)
    with closing(SqliteStore.open(given.file)) as store:
        if given.limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (given.limit, resource.RLIM_INFINITY))
        try:
            for number in count():
                store.put_readings([made("x", number, 0)])
                print(f"x{number}", flush=True)
        except StoreUnavailable as error:
            print(error, file=sys.stderr)
            print(f"can read {len(store.readings())}", flush=True)
            return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
