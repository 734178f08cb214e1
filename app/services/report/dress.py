"""Sheet → the bytes of a file, in one of two dresses.

dress(sheet, ReportForm.PDF)  →  b"%PDF-…"
"""

from __future__ import annotations

from enum import StrEnum

from app.domain.errors import BadQuestion
from app.export.report.html import to_html
from app.export.report.pdf import to_pdf
from app.export.report.sheet import Sheet

__all__ = ["ReportForm", "dress", "form_of"]


class ReportForm(StrEnum):
    """What a report is written as."""

    HTML = "html"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """The media type of such a file."""
        return "text/html" if self is ReportForm.HTML else "application/pdf"


def form_of(word: str) -> ReportForm:
    """The form of that name; BadQuestion for any other word."""
    try:
        return ReportForm(word)
    except ValueError:
        raise BadQuestion(f"must be one of {', '.join(ReportForm)}", place="format") from None


def dress(sheet: Sheet, form: ReportForm) -> bytes:
    """The file. MissingExtra where what a PDF needs is not installed."""
    return to_html(sheet) if form is ReportForm.HTML else to_pdf(sheet)
