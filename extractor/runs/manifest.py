"""The journal of a run: what it is, and each part as soon as it is safe on disk.

``manifest.jsonl`` holds a line of settings, a line a part, and a last line once everything is done. It says nothing of
time or machine, so an interrupted run ends with the manifest of an undisturbed one.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.output.files import atomic_bytes, sync, sync_folder
from extractor.records import Document, ExtractorError
from extractor.runs.feed import Totals

NAME = "manifest.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that is on disk.

    Args:
        part: its number.
        documents: how many texts it covers, those that failed among them.
        inputs: hash of the fingerprints of its files.
        files: its output files below the folder, and their sizes in bytes.
        errors: doc_id, source and error of the texts that failed.
        partial: it ends where a run was interrupted, and is made again when the run goes on.
    """

    part: int
    documents: int
    inputs: str
    files: Mapping[str, int]
    errors: tuple[Mapping[str, str], ...]
    partial: bool

    def failed(self) -> Iterator[Document]:
        """The documents that failed."""
        return (Document(doc_id=e["doc_id"], source=e["source"], error=e["error"]) for e in self.errors)


@dataclass(slots=True)
class Manifest:
    """The journal of the run in ``folder``; ``open`` makes or continues it, ``close`` gives the folder free."""

    folder: Path
    settings: Mapping[str, Any]
    parts: list[Part] = field(default_factory=list)
    complete: bool = False
    _lock: int = -1

    @classmethod
    def open(cls, folder: Path, settings: Mapping[str, Any], *, resume: bool) -> Manifest:
        """The journal of a new run, or of the one to go on with.

        Args:
            folder: made when it is not there.
            settings: all that shapes the output, as JSON values.
            resume: go on with the run in the folder, if there is one.

        Raises:
            ExtractorError: the folder belongs to another run, or to an unfinished one and ``resume`` is not set.
        """
        folder.mkdir(parents=True, exist_ok=True)
        manifest = cls(folder, settings)
        manifest._lock = os.open(folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(manifest._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise ExtractorError(f"{folder}: another run is writing there; wait for it, or name another") from error
            manifest._begin(resume)
        except BaseException:
            manifest.close()
            raise
        return manifest

    def close(self) -> None:
        """Gives the folder free for other runs."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def add(self, part: Part) -> None:
        """Notes a part whose files are safe on disk."""
        self.parts.append(part)
        self._append(_line(part))

    def finish(self, totals: Totals) -> None:
        """Notes that all is done."""
        self.complete = True
        self._append({"complete": True, "documents": totals.documents, "failed": totals.failed})

    def _begin(self, resume: bool) -> None:
        lines = _lines(self.folder / NAME)
        if not lines:
            self._rewrite()
            return
        head, *rest = lines
        finished = bool(rest) and "complete" in rest[-1]
        found = [Part(**{**line, "errors": tuple(line["errors"])}) for line in rest if "part" in line]
        if not resume:
            if not finished:
                raise ExtractorError(
                    f"{self.folder}: holds an unfinished run; go on with --resume, or remove the folder to begin anew"
                )
            self._clear(found)
            return
        settings = json.loads(json.dumps(self.settings))
        if other := [key for key in {**head, **settings} if head.get(key) != settings.get(key)]:
            told = "; ".join(f"{key} was {head.get(key)!r} and is {settings.get(key)!r}" for key in other)
            raise ExtractorError(f"{self.folder}: was begun with other settings ({told}); use those, or another folder")
        for part in found:
            if part.partial or not self._on_disk(part):
                break
            self.parts.append(part)
        self.complete = finished and len(self.parts) == len(found)
        if not self.complete:
            self._rewrite()
            self._remove(found[len(self.parts) :])

    def _on_disk(self, part: Part) -> bool:
        paths = {self.folder / name: size for name, size in part.files.items()}
        return all(path.is_file() and path.stat().st_size == size for path, size in paths.items())

    def _clear(self, parts: list[Part]) -> None:
        """Removes the files of a finished run; without its last line it counts as unfinished meanwhile."""
        self.parts = parts
        self._rewrite()
        self._remove(parts)
        self.parts = []
        self._rewrite()

    def _remove(self, parts: Iterable[Part]) -> None:
        for part in parts:
            for name in part.files:
                (self.folder / name).unlink(missing_ok=True)

    def _rewrite(self) -> None:
        with atomic_bytes(self.folder / NAME, self.folder / f".{NAME}") as out:
            out.writelines(map(_bytes, (self.settings, *map(_line, self.parts))))
        sync_folder(self.folder.parent)

    def _append(self, line: Mapping[str, Any]) -> None:
        with (self.folder / NAME).open("ab") as out:
            out.write(_bytes(line))
            sync(out)


def _line(part: Part) -> dict[str, Any]:
    return {name: getattr(part, name) for name in Part.__slots__}


def _bytes(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _lines(path: Path) -> list[dict[str, Any]]:
    """The lines that were written to their end; the last may have been cut off by a kill."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    try:
        lines = [json.loads(line) for line in data.split(b"\n")[:-1]]
    except ValueError:
        lines = [{}]
    if not data.startswith(b'{"extractor":') or not all(isinstance(line, dict) and line for line in lines):
        raise ExtractorError(f"{path}: is no manifest of a run; name another folder")
    return lines
