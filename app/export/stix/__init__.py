"""A graph as a STIX 2.1 bundle: `bundle` puts it together, `objects` makes the objects, `terms` holds fixed ones."""

from __future__ import annotations

from app.export.stix.bundle import to_stix, write_stix

__all__ = ["to_stix", "write_stix"]
