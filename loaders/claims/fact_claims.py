"""Bodies of data, transfers, events and affected organizations of one document to claims, one statement a property.

A transfer that is told three times has the quotes of all three; its window is claimed once for each telling that
says it more precisely than the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.domain.claim import Claim, Value, local_id
from app.domain.document import Mention, Source
from app.domain.graph import Count, Price
from app.domain.vocabulary import How, ThingKind
from app.domain.window import Window
from loaders.claims.datasets import Figure
from loaders.claims.drafts import TransferDraft
from loaders.claims.keys import Drafts, Keys, Subject
from loaders.claims.merge import Merged
from loaders.mentions.analysis import Analysis

__all__ = [
    "affected_claims",
    "body_claims",
    "body_mentions",
    "event_claims",
    "sharpest",
    "speaker_of",
    "transfer_claims",
]

_NEVER = date.max.toordinal() + 2


# ------------------------------------------------------------ bodies of data


def body_claims(analysis: Analysis, drafts: Drafts, keys: Keys) -> Iterator[Claim]:
    """Labels, fields, figures (by who says them), and the whole that a part belongs to."""
    for key, body in zip(keys.bodies, drafts.bodies, strict=True):
        subject = Subject(key, ThingKind.DATASET, keys.source.id)
        yield subject.says("label", body.label, body.quotes)
        for code in body.fields:
            yield subject.says("field", code, body.quotes)
        for figure in body.figures:
            speaker = speaker_of(analysis, figure)
            value = _count(figure.count, speaker.label if speaker else None)
            yield subject.says("record_count", value, [figure.quote], source=speaker)
        if body.whole is not None:
            yield subject.says("derived_from", keys.bodies[body.whole], body.quotes, How.DISCOURSE)


def body_mentions(drafts: Drafts, keys: Keys) -> Iterator[Mention]:
    """The words that a body is known by."""
    for key, body in zip(keys.bodies, drafts.bodies, strict=True):
        for quote in body.quotes:
            yield Mention.of(quote, ThingKind.DATASET, key)


def speaker_of(analysis: Analysis, figure: Figure) -> Source | None:
    """Who says a figure, as a source; None if the document itself does."""
    if figure.claimed_by is None:
        return None
    return Source.of(analysis.document.id, analysis.actors[figure.claimed_by].label)


# ------------------------------------------------------------ transfers


def transfer_claims(drafts: Drafts, keys: Keys) -> Iterator[Claim]:
    """Every slot of every transfer."""
    carried = {index: number for number, body in enumerate(drafts.bodies) for index in body.transfers}
    for index, transfer in enumerate(drafts.transfers):
        quotes = transfer.quotes
        confidence = max(t.confidence for t in transfer.tellings)
        subject = Subject(keys.transfers[index], ThingKind.TRANSFER, keys.source.id, confidence)
        yield subject.says("incident", keys.incidents[transfer.first.segment], quotes, How.ROLE)
        for prop, slot in (("provider", transfer.provider), ("recipient", transfer.recipient)):
            if slot:
                yield subject.says(prop, keys.actors[slot.value], quotes, slot.how)
        if index in carried:
            yield subject.says("dataset", keys.bodies[carried[index]], quotes, How.DISCOURSE)
        yield subject.says("action", transfer.action.value.value, quotes, transfer.action.how)
        yield subject.says("status", transfer.status.value, quotes)
        yield subject.says("lawful", transfer.first.lawful, quotes, How.ROLE)
        yield from _told(transfer, subject)
        if transfer.part_of is not None:
            yield subject.says("part_of", keys.transfers[transfer.part_of], quotes, How.DISCOURSE)
        for other in transfer.after:
            yield subject.says("after", keys.transfers[other], quotes)


def _told(transfer: Merged, subject: Subject) -> Iterator[Claim]:
    """Slots that single tellings give: medium, count, price, and each distinct window."""
    for t in transfer.tellings:
        if t.medium:
            yield subject.says("medium", t.medium.value, t.quotes, t.medium.how)
        if t.count:
            yield subject.says("record_count", _count(t.count), t.quotes)
        if t.price:
            yield subject.says("price", _price(t.price), t.quotes)
    for t in sharpest(transfer):
        if t.window is not None:
            yield subject.says("window", _window(t.window.value), t.quotes, t.window.how)
            if t.time_text:
                yield subject.says("time_text", t.time_text, t.quotes)


def sharpest(transfer: Merged) -> list[TransferDraft]:
    """Tellings whose window holds no other's: 「2006年」 says nothing beside 「2006年4月」."""
    dated = transfer.windows
    kept: set[Window] = set()
    least = _NEVER
    # from the latest beginning on: a window that ends no earlier than one that begins no earlier holds it
    for window in sorted({w for _, w in dated}, key=lambda w: (-_begin(w), _end(w))):
        if _end(window) < least:
            kept.add(window)
            least = _end(window)
    return [t for t, w in dated if w in kept]


def _begin(window: Window) -> int:
    return 0 if window.earliest is None else window.earliest.toordinal()


def _end(window: Window) -> int:
    return _NEVER - 1 if window.latest is None else window.latest.toordinal()


# ------------------------------------------------------------ events and affected organizations


def event_claims(analysis: Analysis, drafts: Drafts, keys: Keys) -> Iterator[Claim]:
    """Type, incident, window, actors."""
    for event in drafts.events:
        quotes = event.quotes
        key = local_id(analysis.document.id, ThingKind.EVENT, quotes[0].start, quotes[0].end, event.type)
        subject = Subject(key, ThingKind.EVENT, keys.source.id)
        sure = Subject(key, ThingKind.EVENT, keys.source.id, event.confidence)
        yield sure.says("type", event.type, quotes)
        yield subject.says("incident", keys.incidents[event.segment], quotes, How.ROLE)
        yield subject.says("window", _window(event.window), quotes)
        for actor in event.actors:
            if actor in keys.actors:
                yield subject.says("actor", keys.actors[actor], quotes)


def affected_claims(analysis: Analysis, drafts: Drafts, keys: Keys) -> Iterator[Claim]:
    """Organization, incident, status, fields, count."""
    for number, row in enumerate(drafts.affected):
        if row.organization not in keys.actors:
            continue
        quotes, organization = row.quotes, keys.actors[row.organization]
        name = f"{organization}/{number}"
        key = local_id(analysis.document.id, ThingKind.AFFECTED, quotes[0].start, quotes[0].end, name)
        subject = Subject(key, ThingKind.AFFECTED, keys.source.id)
        yield subject.says("organization", organization, quotes, row.how)
        yield subject.says("incident", keys.incidents[row.segment], quotes, How.ROLE)
        yield subject.says("status", row.status.value, quotes)
        yield subject.says("fields", list(row.fields), quotes)
        if row.count:
            yield subject.says("record_count", _count(row.count), quotes)


# ------------------------------------------------------------ values


def _window(window: Window) -> Value:
    earliest, latest = window.to_iso()
    return {"earliest": earliest, "latest": latest}


def _count(count: Count, claimed_by: str | None = None) -> Value:
    unit = count.unit.value if count.unit else None
    return {"value": count.value, "unit": unit, "qualifier": count.qualifier.value, "claimed_by": claimed_by}


def _price(price: Price) -> Value:
    return {"value": price.value, "currency": price.currency, "qualifier": price.qualifier.value}
