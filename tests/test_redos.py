"""No pattern, matched at a place, costs more than the length of what follows.

Searches over a whole text are weighed in ``test_hostile`` with the pipeline that bounds them.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from typing import Any

from hostile import SAMPLES

import extractor

_SHORT, _LONG = 1500, 6000
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


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    pattern.match(text)
    return time.process_time() - began


def test_matching_is_linear() -> None:
    patterns = _patterns()
    assert len(patterns) > 300
    slow = []
    for source, pattern in patterns.items():
        own = re.sub(r"[\\()\[\]{}|?*+^$:<!=,]", "", source)
        for unit in {*_SIGNS, *own[:8], own[:6], own[-6:]} - {""}:
            short, long = ((unit * size)[:size] + "\0" for size in (_SHORT, _LONG))
            if _seconds(pattern, long) < 0.003:
                continue
            ratios = [_seconds(pattern, long) / max(_seconds(pattern, short), 1e-6) for _ in range(3)]
            if min(ratios) > 9:  # four times the length: 4 when linear, 16 when quadratic
                slow.append((unit, source[:80], min(ratios)))
    assert not slow
