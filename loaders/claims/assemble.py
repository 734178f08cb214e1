"""Drafts of one document to claims: local ids, sources, and one statement a property with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.domain.claim import Claim, Value, local_id
from app.domain.document import Mention, Quote, Source
from app.domain.graph import Count
from app.domain.ids import LocalId, SourceId
from app.domain.vocabulary import ActorKind, How, ThingKind
from app.domain.window import Window
from loaders.claims.datasets import Body
from loaders.claims.drafts import AffectedDraft, EventDraft, TransferDraft
from loaders.claims.merge import Merged
from loaders.claims.parts import roles_of
from loaders.mentions.analysis import Analysis

__all__ = ["Assembled", "Drafts", "assemble"]


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything that was found in one document."""

    transfers: Sequence[Merged]
    bodies: Sequence[Body]
    events: Sequence[EventDraft]
    affected: Sequence[AffectedDraft]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The evidence layer of one document."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    sources: tuple[Source, ...]


def assemble(analysis: Analysis, drafts: Drafts) -> Assembled:
    """Claims, mentions and sources of a document from its drafts."""
    maker = _Maker(analysis, drafts)
    claims = [
        *maker.incidents(),
        *maker.actors(),
        *maker.datasets(),
        *maker.transfers(),
        *maker.events(),
        *maker.affected(),
    ]
    unique = {claim.id: claim for claim in claims}
    return Assembled(tuple(unique.values()), tuple(maker.mentions), tuple(maker.sources.values()))


def window_value(window: Window) -> Value:
    """A window as a claim's value."""
    earliest, latest = window.to_iso()
    return {"earliest": earliest, "latest": latest}


def count_value(count: Count, claimed_by: str | None = None) -> Value:
    """A count as a claim's value."""
    unit = count.unit.value if count.unit else None
    return {"value": count.value, "unit": unit, "qualifier": count.qualifier.value, "claimed_by": claimed_by}


@dataclass(slots=True)
class _Maker:
    """Makes the claims of one document; holds the ids that they refer to."""

    analysis: Analysis
    drafts: Drafts
    mentions: list[Mention] = field(default_factory=list[Mention])
    sources: dict[SourceId, Source] = field(default_factory=dict[SourceId, Source])
    ids: dict[int, LocalId] = field(default_factory=dict[int, LocalId])
    source: SourceId = SourceId("")

    def __post_init__(self) -> None:
        """Name the source and the actors that facts refer to."""
        meta = self.analysis.document.metadata
        self.source = self._source(meta.publisher or self.analysis.document.name)
        for actor in sorted(self._used()):
            self.ids[actor] = self._actor_id(actor)

    def _source(self, label: str) -> SourceId:
        source = Source.of(self.analysis.document.id, label)
        self.sources[source.id] = source
        return source.id

    def _used(self) -> set[int]:
        """Actors that take part in a fact, and the members of the groups among them."""
        used = {s.value for t in self.drafts.transfers for s in (t.provider, t.recipient) if s}
        used |= {a for e in self.drafts.events for a in e.actors}
        used |= {row.organization for row in self.drafts.affected}
        used |= {a for t in self.drafts.transfers for pair in t.candidates for a in pair}
        for actor in list(used):
            used |= set(self.analysis.actors[actor].members)
        return {actor for actor in used if self._places(actor)}

    def _places(self, actor: int) -> list[tuple[Quote, bool]]:
        return [
            (self.analysis.quote(line, d.start, d.end), d.is_name)
            for line in self.analysis.lines
            for d in line.actors
            if d.actor == actor
        ]

    def _actor_id(self, actor: int) -> LocalId:
        quote = self._places(actor)[0][0]
        # two actors may begin at one span (a group and its first member)
        label = self.analysis.actors[actor].label
        return local_id(self.analysis.document.id, ThingKind.ACTOR, quote.start, quote.end, label)

    # -------------------------------------------------------- things

    def incidents(self) -> Iterator[Claim]:
        """One incident a segment that has facts."""
        for segment in sorted(self._segments()):
            quote = self._incident_quote(segment)
            yield self._claim(self._incident(segment), ThingKind.INCIDENT, "name", _one_line(quote.exact), [quote])

    def _segments(self) -> set[int]:
        facts = [*(t.first.segment for t in self.drafts.transfers), *(e.segment for e in self.drafts.events)]
        return {*facts, *(row.segment for row in self.drafts.affected)}

    def _incident_quote(self, segment: int) -> Quote:
        """The line that opens the segment."""
        line = next(line for line in self.analysis.lines if line.segment == segment and line.text.strip())
        quote = self.analysis.whole(line)
        return self.analysis.document.quote(quote.start, min(quote.end, quote.start + 60))

    def _incident(self, segment: int) -> LocalId:
        quote = self._incident_quote(segment)
        return local_id(self.analysis.document.id, ThingKind.INCIDENT, quote.start, quote.end)

    def actors(self) -> Iterator[Claim]:
        """Labels, aliases, kinds, roles, members; mentions are collected on the way."""
        roles = roles_of(self.analysis, self.drafts.transfers, self.drafts.events, self.drafts.affected)
        segments = self._segments_of_actors()
        for index, key in self.ids.items():
            actor = self.analysis.actors[index]
            places = self._places(index)
            first = [places[0][0]]
            self.mentions += [Mention.of(q, ThingKind.ACTOR, key, is_name=named) for q, named in places]
            label = actor.label
            for name in sorted({_one_line(q.exact) for q, named in places if named} - {label}):
                yield self._claim(
                    key, ThingKind.ACTOR, "alias", name, [next(q for q, _ in places if _one_line(q.exact) == name)]
                )
            yield self._claim(key, ThingKind.ACTOR, "label", label, first)
            yield self._claim(key, ThingKind.ACTOR, "kind", actor.kind.value, first)
            for role in roles.get(index, []):
                yield self._claim(key, ThingKind.ACTOR, "role", role.value, first, how=How.ROLE)
            for segment in sorted(segments.get(index, set())):
                yield self._claim(key, ThingKind.ACTOR, "incident", self._incident(segment), first, how=How.ROLE)
            if actor.kind is ActorKind.GROUP:
                for member in actor.members:
                    if member in self.ids and member != index:
                        yield self._claim(key, ThingKind.ACTOR, "member", self.ids[member], first, how=How.DISCOURSE)
        yield from self._candidates()

    def _candidates(self) -> Iterator[Claim]:
        """「情報を持ち込んだ人物」 is one of the 「2人」 who were arrested for it; which one is not said."""
        pairs = {(*pair, t.quotes) for t in self.drafts.transfers for pair in t.candidates}
        for actor, other, quotes in sorted(pairs):
            if actor in self.ids and other in self.ids:
                value = self.ids[other]
                yield self._claim(self.ids[actor], ThingKind.ACTOR, "candidate", value, quotes, how=How.DISCOURSE)

    def _segments_of_actors(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for t in self.drafts.transfers:
            for slot in (t.provider, t.recipient):
                if slot:
                    found.setdefault(slot.value, set()).add(t.first.segment)
        for e in self.drafts.events:
            for actor in e.actors:
                found.setdefault(actor, set()).add(e.segment)
        for row in self.drafts.affected:
            found.setdefault(row.organization, set()).add(row.segment)
        return found

    def datasets(self) -> Iterator[Claim]:
        """Labels, figures, fields, wholes."""
        for index, body in enumerate(self.drafts.bodies):
            key = self._dataset(index)
            yield self._claim(key, ThingKind.DATASET, "label", body.label, body.quotes)
            self.mentions += [Mention.of(q, ThingKind.DATASET, key) for q in body.quotes]
            for code in body.fields:
                yield self._claim(key, ThingKind.DATASET, "field", code, body.quotes)
            for figure in body.figures:
                speaker = None if figure.claimed_by is None else self.analysis.actors[figure.claimed_by].label
                value = count_value(figure.count, speaker)
                source = self._source(speaker) if speaker else self.source
                yield self._claim(key, ThingKind.DATASET, "record_count", value, [figure.quote], source=source)
            if body.whole is not None:
                yield self._claim(
                    key, ThingKind.DATASET, "derived_from", self._dataset(body.whole), body.quotes, how=How.DISCOURSE
                )

    def _dataset(self, index: int) -> LocalId:
        body = self.drafts.bodies[index]
        quote = body.quotes[0]
        discriminator = f"{body.label}/{index if body.whole is not None else ''}"
        return local_id(self.analysis.document.id, ThingKind.DATASET, quote.start, quote.end, discriminator)

    def transfers(self) -> Iterator[Claim]:
        """Every slot of every transfer."""
        for index, transfer in enumerate(self.drafts.transfers):
            key = self._transfer(index)
            quotes = list(transfer.quotes)
            confidence = max(t.confidence for t in transfer.tellings)

            say = partial(self._say, key, confidence)
            yield say("incident", self._incident(transfer.first.segment), quotes, How.ROLE)
            for prop, slot in (("provider", transfer.provider), ("recipient", transfer.recipient)):
                if slot:
                    yield say(prop, self.ids[slot.value], quotes, slot.how)
            body = next((n for n, b in enumerate(self.drafts.bodies) if index in b.transfers), None)
            if body is not None:
                yield say("dataset", self._dataset(body), quotes, How.DISCOURSE)
            yield say("action", transfer.action.value.value, quotes, transfer.action.how)
            yield say("status", transfer.status.value, quotes)
            yield say("lawful", transfer.first.lawful, quotes, How.ROLE)
            yield from self._told(transfer, key, confidence)
            if transfer.part_of is not None:
                yield say("part_of", self._transfer(transfer.part_of), quotes, How.DISCOURSE)
            for other in transfer.after or []:
                yield say("after", self._transfer(other), quotes)

    def _say(
        self, key: LocalId, confidence: float, prop: str, value: Value, words: Sequence[Quote], how: How = How.STATED
    ) -> Claim:
        return self._claim(key, ThingKind.TRANSFER, prop, value, words, how=how, confidence=confidence)

    def _told(self, transfer: Merged, key: LocalId, confidence: float) -> Iterator[Claim]:
        """Slots that single tellings give: medium, count, price, and each distinct window."""
        speak = partial(self._say, key, confidence)
        for t in transfer.tellings:
            words = list(t.quotes)
            if t.medium:
                yield speak("medium", t.medium.value, words, t.medium.how)
            if t.count:
                yield speak("record_count", count_value(t.count), words)
            if t.price:
                price = {"value": t.price.value, "currency": t.price.currency, "qualifier": t.price.qualifier.value}
                yield speak("price", price, words)
        for t in _sharpest(transfer):
            if t.window is not None:
                yield speak("window", window_value(t.window.value), list(t.quotes), t.window.how)
                if t.time_text:
                    yield speak("time_text", t.time_text, list(t.quotes))

    def _transfer(self, index: int) -> LocalId:
        transfer = self.drafts.transfers[index]
        quote = transfer.first.quotes[0]
        ends = [self.ids[s.value] if s else "" for s in (transfer.provider, transfer.recipient)]
        name = "/".join([*ends, transfer.first.family, str(transfer.action.value)])
        return local_id(self.analysis.document.id, ThingKind.TRANSFER, quote.start, quote.end, name)

    def events(self) -> Iterator[Claim]:
        """Type, actors, window."""
        for event in self.drafts.events:
            quote = event.quotes[0]
            key = local_id(self.analysis.document.id, ThingKind.EVENT, quote.start, quote.end, event.type)
            quotes = list(event.quotes)
            yield self._claim(key, ThingKind.EVENT, "type", event.type, quotes, confidence=event.confidence)
            yield self._claim(key, ThingKind.EVENT, "incident", self._incident(event.segment), quotes, how=How.ROLE)
            yield self._claim(key, ThingKind.EVENT, "window", window_value(event.window), quotes)
            for actor in event.actors:
                if actor in self.ids:
                    yield self._claim(key, ThingKind.EVENT, "actor", self.ids[actor], quotes)

    def affected(self) -> Iterator[Claim]:
        """Organization, count, fields, status."""
        for number, row in enumerate(self.drafts.affected):
            if row.organization not in self.ids:
                continue
            quote = row.quotes[0]
            name = f"{self.ids[row.organization]}/{number}"
            key = local_id(self.analysis.document.id, ThingKind.AFFECTED, quote.start, quote.end, name)
            quotes = list(row.quotes)
            yield self._claim(key, ThingKind.AFFECTED, "organization", self.ids[row.organization], quotes, how=row.how)
            yield self._claim(key, ThingKind.AFFECTED, "incident", self._incident(row.segment), quotes, how=How.ROLE)
            yield self._claim(key, ThingKind.AFFECTED, "status", row.status.value, quotes)
            yield self._claim(key, ThingKind.AFFECTED, "fields", list(row.fields), quotes)
            if row.count:
                yield self._claim(key, ThingKind.AFFECTED, "record_count", count_value(row.count), quotes)

    def _claim(
        self,
        subject: LocalId,
        kind: ThingKind,
        prop: str,
        value: Value,
        quotes: Sequence[Quote],
        *,
        how: How = How.STATED,
        confidence: float = 1.0,
        source: SourceId | None = None,
    ) -> Claim:
        who = source or self.source
        return Claim.of(subject, kind, prop, value, quotes, source=who, how=how, confidence=confidence)


def _sharpest(transfer: Merged) -> list[TransferDraft]:
    """Tellings whose window holds no other's: 「2006年」 says nothing beside 「2006年4月」."""
    dated = transfer.windows
    return [t for t, w in dated if not any(other != w and w.hull(other) == w for _, other in dated)]


def _one_line(text: str) -> str:
    """Words without line breaks, as a label."""
    return " ".join(text.split())
