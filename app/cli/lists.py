"""`actors`, `transfers`, `documents`, `conflicts`: what is in the record, searchable."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeAlias, cast

import typer

from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import evidence_lines, transfer_line, where
from app.services.listing import MAX_LIMIT, Page, Wanted, list_actors, list_conflicts, list_documents, list_transfers
from app.services.lookup import find_actor, find_dataset
from app.services.snapshot import Snapshot
from app.services.wire import Json
from app.services.words import find_words

__all__ = ["Cursor", "Limit", "actors", "conflicts", "documents", "passages", "tell_list", "transfers"]

Text: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="TEXT",
        help="What to look for: a part of its names or words (two Japanese characters do), a whole id, a whole code.",
    ),
]
Limit: TypeAlias = Annotated[int, typer.Option(help=f"How many at most, 1 to {MAX_LIMIT}.")]
Cursor: TypeAlias = Annotated[str | None, typer.Option(metavar="ID", help="Go on after the thing of this id.")]
Lines: TypeAlias = Callable[[dict[str, Any]], Iterable[str]]


def actors(
    ctx: typer.Context,
    text: Text = "",
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Persons, groups and organizations."""
    page = Page(text, limit, cursor)
    _list(ctx, store, lambda snapshot: list_actors(snapshot, page), None if json else _actor_lines)


def transfers(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    text: Text = "",
    *,
    incident: Annotated[str | None, typer.Option(metavar="ID", help="Only those of this incident.")] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Only those from or to it: an id, or a name.")
    ] = None,
    dataset: Annotated[str | None, typer.Option(metavar="DATASET", help="Only those of it: an id, or a label.")] = None,
    status: Annotated[str | None, typer.Option(help="confirmed, alleged, suspected, planned or denied.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Transfers in the order of time, with their quotes."""
    page = Page(text, limit, cursor)

    def answer(snapshot: Snapshot) -> Json:
        who = None if actor is None else find_actor(snapshot, actor)
        what = None if dataset is None else find_dataset(snapshot, dataset)
        return list_transfers(snapshot, page, Wanted(incident=incident, actor=who, dataset=what, status=status))

    _list(ctx, store, answer, None if json else _transfer_lines)


def documents(
    ctx: typer.Context,
    text: Text = "",
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Documents, searchable by all their words."""
    page = Page(text, limit, cursor)
    _list(ctx, store, lambda snapshot: list_documents(snapshot, page), None if json else _document_lines)


def passages(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words, a part of one, a single character.")],
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Sentences and table rows of all documents that hold the words."""
    page = Page(text, limit, cursor)
    with session(ctx, store) as services:
        answer = find_words(services.graphs, page)
    tell_list(cast("dict[str, Any]", answer), None if json else _passage_lines)


def conflicts(
    ctx: typer.Context,
    text: Text = "",
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Claims that cannot all be true, side by side with their quotes."""
    page = Page(text, limit, cursor)
    _list(ctx, store, lambda snapshot: list_conflicts(snapshot, page), None if json else _conflict_lines)


def _list(ctx: typer.Context, store: str | None, ask: Callable[[Snapshot], Json], lines: Lines | None) -> None:
    with session(ctx, store) as services:
        answer = cast("dict[str, Any]", ask(services.graphs.snapshot()))
    tell_list(answer, lines)


def tell_list(answer: dict[str, Any], lines: Lines | None, none: str = "nothing found") -> None:
    """A page of a list, each item in `lines` (None: as JSON); on stderr `none` if it is empty, and if there is more."""
    if lines is None:
        emit_json(answer)
        return
    for item in answer["items"]:
        for line in lines(item):
            emit(line)
    if not answer["items"]:
        notice(f"leaktrail: {none}")
    if answer["next"]:
        notice(f"leaktrail: there is more: --cursor {answer['next']}")


def _actor_lines(item: dict[str, Any]) -> Iterable[str]:
    names = f" ({'、'.join(item['aliases'])})" if item["aliases"] else ""
    yield f"{item['id']}  {item['label']}{names}  {', '.join([item['kind'], *item['roles']])}"


def _transfer_lines(item: dict[str, Any]) -> Iterable[str]:
    yield f"{item['id']}  {transfer_line(item)}"
    yield from evidence_lines(item["evidence"])


def _document_lines(item: dict[str, Any]) -> Iterable[str]:
    facts = [item["published_at"], item["publisher"], item["title"], f"{item['claims']} claims"]
    facts += [] if item["marking"] is None else [f"TLP:{item['marking'].upper()}"]
    text = "" if item["characters"] is not None else " (its text is not here)"
    yield f"{item['id']}  {', '.join(filter(None, facts))}{text}"


def _passage_lines(item: dict[str, Any]) -> Iterable[str]:
    yield f"{item['document']} {where(item)}  {item['text'].strip()}"


def _conflict_lines(item: dict[str, Any]) -> Iterable[str]:
    yield f"{item['about']} ({item['property']})"
    for claim in item["claims"]:
        yield f"  {claim['value']}  {claim['claimed_by'] or ''}".rstrip()
        yield from evidence_lines(claim["evidence"])
