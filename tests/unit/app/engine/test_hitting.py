"""Least hitting sets against all subsets, the degenerate families first."""

from __future__ import annotations

from itertools import combinations
from random import Random
from time import monotonic

import pytest

from app.engine.hitting import smallest_hitting_set


def brute_force(sets: list[set[int]]) -> int:
    elements = sorted(set().union(*sets))
    sizes = range(len(elements) + 1)
    return next(n for n in sizes if any(all(s & set(c) for s in sets) for c in combinations(elements, n)))


def test_nothing_to_hit():
    assert smallest_hitting_set([]).elements == frozenset()
    assert smallest_hitting_set([]).is_least


def test_an_empty_set_cannot_be_hit():
    with pytest.raises(ValueError, match="empty"):
        smallest_hitting_set([{1}, set()])


def test_one_element_of_all_sets_is_enough():
    found = smallest_hitting_set([{1, 2, 3}, {3, 4}, {2, 3}])
    assert (found.elements, found.lower) == ({3}, 1)


def test_the_smaller_element_is_preferred():
    assert smallest_hitting_set([{2, 1}]).elements == {1}
    assert smallest_hitting_set([{7, 3}, {9, 5}]).elements == {3, 5}


def test_odd_circles_need_more_than_their_disjoint_sets():
    """Five sets in a circle: two are disjoint, three elements are needed."""
    found = smallest_hitting_set([{i, (i + 1) % 5} for i in range(5)])
    assert (len(found.elements), found.lower) == (3, 3)


def test_random_families():
    for seed in range(600):
        rng = Random(seed)
        size = rng.randint(2, 9)
        sets = [set(rng.sample(range(size), rng.randint(1, min(4, size)))) for _ in range(rng.randint(1, 12))]
        found = smallest_hitting_set(sets)
        assert all(found.elements & one for one in sets), seed
        assert (len(found.elements), found.lower) == (brute_force(sets),) * 2, seed
        assert smallest_hitting_set(sets) == found, seed


def test_families_that_have_to_be_branched_over():
    """Sets of three among twelve: what is taken greedily is often one too many."""
    greedy = 0
    for seed in range(60):
        rng = Random(seed)
        sets = [set(rng.sample(range(12), 3)) for _ in range(rng.randint(14, 24))]
        found, least = smallest_hitting_set(sets), brute_force(sets)
        assert (len(found.elements), found.lower) == (least, least), seed
        greedy += len(smallest_hitting_set(sets, most_nodes=0).elements) > least
    assert greedy > 5


def test_too_much_work_is_bounded_and_told():
    rng = Random(1)
    sets = [set(rng.sample(range(80), 4)) for _ in range(240)]
    begun = monotonic()
    found = smallest_hitting_set(sets, most_nodes=200)
    assert monotonic() - begun < 5
    assert all(found.elements & one for one in sets)
    assert 0 < found.lower < len(found.elements)
    assert not found.is_least


def test_many_sets_apart_need_no_branching():
    found = smallest_hitting_set([{2 * i, 2 * i + 1} for i in range(5000)], most_nodes=0)
    assert found.elements == set(range(0, 10000, 2))
    assert found.is_least
