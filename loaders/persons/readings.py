"""How a name is read, where kana in brackets tell it in the midst of the name: 浦辺(うらべ)由紀夫(ゆきお).

readings_inside("浦辺(うらべ)由紀夫")   →  [(2, 7)]
without_readings("浦辺(うらべ)由紀夫(ゆきお)")   →  "浦辺由紀夫"
"""

from __future__ import annotations

import re

__all__ = ["readings_inside", "without_readings"]

_KANA = r"[(\uff08《]\s*[ぁ-んァ-ヶー・\s]{1,24}[)\uff09》]"
_INSIDE = re.compile(rf"(?<=[一-鿿々ヶ]){_KANA}(?=[一-鿿々])")
_ANY = re.compile(rf"(?<=[一-鿿々ヶ]){_KANA}")


def readings_inside(text: str) -> list[tuple[int, int]]:
    """Where kana in brackets stand between kanji."""
    return [m.span() for m in _INSIDE.finditer(text)]


def without_readings(name: str) -> str:
    """A name without how it is read."""
    return _ANY.sub("", name)
