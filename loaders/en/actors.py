"""The phrases of all English lines to the actors of one document, in reading order, headlines last.

"A clerk of Elm Bank sold the list. He …" is two actors: Elm Bank, and its clerk, who is also denoted by "He". What
points back is resolved only where one candidate fits, or where the subject of the sentence before does; else it denotes
nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.domain.document import Document, Metadata
from app.domain.vocabulary import ActorKind, Role
from loaders.en.naming import Bearer, bearers_of, key_of
from loaders.en.parse import Tree, parse
from loaders.en.phrases import Phrase, Sort, find_phrases
from loaders.en.pointing import Salience, definite, points_at
from loaders.en.roles import role_lexicon
from loaders.mentions.doc_actors import Actors, DocActor, Register
from loaders.mentions.spot import Form, Spot

__all__ = ["EnglishLine", "find_english_actors", "with_english"]

_SHORTEST_NAME = 3
_LEAD = 3  # lines: what the beginning of a text calls "a broker", it may name later
_FORMS = {Sort.NAME: Form.NAME, Sort.A: Form.ROLE, Sort.BARE: Form.ROLE, Sort.THE: Form.ROLE}


@dataclass(frozen=True, slots=True)
class EnglishLine:
    """One English line: its number in the document, its text, whether it is a headline."""

    index: int
    text: str
    segment: int = 0
    is_heading: bool = False


@dataclass(slots=True)
class _Reader:
    """What is known so far on the way through the lines."""

    bearers: dict[str, Bearer]
    register: Register
    salience: Salience
    body: int = 0
    heads: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])


def with_english(found: Actors, lines: Sequence[EnglishLine], document: Document) -> Actors:
    """The actors of the other lines of a document, and behind them those of its English lines."""
    if not lines:
        return found
    english = find_english_actors(lines, document.metadata)
    shift = len(found.actors)
    if not shift:
        return english
    for actor in english.actors:
        actor.index += shift
        actor.employer = None if actor.employer is None else actor.employer + shift
        actor.members = [member + shift for member in actor.members]
    moved = [replace(d, actor=d.actor + shift) for d in english.denotations]
    denotations = sorted([*found.denotations, *moved], key=lambda d: (d.line, d.start, -d.end))
    english_publisher = None if english.publisher is None else english.publisher + shift
    publisher = found.publisher if found.publisher is not None else english_publisher
    return Actors((*found.actors, *english.actors), tuple(denotations), publisher)


def find_english_actors(lines: Sequence[EnglishLine], metadata: Metadata) -> Actors:
    """The actors of the English lines of a document."""
    parsed = [(line, parse(line.text)) for line in lines]
    known = _known_words([tree for _, tree in parsed])
    read = [(line, tree, find_phrases(tree, known)) for line, tree in parsed]
    bearers = dict(bearers_of([(tree, phrases) for _, tree, phrases in read]))
    register = Register([])
    reader = _Reader(bearers, register, Salience(register))
    for line, tree, phrases in sorted(read, key=lambda one: one[0].is_heading):
        _read_line(reader, line, tree, phrases)
    found = sorted(set(register.denotations), key=lambda d: (d.line, d.start, -d.end, d.actor))
    publisher = register.by_name.get(key_of(metadata.publisher)) if metadata.publisher else None
    return Actors(tuple(register.actors), tuple(found), publisher)


def _known_words(trees: Sequence[Tree]) -> frozenset[str]:
    """Single words that are names in most places of a document: the parser may miss them in others."""
    seen: dict[str, list[bool]] = {}
    for tree in trees:
        for word in tree.words:
            if word.text[:1].isupper() and len(word.text) > _SHORTEST_NAME and word.index:
                is_name = word.pos == "PROPN" and word.entity in {"ORG", "PERSON", "PRODUCT", ""}
                seen.setdefault(word.text, []).append(is_name)
    return frozenset(text for text, votes in seen.items() if sum(votes) >= max(2, len(votes) / 2))


def _read_line(reader: _Reader, line: EnglishLine, tree: Tree, phrases: Sequence[Phrase]) -> None:
    reader.salience.begin(line.index, tree, is_heading=line.is_heading)
    reader.body += not line.is_heading
    reader.heads = {}
    by_head = {phrase.head: phrase for phrase in phrases}
    owners = {phrase.owner for phrase in phrases}
    for phrase in sorted(phrases, key=lambda one: one.head not in owners):  # whom somebody works for comes first
        for actor in _denoted(reader, line, tree, phrase, by_head):
            reader.heads[phrase.head] = (*reader.heads.get(phrase.head, ()), actor)
            form = _FORMS.get(phrase.sort, Form.ANAPHOR)
            is_pointing = phrase.role is not None and phrase.role.generic and phrase.sort is Sort.THE
            spot = _spot(phrase, Form.ANAPHOR if is_pointing else form)
            reader.register.denote(line.index, spot, actor)
            reader.salience.note(phrase, actor)


def _denoted(
    reader: _Reader, line: EnglishLine, tree: Tree, phrase: Phrase, by_head: dict[int, Phrase]
) -> tuple[int, ...]:
    """The actors that a phrase denotes, made if need be."""
    if phrase.sort is Sort.PRONOUN:
        return points_at(reader.salience, phrase)
    together = _apposed(tree, phrase, by_head)
    known = [actor for other in together for actor in reader.heads.get(other.head, ())]
    name = next(
        (other for other in together if other.sort is Sort.NAME and key_of(other.label) in reader.bearers), None
    )
    if name is not None:
        actor = _named(reader, line, name, together)
    elif phrase.sort is Sort.NAME:
        return ()
    elif known:
        actor = reader.register.actors[known[0]]
    else:
        found = _role(reader, line, tree, phrase)
        if found is None:
            return ()
        actor = found
    _describe(reader, tree, phrase, actor)
    return (actor.index,)


def _apposed(tree: Tree, phrase: Phrase, by_head: dict[int, Phrase]) -> list[Phrase]:
    """The phrase itself and those that stand in apposition to it, by the parser or by a comma alone."""
    found = [phrase, *(by_head[head] for head in phrase.same if head in by_head)]
    found += [other for other in by_head.values() if phrase.head in other.same]
    beside = [other for other in by_head.values() if _is_beside(tree, phrase, other) or _is_beside(tree, other, phrase)]
    return list({one.head: one for one in (*found, *beside)}.values())


def _is_beside(tree: Tree, one: Phrase, other: Phrase) -> bool:
    """As in "the chairman of X, Anna Oak, …": a person's role and name with a comma between and one behind."""
    sorts = {one.sort is Sort.NAME, other.sort is Sort.NAME}
    roles = [phrase.role for phrase in (one, other) if phrase.role is not None]
    is_person = bool(roles) and all(role.kind is ActorKind.PERSON for role in roles)
    between = tree.text[one.end : other.start]
    is_apart = between == ", " and tree.text[other.end : other.end + 1] in {",", "."}
    is_title = between == " " and one.sort is Sort.THE and other.sort is Sort.NAME  # "the charity Elm Haven"
    return sorts == {True, False} and (is_title or (is_person and is_apart))


# ------------------------------------------------------------ names and role nouns


def _named(reader: _Reader, line: EnglishLine, phrase: Phrase, together: Sequence[Phrase] = ()) -> DocActor:
    """The actor of a name; "the group, which calls itself X" gives the name to the group told before."""
    bearer = reader.bearers[key_of(phrase.label)]
    key = key_of(bearer.label)
    if key not in reader.register.by_name:
        pointing = [one for one in together if one.sort is Sort.THE and not one.is_possessed and one.role is not None]
        before = [definite(reader.salience, one, frozenset())[0] for one in pointing]
        actor = next((reader.register.actors[n] for n in before if n is not None), None)
        if actor is None or actor.is_named:
            actor = reader.register.new(bearer.label, bearer.kind, line.segment, _spot(phrase, Form.NAME))
        actor.label, actor.is_named, actor.is_sure = bearer.label, True, True
        actor.add_roles(bearer.roles)
        reader.register.by_name[key] = actor.index
        words = {word.lower() for word in bearer.label.split()}
        known = {word for word in words if role_lexicon().by_noun.get(word)}
        reader.salience.nouns.setdefault(actor.index, set()).update(known | {bearer.label.split()[-1].lower()})
    return reader.register.actors[reader.register.by_name[key]]


def _role(reader: _Reader, line: EnglishLine, tree: Tree, phrase: Phrase) -> DocActor | None:
    """The actor of a role noun: one told before, or a new one."""
    role = phrase.role
    if role is None:
        return None
    is_singleton = role.bare and role.kind is ActorKind.ORGANIZATION
    if phrase.sort in {Sort.THE, Sort.BARE} or is_singleton or line.is_heading:
        owners = frozenset(reader.heads.get(phrase.owner, ())) if phrase.owner is not None else frozenset[int]()
        found, is_open = (
            (None, True) if _is_told_apart(reader, tree, phrase) else definite(reader.salience, phrase, owners)
        )
        if found is not None:
            return reader.register.actors[found]
        if not is_open or line.is_heading:
            return None
    actor = reader.register.new(phrase.label, role.kind, line.segment, _spot(phrase, Form.ROLE))
    if phrase.size:
        actor.kind, actor.size = ActorKind.GROUP, phrase.size
    return actor


def _is_told_apart(reader: _Reader, tree: Tree, phrase: Phrase) -> bool:
    """As in "the operator of the website": a noun with an owner that is no actor, and of whom nothing such was told."""
    if phrase.owner is None or reader.heads.get(phrase.owner) or _owner_ahead(reader, tree, phrase):
        return False
    return not any(actor.label.lower() == phrase.label.lower() for actor in reader.register.actors)


def _describe(reader: _Reader, tree: Tree, phrase: Phrase, actor: DocActor) -> None:
    """What a phrase says of its actor: nouns, roles, employer."""
    if phrase.role is None or (phrase.role.kind is ActorKind.PERSON and actor.kind is ActorKind.ORGANIZATION):
        return
    reader.salience.nouns.setdefault(actor.index, set()).add(phrase.noun)
    actor.words.add(phrase.noun)
    actor.add_roles(phrase.role.roles)
    if actor.is_named:
        _join_lead(reader, phrase, actor)
    owners = reader.heads.get(phrase.owner, ()) if phrase.owner is not None else ()
    owners = owners or _owner_ahead(reader, tree, phrase)
    if phrase.role.kind is not ActorKind.ORGANIZATION and actor.employer is None:
        employers = [a for a in owners if reader.register.actors[a].kind is ActorKind.ORGANIZATION]
        actor.employer = next((a for a in employers if a != actor.index), None)


def _owner_ahead(reader: _Reader, tree: Tree, phrase: Phrase) -> tuple[int, ...]:
    """An owner whose name stands behind the noun and is known from elsewhere, or by its own words."""
    if phrase.owner is None:
        return ()
    names = [one for one in find_phrases(tree) if one.head == phrase.owner and key_of(one.label) in reader.bearers]
    return tuple(_named(reader, EnglishLine(0, ""), name).index for name in names)


def _join_lead(reader: _Reader, phrase: Phrase, actor: DocActor) -> None:
    """As in "a broker" of the first lines is "Oak Lists, a broker" of later ones, if there is no other broker."""
    role = phrase.role
    alike = [a for a in reader.register.actors if role and not a.is_named and a.head_class == role.id]
    if role is None or role.kind is not ActorKind.ORGANIZATION or not role.roles or Role.INVESTIGATOR in role.roles:
        return
    same = [a for a in alike if a.index != actor.index]
    if len(same) == 1 and len(alike) == 1 and reader.salience.only_in_lead(same[0].index, _LEAD):
        reader.register.redirect(same[0].index, actor.index)
        reader.salience.redirect(same[0].index, actor.index)


def _spot(phrase: Phrase, form: Form) -> Spot:
    role = phrase.role
    return Spot(
        phrase.start,
        phrase.end,
        form,
        phrase.label,
        role.kind if role else ActorKind.UNKNOWN,
        head_class=role.id if role else "",
        size=phrase.size,
    )
