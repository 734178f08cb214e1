"""Common sources on stories that can be checked by eye: who is upstream of both, in which order, on what it rests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.common_source import (
    MAX_SOURCES,
    Assumption,
    CommonSources,
    Difference,
    DifferenceCode,
    End,
    Sighting,
    SightingKind,
    Source,
    Unseen,
    Whose,
)
from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Count, Graph, Transfer
from app.domain.path import Mode, Question
from app.domain.vocabulary import Action, How, Status
from app.engine import find_paths, ways
from app.engine.common_source import find_common_source
from tests.unit.app.engine.test_rules import day, days, graph, transfer


def thing(g: Graph, key: str) -> Sighting:
    kinds = {SightingKind.TRANSFER: g.transfers, SightingKind.DATASET: g.datasets, SightingKind.ACTOR: g.actors}
    return next(Sighting(kind, key) for kind, things in kinds.items() if key in things)


def ask(g: Graph, a: str, b: str, **asked: object) -> CommonSources:
    return find_common_source(g, thing(g, a), thing(g, b), Question(**asked))


def told(sources: tuple[Source, ...]) -> list[str]:
    """`actor day: hops to a | hops to b`, a source a line; ∞ for an open day, `-` for what was sighted itself."""
    return [f"{s.actor} {s.latest.day if s.latest else '∞'}: {' | '.join(map(_hops, s.paths))}" for s in sources]


def _hops(path: object) -> str:
    return "-" if path is None else " ".join(hop.transfer.id for hop in path.hops)


def caller(*more: Transfer, **groups: str) -> Graph:
    """x → d in the first days, then d → a and d → b; the caller, a or b, brings a disc (k1) and then a stick (k2)."""
    g = graph(
        transfer("m1", "x>d", days(1, 2)),
        transfer("m2", "d>a", days(2, 20)),
        transfer("m3", "d>b", days(2, 20)),
        transfer("k1", "caller>x", days(10, 10)),
        transfer("k2", "caller>x", days(18, 18)),
        *more,
        groups=groups,
    )
    return replace(g, actors={**g.actors, "caller": Actor("caller", "caller", candidates=("a", "b"))})


# ---------------------------------------------------------------- degenerate


def test_the_same_sighting_twice_is_no_question():
    g = graph(transfer("t", "a>b"))
    with pytest.raises(BadQuestion, match="same"):
        ask(g, "t", "t")


@pytest.mark.parametrize("kind", SightingKind)
def test_what_is_not_there(kind):
    g = graph(transfer("t", "a>b"), data={"w": ""})
    with pytest.raises(NotFound, match=f"no {kind.value} has the id 'zz'"):
        find_common_source(g, Sighting(kind, "zz"), Sighting(SightingKind.TRANSFER, "t"), Question())


def test_a_dataset_that_nobody_passed_has_no_source():
    g = graph(transfer("t", "a>b"), data={"w": ""})
    answer = ask(g, "w", "t")
    assert (answer.actors, answer.possible, answer.truncated) == ((), (), ())
    assert answer.seen[0].transfers == ()


def test_two_transfers_that_have_nothing_in_common():
    g = graph(transfer("t", "a>b"), transfer("u", "c>d"))
    assert ask(g, "t", "u").actors == ()


def test_what_leads_to_nobody_says_why():
    g = graph(
        transfer("denied", "a>b", status=Status.DENIED),
        transfer("late", "a>b", days(9, 9)),
        transfer("other", "a>b", dataset="v"),
        transfer("anon", ">b"),
        transfer("t", "a>b"),
        data={"w": "", "v": ""},
    )
    why = {key: ask(g, key, "t", by=day(5), dataset="w").seen[0] for key in ("denied", "late", "other", "anon")}
    reasons = {key: [one.reason for one in seen.left_out] for key, seen in why.items()}
    assert reasons == {
        "denied": [Unseen.STATUS],
        "late": [Unseen.BY],
        "other": [Unseen.DATASET],
        "anon": [Unseen.PROVIDER],
    }
    assert ask(g, "t", "b").seen[0].transfers == ("t",)
    assert ask(g, "denied", "t").actors == ()


# ---------------------------------------------------------------- sightings


def test_the_provider_of_both_comes_first():
    g = graph(transfer("s", "z>a", days(1, 3)), transfer("t", "a>b", days(5, 5)), transfer("u", "a>c", days(7, 7)))
    assert told(ask(g, "t", "u").actors) == ["a 5: t | u", "z 3: s t | s u"]


def test_a_transfer_that_is_on_the_way_to_the_other():
    g = graph(transfer("s", "z>a", days(1, 3)), transfer("t", "a>b", days(4, 5)))
    assert told(ask(g, "s", "t").actors) == ["z 3: s | s t"]


def test_a_source_may_get_its_own_data_back():
    g = graph(transfer("s", "z>a", days(1, 1)), transfer("t", "a>z", days(2, 2)), transfer("u", "a>z", days(3, 3)))
    assert told(ask(g, "t", "u").actors) == ["a 2: t | u", "z 1: s t | s u"]


def test_a_sighted_actor_is_a_source_of_what_it_held():
    g = graph(transfer("s", "z>a", days(1, 3)), transfer("t", "a>b", days(5, 5)))
    assert told(ask(g, "a", "t").actors) == ["a 5: - | t", "z 3: s | s t"]
    assert told(ask(g, "b", "a").actors) == ["a 5: t | -", "z 3: s t | s"]


def test_two_actors():
    g = graph(transfer("s", "z>a", days(1, 3)), transfer("t", "z>b", days(2, 9)))
    assert told(ask(g, "a", "b").actors) == ["z 3: s | t"]


def test_a_dataset_is_seen_with_all_who_got_it_or_a_part_of_it():
    g = graph(
        transfer("s", "z>a", days(1, 3), dataset="w"),
        transfer("t", "a>b", days(5, 5), dataset="p"),
        transfer("o", "a>c", days(9, 9), dataset="w"),
        data={"w": "", "p": "w", "q": "w"},
    )
    answer = ask(g, "p", "o")
    assert answer.seen[0].transfers == ("t",)
    assert told(answer.actors) == ["a 5: t | o", "z 3: s t | s o"]
    assert ask(g, "w", "b").seen[0].transfers == ("o", "s", "t")


def test_one_part_is_not_the_source_of_another():
    g = graph(
        transfer("s", "z>a", dataset="p"),
        transfer("t", "a>b", dataset="q"),
        transfer("u", "a>c", dataset="p"),
        data={"w": "", "p": "w", "q": "w"},
    )
    assert told(ask(g, "t", "u").actors) == ["a ∞: t | u"]


def test_a_part_that_another_transfer_sums_up_can_be_sighted():
    g = graph(
        transfer("s", "z>a", days(1, 2)),
        transfer("whole", "a>b", days(3, 9)),
        transfer("part", "a>b", days(5, 5), part_of="whole"),
        transfer("u", "a>c", days(7, 7)),
    )
    assert told(ask(g, "part", "u").actors) == ["a 5: part | u", "z 2: s part | s u"]


def test_what_a_part_tells_more_closely_is_not_sighted_and_takes_nothing_back():
    g = graph(
        transfer("part", "a>b", days(1, 6), dataset="w", part_of="whole"),
        transfer("whole", "a>b", days(1, 2), dataset="w", action=Action.RECOVERY),
        transfer("u", "a>c", days(5, 5), dataset="w"),
        data={"w": ""},
    )
    answer = ask(g, "w", "u", dataset="w")
    assert (answer.seen[0].transfers, answer.seen[0].left_out) == (("part", "u"), ())
    assert told(answer.actors) == ["a 5: part | u"]


# ---------------------------------------------------------------- time, order, recoveries


def test_what_came_too_late_is_no_source():
    g = graph(transfer("s", "z>a", days(6, 6)), transfer("t", "a>b", days(5, 5)), transfer("u", "a>c", days(7, 7)))
    assert told(ask(g, "t", "u").actors) == ["a 5: t | u"]


def test_nor_is_one_from_whom_it_had_been_taken_back():
    g = graph(
        transfer("s", "z>a", days(1, 1), dataset="w"),
        transfer("r", "a>p", days(4, 4), dataset="w", action=Action.RECOVERY),
        transfer("t", "a>b", days(3, 3), dataset="w"),
        transfer("u", "a>c", days(7, 7), dataset="w"),
        data={"w": ""},
    )
    assert ask(g, "t", "u").actors == ()
    assert told(ask(g, "t", "r").actors) == ["a 3: t | r", "z 1: s t | s r"]


def test_what_the_texts_put_later_is_no_source():
    g = graph(transfer("s", "z>a", after=("t",)), transfer("t", "a>b"), transfer("u", "a>c"))
    assert told(ask(g, "t", "u").actors) == ["a ∞: t | u"]


def test_only_certain_chains_count_if_asked_for():
    g = graph(transfer("s", "z>a", days(1, 6)), transfer("t", "a>b", days(5, 5)), transfer("u", "a>c", days(7, 7)))
    assert told(ask(g, "t", "u", mode=Mode.CERTAIN).actors) == ["a 5: t | u"]
    assert told(ask(caller(), "k1", "k2", mode=Mode.CERTAIN).actors) == ["caller 10: k1 | k2"]


def test_more_hops_than_allowed_are_cut_and_told():
    g = graph(transfer("s", "z>a"), transfer("t", "a>b"), transfer("u", "a>c"))
    answer = ask(g, "t", "u", max_hops=1)
    assert (told(answer.actors), answer.truncated) == (["a ∞: t | u"], ("hops",))


# ---------------------------------------------------------------- order of the list


def test_latest_first_by_the_day_on_which_the_ways_must_part():
    g = graph(
        transfer("y1", "y>a", days(1, 8)),
        transfer("y2", "y>b", days(1, 2)),
        transfer("z1", "z>a", days(1, 4)),
        transfer("z2", "z>b", days(1, 4)),
        transfer("t", "a>c", days(9, 9)),
        transfer("u", "b>c", days(9, 9)),
    )
    assert told(ask(g, "t", "u").actors) == ["z 4: z1 t | z2 u", "y 2: y1 t | y2 u"]


def test_of_two_that_are_equally_late_the_nearer_comes_first_whatever_their_names():
    g = graph(transfer("s", "a>z"), transfer("t", "z>b"), transfer("u", "z>c"), transfer("v", "0>z"))
    assert told(ask(g, "t", "u").actors) == ["z ∞: t | u", "0 ∞: v t | v u", "a ∞: s t | s u"]


def test_a_witness_is_the_shortest_that_can_leave_so_late():
    g = graph(
        transfer("t", "a>b", days(5, 5)),
        transfer("direct", "a>d", days(1, 6)),
        transfer("round1", "a>e", days(1, 9)),
        transfer("round2", "e>d", days(1, 9)),
        transfer("u", "d>c", days(9, 9)),
    )
    # Towards u the way by e can leave later, but the other sighting is of day 5 anyway.
    assert told(ask(g, "t", "u").actors) == ["a 5: t | direct u"]


# ---------------------------------------------------------------- who is who


def test_whoever_the_caller_is_the_one_behind_both_is_a_source():
    answer = ask(caller(), "k1", "k2")
    assert told(answer.actors) == ["caller 10: k1 | k2", "d 10: m2 k1 | m2 k2", "x 2: m1 m2 k1 | m1 m2 k2"]
    assert [s.reading for s in answer.actors] == [(), (Assumption("caller", "a"),), (Assumption("caller", "a"),)]


def test_each_candidate_is_a_source_under_one_reading_only():
    answer = ask(caller(), "k1", "k2")
    assert told(answer.possible) == ["a 10: k1 | k2", "b 10: k1 | k2"]
    assert [s.reading for s in answer.possible] == [(Assumption("caller", "a"),), (Assumption("caller", "b"),)]


def test_two_ways_do_not_take_one_for_two():
    g = caller()
    apart = {**g.transfers, "m2": transfer("m2", "y>a", days(2, 20)), "m3": transfer("m3", "d>b", days(2, 20))}
    answer = ask(replace(g, transfers=apart, actors={**g.actors, "y": Actor("y", "y")}), "k1", "k2")
    assert [s.actor for s in answer.actors] == ["caller"]
    assert {s.actor: s.reading for s in answer.possible} == {
        "a": (Assumption("caller", "a"),),
        "b": (Assumption("caller", "b"),),
        "y": (Assumption("caller", "a"),),
        "d": (Assumption("caller", "b"),),
        "x": (Assumption("caller", "b"),),
    }


def test_one_who_supplied_each_candidate_once_and_for_one_find_only():
    # n → a in time for both, n → b too late for the disc: whoever the caller is decides.
    late = transfer("n2", "n>b", days(15, 15))
    answer = ask(caller(transfer("n1", "n>a", days(3, 3)), late), "k1", "k2")
    assert "n" not in {s.actor for s in answer.actors}
    assert [(s.reading, s.latest) for s in answer.possible if s.actor == "n"] == [
        ((Assumption("caller", "a"),), day(3))
    ]


def test_one_who_supplied_a_group_is_a_source_whichever_member_acted_only_if_all_had_it_from_it():
    g = graph(
        transfer("m1", "d>a"),
        transfer("m2", "d>b"),
        transfer("m3", "e>b"),
        transfer("k1", "g>x"),
        transfer("k2", "g>y"),
        groups={"g": "a b"},
    )
    answer = ask(g, "k1", "k2")
    assert [s.actor for s in answer.actors] == ["g", "d"]
    both = tuple(Assumption("g", "b", key, End.PROVIDER) for key in ("k1", "k2"))
    assert {s.actor: s.reading for s in answer.possible}["e"] == both


def test_a_group_is_no_source_because_one_of_its_members_gave():
    g = graph(transfer("s", "x>g"), transfer("t", "a>b"), transfer("u", "a>c"), groups={"g": "a y"})
    answer = ask(g, "t", "u")
    assert [s.actor for s in answer.actors] == ["a"]
    assert [s.actor for s in answer.possible] == ["x"]
    assert answer.possible[0].reading == (Assumption("g", "a", "s", End.RECIPIENT),)


def test_one_candidate_alone_is_who_it_is():
    g = caller()
    alone = replace(g, actors={**g.actors, "caller": Actor("caller", "caller", candidates=("a",))})
    answer = ask(alone, "k1", "k2")
    assert {s.actor for s in answer.actors} == {"caller", "a", "d", "x"}
    assert answer.possible == ()


def test_a_witness_that_assumes_nothing_is_preferred():
    g = graph(
        transfer("m1", "a>g"), transfer("m2", "a>b"), transfer("t", "b>x"), transfer("u", "a>y"), groups={"g": "b c"}
    )
    assert [(s.actor, s.reading, told((s,))) for s in ask(g, "t", "u").actors] == [("a", (), ["a ∞: m2 t | u"])]


# ---------------------------------------------------------------- what would tell them apart


def between(answer: CommonSources, number: int = 0) -> list[tuple[str, str, object]]:
    return [(d.code.value, d.whose.value, _what(d)) for d in answer.actors[number].differences]


def _what(d: Difference) -> object:
    return d.day or d.window or d.status or d.dataset or d.record_count or d.end or d.stands_for or d.one_of


def test_a_day_after_which_it_cannot_have_parted_at_the_next():
    g = graph(transfer("s", "z>a", days(1, 3)), transfer("t", "a>b", days(5, 5)), transfer("u", "a>c", days(7, 7)))
    assert between(ask(g, "t", "u")) == [("day", "next", day(3))]


def test_who_somebody_is_that_the_first_rests_on_and_days_that_the_next_needs():
    answer = ask(caller(), "k1", "k2")
    assert between(answer) == [("identity", "this", ("a", "b")), ("window", "next", days(2, 10))]
    assert answer.possible[0].differences == (
        Difference(DifferenceCode.IDENTITY, Whose.THIS, actor="caller", stands_for="a", one_of=("a", "b")),
        Difference(DifferenceCode.IDENTITY, Whose.NEXT, actor="caller", stands_for="b", one_of=("a", "b")),
    )


def test_what_only_one_way_passes_and_what_is_not_sure_on_it():
    g = graph(
        transfer(
            "s", "z>a", dataset="w", record_count=Count(500), status=Status.ALLEGED, how={"recipient": How.IMPLIED}
        ),
        transfer("t", "a>b", dataset="p", record_count=Count(20)),
        transfer("u", "a>c", dataset="p"),
        data={"w": "", "p": "w"},
    )
    assert between(ask(g, "t", "u")) == [
        ("inferred", "next", End.RECIPIENT),
        ("status", "next", Status.ALLEGED),
        ("dataset", "next", "w"),
        ("record_count", "next", Count(500)),
    ]


def test_what_both_rest_on_tells_nothing():
    g = graph(
        transfer("s", "z>a"),
        transfer("t", "a>b", status=Status.SUSPECTED),
        transfer("u", "a>c", dataset="w"),
        data={"w": ""},
    )
    assert between(ask(g, "t", "u")) == []


def test_the_last_has_no_next():
    assert ask(caller(), "k1", "k2").actors[-1].differences == ()


# ---------------------------------------------------------------- limits


def hub(size: int) -> Graph:
    into = [transfer(f"i{n:04}", f"s{n:04}>hub", days(1, 1 + n % 20)) for n in range(size)]
    out = [transfer(f"o{n:04}", f"hub>l{n:04}", days(21, 22)) for n in range(size)]
    return graph(*into, *out)


def test_a_hub_of_two_thousand_is_answered_and_rows_are_cut_and_told():
    answer = ask(hub(950), "o0001", "o0002", seconds=60)
    assert answer.truncated == ("rows",)
    assert len(answer.actors) == MAX_SOURCES
    assert told(answer.actors)[:2] == ["hub 22: o0001 | o0002", "s0019 20: i0019 o0001 | i0019 o0002"]


def test_out_of_time_is_told():
    answer = ask(hub(950), "o0001", "o0002", seconds=0.01)
    assert answer.truncated == ("seconds",)


def many_members() -> Graph:
    """d gives to each of 30 members of a group, one of whom acts."""
    members = [f"m{n:02}" for n in range(30)]
    given = [transfer(f"g{member}", f"d>{member}") for member in members]
    return graph(*given, transfer("t", "g>x"), transfer("u", "g>y"), groups={"g": " ".join(members)})


def test_a_source_behind_all_members_of_a_large_group_is_one_whoever_acted():
    answer = ask(many_members(), "t", "u")
    assert (told(answer.actors), answer.truncated) == (["g ∞: t | u", "d ∞: gm00 t | gm00 u"], ())
    assert len(answer.possible) == 30


def test_too_many_readings_are_cut_and_what_was_not_looked_through_is_not_claimed(monkeypatch):
    monkeypatch.setattr(ways, "MAX_TRIED", 3)
    answer = ask(many_members(), "t", "u")
    assert answer.truncated == ("readings",)
    assert [s.actor for s in answer.actors] == ["g"]
    assert "d" in {s.actor for s in answer.possible}


def test_a_witness_is_a_path_as_paths_tells_it():
    g = caller()
    for source in ask(g, "a", "b").actors:
        for goal, path in zip("ab", source.paths, strict=True):
            assert path in find_paths(g, source.actor, goal, Question(), 100).paths
