"""Real processes, short ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.services.neo4j_local import processes
from app.services.neo4j_local.processes import end, find_process, kill, spawn, wait_until

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)", "--home-dir=/here"]


@pytest.fixture
def sleeper(tmp_path):
    process = spawn(SLEEP, tmp_path / "log", {"GREETING": "hello"}, tmp_path)
    assert wait_until(lambda: (tmp_path / "log").read_text() == "up\n", 20)
    yield process
    process.kill()
    process.wait()


@pytest.fixture(params=["_from_proc", "_from_ps"])
def way(request, monkeypatch, tmp_path):
    """Both ways of looking, wherever the tests run."""
    if request.param == "_from_ps":
        pytest.importorskip("shutil").which("ps") or pytest.skip("no ps here")
        monkeypatch.setattr(processes, "_PROC", tmp_path / "none")
    elif not processes._PROC.exists():
        pytest.skip("no /proc here")


def test_it_is_found_by_its_words(sleeper, way):
    found = find_process(sleeper.pid, "--home-dir=/here")
    assert found is not None
    assert found.pid == sleeper.pid
    assert found.memory > 2**20


def test_another_under_its_number_is_not_it(sleeper, way):
    assert find_process(sleeper.pid, "--home-dir=/there") is None


def test_one_that_ended_is_not_found_though_nobody_waited(sleeper, way):
    kill(sleeper.pid)
    assert wait_until(lambda: find_process(sleeper.pid, "") is None, 10)
    sleeper.wait()
    assert find_process(sleeper.pid, "") is None
    end(sleeper.pid)


def test_it_has_a_session_and_a_folder_of_its_own(sleeper, tmp_path):
    assert os.getsid(sleeper.pid) == sleeper.pid
    assert os.path.realpath(f"/proc/{sleeper.pid}/cwd") == str(tmp_path.resolve())


def test_what_it_writes_is_for_the_user_alone(tmp_path):
    code = "open('made', 'w').close(); import os; print(os.environ['GREETING'])"
    spawn([sys.executable, "-c", code], tmp_path / "log", {"GREETING": "hello"}, tmp_path).wait()
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "log").read_text() == "hello\n"


def test_end_asks(tmp_path):
    code = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(7)); print(1, flush=True); signal.pause()"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    process.stdout.readline()
    end(process.pid)
    assert process.wait(10) == 7
    process.stdout.close()


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can be somebody else")
def test_another_users_process_is_told(sleeper):
    code = f"""
import os
from app.services.neo4j_local.processes import end
os.setuid(65534)
end({sleeper.pid})
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[5], capture_output=True, text=True, check=False
    )
    assert f"process {sleeper.pid} is another user's" in done.stderr
    assert find_process(sleeper.pid, "") is not None


def test_waiting_has_an_end():
    assert wait_until(lambda: True, 0)
    assert not wait_until(lambda: False, 0.05)
