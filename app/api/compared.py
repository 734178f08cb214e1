"""Pieces of answers that compare two views of the record: without a document, or with a judgement, and as it is."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field, JsonValue

from app.api.schemas import EventItem, TransferItem
from app.api.shapes import Holder, Reference, Shape, Strength

__all__ = ["Comparison", "Things"]

Word: TypeAlias = Literal["lost", "changed", "new"]


class Things(Shape):
    """What only one of the two views has."""

    transfers: list[TransferItem]
    actors: list[Reference]
    datasets: list[Reference]
    events: list[EventItem]


class ChangedProperty(Shape):
    """A property of a transfer, as the answers about transfers have it; `documents`: the number of its sources."""

    property: str = Field(examples=["window"])
    before: JsonValue
    after: JsonValue


class ChangedTransfer(Shape):
    """A transfer that stays but changes; `after`: its id without the document."""

    transfer: str
    after: str
    provider: Reference | None
    recipient: Reference | None
    properties: list[ChangedProperty]


class Grouped(Reference):
    """An actor with those who are told to be of it, or of whom it is one."""

    members: list[Reference]
    candidates: list[Reference]


class ChangedGroup(Shape):
    """An actor of whom other members or candidates are told."""

    before: Grouped
    after: Grouped


class ChangedJoin(Shape):
    """What was one thing and is several, or was several and is one. A transfer or event is labelled by its kind."""

    kind: Literal["actor", "dataset", "transfer", "event"]
    before: list[Reference]
    after: list[Reference]


class Reach(Shape):
    """The best path's strength; the first day on which the data could have come, and by which it must have."""

    strength: Strength
    earliest: str | None
    certain_by: str | None


class Pair(Shape):
    """An origin of the data and one whom it could reach."""

    start: Reference = Field(alias="from")
    goal: Reference = Field(alias="to")
    change: Word
    before: Reach | None
    after: Reach | None


class ChangedHolder(Shape):
    """An actor of whom it is told otherwise, or no more, that it had the data."""

    actor: Reference
    change: Word
    before: Holder | None
    after: Holder | None


class Limits(Shape):
    """From how many origins, and for how many pairs, it is asked at most; lost ones come first. See `cut`."""

    origins: int
    pairs: int


class Comparison(Shape):
    """What falls, and what stays but changes; ids are those of the record as it is."""

    falls: Things
    changes: list[ChangedTransfer]
    groups: list[ChangedGroup]
    joins: list[ChangedJoin]
    pairs: list[Pair]
    holders: list[ChangedHolder]
    limits: Limits
