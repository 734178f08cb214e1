"""Several tellings of one passing to one: drafts with the same ends, compatible days, counts and ways.

A text tells its story more than once (lead, timeline, details). Tellings are joined if nothing speaks against it, all
their quotes are kept, and the more precise value of each slot wins. A dated batch inside a longer series stays a
transfer of its own and becomes part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.document import Quote
from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from loaders.claims.drafts import Slot, TransferDraft

__all__ = ["Alike", "Merged", "merge_transfers"]

Alike = Callable[[int, int], bool]
_RANK = {how: rank for rank, how in enumerate(How)}
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
_NEAR_COUNTS = 2  # figures up to this ratio apart can be two claims about one delivery


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
    def status(self) -> Status:
        """The strongest status that a telling gives; headings overstate."""
        told = [t for t in self.tellings if not t.is_heading] or self.tellings
        return min((t.status for t in told), key=lambda s: s.rank)


def merge_transfers(drafts: Sequence[TransferDraft], alike: Alike) -> list[Merged]:
    """Join the drafts of one document; specific tellings first, so that vague ones find what they retell.

    `alike(a, b)`: may these two actors be one (the man who called, and the two who were arrested)?
    """
    homes: dict[int, list[_Home]] = {}
    order = sorted(range(len(drafts)), key=lambda i: (_vagueness(drafts[i]), i))
    for draft in (drafts[index] for index in order):
        near = homes.setdefault(draft.segment, [])
        # a vague telling belongs to the series rather than to one of its dated batches
        fitting = sorted((home for home in near if _fits(home, draft, alike)), key=lambda home: home.is_one_batch)
        if fitting:
            fitting[0].add(draft)
        else:
            near.append(_Home())
            near[-1].add(draft)
    merged = [_merged(home.tellings) for group in homes.values() for home in group]
    return _in_order(sorted(_without_echoes(merged), key=lambda m: m.first.quotes[0]))


# ------------------------------------------------------------ which tellings belong together


@dataclass(slots=True)
class _Home:
    """Tellings found to be of one passing so far, with what they say together kept up to date."""

    tellings: list[TransferDraft] = field(default_factory=list[TransferDraft])
    provider: Slot[int] | None = None
    recipient: Slot[int] | None = None
    is_series: bool = False
    families: set[str] = field(default_factory=set[str])
    counts: set[int | float] = field(default_factory=set[int | float])
    _windows: dict[bool, dict[Window, None]] = field(default_factory=dict[bool, dict[Window, None]])

    def add(self, draft: TransferDraft) -> None:
        """One telling more."""
        self.tellings.append(draft)
        self.provider = _better(self.provider, draft.provider)
        self.recipient = _better(self.recipient, draft.recipient)
        self.is_series = self.is_series or _is_series(draft)
        self.families.add(draft.family)
        if draft.count:
            self.counts.add(draft.count.value)
        if draft.window is not None:
            self._windows.setdefault(draft.family == "take", {})[draft.window.value] = None

    @property
    def windows(self) -> Sequence[Window]:
        """The windows told, those of taking if it has one."""
        return tuple(self._windows.get(True) or self._windows.get(False) or ())

    @property
    def is_one_batch(self) -> bool:
        """True if all its windows are short."""
        return bool(self.windows) and all(_is_batch(w) for w in self.windows)


def _vagueness(draft: TransferDraft) -> int:
    """How little a draft says: open ends first of all."""
    open_ends = (draft.provider is None) + (draft.recipient is None)
    inferred = sum(slot is not None and slot.how is not How.STATED for slot in (draft.provider, draft.recipient))
    return 4 * open_ends + inferred + (draft.window is None)


def _fits(home: _Home, draft: TransferDraft, alike: Alike) -> bool:
    """True if nothing speaks against a draft telling of the same passing."""
    if not (_ends_fit(home.provider, draft.provider, alike) and _ends_fit(home.recipient, draft.recipient, alike)):
        return False
    families = home.families | {draft.family}
    if len(families) > 1 and families != {"take", "leak"}:
        return False
    known = home.tellings[0].status
    if Status.DENIED in {known, draft.status} and known is not draft.status:
        return False
    return _days_fit(home, draft) and _counts_fit(home, draft)


def _ends_fit(known: Slot[int] | None, told: Slot[int] | None, alike: Alike) -> bool:
    """The same actor, one that may be the same, or an end that a telling leaves open."""
    return known is None or told is None or known.value == told.value or alike(known.value, told.value)


def _days_fit(home: _Home, draft: TransferDraft) -> bool:
    return draft.window is None or all(window.overlaps(draft.window.value) for window in home.windows)


def _counts_fit(home: _Home, draft: TransferDraft) -> bool:
    """Different figures on different days are different deliveries; on the same days they are two claims."""
    windows, told = home.windows, None if draft.window is None else draft.window.value
    if draft.count is None and not home.counts:
        return not (home.is_series and told and _is_batch(told)) and not (home.is_one_batch and _is_series(draft))
    if draft.count is None or not home.counts or draft.count.value in home.counts:
        return told is None or not windows or _is_batch(told) == any(_is_batch(w) for w in windows)
    ratio = max(draft.count.value / max(1, c) for c in home.counts)
    return 1 / _NEAR_COUNTS <= ratio <= _NEAR_COUNTS and (told is None or told in windows)


def _is_batch(window: Window) -> bool:
    """True for a window of a month at most: it dates one passing, not a series."""
    if window.earliest is None or window.latest is None:
        return False
    return (window.latest - window.earliest).days <= _SHORT


def _is_series(draft: TransferDraft) -> bool:
    """True for 「4月から翌年3月にかけて」: words that span more than a month, not a year in which it happened once."""
    return draft.window is not None and not _is_batch(draft.window.value) and "から" in draft.time_text


def _better(known: Slot[int] | None, told: Slot[int] | None) -> Slot[int] | None:
    """The slot that was filled more directly, the first of two."""
    if known is None or told is None:
        return known or told
    return told if _RANK[told.how] < _RANK[known.how] else known


def _merged(tellings: Sequence[TransferDraft]) -> Merged:
    """Tellings in reading order, with their best ends."""
    ordered = tuple(sorted(tellings, key=lambda t: t.line))
    provider = recipient = None
    for telling in ordered:
        provider, recipient = _better(provider, telling.provider), _better(recipient, telling.recipient)
    return Merged(ordered, provider, recipient)


def _without_echoes(merged: Sequence[Merged]) -> list[Merged]:
    """Without leaks to nobody in an incident where somebody is said to have taken the data."""
    known = {m.first.segment for m in merged if m.provider and m.recipient and m.first.family == "take"}
    vague = [m.recipient is None and m.first.family in {"take", "leak"} and not _is_publication(m) for m in merged]
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
        if (key := _ends_key(one)) and not any(_is_batch(w) for _, w in one.windows):
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
    if key is None or not one.windows or not all(_is_batch(w) for _, w in one.windows):
        return None
    return next((n for n in series.get(key, []) if n != index), None)
