"""The picture of a chain: all holders and steps, told apart without colour, and nothing that a text could do to it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET  # of what we made ourselves

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.window import OPEN, Window
from app.export.report.chain import Chain, ChainWords, Line, Step, Stop, draw

WORDS = ChainWords("{} = {}?", "日付なし")
SVG = "{http://www.w3.org/2000/svg}"


def chain(*windows, labels=None, line=Line.SOLID):
    stops = tuple(Stop(label) for label in labels or [f"関係者{n}" for n in range(len(windows) + 1)])
    return Chain(stops, tuple(Step("引き渡し", "いつか", "確認", line, one, one) for one in windows))


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - made by us


def texts(svg):
    return [one.text for one in parsed(svg).iter(f"{SVG}text")]


def test_every_holder_and_step_is_there():
    said = texts(draw(chain(*[Window.day(date(2031, 4, day)) for day in range(1, 6)]), WORDS))
    assert {f"関係者{n}" for n in range(6)} <= set(said)
    assert [one for one in said if one in "12345"] == ["1", "2", "3", "4", "5"]


def test_status_is_told_by_the_line_and_by_a_word():
    dashes = {line: draw(chain(OPEN, line=line), WORDS).count("stroke-dasharray") for line in Line}
    assert dashes[Line.SOLID] < dashes[Line.DASHED] == dashes[Line.DOTTED]
    assert len({draw(chain(OPEN, line=line), WORDS) for line in Line}) == 3
    assert "確認" in texts(draw(chain(OPEN), WORDS))


def test_a_day_is_a_lozenge_and_an_open_end_is_pointed():
    def paths(*windows):
        drawn = parsed(draw(chain(*windows), WORDS)).iter(f"{SVG}path")
        return [one.get("d") for one in drawn if "L" in one.get("d")][::2]

    other = Window(date(2030, 1, 1), date(2032, 1, 1))
    assert paths(Window.day(date(2031, 1, 1)), other)[0].count("L") == 3
    closed, opened = (paths(one, other)[0] for one in (other, Window(None, date(2032, 1, 1))))
    points = opened.removeprefix("M").removesuffix("z").split("L")
    assert points[0].split(" ")[0] != points[1].split(" ")[0]  # the tip stands out
    assert closed.split("L")[0].split(" ")[0][1:] == closed.split("L")[1].split(" ")[0]


def test_without_any_day_it_says_so():
    assert "日付なし" in texts(draw(chain(OPEN), WORDS))


def test_two_that_may_be_one_stand_in_one_box():
    steps = chain(OPEN, OPEN).steps
    said = "".join(texts(draw(Chain((Stop("甲"), Stop("2人", "乙"), Stop("丙")), steps), WORDS)))
    assert "2人 = 乙?" in said


@settings(max_examples=40)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=5))
def test_no_label_becomes_markup(labels):
    drawn = draw(chain(*[OPEN] * (len(labels) - 1), labels=labels), WORDS)
    tags = {one.tag.removeprefix(SVG) for one in parsed(drawn).iter()}
    assert tags <= {"svg", "rect", "line", "path", "text"}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.none() | st.dates(), st.none() | st.dates()), min_size=1, max_size=4))
def test_nothing_is_drawn_outside(days):
    windows = [Window(*sorted(pair)) if None not in pair else Window(*pair) for pair in days]
    root = parsed(draw(chain(*windows), WORDS))
    width, height = float(root.get("width")), float(root.get("height"))
    for one in root.iter(f"{SVG}line"):
        assert all(0 <= float(one.get(x)) <= width for x in ("x1", "x2"))
        assert all(0 <= float(one.get(y)) <= height for y in ("y1", "y2"))
    assert sum(1 for _ in root.iter(f"{SVG}line")) < 60


def test_a_chain_without_a_step_is_refused():
    with pytest.raises(ValueError, match="one step at least"):
        draw(Chain((Stop("甲"),), ()), WORDS)
