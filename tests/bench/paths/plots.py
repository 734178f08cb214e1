"""Curves → a picture in SVG, both axes logarithmic: no library, so that the page can be made wherever the bench runs.

log_log("time of a question", "transfers", "microseconds", [Curve("ours", [(1e4, 20), (1e5, 150)])])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

__all__ = ["Curve", "log_log"]

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 100, 120, 40, 50
_FONT = "font-family='system-ui, sans-serif' font-size='13' fill='#222'"
# Told apart without red and green (Okabe and Ito, "Color Universal Design", 2008); ours is black and thicker.
_COLOURS = ("#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f")
_APART = 15


class Curve(NamedTuple):
    """A name, points of two positive numbers, and which colour; 0 is for ours, which is drawn thicker."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: int = 0


class _Axis(NamedTuple):
    """Powers of ten from `low` to `high` on the way from pixel `begin` to pixel `end`."""

    low: int
    high: int
    begin: float
    end: float

    def place(self, value: float) -> float:
        """The pixel of a value."""
        return self.begin + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.begin)


def log_log(title: str, across: str, up: str, curves: Sequence[Curve]) -> str:
    """One picture; the names stand at the curves' ends, and the values in their tooltips."""
    x = _axis([x for curve in curves for x, _ in curve.points], _LEFT, _WIDTH - _RIGHT)
    y = _axis([y for curve in curves for _, y in curve.points], _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' role='img' {_FONT}>",
        f"<title>{escape(title)}</title><rect width='{_WIDTH}' height='{_HEIGHT}' fill='white'/>",
        f"<text x='{_LEFT}' y='22' font-weight='600'>{escape(title)}</text>",
        *_grid(x, y),
        f"<text x='{(_LEFT + _WIDTH - _RIGHT) / 2}' y='{_HEIGHT - 10}' text-anchor='middle'>{escape(across)}</text>",
        f"<text transform='translate(16 {_HEIGHT / 2}) rotate(-90)' text-anchor='middle'>{escape(up)}</text>",
        *_drawn(x, y, curves),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(values: Sequence[float], begin: float, end: float) -> _Axis:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return _Axis(low, max(high, low + 1), begin, end)


def _grid(x: _Axis, y: _Axis) -> Iterator[str]:
    line = "stroke='#ddd' stroke-width='1'"
    for power in range(x.low, x.high + 1):
        at = x.place(10.0**power)
        yield f"<path d='M{at:.1f} {y.begin:.1f}V{y.end:.1f}' {line}/>"
        yield f"<text x='{at:.1f}' y='{y.begin + 18:.1f}' text-anchor='middle'>{10**power:,}</text>"
    for power in range(y.low, y.high + 1):
        at = y.place(10.0**power)
        yield f"<path d='M{x.begin:.1f} {at:.1f}H{x.end:.1f}' {line}/>"
        yield f"<text x='{x.begin - 6:.1f}' y='{at + 4:.1f}' text-anchor='end'>{_power(power)}</text>"


def _power(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _drawn(x: _Axis, y: _Axis, curves: Sequence[Curve]) -> Iterator[str]:
    for curve in curves:
        colour, width = _COLOURS[curve.colour % len(_COLOURS)], 2 if curve.colour else 3.5
        places = [(x.place(a), y.place(b)) for a, b in curve.points]
        line = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
        yield f"<polyline points='{line}' fill='none' stroke='{colour}' stroke-width='{width}'/>"
        for (a, b), (across, up) in zip(places, curve.points, strict=True):
            tip = f"<title>{escape(curve.name)}, {across:,.0f}: {up:,.4g}</title>"
            yield f"<circle cx='{a:.1f}' cy='{b:.1f}' r='{width + 1}' fill='{colour}'>{tip}</circle>"
    yield from _names(x, y, curves)


def _names(x: _Axis, y: _Axis, curves: Sequence[Curve]) -> Iterator[str]:
    """Beside the curves' ends, moved down where two would touch."""
    ends = sorted((y.place(curve.points[-1][1]), number) for number, curve in enumerate(curves))
    lowest = 0.0
    for at, number in ends:
        lowest = max(at + 4, lowest + _APART)
        colour, name = _COLOURS[curves[number].colour % len(_COLOURS)], escape(curves[number].name)
        left = x.place(curves[number].points[-1][0]) + 10
        yield f"<text x='{left:.1f}' y='{lowest:.1f}' fill='{colour}'>{name}</text>"
