"""What one line of text has that may denote an actor: its extent, form and kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.mentions.spot import Form
from loaders.mentions.spots import find_spots, known_names


def spots(text, **given):
    return [(text[s.start : s.end], s.form.value) for s in find_spots(text, **given)]


def names(text):
    return [word for word, form in spots(text) if form == "name"]


def spot(text, word):
    (found,) = [s for s in find_spots(text) if text[s.start : s.end] == word]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "汐見原通販株式会社",
        "株式会社カガリ資産設計",
        "株式会社ミナトー",
        "Studio株式会社",
        "Blue株式会社",
        "株式会社みどりや",
        "(株)トキワ物産",
        "有限会社ツバキ名簿企画",
        "合同会社青葉",
        "一般社団法人沢渡会",
        "あおば信用金庫",
        "文庫社",
        "ソルト社",
    ],
)
def test_legal_forms_and_company_marks(name):
    assert names(f"{name}は認めた。") == [name]
    assert names(f"名簿は{name}に渡った。") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("業務を請け負う会社「はま路」が認めた。", "はま路"),
        ("回転ずしチェーン『あお波』が認めた。", "あお波"),
        ("委託先の「みなと印刷所」から漏れた。", "みなと印刷所"),
    ],
)
def test_brackets_behind_a_word_for_a_company(text, name):
    assert name in names(text)


def test_a_role_before_a_legal_form_is_no_part_of_the_name():
    assert spots("委託先株式会社カガリ企画が持ち出した。") == [("委託先", "role"), ("株式会社カガリ企画", "name")]
    assert spots("株式会社カガリ企画元社員が持ち出した。") == [("株式会社カガリ企画", "name"), ("元社員", "role")]


def test_a_footnote_number_is_no_part_of_a_name():
    assert names("株式会社みどり設計1(以下「みどり」という。)は") == ["株式会社みどり設計"]


@pytest.mark.parametrize("text", ["国税庁は", "東京国税局は", "デジタル庁は", "国立印刷局は", "消費者生活センターは"])
def test_offices_are_actors(text):
    assert names(text) == [text[:-1]]


@pytest.mark.parametrize(
    "text", ["CSVで送る", "05.37で送る", "ウィニーで漏れた", "令和に漏れた", "example.comで見た", "数社に渡した"]
)
def test_things_are_no_actors(text):
    assert spots(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("15元派遣社員が持ち出した", "元派遣社員"),
        ("hi-hoは認めた", "hi-ho"),
        ("ミナトーサイバー攻撃で漏れた", "ミナトー"),
        ("青森県警生活安全課が調べている", "青森県警"),
        ("みどり沢市の職員が", "職員"),
        ("NTTマーケティングアクトが", "NTTマーケティングアクト"),
        ("山田太一容疑者を逮捕した", "山田太一容疑者"),
        ("北沢容疑者を逮捕した", "北沢容疑者"),
        ("再々委託先の担当者が", "再々委託先"),
        ("全日本航空が", "全日本航空"),
    ],
)
def test_extents(text, word):
    assert word in [found for found, _ in spots(text)]


def test_words_of_a_foreign_sentence_are_no_names():
    assert spots("The former worker of a broker copied the list to a drive") == []
    assert spots("Kagari Planning") == [("Kagari Planning", "name")]


def test_an_acquaintance_who_is_a_man_is_one_phrase():
    found = spot("元社員は知人の男性に渡した", "知人の男性")
    assert (found.head_class, found.kind.value) == ("acquaintance", "person")


def test_the_acquaintance_of_a_man_is_another():
    assert spots("男の知人に渡した") == [("男", "role"), ("知人", "role")]


def test_suspects_by_letter():
    assert [s.letter for s in find_spots("被疑者A、Bを送致した")] == ["A", "B"]
    assert [s.letter for s in find_spots("容疑者のA、Bを送致した")] == ["A", "B"]


def test_groups_know_their_members():
    assert spot("被疑者2人(A、B)を送致した", "被疑者2人").members == ("A", "B")
    related = spot("A、B等の関係者から回収した", "A、B等の関係者")
    assert (related.members, related.size, related.kind.value) == (("A", "B"), None, "group")
    assert spot("高瀬・森田両容疑者を逮捕した", "高瀬・森田両容疑者").members == ("高瀬", "森田")
    assert spot("北沢容疑者らを逮捕した", "北沢容疑者ら").members == ("北沢",)


def test_a_number_before_a_role_noun_makes_a_group():
    found = spot("計104人の局長が認めた", "計104人の局長")
    assert (found.size, found.kind.value) == (104, "group")
    assert spot("1人の社員が認めた", "1人の社員").kind.value == "person"


def test_a_number_behind_a_blank_makes_a_group():
    found = spot("従業員 2 人を逮捕した", "従業員 2 人")
    assert (found.size, found.kind.value) == (2, "group")
    assert spot("社員 20 人分の名簿", "社員").size is None


def test_given_names_that_are_words():
    assert names("岡田三男容疑者を逮捕した") == ["岡田三男容疑者"]
    assert spots("主犯容疑者を逮捕した") == [("主犯容疑者", "role")]


def test_a_national_society_keeps_its_first_word():
    assert names("全国郵便局長会が認めた") == ["全国郵便局長会"]
    assert spots("全国企業が認めた") == [("企業", "role")]


def test_titles_name_the_body_before_them():
    assert spots("はま路社長が陳謝した") == [("はま路", "name"), ("社長", "role")]
    assert ("甲府市", "name") in spots("甲府市長が陳謝した")
    assert names("森林社長が陳謝した") == []
    assert names("親会社社長が陳謝した") == []


def test_names_that_others_found_are_taken_as_they_are():
    text = "やまぶき | 20件"
    assert spots(text, names=[(0, 4)]) == [("やまぶき", "name")]
    (town,) = find_spots("甲府市 | 20件", [(0, 3)])
    assert town.head_class == "public_body"


@pytest.mark.parametrize(
    ("text", "times"), [("はま路の名簿", 1), ("はま路グループの名簿", 0), ("はま路ABC社の名簿", 0), ("別の名簿", 0)]
)
def test_known_names_are_whole_words(text, times):
    assert len(known_names(text, ["はま路"], ())) == times


@given(st.text(alphabet="元社員の男性ABは、が「」()2人同社市株式会青森県警ナトーhi- 。", max_size=40))
def test_spots_lie_in_the_line_and_do_not_cross(text):
    found = find_spots(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(s.phrase for s in found)
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            is_apart = a.end <= b.start or b.end <= a.start
            is_nested = (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
            assert is_apart or is_nested


def test_forms():
    assert [s.form for s in find_spots("同社の元社員と2人")] == [Form.ANAPHOR, Form.ROLE, Form.COLLECTIVE]
