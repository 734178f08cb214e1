"""The entries of events.yaml, and triggers side by side."""

from itertools import pairwise

from loaders.claims.event_rules import find_triggers


def test_triggers_do_not_overlap() -> None:
    found = find_triggers("県警は4日に男を再逮捕し、地検は5日に起訴、店は会見で謝罪した。")
    assert [t.rule.type for t in found] == ["arrest", "indictment", "apology"]
    assert all(a.end <= b.start for a, b in pairwise(found))
