"""Which of several claims counts under each policy, on invented documents that disagree about one passing."""

from dataclasses import replace
from itertools import permutations

import pytest

from app.domain.ids import ClaimId
from app.domain.view import Policy, View
from app.domain.vocabulary import Action, AffectedStatus, How, Qualifier, Status, ThingKind, Unit
from app.domain.window import Window
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import (
    actor,
    affected,
    count,
    dataset,
    event,
    judged,
    person,
    printed,
    story,
    thing,
    transfer,
)

SHOP, POLICE, PAPER, OTHER_PAPER = "株式会社あさひ商店", "白波県警", "見本新聞", "港日報"
APRIL, THIRD, FIFTH = "2031-04", "2031-04-03", "2031-04-05"
WIRE = (
    "あさひ商店は会員の名簿が外部に持ち出されたと発表した。名簿には氏名と電話番号が書かれており、四月三日に"
    "元社員が持ち出したとみている。同社は会員に謝罪し、相談の窓口を設けた。"
)


def telling(name, publisher, published=None, when=APRIL, *more, how=How.STATED, confidence=1.0, **slots):
    """A document that tells how a former employee took the list of あさひ商店."""
    told = {"provider": "shop", "recipient": "x", "dataset": "list", "action": "exfiltration", "status": "confirmed"}
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        person("x", "元社員", "insider"),
        transfer("t", when=when, **{**told, **slots}),
        dataset("list", "会員名簿", count(32759)),
        event("told", "disclosure", "2031-05-10", "shop"),
        *more,
        publisher=publisher,
        published=published,
        how=how,
        confidence=confidence,
    )


def graph(policy, *readings, judgements=()):
    """The graph in which the passings that all documents tell of are one, as a person said."""
    first, *others = sorted(f"{reading.document.id}:t" for reading in readings)
    one = tuple(judged("same", first, other) for other in others)
    return resolve(readings, View(judgements=(*one, *judgements), policy=Policy(policy)))


def passing(policy, *readings, **view):
    (found,) = graph(policy, *readings, **view).transfers.values()
    return found


def window(when):
    return Window.from_iso(*((when, when) if len(when) == 10 else (f"{when}-01", f"{when}-28")))


PRESS = (telling("p1", PAPER, "2031-06-01"), telling("p2", OTHER_PAPER, "2031-06-02"))


# ---------------------------------------------------------------- the latest official word


def test_the_window_is_that_of_the_official_source_that_spoke_last():
    readings = (*PRESS, telling("o1", SHOP, "2031-06-03", THIRD), telling("o2", POLICE, "2031-06-20", FIFTH))
    assert passing("all", *readings).window == window(APRIL)
    assert passing("latest_official", *readings).window == window(FIFTH)
    assert passing("latest_official", *readings[:3]).window == window(THIRD)


def test_a_newspaper_that_speaks_later_changes_nothing():
    readings = (telling("o1", SHOP, "2031-06-03", THIRD), telling("p1", PAPER, "2031-09-01", FIFTH))
    found = passing("latest_official", *readings)
    assert found.window == window(THIRD)
    assert "window" in found.by_policy


def test_two_of_one_day_count_together():
    readings = (telling("o1", SHOP, "2031-06-20", THIRD), telling("o2", POLICE, "2031-06-20", FIFTH))
    assert passing("latest_official", *readings).window == Window.from_iso(THIRD, FIFTH)


@pytest.mark.parametrize("day", [None, "2031", "2031-06"])
def test_whoever_may_have_spoken_before_or_after_counts_together(day):
    readings = (*PRESS, telling("o1", SHOP, day, THIRD), telling("o2", POLICE, "2031-06-20", FIFTH))
    assert passing("latest_official", *readings).window == Window.from_iso(THIRD, FIFTH)


def test_a_denial_that_an_official_source_gave_last_is_the_status():
    readings = (*PRESS, telling("o1", SHOP, "2031-06-03"), telling("o2", POLICE, "2031-06-20", status="denied"))
    assert passing("all", *readings).status is Status.CONFIRMED
    assert passing("latest_official", *readings).status is Status.DENIED
    assert passing("most_sources", *readings).status is Status.CONFIRMED


def test_a_denial_that_was_taken_back_is_not():
    readings = (telling("o1", SHOP, "2031-06-03", status="denied"), telling("o2", POLICE, "2031-06-20"), *PRESS)
    assert passing("latest_official", *readings).status is Status.CONFIRMED


@pytest.mark.parametrize("policy", ["latest_official", "most_sources"])
def test_whoever_denies_a_passing_gives_it_no_day(policy):
    readings = (
        telling("o1", SHOP, "2031-06-03"),
        telling("o2", POLICE, "2031-06-20", THIRD, status="denied"),
        telling("p1", PAPER, "2031-06-01", THIRD),
    )
    assert passing(policy, *readings).window == window(APRIL)


def test_counts_ends_medium_price_and_law_go_the_same_way():
    price = {"value": 50000, "currency": "JPY", "qualifier": "exact"}
    said = {"record_count": count(1200), "medium": "usb", "action": "copy", "lawful": False}
    last = telling("o1", SHOP, "2031-06-03", **said, price=price)
    other = {"record_count": count(1300), "medium": "pc", "lawful": False, "price": {**price, "value": 70000}}
    readings = (last, telling("p1", PAPER, "2031-06-04", **other), telling("p2", OTHER_PAPER, "2031-06-05", **other))
    most, official = passing("all", *readings), passing("latest_official", *readings)
    assert (most.medium, most.record_count.value, most.price.value, most.action) == ("pc", 1300, 70000, "exfiltration")
    assert (official.medium, official.record_count.value, official.price.value) == ("usb", 1200, 50000)
    assert official.action is Action.COPY
    assert {"medium", "record_count", "price", "action", "lawful"} <= set(official.by_policy)


def test_the_giver_is_whom_the_official_source_names():
    group = [actor("both", "元社員ら2人", "group", ["insider"], member="x")]
    readings = (
        telling("o1", POLICE, "2031-06-20", APRIL, *group, recipient="both"),
        telling("p1", PAPER, "2031-06-01"),
        telling("p2", OTHER_PAPER, "2031-06-02"),
    )
    assert passing("all", *readings).recipient == "o1:x"
    assert passing("latest_official", *readings).recipient == "o1:both"


def test_an_end_that_the_reader_filled_in_is_no_official_word():
    group = [actor("both", "元社員ら2人", "group", ["insider"], member="x")]
    implied = telling("o1", POLICE, "2031-06-20", APRIL, *group, recipient="both", how=How.IMPLIED, confidence=0.6)
    found = passing("latest_official", implied, telling("p1", PAPER, "2031-06-01"), telling("p2", OTHER_PAPER))
    assert found.recipient != "o1:both"
    assert "recipient" not in found.by_policy


def test_what_says_nothing_is_no_word():
    last = telling("o2", POLICE, "2031-06-20", {"earliest": None, "latest": None}, medium="unknown")
    readings = (telling("o1", SHOP, "2031-06-03", THIRD, medium="usb"), last, *PRESS)
    found = passing("latest_official", *readings)
    assert (found.window, found.medium) == (window(THIRD), "usb")


def test_where_no_official_source_speaks_it_is_as_under_all():
    readings = (telling("p1", PAPER, "2031-06-01", THIRD), telling("p2", OTHER_PAPER, "2031-06-02", FIFTH))
    assert graph("latest_official", *readings) == graph("all", *readings)
    assert passing("latest_official", *readings).by_policy == ()


def test_rows_events_and_holdings_go_the_same_way():
    def more(number, status, day):
        kept = {"earliest": day, "latest": day}
        return (
            affected("row", "shop", count(number), status),
            event("caught", "arrest", day, "x"),
            thing(ThingKind.HOLDING, "kept", actor="x", dataset="list", window=kept),
        )

    readings = (
        telling("o1", POLICE, "2031-06-20", APRIL, *more(1200, "possible", "2031-06-12")),
        telling("p1", PAPER, "2031-06-21", APRIL, *more(1300, "leaked", "2031-06-13")),
        telling("p2", OTHER_PAPER, "2031-06-21", APRIL, *more(1300, "leaked", "2031-06-13")),
    )
    votes = tuple(judged("same", f"o1:{key}", f"{p}:{key}") for p in ("p1", "p2") for key in ("row", "kept", "caught"))
    expected = {
        "all": (1300, AffectedStatus.LEAKED, Window.from_iso("2031-06-12", "2031-06-13")),
        "latest_official": (1200, AffectedStatus.POSSIBLE, window("2031-06-12")),
        "most_sources": (1300, AffectedStatus.LEAKED, window("2031-06-13")),
    }
    for policy, (number, status, days) in expected.items():
        g = graph(policy, *readings, judgements=votes)
        (row,), (kept,) = g.affected, g.holdings
        (arrest,) = [e for e in g.events.values() if e.type == "arrest"]
        assert (row.record_count.value, row.status, arrest.window, kept.window) == (number, status, days, days)


def test_what_a_document_without_a_publisher_says_is_nobodys_official_word():
    readings = (
        telling("白波県警", None, "2031-06-20", THIRD),
        telling("あさひ商店", None, "2031-06-21", FIFTH),
        *PRESS,
    )
    assert passing("latest_official", *readings).window == window(APRIL)


def test_a_figure_is_the_word_of_whom_it_is_claimed_by():
    readings = (
        telling("p1", PAPER, "2031-06-20", record_count=count(1200, claimed_by="白波県警")),
        telling("p2", OTHER_PAPER, "2031-06-21", record_count=count(1300)),
        telling("p3", "見本放送", "2031-06-22", record_count=count(1300)),
    )
    assert passing("all", *readings).record_count.value == 1300
    assert passing("latest_official", *readings).record_count.value == 1200


def test_words_that_a_paper_reprints_later_are_as_old_as_they_are():
    first = printed(telling("o1", SHOP, "2031-06-03", THIRD), WIRE)
    again = printed(telling("p1", PAPER, "2031-09-01", THIRD), WIRE)
    last = telling("o2", POLICE, "2031-06-20", FIFTH)
    g = graph("latest_official", first, again, last)
    assert [(one.document, one.of) for one in g.reprints] == [("p1", "o1")]
    (found,) = g.transfers.values()
    assert found.window == window(FIFTH)
    (found,) = graph("latest_official", first, again).transfers.values()
    assert found.window == window(THIRD)


def test_a_release_is_its_publishers_word_though_a_paper_printed_it_before():
    paper = printed(telling("p1", PAPER, "2031-06-01", THIRD), WIRE)
    release = printed(telling("o1", SHOP, "2031-06-03", THIRD), WIRE)
    g = graph("latest_official", paper, release, telling("p2", OTHER_PAPER, "2031-06-04", FIFTH))
    assert [(one.document, one.of) for one in g.reprints] == [("o1", "p1")]
    (found,) = g.transfers.values()
    assert found.window == window(THIRD)


# ---------------------------------------------------------------- the most sources


def test_the_window_is_that_of_the_most_sources():
    readings = (*PRESS, telling("o1", SHOP, "2031-06-03", ("2031-04-03", "2031-05-20")))
    assert passing("all", *readings).window == Window.from_iso("2031-04-01", "2031-05-20")
    found = passing("most_sources", *readings)
    assert found.window == window(APRIL)
    assert "window" in found.by_policy


def test_a_tie_is_as_under_all():
    readings = (*PRESS, telling("o1", SHOP, "2031-06-03", THIRD), telling("o2", POLICE, "2031-06-20", THIRD))
    found = passing("most_sources", *readings)
    assert found.window == window(APRIL)
    assert "window" not in found.by_policy
    assert "status" in found.by_policy


def test_reprints_of_one_text_are_one_source():
    reprinted = [
        printed(telling(f"p{n}", publisher, f"2031-06-0{n}", THIRD), WIRE) for n, publisher in enumerate("甲乙丙", 1)
    ]
    others = (telling("q1", PAPER, "2031-06-05", FIFTH), telling("q2", OTHER_PAPER, "2031-06-06", FIFTH))
    found = passing("most_sources", *reprinted, *others)
    assert found.window == window(FIFTH)
    assert len(found.sources) == 3


def test_one_publisher_is_one_source_however_often_it_prints():
    often = [telling(f"p{n}", PAPER, "2031-06-01", THIRD) for n in range(3)]
    others = (telling("q1", SHOP, "2031-06-05", FIFTH), telling("q2", OTHER_PAPER, "2031-06-06", FIFTH))
    assert passing("most_sources", *often, *others).window == window(FIFTH)


def test_a_figure_that_papers_give_as_the_polices_is_of_one_source():
    police = [telling(f"p{n}", who, record_count=count(1200, claimed_by="白波県警")) for n, who in enumerate("甲乙丙")]
    others = [telling(f"q{n}", who, record_count=count(1300)) for n, who in enumerate("丁戊")]
    found = passing("most_sources", *police, *others).record_count
    assert (found.value, found.unit, found.qualifier) == (1300, Unit.PEOPLE, Qualifier.EXACT)


def test_a_figure_is_one_whoever_is_named_as_saying_it():
    police = telling("p0", "甲", record_count=count(1300, claimed_by="白波県警"))
    same = [telling(f"p{n}", who, record_count=count(1300)) for n, who in enumerate("乙丙", 1)]
    others = [telling(f"q{n}", who, record_count=count(1200)) for n, who in enumerate("丁戊")]
    assert passing("all", police, *same, *others).record_count.value == 1200, "two of each, and one of the police"
    assert passing("most_sources", police, *same, *others).record_count.value == 1300


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("policy", Policy)
def test_what_a_person_rejects_does_not_count_and_what_one_accepts_comes_first(policy):
    readings = (*PRESS, telling("o1", SHOP, "2031-06-03", THIRD), telling("o2", POLICE, "2031-06-20", FIFTH))
    claims = {(c.document, c.property): c.id for r in readings for c in r.claims if c.subject.endswith(":t")}
    rejected = passing(policy, *readings, judgements=(judged("reject", claims["o2", "window"]),))
    assert rejected.window == {"latest_official": window(THIRD)}.get(policy, window(APRIL))
    accepted = passing(policy, *readings, judgements=(judged("accept", claims["o1", "window"]),))
    assert accepted.window == {"all": window(APRIL)}.get(policy, window(THIRD))
    value = {"earliest": "2031-04-06", "latest": "2031-04-06"}
    corrected = passing(policy, *readings, judgements=(judged("correct", claims["p1", "window"], value=value),))
    assert corrected.window == {"all": window(APRIL)}.get(policy, window("2031-04-06"))


@pytest.mark.parametrize("policy", Policy)
def test_nothing_is_dropped(policy):
    readings = (
        *PRESS,
        telling("o1", SHOP, "2031-06-03", record_count=count(1200), status="denied"),
        telling("o2", POLICE, "2031-06-20", record_count=count(1500)),
    )
    g, plain = graph(policy, *readings), graph("all", *readings)
    (found,), (same,) = g.transfers.values(), plain.transfers.values()
    assert (g.conflicts, g.former, g.suggestions, g.superseded) == (
        plain.conflicts,
        plain.former,
        plain.suggestions,
        plain.superseded,
    )
    assert {c.property for c in g.conflicts} == {"record_count", "status"}
    assert (found.evidence, found.sources, found.time_text) == (same.evidence, same.sources, same.time_text)


@pytest.mark.parametrize("policy", Policy)
def test_the_order_of_loading_does_not_matter(policy):
    readings = (
        PRESS[0],
        telling("o1", SHOP, "2031-06-20", THIRD, medium="usb"),
        telling("o2", POLICE, "2031-06-20", FIFTH, medium="pc"),
        telling("o3", SHOP, None, THIRD),
    )
    found = [graph(policy, *order) for order in permutations(readings)]
    assert all(one == found[0] for one in found)


def test_the_claims_of_a_document_may_stand_in_any_order():
    last = telling("o1", SHOP, "2031-06-20", THIRD)
    turned = replace(last, claims=tuple(reversed(last.claims)))
    assert {ClaimId(c.id) for c in last.claims} == {c.id for c in turned.claims}
    one, other = (passing("latest_official", *PRESS, reading) for reading in (last, turned))
    assert one == other
