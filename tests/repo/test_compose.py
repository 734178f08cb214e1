"""docker-compose.yml: true to the Compose Specification, and to what it promises. Here no engine runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import typer
import yaml
from jsonschema import Draft202012Validator
from packaging.specifiers import SpecifierSet

Compose = dict[str, Any]

SCHEMA = "check_jsonschema/builtin_schemas/vendor/compose-spec.json"

# Settings of the server that Leaktrail starts itself which the container does not share: its image has folders and
# addresses of its own, and takes no empty value from the environment.
_NOT_SHARED = {"server.default_listen_address", "server.directories.import", "dbms.security.procedures.allowlist"}

_EXACT_TAG = re.compile(r"[a-z0-9]+:\d+\.\d+\.\d+(-[a-z0-9-]+)?")


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docker-compose.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def compose(text: str) -> Compose:
    return yaml.safe_load(text)


@pytest.fixture(scope="module", params=["neo4j", "leaktrail"])
def service(request: pytest.FixtureRequest, compose: Compose) -> Compose:
    return compose["services"][request.param]


@pytest.fixture(scope="module")
def dockerfile(compose: Compose) -> list[str]:
    """The instructions of the service's image, one a line."""
    return compose["services"]["leaktrail"]["build"]["dockerfile_inline"].replace("\\\n", "").splitlines()


@pytest.fixture(scope="module")
def images(compose: Compose, dockerfile: list[str]) -> list[str]:
    """All images that are fetched."""
    named = [service["image"] for service in compose["services"].values() if "image" in service]
    return named + [line.split()[1] for line in dockerfile if line.startswith("FROM ")]


@pytest.fixture(scope="module")
def valid() -> Draft202012Validator:
    """The official JSON schema of the Compose Specification, as check-jsonschema carries it."""
    path = distribution("check-jsonschema").locate_file(SCHEMA)
    schema = json.loads(Path(str(path)).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_holds(compose: Compose, valid: Draft202012Validator) -> None:
    assert [f"{error.json_path}: {error.message}" for error in valid.iter_errors(compose)] == []


@pytest.mark.parametrize("wrong", [{"port": ["8000"]}, {"read_only": []}, {"healthcheck": {"test": 1}}])
def test_the_schema_can_refuse(compose: Compose, valid: Draft202012Validator, wrong: Compose) -> None:
    broken = {**compose, "services": {"leaktrail": {**compose["services"]["leaktrail"], **wrong}}}
    assert not valid.is_valid(broken)


def test_no_key_is_written_twice(text: str) -> None:
    # The later of two equal keys wins without a word.
    assert _doubled(yaml.compose(text)) == []


def test_images_have_exact_versions_and_no_digest(images: list[str], text: str) -> None:
    assert len(images) == 3
    assert [image for image in images if not _EXACT_TAG.fullmatch(image)] == []
    assert "sha256:" not in text


def test_an_image_that_is_built_has_no_name_to_be_fetched_by(compose: Compose) -> None:
    # With both, Compose first asks the registry for that name, which may be anybody's.
    assert [name for name, one in compose["services"].items() if ("image" in one) == ("build" in one)] == []


def test_neo4j_is_the_version_that_leaktrail_itself_starts(images: list[str], root: Path) -> None:
    pom = (root / "app/services/neo4j_local/pom.xml").read_text("utf-8")
    pinned = re.findall(r"<groupId>org\.neo4j</groupId>\s*<artifactId>neo4j</artifactId>\s*<version>([^<]+)<", pom)
    assert [image for image in images if image.startswith("neo4j:")] == [f"neo4j:{pinned[0]}-community"]


def test_python_is_one_that_the_project_takes(images: list[str], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    versions = {image.removeprefix("python:").partition("-")[0] for image in images if image.startswith("python:")}
    assert len(versions) == 1
    assert versions.pop() in SpecifierSet(project["requires-python"])


def test_ports_are_published_on_loopback_only(service: Compose) -> None:
    assert service["ports"]
    assert [port for port in service["ports"] if not re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port)] == []
    assert not {"network_mode", "networks"} & set(service)


def test_no_service_can_gain_rights(service: Compose) -> None:
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "devices", "pid", "ipc", "userns_mode"} & set(service)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])


def test_every_service_has_bounds_and_starts_again(service: Compose) -> None:
    assert re.fullmatch(r"\d+g", service["mem_limit"])
    assert service["restart"] == "unless-stopped"
    check = service["healthcheck"]
    assert check["test"][0] == "CMD"
    assert {"interval", "timeout", "retries", "start_period"} <= set(check)


def test_neo4j_fits_into_its_memory(compose: Compose) -> None:
    neo4j = compose["services"]["neo4j"]
    setting = neo4j["environment"]
    heap, cache = (_mebibytes(setting[f"NEO4J_server_memory_{name}"]) for name in ("heap_max__size", "pagecache_size"))
    assert heap + cache <= 0.6 * _mebibytes(neo4j["mem_limit"])


def test_the_service_can_write_nothing_but_tmp_and_its_desk(compose: Compose, dockerfile: list[str]) -> None:
    service = compose["services"]["leaktrail"]
    assert service["read_only"] is True
    assert [mount.partition(":")[0] for mount in service["tmpfs"]] == ["/tmp"]  # noqa: S108 - of the container
    assert service["volumes"] == ["leaktrail-desk:/var/lib/leaktrail"]
    assert service["environment"]["LEAKTRAIL_DESK"].startswith("/var/lib/leaktrail/")
    assert "RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/leaktrail" in dockerfile
    assert f"USER {service['user']}" in dockerfile


def test_it_waits_until_neo4j_is_healthy(compose: Compose) -> None:
    assert compose["services"]["leaktrail"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_data_lie_in_named_volumes(compose: Compose) -> None:
    mounts = [mount.split(":") for name in ("neo4j", "leaktrail") for mount in compose["services"][name]["volumes"]]
    assert {target for _, target in mounts} == {"/data", "/logs", "/var/lib/leaktrail"}
    assert {name for name, _ in mounts} == set(compose["volumes"])


def test_passwords_come_from_files(compose: Compose, service: Compose, text: str) -> None:
    environment = service["environment"]
    secret = {name: value for name, value in environment.items() if re.search("AUTH|PASSWORD", name)}
    assert list(secret.values()) == [f"/run/secrets/{name}" for name in service["secrets"]]
    assert all(name.endswith("_FILE") for name in secret)
    assert all(set(one) == {"file"} for one in compose["secrets"].values())
    assert not re.search(r"NEO4J_AUTH:|/none\b|PASSWORD:", text)
    assert not [word for word in map(str, service["healthcheck"]["test"]) if "secret" in word or "password" in word]


def test_nothing_of_the_checkout_is_a_secret(compose: Compose) -> None:
    assert [one["file"] for one in compose["secrets"].values() if not one["file"].startswith("${HOME}/.config/")] == []


def test_the_commands_that_are_told_make_what_is_read(compose: Compose, text: str, tmp_path: Path) -> None:
    _shell(_told(text, "mkdir -p"), HOME=str(tmp_path))
    auth, password = (
        Path(compose["secrets"][name]["file"].replace("${HOME}", str(tmp_path)))
        for name in ("neo4j_auth", "neo4j_password")
    )
    # The image reads user/password[/true], so the password has no slash; it refuses fewer than eight characters.
    assert re.fullmatch("[0-9a-f]{48}", password.read_text("utf-8"))
    assert auth.read_text("utf-8") == f"neo4j/{password.read_text('utf-8')}"
    assert stat.S_IMODE(auth.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in auth.parent.iterdir()} == {0o444}


def test_the_command_that_is_told_adds_digests(
    compose: Compose, text: str, valid: Draft202012Validator, tmp_path: Path
) -> None:
    digest = "sha256:" + "ab" * 32
    (tmp_path / "docker-compose.yml").write_text(text, "utf-8")
    _shell(f"docker() {{ echo {digest}; }}\n{_told(text, 'for image')}", tmp_path)
    pinned = yaml.safe_load((tmp_path / "docker-compose.yml").read_text("utf-8"))
    assert valid.is_valid(pinned)
    assert _texts(pinned) == re.sub(
        r"(neo4j:[\d.]+-community|python:[\d.]+-slim-\w+)", rf"\1@{digest}", _texts(compose)
    )
    assert _texts(pinned).count(digest) == 3


def test_no_plugins(compose: Compose) -> None:
    neo4j = compose["services"]["neo4j"]
    assert not [name for name in neo4j["environment"] if re.search("PLUGINS|unrestricted|apoc|gds", name)]
    assert not [mount for mount in neo4j["volumes"] if "plugins" in mount]


def test_neo4j_is_as_discreet_as_the_one_leaktrail_starts(compose: Compose, root: Path) -> None:
    conf = (root / "app/services/neo4j_local/neo4j.conf").read_text("utf-8")
    shared = {
        name: value
        for name, value in re.findall(r"^([a-z][\w.]*)=(.*)$", conf, re.MULTILINE)
        if "${" not in value and name not in _NOT_SHARED
    }
    assert {"server.fleet_discovery.enabled", "client.allow_telemetry", "dbms.usage_report.enabled"} <= set(shared)
    environment = compose["services"]["neo4j"]["environment"]
    told = {name: environment.get("NEO4J_" + name.replace("_", "__").replace(".", "_")) for name in shared}
    assert told == shared


def test_another_origin_may_not_read_neo4j(compose: Compose) -> None:
    allowed = compose["services"]["neo4j"]["environment"]["NEO4J_dbms_security_http__access__control__allow__origin"]
    assert allowed == "http://127.0.0.1:7474"


def test_the_variables_are_ones_that_leaktrail_reads(compose: Compose, root: Path) -> None:
    sources = "".join(path.read_text("utf-8") for path in (root / "app").rglob("*.py"))
    known = set(re.findall(r'"(LEAKTRAIL_\w+)"', sources))  # as a key, not in a sentence that tells of it
    assert set(compose["services"]["leaktrail"]["environment"]) - known == set()


def test_the_store_is_the_other_service(compose: Compose) -> None:
    store = urlsplit(compose["services"]["leaktrail"]["environment"]["LEAKTRAIL_STORE"])
    assert store.scheme in {"neo4j", "bolt"}
    assert f"127.0.0.1:{store.port}:{store.port}" in compose["services"][store.hostname]["ports"]
    assert store.password is None


def test_the_command_is_one_that_leaktrail_knows(compose: Compose, dockerfile: list[str]) -> None:
    from app.cli.main import app as program

    service = compose["services"]["leaktrail"]
    name, *options = service["command"]
    command = typer.main.get_command(program).commands[name]  # pyright: ignore[reportAttributeAccessIssue]
    given = command.make_context(name, list(options)).params
    assert (given["host"], given["published_on"]) == ("0.0.0.0", "127.0.0.1")  # noqa: S104 - of the container
    assert service["ports"] == [f"127.0.0.1:{given['port']}:{given['port']}"]
    assert dockerfile[-1] == 'ENTRYPOINT ["/opt/leaktrail/bin/leaktrail"]'


def test_what_is_copied_into_the_image_is_there(dockerfile: list[str], root: Path) -> None:
    copied = [line.split()[1:-1] for line in dockerfile if line.startswith("COPY ") and "--from" not in line]
    assert {name for names in copied for name in names if not (root / name).exists()} == set()
    wheel = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {*wheel["packages"], *wheel["force-include"]} <= {name for names in copied for name in names}


def test_only_what_the_lock_knows_is_installed(dockerfile: list[str]) -> None:
    fetched, installed = (line for line in dockerfile if " pip " in line)
    assert {"--require-hashes", "--only-binary"} <= set(fetched.split())
    assert {"--no-index", "--find-links"} <= set(installed.split())


def test_the_healthcheck_tells_a_service_that_answers_from_one_that_does_not(
    compose: Compose, root: Path, tmp_path: Path
) -> None:
    _, python, *arguments = compose["services"]["leaktrail"]["healthcheck"]["test"]
    assert python == "/opt/leaktrail/bin/python"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    check = [sys.executable, *(argument.replace("8000", str(port)) for argument in arguments)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 1
    serve = "from app.cli.main import main; main()"
    store = f"sqlite:///{tmp_path}/case.db"
    server = subprocess.Popen([sys.executable, "-c", serve, "serve", "--port", str(port), "--store", store], cwd=root)
    try:
        assert _becomes_healthy(check, server)
        gone = [argument.replace("/readyz", "/no-such-page") for argument in check]
        assert subprocess.run(gone, check=False).returncode == 1
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


def _becomes_healthy(check: list[str], server: subprocess.Popen[bytes]) -> bool:
    for _ in range(150):
        if subprocess.run(check, capture_output=True, check=False).returncode == 0:
            return True
        assert server.poll() is None
        time.sleep(0.2)
    return False


def _told(text: str, beginning: str) -> str:
    """The commands of the comment block that begins so."""
    blocks = re.findall(r"(?:^#      .*\n)+", text, re.MULTILINE)
    (block,) = (block for block in blocks if block.removeprefix("#").lstrip().startswith(beginning))
    return re.sub("^#", "", block, flags=re.MULTILINE)


def _shell(script: str, folder: Path | None = None, **environment: str) -> None:
    command = ["bash", "-euc", script]
    done = subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def _texts(compose: Compose) -> str:
    return json.dumps(compose, indent=1)


def _mebibytes(size: str) -> int:
    return int(size[:-1]) * {"m": 1, "g": 1024}[size[-1].lower()]


def _doubled(node: yaml.Node | None) -> list[str]:
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        below = (value for _, value in node.value)
        return sorted({key for key in keys if keys.count(key) > 1}) + list(_all_doubled(below))
    return list(_all_doubled(node.value)) if isinstance(node, yaml.SequenceNode) else []


def _all_doubled(nodes: Iterator[yaml.Node] | list[yaml.Node]) -> Iterator[str]:
    for node in nodes:
        yield from _doubled(node)
