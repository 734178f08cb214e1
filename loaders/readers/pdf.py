"""PDF -> its words, page by page: the door to what `pdf_read` does in the child.

Whatever opens as a PDF does is read as one, by whatever name it comes.
"""

from __future__ import annotations

from pathlib import PurePath

from loaders.child import call_in_child
from loaders.readers.base import ReadText

__all__ = ["PdfReader"]

_MARK = b"%PDF-"
_MARK_WITHIN = 1024


class PdfReader:
    """Files in the Portable Document Format that hold text."""

    name = "pdf"

    def detect(self, data: bytes, filename: str) -> bool:
        """True if the bytes open as PDF does; in a file called so, the mark may stand a little later."""
        named = PurePath(filename).suffix.casefold() == ".pdf"
        return data.startswith(_MARK) or (named and _MARK in data[:_MARK_WITHIN])

    def read(self, data: bytes, filename: str) -> ReadText:
        """Text, headings and tables. UnreadableDocument for a file that is locked, broken or without text."""
        return call_in_child("loaders.readers.pdf_read:read_pdf", data, filename, ReadText)
