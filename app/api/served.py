"""Served: what is told of a request that ended."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Served"]


@dataclass(frozen=True, slots=True)
class Served:
    """What can be told of a request that ended: words of the program and numbers only.

    `status` is 0 if nothing was sent; `question` is the kind of question, where it was one; `cut` tells what was cut of
    its answer.
    """

    method: str
    route: str
    status: int
    seconds: float
    question: str | None
    cut: tuple[str, ...]
