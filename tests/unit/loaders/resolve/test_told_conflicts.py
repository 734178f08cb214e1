"""Conflicts that a document tells of, beside those that follow from the claims of several."""

from __future__ import annotations

from app.domain.view import View
from app.domain.vocabulary import ThingKind
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import actor, count, dataset, event, story, thing, transfer


def article(name, number, who, *told):
    """An article with its figure and, if any are given, the two figures that it sets against each other."""
    sides = [{"value": value, "claimed_by": None} for value in told]
    conflict = thing(ThingKind.CONFLICT, "c", about="a correction", subject="list", property="record_count", side=sides)
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        transfer("t", "shop", None, "2031-04", dataset="list"),
        dataset("list", "会員名簿", count(number, claimed_by=who)),
        event("told", "disclosure", "2031-05-10", "shop"),
        event("found", "discovery", "2031-05-08", "shop"),
        event("kept", "arrest", "2031-05-09", "shop"),
        *((conflict,) if told else ()),
    )


def shown(*readings):
    return [{side.value for side in one.sides} for one in resolve(readings, View()).conflicts]


def test_what_is_told_is_not_derived_again():
    told = article("d1", 280_000, "あさひ商店", 251_300, 280_000)
    assert shown(told, article("d2", 251_300, "県警")) == [{251_300, 280_000}]


def test_a_figure_that_another_document_adds_is_shown():
    told = article("d1", 280_000, "あさひ商店", 251_300, 280_000)
    found = shown(told, article("d2", 412_345, "県警"))
    assert {251_300, 280_000} in found
    assert {280_000, 412_345} in found
