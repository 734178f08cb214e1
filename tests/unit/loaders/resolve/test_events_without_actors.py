"""An event of which one document names nobody is that of another document on the very same day."""

from __future__ import annotations

from app.domain.view import View
from loaders.resolve import resolve
from tests.unit.loaders.resolve.stories import event, theft


def events(first, second):
    graph = resolve([theft("d1", "x", "元社員", *first), theft("d2", "x", "元社員", *second)], View())
    return sorted((e.window.to_iso()[0], e.actors) for e in graph.events.values() if e.type == "contact")


def test_same_type_and_day_with_nobody_named_is_one_event():
    found = events([event("c", "contact", "2031-05-01", "shop")], [event("c", "contact", "2031-05-01")])
    assert found == [("2031-05-01", ("d1:shop",))]


def test_a_month_is_not_the_very_same_day():
    assert len(events([event("c", "contact", "2031-05-01", "shop")], [event("c", "contact", "2031-05")])) == 2
    assert len(events([event("c", "contact", "2031-05-01", "shop")], [event("c", "contact", "2031-05-02")])) == 2


def test_other_actors_are_other_events():
    found = events([event("c", "contact", "2031-05-01", "shop")], [event("c", "contact", "2031-05-01", "x")])
    assert len(found) == 2


def test_two_on_one_day_are_not_guessed_between():
    two = [event("c", "contact", "2031-05-01", "shop"), event("e", "contact", "2031-05-01", "x")]
    assert len(events(two, [event("c", "contact", "2031-05-01")])) == 3
