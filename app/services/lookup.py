"""What people type → the thing they mean: an id, else an exact name, else a part of one.

    find_actor(snapshot, "ﾒｲﾎﾞ社")  →  the actor whose label or alias is メイボ社 (compared after NFKC and casefold)

Raises NotFound or Ambiguous. The text that was asked for goes into `place` only, so that a door can leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.document import Document
from app.domain.errors import Ambiguous, NotFound
from app.domain.graph import Actor, Dataset, Incident
from app.domain.ids import ActorId, DatasetId, DocumentId, IncidentId, TransferId
from app.domain.words import fold
from app.services.snapshot import Snapshot

__all__ = ["find_actor", "find_dataset", "find_document", "find_incident", "find_transfer"]


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that can be asked for: its id, the name that is shown, and all names it bears."""

    id: str
    label: str
    names: tuple[str, ...]


def find_actor(snapshot: Snapshot, asked: str) -> ActorId:
    """The actor of that id (local and former ids too), or the only one of that name."""
    actors = snapshot.graph.actors
    known = ActorId(snapshot.present(asked))
    return known if known in actors else ActorId(_by_name("actor", asked, map(_actor, actors.values())))


def find_dataset(snapshot: Snapshot, asked: str) -> DatasetId:
    """The dataset of that id (local and former ids too), or the only one of that label."""
    datasets = snapshot.graph.datasets
    known = DatasetId(snapshot.present(asked))
    return known if known in datasets else DatasetId(_by_name("dataset", asked, map(_dataset, datasets.values())))


def find_incident(snapshot: Snapshot, asked: str) -> IncidentId:
    """The incident of that id (local and former ids too), or the only one of that name."""
    incidents = snapshot.graph.incidents
    known = IncidentId(snapshot.present(asked))
    return known if known in incidents else IncidentId(_by_name("incident", asked, map(_incident, incidents.values())))


def find_transfer(snapshot: Snapshot, asked: str) -> TransferId:
    """The transfer of that id (local and former ids too): transfers have no names."""
    known = TransferId(snapshot.present(asked))
    if known not in snapshot.graph.transfers:
        raise NotFound("no transfer has that id", place=asked)
    return known


def find_document(documents: Mapping[DocumentId, Document], names: Mapping[DocumentId, str], asked: str) -> DocumentId:
    """The document of that store id or exchange id, or the only one of that title."""
    if asked in documents:
        return DocumentId(asked)
    by_name = [identifier for identifier, name in names.items() if name == asked]
    if by_name:
        return by_name[0]
    named = [_Named(d.id, names[d.id], (names[d.id], d.metadata.title or "")) for d in documents.values()]
    return DocumentId(_by_name("document", asked, named))


def _actor(actor: Actor) -> _Named:
    return _Named(actor.id, actor.label, (actor.label, *actor.aliases))


def _dataset(dataset: Dataset) -> _Named:
    return _Named(dataset.id, dataset.label, (dataset.label,))


def _incident(incident: Incident) -> _Named:
    return _Named(incident.id, incident.name, (incident.name,))


def _by_name(kind: str, asked: str, things: Iterable[_Named]) -> str:
    key = fold(asked)
    if not key:
        raise NotFound(f"an empty name names no {kind}")
    candidates = list(things)
    exact = [thing for thing in candidates if any(fold(name) == key for name in thing.names)]
    return _only(kind, asked, exact or [t for t in candidates if any(key in fold(name) for name in t.names)])


def _only(kind: str, asked: str, found: Sequence[_Named]) -> str:
    if not found:
        raise NotFound(f"no {kind} has that id or name", place=asked)
    if len(found) > 1:
        matches = [(thing.id, thing.label) for thing in found]
        error = Ambiguous(f"{len(found)} {kind}s match that name", matches)
        error.place = asked
        raise error
    return found[0].id
