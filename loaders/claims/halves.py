"""Places where two speak of one matter -> pairs of halves, each with who says it and the words.

「店は3万件とするが、県警は4万件とみている」 has two halves in one sentence, on either side of a connective. A
second sentence that begins with これに対し or 一方 goes on in the same way. One that ends with
「県警の説明と食い違っている」 has one half, and names whose words the other is.

Speakers are actors, and voices without a name (一部報道). Those whose data it is (会員は290万人) say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.vocabulary import ActorKind, Role
from loaders.claims.event_actors import subjects_in
from loaders.mentions.actors import Denotation, DocActor
from loaders.mentions.analysis import Analysis, Line

__all__ = ["DISAGREES", "Half", "Voice", "at_odds", "find_halves", "find_statements", "find_voice"]

_WENT_ON = r"(?:て(?:い|お)(?:る|た|り|った)?)"
_SAY = (
    rf"(?:主張|説明|回答|反論|発表|公表|証言|供述|報告|コメント|発言|推定|認定|指摘|断言|強調)(?:する|し(?:た|{_WENT_ON})?)?"
    rf"|述べ(?:る|た|{_WENT_ON})?|話(?:す|し(?:た|{_WENT_ON})?)|言(?:う|い|った|って(?:い|お)(?:る|た|り)?)"
    rf"|書(?:く|い(?:た|て(?:い|お)(?:る|た|り)))|報じ(?:る|た|{_WENT_ON})?|伝え(?:る|た|{_WENT_ON})?"
    rf"|答え(?:る|た|{_WENT_ON})?|訴え(?:る|た|{_WENT_ON})?|語(?:る|った|って(?:い|お)(?:る|た|り)?)"
    r"|み(?:る|て(?:い|お)(?:る|た|り))|見(?:る|て(?:い|お)(?:る|た|り))"
    r"|す(?:る|ると)|さ(?:れる|れて(?:い|お)(?:る|た|り))|し(?:た|て(?:い|お)(?:る|た|り))"
)
_COMMENTS = r"(?:の)?(?:コメント|談話|声明|見解)を(?:出|発表|公表|寄せ)(?:し(?:た|て(?:い|お)(?:る|た))|た)"
_ADMITS = rf"(?:こと)?を認め(?:る|た|{_WENT_ON})"
_AGAINST = r"(?:の)?(?:に対し(?:て)?|一方(?:で)?|が|ものの|けれども|のに|ところ|も)、"
_LINK = re.compile(rf"(?P<to>(?:[」』]?と(?:は|も)?、?(?:{_SAY})|{_ADMITS})){_AGAINST}")
_TOLD = re.compile(r"(?P<to>)(?:だ|である|だった|という|だという|とされる)(?:一方(?:で)?|が)、")
_END = re.compile(
    rf"(?P<to>(?:[」』]?と(?:は|も)?、?(?:{_SAY}|{_COMMENTS})|{_ADMITS}))(?:という|とのこと(?:だ)?)?[。]?$"
)
_REPORTED = re.compile(
    r"(?P<to>)(?:だ|である|だった|となってい(?:る|た)|とされ(?:る|てい(?:る|た)))?(?:という|とのこと(?:だ)?)?[。]?$"
)
_COUNTED = re.compile(
    r"が(?:社内で)?(?:確認|公表|発表|把握|報告|認定)した(?:件数|人数|対象|数|の|もの|流出|持ち出し)[^。、]{0,8}?は"
)
_REJECTS = re.compile(
    r"(?P<to>[」』]?と(?:して)?)、?(?:(?:これを|同社を|容疑を|疑いを|関与を|起訴内容を|全面的に|強く|真っ向から)?(?:否定|反論|反発|否認)"
    rf"(?:し(?:た|{_WENT_ON})|する)|退けた)[。]?$"
)
_GOES_ON = re.compile(
    r"\s*(?:(?:これに対し(?:て)?|それに対し(?:て)?|しかし|ところが|対して)、?|(?:一方(?:で)?|他方|だが)、)"
)
_TO_WHOM = re.compile(r"(?:[^。、「」]{0,6}の)?(?:取材|会見|調べ|聴取|質問)(?:に(?:対して?)?|で)、?[「『]?")
_STATEMENT = r"(?:発表|公表|説明|調べ|話|集計|推計|お知らせ|通知|資料|報告書|会見|リリース|ニュースリリース)"
_FROM = re.compile(
    rf"(?:によると|によれば|(?:の|が[^。、]{{0,16}}?){_STATEMENT}(?:資料)?(?:では|は(?=[約計最延0-9])|によると|によれば))、?"
)
_UNNAMED = re.compile(
    r"(?P<who>(?:一部の?)?(?:報道|メディア|週刊誌)|(?:週刊誌|月刊誌|雑誌|地元紙|全国紙|夕刊紙)の?[「『][^」』]{1,12}[」』]|(?:捜査|同社|業界)?関係者|(?:弁護|検察|被告|原告)側|判決|起訴状|[A-Za-z][A-Za-z0-9_.-]{2,}(?:を名乗る(?:人物|者))?)"
    r"(?:によると|によれば|では|は|が)、?"
)
DISAGREES = re.compile(
    r"(?:食い違|くい違|喰い違|矛盾|隔たり|(?:大きな)?開きがあ|一致し(?:ない|ていない|なかった)|齟齬|対立し|真っ向から異な|大きく異な"
    r"|異なる(?:説明|主張|見解|見方))"
)
_NO_MORE = re.compile(
    r"(?:にとどまる|に過ぎない|にすぎない|しか(?:い|渡してい|持ち出してい|売ってい)?ない|だけ(?:だ|だった)?)[」』]?と[^。、]{0,6}"
    r"(?:主張|反論|説明|述べ|話|訴え|供述)"
)
_OF_NUMBERS = re.compile(r"(?:数|人数|件数|数字|規模|総数)(?:と(?:は|も)?|に|が)[^。、]{0,6}$")
_OTHER = re.compile(
    r"(?P<who>[一-龥々ァ-ヶーA-Za-z0-9]{1,16})の(?:説明|発表|主張|見方|見解|話|供述|証言|調べ|認定|集計|公表|報告|回答|言い分|推計)"
    r"(?:内容|値|資料)?(?:と(?:は|も|の間に)?|に)"
)
_LEADS_ON = re.compile(r"(?P<to>[」』]?と(?:し|説明し(?:ており)?|主張し(?:ており)?|して(?:おり|いて)))、")
_OUTSIDE = frozenset([Role.INVESTIGATOR, Role.REGULATOR, Role.COURT, Role.JOURNALIST])


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `is_outside`: it has no customers of its own, so that its figure is about those of another."""

    label: str
    is_outside: bool
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a line in which somebody says something: `[start, end)` are the words, without the brackets."""

    line: Line
    voice: Voice
    start: int
    end: int
    rejects: bool = False

    @property
    def text(self) -> str:
        """What is said."""
        return self.line.text[self.start : self.end]


def find_halves(analysis: Analysis) -> Iterator[tuple[Half, Half]]:
    """Pairs of halves of different speakers, in the order of the document."""
    for line in analysis.lines:
        for first, second in (*_within(analysis, line), *_across(analysis, line), *_answered(analysis, line)):
            if first.voice.label != second.voice.label:
                yield first, second


def find_statements(analysis: Analysis) -> Iterator[Half]:
    """What somebody says in a sentence that ends with it, in the order of the document."""
    for line in analysis.lines:
        goes_on = _GOES_ON.match(line.text)
        half = _last(analysis, line, goes_on.end() if goes_on else 0)
        if half is not None:
            yield half


def at_odds(analysis: Analysis, line: Line) -> tuple[Voice | None, Voice | None] | None:
    """Who says what stands in a line that is at odds with something (「県警の説明と食い違っている」), and with whom.

    Who says that it is no more than so many (「1200人にとどまると主張した」) contradicts somebody as well.
    """
    marker = DISAGREES.search(line.text)
    if marker is None:
        less = _NO_MORE.search(line.text)
        return None if less is None else (find_voice(analysis, line, less.start()), None)
    others = list(_OTHER.finditer(line.text, 0, marker.start()))
    if not others:
        return (
            (find_voice(analysis, line, marker.start()), None)
            if _OF_NUMBERS.search(line.text, 0, marker.start())
            else None
        )
    meant = line.actor_at(*others[-1].span("who"))
    other = Voice(others[-1]["who"], is_outside=True) if meant is None else _voice_of(analysis, meant.actor)
    own = find_voice(analysis, line, others[-1].start())
    return None if own is not None and own.label == other.label else (own, other)


def find_voice(analysis: Analysis, line: Line, end: int) -> Voice | None:
    """Who is named as the speaker of a line before `end`, by 「県警によると」 or as its topic."""
    goes_on = _GOES_ON.match(line.text)
    found = _speaker(analysis, line, goes_on.end() if goes_on else 0, end)
    return None if found is None else found[0]


# ------------------------------------------------------------ where two speak


def _within(analysis: Analysis, line: Line) -> Iterator[tuple[Half, Half]]:
    """Both in one sentence, on either side of a connective."""
    links = list(_LINK.finditer(line.text))
    if not links:
        links = [m for m in _TOLD.finditer(line.text) if _FROM.search(line.text, 0, m.start())]
    if not links and DISAGREES.search(line.text):
        links = list(_LEADS_ON.finditer(line.text))
    if len(links) != 1:
        return  # of three speakers it is open who answers whom
    first = _half(analysis, line, 0, links[0].start("to"))
    second = _last(analysis, line, links[0].end())
    if first and second:
        yield first, second


def _across(analysis: Analysis, line: Line) -> Iterator[tuple[Half, Half]]:
    """In two sentences, the second of which begins with a connective."""
    goes_on = _GOES_ON.match(line.text)
    before = analysis.lines[line.index - 1] if goes_on and line.index else None
    if goes_on is None or before is None or before.passage.block != line.passage.block:
        return
    first, second = _last(analysis, before, 0), _last(analysis, line, goes_on.end())
    if first and second and not first.rejects:
        yield first, second


def _answered(analysis: Analysis, line: Line) -> Iterator[tuple[Half, Half]]:
    """In two sentences, the second of which rejects what the first says of its speaker."""
    before = analysis.lines[line.index - 1] if line.index else None
    if before is None or before.passage.block != line.passage.block or _GOES_ON.match(line.text):
        return
    second = _last(analysis, line, 0)
    first = _last(analysis, before, 0) if second is not None and second.rejects else None
    if first is None or second is None or first.rejects:
        return
    if any(first.start <= d.start < first.end and d.actor == second.voice.actor for d in before.actors):
        yield first, second


def _last(analysis: Analysis, line: Line, start: int) -> Half | None:
    """What is said in `[start, end of the line)`, if the line ends in a verb of saying or of rejecting."""
    for pattern in (_REJECTS, _END, _LEADS_ON, _REPORTED):
        match = pattern.search(line.text, start)
        if match is None or (pattern is _LEADS_ON and not DISAGREES.search(line.text, match.end())):
            continue
        if pattern is _REPORTED and not _is_reported(line, start):
            continue
        return _half(analysis, line, start, match.start("to"), rejects=pattern is _REJECTS)
    return None


def _half(analysis: Analysis, line: Line, start: int, end: int, *, rejects: bool = False) -> Half | None:
    """What is said in `[start, end)` behind its one speaker; nothing if there is none, or a choice of two."""
    speaker = _speaker(analysis, line, start, end)
    if speaker is None:
        return None
    begin = speaker[1]
    while begin < end and line.text[begin] in "、「『 ":
        begin += 1
    to_whom = _TO_WHOM.match(line.text, begin, end)
    begin = begin if to_whom is None else to_whom.end()
    return Half(line, speaker[0], begin, end, rejects) if begin < end else None


def _is_reported(line: Line, start: int) -> bool:
    return any(pattern.search(line.text, start) is not None for pattern in (_FROM, _COUNTED))


# ------------------------------------------------------------ who speaks


def _speaker(analysis: Analysis, line: Line, start: int, end: int) -> tuple[Voice, int] | None:
    """The voice in `[start, end)` and where its particle ends."""
    for d in line.actors:
        said = _FROM.match(line.text, d.end) if start <= d.start < end else None
        if said is not None:
            return _voice_of(analysis, d.actor), said.end()
    unnamed = _UNNAMED.match(line.text, start)
    if unnamed is not None and not any(d.start == start for d in line.actors):
        return Voice(unnamed["who"], is_outside=True), unnamed.end()
    silent = frozenset(d.actor for d in line.actors if _is_silent(analysis, line, d))
    found = subjects_in(line, start, end, silent)
    return None if found is None else (_voice_of(analysis, found[0]), found[1])


def _is_silent(analysis: Analysis, line: Line, d: Denotation) -> bool:
    """Those whose data it is say nothing, and who heads an organization (店の社長は) says what that says."""
    roles = analysis.actors[d.actor].roles
    owned = line.text[d.start - 1 : d.start] == "の" and any(o.end == d.start - 1 for o in line.actors)
    return Role.VICTIM_DATA_SUBJECTS in roles or (owned and Role.SPOKESPERSON in roles)


def _voice_of(analysis: Analysis, actor: int) -> Voice:
    one = analysis.actors[actor]
    return Voice(one.label, _is_outside(one), actor)


def _is_outside(actor: DocActor) -> bool:
    """True for those who have no customers: persons, police, authorities, the press."""
    return actor.kind in {ActorKind.PERSON, ActorKind.GROUP} or bool(_OUTSIDE & set(actor.roles))
