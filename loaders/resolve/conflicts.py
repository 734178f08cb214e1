"""Joined things -> conflicts: claims about one property of one thing that cannot all be true.

Example: 3,996,789 people (the company) and 4,500,000 people (the police) of one dataset are a conflict; 約400万人 and
3,996,789 are not (one is the other, rounded), nor is an earlier figure that its own source replaced by a later one.

Several figures that one source gives for one thing in one document are its parts or its course, and no conflict;
figures of different incidents never meet, because things of different incidents are never joined.

Rows about one organization of one incident are looked at together, since rows with other counts stay apart: what they
say of it must not differ by half as much again, or they count other things.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from app.domain.amount import agree, prices_agree
from app.domain.claim import Value
from app.domain.graph import Conflict, Count, Side
from app.domain.ids import digest
from app.domain.vocabulary import AffectedStatus, How, Qualifier, Status, ThingKind
from loaders.resolve.build import count_of, price_of
from loaders.resolve.choose import canonical, choose, unsuperseded, window_of
from loaders.resolve.things import Statement, Thing, Things, texts, values

__all__ = ["RowKey", "conflicts_about", "conflicts_between", "derived_conflicts", "plain", "row_key", "untold"]

_PART = 3
_IN_DISPUTE = 1.5
_ONE_SALE = 3  # times: sums further apart are that of one sale and that of many
_OPPOSED = ((AffectedStatus.LEAKED, AffectedStatus.NONE), (AffectedStatus.NONE, AffectedStatus.LEAKED))
_OF_DATASET, _OF_ROWS = (
    f"record count of one {kind.value} differs" for kind in (ThingKind.DATASET, ThingKind.AFFECTED)
)

RowKey: TypeAlias = tuple[str, str]
Disagree = Callable[[Statement, Statement], bool]


def derived_conflicts(joined: Things) -> list[Conflict]:
    """The conflicts between claims about the joined datasets, transfers, events and affected rows, by id."""
    found = [one for things in joined.values() for thing in things.values() for one in conflicts_about(thing)]
    rows: dict[RowKey, list[Thing]] = {}
    for row in joined[ThingKind.AFFECTED].values():
        if (key := row_key(row)) is not None:
            rows.setdefault(key, []).append(row)
    found += [one for of in rows.values() for one in conflicts_between(of)]
    return sorted(found, key=lambda one: one.id)


def row_key(row: Thing) -> RowKey | None:
    """The incident and the organization of a joined row; None if one of them is not known."""
    incident, organization = choose(row, "incident"), choose(row, "organization")
    return None if incident is None or organization is None else (str(incident.value), str(organization.value))


def conflicts_between(rows: Sequence[Thing]) -> Iterator[Conflict]:
    """The conflicts between rows about one organization of one incident; the organization is their subject."""
    organization = choose(rows[0], "organization") if len(rows) > 1 else None
    if organization is not None:
        of_all = [row for row in rows if not (texts(row, "fields") and AffectedStatus.NONE in texts(row, "status"))]
        for prop, disagree in (("record_count", _sizes_disagree), ("status", _leaks_disagree)):
            statements = sorted((s for row in of_all for s in row.statements), key=lambda s: s.order)
            together = Thing(str(organization.value), ThingKind.AFFECTED, tuple(statements))
            found = _conflict(together, prop, disagree)
            if found is not None:
                yield found


def conflicts_about(thing: Thing) -> Iterator[Conflict]:
    """The conflicts between claims about one joined thing."""
    for prop, disagree in _LOOKED_AT.get(thing.kind, ()):
        found = _conflict(thing, prop, disagree)
        if found is not None:
            yield found


def untold(derived: Iterable[Conflict], told: Collection[Conflict]) -> Iterator[Conflict]:
    """The derived conflicts without those of which a told one is about the same and leaves none of the values out.

    Nor is the size of a body of data told again as that of the row of its organization.
    """
    derived = list(derived)
    known: dict[tuple[str | None, str], list[frozenset[str]]] = {}
    for one in told:
        if one.subject is not None:
            known.setdefault((one.subject, one.property), []).append(_values(one))
    sizes: dict[str, list[Conflict]] = {}
    for one in derived:
        if one.about.startswith(_OF_DATASET):
            for side in one.sides:
                sizes.setdefault(canonical(side.value), []).append(one)
    for one in derived:
        same = sizes.get(canonical(one.sides[0].value), ()) if one.about.startswith(_OF_ROWS) else ()
        is_told = any(_values(one) <= values for values in known.get((one.subject, one.property), ()))
        if not is_told and not any(_values(one) <= _values(x) and _documents(one) <= _documents(x) for x in same):
            yield one


def _documents(conflict: Conflict) -> frozenset[str]:
    return frozenset(quote.document for side in conflict.sides for quote in side.evidence)


def _values(conflict: Conflict) -> frozenset[str]:
    return frozenset(canonical(side.value) for side in conflict.sides)


def _conflict(thing: Thing, prop: str, disagree: Disagree) -> Conflict | None:
    """The claims that disagree with at least one other, as one conflict."""
    counting = [replace(s, source=s.voice) for s in values(thing, prop)]
    told = unsuperseded(counting)
    parts = _parts(told) if prop == "record_count" else set[str]()
    statements = _single_minded([s for s in told if s.claim.id not in parts], disagree)
    involved = [s for s in statements if any(_independent(s, other) and disagree(s, other) for other in statements)]
    if not involved:
        return None
    sides = _sides(involved)
    key = digest("conflict", thing.id, prop, *(f"{canonical(s.value)} {s.claimed_by}" for s in sides))
    shown = " / ".join(dict.fromkeys(_shown(side.value) for side in sides))
    name = "time" if prop == "window" else prop
    return Conflict(key, f"{name.replace('_', ' ')} of one {thing.kind.value} differs: {shown}", thing.id, name, sides)


def _single_minded(statements: Sequence[Statement], disagree: Disagree) -> list[Statement]:
    """Without the figures of those who give several different ones for this thing in one document."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((statement.claim.document, statement.source), []).append(statement)
    return [
        statement
        for group in groups.values()
        for statement in group
        if not any(disagree(statement, other) for other in group)
    ]


def _parts(statements: Sequence[Statement]) -> set[str]:
    """Claims of figures that are evidently parts of another one of the same document.

    Two of them make up the whole (863万 + 9万 = 872万), or one that nobody claims is less than a third of it.
    """
    counted = [(s, count) for s in statements if (count := count_of(s.value)) is not None]
    found: set[str] = set()
    for part, count in counted:
        for whole, total in counted:
            if part.claim.document != whole.claim.document or count.unit is not total.unit:
                continue
            others = [c for s, c in counted if s.claim.document == part.claim.document and c is not count]
            completed = any(_completes(count, other, total) for other in others if other.unit is total.unit)
            unclaimed = part.claimed_by is None or whole.claimed_by is None
            if completed or (unclaimed and count.value * _PART < total.value):
                found.add(part.claim.id)
    return found


def _completes(a: Count, b: Count, whole: Count) -> bool:
    rough = Qualifier.EXACT if {a.qualifier, b.qualifier} == {Qualifier.EXACT} else Qualifier.ABOUT
    return b is not whole and a is not whole and agree(Count(a.value + b.value, rough, whole.unit), whole)


def _independent(a: Statement, b: Statement) -> bool:
    """Of different documents or sources; an exchange file tells of the conflicts inside it by itself."""
    if a.claim.how is How.IMPORTED and b.claim.how is How.IMPORTED:
        return False
    return a.claim.document != b.claim.document or a.source != b.source


def _sides(statements: Iterable[Statement]) -> tuple[Side, ...]:
    groups: dict[tuple[str, str | None], list[Statement]] = {}
    for statement in statements:
        groups.setdefault((canonical(plain(statement.value)), statement.claimed_by), []).append(statement)
    sides = [
        Side(plain(group[0].value), who, tuple(sorted({q for s in group for q in s.claim.quotes})))
        for (_, who), group in groups.items()
    ]
    return tuple(sorted(sides, key=lambda side: (canonical(side.value), side.claimed_by or "")))


def plain(value: Value) -> Value:
    """The number of a count, the day or the interval of a window as text, anything else as it is."""
    if not isinstance(value, dict):
        return value
    if "value" in value:
        return value["value"]
    days = [str(value.get(end) or "") for end in ("earliest", "latest")]
    return days[0] if days[0] == days[1] else "/".join(days)


def _shown(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _counts_disagree(a: Statement, b: Statement) -> bool:
    left, right = count_of(a.value), count_of(b.value)
    return left is not None and right is not None and left.unit is right.unit and not agree(left, right)


def _sizes_disagree(a: Statement, b: Statement) -> bool:
    left, right = count_of(a.value), count_of(b.value)
    sizes = [count.value for count in (left, right) if count is not None]
    return _counts_disagree(a, b) and max(sizes) <= _IN_DISPUTE * min(sizes)


def _prices_disagree(a: Statement, b: Statement) -> bool:
    left, right = price_of(a.value), price_of(b.value)
    if left is None or right is None or prices_agree(left, right):
        return False
    return max(left.value, right.value) <= _ONE_SALE * min(left.value, right.value)


def _leaks_disagree(a: Statement, b: Statement) -> bool:
    """Leaked and not leaked contradict each other; leaked and possibly leaked are degrees."""
    return (a.value, b.value) in _OPPOSED


def _windows_disagree(a: Statement, b: Statement) -> bool:
    return not window_of(a).overlaps(window_of(b))


def _media_disagree(a: Statement, b: Statement) -> bool:
    return "unknown" not in (a.value, b.value) and a.value != b.value and a.claim.subject != b.claim.subject


def _statuses_disagree(a: Statement, b: Statement) -> bool:
    """Only a denial contradicts: suspected and confirmed are degrees."""
    return (a.value == Status.DENIED) != (b.value == Status.DENIED) and Status.PLANNED not in (a.value, b.value)


_COUNTED = ("record_count", _counts_disagree)
_LOOKED_AT: Mapping[ThingKind, Sequence[tuple[str, Disagree]]] = {
    ThingKind.DATASET: (_COUNTED,),
    ThingKind.AFFECTED: (_COUNTED,),
    ThingKind.EVENT: (("window", _windows_disagree),),
    ThingKind.TRANSFER: (
        _COUNTED,
        ("window", _windows_disagree),
        ("medium", _media_disagree),
        ("price", _prices_disagree),
        ("status", _statuses_disagree),
    ),
}
"""By kind of thing the properties in which claims may disagree."""
