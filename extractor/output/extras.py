"""Libraries that only some users need: asked for on first use, named by their extra when they are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extractor.records import ExtractorError


@contextmanager
def needed(extra: str) -> Iterator[None]:
    """Turns a failed import in the block into an error that says what to install.

    Args:
        extra: the optional dependency of this distribution that brings the library.

    Raises:
        ExtractorError: a library is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        command = f"pip install 'ja-event-extractor[{extra}]'"
        raise ExtractorError(f"{error.name} is not installed; install it with: {command}") from error
