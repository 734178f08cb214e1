"""Contents: what one export holds: the graph as its reader may see it, and what that graph was made from.

    Contents(graph, readings, names, policy=Policy.ALL, asked={"known_on": "2031-04-01"})

An export tells what is here and nothing else, so that what its reader may not see cannot come into a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.access import Marking
from app.domain.document import Document
from app.domain.graph import Graph, Transfer
from app.domain.ids import ActorId, DocumentId, IncidentId
from app.domain.judgement import Judgement
from app.domain.view import Policy, Reading

__all__ = ["Contents"]


@dataclass(frozen=True, slots=True)
class Contents:
    """A graph, or a part of one, with the readings of its documents and the judgements that it rests on."""

    graph: Graph
    readings: Mapping[DocumentId, Reading] = field(default_factory=dict[DocumentId, Reading])
    names: Mapping[DocumentId, str] = field(default_factory=dict[DocumentId, str])
    """What the documents are called in answers and exports: `Snapshot.names`."""
    markings: Mapping[DocumentId, Marking] = field(default_factory=dict[DocumentId, Marking])
    policy: Policy = Policy.ALL
    judgements: tuple[Judgement, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict[str, str])
    """What else was asked for, as it was written: `incident`, `dataset`, `by`, `known_on`, `min_status`."""
    undated: tuple[str, ...] = ()
    """Documents without a date, which `known_on` leaves out."""
    language: str = "ja"
    """Of the words that a format adds, where it adds sentences: `ja` or `en`. What documents say stays as it is."""
    release: str = ""
    """The version of Leaktrail that writes."""

    @property
    def is_part(self) -> bool:
        """True if things were left out of the graph. (`known_on` and `policy` leave none out: they are other views.)"""
        return bool(self.asked.keys() - {"known_on"})

    @property
    def marking(self) -> Marking | None:
        """The narrowest of the markings that its documents bear; None if none bears one."""
        borne = [one for key, one in self.markings.items() if key in self.graph.documents]
        return max(borne, key=lambda one: one.rank, default=None)

    def about(self) -> dict[str, str]:
        """What a file says of itself: who wrote it, under which policy, how far it may go, and what was asked for."""
        marking = {} if self.marking is None else {"marking": self.marking.label}
        return {"release": self.release, "policy": self.policy.value, **marking, **self.asked}

    def name_of(self, document: DocumentId) -> str:
        """What a document is called: its exchange id, else its store id."""
        return self.names.get(document, document)

    def marking_of(self, document: DocumentId) -> str | None:
        """The marking that a document bears, as the standard writes it."""
        marking = self.markings.get(document)
        return None if marking is None else marking.label

    def actor_label(self, actor: ActorId | None) -> str | None:
        """What an actor is called; one that only a row names, by its id."""
        one = None if actor is None else self.graph.actors.get(actor)
        return actor if one is None else one.label

    def ends_of(self, transfer: Transfer) -> tuple[str, str]:
        """What provider and recipient are called, `?` for one that nobody states."""
        provider, recipient = self.actor_label(transfer.provider), self.actor_label(transfer.recipient)
        return "?" if provider is None else provider, "?" if recipient is None else recipient

    def incident_name(self, incident: IncidentId | None) -> str | None:
        """What an incident is called; None for one that is not here."""
        one = None if incident is None else self.graph.incidents.get(incident)
        return None if one is None else one.name

    def documents(self) -> list[Document]:
        """The documents, by id."""
        return [one for _, one in sorted(self.graph.documents.items())]
