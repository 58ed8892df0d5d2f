"""Progress on the terminal's stderr; a pipe sees nothing of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from extractor.messages import say

T = TypeVar("T")


def counted(items: Iterable[T], *, total: int | None = None, done: int = 0) -> Iterator[T]:
    """Counts finished documents on the terminal's stderr once the work has lasted a second.

    Args:
        items: what to count.
        total: how many there will be, for the time left; unknown when None.
        done: how many of them were finished before.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        SpinnerColumn,
        Task,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    began = time.monotonic()
    left = () if total is None else (say("left"), TimeRemainingColumn())
    columns = (SpinnerColumn(), MofNCompleteColumn(), say("documents"), Rate(), TimeElapsedColumn(), *left)
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("", total=total, completed=done)
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
