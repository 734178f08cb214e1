"""The short form of the bench: what is brought in one by one is what resolving all anew gives. Time is not judged."""

import pytest

from tests.bench.resolving import compared


@pytest.mark.parametrize("documents", [100, 300])
def test_one_more_document_gives_the_graph_of_all(documents):
    lines = []
    assert compared(documents, lines.append)
    assert len(lines) == 8
