"""The arguments of a predicate to provider, recipient and object: which actor stands in which slot, and how it got there.

Each slot is tried in the order of `How`: an argument of the predicate itself (stated), of a neighbour in the same sentence
(clause), then what the caller finds in the discourse. Two equally good candidates make no choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.vocabulary import ActorKind, How, Role
from loaders.claims.clauses import Argument, Predicate, Sentence, plain_case
from loaders.claims.drafts import Slot
from loaders.claims.frames import FrameLexicon, Shape, frame_lexicon
from loaders.mentions.analysis import Analysis, Line

__all__ = ["Filled", "Reader", "subject_shapes"]

_TAIL = re.compile(r"(側|ら|等|など|たち|本社|東京本社|社内|宛|自身|の手|の元|のもと|受付|窓口|氏|さん|社|か|」|』|,|、|\s|\d+人)*")
subject_shapes = frozenset({Shape.GIVE, Shape.ENTRUST, Shape.PUBLISH, Shape.GIVEBACK})
"""Shapes whose subject is the provider; of all others but `reach` and `leak` it is the recipient."""

Ends = tuple[int, ...]
"""Actors that stand together in one slot (「A、Bに」): the transfer is told of each of them."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The slots of one predicate as far as its sentence fills them; `extent` is the clause in line offsets."""

    provider: Slot[Ends] | None
    recipient: Slot[Ends] | None
    object: Argument | None
    extent: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks up actors behind the arguments of one sentence of one line."""

    analysis: Analysis
    line: Line
    sentence: Sentence

    # -------------------------------------------------------- one argument

    def actors_of(self, argument: Argument | None) -> Ends:
        """The actors that an argument denotes: its head noun, with what is coordinated to it; () if none."""
        if argument is None:
            return ()
        head = self._head_actor(argument.start, argument.end, argument.chunk)
        if head is None:
            return ()
        return (*self._coordinated(argument.chunk, head), head)

    def _head_actor(self, start: int, end: int, chunk: int) -> int | None:
        """The actor that `[start, end)` ends in, or the owner of the place that it ends in (X社のサーバー)."""
        found = self._ending_at(start, end)
        if found is not None:
            return found
        text = self.sentence.text[start:end]
        if any(text.endswith(place) for place in frame_lexicon().places):
            inside = self._beginning_at(start)
            return inside if inside is not None else self._owner(chunk)
        return None

    def _ending_at(self, start: int, end: int) -> int | None:
        """A denotation whose end closes the span, up to a tail that does not change whom it denotes."""
        low, high = self.sentence.to_line(start, end)
        inside = [d for d in self.line.actors if low < d.end <= high and _TAIL.fullmatch(self.line.text[d.end : high])]
        best = max(inside, key=lambda d: (d.end, d.start == low, d.end - d.start), default=None)
        return None if best is None else best.actor

    def _beginning_at(self, start: int) -> int | None:
        place = self.sentence.places[start]
        return next((d.actor for d in self.line.actors if d.start == place), None)

    def _owner(self, chunk: int) -> int | None:
        """The の-modifier that is an actor (「X社の」サーバー)."""
        for child in reversed(self.sentence.parse.children(chunk)):
            if child.particle.startswith("の") and (actor := self._ending_at(child.start, child.content_end)) is not None:
                return actor
        return None

    def _coordinated(self, chunk: int, head: int) -> Ends:
        """Actors joined to a chunk by 、, と, や (「C、Dが」), of the kind of the head."""
        kind = self.analysis.actors[head].kind
        found: list[int] = []
        for child in self.sentence.parse.children(chunk):
            is_joined = child.particle in {"", "と", "や", "および", "及び"} and child.dep in {"nmod", "conj", "compound", "dep"}
            actor = self._ending_at(child.start, child.content_end) if is_joined else None
            if actor is not None and actor != head and self.analysis.actors[actor].kind is kind:
                found += [*self._coordinated(child.index, actor), actor]
        return tuple(dict.fromkeys(found))

    # -------------------------------------------------------- one predicate

    def fill(self, predicate: Predicate) -> Filled:
        """All slots of a predicate from its own sentence."""
        shape = predicate.frame.shape
        subject = self._subject(predicate)
        target = self._recipient_argument(predicate)
        source = self._source(predicate)
        agent = self._slot(predicate.case("によって"))
        if predicate.is_passive and shape not in {Shape.REACH, Shape.LEAK}:
            subject = agent or (None if subject is None or subject.how is not How.STATED else self._persons_only(subject))
        give = (shape in subject_shapes) != predicate.is_inverse
        if shape in {Shape.REACH, Shape.LEAK}:
            provider, recipient = source, target
        elif give:
            is_stated = subject is not None and subject.how is How.STATED
            provider, recipient = (subject if is_stated else source or subject), target
            if predicate.is_passive:
                provider = agent or source
        elif shape is Shape.TAKE:
            provider, recipient = source, subject or agent
        else:
            asked = predicate.is_inverse or predicate.frame.asks
            provider, recipient = source or (target if asked else None), subject
        provider, recipient = self._relative(predicate, provider, recipient)
        return Filled(provider, recipient, self._object(predicate), self._extent(predicate))

    def _slot(self, arguments: Iterable[Argument], how: How = How.STATED) -> Slot[Ends] | None:
        for argument in arguments:
            if (actors := self._usable(self.actors_of(argument))) and actors:
                return Slot(actors, how)
        return None

    def _quoted_apart(self, argument: Argument, predicate: Predicate) -> bool:
        """True if one of the two stands inside 「…」 and the other outside: other words, other speaker."""
        low, high = sorted((argument.end, predicate.span[0]))
        between = self.sentence.text[low:high]
        return between.count("「") != between.count("」")

    def _usable(self, actors: Ends) -> Ends:
        """Without data subjects and the press: they neither give nor get what is told here."""
        return tuple(a for a in actors if self.usable(a))

    def usable(self, actor: int) -> bool:
        """True for an actor that can stand at the end of a transfer."""
        doc_actor = self.analysis.actors[actor]
        return doc_actor.head_class not in {"subjects", "internal_unit"} and Role.JOURNALIST not in doc_actor.roles

    def _persons_only(self, slot: Slot[Ends]) -> Slot[Ends] | None:
        return slot if all(self.analysis.actors[a].kind is ActorKind.PERSON for a in slot.value) else None

    def _subject(self, predicate: Predicate) -> Slot[Ends] | None:
        """が before は; then those of the predicates that this one is coordinated with; then the topic."""
        own = [*predicate.case("が"), *self._marked(predicate, "は", "も")]
        before = list(self._before(predicate.chunk))
        shared = [*before, *self._shared(predicate, "が"), *self._shared(predicate, "は"), *self._loose(predicate, "が")]
        if not self._is_told(predicate):
            shared += self._topics(predicate)
        for arguments, how in ((own, How.STATED), (shared, How.CLAUSE)):
            for argument in arguments:
                if how is How.CLAUSE and self._quoted_apart(argument, predicate):
                    continue
                slot = self._slot([argument], how)
                if slot and (predicate.frame.shape is Shape.SEIZE or not self._has_authority(slot)):
                    return slot
        return None

    def _loose(self, predicate: Predicate, *cases: str) -> Iterator[Argument]:
        """An argument before the predicate with no verb between: the parser lost it (「Xがシステムの開発委託時に提供し」)."""
        for chunk in reversed(self.sentence.parse.chunks[: predicate.chunk]):
            if self._is_verbal(chunk.index):
                return
            if plain_case(chunk.particle) in cases:
                yield Argument(chunk.particle, chunk.index, chunk.start, chunk.content_end)

    def _topics(self, predicate: Predicate) -> Iterator[Argument]:
        """は before the predicate, nearest first, on the same side of quotation marks."""
        for chunk in reversed(self.sentence.parse.chunks[: predicate.chunk]):
            if chunk.particle == "は":
                yield Argument("は", chunk.index, chunk.start, chunk.content_end)

    def _is_told(self, predicate: Predicate) -> bool:
        """True if a verb of telling stands above the predicate: then the topic is who tells."""
        reports = frame_lexicon().reports
        return any(self.sentence.lemmas(verb) & reports for verb in self.sentence.ancestors(predicate.chunk))

    def has_other_subject(self, predicate: Predicate) -> bool:
        """True if somebody stands there as subject whom no mention names: nobody else may be put in the place."""
        lexicon = frame_lexicon()
        own = [*predicate.case("が"), *self._marked(predicate, "は")]
        return any(not self.is_data(a, lexicon) and not self.actors_of(a) and self._is_nominal(a) for a in own)

    def _is_nominal(self, argument: Argument) -> bool:
        low, high = self.sentence.to_line(argument.start, argument.end)
        is_date = any(d.start < high and low < d.end for d in self.line.dates)
        words = self.sentence.parse.words(self.sentence.parse.chunks[argument.chunk])
        return not is_date and any(t.pos in {"NOUN", "PROPN"} for t in words)

    def _is_verbal(self, chunk: int) -> bool:
        return any(t.pos in {"VERB", "ADJ"} for t in self.sentence.parse.words(self.sentence.parse.chunks[chunk]))

    def _has_authority(self, slot: Slot[Ends]) -> bool:
        """Police and regulators tell of a passing; they take no part in it unless they seize."""
        return any(self.analysis.actors[a].is_authority for a in slot.value)

    def _before(self, verb: int) -> Iterator[Argument]:
        """Subjects of the verbs that this one goes on from (「何者かがアクセスし、持ち出した」), nearest first."""
        for child in reversed(self.sentence.parse.children(verb)):
            is_verb = any(t.pos in {"VERB", "AUX"} for t in self.sentence.parse.words(child))
            if not is_verb or child.particle.startswith("と") or not child.dep.startswith(("advcl", "conj", "obl")):
                continue
            for sub in self.sentence.parse.children(child.index):
                if sub.particle in {"が", "は"}:
                    yield Argument(sub.particle, sub.index, sub.start, sub.content_end)
            yield from self._before(child.index)

    def _marked(self, predicate: Predicate, *particles: str) -> list[Argument]:
        return [a for a in predicate.arguments if a.particle in particles]

    def _shared(self, predicate: Predicate, particle: str) -> Iterator[Argument]:
        """Subjects of what a predicate depends on; not those of a verb that only reports it (…したと発表した)."""
        lexicon = frame_lexicon()
        is_told = self.sentence.parse.chunks[predicate.chunk].particle.startswith("と")
        for verb in self.sentence.ancestors(predicate.chunk):
            reports = bool(self.sentence.lemmas(verb) & lexicon.reports)
            if reports and (is_told or "逮捕" in self.sentence.text[verb.start : verb.end]):
                yield from self._arrested(verb.index)
                if particle == "が":
                    return
            for child in self.sentence.parse.children(verb.index):
                if child.particle == particle and not (reports and is_told):
                    yield Argument(particle, child.index, child.start, child.content_end)

    def _arrested(self, verb: int) -> Iterator[Argument]:
        """Whom the police arrest is who did it (…した疑いで男を逮捕)."""
        chunk = self.sentence.parse.chunks[verb]
        if not re.match(r".*(逮捕|起訴|送検|送致|告訴)", self.sentence.text[chunk.start : chunk.end]):
            return
        for child in self.sentence.parse.children(verb):
            argument = Argument("を", child.index, child.start, child.content_end)
            # of two who are arrested, the sentence does not say which one did it
            if child.particle.startswith("を") and len(self.actors_of(argument)) == 1:
                yield argument

    def _recipient_argument(self, predicate: Predicate) -> Slot[Ends] | None:
        if predicate.frame.shape is Shape.LEAK:
            return self._slot(self._after_object(predicate))
        slot = self._slot(predicate.case("に", "へ"))
        if slot or predicate.frame.shape in {Shape.TAKE, Shape.GET, Shape.SEIZE, Shape.ACCEPT}:
            return slot
        return self._slot([*self._nested(predicate, {"に", "へ"}), *self._loose(predicate, "に", "へ")], How.CLAUSE)

    def _after_object(self, predicate: Predicate) -> list[Argument]:
        """「情報が業者に流出」, not 「業者へ、情報が流出したと連絡」: whom it leaks to stands behind what leaks."""
        data = max((a.chunk for a in predicate.case("が", "は", "も") if self.is_data(a, frame_lexicon())), default=-1)
        return [a for a in predicate.case("に", "へ") if a.chunk > data]

    def _source(self, predicate: Predicate) -> Slot[Ends] | None:
        slot = self._slot(predicate.case("から"))
        return slot or self._slot([*self._nested(predicate, {"から"}), *self._loose(predicate, "から")], How.CLAUSE)

    def _nested(self, predicate: Predicate, particles: set[str]) -> list[Argument]:
        """Arguments that the parser hung on something inside the clause (に, …された X が 届けられた)."""
        chunks = self.sentence.parse.chunks
        wanted = subject_shapes if "に" in particles else frozenset(Shape) - subject_shapes
        inner = {p.chunk for p in self.sentence.predicates if p.frame.shape in wanted and p.chunk != predicate.chunk}
        takes = {Shape.TAKE} if "に" in particles else set[Shape]()
        unfit = {p.chunk for p in self.sentence.predicates if p.frame.shape in takes and p.chunk != predicate.chunk}
        found: list[Argument] = []
        for chunk in chunks[: predicate.chunk]:
            if chunk.head is None or chunk.head == predicate.chunk or chunk.head in inner:
                continue
            case = next((p for p in particles if chunk.particle in {p, p + "は", p + "も"}), None)
            under = any(a.index == predicate.chunk for a in self.sentence.ancestors(chunk.index))
            apart = self.sentence.text[chunk.end - 1 : chunk.end] in {"、", ","} or chunk.head in unfit or self._is_quality(chunk.head)
            argument = Argument(case or "", chunk.index, chunk.start, chunk.content_end)
            if case and under and apart and chunk.head < predicate.chunk and not self._quoted_apart(argument, predicate):
                found.append(argument)
        return found

    def _is_quality(self, chunk: int) -> bool:
        """An adjective takes no recipient (「男に…必要なIDを伝えた」: に belongs to the verb)."""
        words = self.sentence.parse.words(self.sentence.parse.chunks[chunk])
        return any(t.pos == "ADJ" for t in words) and not any(t.pos == "VERB" for t in words)

    def _relative(
        self, predicate: Predicate, provider: Slot[Ends] | None, recipient: Slot[Ends] | None
    ) -> tuple[Slot[Ends] | None, Slot[Ends] | None]:
        """The noun that a relative clause modifies stands in the slot that the clause leaves open."""
        if predicate.head is None or predicate.is_passive:
            return provider, recipient
        slot = self._slot([predicate.head], How.STATED) or self._slot(self._noun_chain(predicate.head), How.STATED)
        if slot is None:
            return provider, recipient
        shape = predicate.frame.shape
        taken = {*(provider.value if provider else ()), *(recipient.value if recipient else ())}
        if set(slot.value) & taken:
            return provider, recipient
        has_subject = bool(predicate.case("が"))
        if shape in subject_shapes:
            if has_subject or (shape is Shape.ENTRUST and not self._is_principal(slot)):
                return provider, recipient or slot
            return slot if provider is None or provider.how is not How.STATED else provider, recipient
        if shape in {Shape.LEAK}:
            return provider or slot, recipient
        if shape in {Shape.REACH}:
            return provider, recipient or slot
        return (provider or slot, recipient) if has_subject else (provider, recipient or slot)

    def _is_principal(self, slot: Slot[Ends]) -> bool:
        """Public bodies entrust (「作成を委託していた県」); a company in that place is the one entrusted."""
        return all(self.analysis.actors[a].head_class in {"public_body", "bodies", "client"} for a in slot.value)

    def _noun_chain(self, head: Argument) -> list[Argument]:
        """の-modifiers of the head noun (「…を委託した会社の社員」: the clause may belong to 会社)."""
        return [
            Argument("rel", c.index, c.start, c.content_end)
            for c in self.sentence.parse.children(head.chunk)
            if c.particle.startswith("の")
        ]

    # -------------------------------------------------------- what is passed, and the words of it

    def _object(self, predicate: Predicate) -> Argument | None:
        """The argument that names what is passed."""
        lexicon = frame_lexicon()
        candidates = [*predicate.case("を"), *self._marked(predicate, "が", "は", "も", "の"), *predicate.arguments]
        if predicate.head is not None:
            candidates.append(predicate.head)
        for argument in candidates:
            if self.is_data(argument, lexicon):
                return argument
        return None

    def is_data(self, argument: Argument, lexicon: FrameLexicon) -> bool:
        """True if an argument names data, a body or carrier of data, or a number of records."""
        text = self.sentence.text[argument.start : argument.end]
        if lexicon.not_data.search(text):
            return False
        if lexicon.data.search(text) or lexicon.containers.search(text) or text in lexicon.back_words:
            return True
        low, high = self.sentence.to_line(argument.start, argument.end)
        return any(low <= c.start < high for c in self.line.counts) or any(f.end == high for f in self.line.fields)

    def _extent(self, predicate: Predicate) -> tuple[int, int]:
        """The clause: from its first argument (with what modifies it) to the predicate and what closes it."""
        starts = [self._leftmost(a.chunk) for a in predicate.arguments if self._opens(a)]
        start = min([predicate.span[0], *starts])
        tail = re.match(r"(た|と|という)?(疑い|可能性|おそれ|恐れ|容疑)?", self.sentence.text[predicate.span[1] :])
        end = predicate.span[1] + (tail.end() if tail else 0)
        if predicate.head is not None and end < predicate.head.end:
            end = predicate.head.end
        text = self.sentence.text[start:end].rstrip("。、, ")
        return self.sentence.to_line(start, start + max(1, len(text)))

    def _opens(self, argument: Argument) -> bool:
        """True for arguments that belong into the quote: not a whole clause before this one."""
        is_verb = any(t.pos == "VERB" for t in self.sentence.parse.words(self.sentence.parse.chunks[argument.chunk]))
        return argument.particle not in {"と", "て", "ば", "ので", "ため"} and not is_verb

    def _leftmost(self, chunk: int) -> int:
        """Where the subtree of a chunk begins."""
        children = [c for c in self.sentence.parse.children(chunk) if c.index < chunk]
        own = self.sentence.parse.chunks[chunk].start
        return min([own, *(self._leftmost(c.index) for c in children)])

