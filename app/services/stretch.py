"""A stretch of a document → its words in pieces, so that every place of the original is found in what is shown.

    stretch_of(snapshot, "memo", Stretch(0, 12))
    →  {"start": 0, "end": 12, "pieces": [{"start": 0, "end": 3, "text": "〔人物1〕", "masked": True}, {"start": 3, …}]}

A piece that is not masked has a character for each place. A name that a stretch cuts in two is shown whole, in the
stretch in which it begins; so stretches that follow each other show every word once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.document import Document
from app.domain.errors import BadQuestion, NotFound
from app.services.detail import get_document
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["MAX_STRETCH", "Stretch", "stretch_of"]

MAX_STRETCH = 20_000
"""Characters between the places that are asked for, at most."""
_LONGEST_LINE = 2_000
"""Characters in which a beginning of a line is looked for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where; what is behind the end of the text is left out.

    `by` lines: both places move on to the next beginning of a line, if there is one near, so that whoever asks for one
    stretch after the other gets whole lines.
    """

    start: int
    end: int
    by: Literal["characters", "lines"] = "characters"


def stretch_of(snapshot: Snapshot, identifier: str, wanted: Stretch) -> Json:
    """The words of that part of a document. Raises NotFound, Ambiguous, BadQuestion."""
    if not wanted.start < wanted.end <= wanted.start + MAX_STRETCH:
        raise BadQuestion(f"must be after `start`, by at most {MAX_STRETCH:,}", place="end")
    document = get_document(snapshot, identifier)
    if document.text is None:
        raise NotFound("the text of that document is not here", remedy="load the document itself")
    length = document.length()
    start, end = (min(_place(document, place, wanted.by), length) for place in (wanted.start, wanted.end))
    return {
        "document": snapshot.names[document.id],
        "start": start,
        "end": end,
        "characters": length,
        "page": document.page_at(start),
        "pieces": list(_pieces(document, start, end)),
        "policy": snapshot.view.policy.value,
        "truncated": False,
    }


def _place(document: Document, place: int, by: str) -> int:
    return document.line_from(place, _LONGEST_LINE) if by == "lines" else place


def _pieces(document: Document, start: int, end: int) -> Iterator[Json]:
    place = start
    for mask in document.masks:
        if place < mask.end and mask.start < end:
            yield from _plain(document, place, mask.start)
            if mask.start >= start:
                yield {"start": mask.start, "end": mask.end, "text": mask.shown, "masked": True}
            place = mask.end
    yield from _plain(document, place, end)


def _plain(document: Document, start: int, end: int) -> Iterator[Json]:
    if start < end:
        yield {"start": start, "end": end, "text": document.words(start, end), "masked": False}
