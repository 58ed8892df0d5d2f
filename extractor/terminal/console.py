"""Where output goes: a terminal with colours and a width, or a pipe with neither."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_NARROWEST = 40  # cells; below them columns are of no use


def console() -> Console:
    """Standard output for styled lines. ``NO_COLOR`` leaves weights and underlines; a pipe gets plain text."""
    from rich.console import Console

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what the locale's encoding lacks
    return Console(highlight=False, soft_wrap=True)


def width(screen: Console) -> int | None:
    """Cells of a line; None in a pipe, whose lines are never parted."""
    return max(screen.width, _NARROWEST) if screen.is_terminal else None


def fitted(text: Text, cells: int | None) -> list[Text]:
    """The lines of a styled text, each at most ``cells`` wide, without blanks at their ends where they were parted."""
    from extractor.terminal.width import breaks

    lines = []
    for line in text.split("\n", allow_blank=True):
        parts = list(line.divide(breaks(line.plain, cells))) if cells else [line]
        for part in parts[:-1]:
            part.rstrip()
        lines += parts
    return lines


# Signs that would act on the terminal instead of being seen; each becomes one visible sign, so offsets stay.
_ACTING = {n: 0x2400 + n for n in range(0x20) if chr(n) not in "\n\t"} | {0x7F: 0x2421}
_ACTING |= dict.fromkeys(
    [*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)], 0xFFFD
)


def harmless(text: str) -> str:
    """A text of the same length in which nothing steers the terminal: controls, direction marks, lone surrogates."""
    return text.translate(_ACTING)
