"""What is particular to the SQLite file: who may open it, and what happens to it when things go wrong."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import BadInput, StoreTooNew, StoreUnavailable
from app.store.sqlite_file import APPLICATION_ID
from app.store.sqlite_store import SqliteStore
from app.store.statements import migrations, statement
from tests.unit.app.store.writer import BATCH, made

ROOT = Path(__file__).resolve().parents[4]


def writer(file: Path, prefix: str, rounds: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.unit.app.store.writer", str(file), prefix, str(rounds)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "店 #1?.db"  # signs that mean something in a URI


def put_one(file: Path) -> None:
    with closing(SqliteStore.open(file)) as store:
        store.put_readings([made("x", 0, 0)])


# ------------------------------------------------------------------ crashes and company


def test_a_new_file_is_for_its_owner_only_and_one_that_is_shared_stays_so(tmp_path):
    file = tmp_path / "case.db"
    with closing(SqliteStore.open(file)) as store:
        store.put_readings([made("a", 1, 1)])
        assert {one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {0o600}
    file.chmod(0o640)
    with closing(SqliteStore.open(file)):
        assert file.stat().st_mode & 0o777 == 0o640


def test_a_killed_load_leaves_the_store_whole(file: Path):
    rng = random.Random(20310402)
    seen: set[str] = set()
    for _ in range(10):
        process = writer(file, "x", 10_000)
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
        time.sleep(rng.uniform(0.0, 0.3))
        process.kill()
        process.wait()
        process.stdout.close()
        with closing(SqliteStore.open(file)) as store:
            stored = store.readings()
        generations = {reading.run.extractor for reading in stored}
        assert len(generations) == 1, "a batch is kept as a whole"
        generation = int(generations.pop().removeprefix("rules "))
        expected = [made("x", number, generation) for number in range(BATCH)]
        assert list(stored) == sorted(expected, key=lambda reading: reading.document.id)
        seen.add(f"{generation}")
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(seen) > 1, "the kills hit different moments"


def test_two_processes_write_one_new_file(file: Path):
    processes = [writer(file, prefix, 15) for prefix in "pq"]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(output.split()) for output in outputs] == [15, 15]
    with closing(SqliteStore.open(file)) as store:
        assert {reading.document.name for reading in store.readings()} == {
            f"{p}{i}" for p in "pq" for i in range(BATCH)
        }
        assert {reading.run.extractor for reading in store.readings()} == {"rules 14"}


def test_older_runs_are_kept(file: Path):
    with closing(SqliteStore.open(file)) as store:
        for generation in range(3):
            store.put_readings([made("x", 0, generation)])
        store.remove(made("x", 0, 0).document.id)
    with closing(sqlite3.connect(file)) as plain:
        runs = plain.execute("SELECT extractor, current FROM runs ORDER BY number").fetchall()
        assert runs == [("rules 0", 0), ("rules 1", 0), ("rules 2", 1)]
        assert plain.execute("SELECT count(*) FROM claims").fetchone() == (180,)
        assert plain.execute("SELECT count(*) FROM texts").fetchone() == (1,)


def test_putting_the_same_again_writes_nothing(file: Path):
    with closing(SqliteStore.open(file)) as store, closing(sqlite3.connect(file)) as other:
        store.put_readings([made("x", 0, 0)])
        before = other.execute("PRAGMA data_version").fetchone()
        store.put_readings([made("x", 0, 0)])
        assert other.execute("PRAGMA data_version").fetchone() == before
        store.put_readings([made("x", 0, 1)])
        assert other.execute("PRAGMA data_version").fetchone() != before


def test_a_long_foreign_writer_is_named(file: Path):
    put_one(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other, closing(SqliteStore.open(file)) as store:
        store._link._connection.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"another process is writing \(wait"):
            store.put_readings([made("x", 0, 1)])
        assert [reading.run.extractor for reading in store.readings()] == ["rules 0"]
        other.execute("ROLLBACK")
        store.put_readings([made("x", 0, 1)])
        assert [reading.run.extractor for reading in store.readings()] == ["rules 1"]


def test_a_full_disk_keeps_what_was_there(file: Path):
    put_one(file)
    with closing(SqliteStore.open(file)) as store:
        pages = store._link._connection.execute("PRAGMA page_count").fetchone()[0]
        store._link._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        before = store.revision()
        with pytest.raises(StoreUnavailable, match="the disk is full"):
            store.put_readings([made("y", i, 0) for i in range(30)])
        assert store.revision() == before
        assert list(store.readings()) == [made("x", 0, 0)]


# ------------------------------------------------------------------ opening


def test_the_file_is_durable_and_says_whose_it_is(file: Path):
    with closing(SqliteStore.open(file)) as store:
        asked = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version", "busy_timeout")
        told = [store._link._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        assert told == ["wal", 2, 1, APPLICATION_ID, migrations()[-1][0], 10_000]
        done = store._link._connection.execute("SELECT number, name FROM migrations").fetchall()
        assert done == [(number, name) for number, name, _ in migrations()]
        store.put_readings([made("x", 0, 0)])
    SqliteStore.open(file).close()
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("SELECT count(*) FROM migrations").fetchone() == (len(migrations()),)


def test_a_file_of_a_later_version_is_left_as_it_is(file: Path):
    put_one(file)
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA user_version = 9999")
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before, changed = file.read_bytes(), file.stat().st_mtime_ns
    for read_only in (False, True):
        with pytest.raises(StoreTooNew, match=r"version 9999.*\(update leaktrail\)"):
            SqliteStore.open(file, read_only=read_only)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before, changed)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_later_version_that_stands_only_in_the_log_is_refused(file: Path):
    put_one(file)
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_autocheckpoint = 0")
        plain.execute("PRAGMA user_version = 9999")
        assert int.from_bytes(file.read_bytes()[60:64]) != 9999, "the header on disk is behind"
        with pytest.raises(StoreTooNew):
            SqliteStore.open(file)


@pytest.mark.parametrize("claimed", [0, 7])
def test_a_database_of_another_program_is_left_as_it_is(file: Path, claimed: int):
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("CREATE TABLE theirs (x)")
        plain.execute(f"PRAGMA application_id = {claimed}")
        plain.commit()
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="belongs to another program"):
        SqliteStore.open(file)
    assert file.read_bytes() == before


def test_what_is_no_database_is_left_as_it_is(file: Path):
    file.write_bytes("名簿,1200\n".encode() * 50)
    before = file.read_bytes()
    with pytest.raises(StoreUnavailable, match="is no SQLite file"):
        SqliteStore.open(file)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_store(file: Path):
    file.touch()
    put_one(file)
    with closing(SqliteStore.open(file)) as store:
        assert len(store.readings()) == 1


def test_a_damaged_file_is_named(file: Path):
    put_one(file)
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xaa" * (len(raw) - 4096)
    file.write_bytes(raw)

    def read_all() -> None:
        with closing(SqliteStore.open(file)) as store:
            store.readings()

    with pytest.raises(StoreUnavailable, match="is damaged"):
        read_all()


def test_a_folder_is_no_store(tmp_path: Path):
    with pytest.raises(StoreUnavailable, match="is a folder"):
        SqliteStore.open(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(StoreUnavailable, match=r"there is no such folder.*create the folder"):
        SqliteStore.open(tmp_path / "no" / "store.db")


def test_a_file_as_folder_is_named(tmp_path: Path):
    (tmp_path / "memo").write_text("x")
    with pytest.raises(StoreUnavailable, match="memo"):
        SqliteStore.open(tmp_path / "memo" / "store.db")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_named(file: Path):
    put_one(file)
    file.chmod(0)
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        SqliteStore.open(file)


def test_read_only_reads_and_does_not_write(file: Path):
    put_one(file)
    with closing(SqliteStore.open(file, read_only=True)) as store:
        assert list(store.readings()) == [made("x", 0, 0)]
        with pytest.raises(StoreUnavailable, match="cannot be written"):
            store.put_readings([made("x", 0, 1)])
        assert list(store.readings()) == [made("x", 0, 0)]


def test_read_only_makes_no_file(file: Path):
    with pytest.raises(StoreUnavailable, match="there is no store"):
        SqliteStore.open(file, read_only=True)
    assert not file.exists()


def test_read_only_does_not_migrate(file: Path):
    file.touch()
    with pytest.raises(StoreUnavailable, match="earlier version"):
        SqliteStore.open(file, read_only=True)


def test_memory_is_a_store_without_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with closing(SqliteStore.open(Path(":memory:"))) as store:
        store.put_readings([made("x", 0, 0)])
        assert list(store.readings()) == [made("x", 0, 0)]
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ statements


def test_migrations_are_numbered_without_gaps():
    assert [number for number, _, _ in migrations()] == list(range(1, len(migrations()) + 1))


def test_every_statement_is_one_statement_under_one_name():
    folder = ROOT / "app" / "store" / "sql"
    names = Counter(
        line.removeprefix("-- name: ")
        for path in folder.glob("*.sql")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("-- name: ")
    )
    assert names, "there are statements"
    for name, times in names.items():
        assert times == 1, name
        assert sqlite3.complete_statement(statement(name)), name


def test_every_statement_is_used():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "app" / "store").glob("*.py"))
    tables = ("blocks", "passages", "mentions", "sources", "claims", "quotes", "diagnostics")
    by_table = {
        *tables,
        *(f"{verb}_{table}" for table in tables for verb in ("add", "erase")),
        "begin_part",
        "commit_part",
        "rollback_part",
        "erase_runs",
    }
    for path in (ROOT / "app" / "store" / "sql").glob("*.sql"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("-- name: ") and (name := line.removeprefix("-- name: ")) not in by_table:
                assert f'"{name}"' in code or f'f"{name}{{' in code, name


def test_a_number_that_is_none_is_refused(file: Path):
    one = made("x", 0, 0)
    claim = type(one.claims[0])(
        **{**{name: getattr(one.claims[0], name) for name in one.claims[0].__slots__}, "value": float("nan")}
    )
    with closing(SqliteStore.open(file)) as store, pytest.raises(BadInput, match="number that is none"):
        store.put_readings([type(one)(one.document, one.run, claims=(claim,))])
