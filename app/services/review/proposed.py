"""Proposals of language models that somebody put up for review: judgements about one proposal, with its content.

    find_proposal(snapshot, "proposal-3f…")   →  the judgement that holds it

They stand beside the record until a person accepts one: taken up, a proposal is a judgement that is `unsure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.judgement import Judgement
from app.services.snapshot import Snapshot

__all__ = ["find_proposal", "is_of_proposal", "proposals_of"]


def is_of_proposal(judgement: Judgement) -> bool:
    """True for a judgement about a proposal."""
    value = judgement.value
    return len(judgement.about) == 1 and isinstance(value, Mapping) and value.get("id") == judgement.about[0]


def proposals_of(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """By the id of each proposal that was put up and not taken back a judgement that holds its content."""
    return {one.about[0]: one for one in judgements if is_of_proposal(one) and not one.undone}


def find_proposal(snapshot: Snapshot, key: str) -> Judgement | None:
    """A judgement that holds the proposal of that id; None if there is none."""
    return proposals_of(snapshot.view.judgements).get(key)
