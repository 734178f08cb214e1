"""What people decided and still stands open → entries: disagreements, judgements that find nothing, proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from app.domain.attachment import Loss
from app.domain.claim import Claim, Value
from app.domain.ids import DocumentId, digest
from app.domain.judgement import OF_PAIRS, Anchor, Judgement, Verdict
from app.domain.vocabulary import ThingKind
from app.domain.words import fold
from app.services.review.entry import Choice, Entry, Kind, Named, side
from app.services.review.history import Teller
from app.services.review.proposed import is_of_proposal, proposals_of
from app.services.review.quoted import no_words, quoted, words_at, words_of_thing
from app.services.review.speaker import Sentence, Speaker
from app.services.review.standing import Reviewed, State
from app.services.review.subjects import label_of, thing_of
from app.services.review.weight import Traffic
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["UNDO", "disagreements", "losses", "proposals"]

UNDO = "undo"
"""What can be done about a judgement beside judging anew."""
_PROPOSED = 0.5  # doubt: a model said so, and its words stand there


# ------------------------------------------------------------------ disagreements


def disagreements(snapshot: Snapshot, found: Reviewed, counted: Traffic) -> Iterator[Entry]:
    """What people say otherwise of the same; none of it counts until one gives way."""
    teller = Teller(snapshot, found)
    for of in found.disputes:
        yield _disagreement(snapshot, of, teller, counted)


def _disagreement(snapshot: Snapshot, of: Sequence[Judgement], teller: Teller, counted: Traffic) -> Entry:
    about, is_pair = of[0].about, of[0].verdict in OF_PAIRS
    things = tuple(named for key in about if (named := _thing(snapshot, key, teller)) is not None)
    claim = None if is_pair else teller.claims.get(about[0])
    names = [label_of(snapshot, *named) for named in things] or list(about)
    chains = counted.joined(things[0][1], things[-1][1]) if is_pair and things else _hangs(counted, things)
    return Entry(
        digest("open", Kind.DISAGREEMENT, *about),
        Kind.DISAGREEMENT,
        _who_is_right(names, claim, is_pair=is_pair),
        lambda s: " / ".join(s.say("verdict_of", who=j.who, verdict=s.verdict(j.verdict)) for j in of),
        chains,
        1.0,
        things,
        lambda _: _sides(snapshot, of, things, teller),
        [Choice(UNDO, (j.id,), _gives_way(j)) for j in of],
        of,
        property=None if claim is None else claim.property,
    )


def _who_is_right(names: Sequence[str], claim: Claim | None, *, is_pair: bool) -> Sentence:
    if is_pair:
        return lambda s: s.say("disagreement_pair", left=names[0], right=names[-1])
    if claim is None:
        return lambda s: s.say("disagreement_claim", thing=names[0])
    return lambda s: s.say("disagreement_property", property=s.word("property", claim.property), thing=names[0])


def _gives_way(judgement: Judgement) -> Sentence:
    return lambda s: s.say("gives_way", who=judgement.who)


def _sides(snapshot: Snapshot, of: Sequence[Judgement], things: Sequence[Named], teller: Teller) -> list[Json]:
    """The things with their words, then what each person said, with the words of the claim if it is about one."""
    words = no_words() if of[0].verdict in OF_PAIRS else _words_of_claim(snapshot, of[0].about[0], teller)
    return [
        *(side(key, label_of(snapshot, kind, key), None, words_of_thing(snapshot, kind, key)) for kind, key in things),
        *(side(j.id, j.who, j.verdict.value, words, j.why or None) for j in of),
    ]


def _thing(snapshot: Snapshot, key: str, teller: Teller) -> Named | None:
    """The resolved thing that an id leads to, itself or as a claim about it."""
    claim = teller.claims.get(key)
    target = snapshot.present(key if claim is None else claim.subject)
    kinds = tuple(ThingKind) if claim is None else (claim.kind,)
    return next(((kind, target) for kind in kinds if thing_of(snapshot, kind, target) is not None), None)


def _words_of_claim(snapshot: Snapshot, key: str, teller: Teller) -> Json:
    claim = teller.claims.get(key)
    return no_words() if claim is None else quoted(snapshot, claim.quotes)


def _hangs(counted: Traffic, things: Sequence[Named]) -> int:
    return sum(counted.about(key) for _, key in things)


# ------------------------------------------------------------------ what finds nothing


def losses(snapshot: Snapshot, found: Reviewed, counted: Traffic) -> Iterator[Entry]:
    """Judgements that hold for nothing any more; those that were taken back are no question."""
    for one in found.judgements:
        if found.states[one.id] is State.LOST:
            yield _lost(snapshot, one, found.losses[one.id], counted)


def _lost(snapshot: Snapshot, one: Judgement, loss: Loss, counted: Traffic) -> Entry:
    targets = ((anchor.kind, snapshot.present(anchor.id)) for anchor in one.anchors)
    things = tuple(dict.fromkeys(named for named in targets if thing_of(snapshot, *named) is not None))
    return Entry(
        one.id,
        Kind.LOST,
        lambda s: s.say("lost", who=one.who, verdict=s.word("verdict", one.verdict)),
        lambda s: s.say(f"loss_{loss.value}"),
        _hangs(counted, things),
        1.0,
        things,
        lambda s: [_anchored(snapshot, anchor, s) for anchor in one.anchors if anchor.about in one.about],
        [Choice(UNDO, (one.id,), lambda s: s.say("leaves"))],
        (one,),
    )


def _anchored(snapshot: Snapshot, anchor: Anchor, speaker: Speaker) -> Json:
    kind = speaker.word("thing", anchor.kind)
    told = speaker.word("property", anchor.property)
    what = speaker.say("anchored", property=told, kind=kind) if told else kind
    return side(anchor.id, None, what, words_at(snapshot, anchor.document, anchor.spans))


# ------------------------------------------------------------------ proposals


def proposals(snapshot: Snapshot, found: Reviewed, counted: Traffic) -> Iterator[Entry]:
    """Those that somebody put up and nobody accepted or rejected, of documents that are there."""
    said: dict[str, list[Judgement]] = {}
    for one in found.judgements:
        if is_of_proposal(one) and not one.undone:
            said.setdefault(one.about[0], []).append(one)
    for key, one in proposals_of(found.judgements).items():
        counts = [j for j in said[key] if found.states[j.id] in (State.COUNTS, State.DISPUTED)]
        is_open = all(j.verdict is Verdict.UNSURE for j in counts)
        content = cast("Mapping[str, Value]", one.value)
        if is_open and content.get("document") in snapshot.readings:
            yield _proposal(snapshot, key, content, counted, said[key])


def _proposal(
    snapshot: Snapshot, key: str, content: Mapping[str, Value], counted: Traffic, judged: Sequence[Judgement]
) -> Entry:
    document = DocumentId(str(content["document"]))
    ends = [_words_of(content.get(slot)) for slot in ("provider", "recipient")]
    actors = [None if words is None else _known(snapshot, words) for words in ends]
    things = tuple((ThingKind.ACTOR, key) for key in actors if key is not None)
    told = " → ".join(words or "?" for words in ends)
    remarks = "; ".join(_remarks(content))
    return Entry(
        key,
        Kind.PROPOSAL,
        lambda s: s.say("proposal", told=told),
        (lambda _: remarks) if remarks else None,
        counted.through(actors[0], actors[1]),
        _PROPOSED,
        things,
        lambda _: [side(key, told, content.get("status"), words_at(snapshot, document, _spans(content.get("quote"))))],
        [
            Choice(Verdict.ACCEPT, (key,), lambda s: s.say("proposal_accepted")),
            Choice(Verdict.REJECT, (key,), lambda s: s.say("proposal_rejected")),
        ],
        judged,
    )


def _words_of(end: Value) -> str | None:
    if not isinstance(end, Mapping):
        return None
    label, quote = end.get("label"), end.get("quote")
    words = label or (quote.get("exact") if isinstance(quote, Mapping) else None)
    return str(words) if words else None


def _known(snapshot: Snapshot, name: str) -> str | None:
    """The only actor of that name, if there is one."""
    key = fold(name)
    found = [a for a in snapshot.graph.actors.values() if key in (fold(label) for label in (a.label, *a.aliases))]
    return found[0].id if len(found) == 1 else None


def _remarks(content: Mapping[str, Value]) -> Iterator[str]:
    remarks = content.get("remarks")
    for one in remarks if isinstance(remarks, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("message"), str):
            yield str(one["message"])


def _spans(quote: Value) -> list[tuple[int, int]]:
    if not isinstance(quote, Mapping):
        return []
    start, end = quote.get("start"), quote.get("end")
    return [(start, end)] if isinstance(start, int) and isinstance(end, int) else []
