"""Whom the heading over a line speaks of: the subject that its list items leave out.

「みなと社、委託先で感染」 over 「個人情報の取り扱いを委託している大川電算で、…」: it is みなと社 that entrusts.
"""

from __future__ import annotations

import re

from app.domain.document import BlockKind
from loaders.claims.actor_kinds import is_owner
from loaders.claims.arguments import Scene
from loaders.mentions.analysis import Analysis, Line

__all__ = ["section_topic"]

_BEFORE = re.compile(r"[\s\[\]()\d/.年月日■●◆▼・:○-]*")
_BEHIND = re.compile(r"\s*(\([^()]*\))?\s*(、|,|,|が|は|:|で|の)")


def section_topic(scene: Scene) -> int | None:
    """The organization at the very front of the heading over a line; None for authorities, or if none is there."""
    heading = _heading_over(scene.analysis, scene.line)
    if heading is None:
        return None
    first = min(heading.actors, key=lambda d: d.start, default=None)
    if first is None or not _BEFORE.fullmatch(heading.text[: first.start]):
        return None
    actor = scene.analysis.actors[first.actor]
    is_subject = _BEHIND.match(heading.text, first.end) is not None
    return first.actor if is_subject and is_owner(actor) and not actor.is_authority else None


def _heading_over(analysis: Analysis, line: Line) -> Line | None:
    """The line of the nearest heading among the parents of a line."""
    block = line.block
    while block.parent is not None:
        index, block = block.parent, analysis.blocks[block.parent]
        if block.kind is BlockKind.HEADING:
            return next((one for one in analysis.lines if one.passage.block == index), None)
    return None
