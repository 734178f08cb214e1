"""Which blocks of a document are English: as its metadata says, else by the script and the commonest words.

A document that is said to be in another language has no English blocks, whatever it cites. In one that is English, a
block is read as English unless more than one letter in ten is Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.document import Block, Document
from loaders.ja.view import is_cjk

__all__ = ["english_blocks"]

_MOST_CJK = 0.1  # of the letters of an English block: names in their own script
_COMMON = re.compile(
    r"\b(?:the|of|and|to|an?|in|that|was|were|is|are|it|by|for|with|on|from|at|his|has|had|not|he|its)\b", re.IGNORECASE
)
_LEAST_COMMON = 0.1  # of the words of an English text; about 0.3 is usual, other languages share a few


def english_blocks(document: Document, blocks: Sequence[Block]) -> frozenset[int]:
    """Indices of the blocks that are read as English."""
    text = document.text or ""
    said = (document.metadata.language or "").lower().partition("-")[0]
    if said != "en" and (said or not _is_english(text)):
        return frozenset()
    return frozenset(n for n, block in enumerate(blocks) if _is_latin(text[block.start : block.end]))


def _is_english(text: str) -> bool:
    words = len(text.split())
    return _is_latin(text) and words > 0 and len(_COMMON.findall(text)) >= _LEAST_COMMON * words


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(map(is_cjk, letters)) <= _MOST_CJK * len(letters)
