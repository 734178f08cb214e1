"""What happens → lines on a stream: JSON for machines, or aligned words for a person at a terminal.

    log = open_log(sys.stderr, "json")
    log.info("request", route="/v1/paths", status=200)
    →  {"route":"/v1/paths","status":200,"level":"info","time":"2031-04-02T09:30:00.123456Z","event":"request"}

Logs are read by more people than records are. So an error is told by its class and by the places that it came through,
never by its message or by values; and what a library has to say is told by its template, without what was put in. Who
logs passes on words of the program only: ids, routes, numbers. A line that cannot be written is lost, and counted: a
full disk under the log must not end the service.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal, TextIO, TypeAlias, cast

import orjson
import structlog
from structlog.typing import FilteringBoundLogger

__all__ = ["LEVELS", "SILENT", "Form", "Log", "lost_lines", "open_log", "take_over", "trace_of"]

Log: TypeAlias = FilteringBoundLogger
Form: TypeAlias = Literal["auto", "json", "text"]
"""How a line looks; `auto` is `text` on a terminal."""
LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

_Event: TypeAlias = MutableMapping[str, Any]
_FRAMES = 30  # places of one error: those nearest to it
_ROOT = Path(__file__).resolve().parents[1]
_TEMPLATES = ("uvicorn",)  # whose templates are known to hold no values
_TOLD_ALREADY = "Exception in ASGI application"  # by `app.api.request_log`, which knows the request


class _Lines:
    """Whole lines to a stream, at once; structlog calls the method of the level."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self._stream = stream
        self.lost = 0

    def _write(self, line: bytes | str) -> None:
        if self._stream is None:
            return
        data = line if isinstance(line, bytes) else line.encode("utf-8", "backslashreplace")
        try:
            self._stream.write(data + b"\n")
            self._stream.flush()
        except (OSError, ValueError):  # a full disk, a pipe whose reader is gone, a closed stream
            self.lost += 1

    msg = debug = info = warning = error = critical = _write


def open_log(stream: TextIO, form: Form = "auto", level: str = "info") -> Log:
    """A log on a text stream of the system, from `level` (a key of LEVELS) on."""
    is_text = form == "text" or (form == "auto" and stream.isatty())
    return _log(_Lines(stream.buffer), LEVELS[level], is_text=is_text)


def lost_lines(log: Log) -> int:
    """How many lines could not be written."""
    return cast("_Lines", cast("Any", log)._logger).lost  # noqa: SLF001 - structlog's, and the name is documented


def take_over(log: Log) -> None:
    """Let all that libraries tell `logging` go to `log`, and errors that end a thread, or that nobody could raise.

    Whatever was set up before, such as by a server that has its own way of logging, ends.
    """
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    logging.root.handlers[:] = [_Bridge(log)]
    logging.root.setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    threading.excepthook = lambda failed: log.error("a thread failed", exc_info=failed.exc_value)
    sys.unraisablehook = lambda failed: log.error("an error had nowhere to go", exc_info=failed.exc_value)


def trace_of(error: BaseException) -> list[str]:
    """Class and places of an error and of those behind it, the last first; without messages and values.

    >>> try:
    ...     int("佐藤")
    ... except ValueError as error:
    ...     print(trace_of(error)[0])
    ValueError
    """
    return list(_chain(error))


def _log(lines: _Lines, level: int, *, is_text: bool) -> Log:
    last: Any = structlog.processors.JSONRenderer(serializer=_to_json)
    if is_text:
        colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        last = structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0, sort_keys=False)
    return structlog.wrap_logger(
        lines,
        processors=[
            _with_trace,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="timestamp" if is_text else "time"),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        context_class=dict,
        cache_logger_on_first_use=True,
    ).bind()


def _to_json(event: _Event, **_: object) -> bytes:
    return orjson.dumps(event, default=str)


def _with_trace(_: object, __: str, event: _Event) -> _Event:
    """`exc_info=error` → `error` (its class) and `trace`."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["error"], event["trace"] = type(error).__name__, trace_of(error)
    return event


def _chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield type(one).__name__
        frames = list(traceback.walk_tb(one.__traceback__))[-_FRAMES:]
        yield from (f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in frames)
        if isinstance(one, BaseExceptionGroup):
            waiting += cast("tuple[BaseException, ...]", one.exceptions)
        behind = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        waiting += [behind] if behind is not None else []


def _place(file: str) -> str:
    """Within the project, or within what is installed: no home folder, whose name may be a person's."""
    path = Path(file)
    with suppress(ValueError):
        return path.relative_to(_ROOT).as_posix()
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-2:])


class _Bridge(logging.Handler):
    """Records of `logging` → lines of a log."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        template = str(record.msg).strip()
        if template == _TOLD_ALREADY:
            return
        is_known = record.name.split(".")[0] in _TEMPLATES and "\n" not in template  # else it is a whole traceback
        event = template if is_known else "a library has something to say"
        place = f"{_place(record.pathname)}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        self._log.log(max(record.levelno, logging.INFO), event, logger=record.name, place=place, exc_info=error)


SILENT: Log = _log(_Lines(None), logging.CRITICAL, is_text=False)
"""A log that keeps nothing."""
