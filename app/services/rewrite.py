"""The database of a server of ours → the same database in new files, and the old files deleted.

    rewrite(home, open_store, print)

What was deleted stays in free records, in indexes and in transaction logs until these are written over. So the record
is read out as a backup is, the server stopped, its files put aside, the record put back into new ones, and what was put
aside deleted. If that fails at any point, the old files are put back, and the server is as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.errors import BadQuestion
from app.domain.ports import Store
from app.services.backup import make_backup
from app.services.neo4j_local import Options, start, status, stop
from app.services.neo4j_local.home import Home, read_started
from app.services.publish import publish
from app.services.restore import restore

__all__ = ["rewrite"]

_DATABASE = "neo4j"
_FOLDERS = ("databases", "transactions")
_ASIDE = "before-rewriting"


def rewrite(
    home: Path, uri: str, open_store: Callable[[], AbstractContextManager[Store]], say: Callable[[str], None]
) -> None:
    """Write the database of the server in `home` anew. BadQuestion if the store at `uri` is not that server's.

    `open_store` opens it; nobody else may use it meanwhile. Raises StoreError, LocalServerError.
    """
    options = _options(home, uri)
    data = Home(home.expanduser().resolve()).root / "data"
    with TemporaryDirectory(prefix=".rewriting-", dir=data) as folder:
        kept = Path(folder) / "record.backup"
        with open_store() as store:
            make_backup(store, kept, datetime.now(UTC))
        stop(home, say)
        aside = data / _ASIDE
        shutil.rmtree(aside, ignore_errors=True)  # of a run that was killed when all was done
        _move(data, aside)
        try:
            start(options, say)
            with open_store() as store:
                restore(kept, store)
                publish(store)
        except BaseException:
            say("it did not end well; the files are put back as they were")
            stop(home, say, force=True)
            _put_back(data, aside)
            start(options, say)
            raise
    shutil.rmtree(aside)


def _options(home: Path, uri: str) -> Options:
    """As the server of that home was started."""
    server, started = status(home), read_started(Home(home.expanduser().resolve()))
    if server is None or started is None or server.bolt != uri.rstrip("/"):
        message = "rewrites the files of a server that `leaktrail neo4j start` runs, and the record is in another one"
        raise BadQuestion(message, place="--rewrite", remedy="on its machine, follow the steps that erase prints")
    return Options(
        home=home, bolt_port=started.bolt_port, http_port=started.http_port, auth=started.auth, heap=started.heap
    )


def _move(data: Path, aside: Path) -> None:
    for name in _FOLDERS:
        (aside / name).mkdir(parents=True, mode=0o700)
        (data / name / _DATABASE).rename(aside / name / _DATABASE)


def _put_back(data: Path, aside: Path) -> None:
    for name in _FOLDERS:
        shutil.rmtree(data / name / _DATABASE, ignore_errors=True)
        (aside / name / _DATABASE).rename(data / name / _DATABASE)
    shutil.rmtree(aside)
