"""`check`, `copy`, `publish`: is the record sound, from one store to another, and the graph beside it."""

from __future__ import annotations

import os
from contextlib import closing
from typing import Annotated, cast

import typer

from app.bootstrap import login_of
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.domain.access import LOCAL
from app.domain.ports import Store
from app.services.audit import note_all
from app.services.check import check as check_all
from app.services.copy import copy as copy_all
from app.services.publish import publish as publish_graph
from app.settings import read_settings
from app.store.uri import open_store

__all__ = ["check", "copy", "publish"]

_UNSOUND = 1


def check(ctx: typer.Context, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """Check that the record is sound: references, quotes word for word, the graph up to date (exit 1 if it is not)."""
    with session(ctx, store) as services:
        answer = check_all(services.store)
    if json:
        emit_json(answer)
    else:
        for one in cast("list[dict[str, object]]", answer["checks"]):
            emit(f"{one['name']}: {one['places']}")
        emit("sound" if answer["healthy"] else "not sound")
    if not answer["healthy"]:
        raise typer.Exit(_UNSOUND)


def copy(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store to copy from, as sqlite:///case.db.")],
    *,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Copy a record into the store: what was read in each document, and what people judged; nothing is read anew.

    Again is once. Documents that were taken out stay behind, and so do older readings of those that are there.
    """
    copied: list[str] = []
    with session(ctx, store) as services, closing(_open(source)) as other:
        try:
            for document in copy_all(other, services.store):
                copied.append(document.id)
                notice(f"copied {document.name}")
        finally:
            note_all(services.desk, LOCAL.who, "document.copy", copied)
    if json:
        emit_json({"documents": len(copied)})
    else:
        emit(f"{len(copied)} documents")


def publish(ctx: typer.Context, *, store: StoreOption = None, json: JsonOption = False) -> None:
    """Bring the graph that is kept beside the record up to it; load, remove, import and copy do so by themselves."""
    with session(ctx, store) as services:
        done = publish_graph(services.store)
    numbers = {"written": done.written, "deleted": done.deleted, "kept": done.kept} if done else {}
    if json:
        emit_json(numbers)
    else:
        emit(", ".join(f"{number} {word}" for word, number in numbers.items()) or "nothing to publish")


def _open(uri: str) -> Store:
    settings = read_settings(os.environ, uri)
    return open_store(settings.store, login_of(settings))
