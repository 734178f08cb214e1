"""A backup holds the whole record of one moment, and gives it back into any store: all of it, or nothing."""

from __future__ import annotations

import gzip
import json
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

import pytest

from app.domain.access import Marking
from app.domain.errors import BadBackup, BadInput, RecordChanged
from app.domain.ports import Store
from app.services.backup import make_backup
from app.services.backup_file import BackupLines
from app.services.files import find_files
from app.services.load import load
from app.services.restore import restore, verify_backup
from app.store.sqlite_store import SqliteStore
from app.store.uri import open_store
from tests.contract.test_stores import Opener, empty, judgement  # noqa: F401 - the same stores
from tests.faults.stories import extractor, read_story, write_stories

NOW = datetime(2031, 4, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def stories(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "stories"
    folder.mkdir()
    return write_stories(folder, range(4))


def fill(store: Store, stories: list[Path]) -> None:
    """Past runs, one of them current again, a removed document with a marking, judgements of which one is undone."""
    for generation in (1, 2, 1):
        paths = stories if generation == 2 else stories[:2]
        list(load(store, find_files(paths), partial(read_story, extractor=extractor(generation)), again=True))
    first, second, third, _ = store.documents()
    store.mark(first.id, Marking.AMBER_STRICT)
    store.mark(second.id, Marking.GREEN)
    store.remove(second.id)
    store.remove(third.id)
    store.put_judgements([judgement("b", "a"), judgement("a", "c", minute=1, undone=True)])


def whole(store: Store) -> object:
    """All that an archive tells; runs that do not count in any order, for a database does not keep theirs."""
    with store.archive() as archive:
        documents = archive.documents()
        runs = {one.id: archive.runs(one.id) for one in documents}
        kept = {key: (found[-1], {one.run.extractor: one for one in found}) for key, found in runs.items()}
        return documents, kept, archive.judgements(), archive.revision()


@pytest.fixture
def source(empty: Callable[[], Opener], stories: list[Path]):  # noqa: F811
    with closing(empty()()) as store:
        fill(store, stories)
        yield store


@pytest.fixture
def made(tmp_path: Path, stories: list[Path]) -> Path:
    """A backup of a file."""
    with closing(open_store(f"sqlite:///{tmp_path}/made.db")) as store:
        fill(store, stories)
        make_backup(store, tmp_path / "made.backup", NOW)
    return tmp_path / "made.backup"


def test_an_archive_has_what_no_question_sees(source: Store):
    documents, kept, judgements, revision = whole(source)
    assert [one.removed for one in documents] == [False, True, True, False]
    assert [one.marking for one in documents] == [Marking.AMBER_STRICT, Marking.GREEN, None, None]
    assert sorted(one.runs for one in documents) == [1, 1, 2, 2]
    assert sorted(run.run.extractor for run, _ in kept.values()) == ["stories 1", "stories 1", "stories 2", "stories 2"]
    assert sorted(one.undone for one in judgements) == [False, True]
    assert revision == source.revision()


def test_what_comes_back_is_what_was_there(source: Store, tmp_path: Path):
    backup = make_backup(source, tmp_path / "case.backup", NOW)
    assert stat.S_IMODE((tmp_path / "case.backup").stat().st_mode) == 0o600
    steps: list[tuple[int, int]] = []
    with closing(open_store(f"sqlite:///{tmp_path}/other.db")) as other:
        done = restore(tmp_path / "case.backup", other, lambda *step: steps.append(step))
        assert whole(other) == whole(source)
        assert other.check() == []
        assert other.published() == other.revision() == backup.revision
        again = make_backup(other, tmp_path / "again.backup", NOW)
    assert done.backup == backup
    assert (done.documents, done.removed, done.runs, done.judgements) == (4, 2, 6, 2)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    if isinstance(source, SqliteStore):
        assert again.digest == backup.digest, "a file keeps the order of past runs too"
        assert (tmp_path / "again.backup").read_bytes() == (tmp_path / "case.backup").read_bytes()


def test_it_comes_back_into_every_store(empty: Callable[[], Opener], made: Path):  # noqa: F811
    with closing(empty()()) as store:
        restore(made, store)
        assert store.check() == []
        assert store.revision() == store.published() == verify_backup(made).backup.revision
        with closing(open_store(f"sqlite:///{made.parent}/made.db")) as original:
            assert whole(store) == whole(original)


def test_a_store_that_holds_something_is_left_as_it_is(empty: Callable[[], Opener], made: Path, stories: list[Path]):  # noqa: F811
    with closing(empty()()) as store:
        list(load(store, find_files(stories[:1]), read_story))
        store.remove(store.documents()[0].id)
        before = whole(store)
        with pytest.raises(BadInput, match=r"a store that holds something \(give --store a new one"):
            restore(made, store)
        assert whole(store) == before


def test_a_backup_replaces_nothing(source: Store, tmp_path: Path):
    (tmp_path / "case.backup").write_text("theirs")
    with pytest.raises(BadInput, match="is there already"):
        make_backup(source, tmp_path / "case.backup", NOW)
    with pytest.raises(BadInput, match=r"no such file or directory.*no backup by halves"):
        make_backup(source, tmp_path / "no" / "case.backup", NOW)
    assert (tmp_path / "case.backup").read_text() == "theirs"
    assert not list(tmp_path.glob(".*.part"))


def test_a_backup_during_a_load_is_of_a_state_that_was(empty: Callable[[], Opener], tmp_path: Path):  # noqa: F811
    opener = empty()
    folder = tmp_path / "many"
    folder.mkdir()
    paths = write_stories(folder, range(24))
    states: set[str] = set()
    began = threading.Event()

    def load_all() -> None:
        with closing(opener()) as store:
            for _ in load(store, find_files(paths), read_story):
                states.add(store.revision())
                began.set()

    with closing(opener()) as store:
        states.add(store.revision())
        loader = threading.Thread(target=load_all)
        loader.start()
        began.wait(30)
        backups = [make_backup(store, tmp_path / f"{number}.backup", NOW) for number in range(3)]
        loader.join()
    assert {backup.revision for backup in backups} <= states
    for number, backup in enumerate(backups):
        with closing(open_store(f"sqlite:///{tmp_path}/{number}.db")) as other:
            restore(Path(backup.path), other)
            assert other.revision() == backup.revision
            assert other.check() == []


def test_a_store_without_a_moment_is_read_again_and_at_last_holds_writers_back(source: Store, tmp_path, monkeypatch):
    """Whatever the store: the first looks find that others have written."""
    tries = []
    original = type(source).archive

    class Moving:
        def __init__(self, inner):
            self.inner = inner

        def __enter__(self):
            tries.append(self.inner.__enter__())
            return tries[-1]

        def __exit__(self, *error):
            self.inner.__exit__(*error)
            if len(tries) <= 3:
                raise RecordChanged("another process wrote")

    monkeypatch.setattr(type(source), "archive", lambda self: Moving(original(self)))
    backup = make_backup(source, tmp_path / "case.backup", NOW)
    assert len(tries) == 4
    assert verify_backup(tmp_path / "case.backup").backup == backup


# ------------------------------------------------------------------ damage


@pytest.fixture
def target(tmp_path: Path):
    with closing(open_store(f"sqlite:///{tmp_path}/target.db")) as store:
        yield store


def is_empty(store: Store) -> bool:
    with store.archive() as archive:
        return not archive.documents() and not archive.judgements()


def test_what_is_torn_is_refused_with_its_place(made: Path, target: Store, tmp_path: Path):
    data, torn = made.read_bytes(), tmp_path / "torn.backup"
    random = Random(20310402)
    for size in [0, 1, 9, 10, 18, len(data) - 9, len(data) - 8, len(data) - 1, *random.sample(range(len(data)), 15)]:
        torn.write_bytes(data[:size])
        with pytest.raises(BadBackup, match=r"torn\.backup: line \d+: "):
            restore(torn, target)
    assert is_empty(target)


def test_any_changed_byte_of_a_line_is_found_in_that_line(made: Path, target: Store, tmp_path: Path):
    lines, bad = gzip.decompress(made.read_bytes()).splitlines(keepends=True), tmp_path / "bad.backup"
    random = Random(20310402)
    for _ in range(25):
        number = random.randrange(len(lines))
        place = random.randrange(len(lines[number]) - 1)
        changed = bytearray(lines[number])
        changed[place] ^= 1 << random.randrange(8)
        bad.write_bytes(gzip.compress(b"".join([*lines[:number], bytes(changed), *lines[number + 1 :]]), 1))
        with pytest.raises(BadBackup, match=rf"bad\.backup: line {number + 1}: "):
            restore(bad, target)
    assert is_empty(target)


def test_lines_that_are_missing_twice_or_in_another_order_are_found(made: Path, target: Store, tmp_path: Path):
    lines, bad = gzip.decompress(made.read_bytes()).splitlines(keepends=True), tmp_path / "bad.backup"
    for wrong in (
        lines[:3] + lines[4:],
        lines[:4] + lines[3:],
        [*lines[:3], lines[4], lines[3], *lines[5:]],
        lines[:-1],
    ):
        bad.write_bytes(gzip.compress(b"".join(wrong), 1))
        with pytest.raises(BadBackup):
            restore(bad, target)
    bad.write_bytes(gzip.compress(b"".join([*lines, lines[-1]]), 1))
    with pytest.raises(BadBackup, match="goes on behind its end"):
        restore(bad, target)
    assert is_empty(target)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda kind, value: {**value, "format": "leaktrail-backup/9"} if kind == "header" else value,
            "update leaktrail",
        ),
        (lambda kind, value: {**value, "format": "theirs"} if kind == "header" else value, "is no backup"),
        (lambda kind, value: {**value, "runs": 1} if kind == "header" else value, "and tells of"),
        (lambda kind, value: {**value, "revision": "revision-x"} if kind == "header" else value, "does not give"),
        (lambda kind, value: {**value, "marking": "violet"} if kind == "document" else value, "cannot be understood"),
        (
            lambda kind, value: {**value, "claims": value["claims"][1:]} if kind == "run" else value,
            "cannot be understood",
        ),
        (lambda kind, value: {**value, "head": []} if kind == "run" else value, "cannot be understood"),
        (lambda kind, value: [] if kind == "judgement" else value, "cannot be understood"),
    ],
    ids=["later", "other", "counts", "revision", "marking", "claim-less", "headless", "judgement"],
)
def test_a_file_that_is_whole_and_says_something_else_is_refused(made: Path, target: Store, tmp_path, change, said):
    forged = tmp_path / "forged.backup"
    with forged.open("wb") as file:
        lines = BackupLines(file)
        for line in gzip.decompress(made.read_bytes()).splitlines():
            kind, value = list(json.loads(line).items())[1]
            if kind != "end":
                lines.write(kind, change(kind, value))
        lines.close()
    with pytest.raises(BadBackup, match=said):
        restore(forged, target)
    assert is_empty(target)


def test_what_is_no_backup_says_so(target: Store, tmp_path: Path):
    other = tmp_path / "memo.txt"
    other.write_text("見本のメモ")
    with pytest.raises(BadBackup, match=r"memo\.txt: line 1: is no backup"):
        restore(other, target)
    with pytest.raises(BadBackup, match="No such file"):
        restore(tmp_path / "none", target)
    with pytest.raises(BadBackup, match="directory"):
        restore(tmp_path, target)
