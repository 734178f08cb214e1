"""The values of actor finding in one document, and the register in which they are put together in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.spot import Form, Spot

__all__ = ["ActorLine", "Actors", "Denotation", "DocActor", "Register"]

_AUTHORITIES = frozenset({Role.INVESTIGATOR, Role.REGULATOR, Role.COURT, Role.JOURNALIST})


@dataclass(frozen=True, slots=True)
class ActorLine:
    """One line as the actor finder sees it: its text, its incident, and spans known to be names of organizations."""

    text: str
    segment: int = 0
    names: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class DocActor:
    """One actor of one document while it is being put together. `employer`: index of the organization it belongs to.

    `words`: the general words for a person by which it was denoted (男性, 容疑者). `called`: roles that go with what
    a named one was called, whether it has them or not. `members`: indices of a group's own.
    """

    index: int
    label: str
    kind: ActorKind
    segment: int
    names: set[str] = field(default_factory=set[str])
    roles: list[Role] = field(default_factory=list[Role])
    members: list[int] = field(default_factory=list[int])
    employer: int | None = None
    size: int | None = None
    is_sure: bool = False
    is_named: bool = False
    head_class: str = ""
    words: set[str] = field(default_factory=set[str])
    called: set[Role] = field(default_factory=set[Role])

    @property
    def is_authority(self) -> bool:
        """Police, regulators, courts and the press: they investigate or tell, they do not leak."""
        return bool(_AUTHORITIES & set(self.roles))

    def add_roles(self, roles: Iterable[Role]) -> None:
        """Add roles in the order in which they are found."""
        self.roles += [role for role in roles if role not in self.roles]


@dataclass(frozen=True, slots=True)
class Denotation:
    """Span `[start, end)` of a line denotes an actor (its index)."""

    line: int
    start: int
    end: int
    actor: int
    is_name: bool
    form: Form


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors of a document and where they are denoted, in reading order."""

    actors: tuple[DocActor, ...]
    denotations: tuple[Denotation, ...]
    publisher: int | None


@dataclass(slots=True)
class Register:
    """What is known so far on the way through a document; lives only inside `find_actors`."""

    lines: list[tuple[ActorLine, list[Spot]]]
    actors: list[DocActor] = field(default_factory=list[DocActor])
    denotations: list[Denotation] = field(default_factory=list[Denotation])
    by_name: dict[str, int] = field(default_factory=dict[str, int])
    by_role: dict[tuple[int, str], list[int]] = field(default_factory=dict[tuple[int, str], list[int]])
    by_letter: dict[tuple[int, str], int] = field(default_factory=dict[tuple[int, str], int])

    def new(self, label: str, kind: ActorKind, segment: int, spot: Spot) -> DocActor:
        """A new actor, first denoted by `spot`."""
        actor = DocActor(len(self.actors), label, kind, segment, head_class=spot.head_class, size=spot.size)
        actor.is_named = spot.form is Form.NAME
        self.actors.append(actor)
        return actor

    def denote(self, line: int, spot: Spot, actor: int) -> None:
        """Note that a span denotes an actor; 県警 for 青森県警 points back and is no name of it."""
        is_generic = spot.form is Form.NAME and spot.phrase == spot.head and self.actors[actor].label != spot.phrase
        is_name = spot.form in {Form.NAME, Form.ROLE, Form.LETTER} and not is_generic
        self.denotations.append(Denotation(line, spot.start, spot.end, actor, is_name, spot.form))

    def redirect(self, old: int, new: int) -> None:
        """What denoted `old` denotes `new` from now on."""
        if old == new:
            return
        self.actors[new].names |= self.actors[old].names
        self.actors[new].words |= self.actors[old].words
        self.actors[new].called |= self.actors[old].called
        self.denotations = [replace(d, actor=new) if d.actor == old else d for d in self.denotations]
        for actor in self.actors:
            actor.employer = new if actor.employer == old else actor.employer
            actor.members = list(dict.fromkeys(new if m == old else m for m in actor.members))
        for key, found in self.by_role.items():
            self.by_role[key] = list(dict.fromkeys(new if i == old else i for i in found))
        self.by_name = {key: new if i == old else i for key, i in self.by_name.items()}

    def recent(self, segment: int, kind: ActorKind) -> list[DocActor]:
        """Actors of a kind and segment in the order in which they were last denoted, latest first."""
        order = dict.fromkeys(d.actor for d in reversed(self.denotations))
        found = [self.actors[i] for i in order if self.actors[i].kind is kind]
        return [a for a in found if a.segment == segment]

    def on_line(self, number: int) -> list[Denotation]:
        """What a line denotes so far, in the order found."""
        return [d for d in self.denotations if d.line == number]

    def is_used(self, actor: int, times: int) -> bool:
        """True if an actor is denoted at least so often so far."""
        return sum(d.actor == actor for d in self.denotations) >= times

    def text(self, number: int) -> str:
        """The text of a line."""
        return self.lines[number][0].text

    def case_after(self, d: Denotation) -> str:
        """The case particle right behind a denotation, empty if there is none."""
        m = re.match(
            r"[」』]?(?:\([^()]*\))?(によると|では|には|から|より|は|が|も|に|を|と|へ|の)", self.text(d.line)[d.end :]
        )
        return m[1] if m else ""
