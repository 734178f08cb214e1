"""Where names stand in a text, and what takes their places."""

from app.services.masking.matching import Context, Names
from app.services.masking.people import SOMEBODY, Hidden
from loaders.persons import Person


def hidden(number, *names, documents=("d1",), incidents=("i1",)):
    return Hidden(
        ("2031", "d1", str(number)), None, set(names), set(documents), set(incidents), set(), f"〔人物{number}〕"
    )


URABE = hidden(1, Person("浦辺由紀夫", "浦辺", "由紀夫"))
HERE, NEAR, FAR = (
    Context(frozenset({document}), frozenset({incident}))
    for document, incident in (("d1", "i1"), ("d2", "i1"), ("d3", "i3"))
)


def told(text, *people, context=HERE, bodies=()):
    return Names(people or (URABE,), bodies).replace(text, context)


def test_a_whole_name_is_hidden_everywhere_however_it_is_written():
    for written in ("浦辺由紀夫", "浦辺 由紀夫", "浦辺\u200b由紀夫", "浦 辺 由 紀 夫", "浦辺・由紀夫", "浦辺\n由紀夫"):
        assert told(f"昨日、{written}が来た", context=FAR) == "昨日、〔人物1〕が来た"


def test_a_name_is_hidden_with_readings_inside_of_it():
    for written in ("浦辺(うらべ)由紀夫", "浦辺（うらべ）由紀夫（ゆきお）", "浦辺《うらべ》由紀夫《ゆきお》"):
        assert told(f"昨日、{written}が来た", context=FAR).startswith("昨日、〔人物1〕")
        assert "うらべ" not in told(f"昨日、{written}が来た", context=FAR)
        assert "ゆきお" not in told(f"昨日、{written}が来た", context=FAR)


def test_a_reading_behind_a_name_goes_with_it_in_any_brackets():
    for written in ("浦辺由紀夫(うらべ ゆきお)", "浦辺由紀夫\uff08うらべ・ゆきお\uff09", "浦辺由紀夫《うらべゆきお》"):
        assert told(f"昨日、{written}が来た", context=FAR) == "昨日、〔人物1〕が来た"
    assert (
        told("浦辺\uff0843\uff09を逮捕", hidden(6, Person("浦辺", "浦辺", "")), context=FAR)
        == "〔人物6〕\uff0843\uff09を逮捕"
    )


def test_one_part_is_hidden_by_how_near_the_person_is():
    for context in (HERE, NEAR):
        assert told("浦辺はそれを浦辺邸で", context=context) == "〔人物1〕はそれを〔人物1〕邸で"
    assert told("浦辺容疑者と浦辺町、浦辺は", context=FAR) == "〔人物1〕容疑者と浦辺町、〔人物1〕は"
    assert told("新浦辺橋", context=FAR) == "新浦辺橋"


def test_organizations_and_places_stay():
    assert told("浦辺商会と浦辺市で浦辺が", bodies=["浦辺商会"]) == "浦辺商会と浦辺市で〔人物1〕が"


def test_what_may_be_two_persons_gets_no_number():
    other = hidden(2, Person("浦辺美咲", "浦辺", "美咲"))
    assert told("浦辺容疑者と浦辺美咲氏", URABE, other) == f"{SOMEBODY}容疑者と〔人物2〕氏"
    far = hidden(3, Person("浦辺健一", "浦辺", "健一"), documents=("d9",), incidents=("i9",))
    assert told("浦辺容疑者", URABE, far) == "〔人物1〕容疑者"
    where = Context(HERE.documents, HERE.incidents, [(0, 5, other)])
    assert told("浦辺容疑者", URABE, other, context=where) == "〔人物2〕容疑者"


def test_one_kanji_is_hidden_before_a_title_only():
    assert told("林容疑者は林の中で", hidden(4, Person("林", "林", ""))) == "〔人物4〕容疑者は林の中で"


def test_latin_names_are_words():
    quill = hidden(5, Person("Anna Quill", "Quill", "Anna"))
    assert told("Ms. Quill; ANNA QUILL, A. Quill and Quill, Anna; a quill, Quillon", quill) == (
        "Ms. 〔人物5〕; 〔人物5〕, 〔人物5〕 and 〔人物5〕; a quill, Quillon"
    )


def test_a_letter_is_no_name():
    assert told("BIPROGYとB氏", hidden(6, Person("B", "B", ""), Person("B (被疑者)", "B", ""))) == "BIPROGYとB氏"


def test_half_width_and_full_width_are_one():
    assert told("ﾔﾏﾀﾞ ﾀｲﾁ", hidden(7, Person("ヤマダ タイチ", "ヤマダ", "タイチ"))) == "〔人物7〕"
    assert told("Ann Quill", hidden(8, Person("Ann Quill", "Quill", "Ann"))) == "〔人物8〕"
