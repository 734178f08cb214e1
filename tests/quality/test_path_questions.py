"""The path questions of the shared material are answered rightly through HTTP; what reads the answers reads them right."""

from __future__ import annotations

import pytest

from tests.quality.path_questions import REQUIRED, TABLE, answers, joined_gold, table, verdicts
from tests.quality.told import hull, longest_pause, months_between, told_by


@pytest.fixture(scope="module")
def found(shared):
    return verdicts(shared, answers(joined_gold(shared)))


@pytest.mark.shared
@pytest.mark.parametrize("question", REQUIRED)
def test_a_required_question_is_answered_rightly(found, question):
    assert found[question]["right"], table({question: found[question]})


def test_every_required_question_is_asked():
    assert set(REQUIRED) <= set(TABLE)


# ------------------------------------------------------------------ reading answers


def hop(transfer, provider, recipient, earliest, latest, count=None):
    return {
        "transfer": transfer,
        "provider": {"id": provider},
        "recipient": {"id": recipient},
        "window": {"earliest": earliest, "latest": latest},
        "record_count": None if count is None else {"value": count},
    }


def path(*hops, gaps=(), status="confirmed"):
    return {"hops": list(hops), "gaps": list(gaps), "strength": {"status": status}}


def gap(number, holder, start, end):
    return {"after_hop": number, "holder": {"id": holder}, "from": start, "to": end}


FIRST = hop("t1", "x", "y", "2030-01-10", "2030-01-31")
THEN = hop("t2", "y", "z", "2030-04-05", "2030-06-30", 700)
LATER = hop("t2", "y", "z", "2030-05-01", None)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2030-01-31", "2030-02-28", 0),
        ("2030-01-28", "2030-02-28", 1),
        ("2030-12-31", "2031-01-31", 1),
        ("2030-01-10", "2030-01-10", 0),
    ],
)
def test_months_are_whole(start, end, months):
    assert months_between(start, end) == months


def test_a_pause_lies_between_the_days_that_remain():
    pause = longest_pause([path(FIRST, THEN, gaps=[gap(1, "y", "2030-01-31", "2030-04-05")])])
    assert pause == {"holder": "y", "from": "2030-01-31", "to": "2030-04-05", "months_min": 2, "months_max": 5}


def test_the_longest_pause_of_all_paths_is_told():
    short = path(FIRST, THEN, gaps=[gap(1, "y", "2030-01-31", "2030-04-05")])
    long = path(FIRST, LATER, gaps=[gap(1, "y", "2030-01-31", "2030-05-01")])
    pause = longest_pause([short, long])
    assert pause["to"] == "2030-05-01"
    assert pause["months_max"] is None  # nobody says when it ended


def test_no_gap_is_no_pause():
    assert longest_pause([path(FIRST, THEN)]) is None


def test_a_hull_is_open_where_one_window_is():
    assert hull([THEN["window"], LATER["window"]]) == ["2030-04-05", None]


def test_paths_tell_actors_days_counts_and_the_weakest_status():
    told = told_by([path(FIRST, THEN), path(THEN, status="suspected")])
    assert told["actors_on_path"] == ["x", "y", "z"]
    assert told["dates"]["t1"] == ["2030-01-10", "2030-01-31"]
    assert told["dates"]["arrival_latest"] == "2030-06-30"
    assert told["counts"] == {"t2": 700}
    assert told["status"] == "suspected"
    assert told["hops"] is None  # the two differ


def test_the_table_says_what_is_wrong():
    wrong = {"right": False, "parts": {"paths": False, "hops": True}, "wrong": ["paths: expected []"]}
    assert "paths: expected []" in table({"Q01": wrong})
    assert "WRONG" in table({"Q01": wrong})
    assert "not asked" in table({"Q99": wrong})
