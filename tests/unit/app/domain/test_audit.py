"""The chain of the audit log breaks wherever a line is changed, moved, put in or taken out, but not where it is cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import BEGINNING, AuditLine, verify_chain

WORDS = st.text(max_size=8)
ACTS = st.lists(st.tuples(WORDS, WORDS, WORDS, st.lists(WORDS, max_size=3)), min_size=1, max_size=6)


def chained(acts) -> list[AuditLine]:
    lines: list[AuditLine] = []
    for when, who, what, about in acts:
        lines.append(AuditLine.after(lines[-1] if lines else None, when, who, what, about))
    return lines


def test_no_line_is_a_whole_chain():
    state = verify_chain([])
    assert (state.lines, state.last, state.broken) == (0, BEGINNING, None)


@given(ACTS)
def test_what_was_written_holds_and_each_beginning_of_it_too(acts):
    lines = chained(acts)
    for end in range(1, len(lines) + 1):
        state = verify_chain(lines[:end])
        assert (state.lines, state.last, state.broken) == (end, lines[end - 1].digest, None)
    assert all(later.previous == earlier.digest for earlier, later in pairwise(lines))


@given(ACTS, st.data())
def test_a_changed_line_breaks_the_chain_there(acts, data):
    lines = chained(acts)
    place = data.draw(st.integers(0, len(lines) - 1))
    name = data.draw(st.sampled_from(["when", "who", "what", "about", "number", "previous", "digest"]))
    other = {"number": lines[place].number + 1, "about": (*lines[place].about, "x")}
    changed = replace(lines[place], **{name: other.get(name, f"{getattr(lines[place], name)}x")})
    state = verify_chain([*lines[:place], changed, *lines[place + 1 :]])
    assert (state.lines, state.broken) == (place, changed.number)


@given(ACTS, st.data())
def test_a_line_that_is_gone_or_moved_breaks_the_chain(acts, data):
    lines = chained([*acts, ("t", "w", "a", [])])
    place = data.draw(st.integers(0, len(lines) - 2))
    assert verify_chain([*lines[:place], *lines[place + 1 :]]).broken == lines[place + 1].number
    swapped = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
    assert verify_chain(swapped).broken == lines[place + 1].number


def test_words_do_not_run_into_one_another():
    ids = [("ab", "c"), ("a", "bc"), ("abc",), ("ab", "", "c")]
    assert len({AuditLine.after(None, "t", "w", "a", about).digest for about in ids}) == len(ids)
    assert AuditLine.after(None, "t", "wa", "", ()).digest != AuditLine.after(None, "t", "w", "a", ()).digest
