r"""PDF -> its words, page by page: lines as they are set, headings by their size, ruled tables with their cells.

    |     お知らせ     |        お知らせ           a heading: larger than the rest
    | 甲社は名簿を乙   |   ->   甲社は名簿を乙
    | 社に渡した。     |        社に渡した。\f     a page ends with a form feed: `Document.page_at` counts them
    |      - 1 -       |                           running heads and page numbers are left out, and named

Lines are joined to sentences as in any text. A page in two columns is read column by column. Nothing is run, fetched or
unlocked. A file of pictures is refused, single pages that are one are named.

References: ISO 32000-2 (PDF 2.0), 9.10 (text may not be told by the font; then a character is U+FFFD here).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Block, BlockKind
from app.domain.errors import UnreadableDocument
from loaders.ja.view import view_of
from loaders.readers.base import ReadText
from loaders.readers.pdf_page import Sheet, sheet_of
from loaders.readers.pdf_text import text_of_sheets
from loaders.structure.blocks import blocks_of

__all__ = ["MOST_PAGES", "read_pdf"]

MOST_PAGES = 1000
"""Pages; a longer file is refused."""

_MOST_UNKNOWN = 0.2
_MOST_VERTICAL = 0.5
_STAMP = 30
_UNLOCK = "open it with its password and save it without one"
_SAVE_TEXT = "save its text as .txt and load that"
_RECOGNISE = "have its characters recognised (OCR) and load the result"


def read_pdf(data: bytes, filename: str) -> ReadText:
    """The child's part: text, blocks and remarks. UnreadableDocument for a file that is locked, broken or no text."""
    sheets = _sheets(data, filename)
    _refuse(sheets, filename)
    text, drafts, remarks = text_of_sheets(sheets)
    blocks = blocks_of(text, drafts)
    return ReadText(text, blocks, (*remarks, *_remarks(sheets)), _title(text, blocks))


def _sheets(data: bytes, filename: str) -> list[Sheet]:
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1)) > MOST_PAGES:
                raise UnreadableDocument(f"has more than {MOST_PAGES:,} pages", place=filename, remedy="split the file")
            sheets: list[Sheet] = []
            for page in pdf.pages:
                sheets.append(sheet_of(page))
                page.close()
            return sheets
    except (PdfminerException, PDFException, PSException) as error:
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, MemoryError):
            raise cause from None
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableDocument("is locked with a password", place=filename, remedy=_UNLOCK) from None
        message = f"is no PDF that can be opened ({str(cause) or type(cause).__name__})"
        raise UnreadableDocument(message, place=filename, remedy=_SAVE_TEXT) from None


def _refuse(sheets: Sequence[Sheet], filename: str) -> None:
    """UnreadableDocument if there is no text, or none that makes sense."""
    characters = sum(sheet.characters for sheet in sheets)
    if not characters and any(map(_is_sideways, sheets)):
        raise UnreadableDocument("is set sideways", place=filename, remedy="turn its pages, or save its text as .txt")
    if not characters:
        pictures = sum(sheet.pictures > 0 for sheet in sheets)
        what = f"holds pictures of {pictures} pages and no text" if pictures else "holds no text"
        raise UnreadableDocument(what, place=filename, remedy=_RECOGNISE)
    if sum(sheet.unknown for sheet in sheets) > _MOST_UNKNOWN * characters:
        message = "does not tell which characters its fonts show"
        raise UnreadableDocument(message, place=filename, remedy=_RECOGNISE)
    if sum(sheet.vertical for sheet in sheets) > _MOST_VERTICAL * characters:
        raise UnreadableDocument("is set in vertical lines, which are not read", place=filename, remedy=_SAVE_TEXT)


def _remarks(sheets: Sequence[Sheet]) -> Iterator[Diagnostic]:
    numbered = list(enumerate(sheets, start=1))
    bare = [number for number, sheet in numbered if not sheet.characters + sheet.askew and sheet.pictures]
    if bare:
        message = f"pages that are pictures without text are not read: {_list(bare)}"
        yield Diagnostic("pdf.picture", message, Severity.ERROR, remedy=_RECOGNISE)
    sideways = [number for number, sheet in numbered if _is_sideways(sheet)]
    if sideways:
        message = f"pages that are set sideways are not read: {_list(sideways)}"
        yield Diagnostic("pdf.sideways", message, Severity.ERROR, remedy="turn the pages")
    unruled = [number for number, sheet in numbered if sheet.tables_unread]
    if unruled:
        message = f"pages with so many lines on them that tables are read as text: {_list(unruled)}"
        yield Diagnostic("pdf.tables_unread", message)
    if unknown := sum(sheet.unknown for sheet in sheets):
        message = f"{unknown} characters whose fonts do not tell them stand as {chr(0xFFFD)}"
        yield Diagnostic("pdf.unknown_characters", message)
    counts = {"askew": sum(sheet.askew for sheet in sheets), "ruby": sum(sheet.ruby for sheet in sheets)}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if told:
        yield Diagnostic("pdf.characters_left_out", f"characters that are no text of their own: {told}", Severity.INFO)


def _is_sideways(sheet: Sheet) -> bool:
    return sheet.askew > max(sheet.characters, _STAMP)


def _list(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    """The first heading of the first page, on one line."""
    heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
    if heading is None or "\f" in text[: heading.start]:
        return None
    return view_of(text, heading.start, heading.end).text
