"""Graph → PROV-JSON: what came from what, by whose act, and on which words all of it rests.

    Transfer(t1: 元社員 → 東名簿センター, 会員名簿)
        →  activity lt:transfer.t1, which used lt:copy.a1.d1 and generated lt:copy.a2.d1;
           wasAssociatedWith lt:actor.a1 (provider) and lt:actor.a2 (recipient); wasInformedBy what came before

| ours | PROV |
|---|---|
| actor | agent: `prov:Person`, `prov:Organization`, or plain |
| dataset | entity; a part or copy `wasDerivedFrom` its whole |
| an actor's copy of a dataset | entity, `specializationOf` the dataset, `wasAttributedTo` the actor |
| transfer | activity that used the provider's copy and generated the recipient's, which `wasDerivedFrom` it |
| document | entity, `wasAttributedTo` its publisher |
| quote | entity, quoted from its document; a primary source of the claim |
| claim: what documents say of one transfer | entity, about the activity by `lt:about` |
| event | activity with its actors |
| incident | collection of what is claimed of its transfers and events |

`prov:startTime` and `prov:endTime` would say when an activity began and ended. What is known here are the bounds of a
day, so they are given only where the day itself is told; `lt:earliest` and `lt:latest` have the bounds. A transfer that
was denied or only planned is an entity of type `lt:DeniedTransfer` or `lt:PlannedTransfer`, and no activity: PROV tells
of what happened. Left out: mentions, affected organizations, conflicts (all sides' words stand with the claims),
holdings, suggestions.

References:
    W3C, "PROV-DM: The PROV Data Model" (2013); W3C, "The PROV-JSON Serialization" (member submission, 2013).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeAlias, cast
from urllib.parse import quote as quote_bytes

from app.domain.document import Document, Quote
from app.domain.graph import Actor, Dataset, Event, Incident, Transfer
from app.domain.ids import IncidentId
from app.domain.vocabulary import ActorKind
from app.domain.window import Window
from app.export.contents import Contents
from app.export.plain import by_id

__all__ = ["to_prov", "write_prov"]

_Record: TypeAlias = "dict[str, Any]"
_PREFIXES = {"lt": "urn:leaktrail:", "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#"}
_SECTIONS = (
    *("entity", "activity", "agent", "wasGeneratedBy", "used", "wasInformedBy", "wasDerivedFrom", "wasAttributedTo"),
    *("wasAssociatedWith", "specializationOf", "hadMember"),
)
_AGENTS = {ActorKind.PERSON: "prov:Person", ActorKind.ORGANIZATION: "prov:Organization"}


def write_prov(contents: Contents) -> Iterator[bytes]:
    """The document as JSON, a record at a time: one pass over the graph for each section."""
    claimed = _claimed(contents)
    yield f'{{"prefix": {json.dumps(_PREFIXES, sort_keys=True)}'.encode()
    for section in _SECTIONS:
        between = f',\n"{section}": {{\n'
        for key, record in _records(_Writer(contents, section, claimed)):
            text = json.dumps(record, ensure_ascii=False, sort_keys=True)
            yield f"{between}{json.dumps(key, ensure_ascii=False)}: {text}".encode("utf-8", "backslashreplace")
            between = ",\n"
        if between == ",\n":
            yield b"\n}"
    yield b"}\n"


def to_prov(contents: Contents) -> dict[str, Any]:
    """The document as a plain object, sections by PROV-JSON's names."""
    return json.loads(b"".join(write_prov(contents)))


def _claimed(contents: Contents) -> Mapping[IncidentId, Sequence[str]]:
    """By incident, what is claimed of its transfers and events."""
    found = dict[IncidentId, list[str]]()
    for row in (*by_id(contents.graph.transfers), *by_id(contents.graph.events)):
        if row.incident is not None and any(quote.exact for quote in row.evidence):
            found.setdefault(row.incident, []).append(_id("claim", row.id))
    return found


def _records(writer: _Writer) -> Iterator[tuple[str, _Record]]:
    """The records of one section, each once, in the order of the things that they are about."""
    seen = set[str]()
    for add, things in _tellers(writer):
        for thing in things:
            add(thing)
            for key, record in writer.made:
                if key not in seen:
                    seen.add(key)
                    yield key, record
            writer.made.clear()


def _tellers(writer: _Writer) -> Sequence[tuple[Callable[[Any], None], Iterable[Any]]]:
    """What tells of each kind of things, with the things."""
    graph = writer.contents.graph
    return (
        (writer.add_document, writer.contents.documents()),
        (writer.add_actor, by_id(graph.actors)),
        (writer.add_dataset, by_id(graph.datasets)),
        (writer.add_transfer, by_id(graph.transfers)),
        (writer.add_event, by_id(graph.events)),
        (writer.add_incident, by_id(graph.incidents)),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Makes the records of one section; one that was made before comes again, as the same."""

    contents: Contents
    section: str
    claimed: Mapping[IncidentId, Sequence[str]]
    """By incident, what is claimed of its transfers and events."""
    made: list[tuple[str, _Record]] = field(default_factory=list[tuple[str, _Record]])

    # -------------------------------------------------------- things

    def add_document(self, document: Document) -> None:
        metadata = document.metadata
        name = self.contents.name_of(document.id)
        told = {
            "prov:label": metadata.title or name,
            "prov:type": _name("lt:Document"),
            "lt:name": name,
            "lt:published_at": metadata.published_at,
            "lt:url": metadata.url,
            "lt:sha256": document.sha256,
        }
        told["lt:marking"] = self.contents.marking_of(document.id)
        key = self._put("entity", _id("document", document.id), told)
        if metadata.publisher:
            agent = self._put("agent", _id("publisher", metadata.publisher), {"prov:label": metadata.publisher})
            self._relate("wasAttributedTo", {"prov:entity": key, "prov:agent": agent})

    def add_actor(self, actor: Actor) -> None:
        told = {
            "prov:label": actor.label,
            "prov:type": _name(_AGENTS[actor.kind]) if actor.kind in _AGENTS else None,
            "lt:id": actor.id,
            "lt:kind": actor.kind.value,
            "lt:role": [role.value for role in actor.roles],
            "lt:alias": list(actor.aliases),
        }
        self._put("agent", _id("actor", actor.id), told)

    def add_dataset(self, dataset: Dataset) -> None:
        told = {"prov:label": dataset.label, "prov:type": _name("lt:Dataset"), "lt:field": list(dataset.fields)}
        key = self._put("entity", _id("dataset", dataset.id), told)
        for whole in dataset.derived_from:
            used = {"prov:generatedEntity": key, "prov:usedEntity": _id("dataset", whole)}
            self._relate("wasDerivedFrom", used)

    def add_transfer(self, transfer: Transfer) -> None:
        told = {
            "prov:label": " → ".join(self.contents.ends_of(transfer)),
            "lt:id": transfer.id,
            "lt:action": transfer.action.value,
            "lt:medium": transfer.medium,
            "lt:status": transfer.status.value,
            "lt:lawful": transfer.lawful,
            "lt:confidence": transfer.confidence,
            "lt:time_text": transfer.time_text,
            **_bounds(transfer.window),
        }
        if not transfer.status.can_lie_on_path:
            kind = f"lt:{transfer.status.value.capitalize()}Transfer"
            named = {"lt:provider": transfer.provider, "lt:recipient": transfer.recipient}
            ends = {slot: _name(_id("actor", end)) for slot, end in named.items() if end is not None}
            key = self._put("entity", _id("transfer", transfer.id), {**told, **ends, "prov:type": _name(kind)})
        else:
            told |= {"prov:type": _name("lt:Transfer"), **_times(transfer.window)}
            key = self._put("activity", _id("transfer", transfer.id), told)
            self._pass_on(key, transfer)
        self._claim(_id("claim", transfer.id), key, transfer.evidence)

    def add_event(self, event: Event) -> None:
        told = {
            "prov:label": event.type,
            "prov:type": _name("lt:Event"),
            "lt:id": event.id,
            **_bounds(event.window),
            **_times(event.window),
        }
        key = self._put("activity", _id("event", event.id), told)
        for actor in event.actors:
            self._relate("wasAssociatedWith", {"prov:activity": key, "prov:agent": _id("actor", actor)})
        self._claim(_id("claim", event.id), key, event.evidence)

    def add_incident(self, incident: Incident) -> None:
        told = {
            "prov:label": incident.name or incident.id,
            "prov:type": [_name("prov:Collection"), _name("lt:Incident")],
        }
        key = self._put("entity", _id("incident", incident.id), told)
        for claim in self.claimed.get(incident.id, ()):
            self._relate("hadMember", {"prov:collection": key, "prov:entity": claim})

    # -------------------------------------------------------- what a transfer does

    def _pass_on(self, activity: str, transfer: Transfer) -> None:
        for end, role in ((transfer.provider, "provider"), (transfer.recipient, "recipient")):
            if end is not None:
                agent = {"prov:activity": activity, "prov:agent": _id("actor", end), "prov:role": _name(f"lt:{role}")}
                self._relate("wasAssociatedWith", agent)
        given = self._copy(transfer.provider, transfer)
        got = self._copy(transfer.recipient, transfer)
        if given is not None:
            self._relate("used", {"prov:activity": activity, "prov:entity": given})
        if got is not None:
            self._relate("wasGeneratedBy", {"prov:entity": got, "prov:activity": activity})
        if given is not None and got is not None:
            derived = {"prov:generatedEntity": got, "prov:usedEntity": given, "prov:activity": activity}
            self._relate("wasDerivedFrom", derived)
        for before in transfer.after:
            known = self.contents.graph.transfers.get(before)
            if known is not None and known.status.can_lie_on_path:
                informed = {"prov:informed": activity, "prov:informant": _id("transfer", before)}
                self._relate("wasInformedBy", informed)

    def _copy(self, actor: str | None, transfer: Transfer) -> str | None:
        """The copy of an end; that of a dataset which is not told belongs to this transfer alone."""
        if actor is None:
            return None
        dataset = transfer.dataset
        key = _id("copy", actor, dataset or f"of-{transfer.id}")
        self._put("entity", key, {"prov:type": _name("lt:Copy")})
        self._relate("wasAttributedTo", {"prov:entity": key, "prov:agent": _id("actor", actor)})
        if dataset is not None:
            general = {"prov:specificEntity": key, "prov:generalEntity": _id("dataset", dataset)}
            self._relate("specializationOf", general)
        return key

    def _claim(self, key: str, about: str, evidence: Iterable[Quote]) -> None:
        """What documents say of a thing, with each quote as its primary source."""
        quotes = sorted(quote for quote in evidence if quote.exact)
        if quotes:
            self._put("entity", key, {"prov:type": _name("lt:Claim"), "lt:about": _name(about)})
        for quote in quotes:
            place = _id("quote", quote.document, f"{quote.start}-{quote.end}")
            told = {"prov:value": quote.exact, "lt:start": quote.start, "lt:end": quote.end}
            self._put("entity", place, {**told, "prov:type": _name("lt:Quote")})
            document = _id("document", quote.document)
            quoted = {"prov:generatedEntity": place, "prov:usedEntity": document, "prov:type": _name("prov:Quotation")}
            self._relate("wasDerivedFrom", quoted)
            source = {"prov:generatedEntity": key, "prov:usedEntity": place, "prov:type": _name("prov:PrimarySource")}
            self._relate("wasDerivedFrom", source)

    # -------------------------------------------------------- records

    def _put(self, section: str, key: str, told: _Record) -> str:
        if section == self.section:
            self.made.append(
                (key, {name: one for name, one in told.items() if one is not None and one not in ("", [])})
            )
        return key

    def _relate(self, section: str, told: _Record) -> None:
        """A relation bears a name that follows from what it relates."""
        if section == self.section:
            said = [_said(value).partition(":")[2] for _, value in sorted(told.items())]
            self.made.append((f"_:{section}_{sha256('|'.join(said).encode()).hexdigest()[:24]}", told))


def _id(kind: str, *parts: str) -> str:
    """A qualified name; signs that it may not hold, and the point that divides it, are spelled by their bytes.

    >>> _id("actor", "会社.1")
    'lt:actor.%E4%BC%9A%E7%A4%BE%2E1'
    """
    written = (quote_bytes(part, safe="").replace(".", "%2E").replace("~", "%7E") for part in parts)
    return f"lt:{'.'.join((kind, *written))}"


def _said(value: object) -> str:
    return cast("dict[str, str]", value)["$"] if isinstance(value, dict) else str(value)


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _bounds(window: Window) -> _Record:
    earliest, latest = window.to_iso()
    days = {"lt:earliest": earliest, "lt:latest": latest}
    return {key: {"$": day, "type": "xsd:date"} for key, day in days.items() if day}


def _times(window: Window) -> _Record:
    """Of a single day that is told: it began and ended on it."""
    if window.earliest is None or window.earliest != window.latest:
        return {}
    day = window.earliest.isoformat()
    return {"prov:startTime": f"{day}T00:00:00", "prov:endTime": f"{day}T23:59:59"}
