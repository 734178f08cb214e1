"""The words beside an organization's name -> what they say for and against its owning the data of an incident.

「Xの顧客情報」, 「Xは…流出したと発表した」, 「Xの元社員」, 「Xから受託した」 speak for X; 「Xに印刷を委託した」
and 「委託先のX」 say that X handles the data of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.document import BlockKind
from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Analysis, Line

__all__ = ["acts", "employers", "may_own", "owners_by_words", "points_of", "processors", "traders"]

_WINDOW = 200  # characters behind a name that can say something of it
_BEFORE = 24
_CLOSE = r"[」』]?(?:\([^()]{0,40}\))?"
_WORK = r"(?:委託|外注|発注|委嘱)"
_PEOPLE = (
    r"(?:顧客|会員|利用者|ユーザー|お客[様さ]ま?|個人|住民|市民|県民|都民|府民|町民|区民|受給者|契約者|購入者|登録者|加入者|申込者|受験者|応募者|患者|学生"
    r"|児童|生徒|園児|受講者|組合員|乗降客|取引先|納税者|オーナー|家主|従業員|職員)"
)
_DATA = (
    r"(?:情報|データ|名簿|台帳|営業秘密|人分|名分|氏名|リスト|映像|カルテ|画像)"
    r"(?!業|販売|屋|店|会社|売買|を扱|管理|技術|処理|通信|サービス|システム|センター)"
)
_KEEPS = r"(?:が(?:保有|管理|運営)する|が[^、。はがを]{0,14}(?:集め|収集し|管理し|保有し|預か)[^、。はがを]{0,4}[たる])"
_OWNS = re.compile(
    rf"{_CLOSE}(?:本社|側)?(?:の|{_KEEPS})[^、。はがをに「」]{{0,14}}?{_PEOPLE}?(?:の|に(?:係る|関する|かかる))?[^、。はがをに「」]{{0,8}}?{_DATA}"
)
_TELLS = re.compile(
    rf"{_CLOSE}[はが].{{0,120}}?(?:流出|漏え?い|漏洩|持ち出|不正|窃取|盗ま|紛失|誤送信).{{0,60}}?"
    r"(?:発表|公表|明らかに|説明|通知|謝罪|陳謝|お詫び|おわび)"
)
_SUFFERS = re.compile(
    rf"{_CLOSE}(?:[はが][^。]{{0,40}}(?:被害(?:届|を(?:届け|申告|訴え))|告訴(?:状|し)|から(?:の)?(?:相談|苦情|問い合わせ)|流出を(?:知|公表))"
    r"|に[^。]{0,60}(?:脅|迫っ|要求し|買い取るよう|買い取れ)"
    r"|に(?:は|も)?[^。]{0,60}(?:苦情|問い合わせ|相談|申し出|声|指摘)(?:が|を)[^。、]{0,16}(?:寄せ|あ[っり]|届|相次|受け))"
)
_WORKED_AT = re.compile(
    r"(?:派遣先|勤務先|勤め先|職場|(?:勤務|在籍|在職|勤め|働い)(?:し)?て(?:い)?た)(?:だった|である|の|、)*[^、。はがをに]{0,14}[「『]?$"
)
_WORKS_AT = re.compile(
    rf"{_CLOSE}(?:に|で|を)(?:\d[^。、]{{0,6}})?(?:勤め|勤務し|在籍し|在職し|働い|派遣され|退職し|退社し|辞め)"
)
_TAKEN_FROM = re.compile(
    rf"{_CLOSE}(?:の[^、。はがを]{{0,14}})?から[^。]{{0,30}}{_DATA}[^。]{{0,40}}を[^。]{{0,24}}"
    r"(?:持ち出|抜き|盗|写し|コピー|複製|取得|ダウンロード|書き出|引き出|印刷|出力)"
)
_ENTRUSTS = re.compile(
    rf"{_CLOSE}(?:[はが][^。、]{{0,40}}(?:{_WORK}|任せ|委ね)|(?:様)?(?:から|より)[^。、はが]{{0,24}}(?:受託|請け負|(?:お)?引き?受け|(?:お)?預か))"
)
_REPORTED_BY = re.compile(rf"{_CLOSE}(?:から|より)[^。]{{0,80}}(?:報告|連絡)")
_PURE_GENITIVE = re.compile(rf"{_CLOSE}の")
_HEADLINE = re.compile(rf"{_CLOSE} ?(?:\([^()]*\))?(?:[、,】]|$)")
_HEADLINE_FROM = 16  # a date in brackets may stand in front
_TRADES = re.compile(
    rf"{_CLOSE}[はが][^。]{{0,120}}?(?:買い取|仕入れ|譲り受け|転売|名簿[^。、]{{0,30}}(?:販売|売[っり])|{_DATA}を[^。、]{{0,24}}(?:販売し|売[っり]|購入し))"
)
_TRADER = re.compile(r"名簿(?:業|販売|屋|店|会社|売買)[^、。はがをに]{0,8}[「『]?(?:株式会社|有限会社)?$")
_ACTS = re.compile(rf"{_CLOSE}(?:様)?(?:[はがもをに]|から|より|では|によると|側)")

# who works for others
_IS_GIVEN_WORK = re.compile(
    rf"{_CLOSE}(?:に|へ)(?!は|対し|つい|関し|お[いけ])[^。、はが]{{0,24}}(?:{_WORK}(?:し|先|さ)|任せ|委ね|業務を出し)"
)
_TAKES_WORK = re.compile(
    rf"{_CLOSE}[がは](?:[^。]{{0,60}}(?:から[^。、]{{0,16}}受託|(?:を|から)[^。、]{{0,16}}(?:請け負|引き?受け))"
    r"|[^。、はが]{0,16}再委託(?:し|を行|を[重繰]))"
)
_WORKS_FOR = re.compile(
    r"(?:委託(?:先|業者|会社|事業者)(?:の|である|、|「)?"
    r"|(?:(?:受託|担当)し(?:て(?:い)?)?[るた]|担当する|委託を受け(?:て(?:い)?)?[るた]"
    r"|請け負(?:って(?:い)?(?:た|る)|う|った)|を担(?:う|っ(?:て(?:い)?)?[るた]))[^。、はがを]{0,14})[「『]?(?:株式会社|有限会社)?$"
)
_DONE_FOR = re.compile(
    r"が[^、。はが]{0,20}(?:請け負|受託|担)[^、。はが]{0,20}$"
)  # 「Yが印刷を請け負うX」: X is the client
_EITHER_SIDE = re.compile(rf"(?:{_WORK}し|任せ|委ね)て(?:い)?(?:た|る)[^。、]{{0,14}}[「『]?(?:株式会社|有限会社)?$")

_OWNER, _EMPLOYER, _TELLER, _CLIENT, _VICTIM, _SOURCE, _TRADE = 3, 5, 4, 3, 2, 3, 6
"""Weights of what speaks for an organization (the last one against), beside what its mentions count; a judgement."""
_NO_OWNER = frozenset([Role.LIST_BROKER, Role.RESELLER_BUYER, Role.UNKNOWN_RECIPIENT, Role.ATTACKER])
"""Who gets data is not whose data it is."""
_NO_BODIES = frozenset({"internal_unit", "related"})
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.UNKNOWN})
_OFFICIAL = re.compile(r"職員|公務員|主査|主任|主事|係長|課長|部長|教諭|警|巡査|任用|吏員|技師")
_LETTERED = re.compile(r"[甲乙丙丁A-Z](?:社|市|町|村|県|校|院|大学|病院|銀行|組合|店|園|協会|法人|塾)")


def acts(line: Line, d: Denotation) -> bool:
    """True where an organization does something or has it done to it; a place (横浜市の男性, …(札幌市)) does not."""
    return _ACTS.match(line.text, d.end) is not None or _heads(line, d)


def _heads(line: Line, d: Denotation) -> bool:
    """「甲社、12万件流出か」: the subject of a headline."""
    is_front = line.block.kind is BlockKind.HEADING and d.start <= _HEADLINE_FROM
    return is_front and _HEADLINE.match(line.text, d.end) is not None


def points_of(line: Line, d: Denotation) -> int:
    """What the words beside one naming of an organization say of it."""
    after = line.text[d.end : d.end + _WINDOW]
    before = line.text[max(0, d.start - _BEFORE) : d.start]
    for_it = _OWNER * bool(_OWNS.match(after)) + _TELLER * bool(_TELLS.match(after))
    for_it += _CLIENT * bool(_ENTRUSTS.match(after)) + _VICTIM * bool(_SUFFERS.match(after))
    for_it += (
        _VICTIM * _heads(line, d)
        + _SOURCE * bool(_TAKEN_FROM.match(after))
        + _EMPLOYER * bool(_WORKED_AT.search(before) or _WORKS_AT.match(after))
    )
    against = _CLIENT * bool(_REPORTED_BY.match(after)) + _TRADE * _trades(line, d)
    return for_it - against


def employers(analysis: Analysis, segment: int) -> Iterator[tuple[int, int]]:
    """(organization, points) for each person who worked there; whoever speaks for it proves less of its data."""
    for actor in analysis.actors:
        works_for = actor.employer if actor.segment == segment and actor.kind is ActorKind.PERSON else None
        if works_for is None:
            continue
        lives_there = analysis.actors[works_for].head_class == "public_body" and not _OFFICIAL.search(actor.label)
        if not lives_there:  # 「甲府市の会社員」
            yield works_for, _VICTIM if Role.SPOKESPERSON in actor.roles else _EMPLOYER


def may_own(analysis: Analysis, *, named: bool = True) -> frozenset[int]:
    """Organizations by name or letter (or those without either) that neither investigate, tell nor receive.

    A school is called a buyer of lists by its noun alone: one whose pupils' data is spoken of owns it.
    """
    known, called = owners_by_words(analysis), _lettered(analysis)
    return frozenset(
        n
        for n, actor in enumerate(analysis.actors)
        if (actor.is_named or n in called) is named
        and (actor.kind in _BODIES if named else actor.kind is ActorKind.ORGANIZATION)
        and actor.head_class not in _NO_BODIES
        and not actor.is_authority
        and not _NO_OWNER & set(actor.roles) - ({Role.RESELLER_BUYER} if n in known else set())
    )


def _lettered(analysis: Analysis) -> frozenset[int]:
    """Organizations that the text calls by a letter: 乙社, B市; 甲 alone may be a person."""
    return frozenset(
        d.actor for li in analysis.lines for d in li.actors if _LETTERED.fullmatch(li.text[d.start : d.end])
    )


def owners_by_words(analysis: Analysis) -> frozenset[int]:
    """Organizations whose pupils', customers' … data is spoken of: 「X」の生徒8000人分."""
    return frozenset(
        d.actor
        for line in analysis.lines
        for d in line.actors
        if _PURE_GENITIVE.match(line.text, d.end) and _OWNS.match(line.text[d.end : d.end + _WINDOW])
    )


def processors(analysis: Analysis) -> frozenset[int]:
    """Who works for others: 「業務を委託していたX」, 「委託先のX」, 「Xに印刷を委託」, 「Xが甲社から受託」."""
    by_role = {n for n, a in enumerate(analysis.actors) if {Role.DATA_PROCESSOR, Role.SUBCONTRACTOR} & set(a.roles)}
    return frozenset(by_role) | frozenset(
        d.actor
        for line in analysis.lines
        for d in line.actors
        if _IS_GIVEN_WORK.match(line.text, d.end)
        or _TAKES_WORK.match(line.text, d.end)
        or _works_for(analysis, line.text[max(0, d.start - _BEFORE) : d.start], d)
    )


def traders(analysis: Analysis) -> frozenset[int]:
    """Who buys and sells lists: 「名簿業者のX」, 「Xは名簿を買い取り」."""
    return frozenset(d.actor for line in analysis.lines for d in line.actors if _trades(line, d))


def _trades(line: Line, d: Denotation) -> bool:
    before = line.text[max(0, d.start - _BEFORE) : d.start]
    return _TRADES.match(line.text, d.end, d.end + _WINDOW) is not None or _TRADER.search(before) is not None


def _works_for(analysis: Analysis, before: str, d: Denotation) -> bool:
    """True for who is called a processor; 「委託していたX」 is the client if X is a public body, else the processor."""
    if _EITHER_SIDE.search(before):
        return analysis.actors[d.actor].head_class != "public_body"
    return _WORKS_FOR.search(before) is not None and _DONE_FOR.search(before) is None
