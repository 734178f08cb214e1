import pytest

from tests.unit.app.services.propose.model_server import model_server


@pytest.fixture
def server():
    """A played endpoint."""
    with model_server() as server:
        yield server
