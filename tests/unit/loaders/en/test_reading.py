"""English texts as a user brings them: who is meant, what is told as done, which language a block is in, how far it goes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.document import Metadata
from app.domain.vocabulary import ActorKind, Status
from loaders.en import parse as english
from loaders.en import transfers as english_transfers
from loaders.pipeline import find, read
from loaders.resolve.names import is_generic
from tests.unit.loaders.en.english_case import ends, found, told


def labels(text: str) -> set[str]:
    return {actor.label for actor in found(text).analysis.actors}


# ------------------------------------------------------------ who is meant


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    text = "A clerk of Elm Bank copied the customer list. He sold the list to Oak Lists."
    assert ends(text) == [("Elm Bank", "clerk of Elm Bank"), ("clerk of Elm Bank", "Oak Lists")]


def test_a_pronoun_with_two_good_candidates_is_nobody() -> None:
    text = "The report names a lawyer and a trader. It is known that he sold the customer list to Oak Lists."
    assert ends(text) == [(None, "Oak Lists")]


def test_the_company_is_nobody_where_two_were_named() -> None:
    text = "There were talks between Elm Bank and Oak Lists. In May the company sold customer data to Fir Media."
    assert ends(text) == [(None, "Fir Media")]


def test_an_apposition_is_one_actor() -> None:
    assert ends("A clerk sold the customer list to Oak Lists, a list broker.") == [("clerk", "Oak Lists")]
    assert ends("A clerk sold the customer list to the list broker Oak Lists.") == [("clerk", "Oak Lists")]
    assert ends("A clerk sold the customer list to a list broker, Oak Lists.") == [("clerk", "Oak Lists")]


def test_a_short_name_is_the_long_one_unless_two_begin_so() -> None:
    assert labels("Elm Systems sold data to Oak Media. Elm said so.") == {"Elm Systems", "Oak Media"}
    both = labels("Elm Systems sold data to Elm Media. Elm said so.")
    assert both == {"Elm Systems", "Elm Media", "Elm"}


def test_a_sentence_may_be_full_of_names() -> None:
    text = "In March 2030 Elm Data Planning Services resold customer data to Fir Asset Media Holdings."
    assert ends(text) == [("Elm Data Planning Services", "Fir Asset Media Holdings")]


def test_a_headline_in_capitals_proves_no_name() -> None:
    assert labels("# Former Bank Clerk Sold Customer List To Broker\n\nNothing else is known.") == set()


def test_a_number_of_people_is_a_group() -> None:
    (one,) = told("Two men sold the customer list to Oak Lists.")
    actors = found("Two men sold the customer list to Oak Lists.").analysis.actors
    assert one.ends == ("two men", "Oak Lists")
    assert [(a.kind, a.size) for a in actors if a.label == "two men"] == [(ActorKind.GROUP, 2)]


def test_police_are_no_giver_for_being_near() -> None:
    text = "Police searched a house. The customer list was sold to Oak Lists."
    assert ends(text) == [(None, "Oak Lists")]


def test_the_publisher_gives_nothing() -> None:
    one = found("The customer list was sold to Oak Lists.", publisher="Elm Gazette")
    assert [t.provider for t in one.drafts.transfers] == [None]


def test_data_sent_to_oneself_is_taken() -> None:
    text = "A clerk of Elm Bank e-mailed the customer list to himself."
    assert ends(text) == [("Elm Bank", "clerk of Elm Bank")]


# ------------------------------------------------------------ what is told as done

DONE = "A clerk {} the customer list to Oak Lists."


@pytest.mark.parametrize(
    "words",
    [
        "did not sell",
        "refused to sell",
        "tried to sell",
        "could have sold",
        "was not able to sell",
        "will not sell",
        "wanted to sell",
        "was stopped from selling",
    ],
)
def test_what_was_not_done_is_no_transfer(words: str) -> None:
    assert ends(DONE.format(words)) == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("sold", Status.CONFIRMED),
        ("admitted selling", Status.CONFIRMED),
        ("was jailed for selling", Status.CONFIRMED),
        ("allegedly sold", Status.ALLEGED),
        ("has been charged with selling", Status.ALLEGED),
        ("is thought to have sold", Status.SUSPECTED),
        ("might have sold", Status.SUSPECTED),
        ("denies having sold", Status.DENIED),
        ("intends to sell", Status.PLANNED),
    ],
)
def test_status_of_a_telling(words: str, status: Status) -> None:
    assert [one.merged.status for one in told(DONE.format(words))] == [status]


def test_a_rumour_that_the_accused_denies_is_denied() -> None:
    text = (
        "A former employee told the Gazette that Elm Bank sold customer data to Oak Lists. "
        "Elm Bank said that it had never sold customer data to Oak Lists."
    )
    assert [one.merged.status for one in told(text)] == [Status.DENIED]


# ------------------------------------------------------------ days and sums


def test_the_day_of_a_report_or_an_arrest_is_not_that_of_the_deed() -> None:
    (said,) = told("Elm Bank said on 3 May 2031 that a clerk sold the customer list to Oak Lists.")
    (held,) = told("A clerk was arrested on 3 May 2031 on suspicion of selling the customer list to Oak Lists.")
    assert (said.days, held.days) == (set(), set())


def test_two_days_of_one_month_are_a_window() -> None:
    (one,) = told("Between 11 and 15 April 2031 a clerk sold the customer list to Oak Lists.")
    assert one.days == {("2031-04-11", "2031-04-15")}


def test_the_day_of_one_deed_is_not_that_of_the_next() -> None:
    copied, sold = told("A clerk of Elm Bank copied the customer list on 3 May 2031 and sold it to Oak Lists.")
    assert (copied.days, sold.days) == ({("2031-05-03", "2031-05-03")}, set())


def test_a_fine_is_no_price() -> None:
    (one,) = told("A clerk, who was fined $900, sold the customer list to Oak Lists.")
    assert [t.price for t in one.merged.tellings] == [None]


# ------------------------------------------------------------ languages and limits

JAPANESE = "2031年5月3日、元社員の男は顧客名簿を名簿業者に売却した。"


def test_the_parser_is_not_loaded_for_a_japanese_document() -> None:
    english._language.cache_clear()
    find(JAPANESE.encode(), "a.txt", Metadata(language="ja"))
    find(JAPANESE.encode(), "a.txt", Metadata())
    assert english._language.cache_info().misses == 0


def test_each_block_is_read_in_its_language() -> None:
    text = f"A clerk of Elm Bank sold the customer list to Oak Lists.\n\n{JAPANESE}\n"
    one = found(text)
    actors = one.analysis.actors
    pairs = [(t.provider, t.recipient) for t in one.drafts.transfers]
    named = {tuple(actors[slot.value].label for slot in pair if slot is not None) for pair in pairs}
    assert {("clerk of Elm Bank", "Oak Lists"), ("元社員の男", "名簿業者")} <= named


def test_an_english_text_needs_no_metadata_to_be_read() -> None:
    text = "A clerk of Elm Bank sold the list of the customers to Oak Lists in the summer of 2030."
    assert len(find(text.encode(), "a.txt", Metadata()).drafts.transfers) == 1


def test_a_text_in_another_language_is_not_read_as_english() -> None:
    text = "Ein Angestellter der Elm Bank verkaufte die Kundenliste im Mai an Oak Lists."
    assert find(text.encode(), "a.txt", Metadata()).drafts.transfers == []


def test_what_is_cut_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(english_transfers, "MOST_PARSED", 60)
    text = "A clerk of Elm Bank sold the customer list to Oak Lists. A trader gave the patient records to Fir Media."
    one = found(text)
    assert len(one.drafts.transfers) == 1
    assert "document.cut" in {d.code for d in one.diagnostics}


@pytest.mark.parametrize("name", ["debt collector", "prosecutors", "former clerk of a bank", "two men"])
def test_a_description_joins_nobody_across_documents(name: str) -> None:
    assert is_generic(name)


def test_a_lower_case_brand_is_still_a_name() -> None:
    assert not is_generic("pixiv")


FRAGMENTS = [
    "A clerk sold ",
    "the customer list ",
    "to Oak Lists",
    " by ",
    "“we",
    '"',
    " who ",
    "which it ",
    ", a broker, ",
    "$5 ",
    "3 May ",
    "(",
    ". ",
    "\n\n# ",
    "his ",
    "both ",
    "名簿",
    "e-mailed ",
    " and ",
    "It ",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join).filter(str.strip))
def test_every_quote_of_any_text_is_verbatim(text: str) -> None:
    reading = read(text.encode(), "a.txt", Metadata(language="en"))
    quotes = [quote for claim in reading.claims for quote in claim.quotes]
    assert all((reading.document.text or "")[q.start : q.end] == q.exact for q in quotes)
