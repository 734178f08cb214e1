"""`Accept` → which of the media types that can be had is meant.

>>> preferred("application/pdf;q=0.5, text/*", ["application/pdf", "text/html"])
'text/html'

References:
    RFC 9110, HTTP Semantics (R. Fielding, M. Nottingham, J. Reschke, 2022), 12.5.1: the more specific range counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["preferred"]

_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)
_ANY = "*/*"


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The type that the client likes best, of equals the first; None if it takes none of them.

    No header takes everything. Parameters of a media type are not compared.

    >>> preferred("", ["text/csv"]), preferred("image/png", ["text/csv"]), preferred("*/*, text/csv;q=0", ["text/csv"])
    ('text/csv', None, None)
    """
    ranges = dict(_read(one) for one in (accept.strip() or _ANY).split(",") if one.strip())
    rated = [(_rate(ranges, _essence(one)), -place, one) for place, one in enumerate(offered)]
    quality, _, best = max(rated, default=(0.0, 0, None))
    return best if quality > 0 else None


def _read(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    told = next((value.strip() for key, _, value in (one.partition("=") for one in parameters) if key == "q"), "1")
    return name, float(told) if _QUALITY.fullmatch(told) else 0.0


def _rate(ranges: dict[str, float], offer: str) -> float:
    """The quality that the most specific range gives, 0 if none does."""
    for one in (offer, f"{offer.partition('/')[0]}/*", _ANY):
        if one in ranges:
            return ranges[one]
    return 0.0


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
