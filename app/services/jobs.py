"""Uploads → jobs, one after the other: each file is loaded as by `leaktrail load`, while its sender may ask how far.

    job = jobs.submit(Upload("内部資料.pdf", spool, Metadata()), owner="key-7f3a")
    jobs.get(job.id).state         →  waiting, running, done, failed, cancelled

There is one writer and a queue with an end (Busy). A document is stored whole, so what a job has stored stays when it
is cancelled or the process dies. Jobs are not kept over a restart: the record is, and the same file sent again changes
nothing. Files lie in a folder of this process that nobody else may read, and are gone with their job; what a killed
process left behind goes when the next one starts.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePath
from secrets import token_hex
from shutil import rmtree
from threading import Condition, Thread

from app.domain.access import Marking
from app.domain.document import Metadata
from app.domain.errors import Busy, LeaktrailError, NotFound
from app.domain.ids import DocumentId
from app.domain.ports import Desk, Read, Store
from app.domain.view import Reading
from app.services.audit import note_loads
from app.services.beside import SIDECAR
from app.services.files import Found
from app.services.load import Event, Outcome, load
from app.services.publish import publish

__all__ = ["LARGEST_UPLOAD", "MOST_WAITING", "Job", "JobState", "Jobs", "Upload"]

LARGEST_UPLOAD = 50_000_000
MOST_WAITING = 32
_MOST_KEPT = 500
"""Jobs that have ended and can still be asked for."""
_MOST_EVENTS = 500
"""Documents of one job that are told one by one; the others are counted."""
_FOLDER = "leaktrail-upload-"
_THERE = "already there"
_PATIENCE = 5.0  # seconds for the document that is being stored when the server ends


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """True if nothing more will happen."""
        return self not in (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: `path` lies in a folder of its own (`Jobs.folder`), with nothing beside it.

    `hidden`: which of these documents its sender may not see; they stay as they are, whatever is sent.
    """

    path: Path
    metadata: Metadata
    marking: Marking | None = None
    hidden: Callable[[Iterable[DocumentId]], Set[DocumentId]] | None = None

    def discard(self) -> None:
        """Delete the file and its folder."""
        rmtree(self.path.parent, ignore_errors=True)


@dataclass(slots=True, eq=False)
class Job:
    """One upload on its way. Only `Jobs` changes it."""

    id: str
    owner: str
    name: str
    submitted: datetime
    state: JobState = JobState.WAITING
    ended: datetime | None = None
    events: list[Event] = field(default_factory=list[Event])
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    error: LeaktrailError | None = None
    """Why the job as a whole has failed."""
    is_unwanted: bool = False
    """It was cancelled while it ran, and ends when the document under way is read."""

    @property
    def is_cut(self) -> bool:
        """True if there were more documents than are told one by one."""
        return sum(self.counts.values()) > len(self.events)

    def note(self, event: Event) -> None:
        """What became of one document."""
        self.counts[event.outcome] += 1
        if len(self.events) < _MOST_EVENTS:
            self.events.append(event)


class _Unwanted(Exception):
    """Nobody wants what was read any more; it is not stored."""


class Jobs:
    """The queue of one process. Threads may share it; what is in it is gone with the process."""

    def __init__(self, store: Store, read: Read, largest: int = LARGEST_UPLOAD, desk: Desk | None = None) -> None:
        """`largest`: bytes of a file; `desk`: whose secret `load` uses, and where loads are noted.

        Nothing is started before there is something to do.
        """
        self._store, self._read, self._desk, self.largest = store, read, desk, largest
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[tuple[Job, Upload]] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._closed = False
        self._cleaned = False

    def folder(self) -> Path:
        """A new folder for one upload, for this user alone."""
        if not self._cleaned:
            self._cleaned = True
            _remove_left_behind()
        return Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-"))

    def check_room(self) -> None:
        """Raise Busy if another upload would find no place."""
        if len(self._waiting) >= MOST_WAITING:
            raise Busy(f"{MOST_WAITING} files are waiting already", remedy="send it again when one of them is done")

    def submit(self, upload: Upload, owner: str) -> Job:
        """A job for it. Raises Busy; then the upload is still the caller's to discard."""
        job = Job(f"job-{token_hex(12)}", owner, upload.path.name, datetime.now(UTC))
        with self._changed:
            self.check_room()
            if self._closed:
                raise Busy("the server is about to end", remedy="send it again when it is back")
            self._jobs[job.id] = job
            self._waiting.append((job, upload))
            self._forget()
            self._begin()
        return job

    def get(self, identifier: str, owner: str | None = None) -> Job:
        """The job of that id. NotFound for one of another process, one that ended long ago, one of another owner."""
        job = self._jobs.get(identifier)
        if job is None or owner not in (None, job.owner):
            remedy = "jobs end with the server; what was stored is at /v1/documents, and sending a file again is safe"
            raise NotFound("no job has that id", place=identifier, remedy=remedy)
        return job

    def all(self, owner: str | None = None) -> Sequence[Job]:
        """All jobs that are known, or those of one owner, the newest first."""
        with self._changed:
            return [job for job in reversed(self._jobs.values()) if owner in (None, job.owner)]

    def cancel(self, identifier: str) -> Job:
        """Let a job end: at once if it waits, else when the document under way is read. One that is over stays so."""
        job = self.get(identifier)
        with self._changed:
            if job.state is JobState.WAITING:
                mine = next(entry for entry in self._waiting if entry[0] is job)
                self._waiting.remove(mine)
                mine[1].discard()
                self._end(job, JobState.CANCELLED)
            elif job.state is JobState.RUNNING:
                job.is_unwanted = True
        return job

    def wait(self, identifier: str, seconds: float) -> Job:
        """The job when it is over, or after so many seconds."""
        job = self.get(identifier)
        with self._changed:
            self._changed.wait_for(lambda: job.state.is_over, seconds)
        return job

    def close(self) -> None:
        """Take no more, let go of what waits, and give what is being stored a moment."""
        with self._changed:
            self._closed = True
            for job, upload in self._waiting:
                upload.discard()
                self._end(job, JobState.CANCELLED)
            self._waiting.clear()
            for job in self._jobs.values():
                job.is_unwanted = True
            thread = self._thread
        if thread is not None:
            thread.join(_PATIENCE)

    # ------------------------------------------------------------ one after the other

    def _begin(self) -> None:
        """Start the next one, if none is under way."""
        if self._thread is None and self._waiting:
            job, upload = self._waiting.popleft()
            job.state = JobState.RUNNING
            self._thread = Thread(target=self._carry_out, args=(job, upload), name="job", daemon=True)
            self._thread.start()

    def _carry_out(self, job: Job, upload: Upload) -> None:
        """To its end. An error that nobody foresaw ends this thread and stands in the log; the next job has its own."""
        state = JobState.FAILED
        try:
            state = self._run(job, upload)
        except LeaktrailError as error:
            job.error = error
        finally:
            upload.discard()
            with self._changed:
                if state is JobState.FAILED and not job.counts[Outcome.FAILED]:
                    job.error = job.error or LeaktrailError("something that nobody foresaw; it is in the log")
                self._end(job, state)
                self._thread = None
                self._begin()

    def _run(self, job: Job, upload: Upload) -> JobState:
        told = {key: value for key, value in asdict(upload.metadata).items() if value is not None}
        if told:
            beside = upload.path.with_name(upload.path.stem + SIDECAR)
            beside.write_text(json.dumps(told), "utf-8")

        def read(data: bytes, filename: str, metadata: Metadata, columns: str | None = None) -> Reading:
            more = {} if columns is None else {"columns": columns}
            reading = self._read(data, filename, metadata, **more)
            if job.is_unwanted:
                raise _Unwanted  # before it is stored
            return reading

        try:
            found = Found((upload.path,))
            secret = None if self._desk is None else self._desk.secret
            events = load(self._store, found, read, secret=secret, marking=upload.marking, hidden=upload.hidden)
            for event in events if self._desk is None else note_loads(events, self._desk, job.owner):
                job.note(_for_sender(event, upload.path.parent))
        except _Unwanted:
            publish(self._store)
            return JobState.CANCELLED
        failed = job.counts[Outcome.FAILED] and not (job.counts[Outcome.LOADED] or job.counts[Outcome.SKIPPED])
        return JobState.FAILED if failed else JobState.DONE

    def _end(self, job: Job, state: JobState) -> None:
        job.state, job.ended = state, datetime.now(UTC)
        self._changed.notify_all()

    def _forget(self) -> None:
        """Let go of the oldest that are over."""
        over = [key for key, job in self._jobs.items() if job.state.is_over]
        for key in over[: max(len(over) - _MOST_KEPT, 0)]:
            del self._jobs[key]


def _for_sender(event: Event, folder: Path) -> Event:
    """Who sends what is there already may not be allowed to see by what name it is known."""
    place = str(PurePath(event.place).relative_to(folder))
    return replace(event, place=place, message=_THERE if event.outcome is Outcome.SKIPPED else event.message)


def _remove_left_behind() -> None:
    """Folders of our user's processes that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*-*"):
        process = folder.name.removeprefix(_FOLDER).partition("-")[0]
        try:
            if process.isdecimal() and folder.stat().st_uid == os.getuid() and not _is_alive(int(process)):
                rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # somebody else was faster


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
