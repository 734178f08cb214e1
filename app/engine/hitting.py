"""Hitting sets: a least set of elements that has one of every given set.

Exact: first what needs no choice (a set that holds another one is hit with it; an element that hits no more than
another is not needed), then branch and bound for each part that has no element in common with the rest. Sets that
have nothing in common need an element each: that bounds from below. The same sets give the same result; small elements
are tried first.

>>> smallest_hitting_set([{1, 2}, {2, 3}, {4, 5}]).elements == {2, 4}
True

References:
    R. M. Karp, "Reducibility among combinatorial problems" (1972): the problem, NP-hard, so the work is bounded.
    K. Weihe, "Covering trains by stations or the power of data reduction" (ALEX 1998) 1-8: the two reductions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from app.engine.kinship import bits_of

__all__ = ["MOST_NODES", "Hitting", "smallest_hitting_set"]

MOST_NODES = 20_000
"""Branches that are looked at, at most (about a second's work)."""
_DEEPEST = 300
"""Largest part that is branched over; a larger one is hit greedily, and the bound tells so."""

_Family = list[frozenset[int]]


@dataclass(frozen=True, slots=True)
class Hitting:
    """A hitting set, and how many elements any needs at least."""

    elements: frozenset[int]
    lower: int

    @property
    def is_least(self) -> bool:
        """True if no smaller one exists; False if that is not known."""
        return len(self.elements) == self.lower


def smallest_hitting_set(
    sets: Iterable[Set[int]], most_nodes: int = MOST_NODES, is_spent: Callable[[], bool] = lambda: False
) -> Hitting:
    """A least set that meets all `sets`; the best known and a bound if that takes more than `most_nodes` branches.

    When `is_spent` says that the time is up, nothing more is branched over either.

    Raises ValueError for an empty set, which nothing can hit.
    """
    family = [frozenset(one) for one in sets]
    if not all(family):
        raise ValueError("nothing hits an empty set")
    work = _Work(most_nodes, is_spent)
    parts = [_hit_part(part, work) for part in _parts(_reduced(family))]
    return Hitting(frozenset[int]().union(*(p.elements for p in parts)), sum(p.lower for p in parts))


@dataclass(slots=True)
class _Work:
    """Branches that may still be looked at."""

    left: int
    is_spent: Callable[[], bool]

    def step(self) -> bool:
        self.left -= 1
        return self.left >= 0 and not self.is_spent()


def _reduced(family: _Family) -> _Family:
    """The same problem with neither sets nor elements that need no choice."""
    while True:
        least = _without_wider(family)
        spare = _spare_elements(least)
        if not spare:
            return least
        family = [one - spare for one in least]


def _without_wider(family: _Family) -> _Family:
    """Only sets that hold no other one, shortest first."""
    ordered = sorted(set(family), key=lambda one: (len(one), sorted(one)))
    kept: _Family = []
    of_first: dict[int, _Family] = {}
    for one in ordered:
        if not any(other <= one for element in one for other in of_first.get(element, ())):
            kept.append(one)
            of_first.setdefault(min(one), []).append(one)
    return kept


def _spare_elements(family: _Family) -> set[int]:
    """Elements that hit no more than another one that stays."""
    hit = _hit_by(family)
    spare: set[int] = set()
    for element in sorted(hit, reverse=True):
        mine = hit[element]
        rivals = (r for r in family[min(mine)] if r != element and r not in spare)
        if any(mine <= hit[r] for r in rivals):
            spare.add(element)
    return spare


def _hit_by(family: Sequence[Set[int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for place, one in enumerate(family):
        for element in one:
            found.setdefault(element, set()).add(place)
    return found


def _parts(family: _Family) -> Iterator[_Family]:
    """Sets that hang together, as families of their own, in order."""
    hit = _hit_by(family)
    seen: set[int] = set()
    for place in range(len(family)):
        if place in seen:
            continue
        part, waiting = {place}, [place]
        while waiting:
            near = {n for element in family[waiting.pop()] for n in hit[element]} - part
            part |= near
            waiting.extend(near)
        seen |= part
        yield [family[i] for i in sorted(part)]


def _hit_part(part: _Family, work: _Work) -> Hitting:
    search = _Search(part, work)
    greedy = search.greedy()
    bound = search.bound(search.everything, search.all_elements)
    if len(greedy) == bound or len(greedy) > _DEEPEST:
        return Hitting(frozenset(greedy), bound)
    search.best = greedy
    complete = search.branch((), search.everything, search.all_elements)
    return Hitting(frozenset(search.best), len(search.best) if complete else bound)


@dataclass(slots=True)
class _Search:
    """Branch and bound over one part; sets of sets and of elements are integers used as bit sets."""

    family: _Family
    work: _Work
    best: list[int] = field(default_factory=list[int])
    elements: list[int] = field(init=False)
    members: list[int] = field(init=False)
    hits: list[int] = field(init=False)

    def __post_init__(self) -> None:
        hit = _hit_by(self.family)
        self.elements = sorted(hit)
        place = {element: i for i, element in enumerate(self.elements)}
        self.members = [sum(1 << place[element] for element in one) for one in self.family]
        self.hits = [sum(1 << n for n in hit[element]) for element in self.elements]

    @property
    def everything(self) -> int:
        return (1 << len(self.family)) - 1

    @property
    def all_elements(self) -> int:
        return (1 << len(self.elements)) - 1

    def greedy(self) -> list[int]:
        """Always the element that hits most of the rest."""
        chosen, rest = list[int](), self.everything
        while rest:
            best = max(range(len(self.hits)), key=lambda e: ((self.hits[e] & rest).bit_count(), -e))
            chosen.append(self.elements[best])
            rest &= ~self.hits[best]
        return chosen

    def bound(self, rest: int, allowed: int) -> int:
        """How many elements the rest needs at least: one for each of its sets that have nothing in common."""
        used = count = 0
        for n in sorted(bits_of(rest), key=lambda n: (self.members[n] & allowed).bit_count()):
            if not self.members[n] & allowed & used:
                used |= self.members[n]
                count += 1
        return count

    def branch(self, chosen: tuple[int, ...], rest: int, allowed: int) -> bool:
        """Look for less than the best; False if the work allowed was used up."""
        if not rest:
            self.best = [self.elements[e] for e in chosen]
            return True
        if not self.work.step():
            return False
        if len(chosen) + self.bound(rest, allowed) >= len(self.best):
            return True
        tightest = min(bits_of(rest), key=lambda n: (self.members[n] & allowed).bit_count())
        options = bits_of(self.members[tightest] & allowed)
        for e in sorted(options, key=lambda e: (-(self.hits[e] & rest).bit_count(), e)):
            if not self.branch((*chosen, e), rest & ~self.hits[e], allowed):
                return False
            allowed &= ~(1 << e)
        return True
