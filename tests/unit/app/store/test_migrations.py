"""Files of every earlier version, made by the migrations of that time, come up to the present one with all that is in them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.archive import KeptBackup
from app.domain.errors import StoreError, StoreTooNew, StoreUnavailable
from app.domain.judgement import Judgement, Verdict
from app.store.desk import SqliteDesk
from app.store.sqlite_file import DESK, RECORD, Kind, connect
from app.store.sqlite_store import SqliteStore
from app.store.statements import migrations
from tests.unit.app.store.writer import made

NOW = datetime(2031, 4, 2, tzinfo=UTC)
KINDS = {"record": RECORD, "desk": DESK}
OLDER = [(name, number) for name, kind in KINDS.items() for number, *_ in migrations(kind.migrations)[:-1]]


def file_of(path: Path, kind: Kind, version: int) -> None:
    """An empty file as the build of that version made it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode = WAL")
        for number, name, statements in migrations(kind.migrations):
            if number <= version:
                for one in statements:
                    plain.execute(one)
                plain.execute("INSERT INTO migrations (number, name) VALUES (?, ?)", (number, name))
        assert plain.execute("PRAGMA user_version").fetchone() == (version,)


def fill_record(path: Path) -> None:
    """Rows in the tables of the first version, which no later one may lose: written with the names of their columns."""
    with closing(SqliteStore.open(path.with_suffix(".present"))) as store:
        store.put_readings([made("x", number, 0) for number in range(3)])
        store.put_readings([made("x", 0, 1)])
        store.remove(made("x", 2, 0).document.id)
        store.put_judgements([Judgement.of(Verdict.NOT_SAME, ("a", "b"), "見本の審査者", NOW)])
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("ATTACH ? AS present", (str(path.with_suffix(".present")),))
        tables = [row[0] for row in plain.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table not in {"migrations", "segments"}:
                names = ", ".join(f'"{row[1]}"' for row in plain.execute(f"PRAGMA main.table_info({table})"))
                plain.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM present.{table}")  # noqa: S608 - names of our own tables


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as plain:
        return list(plain.iterdump())


@pytest.mark.parametrize(("name", "version"), OLDER)
def test_an_older_file_comes_up_to_the_present_version(tmp_path: Path, name: str, version: int):
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    file_of(old, KINDS[name], version)
    for path in (old, new):
        connect(path, read_only=False, kind=KINDS[name]).close()
    with closing(sqlite3.connect(old)) as plain, closing(sqlite3.connect(new)) as other:
        for asked in ("PRAGMA user_version", "PRAGMA application_id", "SELECT number, name FROM migrations"):
            assert plain.execute(asked).fetchall() == other.execute(asked).fetchall()
        schema = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY type, name"
        assert plain.execute(schema).fetchall() == other.execute(schema).fetchall()
        for (table,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = f"PRAGMA table_info({table})"
            assert plain.execute(columns).fetchall() == other.execute(columns).fetchall()
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("version", [number for name, number in OLDER if name == "record"])
def test_an_older_record_keeps_all_that_is_in_it(tmp_path: Path, version: int):
    file_of(tmp_path / "old.db", RECORD, version)
    fill_record(tmp_path / "old.db")
    with (
        closing(SqliteStore.open(tmp_path / "old.db")) as old,
        closing(SqliteStore.open(tmp_path / "old.present")) as present,
        old.archive() as one,
        present.archive() as other,
    ):
        assert old.revision() == present.revision()
        assert one.documents() == other.documents()
        assert [one.runs(it.id) for it in one.documents()] == [other.runs(it.id) for it in other.documents()]
        assert one.judgements() == other.judgements()
        assert list(old.check()) == []


def test_an_older_desk_keeps_its_secret_and_takes_what_is_new(tmp_path: Path):
    path = tmp_path / "old.desk"
    file_of(path, DESK, 1)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("INSERT INTO secret (number, value) VALUES (1, ?)", ("ab" * 32,))
        plain.commit()
    with closing(SqliteDesk(path)) as desk:
        assert desk.secret() == bytes.fromhex("ab" * 32)
        assert desk.backups() == []
        kept = KeptBackup(NOW, "/控え/case.backup", "0" * 64, "revision-1")
        desk.note_backup(kept)
        assert desk.backups() == [kept]


@pytest.mark.parametrize("name", KINDS)
def test_a_migration_that_breaks_off_leaves_the_file_as_it_was(tmp_path: Path, name: str, monkeypatch):
    kind, path = KINDS[name], tmp_path / "old.db"
    file_of(path, kind, 1)
    before = dump(path)
    good = migrations(kind.migrations)
    broken = (*good[:-1], (good[-1][0], good[-1][1], (*good[-1][2], "CREATE TABLE nonsense (")))
    monkeypatch.setattr("app.store.sqlite_file.migrations", lambda _="migrations": broken)
    with pytest.raises(StoreUnavailable):
        connect(path, read_only=False, kind=kind)
    assert dump(path) == before
    monkeypatch.undo()
    connect(path, read_only=False, kind=kind).close()


def desk_of(path: Path) -> object:
    with closing(SqliteDesk(path)) as desk:
        return desk.backups()


def record_of(path: Path) -> object:
    with closing(SqliteStore.open(path)) as store:
        return store.readings()


OPEN = {"record": record_of, "desk": desk_of}


@pytest.mark.parametrize("name", KINDS)
def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path, name: str):
    path = tmp_path / "new.db"
    connect(path, read_only=False, kind=KINDS[name]).close()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA user_version = 9999")
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match=r"version 9999.*\(update leaktrail\)"):
        OPEN[name](path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["new.db"]


@pytest.mark.parametrize(("name", "other"), [("record", "desk"), ("desk", "record")])
def test_a_file_of_the_other_kind_is_refused_and_left_as_it_is(tmp_path: Path, name: str, other: str):
    path = tmp_path / "x.db"
    connect(path, read_only=False, kind=KINDS[other]).close()
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="belongs to another program"):
        OPEN[name](path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("place", [0, 100, 4096], ids=["header", "schema", "tables"])
def test_a_damaged_file_is_refused_with_what_to_do(tmp_path: Path, name: str, place: int):
    path = tmp_path / "x.db"
    connect(path, read_only=False, kind=KINDS[name]).close()
    raw = bytearray(path.read_bytes())
    raw[place:] = b"\xaa" * (len(raw) - place)
    path.write_bytes(raw)
    shutil.copy(path, tmp_path / "before")
    with pytest.raises(StoreError, match=r"is damaged \(restore a backup\)|is no SQLite file"):
        OPEN[name](path)
    assert path.read_bytes() == (tmp_path / "before").read_bytes()
