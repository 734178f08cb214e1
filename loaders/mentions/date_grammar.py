"""Japanese text -> date phrases: `2022年1月~3月` is one phrase with two ends, `同日以降` one with a limit.

Each pattern carries a sample and what it refuses. Nothing is looked up in a calendar here, so a date that does not exist
is still a phrase. All repetitions are bounded: the time grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from loaders.ja.eras import western_year
from loaders.ja.numbers import parse_number
from loaders.mentions.date_spec import Base, DatePhrase, DateSpec, Part, Relative, Step, date_words
from loaders.mentions.quantity import either
from loaders.mentions.values import Limit

__all__ = ["find_phrases"]

_Y4 = r"(?:1[89]|20)[0-9]{2}"
_KANJI = "[一二三四五六七八九十]"
_N2 = rf"(?:[0-9]{{1,2}}|{_KANJI}{{1,3}})"
_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR])"
# "2006年", "平成18年", "令和元年度", "H30年度", "22年10月", "令和3年(2021年)5月"; not "2023年3月期", "平成15年法律第57号", "10年間", "2000年問題", "5年前"
_YEAR = re.compile(
    rf"(?:(?P<era>{_ERA})\.? ?(?P<era_year>元|{_N2})|(?P<y4>{_Y4})|(?P<kanji>[一二][〇零一二三四五六七八九]{{3}})|(?P<y2>[0-9]{{2}}))"
    rf" ?年(?P<fiscal>度)?(?!間|前(?!半)|問題|代|ぶり|越し|ごと|生まれ|近く|余り|ほど|目|国債| ?[01]?[0-9] ?月期(?!間)| ?(?:法律|政令|府令|省令|規則|条例|告示|法令)第)"
    rf"(?: ?\((?:{_Y4}|{_ERA} ?(?:元|[0-9]{{1,2}}))年?\))?"
)
# behind "22年", so that "懲役10年", "創業50年" stay unread: a month, 度 or a season
_SHORT_YEAR_GOES_ON = re.compile(r" ?(?:[01]?[0-9] ?月(?!間)|[春夏秋冬末])")
_SENTENCE = re.compile(r"(?:懲役|禁錮|禁固|求刑|拘禁刑|実刑|勾留|猶予)\D{0,2}$")
# "2008-09年", "2006-10年度", "2014~16年", "平成28~30年度"
_YEAR_RANGE = re.compile(
    rf"(?:(?P<a>{_Y4})|(?P<era>{_ERA})(?P<era_year>[0-9]{{1,2}})) ?[~\-–] ?(?P<b>(?:{_Y4}|[0-9]{{1,2}})) ?年(?P<fiscal>度)?(?!前|代|間)"
)
# the 2013 of "2013,2014年度", the 2017 of "2017・2018年度分"
_YEAR_ITEM = re.compile(rf"(?P<y4>{_Y4})(?=[,、・/] ?(?:{_Y4}[,、・/] ?){{0,4}}{_Y4}年(?P<fiscal>度)?(?!間|代))")
# "12月", the 1 of "1~3月"; not "3月期", "5月号", "2月間", nor the 3 of "3カ月"
_MONTH = re.compile(
    rf" ?の? ?(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?: ?月(?!間|期(?!間)|号|刊|額|給|収|例|当たり|あたり|ぶり|以内| ?[0-9]{{1,2}} ?日[^0-9、。]{{0,3}}号)"
    r"|(?= ?[~\-–] ?(?:1[0-2]|[1-9]) ?月(?!間|期)))"
)
# "31日", the 12 of "9月12~27日"; not "11月10日増大号"
_DAY = re.compile(rf" ?(?P<day>3[01]|[12][0-9]|0?[1-9]|{_KANJI}{{1,3}})(?: ?日(?!間|[^0-9、。]{{0,3}}号)|(?= ?[~\-–] ?[0-9]{{1,2}} ?日(?!間)))")
# a day alone: "30日、発表した"; not "30日以内", "3日前", "10日ほど", "1日当たり", "1日1回", "2日目", "5日本社"
_DAY_ALONE = re.compile(
    r"(?P<day>3[01]|[12][0-9]|0?[1-9]) ?日(?!間|以内|以上|分|目|前|後|ほど|程度|あたり|当たり|ぶり|連続|遅れ|につき|もたた|ごと|"
    r"で|かけ|平均|最大|本[人部社国経]|余|超|刊|数|限り|坊|没|中に[0-9]|に[0-9一数約]+[回件人度]|約?[0-9一]|を要|足らず|弱|強|おき|たっ|経)"
)
# "2023/3/30", "2017.3.9", "2022-09-30"; not "2.6.11", nor a part of a longer code
_FULL = re.compile(
    rf"(?<![0-9A-Za-z/.\-])(?P<year>{_Y4})(?P<sign>[/.\-])(?P<month>1[0-2]|0?[1-9])(?P=sign)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[\-/.][0-9])"
)
# "H18.9.13", "平成18.9.13", "R5/10/17"; not "R5.1"
_ERA_FULL = re.compile(
    rf"(?P<era>{_ERA})\.? ?(?P<era_year>元|[0-9]{{1,2}})(?P<sign>[./\-])(?P<month>1[0-2]|0?[1-9])(?P=sign)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
# "2023/10"; not "2023/100"
_YEAR_MONTH = re.compile(rf"(?<![0-9A-Za-z/.\-])(?P<year>{_Y4})/(?P<month>1[0-2]|0?[1-9])(?![0-9/])")
# "7/23", "10/17公表"; not "24/7", "1/2の確率", a path or "1/2/3"
_MONTH_DAY = re.compile(r"(?<![0-9A-Za-z/.:_%=&?\-])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9/A-Za-z%]|\.[0-9])")
_FRACTION = re.compile(r"(?:1/(?:[2-9]|10)|2/[35]|3/[458]|4/5)(?! ?(?:付|公表|時点|現在|発表|\([月火水木金土日]|[0-2]?[0-9]:[0-5]|~))")
# "数年前", "10年近く前", "約3カ月前"; not "3年前倒し", "前後"
_VAGUE = re.compile(
    r"(?:約|およそ)?(?:十数|数十|数|[0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?(?:年|[カか月ヶケ]月|ヵ月|週間|日)(?:半)?(?:ほど|くらい|ぐらい|近く|以上|余り|あまり)?前(?!後|提|述|者|任|倒|払|半|回|年|日|月)"
)
_WEEKDAY = re.compile(r" ?\((?P<weekday>[月火水木金土日])(?:曜日?)?[^()]{0,4}\)|(?<=日)(?P<bare>[月火水木金土日])曜日?")
# "午後3時半ごろ", "16 時頃", "22:39"; not the 24 of "24時間"
_TIME = re.compile(
    r" ?(?:午前|午後|深夜|未明|早朝|朝|昼|夕方|夜)? ?[0-2]?[0-9](?: ?時(?!間|点|期|代|価|系)(?: ?[0-5]?[0-9] ?分|半)?|:[0-5][0-9](?::[0-5][0-9])?)"
)
_HEDGE = re.compile(
    r" ?(?:頃|ごろ|ころ(?!び)|時点|現在|当時|付け|付(?!近|属|与|随|加)|未明|早朝|夕方|深夜|午前|午後|[朝夜昼](?![刊食間勤])|"
    r"中(?![国旬頃ご央部学心止断間古途])|内(?![容閣部定外側])|早々)"
)
_LIMIT = re.compile(r" ?(?:(?P<since>以降|以後|以来|から(?!か)|より(?![前も早多])|より後)|(?P<until>まで|以前|より前))")
_THROUGH = re.compile(r" ?(?:から|より|[~\-–—―ー→])、? ?")
_RANGE_END = re.compile(r" ?(?:までの間|まで|にかけて|の間)")
_YEARS_LONG = re.compile(r" ?から(?:約|の)?(?P<years>[0-9]{1,2}) ?年間")
# not the 本年 of 日本年金, the 前日 of 午前日本時間, the 同年 of 合同年会, the 来年 of 本来年数, the ことし of することしか
_NOT_INSIDE = r"(?<![日基](?=本))(?<![午以](?=前))(?<![合共協](?=同))(?<![本従](?=来))(?<![るうくたい](?=ことし))"
_URL = re.compile(r"(?:https?://|www\.)[!-~]+")


def find_phrases(text: str) -> list[DatePhrase]:
    """Date phrases of one normalised passage, in its order, not overlapping; none inside a URL."""
    found: list[DatePhrase] = []
    free_from = 0
    urls = iter([*(match.span() for match in _URL.finditer(text)), (len(text) + 1, len(text) + 1)])
    url_start, url_end = next(urls)
    for trigger in _trigger().finditer(text):
        while url_end <= trigger.start():
            url_start, url_end = next(urls)
        if trigger.start() < free_from or url_start <= trigger.start():
            continue
        for phrase in _read_phrase(text, trigger.start()):
            found.append(phrase)
            free_from = phrase.end
    return found


@lru_cache(maxsize=1)
def _trigger() -> re.Pattern[str]:
    """Places where a date may begin."""
    relative = either([word for entry in date_words().relative for word in entry.words if not entry.season])
    season = either([word for entry in date_words().relative for word in entry.words if entry.season])
    return re.compile(
        rf"(?<![0-9])(?<![0-9]\.)[0-9]{{1,4}}(?= ?[年月日/.\-–~・,、カか月ヶケヵ週])|明治|大正|昭和|平成|令和"
        rf"|(?<![A-Za-z0-9])[MTSHR](?=\.? ?[0-9元])|(?<![〇零一二三四五六七八九])[一二](?=[〇零一二三四五六七八九]{{3}}年)"
        rf"|(?<!{_KANJI}){_KANJI}{{1,3}}(?=月{_KANJI}{{1,3}}日|年(?:[ほく近以]|前))|[十数]+(?=年|[カか月ヶケ]月|週|日)"
        rf"|{_NOT_INSIDE}(?:{relative})|(?:{season})(?=[春夏秋冬])|(?<![合共協])[翌同](?=[0-9])"
    )


def _read_phrase(text: str, at: int) -> Iterator[DatePhrase]:
    """One phrase that begins at `at`, if any: vague, a short range of years, or a date with what follows it."""
    if vague := _VAGUE.match(text, at):
        yield DatePhrase(at, vague.end(), DateSpec(relative=Relative((), Base.PUBLISHED, Step.VAGUE, 0)))
    elif years := _YEAR_RANGE.match(text, at):
        yield from _year_range(years)
    elif piece := _piece(text, at):
        yield _with_tail(text, at, *piece)


def _year_range(match: re.Match[str]) -> Iterator[DatePhrase]:
    first = _year_of(match["a"], match["era"], match["era_year"])
    if first is None:
        return
    text, base = match["b"], first - int(match["era_year"] or first % 100)
    last = int(text) if len(text) == 4 else base + int(text)
    is_fiscal = bool(match["fiscal"])
    if last > first:
        ends = DateSpec(year=first, is_fiscal=is_fiscal), DateSpec(year=last, is_fiscal=is_fiscal)
        yield DatePhrase(match.start(), match.end(), *ends, limit=Limit.DURING)


def _with_tail(text: str, start: int, spec: DateSpec, end: int) -> DatePhrase:
    """Read on behind a date: weekday, time, then `から B まで`, `から4年間` or a limit."""
    spec, end = _decorated(text, spec, end)
    if years := _YEARS_LONG.match(text, end):
        return DatePhrase(start, years.end(), spec, limit=Limit.DURING, years=int(years["years"]))
    if through := _THROUGH.match(text, end):
        last = _piece(text, through.end(), is_range_end=True) or _short_year(text, through.end(), spec)
        if last:
            other, stop = _decorated(text, *last)
            closed = _RANGE_END.match(text, stop)
            return DatePhrase(start, closed.end() if closed else stop, spec, other, Limit.DURING)
    if limit := _LIMIT.match(text, end):
        return DatePhrase(start, limit.end(), spec, limit=Limit.SINCE if limit["since"] else Limit.UNTIL)
    return DatePhrase(start, end, spec)


def _decorated(text: str, spec: DateSpec, end: int) -> tuple[DateSpec, int]:
    """Take in a weekday, a time of day and 頃, 時点, 現在."""
    if weekday := _WEEKDAY.match(text, end):
        spec = replace(spec, weekday="月火水木金土日".index(weekday["weekday"] or weekday["bare"]))
        end = weekday.end()
    for pattern in (_TIME, _HEDGE, _HEDGE):
        if match := pattern.match(text, end):
            end = match.end()
    return spec, end


def _short_year(text: str, at: int, first: DateSpec) -> tuple[DateSpec, int] | None:
    """The 16年 of `2014年~16年`."""
    match = re.compile(r"(?P<y2>[0-9]{2}) ?年(?P<fiscal>度)?(?!間|前|代)").match(text, at)
    if match is None or first.year is None:
        return None
    return DateSpec(year=first.year - first.year % 100 + int(match["y2"]), is_fiscal=bool(match["fiscal"])), match.end()


# ------------------------------------------------------------ one date


def _piece(text: str, at: int, *, is_range_end: bool = False) -> tuple[DateSpec, int] | None:
    """One date at `at`, without what follows it."""
    if signed := _signed(text, at):
        return signed
    if item := _YEAR_ITEM.match(text, at):
        return DateSpec(year=int(item["y4"]), is_fiscal=bool(item["fiscal"])), item.end()
    if text[at : at + 1] in {"翌", "同"} and text[at + 1 : at + 2].isdigit():
        return _next_or_same(text, at)
    head = _relative(text, at) or _absolute_year(text, at)
    if head is None:
        return _without_year(text, at, is_range_end=is_range_end)
    return _inside(text, *head)


def _signed(text: str, at: int) -> tuple[DateSpec, int] | None:
    """Dates with / . or - between the figures."""
    for pattern in (_FULL, _ERA_FULL, _YEAR_MONTH, _MONTH_DAY):
        match = pattern.match(text, at)
        if match is None or (pattern is _MONTH_DAY and _FRACTION.match(text, at)):
            continue
        found = match.groupdict()
        year = _year_of(found.get("year"), found.get("era"), found.get("era_year"))
        day = int(found["day"]) if "day" in found else None
        return DateSpec(year=year, month=int(found["month"]), day=day, era=found.get("era")), match.end()
    return None


def _next_or_same(text: str, at: int) -> tuple[DateSpec, int] | None:
    """翌5月31日, 翌21日, 同2月26日, 同30日."""
    inner = _without_year(text, at + 1, is_range_end=False)
    if inner is None:
        return None
    step = Step.NEXT if text[at] == "翌" else Step.SAME
    return replace(inner[0], relative=Relative((), Base.MENTIONED, step, 0)), inner[1]


@lru_cache(maxsize=1)
def _relative_words() -> tuple[re.Pattern[str], dict[str, Relative]]:
    words = {word: entry for entry in date_words().relative for word in entry.words}
    # not "前年比", "同年代", "当日券", "今月号", "同日本社", "翌日配送"
    return re.compile(rf"(?:{either(list(words))})(?!比|同期|並み|割れ|代|齢|輩|号|券|本社|配送|増|減)"), words


def _relative(text: str, at: int) -> tuple[DateSpec, int] | None:
    pattern, words = _relative_words()
    match = pattern.match(text, at)
    if match is None:
        return None
    entry, end = words[match.group()], match.end()
    is_fiscal = entry.unit is Step.YEAR and not entry.season and text.startswith("度", end)
    if entry.season and text[end : end + 1] not in {"春", "夏", "秋", "冬"}:
        return None
    return DateSpec(relative=entry, is_fiscal=is_fiscal), end + is_fiscal


def _absolute_year(text: str, at: int) -> tuple[DateSpec, int] | None:
    match = _YEAR.match(text, at)
    if match is None:
        return None
    if match["y2"]:
        goes_on = match["fiscal"] or _SHORT_YEAR_GOES_ON.match(text, match.end())
        if not goes_on or _SENTENCE.search(text, max(0, at - 6), at):
            return None
        return DateSpec(year=int(match["y2"]), short_year=True, is_fiscal=bool(match["fiscal"])), match.end()
    year = _year_of(match["y4"] or match["kanji"], match["era"], match["era_year"])
    if year is None:
        return None
    return DateSpec(year=year, is_fiscal=bool(match["fiscal"]), era=match["era"]), match.end()


def _year_of(western: str | None, era: str | None, era_year: str | None) -> int | None:
    if era and era_year:
        return western_year(era, 1 if era_year == "元" else _small(era_year))
    return _small(western) if western else None


def _small(text: str) -> int:
    number = parse_number(text)
    return int(number.value) if number else 0


def _inside(text: str, spec: DateSpec, end: int) -> tuple[DateSpec, int]:
    """Month, day, part or season behind a year word; day or part behind a month word; nothing behind a day word."""
    unit = spec.relative.unit if spec.relative else Step.YEAR
    if unit is Step.YEAR and not spec.is_fiscal and (month := _MONTH.match(text, end)):
        spec, end, unit = replace(spec, month=_small(month["month"])), month.end(), Step.MONTH
    if unit is Step.MONTH and (day := _DAY.match(text, end)):
        return replace(spec, day=_small(day["day"])), day.end()
    if unit in {Step.YEAR, Step.MONTH} and (part := _part_pattern().match(text, end)):
        return _with_part(spec, part.group("word"), part.end(), of_month=unit is Step.MONTH) or (spec, end)
    return spec, end


def _without_year(text: str, at: int, *, is_range_end: bool) -> tuple[DateSpec, int] | None:
    """6月8日, 12月, 31日; a month behind 年 (懲役2年6月) is none."""
    if text[at - 1 : at] not in {"年", "第"} or at == 0:
        month = _MONTH.match(text, at)
        if month and month.start("month") == at and not (month["month"] in "一二三四五六七八九十" and not _DAY.match(text, month.end())):
            return _inside_month(text, month)
    day = (_DAY if is_range_end else _DAY_ALONE).match(text, at)
    if day and day.group("day")[0].isdigit() and text[at - 1 : at] not in {"第", "約", "計", "月", "年"}:
        return DateSpec(day=int(day["day"])), day.end()
    return None


def _inside_month(text: str, month: re.Match[str]) -> tuple[DateSpec, int]:
    spec, end = DateSpec(month=_small(month["month"])), month.end()
    if day := _DAY.match(text, end):
        return replace(spec, day=_small(day["day"])), day.end()
    if part := _part_pattern().match(text, end):
        return _with_part(spec, part.group("word"), part.end(), of_month=True) or (spec, end)
    return spec, end


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    """Parts and seasons; not the 秋 of 秋田, the 末 of 末端, the 頭 of 頭取, the 初め of 初めて."""
    words = [word for entry in (*date_words().parts, *date_words().seasons) for word in entry.words]
    return re.compile(rf" ?の? ?(?P<word>{either(words)})(?![田葉端取て闘]|日[市部]|目漱)")


def _with_part(spec: DateSpec, word: str, end: int, *, of_month: bool) -> tuple[DateSpec, int] | None:
    for seasons in date_words().seasons:
        if word in seasons.words:
            return None if of_month else (replace(spec, season=seasons.season), end)
    part = next(entry for entry in date_words().parts if word in entry.words)
    return (replace(spec, part=Part(year=part.year, month=part.month)), end) if (part.month if of_month else part.year) else None
