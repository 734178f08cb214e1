"""Sentences -> affected organizations: the organization of each count, or the one whose data the text is about.

「約20万件の名簿が流出した甲市」, 「甲市では…約20万件が流出」 and 「甲市の住民約20万人分」 name it; 「約20万件が
流出した」 alone is told of the controller: the organization whose customers' data is spoken of and which tells of
the leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from app.domain.diagnostic import Diagnostic
from app.domain.document import BlockKind
from app.domain.vocabulary import AffectedStatus, How, Status
from loaders.claims.affected_owners import eligible_organizations, owners_of_sections
from loaders.claims.affected_rows import Telling, row_of, trimmed
from loaders.claims.affected_status import nearest_status, status_of
from loaders.claims.controller import owner_of
from loaders.claims.count_owners import JOINT, is_of_unread, owner_in_words, respectively, teller
from loaders.claims.drafts import AffectedDraft, TransferDraft
from loaders.claims.leak_words import OUT
from loaders.claims.quoted_counts import is_only_repeated
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.tables import header_type
from loaders.mentions.values import CountFound

__all__ = ["from_prose"]

_LEAK = re.compile(OUT)
_LEAK_NEAR = re.compile(rf"{OUT}|対象(?:は|とな|の)|影響を受け|格納され|含まれ|保存(?:され|し)|記録した")
_CLAUSE = re.compile(r"[。]|(?:て|し|り|が|おり|ず)、")
_NOT_DATA = re.compile(
    r"\s*(?:の「?[^」。、]{0,12}業務|(?:の)?(?:問い合わせ|苦情|契約(?:が|を)|照会|申請|相談|求人|社員|従業員|職員|局長|逮捕|業務)|[^。、]{0,24}(?:照合する|する作業|する業務))"
)
_TAKEN = re.compile(
    r"\s*の?[^。、「」]{0,24}(?:情報|データ|名簿|リスト|一覧|履歴|連絡先|番号|氏名|住所|アドレス|カルテ|台帳|成績|写真|画像)[^。]{0,60}(?:取得|送信|撮影|複製|コピー|渡し|渡っ|売っ|メモし|提供し|入手|転送|教え|漏ら|流し|流れ|横流し"
    r"|譲り|譲っ|仕入れ|買い|購入し|持ち込|送っ|メールし|印刷|打ち出|写し)"
)
_PASSED = re.compile(
    r"(?:情報|データ|名簿|リスト|画像|画面|ファイル|書類)[^。]{0,40}(?:転送し|送信し|撮影し|渡し|送っ|流し|売っ|公開し|投稿し)"
)
_AFFECTED_LABEL = re.compile(r"[\s|]*(?:対象(?:者|となる方|の方|件数|人数)?|影響(?:範囲|を受けた方)|該当者)[\s|:]")
_LABEL_AND_VALUE = 2
_UNDER_LEAK = 4  # lines above within which a statement of the leak governs a bare item
_OTHER_SERVICE = re.compile(
    r"(?:ユーザー|お客様|お客さま|顧客|会員|利用者|個人)(?:の)?情報(?:に(?:つい)?て)?は[^。]{0,30}"
    r"(?:(?:流出|漏えい|漏洩)して(?:おりません|おらず|いない|いません)|影響は(?:ない|ありません|ございません)|対象(?:外|ではな))"
)
_GROUP_COUNT = re.compile(r"\d+\s*(?:組織|社|団体|自治体|法人|機関)の(?:約|計|合計|最大|延べ)*\s*$")
_OWN_DATA = re.compile(
    r"の(?:(?:顧客|会員|利用者|ユーザー|お客様|お客さま|個人|契約者)(?:の)?(?:情報|データ|名簿)|[^。、はが]{0,20}(?:営業秘密|機密情報))"
)
_THEN_OUT = re.compile(rf"[^。、]{{0,30}}(?:{OUT}|複製して取得|不正に複製)")
_OTHERS = re.compile(r"以外|その他|そのほか|別の|別系統|二次|悪用")
_FEARED = re.compile(r"可能性|おそれ|恐れ")


def from_prose(
    analysis: Analysis,
    taken: frozenset[int],
    tabled: frozenset[int],
    listed: Set[int],
    leaks: Sequence[TransferDraft],
    others: Set[int],
) -> tuple[list[AffectedDraft], list[Diagnostic]]:
    """Rows from sentences, and remarks on counts that were left out.

    Organizations in `taken` have their rows already; segments in `tabled` are told by tables, lines
    in `listed` by themselves. `leaks`: what is told of data that passed;
    `others`: who got data of others.
    """
    claims: list[Telling] = []
    remarks: list[Diagnostic] = []
    controllers: dict[int, int | None] = {}
    eligible = eligible_organizations(analysis) - others
    owners = owners_of_sections(analysis, eligible)
    cleared: list[AffectedDraft] = []
    for line in analysis.lines:
        if not _is_told(line) or line.segment in tabled or line.index in listed:
            continue
        if line.segment not in controllers:
            controllers[line.segment] = owner_of(analysis, line.segment)
        local = owners.get(line.passage.block, controllers[line.segment])
        claims += _counted(line, local, analysis, eligible, leaks)
        claims += _named(line, eligible)
        cleared += _cleared(analysis, line, controllers[line.segment])
    spared = {c.organization for c in claims if c.status is AffectedStatus.NONE and c.how is How.STATED and not c.found}
    claims = [c for c in claims if c.how is How.STATED or c.organization not in spared]
    rows: list[AffectedDraft] = []
    for key in dict.fromkeys((c.organization, c.line.segment) for c in claims if c.organization not in taken):
        own = [c for c in claims if (c.organization, c.line.segment) == key]
        row, more = row_of(analysis, own)
        rows.append(row)
        remarks += more
    told = {row.organization for row in rows if row.status is AffectedStatus.NONE}
    return rows + [row for row in cleared if row.organization not in told], remarks


def _is_told(line: Line) -> bool:
    return line.block.kind not in {BlockKind.TABLE_ROW, BlockKind.FOOTNOTE} or _is_labelled(line)


def _is_labelled(line: Line) -> bool:
    """True for a row of label and value whose label says that the affected are counted: 「漏えいした件数 | 256件」."""
    if line.block.kind is not BlockKind.TABLE_ROW or len(line.block.cells) != _LABEL_AND_VALUE or not line.counts:
        return False
    label = line.text[: line.counts[0].start]
    return header_type(label) == "count" or _AFFECTED_LABEL.match(label) is not None


# ------------------------------------------------------------ whose count


def _counted(
    line: Line,
    controller: int | None,
    analysis: Analysis,
    eligible: frozenset[int],
    leaks: Sequence[TransferDraft],
) -> Iterator[Telling]:
    """The counts of a line that is about a leak, each with its organization."""
    passed = [leak for leak in leaks if leak.line == line.index]
    counts = [c for c in line.counts if not _NOT_DATA.match(line.text, c.end) and not is_only_repeated(line.text, c)]
    shared = respectively(line, counts, eligible)
    for count in counts:
        start, end = _clause(line.text, count)
        clause = line.text[start:end]
        if not (
            _LEAK_NEAR.search(clause)
            or count in shared
            or passed
            or _TAKEN.match(line.text, count.end)
            or _is_item(line, analysis, leaks)
        ):
            continue
        if _GROUP_COUNT.search(line.text, 0, count.start):
            continue
        named = shared[count] if count in shared else owner_in_words(analysis, line, count, start, eligible)
        is_unread = count in shared or is_of_unread(line, count)
        organization = named if named is not None or is_unread else controller
        if organization is None and not is_unread:
            organization = teller(analysis, line, count)
        if organization is None or (count.is_part and named is None):
            continue
        said = nearest_status(line.text, count.start, len(line.text)) or status_of(clause) or status_of(line.text)
        status = said or _passed(passed) or _status_around(line, analysis, leaks)
        yield Telling(organization, count, status, line, (start, end), How.STATED if named is not None else How.ROLE)


def _is_item(line: Line, analysis: Analysis, leaks: Sequence[TransferDraft]) -> bool:
    """A bare figure (「会員ID: 1,200件」, or one with its fields) under words that tell of the leak."""
    if len(line.fields) > 1 and any(leak.segment == line.segment for leak in leaks):
        return True
    if _is_labelled(line):
        return any(_LEAK.search(o.text) for o in analysis.lines[: line.index] if o.segment == line.segment)
    if not (
        line.block.kind is BlockKind.LIST_ITEM
        or len(line.fields) > 1
        or re.search(r"[::]\s*(?:約|計)?\s*\d", line.text)
    ):
        return False
    return any(_LEAK.search(other.text) or _PASSED.search(other.text) for other in _above(line, analysis))


def _above(line: Line, analysis: Analysis) -> list[Line]:
    """The heading over a line and the few lines before it, nearest first."""
    parent = line.block.parent
    heads = [o for o in analysis.lines if parent is not None and o.passage.block == parent]
    near = analysis.lines[max(0, line.index - _UNDER_LEAK) : line.index]
    return heads + [o for o in reversed(near) if o.segment == line.segment]


def _status_around(line: Line, analysis: Analysis, leaks: Sequence[TransferDraft]) -> AffectedStatus:
    """What is said above a count, else first in its segment; `possible` where nothing is said.

    That a kind of data or another body did not get out clears nothing else.
    """
    near = _first_status(_above(line, analysis))
    inside = [o for o in analysis.lines if o.segment == line.segment]
    passed = _passed([leak for leak in leaks if leak.segment == line.segment])
    return near or passed or _first_status(inside) or AffectedStatus.POSSIBLE


def _first_status(lines: Sequence[Line]) -> AffectedStatus | None:
    said = ((o, status_of(o.text)) for o in lines)
    clearing = AffectedStatus.NONE
    return next((s for o, s in said if s and not (s is clearing and (o.fields or _OTHERS.search(o.text)))), None)


def _passed(leaks: Sequence[TransferDraft]) -> AffectedStatus | None:
    """What data that passed says: it got out, unless its passing is only feared."""
    if not leaks:
        return None
    feared = all(leak.status is Status.SUSPECTED and _FEARED.search(leak.quotes[0].exact) for leak in leaks)
    return AffectedStatus.POSSIBLE if feared else AffectedStatus.LEAKED


def _clause(text: str, count: CountFound) -> tuple[int, int]:
    """From the clause boundary before a count to the one behind a predicate of leaking, else to the end."""
    start = 0
    for match in _CLAUSE.finditer(text, 0, count.start):
        start = match.end()
    for match in _CLAUSE.finditer(text, count.end):
        if _LEAK.search(text, count.end, match.end()):
            return start, match.end()
    return start, len(text)


def _named(line: Line, eligible: frozenset[int]) -> Iterator[Telling]:
    """Organizations whose data is said to have leaked, without a count: 「甲社と乙社の顧客情報も流出した」."""
    if line.block.kind is BlockKind.HEADING or not _LEAK.search(line.text):
        return
    for d in line.actors:
        if d.actor not in eligible:
            continue
        end = _coordinated_end(line, d)
        data = _OWN_DATA.match(line.text, end)
        if data and (leak := _THEN_OUT.match(line.text, data.end())):
            status = status_of(line.text[d.start :]) or AffectedStatus.LEAKED
            yield Telling(d.actor, None, status, line, (d.start, leak.end()), How.STATED)


def _cleared(analysis: Analysis, line: Line, controller: int | None) -> Iterator[AffectedDraft]:
    """「別のサービスのお客様情報は流出していない」: a row of its own for the controller, with status none."""
    match = _OTHER_SERVICE.search(line.text)
    if match is None or controller is None:
        return
    start = max(line.text.rfind("。", 0, match.start()), line.text.rfind("、なお", 0, match.start())) + 1
    quote = analysis.quote(line, *trimmed(line.text, start, match.end()))
    yield AffectedDraft(controller, None, (), AffectedStatus.NONE, (quote,), line.segment, how=How.ROLE)


def _coordinated_end(line: Line, d: Denotation) -> int:
    """Where the coordination of names ends that begins with `d` (A、BとC)."""
    end = d.end
    while joint := JOINT.match(line.text, end):
        following = next((o for o in line.actors if o.start == joint.end()), None)
        if following is None:
            break
        end = following.end
    return end
