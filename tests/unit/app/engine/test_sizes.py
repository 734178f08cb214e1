"""Figures beside each other, against all numbers that they can stand for."""

from itertools import combinations, product
from random import Random

import pytest

from app.domain.counts import Bounds, Figure, Reason, Verdict
from app.domain.graph import Count
from app.domain.vocabulary import Qualifier, ThingKind, Unit
from app.engine.sizes import compare, is_same, together

OF = (ThingKind.DATASET, "d")
LARGEST = 2000  # stands for "no bound" among values up to 210
ABOUT, LEAST, MOST, EXACT = Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.UP_TO, Qualifier.EXACT


def figure(value, qualifier=EXACT, unit=Unit.PEOPLE, *, repeats=False):
    return Figure(OF, Count(value, qualifier, unit), repeats=repeats)


def numbers(one: Figure) -> set[int]:
    """All whole numbers that it can stand for: written out from what the qualifiers mean."""
    value, found = one.count.value, set[int]()
    for n in range(LARGEST + 1):
        half, step = (5, 10) if value % 10 == 0 else (0.5, 1)
        fits = {
            EXACT: n == value,
            LEAST: n >= value,
            MOST: n <= value,
            ABOUT: value - half < n < value + step,
        }
        if fits[one.count.qualifier]:
            found.add(n)
    return set(range(max(found) + 1)) if one.repeats else found


def brute(part: Figure, whole: Figure) -> Verdict:
    if None in (part.count.unit, whole.count.unit):
        return Verdict.UNKNOWN
    if part.count.unit is not whole.count.unit:
        return Verdict.NOT_COMPARABLE
    if (part.count, part.repeats) == (whole.count, whole.repeats):
        return Verdict.HOLDS
    fits = {a <= b for a, b in product(numbers(part), numbers(whole))}
    return Verdict.UNKNOWN if len(fits) == 2 else Verdict.HOLDS if True in fits else Verdict.VIOLATED


def random_figure(rng: Random) -> Figure:
    value = rng.choice([100, 120, 125, 130, 200, 210])
    unit = rng.choice([Unit.PEOPLE] * 6 + [Unit.RECORDS, None])
    return figure(value, rng.choice(list(Qualifier)), unit, repeats=rng.random() < 0.15)


@pytest.mark.parametrize("seeds", [range(i, 400, 4) for i in range(4)], ids=lambda s: f"from-{s.start}")
def test_against_all_numbers(seeds):
    seen = set()
    for seed in seeds:
        rng = Random(seed)
        part, whole = random_figure(rng), random_figure(rng)
        verdict, why = compare([part], [whole])
        assert verdict is brute(part, whole), f"seed {seed}: {part} in {whole}: {why}"
        seen.add(verdict)
    assert seen == set(Verdict)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (figure(10), figure(20), (Verdict.HOLDS, Reason.FITS)),
        (figure(20), figure(20), (Verdict.HOLDS, Reason.SAME_NUMBER)),
        (figure(21), figure(20), (Verdict.VIOLATED, Reason.PART_LARGER)),
        (figure(3_996_789), figure(4_000_000, ABOUT), (Verdict.UNKNOWN, Reason.WITHIN_ROUNDING)),
        (figure(4_496_789), figure(4_500_000), (Verdict.UNKNOWN, Reason.WITHIN_ROUNDING)),
        (figure(4_500_000, ABOUT), figure(3_996_789), (Verdict.VIOLATED, Reason.PART_LARGER)),
        (figure(30_000, ABOUT), figure(30_000), (Verdict.UNKNOWN, Reason.WITHIN_ROUNDING)),
        (figure(45_000), figure(30_000, LEAST), (Verdict.UNKNOWN, Reason.OPEN_END)),
        (figure(45_000), figure(30_000, MOST), (Verdict.VIOLATED, Reason.PART_LARGER)),
        (figure(45_000, repeats=True), figure(30_000), (Verdict.UNKNOWN, Reason.COUNTS_REPEAT)),
        (figure(45_000), figure(30_000, repeats=True), (Verdict.VIOLATED, Reason.PART_LARGER)),
        (figure(10), figure(20, unit=Unit.RECORDS), (Verdict.NOT_COMPARABLE, Reason.UNITS_DIFFER)),
        (figure(30), figure(20, unit=None), (Verdict.UNKNOWN, Reason.UNIT_NOT_STATED)),
    ],
)
def test_two_figures(part, whole, expected):
    assert compare([part], [whole]) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ([figure(10), figure(15)], [figure(20)], (Verdict.HOLDS, Reason.FITS)),
        ([figure(10), figure(25)], [figure(20)], (Verdict.UNKNOWN, Reason.CLAIMS_DIFFER)),
        ([figure(25), figure(30)], [figure(20)], (Verdict.VIOLATED, Reason.PART_LARGER)),
        ([figure(25), figure(1, unit=Unit.RECORDS)], [figure(20)], (Verdict.VIOLATED, Reason.PART_LARGER)),
        ([figure(25)], [figure(20, unit=Unit.FILES), figure(20, unit=None)], (Verdict.UNKNOWN, Reason.UNIT_NOT_STATED)),
    ],
)
def test_several_claims(part, whole, expected):
    assert compare(part, whole) == expected


def test_what_can_be_one_number():
    assert is_same(figure(4_000_000, ABOUT), figure(3_996_789))
    assert not is_same(figure(4_000_000, ABOUT), figure(3_996_789, unit=Unit.RECORDS))
    assert not is_same(figure(40, LEAST), figure(50))
    assert not is_same(figure(40, unit=None), figure(40, unit=None))


def test_together_are_as_many_as_any_sets_of_these_sizes_can_be():
    people = range(6)
    for sizes in product(range(1, 4), repeat=2):
        sets = product(*(list(combinations(people, size)) for size in sizes))
        unions = {len(set().union(*map(set, chosen))) for chosen in sets}
        assert together([figure(size) for size in sizes]) == Bounds(min(unions), max(unions))
    assert together([figure(100, LEAST), figure(50)]) == Bounds(100, None)
    assert together([figure(100, MOST), figure(50, repeats=True)]) == Bounds(0, 150)
