"""Correspondence: which things of two views of one record are the same.

A resolved id is the least local id of its cluster, so it may change when a document goes although the thing stays.
Local ids never change; so a thing before and one after correspond if they have a local id in common. Things that do
so, directly or over others, make up a class: one before and one after as a rule, none after if the thing fell, several
after if it fell apart.

Example: {b1, b2, b3} before, {b2, b3} after  →  one class, and the same thing under another id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
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
    """The classes of two views of one record, and to which class an id belongs."""

    def __init__(self, before: Graph, after: Graph) -> None:
        """One pass over the things and former ids of both."""
        old, new = _sections(before), _sections(after)
        self.classes: dict[ThingKind, list[Class]] = {}
        self._of: dict[tuple[ThingKind, _Node], Class] = {}
        for kind in old:
            pairs = _pairs(old[kind], new[kind], before.former, after.former)
            self.classes[kind] = [self._class(kind, nodes) for nodes in _parts(old[kind], new[kind], pairs)]

    def before(self, kind: ThingKind, identifier: str | None) -> Class | None:
        """The class of a thing before; None for None, and for an id that no thing bears."""
        return None if identifier is None else self._of.get((kind, (_BEFORE, identifier)))

    def after(self, kind: ThingKind, identifier: str | None) -> Class | None:
        """The class of a thing after."""
        return None if identifier is None else self._of.get((kind, (_AFTER, identifier)))

    def _class(self, kind: ThingKind, nodes: set[_Node]) -> Class:
        found = Class(*(tuple(sorted(key for side, key in nodes if side == wanted)) for wanted in (_BEFORE, _AFTER)))
        self._of |= {(kind, node): found for node in nodes}
        return found


def _sections(graph: Graph) -> Mapping[ThingKind, Set[str]]:
    """The ids of what is compared, by kind."""
    return {
        ThingKind.ACTOR: {*graph.actors},
        ThingKind.DATASET: {*graph.datasets},
        ThingKind.TRANSFER: {*graph.transfers},
        ThingKind.EVENT: {*graph.events},
    }


def _pairs(old: Set[str], new: Set[str], was: Mapping[str, str], now: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Ids (before, after) that have a local id in common."""
    for local in {*new, *now}:
        target, origin = now.get(local, local), was.get(local, local)
        if target in new and origin in old:
            yield origin, target


def _parts(old: Iterable[str], new: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterable[set[_Node]]:
    beside: dict[_Node, set[_Node]] = {
        node: set() for node in (*((_BEFORE, k) for k in sorted(old)), *((_AFTER, k) for k in sorted(new)))
    }
    for origin, target in pairs:
        beside[_BEFORE, origin].add((_AFTER, target))
        beside[_AFTER, target].add((_BEFORE, origin))
    seen: set[_Node] = set()
    for node in beside:
        if node not in seen:
            part = closure(node, beside) | {node}
            seen |= part
            yield part
