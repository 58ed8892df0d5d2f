"""What a run reads: the documents of its paths in order, each with the fingerprint of its bytes."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extractor.adaptation.model import NONE, Adaptation
from extractor.pipeline import RULES
from extractor.records import Document, InputError
from extractor.streams import extract_many
from extractor.text.reading import File, attempt, find, load


@dataclass(frozen=True, slots=True)
class Read:
    """A document, the fingerprint of the file it came from, and the file's size in bytes."""

    document: Document
    fingerprint: bytes
    size: int


Watch = Callable[[Iterable[Read], int], Iterator[Read]]


def unwatched(reads: Iterable[Read], done: int) -> Iterator[Read]:
    """The default of ``watch``: documents as they come, after ``done`` that were finished before."""
    return iter(reads)


@dataclass(slots=True)
class Totals:
    """What a run has done, in this process and before.

    Args:
        documents: texts, those that failed among them.
        failed: texts that failed.
        complete: whether all was read.
    """

    documents: int = 0
    failed: int = 0
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to read and how.

    ``paths`` to ``adaptation`` shape the records; ``workers`` and ``timeout`` only say how they are made.

    Args:
        paths: as in ``extractor.text.reading.find``.
        encoding: of all files; found for each when None.
        published: ISO date of all texts; inferred from each when None.
        all_zones, pipeline, adaptation: as in ``extractor.extract``.
        workers, timeout: as in ``extractor.extract_many``.
        stopped: asked before each document is begun; what is in flight is finished when it says yes.
    """

    paths: tuple[str, ...]
    encoding: str | None = None
    published: str | None = None
    all_zones: bool = False
    pipeline: str = RULES
    adaptation: Adaptation = NONE
    workers: int = 1
    timeout: float | None = None
    stopped: Callable[[], bool] = lambda: False

    def files(self) -> Iterator[File]:
        """What the paths name."""
        return find(self.paths)

    def count(self, *, seconds: float = 1.0) -> int | None:
        """The number of documents; None when it cannot be told in time."""
        ends = time.monotonic() + seconds
        n = 0
        for _ in self.files():
            n += 1
            if time.monotonic() > ends:
                return None
        return n

    def documents(self, done: Totals | None = None, watch: Watch = unwatched) -> Iterator[Document]:
        """Yields the documents of the paths, in order.

        Args:
            done: counts them as they go.
            watch: sees them go by.
        """
        totals = Totals() if done is None else done
        ended = False

        def files() -> Iterator[File]:
            nonlocal ended
            yield from self.files()
            ended = True

        for read in watch(self.read(files()), 0):
            totals.documents += 1
            totals.failed += read.document.error is not None
            yield read.document
        totals.complete = ended

    def read(self, files: Iterable[File]) -> Iterator[Read]:
        """Yields the documents of files, in order."""
        waiting: deque[tuple[bytes, int]] = deque()

        def items() -> Iterator[dict[str, object]]:
            for file in files:
                if self.stopped():
                    return
                source, data = attempt(file, encoding=self.encoding)
                waiting.append((fingerprint(file, data), len(data or b"")))
                yield {
                    "text": source.text,
                    "published": self.published,
                    "doc_id": source.doc_id,
                    "source": source.source,
                    "noise": source.noise,
                    "error": source.error,
                }

        found = extract_many(
            items(),
            workers=self.workers,
            timeout=self.timeout,
            all_zones=self.all_zones,
            pipeline=self.pipeline,
            adaptation=self.adaptation,
        )
        for document in found:
            yield Read(document, *waiting.popleft())


def fingerprint(file: File, data: bytes | None) -> bytes:
    """Tells a file from another, and from itself after a change; ``data`` is None when it could not be loaded."""
    content = b"" if data is None else hashlib.sha256(data).digest()
    names = f"{file.doc_id}\0{file.path}\0".encode("utf-8", "surrogatepass")
    return hashlib.sha256(names + content).digest()


def fingerprint_of(file: File) -> bytes:
    """The fingerprint of a file as it is now."""
    try:
        return fingerprint(file, load(file.path) if file.error is None else None)
    except InputError:
        return fingerprint(file, None)
