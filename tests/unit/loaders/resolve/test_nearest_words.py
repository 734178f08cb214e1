"""Of several readings that fit, the one with the very same words is the one meant."""

from __future__ import annotations

import pytest

from app.domain.view import View
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import person, theft


def graph(*labels):
    """One article calls the thief 取引先社員C, another knows several insiders."""
    more = [person(f"p{number}", label, "insider") for number, label in enumerate(labels)][1:]
    return resolve([theft("d1", "c", "取引先社員C"), theft("d2", "p0", labels[0], *more)], View())


@pytest.mark.parametrize("other", ["社員", "元社員"])
def test_the_same_words_go_before_words_inside_others(other):
    found = graph("取引先社員", other)
    assert found.former.get("d2:p0") == "d1:c"
    assert "d2:p1" in found.actors


def test_a_letter_of_its_own_stays_a_contradiction():
    found = graph("取引先社員D", "社員")
    assert "d2:p0" in found.actors


def test_two_with_the_same_words_are_not_guessed_between():
    found = graph("取引先社員", "取引先の社員")
    assert {"d2:p0", "d2:p1"} <= found.actors.keys()
