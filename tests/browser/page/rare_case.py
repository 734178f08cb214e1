"""What the bundled samples do not have: words without their text, a dispute that decides about a path, characters beyond
the basic plane, names that are hidden, a long text. One store, and two keys: with names and without.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.domain.access import Marking, Scope
from app.domain.document import Metadata
from app.domain.judgement import Judgement, Verdict
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.keyring import make_key
from app.services.load import load
from app.services.marking import mark
from app.services.wire import to_json
from app.store.desk import SqliteDesk
from app.store.uri import open_store
from loaders.pipeline import read
from tests.builders import disputed_case, plain_reading

__all__ = ["LONG", "RARE", "RareCase", "make_rare_case"]

RARE = (
    "😀👩‍💻 速報 𠮷川物流の会員名簿が流出\n\n"
    "𠮷川物流の元社員、溝淵桃太郎容疑者(41)は2031年4月2日、😱会員名簿5200人分をUSBメモリーで東浜名簿店に渡した。\n"
    "溝淵容疑者は容疑を認めている。\n"
)
"""A character that JavaScript counts as two stands before every fact."""
_LINE = "長い文書の{number:05}行目。𠮷川物流の倉庫についての、事件とは関係のない記録が続く。\n"
LONG = "".join(_LINE.format(number=number) for number in range(10_000))
"""1.1 MB."""


@dataclass(frozen=True, slots=True)
class RareCase:
    """The store's address; keys that see names, and that do not."""

    store: str
    named: str
    masked: str


def make_rare_case(folder: Path) -> RareCase:
    """All of it in a store of its own."""
    (folder / "rare.txt").write_text(RARE, "utf-8")
    (folder / "long.txt").write_text(LONG, "utf-8")
    address = f"sqlite:///{folder / 'case.db'}"
    with closing(open_store(address)) as store, closing(SqliteDesk(folder / "case.db.desk")) as desk:
        import_exchange(store, to_json(disputed_case()), "case.json")
        when = datetime(2031, 5, 1, tzinfo=UTC)
        store.put_judgements([Judgement.of(Verdict.NOT_SAME, ("broker", "dealer"), "local", when, "所在地が違う")])
        list(load(store, find_files([folder / "rare.txt"]), read))
        list(load(store, find_files([folder / "long.txt"]), _plain))
        named = make_key(desk, "実名", set(Scope), Marking.RED, None)
        mark(store, "rare", Marking.GREEN)
        mark(store, "long", Marking.RED)  # names are looked for in all that a key sees, and there it takes long
        masked = make_key(desk, "仮名", set(Scope) - {Scope.NAMES}, Marking.GREEN, None)
        return RareCase(address, named.secret, masked.secret)


def _plain(data: bytes, filename: str, metadata: Metadata):
    return plain_reading(data, filename, metadata)
