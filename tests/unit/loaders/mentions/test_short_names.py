"""Which short names are a longer name's: not those of the place that a body lies in."""

from __future__ import annotations

import pytest

from app.domain.document import Metadata
from loaders.mentions.actors import ActorLine, find_actors


def denoted(name, *lines):
    found = find_actors([ActorLine(line) for line in lines], Metadata())
    return {d.actor for d in found.denotations if lines[d.line][d.start : d.end] == name}


@pytest.mark.parametrize(
    ("place", "body"), [("青森県", "青森県弘前市"), ("長野県", "長野県警"), ("京都府", "京都府宇治市")]
)
def test_a_place_is_no_short_name_of_what_lies_in_it(place, body):
    lines = (f"{body}は名簿の流出を発表した。", f"{place}は名簿の流出を発表した。")
    assert denoted(place, *lines).isdisjoint(denoted(body, *lines))
    assert denoted(place, *lines)


@pytest.mark.parametrize(("short", "long"), [("甲府町", "甲府町役場"), ("アルタリコ", "アルタリコジャパン")])
def test_one_body_by_two_names(short, long):
    lines = (f"{long}は名簿の流出を発表した。", f"{short}は名簿の流出を発表した。")
    assert denoted(short, *lines) == denoted(long, *lines) != set()
