"""Invented articles that name persons in many ways, read by the loaders, and what must not be left of the names."""

import re
import unicodedata

from app.domain.document import Metadata
from loaders.pipeline import read

FAMILIES = ("浜田", "伊座本", "早矢田", "佐々木", "三宅", "小野寺", "筒城", "石動")
GIVEN = ("由紀夫", "美咲", "健一", "哲司", "花絵", "達郎")

ARTICLE = (
    "{firm}の顧客名簿が流出した事件で、県警は20{year}年4月{day}日、同社の元社員、{full}容疑者({age})を逮捕した。\n"
    "発表によると、{family}容疑者は20{year}年3月{day}日、会員約4万件の名簿を知人の{other}氏に渡した。{family}は容疑を認めている。\n"
    "同社の広報担当の{speaker}氏は「{family}容疑者は昨年退職した」と話した。{firm}は20{year}年5月、再発防止策を公表した。\n"
)
NOTICE = (
    "お客様情報の流出について\n\n代表取締役社長 {spaced}\n\n"
    "20{year}年3月{day}日、元社員が会員約4万件の名簿を持ち出し、名簿業者に売却しました。\n"
    "お問い合わせ担当:{family}\n"
)


def names(family, given):
    return {"full": family + given, "spaced": f"{family} {given}", "family": family}


def article(
    firm, accused, other, speaker, *, text=ARTICLE, year=31, day=3, age=43, title=None, name="news", published=None
):
    """The reading of an article about `accused`, who gave data to `other`; all are (family, given)."""
    told = text.format(
        firm=firm, year=year, day=day, age=age, other="".join(other), speaker="".join(speaker), **names(*accused)
    )
    metadata = Metadata(title=title, publisher="みなせ新聞", published_at=published or f"20{year}-04-{day:02}")
    return read(told.encode(), f"{name}.txt", metadata)


def squeezed(text):
    """Without what stands between letters and is not read, in one width."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b-\u200d\ufeff\u00ad・.,、]", "", plain)


def left_of(text, people):
    """Which of the names, whole or by family, are still in a text."""
    found = squeezed(text)
    return [name for family, given in people for name in (family + given, family) if squeezed(name) in found]
