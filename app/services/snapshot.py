"""Snapshot: what a question is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.graph import Graph
from app.domain.ids import DocumentId
from app.domain.ports import PublishedGraph
from app.domain.view import Reading, View

__all__ = ["ALL", "Snapshot"]

ALL = View()
"""Everything that is not removed."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a question is asked of: the graph of a View, the readings under it, and the names of its documents."""

    view: View
    graph: Graph
    readings: Mapping[DocumentId, Reading]
    names: Mapping[DocumentId, str]
    revision: str | None = None
    """Of a slice: the state of the record for which the store keeps it."""
    source: PublishedGraph | None = None
    """Of a slice: the graph that it is a part of."""

    @property
    def is_slice(self) -> bool:
        """True for a part that a store keeps: without readings, events, conflicts, mentions and words."""
        return self.revision is not None

    def present(self, identifier: str) -> str:
        """The id that a local or former id leads to; the id itself if it is present or unknown."""
        return self.graph.former.get(identifier, identifier)
