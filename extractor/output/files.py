"""Files that appear whole or not at all, and stay after a power cut: written beside, synced, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

from extractor.records import Document

TextWriter = Callable[[Iterable[Document], TextIO], None]
Writer = Callable[[Iterable[Document], BinaryIO], None]


def text(write: TextWriter) -> Writer:
    """A writer of a binary file out of one of a text file."""

    def write_bytes(documents: Iterable[Document], out: BinaryIO) -> None:
        with text_over(out) as lines:
            write(documents, lines)

    return write_bytes


@contextmanager
def text_over(out: BinaryIO, *, bom: bool = False) -> Iterator[TextIO]:
    """A text file over a binary one that stays open: UTF-8, ``\\n`` as it is.

    Lone surrogates of damaged input must not end a run: they are written as their escapes, which JSON reads back.

    Args:
        out: where the bytes go.
        bom: begin with a byte order mark, so that spreadsheets read UTF-8.
    """
    wrapper = TextIOWrapper(out, encoding="utf-8-sig" if bom else "utf-8", errors="backslashreplace", newline="")
    try:
        yield wrapper
    finally:
        wrapper.detach()  # flushes


@contextmanager
def atomic(path: Path) -> Iterator[TextIO]:
    """Opens a temporary text file beside ``path`` that takes its name when the block ends without an error.

    Args:
        path: the file to write; its folder must exist.
    """
    with atomic_bytes(path) as out, text_over(out) as lines:
        yield lines


@contextmanager
def atomic_bytes(path: Path) -> Iterator[BinaryIO]:
    """As ``atomic``, a binary file."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            yield out
            sync(out)
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def atomic_folder(folder: Path) -> Iterator[Path]:
    """An empty folder inside ``folder``; its files move to the same places in ``folder`` when the block ends well.

    Each file appears whole; a crash between two of them leaves some moved and some not.

    Args:
        folder: made when it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / PART
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    part.mkdir()
    try:
        yield part
        files = sorted(path for path in part.rglob("*") if path.is_file())
        for path in files:
            with path.open("rb") as written:
                os.fsync(written.fileno())
        for path in files:
            target = folder / path.relative_to(part)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        for parent in sorted({(folder / path.relative_to(part)).parent for path in files} | {folder}):
            sync_folder(parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


PART = ".part"


def sync(file: BinaryIO) -> None:
    """Brings what was written to the disk itself."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Brings the names in a folder to the disk itself: a rename is safe only then."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
