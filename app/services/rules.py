"""The word lists of the loaders → which of their examples do not hold.

check_rules()["healthy"]  →  True
"""

from __future__ import annotations

from app.services.wire import Json
from loaders.lexicon_examples import Lexicon, read_lexicons
from loaders.lexicon_proofs import Failure, failures_of, without_examples

__all__ = ["check_rules"]


def check_rules() -> Json:
    """Each word list with its entries, the examples run, and those that do not hold. BadInput for a broken list."""
    lists = [_checked(lexicon) for lexicon in read_lexicons()]
    return {"healthy": not any(one["failures"] for one in lists), "lexicons": lists}


def _checked(lexicon: Lexicon) -> Json:
    return {
        "file": lexicon.file,
        "entries": len(lexicon.entries),
        "examples": sum(len(entry.examples) for entry in lexicon.entries),
        "failures": [_failure(failure) for failure in failures_of(lexicon)],
        "without_examples": [{"line": line, "entry": name} for line, name in without_examples(lexicon)],
    }


def _failure(failure: Failure) -> Json:
    example = failure.example
    return {
        "line": example.line,
        "entry": example.entry,
        "text": example.text,
        "counter_example": example.is_refused,
        "expected": failure.expected,
        "got": failure.got,
    }
