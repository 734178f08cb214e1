"""The words for who gives and who gets → actors, and what the rules read of these two in the same words.

A verbatim quote proves that words are there, not what they mean: 「元社員は名簿を業者に売った」 stays verbatim with
giver and getter swapped. So the grammar of the sentence is read once more, with the two told as actors even where the
rules know nobody of that name, and is compared with what the proposal says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.document import Quote
from app.domain.proposal import End, Remark, RuleReading
from app.domain.vocabulary import ActorKind, Status
from loaders.claims.arguments import Scene
from loaders.claims.drafts import Slot, TransferDraft
from loaders.claims.filling import fill
from loaders.mentions.actors import Denotation, DocActor
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.spot import Form
from loaders.proposals.clauses import Clause
from loaders.proposals.compounds import compound_around, has_noun
from loaders.proposals.page import Page
from loaders.proposals.remarks import remark

__all__ = ["Cast", "Direction", "Pair", "cast_of", "direction_of", "pairs_told", "reading_of"]


class Direction(StrEnum):
    """How the ends of a proposal stand to what the rules read in its words; what decides first stands first.

    `turned`: both ends are read the other way round; `swapped`: one is, and the other is not read.
    """

    AGREE = "agree"
    TURNED = "turned"
    HALF = "half"
    SWAPPED = "swapped"
    OTHER = "other"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Cast:
    """The two ends as actors of the analysis; `analysis` knows them also where the rules do not."""

    analysis: Analysis
    provider: int | None
    recipient: int | None
    spoken: tuple[Denotation, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Ends that the rules read (empty where they read none), the words, how sure; `draft`: the transfer made of it."""

    providers: frozenset[int]
    recipients: frozenset[int]
    status: Status | None
    quote: Quote
    clause: Clause | None = None
    draft: TransferDraft | None = None


def cast_of(
    page: Page, provider: Quote | None, recipient: Quote | None
) -> tuple[Cast, End | None, End | None, list[Remark]]:
    """Both ends: as actors to compare, as values of the proposal, and what is to be said of them."""
    cast, remarks = Cast(page.analysis, None, None, ()), list[Remark]()
    ends: list[End | None] = []
    for slot, words in (("provider", provider), ("recipient", recipient)):
        if words is None:
            ends.append(None)
            continue
        cast, end, said = _with(page, cast, slot, words)
        ends.append(end)
        remarks += said
    return cast, ends[0], ends[1], remarks


def pairs_told(page: Page, quote: Quote, clauses: Sequence[Clause], cast: Cast) -> list[Pair]:
    """What the rules read: the transfers that they have from these words, then the grammar of each predicate alone."""
    told = [_of_draft(draft, draft.fired.words) for draft in page.found.told.drafts if draft.fired is not None]
    drafted = [pair for pair in told if quote.start <= pair.quote.start < quote.end]
    return [*drafted, *(_by_grammar(clause, cast) for clause in clauses)]


def direction_of(cast: Cast, pairs: Sequence[Pair]) -> tuple[Direction, Pair | None]:
    """The first that is found: agreement, the contrary, half of it, a sign of the contrary, other ends, nothing.

    A sentence may tell of two passings, so a pair that agrees on both ends counts before any that does not.
    """
    graded = [(_direction(cast, pair), pair) for pair in pairs]
    first = min(graded, key=lambda entry: list(Direction).index(entry[0]), default=None)
    return (Direction.UNREAD, None) if first is None or first[0] is Direction.UNREAD else first


def reading_of(cast: Cast, pair: Pair) -> RuleReading:
    """A pair by its labels, for people."""
    return RuleReading(_labels(cast, pair.providers), _labels(cast, pair.recipients), pair.status, pair.quote)


# ------------------------------------------------------------ who the words denote


def _with(page: Page, cast: Cast, slot: str, words: Quote) -> tuple[Cast, End, list[Remark]]:
    """The cast with one more end."""
    line = next(page.lines(words), None)
    known = None if line is None else _denoted(page, line, words)
    if line is None or known is None:
        actors = cast.analysis.actors
        start, end = (line.view.at(words.start), line.view.at(words.end)) if line else (0, 0)
        index = len(actors)
        segment = line.segment if line else 0
        actor = DocActor(index, words.exact, ActorKind.ORGANIZATION, segment, is_named=True)
        spoken = Denotation(line.index if line else 0, start, end, index, is_name=True, form=Form.NAME)
        analysis = replace(cast.analysis, actors=(*actors, actor))
        grown = replace(cast, analysis=analysis, spoken=(*cast.spoken, spoken))
        return _placed(grown, slot, index), End(words), _of_unknown(line, slot, words)
    quote = page.analysis.quote(line, known.start, known.end)
    label = page.analysis.actors[known.actor].label
    return _placed(cast, slot, known.actor), End(quote if quote.end == words.end else words, label), []


def _of_unknown(line: Line | None, slot: str, words: Quote) -> list[Remark]:
    """Words under which the rules know nobody have to hold a noun, and are told if they are cut out of a longer one."""
    if line is None or not has_noun(line, words):
        return [remark("actor.nobody", slot=slot)]
    longer = compound_around(line, words)
    cut = [] if longer is None else [remark("actor.part", slot=slot, name=longer)]
    return [remark("actor.unknown", slot=slot), *cut]


def _placed(cast: Cast, slot: str, index: int) -> Cast:
    return replace(cast, provider=index) if slot == "provider" else replace(cast, recipient=index)


def _denoted(page: Page, line: Line, words: Quote) -> Denotation | None:
    """The denotation that closes the words (元社員 in 「X社の元社員」), else one inside them, else one around them.

    One around them (元社員の男(34)) counts only if they are not cut out of a longer noun, which names another.
    """
    ranked: list[tuple[int, int, Denotation]] = []
    for one in line.actors:
        quote = page.analysis.quote(line, one.start, one.end)
        if not quote.overlaps(words):
            continue
        is_around = quote.end != words.end and (quote.start < words.start or words.end < quote.end)
        if not is_around or compound_around(line, words) is None:
            rank = 0 if is_around else 2 if quote.end == words.end else 1
            ranked.append((rank, quote.end - quote.start, one))
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None


# ------------------------------------------------------------ what the rules read


def _of_draft(draft: TransferDraft, quote: Quote) -> Pair:
    return Pair(_one(draft.provider), _one(draft.recipient), draft.status, quote, draft=draft)


def _one(slot: Slot[int] | None) -> frozenset[int]:
    return frozenset() if slot is None else frozenset({slot.value})


def _by_grammar(clause: Clause, cast: Cast) -> Pair:
    """The ends of one predicate by its own sentence, with the cast in it."""
    line = clause.scene.line
    spoken = tuple(one for one in cast.spoken if one.line == line.index)
    scene = Scene(cast.analysis, replace(line, actors=(*line.actors, *spoken)), clause.scene.sentence)
    filled = fill(scene, clause.predicate)
    providers, recipients = (frozenset(slot.value if slot else ()) for slot in filled.ends)
    return Pair(providers, recipients, clause.status, clause.quote, clause=clause)


def _direction(cast: Cast, pair: Pair) -> Direction:
    slots = ((cast.provider, pair.providers), (cast.recipient, pair.recipients))
    told = [(own, read) for own, read in slots if own is not None]
    if not pair.providers and not pair.recipients:
        return Direction.UNREAD
    if all(own in read for own, read in told):
        return Direction.AGREE
    if cast.provider in pair.recipients and cast.recipient in pair.providers:
        return Direction.TURNED
    if any(own in read for own, read in told):
        return Direction.HALF if all(own in read or not read for own, read in told) else Direction.OTHER
    if cast.provider in pair.recipients or cast.recipient in pair.providers:
        return Direction.SWAPPED
    return Direction.OTHER


def _labels(cast: Cast, actors: frozenset[int]) -> str | None:
    return "、".join(cast.analysis.actors[index].label for index in sorted(actors)) or None
