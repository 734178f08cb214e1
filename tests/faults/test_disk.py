"""Disks that are full, or that may only be read: one line that says what to do, and the record is as it was before."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.errors import BadInput, StoreUnavailable
from app.services.backup import make_backup
from app.store.sqlite_store import SqliteStore
from tests.unit.app.store.writer import made

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and mounts of POSIX")

ROOM = 2 * 1024 * 1024
NOW = datetime(2031, 4, 2, tzinfo=UTC)


def mounted(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    if not mounted("-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)):
        pytest.skip("this machine does not let its user mount anything")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(file: Path, *more: str) -> tuple[list[str], str]:
    """The names of documents that were acknowledged, and the error."""
    command = [sys.executable, "-m", "tests.faults.filler", str(file), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 4, done.stderr
    *kept, can_read = done.stdout.splitlines()
    assert can_read == f"can read {len(kept)}", "reading goes on while nothing can be written"
    return kept, done.stderr


def assert_as_before(file: Path, kept: list[str]) -> None:
    """It opens, is sound, holds what was acknowledged and nothing else, and takes more."""
    with closing(SqliteStore.open(file)) as store:
        assert sorted(one.document.name for one in store.readings()) == sorted(kept)
        assert all(reading == made("x", int(reading.document.name[1:]), 0) for reading in store.readings())
        assert list(store.check()) == []
        store.put_readings([made("y", 0, 0)])


def test_a_full_disk_is_told_and_the_file_opens_afterwards(disk: Path):
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * (ROOM // 4))
    kept, said = fill(disk / "case.db")
    assert len(kept) > 3
    assert said == f"{disk}/case.db: the disk is full (make room, then try again; nothing was half kept)\n"
    ballast.unlink()
    assert_as_before(disk / "case.db", kept)


def test_a_file_that_may_not_grow_is_told_and_opens_afterwards(tmp_path: Path):
    kept, said = fill(tmp_path / "case.db", "--limit", f"{ROOM // 2}")
    assert len(kept) > 3
    assert said.startswith(f"{tmp_path}/case.db: the disk cannot be ")
    assert said.count("\n") == 1
    assert_as_before(tmp_path / "case.db", kept)


def test_a_backup_onto_a_full_disk_leaves_nothing(disk: Path, tmp_path: Path):
    with closing(SqliteStore.open(tmp_path / "case.db")) as store:
        store.put_readings([made(prefix, number, 0) for prefix in "xy" for number in range(4)])
        (disk / "ballast").write_bytes(b"\0" * (ROOM - 8192))
        with pytest.raises(BadInput, match=r"case\.backup: no space left on device .*no backup by halves"):
            make_backup(store, disk / "case.backup", NOW)
        assert [path.name for path in disk.iterdir()] == ["ballast"]


def test_a_disk_that_may_only_be_read_is_told(disk: Path):
    with closing(SqliteStore.open(disk / "case.db")) as store:
        store.put_readings([made("x", 0, 0)])
    assert mounted("-o", "remount,ro", str(disk))
    before = (disk / "case.db").read_bytes()
    with pytest.raises(StoreUnavailable, match=r"cannot be (written|opened)(: Read-only file system)? \("):
        SqliteStore.open(disk / "case.db").close()
    with pytest.raises(StoreUnavailable, match=r"cannot be (written|opened)(: Read-only file system)? \("):
        SqliteStore.open(disk / "new.db").close()
    assert (disk / "case.db").read_bytes() == before
    assert mounted("-o", "remount,rw", str(disk))
    assert_as_before(disk / "case.db", ["x0"])
