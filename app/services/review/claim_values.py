"""What a reviewer gives as a correction → the value of the claim, if its property can have it.

    read_value(ThingKind.TRANSFER, "window", "2006-04-01/..")   →  {"earliest": "2006-04-01", "latest": None}
    check_value(ThingKind.TRANSFER, "status", "perhaps")        →  BadQuestion: must be one of confirmed, …

Values that name a thing are checked by whoever knows the things.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import cast

from app.domain.claim import REFERENCES, Value
from app.domain.errors import BadQuestion
from app.domain.vocabulary import Action, ActorKind, AffectedStatus, Qualifier, Role, Status, ThingKind, Unit
from app.domain.window import Window

__all__ = ["MAX_TEXT", "check_value", "read_value"]

MAX_TEXT = 1_000
"""Characters of a text that is given as a correction."""
_OPEN = ("", "..")
_NUMBERS = 1e15
_TEXTS = frozenset({"label", "alias", "name", "time_text", "medium", "type", "field"})
_PROPERTY = "value"


def read_value(kind: ThingKind, prop: str, text: str) -> Value:
    """The value that a person types: words as they are, `A/B` or one day for days, a number for a count, else JSON."""
    if prop in _TEXTS or prop in REFERENCES or _words(kind, prop) is not None:
        return text.strip()
    if prop == "window" and not text.lstrip().startswith("{"):
        start, slash, end = text.strip().partition("/")
        return {"earliest": _end(start), "latest": _end(end if slash else start)}
    if prop == "record_count" and text.strip().isascii() and text.strip().isdigit():
        return {"value": int(text.strip()[:20]), "unit": None, "qualifier": Qualifier.EXACT.value, "claimed_by": None}
    if prop == "fields" and not text.lstrip().startswith("["):
        return [word for part in text.replace("、", ",").split(",") if (word := part.strip())]
    try:
        return cast("Value", json.loads(text, parse_constant=_refuse))
    except (ValueError, RecursionError):
        raise BadQuestion(_FORMS.get(prop, "must be JSON"), place=_PROPERTY) from None


def check_value(kind: ThingKind, prop: str, value: Value) -> Value:
    """The value as it is kept. BadQuestion (`value`) if a claim about this property cannot say that."""
    if prop in REFERENCES or prop in _TEXTS:
        return _text(value)
    words = _words(kind, prop)
    if words is not None:
        return _word(value, words)
    check = _CHECKS.get(prop)
    if check is None:
        raise BadQuestion(f"a {prop} cannot be corrected", place="about", remedy="reject the claim instead")
    return check(value)


def _words(kind: ThingKind, prop: str) -> type[StrEnum] | None:
    if prop == "status":
        return AffectedStatus if kind is ThingKind.AFFECTED else Status
    return {"kind": ActorKind, "role": Role, "action": Action}.get(prop)


def _word(value: Value, words: Iterable[StrEnum]) -> str:
    known = [word.value for word in words]
    if not isinstance(value, str) or value not in known:
        raise BadQuestion(f"must be one of {', '.join(known)}", place=_PROPERTY)
    return value


def _text(value: Value) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_TEXT:
        raise BadQuestion(f"must be a text of 1 to {MAX_TEXT} characters", place=_PROPERTY)
    return value.strip()


def _window(value: Value) -> Value:
    given = _object(value, "window", ("earliest", "latest"))
    ends = (given.get("earliest"), given.get("latest"))
    days = [end for end in ends if isinstance(end, str)]
    if not days or any(end is not None and not isinstance(end, str) for end in ends):
        raise BadQuestion(_FORMS["window"], place=_PROPERTY)
    try:
        window = Window.from_iso(*cast("tuple[str | None, str | None]", ends))
    except ValueError:
        raise BadQuestion(_FORMS["window"], place=_PROPERTY) from None
    return dict(zip(("earliest", "latest"), window.to_iso(), strict=True))


def _count(value: Value) -> Value:
    given = _object(value, "record_count", ("value", "unit", "qualifier", "claimed_by"))
    by = given.get("claimed_by")
    return {
        "value": _number(given.get("value"), "record_count"),
        "unit": None if given.get("unit") is None else _word(given["unit"], Unit),
        "qualifier": _word(given.get("qualifier") or Qualifier.EXACT.value, Qualifier),
        "claimed_by": None if by is None else _text(by),
    }


def _price(value: Value) -> Value:
    given = _object(value, "price", ("value", "currency", "qualifier"))
    currency = given.get("currency") or "JPY"
    if not isinstance(currency, str) or len(currency) != len("JPY") or not (currency.isascii() and currency.isupper()):
        raise BadQuestion("currency must be a code of three letters, as JPY", place=_PROPERTY)
    return {
        "value": _number(given.get("value"), "price"),
        "currency": currency,
        "qualifier": _word(given.get("qualifier") or Qualifier.EXACT.value, Qualifier),
    }


def _lawful(value: Value) -> Value:
    if not isinstance(value, bool):
        raise BadQuestion(_FORMS["lawful"], place=_PROPERTY)
    return value


def _fields(value: Value) -> Value:
    if not isinstance(value, list) or not value:
        raise BadQuestion(_FORMS["fields"], place=_PROPERTY)
    return [_text(one) for one in value]


def _object(value: Value, prop: str, keys: Iterable[str]) -> Mapping[str, Value]:
    if not isinstance(value, dict) or not set(value) <= set(keys):
        raise BadQuestion(_FORMS[prop], place=_PROPERTY)
    return value


def _number(value: Value, prop: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadQuestion(_FORMS[prop], place=_PROPERTY)
    if not 0 <= value <= _NUMBERS:  # which no NaN is
        raise BadQuestion(f"must be a number from 0 to {_NUMBERS:.0f}", place=_PROPERTY)
    return value


def _end(text: str) -> str | None:
    return None if text.strip() in _OPEN else text.strip()


def _refuse(word: str) -> Value:
    raise ValueError(word)


_FORMS: Mapping[str, str] = {
    "window": 'must be days, as 2006-04-01/2006-04-30, 2006-04-01/.. or {"earliest": "2006-04-01", "latest": null}',
    "record_count": 'must be a number, or as {"value": 400000, "unit": "people", "qualifier": "about"}',
    "price": 'must be as {"value": 200000, "currency": "JPY", "qualifier": "about"}',
    "lawful": "must be true or false",
    "fields": "must be a list of words, as name,address",
}
_CHECKS: Mapping[str, Callable[[Value], Value]] = {
    "window": _window,
    "record_count": _count,
    "price": _price,
    "lawful": _lawful,
    "fields": _fields,
}
