"""What a phrase for a person says of him, without the words that only point or tell the sex.

「当該職員」 says 職員, 「探偵業の男」 as much as 「探偵」, and 「元課長」 is a short word for 「元営業課長の男」.
"""

from __future__ import annotations

import re

__all__ = ["is_pointed", "is_short_for", "stem_of"]

_POINTS = re.compile(r"^(?:当該|上記の?|前記の?|同|この|その)(?=[一-鿿ァ-ヺ]{2})(?!同僚|級|居|期)")
_SEX = re.compile(r"^(?:男性|女性)(?=[一-鿿ァ-ヺ])|(?:の|である|だった)?(?:男性|女性|男|女)(?:ら)?$")
_RUNS = re.compile(
    r"(?<=[一-鿿ァ-ヺー]{2})(?:を(?:営む|経営する|経営していた|営んでいた)|(?:の|業)?経営|業者?|業を営む)$"
)
_FORMER = re.compile(r"^[元前]")


def stem_of(phrase: str) -> str:
    """The words that tell who it is; the phrase itself where it has no others.

    >>> [stem_of(p) for p in ("当該職員", "探偵業の男", "調査会社を経営する男", "男性社員", "男")]
    ['職員', '探偵', '調査会社', '社員', '男']
    """
    bare = _SEX.sub("", _POINTS.sub("", phrase))
    return _RUNS.sub("", bare) or bare or phrase


def is_pointed(phrase: str) -> bool:
    """True for words that speak of somebody told of before (当該職員)."""
    return _POINTS.match(phrase) is not None


def is_short_for(short: str, long: str) -> bool:
    """True if `long` says the same of somebody and more: both of a former one, or neither.

    >>> is_short_for("元課長", "元営業課長の男"), is_short_for("課長", "元営業課長"), is_short_for("課長", "副課長")
    (True, False, False)
    """
    one, other = stem_of(short), stem_of(long)
    if bool(_FORMER.match(one)) is not bool(_FORMER.match(other)):
        return False
    one, other = _FORMER.sub("", one), _FORMER.sub("", other)
    return len(one) > 1 and one != other and other.endswith(one) and not other.endswith(("副" + one, "新" + one))
