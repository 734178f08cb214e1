"""Word document -> its words: the door to what `docx_read` does in the child.

An Office file that is locked with a password is no ZIP any more but an old compound file; it is refused by that name.
"""

from __future__ import annotations

from pathlib import PurePath

from app.domain.errors import UnreadableDocument
from loaders.child import call_in_child
from loaders.readers.base import ReadText

__all__ = ["DocxReader"]

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class DocxReader:
    """Documents of Word 2007 and later (`.docx`)."""

    name = "docx"

    def detect(self, data: bytes, filename: str) -> bool:
        """True for an archive, or a compound file, that is called so: what is in an archive only its list tells."""
        return PurePath(filename).suffix.casefold() == ".docx" and data.startswith((_ZIP, _COMPOUND))

    def read(self, data: bytes, filename: str) -> ReadText:
        """Headings, paragraphs, list items, tables, footnotes. UnreadableDocument for what is locked or broken."""
        if data.startswith(_COMPOUND):
            what = "is locked with a password" if _LOCKED in data else "is an old Office file"
            raise UnreadableDocument(
                what, place=filename, remedy="open it in its program and save it as .docx, unlocked"
            )
        return call_in_child("loaders.readers.docx_read:read_docx", data, filename, ReadText)
