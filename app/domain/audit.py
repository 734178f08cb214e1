"""Audit: who did what to which things, a line each; every line holds the digest of the one before it.

    AuditLine.after(second, "2031-05-01T09:30:00.000Z", "key-7f3a9c21", "document.mark", ["doc-4be1…"])
    →  AuditLine(3, …, previous="a81c…", digest="09fe…")

Lines hold ids and never names: who reads the log learns nothing of the persons in the record.

What a chain proves: a line that was changed, taken out of the middle, put in or moved breaks it at that place. What it
cannot prove: that lines were not cut off its end, or that not all of it was written anew by somebody who can write the
file. Against both helps the last digest, noted at another place: it must still stand in the log later.

References:
    S. Haber, W. S. Stornetta, "How to time-stamp a digital document" (1991): linking by digests.
    B. Schneier, J. Kelsey, "Secure audit logs to support computer forensics" (1999), on what an attacker can cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

__all__ = ["BEGINNING", "AuditLine", "AuditState", "verify_chain"]

BEGINNING = "0" * 64
"""What stands for the digest before the first line."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act. `number` counts from 1; `when` is a time in UTC, as text; `what` is a code, as `document.mark`."""

    number: int
    when: str
    who: str
    what: str
    about: tuple[str, ...]
    previous: str
    digest: str

    @classmethod
    def after(cls, previous: AuditLine | None, when: str, who: str, what: str, about: Iterable[str]) -> AuditLine:
        """The line that follows `previous`, or the first one."""
        number, before = (1, BEGINNING) if previous is None else (previous.number + 1, previous.digest)
        things = tuple(about)
        return cls(number, when, who, what, things, before, _digest(before, number, when, who, what, things))

    def follows(self, previous: AuditLine | None) -> bool:
        """True if it stands right behind `previous` and says what it said when it was written."""
        return self == AuditLine.after(previous, self.when, self.who, self.what, self.about)


@dataclass(frozen=True, slots=True)
class AuditState:
    """How many lines follow one another from the first on, the digest of the last of them, and where it breaks.

    `broken`: the number of the first line that does not follow from the one before it, if there is one.
    """

    lines: int
    last: str
    broken: int | None = None


def verify_chain(lines: Iterable[AuditLine]) -> AuditState:
    """How far the lines, in the order in which they stand, hold together."""
    previous: AuditLine | None = None
    for line in lines:
        if not line.follows(previous):
            return _state(previous, line.number)
        previous = line
    return _state(previous, None)


def _state(last: AuditLine | None, broken: int | None) -> AuditState:
    return AuditState(0, BEGINNING, broken) if last is None else AuditState(last.number, last.digest, broken)


def _digest(previous: str, number: int, when: str, who: str, what: str, about: tuple[str, ...]) -> str:
    line = json.dumps([previous, number, when, who, what, [*about]], ensure_ascii=False, separators=(",", ":"))
    return sha256(line.encode()).hexdigest()
