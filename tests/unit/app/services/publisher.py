"""A process that loads and publishes until it is killed: `python -m tests.unit.app.services.publisher FILE`."""

from __future__ import annotations

import sys
from contextlib import closing
from itertools import count
from pathlib import Path

from app.services.publish import publish
from app.store.sqlite_store import SqliteStore
from tests.unit.loaders.resolve.stories import theft


def main(file: str) -> None:
    with closing(SqliteStore.open(Path(file))) as store:
        for number in count():
            store.put_readings([theft(f"d{number % 20}", "x", f"元社員{number}", publisher=f"p{number}")])
            publish(store)
            print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
