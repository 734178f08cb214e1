"""Lines that begin with a name and go on with figures -> the name and the rest, as a table without rules has them.

「・ささのは市:約3万件(氏名、住所)」 above 「・みずたま商事:調査中」 are two rows. A line alone is none, nor is one
whose label tells what is counted (「・氏名:約3万件」). Spans index the view of the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.document import Block, BlockKind, Passage
from app.domain.vocabulary import ActorKind
from loaders.ja.view import TextView
from loaders.mentions.spot import Form
from loaders.mentions.spots import find_spots
from loaders.mentions.tables import header_type
from loaders.mentions.terms import find_fields

__all__ = ["Item", "items_of"]

Span = tuple[int, int]
_FIGURE = r"(?:約|およそ|延べ|のべ|最大|計|合計)*\s*\d[\d,.]*\s*[万億千]*\s*(?:件|人|名|世帯|口座|通|枚|点)"
_SAID = (
    r"(?:件数|人数)?(?:は|を|については)?(?:現在|目下)?(?:調査|確認|精査)中|不明|未確認|影響(?:は)?(?:なし|無し|ありません)|該当(?:者)?(?:なし|無し)"
    r"|対象(?:外|なし|データなし)|(?:流出|漏え?い|漏洩)は?(?:確認されて|ありませ|ございませ|認められ)|(?:流出|漏えい|漏洩)(?:の)?(?:なし|無し|あり|可能性|おそれ|恐れ|を確認|は確認されて)|被害なし|(?:なし|無し|ゼロ)$"
)
_TELLS = re.compile(rf"{_FIGURE}|{_SAID}")
_NAME = r"(?P<name>[^\d\s::()、。.|「」=→⇒][^::()、。|=→⇒]{0,38}?)"
_NOTE = r"(?:\s*\([^()\d]{1,30}\))?"
_ITEM = re.compile(
    rf"\s*{_NAME}(?:様|さま|殿|御中)?{_NOTE}\s*(?:[::=]|\.{{2,}}|→|⇒|・{{2,}}|\s[-–—]\s|\s|(?={_FIGURE})|\((?={_FIGURE}))(?P<rest>.+)"
)
_LABEL = re.compile(
    r"^(?:合計|計|総計|小計|その他|全体|内訳|日時|日付|場所|対象|原因|経緯|概要|状況|発覚|判明|対応|備考|注|内容|期間|媒体|件名|宛先|発生|送信|誤送信|氏名|当社|弊社|当院|本市"
    r"|(?:第?[一二三四五六七八九十\d]+(?:回|報|次|章|項|点))|.*(?:日時|年月日|情報|項目|データ|件数|人数|対象者|内容|状況|経緯|理由|原因|方法|対応|期間|電話|番号|アドレス|住所|会員|顧客|お客様|利用者|患者|職員|従業員|者|分|月|日|年|時|もの|方|ユーザー|ID))$"
)
_LEAD = re.compile(
    r"委託(?:元|者)|取引先|お客様企業|顧客(?:企業|組織|名)|企業|会社|各社|自治体|市町村|都道府県|団体|組織|法人|学校|各校|病院|医療機関|施設|店舗|加盟店|機関|各館|大学"
    r"|クライアント|発注元|契約先|事業者|組合|導入先|提供先|配布先|納入先"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A line (its index) that is a row: the span of the name, and of what is told of it."""

    line: int
    name: Span
    rest: Span


def items_of(blocks: Sequence[Block], passages: Sequence[Passage], views: Sequence[TextView]) -> tuple[Item, ...]:
    """The rows of all such lists, in order."""
    found: list[Item] = []
    kinds = {BlockKind.LIST_ITEM, BlockKind.PARAGRAPH}
    split = [(n, _item(n, views[n].text) if p.kind in kinds else None) for n, p in enumerate(passages)]
    for is_row, run in groupby(split, key=lambda one: one[1] is not None):
        rows = [item for _, item in run if item is not None]
        if is_row and len(rows) >= _FEWEST and _are_organizations(rows, passages, views):
            found += rows
    return tuple(found)


def _item(line: int, text: str) -> Item | None:
    """The row that a line is by itself."""
    match = _ITEM.match(text)
    if match is None or text.rstrip().endswith("。") or not _TELLS.search(text, match.start("rest")):
        return None
    name = match["name"].strip()
    is_label = _LABEL.match(name) or header_type(name) in {"count", "fields", "date", "status", "period", "discovery"}
    if len(name) < 2 or is_label or _is_field(name):
        return None
    start = match.start("name")
    return Item(line, (start, start + len(match["name"].rstrip())), match.span("rest"))


def _is_field(name: str) -> bool:
    """True for a label that names a kind of data: 「メールアドレス」, 「カード番号」."""
    return any(field.end == len(name) for field in find_fields(name))


def _are_organizations(rows: Sequence[Item], passages: Sequence[Passage], views: Sequence[TextView]) -> bool:
    """True if the line that leads the list says so, or if most of the names look like organizations."""
    above = next(_above(rows[0].line, passages, views), "")
    alike = sum(_looks_like_one(views[row.line].text[slice(*row.name)]) for row in rows)
    return (alike > 0 and _LEAD.search(above) is not None) or alike * 2 > len(rows)


def _above(line: int, passages: Sequence[Passage], views: Sequence[TextView]) -> Iterator[str]:
    """The lines before, nearest first."""
    yield from (views[n].text for n in range(line - 1, max(-1, line - 3), -1))


def _looks_like_one(name: str) -> bool:
    """True for a name that is an organization by its own form."""
    whole = [s for s in find_spots(name) if s.start == 0 and s.end == len(name)]
    return any(s.kind is ActorKind.ORGANIZATION and s.form in {Form.NAME, Form.LETTER} for s in whole)
