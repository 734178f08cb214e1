"""Snapshot → the claims as they count in it, each with the independent text it stands in and the voice that says it.

What was rejected or replaced by its own source is not among them; corrected claims have their corrected value. Those
that the policy of the view passes over are marked.

    statements_of(snapshot)  →  Statement(thing="transfer-7f…", property="window", value={…}, text="見本新聞", …), …
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from app.domain.claim import FUNCTIONAL
from app.domain.ids import DocumentId
from app.domain.support import Statement
from app.domain.view import Policy
from app.domain.vocabulary import ThingKind
from app.services.snapshot import Snapshot
from loaders.resolve.choose import Select, unsuperseded
from loaders.resolve.joined import join
from loaders.resolve.judged import decided_claims
from loaders.resolve.policies import selecting
from loaders.resolve.things import Thing, gather, own_key

__all__ = ["statements_of"]

_CHOSEN_FROM = FUNCTIONAL | {"dataset", "lawful", "organization"}
"""Properties of which a policy chooses a value."""


def statements_of(snapshot: Snapshot, documents: Collection[DocumentId] | None = None) -> Iterator[Statement]:
    """The statements about all things of the snapshot's graph, by kind and thing. It must not be a slice.

    `documents`: all that tell of the things asked for; with `Policy.ALL` it is enough to look at these.
    """
    graph = snapshot.graph
    is_enough = documents is not None and snapshot.view.policy is Policy.ALL
    readings = {key: one for key, one in snapshot.readings.items() if not is_enough or key in (documents or ())}
    origins = {one.document: one.source for one in graph.reprints}
    things = gather(tuple(readings.values()), decided_claims(snapshot.view.judgements), origins)
    joins = {
        kind: {key: target for key in found if (target := snapshot.present(key)) != key and target in found}
        for kind, found in things.items()
    }
    joined = join(things, joins)
    select = selecting(snapshot.view.policy, tuple(readings.values()), graph.reprints, joined)
    texts = {key: origins.get(key) or own_key(reading.document) for key, reading in readings.items()}
    for kind, found in joined.items():
        for thing in found.values():
            if kind is not ThingKind.TRANSFER or thing.id in graph.transfers:
                yield from _statements(kind, thing, texts, select)


def _statements(kind: ThingKind, thing: Thing, texts: Mapping[DocumentId, str], select: Select) -> Iterator[Statement]:
    for prop, said in thing.index.items():
        chosen = select(thing, prop).statements if prop in _CHOSEN_FROM else said
        counting = {one.claim.id for one in chosen}
        for one in unsuperseded(said) if prop in FUNCTIONAL else said:
            claim = one.claim
            yield Statement(
                claim.id,
                kind,
                thing.id,
                prop,
                one.value,
                claim.document,
                texts[claim.document],
                one.voice,
                claim.how,
                claim.confidence,
                claim.quotes,
                claim.id in counting,
            )
