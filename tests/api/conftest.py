from contextlib import closing

import pytest
from starlette.testclient import TestClient

from app.api.main import create_app
from app.bootstrap import wire
from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.load import load
from app.services.wire import to_json
from app.store.uri import open_store
from tests.builders import case, plain_reading


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("api")
    note = folder / "memo.txt"
    note.write_text("県警は捜査を続けている。\r\n<b>以上</b>", "utf-8", newline="")
    with closing(open_store(f"sqlite:///{folder}/case.db")) as store:
        import_exchange(store, to_json(case()), "case.json")
        list(load(store, find_files([note]), plain_reading))
        yield store


@pytest.fixture(scope="module")
def client(store):
    with TestClient(create_app(wire(store)), raise_server_exceptions=False) as client:
        yield client
