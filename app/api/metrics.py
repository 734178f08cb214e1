"""What the service did and how it is → the text that Prometheus reads at `/metrics`.

    metrics = Metrics()
    metrics.note(Served("GET", "/v1/paths", 200, 0.012, "paths", ("k",)))
    metrics.watch(services, log)
    metrics.text()     →  b'# HELP leaktrail_requests_total …'

Labels are words of the program (templates of routes, methods, kinds of question, reasons of cuts), never words of a
request: so their number is bounded, and nobody's name is among them.

References:
    Prometheus, "Metric and label naming" and "Instrumentation" (prometheus.io/docs/practices).
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from threading import Lock
from time import monotonic

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from app.api.served import Served
from app.bootstrap import Services
from app.domain.errors import StoreError
from app.domain.ports import GraphStore, Sizes
from app.logs import Log, lost_lines
from app.services.jobs import JobState

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

disable_created_metrics()  # a moment for each sample, which nobody asks for, would double the text
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_FRESH = 15.0  # seconds for which sizes of the record are told again: to count claims is to look at all of them


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        """All at zero."""
        registry = self._registry = CollectorRegistry()
        self._requests = Counter(
            "leaktrail_requests", "Requests that ended.", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "leaktrail_request_seconds", "How long they took.", ("route",), registry=registry, buckets=_BUCKETS
        )
        self._questions = Counter("leaktrail_questions", "Questions that were answered.", ("kind",), registry=registry)
        self._cuts = Counter(
            "leaktrail_question_cuts", "Answers that were cut, by reason.", ("kind", "reason"), registry=registry
        )
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)

    def note(self, served: Served) -> None:
        """A request has ended."""
        key = (served.method, served.route, served.status)
        found = self._known.get(key)
        if found is None:  # the library looks for labels under a lock, which takes as long as all else here
            number = self._requests.labels(served.method, served.route, str(served.status))
            found = self._known[key] = number, self._seconds.labels(served.route)
        found[0].inc()
        found[1].observe(served.seconds)
        if served.question is not None and served.status in {200, 304}:
            self._questions.labels(served.question).inc()
            for reason in served.cut:
                self._cuts.labels(served.question, reason).inc()

    def watch(self, services: Services, log: Log) -> None:
        """Tell of the record and its graphs too."""
        self._registry.register(_Record(services, log))

    def text(self) -> bytes:
        """All figures as they are now."""
        return generate_latest(self._registry)


class _Record(Collector):
    """Figures that are looked up when somebody asks."""

    def __init__(self, services: Services, log: Log) -> None:
        self._services, self._log, self._lock = services, log, Lock()
        self._sizes: Sizes | None = None
        self._asked = 0.0

    def collect(self) -> Iterator[Metric]:
        """Of a store that does not answer only that."""
        graphs = self._services.graphs
        snapshots = CounterMetricFamily("leaktrail_snapshots", "Graphs that questions needed.", labels=["from"])
        snapshots.add_metric(["cache"], graphs.found)
        snapshots.add_metric(["record"], graphs.built)
        yield snapshots
        yield CounterMetricFamily("leaktrail_log_lines_lost", "Lines that no log took.", value=lost_lines(self._log))
        jobs = GaugeMetricFamily("leaktrail_jobs", "Uploads that can still be asked for, by state.", labels=["state"])
        counted = Counts(job.state for job in self._services.jobs.all())
        for state in JobState:
            jobs.add_metric([state.value], counted[state])
        yield jobs
        try:
            found, is_published = self._look()
        except StoreError:
            yield GaugeMetricFamily("leaktrail_store_up", "1 if the store answers.", value=0)
            return
        yield GaugeMetricFamily("leaktrail_store_up", "1 if the store answers.", value=1)
        yield GaugeMetricFamily("leaktrail_documents", "Documents that are not removed.", value=found.documents)
        yield GaugeMetricFamily("leaktrail_claims", "Claims that count.", value=found.claims)
        yield GaugeMetricFamily(
            "leaktrail_graph_published", "1 if the graph beside the record is up to it.", value=int(is_published)
        )

    def _look(self) -> tuple[Sizes, bool]:
        store = self._services.store
        with self._lock:
            if self._sizes is None or monotonic() - self._asked > _FRESH:
                self._sizes, self._asked = store.sizes(), monotonic()
            is_published = isinstance(store, GraphStore) and store.published() == store.revision()
            return self._sizes, is_published
