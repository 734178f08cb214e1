"""Resolved graph -> the nodes and relationships that people see; only what differs is written.

    publish(link, make, revision)  →  Published(written=12, deleted=3, kept=140)

Each thing bears the digest of its record (`property_graph.Record`). A graph with few changes is published in one
transaction. One with many is written in portions: while that lasts, the graph stands for no state of the record
(`Store.published` is null), questions are answered without it, and a thing gets its digest last, so that an
interrupted publishing goes on where it ended.

The count of writers tells if another came in between; then what was compared no longer holds. If that one wrote to the
record, it will publish, and this one ends. If it published too, this one lets it finish: whoever began last goes on,
so that two never hold each other up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from random import random
from time import monotonic, sleep
from typing import TypeVar

from app.domain.errors import StoreUnavailable
from app.domain.ports import Published
from app.property_graph import LABELS, Record
from app.store.neo4j_link import Neo4jLink, Run, Work
from app.store.neo4j_rows import link_rows, node_rows
from app.store.neo4j_series import take_turn
from app.store.neo4j_write import BATCH

__all__ = ["publish"]

ONE_TRANSACTION = 40_000
"""Rows that are written at once, so that nobody sees a part of them."""
_TRIES = 8
_PATIENCE = 2.0  # seconds without a portion from others, until this one goes on
_STEP = 0.1
_JUDGEMENT = "Judgement"
_T = TypeVar("_T")


class _Interrupted(Exception):
    """Another transaction wrote in between."""


@dataclass(slots=True)
class _Change:
    """By label the things to write (with their digests) and to delete."""

    changed: dict[str, dict[str, str]] = field(default_factory=dict[str, "dict[str, str]"])
    gone: dict[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    kept: int = 0
    rows: int = 0

    def has(self, record: Record) -> bool:
        return record.node.id in self.changed.get(record.node.label, ())


@dataclass(frozen=True, slots=True)
class _Step:
    """One statement and, for relationships, how many it must write."""

    name: str
    parameters: Mapping[str, object]
    expected: int | None = None


def publish(
    link: Neo4jLink, make: Callable[[], Iterable[Record]], revision: str, is_current: Callable[[], bool]
) -> Published | None:
    """Bring the graph in the database to the records that `make` gives, each time it is called, for `revision`.

    `is_current` tells if the record is still at that revision. None if it is not (who changed it publishes when done),
    or if another one has published the same. Raises StoreUnavailable.
    """
    for _ in range(_TRIES):
        published, turn = _state(link)
        if published == revision or not is_current():
            return None
        try:
            return _publish(link, make, revision, turn)
        except _Interrupted:
            _let_finish(link, is_current)
    return None


def _publish(link: Neo4jLink, make: Callable[[], Iterable[Record]], revision: str, turn: int) -> Published:
    change = _compare(make(), {label: link.read("read/get_digests", label=label) for label in _labels()})
    begin, end = (_Step("write/set_published", {"revision": state}) for state in (None, revision))
    steps = _steps(make, change)
    if change.rows <= ONE_TRANSACTION:
        link.write(_applying([*steps, end], turn + 1))
    else:
        for step in (begin, *steps, end):
            turn += 1
            link.write(_applying([step], turn))
    written = sum(map(len, change.changed.values()))
    return Published(written, sum(map(len, change.gone.values())), change.kept)


def _state(link: Neo4jLink) -> tuple[str | None, int]:
    """The revision that is published, and how many transactions have written."""
    rows = link.read("read/get_published")
    return (rows[0][0], int(rows[0][1])) if rows else (None, 0)


def _let_finish(link: Neo4jLink, is_current: Callable[[], bool]) -> None:
    """Wait while another one publishes, until it is done, or is not heard of for a while (it may have been killed)."""
    patience = _PATIENCE * (0.5 + random())  # noqa: S311 - no secret; not all are to go on at the same moment
    before, since = -1, monotonic()
    while monotonic() - since < patience:
        published, turn = _state(link)
        if published is not None or not is_current():
            return
        if turn != before:
            before, since = turn, monotonic()
        sleep(_STEP)


def _applying(steps: Sequence[_Step], turn: int) -> Work[None]:
    async def apply(run: Run) -> None:
        if await take_turn(run) != turn:
            raise _Interrupted
        for step in steps:
            [[done]] = await run(step.name, **step.parameters)
            if step.expected not in (None, done):
                message = f"{step.expected} relationships were to be written, {done} were"
                raise StoreUnavailable(message, remedy="leaktrail check tells what was changed from outside")

    return apply


def _labels() -> tuple[str, ...]:
    return (*LABELS.values(), _JUDGEMENT)


def _compare(records: Iterable[Record], rows: Mapping[str, Sequence[Sequence[str]]]) -> _Change:
    known = {label: {str(key): digest for key, digest in found} for label, found in rows.items()}
    change = _Change()
    seen: dict[str, set[str]] = {}
    for record in records:
        label, key = record.node.key
        seen.setdefault(label, set()).add(key)
        digest = record.digest
        if known[label].get(key) == digest:
            change.kept += 1
        else:
            change.changed.setdefault(label, {})[key] = digest
            change.rows += 1 + len(record.relationships)
    for label, found in known.items():
        if gone := sorted(found.keys() - seen.get(label, set()) if label != _JUDGEMENT else ()):
            change.gone[label] = gone
            change.rows += len(gone)
    return change


def _steps(make: Callable[[], Iterable[Record]], change: _Change) -> Iterator[_Step]:
    """All statements but the last, in an order in which each finds its nodes."""
    for label in _labels():
        stale = [*change.changed.get(label, ()), *change.gone.get(label, ())]
        for ids in _portions(stale):
            yield _Step("write/unlink_things", {"label": label, "ids": ids})
    for label, gone in change.gone.items():
        for ids in _portions(gone):
            yield _Step("write/delete_things", {"label": label, "ids": ids})
    fresh = (record.node for record in make() if change.has(record) and record.node.label != _JUDGEMENT)
    for nodes in _portions(fresh):
        yield _Step("write/put_nodes", {"rows": node_rows(nodes)})
    arrows = (arrow for record in make() if change.has(record) for arrow in record.relationships)
    for part in _portions(arrows):
        yield _Step("write/link_nodes", {"rows": link_rows(part)}, len(part))
    for label, digests in change.changed.items():
        for pairs in _portions(digests.items()):
            yield _Step("write/set_digests", {"label": label, "rows": [{"id": k, "digest": d} for k, d in pairs]})


def _portions(items: Iterable[_T]) -> Iterator[list[_T]]:
    iterator = iter(items)
    while part := list(islice(iterator, BATCH)):
        yield part
