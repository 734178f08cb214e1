"""A file that is made to hurt ends in one line that says what is wrong and what to do, and the next file is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

import pytest

from loaders.child import limits
from tests.faults.hostile import CASES, see
from tests.made_files import pdf_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a reader by the clock alone")

SECONDS, FEW = 15.0, 6.0
"""For the clock here: usually, and for a case that is to run into it, which takes as long."""


@pytest.mark.parametrize("case", CASES, ids=[f"{case.name} ({case.filename})" for case in CASES])
def test_what_a_user_sees(case, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", FEW if case.told.startswith("seconds") else SECONDS)
    path = tmp_path / case.filename
    path.write_bytes(case.make())
    began = time.perf_counter()
    lines = list(see(path))
    assert time.perf_counter() - began < 6 * SECONDS
    assert re.search(case.told, lines[-1] if case.told else ""), lines[-1]
    for line in lines:
        assert "\n" not in line
        assert len(line) < 500
    if not case.told:
        assert [line for line in lines if ": read, " in line] == lines
    monkeypatch.setattr(limits, "WALL_SECONDS", SECONDS)
    after = tmp_path / "after.pdf"
    after.write_bytes(pdf_of(["次の文である。"]))
    assert list(see(after)) == ["after.pdf: read, 8 characters"]


def test_a_large_file_is_not_even_opened(tmp_path):
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    assert list(see(path)) == [f"{path}: has 500,000,000 bytes, more than 50,000,000 (split the file into documents)"]


def test_no_child_is_left_behind(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf_of(["文である。"]))
    program = (
        "import os, sys; from pathlib import Path; from tests.faults.hostile import see;"
        "from loaders.child import call_in_child;"
        "assert list(see(Path(sys.argv[1])));"
        "print(call_in_child('tests.unit.loaders.child.readers_for_tests:whoami', b'', 'a', int))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(tmp_path / "a.pdf")],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)
