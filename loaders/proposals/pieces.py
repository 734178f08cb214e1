"""A document to the pieces that a model is asked about: numbered passages, as few as can lead to a proposal.

Only a passage with a word by which data changes hands can be quoted, so only such passages go out, each with the two
before it and the one behind it, in which its actors may be named.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from app.domain.document import Document
from loaders.claims.frames import frame_lexicon
from loaders.claims.transfers import is_apparatus
from loaders.mentions.analysis import Analysis, Line

__all__ = ["Message", "Piece", "instructions", "messages_for", "pieces_of", "prompt_digest"]

BEFORE, BEHIND = 2, 1  # passages that go with one that tells
LARGEST = 2_500
"""Characters of a piece; a single passage with its neighbours may be longer."""

Message = dict[str, str]
"""`role` and `content`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Passages of one document, by their index in it."""

    document: Document
    passages: tuple[tuple[int, str], ...]

    @property
    def characters(self) -> int:
        """Characters of the document that go out."""
        return sum(len(text) for _, text in self.passages)


def pieces_of(analysis: Analysis, largest: int = LARGEST) -> tuple[Piece, ...]:
    """The pieces of a document in reading order; none if no passage of it can tell of a transfer."""
    pieces: list[set[int]] = []
    for line in analysis.lines:
        if not _may_tell(analysis, line):
            continue
        wanted = set(range(max(0, line.index - BEFORE), min(len(analysis.lines), line.index + BEHIND + 1)))
        if pieces and _size(analysis, pieces[-1] | wanted) <= largest:
            pieces[-1] |= wanted
        else:
            pieces.append(wanted)
    return tuple(
        Piece(analysis.document, tuple((n, analysis.whole(analysis.lines[n]).exact) for n in sorted(piece)))
        for piece in pieces
    )


def messages_for(piece: Piece) -> list[Message]:
    """What is sent: the instructions, and the passages as JSON, out of which no text of a document can break."""
    passages = [{"number": number, "text": text} for number, text in piece.passages]
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": json.dumps({"passages": passages}, ensure_ascii=False)},
    ]


def instructions() -> str:
    """The instructions, the same for every piece."""
    return files("loaders.proposals").joinpath("instructions.txt").read_text("utf-8")


def prompt_digest(schema: dict[str, object]) -> str:
    """Names the instructions and the schema that a proposal came from."""
    return sha256((instructions() + json.dumps(schema, sort_keys=True)).encode()).hexdigest()[:16]


def _may_tell(analysis: Analysis, line: Line) -> bool:
    return frame_lexicon().trigger.search(line.text) is not None and not is_apparatus(analysis, line)


def _size(analysis: Analysis, lines: set[int]) -> int:
    return sum(len(analysis.whole(analysis.lines[n]).exact) for n in lines)
