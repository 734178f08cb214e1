"""Record-count checks as an answer: both sides with their words; counted twice; by incident, verdict, page."""

from dataclasses import replace

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.domain.vocabulary import ThingKind
from app.services.ask import Options
from app.services.counts import ask_counts
from app.services.figures import figures_of_claims
from app.services.graph import Graphs
from app.services.paging import Part
from tests.unit.loaders.resolve.stories import actor, affected, count, dataset, event, person, printed, story, transfer


def ask(graphs, part=None, options=None, incident=None, verdict=None):
    return ask_counts(graphs, incident, verdict, part or Part(), options or Options())


def test_the_answer_has_these_keys(graphs):
    answer = ask(graphs)
    assert set(answer) == {"by", "dataset", "mode", "items", "next", "policy", "truncated", "cut", "elapsed_ms"}
    assert [(c["kind"], c["verdict"], c["why"]) for c in answer["items"]] == [
        ("claims", "violated", "claims_disagree"),
        ("row", "holds", "same_number"),
    ]
    claims, row = answer["items"]
    assert set(row) == {"id", "kind", "about", "part", "whole", "together", "verdict", "why"}
    assert claims["about"] == {"kind": "dataset", "id": "d1", "label": "会員名簿"}
    assert [(f["value"], f["claimed_by"], f["evidence"][0]["quote"]) for f in claims["part"]] == [
        (38000, "みどり沢通販", "3万8千人分"),
        (40000, None, "約4万件"),
    ]
    assert (row["about"]["kind"], row["about"]["label"]) == ("affected", "みどり沢通販")
    (figure,) = row["whole"]
    assert (figure["value"], figure["unit"], figure["qualifier"], figure["repeats"]) == (
        38000,
        "people",
        "exact",
        False,
    )
    assert figure["of"] == {"kind": "dataset", "id": "d1", "label": "会員名簿"}


def test_it_is_narrowed_by_what_is_asked_for(graphs):
    def kinds(**asked):
        return [check["kind"] for check in ask(graphs, **asked)["items"]]

    assert kinds(verdict="holds") == ["row"]
    assert kinds(verdict="unknown") == []
    assert kinds(incident="みどり沢通販") == kinds(incident="i1") == ["claims", "row"]
    assert kinds(options=Options(dataset="会員名簿")) == ["claims"]
    assert kinds(options=Options(known_on="2030-08-01")) == []


def test_it_comes_in_pages(graphs):
    first = ask(graphs, Part(1))
    second = ask(graphs, Part(1, first["next"]))
    assert (first["truncated"], first["cut"], second["truncated"], second["next"]) == (True, ["limit"], False, None)
    assert [*first["items"], *second["items"]] == ask(graphs)["items"]


def test_what_is_not_there_is_told(graphs):
    with pytest.raises(NotFound):
        ask(graphs, incident="別の件")
    for asked, place in (
        ({"verdict": "maybe"}, "verdict"),
        ({"part": Part(0)}, "limit"),
        ({"part": Part(5, "x")}, "cursor"),
    ):
        with pytest.raises(BadQuestion) as caught:
            ask(graphs, **asked)
        assert caught.value.place == place


TOLD = "名簿は延べ4万人分、うち東支店は23万件(重複含む)で、西支店は5万人分。"


@pytest.mark.parametrize(("words", "repeats"), [("4万人分", True), ("23万件", True), ("5万人分", False)])
def test_words_about_a_figure_say_that_some_are_counted_twice(store, words, repeats):
    place = TOLD.index(words)
    reading = printed(story("a", dataset("list", "名簿", count(40000))), TOLD)
    quote = reading.document.quote(place, place + len(words))
    claims = tuple(replace(claim, quotes=(quote,)) for claim in reading.claims)
    store.put_readings([replace(reading, claims=claims)])
    figures = figures_of_claims(Graphs(store).snapshot())
    assert [f.repeats for f in figures[ThingKind.DATASET, "a:list"]] == [repeats]


def test_every_claim_about_a_count_is_a_figure_and_equal_ones_are_one(store):
    def paper(name, *more):
        told = {"dataset": "list", "action": "exfiltration", "record_count": count(900, "records")}
        return story(
            name,
            actor("shop", "あさひ商店", roles=["data_controller"]),
            person("thief", "元社員", "insider"),
            transfer("theft", "shop", "thief", "2031-04", **told),
            dataset("list", "会員名簿", count(32759), *more),
            event("told", "disclosure", "2031-05-10", "shop"),
            affected("row", "shop", count(30)),
            publisher=name,
        )

    store.put_readings([paper("a"), paper("b", count(32759, claimed_by="県警"))])
    figures = figures_of_claims(Graphs(store).snapshot())
    assert [(f.count.value, f.claimed_by, len(f.evidence)) for f in figures[ThingKind.DATASET, "a:list"]] == [
        (32759, None, 2),
        (32759, "県警", 1),
    ]
    assert {kind for kind, _ in figures} == {ThingKind.DATASET, ThingKind.TRANSFER, ThingKind.AFFECTED}
