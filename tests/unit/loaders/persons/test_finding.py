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
