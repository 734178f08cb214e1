"""Functions for the child that do what hostile files make readers do."""

import os
import sys
import time
from pathlib import Path

from app.domain.errors import UnreadableDocument


def measure(data, filename):
    return {"name": filename, "size": len(data)}


def whoami(data, filename):
    return os.getpid()


def environment(data, filename):
    return sorted(os.environ)


def refuse(data, filename):
    raise UnreadableDocument("is no such thing", remedy="give another")


def break_off(data, filename):
    return {}[filename]


def eat(data, filename):
    return len(bytearray(4_000_000_000))


def spin(data, filename):
    while True:
        pass


def hang(data, filename):
    time.sleep(60)


def die(data, filename):
    os.abort()


def leave(data, filename):
    os._exit(0)


def print_much(data, filename):
    print("x" * 100_000)
    os.write(1, b"\0" * 100_000)
    sys.stderr.write("y" * 100_000)
    return "done"


def write_a_file(data, filename):
    with Path(filename).open("wb") as file:
        file.write(b"12345")


def answer_much(data, filename):
    return "x" * 2000


def use_lists(data, filename):
    return [[1, "名簿", None]]


def recurse(data, filename):
    return recurse(data, filename)
