"""Room is kept from question to question, for each thread its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from app.engine.kernels import find_between, find_chokes, find_simple_paths, reach_forward, reach_many
from app.engine.kernels.scratch import filled, give_back, room, zeros
from app.engine.kernels.speed import Speed, force
from tests.unit.app.engine.kernels.small import Small, small


def test_room_is_the_same_again_and_grows():
    first = room("test room", 10, np.int32, Speed.COMPILED)
    assert room("test room", 10, np.int32, Speed.COMPILED) is first
    assert np.shares_memory(room("test room", 5, np.int32, Speed.COMPILED), first)
    assert len(room("test room", 5000, np.int32, Speed.COMPILED)) == 5000
    room("test zeros", 3, np.int32, Speed.COMPILED)[:] = 7
    assert zeros("test zeros", 3, np.int32, Speed.COMPILED).tolist() == [0, 0, 0]


def test_room_that_was_not_given_back_is_not_given_again():
    first = filled("test filled", 4, np.int32, -1, Speed.COMPILED)
    first[2] = 5  # and then its question came to a sudden end
    second = filled("test filled", 4, np.int32, -1, Speed.COMPILED)
    assert second.tolist() == [-1] * 4
    give_back("test filled")
    assert np.shares_memory(filled("test filled", 3, np.int32, -1, Speed.COMPILED), second)


def test_questions_in_several_threads_do_not_get_in_each_others_way():
    cases = [case for case in map(small, range(60)) if case.actors > 1]
    with force(Speed.COMPILED):
        alone = [answers(case) for case in cases]
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(answers, cases * 5)) == alone * 5


def answers(case: Small) -> list[object]:
    table, goal = case.timetable(), case.actors - 1
    return [
        reach_forward(table, 0, 0).tolist(),
        reach_many(table, [(0, 0), (goal, 1)]).arrivals(1).tolist(),
        find_chokes(table, 0, goal, 0, case.days),
        sorted(find_between(table, 0, goal, 0, case.days).tolist()),
        find_simple_paths(table, 0, goal, 0, case.days, max_hops=4).transfers.tolist(),
    ]
