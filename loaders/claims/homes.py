"""Which tellings are of one passing: nothing speaks against it in their ends, days, figures and ways.

「4月3日、名簿4万件を業者に売却した」 and 「業者に名簿を売った」 have one home; 「9月5日、90万件を」 opens another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.vocabulary import Action, How, Status
from app.domain.window import Window
from loaders.claims.drafts import Slot, TransferDraft

__all__ = ["Alike", "Home", "Shelf", "better", "fits", "is_batch"]

Alike = Callable[[int, int], bool]
"""May these two actors be one (the man who called, and the two who were arrested)?"""
_RANK = {how: rank for rank, how in enumerate(How)}
_SHORT = 31  # days; a window up to a month dates one passing, a longer one a series
_NEAR_COUNTS = 2  # figures up to this ratio apart can be two claims about one delivery


@dataclass(slots=True)
class Home:
    """Tellings found to be of one passing so far, with what they say together kept up to date."""

    tellings: list[TransferDraft] = field(default_factory=list[TransferDraft])
    provider: Slot[int] | None = None
    recipient: Slot[int] | None = None
    is_series: bool = False
    families: set[str] = field(default_factory=set[str])
    counts: set[int | float] = field(default_factory=set[int | float])
    windows: list[Window] = field(default_factory=list[Window])
    is_taking: bool = False

    def add(self, draft: TransferDraft) -> None:
        """One telling more."""
        self.tellings.append(draft)
        self.provider = better(self.provider, draft.provider)
        self.recipient = better(self.recipient, draft.recipient)
        self.is_series = self.is_series or _is_series(draft)
        self.families.add(draft.family)
        if draft.count:
            self.counts.add(draft.count.value)
        if draft.window is not None:
            self._date(draft.window.value, is_taking=draft.family == "take")

    def _date(self, window: Window, *, is_taking: bool) -> None:
        """One window more; those of taking rule out those of leaking (「流出した」 is told of later days too)."""
        if is_taking and not self.is_taking:
            self.windows, self.is_taking = [], True
        if is_taking == self.is_taking and window not in self.windows:
            self.windows.append(window)

    @property
    def is_one_batch(self) -> bool:
        """True if all its windows are short."""
        return bool(self.windows) and all(is_batch(w) for w in self.windows)


@dataclass(slots=True)
class Shelf:
    """The homes of one incident, those that began with a dated batch by its months: others need not be compared."""

    homes: list[Home] = field(default_factory=list[Home])
    undated: list[int] = field(default_factory=list[int])
    by_month: dict[int, list[int]] = field(default_factory=dict[int, list[int]])

    def near(self, draft: TransferDraft) -> list[Home]:
        """Homes whose days do not rule out a draft, in the order in which they were opened."""
        months = _months(draft)
        if not months:
            return self.homes
        places = {*self.undated, *(place for month in months for place in self.by_month.get(month, []))}
        return [self.homes[place] for place in sorted(places)]

    def opened(self, draft: TransferDraft) -> Home:
        """A home for a draft that fits none."""
        place = len(self.homes)
        self.homes.append(Home())
        for month in _months(draft):
            self.by_month.setdefault(month, []).append(place)
        if not _months(draft) or draft.family == "leak":  # its days yield to those of taking
            self.undated.append(place)
        return self.homes[-1]


def _months(draft: TransferDraft) -> range:
    """The months of a dated batch, numbered; none of a draft without a window or with a long one."""
    window = None if draft.window is None else draft.window.value
    if window is None or window.earliest is None or window.latest is None or not is_batch(window):
        return range(0)
    first, last = (day.year * 12 + day.month for day in (window.earliest, window.latest))
    return range(first, last + 1)


def fits(home: Home, draft: TransferDraft, alike: Alike) -> bool:
    """True if nothing speaks against a draft telling of the same passing."""
    if not (_ends_fit(home.provider, draft.provider, alike) and _ends_fit(home.recipient, draft.recipient, alike)):
        return False
    if not _stays_two(better(home.provider, draft.provider), better(home.recipient, draft.recipient)):
        return False
    families = home.families | {draft.family}
    if len(families) > 1 and families != {"take", "leak"} and not _is_delivery(home, draft):
        return False
    known = home.tellings[0].status
    doubted = {Status.DENIED, Status.SUSPECTED}
    if Status.DENIED in {known, draft.status} and not {known, draft.status} <= doubted:
        return False
    return _days_fit(home, draft) and _counts_fit(home, draft)


def _is_delivery(home: Home, draft: TransferDraft) -> bool:
    """「A市は入力をB社に委託した」 and 「7月22日 A市がB社にデータを引き渡し」: the data passes for that work."""
    tellings = [*home.tellings, draft]
    are_known = all(t.provider and t.recipient for t in tellings) and len({_both(t) for t in tellings}) == 1
    given = [t for t in tellings if t.family != "entrust"]
    are_given = all(t.family == "give" and t.action.value not in {Action.SALE, Action.RESALE} for t in given)
    return are_known and are_given


def _both(draft: TransferDraft) -> tuple[int | None, int | None]:
    return draft.provider and draft.provider.value, draft.recipient and draft.recipient.value


def _stays_two(provider: Slot[int] | None, recipient: Slot[int] | None) -> bool:
    """Nobody passes data to himself: tellings that would say so are of two passings."""
    return provider is None or recipient is None or provider.value != recipient.value


def _ends_fit(known: Slot[int] | None, told: Slot[int] | None, alike: Alike) -> bool:
    """The same actor, one that may be the same, or an end that a telling leaves open."""
    return known is None or told is None or known.value == told.value or alike(known.value, told.value)


def _days_fit(home: Home, draft: TransferDraft) -> bool:
    return draft.window is None or all(window.overlaps(draft.window.value) for window in home.windows)


def _counts_fit(home: Home, draft: TransferDraft) -> bool:
    """Different figures on different days are different deliveries; on the same days they are two claims."""
    windows, told = home.windows, None if draft.window is None else draft.window.value
    if draft.count is None and not home.counts:
        return not (home.is_series and told and is_batch(told)) and not (home.is_one_batch and _is_series(draft))
    if draft.count is None or not home.counts or draft.count.value in home.counts:
        return told is None or not windows or is_batch(told) == any(is_batch(w) for w in windows)
    ratio = max(draft.count.value / max(1, c) for c in home.counts)
    return 1 / _NEAR_COUNTS <= ratio <= _NEAR_COUNTS and (told is None or told in windows)


def is_batch(window: Window) -> bool:
    """True for a window of a month at most: it dates one passing, not a series."""
    if window.earliest is None or window.latest is None:
        return False
    return (window.latest - window.earliest).days <= _SHORT


def _is_series(draft: TransferDraft) -> bool:
    """True for 「4月から翌年3月にかけて」: words that span more than a month, not a year in which it happened once."""
    return draft.window is not None and not is_batch(draft.window.value) and "から" in draft.time_text


def better(known: Slot[int] | None, told: Slot[int] | None) -> Slot[int] | None:
    """The slot that was filled more directly, the first of two."""
    if known is None or told is None:
        return known or told
    return told if _RANK[told.how] < _RANK[known.how] else known
