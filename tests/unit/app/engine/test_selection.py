"""What a question and a scope speak of."""

from datetime import date

import pytest

from app.domain.errors import BadQuestion, NotFound
from app.domain.graph import Actor, Affected, Dataset, Event, Graph, Holding, Transfer
from app.domain.path import Question
from app.domain.support import Scope
from app.domain.vocabulary import Status, ThingKind
from app.domain.window import Window
from app.engine.selection import things_in

MAY = Window.month(2031, 5)
GRAPH = Graph(
    actors={
        "pair": Actor("pair", "pair", incidents=("i1",), members=("a",)),
        **{key: Actor(key, key, incidents=("i1",)) for key in "ab"},
        "c": Actor("c", "c", incidents=("i2",)),
    },
    datasets={
        "list": Dataset("list", "list"),
        "part": Dataset("part", "part", derived_from=("list",)),
        "other": Dataset("other", "other"),
    },
    transfers={
        t.id: t
        for t in (
            Transfer("t1", "i1", "a", "b", "list", window=MAY),
            Transfer("t2", "i1", "b", "c", "part", status=Status.SUSPECTED),
            Transfer("t3", "i2", "a", "c", "other", window=Window.month(2031, 7)),
            Transfer("t4", "i1", "a", "c", "list", status=Status.DENIED),
            Transfer("t5", "i2", "c", "b", None),
        )
    },
    holdings=(Holding("h1", "a", "list", MAY), Holding("h2", "c", "other")),
    events={key: Event(key, incident, "arrest", ("a",), MAY) for key, incident in (("e1", "i1"), ("e2", "i2"))},
    affected=(Affected("r1", "i1", "b"), Affected("r2", "i2", "c")),
)
KINDS = {
    "t": ThingKind.TRANSFER,
    "h": ThingKind.HOLDING,
    "e": ThingKind.EVENT,
    "r": ThingKind.AFFECTED,
    "d": ThingKind.DATASET,
    "a": ThingKind.ACTOR,
}


@pytest.mark.parametrize(
    ("question", "scope", "expected"),
    [
        ({}, {}, "t1 t2 t3 t5 h1 h2 e1 e2 r1 r2 list part other pair a b c"),
        ({"min_status": Status.CONFIRMED}, {}, "t1 t3 t5 h1 h2 e1 e2 r1 r2 list part other pair a b c"),
        ({"by": date(2031, 4, 30)}, {}, "t2 t5 h2 r1 r2 list part other pair a b c"),
        ({"dataset": "part"}, {}, "t1 t2 t5 h1 list part"),
        ({"dataset": "other"}, {}, "t3 t5 h2 other"),
        ({}, {"incident": "i1"}, "t1 t2 h1 e1 r1 list part pair a b"),
        ({}, {"actor": "a"}, "t1 t3 h1 e1 e2 list other pair a"),
        ({}, {"actor": "c", "incident": "i2"}, "t3 t5 h2 r2 other c"),
        ({}, {"transfer": "t2"}, "t2"),
        ({}, {"transfer": "t4"}, ""),
    ],
)
def test_what_is_asked_for(question, scope, expected):
    found = things_in(GRAPH, Question(**question), Scope(**scope))
    assert {key for keys in found.values() for key in keys} == set(expected.split())
    assert all(
        key in keys
        for key, kind in ((k, KINDS.get(k[0])) for k in expected.split() if k[1:].isdigit())
        for keys in (found[kind],)
    )


def test_bad_questions_are_refused():
    with pytest.raises(NotFound):
        things_in(GRAPH, Question(dataset="nothing"))
    with pytest.raises(BadQuestion):
        things_in(GRAPH, Question(max_hops=16))
