"""Who asked for the data, or was approached with it: who gets it, where a clause of giving leaves that unsaid.

「男は探偵に頼まれて住所を調べ、報告書を手渡した」: to the detective. 「知人に話を持ち掛け、データを渡した」: to the
acquaintance. 「知人の依頼を受けて照会した。結果は喫茶店で手渡した」: said one line before.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import How
from loaders.claims.arguments import Ends, Scene, one, usable
from loaders.claims.drafts import Slot
from loaders.mentions.analysis import Line

__all__ = ["approached"]

_ASIDE = r"(?:[」』]|\([^()]*\)|=[^=]*=|氏|さん|側|ら)*"
_ASKS = "頼ま|依頼さ|持ち掛けら|持ちかけら|求めら|要求さ|要請さ|誘わ|唆さ|そそのかさ|指示さ|勧めら|迫ら"
_ASKED = re.compile(
    rf"{_ASIDE}(?:(?:に|から)(?:{_ASKS})|の(?:依頼|頼み|求め|要求|要請|指示|誘い)(?:で|を受け|に応じ|により|に従))"
)
_TOLD = re.compile(rf"{_ASIDE}から[^、。「」]{{0,24}}(?:知らされ|伝えられ|頼まれ|依頼され|持ち掛けられ)")
_OFFERED = re.compile(rf"{_ASIDE}に(?:[^、。「」]{{0,12}}(?:持ち掛け|持ちかけ)|(?:頼ん|頼み込|依頼し|相談し))")
_IS_ASKED = re.compile(rf"{_ASIDE}に[^、。「」]{{0,16}}(?:依頼|要請|照会|要求|求め|頼[みん])")
_ASKS_HIM = re.compile(rf"{_ASIDE}(?:の[^、。はがをに]{{1,8}})?(?:が|は)、?")


def approached(scene: Scene, before: int, giver: Slot[Ends] | None) -> Slot[Ends] | None:
    """The last one of whom that is said before offset `before` of the line, or else in the line before.

    `giver`: who gives, if that is known: whoever has asked him gets it.
    """
    asker = _asker_of(scene, before, giver)
    said = (_last(scene, scene.line, before, words) for words in (_ASKED, _TOLD, _OFFERED))
    here = asker if asker is not None else next((actor for actor in said if actor is not None), None)
    if here is not None:
        return Slot((here,), How.CLAUSE)
    line = scene.line_before
    return None if line is None else one(_last(scene, line, len(line.text), _ASKED), How.DISCOURSE)


def _asker_of(scene: Scene, before: int, giver: Slot[Ends] | None) -> int | None:
    """「A社の担当者がB社に依頼し、B社は写しを渡した」: to A社."""
    found = [d for d in scene.line.actors if d.end <= before and usable(scene.actor(d.actor))]
    for asked in found:
        if giver is None or asked.actor not in giver.value or not _IS_ASKED.match(scene.line.text, asked.end):
            continue
        for d in reversed([d for d in found if d.end < asked.start]):
            if _ASKS_HIM.fullmatch(scene.line.text[d.end : asked.start]) and d.actor != asked.actor:
                employer = scene.actor(d.actor).employer
                return d.actor if employer is None else employer
    return None


def _last(scene: Scene, line: Line, before: int, words: re.Pattern[str]) -> int | None:
    found = [d for d in line.actors if d.end <= before and usable(scene.actor(d.actor))]
    asked = (d.actor for d in reversed(found) if words.match(line.text, d.end, before))
    return next((a for a in asked if not scene.actor(a).is_authority), None)
