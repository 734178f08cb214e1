"""A count in a sentence -> the organization whose records it counts, where the words tie it to one.

「約20万件の名簿が流出した甲市」, 「甲市では…約20万件が流出」, 「甲市の住民約20万人分」, 「AとBで各567人分と44人分」.
"""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from loaders.claims.event_rules import find_triggers
from loaders.claims.leak_words import OUT
from loaders.claims.ownership import processors
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["JOINT", "is_of_unread", "owner_in_words", "respectively", "teller"]

JOINT = re.compile(r"と|、|や|・|および|及び")
_SUBJECT = re.compile(r"(?:の[男女]性?)?(?:ら)?(?:\d+人|[二三四五]人)?(?:\([^()]{0,20}\))?[がは]")
_GIVER = re.compile(r"」?(?:\([^()]{0,40}\))?から")
_GOT = re.compile(r"[^。]{0,40}(?:譲り受け|仕入れ|購入|買い|入手|受け取)")
_PARTICLE = re.compile(r"(?:\([^()]{0,40}\))?」?(?:側|など|等)?(では|には|によると|の|は|が|も|、)")
_GOVERNED = re.compile(r"(?!(?:説明|発表|調査|話|まとめ)(?:で|に)).*[をにへがは、]")
_TOPIC = re.compile(r"[」』]?(?:\([^()]{0,40}\))?[はが]")
_UNREAD_OWNER = re.compile(
    r"(?P<name>(?<![同当本弊一-龠ァ-ヺーA-Za-z])(?![同当本弊小全各])[一-龠ァ-ヺーぁ-んA-Za-z]{1,12}"
    r"(?:証券|銀行|金庫|生命|保険|商事|商会|商店|通販|学院|学園|大学|高校|病院|医院|クリニック|市|町|村|県|組合|協会|財団"
    r"|電鉄|鉄道|電力|運輸|物産|工業|製薬|薬局|塾))の(?:顧客|会員|利用者|お客[様さ]ま?|契約者|患者|生徒|学生|児童|住民|市民)[^。、]{0,6}$"
)


def respectively(line: Line, counts: list[CountFound], eligible: Set[int]) -> dict[CountFound, int | None]:
    """「AとBの情報がそれぞれ、567人分と44人分」: A has the first count, B the second.

    Where the names do not pair off (one of them is not known) the counts are nobody's rather than the wrong one's.
    """
    place = line.text.find("それぞれ")
    after = [c for c in counts if c.start > place]
    if place < 0 or len(after) < 2:
        return {}
    names = [d for d in line.actors if d.end <= place and d.actor in eligible][-len(after) :]
    joints = [line.text[a.end : b.start] for a, b in pairwise(names)]
    if len(names) < len(after) or not all(JOINT.fullmatch(joint) for joint in joints):
        return dict.fromkeys(after)
    return {count: d.actor for count, d in zip(after, names, strict=True)}


def owner_in_words(analysis: Analysis, line: Line, count: CountFound, clause: int, eligible: Set[int]) -> int | None:
    """The organization that the words tie to a count: behind 「…が流出した」, or before it as topic or owner."""
    modified = re.compile(rf"[^。、]{{0,24}}?{OUT}[^。、]{{0,4}}?た").match(line.text, count.end)
    if modified:
        head = next((d for d in line.actors if d.start == modified.end() and d.actor in eligible), None)
        if head is not None:
            return head.actor
    for d in reversed(line.actors):
        if d.end > count.start or d.actor not in eligible:
            continue
        if d.start >= clause and _GIVER.match(line.text, d.end) and _GOT.match(line.text, count.end):
            return d.actor
        particle = _PARTICLE.match(line.text, d.end)
        if particle is None:
            continue
        if _employs_subject(analysis, line, d) and "。" not in line.text[d.end : count.start]:
            return d.actor
        if particle[1] == "の" and _GOVERNED.match(line.text, particle.end(), count.start):
            continue  # 「甲府市の同業者に9人分を」: of a place, or of somebody else
        if particle[1] in {"では", "は", "も", "によると"} or (d.start >= clause and particle[1] in {"の", "が"}):
            return d.actor if not re.search("。", line.text[d.end : count.start]) else None
    return None


def teller(analysis: Analysis, line: Line, count: CountFound) -> int | None:
    """Who says it of what it keeps for others that are not named: 「Xは、23万人分が流出したと発表した」."""
    working = processors(analysis)
    tells = any(t.rule.tells for t in find_triggers(line.text))
    front = [d for d in line.actors if tells and d.end <= count.start and _TOPIC.match(line.text, d.end)]
    return front[0].actor if front and front[0].actor in working else None


def is_of_unread(line: Line, count: CountFound) -> bool:
    """True for a count of an organization that is no actor of the document: it is nobody else's."""
    owner = _UNREAD_OWNER.search(line.text, max(0, count.start - 30), count.start)
    return owner is not None and not any(
        d.start < owner.end("name") and owner.start("name") < d.end for d in line.actors
    )


def _employs_subject(analysis: Analysis, line: Line, d: Denotation) -> bool:
    """True for X of 「Xの元社員2人が、…」: whoever takes data from where he works takes its data."""
    return any(
        analysis.actors[o.actor].employer == d.actor
        and o.end > d.end
        and line.text.startswith("の", d.end)
        and o.start <= d.end + 1
        and _SUBJECT.match(line.text, o.end)
        for o in line.actors
    )
