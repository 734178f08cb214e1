"""Laws of the resolver that takes one change after the other: it always has what resolving everything anew would give."""

from collections.abc import Mapping
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.anchors import Places, anchor_of_claim, anchor_of_thing
from app.domain.graph import Graph
from app.domain.view import View
from app.domain.vocabulary import How, ThingKind
from loaders.resolve import Resolver, resolve
from tests.unit.loaders.resolve.stories import (
    actor,
    affected,
    count,
    dataset,
    event,
    incident,
    judged,
    person,
    printed,
    story,
    theft,
    thing,
    transfer,
)

NAMES = ("あさひ商店", "株式会社あさひ商店", "あさひ", "いろは通販", "いろは通販東日本", "県警")
LABELS = ("元社員", "元社員C", "元社員D", "取引先社員", "男2人", "何者か")
DAYS = ("2031-04", "2031-04-10", "2031-09", None)
DOCUMENTS = ("d0", "d1", "d2", "d3", "d4", "x0", "x1")
WIRE = (
    "あさひ商店は五月十日、会員の名簿が外部に持ち出されたと発表した。名簿には氏名と電話番号が書かれており、"
    "同社は警察に相談している。調べに対し元社員は、金に困っていたと話しているという。"
)
TEXTS = ("", WIRE, WIRE + "(共同)", WIRE.replace("金に困っていた", "生活に困った"), "共同通信配信\n短い記事。")
KEYS = ("shop", "owner", "police", "a", "b", "i", "j", "list", "part", "t", "u", "told", "caught", "row")


def inside(graph):
    """All of a graph, with the order in which it stands."""
    values = {field.name: getattr(graph, field.name) for field in fields(Graph)}
    return {name: list(value.items()) if isinstance(value, Mapping) else value for name, value in values.items()}


@st.composite
def readings(draw):
    """An article with one leak or two, or a part of an exchange file, whose ids other parts use as well."""
    one = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    name = one(*DOCUMENTS)
    shops = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
    second = one("i", "j")
    told = story(
        name,
        incident("i", one("名簿の流出", "ABCサービスの流出")),
        *([incident("j", "別の流出")] if second == "j" else []),
        actor("shop", shops[0], roles=["data_controller"], alias=one(None, *NAMES)),
        actor(
            "owner",
            shops[1],
            roles=[one("client", "list_broker", "discloser")],
            incident=second,
            member=one(None, "shop", "police"),
        ),
        actor("police", shops[2], roles=["investigator"], incident=second),
        actor("a", one(*LABELS), one("person", "group"), ["insider"], candidate=one(None, "b")),
        person("b", one(*LABELS), one("insider", "acquaintance"), member=one(None, "a"), incident=second),
        transfer("t", one("shop", "owner"), "a", one(*DAYS), dataset="list", action="exfiltration"),
        transfer(
            "u",
            one("a", None),
            one("b", "owner"),
            one(*DAYS),
            second,
            dataset="part",
            medium=one("usb", "email"),
            price=one(None, {"value": 20000, "currency": "JPY"}, {"value": 30000, "currency": "JPY"}),
        ),
        dataset(
            "list",
            one("名簿", "会員2031.csv"),
            count(one(32759, 40000)),
            count(one(4100, 32759), claimed_by=one(None, "県警")),
        ),
        dataset("part", one("名簿", "一部"), count(one(4100, 500)), derived_from=one("list", None)),
        event("told", "disclosure", one("2031-05-10", "2031-10-02"), "shop"),
        event("caught", "arrest", one("2031-05-12", "2031-05-13"), "a", incident=second),
        affected("row", one("shop", "owner"), count(one(32759, 30000, 4100)), one("leaked", "none"), second),
        thing(ThingKind.HOLDING, "kept", actor="a", dataset="list"),
        thing(
            ThingKind.CONFLICT,
            "c",
            about="数が違う",
            subject=one("list", "t"),
            property="record_count",
            side=[{"value": 32759, "claimed_by": None}, {"value": one(32759, 40000), "claimed_by": "県警"}],
        ),
        published=one(None, "2031-05", "2031-06-01", "2031-07-01"),
        publisher=one(None, "甲新聞", "乙新聞"),
        how=How.IMPORTED if name.startswith("x") else How.STATED,
    )
    told = printed(told, one(*TEXTS))
    return shared(told) if name.startswith("x") else told


def shared(reading):
    """The reading with ids that do not name its document."""
    own = f"{reading.document.id}:"

    def led(value):
        return f"x:{value.removeprefix(own)}" if isinstance(value, str) and value.startswith(own) else value

    claims = tuple(replace(claim, subject=led(claim.subject), value=led(claim.value)) for claim in reading.claims)
    mentions = tuple(replace(mention, thing=led(mention.thing)) for mention in reading.mentions)
    return replace(reading, claims=claims, mentions=mentions)


@st.composite
def votes(draw, known):
    """What people say of things that are there or not, and of claims."""
    ids = [f"{document}:{key}" for document in (*DOCUMENTS, "x") for key in KEYS]
    claims = [claim for reading in known for claim in reading.claims]
    found = []
    for who in draw(st.lists(st.sampled_from(("甲", "乙")), max_size=4)):
        if claims and draw(st.booleans()):
            claim = draw(st.sampled_from(claims))
            verdict = draw(st.sampled_from(("accept", "reject", "correct")))
            others = [one.value for one in claims if one.property == claim.property]
            value = draw(st.sampled_from(others)) if verdict == "correct" else None
            found.append(judged(verdict, claim.id, who=who, value=value))
        else:
            key = draw(st.sampled_from(KEYS))
            pair = draw(st.lists(st.sampled_from([i for i in ids if i.endswith(f":{key}")]), min_size=2, max_size=2))
            verdict = draw(st.sampled_from(("same", "not_same", "unsure")))
            other = draw(st.sampled_from(ids)) if draw(st.booleans()) else pair[1]
            found.append(judged(verdict, pair[0], other, who=who))
    return tuple(anchored(one, known) if draw(st.booleans()) else one for one in found)


def anchored(judgement, known):
    """The judgement with where the words stand of what it is about, as far as that is there now."""
    places = [Places(reading) for reading in known]
    of_claims = [anchor_of_claim(at.claims[key]) for at in places for key in judgement.about if key in at.claims]
    of_things = [
        anchor_of_thing(at, kind, key, key)
        for at in places
        for key in judgement.about
        for kind in sorted(at.things.get(key, ()))
    ]
    return replace(judgement, anchors=(*of_claims, *of_things))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_after_any_changes_it_has_what_resolving_all_anew_gives(data):
    resolver, there, judgements = Resolver(), {}, ()
    for _ in range(data.draw(st.integers(1, 7))):
        act = data.draw(st.sampled_from(("put", "put", "put", "remove", "judge")))
        if act == "put":
            reading = data.draw(readings())
            there[reading.document.id] = reading
            resolver.put(reading)
        elif act == "remove":
            document = data.draw(st.sampled_from(DOCUMENTS))
            there.pop(document, None)
            resolver.remove(document)
        else:
            judgements = data.draw(votes(list(there.values())))
            resolver.judge(judgements)
        if data.draw(st.booleans()):
            expected = resolve(list(there.values()), View(judgements=judgements))
            assert inside(resolver.graph()) == inside(expected)
    assert inside(resolver.graph()) == inside(resolve(list(there.values()), View(judgements=judgements)))


def test_what_an_article_about_another_leak_says_of_a_group_counts_and_goes_with_it():
    def sold(name, buyer):
        buys = actor("buyer", buyer, roles=["reseller_buyer"])
        return theft(
            name, "x", "元社員", buys, transfer("sold", "x", "buyer", "2031-05", action="sale", dataset="list")
        )

    elsewhere = story(
        "d3",
        incident("i", "別の流出"),
        actor("shop", "みどり学園", roles=["data_controller"]),
        actor("group", "いろはグループ", member="one"),
        actor("one", "いろは通販"),
        transfer("t", "shop", None, "2035-01"),
    )
    resolver, articles = Resolver(), [sold("d1", "いろはグループ"), sold("d2", "いろは通販")]
    for article in articles:
        resolver.put(article)
    assert resolver.graph().former.get("d2:sold") is None
    resolver.put(elsewhere)
    assert resolver.graph().former.get("d2:sold") == "d1:sold"
    assert inside(resolver.graph()) == inside(resolve([*articles, elsewhere], View()))
    resolver.remove("d3")
    assert resolver.graph().former.get("d2:sold") is None
    assert inside(resolver.graph()) == inside(resolve(articles, View()))
