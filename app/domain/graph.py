"""The resolved graph: what the documents of one View say when their things are joined.

Every value here is derived and can be rebuilt. References are ids; `Graph` holds the things in dictionaries, in a
stable order (by id), so equal views give equal graphs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.claim import Value
from app.domain.document import Document, Quote
from app.domain.ids import ActorId, ClaimId, DatasetId, DocumentId, EventId, IncidentId, TransferId
from app.domain.vocabulary import Action, ActorKind, AffectedStatus, How, Qualifier, Role, Status, ThingKind, Unit
from app.domain.window import OPEN, Window

__all__ = [
    "Actor",
    "Affected",
    "Conflict",
    "Count",
    "Dataset",
    "Event",
    "Graph",
    "Holding",
    "Incident",
    "Price",
    "RecordCount",
    "Reprint",
    "Side",
    "Suggestion",
    "Transfer",
]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of records or people as written: `約40万件` is 400000, about, records. `unit` None = not said."""

    value: int | float
    qualifier: Qualifier = Qualifier.EXACT
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class RecordCount:
    """One claim about the size of a dataset."""

    count: Count
    claimed_by: str | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """What was paid for data, in units of `currency` (ISO 4217); never a fine or a damage."""

    value: int | float
    currency: str
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class Incident:
    """One leak (or one event that is told beside it)."""

    id: IncidentId
    name: str
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, group or organization. `members` of a group; `candidates`: this actor is one of these."""

    id: ActorId
    label: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNKNOWN
    roles: tuple[Role, ...] = ()
    incidents: tuple[IncidentId, ...] = ()
    mentions: tuple[Quote, ...] = ()
    members: tuple[ActorId, ...] = ()
    candidates: tuple[ActorId, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A body of personal data, or a copy or part of one (`derived_from`)."""

    id: DatasetId
    label: str
    fields: tuple[str, ...] = ()
    record_counts: tuple[RecordCount, ...] = ()
    derived_from: tuple[DatasetId, ...] = ()
    mentions: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Transfer:
    """One passing of data from provider to recipient; an end that is not stated is None, and both never are.

    `window` is the hull of all unsuperseded claims, or of those that the policy chose. `how` tells how a slot
    (`provider`, `recipient`, `dataset`, `window` …) was filled where that is known. `after` lists transfers that the
    text puts before this one. `sources` are the independent ones: several reprints of one text count once.
    `by_policy` names the slots that a policy other than `all` decided.
    """

    id: TransferId
    incident: IncidentId | None
    provider: ActorId | None
    recipient: ActorId | None
    dataset: DatasetId | None = None
    action: Action = Action.HANDOVER
    medium: str = "unknown"
    window: Window = OPEN
    time_text: str = ""
    record_count: Count | None = None
    price: Price | None = None
    status: Status = Status.CONFIRMED
    lawful: bool = False
    confidence: float = 1.0
    how: Mapping[str, How] = field(default_factory=dict[str, How])
    part_of: TransferId | None = None
    after: tuple[TransferId, ...] = ()
    evidence: tuple[Quote, ...] = ()
    sources: tuple[str, ...] = ()
    by_policy: tuple[str, ...] = ()

    @property
    def is_stated(self) -> bool:
        """False if an end was filled in from the context (`implied`): such a hop is never certain."""
        return How.IMPLIED not in (self.how.get("provider"), self.how.get("recipient"))

    @property
    def support(self) -> int:
        """How many independent sources tell of it."""
        return len(self.sources) or len(self.documents)

    @property
    def documents(self) -> tuple[DocumentId, ...]:
        """The documents that tell of it, in the order of their ids."""
        return tuple(sorted({quote.document for quote in self.evidence}))


@dataclass(frozen=True, slots=True)
class Holding:
    """An actor has a dataset on the days of `window`, as a document states it."""

    id: str
    actor: ActorId
    dataset: DatasetId | None
    window: Window = OPEN
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that happened around the data."""

    id: EventId
    incident: IncidentId | None
    type: str
    actors: tuple[ActorId, ...] = ()
    window: Window = OPEN
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Affected:
    """One organization whose data is concerned."""

    id: str
    incident: IncidentId | None
    organization: ActorId
    record_count: Count | None = None
    fields: tuple[str, ...] = ()
    status: AffectedStatus = AffectedStatus.UNKNOWN
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the claims that disagree."""

    value: Value
    claimed_by: str | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one property of one thing that cannot all be true; `subject` is that thing's id, where known."""

    id: str
    about: str
    subject: str | None
    property: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two actors or two datasets (`kind`) that may be one: not joined, for a person to judge.

    `values` are the two readings, `score` 0 … 1.
    """

    left: ActorId | DatasetId
    right: ActorId | DatasetId
    score: float
    reason: str
    values: tuple[str, str]
    kind: ThingKind = ThingKind.ACTOR


@dataclass(frozen=True, slots=True)
class Reprint:
    """A document that gives another's words: it counts as `source`, a publisher or an agency that is credited.

    `of` is the document that it repeats, `share` how much of the longer text the two have in common, 0 … 1; both are
    None for the first of a credited text.
    """

    document: DocumentId
    of: DocumentId | None
    source: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Graph:
    """All things of one View, by id; `former` leads from every local and former id to the present one.

    `superseded` has a pair (later, earlier) for each claim that the same source replaced by a later one, `rejected` the
    claims that do not count since a person rejected them. `reprints` are by document.
    """

    documents: Mapping[DocumentId, Document] = field(default_factory=dict[DocumentId, Document])
    incidents: Mapping[IncidentId, Incident] = field(default_factory=dict[IncidentId, Incident])
    actors: Mapping[ActorId, Actor] = field(default_factory=dict[ActorId, Actor])
    datasets: Mapping[DatasetId, Dataset] = field(default_factory=dict[DatasetId, Dataset])
    transfers: Mapping[TransferId, Transfer] = field(default_factory=dict[TransferId, Transfer])
    holdings: tuple[Holding, ...] = ()
    events: Mapping[EventId, Event] = field(default_factory=dict[EventId, Event])
    affected: tuple[Affected, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict[str, str])
    superseded: tuple[tuple[ClaimId, ClaimId], ...] = ()
    rejected: frozenset[ClaimId] = frozenset()
    reprints: tuple[Reprint, ...] = ()
