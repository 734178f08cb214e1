"""The request under way, for all that happens on its behalf, in whichever thread.

current().id       →  'b2f0…', as in the answer's `x-request-id`
current().caller   →  the id of a key, once somebody has looked at it
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from app.api.words import Language

__all__ = ["NOBODY", "Current", "begin", "current"]


@dataclass(slots=True)
class Current:
    """One request: its id, the code of a problem that it ended with, what was cut of its answer, its language.

    `is_over` once it was answered or cancelled: a thread that still works for it may end.
    """

    id: str | None = None
    problem: str | None = None
    cut: tuple[str, ...] = ()
    is_over: bool = False
    language: Language = "en"


NOBODY = Current()
"""Outside of any request; not to be changed."""

_CURRENT: ContextVar[Current] = ContextVar("request", default=NOBODY)


def begin(identifier: str, language: Language = "en") -> Current:
    """A request begins in this context."""
    made = Current(identifier, language=language)
    _CURRENT.set(made)
    return made


def current() -> Current:
    """The request under way; NOBODY outside of one."""
    return _CURRENT.get()
