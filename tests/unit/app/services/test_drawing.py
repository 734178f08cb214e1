"""What is drawn: which transfers come first, which actors come with them, and what is told of the rest."""

from contextlib import closing

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.services.ask import Options
from app.services.drawing import Drawn, ask_drawing
from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import NEWS, actor, case

DEFAULTS = Options()


def drawn(graphs, options=DEFAULTS, **wanted):
    return ask_drawing(graphs, Drawn(**wanted), options)


def ids(answer, what="transfers"):
    return [one["id"] for one in answer[what]]


def test_all_is_drawn_in_the_order_of_days(graphs):
    answer = drawn(graphs)
    assert ids(answer) == ["t1", "t2", "t3", "t4", "t6", "t5"]
    assert ids(answer, "actors") == ["broker", "contractor", "dealer", "insider", "police", "shop"]
    assert {one["id"]: one["transfers"] for one in answer["actors"]} == {
        "broker": 3,
        "contractor": 2,
        "dealer": 2,
        "insider": 3,
        "police": 1,
        "shop": 1,
    }
    assert (answer["left_out"], answer["truncated"], answer["policy"]) == (0, False, "all")
    assert answer["datasets"] == [{"id": "d1", "label": "会員名簿"}]
    assert answer["incidents"] == [{"id": "i1", "label": "みどり沢通販 会員名簿の流出"}]


def test_a_transfer_is_told_in_short(graphs):
    (sale,) = [one for one in drawn(graphs)["transfers"] if one["id"] == "t4"]
    assert sale | {"confidence": 0} == {
        "id": "t4",
        "incident": "i1",
        "provider": "broker",
        "recipient": "dealer",
        "dataset": "d1",
        "action": "resale",
        "medium": "unknown",
        "status": "suspected",
        "lawful": False,
        "confidence": 0,
        "stated": {"earliest": "2030-05-01", "latest": "2030-05-31"},
        "record_count": None,
        "price": None,
        "inferred": ["provider"],
        "part_of": None,
        "quotes": 1,
    }


def test_what_is_told_best_comes_first(graphs):
    answer = drawn(graphs, limit=4)
    assert ids(answer) == ["t1", "t2", "t3", "t6"]  # confirmed, then suspected: the surer of two
    assert (answer["left_out"], answer["truncated"], answer["cut"]) == (2, True, ["limit"])
    assert ids(drawn(graphs, limit=1)) == ["t1"]


def test_an_actor_counts_also_what_is_not_drawn(graphs):
    numbers = {one["id"]: one["transfers"] for one in drawn(graphs, limit=1)["actors"]}
    assert numbers == {"contractor": 2, "shop": 1}
    surer = {one["id"]: one["transfers"] for one in drawn(graphs, actor="broker", min_status="confirmed")["actors"]}
    assert surer == {"broker": 1, "police": 1}


def test_around_an_actor_are_its_neighbours_of_both_sides(graphs):
    answer = drawn(graphs, actor="東名簿センター")
    assert ids(answer) == ["t3", "t4", "t6"]
    assert ids(answer, "actors") == ["broker", "dealer", "insider", "police"]


def test_least_status_dataset_day_and_policy_are_those_of_other_questions(graphs):
    assert ids(drawn(graphs, min_status="planned")) == ["t1", "t2", "t3", "t4", "t6"]
    assert ids(drawn(graphs, min_status="confirmed")) == ["t1", "t2", "t6"]
    assert len(ids(drawn(graphs, Options(dataset="会員名簿")))) == 6
    known = drawn(graphs, Options(known_on="2030-08-01", policy="latest_official"))
    assert "t6" not in ids(known)
    assert (known["known_on"], known["undated_documents"], known["policy"]) == ("2030-08-01", [], "latest_official")


@pytest.fixture
def grouped(tmp_path):
    """A pair whose members are known, and a caller who is one of them; one member takes part in nothing itself."""
    given = case()
    given["actors"] += [
        actor("ann", "北浜", "midorisawa-news", "person"),
        actor("bob", "白鳥", "midorisawa-news", "person"),
        actor("pair", "社員", "midorisawa-news", "group", members=["ann", "bob"]),
        actor("caller", "元社", "midorisawa-news", "person", candidates=["ann", "bob"]),
    ]
    told = next(one for one in given["transfers"] if one["id"] == "t1")
    given["transfers"].append(told | {"id": "t7", "provider": "pair", "recipient": None, "dataset": None})
    assert all(name in NEWS for name in ("北浜", "白鳥", "社員", "元社"))
    with closing(open_store(f"sqlite:///{tmp_path}/grouped.db")) as store:
        import_exchange(store, to_json(given), "grouped.json")
        yield Graphs(store)


def test_members_come_with_their_group_and_groups_with_whom_is_asked_for(grouped):
    whole = drawn(grouped)
    assert {"pair", "ann", "bob"} <= set(ids(whole, "actors"))
    assert "caller" not in ids(whole, "actors")  # takes part in no transfer
    assert ids(drawn(grouped, actor="ann"), "actors") == ["ann", "caller", "pair"]
    (pair,) = [one for one in whole["actors"] if one["id"] == "pair"]
    assert (pair["members"], pair["transfers"]) == (["ann", "bob"], 1)
    (open_end,) = [one for one in whole["transfers"] if one["id"] == "t7"]
    assert (open_end["recipient"], open_end["dataset"]) == (None, None)


def test_a_part_of_the_graph_that_a_store_keeps_gives_the_same(grouped, tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path}/grouped.db")) as store:
        kept = Graphs(store)
        for wanted in ({}, {"actor": "ann"}, {"incident": "i1", "limit": 3}, {"min_status": "suspected"}):
            for options in (DEFAULTS, Options(dataset="d1")):
                whole = drawn(grouped, options, **wanted) | {"elapsed_ms": 0}
                assert drawn(kept, options, **wanted) | {"elapsed_ms": 0} == whole
                assert grouped.snapshot().is_slice is False


def test_bad_questions_are_named(graphs):
    for wanted, place in (({"limit": 0}, "limit"), ({"limit": 1501}, "limit"), ({"min_status": "x"}, "min_status")):
        with pytest.raises(BadQuestion) as caught:
            drawn(graphs, **wanted)
        assert caught.value.place == place
    for wanted in ({"incident": "別の件"}, {"actor": "別の人"}):
        with pytest.raises(NotFound):
            drawn(graphs, **wanted)
