"""Markings are in the order of the standard, and an audience sees all that is marked no higher than its clearance."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.domain.access import EVERYTHING, Audience, Marking


def test_markings_are_ordered() -> None:
    order = [Marking.CLEAR, Marking.GREEN, Marking.AMBER, Marking.AMBER_STRICT, Marking.RED]
    assert all(lower.rank < higher.rank for lower, higher in pairwise(order))
    assert set(order) == set(Marking)


@pytest.mark.parametrize("clearance", Marking)
def test_audience_sees_up_to_its_clearance(clearance: Marking) -> None:
    seen = [marking for marking in Marking if Audience(clearance).may_see(marking)]
    assert seen == [marking for marking in Marking if marking.rank <= clearance.rank]


def test_whoever_sees_everything_sees_red() -> None:
    assert EVERYTHING.may_see(Marking.RED)
    assert EVERYTHING.names
