"""What the bundled samples say when they are read together, and above all what must never be read in them.

The samples tell of three cases that have nobody in common, so whatever joins two of them is wrong. A missing fact is a
pity; the facts that are excluded here would accuse someone.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app.domain.graph import Graph, Transfer
from app.domain.path import Question
from app.domain.view import View
from app.domain.vocabulary import Action
from app.domain.window import Window
from app.engine import find_paths
from app.services.demo import sample_folder
from loaders.pipeline import read
from loaders.readers.document import read_sidecar
from loaders.resolve import resolve

_SEIZURE = {Action.RECOVERY}


@pytest.fixture(scope="module")
def graph() -> Graph:
    """All samples, read and joined."""
    with sample_folder() as folder:
        paths = sorted(folder.glob("*.txt"))
        return resolve([read(path.read_bytes(), path.name, _sidecar(path)) for path in paths], View())


def test_no_actor_belongs_to_two_cases(graph: Graph) -> None:
    cases = {actor.label: {_case(graph, quote.document) for quote in actor.mentions} for actor in graph.actors.values()}
    assert {label: found for label, found in cases.items() if len(found) > 1} == {}


def test_different_people_of_one_document_stay_different(graph: Graph) -> None:
    """「知人の男性」 got the list from 「元契約社員」 and sold it; taking one for the other accuses the wrong one."""
    insider = _actors_at(graph, "shiomihara-2025-report", "元契約社員")
    acquaintance = _actors_at(graph, "shiomihara-2025-report", "男性") | _actors_at(
        graph, "shiomihara-2025-report", "知人の男性"
    )
    assert insider
    assert insider & acquaintance == set()


def test_the_insider_did_not_bring_the_data_back(graph: Graph) -> None:
    """A or B brought the CD-ROM and the USB memory to KDDI; C did not."""
    assert _ends(graph, "社員C", "KDDI") == []
    assert _ends(graph, "知人D", "KDDI") == []


def test_the_dealer_bought_from_the_broker_only(graph: Graph) -> None:
    sellers = {
        _label(graph, one.provider) for one in graph.transfers.values() if "貴金属" in _label(graph, one.recipient)
    }
    assert sellers <= {"名簿業者", ""}


def test_police_only_seize(graph: Graph) -> None:
    others = [
        f"{_label(graph, one.provider)} → {_label(graph, one.recipient)} {one.action.value}"
        for one in graph.transfers.values()
        if one.action not in _SEIZURE
        and any(
            word in _label(graph, end) for end in (one.provider, one.recipient) for word in ("県警", "警視庁", "警察")
        )
    ]
    assert others == []


def test_the_batch_of_2023_is_bound_to_its_day(graph: Graph) -> None:
    """The 32,759 records were mailed on 2023-01-17: the dealer, who had its list by spring 2022, cannot have got them."""
    mailed = [
        one for one in graph.transfers.values() if one.medium == "email" and _tells(graph, one, "ntt-bs-2023-arrest")
    ]
    assert [one.window for one in mailed] == [Window(date(2023, 1, 17), date(2023, 1, 17))] * len(mailed)
    dealers = [actor.id for actor in graph.actors.values() if "貴金属販売業者" in actor.label]
    insiders = [actor.id for actor in graph.actors.values() if "元派遣社員" in actor.label]
    for start in insiders:
        for goal in dealers:
            found = find_paths(graph, start, goal, Question(), 100).paths
            assert not [path for path in found if any(hop.transfer in mailed for hop in path.hops)]


def test_a_denied_sale_is_no_transfer(graph: Graph) -> None:
    told = [one for one in graph.transfers.values() if "トキワ" in _label(graph, one.recipient)]
    assert [one for one in told if one.status.can_lie_on_path] == []
    passing = [one for one in graph.transfers.values() if one.status.can_lie_on_path]
    assert [one for one in passing if any(quote.exact.startswith("トキワ販促に") for quote in one.evidence)] == []


def test_every_quote_is_where_it_says(graph: Graph) -> None:
    for transfer in graph.transfers.values():
        assert transfer.evidence
        for quote in transfer.evidence:
            assert graph.documents[quote.document].quote(quote.start, quote.end) == quote


def test_the_demo_has_an_answer(graph: Graph) -> None:
    with sample_folder() as folder:
        question = json.loads((folder / "demo.json").read_text("utf-8"))
    start, goal = (_by_name(graph, question[end]) for end in ("from", "to"))
    assert find_paths(graph, start, goal, Question(), 1).paths


def test_the_data_went_from_kddi_over_c_to_d(graph: Graph) -> None:
    (path, *_) = find_paths(graph, _by_name(graph, "KDDI"), _by_name(graph, "知人D"), Question(), 1).paths
    assert [_label(graph, hop.transfer.recipient) for hop in path.hops] == ["社員C", "知人D"]
    assert path.is_certain
    assert {_name(graph, quote.document) for hop in path.hops for quote in hop.transfer.evidence} >= {
        "kddi-2006-notice",
        "kddi-2006-overview",
    }


def test_the_invented_chain_is_read_to_its_end(graph: Graph) -> None:
    """Entrusted, copied, handed over, sold, resold: the report tells each hop with its day.

    The newspaper tells of the same leak, and gives the month of the hand-over only: the window holds both.
    """
    start, goal = _by_name(graph, "汐見原通販"), _by_name(graph, "カガリ資産設計")
    (path, *_) = find_paths(graph, start, goal, Question(), 1).paths
    assert [hop.transfer.lawful for hop in path.hops] == [True, False, False, False, False]
    assert [hop.window.latest for hop in path.hops][1:] == [
        date(2024, 11, 8),
        date(2025, 1, 31),
        date(2025, 2, 3),
        date(2025, 3, 15),
    ]
    assert [hop.transfer.price.value for hop in path.hops if hop.transfer.price] == [300_000, 800_000]


def _sidecar(path: Path):
    return read_sidecar(path.with_name(f"{path.stem}.meta.json"))


def _name(graph: Graph, document: str) -> str:
    return graph.documents[document].name


def _case(graph: Graph, document: str) -> str:
    return _name(graph, document).partition("-")[0]


def _label(graph: Graph, actor: str | None) -> str:
    return graph.actors[actor].label if actor else ""


def _by_name(graph: Graph, name: str) -> str:
    found = [
        actor.id for actor in graph.actors.values() if any(name in label for label in (actor.label, *actor.aliases))
    ]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def _actors_at(graph: Graph, document: str, words: str) -> set[str]:
    return {
        actor.id
        for actor in graph.actors.values()
        if any(quote.exact == words and _name(graph, quote.document) == document for quote in actor.mentions)
    }


def _ends(graph: Graph, provider: str, recipient: str) -> list[Transfer]:
    return [
        one
        for one in graph.transfers.values()
        if provider in _label(graph, one.provider) and recipient in _label(graph, one.recipient)
    ]


def _tells(graph: Graph, transfer: Transfer, document: str) -> bool:
    return any(_name(graph, quote.document) == document for quote in transfer.evidence)
