"""Words beside an organization and a person that say that the person works there.

「中央署警務課に所属する55歳の巡査部長」: between 中央署 and 巡査部長 stands 警務課に所属する55歳の.
「女は式場「ルミエ」に勤めていた」: between 女 and ルミエ stands は式場「, and behind it 」に勤めていた.
"""

from __future__ import annotations

import re

__all__ = ["is_said_to_work_at", "works_at"]

_WORKS = "派遣|勤務|在籍|所属|勤め|働"
_WORKS_AT = re.compile(
    rf"[」』]?(\([^()]*\))?[^、。はがをに]{{0,10}}(に|で|へ)[^、。はがを]{{0,6}}(出向|{_WORKS})[^、。はがを]{{0,14}}(た|る|の)"
)
_IS = re.compile(r"(\([^()]*\))?(は|が)、?[^、。はがを]{0,16}[「『]?")
_AT = re.compile(rf"[」』]?(に|で)[^、。]{{0,6}}({_WORKS})")


def works_at(between: str) -> bool:
    """True if the words from an organization to a person say so and nothing else.

    >>> works_at("警務課に所属する55歳の"), works_at("の顧客名簿を持つ")
    (True, False)
    """
    return _WORKS_AT.fullmatch(between) is not None


def is_said_to_work_at(between: str, behind: str) -> bool:
    """The other order: a person, `between`, an organization, `behind`.

    >>> is_said_to_work_at("は式場「", "」に勤めていた"), is_said_to_work_at("は式場「", "」に届けた")
    (True, False)
    """
    return _IS.fullmatch(between) is not None and _AT.match(behind) is not None
