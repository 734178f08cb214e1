"""Correspondence: which things of two views of one record are the same.

A resolved id is the least local id of its cluster, so it may change when a document goes although the thing stays.
Local ids never change; so a thing before and one after correspond if they have a local id in common. Things that do
so, directly or over others, make up a class: one before and one after as a rule, none after if the thing fell, several
after if it fell apart.

Example: {b1, b2, b3} before, {b2, b3} after  →  one class, and the same thing under another id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from heapq import merge
from typing import TypeAlias

from app.domain.graph import Graph
from app.domain.vocabulary import ThingKind
from app.engine.kinship import closure

__all__ = ["Class", "ClassOf", "Correspondence"]

_BEFORE, _AFTER = "before", "after"
_Node: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Class:
    """What corresponds: ids before, ids after, each in ascending order."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_one(self) -> bool:
        """True for one thing that stays one."""
        return len(self.before) == len(self.after) == 1


ClassOf: TypeAlias = Callable[[ThingKind, "str | None"], "Class | None"]
"""What leads from the ids of one side to the classes."""


class Correspondence:
    """The classes of two views of one record, and to which class an id belongs.

    `kept`: ids, by kind, of what is one thing under one id on both sides, as most things are; `others`: all other
    classes, those with something before first, by ids.
    """

    def __init__(self, before: Graph, after: Graph) -> None:
        """One pass over the things and former ids of both."""
        self.kept: dict[ThingKind, Set[str]] = {}
        self.others: dict[ThingKind, list[Class]] = {}
        self._before: dict[tuple[ThingKind, str], Class] = {}
        self._after: dict[tuple[ThingKind, str], Class] = {}
        old, new = _sections(before), _sections(after)
        for kind in old:
            found = _others(old[kind], new[kind], before.former, after.former)
            self._before |= {(kind, key): one for one in found for key in one.before}
            self._after |= {(kind, key): one for one in found for key in one.after}
            self.kept[kind] = {key for key in old[kind] & new[kind] if (kind, key) not in self._before}
            self.others[kind] = sorted(found, key=lambda one: (not one.before, one.before, one.after))

    def before(self, kind: ThingKind, identifier: str | None) -> Class | None:
        """The class of a thing before; None for None, and for an id that no thing bears."""
        return self._of(self._before, kind, identifier)

    def after(self, kind: ThingKind, identifier: str | None) -> Class | None:
        """The class of a thing after."""
        return self._of(self._after, kind, identifier)

    def ones(self, kind: ThingKind) -> Iterator[tuple[str, str]]:
        """The ids before and after of all that is one thing on both sides, by ids."""
        moved = [(one.before[0], one.after[0]) for one in self.others[kind] if one.is_one]
        return merge(((key, key) for key in sorted(self.kept[kind])), moved)

    def _of(
        self, known: Mapping[tuple[ThingKind, str], Class], kind: ThingKind, identifier: str | None
    ) -> Class | None:
        if identifier is None:
            return None
        if identifier in self.kept.get(kind, ()):
            return Class((identifier,), (identifier,))
        return known.get((kind, identifier))


def _sections(graph: Graph) -> Mapping[ThingKind, Set[str]]:
    """The ids of what is compared, by kind."""
    return {
        ThingKind.ACTOR: {*graph.actors},
        ThingKind.DATASET: {*graph.datasets},
        ThingKind.TRANSFER: {*graph.transfers},
        ThingKind.EVENT: {*graph.events},
    }


def _others(old: Set[str], new: Set[str], was: Mapping[str, str], now: Mapping[str, str]) -> list[Class]:
    """The classes of one kind, but for those of one id that has nothing in common with another."""
    beside: dict[_Node, set[_Node]] = {}
    for local in {*new, *now}:
        target, origin = now.get(local, local), was.get(local, local)
        if target != origin and target in new and origin in old:
            _bind(beside, origin, target)
    for key in {key for _, key in beside} & old & new:
        _bind(beside, key, key)
    fallen = [Class((key,), ()) for key in old - new if (_BEFORE, key) not in beside]
    risen = [Class((), (key,)) for key in new - old if (_AFTER, key) not in beside]
    return [*fallen, *risen, *_parts(beside)]


def _bind(beside: dict[_Node, set[_Node]], origin: str, target: str) -> None:
    beside.setdefault((_BEFORE, origin), set()).add((_AFTER, target))
    beside.setdefault((_AFTER, target), set()).add((_BEFORE, origin))


def _parts(beside: Mapping[_Node, set[_Node]]) -> Iterator[Class]:
    seen: set[_Node] = set()
    for node in beside:
        if node not in seen:
            part = closure(node, beside) | {node}
            seen |= part
            yield Class(*(tuple(sorted(key for side, key in part if side == wanted)) for wanted in (_BEFORE, _AFTER)))
