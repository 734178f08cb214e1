"""A Dask cluster that reads: the same record as without it, and clear words where it cannot."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import closing

import dask
import pytest
from distributed import LocalCluster

from app.domain.errors import BadQuestion, ClusterUnavailable
from app.services import cluster as cluster_module
from app.services.cluster import Cluster
from app.services.files import find_files, items_of
from app.services.load import Outcome, load
from app.store.uri import open_store
from tests.builders import plain_reading
from tests.unit.app.services.readers_for_tests import read_or_die

TRIES = 2


@pytest.fixture(scope="module")
def local():
    """A scheduler and two worker processes on loopback."""
    quiet = {"distributed.scheduler.allowed-failures": TRIES - 1, "distributed.worker.daemon": True}
    with (
        dask.config.set(quiet),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def address(local):
    return local.scheduler_address


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number:02}.txt").write_text(f"{number}番目の文書。", "utf-8")
    (folder / "05.txt").write_bytes(b"\xff\xfe\xff")
    return folder


def loaded(tmp_path, name, inbox, **more):
    with closing(open_store(f"sqlite:///{tmp_path}/{name}.db")) as store:
        return list(load(store, find_files([inbox]), plain_reading, **more)), list(store.readings())


def test_the_record_does_not_depend_on_who_reads(tmp_path, inbox, address):
    with Cluster(address, plain_reading) as readers:
        assert readers.in_flight == 4
        assert loaded(tmp_path, "cluster", inbox, readers=readers) == loaded(tmp_path, "alone", inbox)


def test_a_document_over_which_workers_die_fails_and_the_others_do_not(tmp_path, inbox, store, address):
    (inbox / "02.txt").write_text(f"墜落 {tmp_path}/02", "utf-8")
    (inbox / "03.txt").write_text(f"一度 {tmp_path}/03", "utf-8")
    with Cluster(address, read_or_die) as readers:
        events = list(load(store, find_files([inbox]), plain_reading, readers=readers))
    failed = {event.place.rpartition("/")[2]: event.message for event in events if event.outcome is Outcome.FAILED}
    assert set(failed) == {"02.txt", "05.txt"}
    assert "the workers that read it died" in failed["02.txt"]
    assert TRIES <= len((tmp_path / "02").read_text()) <= 2 * TRIES
    assert [event.outcome for event in events].count(Outcome.LOADED) == 6


@pytest.mark.parametrize("address", ["", "127.0.0.1:8786", "tcp://", "tcp://host", "http://host:1", "tcp://a b:1"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(BadQuestion, match="is no address of a scheduler"):
        Cluster(address, plain_reading)


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(cluster_module, "_SECONDS", 1)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(ClusterUnavailable, match="no scheduler answers within 1 seconds") as caught:
            Cluster(address, plain_reading)
    assert caught.value.place == address


def test_workers_of_another_version_are_refused(monkeypatch, address):
    ours = {**cluster_module._versions(), "ginza": "5.4.0"}
    monkeypatch.setattr(cluster_module, "_versions_here", lambda: ours)
    with pytest.raises(ClusterUnavailable, match=r"has ginza [\d.]+ \(here 5\.4\.0\)"):
        Cluster(address, plain_reading)


def test_a_worker_of_another_version_that_joins_later_is_refused(monkeypatch, tmp_path, inbox, address):
    with Cluster(address, plain_reading) as readers:
        started = readers.start(next(items_of(inbox / "00.txt")))
        monkeypatch.setattr(cluster_module, "_versions_here", lambda: {"rules": "leaktrail-rules/0"})
        with pytest.raises(ClusterUnavailable, match="a worker has rules"):
            started.result()


def test_a_cluster_without_workers_is_refused():
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(ClusterUnavailable, match="has no worker"),
    ):
        Cluster(empty.scheduler_address, plain_reading)


def test_a_cluster_that_is_lost_ends_the_load_with_a_reason(inbox):
    with LocalCluster(
        n_workers=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
    ) as lost:
        readers = Cluster(lost.scheduler_address, plain_reading)
    with pytest.raises(ClusterUnavailable, match="was lost in the middle"), readers:
        readers.start(next(items_of(inbox / "00.txt"))).result()


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadQuestion, match="needs Dask") as caught:
        Cluster("tcp://127.0.0.1:8786", plain_reading)
    assert caught.value.remedy == "pip install 'leaktrail[cluster]'"
