"""Readings: who stands for whom, where the documents leave that open.

An actor known only as one of several (`candidates`) is the same one of them everywhere. Of a group (`members`), one
member or another acted at each end that names the group; its members are taken as all there are. A chain whose
junctions join a group with a member, or a candidate with who it may be, rests on choices of these; two chains agree
if no actor is two of its candidates in them. Several members of one group may well have acted.

Example: d → a, then `carrier` (a or b) → kddi: the chain rests on the carrier being a.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.common_source import Assumption, End
from app.domain.graph import Graph
from app.domain.ids import ActorId, TransferId

__all__ = ["ASKED", "Choice", "Place", "Reading", "Readings", "agreeing", "assumptions_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group is named: at an end of a transfer (by its id), or as the one that a question asks about."""

    transfer: str
    end: str


ASKED = Place("", "")
"""Not at any transfer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who an actor is (`place` None: one of its candidates), or which member of a group acted at a place."""

    actor: ActorId
    place: Place | None = None


Reading = Mapping[Choice, ActorId]
"""What was chosen; a choice that is not in it is open."""


class Readings:
    """The choices that a graph leaves open."""

    def __init__(self, graph: Graph) -> None:
        """Routes are looked for when they are first needed."""
        self._actors = graph.actors
        self._routes: dict[tuple[ActorId, ActorId], list[tuple[tuple[ActorId, ActorId], ...]]] = {}

    def options(self, choice: Choice) -> tuple[ActorId, ...]:
        """What can be chosen."""
        actor = self._actors[choice.actor]
        if choice.place is None:
            return tuple(dict.fromkeys(actor.candidates))
        return tuple(member for member in dict.fromkeys(actor.members) if member not in actor.candidates)

    def down(self, top: ActorId, bottom: ActorId, place: Place | None) -> list[Reading]:
        """All ways in which `top`, named at the place, can turn out to be `bottom`, those that assume least first.

        Place None: as a candidate only.
        """
        if (top, bottom) not in self._routes:
            self._routes[top, bottom] = list(self._find(top, bottom, ()))
        found = [self._reading(route, place) for route in self._routes[top, bottom]]
        return sorted((one for one in found if one is not None), key=len)

    def joined(self, one: ActorId, at_one: Place | None, other: ActorId, at_other: Place | None) -> list[Reading]:
        """All ways in which two that are named at two places can be one; one empty reading if they plainly are."""
        if one == other:
            return [{}]
        return [*self.down(one, other, at_one), *self.down(other, one, at_other)]

    def _find(
        self, top: ActorId, bottom: ActorId, been: tuple[ActorId, ...]
    ) -> Iterator[tuple[tuple[ActorId, ActorId], ...]]:
        actor = self._actors.get(top)
        below = () if actor is None else dict.fromkeys((*actor.candidates, *actor.members))
        for next_ in below:
            if next_ == bottom:
                yield ((top, next_),)
            elif next_ not in been and next_ != top:
                yield from (((top, next_), *rest) for rest in self._find(next_, bottom, (*been, top)))

    def _reading(self, route: Sequence[tuple[ActorId, ActorId]], place: Place | None) -> Reading | None:
        chosen: dict[Choice, ActorId] = {}
        for upper, lower in route:
            if lower in self._actors[upper].candidates:
                chosen[Choice(upper)] = lower
            elif place is None:
                return None
            else:
                chosen[Choice(upper, place)] = lower
        return chosen


def agreeing(junctions: Sequence[Sequence[Reading]], fixed: Reading) -> Iterator[Reading]:
    """All that can be chosen, one way for each junction, without a choice that is made twice or against `fixed`."""
    if not junctions:
        yield {}
        return
    for way in junctions[0]:
        if all(fixed.get(choice, chosen) == chosen for choice, chosen in way.items()):
            yield from ({**way, **rest} for rest in agreeing(junctions[1:], {**fixed, **way}))


def assumptions_of(reading: Reading) -> tuple[Assumption, ...]:
    """A reading in the words of an answer, in a stable order."""
    found = [_assumption(choice, chosen) for choice, chosen in reading.items()]
    return tuple(sorted(found, key=lambda a: (a.transfer or "", a.end or "", a.actor, a.stands_for)))


def _assumption(choice: Choice, chosen: ActorId) -> Assumption:
    if choice.place is None or choice.place == ASKED:
        return Assumption(choice.actor, chosen)
    return Assumption(choice.actor, chosen, TransferId(choice.place.transfer), End(choice.place.end))
