"""Answers have exactly the keys that the interface promises, and tell inferred from stated."""

import json

import pytest

from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.services.ask import Options, ask_holders, ask_lineage, ask_paths
from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.wire import fingerprint, to_json
from tests.builders import case, disputed_case

HOP = {
    *("transfer", "incident", "provider", "recipient", "dataset", "action", "medium", "stated", "window", "status"),
    *("lawful", "confidence", "record_count", "price", "how", "parts", "evidence"),  # the interface
    *("time_text", "inferred", "by_policy", "part_of", "after", "carried"),  # more of the same transfer
}


def test_a_path_has_the_promised_shape(graphs):
    answer = ask_paths(graphs, "shop", "dealer", 5, Options())
    assert set(answer) == {"paths", "beside", "mode", "policy", "truncated", "cut", "elapsed_ms"}
    (path,) = answer["paths"]
    assert set(path) == {"hops", "gaps", "certain", "strength", "why"}
    assert [hop["transfer"] for hop in path["hops"]] == ["t1", "t2", "t3", "t4"]
    assert all(set(hop) == HOP for hop in path["hops"])
    second = path["hops"][1]
    assert second["provider"] == {"id": "contractor", "label": "北浜データ"}
    assert second["stated"] == {"earliest": "2030-02-01", "latest": "2030-02-28"}
    assert second["record_count"] == {"value": 40000, "unit": None, "qualifier": "about"}
    assert path["hops"][2]["price"] == {"value": 120000, "currency": "JPY", "qualifier": "exact"}
    assert path["strength"] == {"status": "suspected", "documents": 1, "confidence": 0.6}
    assert (answer["mode"], answer["policy"], answer["truncated"], answer["cut"]) == ("possible", "all", False, [])


def test_every_hop_carries_its_words_with_the_exchange_id_of_their_document(graphs):
    (path,) = ask_paths(graphs, "shop", "dealer", 1, Options())["paths"]
    for hop in path["hops"]:
        assert hop["evidence"]
        for piece in hop["evidence"]:
            assert set(piece) == {"document", "title", "start", "end", "page", "quote", "masked"}
            assert piece["document"] == "midorisawa-news"
            assert piece["end"] - piece["start"] == len(piece["quote"])


def test_an_inferred_end_is_said_and_the_path_is_not_certain(graphs):
    (path,) = ask_paths(graphs, "shop", "dealer", 1, Options())["paths"]
    assert [hop["inferred"] for hop in path["hops"]] == [[], [], [], ["provider"]]
    assert path["hops"][3]["how"] == {"provider": "implied"}
    assert path["certain"] is False
    assert ask_paths(graphs, "shop", "dealer", 1, Options(mode="certain"))["paths"] == []


def test_a_path_says_why_it_is_possible_and_why_not_certain(graphs):
    (path,) = ask_paths(graphs, "shop", "dealer", 1, Options())["paths"]
    why = path["why"]
    assert set(why) == {"days", "order", "doubts", "weakest", "disputes"}
    assert why["days"] == ["2029-04-01", "2030-02-01", "2030-03-10", "2030-05-01"]
    assert (why["order"], why["weakest"]) == (["days"] * 3, {"hop": 4, "because": "confidence"})
    inferred = {"code": "inferred_end", "hops": [4], "slot": "provider"}
    assert why["doubts"] == [inferred | {"windows": [], "actors": [], "recoveries": []}]
    (dispute,) = why["disputes"]
    assert (dispute["subject"], dispute["property"], dispute["hops"]) == ("d1", "record_count", [1, 2, 3, 4])
    assert [(side["value"], side["effect"]) for side in dispute["claims"]] == [(38000, None), (40000, None)]
    assert all(piece["quote"] for side in dispute["claims"] for piece in side["evidence"])


def test_the_readings_of_a_conflict_are_tried(store):
    import_exchange(store, to_json(disputed_case()), "case.json")
    (path,) = ask_paths(Graphs(store), "shop", "broker", 1, Options(mode="certain"))["paths"]
    assert path["why"]["doubts"] == []
    tried = {d["property"]: {s["value"]: s["effect"] for s in d["claims"]} for d in path["why"]["disputes"]}
    assert tried["time"] == {
        "2030-03-10": "holds",
        "2030-05-20/": "holds",
        "2030-06-02": "holds",
        "梅雨のころ": "unknown",
    }
    assert tried["recipient"] == {"broker": "holds", "白鳥宝飾": "fails", "別の業者": "unknown"}


def test_a_gap_lies_between_the_last_day_of_one_hop_and_the_first_of_the_next(graphs):
    (path,) = ask_paths(graphs, "shop", "insider", 1, Options())["paths"]
    holder = {"id": "contractor", "label": "北浜データ"}
    assert path["gaps"] == [{"after_hop": 1, "holder": holder, "from": "2029-04-01", "to": "2030-02-01"}]


def test_what_is_denied_stands_beside_and_never_on_a_path(graphs):
    answer = ask_paths(graphs, "insider", "dealer", 10, Options())
    assert [fact["id"] for fact in answer["beside"]] == ["t5"]
    assert all(hop["transfer"] != "t5" for path in answer["paths"] for hop in path["hops"])


def test_lineage_and_holders_have_the_promised_shapes(graphs):
    lineage = ask_lineage(graphs, "shop", "downstream", Options())
    assert set(lineage) == {"root", "direction", "mode", "actors", "policy", "truncated", "cut", "elapsed_ms"}
    assert lineage["root"] == {"id": "shop", "label": "みどり沢通販"}
    insider = next(entry for entry in lineage["actors"] if entry["actor"]["id"] == "insider")
    assert insider == {
        "actor": {"id": "insider", "label": "元社員"},
        "earliest": "2030-02-01",
        "latest": insider["latest"],
        "certain_by": "2030-02-28",
        "status": "confirmed",
        "hops": 2,
        "path": ["t1", "t2"],
    }
    holders = ask_holders(graphs, Options(by="2030-12-31"))
    assert (holders["by"], holders["incident"]) == ("2030-12-31", None)
    broker = next(entry for entry in holders["actors"] if entry["actor"]["id"] == "broker")
    assert broker["until"] == {"earliest": "2030-06-01", "latest": "2030-06-01"}
    assert (broker["held"], broker["certain"], broker["origin"]) == ("no", True, False)
    assert set(broker) == {
        *("actor", "certain", "status", "since", "until", "held", "origin", "lawful", "path"),
    }


def test_holders_of_one_incident_are_told_by_its_transfers_alone(store):
    exchange = case()
    exchange["incidents"].append({**exchange["incidents"][0], "id": "i2", "name": "名簿の転売"})
    (resale,) = (one for one in exchange["transfers"] if one["id"] == "t4")
    resale["incident"] = "i2"
    import_exchange(store, to_json(exchange), "case.json")
    graphs = Graphs(store)

    def held(incident: str | None) -> dict[str, dict]:
        answer = ask_holders(graphs, Options(), incident)
        assert answer["incident"] == (None if incident is None else {"id": "i2", "label": "名簿の転売"})
        return {entry["actor"]["id"]: entry for entry in answer["actors"]}

    everything, resold = held(None), held("名簿の転売")
    assert {"shop", "contractor", "insider", "broker", "dealer"} <= set(everything)
    assert set(resold) == {"broker", "dealer"}
    assert (everything["broker"]["origin"], resold["broker"]["origin"]) == (False, True)
    assert held("i2") == resold
    with pytest.raises(NotFound):
        ask_holders(graphs, Options(), "no such incident")


@pytest.mark.parametrize(
    ("options", "place"),
    [
        (Options(by="2030-13-01"), "by"),
        (Options(by="2030-02-30"), "by"),
        (Options(by="2030-02"), "by"),
        (Options(by="20300201"), "by"),
        (Options(by="２０３０-02-01"), "by"),
        (Options(known_on="yesterday"), "known_on"),
        (Options(mode="maybe"), "mode"),
        (Options(min_status="denied"), "min_status"),
        (Options(min_status="planned"), "min_status"),
        (Options(min_status="CONFIRMED"), "min_status"),
        (Options(policy="latest"), "policy"),
        (Options(max_hops=0), "max_hops"),
        (Options(max_hops=16), "max_hops"),
    ],
)
def test_what_a_question_does_not_allow_is_named(graphs, options, place):
    with pytest.raises(BadQuestion) as caught:
        ask_paths(graphs, "shop", "dealer", 1, options)
    assert caught.value.place == place


@pytest.mark.parametrize("k", [0, -1, 1001])
def test_k_has_limits(graphs, k):
    with pytest.raises(BadQuestion) as caught:
        ask_paths(graphs, "shop", "dealer", k, Options())
    assert caught.value.place == "k"


def test_a_question_narrows_by_day_status_and_length(graphs):
    def found(**options):
        return len(ask_paths(graphs, "shop", "dealer", 5, Options(**options))["paths"])

    assert found(by="2030-05-01") == 1
    assert found(by="2030-04-30") == 0
    assert found(min_status="alleged") == 0
    assert found(max_hops=3) == 0
    assert found(dataset="会員名簿") == 1


def test_a_cut_answer_says_what_was_cut(graphs):
    answer = ask_paths(graphs, "shop", "dealer", 5, Options(max_hops=3))
    assert (answer["truncated"], answer["cut"]) == (True, ["hops"])


def test_as_known_on_a_day_leaves_out_what_was_published_later(graphs):
    def recovered(day):
        answer = ask_lineage(graphs, "shop", "downstream", Options(known_on=day))
        return "police" in {entry["actor"]["id"] for entry in answer["actors"]}

    assert not recovered("2030-08-31")
    assert not recovered("2030-09-15"), "a month may mean its last day"
    assert recovered("2030-09-30")
    with pytest.raises(NotFound):
        ask_lineage(graphs, "shop", "downstream", Options(known_on="2030-06-30"))


def test_unknown_things_are_not_found_and_several_are_listed(graphs):
    with pytest.raises(NotFound):
        ask_paths(graphs, "nobody", "dealer", 1, Options())
    with pytest.raises(NotFound):
        ask_paths(graphs, "shop", "dealer", 1, Options(dataset="another"))
    with pytest.raises(Ambiguous) as caught:
        ask_lineage(graphs, "ー", "downstream", Options())
    assert {label for _, label in caught.value.matches} == {"北浜データ", "東名簿センター"}


def test_the_fingerprint_leaves_out_the_time_it_took(graphs):
    one, two = (ask_paths(graphs, "shop", "dealer", 5, Options()) for _ in range(2))
    other = ask_paths(graphs, "shop", "insider", 5, Options())
    assert fingerprint(one) == fingerprint(two | {"elapsed_ms": 1e9})
    assert fingerprint(one) != fingerprint(other)


def test_json_survives_a_lone_surrogate_and_refuses_what_is_no_number():
    assert json.loads(to_json({"a": "\ud800名"})) == {"a": "\ud800名"}
    assert to_json({"a": "名"}) == '{"a":"名"}'.encode()
    with pytest.raises(ValueError, match="JSON"):
        to_json(float("nan"))
