"""How fast, and how long still: what the lines on progress say."""

from __future__ import annotations

import pytest

from app.cli.pace import Pace
from app.services.load import Event, Outcome


def pace_after(*steps, files=100):
    """`steps`: seconds, outcome, characters."""
    clock = [0.0]
    pace = Pace(files, lambda: clock[0])
    for seconds, outcome, characters in steps:
        clock[0] += seconds
        pace.count(Event(outcome, "x", characters=characters), files=1)
    return str(pace)


READ, SKIPPED = Outcome.LOADED, Outcome.SKIPPED


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "0 of 100 files"),
        (
            [(2, READ, 4000)],
            "1 of 100 files, 30 documents a minute, 2,000 characters a second, about 3 min left",
        ),
        ([(0.001, SKIPPED, 0)] * 50, "50 of 100 files, about 0 s left"),
        ([(1, SKIPPED, 0)] * 100, "100 of 100 files"),
        ([(60, READ, 600)] * 10, "10 of 100 files, 1 documents a minute, 10 characters a second, about 1.5 h left"),
    ],
)
def test_what_is_said(steps, said):
    assert pace_after(*steps) == said


def test_what_was_skipped_at_first_does_not_count_for_the_time_left():
    steps = [(0.001, SKIPPED, 0)] * 50 + [(30, READ, 900)] * 10
    assert pace_after(*steps) == ("60 of 100 files, 2 documents a minute, 30 characters a second, about 20 min left")
