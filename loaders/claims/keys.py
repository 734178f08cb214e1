"""The local ids of everything that the drafts of one document speak of, so that claims can refer to each other.

The id of 「元社員」 in a document is that of its first span there: the same bytes give the same ids, whatever else
is loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.claim import Claim, Value, local_id
from app.domain.document import Quote, Source
from app.domain.ids import LocalId, SourceId
from app.domain.vocabulary import ActorKind, How, ThingKind
from loaders.claims.datasets import Body
from loaders.claims.drafts import AffectedDraft, EventDraft
from loaders.claims.merge import Merged
from loaders.mentions.analysis import Analysis
from loaders.mentions.references import references_of

__all__ = ["Drafts", "Keys", "Place", "Subject", "keys_of", "one_line"]

_OPENING = 60  # characters of the line that opens an incident; they are its name


@dataclass(frozen=True, slots=True)
class Drafts:
    """Everything that was found in one document."""

    transfers: Sequence[Merged]
    bodies: Sequence[Body]
    events: Sequence[EventDraft]
    affected: Sequence[AffectedDraft]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an actor is denoted."""

    quote: Quote
    is_name: bool


@dataclass(frozen=True, slots=True)
class Keys:
    """Ids by index: actors (of the analysis), incidents (by segment), bodies and transfers (of the drafts).

    `places`: where each actor with an id is denoted, in reading order. `openings`: the words that open an incident.
    """

    source: Source
    places: Mapping[int, Sequence[Place]]
    actors: Mapping[int, LocalId]
    openings: Mapping[int, Quote]
    incidents: Mapping[int, LocalId]
    bodies: Sequence[LocalId]
    transfers: Sequence[LocalId]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that claims are made of, who makes them, and how sure they are."""

    key: LocalId
    kind: ThingKind
    source: SourceId
    confidence: float = 1.0

    def says(
        self, prop: str, value: Value, quotes: Sequence[Quote], how: How = How.STATED, source: Source | None = None
    ) -> Claim:
        """A claim about it, by `source` if it is not the document's own."""
        who = self.source if source is None else source.id
        return Claim.of(self.key, self.kind, prop, value, quotes, source=who, how=how, confidence=self.confidence)


def keys_of(analysis: Analysis, drafts: Drafts) -> Keys:
    """Ids of all things that the drafts of a document speak of."""
    places = _places(analysis, _used(analysis, drafts))
    actors = {index: _actor_key(analysis, index, places[index]) for index in sorted(places)}
    openings = _openings(analysis, drafts)
    document = analysis.document.id
    return Keys(
        source=Source.of(document, analysis.document.metadata.publisher or analysis.document.name),
        places=places,
        actors=actors,
        openings=openings,
        incidents={s: local_id(document, ThingKind.INCIDENT, q.start, q.end) for s, q in openings.items()},
        bodies=[_body_key(body, number) for number, body in enumerate(drafts.bodies)],
        transfers=[_transfer_key(transfer, actors) for transfer in drafts.transfers],
    )


def one_line(text: str) -> str:
    """Words without line breaks, as a label."""
    return " ".join(text.split())


# ------------------------------------------------------------ actors


def _used(analysis: Analysis, drafts: Drafts) -> set[int]:
    """Actors that take part in a fact, and the members of the groups among them."""
    used = {s.value for t in drafts.transfers for s in (t.provider, t.recipient) if s}
    used |= {a for e in drafts.events for a in e.actors}
    used |= {row.organization for row in drafts.affected}
    used |= {a for t in drafts.transfers for pair in t.candidates for a in pair}
    used |= _heard(analysis) if used else set()
    return used | {member for actor in used for member in analysis.actors[actor].members}


def _heard(analysis: Analysis) -> set[int]:
    """Who is in no fact, but whose words the document gives: whom it cites, and persons whom it names repeatedly."""
    passages, views = [line.passage for line in analysis.lines], [line.view for line in analysis.lines]
    cited = references_of(analysis.blocks, passages, views)
    found = {d.actor for one in cited if (d := analysis.lines[one.line].actor_at(*one.name)) is not None}
    named = {a.index for a in analysis.actors if a.kind is ActorKind.PERSON and a.is_named}
    times = Counter(d.actor for line in analysis.lines for d in line.actors if d.actor in named)
    return found | {actor for actor, number in times.items() if number > 1}


def _places(analysis: Analysis, used: set[int]) -> dict[int, list[Place]]:
    """Where each used actor is denoted; without those that are denoted nowhere (members that only a number tells)."""
    found: dict[int, list[Place]] = {}
    for line in analysis.lines:
        for d in line.actors:
            if d.actor in used:
                found.setdefault(d.actor, []).append(Place(analysis.quote(line, d.start, d.end), d.is_name))
    return found


def _actor_key(analysis: Analysis, actor: int, places: Sequence[Place]) -> LocalId:
    quote = places[0].quote
    # two actors may begin at one span (a group and its first member)
    label = analysis.actors[actor].label
    return local_id(quote.document, ThingKind.ACTOR, quote.start, quote.end, label)


# ------------------------------------------------------------ incidents and facts


def _openings(analysis: Analysis, drafts: Drafts) -> dict[int, Quote]:
    """The beginning of the line that opens each incident with facts."""
    segments = {t.first.segment for t in drafts.transfers} | {e.segment for e in drafts.events}
    segments |= {row.segment for row in drafts.affected}
    found: dict[int, Quote] = {}
    for line in analysis.lines:
        if line.segment in segments and line.segment not in found and line.text.strip():
            quote = analysis.whole(line)
            found[line.segment] = analysis.document.quote(quote.start, min(quote.end, quote.start + _OPENING))
    return dict(sorted(found.items()))


def _body_key(body: Body, number: int) -> LocalId:
    quote = body.quotes[0]
    discriminator = f"{body.label}/{number if body.whole is not None else ''}"
    return local_id(quote.document, ThingKind.DATASET, quote.start, quote.end, discriminator)


def _transfer_key(transfer: Merged, actors: Mapping[int, LocalId]) -> LocalId:
    quote = transfer.first.quotes[0]
    ends = [actors[s.value] if s else "" for s in (transfer.provider, transfer.recipient)]
    name = "/".join([*ends, transfer.first.family, str(transfer.action.value)])
    return local_id(quote.document, ThingKind.TRANSFER, quote.start, quote.end, name)
