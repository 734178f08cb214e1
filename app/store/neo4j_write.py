"""What a transaction does to the record, as works that may be done again: put, remove, mark, erase, judge.

Each begins when the turn of its transaction has come, so what it asks before it writes still holds when it writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from app.domain.access import Marking
from app.domain.errors import StoreUnavailable
from app.domain.ids import DocumentId
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.property_graph import Node, Relationship, document_node, evidence_of, judgement_node
from app.store.neo4j_link import Run, Work
from app.store.neo4j_rows import link_rows, node_rows

__all__ = ["chunks", "erase", "link_all", "mark", "put_all", "put_judgements", "put_readings", "remove"]

BATCH = 5_000
"""Rows of one statement."""
_ROW = TypeVar("_ROW")


def put_readings(found: Sequence[tuple[str, Reading]]) -> Work[None]:
    """Keep readings under the ids of their runs."""

    async def put(run: Run) -> None:
        for identifier, reading in found:
            await _put(run, identifier, reading)

    return put


def remove(document: DocumentId) -> Work[bool]:
    """Take a document out; False if it is not there."""

    async def take_out(run: Run) -> bool:
        rows = await run("write/remove_document", document=document)
        for [current] in rows:
            await _hide(run, current)
        return bool(rows)

    return take_out


def mark(document: DocumentId, marking: Marking | None) -> Work[bool]:
    """Give a document a marking, or take it away; False if it is not there."""

    async def set_marking(run: Run) -> bool:
        return bool(await run("write/mark_document", document=document, marking=marking and marking.value))

    return set_marking


def erase(document: DocumentId) -> Work[bool]:
    """Delete a document with all that was ever read in it; False if it is not there."""

    async def delete(run: Run) -> bool:
        while (await run("write/erase_parts", document=document, limit=BATCH))[0][0]:
            await run("write/set_published", revision=None)
        [[erased]] = await run("write/erase_document", document=document)
        return bool(erased)

    return delete


def put_judgements(judgements: Sequence[Judgement]) -> Work[None]:
    """Keep judgements; the same id replaces."""
    rows = [{"id": node.id, "properties": node.properties} for node in map(judgement_node, judgements)]

    async def put(run: Run) -> None:
        await run("write/put_judgements", rows=rows)

    return put


async def put_all(run: Run, nodes: Sequence[Node]) -> None:
    """Make nodes, or give them the properties that they have now."""
    for part in chunks(node_rows(nodes), BATCH):
        await run("write/put_nodes", rows=part)


async def link_all(run: Run, relationships: Sequence[Relationship]) -> None:
    """Make relationships. StoreUnavailable if one of their nodes is not there: then somebody changed the database."""
    for part in chunks(link_rows(relationships), BATCH):
        [[written]] = await run("write/link_nodes", rows=part)
        if written != len(part):
            message = f"{len(part) - written} of {len(part)} relationships lack a node"
            raise StoreUnavailable(message, remedy="leaktrail check tells what was changed from outside")


def chunks(rows: Sequence[_ROW], size: int) -> Iterator[Sequence[_ROW]]:
    """Rows in portions of at most `size`."""
    return (rows[i : i + size] for i in range(0, len(rows), size))


async def _put(run: Run, identifier: str, reading: Reading) -> None:
    """The same content changes nothing; content of an older run makes that one current again."""
    state = await run("read/get_run_state", run=identifier)
    if state == [[True, False]]:
        return
    document = reading.document
    for [current] in await run("write/retire_run", document=document.id):
        await _hide(run, current)
    marked = await run("read/find_marking", document=document.id)
    if state:
        await put_all(run, [document_node(document)])
        await run("write/make_current", run=identifier)
        await run("write/show_parts", run=identifier)
    else:
        nodes, relationships = evidence_of(reading, identifier)
        await put_all(run, nodes)
        await link_all(run, relationships)
    for [marking] in marked:
        await run("write/mark_document", document=document.id, marking=marking)


async def _hide(run: Run, current: str) -> None:
    """The graph loses what rested on the run, so it stands for no state any more, not even if the run comes back."""
    if (await run("write/hide_parts", run=current))[0][0]:
        await run("write/set_published", revision=None)
