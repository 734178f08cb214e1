"""Names of private persons are gone from all that is made of a masked snapshot, and nothing else is."""

import dataclasses
import re
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from app.domain.document import Metadata
from app.domain.judgement import Judgement, Verdict
from app.domain.view import View
from app.services.export import Wanted, contents_of, pieces_of
from app.services.formats import FORMATS
from app.services.listing import Page, list_actors, list_claims, list_documents, list_events, list_passages
from app.services.masking import find_shown_passages, mask_snapshot, people_of
from app.services.snapshot import Snapshot
from app.services.wire import to_json
from loaders.pipeline import read
from loaders.resolve import resolve
from tests.unit.app.services.masking.stories import ARTICLE, FAMILIES, GIVEN, NOTICE, article, left_of

SECRET, OTHER_SECRET = b"s" * 32, b"t" * 32
ACCUSED, FRIEND, SPEAKER = ("筒城", "由紀夫"), ("三宅", "健一"), ("早矢田", "美咲")
PSEUDONYM = re.compile(r"〔人物(\d{6})〕")


def snapshot_of(*readings, judgements=()):
    view = View(judgements=tuple(judgements))
    names = {one.document.id: one.document.name for one in readings}
    kept = {one.document.id: one for one in sorted(readings, key=lambda r: r.document.id)}
    return Snapshot(view, resolve(tuple(kept.values()), view), kept, names)


def everything(snapshot):
    """All that is told of a snapshot, as one text."""
    told = [list_(snapshot, Page(limit=500)) for list_ in (list_actors, list_claims, list_documents, list_events)]
    told += [list_passages(snapshot, Page(limit=500), r.document) for r in snapshot.readings.values()]
    texts = [r.document.text or "" for r in snapshot.readings.values()]
    return "\n".join([*(to_json(one).decode() for one in told), *texts, repr(snapshot)])


@pytest.fixture(scope="module")
def news():
    return article(
        "みどり沢通販", ACCUSED, FRIEND, SPEAKER, title="筒城容疑者を逮捕 みどり沢通販の名簿", name="筒城由紀夫"
    )


@pytest.fixture(scope="module")
def masked(news):
    return mask_snapshot(snapshot_of(news), SECRET)


def test_no_name_is_left(masked):
    assert left_of(everything(masked), [ACCUSED, FRIEND, SPEAKER]) == []


def test_the_address_of_a_document_that_names_somebody_is_its_site(news):
    url = "https://news.example/2031/tsutsuki-yukio.html?by=tsutsuki"
    named = dataclasses.replace(news, document=dataclasses.replace(news.document, metadata=Metadata(url=url)))
    plain = read("みどり沢通販は名簿が流出したと発表した。\n".encode(), "plain.txt", Metadata(url=url))
    told = mask_snapshot(snapshot_of(named, plain), SECRET)
    urls = [one.document.metadata.url for one in told.readings.values()]
    assert sorted(urls) == ["https://news.example/", url]
    assert {one.metadata.url for one in told.graph.documents.values()} == set(urls)


def test_organizations_and_roles_stay(masked):
    told = everything(masked)
    assert "みどり沢通販" in told
    assert "元社員、〔人物" in told
    assert "〕容疑者" in told


def test_quotes_and_passages_say_that_they_are_masked_and_stand_where_the_original_does(news, masked):
    plain = snapshot_of(news)
    claims = {claim.id: claim for claim in plain.readings[news.document.id].claims}
    changed = 0
    for claim in masked.readings[news.document.id].claims:
        for quote, before in zip(claim.quotes, claims[claim.id].quotes, strict=True):
            assert (quote.start, quote.end, quote.document) == (before.start, before.end, before.document)
            assert quote.masked is bool(PSEUDONYM.search(quote.exact))
            assert quote.masked is (quote.exact != before.exact)
            changed += quote.masked
    assert changed
    document = masked.readings[news.document.id].document
    for passage in masked.readings[news.document.id].passages:
        assert document.hides(passage.start, passage.end) is ("人物" in document.words(passage.start, passage.end))


def test_one_person_is_one_pseudonym_and_two_are_two(masked):
    (text,) = (reading.document.text for reading in masked.readings.values())
    assert len(set(PSEUDONYM.findall(text))) == 3
    accused = PSEUDONYM.search(text)
    assert text.count(accused[0]) == 4


def test_pseudonyms_depend_on_the_secret_only(news, masked):
    again, other = mask_snapshot(snapshot_of(news), SECRET), mask_snapshot(snapshot_of(news), OTHER_SECRET)
    assert again == masked
    assert not set(PSEUDONYM.findall(everything(other))) & set(PSEUDONYM.findall(everything(masked)))


def test_pseudonyms_stay_when_other_documents_come(news, masked):
    later = article("白鳥宝飾", ("小野寺", "達郎"), ("石動", "花絵"), ("佐々木", "健一"), year=33, name="later")
    both = mask_snapshot(snapshot_of(news, later), SECRET)
    assert both.readings[news.document.id].document.text == masked.readings[news.document.id].document.text


def test_without_its_earliest_document_a_person_is_called_as_in_the_whole(news):
    early = article(
        "みどり沢通販", ACCUSED, FRIEND, SPEAKER, text="速報\n" + ARTICLE, published="2031-04-01", name="early"
    )
    named = [c.subject for r in (early, news) for c in r.claims if (c.property, c.value) == ("label", "筒城由紀夫")]
    same = Judgement.of(Verdict.SAME, tuple(named), "key-1", datetime(2031, 5, 1, tzinfo=UTC))
    plain = snapshot_of(early, news, judgements=[same])
    assert len({plain.present(key) for key in named}) == 1
    known = people_of(plain, SECRET)
    whole = mask_snapshot(plain, SECRET, known)
    part = mask_snapshot(snapshot_of(news), SECRET, known)
    text = whole.readings[news.document.id].document.text
    assert part.readings[news.document.id].document.text == text
    alone = mask_snapshot(snapshot_of(news), SECRET).readings[news.document.id].document.text
    assert alone != text, "the earlier document makes no difference, and this shows nothing"


def test_the_same_name_in_another_incident_is_another_pseudonym(news):
    other = article("白鳥宝飾", ACCUSED, ("石動", "花絵"), ("佐々木", "哲司"), year=35, day=9, age=28, name="other")
    both = mask_snapshot(snapshot_of(news, other), SECRET)
    first, second = (both.readings[one.document.id].document.text for one in (news, other))
    plain = snapshot_of(news, other)
    joined = {plain.present(c.subject) for r in (news, other) for c in r.claims if c.value == "".join(ACCUSED)}
    assert len(joined) == 2, "the resolver has joined them, and the test says nothing"
    assert not set(PSEUDONYM.findall(first)) & set(PSEUDONYM.findall(second))


def test_a_name_is_hidden_where_the_loaders_did_not_see_it(news):
    line = "関係先の聞き取りでは、筒城由\u200b紀夫 の名は出なかった。また、ﾂﾂｷの名簿は筒城 由紀夫(ツツキ ユキオ)の机にあった。"
    other = article(
        "みどり沢通販", FRIEND, ("石動", "花絵"), SPEAKER, text=line + "\nツツキユキオとも書く。\n", name="memo"
    )
    told = mask_snapshot(snapshot_of(news, other), SECRET).readings[other.document.id].document.text
    assert left_of(told, [ACCUSED]) == []
    assert "ツツキ ユキオ" not in told
    assert "ツツキユキオ" not in told


def test_a_family_name_inside_the_name_of_an_organization_stays(news):
    text = "三宅商事株式会社は2031年4月3日、{full}容疑者から名簿を受け取った。{family}容疑者は認めた。\n"
    other = article("みどり沢通販", FRIEND, ACCUSED, SPEAKER, text=text, name="firm")
    told = mask_snapshot(snapshot_of(news, other), SECRET).readings[other.document.id].document.text
    assert told.startswith("三宅商事株式会社は2031年4月3日、〔人物")
    assert told.count("三宅") == 1


def test_search_finds_by_the_pseudonym_and_not_by_the_name(news, masked):
    pseudonym = PSEUDONYM.search(masked.readings[news.document.id].document.text)[0]
    assert len(find_shown_passages(masked, pseudonym, 50)) >= 3
    assert find_shown_passages(masked, "筒城", 50) == []
    assert find_shown_passages(masked, "みどり沢", 50)
    first, *rest = find_shown_passages(masked, pseudonym, 50)
    assert find_shown_passages(masked, pseudonym, 50, first) == rest
    assert find_shown_passages(masked, pseudonym, 1) == [first]


def test_the_graph_keeps_its_shape(news, masked):
    plain = snapshot_of(news)
    assert masked.graph.transfers.keys() == plain.graph.transfers.keys()
    for key, transfer in plain.graph.transfers.items():
        other = masked.graph.transfers[key]
        assert (other.provider, other.recipient, other.window) == (
            transfer.provider,
            transfer.recipient,
            transfer.window,
        )
    untouched = article(
        "みどり沢通販", ACCUSED, FRIEND, SPEAKER, text="みどり沢通販は2031年5月1日、名簿を白鳥宝飾に売った。\n"
    )
    alone = snapshot_of(untouched)
    assert dataclasses.replace(mask_snapshot(alone, SECRET), view=alone.view) == alone


PERSON = st.tuples(st.sampled_from(FAMILIES), st.sampled_from(GIVEN))
STORY = st.tuples(
    st.lists(PERSON, min_size=3, max_size=3, unique_by=lambda person: person[0]),
    st.sampled_from(["みどり沢通販", "白鳥宝飾"]),
    st.booleans(),
    st.integers(1, 28),
)


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(stories=st.lists(STORY, min_size=1, max_size=2))
@example(stories=[([("浜田", "美咲"), ("石動", "健一"), ("三宅", "哲司")], "白鳥宝飾", False, 1)])
def test_no_planted_name_is_in_any_list_or_export(stories):
    readings = {
        reading.document.id: reading
        for n, (people, firm, is_notice, day) in enumerate(stories)
        for reading in [
            article(firm, *people, day=day, year=31 + n, name=f"d{n}", **({"text": NOTICE} if is_notice else {}))
        ]
    }
    planted = [person for people, _, is_notice, _ in stories for person in (people[:1] if is_notice else people)]
    masked = mask_snapshot(snapshot_of(*readings.values()), SECRET)
    assert left_of(everything(masked), planted) == []
    sight = _Sight(masked)
    for form in FORMATS.values():
        exported = b"".join(pieces_of(contents_of(sight, Wanted()), form))
        assert left_of(exported.decode("utf-8", "replace"), planted) == []


@dataclasses.dataclass
class _Sight:
    masked: Snapshot

    def snapshot(self, view=None):
        return self.masked
