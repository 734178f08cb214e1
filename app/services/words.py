"""Words → the passages that hold them, over all documents.

    find_words(graphs, Page("名簿", limit=2))   →  {"items": [{"id", "document", "title", "start", "end", "text"}], …}

The store looks, so that a file and a server find the same: parts of words and single characters too, compared after
NFKC and casefold.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import BadQuestion, StoreUnavailable
from app.domain.ids import DocumentId
from app.services.describe import passage_json
from app.services.listing import MAX_LIMIT, Page
from app.services.paging import MAX_STREAMED
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["find_in", "find_words"]

_TRIES = 20


def find_words(graphs: Sight, page: Page) -> Json:
    """One page of passages, by document and place. Raises BadQuestion (`limit`, `cursor`), StoreError."""
    return find_in(graphs, page)[1]


def find_in(graphs: Sight, page: Page) -> tuple[Snapshot, Json]:
    """The same, and the snapshot that it is of, for who tells more of it."""
    if not 1 <= page.limit <= MAX_LIMIT:
        raise BadQuestion(f"must be from 1 to {MAX_LIMIT}", place="limit")
    most = MAX_STREAMED if page.is_whole else page.limit
    snapshot, hits = _looked(graphs, page.q, most + 1, _after(page.cursor))
    more = len(hits) > most
    items = (_found(snapshot, *hit) for hit in hits[:most] if hit[0] in snapshot.readings)
    following = _place(*hits[most - 1]) if more else None
    return snapshot, {
        "items": items if page.is_whole else list(items),
        "next": following,
        "policy": snapshot.view.policy.value,
        "truncated": more,
    }


def _looked(
    graphs: Sight, words: str, most: int, after: tuple[DocumentId, int] | None
) -> tuple[Snapshot, Sequence[tuple[DocumentId, int]]]:
    """What the store finds, and the snapshot of the same moment: a place counts in the text that it was found in."""
    snapshot = graphs.snapshot()
    for _ in range(_TRIES):
        hits, now = graphs.find_passages(words, most, after), graphs.snapshot()
        if now is snapshot:
            return snapshot, hits
        snapshot = now
    raise StoreUnavailable("the record changes faster than it can be read", remedy="ask again")


def _found(snapshot: Snapshot, key: DocumentId, index: int) -> Json:
    reading = snapshot.readings[key]
    passage = snapshot.once("passages", key, lambda: {one.index: one for one in reading.passages})[index]
    document = reading.document
    place = {"id": _place(key, index), "document": snapshot.names[key], "title": document.metadata.title}
    return {**passage_json(passage, document), **place}


def _place(key: DocumentId, index: int) -> str:
    return f"{key}:{index}"


def _after(cursor: str | None) -> tuple[DocumentId, int] | None:
    if cursor is None:
        return None
    key, colon, index = cursor.rpartition(":")
    if not colon or not index.isascii() or not index.isdigit() or len(index) > 9:
        raise BadQuestion("is not a cursor of this list", place="cursor", remedy="start again without it")
    return DocumentId(key), int(index)
