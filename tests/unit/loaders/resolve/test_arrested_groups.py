"""Groups that were arrested on one day in one incident, whatever role each article gives them."""

from __future__ import annotations

from app.domain.view import View
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import actor, event, theft, transfer


def article(name, label, role, day, *more):
    group = actor("g", label, "group", [role])
    told = (group, transfer("p", "x", "g"), event("a", "arrest", day, "g"))
    return theft(name, "x", "元社員", *told, *more)


def are_one(first, second):
    return resolve([first, second], View()).former.get("d2:g") == "d1:g"


def test_groups_of_one_size_arrested_on_one_day_are_one():
    first = article("d1", "男2人", "extortionist", "2031-05-20")
    assert are_one(first, article("d2", "2名", "unknown_recipient", "2031-05-20"))
    assert are_one(first, article("d2", "2名", "unknown_recipient", "2031-05"))


def test_other_sizes_and_other_days_are_other_groups():
    first = article("d1", "男2人", "extortionist", "2031-05-20")
    assert not are_one(first, article("d2", "3名", "unknown_recipient", "2031-05-20"))
    assert not are_one(first, article("d2", "2名", "unknown_recipient", "2031-05-21"))
    assert not are_one(first, article("d2", "2名", "unknown_recipient", ("2031-01-01", "2031-12-31")))
    assert not are_one(first, article("d2", "仲間", "unknown_recipient", "2031-05-20"))


def test_two_groups_of_one_size_are_not_guessed_between():
    more = (actor("h", "別の2人", "group", ["unknown_recipient"]), event("b", "arrest", "2031-05-20", "h"))
    second = article("d2", "2名", "unknown_recipient", "2031-05-20", *more)
    assert not are_one(article("d1", "男2人", "extortionist", "2031-05-20"), second)
