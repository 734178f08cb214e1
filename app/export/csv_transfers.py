"""Contents → the rows of `transfers.csv`, and the columns file by which our own reader takes them as a ledger.

2030-02-01から2030-02-28まで,t2,北浜データ,contractor,元社員,insider,会員名簿,…,約40000,…
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from app.domain.graph import Graph, Transfer
from app.domain.ids import DatasetId
from app.domain.vocabulary import Qualifier, Status, Unit
from app.domain.window import Window
from app.domain.words import fold
from app.export.contents import Contents
from app.export.plain import by_id

__all__ = ["COLUMNS_FILE", "TRANSFER_COLUMNS", "transfer_rows"]

TRANSFER_COLUMNS = (
    *("day", "transfer_id", "provider", "provider_id", "recipient", "recipient_id", "dataset", "dataset_id"),
    *("action", "medium", "status", "basis", "count", "price", "incident", "incident_id"),
    *("earliest", "latest", "time_text", "record_count", "record_qualifier", "record_unit"),
    *("amount", "currency", "amount_qualifier", "lawful", "confidence", "inferred", "part_of"),
    *("sources", "by_policy", "documents", "quotes"),
)

COLUMNS_FILE = f"""\
# How `leaktrail load transfers.csv` reads this table as a ledger. The ids keep apart who bears the same name.
columns: {{day: day, provider: provider, recipient: recipient, provider_address: provider_id, \
recipient_address: recipient_id, dataset: dataset, action: action, medium: medium, status: status, basis: basis, \
count: count, price: price}}
statuses: {{{", ".join(f"{status.value}: {status.value}" for status in Status)}}}
one_name_one_actor: true
separator: ","
"""

_UNITS = {Unit.PEOPLE: "人", Unit.RECORDS: "件", Unit.FILES: "ファイル"}
_CURRENCIES = {"JPY": "円", "USD": "ドル", "EUR": "ユーロ"}


def transfer_rows(contents: Contents) -> Iterator[Sequence[object]]:
    """A row for each transfer, by id."""
    labels = _dataset_labels(contents.graph)
    return (_row(contents, one, labels) for one in by_id(contents.graph.transfers))


def _row(contents: Contents, one: Transfer, labels: Mapping[DatasetId, str]) -> Sequence[object]:
    earliest, latest = one.window.to_iso()
    count, price = one.record_count, one.price
    return (
        *(_day(one.window), one.id, contents.actor_label(one.provider), one.provider),
        *(contents.actor_label(one.recipient), one.recipient),
        *(None if one.dataset is None else labels.get(one.dataset, one.dataset), one.dataset),
        *(one.action.value, None if one.medium == "unknown" else one.medium, one.status.value),
        *("適法" if one.lawful else None, _count(one), _price(one)),
        *(contents.incident_name(one.incident), one.incident, earliest, latest, one.time_text or None),
        *((count.value, count.qualifier.value, count.unit) if count is not None else (None, None, None)),
        *((price.value, price.currency, price.qualifier.value) if price is not None else (None, None, None)),
        *(one.lawful, one.confidence, "; ".join(f"{slot}: {how.value}" for slot, how in sorted(one.how.items()))),
        *(one.part_of, "; ".join(one.sources), "; ".join(one.by_policy)),
        *("; ".join(sorted(map(contents.name_of, one.documents))), len(one.evidence)),
    )


def _dataset_labels(graph: Graph) -> dict[DatasetId, str]:
    """What a ledger calls them: where two bear one label it would take them for one, so their ids are added."""
    borne = Counter(fold(one.label) for one in graph.datasets.values())
    told: dict[DatasetId, str] = {}
    for key, one in graph.datasets.items():
        told[key] = one.label if borne[fold(one.label)] == 1 else f"{one.label} [{key}]"
    return told


def _day(window: Window) -> str | None:
    """As our reader of ledgers reads it; nothing for a window of which nothing is known.

    >>> _day(Window.month(2030, 2)), _day(Window.month(2030, 2).since())
    ('2030-02-01から2030-02-28まで', '2030-02-01以降')
    """
    earliest, latest = window.to_iso()
    if earliest is None:
        return None if latest is None else f"{latest}以前"
    if latest is None:
        return f"{earliest}以降"
    return earliest if earliest == latest else f"{earliest}から{latest}まで"


def _count(one: Transfer) -> str | None:
    count = one.record_count
    if count is None:
        return None
    return _qualified(f"{count.value}{_UNITS[count.unit] if count.unit else ''}", count.qualifier)


def _price(one: Transfer) -> str | None:
    price = one.price
    if price is None:
        return None
    return _qualified(f"{price.value}{_CURRENCIES.get(price.currency, f' {price.currency}')}", price.qualifier)


def _qualified(figure: str, qualifier: Qualifier) -> str:
    before = {Qualifier.ABOUT: "約", Qualifier.UP_TO: "最大"}.get(qualifier, "")
    return f"{before}{figure}{'以上' if qualifier is Qualifier.AT_LEAST else ''}"
