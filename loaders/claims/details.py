"""What else a clause says of a transfer: medium, records, price, way of passing, and whether it was lawful.

「1月17日、32件の名簿を約2万円でメールで送った」: medium email, 32 records, 20,000 yen. What stands outside the
clause is another's.
"""

from __future__ import annotations

import re

from app.domain.graph import Count, Price
from app.domain.vocabulary import Action, Role
from loaders.claims.arguments import Scene, usable
from loaders.claims.clauses import Predicate, plain_case
from loaders.claims.drafts import Slot
from loaders.mentions.values import CountFound, MediumFound, PriceRole

__all__ = ["action_of", "count_of", "is_lawful", "medium_of", "price_of"]

_EACH = re.compile(r"分?(?:当たり|あたり|につき|約?[0-9,.万千百]+円)")
_MADE = re.compile(
    r"(?:だけ)?(?:の[^、。はが]{0,16})?を[^。はが]{0,20}?(?:抜き出|選び出|選[びん]|切り出|抽出|まとめ|印刷|写し|撮っ|撮影|複製|コピー|打ち出|ファイルにし|一覧(?:表)?にし)"
    r"[^。、はが]{0,8}、[^。はが]{0,30}"
)
_PUT_IN = re.compile(
    r"(?:に|へ)(?:入れ|保存し|移し|記録し|コピーし|複製し|書き込ん|格納し|収め|詰め)[てで]、?|を(?:使っ|用い|使用し|利用し)て、?"
)
"""What one does with a medium to carry data away in it, and no deed of its own."""
_SPOKEN = frozenset(["email", "webmail", "phone", "messenger"])
"""By these one tells others; nobody carries data away by phone."""
_PRICED = frozenset(["sell", "buy", "hand_over", "mail"])
_NO_FINE = frozenset([PriceRole.PRICE, PriceRole.UNKNOWN])

Extent = tuple[int, int]
"""The clause, in line offsets."""


def medium_of(scene: Scene, predicate: Predicate, extent: Extent) -> Slot[str] | None:
    """The medium named in the clause, the last one before the predicate; None if none is."""
    low, high = extent
    inside = [m for m in scene.line.media if low <= m.start and m.end <= high and _carries(scene, predicate, m)]
    if not inside:  # 「USBメモリーに入れて | 持ち出した」: the clause before says no more than how
        inside = [m for m in scene.line.media if _PUT_IN.fullmatch(scene.line.text, m.end, max(low, m.end))]
    return Slot(inside[-1].medium) if inside else None


def count_of(scene: Scene, extent: Extent) -> Count | None:
    """The number of records, if the clause gives exactly one; of a whole and its part the part that is told last.

    「うち6人分を渡した」 passes six. Where the clause gives none, what the clause before made of the data passes
    (「約900人分を抜き出して、投資会社に転売した」).
    """
    low, high = extent
    counts = [c for c in scene.line.counts if not _is_no_total(scene, c) and not _in_brackets(scene.line.text, c)]
    inside = [c for c in counts if low <= c.start and c.end <= high]
    if not inside:
        made = [c for c in counts if c.end <= low and _MADE.fullmatch(scene.line.text, c.end, low)]
        return made[-1].count if made else None
    told = [c for c in inside if c.is_part is inside[-1].is_part]
    return told[-1].count if len({c.count.value for c in told}) == 1 else None


def _in_brackets(text: str, count: CountFound) -> bool:
    """「約3万件(うち2万件は法人)」: the part is only mentioned."""
    return count.is_part and text.count("(", 0, count.start) > text.count(")", 0, count.start)


def price_of(scene: Scene, predicate: Predicate, extent: Extent) -> Price | None:
    """What was paid, if the clause gives exactly one amount; fines and damages are no price."""
    if predicate.frame.id not in _PRICED:
        return None
    low, high = extent
    inside = [p.price for p in scene.line.prices if low <= p.start and p.end <= high and p.role in _NO_FINE]
    return inside[0] if len(inside) == 1 else None


def action_of(scene: Scene, predicate: Predicate) -> Slot[Action]:
    """In which way it passed: the frame's own, made more precise by the word or a medium."""
    frame = predicate.frame
    if frame.needs_medium and any(m.medium in {"web", "cloud"} for m in scene.line.media):
        return Slot(Action.UPLOAD)
    return Slot(Action.RESALE if predicate.word in frame.resale else frame.action)


def is_lawful(scene: Scene, predicate: Predicate, provider: Slot[int] | None, recipient: Slot[int] | None) -> bool:
    """Entrustment, also told as receipt from a client; seizure and recovery by authorities."""
    frame = predicate.frame
    if not frame.lawful:
        is_client = provider is not None and Role.CLIENT in scene.actor(provider.value).roles
        return is_client and frame.shape.family == "give"
    if frame.action is not Action.RECOVERY:
        return True
    return recipient is not None and (provider is None or scene.actor(recipient.value).is_authority)


def _is_no_total(scene: Scene, count: CountFound) -> bool:
    """True for how many did it, and for what one record costs (1件1万円で, 1人当たり)."""
    return _counts_actors(scene, count) or _EACH.match(scene.line.text, count.end) is not None


def _counts_actors(scene: Scene, count: CountFound) -> bool:
    """「生徒5人が開き」, 「生徒の1人が」: how many did it, not how many records (顧客5人の情報 are five records)."""
    doers = [d for d in scene.line.actors if usable(scene.actor(d.actor))]
    beside = [d for d in doers if d.end <= count.start and scene.line.text[d.end : count.start] in {"", "の"}]
    inside = any(d.start <= count.start and count.end <= d.end for d in doers)
    behind = scene.line.text[count.end : count.end + 1]
    return inside or (bool(beside) and behind in {"が", "は", "に", "と", "も"})


def _carries(scene: Scene, predicate: Predicate, medium: MediumFound) -> bool:
    """False for where it is taken from (サーバーから), and what another activity uses (電話での営業).

    Likewise for what the clause before it uses (「PCを持ち帰り、知人に渡した」).
    """
    place = scene.sentence.from_line(medium.start)
    chunk = scene.sentence.parse.chunk_at(place) if place is not None else None
    if place is None or chunk is None or chunk.particle.startswith(("での", "から")):
        return False
    is_all = place + medium.end - medium.start == chunk.content_end  # USBメモリーで, which may be taken for a verb
    own = chunk.index + (is_all or plain_case(chunk.particle) == "によって")  # 電子メールによって: no clause of its own
    own += _PUT_IN.match(scene.line.text, medium.end) is not None
    between = scene.sentence.parse.chunks[own : predicate.chunk]
    if any(c.dep.startswith("advcl") and scene.sentence.has_word(c.index, "VERB") for c in between):
        return False
    return not (medium.medium in _SPOKEN and predicate.frame.shape.family == "take")
