"""No pattern costs more than the length of what it is used on.

Every pattern is matched at a place; those that a hostile text has searched, split or replaced over a long stretch
(``pattern_uses.py`` watches them) are tried in that way too. The others only search in stretches of bounded length.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from hostile import SAMPLES

import extractor

_SHORT, _LONG = 1500, 6000
_BOUNDED = 600  # characters; a stretch this long grows with the text
_SIGNS = "あ漢アa0(「 一、・Ⓓ\n"


def _held(thing: Any, seen: set[int], depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a value of a module: tables, rules, what its cached functions return."""
    if isinstance(thing, re.Pattern):
        yield thing
        return
    if id(thing) in seen or depth > 4:
        return
    seen.add(id(thing))
    inner: Iterable[Any] = ()
    if isinstance(thing, dict):
        inner = thing.values()
    elif isinstance(thing, list | tuple | set | frozenset):
        inner = thing
    elif hasattr(thing, "cache_info") and not inspect.signature(thing).parameters:
        inner = [thing()]
    elif type(thing).__module__.startswith("extractor.") and not isinstance(thing, type):
        names = getattr(type(thing), "__slots__", None) or vars(thing)
        inner = [getattr(thing, name, None) for name in names]
    for value in inner:
        yield from _held(value, seen, depth + 1)


def _patterns() -> dict[str, re.Pattern[str]]:
    re.purge()
    for text in SAMPLES[:3]:
        extractor.extract(text)
    found = [p for p in re._cache.values() if isinstance(p.pattern, str)]  # type: ignore[attr-defined]  # inline ones
    seen: set[int] = set()
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if module.name.startswith(("extractor.entities", "extractor.events", "extractor.linking", "extractor.text")):
            if module.name.endswith(("spacy_tokenizer", "statistical.ginza")):
                continue
            for value in vars(importlib.import_module(module.name)).values():
                if not inspect.ismodule(value):
                    found += _held(value, seen)
    return {p.pattern: p for p in found if isinstance(p.pattern, str)}


def _units(source: str) -> set[str]:
    """What to repeat: signs of every kind, and those of the pattern itself."""
    own = re.sub(r"[\\()\[\]{}|?*+^$:<!=,]", "", source)
    return {*_SIGNS, *own[:8], own[:6], own[-6:]} - {""}


def _seconds(use: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    use(text)
    return time.process_time() - began


def _more_than_linear(source: str, use: Callable[[str], object]) -> list[tuple[str, str, float]]:
    """(unit, pattern, ratio) of the worst texts: four times the length costs 4 times when linear, 16 when quadratic."""
    slow = []
    for unit in _units(source):
        short, long = ((unit * size)[:size] + "\0" for size in (_SHORT, _LONG))
        if _seconds(use, long) < 0.003:
            continue
        ratio = min(_seconds(use, long) / max(_seconds(use, short), 1e-6) for _ in range(3))
        if ratio > 9:
            slow.append((unit, source[:80], ratio))
    return slow


def test_matching_is_linear() -> None:
    patterns = _patterns()
    assert len(patterns) > 300
    assert not [row for source, pattern in patterns.items() for row in _more_than_linear(source, pattern.match)]


def test_searching_is_linear() -> None:
    script = str(Path(__file__).parent / "pattern_uses.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    uses = [(source, flags, method) for source, flags, method, length in json.loads(done.stdout) if length > _BOUNDED]
    assert len(uses) > 50
    slow = []
    for source, flags, method in uses:
        pattern = re.compile(source, flags)
        use: Callable[[str], object] = getattr(pattern, method)
        if method == "finditer":
            use = lambda text, found=pattern.finditer: deque(found(text), maxlen=0)  # type: ignore[misc]  # noqa: E731
        elif method == "sub":
            use = lambda text, replace=pattern.sub: replace("", text)  # type: ignore[misc]  # noqa: E731
        slow += _more_than_linear(source, use)
    assert not slow
