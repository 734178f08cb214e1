"""Words → the passages of an open file that hold them.

It looks at every passage, in memory: an index of three letters would miss the shorter words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from app.domain.ids import DocumentId
from app.domain.words import fold
from app.store.sqlite_link import SqliteLink

__all__ = ["passages_with"]


def passages_with(
    link: SqliteLink, words: str, limit: int, after: tuple[DocumentId, int] | None
) -> Sequence[tuple[DocumentId, int]]:
    """Document and index of the passages that hold `words`, compared as `fold` does; `limit` at most."""
    wanted = fold(words)
    with link.lock:
        found = _holding(link, wanted) if wanted else iter(())
        return list(islice((hit for hit in found if after is None or hit > after), limit))


def _holding(link: SqliteLink, wanted: str) -> Iterator[tuple[DocumentId, int]]:
    for run, document, text in link.all("visible_texts"):
        for index, start, end in link.all("passage_places", run):
            if wanted in fold(text[start:end]):
                yield DocumentId(document), index
