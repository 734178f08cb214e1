"""Support: which facts rest on one independent source only.

A thing that all its statements take from one source rests on that as a whole. Where several sources tell of a thing,
each value of each property is looked at by itself: it rests on all who say it, and on all who say something narrower
(a day bears out its month, 3,996,789 bear out 約400万, confirmed bears out alleged). What the policy passes over is no
fact, but bears others out. Documents of one publisher and reprints of one text are one source, and so are texts that
all quote the same speaker.

Example: two papers tell of one sale; both give the month, one the price  →  the price rests on one document, the month
on none alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from json import dumps

from app.domain.amount import entails as count_entails
from app.domain.claim import Value
from app.domain.graph import Count
from app.domain.support import Lone, SingleSourced, Statement
from app.domain.vocabulary import Action, Qualifier, Status, ThingKind, Unit
from app.domain.window import Window

__all__ = ["FACTS", "find_single_sourced"]

FACTS: Mapping[ThingKind, Sequence[str]] = {
    ThingKind.TRANSFER: (
        *("provider", "recipient", "dataset", "action", "medium", "window", "record_count", "price", "status"),
        *("lawful", "part_of", "after"),
    ),
    ThingKind.HOLDING: ("actor", "dataset", "window"),
    ThingKind.EVENT: ("type", "actor", "window"),
    ThingKind.AFFECTED: ("organization", "record_count", "fields", "status"),
    ThingKind.DATASET: ("record_count", "derived_from"),
    ThingKind.ACTOR: ("member", "candidate"),
}
"""By kind the properties that are facts; names and labels are none."""

_AS_A_WHOLE = frozenset({ThingKind.TRANSFER, ThingKind.HOLDING, ThingKind.EVENT, ThingKind.AFFECTED})
"""Things that somebody says to have happened or to be so; an actor or a dataset is only spoken of."""
_SAYS_NOTHING: Mapping[str, Value] = {"medium": "unknown", "action": Action.HANDOVER.value, "lawful": False}


def find_single_sourced(statements: Iterable[Statement]) -> list[SingleSourced]:
    """The facts that one source alone tells; those that people took back or rejected are not among `statements`.

    In the order of kinds, things and properties; a thing that rests on one source is told once, as a whole.
    """
    found: list[SingleSourced] = []
    order = {kind: number for number, kind in enumerate(FACTS)}
    known = [s for s in statements if s.kind in FACTS]
    known.sort(key=lambda s: (order[s.kind], s.thing, s.document, s.claim))
    for (kind, thing), group in groupby(known, key=lambda s: (s.kind, s.thing)):
        told = list(group)
        texts = len({s.text for s in told})
        why = _lone(told) if kind in _AS_A_WHOLE else None
        if why is not None:
            found.append(SingleSourced(kind, thing, None, None, why, texts, tuple(told)))
        else:
            found += _inside(kind, thing, told, texts)
    return found


def _inside(kind: ThingKind, thing: str, told: Sequence[Statement], texts: int) -> Iterator[SingleSourced]:
    for prop in FACTS[kind]:
        said = [s for s in told if s.property == prop and not _is_empty(s)]
        for value in _values(s for s in said if s.counts):
            bearing = [s for s in said if _bears_out(prop, _fact(s), value)]
            why = _lone(bearing)
            if why is not None:
                yield SingleSourced(kind, thing, prop, value, why, texts, tuple(bearing))


def _lone(told: Sequence[Statement]) -> Lone | None:
    """The narrowest source that all of them have in common; None if there is none."""
    common: tuple[tuple[Lone, Callable[[Statement], str]], ...] = (
        (Lone.DOCUMENT, lambda s: s.document),
        (Lone.TEXT, lambda s: s.text),
        (Lone.VOICE, lambda s: s.voice),
    )
    return next((why for why, key in common if len({key(s) for s in told}) == 1), None)


def _values(said: Iterable[Statement]) -> list[Value]:
    """Each value once, in the order of the statements."""
    return list({dumps(value, sort_keys=True): value for value in map(_fact, said)}.values())


def _fact(statement: Statement) -> Value:
    """What is said, without who is said to say it."""
    value = statement.value
    return {k: v for k, v in value.items() if k != "claimed_by"} if isinstance(value, Mapping) else value


def _is_empty(statement: Statement) -> bool:
    """True for what only says that nothing is known."""
    prop, value = statement.property, statement.value
    if prop == "window":
        return _window(value).is_open
    return prop in _SAYS_NOTHING and value == _SAYS_NOTHING[prop]


def _bears_out(prop: str, said: Value, fact: Value) -> bool:
    """True if who says the one says the other as well."""
    if said == fact:
        return True
    if prop == "window":
        inner, outer = _window(said), _window(fact)
        return inner.hull(outer) == outer
    if prop in ("record_count", "price"):
        return _amounts_agree(said, fact)
    if prop == "status" and said in list(Status) and fact in list(Status):
        strong, weak = Status(str(said)), Status(str(fact))
        return strong.can_lie_on_path and weak.can_lie_on_path and strong.rank <= weak.rank
    return False


def _window(value: Value) -> Window:
    if not isinstance(value, Mapping):
        return Window()
    earliest, latest = value.get("earliest"), value.get("latest")
    return Window.from_iso(*(day if isinstance(day, str) else None for day in (earliest, latest)))


def _amounts_agree(said: Value, fact: Value) -> bool:
    exact, rough = _amount(said), _amount(fact)
    return exact is not None and rough is not None and exact[0] == rough[0] and count_entails(exact[1], rough[1])


def _amount(value: Value) -> tuple[str, Count] | None:
    """Currency (empty for counts) and number of a count or a price, with its unit."""
    number = value.get("value") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(number, int | float):
        return None
    unit, currency = value.get("unit"), value.get("currency")
    qualifier = Qualifier(str(value.get("qualifier") or Qualifier.EXACT))
    return (str(currency or ""), Count(number, qualifier, Unit(str(unit)) if unit else None))
