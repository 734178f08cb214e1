"""Reach by going from actor to actor is that of brute force; where it gives up, nothing is left behind."""

from __future__ import annotations

import numpy as np
import pytest

from app.engine.kernels import NEVER, Timetable, reach_backward, reach_forward
from app.engine.kernels import reach as module
from tests.unit.app.engine.kernels.small import CASES, arrivals, departures, small

pytestmark = pytest.mark.usefixtures("speed")


@pytest.mark.parametrize("share", [1, 2])
def test_nearby_reach_is_that_of_brute_force(monkeypatch, share):
    called = []
    whole = module._pass
    monkeypatch.setattr(module, "NEARBY", share)  # with 2 it gives up now and then
    monkeypatch.setattr(module, "_WORTH", 1)
    monkeypatch.setattr(module, "_pass", lambda *given: (called.append(1), whole(*given)))
    for seed in range(CASES):
        case = small(seed)
        day = seed % (case.days + 2) - 1
        for actor in range(case.actors):
            timetable = case.timetable()
            assert reach_forward(timetable, actor, day).tolist() == arrivals(case, actor, day), (seed, actor)
            assert reach_backward(timetable, actor, day).tolist() == departures(case, actor, day), (seed, actor)
            cut = [then if then <= day + 1 else NEVER for then in arrivals(case, actor, day)]
            assert reach_forward(timetable, actor, day, until=day + 1).tolist() == cut, (seed, actor)
    assert called


def test_a_large_timetable_is_not_gone_through_for_a_few(monkeypatch):
    others = np.arange(2, 99_002, dtype=np.int32)
    provider, recipient = np.append(others, [0, 1]), np.append(np.roll(others, 1), [1, 99_002])
    day = np.append(np.full(99_000, 5), [7, 8])
    timetable = Timetable.of(provider, recipient, day, day, actors=99_003)
    monkeypatch.setattr(module, "_pass", None)
    found = reach_forward(timetable, 0, -9)
    assert {actor: int(found[actor]) for actor in np.flatnonzero(found != NEVER)} == {0: -9, 1: 7, 99_002: 8}
