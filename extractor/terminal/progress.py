"""Progress on the terminal's stderr; a pipe sees nothing of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from extractor.messages import say

T = TypeVar("T")


def counted(items: Iterable[T]) -> Iterator[T]:
    """Counts finished documents on the terminal's stderr once the work has lasted a second."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    began = time.monotonic()
    columns = (SpinnerColumn(), MofNCompleteColumn(), say("documents"), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("", total=None)
    try:
        for item in items:
            if time.monotonic() - began > 1:
                progress.start()
            progress.advance(task)
            yield item
    finally:
        progress.stop()


def stage(name: str) -> None:
    """Tells on the terminal's stderr what begins."""
    if sys.stderr.isatty():
        print(say("{} ...", say(name)), file=sys.stderr)


def linked(counts: Mapping[str, object]) -> None:
    """Tells on stderr how many records were joined.

    Args:
        counts: the first row of a linked corpus.
    """
    names = ("documents", "linked_entities", "events", "linked_events", "errors")
    values = (counts[name] for name in names)
    told = say("{} documents, {} entities, {} event records in {} happenings, {} failed", *values)
    print(told, file=sys.stderr)
