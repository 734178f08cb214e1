"""What one document says in two ways -> conflicts that it tells of, each side with its words.

「みどり沢通販の会員約4万件が流出」 in a heading and 「約4万件が流出した可能性がある」 below it are a conflict of
status: fact or possibility. So are a resale told as a fact and, elsewhere, as a supposition; a leak that somebody had
denied; a figure and its correction; a figure of one organization that is larger than the whole; and two speakers who
contradict each other. Nothing is decided here: the sides stand beside each other for a reader.

Only statements that speak of the same thing are compared: the same organization, and the same figure or the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from app.domain.claim import Claim
from app.domain.document import BlockKind, Quote
from app.domain.graph import Count
from app.domain.ids import LocalId
from app.domain.vocabulary import AffectedStatus, How, Status, ThingKind
from loaders.claims.affected_status import status_of
from loaders.claims.corrections import find_corrections
from loaders.claims.datasets import Figure
from loaders.claims.denials import find_denials
from loaders.claims.disagreement import Disagreement, claims_of
from loaders.claims.drafts import AffectedDraft, TransferDraft
from loaders.claims.keys import Drafts
from loaders.claims.speakers import find_contradictions
from loaders.claims.sums import find_sums
from loaders.claims.told_twice import beginnings, event_days, extents, offences
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["find_disagreements"]

_OUT = r"(?:流出|漏え?い|漏洩)"
_SIDES = (AffectedStatus.LEAKED, AffectedStatus.POSSIBLE)
_PART = re.compile(r"うち|一部|(?:も|や[^。、]{1,12})(?:流出|漏え?い|漏洩)")
_DOUBT = re.compile(rf"可能性|おそれ|恐れ|疑念|懸念|{_OUT}[^。、]{{0,8}}疑い")  # 「売った疑い」 is a charge
_NO_FACT = re.compile(r"疑|みら|みて|模様|否定|防|対策|対応|調査|ない|なかった|なし|ません|ず[、。]")
_OPEN = re.compile(r"(?:か|[??])[」』)\s]*(?:$|[。、,])")  # 「流出か」 says neither
_DATA = r"(?:顧客|会員|利用者|ユーザー|お客[様さ]ま?|個人|契約者)(?:の)?(?:情報|データ|名簿)"
_OF_OWNER = re.compile(rf"の?{_DATA}[^。」』]{{0,24}}?{_OUT}[^。」』]{{0,10}}")
_OF_COUNT = re.compile(rf"(?:分)?の?[^。、]{{0,12}}(?:情報|データ|名簿)[^。、]{{0,12}}?{_OUT}[^。]{{0,14}}")
_FACT = re.compile(r"(?:こと|事実)?(?:が|も|を)?(?:判明|明らか|確認され|確認した|認め|発覚)|[。\s]*$|。")
_NOTHING = (
    rf"(?<![のも])「?{_OUT}(?:の(?:可能性|事実|恐れ|おそれ))?"
    r"(?:は(?:ない|なかった|していない|確認(?:され|でき|し)ていない)|していない)」?"
)
_DENIED = re.compile(rf"{_NOTHING}と(?:の?[^。、]{{0,8}})?(?:回答|説明|主張|否定|報告)")
_DESPITE = r"(?:にもかかわらず|にも関わらず|のに)"
_REVERSED = (
    re.compile(
        rf"(?P<denied>{_NOTHING}と[^。、]{{1,8}}て(?:い|お)(?:た|りました|ました))[^。]{{0,12}}?(?:が|ものの)、(?P<told>[^。]*)"
    ),
    re.compile(rf"(?P<denied>{_NOTHING}との?[^。、]{{1,12}}?){_DESPITE}、(?P<told>[^。]*)"),
    re.compile(
        rf"(?P<told>(?:実際(?:に)?は|情報が)?[^。、「」]{{0,16}}{_OUT}(?:して|されて)いた){_DESPITE}、[^。]{{0,24}}?"
        rf"(?P<denied>{_NOTHING}と[^。、]{{1,8}})"
    ),
)
_WAS = rf"{_OUT}(?:(?:して|されて)いた|(?:被害)?があった)"
_NOW = re.compile(
    rf"{_OUT}(?!は)[^。、]{{0,16}}(?:判明|認め|発表|公表|分か|明らか|確認され(?!てい?ない))|(?:実際|情報)[^。、]{{0,16}}{_WAS}"
)
_LARGER = 2  # times the whole: no rounding, no other way of counting


def find_disagreements(analysis: Analysis, drafts: Drafts, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The conflicts inside one document as claims; `claims` are those of its things, which become their subjects."""
    found = [
        *_corrected(analysis, claims),
        *_contradicted(analysis, claims),
        *(one for row in drafts.affected for one in _fact_or_possibility(analysis, row, claims)),
        *_fact_or_supposition(analysis, drafts, claims),
        *_denied(analysis, drafts),
        *_reversed(analysis),
        *_not_passed(analysis, drafts, claims),
        *_larger_than_the_whole(analysis, drafts, claims),
        *beginnings(analysis, drafts),
        *offences(analysis, drafts),
        *extents(analysis),
        *event_days(analysis, drafts),
        *find_sums(analysis),
    ]
    source = claims[0].source if claims else None
    made = [claim for one in found for claim in claims_of(one, source)]
    return tuple({claim.id: claim for claim in made}.values())


# ------------------------------------------------------------ two speakers


def _contradicted(analysis: Analysis, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    for found in find_contradictions(analysis):
        names = tuple(one.speaker for one in found.sides)
        yield Disagreement(
            " / ".join(f"what {name or 'the text'} says" for name in names),
            found.property,
            _dataset_of(claims, [one.words for one in found.sides]) if found.property == "record_count" else None,
            tuple((one.value, (one.words,)) for one in found.sides),
            names,
        )


# ------------------------------------------------------------ figures


def _corrected(analysis: Analysis, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    for one in find_corrections(analysis):
        sides = ((one.old, (one.old_words,)), (one.new, (one.new_words,)))
        about = f"a figure and its correction: {one.old:,} / {one.new:,}"
        yield Disagreement(about, "record_count", _dataset_of(claims, (one.old_words, one.new_words)), sides)


def _larger_than_the_whole(analysis: Analysis, drafts: Drafts, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Rows of tables, and figures that no writer means, against the largest figure told of all the data."""
    for row in drafts.affected:
        told = [f for b in drafts.bodies if b.segment == row.segment and b.whole is None for f in b.figures]
        whole = max((f for f in told if row.count and f.count.unit is row.count.unit), key=_size, default=None)
        if whole is None or row.count is None or row.count.value <= _LARGER * whole.count.value:
            continue
        if any(_is_row_or_slip(line, row.count) for line in _lines_of(analysis, row.quotes)):
            sides = ((row.count.value, row.quotes), (whole.count.value, (whole.quote,)))
            about = f"one organization has more than the whole: {row.count.value:,} / {whole.count.value:,}"
            yield Disagreement(about, "record_count", _dataset_of(claims, (whole.quote,)), sides)


def _size(figure: Figure) -> float:
    return figure.count.value


def _is_row_or_slip(line: Line, count: Count) -> bool:
    slips = [c for c in line.counts if c.is_implausible and c.count == count]
    return line.block.kind is BlockKind.TABLE_ROW or bool(slips)


# ------------------------------------------------------------ fact, possibility, denial


def _fact_or_possibility(analysis: Analysis, row: AffectedDraft, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """The data of one organization leaked, and may have leaked."""
    sides: dict[AffectedStatus, set[Quote]] = {status: set() for status in _SIDES}
    for quote, words in _said_of(analysis, row):
        status = _read(words)
        if status is not None and status in sides:
            sides[status].add(quote)
    if all(sides.values()):
        told = tuple((status.value, tuple(sorted(quotes))) for status, quotes in sides.items())
        subject = _subject(claims, ThingKind.AFFECTED, "organization", row.quotes)
        organization = next((c.value for c in claims if c.subject == subject and c.property == "organization"), None)
        key = LocalId(organization) if isinstance(organization, str) else None
        yield Disagreement("the data leaked / may have leaked", "status", key, told)


def _read(words: str) -> AffectedStatus | None:
    """Whether the words tell of a leak or of its possibility; None if of neither, or only of a part."""
    if _PART.search(words) or _OPEN.search(words):
        return None
    if _DOUBT.search(words):
        return AffectedStatus.POSSIBLE
    is_leaked = status_of(words) is AffectedStatus.LEAKED or re.search(_OUT, words) is not None
    return AffectedStatus.LEAKED if is_leaked and not _NO_FACT.search(words) else None


def _said_of(analysis: Analysis, row: AffectedDraft) -> Iterator[tuple[Quote, str]]:
    """The row's own words, and those of other lines that name its organization's data or its figure."""
    yield from ((quote, _told(analysis, row, quote)) for quote in row.quotes)
    for line in analysis.lines:
        if line.segment != row.segment:
            continue
        places = [(d.start, _OF_OWNER.match(line.text, d.end)) for d in line.actors if d.actor == row.organization]
        places += [(c.start, _OF_COUNT.match(line.text, c.end)) for c in _same_counts(line, row)]
        for start, match in places:
            if match is not None:
                words = line.text[start : match.end()].rstrip()
                yield analysis.quote(line, start, start + len(words)), words


def _told(analysis: Analysis, row: AffectedDraft, quote: Quote) -> str:
    """What a quote says behind the figure if that tells of a leak, else all of it."""
    words = unicodedata.normalize("NFKC", quote.exact)
    for line in _lines_of(analysis, [quote]):
        for count in _same_counts(line, row):
            behind = line.text[count.start :].partition("。")[0]
            if count.text in words and status_of(behind) is not None:
                return behind
    return words


def _same_counts(line: Line, row: AffectedDraft) -> list[CountFound]:
    return [c for c in line.counts if c.count == row.count and not c.is_part]


def _fact_or_supposition(analysis: Analysis, drafts: Drafts, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """One passing told as a fact in a sentence of its own and as a supposition elsewhere, each time with both ends."""
    for transfer in drafts.transfers:
        told = [t for t in transfer.tellings if _has_both_ends(t)]
        facts = {q for t in told if t.status is Status.CONFIRMED for q in t.quotes if _is_told_as_fact(analysis, q)}
        doubts = {q for t in told if t.status is Status.SUSPECTED for q in t.quotes}
        if facts - doubts and doubts - facts:
            fact, doubt = tuple(sorted(facts - doubts)), tuple(sorted(doubts - facts))
            sides = ((Status.CONFIRMED.value, fact), (Status.SUSPECTED.value, doubt))
            subject = _subject(claims, ThingKind.TRANSFER, "status", transfer.quotes)
            yield Disagreement("told as a fact / as a supposition", "status", subject, sides)


def _has_both_ends(telling: TransferDraft) -> bool:
    ends = (telling.provider, telling.recipient)
    return all(end is not None and end.how in {How.STATED, How.CLAUSE} for end in ends)


def _is_told_as_fact(analysis: Analysis, quote: Quote) -> bool:
    """True if the sentence ends with it, or says that it is known."""
    text = analysis.document.text or ""
    return _FACT.match(text[quote.end : quote.end + 20].split("\n")[0]) is not None


def _denied(analysis: Analysis, drafts: Drafts) -> Iterator[Disagreement]:
    """Somebody had answered that nothing leaked, and the same story tells that it was made public."""
    answers: dict[int, list[Quote]] = {}
    for line in analysis.lines:
        answers.setdefault(line.segment, []).extend(
            analysis.quote(line, *m.span()) for m in _DENIED.finditer(line.text)
        )
    for segment, denied in answers.items():
        disclosed = [e for e in drafts.events if e.type == "disclosure" and e.segment == segment]
        told = {quote for event in disclosed for quote in event.quotes if _tells_of_leak(quote)}
        if denied and told:
            sides = (("none", tuple(denied)), ("leaked", tuple(sorted(told))))
            yield Disagreement("nothing leaked, as was answered / it leaked", "status", None, sides)


def _reversed(analysis: Analysis) -> Iterator[Disagreement]:
    """In one sentence somebody said that nothing leaked, and says now that it did."""
    for line in analysis.lines:
        for match in (m for pattern in _REVERSED for m in pattern.finditer(line.text)):
            if _NOW.search(match["told"]) and not _DOUBT.search(match["told"]):
                denied, told = (analysis.quote(line, *match.span(side)) for side in ("denied", "told"))
                sides = (("none", (denied,)), ("leaked", (told,)))
                yield Disagreement("nothing leaked, as was said before / it leaked", "status", None, sides)


def _not_passed(analysis: Analysis, drafts: Drafts, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Somebody denies a passing of which the document tells."""
    for index, who, denial in find_denials(analysis, drafts.transfers):
        transfer = drafts.transfers[index]
        told = tuple(q for t in transfer.tellings if t.status is not Status.DENIED for q in t.quotes if q != denial)
        sides = ((Status.DENIED.value, (denial,)), (transfer.status.value, tuple(sorted(set(told)))))
        subject = _subject(claims, ThingKind.TRANSFER, "status", transfer.quotes)
        yield Disagreement(f"told / denied by {who}", "status", subject, sides, (who, None))


def _tells_of_leak(quote: Quote) -> bool:
    return _read(unicodedata.normalize("NFKC", quote.exact)) is AffectedStatus.LEAKED


# ------------------------------------------------------------ whose words these are


def _lines_of(analysis: Analysis, quotes: Sequence[Quote]) -> list[Line]:
    return [line for line in analysis.lines if any(line.passage.start <= q.start < line.passage.end for q in quotes)]


def _dataset_of(claims: Sequence[Claim], words: Sequence[Quote]) -> LocalId | None:
    """The dataset that has a figure in these words."""
    counted = [c for c in claims if c.kind is ThingKind.DATASET and c.property == "record_count"]
    return next((c.subject for c in counted if any(a.overlaps(b) for a in c.quotes for b in words)), None)


def _subject(claims: Sequence[Claim], kind: ThingKind, prop: str, words: Sequence[Quote]) -> LocalId | None:
    """The thing of which these very words say something."""
    return next(
        (c.subject for c in claims if c.kind is kind and c.property == prop and set(c.quotes) == set(words)), None
    )
