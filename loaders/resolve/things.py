"""Readings -> things: every local id of a View with what is claimed of it, in a stable order.

Example: three claims with the subject `actor-7f…` (label 名簿業者, role list_broker, incident) become one `Thing` with
three statements. Claims of documents outside the View and rejected claims are not among them; a corrected claim has
its corrected value.

A statement carries the key of its *independent* source: a reprint counts as the text that it repeats, and a claim
without a source is its document's own (publisher, else document id).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.claim import Claim, Value
from app.domain.document import Document, Mention, Quote, Source
from app.domain.ids import DocumentId, SourceId
from app.domain.view import Reading, View
from app.domain.vocabulary import How, ThingKind
from loaders.resolve.judged import Decision
from loaders.resolve.names import normal

__all__ = ["Statement", "Thing", "Things", "gather", "own_key", "texts", "values", "visible"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as it counts in one View. `value` may be corrected, `order` is its place in the evidence."""

    claim: Claim
    value: Value
    order: tuple[DocumentId, int]
    source: str
    published: str | None
    accepted: bool = False

    @property
    def claimed_by(self) -> str | None:
        """Who is said to say it, as the value itself tells."""
        name = self.value.get("claimed_by") if isinstance(self.value, Mapping) else None
        return name if isinstance(name, str) else None

    @property
    def voice(self) -> str:
        """The key of who says it: whom the value names, else the source."""
        return normal(self.claimed_by or "") or self.source


@dataclass(frozen=True, slots=True)
class Thing:
    """One local thing, or several joined ones: its id, what is said of it, and where it is mentioned."""

    id: str
    kind: ThingKind
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...] = ()
    documents: frozenset[DocumentId] = field(init=False, compare=False, repr=False)
    index: Mapping[str, tuple[Statement, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note the documents that tell of it, and the statements by property: both are asked for very often."""
        index: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if statement.value is not None:
                index.setdefault(statement.claim.property, []).append(statement)
        object.__setattr__(self, "documents", frozenset(s.claim.document for s in self.statements))
        object.__setattr__(self, "index", {prop: tuple(found) for prop, found in index.items()})

    @property
    def is_imported(self) -> bool:
        """True if an exchange file told of it: such a thing is joined to others by suggestion only."""
        return any(s.claim.how is How.IMPORTED for s in self.statements)

    @property
    def evidence(self) -> tuple[Quote, ...]:
        """The quotes of all statements, each once, sorted."""
        return tuple(sorted({quote for s in self.statements for quote in s.claim.quotes}))


Things = Mapping[ThingKind, Mapping[str, Thing]]
"""All things of a View, by kind and id; ids are unique in their kind only."""


def visible(readings: Sequence[Reading], view: View) -> list[Reading]:
    """The readings that the View shows, by document id. ValueError if two are of one document."""
    shown = [r for r in readings if view.documents is None or r.document.id in view.documents]
    if len({r.document.id for r in shown}) != len(shown):
        raise ValueError("two readings of one document: only its current run may be resolved")
    return sorted(shown, key=lambda r: r.document.id)


def gather(readings: Sequence[Reading], decisions: Mapping[str, Decision], origins: Mapping[DocumentId, str]) -> Things:
    """The things of the visible `readings` (see `visible`), with people's decisions on claims applied.

    `origins`: of documents that repeat another's text, the key of the source whose text it is.
    """
    roots = _source_keys(readings)
    statements = [s for reading in readings for s in _statements(reading, roots, origins.get(reading.document.id))]
    grouped: dict[ThingKind, dict[str, list[Statement]]] = {kind: {} for kind in ThingKind}
    for statement in decide(statements, decisions):
        grouped[statement.claim.kind].setdefault(statement.claim.subject, []).append(statement)
    mentions = _mentions(readings)
    return {
        kind: {key: Thing(key, kind, tuple(found), mentions.get((kind, key), ())) for key, found in sorted(of.items())}
        for kind, of in grouped.items()
    }


def decide(statements: Iterable[Statement], decisions: Mapping[str, Decision]) -> Iterable[Statement]:
    """The statements that remain after a person's accept, reject and correct, with the value that then counts."""
    for statement in statements:
        decision = decisions.get(statement.claim.id)
        if decision is None:
            yield statement
        elif not decision.rejected:
            value = statement.value if decision.value is None else decision.value
            yield replace(statement, value=value, accepted=True)


def values(thing: Thing, prop: str) -> Sequence[Statement]:
    """The statements of one property, in the order of the evidence."""
    return thing.index.get(prop, ())


def texts(thing: Thing, prop: str) -> list[str]:
    """The different text values of one property, first told first; a value that is a list counts by its items."""
    found: dict[str, None] = {}
    for statement in thing.index.get(prop, ()):
        value = statement.value
        if isinstance(value, str):
            found[value] = None
        elif isinstance(value, list | tuple):
            found.update((item, None) for item in value if isinstance(item, str))
    return list(found)


def _statements(reading: Reading, roots: Mapping[SourceId, str], origin: str | None) -> Iterable[Statement]:
    own = own_key(reading.document)
    published = reading.document.metadata.published_at
    for index, claim in enumerate(reading.claims):
        source = own if claim.source is None else roots.get(claim.source, own)
        if origin is not None and source in (own, normal(reading.document.name)):
            source = origin
        yield Statement(claim, claim.value, (reading.document.id, index), source, published)


def own_key(document: Document) -> str:
    """The key of a document's own voice: its publisher, else the document itself."""
    publisher = document.metadata.publisher
    return (publisher and normal(publisher)) or document.id


def _source_keys(readings: Sequence[Reading]) -> dict[SourceId, str]:
    """Of each source the name of the one whose words it gives: along `reprint_of` to the end."""
    sources = {source.id: source for reading in readings for source in reading.sources}
    return {key: normal(_root(source, sources).label) or key for key, source in sources.items()}


def _root(source: Source, sources: Mapping[SourceId, Source]) -> Source:
    seen = {source.id}
    while source.reprint_of is not None and source.reprint_of in sources and source.reprint_of not in seen:
        source = sources[source.reprint_of]
        seen.add(source.id)
    return source


def _mentions(readings: Sequence[Reading]) -> dict[tuple[ThingKind, str], tuple[Mention, ...]]:
    found: dict[tuple[ThingKind, str], list[Mention]] = {}
    for reading in readings:
        for mention in reading.mentions:
            found.setdefault((mention.kind, mention.thing), []).append(mention)
    return {key: tuple(sorted(each, key=lambda m: m.quote)) for key, each in found.items()}
