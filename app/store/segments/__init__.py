"""Segments: the resolved graph beside an SQLite record, in files that are checked before they are believed.

    case.db.segments/3f…c1.segment     a base: everything
    case.db.segments/90…7e.segment     a delta: what changed since, and what is gone

They hold nothing that the record does not hold, and can be deleted at any time: the next question writes them anew.
"""

from app.store.segments.published import SegmentGraph
from app.store.segments.segment import Column, Segment, Unfit, write_segment
from app.store.segments.shelf import Listed, Shelf

__all__ = ["Column", "Listed", "Segment", "SegmentGraph", "Shelf", "Unfit", "write_segment"]
