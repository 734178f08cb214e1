"""Diagnostic: what a stage could not read, passed over, or wants looked at. Returned beside results, never instead.

Codes are stable (`date.no_year`, `frame.unmatched`), so that people can search for them and tests can count them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import DocumentId

__all__ = ["Diagnostic", "Severity"]


class Severity(StrEnum):
    """`info`: named as passed over; `warning`: look at it; `error`: something was not read."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark on a piece of input: what (`code`, `message`), where (document and offsets, or file), what to do."""

    code: str
    message: str
    severity: Severity = Severity.WARNING
    document: DocumentId | None = None
    start: int | None = None
    end: int | None = None
    remedy: str | None = None
