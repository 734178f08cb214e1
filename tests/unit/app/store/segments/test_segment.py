"""A file of columns: it is read as it was written, and whatever happened to it, nothing else is read."""

from __future__ import annotations

import json
import os
from array import array
from hashlib import blake2b
from pathlib import Path
from random import Random

import numpy as np
import pytest

from app.engine.kernels import Timetable, reach_forward
from app.store.segments import Segment, Unfit, write_segment
from app.store.segments.segment import _PREFIX

COLUMNS = {
    "words": "売った。".encode(),
    "day": array("i", [5, -3, 2**31 - 1]),
    "nothing": b"",
    "no days": array("i"),
    "ends": array("q", [0, 2**40, -1]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / write_segment(tmp_path, "revision-1", COLUMNS)


def columns_of(path: Path, revision: str = "revision-1") -> dict[str, bytes]:
    segment = Segment.open(path, revision)
    segment.check()
    return {name: bytes(segment.column(name)) for name in COLUMNS}


WRITTEN = {name: bytes(column) for name, column in COLUMNS.items()}


def test_columns_come_back(path: Path, tmp_path: Path):
    assert columns_of(path) == WRITTEN
    segment = Segment.open(path, "revision-1")
    assert segment.column("day").tolist() == [5, -3, 2**31 - 1]
    assert segment.array("no days").dtype == np.int32
    assert "day" in segment
    assert "night" not in segment
    with pytest.raises(Unfit, match="no column night"):
        segment.column("night")
    assert len(segment) == path.stat().st_size
    assert list(tmp_path.iterdir()) == [path], "no unfinished file is left"
    assert write_segment(tmp_path, "revision-1", COLUMNS) == path.name
    assert write_segment(tmp_path, "revision-2", COLUMNS) != path.name


def test_a_segment_without_columns_is_one(tmp_path: Path):
    path = tmp_path / write_segment(tmp_path, "revision-1", {})
    Segment.open(path, "revision-1").check()
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(Unfit):
        Segment.open(path, "revision-1")


def test_another_revision_or_name_is_not_there(path: Path, tmp_path: Path):
    with pytest.raises(Unfit, match="another revision"):
        Segment.open(path, "revision-2")
    with pytest.raises(Unfit, match="cannot be read"):
        Segment.open(tmp_path / "none.segment", "revision-1")
    with pytest.raises(Unfit, match="cannot be read"):
        Segment.open(tmp_path, "revision-1")
    with pytest.raises(Unfit, match="was changed"):
        Segment.open(path.rename(tmp_path / "other.segment"), "revision-1")


def test_a_file_that_was_cut_or_goes_on_is_not_believed(path: Path):
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(Unfit):
            columns_of(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(Unfit):
        columns_of(path)


def test_no_changed_bit_gets_through(path: Path):
    """Only the bytes between two columns mean nothing."""
    whole, rng, told = path.read_bytes(), Random(5), 0
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        try:
            assert columns_of(path) == WRITTEN, place
        except Unfit:
            told += 1
    header = _PREFIX.unpack(whole[: _PREFIX.size])[2]
    assert told == _PREFIX.size + header + sum(map(len, WRITTEN.values()))


@pytest.mark.parametrize(
    "column",
    [
        ["day", "int32", 0, 2**40, 0],
        ["day", "int32", -64, 4, 0],
        ["day", "int32", 0, 3, 0],
        ["day", "int32", 0, -4, 0],
        ["day", "float16", 0, 4, 0],
        ["day", "int32", "0", 4, 0],
        ["day", "int32"],
        7,
    ],
)
def test_a_header_that_does_not_fit_its_file_is_refused(tmp_path: Path, column: object):
    """Its digest is right: whoever made it knew how."""
    header = json.dumps({"revision": "r", "columns": [column], "length": 4}).encode()
    digest = blake2b(header, digest_size=16, person=b"LTsegm").digest()
    head = _PREFIX.pack(b"LTsegm", 1, len(header), digest) + header
    path = tmp_path / f"{digest.hex()}.segment"
    path.write_bytes(head + bytes(-len(head) % 64) + bytes(4))
    with pytest.raises(Unfit, match="no such header"):
        Segment.open(path, "r")


def test_what_is_mapped_stays_although_the_file_is_deleted(tmp_path: Path):
    days = array("i", range(1_000_000))
    path = tmp_path / write_segment(tmp_path, "r", {"day": days})
    segment = Segment.open(path, "r")
    path.unlink()
    found = segment.array("day")
    assert found.dtype == np.int32
    assert found.tolist() == days.tolist()


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_segment(tmp_path, "r", COLUMNS)
    assert list(tmp_path.iterdir()) == []


def test_a_timetable_is_kept_and_asked_where_it_lies(tmp_path: Path):
    rng = np.random.default_rng(3)
    first = rng.integers(0, 3_000, 60_000)
    made = Timetable.of(*rng.integers(0, 5_000, (2, 60_000)), first, first + 40, actors=5_000)
    arrays = made.to_arrays()
    path = tmp_path / write_segment(tmp_path, "r", {name: memoryview(array) for name, array in arrays.items()})
    segment = Segment.open(path, "r")
    again = Timetable.from_arrays({name: segment.array(name) for name in arrays})
    for actor in range(20):
        assert np.array_equal(reach_forward(again, actor, 100), reach_forward(made, actor, 100))
