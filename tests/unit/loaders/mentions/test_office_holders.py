"""Whoever takes an office is another person than the one who held it before."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from loaders.mentions.actors import ActorLine, find_actors

BEFORE = "2030年3月1日、みどり沢通販社長が会見で陳謝した。"


def presidents(*lines):
    found = find_actors([ActorLine(line) for line in lines], Metadata())
    return [d.actor for d in found.denotations if "社長" in found.actors[d.actor].label]


@pytest.mark.parametrize(
    "after",
    [
        "2031年4月1日、同日付で就任したみどり沢通販社長が対策を説明した。",
        "2031年4月1日、着任したみどり沢通販社長が対策を説明した。",
        "2031年4月1日、みどり沢通販の新社長が対策を説明した。",
    ],
)
def test_one_who_takes_office_is_not_the_one_before(after):
    first, second = presidents(BEFORE, after)
    assert first != second


def test_the_same_office_is_the_same_person():
    first, second = presidents(BEFORE, "2030年4月1日、みどり沢通販社長が対策を説明した。")
    assert first == second
