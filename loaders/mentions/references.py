"""Entries of reference lists -> who published what they cite: `名簿売却か,見本新聞,2031年5月10日` cites 見本新聞.

The entry ends with the day, or begins with the publisher: 見本新聞「名簿売却か」(2031年5月10日), 「名簿売却か」見本新聞
2031年5月10日, 名簿売却か - 見本新聞 (2031/5/10). What stands in that place is a name, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.document import Block, BlockKind, Passage
from app.domain.vocabulary import ActorKind
from loaders.ja.view import TextView
from loaders.mentions.doc_actors import Actors

__all__ = ["Reference", "of_the_story", "references_of"]

_NAME = r"(?P<name>[一-龥々ァ-ヶーぁ-んA-Za-z0-9][一-龥々ァ-ヶーぁ-んA-Za-z0-9.&!・ ]{0,22}[一-龥々ァ-ヶーA-Za-z0-9!])"
_DAY = r"[(\[]?(?:[12][0-9]{3}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[12][0-9]{3}[/.-][0-9]{1,2}(?:[/.-][0-9]{1,2})?)"
_END = r"(?:付|号|朝刊|夕刊|閲覧|配信|付け)*[)\]]?[ 。.]*$"
_FORMS = (
    re.compile(rf"[,、] ?{_NAME} ?[,、] ?{_DAY}{_END}"),
    re.compile(rf"[」』] ?[,、]? ?{_NAME} ?[,、]? ?{_DAY}{_END}"),
    re.compile(rf" [-–—|] ?{_NAME} ?[,、]? ?{_DAY}{_END}"),
    re.compile(rf"^{_NAME} ?[「『][^」』]{{4,}}[」』][^「『]{{0,12}}?{_DAY}{_END}"),
)
_NO_NAME = re.compile(r"[はがをに](?=[一-龥ァ-ヶ])|^(?:同上|同紙|同社|前掲|参照)|^[0-9 ]+$|[0-9]+年")
_ENTRIES = frozenset({BlockKind.FOOTNOTE, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Reference:
    """The index of an entry's line, and the span of the publisher's name in it."""

    line: int
    name: tuple[int, int]


def references_of(
    blocks: Sequence[Block], passages: Sequence[Passage], views: Sequence[TextView]
) -> Iterator[Reference]:
    """The entries that name a publisher and a day."""
    for number, (passage, view) in enumerate(zip(passages, views, strict=True)):
        if blocks[passage.block].kind in _ENTRIES:
            found = (match for form in _FORMS if (match := form.search(view.text)) is not None)
            match = next((m for m in found if not _NO_NAME.search(m["name"])), None)
            if match is not None:
                yield Reference(number, match.span("name"))


def of_the_story(found: Actors, cited: Collection[int]) -> Actors:
    """A person who is denoted in titles of cited articles only is the one of the story who is called so.

    「見本社の社員が名簿を売却,見本新聞,…」 tells of the 社員 of the text, if it has one. `cited`: such lines, by index.
    """
    told = {d.actor for d in found.denotations if d.line not in cited}
    people = [a for a in found.actors if a.kind is ActorKind.PERSON and not a.is_named and a.head_class]
    led: dict[int, int] = {}
    for one in people:
        if one.index not in told:
            same = [a.index for a in people if a.index in told and one.label.endswith(a.label)]
            if len(same) == 1 and _is_only_one(found, same[0], told):
                led[one.index] = same[0]
    return replace(found, denotations=tuple(replace(d, actor=led.get(d.actor, d.actor)) for d in found.denotations))


def _is_only_one(found: Actors, index: int, told: set[int]) -> bool:
    """True if the story has nobody else of that part in it."""
    roles = set(found.actors[index].roles)
    return not any(a.index != index and a.index in told and roles & set(a.roles) for a in found.actors)
