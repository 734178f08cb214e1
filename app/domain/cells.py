"""Text ⇄ a cell of a CSV file that no spreadsheet computes.

    guarded("=1+1")  →  "'=1+1"      unguarded("'=1+1")  →  "=1+1"

A spreadsheet takes a cell that begins with one of a few signs for a formula, even in quotes, and a document may have
put such a cell there on purpose. An apostrophe before it makes it text; the reader of ledgers takes that off again.

References:
    OWASP, "CSV Injection": the signs, full-width ones included, since some spreadsheets fold them.
"""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－\uff20]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－\uff20]")


def guarded(text: str) -> str:
    """The text with an apostrophe before it, if it begins like a formula or like one that is guarded.

    >>> guarded("@SUM(A1)"), guarded("'-5"), guarded("'82年の名簿")
    ("'@SUM(A1)", "''-5", "'82年の名簿")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` made this of.

    >>> unguarded("''-5"), unguarded("'82年の名簿"), unguarded("-5")
    ("'-5", "'82年の名簿", '-5')
    """
    return text[1:] if _GUARDED.match(text) else text
