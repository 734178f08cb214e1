"""Every entry of events.yaml finds its own examples and refuses its counter-examples."""

from itertools import pairwise

import pytest

from loaders.claims.event_rules import event_rules, find_triggers

EXAMPLES = [(rule.type, text) for rule in event_rules() for text in rule.examples]
REFUSED = [(rule.type, text) for rule in event_rules() for text in rule.refused]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_example_is_found(kind: str, text: str) -> None:
    assert kind in {trigger.rule.type for trigger in find_triggers(text)}


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_counter_example_is_refused(kind: str, text: str) -> None:
    assert kind not in {trigger.rule.type for trigger in find_triggers(text)}


def test_every_rule_has_both_kinds_of_examples() -> None:
    assert [rule.type for rule in event_rules() if not (rule.examples and rule.refused)] == []


def test_triggers_do_not_overlap() -> None:
    found = find_triggers("県警は4日に男を再逮捕し、地検は5日に起訴、店は会見で謝罪した。")
    assert [t.rule.type for t in found] == ["arrest", "indictment", "apology"]
    assert all(a.end <= b.start for a, b in pairwise(found))
