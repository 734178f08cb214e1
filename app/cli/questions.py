"""`paths`, `downstream`, `upstream`, `holders`: questions about the ways of data, with the words they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any, NoReturn, TypeAlias, cast

import typer

from app.cli.asking import OfIncident, asks
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import Part, fact_lines, holder_line, path_lines, reached_line
from app.cli.why import why_lines
from app.domain.path import MAX_PATHS, Direction
from app.services.ask import DEFAULT_PATHS, Options, ask_holders, ask_lineage, ask_paths

__all__ = [
    "Answer",
    "downstream",
    "end_without",
    "holders",
    "paths",
    "tell_cut",
    "tell_page",
    "upstream",
]

Actor: TypeAlias = Annotated[str, typer.Argument(metavar="ACTOR", help="An id, or a name.")]
Answer: TypeAlias = dict[str, Any]

_SURE = "possible and certain speak of the order in time, given that the transfers happened; the status speaks of that"


@asks
def paths(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help="The first holder: an id, or a name.")],
    goal: Annotated[str, typer.Argument(metavar="TO", help="The last recipient; the same as FROM asks for returns.")],
    *,
    k: Annotated[int, typer.Option("-k", help=f"How many paths at most, 1 to {MAX_PATHS}.")] = DEFAULT_PATHS,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """The k best time-respecting paths from FROM to TO, with their quotes."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_paths(services.graphs, start, goal, k, options))
    if json:
        emit_json(answer)
    else:
        print_paths(answer)
    if not answer["paths"]:
        end_without(
            f"no path from {start} to {goal} keeps to the order of time under these conditions ({options.mode})"
        )


@asks
def downstream(
    ctx: typer.Context,
    actor: Actor,
    *,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Everybody whom the data of ACTOR could have reached, with the earliest day and a witness path."""
    _lineage(ctx, actor, Direction.DOWNSTREAM, options, store, "json" if json else "text")


@asks
def upstream(
    ctx: typer.Context,
    actor: Actor,
    *,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Everybody from whom the data of ACTOR could have come, with the latest day and a witness path."""
    _lineage(ctx, actor, Direction.UPSTREAM, options, store, "json" if json else "text")


@asks
def holders(
    ctx: typer.Context,
    *,
    options: Options,
    incident: OfIncident = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Who must and who could have had data by the end of a day, and who could hold it still."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_holders(services.graphs, options, incident))
    _print_actors(answer, holder_line, "json" if json else "text")
    if not answer["actors"]:
        end_without("nobody is told to have had data under these conditions")


def print_paths(answer: Answer) -> None:
    """Paths for people: each hop with its quotes, and what lies beside them."""
    for number, path in enumerate(answer["paths"], start=1):
        for line in (*path_lines(number, path), *why_lines(path["why"])):
            emit(line)
        emit()
    if answer["beside"]:
        emit("Beside the paths, never on them (denied or planned):")
        for fact in answer["beside"]:
            for line in fact_lines(fact):
                emit(line)
    if answer["paths"]:
        notice(_SURE)
    if answer["policy"] != Options().policy:
        notice(f"what a line does not name as decided by {answer['policy']} is as under the policy all")
    tell_cut(answer)


def tell_page(
    answer: Answer, lines: Callable[[Part], Iterable[str]], form: str, none: str, remark: str | None = None
) -> None:
    """A page of things, with `remark` on stderr and whether there is more; with nothing on it, `none` and exit code 1.

    `form` is json or text.
    """
    if form == "json":
        emit_json(answer)
    else:
        for item in answer["items"]:
            for line in lines(item):
                emit(line)
        if remark is not None and answer["items"]:
            notice(remark)
        tell_cut(answer)
        if answer["next"]:
            notice(f"leaktrail: there is more: --cursor {answer['next']}")
    if not answer["items"]:
        end_without(none)


def tell_cut(answer: Answer) -> None:
    """On stderr: what was cut of the answer, and which documents it leaves out for want of a date."""
    if answer["truncated"]:
        notice(f"leaktrail: the answer is cut at a limit: {', '.join(answer['cut'])}")
    if answer.get("undated_documents"):
        notice(f"leaktrail: left out, because their date is not known: {', '.join(answer['undated_documents'])}")


def end_without(sentence: str) -> NoReturn:
    """Say why there is no answer, and end with exit code 1."""
    notice(f"leaktrail: {sentence}")
    raise typer.Exit(1)


def _lineage(
    ctx: typer.Context, actor: str, direction: Direction, options: Options, store: str | None, form: str
) -> None:
    with session(ctx, store) as services:
        answer = cast("Answer", ask_lineage(services.graphs, actor, direction.value, options))
    _print_actors(answer, reached_line, form)
    if not answer["actors"]:
        end_without(f"no transfer leads {direction.value} of {actor} under these conditions")


def _print_actors(answer: Answer, line: Callable[[Part], str], form: str) -> None:
    if form == "json":
        emit_json(answer)
        return
    for entry in answer["actors"]:
        emit(line(entry))
    tell_cut(answer)
