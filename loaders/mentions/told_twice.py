"""Actors that a document tells of twice, first by what they are and then by name -> one.

「委託先から漏れた。市は台帳の印刷をオオバ印刷に委託していた。」: there is one to whom work is entrusted. 「探偵業者に
漏らした」 in the opening and 「探偵社を営む男」 below are one too. Where two could be meant, nobody is joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from app.domain.vocabulary import ActorKind
from loaders.mentions.doc_actors import Denotation, DocActor, Register

__all__ = ["join_twice_told"]

_BY_DEGREE = ("processor", "subcontractor", "sub_subcontractor")
_IS_GIVEN = re.compile(
    r"[」』]?(?:\([^()]*(?:\([^()]*\))?[^()]*\))?(?:に|へ)(?:[^、。はがにへ]{1,20}を)?(?P<re>再々|再)?委託(?!先|元)"
)
_DESCRIBED = re.compile(r"(?:業務)?(?:再々|再)?(?:委託|受託)(?:先|業者|会社|事業者|先企業|先会社|者)")
_OPENING = 1  # lines after the first
_RUNS = re.compile(
    r"(?P<trade>[一-鿿]{2,8}?)(?:業|社|会社|事務所)?(?:の|を(?:営む|経営する|経営していた)|経営の)(?:男|女)(?:性)?$"
)
_TRADE_BEFORE = re.compile(r"(?<![一-鿿])(?P<trade>[一-鿿]{2,8}?)業[、・の]$")
_TRADE = re.compile(r"(?:業者|会社|事務所|社|業)$")


def join_twice_told(register: Register) -> None:
    """Redirect what is told by description to what is told more fully."""
    places: dict[int, list[Denotation]] = {}
    for d in register.denotations:
        places.setdefault(d.actor, []).append(d)
    for segment in sorted({a.segment for a in register.actors}):
        actors = [register.actors[i] for i in places if register.actors[i].segment == segment]
        for degree, cls in enumerate(_BY_DEGREE):
            named = {
                a.index for a in actors if _may_be_given_work(a) and degree in set(_degrees(register, places[a.index]))
            }
            described = [a for a in actors if a.head_class == cls and not a.is_named and _DESCRIBED.fullmatch(a.label)]
            if len(named) == 1:
                _join(register, described, named.pop())
        _join_trades(register, actors, places)


def _may_be_given_work(actor: DocActor) -> bool:
    return actor.is_named and actor.head_class != "public_body" and not actor.is_authority


def _degrees(register: Register, places: Sequence[Denotation]) -> Iterator[int]:
    """How far from the owner of the data work is said to be entrusted to who stands there: 0, 再 1, 再々 2."""
    for d in places:
        if m := _IS_GIVEN.match(register.text(d.line), d.end):
            yield {None: 0, "再": 1, "再々": 2}[m["re"]]


def _join(register: Register, described: list[DocActor], named: int) -> None:
    for actor in described:
        register.actors[named].add_roles(actor.roles)
        register.redirect(actor.index, named)


def _trade_of(register: Register, person: DocActor, places: Sequence[Denotation]) -> str:
    """探偵 of 「探偵社を営む男」 and of 「探偵業、山田太一容疑者」; empty if the text tells none."""
    if m := _RUNS.search(person.label):
        return m["trade"]
    before = (_TRADE_BEFORE.search(register.text(d.line), 0, d.start) for d in places if person.is_named)
    return next((m["trade"] for m in before if m), "")


def _join_trades(register: Register, actors: Sequence[DocActor], places: Mapping[int, Sequence[Denotation]]) -> None:
    """Who runs such a firm is the firm of the opening sentence."""
    persons = [a for a in actors if a.kind is ActorKind.PERSON]
    people = [(a, trade) for a in persons if (trade := _trade_of(register, a, places[a.index]))]
    for person, trade in people:
        firms = [a for a in actors if a.kind is ActorKind.ORGANIZATION and not a.is_named]
        firms = [a for a in firms if a.index != person.employer and _TRADE.sub("", a.label) == trade]
        is_alone = len(firms) == 1 and sum(other == trade for _, other in people) == 1
        if is_alone and all(d.line <= _OPENING for d in places[firms[0].index]):
            person.add_roles(firms[0].roles)
            register.redirect(firms[0].index, person.index)
