import ast
import re
from html import unescape
from itertools import chain

import pytest

from app.domain.errors import NotFound
from app.services.browser_files import LANGUAGES, guide, list_queries, saved_queries, saved_query, style

ADDRESS = "http://127.0.0.1:8000"
QUERIES = saved_queries()
_TAG = re.compile(r"<[^>]+>")
_RULE = re.compile(r"(?P<kind>node|relationship)(?:\.(?P<name>\w+))? \{(?P<body>(?:'[^']*'|[^'}])*)\}")
_LITERALS = re.compile(r"//[^\n]*|'(?:\\.|[^'\\])*'")
_PROPERTIES_OF_GRASS = {
    *("diameter", "color", "border-color", "border-width", "font-size", "caption", "shaft-width", "padding"),
    *("text-color-internal", "text-color-external"),
}
_NOT_OURS = {"db", "index", "fulltext", "coll", "walk"}
"""What stands before a dot in Cypher and is no node or relationship."""


@pytest.fixture(scope="module")
def vocabulary(root):
    """Every word that the modules of the property graph write; `Past` and `was` are written by `hide_parts`."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (root / "app" / "property_graph").glob("*.py")]
    nodes = chain.from_iterable(ast.walk(tree) for tree in trees)
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {"PASSED_TO", "transfer_id", "Person"} <= words
    assert not {"PASED_TO", "Past"} & words
    return words | {"Past", "was"}


def slides(language):
    return guide(language, ADDRESS).split("<slide ")[1:]


# ------------------------------------------------------------------ queries


def test_there_are_queries_for_many_questions():
    assert len(QUERIES) >= 16
    assert [one.name for one in QUERIES[:3]] == ["who_passed_to_whom", "one_transfer_opened", "one_transfer_quotes"]
    assert {item["name"] for item in list_queries()["items"]} == {one.name for one in QUERIES}


@pytest.mark.parametrize("one", QUERIES, ids=lambda one: one.name)
def test_a_query_tells_its_question_in_both_languages(one):
    first, second = one.text.splitlines()[:2]
    assert first == f"// question: {one.questions['en']}", "Browser names a saved query by its first line"
    assert second == f"// 質問: {one.questions['ja']}"
    assert re.search(r"[a-z]\?", one.questions["en"])
    assert re.search(r"[ぁ-ん].*[か。]", one.questions["ja"])


@pytest.mark.parametrize("one", QUERIES, ids=lambda one: one.name)
def test_a_query_can_be_pasted_and_ends(one):
    assert "$" not in _LITERALS.sub("", one.text), "it asks for no parameter"
    assert ";" not in one.text, "Browser would take it for two"
    assert re.search(r"\nLIMIT [1-9]\d*\Z", one.statement)


@pytest.mark.parametrize("one", QUERIES, ids=lambda one: one.name)
def test_a_query_uses_words_that_are_written(one, vocabulary):
    code = _LITERALS.sub("''", one.text)
    names = {name for found in re.findall(r":([A-Z]\w*(?:\|[A-Z]\w*)*)", code) for name in found.split("|")}
    properties = {name for owner, name in re.findall(r"\b(\w+)\.(\w+)", code) if owner not in _NOT_OURS}
    properties |= set(re.findall(r"\(\w*:\w+ \{(\w+):", code))
    assert names
    assert names - vocabulary == set()
    assert properties - vocabulary == set()


def test_words_that_are_not_written_are_noticed(vocabulary):
    assert {"Transfers", "PASSED", "earliest_day"} - vocabulary == {"Transfers", "PASSED", "earliest_day"}


def test_the_first_line_says_what_a_reader_may_edit():
    assert saved_query("paths_between_two").editable == {"giver": "", "receiver": ""}
    assert saved_query("where_do_words_stand").editable == {"words": "名簿"}
    assert saved_query("who_passed_to_whom").editable == {}


@pytest.mark.parametrize("name", ["", "nothing", "../read/get_runs", "read/get_runs", "who_passed_to_whom.cypher"])
def test_other_names_are_not_found(name):
    with pytest.raises(NotFound):
        saved_query(name)


# ------------------------------------------------------------------ guide


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_holds_each_query_once_word_for_word(language):
    boxes = re.findall(r'<pre class="[^"]*runnable"[^>]*>(.*?)</pre>', guide(language, ADDRESS), re.DOTALL)
    shown = [unescape(_TAG.sub("", box)) for box in boxes]
    assert shown == [f"// {one.questions[language]}\n{one.statement}" for one in QUERIES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_cards_are_the_arrows_one_transfer_and_its_quotes(language):
    names = ["who_passed_to_whom", "one_transfer_opened", "one_transfer_quotes"]
    for card, name in zip(slides(language)[1:], names, strict=False):
        assert saved_query(name).questions[language] in card


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_and_leads_into_its_query(language):
    page = guide(language, ADDRESS)
    keys = [f"{one.name}-{word}" for one in QUERIES for word in one.editable]
    labels = re.findall(r"<label>([^<]*) <input", page)
    assert re.findall(r'value-for="([^"]+)"', page) == keys == re.findall(r"value-key='([^']+)'", page)
    assert len(labels) == len(keys) > 0
    assert all(label and label not in {"giver", "receiver", "transfer", "incident"} for label in labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_says_what_its_words_mean_before_it_shows_anything(language):
    first, *rest = slides(language)
    words = {"en": ("What a quote proves", "not a verdict"), "ja": ("引用が示すこと", "判決ではありません")}
    assert all(word in first for word in (*words[language], "status", "earliest", "latest"))
    assert all(word in first for word in ("confirmed", "alleged", "suspected", "planned", "denied"))
    assert any("<b>possible" in card and "<b>certain" in card for card in rest)
    assert f'data-exec="style {ADDRESS}/browser/leaktrail.grass"' in first
    assert 'data-exec="config autoComplete: false"' in first


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_needs_no_other_host_and_runs_nothing_by_itself(language):
    page = guide(language, ADDRESS)
    assert set(re.findall(r"\w+://[^/\"<\s]+", page)) == {ADDRESS}
    assert not re.search(r"<script|<img|<link|\son\w+=", page)
    assert "<!-- query" not in page
    assert "{{" not in page


def test_the_address_cannot_bring_markup():
    assert "<b>x" not in guide("en", 'http://127.0.0.1:1"><b>x')


@pytest.mark.parametrize("language", ["", "de", "ja.html", "../leaktrail"])
def test_other_languages_are_not_found(language):
    with pytest.raises(NotFound):
        guide(language, ADDRESS)


# ------------------------------------------------------------------ style


def rules():
    return [(one["kind"], one["name"], one["body"]) for one in _RULE.finditer(style())]


def test_the_style_is_what_browser_can_read():
    """Its parser knows neither comments nor a colon or semicolon in a value."""
    assert _RULE.sub("", style()).strip() == ""
    for _, name, body in rules():
        for line in filter(None, (line.strip() for line in body.split(";"))):
            key, colon, value = line.partition(": ")
            assert (key in _PROPERTIES_OF_GRASS, colon, ":" in value) == (True, ": ", False), (name, line)


def test_the_style_speaks_of_labels_types_and_properties_that_are_written(vocabulary):
    names = {name for _, name, _ in rules() if name}
    assert names - vocabulary == set()
    assert set(re.findall(r"\{(\w+)\}", " ".join(body for *_, body in rules()))) - vocabulary == set()


def test_whatever_a_query_draws_has_a_colour():
    drawn = {"Actor", "Person", "Organization", "Group", "Transfer", "Dataset", "Incident", "Event", "Affected"}
    drawn |= {"Claim", "Passage", "Document", "Source", "Conflict", "Judgement", "Past", "PASSED_TO"}
    assert drawn <= {name for _, name, body in rules() if "color: #" in body}


def test_an_arrow_tells_how_sure_what_and_from_when():
    (caption,) = re.findall(r"relationship\.PASSED_TO \{[^}']*'([^']*)'", style())
    assert re.findall(r"\{(\w+)\}", caption) == ["status", "action", "earliest"]
