"""Outstanding copies as an answer: its keys, its words, its limits."""

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.services.ask import Options
from app.services.outstanding import ask_outstanding
from app.services.paging import Part

COPY = {
    *("id", "actor", "dataset", "held", "certain", "status", "lawful", "since", "named", "receipts", "recoveries"),
    "path",
}


def test_the_answer_has_these_keys(graphs):
    answer = ask_outstanding(graphs, "unlawful", Part(), Options(by="2030-05-31", dataset="会員名簿"))
    assert set(answer) == {
        *("by", "dataset", "incident", "mode", "receipts", "items", "next", "policy", "truncated", "cut", "elapsed_ms"),
    }
    assert (answer["by"], answer["dataset"], answer["receipts"]) == (
        "2030-05-31",
        {"id": "d1", "label": "会員名簿"},
        "unlawful",
    )
    assert [copy["actor"]["id"] for copy in answer["items"]] == ["insider", "broker", "dealer"]
    assert all(set(copy) == COPY for copy in answer["items"])


def test_each_receipt_and_recovery_carries_its_words(graphs):
    items = ask_outstanding(graphs, "all", Part(), Options(by="2030-05-31"))["items"]
    broker = next(copy for copy in items if copy["actor"]["id"] == "broker")
    (receipt,), (recovery,) = broker["receipts"], broker["recoveries"]
    assert receipt["transfer"] == "t3"
    assert receipt["provider"] == {"id": "insider", "label": "元社員"}
    assert receipt["price"]["value"] == 120000
    assert "東名簿センターに12万円で売った" in receipt["evidence"][0]["quote"]
    assert (recovery["transfer"], recovery["why"]) == ("t6", ["after_day"])
    assert "県警が回収した" in recovery["evidence"][0]["quote"]
    assert broker["path"] == ["t1", "t2", "t3"]


def test_as_known_on_a_day_the_recovery_is_not_known_yet(graphs):
    def out(**options):
        return {c["actor"]["id"] for c in ask_outstanding(graphs, "unlawful", Part(), Options(**options))["items"]}

    assert out() == {"insider", "dealer"}
    assert out(known_on="2030-08-01") == {"insider", "broker", "dealer"}
    assert out(mode="certain") == {"insider"}
    assert out(min_status="confirmed") == {"insider"}


def test_bad_questions_are_named(graphs):
    for receipts, part, place in (
        ("some", Part(), "receipts"),
        ("all", Part(0), "limit"),
        ("all", Part(5, "x"), "cursor"),
    ):
        with pytest.raises(BadQuestion) as caught:
            ask_outstanding(graphs, receipts, part, Options())
        assert caught.value.place == place
    with pytest.raises(NotFound):
        ask_outstanding(graphs, "all", Part(), Options(dataset="別の名簿"))
