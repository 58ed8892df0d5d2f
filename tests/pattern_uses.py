"""How the extractor uses its patterns: ``python pattern_uses.py`` prints JSON, for ``test_redos``.

Hostile texts are read while every pattern that the package compiles notes by which method it was called, and on how
long a stretch at most. Rows: pattern, flags, method, characters.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

uses: dict[tuple[str, int, str], int] = {}
_compile = re.compile


class Pattern:
    """Stands for a compiled pattern and notes its uses."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.real = pattern

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def __hash__(self) -> int:
        return hash(self.real)

    def __eq__(self, other: object) -> bool:
        return self.real == getattr(other, "real", other)


def _noting(method: str, at: int) -> Callable[..., Any]:
    """The method of that name, whose text is argument ``at``."""

    def call(self: Pattern, *arguments: Any, **named: Any) -> Any:
        text = arguments[at]
        bounds = [] if at or method == "split" else [*arguments[1:], *named.values()]
        start, end = (*bounds, *(0, len(text))[len(bounds) :])
        key = (self.real.pattern, self.real.flags, method)
        uses[key] = max(uses.get(key, 0), min(end, len(text)) - start)
        return getattr(self.real, method)(*arguments, **named)

    return call


for _method in ("search", "finditer", "findall", "split"):
    setattr(Pattern, _method, _noting(_method, 0))
for _method in ("sub", "subn"):
    setattr(Pattern, _method, _noting(_method, 1))


def _noted(pattern: Any, flags: int = 0) -> Any:
    if isinstance(pattern, Pattern):
        return pattern
    compiled = _compile(pattern, flags)
    ours = sys._getframe(1).f_globals.get("__name__", "").startswith("extractor")
    return Pattern(compiled) if ours and isinstance(pattern, str) else compiled


if __name__ == "__main__":
    re.compile = _noted  # type: ignore[assignment]
    from hostile import REPEATED, SAMPLES

    import extractor

    whole = [*SAMPLES[:12], *(s.replace("\n", " ").replace("。", "") for s in SAMPLES[:12])]
    for text in [*whole, *(unit * (2000 // len(unit) + 1) for unit in REPEATED.values())]:
        extractor.extract(text)
    print(json.dumps([[*key, length] for key, length in uses.items()]))
