r"""Records to text: each becomes one line whose cells keep their places, so that every claim can quote it.

>>> lines = Lines()
>>> lines.add(["2031-04-01", "あさひ印刷"])
Line(start=0, end=16, cells=((0, 10), (11, 16)))
>>> lines.text
'2031-04-01\tあさひ印刷\n'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["Line", "Lines"]

_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """Where a record stands in the text of its document, and where each of its cells does (empty ones too)."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Lines:
    """Builds the text of a source that is no text itself; equal records give equal texts."""

    parts: list[str] = field(default_factory=list[str])
    length: int = 0

    def add(self, cells: Iterable[str]) -> Line:
        """One more line: the cells with a tab between two; tabs and line breaks inside a cell become a blank."""
        start, spans = self.length, list[tuple[int, int]]()
        for cell in cells:
            if spans:
                self._put("\t")
            word = _BREAKS.sub(" ", cell)
            spans.append((self.length, self.length + len(word)))
            self._put(word)
        line = Line(start, self.length, tuple(spans))
        self._put("\n")
        return line

    @property
    def text(self) -> str:
        """All lines so far."""
        return "".join(self.parts)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
