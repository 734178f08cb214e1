"""What is decided is told before it is saved, saved whole or not at all, and taken back without a trace in answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import BadQuestion, NotFound, Stale
from app.services.paging import Part
from app.services.review.history import Sought, list_judgements
from app.services.review.keep import By, Saving
from app.services.review.rulings import Ruling
from app.services.review.show import show


def history(desk, **sought):
    return list_judgements(desk.snapshot, Part(), Sought(**sought))["items"]


def test_a_preview_tells_what_a_saving_does_and_saves_nothing(desk):
    before = desk.snapshot.graph
    told = desk.preview("reject", "t4")
    assert desk.store.judgements() == []
    assert desk.snapshot.graph == before
    done = desk.judge("reject", "t4")
    assert told["effects"] == done["effects"]
    assert (told["saved"], done["saved"]) == (False, True)


def test_effects_name_what_falls_and_for_whom(desk):
    effects = desk.preview("reject", "t4")["effects"]
    assert [one["id"] for one in effects["falls"]["transfers"]] == ["t4"]
    assert [(p["from"]["id"], p["to"]["id"], p["change"]) for p in effects["pairs"]] == [("shop", "dealer", "lost")]
    assert [h["change"] for h in effects["holders"]] == ["lost"]
    assert not effects["changes_nothing"]


def test_effects_name_what_rises(desk):
    effects = desk.preview("correct", desk.claim("t5", "status"), typed="suspected")["effects"]
    assert [one["property"] for one in effects["changes"][0]["properties"]] == ["status"]
    one = desk.judge("reject", "t4")["judgements"][0]["id"]
    back = desk.undo(one)["effects"]
    assert [one["id"] for one in back["rises"]["transfers"]] == ["t4"]
    assert [pair["change"] for pair in back["pairs"]] == ["new"]


def test_effects_name_what_is_joined_and_taken_apart(desk):
    joined = desk.judge("same", "dealer", "police")
    (join,) = joined["effects"]["joins"]
    assert ([one["id"] for one in join["before"]], len(join["after"])) == (["dealer", "police"], 1)
    apart = desk.judge("not_same", "dealer", "police", who="乙")["effects"]["joins"]
    assert [len(one["after"]) for one in apart] == [2]


def test_a_judgement_that_changes_nothing_says_so(desk):
    assert desk.preview("unsure", "dealer", "police")["effects"]["changes_nothing"]


def test_whoever_looked_at_another_state_is_refused(desk):
    revision = desk.store.revision()
    by = By("乙", revision)
    desk.judge("same", "dealer", "police")
    for saving in Saving:
        with pytest.raises(Stale):
            desk.review.judge(Ruling("not_same", ("dealer", "police")), by, saving)
        with pytest.raises(Stale):
            desk.review.undo(desk.store.judgements()[0].id, "違う", by, saving)
    assert len(desk.store.judgements()) == 1


def test_several_decide_at_once_while_others_read(desk):
    def act(number):
        made = desk.judge("unsure", "dealer", "police", who=f"審査{number}")["judgements"][0]["id"]
        list_judgements(desk.snapshot, Part())
        return made

    with ThreadPoolExecutor(4) as pool:
        made = {one.result(timeout=60) for one in [pool.submit(act, number) for number in range(8)]}
    assert {one.id for one in desk.store.judgements()} == made
    assert len(made) == 8


def test_the_revision_of_an_act_is_the_one_for_the_next(desk):
    answer = desk.judge("same", "dealer", "police")
    assert answer["revision"] == desk.store.revision()
    desk.review.judge(Ruling("unsure", ("shop", "police")), By("甲", answer["revision"]), Saving.SAVE)


def test_another_persons_judgement_is_taken_back_with_a_reason_only(desk):
    (one,) = desk.judge("same", "dealer", "police")["judgements"]
    with pytest.raises(BadQuestion) as refused:
        desk.undo(one["id"], who="乙", why=" ")
    assert refused.value.place == "why"
    desk.undo(one["id"], who="乙", why="別人")
    (kept,) = history(desk)
    assert (kept["state"], kept["undone"]["who"], kept["undone"]["why"]) == ("undone", "乙", "別人")
    with pytest.raises(BadQuestion, match="was taken back already by 乙"):
        desk.undo(one["id"], who="乙", why="再び")
    with pytest.raises(NotFound):
        desk.undo("judgement-0")


def test_two_who_disagree_are_both_shown_and_neither_counts(desk):
    desk.judge("same", "dealer", "police")
    desk.judge("not_same", "dealer", "police", who="乙", why="所在地が違う")
    assert {"dealer", "police"} <= desk.snapshot.graph.actors.keys()
    assert [one["state"] for one in history(desk)] == ["disputed", "disputed"]
    shown = show(desk.snapshot, "dealer")
    assert [one["who"] for one in shown["judgements"]] == ["乙", "甲"]


def test_the_latest_of_one_person_counts(desk):
    desk.judge("not_same", "dealer", "police")
    desk.judge("same", "dealer", "police")
    assert [one["state"] for one in history(desk)] == ["counts", "superseded"]
    assert "police" not in desk.snapshot.graph.actors


def test_history_is_found_by_thing_person_verdict_and_state(desk):
    desk.judge("same", "dealer", "police")
    desk.judge("reject", desk.claim("t4", "provider"), who="乙")
    assert [one["verdict"] for one in history(desk, thing="県警")] == ["same"]
    assert [one["verdict"] for one in history(desk, thing="police")] == ["same"]
    assert [one["verdict"] for one in history(desk, thing="t4")] == ["reject"]
    assert [one["verdict"] for one in history(desk, who="乙")] == ["reject"]
    assert [one["verdict"] for one in history(desk, verdict="same")] == ["same"]
    assert history(desk, state="undone") == []
    with pytest.raises(NotFound):
        history(desk, thing="どこにもない")
    with pytest.raises(BadQuestion):
        history(desk, state="gone")


def test_acts_are_in_the_audit_log_by_ids_only(desk):
    (one,) = desk.judge("same", "dealer", "police", why="秘密")["judgements"]
    desk.undo(one["id"])
    desk.preview("same", "dealer", "police")
    lines = desk.audit.entries()
    assert [(line.who, line.what, tuple(line.about)) for line in lines] == [
        ("local", "judgement.same", (one["id"],)),
        ("local", "judgement.undo", (one["id"],)),
    ]


def test_a_document_that_goes_takes_its_judgements_out_of_force_until_it_is_back(desk):
    desk.judge("correct", desk.claim("t3", "window"), typed="2030-03-11")
    news = next(r for r in desk.store.readings() if r.document.name == "midorisawa-news")
    desk.store.remove(news.document.id)
    assert [one["loss"] for one in history(desk)] == ["gone"]
    with pytest.raises(NotFound, match="no claim"):
        desk.judge("reject", news.claims[-1].id)
    desk.store.put_readings([news])
    assert desk.snapshot.graph.transfers["t3"].window.to_iso() == ("2030-03-11", "2030-03-11")
