"""`counts`: do the record counts go together? Both sides of each check, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, cast

import typer

from app.cli.asking import asks
from app.cli.lists import Cursor, Limit
from app.cli.questions import Answer, tell_page
from app.cli.session import JsonOption, StoreOption, session
from app.cli.text import Part as Piece
from app.cli.text import amount, evidence_lines
from app.services.ask import Options
from app.services.counts import ask_counts
from app.services.paging import DEFAULT_LIMIT, Part

__all__ = ["counts"]

_BETWEEN = {
    "dataset_part": "is a part of",
    "transfer_part": "is one of the deliveries of",
    "passed_on": "can only be of what was got before",
    "row": "is within the data of the incident",
    "rows_together": "are beside the data of the incident",
}


@asks
def counts(
    ctx: typer.Context,
    *,
    incident: Annotated[
        str | None, typer.Option(metavar="INCIDENT", help="Only of this one: an id, or a name.")
    ] = None,
    verdict: Annotated[str | None, typer.Option(help="Only violated, unknown, not_comparable or holds.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Record-count checks, those that fail first; mode and length of paths change nothing here."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_counts(services.graphs, incident, verdict, Part(limit, cursor), options))
    none = "there are no two record counts to compare under these conditions"
    tell_page(answer, _lines, "json" if json else "text", none)


def _lines(check: Piece) -> Iterator[str]:
    about = check["about"]
    yield f"{check['verdict'].replace('_', ' ')}: {check['why'].replace('_', ' ')}  {about['kind']} {about['label']}"
    yield from _figures(check["part"])
    if check["whole"]:
        yield f"  {_BETWEEN[check['kind']]}"
        yield from _figures(check["whole"])
    if check["together"] is not None:
        least, most = check["together"]["at_least"], check["together"]["at_most"]
        yield f"  together at least {least:,}, {'without an upper bound' if most is None else f'at most {most:,}'}"


def _figures(figures: Iterable[Piece]) -> Iterator[str]:
    for figure in figures:
        said = f", {figure['claimed_by']}" if figure["claimed_by"] else ""
        twice = ", some counted more than once" if figure["repeats"] else ""
        yield f"  {figure['of']['label']}: {amount(figure)}{said}{twice}"
        yield from evidence_lines(figure["evidence"])
