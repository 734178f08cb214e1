"""What a file does in the child stays there: it is refused in one line, and the next file is read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import UnreadableDocument
from loaders.child import call_in_child, limits

READERS = "tests.unit.loaders.child.readers_for_tests"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this kind")


def call(function, returns, data=b"", filename="a.bin"):
    return call_in_child(f"{READERS}:{function}", data, filename, returns)


def refusal(function, filename="a.bin"):
    with pytest.raises(UnreadableDocument) as caught:
        call(function, int, filename=filename)
    assert caught.value.place == filename
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    assert call("measure", dict[str, int | str]) == {"name": "a.bin", "size": 0}, "the next file is read"
    return caught.value.message


def test_bytes_and_names_arrive_and_values_come_back():
    data = bytes(range(256)) * 1000
    assert call("measure", dict[str, int | str], data, "箱/名簿\n\udc83.pdf") == {
        "name": "箱/名簿\n\udc83.pdf",
        "size": 256_000,
    }
    assert call("use_lists", list[tuple[int, str, None]]) == [(1, "名簿", None)]


def test_one_child_reads_many_files():
    assert call("whoami", int) == call("whoami", int) != os.getpid()


def test_threads_take_turns():
    sizes = [size * 1000 for size in range(20)]
    with ThreadPoolExecutor(8) as pool:
        told = pool.map(lambda size: call("measure", dict[str, int | str], b"x" * size)["size"], sizes)
    assert list(told) == sizes


def test_no_secret_of_the_environment_is_handed_on(monkeypatch):
    monkeypatch.setenv("LEAKTRAIL_NEO4J_PASSWORD", "secret")
    refusal("leave")  # the child of before is gone
    assert "LEAKTRAIL_NEO4J_PASSWORD" not in call("environment", list[str])


def test_a_refusal_keeps_its_words_and_the_child():
    before = call("whoami", int)
    assert refusal("refuse") == "is no such thing"
    assert call("whoami", int) == before


@pytest.mark.parametrize(
    ("function", "told"),
    [
        ("break_off", "is damaged: its reader broke off (KeyError: 'a.bin')"),
        ("recurse", "RecursionError"),
        ("measure", "made no sense of it"),  # an object where a number is wanted
    ],
)
def test_a_reader_that_breaks_off_is_a_damaged_file(function, told):
    assert told in refusal(function)


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS keeps to no limit of memory")
def test_memory_has_an_end():
    assert refusal("eat") == "takes more than 1,000 MB of memory to read"


@posix
def test_work_has_an_end(monkeypatch):
    """The limit is that of the child's own process, which takes it from the module."""
    command = (
        "import loaders.child.limits as limits; limits.CPU_SECONDS = 1;"
        f"from {READERS} import spin; limits.grant_seconds(); spin(b'', '')"
    )
    done = subprocess.run([sys.executable, "-c", command], check=False, timeout=60)
    assert done.returncode == limits.OUT_OF_SECONDS


def test_the_clock_has_an_end(monkeypatch):
    call("whoami", int)
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.5)
    began = time.perf_counter()
    with pytest.raises(UnreadableDocument, match="takes more than 0 seconds to read"):
        call("hang", int)
    assert time.perf_counter() - began < 10
    monkeypatch.undo()
    assert call("whoami", int)


@posix
def test_a_child_that_dies_is_reaped():
    before = call("whoami", int)
    assert "broke down (exit -6)" in refusal("die")
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_what_libraries_print_is_no_answer():
    assert call("print_much", str) == "done"


@posix
def test_files_cannot_be_written(tmp_path):
    target = tmp_path / "a.bin"
    assert "OSError" in refusal("write_a_file", str(target))
    assert target.read_bytes() == b""


def test_an_answer_has_an_end(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_ANSWER", 1000)
    with pytest.raises(UnreadableDocument, match="takes more than 0 MB of text"):
        call("answer_much", str)
    monkeypatch.undo()
    assert call("answer_much", str) == "x" * 2000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_has_a_child_of_its_own():
    program = (
        "import os, warnings\n"
        "from loaders.child import call_in_child\n"
        f"ask = lambda: call_in_child('{READERS}:whoami', b'', 'a', int)\n"
        "first = ask()\n"
        "if os.fork() == 0:\n"
        "    print(ask() != first, flush=True)\n"
        "else:\n"
        "    os.wait(); print(ask() == first, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["True", "True"]
    assert done.stderr == ""
