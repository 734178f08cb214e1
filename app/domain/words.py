"""Words as they are compared and looked for, the same in every store; and as they are shown, the same everywhere.

>>> fold("ﾒｲﾎﾞ DB社") == fold("メイボ db社")
True
"""

from __future__ import annotations

import re
from unicodedata import normalize

__all__ = ["fold", "spell_hidden"]

_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def fold(text: str) -> str:
    """NFKC, then casefold, without white space at the ends."""
    return normalize("NFKC", text).casefold().strip()


def spell_hidden(text: str) -> str:
    r"""The text with control signs, and those that turn its direction about, spelled out; line ends stay.

    >>> spell_hidden("a\x1b[2Jb\u202e")
    'a\\x1b[2Jb\\u202e'
    """
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
