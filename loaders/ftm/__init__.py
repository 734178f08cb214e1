"""FollowTheMoney entities to Readings: a structured source whose entities are its evidence."""

from __future__ import annotations

from loaders.ftm.reading import read_ftm

__all__ = ["read_ftm"]
