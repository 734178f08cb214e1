"""What people type → the thing they mean: an id, else an exact name, else a part of one.

    find_actor(snapshot, "ﾒｲﾎﾞ社")  →  the actor whose label or alias is メイボ社 (compared after NFKC and casefold)

Raises NotFound or Ambiguous. The text that was asked for goes into `place` only, so that a door can leave it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from app.domain.common_source import Sighting, SightingKind
from app.domain.document import Document
from app.domain.errors import Ambiguous, NotFound
from app.domain.graph import Actor, Dataset, Event, Incident, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, IncidentId, TransferId
from app.domain.vocabulary import ThingKind
from app.domain.words import fold
from app.services.snapshot import Snapshot

__all__ = [
    "find_actor",
    "find_dataset",
    "find_document",
    "find_incident",
    "find_meant_document",
    "find_sighting",
    "find_thing",
    "find_transfer",
]


@dataclass(frozen=True, slots=True)
class _Named:
    """Something that can be asked for: its id, the name that is shown, and all names it bears."""

    id: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Things in their order, and by all their names, each folded once."""

    things: Sequence[_Named]
    by_name: Mapping[str, Sequence[_Named]]

    def bearing(self, key: str) -> Sequence[_Named]:
        """Those that bear the name; nothing for no name."""
        return self.by_name.get(key, ()) if key else ()

    def holding(self, key: str) -> Sequence[_Named]:
        """Those with a name that it is a part of; nothing for no name."""
        found = {one.id for name, things in self.by_name.items() if key and key in name for one in things}
        return [one for one in self.things if one.id in found]


def find_actor(snapshot: Snapshot, asked: str) -> ActorId:
    """The actor of that id (local and former ids too), or the only one of that name."""
    known = ActorId(snapshot.present(asked))
    return known if known in snapshot.graph.actors else ActorId(_by_name("actor", asked, _actors(snapshot)))


def find_dataset(snapshot: Snapshot, asked: str) -> DatasetId:
    """The dataset of that id (local and former ids too), or the only one of that label."""
    known = DatasetId(snapshot.present(asked))
    return known if known in snapshot.graph.datasets else DatasetId(_by_name("dataset", asked, _datasets(snapshot)))


def find_incident(snapshot: Snapshot, asked: str) -> IncidentId:
    """The incident of that id (local and former ids too), or the only one of that name."""
    known = IncidentId(snapshot.present(asked))
    return known if known in snapshot.graph.incidents else IncidentId(_by_name("incident", asked, _incidents(snapshot)))


def find_transfer(snapshot: Snapshot, asked: str) -> TransferId:
    """The transfer of that id (local and former ids too): transfers have no names."""
    known = TransferId(snapshot.present(asked))
    if known not in snapshot.graph.transfers:
        raise NotFound("no transfer has that id", place=asked)
    return known


def find_thing(snapshot: Snapshot, asked: str) -> tuple[ThingKind, str]:
    """The actor, dataset, transfer, incident or event of that id, or the only one of that name; its kind and its id.

    Of an id or a name that is given to things of several kinds, `actor:…`, `dataset:…` and so on say which.
    """
    word, _, rest = asked.partition(":")
    kinds = [kind for kind in _sections(snapshot) if kind.value == word and rest]
    found = _things_of_id(snapshot, asked, _sections(snapshot)) or _things_of_id(snapshot, rest, kinds)
    if not found:
        found = _things_of_name(snapshot, asked, _sections(snapshot)) or _things_of_name(snapshot, rest, kinds)
    if not found:
        raise NotFound("no actor, dataset, transfer, incident or event has that id or name", place=asked)
    if len(found) > 1:
        error = Ambiguous(
            f"{len(found)} things match that id or name", [(f"{kind}:{key}", label) for kind, key, label in found]
        )
        error.place = asked
        raise error
    return found[0][:2]


def find_document(documents: Mapping[DocumentId, Document], names: Mapping[DocumentId, str], asked: str) -> DocumentId:
    """The document of that store id or exchange id, or the only one of that title."""
    if asked in documents:
        return DocumentId(asked)
    by_name = [identifier for identifier, name in names.items() if name == asked]
    if by_name:
        return by_name[0]
    named = [_Named(d.id, names[d.id], (names[d.id], d.metadata.title or "")) for d in documents.values()]
    return DocumentId(_by_name("document", asked, _indexed(named)))


def find_meant_document(
    documents: Mapping[DocumentId, Document], names: Mapping[DocumentId, str], asked: str
) -> DocumentId:
    """The same, to change something of it: a part of a title, which is enough to look at it, is refused."""
    found = find_document(documents, names, asked)
    whole = {str(found), fold(names[found]), fold(documents[found].metadata.title or "")}
    if asked not in whole and fold(asked) not in whole:
        raise NotFound("no document has that whole title", place=asked, remedy=f"give its id: {names[found]}")
    return found


def find_sighting(snapshot: Snapshot, asked: str) -> Sighting:
    """The transfer, dataset or actor of that id, or the only dataset or actor of that name; transfers bear no names.

    Of an id or a name that is given to things of several kinds, `actor:…`, `dataset:…`, `transfer:…` say which.
    """
    word, _, rest = asked.partition(":")
    kinds = [kind for kind in SightingKind if kind.value == word and rest]
    found = _of_id(snapshot, asked, SightingKind) or _of_id(snapshot, rest, kinds)
    if not found:
        found = _of_name(snapshot, asked, SightingKind) or _of_name(snapshot, rest, kinds)
    if not found:
        raise NotFound("no transfer, dataset or actor has that id, and none of the last two that name", place=asked)
    if len(found) > 1:
        raise _unclear(asked, found)
    return found[0][0]


_Thing: TypeAlias = Actor | Dataset | Transfer | Incident | Event


def _sections(snapshot: Snapshot) -> Mapping[ThingKind, Mapping[str, _Thing]]:
    graph = snapshot.graph
    found = {
        ThingKind.ACTOR: graph.actors,
        ThingKind.DATASET: graph.datasets,
        ThingKind.TRANSFER: graph.transfers,
        ThingKind.INCIDENT: graph.incidents,
        ThingKind.EVENT: graph.events,
    }
    return cast("Mapping[ThingKind, Mapping[str, _Thing]]", found)  # their ids are texts


def _things_of_id(snapshot: Snapshot, asked: str, kinds: Iterable[ThingKind]) -> list[tuple[ThingKind, str, str]]:
    key = snapshot.present(asked)
    found = ((kind, _sections(snapshot)[kind].get(key)) for kind in kinds)
    return [(kind, key, _called(thing)) for kind, thing in found if thing is not None]


def _things_of_name(snapshot: Snapshot, asked: str, kinds: Iterable[ThingKind]) -> list[tuple[ThingKind, str, str]]:
    """Those that bear the name; only if none does, those with a name that it is a part of."""
    key = fold(asked)
    indexes: Mapping[ThingKind, Callable[[Snapshot], _Index]] = {
        ThingKind.ACTOR: _actors,
        ThingKind.DATASET: _datasets,
        ThingKind.INCIDENT: _incidents,
    }
    searched = [(kind, indexes[kind](snapshot)) for kind in kinds if kind in indexes]
    found = [(kind, thing) for kind, index in searched for thing in index.bearing(key)]
    found = found or [(kind, thing) for kind, index in searched for thing in index.holding(key)]
    return [(kind, thing.id, thing.label) for kind, thing in found]


def _called(thing: _Thing) -> str:
    if isinstance(thing, Actor | Dataset):
        return thing.label
    return thing.name if isinstance(thing, Incident) else thing.action if isinstance(thing, Transfer) else thing.type


_Sighted: TypeAlias = tuple[Sighting, str]
"""A sighting and what it is called."""


def _of_id(snapshot: Snapshot, asked: str, kinds: Iterable[SightingKind]) -> list[_Sighted]:
    key, graph = snapshot.present(asked), snapshot.graph
    labels: Mapping[SightingKind, str | None] = {
        SightingKind.TRANSFER: key if key in graph.transfers else None,
        SightingKind.DATASET: graph.datasets[DatasetId(key)].label if key in graph.datasets else None,
        SightingKind.ACTOR: graph.actors[ActorId(key)].label if key in graph.actors else None,
    }
    return [(Sighting(kind, key), label) for kind in kinds if (label := labels[kind]) is not None]


def _of_name(snapshot: Snapshot, asked: str, kinds: Iterable[SightingKind]) -> list[_Sighted]:
    """Those that bear the name; only if none does, those with a name that it is a part of."""
    key = fold(asked)
    indexes: Mapping[SightingKind, Callable[[Snapshot], _Index]] = {
        SightingKind.DATASET: _datasets,
        SightingKind.ACTOR: _actors,
    }
    searched = [(kind, indexes[kind](snapshot)) for kind in kinds if kind in indexes]
    found = [(kind, thing) for kind, index in searched for thing in index.bearing(key)]
    found = found or [(kind, thing) for kind, index in searched for thing in index.holding(key)]
    return [(Sighting(kind, thing.id), thing.label) for kind, thing in found]


def _unclear(asked: str, found: Sequence[_Sighted]) -> Ambiguous:
    counts = {kind.value: sum(one.kind is kind for one, _ in found) for kind in SightingKind}
    told = [f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in counts.items() if number]
    several = len(told) > 1
    matches = [(f"{one.kind.value}:{one.id}" if several else one.id, label) for one, label in found]
    error = Ambiguous(f"{' and '.join(told)} match that {'id or ' if several else ''}name", matches)
    error.place = asked
    return error


def _actors(snapshot: Snapshot) -> _Index:
    things = snapshot.graph.actors.values()
    return snapshot.once(
        "names", "actor", lambda: _indexed(_Named(a.id, a.label, (a.label, *a.aliases)) for a in things)
    )


def _datasets(snapshot: Snapshot) -> _Index:
    things = snapshot.graph.datasets.values()
    return snapshot.once("names", "dataset", lambda: _indexed(_Named(d.id, d.label, (d.label,)) for d in things))


def _incidents(snapshot: Snapshot) -> _Index:
    things = snapshot.graph.incidents.values()
    return snapshot.once("names", "incident", lambda: _indexed(_Named(i.id, i.name, (i.name,)) for i in things))


def _indexed(things: Iterable[_Named]) -> _Index:
    found = list(things)
    by_name: dict[str, list[_Named]] = {}
    for thing in found:
        for name in dict.fromkeys(map(fold, thing.names)):
            by_name.setdefault(name, []).append(thing)
    return _Index(found, by_name)


def _by_name(kind: str, asked: str, index: _Index) -> str:
    key = fold(asked)
    if not key:
        raise NotFound(f"an empty name names no {kind}")
    return _only(kind, asked, index.bearing(key) or index.holding(key))


def _only(kind: str, asked: str, found: Sequence[_Named]) -> str:
    if not found:
        raise NotFound(f"no {kind} has that id or name", place=asked)
    if len(found) > 1:
        matches = [(thing.id, thing.label) for thing in found]
        error = Ambiguous(f"{len(found)} {kind}s match that name", matches)
        error.place = asked
        raise error
    return found[0].id
