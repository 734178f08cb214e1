"""What a home keeps, and for whom."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.services.neo4j_local import home as module
from app.services.neo4j_local.errors import HomeTaken, LocalServerError
from app.services.neo4j_local.home import (
    Started,
    default_home,
    forget_process,
    held,
    new_password,
    prepare,
    read_password,
    read_started,
    write_configuration,
    write_started,
)
from app.services.neo4j_local.ports import Ports

STARTED = Started(4711, 7687, 7474, auth=True, heap="1g", draft="/cache/x.new")


@pytest.fixture
def home(tmp_path):
    return prepare(tmp_path / "deep" / "home")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_home_is_the_users_alone(home):
    assert mode(home.root) == 0o700
    assert {path.name for path in home.root.iterdir()} == {"conf", "import", "logs", "plugins"}
    assert prepare(home.root) == home


def test_links_lead_to_the_same_home(home, tmp_path):
    (tmp_path / "link").symlink_to(home.root)
    assert prepare(tmp_path / "link").option == home.option == f"--home-dir={home.root}"


def test_a_home_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(HomeTaken, match="cannot be made") as refused:
        prepare(tmp_path / "file" / "home")
    assert "--home" in str(refused.value)


def test_the_default_is_in_the_users_data():
    assert default_home().parts[-2:] == ("leaktrail", "neo4j")


def test_a_password_is_for_the_user_alone_and_kept_if_all_went_well(home):
    with new_password(home) as file:
        assert mode(file) == 0o600
        assert not home.password.exists()
    assert mode(home.password) == 0o600
    assert len(read_password(home) or "") == 32
    assert not file.exists()


def test_a_password_that_could_not_be_set_is_not_kept(home):
    with pytest.raises(RuntimeError), new_password(home):
        raise RuntimeError
    assert read_password(home) is None
    assert [path.name for path in home.root.glob("password*")] == []


def test_a_left_over_of_a_killed_start_is_no_password(home):
    left = home.root / "password.new"
    left.write_text("of yesterday")
    left.chmod(0o644)
    with new_password(home) as file:
        assert mode(file) == 0o600
    assert read_password(home) != "of yesterday"


def test_what_was_started_comes_back(home):
    assert read_started(home) is None
    write_started(home, STARTED)
    assert read_started(home) == STARTED
    forget_process(home, STARTED)
    assert read_started(home) == Started(None, 7687, 7474, auth=True, heap="1g")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', '{"pid": 1, "what": 2}'])
def test_a_broken_state_is_told(home, text):
    home.state.write_text(text)
    with pytest.raises(LocalServerError, match="cannot be read") as refused:
        read_started(home)
    assert refused.value.place == str(home.state)


def test_one_at_a_time(home, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.1)

    def enter():
        with held(home):
            pass

    with ThreadPoolExecutor(1) as other:
        with held(home), pytest.raises(HomeTaken, match="another command"):
            other.submit(enter).result(10)
        other.submit(enter).result(10)


def test_the_configuration(home):
    write_configuration(home, Ports(17687, 17474), "2g", "300m", auth=False)
    lines = (home.conf / "neo4j.conf").read_text().splitlines()
    settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert settings["dbms.security.auth_enabled"] == "false"
    assert settings["server.bolt.listen_address"] == "127.0.0.1:17687"
    assert settings["server.memory.heap.max_size"] == "2g"
    addresses = {value for name, value in settings.items() if name.endswith("_address")}
    assert {address.partition(":")[0] for address in addresses} == {"127.0.0.1"}
    assert [line for line in lines if "$" in line] == []
