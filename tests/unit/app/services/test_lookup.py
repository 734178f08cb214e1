"""Names → things: exact ones first, by any name they bear, in the order of the graph."""

from __future__ import annotations

import pytest

from app.domain.errors import Ambiguous, NotFound
from app.domain.graph import Actor, Dataset, Graph
from app.services.lookup import find_actor, find_dataset, find_sighting
from app.services.snapshot import ALL, Snapshot


def snapshot(*actors: Actor) -> Snapshot:
    datasets = {"d": Dataset("d", "会員名簿")}
    return Snapshot(ALL, Graph(actors={one.id: one for one in actors}, datasets=datasets), {}, {})


HALL = snapshot(
    Actor("b", "北浜データ", aliases=("ＫＩＴＡＨＡＭＡ", "北浜")),
    Actor("c", "北浜データ販売"),
    Actor("a", "南浜", aliases=("北浜データ",)),
    Actor("e", "", aliases=()),
)


def matches(asked: str) -> list[str]:
    with pytest.raises(Ambiguous) as caught:
        find_actor(HALL, asked)
    return [key for key, _ in caught.value.matches]


def test_width_case_and_white_space_do_not_matter():
    assert find_actor(HALL, " kitahama ") == "b"
    assert find_actor(HALL, "c") == "c"


def test_a_name_that_several_bear_lists_them_in_their_order_each_once():
    assert matches("北浜データ") == ["b", "a"]
    assert matches("浜") == ["b", "c", "a"]


def test_a_part_counts_only_if_nobody_bears_the_name():
    assert find_actor(HALL, "北浜") == "b"
    assert find_actor(HALL, "販売") == "c"


@pytest.mark.parametrize("asked", ["", "  ", "誰か"])
def test_what_names_nobody_is_not_found(asked: str):
    with pytest.raises(NotFound):
        find_actor(HALL, asked)


def test_names_are_looked_up_in_the_snapshot_that_is_asked():
    assert find_actor(HALL, "南浜") == "a"
    assert find_actor(snapshot(Actor("z", "南浜")), "南浜") == "z"


def test_kinds_are_kept_apart():
    assert find_dataset(HALL, "名簿") == "d"
    assert find_sighting(HALL, "会員名簿").id == "d"
    assert find_sighting(HALL, "actor:kitahama").id == "b"
