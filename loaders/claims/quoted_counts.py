"""A count in a sentence -> whether the sentence only repeats it: an inquiry, a title, a headline in quotation marks.

「照会を受けた1,250件」 were asked about, and 「「30万件流出」という見出しの記事」 is what a magazine called it; neither
says how much got out.
"""

from __future__ import annotations

import re

from loaders.mentions.values import CountFound

__all__ = ["is_only_repeated"]

_ASKED = re.compile(r"(?:照会|申告|問い合わせ|相談|苦情|連絡|指摘)(?:を受け|が(?:あっ|寄せられ))た[^。、]{0,6}$")
_TITLE = re.compile(
    r"『[^『』]*』"
    r"|「[^「」]*」(?=と(?:いう|の|題する|題した|題し|銘打っ)?[^。、「」]{0,8}(?:見出し|記事|題|タイトル|表題|報じ|特集))"
)
_REACH = 24


def is_only_repeated(text: str, count: CountFound) -> bool:
    """True for a count that is asked about, or that stands in a title."""
    if _ASKED.search(text, max(0, count.start - _REACH), count.start):
        return True
    return any(match.start() < count.start < match.end() for match in _TITLE.finditer(text))
