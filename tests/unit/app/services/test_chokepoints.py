"""Choke points as an answer: its keys, its words, its limits."""

import pytest

from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.services.ask import Options, ask_paths
from app.services.chokepoints import ask_chokepoints


def test_the_answer_has_these_keys(graphs):
    answer = ask_chokepoints(graphs, "shop", "dealer", Options())
    assert set(answer) == {
        *("from", "to", "path", "transfers", "actors", "undecided", "least_transfers", "least_actors", "beside"),
        *("mode", "policy", "truncated", "cut", "elapsed_ms"),
    }
    assert answer["from"] == {"id": "shop", "label": "みどり沢通販"}
    assert [choke["transfer"] for choke in answer["transfers"]] == ["t1", "t2", "t3", "t4"]
    assert answer["actors"][1] == {
        "actor": {"id": "insider", "label": "元社員"},
        "one_with": [],
        "received": {"earliest": "2030-02-01", "latest": "2030-02-28"},
        "passed_on": {"earliest": "2030-03-10", "latest": "2030-03-10"},
        "status": "suspected",
    }
    assert answer["undecided"] == {"transfers": [], "actors": []}
    assert [(m["transfer"], m["path"]) for m in answer["least_transfers"]["transfers"]] == [
        ("t1", ["t1", "t2", "t3", "t4"])
    ]
    assert (answer["least_transfers"]["at_least"], answer["least_transfers"]["is_least"]) == (1, True)
    assert [m["actor"]["id"] for m in answer["least_actors"]["actors"]] == ["contractor"]


def test_the_path_and_what_is_beside_it_are_those_of_paths(graphs):
    answer = ask_chokepoints(graphs, "shop", "dealer", Options())
    paths = ask_paths(graphs, "shop", "dealer", 1, Options())
    assert answer["path"] == paths["paths"][0]
    assert [fact["id"] for fact in answer["beside"]] == [fact["id"] for fact in paths["beside"]] == ["t5"]


def test_each_transfer_carries_its_words(graphs):
    answer = ask_chokepoints(graphs, "shop", "dealer", Options())
    for choke in (*answer["transfers"], *answer["least_transfers"]["transfers"]):
        assert choke["evidence"]
        assert all(piece["document"] == "midorisawa-news" for piece in choke["evidence"])
    assert answer["transfers"][3]["inferred"] == ["provider"]


def test_without_a_path_nothing_is_listed(graphs):
    answer = ask_chokepoints(graphs, "dealer", "shop", Options())
    assert (answer["path"], answer["transfers"], answer["actors"]) == (None, [], [])
    assert (answer["least_transfers"], answer["least_actors"], answer["truncated"]) == (None, None, False)


def test_the_question_is_narrowed_as_all_are(graphs):
    def found(**options):
        return ask_chokepoints(graphs, "shop", "dealer", Options(**options))["path"] is not None

    assert found(by="2030-05-01", dataset="会員名簿")
    assert not found(by="2030-04-30")
    assert not found(mode="certain")
    assert not found(min_status="confirmed")
    assert ask_chokepoints(graphs, "shop", "dealer", Options(max_hops=3))["cut"] == ["hops"]


def test_bad_questions_are_named(graphs):
    with pytest.raises(BadQuestion) as caught:
        ask_chokepoints(graphs, "shop", "dealer", Options(max_hops=16))
    assert caught.value.place == "max_hops"
    with pytest.raises(NotFound):
        ask_chokepoints(graphs, "shop", "nobody", Options())
    with pytest.raises(Ambiguous):
        ask_chokepoints(graphs, "ー", "dealer", Options())
