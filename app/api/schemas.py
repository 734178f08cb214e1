"""Shapes of the answers, for the description at /docs; the contract tests hold every answer against them."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, Field, JsonValue

from app.api.judged import JudgementItem
from app.api.shapes import (
    AffectedRow,
    Evidence,
    Fact,
    Fault,
    Frame,
    Holder,
    PathItem,
    Question,
    Reached,
    RecordCount,
    Reference,
    Shape,
    Side,
    Window,
)

__all__ = [
    "ActorDetail",
    "ActorItem",
    "ClaimItem",
    "ConflictItem",
    "DatasetItem",
    "EventItem",
    "HoldersAnswer",
    "IncidentItem",
    "LineageAnswer",
    "ListedConflict",
    "NamedThing",
    "PathsAnswer",
    "Problem",
    "State",
    "ThingDetail",
    "TransferDetail",
    "TransferItem",
    "listed",
]

_ITEM = TypeVar("_ITEM")


class TransferItem(Fact):
    """A transfer."""

    id: str


class PathsAnswer(Question):
    """The k best time-respecting paths, and what is denied or planned beside them."""

    paths: list[PathItem]
    beside: list[TransferItem]


class LineageAnswer(Question):
    """Whom the data of `root` could reach, or from whom its data could come."""

    root: Reference
    direction: Literal["downstream", "upstream"]
    actors: list[Reached]


class HoldersAnswer(Question):
    """Who had data by the end of the day `by`."""

    by: str | None
    dataset: Reference | None
    incident: Reference | None = Field(description="null: whatever the incident")
    actors: list[Holder]


class ActorItem(Shape):
    """A person, group or organization."""

    id: str
    label: str
    aliases: list[str]
    kind: Literal["person", "group", "organization", "unknown"]
    roles: list[str]
    incidents: list[Reference]
    members: list[Reference]
    candidates: list[Reference]
    mentions: list[Evidence]


class ActorDetail(ActorItem, Frame):
    """An actor with what it gave and received, and what people decided about it."""

    provided: list[TransferItem]
    received: list[TransferItem]
    judgements: list[JudgementItem]


class DatasetItem(Shape):
    """A body of personal data, or a part or copy of one."""

    id: str
    label: str
    fields: list[str]
    record_counts: list[RecordCount]
    derived_from: list[Reference]


class IncidentItem(Reference):
    """One leak, the organizations concerned, and how many transfers are told of it by how many documents."""

    transfers: int
    documents: int
    affected: list[AffectedRow]
    evidence: list[Evidence]


class EventItem(Shape):
    """Something dated that happened around the data."""

    id: str
    incident: Reference | None
    type: str
    actors: list[Reference]
    stated: Window
    evidence: list[Evidence]


class ConflictItem(Shape):
    """Claims about one property of one thing that cannot all be true."""

    id: str
    about: str
    subject: str | None
    property: str
    claims: list[Side]


class NamedThing(Reference):
    """A thing, and of what kind it is."""

    kind: str


class ListedConflict(ConflictItem):
    """A conflict with the thing that it is about, null if none is named, and the incidents of that."""

    thing: NamedThing | None
    incidents: list[Reference]


class ClaimItem(Shape):
    """One statement of one document; `thing`, called `label`, and `refers_to`: its subject and value, resolved."""

    id: str
    document: str
    kind: str
    subject: str
    thing: str
    label: str
    property: str
    value: JsonValue
    refers_to: Reference | None
    said_by: str | None
    how: str
    confidence: float
    evidence: list[Evidence]


class TransferDetail(TransferItem, Frame):
    """A transfer with the claims it was resolved from, and what people decided about them."""

    claims: list[ClaimItem]
    judgements: list[JudgementItem]


class DatasetDetail(DatasetItem):
    """A dataset with the words that name it, and what derives from it."""

    parts: list[Reference]
    mentions: list[Evidence]


class Alike(Shape):
    """Another thing that may be the same. `id`: that of the open question; `values`: of this one, of the other."""

    id: str
    other: Reference
    score: float
    reason: str
    values: list[str]


class ThingDetail(Frame):
    """Whatever has that id: the key that `kind` names has it, the others are null.

    `conflicts` are those about it; of a transfer those about its ends and its data as well.
    """

    id: str
    kind: Literal["actor", "transfer", "dataset", "event", "incident", "conflict"]
    label: str
    actor: ActorItem | None
    transfer: TransferItem | None
    dataset: DatasetDetail | None
    event: EventItem | None
    incident: IncidentItem | None
    conflict: ListedConflict | None
    conflicts: list[ListedConflict]
    alike: list[Alike]
    judgements: list[JudgementItem]


class List(Frame, Generic[_ITEM]):
    """A page; `next` is the cursor of the following one, null at the end."""

    items: list[_ITEM]
    next: str | None


class State(Shape):
    """Alive."""

    status: Literal["ok"]


class Ready(Shape):
    """The store answers; `behind`: the graph beside the record is not up to it, and answers come from the record."""

    status: Literal["ready"]
    graph: Literal["published", "behind"]


class Problem(Shape):
    """What went wrong (RFC 9457); `code` is stable."""

    type: str = Field(examples=["urn:leaktrail:problem:not_found"])
    title: str
    status: int
    detail: str
    code: str
    errors: list[Fault] | None = Field(None, description="422 only")
    request_id: str | None = Field(None, description="as in `x-request-id` and in the log of the server")
    scope: str | None = Field(None, description="403 `missing_scope` only: what the key would have to allow")
    matches: list[Reference] | None = Field(None, description="409 only: what bears that name")


def listed(item: type[BaseModel]) -> object:
    """The shape of a list of `item`."""
    return List[item]
