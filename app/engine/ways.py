"""Ways: chains from one actor to the two sightings, and the readings under which they hold.

Under *every* reading there is a way if there is one for whatever can be chosen. That is found out by trying: a way
that rests on no choice holds always; where one rests on the carrier being a, there must be others in case it is b.

References:
    M. Davis, G. Logemann, D. Loveland, "A machine program for theorem-proving", CACM 5 (1962) 394-397: fix one choice
    after the other, and only those that matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from heapq import merge
from itertools import pairwise

from app.domain.common_source import End
from app.domain.ids import ActorId
from app.engine.identities import ASKED, Choice, Place, Reading, Readings, agreeing
from app.engine.kinship import NOBODY
from app.engine.network import Link
from app.engine.search import Budget, Found
from app.engine.side import Label, Side, side_of
from app.engine.sighted import Scene
from app.engine.trail import Aim, begin, hop_spans, is_end

__all__ = ["MAX_TRIED", "Pair", "Ways", "leaves"]

MAX_TRIED = 500
"""Chains that are looked at for one reading, and readings that are looked at for one actor, at most."""
MAX_ALIKE = 20
"""Chains among which that one is looked for that assumes least, as long as they are equally good."""

Pair = tuple[Found, Found]
_STAYS = Found((), [])
"""The way of an actor to itself."""


def leaves(net_by: int, found: Found) -> int:
    """Last day on which the chain can begin; an actor that was sighted has until the day asked for."""
    return found.spans[0][1] if found.links else net_by


class Ways:
    """The chains of one scene. What is cut is noted in the budget."""

    def __init__(self, scene: Scene, readings: Readings, budget: Budget) -> None:
        """Look back from both goals once."""
        self.scene, self.net, self.readings, self.budget = scene, scene.net, readings, budget
        self._by_id = {link.transfer.id: link for link in scene.net.links}
        self._tried = 0
        a, b = (side_of(scene.net, target, budget) for target in scene.targets)
        self.sides = (a, b)

    # ------------------------------------------------------------ two ways that agree

    def parting(self, source: int) -> Pair | None:
        """Two chains that agree, and leave the source as late as both can."""
        self._tried = 0

        def look(side: Side, fixed: Reading) -> Found | None:
            return self._first(side, source, fixed)

        return self._pair(source, look, lambda pair: (-min(leaves(self.net.by, found) for found in pair),), {})

    def shortest(self, source: int, day: int, pair: Pair) -> Pair:
        """Two chains that agree, can leave the source on that day or later as `pair` can, and have the fewest hops."""

        def look(side: Side, fixed: Reading) -> Found | None:
            way: Found | None = None
            for most in range(1, self.net.question.max_hops + 1):
                way = self._first(side, source, fixed, most)
                if way is not None and leaves(self.net.by, way) >= day:
                    break
            return way

        def cost(found: Pair) -> tuple[int, ...]:
            late = any(leaves(self.net.by, way) < day for way in found)
            return (int(late), sum(len(way.links) for way in found))

        return self._pair(source, look, cost, {}) or pair

    def _pair(
        self,
        source: int,
        look: Callable[[Side, Reading], Found | None],
        cost: Callable[[Pair], tuple[int, ...]],
        fixed: Reading,
    ) -> Pair | None:
        """The best two chains that agree with `fixed` and with each other.

        If the best of each do not, whom they differ on is one or another: the best of all that he can be.
        """
        a = look(self.sides[0], fixed)
        b = None if a is None else look(self.sides[1], fixed)
        if a is None or b is None:
            return None
        open_ = self._disagree(source, (a, b), fixed)
        if open_ is None:
            return (a, b)
        if self._is_too_much():
            return None
        options = self.readings.options(open_)
        found = [self._pair(source, look, cost, {**fixed, open_: option}) for option in options]
        return min((pair for pair in found if pair is not None), key=cost, default=None)

    def _disagree(self, source: int, pair: Pair, fixed: Reading) -> Choice | None:
        """Somebody whom two chains take for two of his candidates, whichever way they are read."""
        differing: Choice | None = None
        for one in self.rests_on(self.sides[0], source, pair[0], fixed):
            for other in self.rests_on(self.sides[1], source, pair[1], fixed):
                clash = [c for c, chosen in one.items() if c.place is None and other.get(c, chosen) != chosen]
                if not clash:
                    return None
                differing = differing or clash[0]
        return differing

    def reading_of(self, source: int, pair: Pair) -> Reading:
        """The reading with the least to assume with which both chains agree."""
        found: list[Reading] = []
        nothing: Reading = {}
        for one in self.rests_on(self.sides[0], source, pair[0], {}):
            fixed = {choice: chosen for choice, chosen in one.items() if choice.place is None}
            found += [{**one, **other} for other in self.rests_on(self.sides[1], source, pair[1], fixed)]
        return min(found, key=len, default=nothing)

    # ------------------------------------------------------------ every reading

    def hold_always(self, source: int, pair: Pair) -> bool:
        """True if there is a way to each sighting under every reading; `pair` is one that is known."""
        self._tried = 0
        return all(self._always(side, source, way, {}) for side, way in zip(self.sides, pair, strict=True))

    def _always(self, side: Side, source: int, known: Found | None, fixed: Reading) -> bool:
        way = known or self._first(side, source, fixed)
        if way is None:
            return False
        assumed = [c for c in next(self.rests_on(side, source, way, fixed)) if c not in fixed]
        if not assumed:
            return True
        if self._is_too_much():
            return False
        options = self.readings.options(assumed[0])
        return all(self._always(side, source, None, {**fixed, assumed[0]: option}) for option in options)

    # ------------------------------------------------------------ one way

    def _first(self, side: Side, source: int, fixed: Reading, max_hops: int | None = None) -> Found | None:
        """The chain that can leave last of those that agree with what is fixed.

        Of those that leave as late and are as short it is the first that assumes least.
        """
        if not self.is_sighted(side, source):
            label = side.label(source, max_hops)
            if label is None:
                return None
            quick = self._quick(side, source, label)
            if quick is not None and next(self.rests_on(side, source, quick, fixed), None) == {}:
                return quick
        best: Found | None = None
        least, key = 0, (0, 0)
        for tried, way in enumerate(self._chains(side, source, max_hops)):
            mine = (leaves(self.net.by, way), len(way.links))
            if best is not None and (mine != key or tried >= min(MAX_ALIKE, MAX_TRIED)):
                return best
            if tried >= MAX_TRIED:
                self.budget.cut.add("readings")
                return None
            assumed = min((len(one) for one in self.rests_on(side, source, way, fixed)), default=None)
            if assumed is not None and (best is None or assumed < least):
                best, least, key = way, assumed, mine
            if best is not None and least == 0:
                return best
        return best

    def _quick(self, side: Side, source: int, label: Label) -> Found | None:
        """The chain that time alone would choose, if it is one."""
        if not self._begins(source, label.link) or self._is_inside(label.link):
            return None
        return side.allowed(replace(side.aim, start=source), label)

    def _chains(self, side: Side, source: int, max_hops: int | None) -> Iterator[Found]:
        if self.is_sighted(side, source):
            return iter((_STAYS,))
        out = (link for kin in self.net.actors.kin[source] for link in side.net.out_of.get(kin, ()))
        first = [link for link in out if self._begins(source, link)]
        inside = [link for link in first if link.recipient == side.target.goal and self._is_inside(link)]
        aim = replace(side.aim, first=tuple(link for link in first if link not in inside), start=source)
        found = side.chains(aim, self.budget, max_hops)
        if not inside:
            return found
        alone = [way for link in inside if (way := self._alone(aim, link)) is not None]
        return merge(sorted(alone, key=_key), found, key=_key)

    def _is_inside(self, link: Link) -> bool:
        """True for what was sighted as it passed from a group to a member, or from one to whom it may be.

        It is on no other chain, and its original must not count as what brought the data for its copy.
        """
        told = self.told(link)
        return told is not link and told.recipient in self.net.actors.kin[link.provider]

    def _alone(self, aim: Aim, link: Link) -> Found | None:
        told = self.told(link)
        aim = replace(aim, first=(told,), goal=NOBODY)
        trail = begin(self.net, aim, told)
        is_way = trail is not None and is_end(self.net, aim, trail)
        return Found((link,), hop_spans(self.net, aim, (told,))) if is_way else None

    def told(self, link: Link) -> Link:
        """The link that the documents tell of, for that or its copy."""
        return self._by_id[self.scene.original(link.transfer.id)]

    def is_sighted(self, side: Side, source: int) -> bool:
        """True if the source is, or may be, the actor that was sighted; a certain answer takes nobody for another."""
        if side.target.actor is None or side.aim.certain:
            return source == side.target.goal
        return bool(self._at_goal(side, source))

    def _at_goal(self, side: Side, source: int) -> list[Reading]:
        actor = self.net.actors.ids[source]
        return [] if side.target.actor is None else self.readings.joined(side.target.actor, ASKED, actor, None)

    def _begins(self, source: int, link: Link) -> bool:
        return source == link.provider or bool(self._start(self.net.actors.ids[source], link))

    def _start(self, source: ActorId, link: Link) -> list[Reading]:
        """How the source can be the one who gave; a group is no source because one of its members gave."""
        return self.readings.joined(*self._at(link, End.PROVIDER), source, None)

    def _at(self, link: Link, end: End) -> tuple[ActorId, Place]:
        number = link.provider if end is End.PROVIDER else link.recipient
        return self.net.actors.ids[number], Place(self.scene.original(link.transfer.id), end.value)

    def rests_on(self, side: Side, source: int, way: Found, fixed: Reading) -> Iterator[Reading]:
        """What the chain rests on, in each way in which it agrees with `fixed`; a plain one rests on nothing."""
        return agreeing(list(self._junctions(side, source, way)), fixed)

    def _junctions(self, side: Side, source: int, way: Found) -> Iterator[list[Reading]]:
        if not way.links:
            if source != side.target.goal:
                yield self._at_goal(side, source)
            return
        if source != way.links[0].provider:
            yield self._start(self.net.actors.ids[source], way.links[0])
        for before, after in pairwise(way.links):
            if before.recipient != after.provider:
                yield self.readings.joined(*self._at(before, End.RECIPIENT), *self._at(after, End.PROVIDER))
        goal, last = side.target, way.links[-1]
        if goal.actor is not None and last.recipient != goal.goal:
            yield self.readings.joined(*self._at(last, End.RECIPIENT), goal.actor, ASKED)

    def _is_too_much(self) -> bool:
        self._tried += 1
        if self._tried > MAX_TRIED:
            self.budget.cut.add("readings")
        return self._tried > MAX_TRIED or self.budget.is_spent()


def _key(way: Found) -> tuple[int, int, int]:
    """The order in which chains are found: last to leave, fewest hops, first to arrive."""
    return (-way.spans[0][1], len(way.links), way.spans[-1][0])
