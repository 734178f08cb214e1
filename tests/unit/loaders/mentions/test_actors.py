"""Which spans of a document denote the same actor, and above all which do not."""

import pytest

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind, Role
from loaders.mentions.actors import ActorLine, find_actors
from tests.unit.loaders.mentions.told_case import Told

# ------------------------------------------------------------ short names


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("みどりエステ株式会社", "みどりエステ"),
        ("NTTミナトーア", "ミナトーア"),
        ("トキワ自動車", "トキワ社"),
        ("ミナト・パートナーズ証券", "ミナト社"),
        ("NTTソルティア", "ソルティア社"),
        ("青森県警", "県警"),
        ("大阪府警", "府警"),
        ("水戸地裁", "地裁"),
        ("青森県弘前市", "弘前市"),
        ("JR西日本", "JR西"),
        ("北海新聞社", "北海新聞"),
    ],
)
def test_short_names(long, short):
    told = Told(f"{long}は9日に発表した。", f"{short}は10日に説明した。")
    assert told.one(long) == told.one(short)


@pytest.mark.parametrize(
    ("long", "other"),
    [
        ("福岡県大野城市", "福岡県"),
        ("三重県国民健康保険団体連合会", "三重県"),
        ("青森県警", "青森県"),
        ("NTT西日本グループ", "NTT西日本"),
        ("トヨタコネクティッド株式会社", "トヨタ自動車"),
        ("ミナトーホールディングス", "ミナトー"),
        ("大阪府警羽曳野署", "大阪府警"),
    ],
)
def test_a_name_with_a_part_of_its_own_is_another_actor(long, other):
    told = Told(f"{long}は9日に発表した。", f"{other}は10日に説明した。")
    assert told.one(long) != told.one(other)


def test_a_generic_head_is_nobody_of_two():
    told = Told("青森県警は9日に発表した。", "秋田県警は10日に説明した。", "県警は調べている。")
    assert len({told.one("青森県警"), told.one("秋田県警"), told.one("県警")}) == 3


def test_two_banks_of_one_brand_stay_two():
    told = Told("ミナト銀行は9日に発表した。", "ミナト証券は10日に説明した。", "ミナト社は謝罪した。")
    assert told.one("ミナト銀行") != told.one("ミナト証券")
    assert told.one("ミナト社") not in {told.one("ミナト銀行"), told.one("ミナト証券")}


def test_a_generic_head_is_no_alias():
    told = Told("青森県警は9日に発表した。", "県警は調べている。")
    assert told.actor("県警").names == {"青森県警"}
    assert [d.is_name for d in told.found.denotations] == [True, False]


def test_a_defined_short_name_is_found_wherever_it_stands():
    told = Told(
        "株式会社みどりネットワークサービス(以下「みどりネット」という。)は認めた。",
        "名簿はみどりネットの倉庫にあった。",
    )
    assert told.all("みどりネット") == [told.one("株式会社みどりネットワークサービス")] * 2


def test_a_name_in_brackets_is_known_elsewhere():
    told = Told("回転ずしチェーン「あお波」の情報が漏れた。", "あお波は認めた。")
    assert len(told.all("あお波")) == 2
    assert told.one("あお波") is not None


def test_family_names_of_companies_need_proof():
    assert Told("男は前職の有沢から持ち出した。", "有沢は調べた。").actor("有沢").kind is ActorKind.ORGANIZATION
    assert Told("有沢は調べた。").all("有沢") == []
    assert Told("有沢太郎容疑者を逮捕した。", "有沢は前職の会社で働いた。").all("有沢") == []


def test_table_names_are_sure():
    line = ActorLine("やまぶき | 20件", names=((0, 4),))
    found = find_actors([line, ActorLine("やまぶきは認めた。")], Metadata())
    assert [(d.line, d.actor) for d in found.denotations] == [(0, 0), (1, 0)]
    assert found.actors[0].is_sure


# ------------------------------------------------------------ persons


def test_the_acquaintance_is_not_the_insider():
    told = Told("元社員は知人の男性に名簿を渡した。", "知人の男性は名簿業者に売った。", "男性は容疑を認めた。")
    assert told.one("知人の男性") == told.one("男性") != told.one("元社員")


def test_a_man_in_a_case_of_the_same_clause_is_another():
    told = Told("派遣社員は男に名簿を渡した。")
    assert told.one("派遣社員") != told.one("男")


def test_a_woman_is_no_man():
    told = Told("元社員の男が名簿を持ち出した。", "女が受け取った。")
    assert told.one("元社員の男") != told.one("女")


def test_another_man_is_another():
    told = Told("男が名簿を持ち出した。", "別の男が受け取った。")
    first, second = told.all("男")
    assert first != second


def test_the_man_is_the_insider_spoken_of():
    told = Told("元社員が名簿を持ち出した。", "男は容疑を認めた。")
    assert told.one("元社員") == told.one("男")


def test_the_acquaintance_spoken_of_last_is_not_taken_for_the_man():
    told = Told("元社員の男は知人に名簿を渡した。", "男は容疑を認めた。")
    assert told.one("男") == told.one("元社員の男") != told.one("知人")


def test_employees_of_two_employers_stay_two():
    told = Told("あおば銀行の元派遣社員が持ち出した。", "トキワ証券の元派遣社員も持ち出した。")
    first, second = told.all("元派遣社員")
    assert first != second
    assert told.found.actors[first].employer == told.one("あおば銀行")


def test_two_contractors_with_a_former_employee_each_stay_two():
    told = Told("印刷の委託先の元社員が持ち出した。", "配送を担うトキワ運輸の元社員も持ち出した。")
    assert len(set(told.all("元社員"))) == 2
    assert told.one("委託先") != told.one("トキワ運輸")


@pytest.mark.parametrize(
    "lines",
    [
        ("委託先のトキワ印刷の元社員が持ち出した。",),
        ("委託先の元社員が持ち出した。", "委託先はトキワ印刷だった。"),
        ("委託先の元社員が持ち出した。", "容疑者の男は、トキワ印刷の元社員。"),
    ],
)
def test_the_text_says_who_the_contractor_is(lines):
    told = Told(*lines)
    assert told.one("委託先") == told.one("トキワ印刷")
    assert len(set(told.all("元社員"))) == 1
    assert Role.DATA_PROCESSOR in told.actor("トキワ印刷").roles


def test_a_company_by_letter_is_the_contractor():
    told = Told("あおば銀行の委託先のY社が漏らした。", "Y社は乙社に渡した。")
    assert told.one("委託先") == told.one("Y社") != told.one("乙社")


def test_a_common_word_is_a_name_where_its_use_proves_it():
    told = Told("再委託先のトキワデータから漏れた。", "トキワデータは認めた。")
    assert told.one("トキワデータ") == told.one("再委託先")
    assert Told("コピーミスは認めた。").found.actors == ()


def test_two_named_contractors_stay_two():
    told = Told("委託先のトキワ印刷から漏れた。", "委託先のミナト印刷からも漏れた。")
    assert told.one("トキワ印刷") != told.one("ミナト印刷")


def test_subcontractors_of_two_levels_stay_two():
    told = Told("再委託先が業務を任せた。", "再々委託先の担当者が持ち出した。", "取引先に渡した。")
    assert len({told.one("再委託先"), told.one("再々委託先"), told.one("取引先")}) == 3


def test_a_name_behind_a_role_noun_is_that_person():
    told = Told("トキワ証券の元社員・北沢花絵容疑者を逮捕した。", "北沢容疑者は認めた。")
    assert told.one("元社員") == told.one("北沢花絵容疑者") == told.one("北沢容疑者")
    assert told.actor("元社員").employer == told.one("トキワ証券")


def test_two_named_persons_with_one_role_noun_stay_two():
    told = Told("元社員・北沢花絵容疑者と、元社員・森田秋生容疑者を逮捕した。")
    first, second = told.all("元社員")
    assert (first, second) == (told.one("北沢花絵容疑者"), told.one("森田秋生容疑者"))


def test_the_vice_president_is_not_the_president():
    told = Told("副社長が説明した。", "山田太一社長が陳謝した。")
    assert told.one("副社長") != told.one("山田太一社長")


def test_the_successor_and_another_clerk_are_others():
    told = Told("あおば銀行の職員が持ち出し、後任の職員に渡した。", "別の職員が見つけた。")
    first, third = told.all("職員")
    assert len({first, told.one("後任の職員"), third}) == 3


def test_the_office_behind_the_body_employs():
    told = Told("トキワ証券大阪支店の元社員が持ち出した。", "鶴見署警務課の巡査部長が漏らした。")
    assert told.actor("元社員").employer == told.one("トキワ証券")
    assert told.actor("巡査部長").employer == told.one("鶴見署")


def test_letters_are_the_same_all_over():
    told = Told("取引先社員Cが知人Dに渡した。", "Cは認めた。")
    assert told.one("取引先社員C") == told.one("C") != told.one("知人D")


# ------------------------------------------------------------ groups


def test_groups_have_their_members():
    told = Told("被疑者2人(A、B)を送致した。", "Aは認めた。")
    group = told.actor("被疑者2人")
    assert (group.kind, group.size, group.members) == (ActorKind.GROUP, 2, [told.one("A"), told.one("B")])


def test_a_group_of_named_and_others_is_open():
    told = Told("A、B等の関係者から回収した。")
    group = told.actor("A、B等の関係者")
    assert (group.kind, group.size, group.members) == (ActorKind.GROUP, None, [told.one("A"), told.one("B")])


def test_a_named_suspect_and_others():
    told = Told("北沢花絵容疑者を逮捕した。", "北沢容疑者らは認めた。")
    assert told.actor("北沢容疑者ら").members == [told.one("北沢花絵容疑者")]


def test_two_persons_are_the_two_named_before():
    told = Told("北沢花絵容疑者と森田秋生容疑者を逮捕した。", "2人は認めた。")
    assert set(told.actor("2人").members) == {told.one("北沢花絵容疑者"), told.one("森田秋生容疑者")}


# ------------------------------------------------------------ what points back


@pytest.mark.parametrize(
    ("lines", "company"),
    [
        (("あおば銀行は発表した。", "同社は委託先に預けていた。"), "あおば銀行"),
        (("あおば銀行は委託先に預けていた。", "同社は発表した。"), "あおば銀行"),
        (("あおば銀行は発表した。", "青森県警は調べている。", "同社は謝罪した。"), "あおば銀行"),
        (("あおば銀行は発表した。", "北海新聞は報じた。", "同社は謝罪した。"), "あおば銀行"),
        (("あおば銀行は発表した。", "トキワ印刷の元社員が、同社のサーバーから持ち出した。"), "トキワ印刷"),
        (("あおば銀行は発表した。", "トキワ印刷は自社の名簿だと説明した。"), "トキワ印刷"),
        (("あおば銀行は発表した。", "全国郵便局長会は説明した。", "同社は謝罪した。"), "あおば銀行"),
        (("あおば銀行は発表した。", "NIMOのメール、NIMOの会員、NIMOの地図。", "同社は謝罪した。"), "あおば銀行"),
    ],
)
def test_whom_the_company_is(lines, company):
    told = Told(*lines)
    pointer = "自社" if "自社" in "".join(lines) else "同社"
    assert told.one(pointer) == told.one(company)


def test_the_town_is_the_only_town_named():
    told = Told("甲府市は発表した。", "市は謝罪した。")
    assert told.one("市") == told.one("甲府市")
    assert Told("甲府市は発表した。", "笛吹市も発表した。", "市は謝罪した。").all("市") == []


def test_a_society_is_no_company():
    assert Told("あおば銀行は発表した。", "同会は謝罪した。").all("同会") == []


def test_what_cannot_be_resolved_denotes_nobody():
    assert Told("同社は発表した。").all("同社") == []


# ------------------------------------------------------------ who publishes


def test_we_are_the_publisher():
    told = Told("あおば銀行では名簿が漏れました。", "当行はおわびします。", publisher="株式会社あおば銀行")
    assert told.one("当行") == told.one("あおば銀行")


def test_we_are_who_says_so():
    told = Told("みどり設計株式会社(以下「当社」という。)は、トキワ印刷に委託した。", "当社はおわびします。")
    assert set(told.all("当社")) == {told.one("みどり設計株式会社")}


def test_the_town_that_signs():
    told = Told("本市の名簿が漏れました。", "トキワ印刷", "甲府市長")
    assert told.one("本市") == told.one("甲府市")


def test_the_town_that_the_metadata_names():
    told = Told("本市の名簿が漏れました。", publisher="甲府市")
    assert told.actor("本市").label == "甲府市"


def test_words_in_quotes_are_the_speakers():
    told = Told("あおば銀行は、トキワ印刷のホームページに「当社元社員が持ち出した」とあると述べた。")
    assert told.one("当社") == told.one("トキワ印刷")


def test_a_place_employs_nobody():
    told = Told("埼玉県所沢市の男が逮捕された。")
    assert told.actor("男").employer is None


# ------------------------------------------------------------ who speaks of itself and never tells its name


def test_the_town_of_whose_publication_the_metadata_tells():
    told = Told("本市は名簿の流出を発表した。", publisher="弘前市の発表(転載)")
    assert told.actor("本市").label == "弘前市"


def test_we_whom_nobody_names_are_we():
    told = Told("当社は名簿を紛失した。", "当社におけるお客様の名簿である。", publisher="会社発表")
    assert (told.actor("当社").label, told.actor("当社").is_named) == ("当社", False)


def test_we_are_whom_the_title_names():
    lines = [ActorLine("トキワ証券では3日、名簿が見つからなくなりました。本日、当社は警察に届けました。")]
    found = find_actors(lines, Metadata(title="トキワ証券からのお知らせ", publisher="証券だより"))
    assert found.publisher is not None
    assert found.actors[found.publisher].label == "トキワ証券"


def test_a_title_makes_no_publisher_of_whom_others_tell():
    lines = [ActorLine("トキワ証券では3日、顧客およそ1万人の氏名を記した名簿が見つからなくなった。")]
    assert find_actors(lines, Metadata(title="トキワ証券で紛失", publisher="証券だより")).publisher is None
