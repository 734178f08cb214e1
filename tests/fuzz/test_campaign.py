"""The short form of the campaign: schemathesis finds nothing in the examples and in short sequences of requests."""

from tests.fuzz.campaign import fuzz


def test_the_api_does_what_it_says():
    found = fuzz(examples=2, seed=20310402, seconds=5, phases="examples,stateful")
    assert found.returncode == 0
