"""`leaktrail serve` is ended: what runs may end, what takes too long is cancelled, and the exit code says which signal."""

import json
import os
import signal
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
_SLOW = """
import time
from app.services import ask
from app.cli.main import main
asked = ask.find_paths
def slow(*question):
    time.sleep(1.5)
    return asked(*question)
ask.find_paths = slow
main()
"""


class Served:
    """The process, and where it answers."""

    def __init__(self, root, *, program=None, seconds="10"):
        command = [_SERVE[0], "-c", program or _SERVE[2], *_SERVE[3:]]
        self.process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "LEAKTRAIL_STOP_SECONDS": seconds, "LEAKTRAIL_LOG": "json"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - background jobs inherit "ignore"
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

    def end(self, which):
        """Exit code, seconds, and the lines of the log."""
        began = time.monotonic()
        self.process.send_signal(which)
        out, err = self.process.communicate(timeout=60)
        assert out == b""
        assert b"Traceback" not in err
        return self.process.returncode, time.monotonic() - began, [json.loads(line) for line in err.splitlines()]


@pytest.fixture
def hopeless(uri, tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(hopeless_case()), "utf-8")
    assert run(["import", str(path)]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("filled")
def test_a_request_that_runs_may_end_and_no_other_is_taken(root):
    served = Served(root, program=_SLOW)
    with ThreadPoolExecutor(2) as threads:
        asked = threads.submit(served.get, "/v1/paths?from=shop&to=dealer")
        time.sleep(0.7)
        ended = threads.submit(served.end, signal.SIGTERM)
        time.sleep(0.3)
        assert not asked.done()
        assert served.is_gone()
        assert len(asked.result().json()["paths"]) > 0
        code, _, lines = ended.result()
    assert code == 0
    assert [line["event"] for line in lines][-3:] == ["ending", "request", "ended"]
    assert lines[-3]["signal"] == "SIGTERM"


@pytest.mark.usefixtures("hopeless")
def test_what_takes_longer_than_it_may_is_cancelled(root):
    served = Served(root, seconds="0.5")
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(served.get, "/v1/paths?from=a0&to=z&max_hops=15")
        time.sleep(1.5)  # well inside the search, which would take its ten seconds
        code, seconds, lines = served.end(signal.SIGTERM)
        answer = asked.result()
    assert (answer.status_code, answer.json()["code"]) == (503, "ending")
    assert [line.get("problem") for line in lines if line["event"] == "request"] == [None, "ending"]
    assert code == 0
    assert seconds < 4


@pytest.mark.usefixtures("filled")
def test_an_interrupt_ends_it_as_gently_and_is_exit_130(root):
    code, seconds, lines = Served(root).end(signal.SIGINT)
    assert code == 130
    assert seconds < 5
    assert lines[-1]["event"] == "ended"


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
