"""Several tellings of one passing to one: drafts with the same ends, compatible days, counts and ways.

A text tells its story more than once (lead, timeline, details). Tellings are joined if nothing speaks against it, all
their quotes are kept, and the more precise value of each slot wins. A dated batch inside a longer series stays a
transfer of its own and becomes part of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.document import Quote
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from loaders.claims.drafts import Slot, TransferDraft
from loaders.claims.homes import Alike, Shelf, better, fits, is_batch

__all__ = ["Merged", "merge_transfers"]

_PRECISION = {
    Action.EXTORTION: 6,
    Action.RESALE: 5,
    Action.SALE: 4,
    Action.EMAIL: 3,
    Action.UPLOAD: 3,
    Action.PUBLICATION: 3,
    Action.EXFILTRATION: 2,
    Action.COPY: 1,
}


@dataclass(frozen=True, slots=True)
class Merged:
    """One transfer of the document: its tellings in reading order, and what they say together.

    `provider`, `recipient`: the ends that were filled most directly. `part_of`, `after`: indices of other transfers.
    """

    tellings: tuple[TransferDraft, ...]
    provider: Slot[int] | None
    recipient: Slot[int] | None
    part_of: int | None = None
    after: tuple[int, ...] = ()

    @property
    def first(self) -> TransferDraft:
        """The telling that stands first."""
        return self.tellings[0]

    @property
    def candidates(self) -> set[tuple[int, int]]:
        """(actor, other): two that tellings name in one place; the one may be (one of) the other."""
        pairs = [(self.provider, t.provider) for t in self.tellings]
        pairs += [(self.recipient, t.recipient) for t in self.tellings]
        return {(a.value, b.value) for a, b in pairs if a and b and a.value != b.value}

    @property
    def action(self) -> Slot[Action]:
        """The most specific action; of data that somebody took, how he took it, not that it could then be seen."""
        taking = [t for t in self.tellings if t.family == "take"]
        told = taking if taking and self.recipient is not None else self.tellings
        return max((t.action for t in told), key=lambda a: _PRECISION.get(a.value, 0))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All words that tell of it."""
        return tuple(sorted({q for t in self.tellings for q in t.quotes}))

    @property
    def windows(self) -> list[tuple[TransferDraft, Window]]:
        """The stated windows with the tellings that state them, those of the same way of passing if any has one."""
        dated = [(t, t.window.value) for t in self.tellings if t.window is not None]
        return [(t, w) for t, w in dated if t.family == "take"] or dated

    @property
    def status(self) -> Status:
        """The strongest status that a telling gives; a rumour that is denied is denied.

        Headings overstate, and what describes a noun takes for granted what others say with a doubt.
        """
        told = [t for t in self.tellings if not t.is_heading] or self.tellings
        told = [t for t in told if not t.is_presupposed] or told
        statuses = {t.status for t in told}
        if Status.DENIED in statuses and statuses <= {Status.SUSPECTED, Status.DENIED}:
            return Status.DENIED
        return min(statuses, key=lambda s: s.rank)


def merge_transfers(drafts: Sequence[TransferDraft], alike: Alike) -> list[Merged]:
    """Join the drafts of one document; specific tellings first, so that vague ones find what they retell.

    `alike(a, b)`: may these two actors be one (the man who called, and the two who were arrested)?
    """
    shelves: dict[int, Shelf] = {}
    order = sorted(range(len(drafts)), key=lambda i: (_vagueness(drafts[i]), i))
    for draft in (drafts[index] for index in order):
        shelf = shelves.setdefault(draft.segment, Shelf())
        # a vague telling belongs to the series rather than to one of its dated batches
        fitting = [home for home in shelf.near(draft) if fits(home, draft, alike)]
        home = min(fitting, key=lambda one: one.is_one_batch) if fitting else shelf.opened(draft)
        home.add(draft)
    merged = [_merged(home.tellings) for shelf in shelves.values() for home in shelf.homes]
    return _in_order(sorted(_without_echoes(merged), key=lambda m: m.first.quotes[0]))


def _vagueness(draft: TransferDraft) -> int:
    """How little a draft says: open ends first of all."""
    open_ends = (draft.provider is None) + (draft.recipient is None)
    inferred = sum(slot is not None and slot.how is not How.STATED for slot in (draft.provider, draft.recipient))
    return 4 * open_ends + inferred + (draft.window is None)


def _merged(tellings: Sequence[TransferDraft]) -> Merged:
    """Tellings in reading order, with their best ends."""
    ordered = tuple(sorted(tellings, key=lambda t: t.line))
    provider = recipient = None
    for telling in ordered:
        provider, recipient = better(provider, telling.provider), better(recipient, telling.recipient)
    return Merged(ordered, provider, recipient)


def _without_echoes(merged: Sequence[Merged]) -> list[Merged]:
    """Without leaks to nobody in an incident where somebody is said to have taken the data."""
    takings = [m for m in merged if m.first.family == "take" and m.status is not Status.DENIED]
    known = {m.first.segment for m in takings if m.provider and m.recipient}
    takers = {m.recipient.value for m in takings if m.provider and m.recipient}
    vague = [
        m.recipient is None
        and m.first.family in {"take", "leak"}
        and not _is_publication(m)
        and not (m.provider and m.provider.value in takers)  # who took it put it where others see it
        for m in merged
    ]
    return [m for m, is_vague in zip(merged, vague, strict=True) if not (is_vague and m.first.segment in known)]


def _is_publication(one: Merged) -> bool:
    """True if somebody is said to publish data, which is more than that it leaked."""
    how = one.provider.how if one.provider else How.IMPLIED
    return one.action.value is Action.PUBLICATION and how in {How.STATED, How.CLAUSE}


# ------------------------------------------------------------ their order


def _in_order(merged: Sequence[Merged]) -> list[Merged]:
    """With `after` and `part_of` among the transfers of one document."""
    by_recipient: dict[int, list[int]] = {}
    series: dict[tuple[int, str, int, int], list[int]] = {}
    for index, one in enumerate(merged):
        if one.recipient:
            by_recipient.setdefault(one.recipient.value, []).append(index)
        if (key := _ends_key(one)) and not any(is_batch(w) for _, w in one.windows):
            series.setdefault(key, []).append(index)
    return [
        replace(one, after=_after(merged, index, by_recipient), part_of=_whole_of(one, index, series))
        for index, one in enumerate(merged)
    ]


def _ends_key(one: Merged) -> tuple[int, str, int, int] | None:
    if not one.provider or not one.recipient:
        return None
    return (one.first.segment, one.first.family, one.provider.value, one.recipient.value)


def _after(merged: Sequence[Merged], index: int, by_recipient: dict[int, list[int]]) -> tuple[int, ...]:
    """The transfers told right before, which その後 points at: they end at this one's provider."""
    found: set[int] = set()
    for telling in merged[index].tellings:
        if telling.follows and telling.provider is not None:
            others = [n for n in by_recipient.get(telling.provider.value, []) if n != index]
            before = next((n for n in others if _is_told_before(merged[n], telling)), None)
            found |= set[int]() if before is None else {before}
    return tuple(sorted(found))


def _is_told_before(one: Merged, telling: TransferDraft) -> bool:
    return any(t.segment == telling.segment and 0 <= telling.line - t.line <= 3 for t in one.tellings)


def _whole_of(one: Merged, index: int, series: dict[tuple[int, str, int, int], list[int]]) -> int | None:
    """The series that a dated batch between the same two ends belongs to."""
    key = _ends_key(one)
    if key is None or not one.windows or not all(is_batch(w) for _, w in one.windows):
        return None
    return next((n for n in series.get(key, []) if n != index), None)
