"""The shape of a judgement, which stands in answers about review and beside the things that it is about."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import JsonValue

from app.api.shapes import Shape

__all__ = ["JudgementItem", "StateWord", "VerdictWord"]

VerdictWord: TypeAlias = Literal["same", "not_same", "unsure", "accept", "reject", "correct"]
StateWord: TypeAlias = Literal["counts", "disputed", "superseded", "lost", "undone"]
LossWord: TypeAlias = Literal["gone", "changed", "several", "one"]


class About(Shape):
    """What it is about: a local thing, a claim or a proposal; `thing`: what it leads to now, null if nothing."""

    id: str
    kind: str | None
    label: str | None
    thing: str | None


class Undone(Shape):
    """Who took it back."""

    who: str
    when: str
    why: str


class JudgementItem(Shape):
    """What a person decided. `state`: whether it counts, and if not, why; `loss`: why it finds nothing."""

    id: str
    verdict: VerdictWord
    about: list[About]
    value: JsonValue
    who: str
    when: str
    why: str
    state: StateWord
    loss: LossWord | None
    undone: Undone | None
