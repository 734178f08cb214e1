"""Graph → the part of it that somebody asks for: an incident, a dataset's family, up to a day, from a status on.

Example: of an incident its transfers, what they carry, who gave and received, the events and affected organizations;
the actors that are members of these; the documents that tell of any of it.

A part is a choice of things, not another view: what is there is told as the whole graph tells it. References to what is
not there are taken out, so a part is a graph by itself. Events and rows of affected organizations name no dataset, and
are left out where one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from app.domain.document import Quote
from app.domain.graph import Actor, Affected, Conflict, Dataset, Event, Graph, Holding, Transfer
from app.domain.ids import ActorId, DatasetId, DocumentId, EventId, IncidentId, TransferId
from app.domain.vocabulary import Status
from app.domain.window import Window
from app.engine.kinship import closure
from app.engine.selection import family_of

__all__ = ["WHOLE", "Part", "part_of"]

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked for; None: all. `min_status` is the weakest status that counts, and leaves out all weaker ones."""

    incident: IncidentId | None = None
    dataset: DatasetId | None = None
    by: date | None = None
    min_status: Status | None = None

    @property
    def is_about_something(self) -> bool:
        """True if an incident or a dataset is asked for, and not only a time or a status."""
        return self.incident is not None or self.dataset is not None


WHOLE = Part()
"""Nothing is left out."""


def part_of(graph: Graph, part: Part) -> Graph:
    """The graph of what is asked for; the graph itself for the whole."""
    if part == WHOLE:
        return graph
    rows = _Rows.of(graph, part)
    datasets = _datasets(graph, part, rows)
    actors = _actors(graph, part, rows)
    incidents = _incidents(graph, part, rows)
    things = {*incidents, *datasets, *actors, *rows.ids()}
    conflicts = tuple(one for one in graph.conflicts if _is_kept(one, things, part))
    documents = _documents(graph, part, [*rows.quotes(), *_quotes(graph, incidents, datasets, conflicts)])
    kept = {*things, *(one.id for one in conflicts)}
    return replace(
        graph,
        documents=_only(graph.documents, documents),
        incidents=_only(graph.incidents, incidents),
        actors={key: _actor(one, incidents, documents) for key, one in _only(graph.actors, actors).items()},
        datasets={key: _dataset(one, documents) for key, one in _only(graph.datasets, datasets).items()},
        transfers={key: _transfer(one, rows.transfers) for key, one in rows.transfers.items()},
        holdings=rows.holdings,
        events=rows.events,
        affected=rows.affected,
        conflicts=conflicts,
        suggestions=tuple(one for one in graph.suggestions if one.left in things and one.right in things),
        former={key: to for key, to in graph.former.items() if to in kept},
        reprints=tuple(one for one in graph.reprints if one.document in documents),
    )


# ------------------------------------------------------------------ which


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is asked for by itself; all else is there because these name it."""

    transfers: Mapping[TransferId, Transfer]
    holdings: tuple[Holding, ...]
    events: Mapping[EventId, Event]
    affected: tuple[Affected, ...]

    @classmethod
    def of(cls, graph: Graph, part: Part) -> _Rows:
        family = family_of(graph, part.dataset)
        transfers = {
            key: one
            for key, one in graph.transfers.items()
            if one.dataset in family
            and part.incident in (None, one.incident)
            and _in_time(one.window, part.by)
            and (part.min_status is None or one.status.rank <= part.min_status.rank)
        }
        holdings = tuple(
            one
            for one in graph.holdings
            if one.dataset in family
            and (part.incident is None or part.incident in _incidents_of(graph, one.actor))
            and _in_time(one.window, part.by)
        )
        if part.dataset is not None:
            return cls(transfers, holdings, {}, ())
        events = {
            key: one
            for key, one in graph.events.items()
            if part.incident in (None, one.incident) and _in_time(one.window, part.by)
        }
        affected = tuple(one for one in graph.affected if part.incident in (None, one.incident))
        return cls(transfers, holdings, events, affected)

    def ids(self) -> Iterator[str]:
        yield from self.transfers
        yield from self.events
        yield from (one.id for one in (*self.holdings, *self.affected))

    def actors(self) -> Iterator[ActorId]:
        for transfer in self.transfers.values():
            yield from (end for end in (transfer.provider, transfer.recipient) if end is not None)
        yield from (one.actor for one in self.holdings)
        yield from (actor for event in self.events.values() for actor in event.actors)
        yield from (one.organization for one in self.affected)

    def datasets(self) -> Iterator[DatasetId]:
        yield from (one.dataset for one in (*self.transfers.values(), *self.holdings) if one.dataset is not None)

    def quotes(self) -> Iterator[Quote]:
        for one in (*self.transfers.values(), *self.holdings, *self.events.values(), *self.affected):
            yield from one.evidence


def _in_time(window: Window, by: date | None) -> bool:
    return by is None or window.earliest is None or window.earliest <= by


def _incidents_of(graph: Graph, actor: ActorId) -> tuple[IncidentId, ...]:
    known = graph.actors.get(actor)
    return () if known is None else known.incidents


def _datasets(graph: Graph, part: Part, rows: _Rows) -> AbstractSet[DatasetId]:
    """Those that are carried or held and what they derive from; for a time or a status all of them."""
    if not part.is_about_something:
        return graph.datasets.keys()
    named = {*rows.datasets(), *(() if part.dataset is None else (part.dataset,))}
    above = {one.id: one.derived_from for one in graph.datasets.values()}
    return named.union(*(closure(one, above) for one in named)) & graph.datasets.keys()


def _actors(graph: Graph, part: Part, rows: _Rows) -> AbstractSet[ActorId]:
    """Those that the rows name, those of the incident, and their members and candidates; for a time or status all."""
    if not part.is_about_something:
        return graph.actors.keys()
    of_incident = () if part.incident is None else (a.id for a in graph.actors.values() if part.incident in a.incidents)
    named = {*rows.actors(), *(of_incident if part.dataset is None else ())}
    below = {one.id: (*one.members, *one.candidates) for one in graph.actors.values()}
    return named.union(*(closure(one, below) for one in named)) & graph.actors.keys()


def _incidents(graph: Graph, part: Part, rows: _Rows) -> AbstractSet[IncidentId]:
    if not part.is_about_something:
        return graph.incidents.keys()
    named = {one.incident for one in rows.transfers.values() if one.incident is not None}
    return (named if part.incident is None else {part.incident}) & graph.incidents.keys()


def _is_kept(conflict: Conflict, things: AbstractSet[str], part: Part) -> bool:
    """Of a conflict about nothing that is known by an id, nobody knows which incident or dataset it concerns."""
    return not part.is_about_something if conflict.subject is None else conflict.subject in things


def _quotes(
    graph: Graph, incidents: Iterable[IncidentId], datasets: Iterable[DatasetId], conflicts: Iterable[Conflict]
) -> Iterator[Quote]:
    for incident in incidents:
        yield from graph.incidents[incident].evidence
    for dataset in datasets:
        yield from (quote for count in graph.datasets[dataset].record_counts for quote in count.evidence)
    for conflict in conflicts:
        yield from (quote for side in conflict.sides for quote in side.evidence)


def _documents(graph: Graph, part: Part, quotes: Iterable[Quote]) -> AbstractSet[DocumentId]:
    if not part.is_about_something:
        return graph.documents.keys()
    return {quote.document for quote in quotes} & graph.documents.keys()


# ------------------------------------------------------------------ without references to what is not there


def _only(things: Mapping[K, V], kept: AbstractSet[K]) -> dict[K, V]:
    return {key: one for key, one in things.items() if key in kept}


def _actor(one: Actor, incidents: AbstractSet[IncidentId], documents: AbstractSet[DocumentId]) -> Actor:
    mentions = tuple(quote for quote in one.mentions if quote.document in documents)
    return replace(one, incidents=tuple(key for key in one.incidents if key in incidents), mentions=mentions)


def _dataset(one: Dataset, documents: AbstractSet[DocumentId]) -> Dataset:
    return replace(one, mentions=tuple(quote for quote in one.mentions if quote.document in documents))


def _transfer(one: Transfer, kept: Mapping[TransferId, Transfer]) -> Transfer:
    whole = one.part_of if one.part_of in kept else None
    return replace(one, part_of=whole, after=tuple(key for key in one.after if key in kept))
