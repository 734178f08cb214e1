"""Statements about one property -> the value that is shown, and the statements that still count.

Example: two documents say 約400万件 and one 3,996,789; the count that more independent sources give is chosen. Equal
support is decided by the strength of the status, then by how the slot was filled (stated before implied), then by
confidence, then by a stable order of the values. What a person accepted beats them all.

The last word of a source supersedes what it said before, where that was something else; another source's never does,
nor does a number of records one of people. The window is the hull of all statements that are not superseded.

So it is under the policy `all`. Under another one a `Select` (see `policies`) says which statements are chosen from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import takewhile
from json.encoder import encode_basestring
from typing import TypeAlias

from app.domain.claim import FUNCTIONAL, Value
from app.domain.ids import ClaimId
from app.domain.vocabulary import Action, How, Status
from app.domain.window import OPEN, Window
from loaders.resolve.things import Statement, Thing, values

__all__ = [
    "NOT_SAID",
    "Chosen",
    "Select",
    "Selection",
    "canonical",
    "choose",
    "hull",
    "is_before",
    "select_all",
    "superseded",
    "unsuperseded",
    "window_of",
]

NOT_SAID = "unknown"
_VAGUE = frozenset({Action.HANDOVER.value})  # says that data passed, not how
_SUREST_FIRST = (How.STATED, How.CLAUSE, How.DISCOURSE, How.ROLE, How.IMPLIED, How.PROPOSED)
_TRUST = {how: rank for rank, how in enumerate(_SUREST_FIRST)}
_TRUST[How.IMPORTED] = _TRUST[How.STATED]


@dataclass(frozen=True, slots=True)
class Selection:
    """The statements about a property that are chosen from; `by_policy` if a policy other than `all` found them."""

    statements: Sequence[Statement]
    by_policy: bool = False


Select: TypeAlias = Callable[[Thing, str], Selection]
"""A policy: which statements about a property of a thing are chosen from."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best supported value, and the statements that give it, in the order of the evidence."""

    value: Value
    statements: tuple[Statement, ...]
    by_policy: bool = False

    @property
    def how(self) -> How | None:
        """The surest way in which a document fills the slot; None where an exchange file does not say."""
        how = min((s.claim.how for s in self.statements), key=lambda h: (_TRUST[h], h is How.IMPORTED))
        return None if how is How.IMPORTED else how

    @property
    def confidence(self) -> float:
        """The greatest confidence with which a document gives it."""
        return max(s.claim.confidence for s in self.statements)


def canonical(value: Value) -> str:
    """A value as text: equal values, equal texts."""
    if isinstance(value, str):
        return encode_basestring(value)  # the same, several times as fast
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def select_all(thing: Thing, prop: str) -> Selection:
    """Those that are not superseded."""
    return Selection(unsuperseded(values(thing, prop)))


def choose(thing: Thing, prop: str, select: Select = select_all) -> Chosen | None:
    """The best supported value of a property; of equally supported ones not the vaguest. None if nothing is said."""
    statuses = _strengths(thing)
    selection = select(thing, prop)
    groups: dict[str, list[Statement]] = {}
    for statement in selection.statements:
        groups.setdefault(canonical(statement.value), []).append(statement)
    if not groups:
        return None
    best = min(groups.values(), key=lambda found: _weight(found, statuses))
    return Chosen(best[0].value, tuple(best), selection.by_policy)


def unsuperseded(statements: Sequence[Statement]) -> list[Statement]:
    """Without those whose source says something else in the document of its that was published last."""
    replaced = {id(earlier) for _, earlier in _superseding(statements)}
    return [s for s in statements if id(s) not in replaced]


def superseded(thing: Thing) -> Iterator[tuple[ClaimId, ClaimId]]:
    """Pairs (last, earlier) of claims about a property of one value, where the last takes the earlier one's place."""
    for prop in FUNCTIONAL:
        for last, earlier in _superseding(values(thing, prop)):
            yield last.claim.id, earlier.claim.id


def window_of(statement: Statement) -> Window:
    """The window that a statement gives. ValueError if its value is none."""
    value = statement.value
    if not isinstance(value, dict):
        raise ValueError(f"no window: {value!r}")  # noqa: TRY004 (data, not a programmer's mistake)
    return Window.from_iso(_day(value.get("earliest")), _day(value.get("latest")))


def hull(thing: Thing, select: Select = select_all) -> Window:
    """The smallest window that holds all that are selected; one that is open at both ends says nothing."""
    windows = [window_of(s) for s in select(thing, "window").statements]
    told = [w for w in windows if not w.is_open]
    return reduce(Window.hull, told) if told else OPEN


def _day(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _superseding(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs (last, earlier): of each voice, what it said last and what it said otherwise, surely before that.

    What is surely before any day of a set is surely before the last of them: one look at each statement is enough.
    """
    if len({s.published for s in statements}) < 2:
        return
    voices: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in statements:
        voices.setdefault((statement.voice, _unit(statement.value)), []).append(statement)
    for said in voices.values():
        day = max((s.published or "").split("-") for s in said)
        last = [s for s in said if (s.published or "").split("-") == day]
        words = {canonical(s.value) for s in last}
        for earlier in said:
            before = not earlier.accepted and is_before(earlier.published, last[0].published)
            if before and canonical(earlier.value) not in words:
                yield from ((one, earlier) for one in last)


def _unit(value: Value) -> str | None:
    unit = value.get("unit") if isinstance(value, Mapping) else None
    return unit if isinstance(unit, str) else None


def is_before(a: str | None, b: str | None) -> bool:
    """True if `a` is surely before `b`; of 2006-06 and 2006-06-13 nobody knows."""
    if not a or not b:
        return False
    common = list(takewhile(lambda pair: pair[0] == pair[1], zip(a.split("-"), b.split("-"), strict=False)))
    left, right = a.split("-")[len(common) :], b.split("-")[len(common) :]
    return bool(left and right) and left < right


def _strengths(thing: Thing) -> dict[str, int]:
    """By local thing the rank of the strongest status that its document gives it."""
    found: dict[str, int] = {}
    for statement in values(thing, "status"):
        if statement.value in list(Status):
            rank = Status(str(statement.value)).rank
            found[statement.claim.subject] = min(rank, found.get(statement.claim.subject, rank))
    return found


def _weight(found: Sequence[Statement], statuses: dict[str, int]) -> tuple[object, ...]:
    """Less is better supported."""
    return (
        not any(s.accepted for s in found),
        found[0].value == NOT_SAID,
        -len({s.source for s in found}),
        min(statuses.get(s.claim.subject, 0) for s in found),
        min(_TRUST[s.claim.how] for s in found),
        -max(s.claim.confidence for s in found),
        found[0].value in _VAGUE if isinstance(found[0].value, str) else False,
        canonical(found[0].value),
    )
