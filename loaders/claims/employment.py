"""Words between an organization and a person that say that the person works there.

「中央署警務課に所属する55歳の巡査部長」: between 中央署 and 巡査部長 stands 警務課に所属する55歳の.
"""

from __future__ import annotations

import re

__all__ = ["works_at"]

_WORKS_AT = re.compile(
    r"[」』]?(\([^()]*\))?[^、。はがをに]{0,10}(に|で|へ)[^、。はがを]{0,6}"
    r"(派遣|勤務|在籍|所属|出向|勤め|働)[^、。はがを]{0,14}(た|る|の)"
)


def works_at(between: str) -> bool:
    """True if the words say so and nothing else.

    >>> works_at("警務課に所属する55歳の"), works_at("の顧客名簿を持つ")
    (True, False)
    """
    return _WORKS_AT.fullmatch(between) is not None
