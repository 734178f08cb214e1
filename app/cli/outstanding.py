"""`outstanding`: whose copies of the data are told to be out, with the transfers they came by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, cast

import typer

from app.cli.asking import OfIncident, asks
from app.cli.lists import Cursor, Limit
from app.cli.questions import Answer, tell_page
from app.cli.session import JsonOption, StoreOption, session
from app.cli.text import Part as Piece
from app.cli.text import ground_lines, span, transfer_line
from app.services.ask import Options
from app.services.outstanding import ask_outstanding
from app.services.paging import DEFAULT_LIMIT, Part

__all__ = ["outstanding"]

_YES = "leaktrail: yes: no recovery from it that is told can have ended that, given that it was received"
_WHY = {
    "part": "of a part",
    "data_not_stated": "of which data is not stated",
    "other_holder": "from a group or a member that may be it",
    "before_receipt": "perhaps before the receipt",
    "after_day": "perhaps after that day",
    "passed_on": "it was passed on afterwards",
}


@asks
def outstanding(
    ctx: typer.Context,
    *,
    receipts: Annotated[
        str, typer.Option(help="unlawful; or all: what was lawfully entrusted, taken back or came back as well.")
    ] = "unlawful",
    incident: OfIncident = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Copies that are out: received, and not told to have been recovered, seized, returned or destroyed by DATE."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_outstanding(services.graphs, receipts, Part(limit, cursor), options, incident))
    tell_page(answer, _lines, "json" if json else "text", "no copy is told to be out under these conditions", _YES)


def _lines(copy: Piece) -> Iterator[str]:
    data = "data not stated" if copy["dataset"] is None else copy["dataset"]["label"]
    sure = "must have received it" if copy["certain"] else "could have received it"
    parts = [data, f"since {span(copy['since'])}", f"still held: {copy['held']}", sure, copy["status"]]
    yield f"{copy['actor']['label']}  {', '.join([*parts, *(['lawful'] if copy['lawful'] else [])])}"
    for receipt in copy["receipts"]:
        yield f"  {transfer_line(receipt)}"
        yield from ground_lines(receipt)
    for recovery in copy["recoveries"]:
        why = ", ".join(_WHY[reason] for reason in recovery["why"])
        yield f"  recovered, but {why}: {transfer_line(recovery)}"
        yield from ground_lines(recovery)
