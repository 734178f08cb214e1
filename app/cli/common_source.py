"""`common-source`: from whom two sightings of data can both have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, cast

import typer

from app.cli.asking import asks
from app.cli.questions import (
    Answer,
    end_without,
    tell_cut,
)
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import Part, amount, ground_lines, span, transfer_line
from app.services.ask import Options
from app.services.common_source import ask_common_source

__all__ = ["common_source"]

_NAMED = 5  # of a group's members; the others are counted
_WHY_NOT = {
    "status": "it is denied, planned, or less sure than asked for",
    "by": "it cannot have happened by that day",
    "dataset": "it is not of the dataset asked for, or a part of it tells more closely how that passed",
    "provider": "who gave is not told",
}


@asks
def common_source(
    ctx: typer.Context,
    a: Annotated[str, typer.Argument(metavar="A", help="A transfer, dataset or actor: an id, or a name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """From whom both sightings can have come, latest first, and what would tell one source from the next."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_common_source(services.graphs, a, b, options))
    if json:
        emit_json(answer)
    else:
        for line in _lines(answer):
            emit(line)
        for side in "ab":
            for one in answer[side]["left_out"]:
                notice(f"leaktrail: {one['transfer']} leads to nobody: {_WHY_NOT[one['reason']]}")
        tell_cut(answer)
    if not answer["actors"] and not answer["possible"]:
        end_without(f"nobody is told to be a source of both {a} and {b} under these conditions ({options.mode})")


def _lines(answer: Answer) -> Iterator[str]:
    titles = {"actors": "whoever stands for whom", "possible": "if somebody is a certain one"}
    words = {"actors": "for instance, if", "possible": "only if, for instance,"}
    for key, title in titles.items():
        if answer[key]:
            yield f"Sources of both, latest first, {title}:"
        for number, source in enumerate(answer[key], start=1):
            yield from _source(number, source, answer[key][number : number + 1], words[key])
    hops = {hop["transfer"]: hop for hop in _hops([*answer["actors"], *answer["possible"]])}
    if hops:
        yield ""
        yield "The transfers on these ways:"
    for key, hop in sorted(hops.items()):
        yield f"{key}  {transfer_line({**hop, 'window': hop['stated']})}"
        yield from ground_lines(hop)


def _hops(sources: Iterable[Part]) -> Iterator[Part]:
    for source in sources:
        for path in source["paths"].values():
            yield from () if path is None else path["hops"]


def _source(number: int, source: Part, following: Sequence[Part], words: str) -> Iterator[str]:
    day = f"until {source['latest']}" if source["latest"] else "no last day stated"
    yield f"{number}. {source['actor']['label']}  {day}, {source['status']}"
    for side, path in source["paths"].items():
        way = "was seen itself" if path is None else " → ".join(hop["transfer"] for hop in path["hops"])
        yield f"    {side}: {way}"
    if source["reading"]:
        yield f"    {words} {' and '.join(map(_assumption, source['reading']))}"
    for after in following if source["tells_from_next"] else ():
        name = after["actor"]["label"]
        yield f"    what would tell it from {name}:"
        for fact in source["tells_from_next"]:
            whose = "here" if fact["whose"] == "this" else f"for {name}"
            yield f"      {whose}: {_fact(fact)}"


def _assumption(assumed: Part) -> str:
    actor, other = assumed["actor"]["label"], assumed["stands_for"]["label"]
    at = f" at {assumed['transfer']} ({assumed['end']})" if assumed["transfer"] else ""
    return f"{actor} is {other}{at}"


def _fact(fact: Part) -> str:
    """What is to be found out, in words."""
    transfer, of = fact["transfer"], _some(fact["one_of"])
    match fact["code"]:
        case "day":
            return f"ruled out if the data lay undivided after {fact['day']}"
        case "identity" | "member" if fact["stands_for"]:
            return f"only if {_assumption(fact)} (one of {of})"
        case "identity":
            return f"who {fact['actor']['label']} is stays open: one of {of}"
        case "member":
            return f"which of {fact['actor']['label']} acted stays open: {of}"
        case "window":
            return f"{transfer} must have happened in {span(fact['window'])}"
        case "inferred":
            return f"the {fact['end']} of {transfer} stands in no document"
        case "status":
            return f"{transfer} is only {fact['status']}"
        case "dataset":
            return f"only this way passes {fact['dataset']['label']}"
        case _:  # record_count
            return f"only this way passes {amount(fact['record_count'])} ({transfer})"


def _some(actors: Sequence[Part]) -> str:
    more = f" and {len(actors) - _NAMED} more" if len(actors) > _NAMED else ""
    return ", ".join(str(actor["label"]) for actor in actors[:_NAMED]) + more
