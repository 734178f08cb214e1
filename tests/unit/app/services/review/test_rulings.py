"""What a reviewer says becomes judgements, or is refused with what is wrong and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.domain.judgement import Verdict
from app.services.exchange import import_exchange
from app.services.wire import to_json
from tests.builders import case


def verdicts(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["verdict"], one["about"][0]["label"]) for one in answer["judgements"]}


def test_two_things_are_named_by_ids_or_names(desk):
    (one,) = desk.preview("same", "県警", "dealer")["judgements"]
    assert {part["id"] for part in one["about"]} == {"police", "dealer"}
    assert {part["kind"] for part in one["about"]} == {"actor"}


@pytest.mark.parametrize(
    ("word", "about", "place"),
    [
        ("same", ("police",), "about"),
        ("same", ("police", "dealer", "shop"), "about"),
        ("accept", ("t1", "t2"), "about"),
        ("same", ("police", "police"), "about"),
        ("same", ("police", "県警"), "about"),
        ("same", ("police", "d1"), "about"),
        ("reject", ("police",), "about"),
        ("perhaps", ("police", "dealer"), "verdict"),
    ],
)
def test_what_fits_no_verdict_is_refused(desk, word, about, place):
    with pytest.raises(BadQuestion) as refused:
        desk.judge(word, *about)
    assert refused.value.place == place
    assert not desk.store.judgements()


@pytest.mark.parametrize("word", ["accept", "reject", "correct", "choose", "same"])
def test_what_is_not_there_is_told(desk, word):
    more: dict[str, Any] = {"correct": {"typed": "x"}, "choose": {"side": 1}}.get(word, {})
    with pytest.raises(NotFound):
        desk.judge(word, "claim-0", *(["shop"] if word == "same" else []), **more)


def test_a_name_of_several_is_asked_back(twice):
    with pytest.raises(Ambiguous):
        twice.judge("same", "shop", "東名簿センター")


@pytest.mark.parametrize(
    ("more", "place"),
    [({"value": 1}, "value"), ({"side": 1}, "side"), ({"why": "x" * 2_001}, "why"), ({"why": "\0"}, "why")],
)
def test_what_does_not_go_with_a_verdict_is_refused(desk, more, place):
    with pytest.raises(BadQuestion) as refused:
        desk.judge("same", "shop", "dealer", **more)
    assert refused.value.place == place


@pytest.mark.parametrize("who", ["", "  ", "x" * 201, "\0"])
def test_somebody_has_to_decide(desk, who):
    with pytest.raises(BadQuestion) as refused:
        desk.judge("same", "shop", "dealer", who=who)
    assert refused.value.place == "who"


def test_a_claim_that_is_rejected_counts_no_more(desk):
    desk.judge("reject", desk.claim("t3", "status"))
    assert desk.snapshot.graph.transfers["t3"].status.value == "confirmed"  # nobody doubts it any more


def test_a_transfer_is_rejected_with_all_its_claims_and_comes_back_as_one(desk):
    answer = desk.judge("reject", "t4", why="別の事件")
    assert "t4" not in desk.snapshot.graph.transfers
    assert len(answer["judgements"]) > 5
    assert {one["why"] for one in answer["judgements"]} == {"別の事件"}
    desk.judge("accept", "t4", who="乙")  # one of which nothing is left is known by its id
    assert "t4" in desk.snapshot.graph.transfers
    desk.undo(answer["judgements"][3]["id"])
    assert "t4" in desk.snapshot.graph.transfers
    assert sum(one.undone for one in desk.store.judgements()) == len(answer["judgements"])


@pytest.mark.parametrize(
    ("prop", "typed", "shown"),
    [
        ("window", "2030-04-01/2030-04-30", ("2030-04-01", "2030-04-30")),
        ("window", "2030-04-02", ("2030-04-02", "2030-04-02")),
        ("window", "2030-04-01/..", ("2030-04-01", None)),
        ("window", '{"earliest": null, "latest": "2030-04-30"}', (None, "2030-04-30")),
    ],
)
def test_days_are_corrected_as_people_write_them(desk, prop, typed, shown):
    desk.judge("correct", desk.claim("t3", prop), typed=typed)
    assert desk.snapshot.graph.transfers["t3"].window.to_iso() == shown


def test_who_is_meant_is_corrected_by_name(desk):
    desk.judge("correct", desk.claim("t4", "provider"), typed="北浜データ")
    assert desk.snapshot.graph.transfers["t4"].provider == "contractor"


@pytest.mark.parametrize(
    ("subject", "prop", "typed"),
    [
        ("t3", "window", "2030-04-31"),
        ("t3", "window", "2030-05-01/2030-04-01"),
        ("t3", "window", "../.."),
        ("t3", "window", '{"earliest": "2030-04-01", "other": 1}'),
        ("t3", "status", "perhaps"),
        ("t3", "action", "stolen"),
        ("t3", "lawful", "perhaps"),
        ("t3", "price", "many"),
        ("t3", "price", '{"value": -1}'),
        ("t3", "price", '{"value": NaN}'),
        ("t3", "price", '{"value": 1, "currency": "yen"}'),
        ("t2", "record_count", '{"value": "many"}'),
        ("t2", "record_count", '{"value": 1, "unit": "boxes"}'),
        ("t2", "record_count", f'{{"value": 1{"0" * 400}}}'),
        ("shop", "label", " "),
        ("shop", "label", "x" * 1_001),
        ("shop", "kind", "robot"),
        ("t4", "provider", "会員名簿"),
        ("t4", "provider", "dealer"),
    ],
)
def test_a_value_that_the_property_cannot_have_is_refused(desk, subject, prop, typed):
    with pytest.raises(BadQuestion) as refused:
        desk.judge("correct", desk.claim(subject, prop), typed=typed)
    assert refused.value.place == "value"
    assert not desk.store.judgements()


def test_a_number_is_a_count_and_keeps_no_claimant(desk):
    desk.judge("correct", desk.claim("t2", "record_count"), typed="38000")
    assert desk.snapshot.graph.transfers["t2"].record_count.value == 38000


def test_one_side_of_a_conflict_is_chosen_in_one_act(desk):
    (conflict,) = desk.snapshot.graph.conflicts
    side = next(n for n, one in enumerate(conflict.sides, start=1) if one.value == 40000)
    answer = desk.judge("choose", conflict.id, side=side)
    assert answer["effects"]["conflicts"]["gone"][0]["id"] == conflict.id
    assert not desk.snapshot.graph.conflicts
    assert {verdict for verdict, _ in verdicts(answer)} == {Verdict.ACCEPT, Verdict.REJECT}
    assert not desk.snapshot.graph.datasets["d1"].record_counts  # 38,000 was the only count of it
    desk.undo(answer["judgements"][0]["id"])
    assert desk.snapshot.graph.conflicts == (conflict,)


def test_who_says_the_same_by_another_voice_is_not_rejected(desk):
    exchange = case()
    exchange["conflicts"][0]["claims"].append({**exchange["conflicts"][0]["claims"][1], "claimed_by": "県警"})
    import_exchange(desk.store, to_json(exchange), "again.json", "again")
    conflict = next(one for one in desk.snapshot.graph.conflicts if len(one.sides) == 3)
    side = next(n for n, one in enumerate(conflict.sides, start=1) if one.claimed_by == "県警")
    desk.judge("choose", conflict.id, side=side)
    assert conflict.id not in {one.id for one in desk.snapshot.graph.conflicts}
    assert [one.count.value for one in desk.snapshot.graph.datasets["again:d1"].record_counts] == [38000]


@pytest.mark.parametrize("side", [0, 3, -1])
def test_a_side_that_is_not_there_is_refused(desk, side):
    (conflict,) = desk.snapshot.graph.conflicts
    with pytest.raises(BadQuestion) as refused:
        desk.judge("choose", conflict.id, side=side)
    assert refused.value.place == "side"
