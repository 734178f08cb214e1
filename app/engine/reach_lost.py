"""Reach lost: two views → the pairs of an origin and a recipient, and the holders, of which the two tell otherwise.

From each origin the lineage is asked for in both views; for each recipient the best path tells how well that rests.
Pairs whose lineage differs come first, so that a cut at the limit leaves out the least.

Example: insider → dealer, suspected on two sources, with the document; on one source without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TypeAlias

from app.domain.graph import Graph
from app.domain.ids import ActorId, DatasetId
from app.domain.path import Direction, Holder, Mode, Path, Question, Reached, Strength
from app.domain.vocabulary import ThingKind
from app.domain.withdrawal import MAX_ORIGINS, MAX_PAIRS, HolderChange, PairChange, Reach
from app.engine.correspondence import Class, ClassOf
from app.engine.holders import find_holders
from app.engine.lineage import find_lineage
from app.engine.paths import find_paths
from app.engine.search import Budget
from app.engine.touched import Views

__all__ = ["compare_answers"]

_ROUNDS = 3  # times the seconds of one question: all of them together
_UNFINISHED = frozenset({"seconds", "labels", "stopped"})  # with these, what was not found may be there all the same
_Pair: TypeAlias = tuple[Class, Class]


@dataclass(frozen=True, slots=True)
class _Side:
    """One view, and the questions that ask there what was asked."""

    graph: Graph
    class_of: ClassOf
    ids: Callable[[Class], Sequence[str]]
    questions: Sequence[Question]

    def actors(self, one: Class) -> list[ActorId]:
        """The actors of the class in this view, as far as they are in this part of it."""
        return [ActorId(key) for key in self.ids(one) if key in self.graph.actors]


def compare_answers(
    views: Views, question: Question
) -> tuple[tuple[PairChange, ...], tuple[HolderChange, ...], tuple[str, ...]]:
    """Pairs and holders that differ, the lost ones first, and what was cut."""
    budget = Budget.of(_ROUNDS * question.seconds, question.stopped)
    (old, before), (new, after) = views.sides
    sides = (
        _Side(old, before, lambda one: one.before, [question]),
        _Side(new, after, lambda one: one.after, _questions_after(views, question)),
    )
    holders = tuple(_changed_holders(sides, budget))
    pairs = tuple(_changed_pairs(sides, question, budget))
    return pairs, holders, tuple(sorted(budget.cut))


def _questions_after(views: Views, question: Question) -> list[Question]:
    """The same about the data as the view after has it; none if that data fell."""
    if question.dataset is None:
        return [question]
    found = views.same.before(ThingKind.DATASET, question.dataset)
    return [replace(question, dataset=DatasetId(key)) for key in (found.after if found else ())]


# ------------------------------------------------------------------ holders


def _changed_holders(sides: tuple[_Side, _Side], budget: Budget) -> Iterator[HolderChange]:
    before, after = (_holders(side, budget) for side in sides)
    if budget.cut & _UNFINISHED:
        return
    actors = sorted({*before, *after}, key=lambda one: (one in after, one not in before, one.before, one.after))
    for one in actors:
        old, new = before.get(one, []), after.get(one, [])
        if sorted(map(_told, old)) != sorted(map(_told, new)):
            yield HolderChange(_surest(old), _surest(new))


def _holders(side: _Side, budget: Budget) -> dict[Class, list[Holder]]:
    found: dict[Class, list[Holder]] = {}
    for question in side.questions:
        answer = find_holders(side.graph, question)
        budget.cut.update(answer.truncated)
        for holder in answer.actors:
            one = side.class_of(ThingKind.ACTOR, holder.actor)
            if one is not None:
                found.setdefault(one, []).append(holder)
    return found


def _told(holder: Holder) -> tuple[str, ...]:
    """All but who it is, by which path, and by when an origin had it; as text, so that it has an order."""
    since = None if holder.origin else holder.since
    parts = (holder.certain, holder.status, since, holder.until, holder.held, holder.origin, holder.lawful)
    return tuple(map(repr, parts))


def _surest(holders: Sequence[Holder]) -> Holder | None:
    return min(holders, key=lambda one: (not one.certain, one.status.rank, one.actor), default=None)


# ------------------------------------------------------------------ pairs


def _changed_pairs(sides: tuple[_Side, _Side], question: Question, budget: Budget) -> list[PairChange]:
    lineages = tuple[dict[_Pair, Reached], ...]([{}, {}])
    for origin in _origins(sides[0], question, budget):
        lists = [_reached(side, origin, budget) for side in sides]
        if budget.cut & _UNFINISHED:
            break
        for reached, found in zip(lists, lineages, strict=True):
            found |= {(origin, goal): one for goal, one in reached.items()}
    apart = {pair for found in lineages for pair in found if pair[0] != pair[1]}
    pairs = sorted(apart, key=lambda pair: _urgency(pair, *lineages))
    if len(pairs) > MAX_PAIRS:
        budget.cut.add("pairs")
    changes: list[PairChange] = []
    for pair in pairs[:MAX_PAIRS]:
        if budget.is_spent():
            break
        change = _compared(sides, lineages, pair, budget)
        changes += [] if change is None else [change]
    return sorted(changes, key=lambda one: (one.after is not None, one.before is None))  # stable: else by ids


def _origins(side: _Side, question: Question, budget: Budget) -> list[Class]:
    """Actors that had the data before, in the view with the document."""
    answer = find_holders(side.graph, replace(question, mode=Mode.POSSIBLE))
    budget.cut.update(answer.truncated)
    found = [side.class_of(ThingKind.ACTOR, holder.actor) for holder in answer.actors if holder.origin]
    if len(found) > MAX_ORIGINS:
        budget.cut.add("origins")
    return [one for one in dict.fromkeys(found[:MAX_ORIGINS]) if one is not None]


def _reached(side: _Side, origin: Class, budget: Budget) -> dict[Class, Reached]:
    """Whom data could reach from an origin; of several that correspond to one, the surest."""
    found: dict[Class, Reached] = {}
    for question in side.questions:
        for actor in side.actors(origin):
            if budget.is_spent():
                break
            answer = find_lineage(side.graph, actor, Direction.DOWNSTREAM, question)
            budget.cut.update(answer.truncated)
            for reached in answer.actors:
                goal = side.class_of(ThingKind.ACTOR, reached.actor)
                if goal is not None and (goal not in found or _surety(reached) < _surety(found[goal])):
                    found[goal] = reached
    return found


def _surety(reached: Reached) -> tuple[object, ...]:
    return (reached.certain_by is None, reached.status.rank, reached.hops, reached.actor)


def _urgency(pair: _Pair, before: Mapping[_Pair, Reached], after: Mapping[_Pair, Reached]) -> tuple[object, ...]:
    """Lost pairs, then those whose lineage differs, then the others; among these by ids."""
    old, new = before.get(pair), after.get(pair)
    differs = old is None or new is None or _days(old) != _days(new) or old.status != new.status
    return (old is None or new is not None, not differs, *((one.before, one.after) for one in pair))


def _days(reached: Reached) -> tuple[date | None, date | None]:
    return (reached.earliest, reached.certain_by)


def _compared(
    sides: tuple[_Side, _Side], lineages: tuple[dict[_Pair, Reached], ...], pair: _Pair, budget: Budget
) -> PairChange | None:
    """How the two views differ about the pair; None if they do not, or if a search did not come to its end."""
    listed = [lineage.get(pair) for lineage in lineages]
    cut = set[str]()
    before, after = (_reach(side, pair, one, cut) for side, one in zip(sides, listed, strict=True))
    budget.cut |= cut
    if before == after or (None in (before, after) and cut & _UNFINISHED):
        return None
    goal = next(one.actor for one in listed if one is not None)
    return PairChange(sides[0].actors(pair[0])[0], goal, before, after)


def _reach(side: _Side, pair: _Pair, listed: Reached | None, cut: set[str]) -> Reach | None:
    """The strength of the best path, and the days; those of the lineage if it lists the recipient itself."""
    found: list[Path] = []
    for question, start, goal in product(side.questions, side.actors(pair[0]), side.actors(pair[1])):
        answer = find_paths(side.graph, start, goal, question, 1)
        cut.update({*answer.truncated} - {"k"})
        found += answer.paths
    if not found:
        return None
    best = min(found, key=lambda path: _weakness(path.strength))
    days = _days(listed) if listed is not None else (best.hops[-1].window.earliest, None)
    return Reach(best.strength, *days)


def _weakness(strength: Strength) -> tuple[float, ...]:
    return (strength.status.rank, -strength.documents, -strength.confidence)
