"""Domain values <-> rows of the tables: tuples of text, numbers and None; what is nested is JSON.

    Claim(…, value={"earliest": "2031-04-01", "latest": None}, …)
        -> ("claim-…", "t1", "transfer", "window", '{"earliest":"2031-04-01","latest":null}', None, "stated", 1.0)

`ReadingRows.id` is the hash of all rows: equal readings have equal ids, in every store and in every order of loading.
Characters that no text has (NUL, halves of surrogate pairs) are refused, since databases disagree about them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias, cast

from app.domain.access import Marking
from app.domain.claim import Claim, Run, Value
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Block, BlockKind, Document, Mention, Metadata, Passage, Quote, Source
from app.domain.errors import BadInput
from app.domain.ids import ClaimId, DocumentId, LocalId, MentionId, SourceId, digest
from app.domain.judgement import Anchor, Judgement, Undoing, Verdict
from app.domain.view import Entry, Reading
from app.domain.vocabulary import How, ThingKind

__all__ = [
    "Cell",
    "ReadingRows",
    "Row",
    "entry_from",
    "judgement_from",
    "judgement_row",
    "reading_from",
    "reading_rows",
    "revision_of",
    "run_id",
    "utc",
]

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = tuple[Cell, ...]
AnyRow: TypeAlias = Sequence[Any]
"""A row as a database gives it."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_NO_TEXT_IN_JSON = re.compile(r"(?<!\\)(?:\\\\)*\\u0000|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """A reading as rows. `run` is (document, extractor, metadata digest, name, sha256, title … language)."""

    run: Row
    text: str | None
    blocks: list[Row] = field(default_factory=list[Row])
    passages: list[Row] = field(default_factory=list[Row])
    mentions: list[Row] = field(default_factory=list[Row])
    sources: list[Row] = field(default_factory=list[Row])
    claims: list[Row] = field(default_factory=list[Row])
    quotes: list[Row] = field(default_factory=list[Row])
    diagnostics: list[Row] = field(default_factory=list[Row])

    def tables(self) -> list[tuple[str, list[Row]]]:
        """Name and rows of each table; a row of `quotes` begins with the position of its claim and its own."""
        names = ("blocks", "passages", "mentions", "sources", "claims", "quotes", "diagnostics")
        return [(name, getattr(self, name)) for name in names]

    @property
    def id(self) -> str:
        """Hash of the content."""
        rows = [self.run, (self.text,), *(row for _, rows in self.tables() for row in ((len(rows),), *rows))]
        return digest("run", *(json.dumps(row, ensure_ascii=False) for row in rows))


# ------------------------------------------------------------------ readings


def reading_rows(reading: Reading) -> ReadingRows:
    """Raises BadInput for characters that cannot be kept, ValueError for parts of another document."""
    _check_own(reading)
    d, m, run = reading.document, reading.document.metadata, reading.run
    metadata = (m.title, m.publisher, m.published_at, m.url, m.language)
    rows = ReadingRows(
        (d.id, run.extractor, run.metadata_digest, d.name, d.sha256, *metadata),
        d.text,
        [_block_row(one) for one in reading.blocks],
        [(p.index, p.kind.value, p.start, p.end, p.block) for p in reading.passages],
        [_mention_row(one) for one in reading.mentions],
        [(s.id, s.label, s.reprint_of) for s in reading.sources],
        [_claim_row(one) for one in reading.claims],
        [(i, j, q.start, q.end, q.exact) for i, claim in enumerate(reading.claims) for j, q in enumerate(claim.quotes)],
        [(d.code, d.message, d.severity.value, d.document, d.start, d.end, d.remedy) for d in reading.diagnostics],
    )
    _check_text([rows.run, (rows.text,), *(row for _, part in rows.tables() for row in part)], d.name)
    return rows


def run_id(reading: Reading) -> str:
    """The id of the run that made a reading: the hash of all of it. Raises as `reading_rows`."""
    return reading_rows(reading).id


def reading_from(run: AnyRow, tables: Mapping[str, Sequence[AnyRow]]) -> Reading:
    """The reading; `run` as in `ReadingRows.run` with the text after sha256, the tables likewise."""
    document, made_by = _head(run)
    quotes: dict[int, list[Quote]] = {}
    for claim, start, end, exact in tables["quotes"]:
        quotes.setdefault(claim, []).append(Quote(document.id, start, end, exact))
    return Reading(
        document,
        made_by,
        tuple(_block_from(row) for row in tables["blocks"]),
        tuple(Passage(document.id, n, BlockKind(kind), *place) for n, kind, *place in tables["passages"]),
        tuple(_mention_from(document.id, row) for row in tables["mentions"]),
        tuple(Source(SourceId(key), label, reprint) for key, label, reprint in tables["sources"]),
        tuple(_claim_from(document.id, row, quotes.get(i, [])) for i, row in enumerate(tables["claims"])),
        tuple(Diagnostic(code, text, Severity(s), *place) for code, text, s, *place in tables["diagnostics"]),
    )


def entry_from(run: AnyRow, *, has_text: bool) -> Entry:
    """The entry of a document; `run` as for `reading_from`, its text None."""
    return Entry(*_head(run), has_text)


def _head(run: AnyRow) -> tuple[Document, Run]:
    (key, extractor, metadata_digest, name, sha256, text, *metadata) = run
    return Document(DocumentId(key), name, sha256, text, Metadata(*metadata)), Run(extractor, metadata_digest)


def _check_own(reading: Reading) -> None:
    """A store keeps the document once for all its parts, and finds claims, mentions and sources by their ids."""
    named: set[DocumentId] = {passage.document for passage in reading.passages}
    named |= {mention.quote.document for mention in reading.mentions}
    named |= {claim.document for claim in reading.claims}
    named |= {quote.document for claim in reading.claims for quote in claim.quotes}
    if not named <= {reading.document.id}:
        raise ValueError(f"{reading.document.name}: a reading is of one document, not of {sorted(named)}")
    for parts in (reading.claims, reading.mentions, reading.sources):
        if len({part.id for part in parts}) < len(parts):
            raise ValueError(f"{reading.document.name}: a reading gives one id to two things")


def _check_text(rows: Iterable[Row], place: str) -> None:
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and (bad := _NO_TEXT.search(cell)):
                raise _no_text(ord(bad[0]), place)


def _no_text(code: int, place: str) -> BadInput:
    return BadInput(
        f"holds the character U+{code:04X}, which belongs to no text",
        place=place,
        remedy="convert the document to plain text and load it again",
    )


def _to_json(value: Value, place: str) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except ValueError as error:
        raise BadInput(f"holds a number that is none: {error}", place=place) from error
    if bad := _NO_TEXT_IN_JSON.search(text):
        raise _no_text(0 if bad[0].endswith("0") else ord(bad[0]), place)
    return text


def _from_json(text: str) -> Value:
    return cast("Value", json.loads(text))


def _block_row(b: Block) -> Row:
    cells = json.dumps(b.cells, separators=(",", ":"))
    return (b.kind.value, b.start, b.end, b.level, b.parent, cells, b.table, b.header)


def _block_from(row: AnyRow) -> Block:
    kind, start, end, level, parent, cells, table, header = row
    pairs = tuple((first, last) for first, last in json.loads(cells))
    return Block(BlockKind(kind), start, end, level, parent, pairs, table, header)


def _mention_row(m: Mention) -> Row:
    return (m.id, m.kind.value, m.thing, int(m.is_name), m.quote.start, m.quote.end, m.quote.exact)


def _mention_from(document: DocumentId, row: AnyRow) -> Mention:
    key, kind, thing, is_name, start, end, exact = row
    quote = Quote(document, start, end, exact)
    return Mention(MentionId(key), quote, ThingKind(kind), LocalId(thing), bool(is_name))


def _claim_row(c: Claim) -> Row:
    value = _to_json(c.value, f"claim {c.id}")
    return (c.id, c.subject, c.kind.value, c.property, value, c.source, c.how.value, float(c.confidence))


def _claim_from(document: DocumentId, row: AnyRow, quotes: Sequence[Quote]) -> Claim:
    key, subject, kind, prop, value, source, how, confidence = row
    return Claim(
        ClaimId(key),
        document,
        LocalId(subject),
        ThingKind(kind),
        prop,
        _from_json(value),
        source and SourceId(source),
        tuple(quotes),
        How(how),
        confidence,
    )


def revision_of(runs: Sequence[str], judgements: Sequence[AnyRow], markings: Mapping[DocumentId, Marking]) -> str:
    """The revision of a record: its visible runs, what was decided, how far all may go. Equal in every store.

    Neither the order matters, nor what markings are given to documents without a visible run.
    """
    decisions = sorted(repr(tuple(row)) for row in judgements)
    marked = sorted(f"{document} {marking.value}" for document, marking in markings.items())
    return digest("revision", str(len(runs)), *sorted(runs), *decisions, *marked)


# ------------------------------------------------------------------ judgements


def judgement_row(j: Judgement) -> Row:
    """(id, verdict, about, who, when, why, value, undone, anchors, undoing).

    Raises BadInput for characters that cannot be kept.
    """
    place = f"judgement {j.id}"
    about, value = _to_json(list(j.about), place), _to_json(j.value, place)
    anchors = _to_json([one.packed() for one in j.anchors], place)
    undoing = _to_json(None if j.undoing is None else j.undoing.packed(), place)
    row: Row = (j.id, j.verdict.value, about, j.who, j.when.isoformat(), j.why, value, int(j.undone), anchors, undoing)
    _check_text([row], place)
    return row


def judgement_from(row: AnyRow) -> Judgement:
    """The judgement of a row."""
    key, verdict, about, who, when, why, value, undone, anchors, undoing = row
    pair = tuple(str(one) for one in json.loads(about))
    moment = datetime.fromisoformat(when)
    return Judgement(
        key,
        Verdict(verdict),
        pair,
        who,
        moment,
        why,
        _from_json(value),
        bool(undone),
        tuple(map(Anchor.unpacked, json.loads(anchors))),
        Undoing.unpacked(json.loads(undoing)),
    )


def utc(moment: datetime) -> datetime:
    """Moments without a zone are taken as UTC, so that all can be compared."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
