"""What is open, in the order of what hangs on it, with the words that decide it and what would follow."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.paging import Part
from app.services.review.queue import Wanted, find_entry, list_queue
from app.services.review.weight import traffic
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case, ev


def queue(desk, limit=500, cursor=None, **wanted):
    return list_queue(desk.snapshot, Part(limit, cursor), Wanted(**wanted))


def test_pairs_are_asked_about_with_the_words_of_both(twice):
    items = queue(twice, kind="identity")["items"]
    assert items
    for one in items:
        assert one["question"].startswith("Are ")
        assert [choice["verdict"] for choice in one["choices"]] == ["same", "not_same", "unsure"]
        assert all(choice["then"] for choice in one["choices"])
        assert {side["id"] for side in one["sides"]} == {thing["id"] for thing in one["things"]}
        assert 0 <= one["score"] <= 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("leaked", "possible"), "「みどり沢通販」の漏えいの有無は"),
        (("confirmed", "alleged"), "「みどり沢通販」の確かさは"),
    ],
)
def test_of_an_organization_it_is_asked_whether_its_data_leaked(values, told):
    words = [ev("midorisawa-news", "みどり沢通販")]
    claims = [{"value": value, "claimed_by": None, "evidence": words} for value in values]
    exchange = case()
    exchange["conflicts"].append({"about": "x", "subject": "shop", "property": "status", "claims": claims})
    with closing(open_store("sqlite:///:memory:")) as store:
        import_exchange(store, to_json(exchange), "case.json")
        asked = list_queue(Graphs(store).snapshot(), Part(50), Wanted(kind="conflict"), "ja")["items"]
    assert [one["question"] for one in asked if one["question"].startswith(told)]


def test_what_most_paths_hang_on_comes_first_and_the_order_stays(twice):
    items = queue(twice)["items"]
    weights = [one["weight"] for one in items]
    assert weights == sorted(weights, reverse=True)
    assert items == queue(twice)["items"]
    broker = traffic(twice.snapshot.graph)
    assert broker.joined("broker", "again:broker") == 2 * broker.incoming["broker"] * broker.outgoing["broker"]


def test_pages_hold_all_of_it_once(twice):
    whole, cursor, seen = [one["id"] for one in queue(twice)["items"]], None, []
    while True:
        page = queue(twice, 3, cursor)
        seen += [one["id"] for one in page["items"]]
        assert page["truncated"] == (page["next"] is not None)
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == whole
    with pytest.raises(BadQuestion):
        queue(twice, 3, "open-0")


def test_it_is_narrowed_by_kind_incident_and_actor(twice):
    kinds = {one["kind"] for one in queue(twice)["items"]}
    assert kinds == {"identity", "conflict"}
    assert {one["kind"] for one in queue(twice, kind="conflict")["items"]} == {"conflict"}
    of_broker = queue(twice, actor="again:dealer", kind="identity")["items"]
    assert of_broker
    named = [{thing["id"] for thing in one["things"]} for one in of_broker]
    assert any("again:dealer" in things for things in named)
    assert not any(things <= {"police", "again:police"} for things in named)
    assert queue(twice, incident="again:i1")["items"]
    counts = queue(twice, kind="conflict")["counts"]
    assert counts["identity"] == len(queue(twice, kind="identity")["items"])
    with pytest.raises(NotFound):
        queue(twice, actor="誰でもない")
    with pytest.raises(BadQuestion):
        queue(twice, kind="all")


def test_what_is_decided_leaves_the_queue_and_what_is_unsure_stays(twice):
    first, second = queue(twice, kind="identity")["items"][:2]
    twice.judge("not_same", *first["choices"][1]["about"])
    twice.judge("unsure", *second["choices"][2]["about"], why="資料を待つ")
    left = {one["id"]: one for one in queue(twice)["items"]}
    assert first["id"] not in left
    assert [one["why"] for one in left[second["id"]]["judgements"]] == ["資料を待つ"]


def test_a_pair_that_only_a_person_has_doubts_about_is_asked_about(desk):
    desk.judge("unsure", "police", "dealer", why="住所が近い")
    (one,) = queue(desk, kind="identity")["items"]
    assert {thing["id"] for thing in one["things"]} == {"police", "dealer"}
    assert [judgement["why"] for judgement in one["judgements"]] == ["住所が近い"]
    desk.judge("not_same", "police", "dealer", who="乙")
    assert queue(desk, kind="identity")["items"] == []  # whoever is unsure yields
    desk.judge("unsure", "t2", "t3")
    assert queue(desk, kind="identity")["items"][0]["question"].endswith("one transfer?")


def test_a_disagreement_takes_the_place_of_the_question(twice):
    asked = queue(twice, kind="identity")["items"][0]
    pair = asked["choices"][0]["about"]
    twice.judge("same", *pair)
    (other,) = twice.judge("not_same", *pair, who="乙")["judgements"]
    (one,) = queue(twice, kind="disagreement")["items"]
    assert asked["id"] not in {item["id"] for item in queue(twice)["items"]}
    assert one["reason"] == "甲: same / 乙: not_same"
    assert {choice["about"][0] for choice in one["choices"]} >= {other["id"]}
    assert find_entry(twice.snapshot, one["id"]) == one
    twice.undo(other["id"], who="乙")
    assert queue(twice, kind="disagreement")["items"] == []


def test_people_who_disagree_about_a_claim_are_shown_with_its_words(desk):
    claim = desk.claim("t3", "window")
    desk.judge("reject", claim)
    desk.judge("accept", claim, who="乙")
    (one,) = queue(desk, kind="disagreement")["items"]
    assert "window of 元社員 → 東名簿センター" in one["question"]
    assert any("2030年3月10日" in quote["quote"] for side in one["sides"] for quote in side["evidence"])


def test_what_finds_nothing_is_listed_until_it_is_taken_back(desk):
    (one,) = desk.judge("reject", desk.claim("t3", "status"))["judgements"]
    news = next(r for r in desk.store.readings() if r.document.name == "midorisawa-news")
    desk.store.remove(news.document.id)
    (lost,) = queue(desk, kind="lost")["items"]
    assert lost["id"] == one["id"]
    assert "not there" in lost["reason"]
    desk.undo(one["id"])
    assert queue(desk, kind="lost")["items"] == []


def test_a_conflict_names_its_sides_and_what_each_would_mean(desk):
    (one,) = queue(desk)["items"]
    assert one["kind"] == "conflict"
    assert [side["value"] for side in one["sides"]] == [38000, 40000]
    assert [choice["side"] for choice in one["choices"]] == [1, 2]
    assert all(side["evidence"] for side in one["sides"])
    desk.judge("choose", one["choices"][0]["about"][0], side=one["choices"][0]["side"])
    assert queue(desk)["items"] == []
