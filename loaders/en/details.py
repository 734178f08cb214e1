"""When, how many, for how much and by what medium data passed in an English clause.

A date belongs to the predicate that it depends on; the date of a report, a charge or an arrest is never that of what it
tells of. A sum is a price where it stands in a clause of sale and pays for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.graph import Count, Price
from app.domain.vocabulary import Action, How
from app.domain.window import Window
from loaders.claims.drafts import Slot
from loaders.en.clauses import Clause, Doing
from loaders.en.ends import Scene
from loaders.en.frames import Shape, modality
from loaders.en.grammar import grammar
from loaders.en.parse import Tree, Word
from loaders.mentions.analysis import Line
from loaders.mentions.values import DateFound, MediumFound, PriceRole

__all__ = ["count_of", "date_of", "extent_of", "extent_of_doing", "medium_of", "price_of", "window_of"]

_VERBS = frozenset({"VERB", "AUX"})
_FOLLOWED = frozenset({"conj", "xcomp", "pcomp", "advcl", "prep"})
_PAYS = frozenset({"receive", "get", "earn", "make", "pay", "take", "bring", "charge"})
_NO_PRICE = frozenset({PriceRole.FINE, PriceRole.DAMAGE, PriceRole.FEE})
_CARRIES = frozenset({"by", "via", "on", "onto", "to", "through", "with", "using", "in", "over", "into", "from"})


def extent_of(clause: Clause) -> tuple[int, int]:
    """Where the words of a clause begin and end: its subject to its last argument, without clauses beside it."""
    words = list(_own_words(clause.tree, clause.word))
    if clause.subject is not None and clause.subject.word.index < clause.word.index:
        words += [w for w in clause.tree.subtree(clause.subject.word) if w.index < clause.word.index]
    if clause.is_passive and clause.object is not None and clause.object.index < clause.word.index:
        words += [w for w in clause.tree.subtree(clause.object) if w.index < clause.word.index]
    return _hull(words)


def extent_of_doing(doing: Doing) -> tuple[int, int]:
    """The same for any verb."""
    words = list(_own_words(doing.tree, doing.word))
    before = [w for w in (*doing.doers, *([doing.object] if doing.object else [])) if w.index < doing.word.index]
    words += [w for one in before for w in doing.tree.subtree(one) if w.index < doing.word.index]
    return _hull(words)


def _hull(words: Sequence[Word]) -> tuple[int, int]:
    solid = [w for w in words if w.pos not in {"PUNCT", "SPACE"}]
    return min(w.start for w in solid), max(w.end for w in solid)


def _own_words(tree: Tree, word: Word) -> Iterator[Word]:
    """A predicate and what depends on it, but for clauses that stand beside or speak of it."""
    yield word
    for child in tree.children(word):
        is_beside = child.dep in {"conj", "ccomp", "advcl", "parataxis", "cc", "relcl"} and child.pos in _VERBS
        if not is_beside and child.dep not in {"cc", "mark"}:
            yield from tree.subtree(child)


# ------------------------------------------------------------ time


def window_of(scene: Scene) -> tuple[Slot[Window] | None, str]:
    """The window of a predicate and the words that give it."""
    clause = scene.clause
    found = date_of(clause.tree, scene.line, clause.word, is_taking=clause.frame.shape is Shape.TAKE)
    return (None, "") if found is None else (Slot(found.window, How.STATED), found.text)


def date_of(tree: Tree, line: Line, predicate: Word, *, is_taking: bool = False) -> DateFound | None:
    """The date that belongs to a predicate, if the text has one."""
    for word in _dated_by(tree, predicate):
        for date in line.dates:
            if not date.window.is_open and _is_bound(tree, word, date, predicate, is_taking=is_taking):
                return date
    return None


def _dated_by(tree: Tree, word: Word) -> Iterator[Word]:
    """A predicate and the verbs whose time it shares: those it is coordinated with, but for verbs of telling."""
    words = modality()
    yield word
    while word.dep in _FOLLOWED or word.pos == "NOUN":
        head = tree.head(word)
        if head == word:
            return
        word = head
        if word.pos not in _VERBS:
            continue
        if word.lemma in grammar().reports or word.lemma in words.verbs:
            return
        yield word


def _is_bound(tree: Tree, word: Word, date: DateFound, predicate: Word, *, is_taking: bool) -> bool:
    """True if a date depends on a word with no other verb between; that of a neighbour only if it stands in front.

    "broke in on 3 May and copied the list" is one act; "copied the list on 3 May and sold it" are two.
    """
    inside = [one for one in tree.words if one.start < date.end and one.end > date.start]
    is_before = date.start < word.start or (is_taking and date.end <= predicate.start)
    if not inside or (word != predicate and not is_before):
        return False
    head = inside[0]
    for one in (head, *tree.above(head)):
        if one == word:
            return True
        is_other = one.pos in _VERBS or (one.lemma in grammar().event_nouns and one.dep == "pobj")
        if is_other and one not in inside:
            return False
    return False


# ------------------------------------------------------------ figures, sums, media


def count_of(scene: Scene) -> Count | None:
    """The figure of the data that passes: that within its phrase, or of what is said to hold it."""
    passed = scene.clause.object
    if passed is None:
        return None
    start, end = scene.clause.tree.extent(passed)
    inside = [c.count for c in scene.line.counts if start <= c.start and c.end <= end]
    return inside[0] if len(inside) == 1 else None


def price_of(scene: Scene) -> Price | None:
    """What was paid: the only sum in the clause, or in one beside it that tells of pay."""
    clause = scene.clause
    if clause.frame.action not in {Action.SALE, Action.RESALE, Action.HANDOVER, Action.EMAIL}:
        return None
    beside = [one for one in clause.tree.children(clause.word, "conj") if one.lemma in _PAYS]
    if clause.frame.action in {Action.HANDOVER, Action.EMAIL} and not beside:
        return None
    found = [
        p.price
        for p in scene.line.prices
        if p.role not in _NO_PRICE and any(_holds(clause.tree, verb, p.start) for verb in (clause.word, *beside))
    ]
    return found[0] if len(found) == 1 else None


def _holds(tree: Tree, verb: Word, place: int) -> bool:
    return any(word.start <= place < word.end for word in _own_words(tree, verb))


def medium_of(scene: Scene) -> Slot[str] | None:
    """What a preposition of the clause names (by e-mail, to a USB stick); else that on which the data is."""
    found = [(_way(scene, medium), medium.medium) for medium in scene.line.media]
    ways = sorted((way, place, medium) for place, (way, medium) in enumerate(found) if way is not None)
    if ways:
        return Slot(ways[0][2])
    return Slot("photo") if scene.clause.frame.id == "picture" else None


def _way(scene: Scene, medium: MediumFound) -> int | None:
    """0 for the way, 1 for the carrier of what passes, None if a medium belongs to something else."""
    tree, clause = scene.clause.tree, scene.clause
    word = tree.at(medium.start)
    if word is None or (medium.medium in {"phone", "web"} and clause.frame.shape is Shape.TAKE):
        return None
    chain = (word, *tree.above(word))
    prep = next((one for one in chain if one.pos == "ADP"), None)
    if prep is not None and prep.lemma in _CARRIES and clause.word in tuple(tree.above(prep))[:2]:
        return 0
    is_of_object = clause.object is not None and clause.object in chain
    return 1 if is_of_object or (clause.frame.id == "picture" and clause.word in chain) else None
