"""Record → what does not hold in it: by name, with the number of places and what it means."""

from __future__ import annotations

from app.domain.ports import GraphStore, Store
from app.services.wire import Json

__all__ = ["check"]

_BEHIND = "graph_behind_record"


def check(store: Store) -> Json:
    """`{"checks": [{"name", "places"}], "healthy"}`, a graph behind its record included. Raises StoreError."""
    found = [{"name": name, "places": places} for name, places in store.check()]
    if isinstance(store, GraphStore) and not store.publishes_late and store.published() != store.revision():
        found.append({"name": _BEHIND, "places": 1})
    return {"checks": found, "healthy": not found}
