"""Reads files, folders, glob patterns and standard input into sources: text as decoded, and what is known of it."""

from __future__ import annotations

import glob
import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from extractor.records import InputError
from extractor.text.encodings import decode

MAX_EXPANDED = 64 * 1024 * 1024  # bytes that one .gz file may unpack to
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


def iter_sources(paths: Iterable[str | Path], *, encoding: str | None = None) -> Iterator[Source]:
    """Yields every document named by ``paths``, in order; one that cannot be read yields its error.

    Args:
        paths: files (any suffix), folders (searched for .txt .md .html .htm, also with .gz), glob patterns,
            ``-`` for standard input.
        encoding: of all files; None finds it for each.
    """
    for path in map(str, paths):
        if path == "-":
            yield _attempt(path, sys.stdin.buffer.read(), encoding)
            continue
        found = False
        for file in _files(path):
            found = True
            yield _attempt(file, None, encoding)
        if not found:
            yield Source(_doc_id(path), path, error=_absence(path))


def read(path: str | Path, *, encoding: str | None = None) -> Source:
    """The document in one file.

    Raises:
        InputError: the file is missing, unreadable, binary, undecodable, or unpacks to more than ``MAX_EXPANDED``.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}; check the path and its permissions") from error
    return read_bytes(data, name=str(path), encoding=encoding)


def read_bytes(data: bytes, *, name: str = "-", encoding: str | None = None) -> Source:
    """The document in ``data``.

    Args:
        data: the bytes of a file; gzip is unpacked.
        name: path the bytes came from; its suffix tells HTML from text, its stem is the ``doc_id``.
        encoding: of the text; None finds it.

    Raises:
        InputError: as ``read``.
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
    return Source(_doc_id(name), name, text, noise)


def _attempt(path: str, data: bytes | None, encoding: str | None) -> Source:
    try:
        return read(path, encoding=encoding) if data is None else read_bytes(data, name=path, encoding=encoding)
    except InputError as error:
        return Source(_doc_id(path), path, error=str(error))


def _files(path: str) -> Iterator[str]:
    """The files that a path or pattern names; a folder gives those with a known suffix, sorted."""
    named = Path(path)
    if named.is_dir():
        yield from _files_below(named)
    elif named.exists():
        yield path
    elif glob.has_magic(path):
        # Path.glob takes no absolute patterns.
        for match in map(Path, sorted(glob.glob(path, recursive=True))):  # noqa: PTH207
            if not match.is_dir():
                yield str(match)
            elif not path.endswith("**"):  # which lists the files of its folders itself
                yield from _files_below(match)


def _files_below(folder: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name.lower().removesuffix(".gz")).suffix in _TEXT | _MARKUP:
                yield str(Path(parent, name))


def _absence(path: str) -> str:
    if Path(path).is_dir():
        return f"{path}: no .txt, .md, .html or .htm file (or .gz of one) in this folder; name the files themselves"
    if glob.has_magic(path):
        return f"{path}: no file matches this pattern; check it, and quote it if the shell changes it"
    return f"{path}: no such file or folder; check the path"


def _doc_id(path: str) -> str:
    """The file's stem without .gz; ``stdin`` for standard input."""
    if path == "-":
        return "stdin"
    name = Path(path.removesuffix(".gz"))
    return name.stem or name.name or path


def _unpack(data: bytes) -> bytes:
    stream: BinaryIO = BytesIO(data)
    try:
        with gzip.GzipFile(fileobj=stream) as file:
            unpacked = file.read(MAX_EXPANDED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"is no sound gzip file ({error}); pack it again") from error
    if len(unpacked) > MAX_EXPANDED:
        raise InputError(f"unpacks to more than {MAX_EXPANDED // 1024 // 1024} MiB; split it")
    return unpacked
