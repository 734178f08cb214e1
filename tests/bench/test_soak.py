"""The short form of the soak: mixed requests to a real server, and no server error."""

from tests.bench.soak import soak


def test_mixed_requests_are_answered():
    report = soak(requests=200, clients=4)
    assert report["requests"] >= 200
    assert report["server_errors"] == 0
    assert {"200", "404", "422"} <= set(report["statuses"])
    assert report["descriptors"]["most"] < 200
    assert report["memory_mb"]["last"] > 0
