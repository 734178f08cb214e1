"""Which two actors of a document may be one although it does not say so.

「情報を持ち込んだ人物」 and 「2人」 who were arrested for it: he may be one of the two; which one is not said.
"""

from __future__ import annotations

from collections.abc import Callable

from app.domain.vocabulary import ActorKind
from loaders.mentions.actors import DocActor
from loaders.mentions.analysis import Analysis

__all__ = ["may_be_one"]


def may_be_one(analysis: Analysis) -> Callable[[int, int], bool]:
    """A test for two actor indices: an unnamed single person and a group of suspects of the same incident."""

    def alike(a: int, b: int) -> bool:
        first, second = analysis.actors[a], analysis.actors[b]
        return first.segment == second.segment and (_fits(first, second) or _fits(second, first))

    return alike


def _fits(one: DocActor, group: DocActor) -> bool:
    is_unnamed = one.kind is ActorKind.PERSON and one.head_class == "suspect" and not one.is_named
    is_group = group.kind is ActorKind.GROUP and group.head_class in {"suspect", "persons"}
    return is_unnamed and is_group
