"""A transfer → the few words that stand at its arrow in a drawing.

["sale", "2031-04-01 … 2031-04-30", "suspected", "40000 records (about)"]
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.graph import Count, Transfer
from app.domain.vocabulary import Qualifier
from app.domain.window import Window
from app.export.contents import Contents

__all__ = ["quotes_in_words", "words_of"]


def words_of(one: Transfer) -> list[str]:
    """Its action, days, status, count, and what is inferred; nothing for what is not known."""
    found = [one.action.value, _days(one.window), one.status.value + (", lawful" if one.lawful else "")]
    if one.record_count is not None:
        found.append(_count(one.record_count))
    if not one.is_stated:
        found.append("an end is inferred")
    return [word for word in found if word]


def quotes_in_words(contents: Contents, one: Transfer) -> Iterator[str]:
    """Each quote with its document, in the order of documents and places."""
    for name, quote in sorted({(contents.name_of(quote.document), quote) for quote in one.evidence}):
        if quote.exact:
            yield f"「{quote.exact}」 {name} {quote.start}-{quote.end}"


def _days(window: Window) -> str:
    """`2031-04-01 … 2031-04-30`; `…` stands alone where an end is open."""
    if window.is_open:
        return ""
    earliest, latest = window.to_iso()
    return earliest or "" if earliest == latest else f"{earliest or ''} … {latest or ''}".strip()


def _count(count: Count) -> str:
    unit = f" {count.unit.value}" if count.unit else ""
    return f"{count.value}{unit}" + ("" if count.qualifier is Qualifier.EXACT else f" ({count.qualifier.value})")
