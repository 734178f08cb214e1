"""What points back in English: "the clerk", "the company", "he", "it", "they", "we".

A noun with "the" takes the actor that was called so before; a general noun or a pronoun the only actor that fits, or
the subject of the sentence before. Two that fit equally well are none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.vocabulary import ActorKind, Role
from loaders.en.grammar import grammar
from loaders.en.parse import Tree, Word
from loaders.en.phrases import Phrase, Sort, is_quoted
from loaders.en.roles import role_lexicon
from loaders.mentions.doc_actors import DocActor, Register

__all__ = ["Salience", "definite", "points_at"]

_TWO = 2
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.UNKNOWN})
_NEAR = 2  # lines back in which a pronoun finds its actor
_ONE_PERSON = frozenset({"he", "she", "him", "her", "i", "me", "himself", "herself"})
_SPEAKING = frozenset({"we", "us", "i", "me"})
_SEVERAL = frozenset({"they", "them", "both", "themselves"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A place where an actor was denoted."""

    line: int
    head: int
    actor: int
    is_subject: bool


@dataclass(slots=True)
class Salience:
    """Who was spoken of where, by which nouns; `line` counts body lines only."""

    register: Register
    nouns: dict[int, set[str]] = field(default_factory=dict[int, set[str]])
    said: list[_Said] = field(default_factory=list[_Said])
    line: int = 0
    tree: Tree | None = None
    is_heading: bool = False
    speaker: int | None = None

    def begin(self, line: int, tree: Tree, *, is_heading: bool) -> None:
        """The next line."""
        self.line += 1
        self.tree = tree
        self.is_heading = is_heading

    def note(self, phrase: Phrase, actor: int) -> None:
        """A phrase of this line denotes an actor."""
        if self.tree is None:
            return
        head = self.tree.words[phrase.head]
        self.said.append(_Said(self.line, phrase.head, actor, head.dep in _SUBJECTS))
        if phrase.label in grammar().male | grammar().female:
            self.nouns.setdefault(actor, set()).add(phrase.label)
        is_speaker = head.dep == "nsubj" and self.tree.head(head).lemma in grammar().reports
        if is_speaker and not is_quoted(self.tree.text, head.start):
            self.speaker = actor

    def redirect(self, old: int, new: int) -> None:
        """What was said of one actor was said of another."""
        self.nouns.setdefault(new, set()).update(self.nouns.pop(old, set()))
        self.said = [_Said(s.line, s.head, new if s.actor == old else s.actor, s.is_subject) for s in self.said]

    def only_in_lead(self, actor: int, lines: int) -> bool:
        """True if an actor was spoken of in the first lines only."""
        return all(one.line <= lines for one in self.said if one.actor == actor)

    def near(self, lines: int = _NEAR) -> list[int]:
        """Actors of this line and the lines before it, the latest first."""
        recent = [one.actor for one in reversed(self.said) if one.line >= self.line - lines]
        return list(dict.fromkeys(recent))

    def subjects(self, line: int) -> list[int]:
        """The subjects of a line in order, without those who only tell what the others do."""
        found = [one.actor for one in self.said if one.line == line and one.is_subject]
        return list(dict.fromkeys(found))


def definite(salience: Salience, phrase: Phrase, owners: frozenset[int]) -> tuple[int | None, bool]:
    """The actor that "the NOUN" points at, and, if there is none, whether it may be one not told before."""
    role = phrase.role
    if role is None:
        return None, False
    last = phrase.noun.split()[-1]
    actors = salience.register.actors
    called = [a for a in actors if any(_is_same_noun(noun, phrase.noun) for noun in salience.nouns.get(a.index, ()))]
    if role.bare and role.kind is ActorKind.ORGANIZATION:
        called = called or [a for a in actors if a.head_class == role.id]
    called = [a for a in called if _fits(salience, a, phrase, owners)]
    if phrase.is_plural and phrase.size is None:
        groups = [a for a in actors if a.kind is ActorKind.GROUP and (a in called or role.generic)]
        return _one_of(salience, groups), False
    if called:
        return _one_of(salience, called), False
    if salience.is_heading and role.kind is not ActorKind.PERSON:
        return None, False  # "landlord group" of a headline may be anybody of whom the text tells
    if not role.generic or phrase.is_possessed:
        return None, not role.generic or phrase.sort is not Sort.THE
    kinds = {role.kind} if phrase.size is None else {ActorKind.GROUP}
    alike = [a for a in actors if a.kind in kinds and not a.is_authority and Role.SPOKESPERSON not in a.roles]
    alike = [a for a in alike if _fits(salience, a, phrase, owners) and _may_be(salience, a, last)]
    if alike:
        return _one_of(salience, [a for a in alike if a.is_named] or alike), False
    return None, phrase.owner is not None or phrase.size is not None


def _is_same_noun(one: str, other: str) -> bool:
    """The clerk for the bank clerk, the school for an academy; a local authority is no data protection authority."""
    lexicon = role_lexicon()
    if one.rsplit(maxsplit=1)[-1] != other.rsplit(maxsplit=1)[-1]:
        return any({one.rsplit(maxsplit=1)[-1], other.rsplit(maxsplit=1)[-1]} <= kin for kin in lexicon.kin)
    is_both_long = " " in one and " " in other
    return not is_both_long or lexicon.by_noun.get(one) is lexicon.by_noun.get(other)


def _fits(salience: Salience, actor: DocActor, phrase: Phrase, owners: frozenset[int]) -> bool:
    """Nothing speaks against it: another size, another employer."""
    is_other_size = phrase.size is not None and actor.size not in {None, phrase.size}
    is_one_of_many = phrase.size is not None and actor.kind is ActorKind.PERSON
    is_other_owner = bool(owners) and _is_named(salience, actor.employer) and actor.employer not in owners
    return not (is_other_size or is_one_of_many or is_other_owner) and actor.index not in owners


def _is_named(salience: Salience, actor: int | None) -> bool:
    return actor is not None and salience.register.actors[actor].is_named


def _one_of(salience: Salience, actors: list[DocActor]) -> int | None:
    """The only one; else the only one near; else the subject of the line before."""
    if not actors:
        return None
    found = [actor.index for actor in actors]
    if len(found) == 1:
        return found[0]
    near = [actor for actor in salience.near() if actor in found]
    if len(near) == 1:
        return near[0]
    return next((actor for actor in salience.subjects(salience.line - 1) if actor in near), None)


# ------------------------------------------------------------ pronouns


def points_at(salience: Salience, phrase: Phrase) -> tuple[int, ...]:
    """Whom a pronoun denotes; empty where that is not clear."""
    tree = salience.tree
    if tree is None or salience.is_heading:
        return ()
    word = tree.words[phrase.head]
    if phrase.label in _SPEAKING:
        return _speaker(salience, phrase.label)
    if is_quoted(tree.text, word.start):
        return ()
    if phrase.label in _SEVERAL:
        return _several(salience, tree, word)
    if phrase.label == "it" and not _acts(tree, word):
        return ()
    fitting = [a.index for a in salience.register.actors if _agrees(salience, a, phrase.label)]
    found = _antecedent(salience, tree, word, fitting)
    return () if found is None else (found,)


def _speaker(salience: Salience, label: str) -> tuple[int, ...]:
    """We: the organization that speaks, or for which somebody speaks; I: the one who speaks."""
    speaker = _speaker_of_line(salience)
    if speaker is None:
        return ()
    actor = salience.register.actors[speaker]
    if label in {"we", "us"}:
        body = speaker if actor.kind is ActorKind.ORGANIZATION else actor.employer
        return () if body is None else (body,)
    return (speaker,)


def _speaker_of_line(salience: Salience) -> int | None:
    """Who says what this line quotes, if the line has told it before the pronoun."""
    subjects = [one for one in salience.said if one.line == salience.line and one.is_subject]
    tree = salience.tree
    told = [s.actor for s in subjects if tree and tree.head(tree.words[s.head]).lemma in grammar().reports]
    return told[0] if told else None


def _several(salience: Salience, tree: Tree, word: Word) -> tuple[int, ...]:
    """They: the only group near, or the two who were named side by side in the line before."""
    if word.dep not in _SUBJECTS:
        return ()
    is_both = word.text.lower() == "both"
    near = [salience.register.actors[a] for a in salience.near()]
    groups = [a.index for a in near if a.kind is ActorKind.GROUP and (a.size == _TWO or not is_both)]
    if len(groups) == 1:
        return (groups[0],)
    bodies = [one.actor for one in salience.said if one.line == salience.line - 1]
    bodies = [a for a in dict.fromkeys(bodies) if salience.register.actors[a].kind in _BODIES]
    return tuple(bodies) if len(bodies) == _TWO and is_both else ()


def _acts(tree: Tree, word: Word) -> bool:
    """True for an "it" that does or gets something: "it sold the list", "gave it the list"."""
    verb = tree.head(word)
    if word.dep == "dative" and verb.pos == "VERB":
        return True
    if word.dep != "nsubj" or verb.pos not in {"VERB", "AUX"} or tree.child(verb, "auxpass"):
        return False
    return verb.lemma in grammar().reports or tree.child(verb, "dobj", "xcomp", "dative") is not None


def _agrees(salience: Salience, actor: DocActor, label: str) -> bool:
    if label not in _ONE_PERSON:
        is_body = actor.kind is ActorKind.ORGANIZATION and not actor.is_authority
        return is_body or (actor.kind is ActorKind.GROUP and actor.size is None)
    return actor.kind in {ActorKind.PERSON, ActorKind.UNKNOWN} and _may_be(salience, actor, label)


def _may_be(salience: Salience, actor: DocActor, noun: str) -> bool:
    """False for the other sex than that which was told of an actor."""
    told = {word for text in salience.nouns.get(actor.index, ()) for word in text.split()}
    return not (noun in grammar().male and told & grammar().female) and not (
        noun in grammar().female and told & grammar().male
    )


def _antecedent(salience: Salience, tree: Tree, word: Word, fitting: Iterable[int]) -> int | None:
    """Of those that fit: who acts in the same line; else the subject of the line before; else the only one near."""
    own = _in_clause(tree, word)
    here = [one for one in salience.said if one.line == salience.line and one.actor in fitting and one.head not in own]
    acting = list(dict.fromkeys(one.actor for one in here if one.is_subject))
    if len(acting) == 1:
        return acting[0]
    if len({one.actor for one in here}) > 1 or (here and word.dep in _SUBJECTS and acting):
        return None
    taken = {one.actor for one in salience.said if one.line == salience.line and one.head in own}
    if here:
        return here[0].actor if here[0].actor not in taken else None
    before = [a for a in salience.subjects(salience.line - 1) if a in fitting and a not in taken]
    if len(before) == 1:
        return before[0]
    near = [a for a in salience.near() if a in fitting and a not in taken]
    return near[0] if len(near) == 1 else None


def _in_clause(tree: Tree, word: Word) -> frozenset[int]:
    """For a pronoun that is no subject: the subjects of its own clause, which it does not denote."""
    if word.dep in _SUBJECTS:
        return frozenset()
    verb = next((one for one in tree.above(word) if one.pos in {"VERB", "AUX"}), None)
    if verb is None:
        return frozenset()
    chain = [verb, *(one for one in tree.above(verb) if verb.dep in {"conj", "xcomp"})][:2]
    return frozenset(child.index for one in chain for child in tree.children(one, *_SUBJECTS))
