"""A chain of transfers → its picture as SVG: who passed it to whom, left to right, and the days below on one scale.

    draw(Chain((Stop("甲"), Stop("乙")), (Step("売却", "2025-02-03", "確認", Line.SOLID, window, window),)), words)

Shapes carry the meaning, so that print and eyes without colour lose nothing: a line is solid, dashed or dotted by the
status, which also stands beside it; stated days are an outline and the days that remain on the chain are filled; a bar
that ends in an arrow is open on that side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from app.domain.window import Window
from app.domain.words import spell_hidden

__all__ = ["Chain", "ChainWords", "Line", "Step", "Stop", "draw"]


class Line(StrEnum):
    """How the arrow of a step is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Stop:
    """A holder. `also`: the one who passes it on, where that may be another name of him who received it."""

    label: str
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A hop: what it was, its days in words, its status; the days as stated, and those that remain on the chain."""

    what: str
    days: str
    status: str
    line: Line
    stated: Window
    left: Window


@dataclass(frozen=True, slots=True)
class Chain:
    """Holders with the steps between them, one more than these."""

    stops: tuple[Stop, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChainWords:
    """The words of the picture itself: a stop of two names ("{} = {}?"), and no date."""

    same: str
    no_date: str


_WIDTH, _BOX, _GAP, _PER_ROW = 948, 152, 110, 3
_ROW, _BOX_HEIGHT, _TOP = 118, 58, 30
_LANE, _LABEL = 26, 190
_INK, _SOFT, _FILL = "#1b1f24", "#59636e", "#d9e2ec"
_DASHES = {Line.SOLID: "", Line.DASHED: "9 5", Line.DOTTED: "2 4"}
_FONT = "Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic, Meiryo, sans-serif"


def draw(chain: Chain, words: ChainWords) -> str:
    """The picture as one `<svg>`, the same for the same chain. ValueError without a step."""
    if not chain.steps or len(chain.stops) != len(chain.steps) + 1:
        raise ValueError("a chain has one step at least, and one holder more")
    rows = [range(at, min(at + _PER_ROW, len(chain.steps))) for at in range(0, len(chain.steps), _PER_ROW)]
    below = len(rows) * _ROW + 24
    height = below + len(chain.steps) * _LANE + 40
    size = {"width": str(_WIDTH), "height": str(height), "viewBox": f"0 0 {_WIDTH} {height}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": _FONT, "font-size": "13", **size})
    ET.SubElement(root, "rect", {"width": str(_WIDTH), "height": str(height), "fill": "#ffffff"})
    for number, row in enumerate(rows):
        _draw_row(root, chain, words, row, number * _ROW + _TOP)
    _draw_days(root, chain, words, below)
    return ET.tostring(root, encoding="unicode")


# ------------------------------------------------------------ who to whom


def _draw_row(root: ET.Element, chain: Chain, words: ChainWords, steps: range, top: int) -> None:
    """Some steps side by side; the first holder of a further row is the last one of the row before."""
    _draw_stop(root, chain.stops[steps[0]], words, 4, top)
    for place, number in enumerate(steps):
        left = 4 + place * (_BOX + _GAP) + _BOX
        _draw_step(root, chain.steps[number], number + 1, left, top)
        _draw_stop(root, chain.stops[number + 1], words, left + _GAP, top)


def _draw_stop(root: ET.Element, stop: Stop, words: ChainWords, left: int, top: int) -> None:
    box = {"x": str(left), "y": str(top), "width": str(_BOX), "height": str(_BOX_HEIGHT), "rx": "5"}
    dashes = {"stroke-dasharray": "6 4"} if stop.also else {}
    ET.SubElement(root, "rect", {**box, "fill": "#ffffff", "stroke": _INK, "stroke-width": "1.5", **dashes})
    label = stop.label if stop.also is None else words.same.format(stop.label, stop.also)
    lines = _wrap(label, 21, 3)
    first = top + _BOX_HEIGHT / 2 - (len(lines) - 1) * 8.5 + 4.5
    for number, line in enumerate(lines):
        _write(root, line, left + _BOX / 2, first + number * 17, anchor="middle")


def _draw_step(root: ET.Element, step: Step, number: int, left: int, top: int) -> None:
    middle, centre = top + _BOX_HEIGHT / 2, left + _GAP / 2
    dashes = _DASHES[step.line]
    style = {"stroke": _INK, "stroke-width": "2", **({"stroke-dasharray": dashes} if dashes else {})}
    _line(root, left + 4, middle, left + _GAP - 12, middle, style)
    tip = left + _GAP - 3
    ET.SubElement(root, "path", {"d": f"M{tip} {middle}l-11 -5.5v11z", "fill": _INK})
    above = _wrap(step.what, 18, 2)
    for place, line in enumerate(reversed(above)):
        _write(root, line, centre, middle - 9 - place * 14, size=11, anchor="middle")
    _write(root, str(number), centre, middle - 13 - len(above) * 14, size=13, anchor="middle", weight="bold")
    _write(root, _cut(step.status, 18), centre, middle + 17, size=11, anchor="middle")
    for place, line in enumerate(_wrap(step.days, 18, 2)):
        _write(root, line, centre, middle + 33 + place * 14, size=10.5, anchor="middle", ink=_SOFT)


# ------------------------------------------------------------ when


def _draw_days(root: ET.Element, chain: Chain, words: ChainWords, top: int) -> None:
    """A lane for each step on one scale of days."""
    scale = _Scale.of([window for step in chain.steps for window in (step.stated, step.left)])
    bottom = top + len(chain.steps) * _LANE + 6
    for day in scale.ticks():
        at = scale.place(day)
        _line(root, at, top, at, bottom, {"stroke": "#c9d1d9", "stroke-width": "1"})
        _write(root, day.isoformat()[: scale.shown], at, bottom + 15, size=10.5, anchor="middle", ink=_SOFT)
    for number, step in enumerate(chain.steps):
        middle = top + number * _LANE + _LANE / 2
        ends = (
            f"{number + 1}  {chain.stops[number].also or chain.stops[number].label} → {chain.stops[number + 1].label}"
        )
        _write(root, _cut(ends, 33), 4, middle + 4, size=11)
        if step.stated.is_open and step.left.is_open:
            _line(root, scale.left, middle, scale.right, middle, {"stroke": _SOFT, "stroke-dasharray": "2 5"})
            _write(root, words.no_date, scale.left + 6, middle - 3, size=10.5, ink=_SOFT)
            continue
        if not step.stated.is_open:
            _draw_bar(root, scale, step.stated, middle, {"fill": "#ffffff", "stroke": _INK, "stroke-width": "1.2"}, 8)
        _draw_bar(root, scale, step.left, middle, {"fill": _INK, "stroke": _INK, "stroke-width": "1"}, 3.5)


def _draw_bar(
    root: ET.Element, scale: _Scale, window: Window, middle: float, style: dict[str, str], half: float
) -> None:
    """A bar from the first to the last day: a lozenge for one day, a pointed end where it is open."""
    start = scale.left if window.earliest is None else scale.place(window.earliest)
    end = scale.right if window.latest is None else scale.place(window.latest)
    if end - start < 2 * half:
        centre = (start + end) / 2
        path = f"M{centre - half:.1f} {middle}L{centre:.1f} {middle - half}L{centre + half:.1f} {middle}"
        ET.SubElement(root, "path", {"d": f"{path}L{centre:.1f} {middle + half}z", **style})
        return
    before = half + 3 if window.earliest is None else 0
    after = half + 3 if window.latest is None else 0
    path = (
        f"M{start:.1f} {middle}L{start + before:.1f} {middle - half}L{end - after:.1f} {middle - half}"
        f"L{end:.1f} {middle}L{end - after:.1f} {middle + half}L{start + before:.1f} {middle + half}z"
    )
    ET.SubElement(root, "path", {"d": path, **style})


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to places; without any day all is one place."""

    first: date | None
    last: date | None
    left: float = _LABEL + 24.0
    right: float = _WIDTH - 24.0

    @classmethod
    def of(cls, windows: Sequence[Window]) -> _Scale:
        days = [day for window in windows for day in (window.earliest, window.latest) if day is not None]
        return cls(min(days, default=None), max(days, default=None))

    @property
    def shown(self) -> int:
        """How much of a day a tick shows: a year, a month, a day."""
        return 4 if self._days > 1500 else 7 if self._days > 100 else 10

    def place(self, day: date) -> float:
        if self.first is None or not self._days:
            return (self.left + self.right) / 2
        room = self.right - self.left - 60  # so that an open bar has somewhere to go
        return self.left + 30 + room * (day - self.first).days / self._days

    def ticks(self) -> Iterator[date]:
        """About six round days."""
        if self.first is None or self.last is None:
            return
        if not self._days:
            yield self.first
            return
        months = max(1, round(self._days / 30.4 / 6))
        step = next((one for one in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if one >= months), months + -months % 1200)
        if self._days <= 100:
            yield from (self.first + timedelta(days=round(part * self._days / 4)) for part in range(5))
            return
        month = self.first.year * 12 + self.first.month - 1
        month += -month % step
        while month < 9999 * 12 and (day := date(month // 12, month % 12 + 1, 1)) <= self.last:
            yield day
            month += step

    @property
    def _days(self) -> int:
        return 0 if self.first is None or self.last is None else (self.last - self.first).days


# ------------------------------------------------------------ text


def _write(
    root: ET.Element,
    text: str,
    x: float,
    y: float,
    *,
    size: float = 13,
    anchor: str = "start",
    ink: str = _INK,
    weight: str = "normal",
) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:g}", "text-anchor": anchor, "fill": ink}
    if weight != "normal":
        place["font-weight"] = weight
    ET.SubElement(root, "text", place).text = text


def _line(root: ET.Element, x1: float, y1: float, x2: float, y2: float, style: dict[str, str]) -> None:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(root, "line", {**ends, **style})


def _wrap(text: str, width: int, most: int) -> list[str]:
    """Lines of at most `width` half-width columns, the last one cut where there are more than `most`."""
    lines, line, used = list[str](), "", 0
    for sign in " ".join(spell_hidden(text).split()):
        wide = _width(sign)
        if used + wide > width:
            if " " in line and sign != " " and sign.isascii():
                line, _, rest = line.rpartition(" ")
                lines.append(line)
                line, used = rest, sum(map(_width, rest))
            else:
                lines.append(line)
                line, used = "", 0
        line, used = line + sign, used + wide
    lines.append(line)
    return lines if len(lines) <= most else [*lines[: most - 1], _cut("".join(lines[most - 1 :]), width)]


def _cut(text: str, width: int) -> str:
    """The text, or its beginning with … where it is wider; the whole stands in the table beside the picture."""
    text = " ".join(spell_hidden(text).split())
    if sum(map(_width, text)) <= width:
        return text
    kept, used = "", 2
    for sign in text:
        used += _width(sign)
        if used > width:
            break
        kept += sign
    return kept + "…"


def _width(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WFA" else 1
