"""leaktrail/1 object -> Readings: one per document, as if that document had been read.

    {"transfers": [{"id": "t1", "provider": "a1", …, "evidence": [Ev in doc1, Ev in doc2]}]}
        -> Reading of doc1: Claim(t1, provider = a1, quotes in doc1), …
           Reading of doc2: Claim(t1, provider = a1, quotes in doc2), …

Given ids are the local ids, in every document the same; in namespace N they become `N:id`. Texts are absent: quotes
are kept as given, and `check_quotes` holds them against the text once it is there.

A file may tell more than its quotes show. What has no words in a document rests there on `NO_WORDS`, an empty quote
at its start, which exporters leave out again. Two cases: a row without any evidence (a Diagnostic names it) is told by
the first document of the thing nearest to it; and every document that tells of a thing also knows the names of what
it refers to, so that a View without the other documents does not meet bare ids.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.claim import Claim, Run
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Document, Mention, Metadata, Quote
from app.domain.errors import BadExchange
from app.domain.ids import DocumentId, digest
from app.domain.view import Reading
from app.domain.vocabulary import ThingKind
from loaders.exchange.parse import parse_exchange, private_keys
from loaders.exchange.references import check_references
from loaders.exchange.schema import FORMAT, Exchange, XDocument, XEvidence
from loaders.exchange.things import Key, Statement, Thing, things_of

__all__ = ["check_quotes", "no_words", "read_exchange"]

_NAMES: Mapping[ThingKind, tuple[str, ...]] = {
    ThingKind.INCIDENT: ("name",),
    ThingKind.ACTOR: ("label", "kind"),
    ThingKind.DATASET: ("label",),
}
"""What a document is taken to know of a thing that it refers to without telling of it."""


def read_exchange(
    obj: object, *, place: str, namespace: str | None = None
) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """Readings of all documents listed, in the order of the file.

    `obj` is what a JSON parser gives; `place` is what errors call the file. With a `namespace` N every id becomes
    `N:id`. A document has the id that loading it would give where its bytes are known (`x_sha256`), and else one from
    its name; in a namespace always one from its name, so that it can stand beside the loaded one. Raises BadExchange.
    """
    exchange = parse_exchange(obj, place=place)
    check_references(exchange, place=place)
    things = things_of(exchange, namespace)
    documents = {one.id: _document(one, namespace) for one in exchange.documents}
    homes, remarks = _homes(things, list(documents), place)
    told = _told(things, homes)
    readings = tuple(_reading(documents[name], told.get(name, [])) for name in documents)
    return readings, (*_remark_private_keys(exchange), *_located(remarks, documents))


def no_words(document: DocumentId) -> Quote:
    """The empty quote: an exchange file ties a fact to this document and gives no words."""
    return Quote(document, 0, 0, "")


def check_quotes(reading: Reading, text: str) -> tuple[Diagnostic, ...]:
    """Holds the quotes of an imported reading against the document's text; an error for each that differs."""
    quotes = {quote for claim in reading.claims for quote in claim.quotes}
    quotes |= {mention.quote for mention in reading.mentions}
    return tuple(
        Diagnostic(
            "exchange.quote_differs",
            f"the file quotes {quote.exact!r}, the document has {text[quote.start : quote.end]!r}",
            Severity.ERROR,
            reading.document.id,
            quote.start,
            quote.end,
            "check that the file was made from this version of the document; offsets count code points",
        )
        for quote in sorted(quotes)
        if text[quote.start : quote.end] != quote.exact
    )


# ------------------------------------------------------------------ documents


def _document(x: XDocument, namespace: str | None) -> Document:
    metadata = Metadata(x.title, x.publisher, x.published_at, x.x_url, x.language)
    name = x.id if namespace is None else f"{namespace}:{x.id}"
    if x.x_sha256 is not None and namespace is None:
        return Document(DocumentId(f"doc-{x.x_sha256[:24]}"), name, x.x_sha256, None, metadata)
    return Document(DocumentId(digest("doc-name", name)), name, x.x_sha256, None, metadata)


def _run(document: Document) -> Run:
    m = document.metadata
    parts = (m.title, m.publisher, m.published_at, m.url, m.language)
    return Run(FORMAT, digest("metadata", *(part or "" for part in parts)))


# ------------------------------------------------------------------ rows without evidence


def _homes(
    things: Sequence[Thing], documents: Sequence[str], place: str
) -> tuple[dict[Key, str], list[tuple[str, str]]]:
    """For each thing the document that tells what has no words; remarks are (document, message)."""
    by_key = {thing.key: thing for thing in things}
    neighbours = _neighbours(things)
    homes: dict[Key, str] = {}
    remarks: list[tuple[str, str]] = []
    for thing in things:
        home = _nearest(thing.key, by_key, neighbours, documents)
        if home is None and thing.kind is not ThingKind.DATASET:
            raise BadExchange(
                f"{thing.place}: has no evidence, and nothing that it is tied to has any",
                place=place,
                remedy="give evidence, or leave the row out",
            )
        homes[thing.key] = home or documents[0]
        remarks += [(homes[thing.key], f"{what} has no evidence") for what in _bare(thing)]
    return homes, remarks


def _bare(thing: Thing) -> list[str]:
    own = [s for s in thing.statements if s.words is not None]
    whole = [] if thing.words else [f"{thing.place} ({thing.id})"]
    return whole + [f"a {s.prop} of {thing.place} ({thing.id})" for s in own if not s.words]


def _neighbours(things: Iterable[Thing]) -> dict[Key, list[Key]]:
    """What a thing names comes first (its incident before all), then what names it."""
    found: dict[Key, list[Key]] = {thing.key: [] for thing in things}
    named = [(thing.key, key) for thing in things for s in thing.statements if (key := s.names) is not None]
    for key, other in named:
        found[key].append(other)
    for key, other in named:
        found[other].append(key)
    return found


def _nearest(
    start: Key, by_key: Mapping[Key, Thing], neighbours: Mapping[Key, list[Key]], documents: Sequence[str]
) -> str | None:
    """First document (in the order of the file) of the nearest thing that has words."""
    queue, seen = deque([start]), {start}
    while queue:
        key = queue.popleft()
        if by_key[key].words:
            return min(by_key[key].words, key=documents.index)
        fresh = [other for other in dict.fromkeys(neighbours[key]) if other not in seen]
        seen.update(fresh)
        queue.extend(fresh)
    return None


def _located(remarks: Iterable[tuple[str, str]], documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    for name, message in remarks:
        yield Diagnostic(
            "exchange.no_evidence",
            f"{message}; kept under {documents[name].name}, without words",
            document=documents[name].id,
            remedy="add evidence to the file",
        )


def _remark_private_keys(exchange: Exchange) -> list[Diagnostic]:
    keys = sorted(private_keys(exchange))
    if not keys:
        return []
    return [Diagnostic("exchange.private_keys", f"not kept: {', '.join(keys)}", Severity.INFO)]


# ------------------------------------------------------------------ claims by document

_Told = list[tuple[Thing, Statement, "list[XEvidence]"]]


def _told(things: Sequence[Thing], homes: Mapping[Key, str]) -> dict[str, _Told]:
    """Which document tells which statement on which words (none: an empty list)."""
    told: dict[str, _Told] = {}
    for thing in things:
        home = homes[thing.key]
        for statement in thing.statements:
            words = thing.words if statement.words is None else statement.words
            for name, evidence in (words or {home: []}).items():
                told.setdefault(name, []).append((thing, statement, evidence))
    by_key = {thing.key: thing for thing in things}
    return {name: rows + _names(rows, by_key) for name, rows in told.items()}


def _names(rows: _Told, by_key: Mapping[Key, Thing]) -> _Told:
    """The names of what the rows of one document refer to and do not tell of."""
    known = {thing.key for thing, _, _ in rows}
    named = dict.fromkeys(key for _, statement, _ in rows if (key := statement.names) and key not in known)
    return [
        (by_key[key], statement, [])
        for key in named
        for statement in by_key[key].statements
        if statement.prop in _NAMES.get(key[0], ())
    ]


def _reading(document: Document, rows: _Told) -> Reading:
    claims = [
        Claim.of(
            thing.id,
            thing.kind,
            statement.prop,
            statement.value,
            _quotes(document.id, evidence),
            how=statement.how,
            confidence=statement.confidence,
        )
        for thing, statement, evidence in rows
    ]
    return Reading(
        document,
        _run(document),
        mentions=tuple(_mentions(document, rows)),
        claims=tuple({claim.id: claim for claim in claims}.values()),
    )


def _quotes(document: DocumentId, evidence: Iterable[XEvidence]) -> list[Quote]:
    quotes = {Quote(document, piece.start, piece.end, piece.quote) for piece in evidence}
    return sorted(quotes) or [no_words(document)]


def _mentions(document: Document, rows: _Told) -> Iterator[Mention]:
    """Every place that denotes an actor; a name is what stands as its label or among its aliases."""
    actors = {thing.id: (thing, evidence) for thing, s, evidence in rows if s.prop == "kind"}
    for thing, evidence in actors.values():
        names = [s.value for s in thing.statements if s.prop in {"label", "alias"}]
        for piece in evidence:
            quote = Quote(document.id, piece.start, piece.end, piece.quote)
            yield Mention.of(quote, ThingKind.ACTOR, thing.id, is_name=piece.quote in names)
