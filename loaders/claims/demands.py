"""Data that is shown or brought to its owner with a demand: who is visited gets it, and it is extortion.

「男は同社を訪れ、名簿の一部を見せて現金を要求した」: it passes from the man to the company, as a sample.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import How
from loaders.claims.actor_kinds import is_owner
from loaders.claims.arguments import Ends, Scene
from loaders.claims.clauses import Predicate, argument_of, plain_case
from loaders.claims.drafts import Slot

__all__ = ["is_demanded", "visited"]

_VISITS = frozenset(["訪れる", "訪問", "訪ねる", "押しかける", "押し掛ける", "出向く", "面会", "呼び出す", "乗り込む"])
_DEMANDS = re.compile(
    r"(恐喝|脅し取|ゆす[りっる]|(?:金|円|買い取|引き取)[^。」]{0,20}(?:要求|求め|迫)|[円金]で(?:引き取|買い取))"
)
_WITHIN = 2  # lines


def visited(scene: Scene, predicate: Predicate) -> Slot[Ends] | None:
    """「同社を訪れ、名簿を見せ」: whom the subject has gone to see in the clause before."""
    for child in reversed(scene.sentence.parse.children(predicate.chunk)):
        if child.particle in {"", "て", "で"} and scene.sentence.lemmas(child) & _VISITS:
            places = [
                c
                for c in scene.sentence.parse.children(child.index)
                if plain_case(c.particle) in {"を", "に", "へ", "と"}
            ]
            return scene.slot_of([argument_of(c) for c in places], How.CLAUSE)
    return None


def is_demanded(scene: Scene, recipient: Slot[int] | None) -> bool:
    """True if money is asked for what an organization is given, in the same line or soon behind."""
    if recipient is None or not is_owner(scene.actor(recipient.value)):
        return False
    lines = scene.analysis.lines[scene.line.index : scene.line.index + _WITHIN + 1]
    return any(line.segment == scene.line.segment and _DEMANDS.search(line.text) for line in lines)
