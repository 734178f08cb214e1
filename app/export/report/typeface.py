"""The typeface of PDF reports, from its packages: where its files are, and which characters it has.

    Typeface.find().spell("🙂")  →  "〔U+1F642〕"

A character that the typeface lacks would be an empty box in print, and nobody would know what stood there; so it is
spelled out. Noto Sans CJK JP has all of JIS X 0213 and 30,000 characters more.

References:
    Microsoft and Adobe, "OpenType specification" 1.9: table directory, table `cmap`, subtable format 12.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import Struct

from app.domain.errors import LeaktrailError, MissingExtra

__all__ = ["REMEDY", "Typeface"]

REMEDY = "pip install 'leaktrail[pdf]'"
_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
_OFFSETS, _RECORD, _PART, _GROUP = Struct(">4xH6x"), Struct(">4s4xLL"), Struct(">HHL"), Struct(">LLL")
_GROUPS = Struct(">H10xL")
_UNICODE_PARTS = {(0, 4), (0, 6), (3, 10)}
# characters without a shape of their own: line ends, joiners, and those that choose a form of the one before
_SHAPELESS = re.compile("[\n\t\f\r\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")


@dataclass(frozen=True, slots=True)
class Typeface:
    """Folders of its files, and the ranges of characters that it has, in order."""

    folders: tuple[Path, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @staticmethod
    @lru_cache(maxsize=1)
    def find() -> Typeface:
        """The installed one. MissingExtra if it is not there, LeaktrailError if it is damaged."""
        found = [spec.origin for name in _PACKAGES if (spec := find_spec(name)) is not None and spec.origin]
        folders = tuple(Path(origin).parent for origin in found)
        files = [path for folder in folders for path in sorted(folder.glob("*.otf"))]
        if len(folders) < len(_PACKAGES) or len(files) < len(_PACKAGES):
            raise MissingExtra("a PDF needs the typeface Noto Sans CJK JP, which is not installed", remedy=REMEDY)
        ranges = _ranges(files[0])
        return Typeface(folders, tuple(start for start, _ in ranges), tuple(end for _, end in ranges))

    def has(self, sign: str) -> bool:
        """True for a character with a shape in this typeface, or without any need of one."""
        place = bisect_right(self.starts, ord(sign)) - 1
        return (place >= 0 and ord(sign) <= self.ends[place]) or bool(_SHAPELESS.match(sign))

    def spell(self, text: str) -> str:
        """The text with the characters that the typeface lacks as `〔U+1F642〕`."""
        if text.isascii():
            return text
        return "".join(sign if self.has(sign) else f"〔U+{ord(sign):04X}〕" for sign in text)


def _ranges(file: Path) -> list[tuple[int, int]]:
    """The ranges of characters that lead to a shape, by the table `cmap` of a font file."""
    data = file.read_bytes()
    (count,) = _OFFSETS.unpack_from(data)
    tables = {tag: at for tag, at, _ in _RECORD.iter_unpack(data[12 : 12 + 16 * count])}
    table = tables.get(b"cmap")
    if table is None:
        raise LeaktrailError("the typeface cannot be read", place=str(file), remedy=REMEDY)
    (parts,) = Struct(">2xH").unpack_from(data, table)
    for platform, encoding, offset in _PART.iter_unpack(data[table + 4 : table + 4 + 8 * parts]):
        form, groups = _GROUPS.unpack_from(data, table + offset)
        if (platform, encoding) in _UNICODE_PARTS and form == 12:
            start = table + offset + 16
            found = _GROUP.iter_unpack(data[start : start + 12 * groups])
            return sorted((first, last) for first, last, _ in found)
    raise LeaktrailError("the typeface tells of no characters", place=str(file), remedy=REMEDY)
