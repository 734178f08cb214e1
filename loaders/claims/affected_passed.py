"""Data that passed, in an incident of which no row was read -> a row for whoever owns it, with what the passing tells.

「預金者の口座番号を書き留め、知人に渡した」 counts nobody, but the account numbers of the bank's customers got out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.domain.vocabulary import AffectedStatus, How, Status
from loaders.claims.controller import owner_of
from loaders.claims.denied_fields import told_fields
from loaders.claims.drafts import AffectedDraft, TransferDraft
from loaders.mentions.analysis import Analysis

__all__ = ["from_passings"]

_PERSONAL = re.compile(
    r"(?:顧客|会員|個人|利用者|お客[様さ]ま?|契約者|患者|住民|市民|生徒|児童|従業員|職員|購入者|登録者)(?:の)?(?:情報|データ|名簿|リスト)"
)
_QUOTES = 2  # passings that are quoted for it


def from_passings(
    analysis: Analysis, leaks: Sequence[TransferDraft], told: Set[int], others: Set[int]
) -> list[AffectedDraft]:
    """A row for the owner of each incident but those in `told`; `others` hold data of others."""
    rows: list[AffectedDraft] = []
    for segment in dict.fromkeys(leak.segment for leak in leaks if leak.segment not in told):
        owner = owner_of(analysis, segment)
        own = [leak for leak in leaks if leak.segment == segment and not leak.is_heading]
        if owner is None or owner in others or all(leak.status is Status.SUSPECTED for leak in own):
            continue
        row = _row(analysis, owner, own)
        if row.count or row.fields or any(_PERSONAL.search(quote.exact) for quote in row.quotes):
            rows.append(row)
    return rows


def _row(analysis: Analysis, owner: int, leaks: Sequence[TransferDraft]) -> AffectedDraft:
    counts = [leak.count for leak in leaks if leak.count is not None]
    codes = [field.code for leak in leaks for field in told_fields(analysis, analysis.lines[leak.line])]
    return AffectedDraft(
        organization=owner,
        count=max(counts, key=lambda count: count.value, default=None),
        fields=tuple(dict.fromkeys(codes)),
        status=AffectedStatus.LEAKED,
        quotes=tuple(dict.fromkeys(leak.quotes[0] for leak in leaks))[:_QUOTES],
        segment=leaks[0].segment,
        how=How.ROLE,
    )
