"""`single-source`: facts that rest on one independent source only, with the words that alone tell them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, cast

import typer

from app.cli.asking import asks
from app.cli.lists import Cursor, Limit
from app.cli.questions import Answer, tell_page
from app.cli.session import JsonOption, StoreOption, session
from app.cli.text import Part as Piece
from app.cli.text import amount, evidence_lines, span
from app.services.ask import Options
from app.services.listing import Wanted
from app.services.paging import DEFAULT_LIMIT, Part
from app.services.single_source import ask_single_source

__all__ = ["single_source"]

_WHY = {
    "one_document": "one document",
    "one_text": "one text, told several times",
    "one_voice": "one voice, quoted several times",
}


@asks
def single_source(  # noqa: PLR0913 - one parameter an option
    ctx: typer.Context,
    *,
    incident: Annotated[
        str | None, typer.Option(metavar="INCIDENT", help="Only of this one: an id, or a name.")
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only around this one: an id, or a name.")] = None,
    transfer: Annotated[str | None, typer.Option(metavar="ID", help="Only of this transfer.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Facts that rest on one independent source only; mode and length of paths change nothing here."""
    wanted = Wanted(incident=incident, actor=actor, thing=transfer)
    with session(ctx, store) as services:
        answer = cast("Answer", ask_single_source(services.graphs, wanted, Part(limit, cursor), options))
    tell_page(answer, _lines, "json" if json else "text", "no fact rests on one source under these conditions")


def _lines(fact: Piece) -> Iterator[str]:
    what = "as a whole" if fact["property"] is None else f"{fact['property']} {_value(fact['value'])}"
    others = "" if fact["property"] is None else f" (of {fact['texts']} that tell of it)"
    yield f"{fact['kind']} {fact['thing']['label']}  {what}: {_WHY[fact['why']]}, {fact['source']}{others}"
    yield from evidence_lines(fact["evidence"])


def _value(value: object) -> str:
    """A value as it was claimed: a window, a count or a price, a reference, a word."""
    if not isinstance(value, dict):
        return ", ".join(map(str, cast("list[object]", value))) if isinstance(value, list) else str(value)
    piece = cast("Piece", value)
    if "earliest" in piece:
        return span(piece)
    if "value" in piece:
        return amount({"unit": None, "qualifier": "exact", **piece})
    return str(piece.get("label", piece))
