"""Lines of the log: what stands in them, what does not, and what happens if they cannot be written."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading

import pytest

from app.logs import SILENT, lost_lines, open_log, take_over, trace_of

NAME = "秘密野花子"
TASK, TRACEBACK = f"task of {NAME}", f"Traceback\n  ValueError: {NAME}"  # libraries put values into templates


@pytest.fixture
def stream():
    return io.TextIOWrapper(io.BytesIO(), "utf-8")


@pytest.fixture
def told():
    """Handlers of the root logger are put back."""
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (threading.excepthook, sys.unraisablehook)
    yield
    root.handlers[:], root.level = handlers, level
    threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)


def lines(stream):
    return stream.buffer.getvalue().decode().splitlines()


def fail(name):
    try:
        try:
            return {}[name]
        except KeyError as error:
            raise ValueError(f"{name} is not known") from error
    except ValueError as error:
        return error


def test_a_line_is_one_json_object_with_its_time(stream):
    open_log(stream, "json").info("request", route="/v1/paths", status=200)
    (line,) = map(json.loads, lines(stream))
    assert line.pop("time").endswith("Z")
    assert line == {"event": "request", "level": "info", "route": "/v1/paths", "status": 200}


def test_a_person_gets_words(stream):
    open_log(stream, "text").warning("ending", signal="SIGTERM")
    (line,) = lines(stream)
    assert "ending" in line
    assert "signal=SIGTERM" in line
    assert not line.startswith("{")


def test_what_is_no_terminal_gets_json(stream):
    open_log(stream).info("x")
    assert json.loads(lines(stream)[0])["event"] == "x"


def test_a_level_leaves_out_what_is_below(stream):
    log = open_log(stream, "json", "warning")
    log.info("a")
    log.warning("b")
    assert [json.loads(line)["event"] for line in lines(stream)] == ["b"]


def test_an_error_tells_its_places_and_none_of_its_words(stream):
    open_log(stream, "json").error("failed", exc_info=fail(NAME))
    (line,) = lines(stream)
    told = json.loads(line)
    assert NAME not in line
    assert told["error"] == "ValueError"
    assert [one for one in told["trace"] if not one.startswith(" ")] == ["ValueError", "KeyError"]
    assert any(one.startswith("  tests/unit/app/test_logs.py:") and one.endswith(" fail") for one in told["trace"])


def test_errors_in_a_group_and_in_a_circle_are_told_once():
    one, other = ValueError(NAME), KeyError(NAME)
    one.__cause__, other.__cause__ = other, one
    assert trace_of(ExceptionGroup(NAME, [one, other])) == ["ExceptionGroup", "KeyError", "ValueError"]


@pytest.mark.usefixtures("told")
def test_what_libraries_say_comes_without_what_was_put_in(stream):
    take_over(open_log(stream, "json"))
    logging.getLogger("neo4j.pool").warning("no way to %s", NAME)
    logging.getLogger("asyncio").error(TASK, exc_info=fail(NAME))
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=fail(NAME))
    logging.getLogger("uvicorn.error").error(TRACEBACK)
    said = lines(stream)
    assert NAME not in "".join(said)
    told = [json.loads(line) for line in said]
    assert [one["logger"] for one in told] == ["neo4j.pool", "asyncio", "uvicorn.error", "uvicorn.error"]
    assert told[1]["error"] == "ValueError"
    assert told[2]["event"] == "Invalid HTTP request received."


@pytest.mark.usefixtures("told")
def test_a_library_that_logs_in_its_own_way_is_taken_over_too(stream, capsys):
    server = logging.getLogger("uvicorn.error")
    server.addHandler(logging.StreamHandler())
    server.propagate = False
    server.setLevel(logging.INFO)
    take_over(open_log(stream, "json"))
    server.error("Invalid HTTP request received.")
    server.info("of no importance")
    assert [json.loads(line)["event"] for line in lines(stream)] == ["Invalid HTTP request received."]
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("told")
def test_a_thread_that_fails_is_told_without_its_words(stream, capsys):
    def fail_in_a_thread():
        raise ValueError(NAME)

    take_over(open_log(stream, "json"))
    thread = threading.Thread(target=fail_in_a_thread)
    thread.start()
    thread.join()
    (line,) = map(json.loads, lines(stream))
    assert (line["event"], line["error"]) == ("a thread failed", "ValueError")
    assert NAME not in str(line)
    assert capsys.readouterr().err == ""


def test_a_line_that_cannot_be_written_is_counted_and_harms_nobody():
    class Full(io.BytesIO):
        def write(self, _):
            raise OSError(28, "No space left on device")

    log = open_log(io.TextIOWrapper(Full(), "utf-8"), "json")
    log.info("x")
    assert lost_lines(log) == 1
    SILENT.critical("nobody hears it")
    assert lost_lines(SILENT) == 0
