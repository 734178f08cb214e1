"""Somebody says that he neither gave nor got the data, where the document tells that he did -> disagreements.

「塾は『講師から名簿を受け取った事実はない』とのコメントを出した」 stands against a sentence by which 講師 passed
the list to 塾, wherever the two are. Who denies that he gave must be the giver, who denies that he got or took it the
other end, and whom he names must be the rest. Where two passings could be meant, it is open which one he denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from app.domain.document import Quote
from app.domain.vocabulary import Status
from loaders.claims.halves import Half, find_statements
from loaders.claims.merge import Merged
from loaders.mentions.analysis import Analysis

__all__ = ["Denial", "find_denials"]

Denial: TypeAlias = tuple[int, str, Quote]
"""Index of the passing that is denied, who denies it, and the words."""

_GAVE = r"渡[しすさせっ]|手渡|譲[りるっ]|提供|売[りるっら]|売却|販売"
_GOT = r"受け取|受取|もら[いうっわ]|受領|買[いうっわ]|購入|入手"
_TOOK = r"持ち出[しすさ]|盗[みまむんっ]|抜き取|コピー|複製|ダウンロード"
_NO = r"[^。、「」]{0,14}?(?:ない(?!か|だろう|し)|なかった|ません|おらず)"
_DENIES = tuple(
    (family, is_giver, re.compile(rf"(?:{deeds}){_NO}"))
    for family, is_giver, deeds in (("give", True, _GAVE), ("give", False, _GOT), ("take", False, _TOOK))
)
_NOT_ONLY = re.compile(
    r"だけで(?:は|も)?な|しか[^。]{0,8}ない|かもしれない|知らな|覚えていな|明らかにしていな|か(?:は|どうか)"
)


def find_denials(analysis: Analysis, transfers: Sequence[Merged]) -> Iterator[Denial]:
    """The denials of a document, in its order."""
    for half in find_statements(analysis):
        for family, is_giver, pattern in _DENIES:
            if pattern.search(half.text) is None or _NOT_ONLY.search(half.text):
                continue
            of_kind = [n for n, one in enumerate(transfers) if one.first.family == family]
            meant = [n for n in of_kind if _is_meant(half, transfers[n], is_giver=is_giver)]
            if len(meant) == 1:
                yield meant[0], half.voice.label, analysis.quote(half.line, half.start, half.end)


def _is_meant(half: Half, transfer: Merged, *, is_giver: bool) -> bool:
    """True if who speaks is that end, nobody is named who is none, and others tell that it happened."""
    own = transfer.provider if is_giver else transfer.recipient
    if own is None or own.value != half.voice.actor or transfer.first.segment != half.line.segment:
        return False
    ends = {slot.value for slot in (transfer.provider, transfer.recipient) if slot is not None}
    named = {d.actor for d in half.line.actors if half.start <= d.start and d.end <= half.end}
    told = [t for t in transfer.tellings if t.line != half.line.index and t.status is not Status.DENIED]
    return named <= ends and bool(told)
