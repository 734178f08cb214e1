"""Documents → what was read in each and why: rows with their slots, words and rules; what was passed over; remarks.

explanation = Explanation()
for event in look_at_all(find_files([Path("a.txt")]), explanation.look):
    print(event.outcome, event.place)
explanation.answer()["documents"][0]["rows"][0]["tellings"][0]["rule"]  →  hand_over
"""

from __future__ import annotations

from app.domain.diagnostic import Diagnostic
from app.domain.document import Quote
from app.domain.errors import BadInput
from app.domain.graph import Count, Price
from app.domain.window import Window
from app.services.describe import window_json
from app.services.files import Item
from app.services.walk import Looked
from app.services.wire import Json
from loaders.claims.drafts import Fired, PassedOver
from loaders.ja.view import is_cjk
from loaders.trace import Filling, Row, Shown, Telling, Trace, line_of, trace

__all__ = ["Explanation"]

_JAPANESE = 0.1  # of the letters of a document


class Explanation:
    """The documents that were looked at, each explained."""

    def __init__(self) -> None:
        """None yet."""
        self._documents: list[Json] = []

    def look(self, item: Item) -> Looked:
        """Read one document and keep what it says and why. Raises BadInput."""
        told = trace(item.data, item.name, item.metadata)
        self._documents.append(_Explained(told, item.place).answer())
        said = f"{len(told.rows)} rows, {len(told.passed_over)} passed over, {len(told.diagnostics)} remarks"
        return Looked(said, item.place)

    def answer(self) -> Json:
        """All documents, in the order in which they were read. BadInput if none could be."""
        if not self._documents:
            raise BadInput("none of the files could be read")
        return {"documents": self._documents}


class _Explained:
    """One trace as a JSON object; every quote has its line, from 1, and its offsets in the text of the document."""

    def __init__(self, told: Trace, place: str) -> None:
        self._told, self._place = told, place
        self._text = told.document.text or ""

    def answer(self) -> Json:
        return {
            "document": self._place,
            "title": self._told.document.metadata.title,
            "language": _language(self._told),
            "rows": [self._row(row) for row in self._told.rows],
            "passed_over": [self._passed(one) for one in self._told.passed_over],
            "remarks": [self._remark(remark) for remark in self._told.diagnostics],
        }

    def _row(self, row: Row) -> Json:
        return {
            "row": row.name,
            "kind": row.kind.value,
            "tellings": [self._telling(telling) for telling in row.tellings],
            "slots": [self._slot(slot) for slot in row.slots],
        }

    def _telling(self, telling: Telling) -> Json:
        return {**self._quote(telling.quote), **self._fired(telling.fired)}

    def _fired(self, fired: Fired | None) -> Json:
        if fired is None:
            return {"rule": None, "rule_words": None}
        return {"rule": fired.entry, "rule_words": fired.words.exact}

    def _slot(self, slot: Filling) -> Json:
        return {
            "slot": slot.slot,
            "value": _value(slot.value),
            "how": slot.how.value,
            "words": None if slot.words is None else self._quote(slot.words),
            "others": list(slot.others),
        }

    def _passed(self, one: PassedOver) -> Json:
        return {**self._quote(one.quote), "why": one.why.value, **self._fired(one.fired)}

    def _remark(self, remark: Diagnostic) -> Json:
        said = {"code": remark.code, "severity": remark.severity.value, "message": remark.message}
        if remark.start is None or remark.end is None:
            return {**said, "line": None, "start": None, "end": None}
        return {**said, "line": line_of(self._text, remark.start), "start": remark.start, "end": remark.end}

    def _quote(self, quote: Quote) -> Json:
        line = line_of(self._text, quote.start)
        return {"quote": quote.exact, "line": line, "start": quote.start, "end": quote.end}


def _value(value: Shown) -> object:
    match value:
        case Window():
            return window_json(value)
        case Count():
            unit = value.unit.value if value.unit else None
            return {"value": value.value, "unit": unit, "qualifier": value.qualifier.value}
        case Price():
            return {"value": value.value, "currency": value.currency, "qualifier": value.qualifier.value}
        case _:
            return value


def _language(told: Trace) -> str:
    """What the metadata say, else the script of the letters."""
    said = (told.document.metadata.language or "").lower().partition("-")[0]
    if said:
        return said
    letters = [char for char in told.document.text or "" if char.isalpha()]
    return "ja" if sum(map(is_cjk, letters)) > _JAPANESE * len(letters) else "en"
