"""Plain text -> itself, with blocks: the reader for everything that no other reader claims.

The text is the decoded file as it is, line ends and byte order mark included, so offsets index the file.
"""

from __future__ import annotations

from loaders.readers.base import ReadText
from loaders.readers.encodings import decode
from loaders.structure.blocks import blocks_of

__all__ = ["PlainTextReader"]


class PlainTextReader:
    """Text files in any of the encodings that `encodings` knows."""

    name = "plain_text"

    def detect(self, data: bytes, filename: str) -> bool:
        """Always true: the last reader asked; what is no text it refuses in `read`."""
        del data, filename
        return True

    def read(self, data: bytes, filename: str) -> ReadText:
        """The decoded file and its blocks. UnreadableDocument for bytes that are no text."""
        text = decode(data, filename)
        return ReadText(text, blocks_of(text))
