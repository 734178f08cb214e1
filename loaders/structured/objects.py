r"""JSON objects to lines of a document: each object in one canonical form, so that it can be quoted and found again.

>>> lines = ObjectLines()
>>> line = lines.add({"name": "あさひ印刷", "id": "a"})
>>> lines.text
'{"id":"a","name":"あさひ印刷"}\n'
>>> lines.text[slice(*line.place_of("あさひ印刷"))]
'あさひ印刷'

References:
    A. Rundgren, B. Jordan, S. Erdtman, "JSON Canonicalization Scheme (JCS)", RFC 8785, 2020: keys in order, no blanks.
    Numbers are written as Python writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from app.domain.document import Block, BlockKind
from app.domain.errors import UnreadableDocument

__all__ = ["NO_NAME", "ObjectLine", "ObjectLines", "is_name", "parse_json", "text_of"]

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
# signs that belong to no name that a person typed; the last ones turn its order about
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_REPAIR = "correct the file, or the program that wrote it"
_LONGEST = 1000  # characters of a name, as in leaktrail/1
NO_NAME = f"a name holds a control character, or more than {_LONGEST:,} characters"
_DEEPEST = 100  # levels of a value that is written anew


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """One object as it stands in the text, at `[start, end)`."""

    start: int
    end: int
    text: str

    def place_of(self, value: str) -> tuple[int, int]:
        """Where a text of the object stands first, without its quotes; the whole line if it does not."""
        written = json.dumps(value, ensure_ascii=False)
        at = self.text.find(written)
        inner = (self.start + at + 1, self.start + at + len(written) - 1)
        return inner if at >= 0 and inner[0] < inner[1] else (self.start, self.end)


@dataclass(slots=True)
class ObjectLines:
    """Builds the text of a document from its objects; equal objects give equal lines."""

    parts: list[str] = field(default_factory=list[str])
    blocks: list[Block] = field(default_factory=list[Block])
    length: int = 0

    def add(self, value: object) -> ObjectLine:
        """One more line. ValueError for an object with half a character, or nested too deeply."""
        written = json.dumps(_checked(value, 0), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if _UNWRITABLE.search(written):
            raise ValueError("it holds half of a character")
        line = ObjectLine(self.length, self.length + len(written), written)
        self.blocks.append(Block(BlockKind.TABLE_ROW, line.start, line.end, cells=((line.start, line.end),), table=0))
        self.parts.append(written + "\n")
        self.length += len(written) + 1
        return line

    @property
    def text(self) -> str:
        """All lines so far."""
        return "".join(self.parts)


def parse_json(text: str, where: str, filename: str) -> object:
    """The value of a JSON text; `where` names it in errors. UnreadableDocument for what is none."""
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_distinct)
    except RecursionError:
        raise UnreadableDocument(f"{where}is nested too deeply", place=filename, remedy=_REPAIR) from None
    except ValueError as error:
        raise UnreadableDocument(f"{where}is no JSON: {error}", place=filename, remedy=_REPAIR) from None


def text_of(data: bytes, filename: str) -> str:
    """The text of a JSON file, which is UTF-8. UnreadableDocument if it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8: byte {error.start} is no character"
        raise UnreadableDocument(message, place=filename, remedy="save the file as UTF-8") from None


def is_name(text: str) -> bool:
    """False for control characters, signs that turn the order about, and for what is too long to be a name."""
    return len(text) <= _LONGEST and _CONTROLS.search(text) is None


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is no number of JSON")


def _distinct(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Two values under one key: which of them is meant nobody can tell."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in found if keys.count(key) > 1)!r} stands twice in one object")
    return found


def _checked(value: object, depth: int) -> object:
    """The value, if it is nested so little that it can be written."""
    if depth > _DEEPEST:
        raise ValueError("it is nested too deeply")
    if isinstance(value, Mapping):
        return {key: _checked(one, depth + 1) for key, one in cast("Mapping[str, object]", value).items()}
    if isinstance(value, list):
        return [_checked(one, depth + 1) for one in cast("list[object]", value)]
    return value
