"""The corpus on disk while it is being joined: an SQLite file in a temporary folder, so that memory stays bounded."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

_CACHE = 48 * 1024  # KiB of pages that SQLite holds in memory
_TABLES = """
CREATE TABLE document (n INTEGER PRIMARY KEY, doc_id TEXT, source TEXT, published TEXT);
CREATE TABLE failure (doc_id TEXT, source TEXT, line INTEGER, error TEXT);
CREATE TABLE entity (document INTEGER, local TEXT, label TEXT, key TEXT, name TEXT, title TEXT, house TEXT, value TEXT,
  month INTEGER, mentions INTEGER, forms TEXT, id TEXT, PRIMARY KEY (document, local)) WITHOUT ROWID;
CREATE TABLE short (label TEXT, short TEXT, key TEXT, PRIMARY KEY (label, short, key)) WITHOUT ROWID;
CREATE TABLE official (name TEXT, title TEXT, house TEXT, month INTEGER, id TEXT,
  PRIMARY KEY (name, title, house, month)) WITHOUT ROWID;
CREATE TABLE record (uid TEXT, document INTEGER, row TEXT);
CREATE TABLE event (n INTEGER PRIMARY KEY, row TEXT, document INTEGER, happening TEXT);
CREATE TABLE block (key INTEGER, start INTEGER, n INTEGER, PRIMARY KEY (key, start, n)) WITHOUT ROWID;
CREATE TABLE edge (a INTEGER, b INTEGER, score REAL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE naming (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE linked (id TEXT, row TEXT);
"""


class Store:
    """The tables above in a file that is removed on leaving.

    Args:
        folder: where the temporary folder is made; the system's own when None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="extractor-link-", dir=folder)
        self._db = sqlite3.connect(Path(self._folder.name) / "corpus.sqlite", isolation_level=None)
        # The file is thrown away: nothing needs to survive a crash.
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}", "temp_store = FILE"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()
        self._folder.cleanup()

    def rows(self, query: str, *values: Any) -> Iterator[Any]:
        """The rows of a query, read as they are needed."""
        return self._db.execute(query, values)

    def row(self, query: str, *values: Any) -> Any:
        """The first row of a query."""
        return self._db.execute(query, values).fetchone()

    def do(self, statement: str, *values: Any) -> None:
        """Executes one statement."""
        self._db.execute(statement, values)

    def add(self, table: str, rows: Iterable[tuple[Any, ...]], *, once: bool = False) -> None:
        """Inserts rows.

        Args:
            table: one of the tables above.
            rows: the values of all its columns.
            once: pass over rows whose primary key is there already.
        """
        for first in (stream := iter(rows)):
            marks = ",".join("?" * len(first))
            statement = f"INSERT {'OR IGNORE ' if once else ''}INTO {table} VALUES ({marks})"
            self._db.execute(statement, first)
            self._db.executemany(statement, stream)
