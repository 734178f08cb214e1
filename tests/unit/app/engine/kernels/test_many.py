"""Many questions at once have the answers that each has alone."""

from __future__ import annotations

from random import Random

import pytest

from app.engine.kernels import NEVER, reach_forward, reach_many
from tests.unit.app.engine.kernels.small import CASES, arrivals, small

pytestmark = pytest.mark.usefixtures("speed")


@pytest.mark.parametrize("block", range(10))
def test_many_are_those_of_brute_force(block):
    for seed in range(block, CASES, 10):
        case, random = small(seed), Random(seed)
        starts = [
            (random.randrange(case.actors), random.randint(-1, case.days + 1)) for _ in range(random.choice([1, 5, 64]))
        ]
        many = reach_many(case.timetable(), starts)
        for question, (actor, since) in enumerate(starts):
            expected = arrivals(case, actor, since)
            assert many.arrivals(question).tolist() == expected, (seed, question)
            reached = [bool(int(bits) >> question & 1) for bits in many.reached[:-1]]
            assert reached == [day != NEVER for day in expected], (seed, question)
        days = many.when[: many.length].tolist()
        assert days == sorted(days)


@pytest.mark.parametrize("starts", [[], [(0, 0)] * 65, [(99, 0)], [(0, 2**31)]])
def test_what_one_pass_cannot_answer_is_refused(starts):
    with pytest.raises(ValueError, match=r"one pass|actors of"):
        reach_many(small(1).timetable(), starts)


def test_an_answer_that_is_not_needed_any_more_can_be_written_over():
    first, second = small(7).timetable(), small(8).timetable()
    before = reach_many(first, [(0, 0)])
    again = reach_many(first, [(first.actors - 1, 0)], before)
    assert again.who is before.who
    assert again.arrivals(0).tolist() == reach_forward(first, first.actors - 1, 0).tolist()
    other = reach_many(second, [(0, 0)], again)  # of another size: fresh
    assert first.actors != second.actors
    assert other.arrivals(0).tolist() == reach_forward(second, 0, 0).tolist()
