"""An incident → plain JSON: who is concerned, and how much is told of it by how many documents."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.graph import Graph, Incident
from app.domain.ids import DocumentId
from app.services.describe import affected_json, evidence_json
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["incident_json"]


def incident_json(snapshot: Snapshot, incident: Incident) -> Json:
    """One leak, with the organizations whose data is concerned, and how much is told of it by how many documents."""
    affected = [row for row in snapshot.graph.affected if row.incident == incident.id]
    transfers, documents = snapshot.once("told", "incidents", lambda: _told(snapshot.graph)).get(
        incident.id, (0, set())
    )
    return {
        "id": incident.id,
        "label": incident.name,
        "transfers": transfers,
        "documents": len(documents | {quote.document for quote in incident.evidence}),
        "affected": [affected_json(snapshot, row) for row in affected],
        "evidence": evidence_json(snapshot, incident.evidence),
    }


def _told(graph: Graph) -> Mapping[str, tuple[int, set[DocumentId]]]:
    """Incident → its transfers, and the documents that tell of these."""
    found: dict[str, tuple[int, set[DocumentId]]] = {}
    for transfer in graph.transfers.values():
        if transfer.incident is not None:
            number, documents = found.get(transfer.incident, (0, set[DocumentId]()))
            found[transfer.incident] = (number + 1, documents | {quote.document for quote in transfer.evidence})
    return found
