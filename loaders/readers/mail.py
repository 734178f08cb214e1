r"""Mail -> its headers and its words: `Subject:`, `From:`, `To:`, `Cc:` and `Date:` lines, then the body.

`Subject: =?utf-8?B?5rWB5Ye6?=\nDate: Mon, 3 Feb 2025 ...\n\n名簿が流出した。` gives the lines `Subject: 流出` and
`Date: Mon, 3 Feb 2025 ...`, and a paragraph; 流出 is the title, and 2025-02-03, the day where it was sent, the day of
publication. A body in HTML is read as a page. Attachments are documents of their own (`loaders.containers`).

References: RFC 5322.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import accumulate
from pathlib import PurePath

from app.domain.document import Block, BlockKind
from loaders.child import call_in_child
from loaders.readers.base import ReadText
from loaders.readers.html import HtmlReader
from loaders.readers.mail_parts import Part, header_of, parts_of, text_of
from loaders.structure.blocks import blocks_of
from loaders.structure.outline import Draft

__all__ = ["MailReader", "read_mail"]

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_SHOWN = ("Subject", "From", "To", "Cc", "Date")


class MailReader:
    """Mails as files (`.eml`); taken apart in the child, since headers can be made to take for ever."""

    name = "mail"

    def detect(self, data: bytes, filename: str) -> bool:
        """True by the name's ending: a text may begin with `From:` as well."""
        del data
        return PurePath(filename).suffix.casefold() == ".eml"

    def read(self, data: bytes, filename: str) -> ReadText:
        """Headers and body. UnreadableDocument for a mail that cannot be taken apart."""
        return call_in_child("loaders.readers.mail:read_mail", data, filename, ReadText)


def read_mail(data: bytes, filename: str) -> ReadText:
    """The child's part."""
    mail = parts_of(data, filename)
    read = _headers(mail.message)
    for part in mail.texts:
        read = _joined(read, _body(part, filename))
    return replace(read, title=header_of(mail.message, "Subject") or None, published_at=_day(mail.message))


def _headers(message: Part) -> ReadText:
    """The headers that a reader of mail shows, a paragraph each."""
    words = {name: header_of(message, name) for name in _SHOWN}
    lines = [f"{name}: {value}" for name, value in words.items() if value]
    text = "\n".join(lines)
    ends = list(accumulate(len(line) + 1 for line in lines))
    spans = [(end - len(line) - 1, end - 1) for line, end in zip(lines, ends, strict=True)]
    return ReadText(text, blocks_of(text, [Draft(BlockKind.PARAGRAPH, *span) for span in spans]) if lines else ())


def _body(part: Part, filename: str) -> ReadText:
    text = _NO_TEXT.sub("\ufffd", text_of(part, filename)).replace("\f", "\n")  # a mail has no pages
    if part.get_content_type() == "text/html":
        return HtmlReader().read(b"\xef\xbb\xbf" + text.encode(), filename)
    return ReadText(text, blocks_of(text))


def _joined(before: ReadText, after: ReadText) -> ReadText:
    """Two texts as one, an empty line between them."""
    text = f"{before.text}\n\n" if before.text else ""
    shifted = (_shifted(block, len(text), len(before.blocks)) for block in after.blocks)
    blocks = (*before.blocks, *shifted)
    return ReadText(text + after.text, blocks, (*before.diagnostics, *after.diagnostics))


def _shifted(block: Block, characters: int, blocks: int) -> Block:
    """The block at its new place: so many characters and blocks stand before its text."""
    return replace(
        block,
        start=block.start + characters,
        end=block.end + characters,
        cells=tuple((start + characters, end + characters) for start, end in block.cells),
        parent=None if block.parent is None else block.parent + blocks,
        table=None if block.table is None else block.table + blocks,
        header=None if block.header is None else block.header + blocks,
    )


def _day(message: Part) -> str | None:
    """The day on which it was sent, where it was sent."""
    try:
        return parsedate_to_datetime(header_of(message, "Date")).date().isoformat()
    except (ValueError, TypeError):
        return None
