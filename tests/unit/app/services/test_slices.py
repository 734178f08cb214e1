"""The file store keeps the resolved graph in segments: the same answers as from the record, whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.cli.main import run
from app.domain.graph import Actor, Graph, Transfer
from app.domain.judgement import Judgement, Verdict
from app.domain.path import Direction
from app.engine import find_holders, find_lineage, find_paths
from app.engine.explain import explain
from app.services.ask import Options, ask_paths
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.graph import Graphs
from app.services.load import load
from app.services.publish import publish
from app.services.remove import remove
from app.services.slices import Slices
from app.services.snapshot import ALL
from app.services.wire import to_json
from app.store.segments import SegmentGraph
from app.store.sqlite_store import SqliteStore
from tests.builders import case, disputed_case, plain_reading
from tests.contract.test_http import ANSWERS, MEMO
from tests.unit.app.engine.cases import random_graph, random_question
from tests.unit.loaders.resolve.stories import judged, theft

ROOT = Path(__file__).resolve().parents[4]
RUNS = int(os.environ.get("LEAKTRAIL_SEGMENT_RUNS", "4"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


def files_of(file: Path) -> list[Path]:
    folder = file.with_name(f"{file.name}.segments")
    return sorted(folder.iterdir()) if folder.is_dir() else []


def fill(store: SqliteStore, folder: Path, given: object = None) -> None:
    memo = folder / "memo.txt"
    memo.write_bytes(MEMO.encode())
    import_exchange(store, to_json(given or case()), "case.json")
    list(load(store, find_files([memo]), plain_reading))


def answer(store: SqliteStore) -> bytes:
    return without_time(ask_paths(Graphs(store), "shop", "dealer", 5, Options()))


def without_time(found: dict[str, object]) -> bytes:
    return to_json({key: value for key, value in found.items() if key != "elapsed_ms"})


@pytest.mark.parametrize("given", [case(), disputed_case()], ids=["plain", "disputed"])
def test_every_route_answers_alike_with_and_without(file: Path, tmp_path: Path, given: object):
    with closing(SqliteStore.open(file)) as store:
        fill(store, tmp_path, given)
        assert store.published() == store.revision()
    with ExitStack() as stack:
        kept = stack.enter_context(closing(SqliteStore.open(file)))
        bare = stack.enter_context(closing(SqliteStore.open(Path(":memory:"))))
        fill(bare, tmp_path, given)
        for address in (*ANSWERS, "/v1/paths?from=none&to=shop", "/v1/paths?from=shop&to=dealer&dataset=none"):
            bodies = list[bytes]()
            for one in (kept, bare):
                with TestClient(create_app(wire(one))) as client:  # another for each: it has nothing at hand yet
                    body = client.get(address).json()
                body.pop("elapsed_ms", None)
                body.pop("request_id", None)
                bodies.append(to_json(body))
            assert bodies[0] == bodies[1], address


def test_only_a_part_is_read(file: Path, tmp_path: Path):
    with closing(SqliteStore.open(file)) as store:
        fill(store, tmp_path)
    with closing(SqliteStore.open(file)) as store:
        store.readings = store.get_reading = pytest.fail
        graphs = Graphs(store)
        part = graphs.slice(ALL, "会員名簿", None, ("broker",))
        assert part.is_slice
        assert all(one.evidence == () for one in part.graph.transfers.values())
        assert answer(store)


def test_a_small_part_that_is_asked_again_is_not_read_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with closing(SqliteStore.open(file)) as store:
        fill(store, tmp_path, disputed_case())
        graphs = Graphs(store)
        first, second = (without_time(ask_paths(graphs, "shop", "dealer", 5, Options())) for _ in range(2))
        for name in ("things", "transfers", "evidence", "conflicts", "present"):
            monkeypatch.setattr(SegmentGraph, name, lambda *_: pytest.fail("it was read"))
        third = without_time(ask_paths(graphs, "shop", "dealer", 5, Options()))
        monkeypatch.undo()
        bare = Graphs(store)
        bare.snapshot()
        assert first == second == third == without_time(ask_paths(bare, "shop", "dealer", 5, Options()))


def test_random_graphs_are_answered_alike_after_each_change(file: Path):
    """Deltas upon deltas, and now and then a new base, with everything in them: order, parts, groups, families."""
    rng = Random(20310402)
    with closing(SqliteStore.open(file)) as store:
        counted = set[int]()
        for step in range(5 * RUNS):
            graph = _joined(rng, random_graph(rng), step)
            _change_record(store, step)
            assert store.publish(graph, (), store.judgements(), store.revision()) is not None
            counted.add(len(files_of(file)))
            _ask_both(store, graph, rng, f"step {step}")
    assert 1 in counted
    assert max(counted) > 1


def _joined(rng: Random, graph: Graph, step: int) -> Graph:
    """The random graph beside a large part that stays and touches it nowhere, so that the changes are small."""
    told = {key: replace(one, sources=one.sources or ("one",)) for key, one in graph.transfers.items()}
    away = {f"far{n}": Actor(f"far{n}", f"far{n}") for n in range(41)}
    still = {
        f"s{n}": Transfer(f"s{n}", None, f"far{n}", f"far{n + 1}", rng.choice("wv") if step % 12 == 0 else "w")
        for n in range(40)
    }
    transfers = {**still, **told}
    return replace(graph, actors={**graph.actors, **away}, transfers=dict(sorted(transfers.items())))


def _change_record(store: SqliteStore, step: int) -> None:
    moment = datetime(2031, 1, 1, tzinfo=UTC)
    store.put_judgements([Judgement.of(Verdict.SAME, ("x", "y"), f"step {step}", moment)])


def _ask_both(store: SqliteStore, graph: Graph, rng: Random, where: str) -> None:
    question, names = random_question(rng), [key for key in sorted(graph.actors) if not key.startswith("far")]
    start, goal = names[0], rng.choice(names)
    part = Slices(store).find(question.dataset, question.by, [start])
    assert part is not None
    assert list(part.graph.transfers) == sorted(part.graph.transfers)
    found = find_paths(graph, start, goal, question, 20)
    assert find_paths(part.graph, start, goal, question, 20) == found, where
    why = explain(graph, (start, goal), question, found.paths)
    assert explain(part.graph, (start, goal), question, found.paths) == why, where
    for way in Direction:
        assert find_lineage(part.graph, start, way, question) == find_lineage(graph, start, way, question), where
    assert find_holders(part.graph, question) == find_holders(graph, question), where


def test_loads_and_removals_in_any_order_leave_the_same_graph(file: Path, tmp_path: Path):
    """After each step all that is kept is what a full rebuild keeps."""
    rng = Random(7)
    told = {name: theft(name, "x", f"元社員{number % 3}", publisher=name) for number, name in enumerate("abcdefgh")}
    with closing(SqliteStore.open(file)) as store:
        for step in range(12 * RUNS):
            name = rng.choice(list(told))
            if rng.random() < 0.6:
                store.put_readings([told[name]])
            elif told[name].document.id in store.runs():
                remove(store, told[name].document.id)
            if rng.random() < 0.2:
                store.put_judgements([judged("not_same", f"{rng.choice('abcd')}:x", f"{rng.choice('efgh')}:x")])
            publish(store)
            _assert_like_anew(store, tmp_path / f"anew{step}.db")


def _assert_like_anew(store: SqliteStore, fresh: Path) -> None:
    with closing(SqliteStore.open(fresh)) as other:
        other.put_readings(store.readings())
        other.put_judgements(store.judgements())
        publish(other)
        assert other.revision() == store.revision() == store.published()
        kept, anew = store.as_published(), other.as_published()
        assert kept.rows() == anew.rows()
        whole = Graphs(store).snapshot().graph
        assert kept.things() == anew.things()
        found = kept.transfers(None, None)
        assert [*found] == [*whole.transfers]
        words = kept.evidence([*found])
        assert {key: replace(one, evidence=words[key]) for key, one in found.items()} == whole.transfers
        assert kept.present([*whole.former, "none"]) == whole.former


# ------------------------------------------------------------------ when things go wrong


def test_a_damaged_segment_is_told_of_passed_over_and_written_anew(file: Path):
    rng = Random(9)
    with closing(SqliteStore.open(file)) as store:
        import_exchange(store, to_json(case()), "case.json")
        expected = answer(store)
    [segment] = files_of(file)
    whole = segment.read_bytes()
    places = [0, 7, 20, 60, *(rng.randrange(len(whole)) for _ in range(8 * RUNS)), len(whole) - 1]
    for place in places:
        for torn in (whole[:place], _flipped(whole, place)):
            segment.write_bytes(torn)
            with closing(SqliteStore.open(file)) as store:
                told = dict(store.check()).get("damaged_segment", 0)
                assert answer(store) == expected, place
                publish(store)
                assert answer(store) == expected, place
                assert store.published() == store.revision()
                if len(torn) < len(whole):
                    assert told == 1
                    assert list(store.check()) == []
            segment.write_bytes(whole)


def _flipped(whole: bytes, place: int) -> bytes:
    changed = bytearray(whole)
    changed[place] ^= 0x40
    return bytes(changed)


def test_check_tells_of_a_bad_segment(file: Path, capsys: pytest.CaptureFixture[str]):
    with closing(SqliteStore.open(file)) as store:
        import_exchange(store, to_json(case()), "case.json")
    [segment] = files_of(file)
    segment.write_bytes(segment.read_bytes()[:-1])
    assert run(["check", "--store", f"sqlite:///{file}"]) == 1
    assert "damaged_segment: 1" in capsys.readouterr().out
    assert run(["holders", "--store", f"sqlite:///{file}", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert run(["check", "--store", f"sqlite:///{file}"]) == 0, "the question has written it anew"


def test_a_stale_one_is_not_asked(file: Path, tmp_path: Path):
    with closing(SqliteStore.open(file)) as store:
        fill(store, tmp_path)
        store.put_readings([theft("d9", "x", "元社員")])
        assert store.published() != store.revision()
        graphs = Graphs(store)
        assert not graphs.slice(ALL, None, None).is_slice
        assert store.published() == store.revision(), "the first question has published it"
        assert Graphs(store).slice(ALL, None, None).is_slice
        assert graphs.snapshot().graph.documents.keys() >= {"d9"}


def test_without_a_place_for_it_questions_are_answered(file: Path, tmp_path: Path):
    file.with_name(f"{file.name}.segments").write_text("a file where a folder should be")
    with closing(SqliteStore.open(file)) as store:
        fill(store, tmp_path)
        assert store.published() is None
        assert publish(store) is None
        assert b"paths" in answer(store)
        assert list(store.check()) == []


def test_a_question_goes_on_with_the_graph_that_it_began_with(file: Path, tmp_path: Path):
    with closing(SqliteStore.open(file)) as store, closing(SqliteStore.open(file)) as other:
        fill(store, tmp_path)
        graphs = Graphs(store)
        part = graphs.slice(ALL, None, None)
        expected = {key: one.evidence for key, one in Graphs(store).snapshot().graph.transfers.items()}
        for document in list(other.runs()):
            remove(other, document)
        told = graphs.with_words(part, part.graph.transfers)
        assert {key: one.evidence for key, one in told.graph.transfers.items()} == expected


def test_words_of_an_erased_document_are_in_no_file(file: Path, tmp_path: Path):
    with closing(SqliteStore.open(file)) as store:
        store.put_readings([theft("d1", "x", "元社員"), theft("d2", "y", "派遣社員")])
        publish(store)
        words = b"d2"
        assert any(words in path.read_bytes() for path in files_of(file))
        with pytest.raises(ZeroDivisionError):
            _fail_late(store)
        assert store.published() == store.revision()
        store.erase("d2")
        assert files_of(file) == []
        publish(store)
        assert store.published() == store.revision()
        assert files_of(file)
        assert not any(words in path.read_bytes() for path in files_of(file))


def _fail_late(store: SqliteStore) -> None:
    with store.transaction():
        store.erase("d2")
        raise ZeroDivisionError


def test_who_publishes_what_the_record_does_not_hold_is_refused(file: Path):
    one, two = theft("d1", "x", "元社員"), theft("d2", "y", "派遣社員")
    with closing(SqliteStore.open(file)) as store:
        store.put_readings([one, two])
        graph = Graphs(store).snapshot().graph
        assert store.publish(graph, [one], (), store.revision()) is None
        assert store.published() is None
        before = store.revision()
        with store.transaction():
            assert store.publish(graph, [one, two], (), before) is None, "not within a transaction"
        store.remove("d2")
        assert store.publish(graph, [one, two], (), before) is None, "the record is another by now"
        assert files_of(file) == []


def test_two_writers_leave_one_that_is_whole(file: Path):
    def write(prefix: str) -> None:
        with closing(SqliteStore.open(file)) as store:
            for number in range(5):
                store.put_readings([theft(f"{prefix}{number}", "x", "元社員", publisher=prefix)])
                publish(store)

    threads = [Thread(target=write, args=(prefix,)) for prefix in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with closing(SqliteStore.open(file)) as store:
        publish(store)
        assert store.published() == store.revision()
        assert len(store.runs()) == 10
        assert list(store.check()) == []
        assert store.as_published().things().documents.keys() == store.runs().keys()


def test_a_killed_writer_leaves_the_old_or_the_new_one(file: Path):
    rng = Random()
    with closing(SqliteStore.open(file)) as store:
        store.put_readings([theft("d0", "x", "元社員")])
        publish(store)
    for _ in range(RUNS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.unit.app.services.publisher", str(file)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(rng.uniform(0.0, 0.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with closing(SqliteStore.open(file)) as store:
            assert list(store.check()) == []
            assert store.published() is not None
            if store.published() == store.revision():
                assert store.as_published().things().documents.keys() == store.runs().keys()
            publish(store)
            assert store.published() == store.revision()
            assert {path.suffix for path in files_of(file)} == {".segment"}, "what was not finished is gone"
