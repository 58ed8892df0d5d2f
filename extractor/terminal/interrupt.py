"""An interrupt from the keyboard ends a run in order: the first lets finish what is in flight, the second ends it."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extractor.messages import say


@contextmanager
def finishing() -> Iterator[Callable[[], bool]]:
    """Yields a function that says whether there was an interrupt."""
    asked = False

    def ask(_number: int, _frame: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print("\n" + say("finishing the documents in flight; interrupt again to stop at once"), file=sys.stderr)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)


def tell(documents: int, command: str | None) -> None:
    """Says what was done before the interrupt.

    Args:
        documents: how many were read.
        command: goes on with the run; None when nothing can.
    """
    if command is None:
        told = say("interrupted after {} documents, which are written; --resume makes runs that can go on", documents)
    else:
        told = say("interrupted after {} documents, which are kept; go on with: {}", documents, command)
    print(told, file=sys.stderr)
