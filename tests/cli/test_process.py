"""The program as a process of its own: pipes, signals, the served page, the way from files to an answer."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx2

from app.cli.main import run

PROGRAM = [sys.executable, "-c", "from app.cli.main import main; main()"]


def leaktrail(*arguments, **more):
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, check=False, timeout=300, **more)


def test_a_pipe_that_closes_early_is_no_error(filled, root):
    command = f"{sys.executable} -c 'from app.cli.main import main; main()' transfers --json | true"
    done = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], cwd=root, capture_output=True, check=False
    )
    assert done.stderr == b""
    assert done.returncode in (0, 1)


def test_long_quotes_are_neither_cut_nor_wrapped_in_a_pipe(filled, root):
    done = leaktrail("paths", "shop", "dealer", cwd=root, env={"LEAKTRAIL_STORE": filled, "COLUMNS": "20", "LANG": "C"})
    assert done.returncode == 0
    assert "「元社員が2030年2月、会員約4万件の名簿をUSBメモリで持ち出した」".encode() in done.stdout


def test_serve_answers_until_it_is_interrupted(filled, root):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*PROGRAM, "serve", "--port", str(port)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        answer = _get(f"http://127.0.0.1:{port}/v1/paths?from=shop&to=dealer", server)
        assert [hop["transfer"] for hop in answer["paths"][0]["hops"]] == ["t1", "t2", "t3", "t4"]
        second = leaktrail("serve", "--port", str(port), cwd=root)
        assert second.returncode == 1
        assert b"choose another --port" in second.stderr
        assert b"Traceback" not in second.stderr
    finally:
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    assert out == b""
    assert b"Traceback" not in err
    assert server.returncode == 130


def test_an_interrupt_is_exit_130_without_a_traceback(uri, root, tmp_path):
    pipe = tmp_path / "endless.json"
    os.mkfifo(pipe)
    waiting = subprocess.Popen(
        [*PROGRAM, "import", str(pipe)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - background jobs inherit "ignore"
    )
    with pipe.open("w"):  # opens as soon as the program reads
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def _get(address, server):
    for _ in range(200):
        try:
            return httpx2.get(address, timeout=30).raise_for_status().json()
        except httpx2.TransportError:
            assert server.poll() is None, server.stderr.read()
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def test_the_demo_answers_with_quotes(root):
    done = leaktrail("demo", cwd=root)
    assert done.returncode == 0, done.stderr.decode()
    assert " → ".encode() in done.stdout
    assert "「".encode() in done.stdout
    assert b"Traceback" not in done.stderr


def test_the_demo_tells_the_same_to_programs(capsys):
    assert run(["demo", "--json"]) == 0  # in this process, for its parser is loaded already
    (path,) = json.loads(capsys.readouterr().out)["paths"]
    assert all(hop["evidence"] for hop in path["hops"])


def test_files_become_a_graph_once(root, tmp_path, uri):
    text = "2031年4月2日、あさぎ商店の元社員が会員約1200人分の名簿を名簿業者に売った疑いがある。"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "asagi.txt").write_text(text, "utf-8")
    extracted = leaktrail("extract", str(tmp_path / "in"), cwd=root)
    assert extracted.returncode == 0, extracted.stderr.decode()
    obj = json.loads(extracted.stdout)
    assert [document["id"] for document in obj["documents"]] == ["asagi"]
    for section in ("actors", "transfers"):
        for item in obj[section]:
            for piece in item.get("evidence", []) + item.get("mentions", []):
                assert text[piece["start"] : piece["end"]] == piece["quote"]
    assert leaktrail("load", str(tmp_path / "in"), cwd=root).stdout == b"1 loaded\n"
    assert leaktrail("load", str(tmp_path / "in"), cwd=root).stdout == b"1 skipped\n"
    exported = leaktrail("export", "leaktrail", cwd=root)
    assert json.loads(exported.stdout) == obj
