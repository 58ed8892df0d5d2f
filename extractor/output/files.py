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
def atomic_bytes(path: Path, part: Path | None = None) -> Iterator[BinaryIO]:
    """As ``atomic``, a binary file.

    Args:
        path: the file to write.
        part: the temporary file, on the same file system; one of this process when None. A kill leaves it behind, so
            what is killed and goes on names one that it finds again.
    """
    part = part or path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
            sync(out)
        part.replace(path)
        sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_folder(folder: Path, write: Callable[[Path], None]) -> dict[str, int]:
    """Writes several files of a folder: into a folder inside it first, then each to its place.

    Each file appears whole; a crash between two of them leaves some in place and some not.

    Args:
        folder: made when it is not there.
        write: writes the files into the empty folder that it is given.

    Returns:
        The paths of the files below ``folder``, and their sizes in bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / PART
    shutil.rmtree(part, ignore_errors=True)  # of a run that was killed
    part.mkdir()
    try:
        write(part)
        names = sorted(path.relative_to(part) for path in part.rglob("*") if path.is_file())
        sizes = {name.as_posix(): (part / name).stat().st_size for name in names}
        for name in names:
            with (part / name).open("rb") as written:
                os.fsync(written.fileno())
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).replace(folder / name)
        for parent in sorted({folder / above for name in names for above in name.parents}):
            sync_folder(parent)
        return sizes
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
