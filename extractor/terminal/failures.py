"""The documents that failed: named on stderr, and written to a file of their own when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from extractor.terminal.errors import complain_of

if TYPE_CHECKING:
    from extractor.records import Document


class Failures:
    """Counts failed documents and tells them.

    Args:
        out: a text file that gets them as JSON lines; none when None.
    """

    def __init__(self, out: TextIO | None = None) -> None:
        self.count = 0
        self._out = out

    def tell(self, document: Document) -> None:
        from extractor.output import jsonl

        self.count += 1
        complain_of(document)
        if self._out is not None:
            jsonl.write([document], self._out)

    def apart(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The documents that could be read; the others are told."""
        for document in documents:
            if document.error is None:
                yield document
            else:
                self.tell(document)


@contextmanager
def told(path: Path | None) -> Iterator[Failures]:
    """Failures, written to ``path`` when it is given."""
    if path is None:
        yield Failures()
        return
    from extractor.output import files

    with files.atomic(path) as out:
        yield Failures(out)
