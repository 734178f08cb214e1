from contextlib import closing

import pytest

from app.services.exchange import import_exchange
from app.services.graph import Graphs
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case


@pytest.fixture
def store(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path}/case.db")) as store:
        yield store


@pytest.fixture
def graphs(store):
    import_exchange(store, to_json(case()), "case.json")
    return Graphs(store)
