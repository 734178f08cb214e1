"""Files of `cypher/browser` → what Neo4j Browser is given: a style, a guide in two languages, saved queries.

    guide("en", "http://127.0.0.1:8000")   →  HTML for `:play`, its queries taken from the .cypher files
    saved_queries()[0].questions["en"]     →  "Who passed data to whom?"

A guide says where a query stands by `<!-- query: NAME word="LABEL" … -->`. Values that a reader may edit are the texts
of the first line, `WITH '' AS giver`; each becomes a field, under the label that the guide gives it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from app.domain.errors import NotFound
from app.services.wire import Json
from app.store.cypher import queries, root

__all__ = ["LANGUAGES", "SavedQuery", "guide", "list_queries", "saved_queries", "saved_query", "style"]

LANGUAGES = ("ja", "en")
_QUESTIONS = {"ja": "質問", "en": "question"}
"""Language → the word of a query's header that its question follows."""
_CARD = re.compile(r'<!-- query: (?P<name>\w+)(?P<labels>(?: \w+="[^"]*")*) -->')
_LABEL = re.compile(r' (\w+)="([^"]*)"')
_HEADER = re.compile(r"\A(?://[^\n]*\n)+")
_EDITABLE = re.compile(r"'(?P<value>[^'\n]*)' AS (?P<word>\w+)")
_FIRST_LINE = re.compile(r"^WITH '.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query for people: its name, its file as it is, and by language the question that it answers."""

    name: str
    text: str
    questions: Mapping[str, str]

    @property
    def statement(self) -> str:
        """The file without its header."""
        return _HEADER.sub("", self.text).strip()

    @property
    def editable(self) -> Mapping[str, str]:
        """The words of the first line for which a reader may write something, with what stands there."""
        line = _FIRST_LINE.search(self.statement)
        return {match["word"]: match["value"] for match in _EDITABLE.finditer(line[0])} if line else {}


def style() -> str:
    """The style of nodes and relationships (GraSS), for `:style`."""
    return _file("leaktrail.grass")


def guide(language: str, address: str) -> str:
    """The guide as HTML; `address` is where it is served, as `http://127.0.0.1:8000`. NotFound if there is none."""
    if language not in LANGUAGES:
        raise NotFound("there is no guide in that language", remedy=f"there are {' and '.join(LANGUAGES)}")
    page = _file(f"guide.{language}.html").replace("{{address}}", escape(address))
    return _CARD.sub(lambda found: _card(found["name"], language, _labels(found["labels"])), page)


def saved_queries() -> tuple[SavedQuery, ...]:
    """All saved queries, in the order in which the guide shows them."""
    shown = [match["name"] for match in _CARD.finditer(_file("guide.en.html"))]
    found = [saved_query(query.name.removeprefix("browser/")) for query in queries("browser")]
    return tuple(sorted(found, key=lambda one: (shown.index(one.name) if one.name in shown else len(shown), one.name)))


def saved_query(name: str) -> SavedQuery:
    """The query of that name; NotFound if there is none."""
    for query in queries("browser"):
        if query.name == f"browser/{name}":
            questions = {language: query.header.get(word, "") for language, word in _QUESTIONS.items()}
            return SavedQuery(name, query.text, questions)
    raise NotFound("there is no saved query of that name")


def list_queries() -> Json:
    """Names and questions of all saved queries."""
    return {"items": [{"name": one.name, "questions": dict(one.questions)} for one in saved_queries()]}


def _file(name: str) -> str:
    return (root() / "browser" / name).read_text(encoding="utf-8")


def _labels(text: str) -> Mapping[str, str]:
    return dict(_LABEL.findall(text))


def _card(name: str, language: str, labels: Mapping[str, str]) -> str:
    query = saved_query(name)
    fields = "".join(_field(f"{name}-{word}", labels.get(word, word), value) for word, value in query.editable.items())
    return f"<h4>{escape(query.questions[language])}</h4>\n{fields}{_runnable(query, language)}"


def _field(key: str, label: str, value: str) -> str:
    look = "border: 1px solid #9AA1AC; background: #FFFFFF; color: #1F2328"
    field = f'<input type="text" size="30" style="{look}" value="{escape(value)}" value-for="{key}">'
    return f"<p><label>{escape(label)} {field}</label></p>\n"


def _runnable(query: SavedQuery, language: str) -> str:
    """The statement under its question, ready to be run; what is typed into a field appears at its place."""
    code = escape(f"// {query.questions[language]}\n{query.statement}", quote=False)
    line = _FIRST_LINE.search(code)
    if line:
        place = rf"'<span value-key='{query.name}-\g<word>'>\g<value></span>' AS \g<word>"
        code = code[: line.start()] + _EDITABLE.sub(place, line[0]) + code[line.end() :]
    return f'<pre class="pre-scrollable code runnable" style="max-height: 9em">{code}</pre>'
