"""What is too long loses whole entries at the end of its longest list, and says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.mcp.fitting import fit
from app.services.wire import to_json

_LISTS = st.lists(st.dictionaries(st.sampled_from("ab"), st.text(max_size=30), max_size=2), max_size=12)


def test_what_fits_is_left_alone() -> None:
    answer = {"items": [1, 2, 3], "truncated": False, "cut": []}
    assert fit(answer, 1_000) is answer


def test_entries_are_left_out_whole_and_counted() -> None:
    answer = {"items": [{"text": "名" * 50} for _ in range(10)], "truncated": False, "cut": ["hops"]}
    told = fit(answer, 400)
    assert told["items"] == answer["items"][: len(told["items"])]
    assert told["left_out"] == {"items": 10 - len(told["items"])}
    assert told["truncated"] is True
    assert told["cut"] == ["hops", "characters"]
    assert len(answer["items"]) == 10, "the answer itself is another's"


@given(items=_LISTS, beside=_LISTS, most=st.integers(150, 600))
def test_it_fits(items: list[object], beside: list[object], most: int) -> None:
    answer = {"items": items, "beside": beside, "mode": "possible"}
    told = fit(answer, most)
    assert len(to_json(told).decode()) <= most
    for name in ("items", "beside"):
        assert answer[name][: len(told[name])] == told[name]
        assert len(told[name]) + told.get("left_out", {}).get(name, 0) == len(answer[name])
