"""Store → can it answer questions now, and does the graph beside it stand for its record?"""

from __future__ import annotations

from enum import StrEnum

from app.domain.errors import StoreUnavailable
from app.domain.ports import GraphStore, Store

__all__ = ["GraphState", "check_ready"]


class GraphState(StrEnum):
    """How the graph that a store keeps stands to its record."""

    PUBLISHED = "published"
    """Questions are answered from it."""
    BEHIND = "behind"
    """They are answered from the record, more slowly, until it is published."""


def check_ready(store: Store) -> GraphState:
    """Raise StoreError unless the store answers, is of this build's version, and keeps the graph that it should keep.

    A graph that is behind, as during a load, stops nobody: the record answers. In a store for people to look at, one
    that was never published, or whose publishing broke off, does.
    """
    store.verify()
    revision = store.revision()
    if not isinstance(store, GraphStore):
        return GraphState.BEHIND
    published = store.published()
    if published is None and not store.publishes_late and store.runs():
        raise StoreUnavailable("the graph beside the record is not published", remedy="leaktrail publish")
    return GraphState.PUBLISHED if published == revision else GraphState.BEHIND
