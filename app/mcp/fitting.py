"""Answer → the same answer within a number of characters, with what was left out told.

    fit({"items": [a, b, c], "truncated": False}, 40)   →  {"items": [a], "truncated": True, "cut": ["characters"], …}

A model's attention is short, and a host may cut what is too long in the middle of a quote. So whole entries are taken
from the end of the longest list until the rest fits; a part of an entry never is.
"""

from __future__ import annotations

from typing import cast

from app.services.wire import Json, to_json

__all__ = ["MAX_CHARACTERS", "fit"]

MAX_CHARACTERS = 60_000
"""Of one answer, as JSON."""


def fit(answer: Json, most: int = MAX_CHARACTERS) -> Json:
    """The answer, or what of it fits; `left_out` counts the entries that do not, by the name of their list."""
    over = _length(answer) - most
    if over <= 0:
        return answer
    lengths = {name: _lengths(value) for name, value in answer.items()}
    over += len('"cut":["characters"],"left_out":{},') + sum(len(name) + 12 for name in answer)
    left_out = dict[str, int]()
    while over > 0 and any(lengths.values()):
        name = max(lengths, key=lambda key: sum(lengths[key]))
        over -= lengths[name].pop()
        left_out[name] = left_out.get(name, 0) + 1
    rest = {name: _entries(answer[name])[:-number] for name, number in left_out.items()}
    cut = [*_entries(answer.get("cut")), "characters"]
    return {**answer, **rest, "truncated": True, "cut": cut, "left_out": left_out}


def _lengths(value: object) -> list[int]:
    """Of the entries of a list, a comma included."""
    return [_length(entry) + 1 for entry in _entries(value)]


def _entries(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _length(value: object) -> int:
    return len(to_json(value).decode())
