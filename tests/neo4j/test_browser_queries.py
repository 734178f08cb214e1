"""The saved queries on a real server: each answers, without a warning, and says what the program itself says."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from neo4j.exceptions import ClientError
from neo4j.graph import Path

from app.domain.judgement import Judgement, Verdict
from app.domain.path import Direction, Question
from app.engine import find_lineage, find_paths
from app.services.browser_files import saved_queries, saved_query
from app.services.copy import copy
from app.services.demo import sample_folder
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.graph import Graphs
from app.services.load import load
from app.services.wire import to_json
from app.store.cypher import parse
from app.store.login import Login
from app.store.uri import open_store
from loaders.pipeline import read
from tests.builders import actor, case, days, ev, transfer

pytestmark = pytest.mark.neo4j

QUERIES = saved_queries()
EDITED = [(one, word) for one in QUERIES for word in one.editable]


@pytest.fixture(scope="module")
def graph(neo4j_server, neo4j_driver, tmp_path_factory):
    """Three samples, an invented case in which everything occurs, and two judgements; resolved."""
    with neo4j_driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS").consume()
    with (
        closing(open_store(f"sqlite:///{tmp_path_factory.mktemp('browser')}/case.db")) as file,
        closing(open_store(neo4j_server.uri, Login(neo4j_server.user, neo4j_server.password))) as store,
        sample_folder() as folder,
    ):
        list(load(file, find_files(sorted(folder.glob("kddi-2006-*.txt"))), _read_with_url))
        import_exchange(file, to_json(_case()), "case.json")
        claim = next(c for r in file.readings() for c in r.claims if c.subject == "t2" and c.property == "medium")
        moment = datetime(2031, 1, 1, tzinfo=UTC)
        first = Judgement.of(Verdict.ACCEPT, (claim.id,), "調査員", moment, "記事のとおり")
        file.put_judgements([first, Judgement.of(Verdict.NOT_SAME, ("insider", "broker"), "調査員", moment)])
        list(copy(file, store))
        yield Graphs(file).snapshot().graph


@pytest.fixture
def ask(graph, neo4j_driver):
    """Rows of a saved query; `ask(name, word="text")` writes that text where a reader would."""

    def ask(name, **edits):
        text = saved_query(name).text
        for word, value in edits.items():
            before = f"'{saved_query(name).editable[word]}' AS {word}"
            assert text.count(before) == 1
            text = text.replace(before, f"'{value}' AS {word}")
        with neo4j_driver.session(default_access_mode="READ") as session:
            return session.run(text).fetch(1000)

    return ask


def _case():
    """The common case; beside it a group, an actor that is one of two, a part of the data, an order, a part."""
    told, news = case(), "midorisawa-news"
    one = actor("caller", "県警", news, "person", candidates=["first", "second"])
    told["actors"] += [
        {**one, "label": "電話の人物"},
        {**one, "id": "first", "label": "甲", "candidates": []},
        {**one, "id": "second", "label": "乙", "candidates": []},
        {**one, "id": "pair", "label": "2人", "kind": "group", "candidates": [], "members": ["first", "second"]},
    ]
    told["datasets"].append({**told["datasets"][0], "id": "d2", "label": "名簿の一部", "derived_from": ["d1"]})
    words = "会員約4万件の名簿"
    told["transfers"] += [
        transfer("u1", "police", "pair", words, dataset="d2", **days("2031-01-01", "2031-12-31")),
        transfer("u2", "police", "pair", words, dataset="d2", part_of="u1", **days("2031-02-01")),
        transfer("u3", "caller", "contractor", words, dataset="d2", after=["u1"], **days("2031-01-01", "2032-12-31")),
    ]
    told["incidents"][0]["evidence"] = [ev(news, "名簿")]
    return told


def _read_with_url(data, filename, metadata):
    return read(data, filename, replace(metadata, url="https://example.com/"))


def edges(rows):
    """Transfers of the arrows that paths are made of."""
    found = [arrow for row in rows for path in row.values() if isinstance(path, Path) for arrow in path.relationships]
    return {arrow["transfer_id"] for arrow in found if arrow.type.endswith("PASSED_TO")}


def ways(rows):
    return {tuple(arrow["transfer_id"] for arrow in row["way"].relationships) for row in rows}


def can_be_drawn(transfer):
    return transfer.provider is not None and transfer.recipient is not None and transfer.status.can_lie_on_path


# ------------------------------------------------------------------ each of them


@pytest.mark.parametrize("one", QUERIES, ids=lambda one: one.name)
def test_it_answers_without_a_warning(graph, neo4j_driver, one):
    query = parse(f"browser/{one.name}", one.text)
    assert (query.params, query.mode) == ((), "read")
    with neo4j_driver.session(default_access_mode="READ") as session:
        result = session.run(query.text)
        rows = result.fetch(1000)
        notes = [str(n) for n in result.consume().gql_status_objects if n.is_notification and n.severity == "WARNING"]
    assert notes == [], "also for a label, a type or a property that is never written"
    assert 1 <= len(rows) <= 300


@pytest.mark.parametrize(("one", "word"), EDITED, ids=lambda value: getattr(value, "name", value))
def test_a_text_that_fits_nothing_gives_nothing(ask, one, word):
    assert ask(one.name, **{word: "誰も知らない言葉"}) == []


@pytest.mark.parametrize("words", ['"', "\\\\", "* OR (", 'a" OR "b', "~", "  "])
def test_no_sign_breaks_the_search_for_words(ask, words):
    assert isinstance(ask("where_do_words_stand", words=words), list)


def test_a_query_that_writes_would_be_refused(graph, neo4j_driver):
    with (
        neo4j_driver.session(default_access_mode="READ") as session,
        pytest.raises(ClientError, match=r"(?i)read access mode"),
    ):
        session.run(
            saved_query("what_was_read").statement.replace("RETURN d.pub", "SET d.x = 1 RETURN d.pub")
        ).consume()


# ------------------------------------------------------------------ what they say


def test_the_first_picture_and_what_it_leaves_out_are_all_transfers(graph, ask):
    drawn = edges(ask("who_passed_to_whom"))
    beside = {n["id"] for row in ask("what_is_on_no_path") for n in row["beside"].nodes if "Transfer" in n.labels}
    assert drawn == {key for key, one in graph.transfers.items() if can_be_drawn(one)}
    assert beside == graph.transfers.keys() - drawn
    assert "t5" in beside, "it is denied"


def test_an_opened_transfer_has_its_ends_its_data_and_its_incident(graph, ask):
    for key, one in list(graph.transfers.items())[::3]:
        nodes = {node["id"] for row in ask("one_transfer_opened", transfer=key) for node in row["opened"].nodes}
        known = {key, one.provider, one.recipient, one.dataset, one.incident} - {None}
        assert known <= nodes <= known | graph.transfers.keys()
    named = ask("one_transfer_opened", transfer="白鳥")
    assert {"dealer"} <= {node["id"] for row in named for node in row["opened"].nodes}


def test_the_words_of_a_transfer_are_those_of_its_claims(graph, ask):
    for key, one in list(graph.transfers.items())[::3]:
        rows = ask("one_transfer_words", transfer=key)
        assert {quote.exact for quote in one.evidence} <= {row["quote"] for row in rows}
        assert all(row["sentence"] is None or row["quote"] in row["sentence"] for row in rows)
        drawn = {arrow["exact"] for row in ask("one_transfer_quotes", transfer=key) for arrow in row["quoted"]}
        assert drawn - {None} <= {row["quote"] for row in rows}


def test_paths_are_those_of_the_engine(graph, ask):
    """On the invented case, which has nothing of what the short form leaves out."""
    for start in ("shop", "contractor", "insider", "broker"):
        for goal in ("insider", "broker", "dealer", "police"):
            if start != goal:
                paths = find_paths(graph, start, goal, Question(), 25).paths
                expected = {tuple(hop.transfer.id for hop in path.hops) for path in paths}
                assert ways(ask("paths_between_two", giver=start, receiver=goal)) == expected, (start, goal)


def test_no_drawn_way_runs_against_the_days_or_through_a_denied_transfer(graph, ask):
    rows = [*ask("paths_between_two"), *ask("where_did_it_go", giver="shop"), *ask("where_did_it_go")]
    seen = {key for way in ways(rows) for key in way}
    assert len(seen) > 5
    assert all(can_be_drawn(graph.transfers[key]) for key in seen)
    for row in rows:
        hops, latest = row["way"].relationships, 0
        for hop in hops:
            assert latest <= hop["to_day"]
            latest = max(latest, hop["from_day"])
        assert len(set(row["way"].nodes)) == len(hops) + 1


@pytest.mark.parametrize("actor", ["shop", "insider", "dealer", "police"])
def test_whither_and_whence_are_those_of_the_engine(graph, ask, actor):
    for direction, name, word in (
        (Direction.DOWNSTREAM, "where_did_it_go", "giver"),
        (Direction.UPSTREAM, "where_did_it_come_from", "receiver"),
    ):
        answer = find_lineage(graph, actor, direction, Question())
        reached = {row["way"].nodes[-1]["id"] for row in ask(name, **{word: actor})}
        assert reached == {one.actor for one in answer.actors} - {actor}, direction


def test_a_way_back_is_walked_against_the_arrows(ask):
    for row in ask("where_did_it_come_from", receiver="dealer"):
        arrows = row["way"].relationships
        assert all(later.start_node == earlier.end_node for later, earlier in pairwise(arrows))


def test_a_holder_from_whom_it_was_recovered_is_not_listed(graph, ask):
    rows = ask("who_may_still_have_it")
    listed = {row["transfer"] for row in rows}
    assert {"t1", "t2", "t4"} <= listed
    assert not {"t3", "t5", "t6"} & listed, "recovered from the broker; denied; a recovery itself"
    assert {row["transfer"]: row["days"] for row in rows}["t4"] == "2030-05-01～2030-05-31"


def test_every_conflict_is_shown_with_its_sides(graph, ask):
    rows = ask("where_documents_disagree")
    assert {row["conflict"] for row in rows} == {one.about for one in graph.conflicts}
    assert {"約4万件", "3万8千人分"} <= {row["quote"] for row in rows}


def test_what_one_document_tells_alone(graph, ask):
    rows = {row["transfer"]: row for row in ask("what_rests_on_one_document")}
    expected = {
        key
        for key, one in graph.transfers.items()
        if one.status.can_lie_on_path and len({quote.document for quote in one.evidence}) == 1
    }
    assert rows.keys() == expected
    assert rows["t6"]["publisher"] == "みどり沢通販"


def test_a_timeline_is_in_the_order_of_time(ask):
    rows = ask("what_happened_when", incident="みどり沢")
    assert [row["what"] for row in rows][:3] == ["handover", "exfiltration", "sale"]
    assert {row["who"] for row in rows} >= {"みどり沢通販 → 北浜データ", "県警"}
    days = [row["days"] for row in rows if row["days"] != "～"]
    assert days == sorted(days)


def test_affected_organizations_have_their_numbers(ask):
    (row,) = ask("which_organizations_are_affected", incident="みどり沢")
    known = (row["organization"], row["record_count"], row["unit"], row["status"], row["quote"])
    assert known == ("みどり沢通販", 38000, "people", "leaked", "3万8千人分")


def test_words_are_found_in_names_and_in_sentences(graph, ask):
    rows = ask("where_do_words_stand", words="KDDI")
    assert {"Actor", "Incident", "Passage"} <= {row["found_in"] for row in rows}
    assert all("KDDI" in row["text"] or row["found_in"] != "Passage" for row in rows)
    assert {key for row in rows for key in row["transfers"]} <= graph.transfers.keys()
    assert any(row["transfers"] for row in rows)


def test_groups_and_candidates_are_drawn(graph, ask):
    drawn = {tuple(node["id"] for node in row["joined"].nodes) for row in ask("who_may_be_whom")}
    members = {(member, one.id) for one in graph.actors.values() for member in one.members}
    candidates = {(one.id, candidate) for one in graph.actors.values() for candidate in one.candidates}
    assert members
    assert drawn == members | candidates


def test_what_was_read_is_counted(graph, ask):
    rows = {graph.documents[row["document"]].name: row for row in ask("what_was_read")}
    assert len(rows) == len(graph.documents) == 5
    assert (rows["midorisawa-news"]["transfers"], rows["midorisawa-news"]["passages"]) == (8, 0)
    assert all(row["claims"] > 0 for row in rows.values())


def test_judgements_tell_what_they_are_about(ask):
    accepted, apart = sorted(ask("what_people_judged"), key=lambda row: row["verdict"])
    assert (accepted["verdict"], accepted["why"], accepted["about"]) == (
        "accept",
        "記事のとおり",
        ['transfer medium = "usb"'],
    )
    assert sorted(apart["about"]) == ["元社員", "東名簿センター"]
