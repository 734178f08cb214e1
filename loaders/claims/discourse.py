"""What the text has said so far in one incident, for what a sentence leaves unsaid.

「2020年4月、元社員は名簿を持ち出した。その後、業者に売却した。」: the second sentence has no subject; the one who
took the data sold it. A discourse is a value: each draft in reading order makes the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.vocabulary import Role
from loaders.claims.accused import accused_of
from loaders.claims.actor_kinds import is_suspect
from loaders.claims.arguments import Scene
from loaders.claims.clauses import Predicate
from loaders.claims.controller import attacked_organization, controller_of
from loaders.claims.drafts import TransferDraft
from loaders.claims.filling import Filled
from loaders.mentions.actors import DocActor
from loaders.mentions.analysis import Analysis

__all__ = ["Asked", "Discourse", "Passing", "Telling", "open_discourse"]

_SPOKEN_OF = 2
"""Lines after a passing in which its data may be left unsaid."""
_NEAR = 6
"""Lines after which nobody takes up what was left unsaid."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A transfer whose two ends are known, told in a line."""

    line: int
    provider: int
    recipient: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asks for data in writing (照会書を提出した), and who is asked."""

    line: int
    asker: int
    answerer: int


@dataclass(frozen=True, slots=True)
class Discourse:
    """What is known before a sentence; tuples hold each actor once, the latest last.

    `controller`, `attacked`, `suspect`, `police`: read off the whole incident, None where not exactly one fits.
    `accused`: those whom the text calls 容疑者 or 被告.
    `unnamed_giver_to`: who got data from somebody not named. `acting`: line and subject of the last transfer.
    """

    controller: int | None
    attacked: int | None
    suspect: int | None
    police: int | None
    accused: frozenset[int] = frozenset()
    takers: tuple[int, ...] = ()
    holders: tuple[int, ...] = ()
    passings: tuple[Passing, ...] = ()
    unnamed_giver_to: int | None = None
    asked: Asked | None = None
    acting: tuple[int, int] | None = None
    has_transfers: bool = False

    def after(self, draft: TransferDraft, subject: int | None) -> Discourse:
        """What is known after a draft whose acting subject is `subject`."""
        got = draft.recipient.value if draft.recipient else None
        gave = draft.provider.value if draft.provider else None
        holds = got if got is not None and not draft.lawful else None
        took = holds if draft.family == "take" else None
        passing = Passing(draft.line, gave, got) if gave is not None and got is not None else None
        is_from_nobody = got is not None and gave is None and draft.family == "give"
        return replace(
            self,
            takers=_with(self.takers, took),
            holders=_with(self.holders, holds),
            passings=_told(self.passings, passing),
            unnamed_giver_to=got if is_from_nobody else self.unnamed_giver_to,
            acting=self.acting if subject is None else (draft.line, subject),
            has_transfers=True,
        )

    def asking(self, asked: Asked) -> Discourse:
        """What is known after somebody asked for data in writing."""
        return replace(self, asked=asked)

    @property
    def insider(self) -> int | None:
        """The one who is said to have taken the data; else the only suspect or former employee of the incident."""
        if self.takers:
            return self.takers[0] if len(self.takers) == 1 else None
        return self.suspect

    @property
    def receivers(self) -> tuple[int, ...]:
        """Those who were given the data, and did not take it."""
        return tuple(a for a in self.holders if a not in self.takers)

    def last_subject(self, line: int, reach: int = 2) -> int | None:
        """The acting subject of the last transfer, if it was told at most `reach` lines before."""
        return self.acting[1] if self.acting and line - self.acting[0] <= reach else None

    def goes_on(self, line: int) -> bool:
        """True if a passing was told at most two lines before: what it passed is still spoken of."""
        told = max((*(p.line for p in self.passings[-1:]), *(self.acting or ())[:1]), default=None)
        return told is not None and line - told <= _SPOKEN_OF

    def last_passing(self, line: int) -> Passing | None:
        """The last transfer with two known ends, if it was told not long before."""
        last = self.passings[-1] if self.passings else None
        return last if last and line - last.line <= _NEAR else None

    def taken_from(self, takers: tuple[int, ...]) -> int | None:
        """From whom the same ones are said to have got data before."""
        return next((p.provider for p in reversed(self.passings) if p.recipient in takers), None)

    def holder_besides(self, actors: tuple[int, ...]) -> int | None:
        """The last one who is said to have got the data and is none of the given."""
        return next((a for a in reversed(self.holders) if a not in actors), None)


@dataclass(frozen=True, slots=True)
class Telling:
    """One predicate with its slots as its sentence fills them, and what was said before it."""

    scene: Scene
    predicate: Predicate
    filled: Filled
    said: Discourse

    @property
    def line(self) -> int:
        """The index of its line."""
        return self.scene.line.index


def open_discourse(analysis: Analysis, segment: int) -> Discourse:
    """What is known of an incident before its first sentence."""
    denoted = dict.fromkeys(d.actor for line in analysis.lines if line.segment == segment for d in line.actors)
    actors = [analysis.actors[a] for a in denoted]
    return Discourse(
        controller=controller_of(analysis, segment),
        attacked=attacked_organization(analysis, segment),
        suspect=_only(a for a in actors if is_suspect(a)),
        police=_only(a for a in actors if Role.INVESTIGATOR in a.roles),
        accused=frozenset(accused_of(analysis, segment)),
    )


def _only(actors: Iterable[DocActor]) -> int | None:
    found = list(actors)
    return found[0].index if len(found) == 1 else None


def _with(known: tuple[int, ...], actor: int | None) -> tuple[int, ...]:
    return known if actor is None else (*(a for a in known if a != actor), actor)


def _told(known: tuple[Passing, ...], passing: Passing | None) -> tuple[Passing, ...]:
    if passing is None:
        return known
    ends = (passing.provider, passing.recipient)
    return (*(p for p in known if (p.provider, p.recipient) != ends), passing)
