"""Judgements -> decisions: what people decided about claims and about pairs of things.

Example: one person says `same` of two local ids and another `not_same`: the pair is `DISAGREED`, so it is neither
joined nor held apart by a person, and it is suggested again. Of one person's judgements about the same thing the
latest counts; undone ones do not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.claim import Value
from app.domain.judgement import OF_PAIRS, Judgement, Verdict

__all__ = ["Decision", "Pairs", "PairsByThing", "accepted_proposals", "decided_claims", "decided_pairs"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What counts for one claim: rejected, or accepted with a corrected `value` (None = as it stands)."""

    rejected: bool
    value: Value = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of local ids (each in ascending order): decided to be one, not to be one, and in dispute."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    disputed: tuple[tuple[str, str], ...] = ()


_NO_PAIRS = Pairs()


class PairsByThing:
    """Decided pairs by the ids that they are about, for looking at a few things out of many."""

    def __init__(self, pairs: Pairs = _NO_PAIRS) -> None:
        """Over all decided pairs."""
        self.pairs = pairs
        self._about: dict[str, list[tuple[str, tuple[str, str]]]] = {}
        for name, found in (("same", pairs.same), ("apart", pairs.apart), ("disputed", pairs.disputed)):
            for pair in found:
                for key in pair:
                    self._about.setdefault(key, []).append((name, pair))

    def same_as(self, key: str) -> Iterator[str]:
        """The ids that people said to be one with this one."""
        for name, (left, right) in self._about.get(key, ()):
            if name == "same":
                yield right if key == left else left

    def among(self, keys: Collection[str]) -> Pairs:
        """The pairs of which both are among `keys`."""
        if not self._about:
            return _NO_PAIRS
        found: dict[str, set[tuple[str, str]]] = {"same": set(), "apart": set(), "disputed": set()}
        for key in keys:
            for name, pair in self._about.get(key, ()):
                if pair[0] in keys and pair[1] in keys:
                    found[name].add(pair)
        return Pairs(*(tuple(sorted(pairs)) for pairs in found.values()))

    def differing(self, other: PairsByThing) -> set[str]:
        """The ids about which the two differ."""
        keys = self._about.keys() | other._about.keys()
        return {key for key in keys if sorted(self._about.get(key, ())) != sorted(other._about.get(key, ()))}


def decided_claims(judgements: Sequence[Judgement]) -> Mapping[str, Decision]:
    """By claim id what people decided; a claim that people disagree about is left as it is."""
    decisions: dict[str, Decision] = {}
    for about, latest in _latest(j for j in judgements if j.verdict not in OF_PAIRS and not _holds(j)).items():
        found = {_decision_key(j): j for j in latest}
        if len(found) == 1:
            judgement = next(iter(found.values()))
            value = judgement.value if judgement.verdict is Verdict.CORRECT else None
            decisions[about[0]] = Decision(judgement.verdict is Verdict.REJECT, value)
    return decisions


def accepted_proposals(judgements: Sequence[Judgement]) -> Mapping[str, Mapping[str, Value]]:
    """By id the proposals of language models that people accepted, and nobody rejected: their content."""
    found: dict[str, Mapping[str, Value]] = {}
    for about, latest in _latest(filter(_holds, judgements)).items():
        said = {j.verdict for j in latest if j.verdict is not Verdict.UNSURE}
        content = latest[0].value
        if said == {Verdict.ACCEPT} and isinstance(content, Mapping):
            found[about[0]] = content
    return found


def decided_pairs(judgements: Sequence[Judgement]) -> Pairs:
    """The pairs that people judged, sorted."""
    found: dict[Verdict | None, list[tuple[str, str]]] = {}
    for about, latest in _latest(j for j in judgements if j.verdict in OF_PAIRS).items():
        if len(about) == 2:
            found.setdefault(_together([j.verdict for j in latest]), []).append((about[0], about[1]))
    pick = {verdict: tuple(sorted(pairs)) for verdict, pairs in found.items()}
    return Pairs(pick.get(Verdict.SAME, ()), pick.get(Verdict.NOT_SAME, ()), pick.get(None, ()))


def _holds(judgement: Judgement) -> bool:
    """True if it is about a proposal, whose content it holds."""
    return isinstance(judgement.value, Mapping) and judgement.value.get("id") in judgement.about


def _together(verdicts: Sequence[Verdict]) -> Verdict | None:
    """All people together; None if they disagree."""
    decided = [v for v in verdicts if v is not Verdict.UNSURE] or list(verdicts)
    together: Verdict | None = decided[0]
    for verdict in decided[1:]:
        together = together.combine(verdict) if together is not None else None
    return together


def _latest(judgements: Iterable[Judgement]) -> dict[tuple[str, ...], list[Judgement]]:
    """By what they are about, each person's latest judgement that is not undone."""
    latest: dict[tuple[tuple[str, ...], str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.when, j.id)):
        if not judgement.undone:
            latest[tuple(sorted(judgement.about)), judgement.who] = judgement
    found: dict[tuple[str, ...], list[Judgement]] = {}
    for (about, _), judgement in latest.items():
        found.setdefault(about, []).append(judgement)
    return found


def _decision_key(judgement: Judgement) -> tuple[Verdict, str]:
    return (judgement.verdict, repr(judgement.value))
