"""Pieces of the answers: references, windows, evidence, facts, hops, and what every answer says of itself.

`schemas` puts them together.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, JsonValue

__all__ = [
    "AffectedRow",
    "Count",
    "Evidence",
    "Fact",
    "Fault",
    "Frame",
    "Gap",
    "Holder",
    "Hop",
    "PathItem",
    "PolicyWord",
    "Price",
    "Question",
    "Reached",
    "RecordCount",
    "Reference",
    "Remark",
    "Shape",
    "Side",
    "Strength",
    "Window",
    "Witness",
]


PolicyWord: TypeAlias = Literal["all", "latest_official", "most_sources"]
"""Which of several claims about one thing counts (`app.domain.view.Policy`)."""


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
    """Words of a document; `start` and `end` count the characters of its text; `page`: 1 = the first, null = none.

    `masked`: pseudonyms stand in place of the names of private persons; `start` and `end` are those of the original.
    """

    document: str
    title: str | None
    start: int
    end: int
    page: int | None
    quote: str = Field(examples=["会員名簿を名簿業者に売った"])
    masked: bool


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
    """What is stated of a transfer. `inferred`: ends that no document states; `by_policy`: what the policy decided.

    Under the policies `latest_official` and `most_sources` all that `by_policy` does not name is as under `all`.
    """

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
    by_policy: list[str] = Field(examples=[["stated", "status"]])
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


class Side(Shape):
    """One of the claims that disagree."""

    value: JsonValue
    claimed_by: str | None
    evidence: list[Evidence]


class Doubt(Shape):
    """A reason why a path is not certain; what does not belong to its `code` is null or empty.

    `hops` are numbered from 1. `slot`: the end of the hop that is inferred, or that only may be the one asked for.
    `windows`: the days that overlap, or that go past `by`. `actors`: two that may be one, in the direction of the data.
    """

    code: Literal["days_overlap", "inferred_end", "joined_by_group", "recovery_between", "order_disputed", "after_by"]
    hops: list[int]
    slot: Literal["provider", "recipient"] | None
    windows: list[Window]
    actors: list[Reference]
    recoveries: list[str]


class Weakest(Shape):
    """The hop that decides the strength; in what it is weaker than the next weakest, null if in nothing."""

    hop: int
    because: Literal["status", "documents", "confidence"] | None


class Reading(Side):
    """One side of a conflict, and what becomes of the path if it is right; null where that has no bearing on it."""

    effect: Literal["holds", "fails", "becomes_uncertain", "unknown"] | None


class Dispute(Shape):
    """A conflict about a transfer, actor or dataset of the path, and at which hops."""

    id: str
    about: str
    subject: str | None
    property: str
    claims: list[Reading]
    hops: list[int]


class Why(Shape):
    """Why a path is possible, and what speaks against it. It is certain if and only if there is no doubt.

    `days`: for each hop one on which it can have happened, so that they never go back; null: before all that are told.
    `order`: what puts each hop after the first behind the one before: days, words of the texts, or a choice of days.
    """

    days: list[str | None]
    order: list[Literal["days", "words", "choice"]]
    doubts: list[Doubt]
    weakest: Weakest
    disputes: list[Dispute]


class Witness(Shape):
    """Transfers in order. `certain` speaks of their order in time, given that they happened."""

    hops: list[Hop]
    gaps: list[Gap]
    certain: bool
    strength: Strength


class PathItem(Witness):
    """A path, and why it is possible, and certain or not."""

    why: Why


class Frame(Shape):
    """What every answer says of itself."""

    policy: PolicyWord
    truncated: bool


class Question(Frame):
    """What every answer to a path question says of itself; `cut` names what was cut."""

    mode: Literal["possible", "certain"]
    cut: list[str]
    elapsed_ms: float
    known_on: str | None = Field(None, description="only if asked for")
    undated_documents: list[str] | None = Field(None, description="left out, because their date is not known")


class Reached(Shape):
    """An actor that the data could reach or come from; `path` is a witness."""

    actor: Reference
    earliest: str | None
    latest: str | None
    certain_by: str | None
    status: Literal["confirmed", "alleged", "suspected"]
    hops: int
    path: list[str]


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


class RecordCount(Count):
    """One claim about the size of a dataset."""

    claimed_by: str | None
    evidence: list[Evidence]


class AffectedRow(Shape):
    """An organization whose data is concerned."""

    organization: Reference
    record_count: Count | None
    fields: list[str]
    status: Literal["leaked", "possible", "none", "unknown"]
    evidence: list[Evidence]


class Remark(Shape):
    """What a reader could not read, passed over, or wants looked at."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    remedy: str | None
    start: int | None
    end: int | None


class Fault(Shape):
    """What is wrong with one parameter."""

    parameter: str | None
    reason: str
