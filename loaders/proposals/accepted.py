"""A reading and proposals that count → the reading with their claims: what accepting a proposal means.

Ends and data that the rules know in that document stay the same things; others get an id of their own, from the place
of their words. All claims are marked `How.PROPOSED` and rest on the quote. Refused and known proposals add nothing.

Nothing in the program calls this on its own: proposals come here only by a person's judgement, or to be measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.claim import Claim, Value, local_id
from app.domain.document import Mention, Quote, Source
from app.domain.ids import LocalId
from app.domain.proposal import End, Outcome, Proposal
from app.domain.view import Reading
from app.domain.vocabulary import ActorKind, How, ThingKind

__all__ = ["CONFIDENCE", "with_accepted"]

CONFIDENCE = 0.5
"""Of a claim that came from a model: below everything that the rules read."""


def with_accepted(reading: Reading, proposals: Iterable[Proposal]) -> Reading:
    """The reading with the claims of the proposals for review. ValueError for one of another document."""
    claims, mentions = {c.id: c for c in reading.claims}, {m.id: m for m in reading.mentions}
    sources = {source.id: source for source in reading.sources}
    for proposal in proposals:
        if proposal.document != reading.document.id:
            raise ValueError(f"{proposal.id} is no proposal about {reading.document.name}")
        if proposal.outcome is not Outcome.REVIEW or proposal.quote is None:
            continue
        writer = _Writer(replace(reading, mentions=tuple(mentions.values())), proposal.quote)
        sources.setdefault(writer.source.id, writer.source)
        claims |= {claim.id: claim for claim in writer.claims(proposal)}
        mentions |= {mention.id: mention for mention in writer.mentions}
    return replace(
        reading, claims=tuple(claims.values()), mentions=tuple(mentions.values()), sources=tuple(sources.values())
    )


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something that a claim refers to, and the claims and mention that make it known where it is new."""

    key: LocalId
    claims: tuple[Claim, ...] = ()
    mention: Mention | None = None


class _Writer:
    """The claims of one proposal, and the mentions that they need."""

    def __init__(self, reading: Reading, quote: Quote) -> None:
        self._reading, self._quote = reading, quote
        self.source = Source.of(reading.document.id, reading.document.metadata.publisher or reading.document.name)
        self.mentions: list[Mention] = []

    def claims(self, proposal: Proposal) -> Iterator[Claim]:
        """First what it refers to, then its own."""
        incident = self._incident()
        provider, recipient = self._actor(proposal.provider, incident), self._actor(proposal.recipient, incident)
        dataset = None if proposal.dataset is None else self._dataset(proposal.dataset)
        for thing in (incident, provider, recipient, dataset):
            if thing is not None:
                yield from thing.claims
                self.mentions += [] if thing.mention is None else [thing.mention]
        key = local_id(proposal.document, ThingKind.TRANSFER, self._quote.start, self._quote.end, proposal.id)
        for prop, value in _properties(proposal, incident, provider, recipient, dataset):
            if value is not None:
                yield self._says(key, ThingKind.TRANSFER, prop, value, [self._quote])

    def _says(self, key: LocalId, kind: ThingKind, prop: str, value: Value, quotes: Sequence[Quote]) -> Claim:
        source = self.source.id
        return Claim.of(key, kind, prop, value, quotes, source=source, how=How.PROPOSED, confidence=CONFIDENCE)

    def _incident(self) -> _Thing:
        """The incident whose telling begins last before the quote; a new one where the rules know none."""
        known = [c for c in self._reading.claims if c.kind is ThingKind.INCIDENT]
        if known:
            before = [c for c in known if c.quotes[0].start <= self._quote.start]
            return _Thing(max(before or known, key=lambda claim: claim.quotes[0].start).subject)
        document, quote = self._reading.document.id, self._quote
        key = local_id(document, ThingKind.INCIDENT, quote.start, quote.end)
        return _Thing(key, (self._says(key, ThingKind.INCIDENT, "name", _one_line(quote), [quote]),))

    def _actor(self, end: End | None, incident: _Thing) -> _Thing | None:
        if end is None:
            return None
        known = self._denoted(end.quote, ThingKind.ACTOR)
        if known is not None:
            return _Thing(known)
        quote, label = end.quote, end.label or _one_line(end.quote)
        key = local_id(quote.document, ThingKind.ACTOR, quote.start, quote.end, label)
        said = (("label", label), ("kind", ActorKind.UNKNOWN.value), ("incident", incident.key))
        claims = tuple(self._says(key, ThingKind.ACTOR, prop, value, [quote]) for prop, value in said)
        return _Thing(key, claims, Mention.of(quote, ThingKind.ACTOR, key))

    def _dataset(self, quote: Quote) -> _Thing:
        known = self._denoted(quote, ThingKind.DATASET)
        if known is not None:
            return _Thing(known)
        label = _one_line(quote)
        key = local_id(quote.document, ThingKind.DATASET, quote.start, quote.end, label)
        claim = self._says(key, ThingKind.DATASET, "label", label, [quote])
        return _Thing(key, (claim,), Mention.of(quote, ThingKind.DATASET, key))

    def _denoted(self, quote: Quote, kind: ThingKind) -> LocalId | None:
        """The thing that the rules, or a proposal before, know by words with the same end."""
        ending = [m for m in self._reading.mentions if m.kind is kind and m.quote.end == quote.end]
        best = min(ending, key=lambda m: abs(m.quote.start - quote.start), default=None)
        return None if best is None else best.thing


def _properties(
    proposal: Proposal, incident: _Thing, provider: _Thing | None, recipient: _Thing | None, dataset: _Thing | None
) -> Iterator[tuple[str, Value]]:
    count, price = proposal.record_count, proposal.price
    yield "incident", incident.key
    yield "provider", provider.key if provider else None
    yield "recipient", recipient.key if recipient else None
    yield "dataset", dataset.key if dataset else None
    yield "action", proposal.action.value if proposal.action else None
    yield "medium", proposal.medium
    yield "status", proposal.status.value if proposal.status else None
    yield "lawful", proposal.lawful
    if proposal.window is not None:
        yield "window", dict(zip(("earliest", "latest"), proposal.window.to_iso(), strict=True))
        yield "time_text", proposal.time.exact if proposal.time else None
    if count is not None:
        unit = count.unit.value if count.unit else None
        number = {"value": count.value, "unit": unit, "qualifier": count.qualifier.value}
        yield "record_count", {**number, "claimed_by": None}
    if price is not None:
        yield "price", {"value": price.value, "currency": price.currency, "qualifier": price.qualifier.value}


def _one_line(quote: Quote) -> str:
    return " ".join(quote.exact.split())
