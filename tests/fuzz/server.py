"""The application as a process over a small store, for campaigns: documents are read without language models.

python -m tests.fuzz.server FOLDER   →  prints its port and a key that may do everything, and serves until it is ended
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from socket import create_server

import uvicorn

from app.api.main import create_app
from app.bootstrap import wire
from app.domain.access import Marking, Scope
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.jobs import Jobs
from app.services.keyring import make_key
from app.services.load import load
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import disputed_case, plain_reading

__all__ = ["filled"]

MEMO = "県警は捜査を続けている。\r\n<b>以上</b>"


def filled(store, folder: Path):
    """The services over the store with an imported case and a document."""
    import_exchange(store, to_json(disputed_case()), "case.json")
    memo = folder / "memo.txt"
    memo.write_bytes(MEMO.encode())
    list(load(store, find_files([memo]), plain_reading))
    return replace(wire(store), read=plain_reading, make_jobs=lambda: Jobs(store, plain_reading))


def main() -> None:
    """Serve on a free port of loopback, with one worker."""
    folder = Path(sys.argv[1])
    with closing(open_store(f"sqlite:///{folder / 'fuzz.db'}")) as store:
        services = filled(store, folder)
        config = uvicorn.Config(create_app(services), log_level="warning", access_log=False, server_header=False)
        try:
            with create_server(("127.0.0.1", 0)) as listener:
                key = make_key(services.desk, "fuzz", Scope, Marking.RED, "never")
                print(listener.getsockname()[1], key.secret, flush=True)
                uvicorn.Server(config).run([listener])
        finally:
            services.jobs.close()


if __name__ == "__main__":
    main()
