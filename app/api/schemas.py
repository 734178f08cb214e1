"""Shapes of the answers, for the description at /docs; the contract tests hold every answer against them."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

__all__ = [
    "ActorDetail",
    "ActorItem",
    "ClaimItem",
    "ConflictItem",
    "DatasetItem",
    "DocumentDetail",
    "DocumentItem",
    "EventItem",
    "HoldersAnswer",
    "IncidentItem",
    "LineageAnswer",
    "PassageItem",
    "PathsAnswer",
    "Problem",
    "State",
    "TransferDetail",
    "TransferItem",
    "listed",
]

_ITEM = TypeVar("_ITEM")


class Shape(BaseModel):
    """All keys are always there, and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Reference(Shape):
    """A thing by id and name."""

    id: str
    label: str


class Window(Shape):
    """It happened on some day from `earliest` to `latest`, both included; null = open."""

    earliest: str | None = Field(examples=["2006-04-01"])
    latest: str | None = Field(examples=["2006-04-30"])


class Evidence(Shape):
    """Words of a document; `start` and `end` count the characters of its text."""

    document: str
    title: str | None
    start: int
    end: int
    quote: str = Field(examples=["会員名簿を名簿業者に売った"])


class Count(Shape):
    """A number as written: 約40万件 is 400000, about, records."""

    value: int | float
    unit: Literal["people", "records", "files"] | None
    qualifier: Literal["exact", "about", "at_least", "up_to"]


class Price(Shape):
    """What was paid for data."""

    value: int | float
    currency: str = Field(examples=["JPY"])
    qualifier: Literal["exact", "about", "at_least", "up_to"]


class Fact(Shape):
    """What is stated of a transfer. `inferred`: ends that no document states."""

    incident: Reference | None
    provider: Reference | None
    recipient: Reference | None
    dataset: Reference | None
    action: str
    medium: str
    stated: Window
    time_text: str | None
    status: Literal["confirmed", "alleged", "suspected", "planned", "denied"]
    lawful: bool
    confidence: float
    record_count: Count | None
    price: Price | None
    how: dict[str, str]
    inferred: list[Literal["provider", "recipient", "dataset"]]
    part_of: str | None
    after: list[str]
    evidence: list[Evidence]


class Hop(Fact):
    """A transfer on a path; `window` holds the days that remain on it, `carried` what the path carries after it."""

    transfer: str
    window: Window
    carried: Reference | None
    parts: list[str]


class Gap(Shape):
    """Days of which nothing is told, between the hop of that number (from 1) and the next."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    after_hop: int
    holder: Reference | None
    start: str = Field(alias="from")
    end: str = Field(alias="to")


class Strength(Shape):
    """How well the weakest hop is supported."""

    status: Literal["confirmed", "alleged", "suspected"]
    documents: int
    confidence: float


class PathItem(Shape):
    """Transfers in order. `certain` speaks of their order in time, given that they happened."""

    hops: list[Hop]
    gaps: list[Gap]
    certain: bool
    strength: Strength


class Frame(Shape):
    """What every answer says of itself."""

    policy: Literal["all"]
    truncated: bool


class Question(Frame):
    """What every answer to a path question says of itself; `cut` names what was cut."""

    mode: Literal["possible", "certain"]
    cut: list[str]
    elapsed_ms: float
    known_on: str | None = Field(None, description="only if asked for")
    undated_documents: list[str] | None = Field(None, description="left out, because their date is not known")


class TransferItem(Fact):
    """A transfer."""

    id: str


class PathsAnswer(Question):
    """The k best time-respecting paths, and what is denied or planned beside them."""

    paths: list[PathItem]
    beside: list[TransferItem]


class Reached(Shape):
    """An actor that the data could reach or come from; `path` is a witness."""

    actor: Reference
    earliest: str | None
    latest: str | None
    certain_by: str | None
    status: Literal["confirmed", "alleged", "suspected"]
    hops: int
    path: list[str]


class LineageAnswer(Question):
    """Whom the data of `root` could reach, or from whom its data could come."""

    root: Reference
    direction: Literal["downstream", "upstream"]
    actors: list[Reached]


class Holder(Shape):
    """An actor that had data."""

    actor: Reference
    certain: bool
    status: Literal["confirmed", "alleged", "suspected"]
    since: Window
    until: Window | None
    held: Literal["yes", "possible", "no"]
    origin: bool
    lawful: bool
    path: list[str]


class HoldersAnswer(Question):
    """Who had data by the end of the day `by`."""

    by: str | None
    dataset: Reference | None
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
    """An actor with what it gave and received."""

    provided: list[TransferItem]
    received: list[TransferItem]


class RecordCount(Count):
    """One claim about the size of a dataset."""

    claimed_by: str | None
    evidence: list[Evidence]


class DatasetItem(Shape):
    """A body of personal data, or a part or copy of one."""

    id: str
    label: str
    fields: list[str]
    record_counts: list[RecordCount]
    derived_from: list[Reference]


class AffectedRow(Shape):
    """An organization whose data is concerned."""

    organization: Reference
    record_count: Count | None
    fields: list[str]
    status: Literal["leaked", "possible", "none", "unknown"]
    evidence: list[Evidence]


class IncidentItem(Reference):
    """One leak."""

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


class Side(Shape):
    """One of the claims that disagree."""

    value: JsonValue
    claimed_by: str | None
    evidence: list[Evidence]


class ConflictItem(Shape):
    """Claims about one property of one thing that cannot all be true."""

    id: str
    about: str
    subject: str | None
    property: str
    claims: list[Side]


class ClaimItem(Shape):
    """One statement of one document; `thing` is what its subject was resolved to."""

    id: str
    document: str
    kind: str
    subject: str
    thing: str
    property: str
    value: JsonValue
    said_by: str | None
    how: str
    confidence: float
    evidence: list[Evidence]


class TransferDetail(TransferItem, Frame):
    """A transfer with the claims it was resolved from."""

    claims: list[ClaimItem]


class Remark(Shape):
    """What a reader could not read, passed over, or wants looked at."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    start: int | None
    end: int | None


class DocumentItem(Reference):
    """A document; `store_id` is the hash of its bytes, `characters` null if its text is not here."""

    store_id: str
    sha256: str | None
    title: str | None
    publisher: str | None
    published_at: str | None
    url: str | None
    language: str | None
    characters: int | None
    claims: int
    diagnostics: list[Remark]


class DocumentDetail(DocumentItem, Frame):
    """A document."""


class PassageItem(Shape):
    """A sentence, heading, list item or table row."""

    id: str
    kind: str
    start: int
    end: int
    text: str


class List(Frame, Generic[_ITEM]):
    """A page; `next` is the cursor of the following one, null at the end."""

    items: list[_ITEM]
    next: str | None


class State(Shape):
    """Alive, or ready."""

    status: Literal["ok", "ready"]


class Fault(Shape):
    """What is wrong with one parameter."""

    parameter: str | None
    reason: str


class Problem(Shape):
    """What went wrong (RFC 9457); `code` is stable."""

    type: str = Field(examples=["urn:leaktrail:problem:not_found"])
    title: str
    status: int
    detail: str
    code: str
    errors: list[Fault] | None = Field(None, description="422 only")
    matches: list[Reference] | None = Field(None, description="409 only: what bears that name")


def listed(item: type[BaseModel]) -> object:
    """The shape of a list of `item`."""
    return List[item]
