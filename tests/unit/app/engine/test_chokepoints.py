"""What choke points and least cuts are, rule by rule; `test_chokepoints_against_oracle` holds them against all chains."""

from __future__ import annotations

from datetime import date

from app.domain.cut import ChokePoints
from app.domain.graph import Actor, Dataset, Graph, Transfer
from app.domain.path import Mode, Question
from app.domain.vocabulary import Action, Status
from app.domain.window import OPEN, Window
from app.engine import least as least_cuts
from app.engine.chokepoints import find_chokepoints
from app.engine.cuts import Bounded


def on(first: int, last: int | None = None) -> Window:
    return Window(date(2031, 5, first), date(2031, 5, last or first))


def t(key: str, ends: str, window: Window = OPEN, **more: object) -> Transfer:
    provider, recipient = ends.split(">")
    return Transfer(key, None, provider, recipient, window=window, **more)


def graph(*transfers: Transfer, actors: tuple[Actor, ...] = ()) -> Graph:
    names = {end for x in transfers for end in (x.provider, x.recipient) if end}
    known = {name: Actor(name, name) for name in sorted(names)} | {actor.id: actor for actor in actors}
    data = {x.dataset: Dataset(x.dataset, x.dataset) for x in transfers if x.dataset}
    return Graph(actors=known, transfers={x.id: x for x in transfers}, datasets=data)


def transfers(answer: ChokePoints) -> list[str]:
    return [choke.transfer.id for choke in answer.transfers]


def actors(answer: ChokePoints) -> list[str]:
    return [choke.actor for choke in answer.actors]


def least(answer: ChokePoints) -> tuple[list[str], list[str] | None]:
    of_actors = answer.least_actors
    return (
        [member.transfer.id for member in answer.least_transfers.transfers],
        None if of_actors is None else [member.actor for member in of_actors.actors],
    )


def test_without_a_path_all_is_empty():
    g = graph(t("t1", "a>b", on(5)), t("t2", "b>c", on(4)))
    assert find_chokepoints(g, "a", "c", Question()) == ChokePoints("a", "c")


def test_a_single_transfer_is_all_there_is_and_nobody_lies_between():
    answer = find_chokepoints(graph(t("t1", "a>b", on(1, 4))), "a", "b", Question())
    assert (transfers(answer), actors(answer), least(answer)) == (["t1"], [], (["t1"], None))
    assert answer.transfers[0].window == on(1, 4)


def test_start_and_goal_are_not_listed():
    answer = find_chokepoints(graph(t("t1", "a>b"), t("t2", "b>c")), "a", "c", Question())
    assert (transfers(answer), actors(answer), least(answer)) == (["t1", "t2"], ["b"], (["t1"], ["b"]))


def test_choke_points_do_not_nest_in_time():
    """u is on all paths to w, but v can be reached past u, later than it has to pass data on."""
    g = graph(t("t1", "s>u", on(1)), t("t2", "u>v", on(2)), t("t3", "v>w", on(3)), t("t4", "s>v", on(5)))
    assert actors(find_chokepoints(g, "s", "w", Question())) == ["u", "v"]
    assert actors(find_chokepoints(g, "s", "v", Question())) == []


def test_two_actors_are_needed_though_no_two_paths_are_apart():
    """Of {a, b}, {b, c} and {a, c} each two have an actor in common, and no actor is on all."""
    g = graph(
        *(t("t1", "s>a", on(1)), t("t2", "a>b", on(2)), t("t3", "b>g", on(2))),
        *(t("t4", "s>b", on(3)), t("t5", "b>c", on(4)), t("t6", "c>g", on(5)), t("t7", "a>c", on(5))),
    )
    answer = find_chokepoints(g, "s", "g", Question())
    assert actors(answer) == []
    assert (len(answer.least_actors.actors), answer.least_actors.at_least) == (2, 2)
    assert answer.least_actors.is_least


def test_the_days_are_those_of_all_paths():
    g = graph(t("t1", "a>b", on(1, 9)), t("t2", "b>c", on(3)), t("t3", "b>c", on(5, 7)))
    answer = find_chokepoints(g, "a", "c", Question())
    (first,), (holder,) = answer.transfers, answer.actors
    assert (first.transfer.id, first.window) == ("t1", on(1, 7))
    assert (holder.received, holder.passed_on) == (on(1, 7), on(3, 7))
    assert [(m.transfer.id, m.window) for m in answer.least_transfers.transfers] == [("t1", on(1, 7))]


def test_the_days_in_a_cut_are_those_of_the_paths_that_the_others_leave():
    g = graph(t("t1", "a>b", on(1, 9)), t("t2", "b>c", on(2)), t("t3", "a>d", on(1, 9)), t("t4", "d>c", on(4)))
    answer = find_chokepoints(g, "a", "c", Question())
    assert {m.transfer.id: (m.window, m.path) for m in answer.least_transfers.transfers} == {
        "t1": (on(1, 2), ("t1", "t2")),
        "t3": (on(1, 4), ("t3", "t4")),
    }


def test_the_day_asked_for_ends_the_days():
    g = graph(t("t1", "a>b", on(1, 9)), t("t2", "b>c"))
    (first, second) = find_chokepoints(g, "a", "c", Question(by=date(2031, 5, 4))).transfers
    assert (first.window, second.window) == (on(1, 4), on(1, 4))


PAIR = Actor("pair", "pair", members=("x", "y"))


def test_a_member_on_one_path_and_its_group_on_another_are_none():
    """The pair that received the second time may have been y."""
    g = graph(t("t1", "a>x"), t("t2", "x>c"), t("t3", "a>pair"), t("t4", "pair>c"), actors=(PAIR, Actor("y", "y")))
    answer = find_chokepoints(g, "a", "c", Question())
    assert actors(answer) == []
    assert len(answer.least_actors.actors) == 2


def test_a_group_and_the_member_that_stands_for_it_at_one_junction_are_one_actor():
    g = graph(t("t1", "a>pair"), t("t2", "x>c"), actors=(PAIR, Actor("y", "y")))
    (one,) = find_chokepoints(g, "a", "c", Question()).actors
    assert (one.actor, one.one_with) == ("pair", ("x",))
    assert len(find_chokepoints(g, "a", "c", Question()).least_actors.actors) == 1


def test_of_one_junction_only_the_id_that_all_paths_have_is_listed():
    g = graph(t("t1", "a>pair"), t("t2", "x>c"), t("t3", "y>c"), actors=(PAIR,))
    (one,) = find_chokepoints(g, "a", "c", Question()).actors
    assert (one.actor, one.one_with) == ("pair", ())


def test_who_stands_for_the_start_or_the_goal_is_not_listed():
    g = graph(t("t1", "pair>b"), t("t2", "b>pair2"), actors=(PAIR, Actor("pair2", "pair2", members=("z",))))
    g = Graph(actors={**g.actors, "x": Actor("x", "x"), "z": Actor("z", "z")}, transfers=g.transfers)
    answer = find_chokepoints(g, "x", "z", Question())
    assert (transfers(answer), actors(answer)) == (["t1", "t2"], ["b"])


def test_what_is_left_out_recovers_still():
    """Had the recovery not been, b could have passed the list on; but that is not what is asked."""
    g = graph(
        t("t1", "a>b", on(1), dataset="list"),
        t("t2", "b>p", on(2), dataset="list", action=Action.RECOVERY),
        t("t3", "p>c", on(3), dataset="list"),
        t("t4", "b>c", on(3), dataset="list"),
    )
    assert transfers(find_chokepoints(g, "a", "c", Question())) == ["t1", "t2", "t3"]


def test_what_is_left_out_orders_still():
    """t4 comes after t2, so not before the 5th, too late for t5."""
    g = graph(
        *(t("t1", "a>b", on(1)), t("t2", "b>c", on(5)), t("t3", "c>e", on(6))),
        *(t("t4", "b>d", on(1, 9), after=("t2",)), t("t5", "d>e", on(4))),
    )
    assert transfers(find_chokepoints(g, "a", "e", Question())) == ["t1", "t2", "t3"]


def test_certain_paths_have_choke_points_of_their_own():
    g = graph(t("t1", "a>b", on(1)), t("t2", "b>c", on(2)), t("t3", "a>d", on(1, 3)), t("t4", "d>c", on(2)))
    assert transfers(find_chokepoints(g, "a", "c", Question())) == []
    assert transfers(find_chokepoints(g, "a", "c", Question(mode=Mode.CERTAIN))) == ["t1", "t2"]


def test_words_that_order_certain_paths_are_ways_as_days_are():
    """t2 surely came after t1 since the text says so, though their days overlap."""
    g = graph(t("t1", "a>b", on(1, 5)), t("t2", "b>c", on(1, 5), after=("t1",)), t("t3", "a>c", on(1)))
    answer = find_chokepoints(g, "a", "c", Question(mode=Mode.CERTAIN))
    assert least(answer) == (["t1", "t3"], None)
    assert answer.least_transfers.is_least


def test_a_cut_that_is_not_proved_to_be_least_holds_no_more_than_is_needed(monkeypatch):
    monkeypatch.setattr(least_cuts, "least_cut", lambda *_: Bounded(frozenset({0, 1}), 1))
    answer = find_chokepoints(graph(t("t1", "a>b"), t("t2", "b>c")), "a", "c", Question())
    assert [member.transfer.id for member in answer.least_transfers.transfers] == ["t2"]


def test_what_is_denied_makes_no_way_and_stands_beside():
    g = graph(t("t1", "a>b"), t("t2", "b>c"), t("t3", "a>c", status=Status.DENIED))
    answer = find_chokepoints(g, "a", "c", Question())
    assert transfers(answer) == ["t1", "t2"]
    assert [beside.id for beside in answer.beside] == ["t3"]


def test_a_weak_transfer_is_a_way_if_it_counts():
    g = graph(t("t1", "a>b"), t("t2", "b>c"), t("t3", "a>c", status=Status.SUSPECTED))
    assert transfers(find_chokepoints(g, "a", "c", Question())) == []
    assert transfers(find_chokepoints(g, "a", "c", Question(min_status=Status.ALLEGED))) == ["t1", "t2"]


def test_returns_have_choke_points():
    g = graph(t("t1", "a>b", on(1)), t("t2", "b>a", on(3)), t("t3", "b>a", on(4)))
    answer = find_chokepoints(g, "a", "a", Question())
    assert (transfers(answer), actors(answer)) == (["t1"], ["b"])


def test_longer_paths_than_allowed_may_lead_past_and_that_is_told():
    g = graph(t("t1", "a>b"), t("t2", "b>e"), t("t3", "a>c"), t("t4", "c>d"), t("t5", "d>e"))
    short = find_chokepoints(g, "a", "e", Question(max_hops=2))
    assert (transfers(short), short.truncated) == (["t1", "t2"], ("hops",))
    assert (transfers(find_chokepoints(g, "a", "e", Question())), short.least_transfers.at_least) == ([], 1)


def test_a_delivery_is_listed_with_the_transfer_that_sums_it_up():
    g = graph(t("t1", "a>b", on(1, 9)), t("t2", "a>b", on(3), part_of="t1"), t("t3", "b>c", on(5)))
    answer = find_chokepoints(g, "a", "c", Question())
    assert [(choke.transfer.id, choke.parts) for choke in answer.transfers] == [("t1", ("t2",)), ("t3", ())]
    assert answer.least_transfers.transfers[0].parts == ("t2",)


def test_the_same_question_has_the_same_answer():
    pairs = [(p, r) for p in "abcdef" for r in "abcdef" if p != r]
    g = graph(*(t(f"t{i:02}", f"{p}>{r}", on(1 + i % 7, 8 + i % 5)) for i, (p, r) in enumerate(pairs)))
    other = Graph(actors=g.actors, transfers=dict(reversed(g.transfers.items())))
    assert find_chokepoints(g, "a", "f", Question()) == find_chokepoints(other, "a", "f", Question())
