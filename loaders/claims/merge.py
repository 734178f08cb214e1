"""Several tellings of one passing to one: drafts with the same ends, compatible days, counts and ways.

A text tells its story more than once (lead, timeline, details). Tellings are joined if nothing speaks against it,
all their quotes are kept, and the more precise value of each slot wins. A dated batch inside a longer series stays
a transfer of its own and becomes part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.document import Quote
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from loaders.claims.drafts import Slot, TransferDraft

__all__ = ["Alike", "Merged", "merge_transfers"]

Alike = Callable[[int, int], bool]
_RANK = list(How)
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
_SHORT = 31  # days; a window up to a month dates one passing, a longer one a series


@dataclass(slots=True)
class Merged:
    """One transfer of the document: its tellings in reading order, and what they say together."""

    tellings: list[TransferDraft]
    part_of: int | None = None
    after: list[int] | None = None

    @property
    def first(self) -> TransferDraft:
        """The telling that stands first."""
        return self.tellings[0]

    @property
    def provider(self) -> Slot[int] | None:
        """The best filled provider."""
        return _best([t.provider for t in self.tellings])

    @property
    def recipient(self) -> Slot[int] | None:
        """The best filled recipient."""
        return _best([t.recipient for t in self.tellings])

    @property
    def candidates(self) -> set[tuple[int, int]]:
        """(actor, other): two that tellings name in one place; the one may be (one of) the other."""
        ends = (
            [t.provider.value for t in self.tellings if t.provider],
            [t.recipient.value for t in self.tellings if t.recipient],
        )
        chosen = (self.provider, self.recipient)
        return {
            (slot.value, v)
            for slot, values in zip(chosen, ends, strict=True)
            if slot
            for v in values
            if v != slot.value
        }

    @property
    def action(self) -> Slot[Action]:
        """The most specific action."""
        return max((t.action for t in self.tellings), key=lambda a: _PRECISION.get(a.value, 0))

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
    def counts(self) -> set[int | float]:
        """The figures told of it."""
        return {t.count.value for t in self.tellings if t.count}

    @property
    def status(self) -> Status:
        """The strongest status that a telling gives; headings overstate."""
        told = [t for t in self.tellings if not t.is_heading] or self.tellings
        return min((t.status for t in told), key=lambda s: s.rank)


def merge_transfers(drafts: Sequence[TransferDraft], alike: Alike) -> list[Merged]:
    """Join the drafts of one document; specific tellings first, so that vague ones find what they retell.

    `alike(a, b)`: may these two actors be one (the man who called, and the two who were arrested)?
    """
    merged: list[Merged] = []
    order = sorted(range(len(drafts)), key=lambda i: (_vagueness(drafts[i]), i))
    for index in order:
        draft = drafts[index]
        # a vague telling belongs to the series rather than to one of its dated batches
        homes = sorted((m for m in merged if _same(m, draft, alike)), key=_is_one_batch)
        home = homes[0] if homes else None
        if home is None:
            merged.append(Merged([draft]))
        else:
            home.tellings.append(draft)
    for one in merged:
        one.tellings.sort(key=lambda t: t.line)
    merged = _without_echoes(merged)
    merged.sort(key=lambda m: m.first.quotes[0])
    _order(merged)
    return merged


def _vagueness(draft: TransferDraft) -> int:
    """How little a draft says: open ends first of all."""
    open_ends = (draft.provider is None) + (draft.recipient is None)
    inferred = sum(slot is not None and slot.how is not How.STATED for slot in (draft.provider, draft.recipient))
    return 4 * open_ends + inferred + (draft.window is None)


def _is_one_batch(one: Merged) -> bool:
    return bool(one.windows) and all(_is_batch(w) for _, w in one.windows)


def _same(one: Merged, draft: TransferDraft, alike: Alike) -> bool:
    first = one.first
    if first.segment != draft.segment or not _same_family(one, draft):
        return False
    if not (_ends_fit(one.provider, draft.provider, alike) and _ends_fit(one.recipient, draft.recipient, alike)):
        return False
    if Status.DENIED in {first.status, draft.status} and first.status is not draft.status:
        return False
    return _days_fit(one, draft) and _counts_fit(one, draft)


def _same_family(one: Merged, draft: TransferDraft) -> bool:
    families = {t.family for t in one.tellings} | {draft.family}
    return len(families) == 1 or families == {"take", "leak"}


def _ends_fit(known: Slot[int] | None, told: Slot[int] | None, alike: Alike) -> bool:
    """The same actor, one that may be the same, or an end that a telling leaves open."""
    return known is None or told is None or known.value == told.value or alike(known.value, told.value)


def _days_fit(one: Merged, draft: TransferDraft) -> bool:
    if draft.window is None:
        return True
    return all(window.overlaps(draft.window.value) for _, window in one.windows)


def _counts_fit(one: Merged, draft: TransferDraft) -> bool:
    """Different figures on different days are different deliveries; on the same days they are two claims."""
    if draft.count is None or not one.counts or draft.count.value in one.counts:
        return not (
            draft.window and one.windows and _is_batch(draft.window.value) != any(_is_batch(w) for _, w in one.windows)
        ) or (draft.count is None and not one.counts)
    ratio = max(draft.count.value / max(1, c) for c in one.counts)
    if not 0.5 <= ratio <= 2:
        return False
    return draft.window is None or any(w == draft.window.value for _, w in one.windows)


def _is_batch(window: Window) -> bool:
    if window.earliest is None or window.latest is None:
        return False
    return (window.latest - window.earliest).days <= _SHORT


def _best(slots: Sequence[Slot[int] | None]) -> Slot[int] | None:
    """The slot that was filled most directly."""
    return min((s for s in slots if s is not None), key=lambda s: _RANK.index(s.how), default=None)


def _without_echoes(merged: list[Merged]) -> list[Merged]:
    """Drop a leak without recipient in an incident where somebody is said to have taken the data."""
    known = {m.first.segment for m in merged if m.provider and m.recipient and m.first.family == "take"}
    kept: list[Merged] = []
    for one in merged:
        is_echo = one.recipient is None and one.first.family in {"take", "leak"} and one.first.segment in known
        if not is_echo:
            kept.append(one)
    return kept


def _order(merged: list[Merged]) -> None:
    """`after` and `part_of` among the transfers of one document."""
    for index, one in enumerate(merged):
        for telling in one.tellings:
            if telling.follows and (before := _before(merged, index, telling)) is not None:
                one.after = sorted({*(one.after or []), before})
        one.part_of = _whole_of(merged, index)


def _before(merged: list[Merged], index: int, telling: TransferDraft) -> int | None:
    """The transfer told right before, which その後 points at: one that ends at this one's provider."""
    if telling.provider is None:
        return None
    for other, candidate in enumerate(merged):
        if other == index or candidate.recipient is None or candidate.recipient.value != telling.provider.value:
            continue
        if any(t.segment == telling.segment and 0 <= telling.line - t.line <= 3 for t in candidate.tellings):
            return other
    return None


def _whole_of(merged: list[Merged], index: int) -> int | None:
    """The series that a dated batch between the same two ends belongs to."""
    one = merged[index]
    if not one.provider or not one.recipient or not one.windows or not all(_is_batch(w) for _, w in one.windows):
        return None
    for other, candidate in enumerate(merged):
        if other == index or candidate.first.family != one.first.family or candidate.first.segment != one.first.segment:
            continue
        same = (
            candidate.provider
            and candidate.recipient
            and (candidate.provider.value == one.provider.value and candidate.recipient.value == one.recipient.value)
        )
        if same and not any(_is_batch(w) for _, w in candidate.windows):
            return other
    return None
