"""Who is an official source about which incident."""

import pytest

from app.domain.view import Policy, View
from app.domain.window import Window
from loaders.resolve import resolve
from loaders.resolve.official import is_authority, owner_of
from tests.unit.loaders.resolve.stories import actor, affected, event, incident, judged, person, story, transfer

THIRD = Window.from_iso("2031-04-03", "2031-04-03")
APRIL = Window.from_iso("2031-04-01", "2031-04-28")


def case(publisher, *more, speaker=None):
    """An article that says April, and the document of `publisher` that says the 3rd, about the leak at あさひ商店."""
    told = [
        story(
            name,
            actor("shop", "あさひ商店", roles=["data_controller"]),
            person("x", "元社員", "insider"),
            transfer("t", "shop", "x", when),
            event("told", "disclosure", "2031-05-10", "shop"),
            *things,
            publisher=who,
            published=day,
            speaker=voice,
        )
        for name, who, day, when, things, voice in (
            ("d1", "見本新聞", "2031-06-01", "2031-04", more, None),
            ("d2", publisher, "2031-06-02", "2031-04-03", (), speaker),
        )
    ]
    one = tuple(judged("same", f"d1:{key}", f"d2:{key}") for key in ("i", "t"))
    (found,) = resolve(told, View(judgements=one, policy=Policy.LATEST_OFFICIAL)).transfers.values()
    return found.window


@pytest.mark.parametrize(
    "publisher",
    [
        "あさひ商店",
        "株式会社あさひ商店(発表の要旨)",
        "あさひ商店株式会社(転載)",
        "あさひ商店 広報部",
        "あさひ商店のお知らせ",
        "白波県警",
        "白波地検",
        "個人情報保護委員会(転載)",
        "Sample Coast Police",
    ],
)
def test_authorities_and_who_answers_for_the_data_are_official(publisher):
    assert case(publisher) == THIRD


@pytest.mark.parametrize(
    "publisher", ["見本放送", "いろは通販", "名簿業者", "あさひ商店労働組合", "白波県警記者クラブ", None]
)
def test_others_are_not(publisher):
    assert case(publisher) == APRIL


@pytest.mark.parametrize("role", ["data_processor", "subcontractor", "client", "regulator", "investigator"])
def test_whom_the_leak_concerns_is_told_by_the_roles_in_it(role):
    assert case("いろは通販", actor("other", "いろは通販", roles=[role])) == THIRD


@pytest.mark.parametrize(
    "roles", [["list_broker"], ["data_processor", "list_broker"], ["journalist"], ["discloser"], []]
)
def test_whoever_got_the_data_or_only_tells_of_it_is_not(roles):
    assert case("いろは通販", actor("other", "いろは通販", roles=roles)) == APRIL


def test_an_owner_to_whom_its_data_came_back_is_one_still():
    assert case("いろは通販", actor("other", "いろは通販", roles=["data_controller", "unknown_recipient"])) == THIRD


def test_a_row_in_a_list_of_affected_organizations_makes_one_concerned():
    row = affected("row", "other", status="possible")
    assert case("いろは通販", actor("other", "いろは通販"), row) == THIRD


def test_another_leak_concerns_nobody_in_this_one():
    another = (incident(), incident("j", "別の流出"), actor("other", "いろは通販", roles=["client"], incident="j"))
    assert case("いろは通販", *another) == APRIL


def test_a_person_is_no_organization():
    assert case("山川太郎", person("other", "山川太郎", "data_controller")) == APRIL


def test_a_speaker_whom_a_document_names_is_its_own_source():
    assert case("見本放送", speaker="白波県警") == THIRD
    assert case(None, speaker="白波県警") == THIRD


def test_names_of_parts_lead_to_their_owner():
    assert owner_of("株式会社あさひ商店 広報部") == "あさひ商店"
    assert owner_of("広報部") is None
    assert is_authority("磯波県警 捜査2課の発表")
    assert not is_authority("")
