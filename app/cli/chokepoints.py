"""`chokepoints`: what all ways of data from one actor to another pass, and the least that would have cut them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, cast

import typer

from app.cli.asking import asks
from app.cli.questions import (
    Answer,
    end_without,
    tell_cut,
)
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import Part, ground_lines, path_lines, span, transfer_line
from app.services.ask import Options
from app.services.chokepoints import ask_chokepoints

__all__ = ["chokepoints"]

_INDENT = "    "


@asks
def chokepoints(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="The first holder: an id, or a name.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The last recipient; the same as FROM asks for returns.")],
    *,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Transfers and actors without which no path from FROM to TO remains, and the least of them that leave none."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_chokepoints(services.graphs, start, goal, options))
    if json:
        emit_json(answer)
    else:
        if answer["path"] is not None:
            for line in _lines(answer):
                emit(line)
            notice("leaktrail: given the transfers that are told, and as told; what nobody told of may lead past")
        if "hops" in answer["cut"]:
            where = "there" if answer["path"] is None else "past"
            notice(f"leaktrail: a path of more than {options.max_hops} hops may lead {where} (--max-hops)")
        tell_cut(answer)
    if answer["path"] is None:
        conditions = f"these conditions ({options.mode})"
        end_without(f"no path from {start} to {goal} keeps to the order of time under {conditions}")


def _lines(answer: Part) -> Iterator[str]:
    yield from path_lines(1, answer["path"])
    yield ""
    undecided = [*answer["undecided"]["transfers"], *(actor["label"] for actor in answer["undecided"]["actors"])]
    none = "is known to be" if undecided else "is"
    if answer["transfers"]:
        yield "On every path, and when it had to be stopped:"
        for choke in answer["transfers"]:
            yield f"{_INDENT}{transfer_line(choke)}"
            yield f"{_INDENT}{_INDENT}{_stopped(choke['window'])}"
    else:
        yield f"No transfer {none} on every path."
    yield "On every path:" if answer["actors"] else f"No actor between them {none} on every path."
    for choke in answer["actors"]:
        names = " = ".join(actor["label"] for actor in (choke["actor"], *choke["one_with"]))
        yield f"{_INDENT}{names}  {_held(choke)}, {choke['status']}"
    if undecided:
        yield f"Perhaps on every path, there was no time to tell: {', '.join(undecided)}"
    yield from _least_transfers(answer["least_transfers"])
    yield from _least_actors(answer["least_actors"])


def _least_transfers(least: Part) -> Iterator[str]:
    if len(least["transfers"]) > 1:
        yield f"No path remains without {_number(least, 'transfers')}:"
        for member in least["transfers"]:
            yield transfer_line(member)
            yield from ground_lines(member)
            yield f"{_INDENT}{_stopped(member['window'])}"
            yield from _alone(member)


def _least_actors(least: Part | None) -> Iterator[str]:
    if least is None:
        yield "No actor has to be between them: a single transfer leads there."
    elif len(least["actors"]) > 1:
        yield f"No path remains without {_number(least, 'actors')}:"
        for member in least["actors"]:
            yield f"{_INDENT}{member['actor']['label']}  {_held(member)}"
            yield from _alone(member)


def _number(least: Part, kind: str) -> str:
    """How many, and whether fewer would do."""
    count = len(least[kind])
    bound = "fewer do not suffice" if least["is_least"] else f"{least['at_least']} or more are needed"
    return f"these {count} {kind} ({bound})"


def _stopped(window: Part) -> str:
    """Until when a transfer had to be stopped.

    >>> _stopped({"earliest": "2030-02-01", "latest": "2030-02-28"})
    'to be stopped by 2030-02-28; before 2030-02-01 it was in time for sure'
    """
    earliest, latest = window["earliest"], window["latest"]
    by = "no last day is told" if latest is None else f"to be stopped by {latest}"
    return by if earliest in (None, latest) else f"{by}; before {earliest} it was in time for sure"


def _alone(member: Part) -> Iterator[str]:
    if member["path"] is not None:
        yield f"{_INDENT}alone stops {' → '.join(member['path'])}"


def _held(actor: Part) -> str:
    return f"received {span(actor['received'])}, passed on {span(actor['passed_on'])}"
