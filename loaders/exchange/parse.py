"""A leaktrail/1 object, checked and typed: `dict` from JSON -> `Exchange`, or BadExchange naming the place.

>>> parse_exchange({"format": "leaktrail/2"}, place="x.json")
Traceback (most recent call last):
...
app.domain.errors.BadExchange: x.json: format: 'leaktrail/2' is not leaktrail/1 (this build reads leaktrail/1 only)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from pydantic import ValidationError

from app.domain.errors import BadExchange
from loaders.exchange.schema import FORMAT, Exchange, XItem

__all__ = ["parse_exchange", "private_keys"]


def parse_exchange(obj: object, *, place: str) -> Exchange:
    """The object as typed values; `place` is what errors call the file. Raises BadExchange."""
    if not isinstance(obj, Mapping):
        raise BadExchange(
            f"a {type(obj).__name__} is no {FORMAT} object", place=place, remedy="the file must hold one JSON object"
        )
    rows = {str(key): value for key, value in cast("Mapping[object, object]", obj).items()}
    if rows.get("format") != FORMAT:
        message = f"format: {rows.get('format')!r} is not {FORMAT}"
        raise BadExchange(message, place=place, remedy=f"this build reads {FORMAT} only")
    _check_characters(rows, place)
    try:
        return Exchange.model_validate(rows)
    except ValidationError as bad:
        raise _bad_exchange(bad, place) from None


def private_keys(value: object) -> set[str]:
    """The `x_…` keys of a parsed object, at any depth, that mean nothing to this build."""
    if isinstance(value, list):
        return set[str]().union(*map(private_keys, cast("list[object]", value)))
    if not isinstance(value, XItem):
        return set()
    return set(value.private_keys()).union(*(private_keys(getattr(value, key)) for key in type(value).model_fields))


def _check_characters(rows: Mapping[str, object], place: str) -> None:
    """NUL and halves of surrogate pairs (JSON can spell both) are characters of no text that can be stored."""
    stack: list[tuple[str, object]] = [(key, value) for key, value in rows.items()]
    while stack:
        where, value = stack.pop()
        if isinstance(value, str) and (bad := re.search("[\0\ud800-\udfff]", value)):
            message = f"{where}: the character U+{ord(bad[0]):04X} at {bad.start()} belongs to no text"
            raise BadExchange(message, place=place, remedy="remove it")
        stack += _inside(where, value)


def _inside(where: str, value: object) -> list[tuple[str, object]]:
    if isinstance(value, Mapping):
        return [(f"{where}.{key}", one) for key, one in cast("Mapping[object, object]", value).items()]
    if isinstance(value, list):
        return [(f"{where}[{i}]", one) for i, one in enumerate(cast("list[object]", value))]
    return []


# ------------------------------------------------------------------ errors in our words

_REMEDIES = {
    "missing": "every key must be present; null or an empty list where nothing is known",
    "enum": "use one of the words of the format page",
}


_SHOWN = 60  # characters of a wrong value


def _bad_exchange(bad: ValidationError, place: str) -> BadExchange:
    errors = bad.errors(include_url=False)
    first = errors[0]
    where = ""
    for part in first["loc"]:
        where += f"[{part}]" if isinstance(part, int) else f".{part}" if where else str(part)
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] in {"enum", "string_pattern_mismatch", "greater_than_equal", "less_than_equal"}:
        message = f"{repr(first['input'])[:_SHOWN]}: {message}"
    more = f", and {len(errors) - 1} more errors" if len(errors) > 1 else ""
    remedy = _REMEDIES.get(first["type"], "correct the value, or the program that wrote it")
    return BadExchange(f"{where}: {message}{more}" if where else message, place=place, remedy=remedy)
