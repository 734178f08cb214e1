"""What a person says of readers → who reads: this process, others of this machine, or a cluster.

with open_readers(read_document, workers="auto") as readers:
list(load(store, found, read_document, readers=readers))
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

from app.domain.errors import BadQuestion
from app.domain.ports import Read
from app.services.cluster import Cluster
from app.services.readers import Alone, Readers
from app.services.workers import Workers

__all__ = ["open_readers"]

_MOST_WORKERS = 256


@contextmanager
def open_readers(read: Read, workers: str | None = None, cluster: str | None = None) -> Generator[Readers]:
    """Who reads with `read`: this process, or so many others (`auto`: one a core), or a Dask cluster at an address.

    They are gone at the end. BadQuestion for what names no readers, ClusterUnavailable.
    """
    if cluster is not None and workers is not None:
        raise BadQuestion("goes without --workers: the cluster has its own", place="--cluster")
    if cluster is not None:
        with Cluster(cluster, read) as readers:
            yield readers
    elif workers is not None:
        with Workers(_number_of(workers), read) as readers:
            yield readers
    else:
        yield Alone(read)


def _number_of(workers: str) -> int:
    if workers == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not (workers.isascii() and workers.isdecimal() and 1 <= int(workers[:9]) <= _MOST_WORKERS):
        raise BadQuestion(f"must be auto or a number from 1 to {_MOST_WORKERS}", place="--workers")
    return int(workers)
