"""Ctrl-C ends a question at once, however hopeless it is: exit 130, nothing on stdout, no traceback."""

import json
import signal
import subprocess
import sys
import time

import pytest

from app.cli.main import run
from tests.builders import hopeless_case

_PROGRAM = """
import sys
from app.engine.search import Budget
from app.cli.main import main
asked = Budget.is_spent
def told(budget):
    print("searching", file=sys.stderr, flush=True)
    Budget.is_spent = asked
    return asked(budget)
Budget.is_spent = told
main()
"""


@pytest.fixture
def hopeless(uri, tmp_path, capsys):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(hopeless_case()), "utf-8")
    assert run(["import", str(path)]) == 0
    capsys.readouterr()
    return uri


def test_an_interrupt_ends_a_question(hopeless, root):
    asked = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "paths", "a0", "z", "--max-hops", "15"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - background jobs inherit "ignore"
    )
    assert asked.stderr.readline() == b"searching\n"
    time.sleep(0.2)  # well inside the search, which would take its ten seconds
    asked.send_signal(signal.SIGINT)
    begun = time.monotonic()
    out, err = asked.communicate(timeout=30)
    assert time.monotonic() - begun < 5
    assert (asked.returncode, out) == (130, b"")
    assert b"Traceback" not in err
