"""Withdrawing a document gives what a store answers that never had it; and what is asked wrongly is named."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Ambiguous, BadQuestion, NotFound
from app.domain.view import View
from app.services.ask import Options, ask_holders, ask_paths, published_by
from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.wire import to_json
from app.services.withdrawal import ask_withdrawal
from app.store.uri import open_store
from tests.builders import case
from tests.unit.loaders.resolve.stories import actor, count, dataset, event, person, story, transfer

DAYS = ("2031-04", "2031-04-10", "2031-06", None)


@st.composite
def stories(draw):
    """Two to four articles about one leak, each with some of its transfers."""
    readings = []
    for index in range(draw(st.integers(2, 4))):
        told = draw(st.sets(st.sampled_from("tuvw"), min_size=1))
        possible = {
            "t": transfer("t", "shop", "x", draw(st.sampled_from(DAYS)), dataset="list", action="exfiltration"),
            "u": transfer("u", "x", "broker", draw(st.sampled_from(DAYS)), dataset="list", action="sale"),
            "v": transfer("v", "broker", "dealer", draw(st.sampled_from(DAYS)), dataset="list", action="resale"),
            "w": transfer("w", "broker", "police", "2031-07-01", dataset="list", action="return/recovery"),
        }
        readings.append(
            story(
                f"d{index}",
                actor("shop", "あさひ商店", roles=["data_controller"]),
                person("x", draw(st.sampled_from(("元社員", "元社員C"))), "insider"),
                actor("broker", "株式会社東名簿", roles=["list_broker"]),
                actor("dealer", "白鳥宝飾株式会社", roles=["reseller_buyer"]),
                actor("police", "県警", roles=["investigator"]),
                *(one for key, one in possible.items() if key in told),
                dataset("list", "会員名簿", count(32759)),
                event("told", "disclosure", "2031-05-10", "shop"),
                published=draw(st.sampled_from((None, "2031-05", "2031-06-01"))),
            )
        )
    return readings


OPTIONS = st.builds(
    Options,
    mode=st.sampled_from(("possible", "certain")),
    by=st.sampled_from((None, "2031-05-31")),
    known_on=st.sampled_from((None, "2031-06-30")),
)


@settings(max_examples=25, deadline=None)
@given(stories(), OPTIONS, st.data())
def test_without_a_document_is_as_a_store_answers_that_never_had_it(tmp_path_factory, readings, options, data):
    gone = data.draw(st.sampled_from(readings)).document
    folder = tmp_path_factory.mktemp("stores")
    with (
        closing(open_store(f"sqlite:///{folder}/whole.db")) as whole,
        closing(open_store(f"sqlite:///{folder}/rest.db")) as rest,
    ):
        whole.put_readings(readings)
        rest.put_readings([r for r in readings if r.document.id != gone.id])
        before, after = Graphs(whole), Graphs(rest)
        answer = ask_withdrawal(before, gone.id, options)
        assert answer["visible"] or not any(answer["falls"].values())
        locals_of = local_ids(seen(before, options))
        check_pairs(answer, before, after, options, locals_of)
        check_holders(answer, before, after, options, locals_of)
        for transfer_ in answer["falls"]["transfers"]:
            assert {piece["document"] for piece in transfer_["evidence"]} == {gone.name}
            assert not told_of(rest, locals_of.get(transfer_["id"], {transfer_["id"]}))


def seen(graphs, options):
    """The graph that the question is asked of, with the document."""
    if options.known_on is None:
        return graphs.snapshot().graph
    day = date.fromisoformat(options.known_on)
    return graphs.snapshot(View(frozenset(d.id for d in graphs.documents() if published_by(d, day)))).graph


def local_ids(graph):
    """By id of an actor or transfer its local ids."""
    found = {key: {key} for key in graph.actors}
    for local, present in graph.former.items():
        found.setdefault(present, {present}).add(local)
    return found


def told_of(store, ids):
    return {claim.subject for reading in store.readings() for claim in reading.claims} & ids


def strengths(graphs, starts, goals, options):
    """The strength of the best path from one that bears one of these ids to another; None if there is none."""
    found = []
    for start, goal in ((s, g) for s in starts for g in goals):
        try:
            paths = ask_paths(graphs, start, goal, 1, options)["paths"]
        except NotFound:
            continue
        found += [path["strength"] for path in paths]
    return found[0] if found else None


def check_pairs(answer, before, after, options, locals_of):
    present = {local: key for key, known in locals_of.items() for local in known}  # a new pair has the ids of that view
    ends = [tuple(present.get(pair[end]["id"], pair[end]["id"]) for end in ("from", "to")) for pair in answer["pairs"]]
    changed = dict(zip(ends, answer["pairs"], strict=True))
    holders = ask_holders(before, Options(by=options.by, known_on=options.known_on))["actors"]
    origins = [holder["actor"]["id"] for holder in holders if holder["origin"]]
    known = {holder["actor"]["id"] for holder in holders}
    for start in origins:
        for goal in known - {start}:
            old = strengths(before, [start], [goal], options)
            new = strengths(after, locals_of[start], locals_of[goal], options)
            pair = changed.get((start, goal))
            if pair is None:
                assert old == new, (start, goal)
            else:
                assert (pair["before"] or {}).get("strength") == old, pair
                assert (pair["after"] or {}).get("strength") == new, pair


def check_holders(answer, before, after, options, locals_of):
    def told(holders):
        left_out = {"actor", "path"}
        return [{k: h[k] for k in h.keys() - left_out - ({"since"} if h["origin"] else set())} for h in holders]

    changed = {one["actor"]["id"]: one for one in answer["holders"]}
    old = {holder["actor"]["id"]: holder for holder in ask_holders(before, options)["actors"]}
    new = ask_holders(after, options)["actors"]
    for key, holder in old.items():
        rest = [one for one in new if one["actor"]["id"] in locals_of[key]]
        if key not in changed:
            assert told([holder]) == told(rest), key
        elif changed[key]["after"] is None:
            assert rest == []
        else:
            assert told([changed[key]["after"]])[0] in told(rest)
            assert told([holder]) != told(rest), key


# ------------------------------------------------------------------ by hand


def test_a_withdrawal_has_the_promised_shape(graphs):
    answer = ask_withdrawal(graphs, "midorisawa-report", Options())
    assert answer["document"]["id"] == "midorisawa-report"
    assert [fact["id"] for fact in answer["falls"]["transfers"]] == ["t6"]
    assert [event["type"] for event in answer["falls"]["events"]] == ["seizure"]
    (pair,) = answer["pairs"]
    assert (pair["from"]["label"], pair["to"]["label"], pair["change"]) == ("みどり沢通販", "県警", "lost")
    assert pair["before"]["certain_by"] == "2030-06-01"
    assert pair["after"] is None
    held = {one["actor"]["label"]: (one["change"], one["before"]["held"]) for one in answer["holders"]}
    assert held == {"県警": ("lost", "yes"), "東名簿センター": ("changed", "no")}
    assert answer["limits"] == {"origins": 50, "pairs": 200}
    assert (answer["visible"], answer["truncated"], answer["cut"]) == (True, False, [])


def test_nothing_is_removed(graphs):
    before = ask_paths(graphs, "shop", "dealer", 1, Options())["paths"]
    ask_withdrawal(graphs, "midorisawa-news", Options())
    assert ask_paths(graphs, "shop", "dealer", 1, Options())["paths"] == before


def test_a_document_that_was_not_public_takes_nothing_along(graphs):
    answer = ask_withdrawal(graphs, "midorisawa-report", Options(known_on="2030-08-01"))
    assert (answer["visible"], answer["known_on"]) == (False, "2030-08-01")
    assert (answer["pairs"], answer["holders"], answer["changes"]) == ([], [], [])


@pytest.mark.parametrize(("document", "error"), [("nope", NotFound), ("", NotFound), ("midorisawa", Ambiguous)])
def test_a_document_is_found_by_its_names(graphs, document, error):
    assert ask_withdrawal(graphs, "名簿持ち出しの疑い", Options())["document"]["id"] == "midorisawa-news"
    with pytest.raises(error):
        ask_withdrawal(graphs, document, Options())


def test_options_are_looked_at(graphs):
    for options in (Options(by="2030-06-31"), Options(mode="maybe"), Options(max_hops=0), Options(min_status="denied")):
        with pytest.raises(BadQuestion):
            ask_withdrawal(graphs, "midorisawa-news", options)
    with pytest.raises(NotFound):
        ask_withdrawal(graphs, "midorisawa-news", Options(dataset="nope"))


def test_an_empty_store_has_no_document(store):
    with pytest.raises(NotFound):
        ask_withdrawal(Graphs(store), "memo", Options())


def test_the_only_document_takes_all_along(store):
    exchange = case()
    import_exchange(store, to_json(exchange), "case.json")
    report = next(d.id for d in store.documents() if d.name == "midorisawa-report")
    store.remove(report)
    answer = ask_withdrawal(Graphs(store), "midorisawa-news", Options(dataset="会員名簿"))
    assert answer["dataset"]["label"] == "会員名簿"
    assert {pair["change"] for pair in answer["pairs"]} == {one["change"] for one in answer["holders"]} == {"lost"}
    assert [one["label"] for one in answer["falls"]["datasets"]] == ["会員名簿"]
