"""Figures beside each other: is the one not more than the other, whatever was rounded off?

A figure stands for a range (`app.domain.amount.range_of`): an exact one for itself, 約120万 for 115万 … 130万 (half of
its last digit less, one of them more; of one digit alone, as 約400万, a tenth more), 以上 for that and all above, 最大
for that and all below. Where some are counted more than once (延べ), there can be any number fewer. Two equal figures
are taken for one number. Only people and people, records and records, files and files are compared.

Example: 約3万件 within 30,000件 is left open; 4万5千件 within 約3万件 cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, inf

from app.domain.amount import agree, meant, range_of
from app.domain.counts import Bounds, Figure, Reason, Verdict
from app.domain.vocabulary import Qualifier

__all__ = ["Outcome", "compare", "is_same", "range_of_figure", "together"]

Outcome = tuple[Verdict, Reason]
_OPEN = frozenset({Qualifier.AT_LEAST, Qualifier.UP_TO})
_LEFT_OUT = (Reason.UNITS_DIFFER, Reason.UNIT_NOT_STATED)
"""Pairs that say nothing where other pairs do, weakest first."""


def compare(part: Sequence[Figure], whole: Sequence[Figure]) -> Outcome:
    """Is a thing with these figures no larger than one with those? Where it depends on the claim, that is unknown.

    Both must have a figure. What is never told in one unit is not comparable.
    """
    found = [_pair(a, b) for a in part for b in whole]
    telling = [outcome for outcome in found if outcome[1] not in _LEFT_OUT]
    if not telling:
        return max(found, key=lambda outcome: _LEFT_OUT.index(outcome[1]))
    if len({verdict for verdict, _ in telling}) > 1:
        return (Verdict.UNKNOWN, Reason.CLAIMS_DIFFER)
    return telling[0]


def is_same(a: Figure, b: Figure) -> bool:
    """True if the two can be one number of one unit, and neither is open to one side."""
    if {a.count.qualifier, b.count.qualifier} & _OPEN:
        return False
    return a.count.unit is b.count.unit and a.count.unit is not None and agree(a.count, b.count)


def together(figures: Iterable[Figure]) -> Bounds:
    """How many different ones the figures stand for together: not fewer than the largest, not more than all."""
    ranges = [range_of_figure(figure) for figure in figures]
    most = sum(high for _, high in ranges)
    return Bounds(max((low for low, _ in ranges), default=0), None if most == inf else most)


def range_of_figure(figure: Figure, beside: Figure | None = None) -> tuple[float, float]:
    """The least and the most that it stands for, beside another one that may be less round."""
    qualifier = figure.count.qualifier if beside is None else meant(figure.count, beside.count)
    low, high = range_of(figure.count.value, qualifier)
    if qualifier is Qualifier.ABOUT and low < high:  # its ends are not in it, and there are no halves of people
        low, high = floor(low) + 1, ceil(high) - 1
    return (0 if figure.repeats else max(low, 0), high)


def _pair(part: Figure, whole: Figure) -> Outcome:
    units = (part.count.unit, whole.count.unit)
    if None in units:
        return (Verdict.UNKNOWN, Reason.UNIT_NOT_STATED)
    if units[0] is not units[1]:
        return (Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)
    if part.count == whole.count and part.repeats == whole.repeats:
        return (Verdict.HOLDS, Reason.SAME_NUMBER)
    low, high = range_of_figure(part, whole)
    least, most = range_of_figure(whole, part)
    if high <= least:
        return (Verdict.HOLDS, Reason.FITS)
    if low > most:
        return (Verdict.VIOLATED, Reason.PART_LARGER)
    if part.repeats or whole.repeats:
        return (Verdict.UNKNOWN, Reason.COUNTS_REPEAT)
    if {part.count.qualifier, whole.count.qualifier} & _OPEN:
        return (Verdict.UNKNOWN, Reason.OPEN_END)
    return (Verdict.UNKNOWN, Reason.WITHIN_ROUNDING)
