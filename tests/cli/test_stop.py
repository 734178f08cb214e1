"""`leaktrail serve` is ended: what runs may end, what takes too long is cancelled, and the exit code says which signal."""

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from app.cli.main import run
from tests.builders import hopeless_case

_SERVE = [sys.executable, "-c", "from app.cli.main import main; main()", "serve", "--port", "0"]
_WATCHED = """
import os, time
from pathlib import Path
from app.services import ask
from app.cli.main import main
asked, folder = ask.find_paths, Path(os.environ["WATCHED"])
def watched(*question):
    (folder / "searching").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    return asked(*question)
ask.find_paths = watched
main()
"""
"""`serve` whose searches say that they have begun, and wait until they may go on."""

_EARLY = """
import signal, uvicorn
from app.cli.main import main
run = uvicorn.Server.run
def signalled(self, *given, **more):
    signal.raise_signal(signal.SIGTERM)
    run(self, *given, **more)
uvicorn.Server.run = signalled
main()
"""
"""`serve` that is told to end while it is being started."""


class Served:
    """The process, and where it answers."""

    def __init__(self, root, folder, *, seconds="30"):
        command = [_SERVE[0], "-c", _WATCHED, *_SERVE[3:]]
        self.process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "LEAKTRAIL_STOP_SECONDS": seconds, "LEAKTRAIL_LOG": "json", "WATCHED": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.first = json.loads(self.process.stderr.readline())
        self.address = self.first["url"].removesuffix("/docs")
        while not self._answers():
            assert self.process.poll() is None
            time.sleep(0.05)

    def _answers(self):
        try:
            return self.get("/healthz").is_success
        except httpx2.TransportError:
            return False

    def get(self, path):
        return httpx2.get(self.address + path, timeout=60)

    def is_gone(self):
        host, port = self.address.removeprefix("http://").split(":")
        with socket.socket() as probe:
            return probe.connect_ex((host, int(port))) != 0

    def end(self):
        """Exit code and the lines of the log, once it has ended."""
        out, err = self.process.communicate(timeout=60)
        assert out == b""
        assert b"Traceback" not in err
        return self.process.returncode, [json.loads(line) for line in err.splitlines()]


def wait_for(condition):
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < 60
        time.sleep(0.02)


@pytest.fixture
def hopeless(uri, tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(hopeless_case()), "utf-8")
    assert run(["import", str(path)]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("filled")
def test_a_request_that_runs_may_end_and_no_other_is_taken(root, tmp_path):
    served = Served(root, tmp_path)
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(served.get, "/v1/paths?from=shop&to=dealer")
        wait_for((tmp_path / "searching").exists)
        served.process.terminate()
        wait_for(served.is_gone)
        assert not asked.done()
        (tmp_path / "go").touch()
        assert len(asked.result().json()["paths"]) > 0
    code, lines = served.end()
    assert code == 0
    assert [line["event"] for line in lines][-3:] == ["ending", "request", "ended"]
    assert lines[-3]["signal"] == "SIGTERM"


@pytest.mark.usefixtures("hopeless")
def test_what_takes_longer_than_it_may_is_cancelled(root, tmp_path):
    (tmp_path / "go").touch()
    served = Served(root, tmp_path, seconds="0.5")
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(served.get, "/v1/paths?from=a0&to=z&max_hops=15")
        wait_for((tmp_path / "searching").exists)
        served.process.terminate()  # inside a search that would take its ten seconds
        answer = asked.result()
    code, lines = served.end()
    assert code == 0
    assert (answer.status_code, answer.json()["code"]) == (503, "ending")
    assert [line.get("problem") for line in lines if line["event"] == "request"] == [None, "ending"]
    (ended,) = [line["seconds"] for line in lines if line["event"] == "ended"]
    assert ended < 9


@pytest.mark.usefixtures("uri")
def test_a_signal_that_comes_before_it_serves_is_not_lost(root):
    command = [_SERVE[0], "-c", _EARLY, *_SERVE[3:]]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0
    assert b"SIGTERM" in done.stderr


def test_it_does_not_start_without_its_store(root, tmp_path):
    done = subprocess.run(
        [*_SERVE, "--store", f"sqlite:///{tmp_path}/no/case.db"], cwd=root, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 4
    assert b"there is no such folder" in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_a_command_that_is_terminated_is_exit_143(root, tmp_path):
    pipe = tmp_path / "endless.json"
    os.mkfifo(pipe)
    waiting = subprocess.Popen(
        [*_SERVE[:3], "import", str(pipe), "--store", f"sqlite:///{tmp_path}/case.db"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with pipe.open("w"):  # opens as soon as the program reads
        waiting.terminate()
        assert waiting.communicate(timeout=30) == (b"", b"")
    assert waiting.returncode == 143
