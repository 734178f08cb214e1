"""Why a path is possible, and what speaks against it → a few lines for people.

possible on: 2025-01-01 → 2025-02-03; hop 2 comes after hop 1 by choice of days only
not certain: hop 2: provider inferred
weakest: hop 2, by status
disputed: time of hop 2: 2025-02-03 (県警): holds | 2024-12-01: fails
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.cli.text import Part, span

__all__ = ["why_lines"]

_INDENT = "    "
_ORDER = {"words": "by the words of the texts", "choice": "by choice of days only"}


def why_lines(why: Part) -> Iterator[str]:
    """At most one line each for the days, the doubts and the weakest hop, and one for each conflict."""
    days = " → ".join(day or "before" for day in why["days"])
    order = [
        f"hop {number} comes after hop {number - 1} {_ORDER[basis]}"
        for number, basis in enumerate(why["order"], start=2)
        if basis in _ORDER
    ]
    yield f"{_INDENT}{'; '.join([f'possible on: {days}', *order])}"
    if why["doubts"]:
        yield f"{_INDENT}not certain: {'; '.join(map(_doubt, why['doubts']))}"
    if why["weakest"]["because"]:
        yield f"{_INDENT}weakest: hop {why['weakest']['hop']}, by {why['weakest']['because']}"
    for dispute in why["disputes"]:
        sides = " | ".join(map(_side, dispute["claims"]))
        matter = dispute["about"] if dispute["property"] == "other" else str(dispute["property"]).replace("_", " ")
        yield f"{_INDENT}disputed: {matter} at {_hops(dispute)}: {sides}"


def _doubt(reason: Part) -> str:
    return f"{_hops(reason)}: {_SAID[reason['code']](reason)}"


def _hops(of: Part) -> str:
    numbers = ", ".join(map(str, of["hops"]))
    return f"hop {numbers}" if len(of["hops"]) == 1 else f"hops {numbers}"


def _side(side: Part) -> str:
    value = f"{side['value']:,}" if isinstance(side["value"], int | float) else str(side["value"])
    said = f" ({side['claimed_by']})" if side["claimed_by"] else ""
    effect = f": {str(side['effect']).replace('_', ' ')}" if side["effect"] else ""
    return f"{value}{said}{effect}"


def _joined(reason: Part) -> str:
    first, second = (actor["label"] for actor in reason["actors"])
    return f"{second} may be {first}, or be one of them"


_SAID: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "days_overlap": lambda reason: f"days overlap, {' and '.join(map(span, reason['windows']))}",
    "inferred_end": lambda reason: f"{reason['slot']} inferred",
    "joined_by_group": _joined,
    "recovery_between": lambda reason: f"perhaps recovered before ({', '.join(reason['recoveries'])})",
    "order_disputed": lambda _: "the texts put them in both orders",
    "after_by": lambda reason: f"may lie after the day asked for, {span(reason['windows'][0])}",
}
