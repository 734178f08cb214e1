"""Ledgers of transfers (CSV, TSV, XLSX) to Readings: a structured source whose rows are its evidence."""

from __future__ import annotations

from loaders.ledger.reading import read_ledger

__all__ = ["read_ledger"]
