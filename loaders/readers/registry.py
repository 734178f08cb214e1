"""The readers, in the order in which they are asked. A new format is a new line here."""

from __future__ import annotations

from loaders.readers.base import Reader
from loaders.readers.docx import DocxReader
from loaders.readers.html import HtmlReader
from loaders.readers.mail import MailReader
from loaders.readers.markdown import MarkdownReader
from loaders.readers.pdf import PdfReader
from loaders.readers.plain_text import PlainTextReader

__all__ = ["READERS", "reader_for"]

READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    MailReader(),
    HtmlReader(),
    MarkdownReader(),
    PlainTextReader(),
)


def reader_for(data: bytes, filename: str) -> Reader:
    """The first reader that claims the bytes; the last one claims all."""
    return next(reader for reader in READERS if reader.detect(data, filename))
