"""What a model said → a Proposal: each word looked up in the document, each value computed anew, the rules compared.

「元社員は名簿を業者に12万円で売った疑い」, price 「12万円」, confirmed  →  review: 120000 JPY, suspected
the same with price 「120万円」                                    →  refused: slot.absent

A quote proves that words are there; that they mean what the model says is for a person to judge. `remarks.py` lists all
that can be found. Order: the quote, its predicates, the slots, the values, the ends, the status.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.document import Quote
from app.domain.graph import Count, Price
from app.domain.ids import digest
from app.domain.proposal import End, Outcome, Proposal, Remark, RuleReading
from app.domain.vocabulary import Action, Status
from app.domain.window import Window
from loaders.claims.dates import date_of
from loaders.claims.details import is_lawful
from loaders.claims.drafts import Slot, TransferDraft
from loaders.claims.frames import frame_lexicon
from loaders.proposals.answer import Said
from loaders.proposals.canonical import Place
from loaders.proposals.clauses import Clause, clauses_in, frames_in, status_without_parse
from loaders.proposals.ends import Cast, Direction, Pair, cast_of, direction_of, pairs_told, reading_of
from loaders.proposals.page import Page, find_quote, find_slot
from loaders.proposals.remarks import remark
from loaders.proposals.values import count_in, medium_in, price_in, window_in

__all__ = ["verify"]

_SLOTS = ("provider", "recipient", "data", "medium", "date", "count", "price")
_UNREAL = frozenset({Status.PLANNED, Status.DENIED})


def verify(page: Page, said: Iterable[Said]) -> list[Proposal]:
    """The proposals of one document in the order told, each once."""
    found: dict[str, Proposal] = {}
    for one in said:
        proposal = _verify(page, one)
        found.setdefault(proposal.id, proposal)
    return list(found.values())


@dataclass(slots=True)
class _Check:
    """What is known of one proposal while it is being checked."""

    page: Page
    said: Said
    quote: Quote
    words: dict[str, Quote] = field(default_factory=dict[str, Quote])
    remarks: list[Remark] = field(default_factory=list[Remark])

    def note(self, code: str, **words: object) -> None:
        self.remarks.append(remark(code, **words))

    @property
    def is_refused(self) -> bool:
        return any(one.refuses for one in self.remarks)


@dataclass(frozen=True, slots=True)
class _Values:
    """What the words for date, count, price and medium say."""

    window: Window | None = None
    count: Count | None = None
    price: Price | None = None
    medium: str | None = None


def _verify(page: Page, said: Said) -> Proposal:
    place, remarks = find_quote(page, said.quote, said.passage)
    if place is None:
        return _refused(page, said, remarks)
    check = _Check(page, said, page.quote(place), remarks=remarks)
    clauses = clauses_in(page, check.quote)
    if not clauses and not frames_in(check.quote):
        check.note("predicate.none")
    _look_up(check, place)
    values = _values(check)
    cast, provider, recipient, about_ends = cast_of(page, check.words.get("provider"), check.words.get("recipient"))
    check.remarks += about_ends
    _check_ends(check, cast)
    if check.is_refused:
        return _proposal(check, Outcome.REFUSED, provider, recipient, values)
    pairs = pairs_told(page, check.quote, clauses, cast)
    direction, pair = direction_of(cast, pairs)
    clause = _clause(said, clauses, pair)
    action = _action(check, clause)
    status = _status(check, clauses, pair, action)
    _check_date(check, clause, values.window)
    is_known = direction is Direction.AGREE and _is_known(said, status, values, action, pair)
    check.note(
        "rules.told" if is_known else "rules.agree" if direction is Direction.AGREE else f"direction.{direction}"
    )
    outcome = Outcome.REFUSED if check.is_refused else Outcome.KNOWN if is_known else Outcome.REVIEW
    told = [reading_of(cast, one) for one in pairs if one.providers or one.recipients]
    readings = tuple({(one.provider, one.recipient, one.status): one for one in reversed(told)}.values())[::-1]
    lawful = clause is not None and _is_lawful(clause, cast)
    return _proposal(check, outcome, provider, recipient, values, action, status, lawful=lawful, rules=readings)


# ------------------------------------------------------------ words and values


def _look_up(check: _Check, place: Place) -> None:
    """Find the words of every slot."""
    for slot in _SLOTS:
        if (words := getattr(check.said, slot)) is not None:
            quote, remarks = find_slot(check.page, place, slot, words)
            check.remarks += remarks
            if quote is not None:
                check.words[slot] = quote
    _check_data(check)


def _check_data(check: _Check) -> None:
    lexicon, words = frame_lexicon(), check.words.get("data")
    if words is None:
        if check.said.data is None:
            check.note("data.none")
        return
    if lexicon.not_data.search(words.exact):
        check.note("data.other", words=words.exact)
    elif not (lexicon.data.search(words.exact) or lexicon.containers.search(words.exact)):
        check.note("data.unsure")


def _values(check: _Check) -> _Values:
    words = check.words
    window, count, price, medium = None, None, None, None
    if "date" in words:
        window, remarks = window_in(check.page, words["date"])
        check.remarks += remarks
    if "count" in words:
        count, remarks = count_in(check.page, words["count"])
        check.remarks += remarks
    if "price" in words:
        price, remarks = price_in(check.page, words["price"])
        check.remarks += remarks
    if "medium" in words:
        medium, remarks = medium_in(check.page, words["medium"])
        check.remarks += remarks
    return _Values(window, count, price, medium)


def _check_ends(check: _Check, cast: Cast) -> None:
    if check.said.provider is None and check.said.recipient is None:
        check.note("ends.none")
    elif cast.provider is not None and cast.provider == cast.recipient:
        check.note("ends.same")


# ------------------------------------------------------------ what the rules read there


def _clause(said: Said, clauses: Sequence[Clause], pair: Pair | None) -> Clause | None:
    """The predicate that tells it: that of the pair, else one of the action said, else the last (the main verb)."""
    if pair is not None and pair.clause is not None:
        return pair.clause
    if pair is not None:
        return next((c for c in clauses if c.quote.overlaps(pair.quote)), None)
    return next((c for c in clauses if c.action is said.action), clauses[-1] if clauses else None)


def _action(check: _Check, clause: Clause | None) -> Action:
    if clause is None:
        check.note("predicate.unparsed")
        actions = [frame.action for frame in frames_in(check.quote)]
        action = check.said.action if check.said.action in actions else actions[-1]
    else:
        action = clause.action
    if action is not check.said.action:
        check.note("action.differs", said=check.said.action.value, rules=action.value)
    return action


def _status(check: _Check, clauses: Sequence[Clause], pair: Pair | None, action: Action) -> Status | None:
    """The weaker of what the rules read and what the model says; refused where the rules read that nothing happened."""
    said, read = check.said.status, _status_read(check, clauses, pair, action)
    if read is None:
        if said in _UNREAL:
            check.note("status.unreal")
            return said
        check.note("status.not_told", said=said.value)
        return None
    if read is not said:
        check.note("status.differs", said=said.value, rules=read.value)
    return max(said, read, key=lambda status: status.rank)


def _status_read(check: _Check, clauses: Sequence[Clause], pair: Pair | None, action: Action) -> Status | None:
    if pair is not None and (pair.draft is not None or pair.clause is not None):
        return pair.status
    fitting = [c for c in clauses if c.action is action] or clauses
    if not fitting:
        return status_without_parse(check.page, check.quote)
    told = [c.status for c in fitting if c.status is not None]
    return max(told, key=lambda status: status.rank) if len(told) == len(fitting) else None


def _check_date(check: _Check, clause: Clause | None, window: Window | None) -> None:
    if clause is None or window is None:
        return
    scene = clause.scene
    bound, _ = date_of(scene.analysis, scene.line, scene.sentence, clause.predicate)
    if bound is None or bound.value != window:
        check.note("date.unbound")


def _is_lawful(clause: Clause, cast: Cast) -> bool:
    known = len(clause.scene.analysis.actors)
    ends = [Slot(end) if end is not None and end < known else None for end in (cast.provider, cast.recipient)]
    return is_lawful(clause.scene, clause.predicate, ends[0], ends[1])


def _is_known(said: Said, status: Status | None, values: _Values, action: Action, pair: Pair | None) -> bool:
    """True if the rules made a transfer of these words that says all that the proposal says, and as surely."""
    draft = pair.draft if pair is not None else None
    if draft is None or status is not draft.status or said.status is not draft.status:
        return False
    if (said.provider is None) != (draft.provider is None) or (said.recipient is None) != (draft.recipient is None):
        return False
    return action is draft.action.value and all(own is None or own == read for own, read in _told(values, draft))


def _told(values: _Values, draft: TransferDraft) -> Iterable[tuple[object, object]]:
    yield values.window, draft.window.value if draft.window else None
    yield values.count, draft.count
    yield values.price, draft.price
    yield values.medium, draft.medium.value if draft.medium else None


# ------------------------------------------------------------ the proposal


def _proposal(  # noqa: PLR0913 - one argument a part of the proposal
    check: _Check,
    outcome: Outcome,
    provider: End | None,
    recipient: End | None,
    values: _Values,
    action: Action | None = None,
    status: Status | None = None,
    *,
    lawful: bool = False,
    rules: tuple[RuleReading, ...] = (),
) -> Proposal:
    document = check.page.analysis.document.id
    return Proposal(
        id=_id(check, action, status),
        document=document,
        outcome=outcome,
        remarks=tuple(dict.fromkeys(check.remarks)),
        said=_as_said(check.said),
        quote=check.quote,
        provider=provider,
        recipient=recipient,
        dataset=check.words.get("data"),
        action=action,
        medium=values.medium,
        window=values.window,
        time=check.words.get("date"),
        record_count=values.count,
        price=values.price,
        status=status,
        lawful=lawful,
        rules=rules,
    )


def _id(check: _Check, action: Action | None, status: Status | None) -> str:
    """From places in the document, never from the words of a model."""
    places = [f"{name}:{quote.start}-{quote.end}" for name, quote in sorted(check.words.items())]
    span = f"{check.quote.start}-{check.quote.end}"
    absent = [] if action is not None else [json.dumps(_as_said(check.said), ensure_ascii=False)]
    return digest("proposal", check.page.analysis.document.id, span, *places, action or "", status or "", *absent)


def _refused(page: Page, said: Said, remarks: Sequence[Remark]) -> Proposal:
    """A proposal whose quote has no place."""
    document, words = page.analysis.document.id, _as_said(said)
    key = digest("proposal", document, json.dumps(words, ensure_ascii=False))
    return Proposal(key, document, Outcome.REFUSED, tuple(remarks), words)


def _as_said(said: Said) -> Mapping[str, str | int | None]:
    return said.model_dump(mode="json")
