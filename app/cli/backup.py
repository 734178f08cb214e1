"""`backup`, `restore`, `backups`: the record as one file, back into a store, and which files there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.services.backup import make_backup
from app.services.restore import restore as restore_all

__all__ = ["backup", "backups", "restore"]

_EVERY = 2.0  # seconds between signs of life
_WHO = "local"


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; it is there whole or not at all.")],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write the whole record into a file: readings, past ones too, markings, what was removed, judgements.

    Others may load meanwhile: the file holds one state of the record. It is readable for you only, and holds what the
    record holds, names included. Keys and the audit log are no part of it. That it was made is noted beside the record,
    for whoever erases something later and has to know in which backups it still stands.
    """
    with session(ctx, store) as services:
        made = make_backup(services.store, file, datetime.now(UTC), _progress("written"))
        services.desk.note_backup(made)
        services.desk.note(_WHO, "record.backup", [made.digest])
    if json:
        emit_json({"file": made.path, "digest": made.digest, "revision": made.revision})
    else:
        emit(f"{made.path}")
        emit(f"digest {made.digest}")


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A file that `backup` made.")],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Put a backup into an empty store: all of it or nothing. A file that is torn or changed is refused with the line.

    The store may be of another kind than the one that the backup was made of. In Neo4j all is one transaction, so a
    large record needs its memory; restore it into a file, and `export neo4j-admin` from there.
    """
    with session(ctx, store) as services:
        done = restore_all(file, services.store, _progress("restored"))
        services.desk.note_backup(done.backup)
        services.desk.note(_WHO, "record.restore", [done.backup.digest])
    if json:
        emit_json(
            {
                "documents": done.documents,
                "removed": done.removed,
                "runs": done.runs,
                "judgements": done.judgements,
                "made": done.backup.made.isoformat(),
                "digest": done.backup.digest,
                "revision": done.backup.revision,
            }
        )
    else:
        emit(f"{done.documents} documents ({done.removed} of them removed), {done.judgements} judgements")
        emit(f"as of {done.backup.made.isoformat()}, digest {done.backup.digest}")


def backups(ctx: typer.Context, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """List the backups of this record, also one that it was restored from, and whether their files are still there."""
    with session(ctx, store) as services:
        made = services.desk.backups()
    rows = [
        {"made": one.made.isoformat(), "file": one.path, "digest": one.digest, "is_there": Path(one.path).exists()}
        for one in made
    ]
    if json:
        emit_json({"items": rows})
        return
    for row in rows:
        emit(f"{row['made']}  {row['file']}{'' if row['is_there'] else ' (not there any more)'}  {row['digest']}")


def _progress(verb: str) -> Callable[[int, int], None]:
    last = monotonic()

    def say(done: int, of: int) -> None:
        nonlocal last
        if monotonic() - last > _EVERY:
            last = monotonic()
            notice(f"{verb} {done} of {of} documents")

    return say
