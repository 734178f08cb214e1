"""Which date of a line belongs to which predicate.

A date belongs to the predicate that it depends on, and to those coordinated with it:
「5月30日、Aは電話し、Bは翌日訪れた」. The date of a report (6月13日…と発表した), of an arrest or of a disclosure is
never that of what it tells of. A date that opens a list item or stands in the date cell of its table row scopes the
whole row; a row without one lies between its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.document import BlockKind
from app.domain.vocabulary import How
from app.domain.window import Window
from loaders.claims.chronicle import date_above, opening_date, opens_row
from loaders.claims.clauses import Predicate, Sentence
from loaders.claims.drafts import Slot
from loaders.claims.status import is_presupposed
from loaders.ja.parse import Chunk
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import DateFound, Limit

__all__ = ["date_of", "is_without_date"]

_SUPPOSES = re.compile(r"(疑い|可能性|容疑|恐れ|おそれ|みら|見ら|思わ|され|いう|模様)")
_CLOSES = re.compile(r"(疑い|可能性|容疑|恐れ|おそれ)")
_LASTS = re.compile(r"(かけて?、?$|(わた|渡)(り|って)、?$)")  # 「4月から5月にかけて」: no verb of its own
_IS_PUBLISHED = re.compile(r"(?:付け?|の)?(?:で|に)?(?:発売|発行|発表|公表|掲載|放送|配信)|付け?の")
_GOES_ON_TELLING = re.compile(
    r"(?:話す|話し|明かす|述べ|語る|語り|説明し|供述し|釈明し|振り返る|回答し)(?:て(?:いる|おり|います))?[。、]?$|(?:み|見)られ|という"
)
_AND = frozenset(["と", "、", "・", "および", "及び", "や"])
_STRUNG = re.compile(
    r"[しりきぎちびみえけげせてねべめれ]、$"
)  # 「送信し、受領」: no clause about 受領, as the parser has it
_LASTING_STATE = re.compile(
    r"入社|就職|採用|着任|就任|異動|転職|退職|辞め|独立|設立|開設|開業|契約|委託|導入|派遣|移籍|移っ|移り|入会|加入"
)
_LATER = re.compile(r"(その後|のち|後日|のあと|翌|以降|最終的|続いて)")
_BEGINS = frozenset(["始まる", "始める", "開始"])
_OPENING = re.compile(r"^[\s・\-*●]*$")
_NO_DATE_CELL = re.compile(r"[\s::・….~\-|]*")  # 「…」 stands in the line as 「...」


def date_of(
    analysis: Analysis, line: Line, sentence: Sentence, predicate: Predicate
) -> tuple[Slot[Window] | None, str]:
    """The window of a predicate and the words that give it."""
    if (found := _bound(line, sentence, predicate)) is not None:
        window, words = Slot(found.window, How.STATED), found.text
    elif _is_main(sentence, predicate):
        window, words = _row_date(analysis, line)
    else:
        return None, ""
    if window and sentence.lemmas(sentence.parse.chunks[predicate.chunk]) & _BEGINS:
        window = Slot(window.value.since(), window.how)  # the day on which a series began
    return window, words


def is_without_date(cell: str) -> bool:
    """True for the date cell of a row that has none: empty, or only dots and dashes."""
    return _NO_DATE_CELL.fullmatch(cell) is not None


def _is_main(sentence: Sentence, predicate: Predicate) -> bool:
    """True if the predicate is what its row or item tells, not what a noun or a report in it speaks of."""
    chunks = sentence.parse.chunks
    above = chunks[[predicate.chunk, *_coordinate_heads(sentence, predicate)][-1]].head
    return above is None or _SUPPOSES.match(sentence.text, chunks[above].start) is not None


def _bound(line: Line, sentence: Sentence, predicate: Predicate) -> DateFound | None:
    """The nearest date before the predicate that depends on it or on what it is coordinated with."""
    best: DateFound | None = None
    is_told, is_aside = _is_told_on_a_day(sentence, predicate), is_presupposed(sentence, predicate)
    for date in line.dates:
        place = sentence.from_line(date.start)
        if _IS_PUBLISHED.match(line.text, date.end):
            continue  # 「10日発売の雑誌」
        before = line.text[: date.start]
        if line.block.kind is BlockKind.HEADING and not _OPENING.match(before):
            continue  # 「今週の流出(3月第2週)」
        if (is_told and _OPENING.match(before)) or ((is_told or is_aside) and before.endswith("は")):
            continue  # 「県警は11日、…したとして男を逮捕した」, 「…した男を逮捕した」: the day of the arrest
        if place is None or place >= predicate.span[1] or date.window.is_open or opens_row(line, date):
            continue
        chunk = sentence.parse.chunk_at(place)
        direct = chunk is not None and chunk.head == predicate.chunk
        end = sentence.from_line(date.end - 1)
        if direct or (
            (date.limit is not Limit.UNTIL or line.text.startswith("に、", date.end))
            and _belongs(sentence, predicate, place, place if end is None else end, is_carried=_is_carried(line, date))
        ):
            best = date
    return None if best is None else _with_those_before(line, best)


def _is_carried(line: Line, date: DateFound) -> bool:
    """True for a date that holds for what is strung together: one day, a time over which it went on, a topic (には)."""
    is_day = date.window.earliest is not None and date.window.earliest == date.window.latest
    return is_day or date.limit is Limit.DURING or line.text.startswith("には", date.end)


def _with_those_before(line: Line, date: DateFound) -> DateFound:
    """「17年度と18年度に」: what happened on several dates happened between the first and the last."""
    for other in reversed(line.dates):
        joined = other.end <= date.start and line.text[other.end : date.start] in _AND
        if joined and not other.window.is_open:
            words = line.text[other.start : date.end]
            date = replace(date, start=other.start, window=date.window.hull(other.window), text=words)
    return date


def _belongs(sentence: Sentence, predicate: Predicate, start: int, last: int, *, is_carried: bool) -> bool:
    """Whether a date belongs to a predicate; `start` and `last` are its first and last character.

    `is_carried`: it holds for what is strung together (「17日に訪れ、名簿を渡した」).
    """
    chunk, closing = sentence.parse.chunk_at(start), sentence.parse.chunk_at(last)
    if chunk is None or closing is None:
        return False
    if chunk.index == predicate.chunk:
        return True
    lasting = next((c for c in sentence.ancestors(closing.index) if _LASTS.match(sentence.words_of(c))), closing)
    apart = sentence.text[lasting.end - 1] in "、,"
    coordinated = {predicate.chunk, *_coordinate_heads(sentence, predicate)}
    for ancestor in sentence.ancestors(chunk.index):
        if ancestor.index in coordinated:
            return True
        # a date set off by a comma belongs to the clause, even if the parser hangs it on a modifier inside
        is_loose = apart and ancestor.dep.startswith("acl")
        is_other = _is_verb(sentence, ancestor.index) and not _LASTS.match(sentence.words_of(ancestor))
        is_shared = (apart or is_carried) and _goes_on(sentence, ancestor, predicate)
        if is_other and ancestor.index < predicate.chunk and not is_loose and not is_shared:
            return False
    return False


def _goes_on(sentence: Sentence, verb: Chunk, predicate: Predicate) -> bool:
    """「1月から2月の間、依頼を受け、…を売り渡した」: what a comma sets off scopes what is strung together behind it.

    Not so across その後 or 翌日, which move on in time.
    """
    is_strung = verb.dep.startswith(("advcl", "conj")) and verb.particle in {"", "て", "で"}
    is_strung = is_strung and not _LASTING_STATE.search(sentence.words_of(verb))
    return is_strung and not _LATER.search(sentence.text, verb.start, predicate.span[1])


def _coordinate_heads(sentence: Sentence, predicate: Predicate) -> list[int]:
    """Verbs that the predicate is coordinated with; the chain ends where a verb only reports it."""
    found: list[int] = []
    current = sentence.parse.chunks[predicate.chunk]
    for head in sentence.ancestors(predicate.chunk):
        modifies = current.dep.startswith("acl") and _is_verb(sentence, current.index)
        modifies = modifies and _STRUNG.search(sentence.words_of(current)) is None
        if modifies and not _CLOSES.match(sentence.text, head.start):
            break
        if sentence.tells(head):
            break
        found.append(head.index)
        current = head
    return found


def _is_told_on_a_day(sentence: Sentence, predicate: Predicate) -> bool:
    """True if somebody told it once (…したと発表した); 「7月、名簿を売ったと話している」 has the day of the deed."""
    tellers = [verb for verb in sentence.ancestors(predicate.chunk) if sentence.tells(verb)]
    return bool(tellers) and not any(_GOES_ON_TELLING.search(sentence.words_of(verb)) for verb in tellers)


def _is_verb(sentence: Sentence, chunk: int) -> bool:
    return sentence.has_word(chunk, "VERB")


# ------------------------------------------------------------ rows and items


def _row_date(analysis: Analysis, line: Line) -> tuple[Slot[Window] | None, str]:
    """The date that opens the block of a line or stands above it, if its form scopes the whole block."""
    if line.block.kind is BlockKind.TABLE_ROW:
        return _cell_date(analysis, line)
    date = opening_date(analysis, line) or date_above(analysis, line)
    return (None, "") if date is None else (Slot(date.window, How.STATED), date.text)


def _cell_date(analysis: Analysis, line: Line) -> tuple[Slot[Window] | None, str]:
    """The date in the first cell of a row; of a row without one: after the row above, before the row below."""
    date = _first_cell_date(line)
    if date is not None:
        return Slot(date.window, How.STATED), date.text
    if not line.block.cells or not is_without_date(_first_cell(line)):
        return None, ""
    above = _neighbour(analysis, line, -1)
    below = _neighbour(analysis, line, 1)
    if above is None or below is None:
        return None, ""
    low, high = above.window.earliest, below.window.latest
    if low is None or high is None or low > high:
        return None, ""
    return Slot(Window(low, high), How.DISCOURSE), ""


def _first_cell(line: Line) -> str:
    start, end = line.block.cells[0]
    return line.text[line.view.at(start) : line.view.at(end)]


def _first_cell_date(line: Line) -> DateFound | None:
    if not line.block.cells:
        return None
    end = line.view.at(line.block.cells[0][1])
    return next((d for d in line.dates if d.end <= end), None)


def _neighbour(analysis: Analysis, line: Line, step: int) -> DateFound | None:
    """The date of the next dated row of the same table, upward (-1) or downward (1)."""
    index = line.index + step
    while 0 <= index < len(analysis.lines) and analysis.lines[index].block.table == line.block.table:
        if (date := _first_cell_date(analysis.lines[index])) is not None:
            return date
        index += step
    return None
