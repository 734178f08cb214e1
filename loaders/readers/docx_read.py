"""Word document -> its words in order: headings by their style, list items, tables with their cells, footnotes.

`<w:p>` in the style Heading 1, `<w:p>` with a number, `<w:tbl>` become a heading, a list item and table rows. Words
that were inserted under tracked changes are read, deleted and hidden ones are not, and that is told. A footnote stands
behind the block that refers to it. Headers, footers, comments and pictures are left out.

References: ISO/IEC 29500-1 (Office Open XML), 17.3 (paragraphs), 17.4 (tables), 17.11 (footnotes), 17.13 (revisions).
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from lxml import etree

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.errors import UnreadableDocument
from loaders.readers.base import ReadText
from loaders.readers.docx_text import Element, Styles, WordText, tag
from loaders.structure.blocks import blocks_of

__all__ = ["LARGEST_PACKAGE", "read_docx"]

LARGEST_PACKAGE = 200_000_000
"""Bytes of all parts of a document, unpacked."""

_AGAIN = "open it in its program and save it anew, or save its text as .txt"
_NOTES = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
_ASIDE = {
    RELATIONSHIP_TYPE.HEADER: "header",
    RELATIONSHIP_TYPE.FOOTER: "footer",
    RELATIONSHIP_TYPE.COMMENTS: "comments",
    RELATIONSHIP_TYPE.IMAGE: "picture",
    RELATIONSHIP_TYPE.A_F_CHUNK: "embedded file",
}


def read_docx(data: bytes, filename: str) -> ReadText:
    """The child's part: text, blocks and remarks. UnreadableDocument for what is no Word document, or a trap."""
    _refuse_traps(data, filename)
    try:
        document = docx.Document(BytesIO(data))
        notes = _notes(document)
    except (BadZipFile, zlib.error, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        if isinstance(error, etree.XMLSyntaxError) and not error.lineno:
            raise MemoryError from None  # lxml says so in no other way
        message = f"is no Word document that can be opened ({error.args[0] if error.args else type(error).__name__})"
        raise UnreadableDocument(message.split("\n", 1)[0], place=filename, remedy=_AGAIN) from None
    _refuse_entities([document.element, *notes.values()], filename)
    out = WordText(Styles.of(document.styles.element), notes)
    out.blocks(document.element.find(tag("body")))
    text, given = out.finish()
    return ReadText(text, blocks_of(text, given), tuple(_remarks(document, out.left_out)), out.title)


def _refuse_traps(data: bytes, filename: str) -> None:
    """UnreadableDocument for a package that unfolds to too much, or is encrypted; what an entry declares binds it."""
    try:
        with ZipFile(BytesIO(data)) as package:
            infos = package.infolist()
    except (BadZipFile, ValueError) as error:
        raise UnreadableDocument(f"is no Word document that can be opened ({error})", remedy=_AGAIN) from None
    size = sum(info.file_size for info in infos)
    if size > LARGEST_PACKAGE:
        message = f"unfolds to {size:,} bytes, more than {LARGEST_PACKAGE:,}"
        raise UnreadableDocument(message, place=filename, remedy="save its text as .txt")
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableDocument("is encrypted", place=filename, remedy=_AGAIN)


def _notes(document: WordDocument) -> dict[tuple[str, str], Element]:
    """Footnotes and endnotes by kind and id."""
    found: dict[tuple[str, str], Element] = {}
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                kind = "footnote" if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES else "endnote"
                found[kind, note.get(tag("id"), "")] = note
    return found


def _refuse_entities(elements: list[Element], filename: str) -> None:
    """Word declares no entities: who does so wants a reader to unfold them, or to fetch something."""
    if any(element.getroottree().docinfo.doctype for element in elements):
        message = "declares XML entities, as no Word document does"
        raise UnreadableDocument(message, place=filename, remedy=_AGAIN)


def _remarks(document: WordDocument, left_out: Mapping[str, int]) -> Iterator[Diagnostic]:
    counts = Counter(left_out)
    counts.update(_ASIDE[one.reltype] for one in document.part.rels.values() if one.reltype in _ASIDE)
    told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if count)
    if told:
        yield Diagnostic("docx.left_out", f"parts of the document that are not read: {told}", Severity.INFO)
