"""Words about an organization's data -> its status, by `affected_words.yaml`.

「流出なし」 is none, 「悪用情報なし」 and 「流出の可能性あり」 are possible, 「流出あり」 is leaked, 「記載なし」 says
nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import TypeAdapter

from app.domain.vocabulary import AffectedStatus
from loaders.lexicons import read_lexicon

__all__ = ["StatusWords", "nearest_status", "status_of", "status_words"]

_CLAUSE_END = re.compile(r"(?<=[^0-9])、|。|(?<=た)(?:が|ものの)")


@dataclass(frozen=True)
class StatusWords:
    """One status and the patterns that say it."""

    status: AffectedStatus
    patterns: tuple[str, ...]

    @cached_property
    def found(self) -> re.Pattern[str]:
        """Any of the patterns."""
        return re.compile("|".join(f"(?:{p})" for p in self.patterns), re.IGNORECASE)


@lru_cache(maxsize=1)
def status_words() -> tuple[StatusWords, ...]:
    """The entries of `affected_words.yaml`, in the order in which they are tried."""
    return TypeAdapter(tuple[StatusWords, ...]).validate_python(read_lexicon("loaders.claims", "affected_words.yaml"))


def status_of(text: str) -> AffectedStatus | None:
    """What the words say; None if they say nothing of a leak.

    >>> status_of("第三者への流出なし")
    <AffectedStatus.NONE: 'none'>
    """
    return next((words.status for words in status_words() if words.found.search(text)), None)


def nearest_status(text: str, start: int, end: int) -> AffectedStatus | None:
    """What the first clause from `start` on says that says anything: behind it another thing may be denied.

    >>> nearest_status("5千件が流出したが、番号の流出は確認されていない", 0, 24)
    <AffectedStatus.LEAKED: 'leaked'>
    """
    stops = [match.end() for match in _CLAUSE_END.finditer(text, start, end)]
    for stop in [*stops, end]:
        if said := status_of(text[start:stop]):
            return said
        start = stop
    return None
