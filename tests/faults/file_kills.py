"""Loaders into a file that are killed at random moments: what was acknowledged is there, and nothing by halves.

    tally = kill_file_loaders(folder, kills=300, random=Random(1))
    tally.lost, tally.half      →  0, 0

Every third kill begins with no file at all, the others read anew what is there. Each is followed by a look at what the
kill has left, and by a load that is not disturbed, after which all must be as if nothing had happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from shutil import rmtree

from app.domain.document import Metadata
from app.domain.ids import DocumentId
from app.domain.view import Reading
from app.services.files import find_files
from app.services.load import load
from app.store.sqlite_store import SqliteStore
from tests.faults.kills import DOCUMENTS, Loader, Tally
from tests.faults.stories import extractor, read_story, write_stories
from tests.neo4j_server import Neo4j

_Readings = Mapping[DocumentId, Reading]


def kill_file_loaders(folder: Path, kills: int, random: Random, say: Callable[[str], None] = print) -> Tally:
    """So many kills, each at a moment between the opening of the store and twice the time that a load took."""
    stories = folder / "file-stories"
    stories.mkdir()
    paths, file = write_stories(stories, range(DOCUMENTS)), folder / "killed.db"
    tally, began = Tally(), time.monotonic()
    before: _Readings = {}
    undisturbed = _load(file, paths, 1)
    for number in range(kills):
        generation = number + 2
        if number % 3 == 0:
            _remove(file)
            before = {}
        loader = Loader(Neo4j(f"sqlite:///{file}", "neo4j", None, ""), paths, "--generation", f"{generation}")
        loader.await_open()
        time.sleep(random.uniform(0, 2 * undisturbed))
        loader.kill()
        tally.late += loader.done
        made = _made(paths, generation)
        _judge(file, loader.kept, made, before, tally)
        undisturbed = _load(file, paths, generation)
        _compare(file, made, tally)
        before = made
        tally.kills += 1
        if tally.kills % 25 == 0 or tally.wrong:
            say(f"kill {tally.kills}: {tally}")
    tally.seconds = time.monotonic() - began
    return tally


def _judge(file: Path, kept: set[DocumentId], made: _Readings, before: _Readings, tally: Tally) -> None:
    """What a kill has left."""
    with closing(SqliteStore.open(file)) as store:
        there = {reading.document.id: reading for reading in store.readings()}
        broken = list(store.check())
    lost = [key for key in kept if there.get(key) != made[key]] + [key for key in before if key not in there]
    half = [key for key, reading in there.items() if reading not in (made[key], before.get(key))]
    tally.acknowledged += len(kept)
    tally.lost += len(lost)
    tally.half += len(half) + len(broken)
    found = {"lost": lost, "half": half, "broken": broken}
    tally.wrong += [f"kill {tally.kills + 1}: {kind} {what}" for kind, what in found.items() if what]


def _compare(file: Path, made: _Readings, tally: Tally) -> None:
    """After an undisturbed load."""
    with closing(SqliteStore.open(file)) as store:
        there = {reading.document.id: reading for reading in store.readings()}
        checks, is_published = list(store.check()), store.published() == store.revision()
    tally.unpublished += not is_published
    if there != made or checks:
        tally.wrong.append(f"kill {tally.kills + 1}: after an undisturbed load {checks or 'other readings'}")


def _load(file: Path, paths: list[Path], generation: int) -> float:
    began = time.monotonic()
    with closing(SqliteStore.open(file)) as store:
        list(load(store, find_files(paths), partial(read_story, extractor=extractor(generation)), again=True))
    return time.monotonic() - began


def _made(paths: list[Path], generation: int) -> _Readings:
    readings = [read_story(one.read_bytes(), one.name, Metadata(), extractor=extractor(generation)) for one in paths]
    return {reading.document.id: reading for reading in readings}


def _remove(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink()
