"""`without`: what falls if one document is withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, cast

import typer

from app.cli.asking import asks
from app.cli.questions import (
    Answer,
    tell_cut,
)
from app.cli.session import JsonOption, StoreOption, emit, emit_json, notice, session
from app.cli.text import Part, amount, evidence_lines, holder_line, span, transfer_line
from app.services.ask import Options
from app.services.withdrawal import ask_withdrawal

__all__ = ["comparison_lines", "section", "transfer_lines", "without"]


@asks
def without(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="An id, or a title.")],
    *,
    options: Options,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """What falls if DOCUMENT is withdrawn: facts, paths from the origins, holders. Nothing is removed."""
    with session(ctx, store) as services:
        answer = cast("Answer", ask_withdrawal(services.graphs, document, options))
    if json:
        emit_json(answer)
        return
    lines = list(comparison_lines(answer))
    for line in lines:
        emit(line)
    if not answer["visible"]:
        notice("leaktrail: the document was not public by that day")
    elif not lines:
        notice("leaktrail: nothing falls and nothing changes: all of it is told elsewhere as well")
    tell_cut(answer)


def comparison_lines(answer: Part) -> Iterator[str]:
    """What falls, changes and is joined otherwise, pairs and holders, as an answer that compares two views has it."""
    falls = answer["falls"]
    yield from section("Transfers that fall:", list(transfer_lines(falls["transfers"])))
    for kind in ("actors", "datasets"):
        yield from section(f"{kind.capitalize()} that fall:", [f"{one['label']}  {one['id']}" for one in falls[kind]])
    events = [f"{event['type']}  {span(event['stated'])}" for event in falls["events"]]
    yield from section("Events that fall:", events)
    yield from section("Transfers that change:", [line for one in answer["changes"] for line in _changed(one)])
    yield from section("Joined otherwise:", [*map(_join, answer["joins"]), *map(_group, answer["groups"])])
    yield from section("From an origin to a recipient:", list(map(_pair, answer["pairs"])))
    yield from section("Holders:", [line for one in answer["holders"] for line in _holder(one)])


def section(title: str, lines: list[str]) -> Iterator[str]:
    """The lines under a title; nothing where there are none."""
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)


def transfer_lines(transfers: list[Part]) -> Iterator[str]:
    """Transfers with their quotes."""
    for fact in transfers:
        yield transfer_line(fact)
        yield from evidence_lines(fact["evidence"])


def _changed(change: Part) -> Iterator[str]:
    ends = (change[slot]["label"] if change[slot] else "?" for slot in ("provider", "recipient"))
    yield f"{' → '.join(ends)}  {change['transfer']}"
    for one in change["properties"]:
        name = str(one["property"]).replace("_", " ")
        yield f"  {name}: {_value(one['before'])} becomes {_value(one['after'])}"


def _value(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return ", ".join(map(_value, cast("list[Any]", value))) or "none"
    if isinstance(value, dict):
        part = cast("Part", value)
        return span(part) if "earliest" in part else amount(part) if "value" in part else str(part["label"])
    return "not told" if value is None else str(value)


def _join(join: Part) -> str:
    before, after = (", ".join(f"{one['label']} ({one['id']})" for one in join[side]) for side in ("before", "after"))
    return f"{join['kind']}: {before} becomes {after}"


def _group(group: Part) -> str:
    before, after = (
        ", ".join(one["label"] for one in (*group[side]["members"], *group[side]["candidates"])) or "nobody"
        for side in ("before", "after")
    )
    return f"who is meant by {group['before']['label']}: {before} becomes {after}"


def _pair(pair: Part) -> str:
    return f"{pair['from']['label']} → {pair['to']['label']}  {_course(pair, _reach)}"


def _course(change: Part, told: Callable[[Part], str]) -> str:
    if change["change"] == "lost":
        return f"lost: {told(change['before'])}"
    if change["change"] == "new":
        return f"new: {told(change['after'])}"
    return f"{told(change['before'])} becomes {told(change['after'])}"


def _reach(reach: Part) -> str:
    strength = reach["strength"]
    days = f"from {reach['earliest']}" if reach["earliest"] else "no date stated"
    sure = f", certain by {reach['certain_by']}" if reach["certain_by"] else ""
    support = f"{strength['status']}, sources {strength['documents']}, confidence {strength['confidence']:.2f}"
    return f"[{support}, {days}{sure}]"


def _holder(change: Part) -> Iterator[str]:
    if change["change"] == "changed":
        yield holder_line(change["before"])
        yield f"  becomes: {holder_line(change['after'])}"
    else:
        yield f"{change['change']}: {holder_line(change['before'] or change['after'])}"
