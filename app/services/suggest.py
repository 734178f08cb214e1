"""What somebody has typed so far → things of every kind that bear it in their names, the nearest first.

    suggest(sight, "名簿", limit=2)  →  {"groups": [{"kind": "actor", "items": [{"id", "label", …}], "more": 3}, …], …}

Kinds come in one order: actor, dataset, document, passage, incident. Who bears exactly this name comes before whose
name begins so, and that before the rest; all is compared after NFKC and casefold. `beside` tells those apart that
bear one name (元社員 of two incidents), and `found` is the other name by which something was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import cast

from app.domain.document import Metadata
from app.domain.errors import BadQuestion
from app.domain.graph import Graph
from app.domain.ids import IncidentId
from app.domain.words import fold
from app.services.listing import Page
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json
from app.services.words import find_in

__all__ = ["DEFAULT_SUGGESTED", "KINDS", "MAX_SUGGESTED", "suggest"]

DEFAULT_SUGGESTED = 5
MAX_SUGGESTED = 50
KINDS = ("actor", "dataset", "document", "passage", "incident")
_BESIDE = 3
_NOTHING: Json = {"items": [], "next": None}


@dataclass(frozen=True, slots=True)
class _Named:
    """Something to choose; `names` are what it may be found by, folded and as they are, the label first."""

    names: Sequence[tuple[str, str]]
    shown: Json

    def nearest(self, key: str) -> tuple[int, str] | None:
        """How near the nearest of its names is (0: it is that name), and that name; None if none holds `key`."""
        near = ((_nearness(folded, key), name) for folded, name in self.names if key in folded)
        return min(near, key=lambda one: one[0], default=None)


def suggest(sight: Sight, q: str, limit: int = DEFAULT_SUGGESTED, only: str | None = None) -> Json:
    """At most `limit` of each kind, or of the kind `only`; a kind with nothing is left out.

    Raises BadQuestion (limit, kind), StoreError.
    """
    if not 1 <= limit <= MAX_SUGGESTED:
        raise BadQuestion(f"must be from 1 to {MAX_SUGGESTED}", place="limit")
    if only not in (None, *KINDS):
        raise BadQuestion(f"must be one of {', '.join(KINDS)}", place="kind")
    words = q.strip()
    is_sought = words and only in (None, "passage")
    snapshot, page = find_in(sight, Page(words, limit)) if is_sought else (sight.snapshot(), _NOTHING)
    named = snapshot.once("suggested", "", lambda: _named(snapshot))
    key = fold(words)
    groups = [
        _passages(page) if kind == "passage" else _nearest(kind, named[kind], key, limit)
        for kind in KINDS
        if only in (None, kind)
    ]
    shown = [group for group in groups if group["items"]]
    return {
        "groups": shown,
        "policy": snapshot.view.policy.value,
        "truncated": any(group["more"] != 0 for group in shown),
    }


def _nearness(name: str, key: str) -> int:
    return 0 if name == key else 1 if name.startswith(key) else 2


def _nearest(kind: str, things: Sequence[_Named], key: str, limit: int) -> Json:
    found = [(near, thing) for thing in things if key and (near := thing.nearest(key)) is not None]
    found.sort(key=lambda one: (one[0][0], fold(one[0][1])))
    items = [
        {**thing.shown, "found": None if name == thing.names[0][1] else name} for (_, name), thing in found[:limit]
    ]
    return {"kind": kind, "items": items, "more": max(0, len(found) - limit)}


def _passages(page: Json) -> Json:
    """Where the words stand; how many more places there are is not counted."""
    items = [
        {
            "id": one["document"],
            "label": one["text"],
            "kind": None,
            "beside": [one["title"] or one["document"]],
            "at": [one["start"], one["end"]],
            "found": None,
        }
        for one in cast("Iterable[Json]", page["items"])
    ]
    return {"kind": "passage", "items": items, "more": 0 if page["next"] is None else None}


def _named(snapshot: Snapshot) -> Mapping[str, Sequence[_Named]]:
    """All that bears a name, by kind; each kind in the order of its labels and ids."""
    graph = snapshot.graph
    of_data = _incidents_of_data(graph)
    actors = [
        _thing(a.id, (a.label, *a.aliases), a.kind.value, _incident_names(graph, a.incidents))
        for a in graph.actors.values()
    ]
    datasets = [
        _thing(d.id, (d.label,), None, _incident_names(graph, of_data.get(d.id, ()))) for d in graph.datasets.values()
    ]
    documents = [_document(snapshot.names[r.document.id], r.document.metadata) for r in snapshot.readings.values()]
    incidents = [_thing(i.id, (i.name,), None, ()) for i in graph.incidents.values()]
    kinds = {"actor": actors, "dataset": datasets, "document": documents, "incident": incidents}
    return {kind: sorted(things, key=_order) for kind, things in kinds.items()}


def _thing(key: str, names: Sequence[str], kind: str | None, beside: Iterable[str]) -> _Named:
    folded = [(fold(name), name) for name in names]
    return _Named(folded, {"id": key, "label": names[0], "kind": kind, "beside": list(beside), "at": None})


def _document(name: str, metadata: Metadata) -> _Named:
    title = metadata.title or name
    return _thing(name, (title, name), None, filter(None, (metadata.publisher, metadata.published_at)))


def _order(thing: _Named) -> tuple[str, str]:
    return thing.names[0][0], str(thing.shown["id"])


def _incidents_of_data(graph: Graph) -> dict[str, list[IncidentId]]:
    found: dict[str, list[IncidentId]] = {}
    for transfer in graph.transfers.values():
        if transfer.dataset is not None and transfer.incident is not None:
            incidents = found.setdefault(transfer.dataset, [])
            if transfer.incident not in incidents:
                incidents.append(transfer.incident)
    return found


def _incident_names(graph: Graph, incidents: Iterable[IncidentId]) -> Iterable[str]:
    return islice((graph.incidents[key].name for key in incidents if key in graph.incidents), _BESIDE)
