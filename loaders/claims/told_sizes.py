"""Transfers that tell no number + the sentence behind them that sizes the data -> transfers with that number.

「元社員は名簿を業者に売った。名簿は約3万人分で、氏名が載っていた。」: 30,000 or so were sold. A sentence that says
what a part of it is, or what another body holds, sizes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain.graph import Count
from loaders.claims.drafts import TransferDraft
from loaders.claims.quoted_counts import is_only_repeated
from loaders.mentions.analysis import Analysis, Line

__all__ = ["with_sizes"]

_DATA = r"(?:名簿|データ|情報|リスト|一覧|ファイル|台帳|件数|人数|規模|枚数)"
_TOPIC = re.compile(
    rf"^(?:この|その|同|当該|問題の)?(?:[^、。はが]{{0,24}}(?:した|された|った|んだ|いた))?(?:[^、。はがのをに]{{0,8}}の?)?{_DATA}(?:の(?:件数|人数|数|規模))?(?:に)?(?:は|が)"
    r"|^(?:[^、。はが]{1,24}(?:した|された|った|んだ|いた))(?:の|もの)は|^(?:対象|被害|内訳)は"
)
_SIZES = re.compile(
    r"(?:だ|あ[りっる]|で(?:す|あ|、|は)|に(?:上|のぼ|及|達)|とみ|という|が(?:含|入|記|載|登録|写)|、|。|$|の(?:氏名|名前|住所|情報|個人情報|データ))"
)
_OTHER_BODY = re.compile(r"別の|ほか(?:に|の)|他社|昨年度|過去|全国|登録者数|会員数|全会員|売上|被害額")
_REACH = 40


def with_sizes(analysis: Analysis, drafts: Iterable[TransferDraft]) -> Iterator[TransferDraft]:
    """The drafts; those without a number take the one that the next sentence gives the data."""
    for draft in drafts:
        size = _size(analysis, draft) if draft.count is None and not draft.is_heading else None
        yield draft if size is None else replace(draft, count=size)


def _size(analysis: Analysis, draft: TransferDraft) -> Count | None:
    line = analysis.lines[draft.line]
    after = analysis.lines[draft.line + 1] if draft.line + 1 < len(analysis.lines) else None
    if after is None or after.segment != line.segment or line.counts or after.is_english:
        return None
    return _sized(after)


def _sized(line: Line) -> Count | None:
    """The one number that a sentence about the data gives it."""
    topic = _TOPIC.match(line.text)
    whole = [c for c in line.counts if not c.is_part and not is_only_repeated(line.text, c)]
    if topic is None or len({c.count.value for c in whole}) != 1 or _OTHER_BODY.search(line.text):
        return None
    count = whole[0]
    is_near = topic.end() <= count.start <= topic.end() + _REACH and "。" not in line.text[topic.end() : count.start]
    return count.count if is_near and _SIZES.match(line.text, count.end) else None
