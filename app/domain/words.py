"""The form in which words are compared and looked for, the same in every store.

>>> fold("ﾒｲﾎﾞ DB社") == fold("メイボ db社")
True
"""

from __future__ import annotations

from unicodedata import normalize

__all__ = ["fold"]


def fold(text: str) -> str:
    """NFKC, then casefold, without white space at the ends."""
    return normalize("NFKC", text).casefold().strip()
