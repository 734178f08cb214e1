"""Shapes of what is answered about files that were sent."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.schemas import Problem
from app.api.shapes import Remark, Shape

__all__ = ["JobAnswer", "JobList", "Marked", "Removed"]


class Counts(Shape):
    """How many documents came to what."""

    loaded: int
    skipped: int
    failed: int
    ignored: int


class Outcome(Shape):
    """What became of one document of a file. `document`: its store id, by which `/v1/documents/{id}` knows it."""

    name: str = Field(description="its name, inside archives and mails their names before it", examples=["memo.txt"])
    outcome: Literal["loaded", "skipped", "failed", "ignored"] = Field(
        description="`skipped`: it was there already, and nothing has changed; `ignored`: of a kind that is not read"
    )
    document: str | None
    claims: int | None = Field(description="how many statements were found in it; null unless `loaded`")
    message: str
    diagnostics: list[Remark]
    problem: Problem | None


class JobAnswer(Shape):
    """A file on its way into the record. `truncated`: it held more documents than are told one by one."""

    id: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"] = Field(
        description="`failed`: nothing of it could be read; else `done`, and what failed is among the documents"
    )
    name: str
    submitted: str = Field(examples=["2030-07-01T09:00:00+00:00"])
    ended: str | None
    counts: Counts
    documents: list[Outcome]
    problem: Problem | None = Field(description="why the job as a whole has failed")
    truncated: bool


class Sendable(Shape):
    """What can be sent: bytes of a file, files that wait at a time, endings of names that are read."""

    bytes: int
    waiting: int
    kinds: list[str]


class JobList(Shape):
    """A page of jobs, the newest first; `next` is the cursor of the following one."""

    items: list[JobAnswer]
    next: str | None
    truncated: bool
    limits: Sendable


class Marked(Shape):
    """The document, and what it is marked as; null is for one that nobody has marked."""

    marked: str
    store_id: str
    marking: Literal["clear", "green", "amber", "amber+strict", "red"] | None


class Removed(Shape):
    """The document that was taken out."""

    removed: str
    store_id: str
