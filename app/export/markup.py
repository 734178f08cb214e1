r"""Values → what XML holds in their place: `clean`, then with references for all that a parser would change.

>>> attribute('5"\n<名簿>'), content("a\r]]>")
('"5&quot;&#10;&lt;名簿&gt;"', 'a&#13;]]&gt;')

References:
    XML 1.0 (W3C, 5th ed. 2008), 2.2: the characters that XML can hold at all; 2.11, 3.3.3: what a parser makes of line
    ends and of white space in attributes.
"""

from __future__ import annotations

import re
from datetime import date

from app.export.edges import Flat

__all__ = ["attribute", "clean", "content", "word"]

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INSTEAD = "\ufffd"
_IN_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = {**_IN_CONTENT, **str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})}


def clean(text: str) -> str:
    r"""The text with U+FFFD for each character that XML cannot hold (controls, lone surrogates).

    >>> clean("名簿\0\t") == "名簿\ufffd\t"
    True
    """
    return _UNFIT.sub(_INSTEAD, text)


def content(text: str) -> str:
    """Text between two tags."""
    return clean(text).translate(_IN_CONTENT)


def attribute(text: str) -> str:
    """The value of an attribute, in its quotes."""
    return f'"{clean(text).translate(_IN_ATTRIBUTE)}"'


def word(value: Flat | date) -> str:
    """A value as XML Schema writes it.

    >>> word(True), word(1200.5), word(3)
    ('true', '1200.5', '3')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)
