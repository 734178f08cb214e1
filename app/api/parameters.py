"""Query parameters of the routes, each with its limits; what is not listed here is refused."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from fastapi import Path, Request
from pydantic import BaseModel, ConfigDict, Field

from app.api.departure import Departure
from app.api.problems import DAY, TEXT
from app.api.shapes import PolicyWord
from app.domain.path import MAX_HOPS, MAX_PATHS
from app.domain.vocabulary import Status
from app.services.ask import DEFAULT_PATHS, Options
from app.services.listing import DEFAULT_LIMIT, MAX_LIMIT, Page, Wanted
from app.services.paging import Part
from app.services.stretch import MAX_STRETCH

__all__ = [
    "LONGEST",
    "AnyActor",
    "AnyDocument",
    "AnyId",
    "Claims",
    "Conflicts",
    "Events",
    "Holders",
    "Lineage",
    "Listing",
    "Nothing",
    "OfIncident",
    "Paths",
    "Places",
    "Rows",
    "Shared",
    "Text",
    "Transfers",
    "Words",
    "options_of",
    "page_of",
    "part_of",
]

_POLICY = (
    "which of several claims about one thing counts. `all`: the hull of their days, else the best supported value; "
    "`latest_official`: what police, courts, regulators and the organizations concerned said last; "
    "`most_sources`: what more independent sources give than anything else. Where a policy finds nothing to go by, "
    "`all` counts; `by_policy` of a transfer names what it decided. Conflicts stay listed under each"
)
LONGEST = 500
"""Characters of a name, an id or words to look for."""
_FAR = 2**31 - 1  # characters of a document: more than any has
Text: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=TEXT)]
Day: TypeAlias = Annotated[str, Field(pattern=DAY, json_schema_extra={"format": "date"}, examples=["2006-06-13"])]
AnyId: TypeAlias = Annotated[
    str, Path(min_length=1, max_length=LONGEST, pattern=TEXT, description="an id, present or former")
]
AnyActor: TypeAlias = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST,
        pattern=TEXT,
        description="id, label or alias of an actor",
        examples=["名簿業者"],
    ),
]
AnyDocument: TypeAlias = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST,
        pattern=TEXT,
        description="exchange id (file stem), store id or title of a document",
    ),
]


OfIncident: TypeAlias = Annotated[
    Text | None,
    Field(
        description="only by transfers of this incident (id or name); what is told of other incidents, recoveries too, "
        "does not count"
    ),
]


class Nothing(BaseModel):
    """No parameters."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Shared(Nothing):
    """What all path questions share."""

    mode: Literal["possible", "certain"] = Field("possible", description="days can be in order, or must be")
    by: Day | None = Field(None, description="only what can have happened by that day")
    known_on: Day | None = Field(None, description="only documents that were public on that day")
    dataset: Text | None = Field(None, description="only this dataset and what belongs to it: id or label")
    min_status: Literal["confirmed", "alleged", "suspected"] = Field("suspected", description="the weakest that counts")
    policy: PolicyWord = Field("all", description=_POLICY)
    max_hops: int = Field(8, ge=1, le=MAX_HOPS, description="longest path, in hops")


class Holders(Shared):
    """Who had data by a day."""

    incident: OfIncident = None


class Paths(Shared):
    """From whom, to whom, and how many paths."""

    start: Text = Field(alias="from", description="id, label or alias of the first holder", examples=["元社員"])
    goal: Text = Field(
        alias="to",
        description="id, label or alias of the last recipient; equal to `from` for returns",
        examples=["名簿業者"],
    )
    k: int = Field(DEFAULT_PATHS, ge=1, le=MAX_PATHS, description="how many paths at most")


class Lineage(Shared):
    """Which way from the actor."""

    direction: Literal["downstream", "upstream"] = Field("downstream", description="the way the data moved, or back")


class Rows(Nothing):
    """A page of an answer."""

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="how many at most")
    cursor: Text | None = Field(None, description="`next` of the page before, of the same list and filters")


class Listing(Rows):
    """A page of a list."""

    q: str = Field(
        "",
        max_length=LONGEST,
        description="what to look for: a part of names or words, without regard to width and case; a whole id or code",
        examples=["名簿"],
    )


class Places(Nothing):
    """A part of a text."""

    start: int = Field(0, ge=0, le=_FAR, description="the first character, from 0")
    end: int = Field(ge=1, le=_FAR, description=f"the character behind the last; at most {MAX_STRETCH:,} further on")
    by: Literal["characters", "lines"] = Field(
        "characters", description="`lines`: both places move on to the next beginning of a line, if there is one near"
    )


class Words(Listing):
    """A page of the passages that hold some words."""

    q: str = Field(
        min_length=1,
        max_length=LONGEST,
        description="the words, without regard to width and case",
        examples=["名簿"],
    )


class Transfers(Listing):
    """Transfers of an incident, an actor, a dataset, a status."""

    incident: Text | None = Field(None, description="only those of the incident with this id")
    actor: Text | None = Field(None, description="only those from or to the actor with this id")
    dataset: Text | None = Field(None, description="only those of the dataset with this id")
    status: Status | None = Field(None, description="only those of this status")

    def wanted(self) -> Wanted:
        """As the services have it."""
        status = None if self.status is None else self.status.value
        return Wanted(incident=self.incident, actor=self.actor, dataset=self.dataset, status=status)


class Events(Listing):
    """Events of an incident, or with an actor."""

    incident: Text | None = Field(None, description="only those of the incident with this id")
    actor: Text | None = Field(None, description="only those that involve the actor with this id")
    known_on: Day | None = Field(None, description="only documents that were public on that day")
    policy: PolicyWord = Field("all", description="which of several claims about one thing counts; see `/v1/paths`")

    def wanted(self) -> Wanted:
        """As the services have it."""
        return Wanted(incident=self.incident, actor=self.actor)


class Conflicts(Listing):
    """Conflicts about an incident, a thing, a property."""

    incident: Text | None = Field(None, description="only those about things of the incident with this id")
    thing: Text | None = Field(None, description="only those about the actor, dataset, transfer … with this id")
    property: Text | None = Field(None, description="only those about this property", examples=["record_count"])

    def wanted(self) -> Wanted:
        """As the services have it."""
        return Wanted(incident=self.incident, thing=self.thing, property=self.property)


class Claims(Listing):
    """Claims of a document, or about a thing."""

    document: Text | None = Field(None, description="only those of the document with this exchange id or store id")
    thing: Text | None = Field(None, description="only those about the actor, dataset, transfer … with this id")
    after: int | None = Field(None, ge=0, le=_FAR, description="only those with words that end behind this character")
    before: int | None = Field(
        None, ge=0, le=_FAR, description="only those with words that begin before this character"
    )

    def wanted(self) -> Wanted:
        """As the services have it."""
        return Wanted(document=self.document, thing=self.thing, after=self.after, before=self.before)


def options_of(query: Shared, request: Request) -> Options:
    """The shared options as the services have them; the work ends when the client of the request is gone."""
    return Options(
        query.mode,
        query.by,
        query.known_on,
        query.dataset,
        query.min_status,
        query.policy,
        query.max_hops,
        Departure(request),
    )


def page_of(query: Listing) -> Page:
    """The page as the services have it."""
    return Page(query.q, query.limit, query.cursor)


def part_of(query: Rows) -> Part:
    """The part of a list as the services have it."""
    return Part(query.limit, query.cursor)
