"""Reads files, folders, glob patterns and standard input into sources: text as decoded, and what is known of it."""

from __future__ import annotations

import glob
import gzip
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from extractor.records import InputError
from extractor.text.encodings import decode

MAX_BYTES = 64 * 1024 * 1024  # of one document, packed or not
_TEXT = frozenset({".txt", ".md"})
_MARKUP = frozenset({".html", ".htm"})
_LOOKS_LIKE_MARKUP = re.compile(rb"\s*(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Source:
    """One document before analysis.

    ``noise`` holds the spans of ``text`` that an HTML page marks as menus, footers and the like. ``error`` tells
    why a document could not be read; its text is then empty.
    """

    doc_id: str
    source: str
    text: str = ""
    noise: tuple[tuple[int, int], ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A document that is named, not yet read; ``error`` when there is none."""

    doc_id: str
    path: str
    error: str | None = None


def find(paths: Iterable[str | Path]) -> Iterator[File]:
    """Yields every document that ``paths`` name, in order.

    A document's id is its path without suffix, relative to the deepest folder that all ``paths`` share: the stem for a
    single file or the files of one folder, ``2024/05/a`` for a file further down. Files that differ in nothing but
    their suffix keep it. Standard input is ``stdin``.

    Args:
        paths: files (any suffix), folders (searched for .txt .md .html .htm, also with .gz), glob patterns,
            ``-`` for standard input.
    """
    named = list(map(str, paths))
    base = _shared_folder(named)
    single = {path for path in named if path != "-" and _exists(path) and not _is_dir(path)}
    beside = Counter(map(_stem, single))
    for path in named:
        found = False
        for group in [[path]] if path == "-" else _files(path):
            stems = beside if path in single else Counter(map(_stem, group))
            for file in group:
                found = True
                yield File(_doc_id(file, base, stems[_stem(file)] > 1), file)
        if not found:
            yield File(_doc_id(path, base, False), path, _absence(path))


def iter_sources(paths: Iterable[str | Path], *, encoding: str | None = None) -> Iterator[Source]:
    """Yields every document named by ``paths``, as ``find`` does; one that cannot be read yields its error.

    Args:
        paths: as in ``find``.
        encoding: of all files; None finds it for each.
    """
    for file in find(paths):
        yield attempt(file, encoding=encoding)[0]


def attempt(file: File, *, encoding: str | None = None) -> tuple[Source, bytes]:
    """The document in a file, or the reason why there is none; and the bytes it was read from."""
    data = b""
    error = file.error
    try:
        if error is None:
            data = load(file.path)
            return read_bytes(data, name=file.path, doc_id=file.doc_id, encoding=encoding), data
    except InputError as failure:
        error = str(failure)
    return Source(file.doc_id, file.path, error=error), data


def load(path: str) -> bytes:
    """The bytes of a file; of standard input when ``path`` is ``-``.

    Raises:
        InputError: the file is missing, unreadable or larger than ``MAX_BYTES``.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: {reason or error}; check the path and its permissions") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: is larger than {MAX_BYTES // 1024 // 1024} MiB; split it")
    return data


def read(path: str | Path, *, encoding: str | None = None) -> Source:
    """The document in one file.

    Raises:
        InputError: as ``load`` and ``read_bytes``.
    """
    return read_bytes(load(str(path)), name=str(path), encoding=encoding)


def read_bytes(data: bytes, *, name: str = "-", doc_id: str | None = None, encoding: str | None = None) -> Source:
    """The document in ``data``.

    Args:
        data: the bytes of a file; gzip is unpacked.
        name: path the bytes came from; its suffix tells HTML from text.
        doc_id: name of the document; the stem of ``name`` when None.
        encoding: of the text; None finds it.

    Raises:
        InputError: the bytes are binary or undecodable, or unpack to more than ``MAX_BYTES``.
    """
    try:
        if data.startswith(b"\x1f\x8b"):
            data = _unpack(data)
        suffix = Path(name.removesuffix(".gz")).suffix.lower()
        markup = suffix in _MARKUP or (name == "-" and _LOOKS_LIKE_MARKUP.match(data) is not None)
        text = decode(data, encoding=encoding, markup=markup)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    noise: tuple[tuple[int, int], ...] = ()
    if markup:
        from extractor.text.markup import to_text

        text, noise = to_text(text)
    return Source(_doc_id(name, "", False) if doc_id is None else doc_id, name, text, noise)


def _files(path: str) -> Iterator[list[str]]:
    """The files that a path or pattern names, sorted, in groups that have a folder or a pattern in common."""
    if _is_dir(path):
        yield from _files_below(path)
    elif _exists(path):
        yield [path]
    elif glob.has_magic(path):
        # Path.glob takes no absolute patterns.
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
        folders = [match for match in matches if _is_dir(match)]
        yield [match for match in matches if not _is_dir(match)]
        if not path.endswith("**"):  # which lists the files of its folders itself
            for folder in folders:
                yield from _files_below(folder)


def _files_below(folder: str) -> Iterator[list[str]]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield [
            str(Path(parent, name))
            for name in sorted(files)
            if not name.startswith(".") and Path(name.lower().removesuffix(".gz")).suffix in _TEXT | _MARKUP
        ]


# Those of pathlib fail on names that no file can have, and keep "..".
def _is_dir(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def _exists(path: str) -> bool:
    return os.path.exists(path)  # noqa: PTH110


def _absolute(path: str | Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100


def _absence(path: str) -> str:
    if _is_dir(path):
        return f"{path}: no .txt, .md, .html or .htm file (or .gz of one) in this folder; name the files themselves"
    if glob.has_magic(path):
        return f"{path}: no file matches this pattern; check it, and quote it if the shell changes it"
    return f"{path}: no such file or folder; check the path"


def _shared_folder(paths: Iterable[str]) -> str:
    """The deepest folder that holds everything that the paths can name."""
    folders = []
    for path in paths:
        if path == "-":
            continue
        parts = Path(path).parts
        if not _is_dir(path):
            parts = parts[:-1]
            if not _exists(path):
                parts = tuple(takewhile(lambda part: not glob.has_magic(part), parts))
        folders.append(_absolute(Path(*parts)))
    return os.path.commonpath(folders) if folders else ""


def _stem(path: str) -> str:
    """A path without its suffix, .gz apart."""
    name = Path(path.removesuffix(".gz"))
    return str(name.with_suffix("")) if name.name else path


def _doc_id(path: str, base: str, suffix: bool) -> str:
    """``path`` as it is named in the records.

    Args:
        path: of a file, or ``-``.
        base: the folder that the name begins below; the file's own when empty.
        suffix: whether to keep the suffix.
    """
    if path == "-":
        return "stdin"
    name = path if suffix else _stem(path)
    if not base:
        return Path(name).name or path
    return Path(os.path.relpath(_absolute(name), base)).as_posix()


def _unpack(data: bytes) -> bytes:
    stream: BinaryIO = BytesIO(data)
    try:
        with gzip.GzipFile(fileobj=stream) as file:
            unpacked = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"is no sound gzip file ({error}); pack it again") from error
    if len(unpacked) > MAX_BYTES:
        raise InputError(f"unpacks to more than {MAX_BYTES // 1024 // 1024} MiB; split it")
    return unpacked
