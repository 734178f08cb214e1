"""The arguments of a predicate to the actors that they denote.

「X社のサーバーから」 denotes X社, 「2人の手に」 the two, 「C、Dが」 C and D. A noun that names no actor denotes
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.vocabulary import ActorKind, How, Role
from loaders.claims.clauses import Argument, Sentence, argument_of
from loaders.claims.drafts import Slot
from loaders.claims.frames import frame_lexicon
from loaders.mentions.actors import DocActor
from loaders.mentions.analysis import Analysis, Line

__all__ = ["Ends", "Scene", "one", "usable"]

_TAIL = re.compile(
    r"(側|ら|等|など|たち|本社|東京本社|社内|宛|自身|の手|の元|のもと|受付|窓口|氏|さん|社|か|」|』|,|、|\s|\d+人)*"
)
_HOUSE = re.compile(r"(勤務先|勤め先|勤めていた会社|職場|雇用主)")
_JOINED = frozenset(["", "と", "や", "および", "及び"])
_JOINED_DEP = frozenset(["nmod", "conj", "compound", "dep"])

Ends = tuple[int, ...]
"""Actors that stand together in one slot (「A、Bに」): the transfer is told of each of them."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One parsed sentence of one line of a document."""

    analysis: Analysis
    line: Line
    sentence: Sentence

    @property
    def line_before(self) -> Line | None:
        """The line before, if it belongs to the same incident."""
        before = self.analysis.lines[self.line.index - 1] if self.line.index else None
        return before if before is not None and before.segment == self.line.segment else None

    def actor(self, index: int) -> DocActor:
        """The actor with an index."""
        return self.analysis.actors[index]

    def actors_of(self, argument: Argument | None) -> Ends:
        """The actors that an argument denotes: its head noun, with what is coordinated to it; () if none."""
        if argument is None:
            return ()
        head = self._ending_at(argument)
        if head is None:
            return self._of_place(argument)
        house = self._own_house(argument, head)
        return (*self._coordinated(argument.chunk, head), head) if house is None else (house,)

    def slot_of(self, arguments: Iterable[Argument], how: How = How.STATED) -> Slot[Ends] | None:
        """The first of the arguments that denotes somebody who can give or get."""
        for argument in arguments:
            if actors := tuple(a for a in self.actors_of(argument) if usable(self.actor(a))):
                return Slot(actors, how)
        return None

    def owners_by(self, chunk: int) -> Iterator[Ends]:
        """Actors of the の-modifiers of a noun phrase (「X社の会員の名簿」), nearest first."""
        for child in self.sentence.under(chunk):
            if child.particle.startswith("の"):
                yield self.actors_of(argument_of(child, "の"))

    def _of_place(self, argument: Argument) -> Ends:
        """Whose place, hand or system it is that an argument names (X社のサーバー, A、Bの手); () if it names none."""
        text = self.sentence.words_of(argument)
        if not any(text.endswith(place) for place in frame_lexicon().places):
            return ()
        place = self.sentence.places[argument.start]
        inside = next((d.actor for d in self.line.actors if d.start == place), None)
        return self._owners(argument.chunk) if inside is None else (inside,)

    def _own_house(self, argument: Argument, head: int) -> int | None:
        """「北原容疑者は、勤務先の名簿を」: where the person named last before works."""
        if not _HOUSE.fullmatch(self.actor(head).label):
            return None
        place = self.sentence.to_line(argument.start, argument.end)[0]
        before = [self.actor(d.actor) for d in self.line.actors if d.end <= place]
        return next((a.employer for a in reversed(before) if a.kind is ActorKind.PERSON), None)

    def _ending_at(self, argument: Argument) -> int | None:
        """A denotation whose end closes the argument, up to a tail that does not change whom it denotes."""
        low, high = self.sentence.to_line(argument.start, argument.end)
        inside = [d for d in self.line.actors if low < d.end <= high and _TAIL.fullmatch(self.line.text[d.end : high])]
        best = max(inside, key=lambda d: (d.end, d.start == low, d.end - d.start), default=None)
        return None if best is None else best.actor

    def _owners(self, chunk: int) -> Ends:
        """The nearest の-modifier that denotes actors (「X社の」サーバー)."""
        modifiers = [c for c in reversed(self.sentence.parse.children(chunk)) if c.particle.startswith("の")]
        found = (self.actors_of(argument_of(c)) for c in modifiers)
        return next((actors for actors in found if actors), ())

    def _coordinated(self, chunk: int, head: int) -> Ends:
        """Actors joined to a chunk by 、, と, や (「C、Dが」), of the kind of the head."""
        found: list[int] = []
        beside = self.sentence.parse.chunks[max(0, chunk - 1) : chunk]
        for child in dict.fromkeys([*self.sentence.parse.children(chunk), *beside]):
            is_listed = child in beside and not child.particle and self.sentence.text[child.end - 1] == "、"
            is_joined = is_listed or (child.particle in _JOINED and child.dep in _JOINED_DEP)
            actor = self._ending_at(argument_of(child)) if is_joined else None
            if actor is not None and actor != head and self.actor(actor).kind is self.actor(head).kind:
                found += [*self._coordinated(child.index, actor), actor]
        return tuple(dict.fromkeys(found))


def usable(actor: DocActor) -> bool:
    """False for data subjects, internal units and the press: they neither give nor get what is told."""
    return actor.head_class not in {"subjects", "internal_unit"} and Role.JOURNALIST not in actor.roles


def one(actor: int | None, how: How) -> Slot[Ends] | None:
    """A slot of one actor, None for nobody."""
    return None if actor is None else Slot((actor,), how)
