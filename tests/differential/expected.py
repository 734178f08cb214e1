"""What an answer has to be, as a peer worked it out, and where the engine's answer differs from it.

Whole answers are compared: which chains and actors, in which order, their days, data, support, and what was cut. Where
several chains are equally good, the one that is shown as the witness has to be one of these.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.path import Direction, Held, Holder, Holders, Lineage, Path, Paths, Reached, Strength
from app.domain.vocabulary import Status

Days = tuple[date | None, date | None]
Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectedPath:
    """One chain: days left and data carried for each hop, and deliveries that are folded into it."""

    ids: Ids
    certain: bool
    windows: tuple[Days, ...]
    carried: tuple[str | None, ...]
    strength: Strength
    parts: tuple[Ids, ...]


@dataclass(frozen=True, slots=True)
class ExpectedPaths:
    """The k best; `more`: there is another one; `longer`: one of more hops than allowed would be possible."""

    paths: tuple[ExpectedPath, ...]
    more: bool
    longer: bool
    beside: Ids


@dataclass(frozen=True, slots=True)
class ExpectedReached:
    """`day`: first day of arrival or last of departure. `witnesses`: all chains that show it in so few hops."""

    day: date | None
    certain_by: date | None
    status: Status
    hops: int
    witnesses: Container[Ids]


@dataclass(frozen=True, slots=True)
class ExpectedLineage:
    """By actor. `longer`: chains of more hops than allowed would change something."""

    actors: Mapping[str, ExpectedReached]
    longer: bool


@dataclass(frozen=True, slots=True)
class ExpectedHolder:
    """`witnesses`: chains by which it first got the data."""

    origin: bool
    certain: bool
    status: Status
    since: Days
    until: Days | None
    held: Held
    lawful: bool
    witnesses: Container[Ids]


@dataclass(frozen=True, slots=True)
class ExpectedHolders:
    """By actor, no chain being cut for its length: an answer that is says so, and shows less."""

    actors: Mapping[str, ExpectedHolder]


Answer = Paths | Lineage | Holders
Expected = ExpectedPaths | ExpectedLineage | ExpectedHolders


def differences(answer: Answer, expected: Expected) -> list[str]:
    """What differs, a line each; nothing if the answer is right."""
    if isinstance(answer, Paths) and isinstance(expected, ExpectedPaths):
        return list(_of_paths(answer, expected))
    if isinstance(answer, Lineage) and isinstance(expected, ExpectedLineage):
        return list(_of_lineage(answer, expected))
    if isinstance(answer, Holders) and isinstance(expected, ExpectedHolders):
        return list(_of_holders(answer, expected))
    raise TypeError(f"{type(answer).__name__} is no answer to {type(expected).__name__}")


def _of_paths(answer: Paths, expected: ExpectedPaths) -> Iterator[str]:
    yield from _unequal("paths", [_ids(p) for p in answer.paths], [p.ids for p in expected.paths])
    wanted = {p.ids: p for p in expected.paths}
    for path in answer.paths:
        if (one := wanted.get(_ids(path))) is not None:
            yield from _of_path(path, one)
    yield from _unequal("beside", tuple(t.id for t in answer.beside), expected.beside)
    yield from _unequal("cut at k", "k" in answer.truncated, expected.more)
    if expected.longer and not expected.more and "hops" not in answer.truncated:
        yield "a longer chain is possible, and the answer does not say that hops were cut"
    yield from _other_cuts(answer.truncated, {"k", "hops"})


def _of_path(path: Path, expected: ExpectedPath) -> Iterator[str]:
    name = "-".join(expected.ids)
    yield from _unequal(f"{name}: certain", path.is_certain, expected.certain)
    windows = tuple((hop.window.earliest, hop.window.latest) for hop in path.hops)
    yield from _unequal(f"{name}: windows", windows, expected.windows)
    yield from _unequal(f"{name}: data carried", tuple(hop.dataset for hop in path.hops), expected.carried)
    yield from _unequal(f"{name}: strength", path.strength, expected.strength)
    yield from _unequal(f"{name}: parts", tuple(tuple(sorted(hop.parts)) for hop in path.hops), expected.parts)


def _of_lineage(answer: Lineage, expected: ExpectedLineage) -> Iterator[str]:
    downstream = answer.direction is Direction.DOWNSTREAM
    got = {r.actor: (_day(r, answer.direction), r.certain_by, r.status, r.hops) for r in answer.actors}
    wanted = {a: (e.day, e.certain_by, e.status, e.hops) for a, e in expected.actors.items()}
    yield from _unequal_entries(got, wanted)
    for reached in answer.actors:
        one = expected.actors.get(reached.actor)
        if one is not None and reached.path not in one.witnesses:
            yield f"{reached.actor}: {'-'.join(reached.path)} is none of the best chains"
        if (reached.latest if downstream else reached.earliest) is not None:
            yield f"{reached.actor}: a day that belongs to the other direction"
    keys = [_place(reached, answer.direction) for reached in answer.actors]
    yield from _unequal("order", keys, sorted(keys))
    if expected.longer and "hops" not in answer.truncated:
        yield "a longer chain would change something, and the answer does not say that hops were cut"
    yield from _other_cuts(answer.truncated, {"hops"})


def _day(reached: Reached, direction: Direction) -> date | None:
    return reached.earliest if direction is Direction.DOWNSTREAM else reached.latest


def _place(reached: Reached, direction: Direction) -> tuple[object, ...]:
    if direction is Direction.UPSTREAM:
        return (reached.hops, reached.actor)
    return (reached.earliest is not None, reached.earliest or date.min, reached.hops, reached.actor)


def _of_holders(answer: Holders, expected: ExpectedHolders) -> Iterator[str]:
    if "hops" in answer.truncated:
        wanted = {h.actor: expected.actors[h.actor].certain for h in answer.actors if h.actor in expected.actors}
        yield from _unequal_entries({h.actor: h.certain for h in answer.actors}, wanted)
        return
    wanted = {
        a: (e.origin, e.certain, e.status, e.since, e.until, e.held, e.lawful) for a, e in expected.actors.items()
    }
    yield from _unequal_entries({h.actor: _holder(h) for h in answer.actors}, wanted)
    for holder in answer.actors:
        one = expected.actors.get(holder.actor)
        if one is not None and holder.path not in one.witnesses:
            yield f"{holder.actor}: {'-'.join(holder.path)} is none of the first chains"
    keys = [(not h.origin, h.since.earliest is not None, h.since.earliest or date.min, h.actor) for h in answer.actors]
    yield from _unequal("order", keys, sorted(keys))
    yield from _other_cuts(answer.truncated, set())


def _holder(holder: Holder) -> tuple[object, ...]:
    since = (holder.since.earliest, holder.since.latest)
    until = None if holder.until is None else (holder.until.earliest, holder.until.latest)
    return (holder.origin, holder.certain, holder.status, since, until, holder.held, holder.lawful)


def _ids(path: Path) -> Ids:
    return tuple(hop.transfer.id for hop in path.hops)


def _other_cuts(truncated: tuple[str, ...], allowed: set[str]) -> Iterator[str]:
    if set(truncated) - allowed:
        yield f"cut by {sorted(set(truncated) - allowed)}"


def _unequal(what: str, got: object, wanted: object) -> Iterator[str]:
    if got != wanted:
        yield f"{what}: the engine says {_shown(got)}, the peer {_shown(wanted)}"


def _unequal_entries(got: Mapping[str, object], wanted: Mapping[str, object]) -> Iterator[str]:
    for actor in sorted(got.keys() | wanted.keys()):
        yield from _unequal(actor, got.get(actor, "nothing"), wanted.get(actor, "nothing"))


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"({', '.join(_shown(item) for item in value)})"
    return value.isoformat() if isinstance(value, date) else str(value)
