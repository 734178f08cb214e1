"""The objects of a leaktrail/1 file as types: `XTransfer` is an entry of `transfers`, and so on.

>>> XCount.model_validate({"value": 40, "qualifier": "about"}).qualifier
<Qualifier.ABOUT: 'about'>

What JSON Schema can say is said by the types; what it cannot (days that exist, windows that are not reversed, a
quote as long as its span) by the validators beside them. Keys that begin with `x_` are let through.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, model_validator

from app.domain.vocabulary import Action, ActorKind, AffectedStatus, How, Qualifier, Role, Status, Unit
from app.domain.window import Window

__all__ = [
    "FORMAT",
    "Exchange",
    "XActor",
    "XAffected",
    "XClaim",
    "XConflict",
    "XCount",
    "XDataset",
    "XDocument",
    "XEvent",
    "XEvidence",
    "XIncident",
    "XItem",
    "XRecordCount",
    "XTransfer",
    "XUnitCount",
]

FORMAT = "leaktrail/1"
_LARGEST = 2**53 - 1  # the largest whole number that every JSON program and every store keeps as it is


# ------------------------------------------------------------------ words and days


def _day(text: str) -> str:
    if len(text) == len("YYYY-MM-DD") and Window.from_partial(text) is not None:
        return text
    raise ValueError(f"{text!r} is no day YYYY-MM-DD")


def _published(text: str) -> str:
    if Window.from_partial(text) is not None:
        return text
    raise ValueError(f"{text!r} is no date YYYY, YYYY-MM or YYYY-MM-DD")


def _size(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LARGEST:
        raise ValueError(f"{str(value)[:40]} is no number from 0 to {_LARGEST}")
    return value


def _text_or_number(value: object) -> str | int | float:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
        return value
    raise ValueError(f"{str(value)[:40]} is neither a text nor a number up to {_LARGEST}")


_T = TypeVar("_T")


def _different(items: list[_T]) -> list[_T]:
    seen: list[_T] = []
    for item in items:
        if item in seen:
            raise ValueError(f"{str(item)!r} stands twice in the list")
        seen.append(item)
    return items


_LONGEST = 1_000  # characters of what stores keep in an index; the one of Neo4j takes 8,000 bytes
_Id = Annotated[str, Field(min_length=1, max_length=_LONGEST)]
_Ids = Annotated[list[_Id], AfterValidator(_different)]
_Day = Annotated[str, AfterValidator(_day)] | None
_Size = Annotated[int | float, PlainValidator(_size)]
_QualifierWord = Annotated[Qualifier, Field(strict=False)]
_UnitWord = Annotated[Unit, Field(strict=False)]
_RoleWord = Annotated[Role, Field(strict=False)]
_HowWord = Annotated[How, Field(strict=False)]


class XItem(BaseModel):
    """Base of all objects of the file: no key but the known ones and `x_…`."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)

    @model_validator(mode="after")
    def _known_keys(self) -> XItem:
        unknown = [key for key in self.private_keys() if not key.startswith("x_")]
        if unknown:
            raise ValueError(f"unknown key {unknown[0]!r}; keys of your own begin with x_")
        return self

    def private_keys(self) -> list[str]:
        """The keys that the format does not know, in the order of the file."""
        return list(self.model_extra or {})


# ------------------------------------------------------------------ the objects


class XEvidence(XItem):
    """`Ev`: words of a document and where they stand."""

    document: _Id
    start: Annotated[int, Field(ge=0, le=_LARGEST)]
    end: Annotated[int, Field(ge=1, le=_LARGEST)]
    quote: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> XEvidence:
        if len(self.quote) != self.end - self.start:
            raise ValueError(
                f"the quote has {len(self.quote)} characters, its span {self.start}-{self.end} has "
                f"{self.end - self.start}; offsets count code points"
            )
        return self


class XDocument(XItem):
    """A document that the facts come from."""

    id: _Id
    title: str | None
    publisher: str | None
    published_at: Annotated[str, AfterValidator(_published)] | None
    language: str | None
    x_url: str | None = None
    x_sha256: Annotated[str, Field(pattern=r"\A[0-9a-f]{64}\z")] | None = None


class XIncident(XItem):
    """A leak; `x_unassigned` marks the stand-in for facts that belong to no incident."""

    id: _Id
    name: str
    evidence: list[XEvidence]
    x_unassigned: bool = False


class XActor(XItem):
    """One person, group or organization."""

    id: _Id
    label: Annotated[str, Field(min_length=1, max_length=_LONGEST)]
    aliases: list[str]
    kind: Annotated[ActorKind, Field(strict=False)]
    roles: Annotated[list[_RoleWord], AfterValidator(_different)]
    incidents: _Ids
    mentions: list[XEvidence]
    members: _Ids = []
    candidates: _Ids = []


class XCount(XItem):
    """A number that a transfer carries; the format has no unit there."""

    value: _Size
    qualifier: _QualifierWord
    x_unit: _UnitWord | None = None


class XUnitCount(XCount):
    """A number with its unit; an `x_unit` that is null says that the documents do not tell the unit."""

    unit: _UnitWord


class XRecordCount(XUnitCount):
    """One claim about the size of a dataset."""

    claimed_by: str | None
    evidence: list[XEvidence]


class XDataset(XItem):
    """A body of data, or a copy or part of one."""

    id: _Id
    label: str
    fields: list[str]
    record_counts: list[XRecordCount]
    derived_from: _Ids


class XPrice(XItem):
    """What was paid for the data."""

    value: _Size
    currency: Annotated[str, Field(pattern=r"\A[A-Z]{3}\z")]
    qualifier: _QualifierWord


class _Dated(XItem):
    time_earliest: _Day
    time_latest: _Day

    @model_validator(mode="after")
    def _forward(self) -> _Dated:
        if self.time_earliest and self.time_latest and self.time_earliest > self.time_latest:
            raise ValueError(f"the window ends ({self.time_latest}) before it begins ({self.time_earliest})")
        return self


class XTransfer(_Dated):
    """Data passes, or is made available, from one holder to another."""

    id: _Id
    incident: _Id
    provider: str | None
    recipient: str | None
    dataset: str | None
    action: Annotated[Action, Field(strict=False)]
    medium: Annotated[str, Field(pattern=r"\A[a-z][a-z0-9-]*\z")]
    time_text: str | None
    record_count: XCount | None
    price: XPrice | None
    status: Annotated[Status, Field(strict=False)]
    lawful: bool
    confidence: Annotated[float, Field(ge=0, le=1)]
    evidence: list[XEvidence]
    part_of: _Id | None = None
    after: _Ids = []
    x_how: dict[str, _HowWord] = {}

    @model_validator(mode="after")
    def _has_an_end(self) -> XTransfer:
        if self.provider is None and self.recipient is None:
            raise ValueError("provider and recipient are both null")
        return self


class XEvent(_Dated):
    """What happened around the data."""

    id: _Id
    incident: _Id
    type: Annotated[str, Field(min_length=1)]
    actors: _Ids
    evidence: list[XEvidence]


class XAffected(XItem):
    """One organization whose data is concerned."""

    incident: _Id
    organization: _Id
    record_count: XUnitCount | None
    fields: list[str]
    status: Annotated[AffectedStatus, Field(strict=False)]
    evidence: list[XEvidence]


class XClaim(XItem):
    """One side of a conflict."""

    value: Annotated[str | int | float, PlainValidator(_text_or_number)]
    claimed_by: str | None
    evidence: list[XEvidence]


class XConflict(XItem):
    """Statements that do not agree."""

    about: str
    subject: str | None
    property: str
    claims: Annotated[list[XClaim], Field(min_length=2)]


class Exchange(XItem):
    """A whole leaktrail/1 object."""

    format: Literal["leaktrail/1"]
    documents: Annotated[list[XDocument], Field(min_length=1)]
    incidents: list[XIncident]
    actors: list[XActor]
    datasets: list[XDataset]
    transfers: list[XTransfer]
    events: list[XEvent]
    affected: list[XAffected]
    conflicts: list[XConflict]
