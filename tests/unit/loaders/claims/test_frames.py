"""No verb or noun of the lexicon of frames is ever reversed."""

import pytest

from loaders.claims.frames import Frame, Shape, frame_lexicon
from tests.unit.loaders.claims.telling_case import ends

FRAMES = frame_lexicon().frames


def test_no_word_belongs_to_two_frames() -> None:
    words = [word for frame in FRAMES for word in frame.words]
    assert sorted(words) == sorted(set(words))


# ------------------------------------------------------------ direction: every word, active and passive

MAN, BROKER, SHOP, OFFICE, POLICE = "元社員の男", "名簿業者", "株式会社あおば商事", "株式会社大川電算", "警視庁"
_GODAN = {"う": "った わ", "つ": "った た", "る": "った ら", "く": "いた か", "ぐ": "いだ が", "す": "した さ", "む": "んだ ま", "ぶ": "んだ ば", "ぬ": "んだ な"}  # fmt: skip
"""Ending of the dictionary form -> past, and the stem of the passive."""

ACTIVE = {
    Shape.GIVE: (MAN, BROKER, f"{MAN}が顧客名簿を{BROKER}に{{past}}。"),
    Shape.GIVEBACK: (MAN, SHOP, f"{MAN}が顧客名簿を{SHOP}に{{past}}。"),
    Shape.GET: (MAN, BROKER, f"{BROKER}が{MAN}から顧客名簿を{{past}}。"),
    Shape.TAKE: (SHOP, MAN, f"{MAN}が{SHOP}から顧客名簿をUSBメモリに{{past}}。"),
    Shape.REACH: (MAN, BROKER, f"顧客名簿は{MAN}から{BROKER}に{{past}}。"),
    Shape.LEAK: (SHOP, BROKER, f"{SHOP}から顧客名簿が{BROKER}に{{past}}。"),
    Shape.PUBLISH: (MAN, None, f"{MAN}が顧客名簿を闇サイトに{{past}}。"),
    Shape.ENTRUST: (SHOP, OFFICE, f"{SHOP}は入力業務を{OFFICE}に{{past}}。"),
    Shape.ACCEPT: (SHOP, OFFICE, f"{OFFICE}は{SHOP}からシステムの印刷業務を{{past}}。"),
    Shape.SEIZE: (BROKER, POLICE, f"{POLICE}は{BROKER}から顧客名簿を{{past}}。"),
}
PASSIVE = {
    Shape.GIVE: (MAN, BROKER, f"顧客名簿は{MAN}から{BROKER}に{{passive}}。"),
    Shape.GIVEBACK: (MAN, SHOP, f"顧客名簿は{MAN}から{SHOP}に{{passive}}。"),
    Shape.GET: (MAN, BROKER, f"顧客名簿は{BROKER}によって{MAN}から{{passive}}。"),
    Shape.TAKE: (SHOP, MAN, f"顧客名簿は{MAN}によって{SHOP}からUSBメモリに{{passive}}。"),
    Shape.PUBLISH: (MAN, None, f"顧客名簿は{MAN}によって闇サイトに{{passive}}。"),
    Shape.ENTRUST: (SHOP, OFFICE, f"入力業務は{SHOP}から{OFFICE}に{{passive}}。"),
    Shape.SEIZE: (BROKER, POLICE, f"顧客名簿は{POLICE}によって{BROKER}から{{passive}}。"),
}
SYSTEM = (SHOP, OFFICE, f"{OFFICE}は{SHOP}のシステムの{{noun}}を担っていた。")
WORDS = [(frame, word) for frame in FRAMES for word in sorted(frame.words)]


def past(word: str) -> str:
    if not _is_verb(word):
        return f"{word}した"
    return word[:-1] + ("た" if _is_ichidan(word) else "いた" if word[-1] == "く" else _GODAN[word[-1]].split()[0])


def passive(word: str) -> str:
    if not _is_verb(word):
        return f"{word}された"
    return word[:-1] + ("られた" if _is_ichidan(word) else _GODAN[word[-1]].split()[1] + "れた")


def _is_verb(word: str) -> bool:
    return word[-1] in _GODAN and word not in {"横流し"}


def _is_ichidan(word: str) -> bool:
    return word.endswith("る") and (
        word[-2] in "えけせてねへめれげぜでべぺいきしちにひみりぎじびぴ" or word.endswith("出る")
    )


@pytest.mark.parametrize(("frame", "word"), WORDS, ids=[word for _, word in WORDS])
def test_active_form_gives_the_direction(frame: Frame, word: str) -> None:
    provider, recipient, text = SYSTEM if frame.object == "system" else ACTIVE[frame.shape]
    assert ends(text.format(past=past(word), noun=word)) == [(provider, recipient)]


PASSIVES = [(frame, word) for frame, word in WORDS if frame.shape in PASSIVE]


@pytest.mark.parametrize(("frame", "word"), PASSIVES, ids=[word for _, word in PASSIVES])
def test_passive_form_gives_the_same_direction(frame: Frame, word: str) -> None:
    provider, recipient, text = PASSIVE[frame.shape]
    assert ends(text.format(passive=passive(word))) == [(provider, recipient)]
