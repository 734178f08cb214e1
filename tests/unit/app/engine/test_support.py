"""Facts that rest on one source: against taking each source away, on random statements, and the rules one by one.

More cases: LEAKTRAIL_SUPPORT_CASES=20000.
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import count
from random import Random

import pytest

from app.domain.support import Lone, SingleSourced, Statement
from app.domain.vocabulary import How, ThingKind
from app.engine.support import FACTS, find_single_sourced

CASES = int(os.environ.get("LEAKTRAIL_SUPPORT_CASES", "600"))
TEXTS = {"d1": "press", "d2": "press", "d3": "paper", "d4": "company"}
VALUES = {
    "provider": ["a", "b"],
    "medium": ["usb", "email", "unknown"],
    "status": ["confirmed", "alleged", "suspected", "denied"],
    "window": [
        {"earliest": f"2031-05-0{a}" if a else None, "latest": f"2031-05-0{b}" if b else None}
        for a, b in [(1, 5), (2, 3), (2, 2), (3, 5), (0, 5), (2, 0), (0, 0)]
    ],
    "record_count": [
        {"value": 40000, "unit": "records", "qualifier": "about"},
        {"value": 40000, "unit": "people", "qualifier": "about"},
        {"value": 39800, "unit": "records", "qualifier": "exact", "claimed_by": "県警"},
        {"value": 39800, "unit": "records", "qualifier": "exact", "claimed_by": None},
        {"value": 30000, "unit": "records", "qualifier": "at_least"},
    ],
    "price": [{"value": 100, "currency": c, "qualifier": "exact"} for c in ("JPY", "USD")],
}
_number = count()


def say(document: str, prop: str, value: object, voice: str | None = None, **more: object) -> Statement:
    given = {"kind": ThingKind.TRANSFER, "thing": "t1", **more}
    key = f"c{next(_number):05}"
    return Statement(
        claim=key,
        property=prop,
        value=value,
        document=document,
        text=TEXTS[document],
        voice=voice or TEXTS[document],
        how=How.STATED,
        confidence=1.0,
        quotes=(),
        **given,
    )


def found(*statements: Statement) -> list[tuple[str | None, object, Lone]]:
    return [(one.property, one.value, one.why) for one in find_single_sourced(statements)]


# ------------------------------------------------------------------ against taking sources away


@pytest.mark.parametrize("seeds", [range(i, CASES, 6) for i in range(6)], ids=lambda s: f"from-{s.start}")
def test_against_taking_each_source_away(seeds):
    rows = 0
    for seed in seeds:
        rng = Random(seed)
        statements = [random_statement(rng) for _ in range(rng.randint(1, 9))]
        answer = {(o.thing, o.property, shown(o)): o.why for o in find_single_sourced(statements)}
        assert answer == brute(statements), f"seed {seed}"
        rows += len(answer)
    assert rows > len(seeds)


def random_statement(rng: Random) -> Statement:
    prop = rng.choice(list(VALUES))
    voice = rng.choice([None, None, "県警"])
    return say(rng.choice(list(TEXTS)), prop, rng.choice(VALUES[prop]), voice, thing=rng.choice(["t1", "t2"]))


def shown(one: SingleSourced) -> str:
    return repr(one.value)


def brute(statements: list[Statement]) -> dict[tuple[str, str | None, str], Lone]:
    """A fact falls with a source if nobody else says anything of which all meanings lie within it."""
    expected: dict[tuple[str, str | None, str], Lone] = {}
    for thing in {s.thing for s in statements}:
        told = [s for s in statements if s.thing == thing]
        whole = falls_with(told)
        if whole is not None:
            expected[thing, None, "None"] = whole
            continue
        for one in told:
            if meanings(one) is None:
                continue
            bearing = [s for s in told if s.property == one.property and meanings(s) is not None]
            bearing = [s for s in bearing if meanings(s) <= meanings(one)]
            why = falls_with(bearing)
            if why is not None:
                value = one.value
                value = {k: v for k, v in value.items() if k != "claimed_by"} if isinstance(value, dict) else value
                expected[thing, one.property, repr(value)] = why
    return expected


def falls_with(told: list[Statement]) -> Lone | None:
    for why, key in ((Lone.DOCUMENT, "document"), (Lone.TEXT, "text"), (Lone.VOICE, "voice")):
        if any(all(getattr(s, key) == source for s in told) for source in {getattr(s, key) for s in told}):
            return why
    return None


def meanings(statement: Statement) -> frozenset[object] | None:
    """All that can be the case where the statement is true; None if it says nothing."""
    value = statement.value
    if statement.property == "window":
        low, high = (int(day[-1]) if day else end for day, end in ((value["earliest"], 0), (value["latest"], 9)))
        return None if (low, high) == (0, 9) else frozenset(range(low, high + 1))
    if statement.property == "record_count":
        number, unit = value["value"], value["unit"]
        numbers = {39800, 40000, 30000, 39600, 50000, 10}
        near = {"about": lambda n: 39500 < n < 41000, "at_least": lambda n: n >= number, "exact": lambda n: n == number}
        return frozenset((n, unit) for n in numbers if near[value["qualifier"]](n))
    if statement.property == "status":
        order = ["confirmed", "alleged", "suspected"]
        return frozenset(["denied"]) if value == "denied" else frozenset(order[: order.index(value) + 1])
    return None if value == "unknown" else frozenset([repr(value)])


# ------------------------------------------------------------------ the rules one by one


def test_nothing_rests_on_nothing():
    assert found() == []


def test_what_one_document_tells_is_told_once_as_a_whole():
    assert found(say("d1", "provider", "a"), say("d1", "medium", "usb")) == [(None, None, Lone.DOCUMENT)]


def test_reprints_and_one_publisher_are_one_text():
    assert found(say("d1", "provider", "a"), say("d2", "provider", "a")) == [(None, None, Lone.TEXT)]


def test_two_papers_that_quote_the_same_police_are_one_voice():
    assert found(say("d1", "provider", "a", "県警"), say("d3", "provider", "a", "県警")) == [(None, None, Lone.VOICE)]


def test_of_a_thing_that_two_tell_only_the_single_facts_are_listed():
    both = [say(d, "provider", "a") for d in ("d1", "d3")]
    assert found(*both, say("d1", "price", VALUES["price"][0])) == [("price", VALUES["price"][0], Lone.DOCUMENT)]


def test_a_day_bears_out_its_month_and_not_the_other_way_round():
    month = {"earliest": "2031-05-01", "latest": "2031-05-31"}
    day = {"earliest": "2031-05-07", "latest": "2031-05-07"}
    assert found(say("d1", "window", month), say("d3", "window", day)) == [("window", day, Lone.DOCUMENT)]


def test_what_says_nothing_is_no_fact():
    both = [say(d, "provider", "a") for d in ("d1", "d3")]
    nothing = [
        ("medium", "unknown"),
        ("action", "handover"),
        ("lawful", False),
        ("window", {"earliest": None, "latest": None}),
    ]
    assert found(*both, *(say("d1", prop, value) for prop, value in nothing)) == []
    assert found(*both, say("d1", "label", "x")) == []


def test_an_actor_is_no_fact_but_whom_it_stands_for_is():
    about = {"kind": ThingKind.ACTOR, "thing": "carrier"}
    told = [say("d1", "label", "運び屋", **about), say("d1", "candidate", "a", **about)]
    assert found(*told) == [("candidate", "a", Lone.DOCUMENT)]


def test_every_kind_that_is_looked_at_is_one_that_claims_are_about():
    from app.domain.claim import PROPERTIES

    assert all(set(props) <= set(PROPERTIES[kind]) for kind, props in FACTS.items())


def test_what_the_policy_passes_over_is_no_fact_but_bears_others_out():
    month = {"earliest": "2031-05-01", "latest": "2031-05-31"}
    day = {"earliest": "2031-05-07", "latest": "2031-05-07"}
    passed_over = replace(say("d1", "window", day), counts=False)
    assert found(passed_over, say("d3", "window", month)) == []
    assert found(say("d1", "window", day), replace(say("d3", "window", month), counts=False)) == [
        ("window", day, Lone.DOCUMENT)
    ]
