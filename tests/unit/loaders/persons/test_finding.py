"""Who is named in a text, and in the label of a person."""

import pytest

from loaders.persons import Person, find_people, people_of_label


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("県警は元社員の浦辺由紀夫容疑者(43)を逮捕した。", ["浦辺由紀夫"]),
        ("代表取締役社長 高橋 健一\n総務部", ["高橋 健一"]),
        ("森林社長は会見で「確認中」と述べた。", ["森林"]),
        ("高瀬・森田両容疑者は認めている。", ["高瀬", "森田"]),
        ("Anna Thornbury, a spokeswoman, said no card data was taken.", ["Anna Thornbury"]),
        ("The clerk sold the list to Mr. Quill.", ["Quill"]),
        ("取引先社員Cは知人Dに渡し、お客さんには伝えなかった。", []),
        ("甲州市様のデータが対象です。", []),
    ],
)
def test_names_are_found_where_they_stand(text, names):
    found = find_people(text)
    assert [text[one.start : one.end] for one in found] == names
    assert [one.person.full for one in found] == names


@pytest.mark.parametrize(
    ("text", "place", "person"),
    [
        ("浦辺(うらべ)由紀夫容疑者を逮捕した。", (0, 10), Person("浦辺由紀夫", "浦辺", "由紀夫")),
        ("浦辺(うらべ)由紀夫(ゆきお)容疑者を逮捕した。", (0, 15), Person("浦辺由紀夫", "浦辺", "由紀夫")),
        ("名簿はジョン・スミス氏に渡った。", (3, 10), Person("ジョン・スミス", "スミス", "ジョン")),
        ("グエン・ヴァン・ナム容疑者を逮捕した。", (0, 10), Person("グエン・ヴァン・ナム", "ナム", "グエン")),
        ("担当\uff1a浜田 美咲", (3, 8), Person("浜田 美咲", "浜田", "美咲")),
        ("代表取締役\u3000筒城\u3000由紀夫", (6, 12), Person("筒城\u3000由紀夫", "筒城", "由紀夫")),
        ("浦辺\uff08うらべ\uff09由紀夫\uff0843\uff09を逮捕した。", (0, 10), Person("浦辺由紀夫", "浦辺", "由紀夫")),
        ("センター長スミス氏が話した。", (5, 8), Person("スミス", "スミス", "")),
    ],
)
def test_readings_and_forenames_belong_to_a_name(text, place, person):
    assert [((one.start, one.end), one.person) for one in find_people(text)] == [(place, person)]


def test_a_name_is_taken_apart():
    (one,) = find_people("担当は浜田美咲氏。")
    assert one.person == Person("浜田美咲", "浜田", "美咲")


@pytest.mark.parametrize(
    "label",
    [
        "取引先社員C",
        "元派遣社員",
        "NTTネクシアの元派遣社員",
        "データを持ち出した人物",
        "2人",
        "B",
        "甲",
        "former employee",
        "A (恐喝未遂の被疑者)",
        "元派遣社員(北浜データ、20代)",
        "another (bribed) employee",
        "港署警務課の巡査部長(55)",
        "首相",
        "アシスタントプロデューサー",
        "同容疑者",
    ],
)
def test_a_role_a_letter_and_a_number_name_nobody(label):
    assert people_of_label(label) == ()


@pytest.mark.parametrize(
    ("label", "full"),
    [
        ("伊座本哲司", "伊座本哲司"),
        ("浦辺容疑者(43)", "浦辺"),
        ("Anna Thornbury", "Anna Thornbury"),
        ("磯鵯丸", "磯鵯丸"),
        ("kuro9 (筆者)", "kuro9"),
    ],
)
def test_of_a_person_what_is_no_role_is_a_name(label, full):
    assert [one.full for one in people_of_label(label)] == [full]
