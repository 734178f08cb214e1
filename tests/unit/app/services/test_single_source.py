"""What rests on one source, as an answer: from claims of several documents, reprints and rejected claims included."""

from dataclasses import replace

import pytest

from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.services.ask import Options
from app.services.graph import Graphs
from app.services.listing import Wanted
from app.services.paging import Part
from app.services.single_source import ask_single_source
from app.services.statements import statements_of
from tests.unit.loaders.resolve.stories import actor, count, dataset, event, judged, person, printed, story, transfer

FACT = {
    *(
        "id",
        "kind",
        "thing",
        "property",
        "value",
        "why",
        "source",
        "documents",
        "texts",
        "how",
        "confidence",
        "evidence",
    ),
}


def ask(graphs, part=None, options=None, **wanted):
    return ask_single_source(graphs, Wanted(**wanted), part or Part(), options or Options())


def facts(answer):
    return {(fact["thing"]["id"], fact["property"]) for fact in answer["items"]}


def test_the_answer_has_these_keys(graphs):
    answer = ask(graphs)
    assert set(answer) == {"by", "dataset", "mode", "items", "next", "policy", "truncated", "cut", "elapsed_ms"}
    assert all(set(fact) == FACT for fact in answer["items"])
    (sale,) = [fact for fact in answer["items"] if fact["thing"]["id"] == "t3"]
    assert sale["thing"]["label"] == "元社員 → 東名簿センター"
    assert (sale["property"], sale["value"], sale["why"], sale["texts"]) == (None, None, "one_document", 1)
    assert (sale["source"], sale["documents"]) == ("見本新聞", ["midorisawa-news"])
    assert "12万円で売った" in sale["evidence"][0]["quote"]


def test_it_is_narrowed_by_what_is_asked_for(graphs):
    assert ("t5", None) not in facts(ask(graphs)), "what is denied is no fact on a path"
    assert facts(ask(graphs, thing="t3")) == {("t3", None)}
    assert {key for key, _ in facts(ask(graphs, actor="東名簿センター"))} == {"t3", "t4", "t6", "d1"}
    assert ("t4", None) not in facts(ask(graphs, options=Options(by="2030-04-30")))
    assert ("t4", None) not in facts(ask(graphs, options=Options(min_status="confirmed")))
    assert ("t6", None) not in facts(ask(graphs, options=Options(known_on="2030-08-01")))
    assert facts(ask(graphs, incident="i1")) == facts(ask(graphs)) == facts(ask(graphs, incident="みどり沢通販"))


def test_it_comes_in_pages(graphs):
    whole = ask(graphs)["items"]
    seen, cursor = [], None
    while not seen or cursor:
        page = ask(graphs, Part(2, cursor))
        seen, cursor = [*seen, *page["items"]], page["next"]
        assert page["truncated"] == bool(cursor)
    assert seen == whole


def test_what_is_not_there_is_told(graphs):
    for wanted in ({"thing": "t99"}, {"actor": "だれか"}, {"incident": "別の件"}):
        with pytest.raises(NotFound):
            ask(graphs, **wanted)
    with pytest.raises(Ambiguous):
        ask(graphs, actor="ー")
    with pytest.raises(BadQuestion):
        ask(graphs, Part(0))


# ------------------------------------------------------------------ several documents about one theft


def article(name, paper=None, when="2031-04", text=None, **more):
    """An article about the theft at あさひ商店."""
    reading = story(
        name,
        actor("shop", "あさひ商店", roles=["data_controller"]),
        person("thief", "元社員", "insider"),
        transfer("theft", "shop", "thief", when, dataset="list", action="exfiltration", **more),
        dataset("list", "会員名簿", count(32759)),
        event("told", "disclosure", "2031-05-10", "shop"),
        publisher=paper,
    )
    return reading if text is None else printed(reading, text)


@pytest.fixture
def filled(store):
    """Graphs over a record with these readings."""

    def fill(*readings):
        store.put_readings(readings)
        return Graphs(store)

    return fill


def thefts(graphs):
    return [fact for fact in ask(graphs)["items"] if fact["kind"] == "transfer"]


def test_inside_a_transfer_each_claim_is_looked_at_by_itself(filled):
    price = {"value": 800000, "currency": "JPY", "qualifier": "exact"}
    graphs = filled(article("a", "甲新聞"), article("b", "乙新聞", price=price), article("c", "丙新聞", "2031-04-07"))
    window, paid = thefts(graphs)
    assert (window["property"], window["source"], window["texts"]) == ("window", "丙新聞", 3)
    assert window["value"] == {"earliest": "2031-04-07", "latest": "2031-04-07"}
    assert (paid["property"], paid["source"], paid["value"]) == ("price", "乙新聞", price)
    assert [piece["document"] for piece in paid["evidence"]] == ["b"]
    assert not any(fact["kind"] == "dataset" for fact in ask(graphs)["items"]), "three papers have the count"


def test_two_documents_of_one_publisher_are_one_text(filled):
    (theft,) = thefts(filled(article("a", "甲新聞"), article("b", "甲新聞")))
    assert (theft["property"], theft["why"], theft["documents"], theft["texts"]) == (None, "one_text", ["a", "b"], 1)


def test_a_reprint_counts_once(filled):
    text = "".join(f"{n}番目の段落では、あさひ商店の調べの経緯が述べられている。\n" for n in range(8))
    (theft,) = thefts(filled(article("a", "甲新聞", text=text), article("b", "乙新聞", text=text)))
    assert (theft["why"], theft["texts"], theft["source"]) == ("one_text", 1, "甲新聞")


def test_a_rejected_claim_bears_nothing(store, filled):
    graphs = filled(article("a", "甲新聞"), article("b", "乙新聞", medium="usb"))
    assert [fact["property"] for fact in thefts(graphs)] == ["medium"]
    claim = next(c for r in store.readings() for c in r.claims if c.property == "medium")
    store.put_judgements([judged("reject", claim.id)])
    assert thefts(graphs) == []


def test_statements_lead_to_resolved_things(filled):
    snapshot = filled(article("a", "甲新聞"), article("b", "乙新聞")).snapshot()
    recipients = [s for s in statements_of(snapshot) if s.property == "recipient"]
    assert {(s.thing, s.value) for s in recipients} == {("a:theft", "a:thief")}
    assert {s.text for s in recipients} == {s.voice for s in recipients} == {"甲新聞", "乙新聞"}


def test_what_its_own_source_replaced_is_told_no_more(store, filled):
    def paper(name, day, status):
        reading = article(name, "甲新聞", status=status)
        published = replace(reading.document.metadata, published_at=day)
        return replace(reading, document=replace(reading.document, metadata=published))

    snapshot = filled(paper("a", "2031-05-11", "suspected"), paper("b", "2031-05-20", "confirmed")).snapshot()
    assert [s.value for s in statements_of(snapshot) if s.property == "status"] == ["confirmed"]


def test_the_documents_that_tell_of_a_transfer_are_all_that_is_looked_at(filled):
    snapshot = filled(article("a", "甲新聞"), article("b", "乙新聞"), story("c", actor("x", "別の会社"))).snapshot()
    (theft,) = snapshot.graph.transfers.values()
    few = list(statements_of(snapshot, theft.documents))
    assert {s.document for s in few} == {"a", "b"}
    assert few == [s for s in statements_of(snapshot) if s.document in theft.documents]
    assert any(s.document == "c" for s in statements_of(snapshot))


def test_what_the_policy_passes_over_is_no_fact(filled):
    graphs = filled(article("a", "甲新聞"), article("b", "乙新聞"), article("c", "丙新聞", "2031-04-07", medium="usb"))
    assert [fact["property"] for fact in thefts(graphs)] == ["medium", "window"]
    chosen = ask(graphs, options=Options(policy="most_sources"))
    assert [f["property"] for f in chosen["items"] if f["kind"] == "transfer"] == ["medium"], (
        "two papers have the month"
    )
    assert chosen["policy"] == "most_sources"
