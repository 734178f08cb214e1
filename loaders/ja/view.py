r"""A stretch of a document -> its normalised view, with the way back to every raw character.

`㈱山川が\n9月に` is read as `(株)山川が9月に`; the view's `(株)` leads back to the one raw character `㈱`.

The view is what the rules and the parser read: NFKC, wave dashes as `~`, hard-wrapped lines joined; zero-width
signs, stray tags, Markdown emphasis and link targets are left out. Quotes are always cut from the raw text.
Letter case is kept.

References: Unicode Standard Annex #15 (Normalization Forms).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

__all__ = ["TextView", "is_cjk", "view_of"]

_BLOCK_TAG = (
    r"</?(?:p|br|div|ul|ol|li|td|tr|th|table|tbody|thead|h[1-6]|hr|center|section|article)(?:\s[^<>]{0,300})?/?>"
)
_INLINE_TAG = r"</?(?:b|i|u|em|strong|span|a|font|sup|sub|small|img|ruby|rt|rb|rp)(?:\s[^<>]{0,300})?/?>"
_ZERO_WIDTH = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LINK_OPENS = r"!?\[(?=[^\[\]\n]{1,300}\]\(https?://)"
_LINK_ENDS = r"\]\(https?://[^\s()<>]{1,1000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?\)"
_PIECE = re.compile(
    rf"(?P<space>\s+)|(?P<block>{_BLOCK_TAG})|(?P<inline>{_INLINE_TAG})|(?P<zero>[{_ZERO_WIDTH}]+)"
    rf"|(?P<markdown>{_LINK_OPENS}|{_LINK_ENDS}|\*\*)",
    re.IGNORECASE,
)
_LINE_BREAK = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]")
_WAVES = {"〜": "~", "～": "~", "\u223c": "~", "〰": "~"}
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class TextView:
    """Normalised `text` of the raw stretch that ends at `end`.

    View character `i` stands for the raw characters `[offsets[i], ends[i])`; both rise monotonically.
    """

    text: str
    offsets: tuple[int, ...]
    end: int
    ends: tuple[int, ...] = ()

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw span of the view span `[start, end)`; non-empty for a non-empty one. ValueError outside the view."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no view characters at {start}-{end}")
        if start == end:
            place = self.offsets[start] if start < len(self.offsets) else self.end
            return place, place
        return self.offsets[start], self.ends[end - 1]

    def at(self, raw_offset: int) -> int:
        """View index of a raw offset; of the next character of the view where that one was left out."""
        return bisect_right(self.ends, raw_offset)


def is_cjk(char: str) -> bool:
    """True for a Chinese, Japanese or Korean character or full-width sign, whose words are written without spaces."""
    return _CJK.match(char) is not None


def view_of(text: str, start: int, end: int) -> TextView:
    """The view of `text[start:end]`; offsets index `text`. Time grows linearly with the stretch.

    >>> view_of("社名は㈱山川。", 0, 7).text
    '社名は(株)山川。'
    >>> view_of("社名は㈱山川。", 0, 7).raw(3, 6)
    (3, 4)
    """
    builder = _Builder()
    place = start
    for piece in _PIECE.finditer(text, start, end):
        builder.add_plain(text, place, piece.start())
        _add_piece(builder, piece)
        place = piece.end()
    builder.add_plain(text, place, end)
    return TextView("".join(builder.chars), tuple(builder.offsets), end, tuple(builder.ends))


def _add_piece(builder: _Builder, piece: re.Match[str]) -> None:
    """Blanks, tags and zero-width characters: kept as spaces, turned into a gap, or left out."""
    if piece.lastgroup == "space" and _LINE_BREAK.search(piece.group()) is None:
        for index in range(piece.start(), piece.end()):
            builder.add(" ", index, index + 1)
    elif piece.lastgroup in {"space", "block"}:
        builder.add_gap(piece.start(), piece.end())


class _Builder:
    """Collects view characters; a gap (line break, block tag) waits for what follows it."""

    __slots__ = ("_gap", "chars", "ends", "offsets")

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.offsets: list[int] = []
        self.ends: list[int] = []
        self._gap: tuple[int, int] | None = None

    def add_gap(self, start: int, end: int) -> None:
        self._gap = (self._gap[0], end) if self._gap else (start, end)

    def add_plain(self, text: str, start: int, end: int) -> None:
        while start < end:
            stop = _unit_end(text, start, end)
            self.add(_normal(text[start:stop]), start, stop)
            start = stop

    def add(self, view: str, start: int, end: int) -> None:
        """Append the view of the raw characters `[start, end)`."""
        if self._gap and self.chars and view and _needs_space(self.chars[-1], view[0]):
            self._append(" ", *self._gap)
        self._gap = None
        for char in view:
            self._append(char, start, end)

    def _append(self, char: str, start: int, end: int) -> None:
        self.chars.append(char)
        self.offsets.append(start)
        self.ends.append(end)


def _needs_space(before: str, after: str) -> bool:
    """A line break stands for a space between words of a spaced script only."""
    return not (before.isspace() or after.isspace() or is_cjk(before) or is_cjk(after))


def _unit_end(text: str, start: int, end: int) -> int:
    """End of the shortest stretch that normalises alone: a character and what composes with it (ｶﾞ, が in two)."""
    stop = start + 1
    while stop < end and _composes(text[stop]):
        stop += 1
    return stop


@lru_cache(maxsize=1 << 16)
def _composes(char: str) -> bool:
    """True for combining marks, half-width voicing marks and trailing Hangul letters."""
    return char > "\u02ff" and (combining(normalize("NFKC", char)[0]) != 0 or "\u1160" <= char <= "\u11ff")


@lru_cache(maxsize=1 << 16)
def _normal(unit: str) -> str:
    """NFKC of one unit, wave dashes unified."""
    normal = normalize("NFKC", unit)
    return _WAVES.get(normal, normal)
