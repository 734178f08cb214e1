"""One passage -> the numbers of people, records and files in it: `うち約1万7,500件` is 17500, about, records, a part.

People (人分, 名) and records (件) are never one unit. Organizations, machines, times, places and households are no
record counts and are not returned, nor are people who act (男2人, 社員48人), rates (1件当たり) and things told in 件
that are no data (199件の問い合わせ). Two figures joined by + stay two counts; nothing is summed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.graph import Count
from app.domain.vocabulary import Qualifier
from loaders.ja.numbers import plain
from loaders.mentions.quantity import FIGURE, Counter, after, count_words, either, quantity
from loaders.mentions.values import CountFound

__all__ = ["find_cell_counts", "find_counts"]

# what may not follow a counter: 3人組, 2人目, 3名義, 1件当たり, 1人につき, 1件ごと, 3件目, 名古屋, 一人ひとり, 2点目
_NO_COUNT_AFTER = re.compile(
    r"組|目|当たり|あたり|につき|ごと|毎|ずつ|義|古屋|簿|前(?!後)|ひとり|一人|間|気|件|名|事|以外|数|減|増|在|検|称|誉|権|材|中[0-9]"
)
# "うち約2万件", "この内、21万件", "名簿の一部とされる3千件"; not 一部の社員が…3点
# "65歳以上だけを抜き出した3100人分": what was picked out of the whole
_PART = re.compile(
    r"(?:(?:うち|内訳|[このそ]の内|の一部(?!の))[、:]?[^。、,]{0,16}"
    r"|(?:だけ|のみ)を?[^。、,]{0,8}(?:抜き出|選[びん]|切り出|抽出|絞)[^。、,]{0,6})$"
)
# "顧客の約3000人", "問い合わせが12件": what stands between the noun and the figure
_LINK = " :はがもの約計、「(=・"
_ACTOR_CASES = re.compile(
    r"(?:の(?:局長|社員|職員|従業員|男|女|警察官|元|担当|幹部|役員|被告|容疑者)|から|が関与|を逮捕|を書類送検|を処分|を懲戒)"
)
_CONTEXT = 14


def find_counts(text: str) -> list[CountFound]:
    """Record counts of one normalised passage, in its order."""
    return [found for match in _pattern().finditer(text) if (found := _read(text, match))]


def find_cell_counts(text: str) -> list[CountFound]:
    """Record counts of a cell whose head says that records or people are counted: 「約650人」 alone is one there."""
    found = [_counted(text, match) for match in _pattern().finditer(text)]
    return [count for count in found if count is not None]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = [word for counter in count_words().counters for word in counter.words]
    japanese = either([word for word in words if not word.isascii()])
    english = either([word for word in words if word.isascii()])
    counter = rf"(?:{after('middle')} ?(?P<ja>{japanese})| (?:[a-z'-]{{2,14}} ){{0,2}}(?P<en>{english})(?![A-Za-z]))"
    return re.compile(rf"{FIGURE}{counter} ?{after('behind')}")


def _read(text: str, match: re.Match[str]) -> CountFound | None:
    found = _counted(text, match)
    return found if found is not None and _counts_data(text, match, found.count) else None


def _counted(text: str, match: re.Match[str]) -> CountFound | None:
    """What the figure and its counter say, whatever it is that they count; None for nought."""
    figure = quantity(match, match["middle"], match["behind"])
    if figure is None or figure.value <= 0:
        return None
    start = match.start() + len(match["before"]) - len(match["before"].lstrip())
    qualifier = figure.qualifier
    if qualifier is Qualifier.EXACT and _most_of().search(text, max(0, start - _CONTEXT), start):
        qualifier = Qualifier.UP_TO
    count = Count(plain(figure.value), qualifier, _counters()[match["ja"] or match["en"]].unit)
    end = match.end() if match["behind"] else match.end("ja" if match["ja"] else "en")
    is_part = bool(_PART.search(text, max(0, start - 24), start))
    return CountFound(start, end, count, is_part, figure.is_odd, text[start:end])


def _counts_data(text: str, match: re.Match[str], count: Count) -> bool:
    """True if what is counted is data, or people whose data it is."""
    words, counter = count_words(), _counters()[match["ja"] or match["en"]]
    before = text[max(0, match.start() - _CONTEXT) : match.start()].rstrip(_LINK)
    if _NO_COUNT_AFTER.match(text, match.end()) or text.startswith(words.not_after, match.end()):
        return False
    if before.endswith(words.not_before):
        return False
    if not counter.needs_context or text.startswith(words.data_after, match.end()):
        return True
    if before.endswith(words.actors_before) or _ACTOR_CASES.match(text, match.end()):
        return False
    is_many_people = counter.unit == "people" and count.value >= words.large
    return is_many_people or before.endswith(words.data_before)


@lru_cache(maxsize=1)
def _most_of() -> re.Pattern[str]:
    """「最大で患者」 before a figure."""
    words = count_words()
    return re.compile(rf"(?:{either(words.up_to_before)})(?:{either(words.data_before)})の?$")


@lru_cache(maxsize=1)
def _counters() -> dict[str, Counter]:
    return {word: counter for counter in count_words().counters for word in counter.words}
