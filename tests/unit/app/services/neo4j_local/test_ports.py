"""Which two ports a start takes."""

import socket

import pytest

from app.services.neo4j_local.errors import PortTaken
from app.services.neo4j_local.ports import Ports, choose_ports


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def free():
    with socket.socket() as one, socket.socket() as two:
        for listener in (one, two):
            listener.bind(("127.0.0.1", 0))
        return Ports(one.getsockname()[1], two.getsockname()[1])


def test_the_usual_ones_if_they_are_free(free):
    assert choose_ports(None, None, free) == free


def test_another_for_one_that_is_taken(free, taken):
    chosen = choose_ports(None, None, Ports(taken, free.http))
    assert chosen.http == free.http
    assert chosen.bolt not in {taken, free.http}


def test_those_asked_for(free):
    assert choose_ports(free.http, free.bolt, free) == Ports(free.http, free.bolt)


def test_zero_is_any_but_the_usual(free):
    chosen = choose_ports(0, 0, free)
    assert len({chosen.bolt, chosen.http, free.bolt, free.http}) == 4


@pytest.mark.parametrize("option", ["--bolt-port", "--http-port"])
def test_one_asked_for_that_is_taken_is_refused(free, taken, option):
    asked = {"--bolt-port": (taken, None), "--http-port": (None, taken)}[option]
    with pytest.raises(PortTaken, match=f"port {taken} is in use") as refused:
        choose_ports(*asked, free)
    assert refused.value.place == option


def test_one_port_cannot_be_both(free):
    with pytest.raises(PortTaken, match=f"port {free.bolt} is in use"):
        choose_ports(free.bolt, free.bolt, free)
    assert choose_ports(free.http, None, free).http != free.http
