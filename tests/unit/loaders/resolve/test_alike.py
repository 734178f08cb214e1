"""Datasets of different incidents that a person is asked about, and those that nobody is."""

import pytest

from app.domain.view import View
from app.domain.vocabulary import ThingKind
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import actor, count, dataset, judged, story, transfer


def ledger(name, giver, taker, label, *counts, roles=(), **more):
    """A ledger of one transfer; without an incident's days and figures it is joined with no other."""
    return story(
        name,
        actor("giver", giver),
        actor("taker", taker, roles=list(roles)),
        transfer("t", "giver", "taker", dataset="list"),
        dataset("list", label, *counts, **more),
    )


def asked(*readings, judgements=()):
    found = resolve(list(readings), View(judgements=tuple(judgements))).suggestions
    return [(s.left, s.right, s.score, s.reason) for s in found if s.kind is ThingKind.DATASET]


def test_a_name_of_its_own_is_enough():
    one, other = (
        ledger("d1", "あさひ商店", "いろは通販", "会員2031.csv"),
        ledger("d2", "甲社", "乙社", "会員２０３１.CSV"),
    )
    assert asked(one, other) == [("d1:list", "d2:list", 0.4, "same name of a dataset")]


def test_a_common_name_needs_a_holder_or_a_number():
    one = ledger("d1", "あさひ商店", "いろは通販", "会員名簿", count(4127))
    assert asked(one, ledger("d2", "みどり学園", "しろ商事", "会員名簿")) == []
    assert asked(one, ledger("d2", "いろは通販", "しろ商事", "会員名簿")) == [
        ("d1:list", "d2:list", 0.3, "same name of a dataset, and いろは通販 had both")
    ]
    assert asked(one, ledger("d2", "みどり学園", "しろ商事", "会員名簿", count(4127))) == [
        ("d1:list", "d2:list", 0.4, "same name of a dataset, and the same number 4,127")
    ]


def test_the_best_reason_is_given():
    one, other = (ledger(name, "あさひ商店", "いろは通販", "会員2031.csv", count(4127)) for name in ("d1", "d2"))
    ((_, _, score, reason),) = asked(one, other)
    assert (score, reason) == (0.6, "same name of a dataset, and the same number 4,127")


@pytest.mark.parametrize(
    "other",
    [
        ledger("d2", "あさひ商店", "いろは通販", "会員2032.csv", count(4127)),
        ledger("d2", "あさひ商店", "いろは通販", "会員2031.csv", count(90000)),
        ledger("d2", "あさひ商店", "いろは通販", "会員2031.csv", derived_from="whole"),
    ],
)
def test_another_name_another_size_and_a_part_are_not_asked_about(other):
    assert asked(ledger("d1", "あさひ商店", "いろは通販", "会員2031.csv", count(4127)), other) == []


def test_who_only_seized_both_is_no_reason():
    one, other = (
        ledger(name, giver, "長野県警", "会員名簿", roles=["investigator"])
        for name, giver in (("d1", "あさひ商店"), ("d2", "みどり学園"))
    )
    assert asked(one, other) == []


def test_what_a_person_decided_is_not_asked_again():
    one, other = (ledger(name, "あさひ商店", "いろは通販", "会員2031.csv") for name in ("d1", "d2"))
    assert len(asked(one, other)) == 1
    assert asked(one, other, judgements=[judged("same", "d1:list", "d2:list")]) == []
    assert asked(one, other, judgements=[judged("not_same", "d1:list", "d2:list")]) == []
    two = [judged("same", "d1:list", "d2:list"), judged("not_same", "d1:list", "d2:list", who="乙")]
    ((_, _, score, reason),) = asked(one, other, judgements=two)
    assert (score, reason) == (0.5, "people disagree on whether the two are one")


def test_nothing_is_joined_by_a_question():
    graph = resolve([ledger(name, "あさひ商店", "いろは通販", "会員2031.csv") for name in ("d1", "d2")], View())
    assert set(graph.datasets) == {"d1:list", "d2:list"}
