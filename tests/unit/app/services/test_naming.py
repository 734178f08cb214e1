"""Whatever the thing, it has a name to show."""

import pytest

from app.domain.graph import Actor, Affected, Conflict, Dataset, Event, Graph, Holding, Incident, Transfer
from app.domain.vocabulary import ThingKind
from app.services.naming import thing_ref

GRAPH = Graph(
    incidents={"i": Incident("i", "名簿の流出")},
    actors={"a": Actor("a", "元社員")},
    datasets={"d": Dataset("d", "会員名簿")},
    transfers={"t": Transfer("t", "i", "a", None)},
    holdings=(Holding("h", "a", "d"), Holding("g", "a", None)),
    events={"e": Event("e", "i", "arrest")},
    affected=(Affected("r", "i", "a"),),
    conflicts=(Conflict("c", "人数が食い違う", None, "record_count", ()),),
)


@pytest.mark.parametrize(
    ("kind", "key", "label"),
    [
        (ThingKind.INCIDENT, "i", "名簿の流出"),
        (ThingKind.ACTOR, "a", "元社員"),
        (ThingKind.DATASET, "d", "会員名簿"),
        (ThingKind.TRANSFER, "t", "元社員 → ?"),
        (ThingKind.HOLDING, "h", "元社員: 会員名簿"),
        (ThingKind.HOLDING, "g", "元社員: ?"),
        (ThingKind.EVENT, "e", "arrest"),
        (ThingKind.AFFECTED, "r", "元社員"),
        (ThingKind.CONFLICT, "c", "人数が食い違う"),
        *((kind, "none", "none") for kind in ThingKind),
    ],
)
def test_a_name_or_the_id(kind, key, label):
    assert thing_ref(GRAPH, kind, key) == {"id": key, "label": label}
