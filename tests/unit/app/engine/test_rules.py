"""Each rule of the engine on a story that can be checked by eye; degenerate graphs first."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Direction, Held, Mode, Question
from app.domain.vocabulary import Action, How, Status
from app.domain.window import OPEN, Window
from app.engine import find_holders, find_lineage, find_paths


def day(number: int) -> date:
    return date(2031, 5, number)


def days(first: int | None, last: int | None) -> Window:
    return Window(None if first is None else day(first), None if last is None else day(last))


def transfer(key: str, way: str, window: Window = OPEN, **values: object) -> Transfer:
    """`way` is "a>b"; an empty side is an end that is not stated."""
    provider, recipient = (end or None for end in way.split(">"))
    return Transfer(key, None, provider, recipient, window=window, **values)


def graph(*transfers: Transfer, groups: dict[str, str] | None = None, data: dict[str, str] | None = None) -> Graph:
    """Groups as `{"g": "a b"}`, datasets with what they derive from as `{"part": "whole", "whole": ""}`."""
    groups, data = groups or {}, data or {}
    names = {end for t in transfers for end in (t.provider, t.recipient) if end} | groups.keys()
    names |= {m for members in groups.values() for m in members.split()}
    return Graph(
        actors={n: Actor(n, n, members=tuple(groups.get(n, "").split())) for n in sorted(names)},
        datasets={d: Dataset(d, d, derived_from=tuple(up.split())) for d, up in data.items()},
        transfers={t.id: t for t in transfers},
    )


def ways(g: Graph, start: str, goal: str, k: int = 100, **asked: object) -> list[str]:
    answer = find_paths(g, start, goal, Question(**asked), k)
    return [" ".join(h.transfer.id for h in p.hops) for p in answer.paths]


# ---------------------------------------------------------------- degenerate


def test_one_actor_and_no_transfer():
    g = Graph(actors={"a": Actor("a", "a")})
    assert ways(g, "a", "a") == []
    assert find_lineage(g, "a", Direction.DOWNSTREAM, Question()).actors == ()
    assert find_lineage(g, "a", Direction.UPSTREAM, Question()).actors == ()


def test_nothing_at_all():
    assert find_holders(Graph(), Question()).actors == ()


@pytest.mark.parametrize(("start", "goal"), [("a", "zz"), ("zz", "a")])
def test_unknown_actor(start, goal):
    with pytest.raises(NotFound, match="zz"):
        find_paths(graph(transfer("t", "a>b")), start, goal, Question(), 1)


def test_unknown_root_and_dataset():
    g = graph(transfer("t", "a>b"))
    with pytest.raises(NotFound, match="zz"):
        find_lineage(g, "zz", Direction.UPSTREAM, Question())
    with pytest.raises(NotFound, match="nothing"):
        find_holders(g, Question(dataset="nothing"))


@pytest.mark.parametrize("k", [0, -1, 1001])
def test_k_out_of_range(k):
    with pytest.raises(BadQuestion, match="k must"):
        find_paths(graph(transfer("t", "a>b")), "a", "b", Question(), k)


@pytest.mark.parametrize("asked", [{"max_hops": 0}, {"max_hops": 16}, {"seconds": 0}, {"min_status": Status.DENIED}])
def test_limits_out_of_range(asked):
    g = graph(transfer("t", "a>b"))
    for ask in (
        lambda q: find_paths(g, "a", "b", q, 1),
        lambda q: find_lineage(g, "a", Direction.DOWNSTREAM, q),
        lambda q: find_holders(g, q),
    ):
        with pytest.raises(BadQuestion):
            ask(Question(**asked))


def test_ends_that_are_not_stated_join_nothing():
    g = graph(transfer("t", "a>"), transfer("u", ">b"))
    assert ways(g, "a", "b") == []
    assert [h.actor for h in find_holders(g, Question()).actors] == ["a", "b"]


# ---------------------------------------------------------------- time


def test_neighbours_in_order_are_not_enough():
    g = graph(transfer("t", "a>b", days(5, 6)), transfer("u", "b>c", days(1, 9)), transfer("v", "c>d", days(1, 4)))
    assert ways(g, "a", "c") == ["t u"]
    assert ways(g, "b", "d") == ["u v"]
    assert ways(g, "a", "d") == []


def test_the_same_day_is_allowed_and_certain():
    g = graph(transfer("t", "a>b", days(5, 5)), transfer("u", "b>c", days(5, 5)))
    assert ways(g, "a", "c", mode=Mode.CERTAIN) == ["t u"]


def test_windows_are_tightened_from_both_sides():
    g = graph(transfer("t", "a>b", days(3, 9)), transfer("u", "b>c", days(1, 7)))
    (path,) = find_paths(g, "a", "c", Question(), 1).paths
    assert [hop.window for hop in path.hops] == [days(3, 7), days(3, 7)]
    assert [hop.transfer.window for hop in path.hops] == [days(3, 9), days(1, 7)]
    assert not path.is_certain


def test_order_of_the_texts_forbids_sharpens_and_makes_certain():
    g = graph(transfer("t", "a>b", days(3, 9)), transfer("u", "b>a", days(1, 9), after=("t",)), transfer("v", "b>c"))
    assert ways(g, "a", "a") == ["t u"]
    assert ways(g, "b", "b") == []
    (path,) = find_paths(g, "a", "a", Question(), 1).paths
    assert path.is_certain
    assert path.hops[1].window == days(3, 9)


def test_order_of_the_texts_that_contradicts_itself_changes_nothing():
    g = graph(transfer("t", "a>b", days(1, 1), after=("u",)), transfer("u", "b>c", days(2, 2), after=("t",)))
    assert ways(g, "a", "c") == ["t u"]
    assert ways(g, "a", "c", mode=Mode.CERTAIN) == []


def test_by_cuts():
    g = graph(transfer("t", "a>b", days(3, 9)))
    assert ways(g, "a", "b", by=day(2)) == []
    assert ways(g, "a", "b", by=day(3)) == ["t"]
    assert ways(g, "a", "b", by=day(8), mode=Mode.CERTAIN) == []
    assert ways(g, "a", "b", by=day(9), mode=Mode.CERTAIN) == ["t"]


# ---------------------------------------------------------------- recoveries


def recovery(key: str, way: str, window: Window, **values: object) -> Transfer:
    return transfer(key, way, window, action=Action.RECOVERY, **values)


LIST = {"list": "", "rows": "list"}


def test_after_a_recovery_nothing_starts_from_that_holding():
    g = graph(
        transfer("t", "a>b", days(1, 2), dataset="list"),
        recovery("r", "b>police", days(4, 5), dataset="list"),
        transfer("u", "b>c", days(6, 6), dataset="list"),
        transfer("v", "b>d", days(5, 9), dataset="rows"),
        data=LIST,
    )
    assert ways(g, "a", "c") == []
    assert ways(g, "b", "c") == []
    assert ways(g, "a", "d") == ["t v"]
    (path,) = find_paths(g, "a", "d", Question(), 1).paths
    assert path.hops[1].window == days(5, 5)


def test_a_recovery_on_the_day_of_the_receipt_leaves_nothing_certain_later():
    g = graph(
        transfer("t", "a>b", days(3, 3), dataset="list"),
        recovery("r", "b>police", days(3, 3), dataset="list"),
        transfer("u", "b>c", days(3, 9), dataset="list"),
        data=LIST,
    )
    (path,) = find_paths(g, "a", "c", Question(), 9).paths
    assert path.hops[1].window == days(3, 3)
    assert not path.is_certain


def test_a_recovery_of_a_part_leaves_the_whole():
    g = graph(
        transfer("t", "a>b", days(1, 2), dataset="list"),
        recovery("r", "b>police", days(3, 3), dataset="rows"),
        transfer("u", "b>c", days(6, 6), dataset="list"),
        data=LIST,
    )
    assert ways(g, "a", "c") == ["t u"]


def test_what_was_recovered_may_come_again():
    g = graph(
        transfer("t", "a>b", days(1, 2), dataset="list"),
        recovery("r", "b>police", days(3, 3), dataset="list"),
        transfer("again", "x>b", days(5, 5), dataset="list"),
        transfer("u", "b>c", days(6, 6), dataset="list"),
        data=LIST,
    )
    assert ways(g, "a", "c") == []
    assert ways(g, "x", "c") == ["again u"]
    assert ways(g, "b", "c") == ["u"], "the rest of a possible path is possible"


# ---------------------------------------------------------------- data, parts, groups


def test_a_part_does_not_turn_into_another_part():
    data = {"whole": "", "north": "whole", "south": "whole"}
    g = graph(
        transfer("t", "a>b", dataset="north"),
        transfer("u", "b>c", dataset="whole"),
        transfer("v", "c>d", dataset="south"),
        transfer("w", "c>e"),
        data=data,
    )
    assert ways(g, "a", "c") == ["t u"]
    assert ways(g, "a", "d") == []
    assert ways(g, "b", "d") == ["u v"]
    (path,) = find_paths(g, "a", "e", Question(), 1).paths
    assert [hop.dataset for hop in path.hops] == ["north", "north", "north"]


def test_a_batch_is_folded_into_the_sales_it_is_part_of():
    g = graph(
        transfer("all", "a>b", days(1, 20), dataset="list"),
        transfer("batch", "a>b", days(17, 17), dataset="rows", part_of="all"),
        transfer("resale", "b>c", days(1, 9), dataset="list"),
        data=LIST,
    )
    assert ways(g, "a", "b") == ["all"]
    assert find_paths(g, "a", "b", Question(), 1).paths[0].hops[0].parts == ("batch",)
    assert ways(g, "a", "b", dataset="rows") == ["batch"], "how the batch went is told, and only so"
    assert ways(g, "a", "c", dataset="rows") == []
    (resold,) = find_paths(g, "a", "c", Question(), 9).paths
    assert resold.hops[0].parts == (), "the batch came too late for the resale"


def test_a_part_between_others_stays_a_path_of_its_own():
    g = graph(transfer("all", "g>b"), transfer("mine", "a>b", part_of="all"), groups={"g": "a c"})
    assert ways(g, "a", "b") == ["all", "mine"]


def test_two_deliveries_that_sum_each_other_up_both_stay():
    g = graph(transfer("t", "a>b", part_of="u"), transfer("u", "a>b", part_of="t"))
    assert ways(g, "a", "b") == ["t", "u"]


def test_groups_join_with_members_but_members_do_not_join():
    groups = {"ab": "a b", "bc": "b c"}
    g = graph(transfer("t", "x>a"), transfer("u", "ab>y"), transfer("v", "b>z"), transfer("w", "bc>q"), groups=groups)
    assert ways(g, "x", "y") == ["t u"]
    assert ways(g, "x", "z") == []
    assert ways(g, "x", "q") == []
    assert ways(g, "x", "y", mode=Mode.CERTAIN) == []
    assert ways(g, "b", "y") == ["u"], "asking for a member finds what its group did"


def test_a_group_and_its_member_are_one_actor_on_a_path():
    g = graph(
        transfer("t", "x>a"), transfer("u", "a>y"), transfer("v", "y>ab"), transfer("w", "ab>z"), groups={"ab": "a b"}
    )
    assert ways(g, "x", "z") == ["t w"]
    assert ways(g, "a", "ab") == []


def test_returns_only_when_asked_for():
    g = graph(transfer("t", "a>b", days(1, 1)), transfer("u", "b>a", days(2, 2)), transfer("v", "a>c", days(3, 3)))
    assert ways(g, "a", "a") == ["t u"]
    assert ways(g, "b", "c") == ["u v"]
    assert ways(g, "a", "c") == ["v"]


# ---------------------------------------------------------------- status, order, beside


def test_denied_and_planned_stand_beside():
    g = graph(
        transfer("t", "a>b"),
        transfer("no", "b>c", status=Status.DENIED),
        transfer("plan", "a>c", status=Status.PLANNED),
        transfer("other", "x>y", status=Status.DENIED),
    )
    answer = find_paths(g, "a", "c", Question(), 5)
    assert answer.paths == ()
    assert [t.id for t in answer.beside] == ["no", "plan"]


def test_order_of_paths():
    g = graph(
        transfer("late", "a>b", days(5, 5), sources=("s", "r")),
        transfer("early", "a>b", days(4, 5), sources=("s", "r")),
        transfer("single", "a>b", days(1, 1), sources=("s",)),
        transfer("alleged", "a>b", status=Status.ALLEGED, sources=("s", "r", "q")),
        transfer("1", "a>m", sources=("s", "r")),
        transfer("2", "m>b", sources=("s", "r")),
    )
    assert ways(g, "a", "b") == ["early", "late", "1 2", "single", "alleged"]
    assert ways(g, "a", "b", min_status=Status.CONFIRMED) == ["early", "late", "1 2", "single"]


def test_an_inferred_end_is_never_certain():
    g = graph(transfer("t", "a>b", days(1, 1), how={"provider": How.IMPLIED}))
    (path,) = find_paths(g, "a", "b", Question(), 1).paths
    assert not path.is_certain
    assert ways(g, "a", "b", mode=Mode.CERTAIN) == []


def test_a_cut_answer_says_what_was_cut():
    g = graph(transfer("t", "a>b"), transfer("u", "b>c"), transfer("v", "a>c"))
    assert find_paths(g, "a", "c", Question(), 2).truncated == ()
    assert find_paths(g, "a", "c", Question(), 1).truncated == ("k",)
    assert find_paths(g, "a", "c", Question(max_hops=1), 5).truncated == ("hops",)
    assert find_lineage(g, "a", Direction.DOWNSTREAM, Question(max_hops=1)).truncated == ()
    only = graph(transfer("t", "a>b"), transfer("u", "b>c"))
    assert find_lineage(only, "a", Direction.DOWNSTREAM, Question(max_hops=1)).truncated == ("hops",)
    assert find_lineage(only, "c", Direction.UPSTREAM, Question(max_hops=1)).truncated == ("hops",)


# ---------------------------------------------------------------- lineage and holders


def test_lineage_both_ways():
    g = graph(transfer("t", "a>b", days(1, 3)), transfer("u", "b>c", days(3, 8)), transfer("v", "c>d", days(2, 5)))
    down = find_lineage(g, "a", Direction.DOWNSTREAM, Question()).actors
    assert [(r.actor, r.earliest, r.certain_by, r.path) for r in down] == [
        ("b", day(1), day(3), ("t",)),
        ("c", day(3), day(8), ("t", "u")),
        ("d", day(3), None, ("t", "u", "v")),
    ]
    up = find_lineage(g, "d", Direction.UPSTREAM, Question()).actors
    assert [(r.actor, r.latest, r.path) for r in up] == [
        ("c", day(5), ("v",)),
        ("b", day(5), ("u", "v")),
        ("a", day(3), ("t", "u", "v")),
    ]


def test_holders_by_a_day():
    g = graph(
        transfer("t", "a>b", days(1, 3), dataset="list", lawful=True),
        transfer("u", "b>c", days(5, 9), dataset="list"),
        recovery("r", "b>police", days(12, 14), dataset="list"),
        data=LIST,
    )

    def held(last: int) -> list[tuple[str, bool, Held]]:
        answer = find_holders(g, Question(by=day(last), dataset="list"))
        return [(h.actor, h.certain, h.held) for h in answer.actors]

    assert held(2) == [("a", False, Held.POSSIBLE), ("b", False, Held.POSSIBLE)]
    assert held(7) == [("a", True, Held.YES), ("b", True, Held.YES), ("c", False, Held.POSSIBLE)]
    assert held(13)[1] == ("b", True, Held.POSSIBLE)
    assert held(14)[1] == ("b", True, Held.NO)
    origin, receiver, *_ = find_holders(g, Question(dataset="list")).actors
    assert (origin.origin, origin.lawful, origin.since) == (True, False, days(None, 3))
    assert (receiver.origin, receiver.lawful, receiver.since, receiver.until) == (False, True, days(1, 3), days(12, 14))


def test_holders_of_a_part_and_of_what_is_not_said():
    g = graph(
        transfer("t", "a>b", days(1, 1), dataset="list"),
        transfer("u", "a>c", days(1, 1), dataset="rows"),
        transfer("v", "a>d", days(1, 1)),
        transfer("w", "a>e", days(1, 1), dataset="other"),
        data=LIST | {"other": ""},
    )
    answer = find_holders(g, Question(dataset="rows"))
    assert [(h.actor, h.certain) for h in answer.actors] == [("a", True), ("b", False), ("c", True), ("d", False)]


def test_givers_in_a_circle_are_not_lost():
    g = graph(transfer("t", "a>b", days(1, 3)), transfer("u", "b>a", days(1, 3)))
    answer = find_holders(g, Question())
    assert {h.actor for h in answer.actors if h.certain} == {"a", "b"}


def test_one_who_passed_it_on_before_it_can_have_come_is_an_origin():
    g = graph(transfer("t", "y>x", days(8, 9)), transfer("u", "x>p", days(1, 9)), transfer("v", "p>z", days(2, 3)))
    answer = find_holders(g, Question())
    assert [h.actor for h in answer.actors if h.origin] == ["p", "y"]
    assert "z" in {h.actor for h in answer.actors}


def test_one_reached_only_by_more_hops_than_allowed_is_no_origin():
    g = graph(
        transfer("t", "a>b", days(1, 1)),
        transfer("u", "b>c", days(2, 2)),
        transfer("v", "c>d", days(3, 3)),
        transfer("w", "d>e", days(4, 4)),
    )
    answer = find_holders(g, Question(max_hops=1))
    assert [h.actor for h in answer.actors if h.origin] == ["a"]
    assert [h.actor for h in answer.actors] == ["a", "b", "c", "d", "e"]
    assert answer.truncated == ("hops",)
