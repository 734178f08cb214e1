"""Processes that read: the same record as without them, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from contextlib import closing
from multiprocessing import active_children

import pytest

from app.services.files import find_files, items_of
from app.services.load import Outcome, load
from app.services.workers import TRIES, Workers
from app.store.uri import open_store
from tests.builders import plain_reading
from tests.unit.app.services.readers_for_tests import read_or_die, read_slowly


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"{number}番目の文書。", "utf-8")
    (folder / "05.txt").write_bytes(b"\xff\xfe\xff")
    (folder / "07.txt").write_text("3番目の文書。", "utf-8")  # the same bytes as 03
    (folder / "08.txt").write_text("3番目の文書。", "utf-8")
    (folder / "08.meta.json").write_text('{"title": "三"}', "utf-8")  # but with other metadata
    (folder / "scan.png").write_bytes(b"")
    return folder


def outcomes(events):
    return [(event.outcome, event.place.rpartition("/")[2]) for event in events]


def loaded(tmp_path, name, inbox, **more):
    with closing(open_store(f"sqlite:///{tmp_path}/{name}.db")) as store:
        return list(load(store, find_files([inbox]), plain_reading, **more)), list(store.readings())


def is_there(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_record_and_the_events_do_not_depend_on_who_reads(tmp_path, inbox, number):
    alone = loaded(tmp_path, "alone", inbox)
    with Workers(number, plain_reading) as readers:
        assert loaded(tmp_path, "workers", inbox, readers=readers) == alone
        assert loaded(tmp_path, "workers", inbox, readers=readers) == loaded(tmp_path, "alone", inbox)
    kinds = [event.outcome for event in alone[0]]
    assert [kinds.count(kind) for kind in Outcome] == [10, 1, 1, 1]
    assert active_children() == []


def test_a_document_that_kills_its_process_fails_and_the_others_do_not(tmp_path, inbox, store):
    (inbox / "04.txt").write_text(f"墜落 {tmp_path}/04", "utf-8")
    (inbox / "06.txt").write_text(f"一度 {tmp_path}/06", "utf-8")
    (inbox / "09.txt").write_text("記憶", "utf-8")
    with Workers(2, read_or_die) as readers:
        events = list(load(store, find_files([inbox]), plain_reading, readers=readers))
    failed = {event.place.rpartition("/")[2]: event.message for event in events if event.outcome is Outcome.FAILED}
    assert set(failed) == {"04.txt", "05.txt", "09.txt"}
    assert failed["04.txt"].startswith("cannot be read: the process that read it died, 2 times")
    assert failed["09.txt"] == "needs more memory than there is (split it)"
    assert (tmp_path / "04").read_text() == "x" * TRIES
    assert (tmp_path / "06").read_text() == "x" * 2
    assert "06" in {document.name for document in store.documents()}
    assert active_children() == []


def test_a_fault_of_ours_is_not_taken_for_one_of_the_file(inbox, store):
    (inbox / "09.txt").write_text("誤り", "utf-8")
    with pytest.raises(RuntimeError, match="a fault of ours"), Workers(2, read_or_die) as readers:
        list(load(store, find_files([inbox]), plain_reading, readers=readers))
    assert active_children() == []


def test_the_end_of_the_block_ends_the_processes_in_the_middle_of_a_document(tmp_path, inbox, store):
    for name in ("00", "01", "02", "03"):
        (inbox / f"{name}.txt").write_text(f"長い {tmp_path}/{name}", "utf-8")
    began = time.monotonic()
    with Workers(2, read_slowly) as readers:
        for path in sorted(inbox.glob("0[0-3].txt")):
            readers.start(next(items_of(path)))
        wait_for(lambda: all((tmp_path / name).exists() and (tmp_path / name).read_text() for name in ("00", "01")))
    assert time.monotonic() - began < 40
    assert not any(is_there(int((tmp_path / name).read_text())) for name in ("00", "01"))
    assert not (tmp_path / "02").exists()
    assert active_children() == []


def test_workers_end_with_a_parent_that_was_killed(tmp_path, inbox, root):
    (inbox / "00.txt").write_text(f"長い {tmp_path}/00", "utf-8")
    program = f"""
from pathlib import Path
from app.services.files import items_of
from app.services.workers import Workers
from tests.unit.app.services.readers_for_tests import read_slowly
with Workers(1, read_slowly) as readers:
    readers.start(next(items_of(Path({str(inbox / "00.txt")!r})))).result()
"""
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=root, stderr=subprocess.PIPE)
    wait_for(lambda: (tmp_path / "00").exists() and (tmp_path / "00").read_text())
    worker = int((tmp_path / "00").read_text())
    assert is_there(worker)
    parent.send_signal(signal.SIGKILL)
    parent.communicate(timeout=30)
    wait_for(lambda: not is_there(worker))


class Counted:
    """Readers that are done at once and count what nobody has asked for."""

    in_flight = 3

    def __init__(self):
        self.started, self.most = set(), 0

    def start(self, item):
        self.started.add(item.place)
        self.most = max(self.most, len(self.started))
        outer, future = self, Future()

        class Asked:
            def done(self):
                return False

            def result(self):
                outer.started.discard(item.place)
                return future.result()

        future.set_result(plain_reading(item.data, item.name, item.metadata))
        return Asked()


def test_no_more_readings_are_in_flight_than_stated(tmp_path, store):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(f"{number}", "utf-8")
    readers = Counted()
    events = list(load(store, find_files([folder]), plain_reading, readers=readers))
    assert (len(events), readers.most, readers.started) == (20, Counted.in_flight, set())


def test_what_no_store_can_keep_is_the_failure_of_one_document_of_a_transaction(tmp_path, store):
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, text in {"a": "一", "b": "二\0", "c": "三"}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")

    class Ready:
        in_flight = 8

        def start(self, item):
            future = Future()
            future.set_result(plain_reading(item.data, item.name, item.metadata))
            return future

    events = list(load(store, find_files([folder]), plain_reading, readers=Ready()))
    assert outcomes(events) == [(Outcome.LOADED, "a.txt"), (Outcome.FAILED, "b.txt"), (Outcome.LOADED, "c.txt")]
    assert len(store.documents()) == 2
