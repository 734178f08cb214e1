"""A word for a kind of body -> whether an actor is called so: 生協 is 生活協同組合みのり, 塾 the 学習塾 「あけぼの」.

「生協は謝罪した」 points back to the one such body of which a text has told; of two, to neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from loaders.mentions.doc_actors import DocActor

__all__ = ["is_called"]

_IN_FULL: Mapping[str, tuple[str, ...]] = {
    "生協": ("生活協同組合",),
    "農協": ("農業協同組合",),
    "漁協": ("漁業協同組合",),
    "信金": ("信用金庫",),
    "信組": ("信用組合",),
    "労組": ("労働組合",),
    "教委": ("教育委員会",),
    "市教委": ("市教育委員会",),
    "区教委": ("区教育委員会",),
    "町教委": ("町教育委員会",),
    "村教委": ("村教育委員会",),
    "県教委": ("県教育委員会",),
    "府教委": ("府教育委員会",),
    "都教委": ("都教育委員会",),
    "クラブ": ("倶楽部",),
    "倶楽部": ("クラブ",),
    "大": ("大学",),
    "医大": ("医科大学",),
    "社協": ("社会福祉協議会",),
    "病院": ("医院",),
    "院": ("クリニック", "外科", "内科", "皮膚科", "眼科", "歯科", "診療所"),
    "クリニック": ("外科", "内科", "皮膚科", "眼科", "歯科"),
    "委": ("委員会",),
}


def is_called(actor: DocActor, word: str) -> bool:
    """True if a name or a description of the actor ends in the word, or in what it is short for, or begins so."""
    full = _IN_FULL.get(word, ())
    known = (actor.label, *actor.names)
    begins = (word + "・", *full)
    return any(name.endswith((word, *full)) or name.startswith(begins) for name in known)
