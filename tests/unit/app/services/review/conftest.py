"""A record of two imported documents, and what reviewers do with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.domain.ports import Store
from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.review.keep import By, Review, Saving
from app.services.review.rulings import Ruling
from app.services.snapshot import Snapshot
from app.services.wire import to_json
from app.store.desk import SqliteDesk
from app.store.sqlite_file import MEMORY
from app.store.uri import open_store
from tests.builders import case


@dataclass
class Desk:
    """The record and one way to act on it."""

    store: Store
    graphs: Graphs = field(init=False)
    audit: SqliteDesk = field(init=False)

    def __post_init__(self) -> None:
        self.graphs, self.audit = Graphs(self.store), SqliteDesk(MEMORY)

    @property
    def snapshot(self) -> Snapshot:
        return self.graphs.snapshot()

    @property
    def review(self) -> Review:
        return Review(self.store, self.graphs, self.graphs, self.audit)

    def judge(self, word: str, *about: str, who: str = "甲", **more: Any) -> dict[str, Any]:
        return self.review.judge(Ruling(word, about, **more), By(who), Saving.SAVE)

    def preview(self, word: str, *about: str, who: str = "甲", **more: Any) -> dict[str, Any]:
        return self.review.judge(Ruling(word, about, **more), By(who), Saving.PREVIEW)

    def undo(self, judgement: str, who: str = "甲", why: str = "") -> dict[str, Any]:
        return self.review.undo(judgement, why, By(who), Saving.SAVE)

    def claim(self, subject: str, prop: str) -> str:
        found = [
            c.id
            for r in self.snapshot.readings.values()
            for c in r.claims
            if (c.subject, c.property) == (subject, prop)
        ]
        return found[-1]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with closing(open_store("sqlite:///:memory:")) as store:
        import_exchange(store, to_json(case()), "case.json")
        yield Desk(store)


@pytest.fixture
def twice() -> Iterator[Desk]:
    """The case, and once more under other ids: what bears the same names may be one."""
    with closing(open_store("sqlite:///:memory:")) as store:
        import_exchange(store, to_json(case()), "case.json")
        import_exchange(store, to_json(case()), "again.json", "again")
        yield Desk(store)
