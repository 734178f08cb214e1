"""A document -> whose data it is about: which organizations can own the data, and which one does in each section.

「印刷業務を委託していた県」 owns the data, 「委託先の〇〇社」 does not; the owner is whose customers are spoken of and
who tells.
"""

from __future__ import annotations

import re
from collections import Counter

from app.domain.document import BlockKind
from app.domain.vocabulary import ActorKind, Role
from loaders.claims.event_rules import find_triggers
from loaders.mentions.actors import Denotation
from loaders.mentions.analysis import Analysis, Line

__all__ = ["eligible_organizations", "owner_of_segment", "owners_of_sections"]

_DATA_OF = re.compile(
    r"(?:の|が(?:保有|管理|運営)する)?[^。、「」]{0,14}?(?:顧客|会員|利用者|ユーザー|お客様|お客さま|個人|住民|市民|県民|都民|府民|受給者|契約者|購入者|登録者|加入者|患者|学生|児童|生徒|乗降客|取引先)?[^。、「」]{0,10}?(?:情報|データ|名簿|人分|名分|氏名|リスト|映像)"
)
_NO_CONTROLLER = frozenset(
    {
        Role.INVESTIGATOR,
        Role.REGULATOR,
        Role.COURT,
        Role.JOURNALIST,
        Role.LIST_BROKER,
        Role.RESELLER_BUYER,
        Role.DATA_PROCESSOR,
        Role.SUBCONTRACTOR,
        Role.UNKNOWN_RECIPIENT,
        Role.ATTACKER,
    }
)
_ORGANIZATIONAL = frozenset({ActorKind.ORGANIZATION, ActorKind.UNKNOWN})
_LETTERED = re.compile(r"[甲乙丙丁A-Z](?:社|市|町|村|県|校|院|大学|病院|銀行|組合)")
_OWN_WORD = re.compile(r"[当弊本小][一-龠]{1,3}")
_OWN_VOICE = 2  # who speaks as 当社 or 本市 tells of its own data, unless it says otherwise
_WORKS_FOR = re.compile(
    r"(?:委託(?:先|業者|会社|事業者)(?:の|である|、|「)?|請け負(?:って(?:い)?(?:た|る)|う|った)[^。、]{0,14})「?(?:株式会社)?$"
)
_ENTRUSTED_OR_ENTRUSTING = re.compile(
    r"委託して(?:い)?(?:た|る)[^。、]{0,14}「?(?:株式会社)?$"
)  # either side of a contract
_GENITIVE = re.compile(r"[」』]?(?:\([^()]{0,40}\))?の")
_TAKES_WORK = re.compile(r"[がは][^。]{0,60}(?:から[^。、]{0,16}受託|(?:を|から)[^。、]{0,16}請け負)")
_IS_GIVEN_WORK = re.compile(r"」?(?:\([^()]*\))?(?:に|へ)(?!は)[^。、]{0,24}委託(?:し|先)")


def eligible_organizations(analysis: Analysis) -> frozenset[int]:
    """Organizations by name or letter that neither investigate, tell, process for others nor receive.

    A school is called a buyer of lists by its noun alone: one whose pupils' data is spoken of owns it.
    """
    processors, owners, lettered = _processors(analysis), _owners_by_words(analysis), _lettered(analysis)
    return frozenset(
        n
        for n, actor in enumerate(analysis.actors)
        if (actor.is_named or n in lettered)
        and actor.kind in _ORGANIZATIONAL
        and actor.head_class != "internal_unit"
        and n not in processors
        and not _NO_CONTROLLER & set(actor.roles) - ({Role.RESELLER_BUYER} if n in owners else set())
    )


def _lettered(analysis: Analysis) -> frozenset[int]:
    """Organizations that the text calls by a letter: 乙社, B市; 甲 alone may be a person."""
    return frozenset(
        d.actor for li in analysis.lines for d in li.actors if _LETTERED.fullmatch(li.text[d.start : d.end])
    )


def _owners_by_words(analysis: Analysis) -> frozenset[int]:
    """Organizations whose pupils', customers' … data is spoken of: 「X」の生徒8000人分."""
    return frozenset(
        d.actor
        for line in analysis.lines
        for d in line.actors
        if (joint := _GENITIVE.match(line.text, d.end)) and _DATA_OF.match(line.text, joint.end() - 1)
    )


def _processors(analysis: Analysis) -> frozenset[int]:
    """Who works for others: 「業務を委託していたX」, 「委託先のX」, 「Xに印刷を委託」, 「Xが甲社から受託」."""
    return frozenset(
        d.actor
        for line in analysis.lines
        for d in line.actors
        if _IS_GIVEN_WORK.match(line.text, d.end)
        or _TAKES_WORK.match(line.text, d.end)
        or _works_for(analysis, line.text[max(0, d.start - 24) : d.start], d)
    )


def _works_for(analysis: Analysis, before: str, d: Denotation) -> bool:
    """True for who is called a processor; 「委託していたX」 is the client if X is a public body, else the processor."""
    if _ENTRUSTED_OR_ENTRUSTING.search(before):
        return analysis.actors[d.actor].head_class != "public_body"
    return _WORKS_FOR.search(before) is not None


def owner_of_segment(analysis: Analysis, segment: int, eligible: frozenset[int]) -> int | None:
    """The organization whose data a segment is about: owner of the data, teller of the leak, most often named."""
    score: Counter[int] = Counter()
    own = _OWN_VOICE if _signs(analysis) else 0
    for line in analysis.lines:
        if line.segment != segment or line.block.kind is BlockKind.FOOTNOTE:
            continue
        tells = any(t.rule.tells for t in find_triggers(line.text)) if line.actors else False
        for d in line.actors:
            if d.actor in eligible:
                score[d.actor] += 1 + _weight(line, d, tells=tells)
                if d.actor == analysis.publisher and _OWN_WORD.fullmatch(line.text[d.start : d.end]):
                    own = _OWN_VOICE
    if not score:
        return None
    if analysis.publisher is not None and analysis.publisher in score:
        score[analysis.publisher] += own
    (best, points), *others = score.most_common(2)
    return best if points > 1 and not (others and others[0][1] == points) else None


def _signs(analysis: Analysis) -> bool:
    """True if the document names its publisher, and that is who publishes it."""
    told = analysis.document.metadata.publisher
    return analysis.publisher is not None and told is not None and analysis.actors[analysis.publisher].label in told


def owners_of_sections(analysis: Analysis, eligible: frozenset[int]) -> dict[int, int]:
    """Block -> the organization that its heading names, in a digest whose headings name several."""
    named: dict[int, set[int]] = {}
    for line in analysis.lines:
        if line.block.kind is BlockKind.HEADING:
            named.setdefault(line.passage.block, set()).update(d.actor for d in line.actors if d.actor in eligible)
    of_heading = {block: next(iter(actors)) for block, actors in named.items() if len(actors) == 1}
    if len(set(of_heading.values())) < 2:
        return {}
    owners: dict[int, int] = {}
    for block in range(len(analysis.blocks)):
        place: int | None = block
        while place is not None and place not in of_heading:
            place = analysis.blocks[place].parent
        if place is not None:
            owners[block] = of_heading[place]
    return owners


def _weight(line: Line, d: Denotation, *, tells: bool) -> int:
    points = 0
    if _DATA_OF.match(line.text, d.end) and line.text[d.end : d.end + 1] in {"の", "が"}:
        points += 3
    if tells and re.match(r"(?:\([^()]*\))?(?:は|では|が|によると)", line.text[d.end : d.end + 40]):
        points += 2
    if re.match(r"(?:が|は)[^。、]{0,40}委託", line.text[d.end : d.end + 50]):
        points += 3
    if re.match(r"(?:に|へ)[^。、]{0,20}委託|(?:から|より)[^。]{0,80}(?:報告|連絡)", line.text[d.end : d.end + 120]):
        points -= 4
    if re.search(r"(?:委託(?:先|業者|して(?:い)?(?:た|る)))[^。、]{0,12}$", line.text[max(0, d.start - 20) : d.start]):
        points -= 4
    return points
