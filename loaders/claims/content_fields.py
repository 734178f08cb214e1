"""What a document says that its data held, wherever it says so -> the fields of an incident.

「対象となる情報は氏名、住所です。」 below a table, 「情報の内容」 above 「氏名、住所」, 「名簿には年齢も記されていた」.
"""

from __future__ import annotations

import re

from app.domain.document import BlockKind
from loaders.claims.denied_fields import denied_fields, told_fields
from loaders.mentions.analysis import Analysis, Line

__all__ = ["content_fields"]

_HOLDS = re.compile(
    r"含ま|含む|記載|記録|記され|記した|記入|入っていた|入った|入力され|収め|載って|載せ|書かれ|書き込|印字|印刷され|保存され|格納|登録され|写って|表示され"
)
_ARE = re.compile(
    r"(?:情報|項目|データ|内容|名簿|リスト|ファイル|一覧|帳票|書類)(?:に)?(?:は|:)|いずれも|(?:した|された|のある|となる|となった)のは|対象(?:は|:)"
)
_HEAD = re.compile(
    r"(?:情報|項目|データ|名簿|ファイル)(?:等)?(?:の?(?:内容|項目|種類|範囲|内訳))?(?:について)?$|内容$|内訳$|記載[^。]{0,8}事項"
)
_NO_HEAD = re.compile(r"公開|開示|取(?:り)?扱|保護|お知らせ|管理|提供|お詫び|漏え?い(?:等)?(?:について|に関する)")
_ADVICE = re.compile(
    r"問(?:い)?合(?:わ)?せ(?:先|窓口)|窓口|(?:変更|入力|注意|確認)[^。]{0,16}(?:ください|下さい|お願い)|教えない|通知し|郵送|送付し|おわび|お詫び"
)


def content_fields(analysis: Analysis, segment: int) -> tuple[str, ...]:
    """Codes of the fields that the lines of an incident say were in the data, without those that any line denies."""
    lines = [line for line in analysis.lines if line.segment == segment and line.fields and not line.is_english]
    told = [line for line in lines if _tells_content(analysis, line)]
    denied = {field.code for line in lines for field in denied_fields(analysis, line)}
    codes = dict.fromkeys(field.code for line in told for field in told_fields(analysis, line))
    return tuple(code for code in codes if code not in denied)


def _tells_content(analysis: Analysis, line: Line) -> bool:
    if line.block.kind in {BlockKind.HEADING, BlockKind.FOOTNOTE, BlockKind.TABLE_ROW} or _ADVICE.search(line.text):
        return False
    if _HOLDS.search(line.text) or _ARE.search(line.text):
        return True
    head = _heading_of(analysis, line)
    return _HEAD.search(head) is not None and not _NO_HEAD.search(head)


def _heading_of(analysis: Analysis, line: Line) -> str:
    """The text of the heading that a line stands under, through the items of a list."""
    parent = line.block.parent
    while parent is not None and analysis.blocks[parent].kind is not BlockKind.HEADING:
        parent = analysis.blocks[parent].parent
    above = (o.text for o in analysis.lines[: line.index] if parent is not None and o.passage.block == parent)
    return next(above, "")
