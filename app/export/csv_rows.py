"""Contents → the rows of the tables beside `transfers.csv`: one for each thing, and for each side of a conflict.

rows_of("actors", contents)  →  ("a1", "北浜データ", "organization", "KITAHAMA", "data_processor", 2), …
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from app.domain.graph import Count
from app.export.contents import Contents

__all__ = ["HEADERS", "rows_of"]

_Row: TypeAlias = "Sequence[object]"
_WINDOW = ("earliest", "latest")
_COUNT = ("record_count", "record_qualifier", "record_unit")

HEADERS: Mapping[str, Sequence[str]] = {
    "actors": ("actor_id", "label", "kind", "aliases", "roles", "mentions"),
    "datasets": ("dataset_id", "label", "fields", "mentions"),
    "record_counts": ("dataset_id", "number", *_COUNT, "claimed_by"),
    "incidents": ("incident_id", "name"),
    "documents": (
        *("document", "store_id", "sha256", "title", "publisher", "published_at", "url", "language"),
        *("marking", "has_text"),
    ),
    "events": ("event_id", "incident_id", "event", *_WINDOW),
    "affected": ("affected_id", "incident_id", "organization_id", "organization", *_COUNT, "fields", "status"),
    "holdings": ("holding_id", "actor_id", "dataset_id", *_WINDOW),
    "conflicts": ("conflict_id", "about", "subject", "property", "side", "value", "claimed_by"),
    "suggestions": ("kind", "left", "right", "score", "reason", "left_value", "right_value"),
    "reprints": ("document", "of", "source", "share"),
}
"""Table → its columns."""


def rows_of(table: str, contents: Contents) -> Iterator[_Row]:
    """The rows of a table, by id."""
    return _ROWS[table](contents)


def _actors(contents: Contents) -> Iterator[_Row]:
    for key, one in sorted(contents.graph.actors.items()):
        roles = "; ".join(role.value for role in one.roles)
        yield key, one.label, one.kind.value, "; ".join(one.aliases), roles, len(one.mentions)


def _datasets(contents: Contents) -> Iterator[_Row]:
    for key, one in sorted(contents.graph.datasets.items()):
        yield key, one.label, "; ".join(one.fields), len(one.mentions)


def _record_counts(contents: Contents) -> Iterator[_Row]:
    for key, dataset in sorted(contents.graph.datasets.items()):
        for number, one in enumerate(dataset.record_counts, start=1):
            yield key, number, *_count(one.count), one.claimed_by


def _incidents(contents: Contents) -> Iterator[_Row]:
    return ((key, one.name) for key, one in sorted(contents.graph.incidents.items()))


def _documents(contents: Contents) -> Iterator[_Row]:
    for one in contents.documents():
        m = one.metadata
        told = (m.title, m.publisher, m.published_at, m.url, m.language)
        marked = contents.marking_of(one.id)
        yield contents.name_of(one.id), one.id, one.sha256, *told, marked, one.text is not None


def _events(contents: Contents) -> Iterator[_Row]:
    for key, one in sorted(contents.graph.events.items()):
        yield key, one.incident, one.type, *one.window.to_iso()


def _affected(contents: Contents) -> Iterator[_Row]:
    for one in sorted(contents.graph.affected, key=lambda row: row.id):
        label = contents.actor_label(one.organization)
        count = (None, None, None) if one.record_count is None else _count(one.record_count)
        yield one.id, one.incident, one.organization, label, *count, "; ".join(one.fields), one.status.value


def _holdings(contents: Contents) -> Iterator[_Row]:
    for one in sorted(contents.graph.holdings, key=lambda row: row.id):
        yield one.id, one.actor, one.dataset, *one.window.to_iso()


def _conflicts(contents: Contents) -> Iterator[_Row]:
    for one in sorted(contents.graph.conflicts, key=lambda row: row.id):
        for number, side in enumerate(one.sides, start=1):
            text = side.value if isinstance(side.value, str) else json.dumps(side.value, ensure_ascii=False)
            yield one.id, one.about, one.subject, one.property, number, text, side.claimed_by


def _suggestions(contents: Contents) -> Iterator[_Row]:
    for one in sorted(contents.graph.suggestions, key=lambda row: (row.kind, row.left, row.right, row.reason)):
        yield one.kind.value, one.left, one.right, one.score, one.reason, *one.values


def _reprints(contents: Contents) -> Iterator[_Row]:
    for one in sorted(contents.graph.reprints, key=lambda row: (row.document, row.source)):
        of = None if one.of is None else contents.name_of(one.of)
        yield contents.name_of(one.document), of, one.source, one.share


def _count(count: Count) -> _Row:
    return count.value, count.qualifier.value, None if count.unit is None else count.unit.value


_ROWS: Mapping[str, Callable[[Contents], Iterator[_Row]]] = {
    "actors": _actors,
    "datasets": _datasets,
    "record_counts": _record_counts,
    "incidents": _incidents,
    "documents": _documents,
    "events": _events,
    "affected": _affected,
    "holdings": _holdings,
    "conflicts": _conflicts,
    "suggestions": _suggestions,
    "reprints": _reprints,
}
