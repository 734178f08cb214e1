"""Cuts: least sets of transfers, or of actors, without which no path remains.

Paths that are known have to be hit: a least set that hits them all is a least cut if no path avoids it; else the path
that does is one more to be hit. This needs nothing but a way to find one path, so it holds under all rules: windows,
groups, data, recoveries, order, length. (What is true of plain graphs, that there are as many paths apart as a least
cut has members, is not true of actors in time, nor where paths have a greatest length.) A cut that is known from
elsewhere ends the work as soon as the known paths need as many members.

Example: paths {1, 2} and {1, 3}: 1 hits both; a path {2, 3} avoids it; {1, 2} hits all three, and none remains.

References:
    E. Moreno-Centeno, R. M. Karp, "The implicit hitting set approach to solve combinatorial optimization problems with
    an application to multigenome alignment", Operations Research 61 (2013) 453-468.
    D. Kempe, J. Kleinberg, A. Kumar, "Connectivity and inference problems for temporal networks", J. Computer and
    System Sciences 64 (2002) 820-842: Menger's theorem fails for nodes in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.engine.along import Members
from app.engine.avoiding import Seeker
from app.engine.hitting import smallest_hitting_set
from app.engine.search import Found

__all__ = ["Bounded", "least_cut"]


@dataclass(frozen=True, slots=True)
class Bounded:
    """The smallest cut that is known, and how many members any has at least."""

    members: frozenset[int]
    lower: int

    @property
    def is_least(self) -> bool:
        """True if there is no smaller one."""
        return len(self.members) == self.lower


@dataclass(slots=True)
class _Known:
    """Paths that have to be hit, as sets of members; `rank` prefers members that come early on a path, then by id."""

    paths: list[frozenset[int]] = field(default_factory=list[frozenset[int]])
    place: dict[int, int] = field(default_factory=dict[int, int])

    def add(self, members: Sequence[int]) -> None:
        self.paths.append(frozenset(members))
        for place, member in enumerate(members):
            self.place[member] = min(place, self.place.get(member, place))

    def hit(self, is_spent: Callable[[], bool]) -> Bounded:
        order = sorted(self.place, key=lambda member: (self.place[member], member))
        rank = {member: i for i, member in enumerate(order)}
        paths = ({rank[member] for member in path} for path in self.paths)
        found = smallest_hitting_set(paths, is_spent=is_spent)
        return Bounded(frozenset(order[i] for i in found.elements), found.lower)


def least_cut(seeker: Seeker, what: Members, known: list[Found], cut: frozenset[int]) -> Bounded:
    """A least cut, or the best that the time of the seeker allows.

    `known` are paths (at least one), each with at least one member; those that are found are added. `cut` is a cut,
    which need not be least.
    """
    paths = _Known()
    for found in known:
        paths.add(what.of_path(found))
    lower = 0
    while True:
        hit = paths.hit(seeker.is_spent)
        lower = max(lower, hit.lower)
        if lower == len(cut):
            return Bounded(cut, lower)
        outcome = seeker.past(what.hops(hit.members))
        if outcome.is_none:
            seeker.rests_on(outcome)
            if not hit.is_least:
                seeker.cut.add("branches")
            return Bounded(min(hit.members, cut, key=len), lower)
        if outcome.found is None:
            seeker.rests_on(outcome)
            return Bounded(cut, lower)
        for found in _apart(seeker, what, outcome.found, hit.members):
            known.append(found)
            paths.add(what.of_path(found))


def _apart(seeker: Seeker, what: Members, found: Found | None, hit: frozenset[int]) -> Iterator[Found]:
    """The path, and others that have nothing in common with it, with each other and with what was hit."""
    banned = set(hit)
    while found is not None:
        yield found
        banned.update(what.of_path(found))
        found = seeker.past(what.hops(banned)).found
