"""What the resolver joins and what it leaves apart, on invented documents."""

from datetime import date

import pytest

from app.domain.ids import DocumentId
from app.domain.view import View
from app.domain.vocabulary import Action, How, Status
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
    story,
    theft,
    transfer,
)


def graph(*readings, **view):
    return resolve(readings, View(**view))


def one(g, a, b):
    """True if two local ids lead to one thing."""
    return g.former.get(a, a) == g.former.get(b, b)


def only_theft(g):
    (found,) = [t for t in g.transfers.values() if t.action is Action.EXFILTRATION]
    return found


# ---------------------------------------------------------------- assembling


def test_one_document_becomes_its_graph():
    g = graph(theft("d1", "x", "元社員"))
    found = only_theft(g)
    assert (found.provider, found.recipient, found.dataset) == ("d1:shop", "d1:x", "d1:list")
    assert found.window == Window(date(2031, 4, 1), date(2031, 4, 28))
    assert found.evidence == tuple(sorted(found.evidence))
    assert len(found.evidence) == 6
    assert g.actors["d1:x"].mentions
    assert g.actors["d1:x"].incidents == ("d1:i",)
    assert g.former == {}


def test_least_local_id_stands_for_the_cluster():
    g = graph(theft("d2", "x", "元社員"), theft("d1", "y", "元社員"))
    assert set(g.actors) == {"d1:shop", "d1:y"}
    assert g.former["d2:x"] == "d1:y"
    assert g.former["d2:theft"] == "d1:theft"
    assert g.former["d2:list"] == "d1:list"
    assert g.former["d2:told"] == "d1:told"
    assert g.former["d2:i"] == "d1:i"


def test_evidence_is_of_all_documents():
    found = only_theft(graph(theft("d1", "x", "元社員"), theft("d2", "x", "元社員")))
    assert found.documents == ("d1", "d2")
    assert found.sources == ("d1", "d2")


def test_two_readings_of_one_document_are_refused():
    with pytest.raises(ValueError, match="one document"):
        graph(theft("d1", "x", "元社員"), theft("d1", "x", "元社員"))


def test_a_transfer_without_any_end_left_is_left_out():
    reading = story("d1", actor("shop", "あさひ商店"), transfer("t", None, "nobody"))
    assert graph(reading).transfers == {}


def test_implied_slots_are_told_and_imported_ones_are_not():
    implied = story("d1", actor("a", "あさひ商店"), transfer("t", "a", None), how=How.IMPLIED, confidence=0.6)
    found = graph(implied).transfers["d1:t"]
    assert found.how["provider"] is How.IMPLIED
    assert not found.is_stated
    assert found.confidence == 0.6
    imported = story("d1", actor("a", "あさひ商店"), transfer("t", "a", None), how=How.IMPORTED)
    assert graph(imported).transfers["d1:t"].how == {}


# ---------------------------------------------------------------- organizations


@pytest.mark.parametrize("other", ["株式会社あさひ商店", "あさひ商店(長野市)", "あさひ 商店", "「あさひ商店」"])
def test_same_name_of_an_organization_joins(other):
    g = graph(story("d1", actor("a", "あさひ商店")), story("d2", actor("b", other)))
    assert one(g, "d1:a", "d2:b")


@pytest.mark.parametrize(
    "label", ["委託先", "警察", "名簿業者", "同社", "取引先", "情報流出対策本部", "元社員の勤務先"]
)
def test_names_that_name_nobody_join_nothing(label):
    g = graph(story("d1", actor("a", label)), story("d2", actor("b", label)))
    assert not one(g, "d1:a", "d2:b")


def test_an_alias_joins_and_a_part_of_a_name_is_suggested():
    alias = graph(story("d1", actor("a", "あさひ商店", alias="あさひ")), story("d2", actor("b", "あさひ")))
    assert one(alias, "d1:a", "d2:b")
    bare = graph(story("d1", actor("a", "あさひ商店")), story("d2", actor("b", "あさひ")))
    assert not one(bare, "d1:a", "d2:b")
    assert [(s.left, s.right) for s in bare.suggestions] == [("d1:a", "d2:b")]


def test_the_owner_of_a_bureau_is_not_the_bureau():
    g = graph(story("d1", actor("a", "いろは市水道局", alias="いろは市")), story("d2", actor("b", "いろは市")))
    assert not one(g, "d1:a", "d2:b")


def test_things_that_one_document_keeps_apart_stay_apart():
    both = story("d2", actor("b", "あさひ商店", alias="あさひ"), actor("c", "あさひ"))
    g = graph(story("d1", actor("a", "あさひ")), both)
    assert not one(g, "d2:b", "d2:c")


def test_unknown_things_of_one_name_are_not_one_actor():
    g = graph(story("d1", actor("a", "やみの広場", "unknown")), story("d2", actor("b", "やみの広場", "unknown")))
    assert not one(g, "d1:a", "d2:b")


def test_an_imported_thing_is_suggested_only():
    readings = [story("d1", actor("a", "あさひ商店"), how=How.IMPORTED), story("d2", actor("b", "あさひ商店"))]
    g = graph(*readings)
    assert not one(g, "d1:a", "d2:b")
    assert g.suggestions[0].score == 1.0
    assert one(graph(*readings, judgements=(judged("same", "d1:a", "d2:b"),)), "d1:a", "d2:b")


# ---------------------------------------------------------------- incidents


def test_two_leaks_of_one_organization_stay_two():
    later = story(
        "d2",
        actor("shop", "あさひ商店", roles=["data_controller"]),
        person("x", "元社員", "insider"),
        transfer("theft", "shop", "x", "2031-09", dataset="list", action="exfiltration"),
        dataset("list", "会員名簿", count(501)),
        event("told", "disclosure", "2031-11-02", "shop"),
    )
    g = graph(theft("d1", "x", "元社員"), later)
    assert one(g, "d1:shop", "d2:shop")
    assert not one(g, "d1:i", "d2:i")
    assert not one(g, "d1:x", "d2:x")
    assert not one(g, "d1:list", "d2:list")


def test_the_same_role_in_leaks_of_two_organizations_stays_two():
    other = story(
        "d2",
        actor("firm", "いろは通販", roles=["data_controller"]),
        person("x", "元派遣社員", "insider"),
        transfer("theft", "firm", "x", "2031-04", action="exfiltration"),
        event("told", "disclosure", "2031-05-10", "firm"),
    )
    g = graph(theft("d1", "x", "元派遣社員"), other)
    assert not one(g, "d1:x", "d2:x")
    assert g.suggestions == ()


def test_years_apart_is_another_leak_even_with_the_same_count():
    old = story(
        "d2",
        actor("shop", "あさひ商店", roles=["data_controller"]),
        transfer("theft", "shop", None, "2027-04", dataset="list"),
        dataset("list", "会員名簿", count(32759)),
    )
    assert not one(graph(theft("d1", "x", "元社員"), old), "d1:i", "d2:i")


# ---------------------------------------------------------------- people


@pytest.mark.parametrize(
    ("a", "b"), [("取引先社員", "取引先社員C"), ("元社員", "20代の元社員の男"), ("元社員", "元社員")]
)
def test_same_incident_role_and_words_join(a, b):
    assert one(graph(theft("d1", "x", a), theft("d2", "y", b)), "d1:x", "d2:y")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("社員C", "社員D"),
        ("20代の元社員", "60代の元社員"),
        ("元社員の男", "元社員の女"),
        ("元社員(31歳)", "元社員(45歳)"),
    ],
)
def test_contradicting_facts_keep_people_apart(a, b):
    g = graph(theft("d1", "x", a), theft("d2", "y", b))
    assert not one(g, "d1:x", "d2:y")
    assert not one(g, "d1:theft", "d2:theft")


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("個人情報流出対策本部", "個人情報流出対策本部", True),
        ("対策本部", "対策本部", False),
        ("お客様相談室", "お客様相談室", False),
        ("個人情報流出対策本部", "お客様相談室", False),
    ],
)
def test_a_part_of_an_organization_is_one_within_an_incident(a, b, is_one):
    g = graph(theft("d1", "x", "元社員", actor("body", a)), theft("d2", "x", "元社員", actor("body", b)))
    assert one(g, "d1:body", "d2:body") == is_one


def test_parts_with_one_name_in_two_incidents_are_two():
    first = theft("d1", "x", "元社員", actor("body", "個人情報流出対策本部"))
    second = story(
        "d2",
        actor("shop", "いろは通販", roles=["data_controller"]),
        actor("body", "個人情報流出対策本部"),
        transfer("t", "shop", None, "2031-09"),
    )
    assert not one(graph(first, second), "d1:body", "d2:body")


def test_role_alone_is_a_suggestion():
    g = graph(theft("d1", "x", "何者か"), theft("d2", "y", "取引先社員"))
    assert not one(g, "d1:x", "d2:y")
    assert [(s.left, s.right, s.values) for s in g.suggestions] == [("d1:x", "d2:y", ("何者か", "取引先社員"))]


def test_two_who_fit_are_not_guessed_between():
    two = theft("d2", "y", "元社員の男", person("z", "元社員の兄", "insider"))
    g = graph(theft("d1", "x", "元社員"), two)
    assert not one(g, "d1:x", "d2:y")
    assert not one(g, "d1:x", "d2:z")
    assert {(s.left, s.right) for s in g.suggestions} >= {("d1:x", "d2:y"), ("d1:x", "d2:z")}


def test_a_vague_reading_does_not_tie_two_people_together():
    g = graph(theft("d1", "x", "取引先社員"), theft("d2", "y", "取引先社員C"), theft("d3", "z", "取引先社員D"))
    assert not one(g, "d2:y", "d3:z")
    assert not one(g, "d1:x", "d2:y")


def test_groups_join_by_size():
    def with_group(name, label):
        return theft(name, "x", "元社員", actor("g", label, "group", ["extortionist"]), transfer("p", "x", "g"))

    assert one(graph(with_group("d1", "逮捕された2人"), with_group("d2", "男2人")), "d1:g", "d2:g")
    assert not one(graph(with_group("d1", "逮捕された2人"), with_group("d2", "男3人")), "d1:g", "d2:g")


# ---------------------------------------------------------------- transfers


def sold(name, buyer, when, publisher=None, published=None, **more):
    return theft(
        name,
        "x",
        "元社員",
        actor("b", "名簿業者", roles=["list_broker"]),
        transfer("sold", "x" if more.pop("by", True) else None, buyer, when, **more),
        publisher=publisher,
        published=published,
    )


def test_an_open_end_is_filled_by_the_document_that_names_it():
    g = graph(sold("d1", "b", "2031-04-20", by=False), sold("d2", "b", "2031-04-20"))
    assert one(g, "d1:sold", "d2:sold")
    assert g.transfers["d1:sold"].provider == "d1:x"


@pytest.mark.parametrize(
    "other",
    [
        {"when": "2031-04-22"},
        {"when": "2031-04-20", "medium": "paper"},
        {"when": "2031-04-20", "record_count": count(99)},
        {"when": "2031-04-20", "lawful": True},
        {"when": "2031-04-20", "action": "publication"},
    ],
)
def test_what_speaks_against_it_keeps_transfers_apart(other):
    first = sold("d1", "b", "2031-04-20", medium="usb", record_count=count(1000), action="sale")
    g = graph(first, sold("d2", "b", other.pop("when"), **other))
    assert one(g, "d1:x", "d2:x")
    assert not one(g, "d1:sold", "d2:sold")


def test_two_deliveries_of_one_document_are_not_guessed_between():
    two = sold("d2", "b", ("2031-04-01", "2031-04-20"))
    more = theft(
        "d1",
        "x",
        "元社員",
        actor("b", "名簿業者", roles=["list_broker"]),
        transfer("first", "x", "b", "2031-04-02"),
        transfer("second", "x", "b", "2031-04-09"),
    )
    g = graph(more, two)
    assert not one(g, "d2:sold", "d1:first")
    assert not one(g, "d2:sold", "d1:second")


def test_windows_are_the_hull_and_the_surer_status_is_shown():
    g = graph(
        sold("d1", "b", ("2031-04-01", "2031-04-20"), status="suspected"),
        sold("d2", "b", ("2031-04-10", "2031-04-28"), status="confirmed"),
    )
    found = g.transfers["d1:sold"]
    assert found.window == Window(date(2031, 4, 1), date(2031, 4, 28))
    assert found.status is Status.CONFIRMED


def test_a_later_word_of_the_same_source_replaces_its_earlier_one():
    wide, narrow = ("2031-04-01", "2031-04-28"), ("2031-04-10", "2031-04-20")
    first = sold("d1", "b", wide, published="2031-05", publisher="甲新聞")
    same = graph(first, sold("d2", "b", narrow, published="2031-06", publisher="甲新聞")).transfers["d1:sold"]
    assert same.window == Window(date(2031, 4, 10), date(2031, 4, 20))
    assert same.sources == ("甲新聞",)
    other = graph(first, sold("d2", "b", narrow, published="2031-06", publisher="乙新聞")).transfers["d1:sold"]
    assert other.window == Window(date(2031, 4, 1), date(2031, 4, 28))
    undated = graph(first, sold("d2", "b", narrow, publisher="甲新聞")).transfers["d1:sold"]
    assert undated.window == Window(date(2031, 4, 1), date(2031, 4, 28))


# ---------------------------------------------------------------- rows, conflicts


def test_equal_rows_join_and_other_counts_stay():
    def row(name, number):
        return theft(name, "x", "元社員", affected("row", "shop", count(number)))

    assert len(graph(row("d1", 32759), row("d2", 32759)).affected) == 1
    assert len(graph(row("d1", 32759), row("d2", 41000)).affected) == 2


def sized(name, *counts):
    """An article with three dated events, so that the incident is known whatever the figures are."""
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        transfer("t", "shop", None, "2031-04", dataset="list"),
        dataset("list", "会員名簿", *counts),
        event("told", "disclosure", "2031-05-10", "shop"),
        event("found", "discovery", "2031-05-08", "shop"),
        event("kept", "arrest", "2031-05-09", "shop"),
    )


def conflicts(*readings):
    return [(c.subject, c.property, {s.value for s in c.sides}) for c in graph(*readings).conflicts]


def test_figures_that_cannot_both_be_true_are_a_conflict():
    company, police = count(3996789, claimed_by="あさひ商店"), count(4500000, claimed_by="県警")
    assert conflicts(sized("d1", company, police)) == [("d1:list", "record_count", {3996789, 4500000})]
    assert conflicts(sized("d1", company), sized("d2", police)) == [("d1:list", "record_count", {3996789, 4500000})]


def test_parts_and_the_course_of_one_source_are_no_conflict():
    parts = (count(8724000), count(8630000, claimed_by="甲"), count(94000, claimed_by="乙"))
    assert conflicts(sized("d1", *parts)) == []
    course = (count(9000000, claimed_by="あさひ商店"), count(9280000, claimed_by="あさひ商店"))
    assert conflicts(sized("d1", *course)) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (count(4000000, qualifier="about"), count(3996789)),
        (count(4500000, "records"), count(3996789)),
        (count(30000, qualifier="at_least"), count(32759)),
        (count(40000, qualifier="up_to"), count(32759)),
        (count(32759), count(32759)),
    ],
)
def test_rounding_units_and_bounds_are_no_conflict(a, b):
    g = graph(sized("d1", a), sized("d2", b))
    assert one(g, "d1:list", "d2:list")
    assert g.conflicts == ()


def test_figures_of_two_incidents_never_meet():
    old = story(
        "d2",
        actor("shop", "あさひ商店", roles=["data_controller"]),
        transfer("t", "shop", None, "2020-04", dataset="list"),
        dataset("list", "会員名簿", count(77)),
    )
    assert conflicts(theft("d1", "x", "元社員"), old) == []


# ---------------------------------------------------------------- judgements


def test_a_person_joins_what_the_rules_leave_apart():
    readings = (theft("d1", "x", "何者か"), theft("d2", "y", "取引先社員"))
    g = graph(*readings, judgements=(judged("same", "d1:x", "d2:y"),))
    assert one(g, "d1:x", "d2:y")
    assert g.suggestions == ()
    undone = graph(*readings, judgements=(judged("same", "d1:x", "d2:y", undone=True),))
    assert undone == graph(*readings)


def test_a_person_keeps_apart_what_the_rules_join():
    readings = (theft("d1", "x", "元社員"), theft("d2", "y", "元社員"))
    g = graph(*readings, judgements=(judged("not_same", "d1:x", "d2:y"),))
    assert not one(g, "d1:x", "d2:y")
    assert g.suggestions == ()


def test_a_third_document_does_not_bring_together_what_a_person_keeps_apart():
    readings = [theft(f"d{n}", "x", "元社員") for n in (1, 2, 3, 4)]
    g = graph(*readings, judgements=(judged("not_same", "d1:x", "d2:x"),))
    assert not one(g, "d1:x", "d2:x")
    assert one(g, "d3:x", "d4:x")


def test_when_two_people_disagree_nothing_is_joined_and_it_is_asked_again():
    readings = (theft("d1", "x", "元社員"), theft("d2", "y", "元社員"))
    votes = (judged("same", "d1:x", "d2:y", who="甲"), judged("not_same", "d1:x", "d2:y", who="乙"))
    g = graph(*readings, judgements=votes)
    assert not one(g, "d1:x", "d2:y")
    assert [(s.left, s.right) for s in g.suggestions] == [("d1:x", "d2:y")]


def claim_of(reading, prop, subject):
    (found,) = [c for c in reading.claims if c.property == prop and c.subject == subject]
    return found


def test_a_rejected_claim_counts_no_more_and_a_corrected_one_otherwise():
    reading = theft("d1", "x", "元社員")
    claim = claim_of(reading, "recipient", "d1:theft")
    assert only_theft(graph(reading, judgements=(judged("reject", claim.id),))).recipient is None
    action = claim_of(reading, "action", "d1:theft")
    g = graph(reading, judgements=(judged("correct", action.id, value="copy"),))
    assert g.transfers["d1:theft"].action is Action.COPY


def test_an_accepted_claim_beats_the_majority():
    readings = [
        sold("d1", "b", "2031-04-20", medium="pc"),
        *(sold(f"d{n}", "b", "2031-04-20", medium="hdd") for n in (2, 3)),
    ]
    assert graph(*readings).transfers["d1:sold"].medium == "hdd"
    accepted = judged("accept", claim_of(readings[0], "medium", "d1:sold").id)
    assert graph(*readings, judgements=(accepted,)).transfers["d1:sold"].medium == "pc"


# ---------------------------------------------------------------- views


def test_a_document_outside_the_view_tells_nothing():
    readings = [theft("d1", "x", "元社員"), theft("d2", "y", "元社員C"), theft("d3", "z", "元社員")]
    seen = frozenset({DocumentId("d1"), DocumentId("d3")})
    assert graph(*readings, documents=seen) == graph(readings[0], readings[2])
