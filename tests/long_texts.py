"""Texts of any length that repeat nothing, made of the samples, for the benchmarks and the test of linear cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from hostile import SAMPLES

_SENTENCE = re.compile("[^。]+。?")
_SHORTEST = 12  # letters of a sentence that must not come back as it was
_OPENINGS = re.findall(
    r"\S+",
    "また なお さらに ただし 一方 その後 続いて あわせて 加えて 同様に 特に さて まず 次に "
    "最後に 今般 改めて 実際 もっとも なかでも とりわけ これまで このほか 引き続き 一般に 例えば 当然 確かに "
    "近年 先に 追って 現に 総じて 要するに すなわち つまり 他方 従来 元来 本来 通常 逆に",
)


def documents(*, seed: int = 1) -> Iterator[str]:
    """The samples over and over; from the second round on each sentence has two words more in front."""
    random = Random(seed)
    yield from SAMPLES
    while True:
        for sample in SAMPLES:
            yield "\n".join(_reworded(line, random) for line in sample.split("\n"))


def long_text(size: int, *, seed: int = 1) -> str:
    """One document of ``size`` UTF-8 bytes, but for the rest of a last character."""
    parts: list[str] = []
    length = 0
    for document in documents(seed=seed):
        parts.append(document)
        length += len(document.encode())
        if length >= size:
            break
    return "\n".join(parts).encode()[:size].decode("utf-8", "ignore")


def _reworded(line: str, random: Random) -> str:
    if "。" not in line:
        return line
    return "".join(
        f"{random.choice(_OPENINGS)}、{random.choice(_OPENINGS)}、{sentence}"
        if len(sentence) >= _SHORTEST
        else sentence
        for sentence in _SENTENCE.findall(line)
    )
