"""Shapes of the answers about review: open questions, judgements, and what follows from one."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field, JsonValue

from app.api.compared import Comparison, Things
from app.api.judged import JudgementItem
from app.api.schemas import ConflictItem, List, NamedThing
from app.api.shapes import Evidence, Frame, Reference, Shape

__all__ = ["Acted", "KindWord", "OpenItem", "Queue", "Shown"]

KindWord: TypeAlias = Literal["identity", "conflict", "disagreement", "proposal", "lost"]


class Words(Shape):
    """Passages of the documents; `left_out` more are there."""

    evidence: list[Evidence]
    left_out: int


class OpenSide(Words):
    """One of the things, claims or verdicts that stand beside each other."""

    id: str
    label: str | None
    value: JsonValue
    claimed_by: str | None


class Choice(Shape):
    """What can be said, as the body of `POST /v1/judgements` takes it (`undo`: DELETE), and what would follow."""

    verdict: str
    about: list[str]
    side: int | None
    then: str


class OpenItem(Shape):
    """An open question. `chains`: pairs of transfers that hang on it; `weight` orders the list."""

    id: str
    kind: KindWord
    question: str = Field(
        description="as the other sentences in the language of `Accept-Language`",
        examples=["Are 元契約社員 and 契約社員 one actor?"],
    )
    reason: str | None
    score: float | None
    property: str | None = Field(description="of a conflict, or of a claim that people disagree about")
    chains: int
    weight: float
    things: list[NamedThing]
    incidents: list[Reference]
    sides: list[OpenSide]
    choices: list[Choice]
    judgements: list[JudgementItem]


class Queue(List[OpenItem]):
    """A page of what is open, and how much there is of each kind."""

    counts: dict[KindWord, int]


class Part(Words):
    """A thing as one document knows it: what a judgement can name."""

    id: str
    document: str


class Shown(Frame):
    """What bears an id or a name: an open question, or a thing with its parts; claims, and what was decided."""

    entry: OpenItem | None
    thing: NamedThing | None
    parts: list[Part]
    claims: list[JsonValue]
    judgements: list[JudgementItem]


class Conflicts(Shape):
    """Conflicts that are there only without it, or only with it."""

    gone: list[ConflictItem]
    new: list[ConflictItem]


class Suggestions(Shape):
    """How many pairs may be one."""

    before: int
    after: int


class Effects(Comparison):
    """The view with the judgements, compared with the present one; `rises`: what only the former has."""

    changes_nothing: bool
    rises: Things
    conflicts: Conflicts
    suggestions: Suggestions


class Acted(Frame):
    """What was decided, or would be, and what follows from it. `saved` is false of a preview."""

    judgements: list[JudgementItem]
    saved: bool
    effects: Effects
    revision: str
    cut: list[str]
