"""leaktrail/1 objects to Readings: a structured source whose rows are its evidence."""

from __future__ import annotations

from loaders.exchange.reading import check_quotes, no_words, read_exchange

__all__ = ["check_quotes", "no_words", "read_exchange"]
