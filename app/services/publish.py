"""Record → the resolved graph beside it, in a store that keeps one.

`load`, `remove`, `import`, `copy` and `review` end with it. Where they were interrupted, questions are answered from
the record itself until it is done again.
"""

from __future__ import annotations

from app.domain.ports import GraphStore, Published, Store
from app.services.graph import Graphs

__all__ = ["publish"]

_TRIES = 5


def publish(store: Store, graphs: Graphs | None = None) -> Published | None:
    """Bring the graph up to the record. None if there is nothing to do, or other writers will do it. Raises StoreError.

    `graphs` over the store, if there are such, spare it to read the whole record. The record may change while it is
    resolved; then what was published is behind, and it is done again.
    """
    if not isinstance(store, GraphStore):
        return None
    done = None
    for _ in range(_TRIES):
        revision = store.revision()
        if store.published() == revision:
            return done
        snapshot, judgements = (graphs or Graphs(store)).to_publish()
        done = store.publish(snapshot.graph, snapshot.readings.values(), judgements, revision)
    return done
