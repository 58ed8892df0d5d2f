"""Where output goes: the terminal in colour, or a pipe as plain text."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def lossless_stdout() -> TextIO:
    """Standard output that writes any text: lone surrogates as their escapes, which JSON reads back."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout
