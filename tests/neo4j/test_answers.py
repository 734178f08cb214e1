"""One record in a file and in Neo4j: the same answers, whether from the record or from the graph beside it."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.cli.main import run
from app.domain.errors import StoreUnavailable
from app.domain.graph import Graph
from app.domain.ids import document_id
from app.domain.judgement import Judgement, Verdict
from app.domain.path import Direction
from app.domain.view import Policy, View
from app.engine import find_holders, find_lineage, find_paths
from app.engine.explain import explain
from app.services.ask import Options, ask_paths
from app.services.check import check
from app.services.copy import copy
from app.services.exchange import export_exchange, import_exchange
from app.services.files import find_files
from app.services.graph import Graphs
from app.services.load import load
from app.services.publish import publish
from app.services.remove import remove
from app.services.slices import Slices
from app.services.snapshot import ALL
from app.services.wire import to_json
from app.store.login import Login
from app.store.neo4j_store import Neo4jStore
from app.store.uri import open_store
from tests.builders import NEWS, case, disputed_case, plain_reading
from tests.contract.test_http import ANSWERS, MEMO
from tests.unit.app.engine.cases import random_graph, random_question

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_empty):
    with closing(Neo4jStore.open(neo4j_empty.uri, Login(neo4j_empty.user, neo4j_empty.password))) as store:
        yield store


@pytest.fixture
def filled(store: Neo4jStore, tmp_path):
    """The invented case and a memo, as the HTTP contract has them, in both stores."""
    memo = tmp_path / "memo.txt"
    memo.write_bytes(MEMO.encode())
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as file:
        for one in (file, store):
            import_exchange(one, to_json(case()), "case.json")
            list(load(one, find_files([memo]), plain_reading))
        yield file, store


def test_every_route_answers_alike(filled):
    with ExitStack() as stack:
        clients = [stack.enter_context(TestClient(create_app(wire(one)))) for one in filled]
        for address in (*ANSWERS, "/v1/passages?q=業", "/v1/passages?q=者&limit=1", "/v1/paths?from=none&to=shop"):
            bodies = [client.get(address).json() for client in clients]
            for body in bodies:
                body.pop("elapsed_ms", None)
                body.pop("request_id", None)
            assert bodies[0] == bodies[1], address


def test_records_are_equal_and_so_are_exports(filled):
    file, store = filled
    assert file.revision() == store.revision() == store.published()
    exports = [to_json(export_exchange(Graphs(one))) for one in filled]
    assert exports[0] == exports[1]
    assert check(file) == check(store) == {"checks": [], "healthy": True}


def test_a_record_is_copied_there_and_back(filled, tmp_path):
    file, store = filled
    judgement = replace(
        Judgement.of(Verdict.SAME, ("insider", "broker"), "調査員", datetime(2031, 1, 1, tzinfo=UTC)), undone=True
    )
    store.put_judgements([judgement])
    with closing(open_store(f"sqlite:///{tmp_path}/back.db")) as back:
        assert len(list(copy(store, back))) == len(store.documents())
        assert back.revision() == store.revision() != file.revision()
        assert list(copy(back, store))
        assert back.revision() == store.revision() == store.published()


def test_a_question_reads_a_slice_and_the_words_of_what_it_shows(filled):
    _, store = filled
    graphs = Graphs(store)
    part = graphs.slice(ALL, "会員名簿", None, ("broker",))
    assert part.is_slice
    assert not graphs.slice(View(policy=Policy.LATEST_OFFICIAL), "会員名簿", None, ("broker",)).is_slice
    assert part.readings == {}
    assert all(transfer.evidence == () for transfer in part.graph.transfers.values())
    shown = graphs.with_words(part, list(part.graph.transfers)[:2]).graph.transfers
    whole = graphs.snapshot().graph.transfers
    assert [t.evidence for t in list(shown.values())[:2]] == [whole[key].evidence for key in list(shown)[:2]]
    assert all(t.evidence == () for t in list(shown.values())[2:])


def test_a_path_is_explained_alike(store: Neo4jStore, neo4j_driver, tmp_path):
    """Conflicts of what is shown are read with their words; of a graph that lacks these, from the record."""
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as file:
        for one in (file, store):
            import_exchange(one, to_json(disputed_case()), "case.json")
        expected = _paths(file)
        (path,) = expected["paths"]
        effects = {d["property"]: [side["effect"] for side in d["claims"]] for d in path["why"]["disputes"]}
        assert effects == {
            "record_count": [None, None],
            "time": ["holds", "holds", "fails", "unknown"],
            "recipient": ["holds", "fails", "unknown"],
        }
        assert all(side["evidence"] for d in path["why"]["disputes"] for side in d["claims"])
        assert Graphs(store).slice(ALL, None, None).is_slice
        assert _paths(store) == expected
        neo4j_driver.execute_query("MATCH (c:Conflict) REMOVE c.told")
        assert _paths(store) == expected, "as a graph that an earlier version published"


def _paths(store):
    answer = ask_paths(Graphs(store), "shop", "dealer", 3, Options())
    return {key: value for key, value in answer.items() if key != "elapsed_ms"}


def test_a_graph_that_is_behind_is_not_asked(filled):
    """A loader that was killed before it published leaves a record that is ahead of its graph."""
    _, store = filled
    reading = plain_reading(b"a new memo", "new.txt", replace(store.documents()[0].metadata))
    store.put_readings([reading])
    assert check(store) == {"checks": [{"name": "graph_behind_record", "places": 1}], "healthy": False}
    assert not Graphs(store).slice(ALL, None, None).is_slice
    assert publish(store) is not None
    assert Graphs(store).slice(ALL, None, None).is_slice
    assert publish(store) is None, "nothing is left to do"


def test_a_graph_that_is_written_anew_meanwhile_is_not_mixed_with_the_other(filled, monkeypatch):
    _, store = filled
    part = Graphs(store).slice(ALL, None, None)
    read = Neo4jStore.transfers

    def overtaken(self, *bounds):
        found = read(self, *bounds)
        self.put_readings([plain_reading(b"a memo in between", "between.txt", replace(store.documents()[0].metadata))])
        assert publish(self) is not None
        return found

    monkeypatch.setattr(Neo4jStore, "transfers", overtaken)
    assert not Graphs(store).slice(ALL, None, None).is_slice
    with pytest.raises(StoreUnavailable, match="written anew while it was read"):
        Slices(store).with_words(part, list(part.graph.transfers)[:1])


def test_what_is_taken_out_leaves_the_graph_and_comes_back(filled):
    file, store = filled
    before = {row.id for row in store.things().actors.values()}
    for one in (file, store):
        remove(one, "midorisawa-news")
    assert store.published() == store.revision() == file.revision()
    assert {row.id for row in store.things().actors.values()} < before
    assert check(store)["healthy"]
    import_exchange(store, to_json(case()), "case.json")
    assert {row.id for row in store.things().actors.values()} == before
    assert check(store)["healthy"]


def test_a_claim_that_was_rejected_is_about_nothing(filled):
    _, store = filled
    claims = [c for r in store.readings() for c in r.claims if c.subject == "t2" and c.property == "medium"]
    rejected = Judgement.of(Verdict.REJECT, (claims[0].id,), "調査員", datetime(2031, 1, 1, tzinfo=UTC))
    store.put_judgements([rejected])
    publish(store)
    graphs = Graphs(store)
    part = graphs.slice(ALL, None, None)
    assert part.graph.transfers["t2"].medium == graphs.snapshot().graph.transfers["t2"].medium == "unknown"


@pytest.mark.parametrize("seeds", [range(i, 60, 6) for i in range(6)], ids=lambda seeds: f"from-{seeds.start}")
def test_a_slice_holds_all_that_an_answer_needs(store: Neo4jStore, seeds):
    """Random graphs with everything in them: order, parts, recoveries, groups, families of datasets."""
    for seed in seeds:
        rng = Random(seed)
        graph = _with_sources(random_graph(rng))
        moment = datetime(2031, 1, 1, tzinfo=UTC)
        store.put_judgements([Judgement.of(Verdict.SAME, ("x", "y"), f"seed {seed}", moment)])  # another record
        assert store.publish(graph, (), store.judgements(), store.revision()) is not None
        for _ in range(4):
            question = random_question(rng)
            names = sorted(graph.actors)
            start, goal = rng.choice(names), rng.choice(names)
            part = Slices(store).find(question.dataset, question.by, [start])
            assert part is not None
            where = f"seed {seed}: {start} to {goal}, {question}"
            found = find_paths(graph, start, goal, question, 50)
            assert find_paths(part.graph, start, goal, question, 50) == found, where
            why = explain(graph, (start, goal), question, found.paths)
            assert explain(part.graph, (start, goal), question, found.paths) == why, where
            for way in Direction:
                expected = find_lineage(graph, start, way, question)
                assert find_lineage(part.graph, start, way, question) == expected, where
            assert find_holders(part.graph, question) == find_holders(graph, question), where


def _with_sources(graph: Graph) -> Graph:
    """A transfer of the record always has a source; how often it is told is read from there."""
    told = {key: replace(t, sources=t.sources or ("one",)) for key, t in graph.transfers.items()}
    return replace(graph, transfers=told)


def test_commands_work_on_a_server(neo4j_empty, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LEAKTRAIL_STORE", neo4j_empty.uri.replace("bolt://", "neo4j://"))
    monkeypatch.setenv("LEAKTRAIL_NEO4J_PASSWORD", neo4j_empty.password or "")
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), "utf-8")
    assert run(["import", str(path)]) == 0
    capsys.readouterr()
    assert run(["paths", "みどり沢通販", "白鳥宝飾", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    quotes = [hop["evidence"][0]["quote"] for hop in answer["paths"][0]["hops"]]
    assert len(quotes) == 4
    assert all(words in NEWS for words in quotes)
    assert run(["check"]) == 0
    assert capsys.readouterr().out == "sound\n"
    assert run(["publish"]) == 0
    assert capsys.readouterr().out == "nothing to publish\n"
    assert run(["where"]) == 0
    assert neo4j_empty.uri.partition("://")[2] in capsys.readouterr().out


def test_a_wrong_password_is_told_at_once(neo4j_empty, monkeypatch, capsys):
    if neo4j_empty.password is None:
        pytest.skip("this server asks for none")
    monkeypatch.setenv("LEAKTRAIL_STORE", neo4j_empty.uri)
    monkeypatch.setenv("LEAKTRAIL_NEO4J_PASSWORD", "wrong")
    assert run(["documents"]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert "refuses user and password (set LEAKTRAIL_NEO4J_USER and LEAKTRAIL_NEO4J_PASSWORD_FILE)" in said.err
    assert "wrong" not in said.err


def test_an_id_of_a_document_is_the_same_in_both(filled):
    file, store = filled
    key = document_id(MEMO.encode())
    assert file.get_reading(key) == store.get_reading(key) is not None
