"""Who may not see everything reviews what he sees, and finds out nothing else."""

from __future__ import annotations

import pytest

from app.domain.access import Audience, Marking
from app.domain.errors import NotFound
from app.services.paging import Part
from app.services.review.history import list_judgements
from app.services.review.keep import By, Review, Saving
from app.services.review.queue import Wanted, list_queue
from app.services.review.rulings import Ruling
from app.services.review.show import show
from app.services.seen import Sights

SECRET = bytes(32)


def sight_of(desk, **audience):
    return Sights(desk.graphs, Marking.CLEAR, lambda: SECRET).of(Audience(**audience))


def hide(desk, name):
    document = next(r.document.id for r in desk.store.readings() if r.document.name == name)
    desk.store.mark(document, Marking.RED)


def judge(desk, sight, word, *about, **more):
    review = Review(desk.store, desk.graphs, sight, desk.audit)
    return review.judge(Ruling(word, about, **more), By("乙"), Saving.SAVE)


def history(sight):
    return list_judgements(sight.snapshot(), Part())["items"]


def test_what_is_hidden_is_in_no_queue_history_or_effect(desk):
    (conflict,) = desk.snapshot.graph.conflicts
    desk.judge("choose", conflict.id, side=1)
    desk.judge("reject", desk.claim("t4", "provider"))
    hide(desk, "midorisawa-report")
    sight = sight_of(desk, clearance=Marking.GREEN)
    told = {part["label"] for one in history(sight) for part in one["about"]}
    assert told == {f"side of {conflict.id}", "provider of ? → 白鳥宝飾"}  # the other side stands in the report
    assert list_queue(sight.snapshot(), Part(), Wanted())["counts"]["lost"] == 0
    with pytest.raises(NotFound):
        show(sight.snapshot(), "t6")
    with pytest.raises(NotFound):
        judge(desk, sight, "reject", "t6")


def test_a_judgement_counts_for_whoever_sees_what_it_is_about_whatever_its_id_is_today(desk):
    desk.judge("same", "dealer", "police")
    sight = sight_of(desk, clearance=Marking.GREEN)
    assert "police" not in sight.snapshot().graph.actors
    hide(desk, "midorisawa-report")
    assert "police" not in sight.snapshot().graph.actors
    hide(desk, "midorisawa-news")
    assert history(sight) == []


def test_taking_back_what_one_sees_keeps_what_one_does_not_see(desk):
    (made,) = desk.judge("same", "dealer", "police")["judgements"]
    kept = desk.store.judgements()[0].anchors
    hide(desk, "midorisawa-report")
    sight = sight_of(desk, clearance=Marking.GREEN)
    Review(desk.store, desk.graphs, sight, desk.audit).undo(made["id"], "別", By("乙"), Saving.SAVE)
    (after,) = desk.store.judgements()
    assert after.undone
    assert after.anchors == kept


def test_who_sees_pseudonyms_judges_the_words_of_the_document(desk):
    sight = sight_of(desk, names=False)
    judge(desk, sight, "correct", desk.claim("t3", "window"), typed="2030-03-11")
    judge(desk, sight, "reject", desk.claim("insider", "label"))
    for view in (desk.graphs, sight):
        assert view.snapshot().graph.transfers["t3"].window.to_iso() == ("2030-03-11", "2030-03-11")
        assert {one["state"] for one in history(view)} == {"counts"}
