"""What documents of one incident say that cannot all be true: rows, events, prices, days of a batch."""

import pytest

from app.domain.view import View
from app.domain.window import Window
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import actor, affected, count, dataset, event, story, theft, transfer

BROKER = actor("b", "名簿業者", roles=["list_broker"])


def sides(*readings):
    """Of each conflict its property, its subject and its values."""
    found = resolve(list(readings), View()).conflicts
    return [(one.property, one.subject, {side.value for side in one.sides}) for one in found]


# ---------------------------------------------------------------- rows


def row(name, number, status="leaked", paper=None, published=None, **more):
    """An article with a row, whose dataset has no figure: two days tell that it is the same leak."""
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        affected("row", "shop", number and count(number), status, **more),
        event("told", "disclosure", "2031-05-10", "shop"),
        event("found", "discovery", "2031-05-08", "shop"),
        publisher=paper,
        published=published,
    )


def test_two_papers_with_two_figures_of_one_organization():
    assert sides(row("d1", 32759), row("d2", 41000)) == [("record_count", "d1:shop", {32759, 41000})]
    assert sides(row("d2", 41000), row("d1", 32759)) == [("record_count", "d1:shop", {32759, 41000})]


@pytest.mark.parametrize("number", [33000, 3000, None])
def test_a_rounding_a_part_and_no_figure_are_no_conflict(number):
    rounded = theft("d2", "x", "元社員", affected("row", "shop", number and count(number, qualifier="about")))
    assert sides(theft("d1", "x", "元社員", affected("row", "shop", count(32759))), rounded) == []


def test_a_paper_that_corrects_itself_does_not_contradict_itself():
    first = row("d1", 41000, paper="甲新聞", published="2031-05-10")
    assert sides(first, row("d2", 32759, paper="甲新聞", published="2031-05-12")) == []
    assert len(sides(first, row("d2", 32759, paper="乙新聞", published="2031-05-12"))) == 1


def test_leaked_and_not_leaked_but_not_possibly_leaked():
    assert sides(row("d1", 500), row("d2", 500, "none")) == [("status", "d1:shop", {"leaked", "none"})]
    assert sides(row("d1", 500), row("d2", 500, "possible")) == []


def test_what_did_not_leak_may_be_other_data():
    assert sides(row("d1", 500), row("d2", None, "none", fields=["credit_card"])) == []


def test_the_size_of_the_data_is_not_told_again_as_that_of_the_row():
    def both(name, number):
        listed = dataset("list", "会員名簿", count(number))
        moved = transfer("t", "shop", None, "2031-04", dataset="list")
        days = [event("told", "disclosure", "2031-05-10", "shop"), event("found", "discovery", "2031-05-08", "shop")]
        shop = actor("shop", "あさひ商店", roles=["data_controller"])
        return story(name, shop, listed, moved, affected("row", "shop", count(number)), *days)

    assert sides(both("d1", 32759), both("d2", 41000)) == [("record_count", "d1:list", {32759, 41000})]


# ---------------------------------------------------------------- prices, days


def sold(name, price, when="2031-04-20", number=None, **more):
    money = price and {"value": price, "currency": "JPY", "qualifier": "exact", **more}
    counted = number and count(number)
    sale = transfer("sold", "x", "b", when, action="sale", price=money, record_count=counted)
    return theft(name, "x", "元社員", BROKER, sale)


def test_two_prices_of_one_sale():
    assert sides(sold("d1", 300000), sold("d2", 500000)) == [("price", "d1:sold", {300000, 500000})]


@pytest.mark.parametrize(
    ("price", "how"), [(300000, "exact"), (290000, "at_least"), (9000000, "exact"), (None, "exact")]
)
def test_an_equal_a_least_a_total_and_no_price_are_no_conflict(price, how):
    assert sides(sold("d1", 300000), sold("d2", price, qualifier=how)) == []


def test_so_many_records_between_the_same_two_are_one_batch_whatever_the_day():
    graph = resolve([sold("d1", None, "2031-04-20", 4127), sold("d2", None, "2031-04-22", 4127)], View())
    assert graph.former["d2:sold"] == "d1:sold"
    (conflict,) = graph.conflicts
    assert (conflict.property, conflict.subject) == ("time", "d1:sold")


@pytest.mark.parametrize(
    "windows",
    [
        (("2031-04-20", "2031-04-20"), ("2031-04-22", "2031-04-25")),
        (("2031-04-18", "2031-04-20"), ("2031-04-22", "2031-04-22")),
    ],
)
def test_the_days_of_a_conflict_are_written_so_that_they_can_be_read_again(windows):
    graph = resolve([sold(f"d{n}", None, window, 4127) for n, window in enumerate(windows)], View())
    (conflict,) = graph.conflicts
    read = [Window.from_interval(side.value) for side in conflict.sides]
    assert sorted(map(repr, read)) == sorted(repr(Window.from_iso(*window)) for window in windows)


@pytest.mark.parametrize(("when", "number"), [("2031-04-22", 4128), ("2031-04-22", 4000), ("2031-08-22", 4127)])
def test_another_number_a_round_one_and_months_between_are_two_sales(when, number):
    other = sold("d2", None, when, number)
    if number == 4000:
        assert sides(sold("d1", None, "2031-04-20", 4000), other) == []
    assert "d2:sold" not in resolve([sold("d1", None, "2031-04-20", 4127), other], View()).former


# ---------------------------------------------------------------- events


def caught(name, when, kind="arrest", who="x"):
    return theft(name, "x", "元社員", event("caught", kind, when, who))


@pytest.mark.parametrize("kind", ["arrest", "indictment", "sentence"])
def test_a_person_is_arrested_charged_and_sentenced_once(kind):
    graph = resolve([caught("d1", "2031-05-12", kind), caught("d2", "2031-05-13", kind)], View())
    assert graph.former["d2:caught"] == "d1:caught"
    assert graph.events["d1:caught"].window.to_iso() == ("2031-05-12", "2031-05-13")
    (conflict,) = graph.conflicts
    assert (conflict.property, conflict.subject) == ("time", "d1:caught")


@pytest.mark.parametrize(
    ("when", "kind", "who"),
    [("2031-06-03", "arrest", "x"), ("2031-05-13", "search", "x"), ("2031-05-13", "arrest", "shop")],
)
def test_a_second_arrest_what_happens_often_and_an_organization_stay_two(when, kind, who):
    first = caught("d1", "2031-05-12", kind, who)
    assert sides(first, caught("d2", when, kind, who)) == []


# ---------------------------------------------------------------- incidents


def passed(name, when, lawful=None, caught="2031-05-12"):
    """An article without figures: a sale and an arrest."""
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        actor("x", "元社員", "person", ["insider"]),
        BROKER,
        transfer("theft", "shop", "x", "2031-04", action="exfiltration"),
        transfer("sold", "x", "b", when, action="sale", lawful=lawful),
        event("caught", "arrest", caught, "x"),
    )


def is_one(*readings):
    return "d2:i" in resolve(list(readings), View()).former


def test_a_sale_and_an_arrest_on_the_same_days_are_one_leak():
    assert is_one(passed("d1", "2031-04-20"), passed("d2", "2031-04-20"))


@pytest.mark.parametrize(
    "other",
    [
        passed("d2", "2031-04-21"),
        passed("d2", "2031-04"),
        passed("d2", "2031-04-20", caught="2031-05-13"),
        passed("d2", "2031-04-20", lawful=True),
    ],
)
def test_one_day_in_common_is_not_enough(other):
    assert not is_one(passed("d1", "2031-04-20"), other)


def test_an_arrest_and_a_sale_on_one_day_are_one_day():
    assert not is_one(passed("d1", "2031-05-12"), passed("d2", "2031-05-12"))


def told_of(name, number):
    """An article with a figure and the day of the disclosure."""
    return story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        transfer("t", "shop", None, dataset="list"),
        dataset("list", "会員名簿", count(number)),
        event("told", "disclosure", "2031-05-10", "shop"),
    )


def test_one_day_and_figures_that_are_near_are_one_leak_and_a_conflict():
    assert is_one(told_of("d1", 32759), told_of("d2", 41000))
    assert sides(told_of("d1", 32759), told_of("d2", 41000)) == [("record_count", "d1:list", {32759, 41000})]


@pytest.mark.parametrize("number", [70000, 300])
def test_one_day_and_quite_other_figures_are_two(number):
    assert not is_one(told_of("d1", 32759), told_of("d2", number))


def got(name, buyer, number=4127):
    """An article that does not say whose the list was, only who got it."""
    return story(
        name,
        actor("b", buyer, roles=["reseller_buyer"]),
        actor("x", "元講師", "person", ["insider"]),
        transfer("sold", "x", "b", dataset="list"),
        dataset("list", "生徒名簿", count(number)),
    )


def test_who_got_the_data_tells_the_leak_as_well_as_who_had_it():
    assert is_one(got("d1", "つばめ進学会"), got("d2", "つばめ進学会"))
    assert not is_one(got("d1", "つばめ進学会"), got("d2", "つばめ進学会", 998))
    assert not is_one(got("d1", "つばめ進学会"), got("d2", "ひよどり進学会"))
