"""STIX 2.1 bundles to Readings: a structured source whose objects are its evidence."""

from __future__ import annotations

from loaders.stix.reading import read_stix

__all__ = ["read_stix"]
