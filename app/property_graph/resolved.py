"""Graph + readings -> one Record for each thing of the resolved graph.

    (:Actor)-[:PROVIDED]->(:Transfer)-[:RECEIVED_BY]->(:Actor)   (:Transfer)-[:CARRIED]->(:Dataset)
    (:Claim)-[:ABOUT]->(:Transfer)       (:Mention)-[:RESOLVED_TO]->(:Actor)       (:Claim)-[:SUPERSEDES]->(:Claim)

A record holds the relationships that come and go with its thing, so that a store can write one thing anew and leave
its neighbours as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.attachment import attach
from app.domain.claim import Claim
from app.domain.graph import (
    Actor,
    Affected,
    Conflict,
    Count,
    Dataset,
    Event,
    Graph,
    Holding,
    Incident,
    RecordCount,
    Side,
)
from app.domain.judgement import Judgement
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, ThingKind
from app.property_graph.projection import Projection, passing, projection_of, transfer_node
from app.property_graph.values import Key, Node, Property, Record, Relationship, known

__all__ = ["LABELS", "resolved_of"]

LABELS: Mapping[ThingKind, str] = {
    ThingKind.INCIDENT: "Incident",
    ThingKind.ACTOR: "Actor",
    ThingKind.DATASET: "Dataset",
    ThingKind.TRANSFER: "Transfer",
    ThingKind.HOLDING: "Holding",
    ThingKind.EVENT: "Event",
    ThingKind.AFFECTED: "Affected",
    ThingKind.CONFLICT: "Conflict",
}
"""Label of each kind of thing."""

_KINDS = {ActorKind.PERSON: ("Person",), ActorKind.ORGANIZATION: ("Organization",), ActorKind.GROUP: ("Group",)}


def resolved_of(graph: Graph, readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Iterator[Record]:
    """All records, kind by kind, things of a kind by id. `readings` are those that `graph` was resolved from."""
    found = {reading.document.id: reading for reading in readings}
    sight = _sight(graph, found.values())
    projection = projection_of(graph)
    for record in _things(graph, projection):
        yield sight.with_words(record)
    attached = attach(tuple(judgements), found.get)
    today = {one.id: one for one in (*(lost.judgement for lost in attached.lost), *reversed(attached.judgements))}
    for _, judgement in sorted(today.items()):
        yield _judgement(judgement, graph, sight)


def _things(graph: Graph, projection: Projection) -> Iterator[Record]:
    yield from (_incident(one) for _, one in sorted(graph.incidents.items()))
    yield from (_actor(one, projection) for _, one in sorted(graph.actors.items()))
    carried = _incidents_of_datasets(graph)
    yield from (_dataset(one, projection, carried.get(key, ())) for key, one in sorted(graph.datasets.items()))
    for _, one in sorted(graph.transfers.items()):
        yield Record(transfer_node(one, projection), tuple(passing(one, projection)))
    yield from (_holding(one) for one in sorted(graph.holdings, key=lambda h: h.id))
    yield from (_event(one) for _, one in sorted(graph.events.items()))
    yield from (_affected(one) for one in sorted(graph.affected, key=lambda a: a.id))
    yield from (_conflict(one, graph) for one in sorted(graph.conflicts, key=lambda c: c.id))


# ------------------------------------------------------------------ things


def _incident(one: Incident) -> Record:
    return Record(Node("Incident", one.id, {"id": one.id, "name": one.name}), ())


def _actor(one: Actor, projection: Projection) -> Record:
    kin = projection.kin.get(one.id)
    properties = {
        "id": one.id,
        "label": one.label,
        "aliases": list(one.aliases),
        "kind": one.kind.value,
        "roles": [role.value for role in one.roles],
        "kin": None if kin is None else list(kin),
    }
    key = ("Actor", one.id)
    arrows = [Relationship("MEMBER_OF", ("Actor", member), key) for member in one.members]
    arrows += [Relationship("MAY_BE", key, ("Actor", candidate)) for candidate in one.candidates]
    arrows += [Relationship("PART_OF_INCIDENT", key, ("Incident", incident)) for incident in one.incidents]
    return Record(Node("Actor", one.id, known(properties), _KINDS.get(one.kind, ())), tuple(arrows))


def _dataset(one: Dataset, projection: Projection, incidents: Iterable[str]) -> Record:
    properties = {
        "id": one.id,
        "label": one.label,
        "fields": list(one.fields),
        "record_counts": [_count_text(c) for c in one.record_counts],
        "wider": list(projection.wider.get(one.id, ())),
    }
    key = ("Dataset", one.id)
    arrows = [Relationship("DERIVED_FROM", key, ("Dataset", wider)) for wider in one.derived_from]
    arrows += [Relationship("PART_OF_INCIDENT", key, ("Incident", incident)) for incident in incidents]
    return Record(Node("Dataset", one.id, known(properties)), tuple(arrows))


def _holding(one: Holding) -> Record:
    properties = {"id": one.id, "earliest": one.window.earliest, "latest": one.window.latest}
    key = ("Holding", one.id)
    arrows = [Relationship("HELD_BY", key, ("Actor", one.actor))]
    if one.dataset is not None:
        arrows.append(Relationship("OF", key, ("Dataset", one.dataset)))
    return Record(Node("Holding", one.id, known(properties)), tuple(arrows))


def _event(one: Event) -> Record:
    properties = {"id": one.id, "type": one.type, "earliest": one.window.earliest, "latest": one.window.latest}
    key = ("Event", one.id)
    arrows = [Relationship("INVOLVES", key, ("Actor", actor)) for actor in one.actors]
    return Record(Node("Event", one.id, known(properties)), (*arrows, *_within(key, one.incident)))


def _affected(one: Affected) -> Record:
    properties = {"id": one.id, "fields": list(one.fields), "status": one.status.value, **_count(one.record_count)}
    key = ("Affected", one.id)
    arrows = (Relationship("CONCERNS", key, ("Actor", one.organization)), *_within(key, one.incident))
    return Record(Node("Affected", one.id, known(properties)), arrows)


def _conflict(one: Conflict, graph: Graph) -> Record:
    key = ("Conflict", one.id)
    sides = [f"{side.value} ({side.claimed_by})" if side.claimed_by else f"{side.value}" for side in one.sides]
    properties = {"id": one.id, "about": one.about, "property": one.property, "sides": sides}
    properties["told"] = [_side_text(side) for side in one.sides]
    subject = None if one.subject is None else _label_of(one.subject, graph)
    arrows = () if subject is None else (Relationship("CONCERNS", key, (subject, str(one.subject))),)
    return Record(Node("Conflict", one.id, known(properties)), arrows)


def _side_text(side: Side) -> str:
    """`[value, who says it, [[document, start, end, words], …]]` as JSON: what the program takes a side from again."""
    quotes = [[quote.document, quote.start, quote.end, quote.exact] for quote in side.evidence]
    return json.dumps([side.value, side.claimed_by, quotes], ensure_ascii=False, separators=(",", ":"))


def _judgement(one: Judgement, graph: Graph, sight: _Sight) -> Record:
    """Arrows only: the node itself is part of the record and is written when the judgement is made."""
    key = ("Judgement", one.id)
    claims = [("Claim", about) for about in one.about if about in sight.seen]
    actors = {graph.former.get(about, about) for about in one.about} & set(graph.actors)
    arrows = tuple(Relationship("DECIDES", key, end) for end in (*claims, *(("Actor", a) for a in sorted(actors))))
    return Record(Node("Judgement", one.id, {"id": one.id}), arrows)


def _incidents_of_datasets(graph: Graph) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for transfer in graph.transfers.values():
        if transfer.dataset is not None and transfer.incident is not None:
            found.setdefault(transfer.dataset, set()).add(transfer.incident)
    return {key: sorted(incidents) for key, incidents in found.items()}


def _within(key: Key, incident: str | None) -> Iterator[Relationship]:
    if incident is not None:
        yield Relationship("PART_OF_INCIDENT", key, ("Incident", incident))


def _label_of(subject: str, graph: Graph) -> str | None:
    kinds = (("Actor", graph.actors), ("Dataset", graph.datasets), ("Transfer", graph.transfers))
    for label, things in (*kinds, ("Event", graph.events), ("Incident", graph.incidents)):
        if subject in things:
            return label
    return "Affected" if any(row.id == subject for row in graph.affected) else None


def _count(count: Count | None) -> dict[str, Property | None]:
    if count is None:
        return {}
    return {
        "record_count": float(count.value),
        "record_count_unit": None if count.unit is None else count.unit.value,
        "record_count_qualifier": count.qualifier.value,
    }


def _count_text(claimed: RecordCount) -> str:
    """`about 400000 records (県警)`: to be read, not to be reckoned with; the claims have the parts."""
    count = claimed.count
    words = [count.qualifier.value, f"{count.value}", "" if count.unit is None else count.unit.value]
    said = f"({claimed.claimed_by})" if claimed.claimed_by else ""
    return " ".join(word for word in (*words, said) if word and word != "exact")


# ------------------------------------------------------------------ the words it rests on


@dataclass(frozen=True, slots=True)
class _Sight:
    """Claims and mentions by the resolved thing they are about, and by each claim those that it supersedes."""

    claims: Mapping[Key, Sequence[Claim]]
    mentions: Mapping[Key, Sequence[str]]
    superseded: Mapping[str, Sequence[str]]
    seen: frozenset[str]

    def with_words(self, record: Record) -> Record:
        """The record with ABOUT, RESOLVED_TO, SUPERSEDES and BETWEEN."""
        key = record.node.key
        claims = self.claims.get(key, ())
        arrows = [Relationship("ABOUT", ("Claim", claim.id), key) for claim in claims]
        arrows += [Relationship("RESOLVED_TO", ("Mention", mention), key) for mention in self.mentions.get(key, ())]
        for claim in claims:
            older = self.superseded.get(claim.id, ())
            arrows += [Relationship("SUPERSEDES", ("Claim", claim.id), ("Claim", other)) for other in older]
        if record.node.label == "Conflict":
            arrows += self._between(record)
        return replace(record, relationships=(*record.relationships, *arrows))

    def _between(self, record: Record) -> Iterator[Relationship]:
        """From a conflict to the claims about that property of its subject, and to those that tell of it."""
        prop = record.node.properties.get("property")
        subjects = [arrow.end for arrow in record.relationships if arrow.type == "CONCERNS"]
        told = [c for c in self.claims.get(record.node.key, ()) if c.property == "side"]
        about = [c for subject in subjects for c in self.claims.get(subject, ()) if c.property == prop]
        for claim in (*told, *about):
            yield Relationship("BETWEEN", record.node.key, ("Claim", claim.id))


def _sight(graph: Graph, readings: Iterable[Reading]) -> _Sight:
    claims: dict[Key, list[Claim]] = {}
    mentions: dict[Key, list[str]] = {}
    for reading in sorted(readings, key=lambda r: r.document.id):
        for claim in (claim for claim in reading.claims if claim.id not in graph.rejected):
            key = (LABELS[claim.kind], graph.former.get(claim.subject, claim.subject))
            claims.setdefault(key, []).append(claim)
        for mention in reading.mentions:
            key = (LABELS[mention.kind], graph.former.get(mention.thing, mention.thing))
            mentions.setdefault(key, []).append(mention.id)
    superseded: dict[str, list[str]] = {}
    for later, earlier in graph.superseded:
        superseded.setdefault(later, []).append(earlier)
    return _Sight(claims, mentions, superseded, frozenset(c.id for found in claims.values() for c in found))
