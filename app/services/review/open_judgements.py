"""What people decided and still stands open → entries: disagreements, judgements that find nothing, proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from app.domain.attachment import Loss
from app.domain.claim import Value
from app.domain.ids import DocumentId, digest
from app.domain.judgement import OF_PAIRS, Anchor, Judgement, Verdict
from app.domain.vocabulary import ThingKind
from app.domain.words import fold
from app.services.review.entry import Entry, Kind, Named, choice, side
from app.services.review.history import Teller
from app.services.review.proposed import is_of_proposal, proposals_of
from app.services.review.quoted import no_words, quoted, words_at, words_of_thing
from app.services.review.standing import Reviewed, State
from app.services.review.subjects import label_of, thing_of
from app.services.review.weight import Traffic
from app.services.snapshot import Snapshot
from app.services.wire import Json

__all__ = ["LOSSES", "UNDO", "disagreements", "losses", "proposals"]

UNDO = "undo"
"""What can be done about a judgement beside judging anew."""
_PROPOSED = 0.5  # doubt: a model said so, and its words stand there
LOSSES: Mapping[Loss, str] = {
    Loss.GONE: "its document is not there: removed, or not in view",
    Loss.CHANGED: "its document is read otherwise now: nothing stands for what was judged",
    Loss.SEVERAL: "the words that were judged belong to several things, or claims, now",
    Loss.ONE: "the two are one thing of one document now",
}
"""Why a judgement finds nothing, in plain words."""


# ------------------------------------------------------------------ disagreements


def disagreements(snapshot: Snapshot, found: Reviewed, counted: Traffic) -> Iterator[Entry]:
    """What people say otherwise of the same; none of it counts until one gives way."""
    teller = Teller(snapshot, found)
    for of in found.disputes:
        yield _disagreement(snapshot, of, teller, counted)


def _disagreement(snapshot: Snapshot, of: Sequence[Judgement], teller: Teller, counted: Traffic) -> Entry:
    about, is_pair = of[0].about, of[0].verdict in OF_PAIRS
    things = tuple(named for key in about if (named := _thing(snapshot, key, teller)) is not None)
    names = [label_of(snapshot, *named) for named in things] or list(about)
    what = f"{names[0]} and {names[-1]} are one" if is_pair else f"{_claim(teller, about[0])} {names[0]} holds"
    chains = counted.joined(things[0][1], things[-1][1]) if is_pair and things else _hangs(counted, things)
    return Entry(
        digest("open", Kind.DISAGREEMENT, *about),
        Kind.DISAGREEMENT,
        f"Reviewers disagree on whether {what}. Who is right?",
        " / ".join(f"{j.who}: {j.verdict.value}" for j in of),
        chains,
        1.0,
        things,
        lambda: _sides(snapshot, of, things, teller),
        [choice(UNDO, [j.id], f"{j.who} is not counted; if nobody else objects, the other verdict counts") for j in of],
        of,
    )


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


def _claim(teller: Teller, key: str) -> str:
    claim = teller.claims.get(key)
    return "a claim about" if claim is None else f"the {claim.property.replace('_', ' ')} of"


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
        f"What {one.who} decided ({one.verdict.value.replace('_', ' ')}) finds nothing any more. Does it still hold?",
        LOSSES[loss],
        _hangs(counted, things),
        1.0,
        things,
        lambda: [_anchored(snapshot, anchor) for anchor in one.anchors if anchor.about in one.about],
        [choice(UNDO, [one.id], "it leaves the queue; what is read there now can be judged anew")],
        (one,),
    )


def _anchored(snapshot: Snapshot, anchor: Anchor) -> Json:
    what = f"{anchor.property} of a {anchor.kind.value}" if anchor.property else anchor.kind.value
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
    return Entry(
        key,
        Kind.PROPOSAL,
        f"A language model reads: {told}. Do the words say so?",
        "; ".join(_remarks(content)) or None,
        counted.through(actors[0], actors[1]),
        _PROPOSED,
        things,
        lambda: [side(key, told, content.get("status"), words_at(snapshot, document, _spans(content.get("quote"))))],
        [
            choice(Verdict.ACCEPT, [key], "it becomes a transfer, marked as proposed, and can lie on paths"),
            choice(Verdict.REJECT, [key], "it stays out, and is not asked about again"),
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
