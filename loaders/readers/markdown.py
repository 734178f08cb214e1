"""Markdown -> itself, with blocks: headings, nested lists, pipe tables; its first heading is the document's title.

`# 概要` is a heading at the offsets it has in the file: the text is the decoded file as it is. Emphasis and link
targets stay in the text; the view of a passage leaves them out.
"""

from __future__ import annotations

from pathlib import PurePath

from app.domain.document import BlockKind
from loaders.readers.base import ReadText
from loaders.readers.encodings import decode
from loaders.structure.blocks import blocks_of
from loaders.structure.lines import body_start

__all__ = ["MarkdownReader"]

_ENDINGS = frozenset({".md", ".markdown", ".mdown"})


class MarkdownReader:
    """Files that call themselves Markdown; its signs are read in plain text, too."""

    name = "markdown"

    def detect(self, data: bytes, filename: str) -> bool:
        """True by the name's ending: Markdown is plain text by its bytes."""
        del data
        return PurePath(filename).suffix.casefold() in _ENDINGS

    def read(self, data: bytes, filename: str) -> ReadText:
        """The decoded file and its blocks. UnreadableDocument for bytes that are no text."""
        text = decode(data, filename)
        blocks = blocks_of(text)
        heading = next((block for block in blocks if block.kind is BlockKind.HEADING), None)
        title = text[body_start(text, heading.start, heading.end) : heading.end].strip(" #") if heading else None
        return ReadText(text, blocks, title=title or None)
