"""The short form of the bench over HTTP: a server, real answers with their words, a whole report. Time is not judged."""

from tests.bench.http_answers import measure_answers


def test_answers_over_http_are_measured():
    report = measure_answers(requests=6, rounds=2, connections=2)
    assert report["paths"] >= 1
    assert report["bytes"] > 1_000
    assert report["ratio"]["low"] <= report["ratio"]["ratio"] <= report["ratio"]["high"]
    assert report["paths_us"] > report["static_us"] > 0
    assert {"over_question_us", "static_per_second", "paths_per_second", "again_per_second"} <= set(report)
