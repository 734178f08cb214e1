"""Each reason and each effect has its words."""

from app.cli.why import why_lines
from app.domain.explanation import Doubt

MAY = {"earliest": "2030-05-01", "latest": "2030-05-31"}
FREE = {"slot": None, "windows": [], "actors": [], "recoveries": []}
A, B = {"id": "a", "label": "二人"}, {"id": "b", "label": "知人"}
SAID = {
    "days_overlap": ({"hops": [1, 2], "windows": [MAY, MAY]}, f"days overlap, {'[2030-05-01 … 2030-05-31] and ' * 2}"),
    "inferred_end": ({"hops": [2], "slot": "recipient"}, "recipient inferred"),
    "joined_by_group": ({"hops": [1, 2], "actors": [A, B]}, "知人 may be 二人, or be one of them"),
    "recovery_between": ({"hops": [1], "recoveries": ["t7", "t8"]}, "perhaps recovered before (t7, t8)"),
    "order_disputed": ({"hops": [1, 3]}, "the texts put them in both orders"),
    "after_by": ({"hops": [2], "windows": [MAY]}, "may lie after the day asked for, [2030-05-01 … 2030-05-31]"),
}


def lines(**more):
    plain = {"days": [], "order": [], "doubts": [], "weakest": {"hop": 1, "because": None}, "disputes": []}
    return [line.strip() for line in why_lines({**plain, **more})]


def test_each_doubt_has_its_words():
    assert set(SAID) == {doubt.value for doubt in Doubt}
    for code, (place, words) in SAID.items():
        (_, line) = lines(doubts=[{"code": code, **FREE, **place}])
        hops = ", ".join(map(str, place["hops"]))
        assert (
            line == f"not certain: {'hop' if len(place['hops']) == 1 else 'hops'} {hops}: {words.removesuffix(' and ')}"
        )


def test_orders_that_do_not_rest_on_days_are_said():
    days = [None, "2030-05-01", "2030-05-01", "2030-06-01"]
    assert lines(days=days, order=["words", "choice", "days"]) == [
        "possible on: before → 2030-05-01 → 2030-05-01 → 2030-06-01; hop 2 comes after hop 1 by the words of the texts; "
        "hop 3 comes after hop 2 by choice of days only"
    ]


def test_sides_of_a_dispute_stand_beside_each_other():
    sides = [
        {"value": "2030-05-01/2030-05-31", "claimed_by": "県警", "effect": "becomes_uncertain"},
        {"value": 40000, "claimed_by": None, "effect": None},
    ]
    dispute = {"about": "日付", "property": "time", "hops": [3], "claims": sides}
    assert lines(disputes=[dispute])[1] == (
        "disputed: time at hop 3: 2030-05-01/2030-05-31 (県警): becomes uncertain | 40,000"
    )
    assert lines(disputes=[dispute | {"property": "other"}])[1].startswith("disputed: 日付 at hop 3: ")
