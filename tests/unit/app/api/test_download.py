"""A file is sent whole, or not begun; and it is closed, however that ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from app.api.download import Download, Held, spool
from app.api.negotiation import preferred


def never() -> bool:
    return False


def held(data: bytes = b"whole") -> Held:
    made = spool([data], never)
    assert made is not None
    return made


def sent(download: Download, *, breaks_after: int | None = None) -> list[dict]:
    messages: list[dict] = []

    async def send(message: dict) -> None:
        if breaks_after is not None and len(messages) >= breaks_after:
            raise OSError("the client is gone")
        messages.append(message)

    async def run() -> None:
        await download({"type": "http"}, None, send)  # type: ignore[arg-type]

    asyncio.run(run())
    return messages


def test_the_tag_and_the_length_are_those_of_the_bytes():
    first, again, other = held(b"ab" * 40_000), spool([b"ab"] * 40_000, never), held(b"ab")
    assert again is not None
    assert (first.tag, first.length) == (again.tag, 80_000)
    assert first.tag != other.tag
    for one in (first, again, other):
        one.file.close()


def test_a_file_is_sent_a_piece_at_a_time_and_closed():
    one = held(b"x" * 200_000)
    start, *bodies = sent(Download(one, "leaktrail.dot", "text/vnd.graphviz", {"etag": '"1"'}))
    headers = dict(start["headers"])
    assert headers[b"content-length"] == b"200000"
    assert headers[b"content-disposition"] == b'attachment; filename="leaktrail.dot"'
    assert b"".join(body["body"] for body in bodies) == b"x" * 200_000
    assert max(len(body["body"]) for body in bodies) < 100_000
    assert [body["more_body"] for body in bodies[-2:]] == [True, False]
    assert one.file.closed


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_client_that_leaves_leaves_no_file_open(after: int):
    one = held(b"x" * 200_000)
    with pytest.raises(OSError, match="gone"):
        sent(Download(one, "a", "text/plain", {}), breaks_after=after)
    assert one.file.closed


def test_nothing_is_written_on_when_nobody_waits():
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield b"x"

    assert spool(pieces(), lambda: taken >= 3) is None
    assert taken == 3


def test_what_goes_wrong_while_writing_is_told():
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise ValueError("no such value")

    with pytest.raises(ValueError, match="no such value"):
        spool(pieces(), never)


OFFERED = ["application/json", "text/html", "application/stix+json;version=2.1"]


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        ("", "application/json"),
        ("  ", "application/json"),
        ("text/html", "text/html"),
        ("TEXT/HTML ; Q=0.5", "text/html"),
        ("application/stix+json;version=2.1", "application/stix+json;version=2.1"),
        ("application/*;q=0.4, text/html;q=0.3", "application/json"),
        ("application/json;q=0, */*;q=0.1", "text/html"),
        ("text/*, */*;q=0.9", "text/html"),
        ("text/html;q=2", None),
        ("text/html;q=", None),
        ("image/*", None),
        (",,;", None),
    ],
)
def test_the_more_specific_range_counts(accept: str, best: str | None):
    assert preferred(accept, OFFERED) == best
