"""Runs that can be killed at any moment and go on: parts of a fixed number of documents, each whole or not there."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from extractor.output import files
from extractor.output.formats import FORMATS, Format
from extractor.records import SCHEMA_VERSION, Document, ExtractorError
from extractor.runs.feed import Job, Read, Totals, Watch, fingerprint_of, unwatched
from extractor.runs.manifest import Manifest, Part
from extractor.text.reading import File

PART_SIZE = 1000
# A part ends early when its files have come to this many bytes: so much at most is done again after a kill.
_PART_BYTES = 8 * 1024 * 1024

Failed = Callable[[Document], None]


def into_folder(
    job: Job,
    folder: Path,
    kind: str,
    *,
    resume: bool = False,
    part_size: int = PART_SIZE,
    failed: Failed = lambda document: None,
    watch: Watch = unwatched,
) -> Totals:
    """Writes the documents of a job to a folder of parts, with a manifest.

    Killed at any moment and called again with ``resume``, it ends with the bytes of an undisturbed run.

    Args:
        job: what to read.
        folder: made when it is not there; files of a finished run of the extractor in it are replaced.
        kind: one of ``FORMATS``.
        resume: go on with the run in the folder.
        part_size: documents in a part.
        failed: told each document that failed, in order, those of an earlier process among them.
        watch: sees the documents go by.

    Raises:
        ExtractorError: the run in the folder cannot be continued so; the message says why.
    """
    settings = _settings(job, part_size) | {"format": kind}
    return _run(job, folder, FORMATS[kind], settings, resume, part_size, failed, watch)


def into_file(
    job: Job,
    path: Path,
    kind: str,
    *,
    part_size: int = PART_SIZE,
    failed: Failed = lambda document: None,
    watch: Watch = unwatched,
) -> Totals:
    """Writes the documents of a job to one file; what is done is kept in a hidden folder beside it until all is.

    Called again after it was killed or interrupted, it goes on. The arguments are those of ``into_folder``.
    """
    write = FORMATS[kind].write
    if write is None:
        raise ExtractorError(f"{kind} is several files; name a folder")
    write((), BytesIO())  # a library that is missing is told now, not when all is done
    spool = path.with_name(f".{path.name}.parts")
    settings = _settings(job, part_size)
    kept = Format(suffix=".jsonl", write=files.text(_keep))
    totals = _run(job, spool, kept, settings, True, part_size, failed, watch)
    if totals.complete:
        with files.atomic_bytes(path, spool / "whole") as out:
            write(_kept(spool), out)
        shutil.rmtree(spool)
    return totals


def _settings(job: Job, part_size: int) -> dict[str, object]:
    from extractor import __version__

    return {
        "extractor": __version__,
        "schema_version": SCHEMA_VERSION,
        "paths": list(job.paths),
        "encoding": job.encoding,
        "published": job.published,
        "all_zones": job.all_zones,
        "pipeline": job.pipeline,
        "adaptation": job.adaptation.key,
        "part_size": part_size,
    }


def _run(
    job: Job,
    folder: Path,
    format: Format,  # noqa: A002 - it is one
    settings: dict[str, object],
    resume: bool,
    part_size: int,
    failed: Failed,
    watch: Watch,
) -> Totals:
    manifest = Manifest.open(folder, settings, resume=resume)
    try:
        totals = Totals(complete=manifest.complete)
        sources = job.files()
        for part in manifest.parts:
            _check_inputs(part, sources, folder)
            _count(totals, part, failed)
        if manifest.complete:
            if next(sources, None) is not None:
                raise ExtractorError(f"{folder}: the run is finished, and there are new files; name another folder")
            return totals
        ended = False

        def rest() -> Iterator[File]:
            nonlocal ended
            yield from sources
            ended = True

        documents = watch(job.read(rest()), totals.documents)
        for read in documents:
            taken = _Taken(chain([read], documents), part_size)
            name = f"part-{len(manifest.parts):05}"
            written = files.write_folder(folder, lambda at: format.write_part(taken, at, name))  # noqa: B023 - at once
            part = taken.part(len(manifest.parts), written, partial=not (taken.full or ended))
            manifest.add(part)
            _count(totals, part, failed)
        if ended:
            totals.complete = True
            manifest.finish(totals)
        return totals
    finally:
        manifest.close()


class _Taken:
    """The documents of one part, and what the manifest says of them.

    Args:
        reads: the part takes as many of them as it can hold.
        size: documents that it can hold.
    """

    def __init__(self, reads: Iterator[Read], size: int) -> None:
        self.full = False
        self._reads, self._size = reads, size
        self._documents = 0
        self._inputs = hashlib.sha256()
        self._errors: list[dict[str, str]] = []

    def __iter__(self) -> Iterator[Document]:
        size = 0
        for read in self._reads:
            self._documents += 1
            self._inputs.update(read.fingerprint)
            size += read.size
            document = read.document
            if document.error is not None:
                error = {"doc_id": document.doc_id, "source": document.source, "error": document.error}
                self._errors.append(error)
            self.full = self._documents == self._size or size >= _PART_BYTES
            yield document
            if self.full:
                return

    def part(self, number: int, written: dict[str, int], *, partial: bool) -> Part:
        return Part(
            part=number,
            documents=self._documents,
            inputs=self._inputs.hexdigest(),
            files=written,
            errors=tuple(self._errors),
            partial=partial,
        )


def _check_inputs(part: Part, sources: Iterator[File], folder: Path) -> None:
    found = hashlib.sha256()
    for source in islice(sources, part.documents):
        found.update(fingerprint_of(source))
    if found.hexdigest() != part.inputs:
        raise ExtractorError(
            f"{folder}: files of part {part.part} have changed since they were read; remove the folder to begin anew"
        )


def _count(totals: Totals, part: Part, failed: Failed) -> None:
    totals.documents += part.documents
    totals.failed += len(part.errors)
    for document in part.failed():
        failed(document)


def _keep(documents: Iterable[Document], out: TextIO) -> None:
    """Documents with their texts, as JSON lines."""
    for document in documents:
        out.write(json.dumps({"text": document.text, **document.to_dict()}, ensure_ascii=False) + "\n")


def _kept(spool: Path) -> Iterator[Document]:
    for path in sorted(spool.glob("part-*.jsonl"), key=lambda path: (len(path.name), path.name)):
        with path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                row = json.loads(line)
                yield Document.from_dict(row, text=row.pop("text"))
