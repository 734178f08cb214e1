"""Who gives and who gets in an English clause, shape by shape, from the actors that its words denote.

"A former clerk of Elm Bank copied the list": the clerk gets, and Elm Bank, his employer, is where it is taken from
(`How.ROLE`). An end that the text leaves open stays open; nobody is put there because he was spoken of before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.vocabulary import ActorKind, How, Role
from loaders.claims.drafts import Slot
from loaders.en.clauses import Argument, Clause
from loaders.en.frames import Shape
from loaders.en.objects import is_container
from loaders.en.parse import Word
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.doc_actors import Denotation, DocActor
from loaders.mentions.spot import Form

__all__ = ["Ends", "Scene", "ends_of", "is_to_oneself"]

Ends = tuple[int, ...]
Pair = tuple[Slot[Ends] | None, Slot[Ends] | None]
_NOTHING: Pair = (None, None)
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.UNKNOWN})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "themself"})
_OWN = frozenset({"his", "her", "their"})
_PRIVATE = frozenset(
    {
        "address",
        "account",
        "mailbox",
        "inbox",
        "laptop",
        "computer",
        "phone",
        "e-mail",
        "email",
        "drive",
        "cloud",
        "home",
        "stick",
    }
)
_TOLD_TO_AUTHORITIES = frozenset({"information", "detail", "name", "statement", "evidence", "document", "report"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A line with its clause. `controller`: the organization whose data the document is about, if that is clear."""

    analysis: Analysis
    line: Line
    clause: Clause
    controller: int | None

    def actor(self, index: int) -> DocActor:
        """An actor of the document."""
        return self.analysis.actors[index]

    def denoted(self, word: Word, how: How = How.STATED) -> Slot[Ends] | None:
        """The actors that a word and those coordinated with it denote."""
        tree, found = self.clause.tree, list[int]()
        for one in self._coordinated(word):
            places = self._places(one) or [d for beside in tree.children(one, "appos") for d in self._places(beside)]
            if places and places[0].form is Form.ANAPHOR and how is How.STATED:
                how = How.DISCOURSE
            found += [d.actor for d in places]
        return Slot(tuple(dict.fromkeys(found)), how) if found else None

    def _places(self, word: Word) -> list[Denotation]:
        """Where the phrase with a head denotes an actor."""
        return [d for d in self.line.actors if self.clause.tree.root_of(d.start, d.end) == word]

    def _coordinated(self, word: Word) -> Iterator[Word]:
        yield word
        for one in self.clause.tree.children(word, "conj"):
            if one.pos in {"NOUN", "PROPN", "PRON"}:
                yield from self._coordinated(one)

    def of_argument(self, argument: Argument | None) -> Slot[Ends] | None:
        """The actors of an argument."""
        return None if argument is None else self.denoted(argument.word, argument.how)

    def first(self, words: list[Word] | tuple[Word, ...]) -> Slot[Ends] | None:
        """The actors of the first word that denotes any."""
        return next((slot for word in words if (slot := self.denoted(word)) is not None), None)


def is_to_oneself(scene: Scene) -> bool:
    """True for sending data to oneself, which is taking it: "to himself", "to her private address"."""
    tree, clause = scene.clause.tree, scene.clause
    if clause.frame.shape not in {Shape.GIVE, Shape.UPLOAD} or clause.is_passive:
        return False
    targets = clause.after(*clause.frame.to)
    if any(noun.lemma in _REFLEXIVE for noun in targets):
        return True
    places = [noun for noun in targets if noun.lemma in _PRIVATE and scene.denoted(noun) is None]
    return any(mark.lemma in _OWN for noun in places for mark in tree.children(noun, "poss"))


def ends_of(scene: Scene) -> Pair:
    """Provider and recipient; (None, None) where the clause tells of no passing."""
    shape = Shape.TAKE if is_to_oneself(scene) else scene.clause.frame.shape
    provider, recipient = _BY_SHAPE[shape](scene)
    return (
        _NOTHING
        if provider is not None and recipient is not None and _overlap(provider, recipient)
        else (provider, recipient)
    )


def _overlap(one: Slot[Ends], other: Slot[Ends]) -> bool:
    return bool(set(one.value) & set(other.value))


def _doer(scene: Scene) -> Slot[Ends] | None:
    """The active subject, or who stands behind "by"."""
    clause = scene.clause
    by = [*clause.agents, *(clause.after("by") if clause.word.pos == "NOUN" else [])]
    return scene.first(by) or (None if clause.is_passive else scene.of_argument(clause.subject))


def _receiver(scene: Scene) -> Slot[Ends] | None:
    clause = scene.clause
    if clause.to_whom is not None and (slot := scene.denoted(clause.to_whom)) is not None:
        return slot
    return scene.first(clause.after(*clause.frame.to))


# ------------------------------------------------------------ giving


def _give(scene: Scene) -> Pair:
    provider, recipient = _doer(scene), _receiver(scene)
    if provider is not None and _are_authorities(scene, provider) and provider.how is not How.STATED:
        return _NOTHING
    if recipient is not None and _are_authorities(scene, recipient) and _is_told(scene):
        return _NOTHING
    if recipient is None and not scene.clause.frame.open:
        return _NOTHING
    return provider, recipient


def _are_authorities(scene: Scene, slot: Slot[Ends]) -> bool:
    return any(scene.actor(a).is_authority for a in slot.value)


def _is_told(scene: Scene) -> bool:
    """Details given to the police are what they were told."""
    passed = scene.clause.object
    return passed is not None and passed.lemma in _TOLD_TO_AUTHORITIES


def _publish(scene: Scene) -> Pair:
    provider, recipient = _doer(scene), _receiver(scene) or _account_owner(scene)
    if provider is None or _are_authorities(scene, provider):
        return _NOTHING
    is_own = recipient is not None and _overlap(provider, recipient)
    return provider, None if is_own else recipient


def _account_owner(scene: Scene) -> Slot[Ends] | None:
    """Whose account, folder or server it is: "to a folder of X", "to a folder which belonged to X"."""
    tree = scene.clause.tree
    for noun in scene.clause.after(*scene.clause.frame.to):
        owners = list(tree.children(noun, "poss"))
        preps = [prep for prep in tree.children(noun, "prep") if prep.lemma == "of"]
        belongs = [clause for clause in tree.children(noun, "relcl", "acl") if clause.lemma == "belong"]
        preps += [prep for clause in belongs for prep in tree.children(clause, "prep")]
        owners += [inner for prep in preps for inner in tree.children(prep, "pobj")]
        if (slot := scene.first(owners)) is not None:
            return Slot(slot.value, How.CLAUSE)
    return None


def _entrust(scene: Scene) -> Pair:
    provider, recipient = _doer(scene), _receiver(scene)
    if provider is None and scene.clause.is_passive:
        provider = _owner(scene)  # X's payroll was outsourced
    if provider is None or recipient is None:
        return _NOTHING
    actors = [scene.actor(a) for a in (*provider.value, *recipient.value)]
    return (provider, recipient) if all(a.kind in _BODIES and not a.is_authority for a in actors) else _NOTHING


def _return(scene: Scene) -> Pair:
    provider, recipient = _doer(scene), _receiver(scene)
    return (provider, recipient) if provider is not None and recipient is not None else _NOTHING


# ------------------------------------------------------------ getting and taking


def _get(scene: Scene) -> Pair:
    clause, recipient = scene.clause, _doer(scene)
    provider = scene.first(clause.after("from", "off"))
    if recipient is None or _are_authorities(scene, recipient):
        return _NOTHING
    is_open = clause.frame.open and not clause.after("from")
    return (provider, recipient) if provider is not None or is_open else _NOTHING


def _take(scene: Scene) -> Pair:
    recipient = _doer(scene)
    if recipient is not None and _are_authorities(scene, recipient):
        return _NOTHING
    source = scene.first(_sources(scene))
    if recipient is None:
        return (source, None) if source is not None and not _are_authorities(scene, source) else _NOTHING
    is_body = all(scene.actor(a).kind is ActorKind.ORGANIZATION for a in recipient.value)
    if source is None and is_body:
        return _NOTHING  # a firm that copies its own data
    return source or _owner(scene) or _employer(scene, recipient) or _controller(scene, recipient), recipient


def _sources(scene: Scene) -> list[Word]:
    """What stands behind "from", and whose that is: "from a server of X"."""
    tree, found = scene.clause.tree, list[Word]()
    for noun in scene.clause.after("from"):
        found += [
            noun,
            *(inner for inner in tree.subtree(noun) if inner.index > noun.index or inner.dep in {"poss", "compound"}),
        ]
    return [word for word in found if word.dep in {"pobj", "poss", "compound", "appos", "conj"}]


def _owner(scene: Scene) -> Slot[Ends] | None:
    """Whose data it is: "the files of X", "X's files", "the data of customers of X"."""
    passed = scene.clause.object
    if passed is None:
        return None
    for word in _below(scene, passed):
        slot = scene.denoted(word, How.CLAUSE)
        if slot is not None and all(scene.actor(a).kind is ActorKind.ORGANIZATION for a in slot.value):
            return None if _are_authorities(scene, slot) else slot
    return None


def _below(scene: Scene, passed: Word) -> Iterator[Word]:
    """The words of a phrase that can name an owner, without what its clauses tell."""
    for child in scene.clause.tree.children(passed):
        if child.pos not in {"VERB", "AUX"}:
            yield from (one for one in (child,) if one.dep in {"pobj", "poss", "compound"})
            yield from _below(scene, child)


def _employer(scene: Scene, recipient: Slot[Ends]) -> Slot[Ends] | None:
    found = [employer for a in recipient.value if (employer := scene.actor(a).employer) is not None]
    return Slot(tuple(dict.fromkeys(found)), How.ROLE) if found else None


def _controller(scene: Scene, recipient: Slot[Ends]) -> Slot[Ends] | None:
    """The organization that the document is about, for those who work for somebody, or attack."""
    roles = {role for a in recipient.value for role in scene.actor(a).roles}
    is_close = bool(roles & {Role.INSIDER, Role.ATTACKER, Role.SUBCONTRACTOR})
    return Slot((scene.controller,), How.ROLE) if scene.controller is not None and is_close else None


def _seize(scene: Scene) -> Pair:
    recipient, clause = _doer(scene), scene.clause
    provider = scene.first(_sources(scene)) or _owner(scene)
    if recipient is None or provider is None:
        return _NOTHING
    is_owner_of_thing = clause.object is not None and is_container(clause.object)
    return (provider, recipient) if is_owner_of_thing or not _overlap(provider, recipient) else _NOTHING


def _reach(scene: Scene) -> Pair:
    clause = scene.clause
    passed = [clause.object] if clause.object is not None and clause.word.lemma == "reach" else []
    recipient = scene.first([*passed, *clause.after(*clause.frame.to)]) or scene.of_argument(clause.subject)
    if recipient is None or _are_authorities(scene, recipient):
        return _NOTHING
    return None, recipient


_BY_SHAPE: Mapping[Shape, Callable[[Scene], Pair]] = {
    Shape.GIVE: _give,
    Shape.PUBLISH: _publish,
    Shape.UPLOAD: _publish,
    Shape.ENTRUST: _entrust,
    Shape.RETURN: _return,
    Shape.GET: _get,
    Shape.TAKE: _take,
    Shape.SEIZE: _seize,
    Shape.REACH: _reach,
}
