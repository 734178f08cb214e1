"""The desk: made when it is needed, for its owner only; its log cannot be changed by SQL, and tells if it was."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import desk_file, open_desk, open_services
from app.domain.access import Key, Marking, Scope
from app.domain.audit import BEGINNING
from app.domain.errors import BadQuestion, StoreTooNew, StoreUnavailable
from app.settings import Settings, read_settings
from app.store.desk import SqliteDesk
from app.store.sqlite_file import APPLICATION_ID, DESK, MEMORY
from app.store.statements import migrations

NOW = datetime(2031, 5, 1, 9, 30, tzinfo=UTC)
KEY = Key(
    "key-1", "閲覧", "a" * 64, frozenset({Scope.READ, Scope.NAMES}), Marking.AMBER_STRICT, NOW, NOW + timedelta(days=1)
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "case.db.desk"


@pytest.fixture
def desk(file: Path):
    with closing(SqliteDesk(file)) as opened:
        yield opened


# ------------------------------------------------------------------ where it is, and when it is made


def test_it_lies_beside_a_file_under_all_names_of_it(tmp_path: Path):
    (tmp_path / "link.db").symlink_to(tmp_path / "case.db")
    for name in ("case.db", "link.db"):
        assert desk_file(Settings(f"sqlite:///{tmp_path / name}")) == tmp_path.resolve() / "case.db.desk"


def test_each_server_has_one_in_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    one, other = (desk_file(Settings(f"bolt://{host}:7687")) for host in ("one", "other"))
    assert one != other
    assert one.name.startswith("desk-")
    assert desk_file(Settings("bolt://one:7687/")) == one
    with open_desk(Settings("bolt://one:7687")) as desk:
        desk.note("local", "document.mark", ["doc-1"])
    assert one.is_file()
    assert stat.S_IMODE(one.parent.stat().st_mode) == 0o700


def test_the_environment_names_another(tmp_path: Path):
    settings = read_settings({"LEAKTRAIL_DESK": str(tmp_path / "mine"), "LEAKTRAIL_STORE": "bolt://x"})
    assert desk_file(settings) == tmp_path / "mine"


def test_who_only_asks_makes_none(desk: SqliteDesk, file: Path, tmp_path: Path):
    assert list(desk.all_keys()) == list(desk.entries()) == []
    assert desk.version() is None
    assert desk.verify().last == BEGINNING
    assert desk.has_noted(BEGINNING)
    assert not desk.has_noted("0" * 63 + "1")
    assert not file.exists()
    with open_services(Settings(f"sqlite:///{tmp_path / 'case.db'}")) as services:
        services.graphs.snapshot()
    assert not file.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no modes")
def test_only_its_owner_may_read_it(file: Path):
    os.umask(os.umask(0o000))
    with closing(SqliteDesk(file)) as desk:
        desk.secret()
        beside = [path for path in file.parent.iterdir() if path.name.startswith(file.name)]
        assert len(beside) > 1
        assert {stat.S_IMODE(path.stat().st_mode) for path in beside} == {0o600}
    file.chmod(0o644)
    with closing(SqliteDesk(file)) as desk:
        desk.secret()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_desk_in_memory_is_gone_with_it():
    with closing(SqliteDesk(MEMORY)) as desk:
        assert list(desk.all_keys()) == []
        desk.put_key(KEY)
        assert list(desk.all_keys()) == [KEY]


# ------------------------------------------------------------------ what is no desk


def test_a_newer_one_is_left_as_it_is(file: Path):
    with closing(SqliteDesk(file)) as desk:
        desk.secret()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with closing(SqliteDesk(file)) as desk, pytest.raises(StoreTooNew, match="has version 99, this build knows"):
        desk.all_keys()
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", ["no database at all", None])
def test_another_file_is_refused(file: Path, content: str | None):
    if content is None:
        with closing(sqlite3.connect(file)) as plain:
            plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")  # a record is no desk
    else:
        file.write_text(content)
    with closing(SqliteDesk(file)) as desk, pytest.raises(StoreUnavailable, match=r"is no SQLite file|another program"):
        desk.secret()


def test_no_folder_is_made_up(tmp_path: Path):
    with (
        closing(SqliteDesk(tmp_path / "none" / "desk")) as desk,
        pytest.raises(StoreUnavailable, match="no such folder"),
    ):
        desk.note("local", "x", [])


def test_migrations_have_numbers_from_one_on():
    numbers = [number for number, _, _ in migrations(DESK.migrations)]
    assert numbers == list(range(1, len(numbers) + 1))


# ------------------------------------------------------------------ secret


def test_the_secret_stays(file: Path):
    secrets = set()
    for _ in range(2):
        with closing(SqliteDesk(file)) as desk:
            secrets |= {desk.secret(), desk.secret()}
    [secret] = secrets
    assert len(secret) == 32
    assert SqliteDesk(MEMORY).secret() != secret


def test_servers_share_the_secret_of_a_file(tmp_path: Path, file: Path):
    given = tmp_path / "secret"
    given.write_text("7" * 64 + "\n")
    one, other = SqliteDesk(file, given), SqliteDesk(tmp_path / "other", given)
    assert one.secret() == other.secret()
    assert len(one.secret()) == 32
    assert not file.exists()


def test_a_secret_file_that_cannot_be_used_is_named(tmp_path: Path, file: Path):
    short = tmp_path / "secret"
    for content, why in ((None, "No such file"), ("short\n", "holds 5 bytes")):
        if content is not None:
            short.write_text(content)
        with pytest.raises(BadQuestion, match=f"LEAKTRAIL_SECRET_FILE={short}: {why}"):
            SqliteDesk(file, short).secret()


# ------------------------------------------------------------------ keys


def test_keys_come_back_and_the_same_id_replaces(desk: SqliteDesk):
    other = replace(KEY, id="key-2", digest="b" * 64, expires=None, scopes=frozenset())
    desk.put_key(KEY)
    desk.put_key(other)
    assert list(desk.all_keys()) == [KEY, other]
    revoked = replace(KEY, revoked=NOW)
    desk.put_key(revoked)
    assert list(desk.all_keys()) == [revoked, other]
    assert KEY.digest not in repr(KEY)


def test_its_version_tells_of_changes_by_whomever(desk: SqliteDesk, file: Path):
    seen = [desk.version()]
    desk.put_key(KEY)
    seen.append(desk.version())
    assert desk.version() == seen[-1]
    with closing(SqliteDesk(file)) as other:
        other.put_key(replace(KEY, revoked=NOW))
    seen.append(desk.version())
    assert len(set(seen)) == 3


def test_a_damaged_key_is_told(desk: SqliteDesk, file: Path):
    desk.put_key(KEY)
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("UPDATE keys SET clearance = 'purple'")
    with pytest.raises(StoreUnavailable, match="the key key-1 is damaged"):
        desk.all_keys()


# ------------------------------------------------------------------ audit


def test_lines_come_back_in_order(desk: SqliteDesk):
    desk.note("local", "document.load", ["doc-1", "文書"])
    desk.note("key-1", "document.mark", [])
    first, second = desk.entries()
    assert (first.number, first.who, first.what, first.about) == (1, "local", "document.load", ("doc-1", "文書"))
    assert list(desk.entries(1)) == [second]
    assert list(desk.entries(0, 1)) == [first]
    assert first.when.endswith("Z")
    state = desk.verify()
    assert (state.lines, state.last, state.broken) == (2, second.digest, None)
    assert desk.has_noted(first.digest)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = 'nobody' WHERE number = 2",
        "DELETE FROM audit WHERE number = 3",
        "INSERT OR REPLACE INTO audit VALUES (2, 't', 'w', 'a', '[]', '{0}', '{1}')",
        "INSERT INTO audit VALUES (9, 't', 'w', 'a', '[]', '{0}', '{1}')",
        "INSERT INTO audit VALUES (-1, 't', 'w', 'a', '[]', '{0}', '{1}')",
    ],
)
def test_sql_does_not_change_the_log(desk: SqliteDesk, file: Path, statement: str):
    for number in range(3):
        desk.note("local", "x", [f"doc-{number}"])
    before = desk.entries()
    with closing(sqlite3.connect(file)) as plain, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        plain.execute(statement.format("0" * 64, "1" * 64))
    assert desk.entries() == before


@pytest.mark.parametrize("change", ["who = 'nobody'", "about = '[]'", "about = 'no list'", "number = 9"])
def test_who_takes_the_triggers_away_leaves_a_trace(desk: SqliteDesk, file: Path, change: str):
    for number in range(4):
        desk.note("local", "x", [f"doc-{number}"])
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("DROP TRIGGER audit_stays")
        plain.execute(f"UPDATE audit SET {change} WHERE number = 3")  # noqa: S608 - our own words
    assert desk.verify().broken == (4 if change == "number = 9" else 3)
    assert desk.verify().lines == 2


def test_threads_and_processes_write_one_chain(desk: SqliteDesk, file: Path):
    others = [SqliteDesk(file) for _ in range(3)]

    def work(one: SqliteDesk) -> None:
        for number in range(10):
            one.note("local", "x", [str(number)])

    threads = [threading.Thread(target=work, args=(one,)) for one in (desk, desk, *others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in others:
        one.close()
    state = desk.verify()
    assert (state.lines, state.broken) == (50, None)
