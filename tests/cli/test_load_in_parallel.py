"""`load --workers` and `--cluster`: the same record byte for byte, words for wrong use, and what an interruption leaves."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from distributed import LocalCluster

from tests.cli.test_process import PROGRAM
from tests.cli.test_process import leaktrail as run_program


@pytest.fixture
def of_store(tmp_path, monkeypatch):
    """Let command lines be about the store of that name."""
    secret = tmp_path / "secret"  # ids that follow from names are keyed by it
    secret.write_text("5" * 64, "utf-8")
    monkeypatch.setenv("LEAKTRAIL_SECRET_FILE", str(secret))
    return lambda name: monkeypatch.setenv("LEAKTRAIL_STORE", f"sqlite:///{tmp_path}/{name}.db")


@pytest.fixture
def in_process(root):
    """Run a command line in a process of its own."""

    def go(*arguments):
        done = run_program(*arguments, cwd=root)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return go


def test_the_samples_are_the_same_whoever_reads_them(of_store, in_process, leaktrail, root):
    samples = str(root / "loaders" / "samples")
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as cluster:
        ways = {
            "alone": (leaktrail,),  # here, where the parser is loaded already
            "two": (in_process, "--workers", "2"),
            "cluster": (in_process, "--cluster", cluster.scheduler_address),
        }
        told, exports = {}, {}
        for name, (run, *how) in ways.items():
            of_store(name)
            code, out, err = run("load", samples, "--json", *how)
            assert code == 0, err
            told[name], exports[name] = json.loads(out), leaktrail("export", "leaktrail")
    assert told["alone"]["loaded"] >= 9
    assert exports["alone"][0] == 0
    assert [name for name in ways if (told[name], exports[name]) != (told["alone"], exports["alone"])] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--workers", "0"], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--workers=-1"], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--workers", "x"], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--workers", "1.5"], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--workers", "２"], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--workers", "9" * 5000], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--workers", ""], "leaktrail: --workers: must be auto or a number from 1 to 256"),
        (["--cluster", "host"], "leaktrail: --cluster: 'host' is no address of a scheduler (as tcp://127.0.0.1:8786)"),
        (["--cluster", "tcp://h:1", "--workers", "2"], "leaktrail: --cluster: goes without --workers"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(leaktrail, uri, root, arguments, said):
    code, out, err = leaktrail("load", str(root / "loaders" / "samples"), *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_a_scheduler_that_is_not_there_is_exit_4(leaktrail, uri, root, monkeypatch):
    monkeypatch.setattr("app.services.cluster._SECONDS", 1)
    code, out, err = leaktrail("load", str(root / "loaders" / "samples"), "--cluster", "tcp://127.0.0.1:1")
    assert (code, out) == (4, "")
    assert err == "leaktrail: tcp://127.0.0.1:1: no scheduler answers within 1 seconds (dask scheduler starts one)\n"


def test_missing_files_are_told_without_a_process_that_reads(leaktrail, uri, tmp_path):
    code, out, err = leaktrail("load", str(tmp_path / "none.txt"), "--workers", "auto")
    assert (code, out, err) == (3, "1 failed\n", f"failed  {tmp_path}/none.txt: is not there\n")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for children in /proc")
def test_an_interrupted_load_ends_its_processes_and_goes_on_where_it_ended(root, tmp_path, uri):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(
            f"2031年4月{number % 28 + 1}日、甲社の元社員が名簿{number}を売った。" * 40, "utf-8"
        )
    loading = subprocess.Popen(
        [*PROGRAM, "load", str(folder), "--workers", "2"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - background jobs inherit "ignore"
    )
    for _ in range(1200):
        stored = documents(root)
        if stored:
            break
        time.sleep(0.1)
    children = descendants(loading.pid)
    os.killpg(loading.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = loading.communicate(timeout=60)
    assert (loading.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert b"leaked" not in err
    assert len(children) >= 2
    for _ in range(300):  # multiprocessing's own tracker ends a moment after the pipe to it
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.1)
    else:
        raise AssertionError("processes are left")
    stored = documents(root)
    assert 0 < len(stored) < 40
    assert run_program("check", cwd=root).returncode == 0
    told = json.loads(run_program("load", str(folder), "--workers", "2", "--json", cwd=root).stdout)
    assert (told["skipped"], told["loaded"]) == (len(stored), 40 - len(stored))


def documents(root):
    done = run_program("documents", "--json", "--limit", "100", cwd=root)
    return json.loads(done.stdout)["items"] if done.returncode == 0 else []


def descendants(number):
    found = []
    for task in Path(f"/proc/{number}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *descendants(int(child))]
    return found
