"""The lock, and a folder held against it."""

import hashlib
import re
import xml.etree.ElementTree as ET

import pytest

from app.services.neo4j_local.errors import BadJar
from app.services.neo4j_local.jars import POM_FILE, Jar, check_jars, lock_key, read_lock

BODY = b"the bytes of a jar"
ONE = Jar("org.example", "one", "1.0", "", hashlib.sha256(BODY).hexdigest())
TWO = Jar("org.example", "two", "2.0", "linux-x86_64", hashlib.sha256(BODY).hexdigest())


@pytest.fixture
def folder(tmp_path):
    for jar in (ONE, TWO):
        (tmp_path / jar.name).write_bytes(BODY)
    return tmp_path


def test_names_are_as_maven_gives_them():
    assert [ONE.name, TWO.name] == ["one-1.0.jar", "two-2.0-linux-x86_64.jar"]
    assert TWO.coordinates == "org.example:two:2.0:linux-x86_64"


def test_the_lock_is_whole():
    jars = read_lock()
    assert len(jars) > 200
    assert len({jar.name for jar in jars}) == len(jars)
    assert [jar.coordinates for jar in jars if not re.fullmatch(r"[0-9a-f]{64}", jar.sha256)] == []
    assert list(jars) == sorted(jars)


def test_the_lock_has_what_the_pom_asks_for():
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    asked = ET.parse(POM_FILE).getroot().findall("m:dependencies/m:dependency", space)  # noqa: S314
    names = {":".join(part.text for part in one) for one in asked}
    assert names == {"org.neo4j:neo4j:2026.08.1", "org.neo4j.client:neo4j-browser:5.24.0"}
    assert names <= {jar.coordinates for jar in read_lock()}


def test_other_jars_have_another_key():
    assert lock_key([ONE, TWO]) == lock_key((ONE, TWO)) != lock_key([TWO])


def test_the_right_folder_passes(folder):
    (folder / "f00.jsa").write_bytes(b"an archive of Java is no jar")
    check_jars(folder, [ONE, TWO])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / TWO.name).write_bytes(BODY + b"!"), "two-2.0-linux-x86_64.jar"),
        (lambda folder: (folder / TWO.name).unlink(), "two-2.0-linux-x86_64.jar is missing"),
        (lambda folder: (folder / "evil-1.jar").write_bytes(BODY), "evil-1.jar is not in jars.lock"),
    ],
    ids=["changed", "missing", "one too many"],
)
def test_a_wrong_jar_is_named(folder, spoil, words):
    spoil(folder)
    with pytest.raises(BadJar, match=re.escape(words)) as refused:
        check_jars(folder, [ONE, TWO])
    assert refused.value.place == str(folder)
    assert refused.value.exit_code == 4


def test_a_changed_jar_is_told_with_both_sums(folder):
    (folder / ONE.name).write_bytes(b"")
    with pytest.raises(BadJar, match=f"has SHA-256 {hashlib.sha256(b'').hexdigest()}, not {ONE.sha256}"):
        check_jars(folder, [ONE, TWO])
