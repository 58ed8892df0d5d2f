"""What the statistical tagger looks at: features of a word by itself, and word kinds for patterns of neighbours.

Every feature is a fact of one lexeme, or of the kinds of neighbouring lexemes. Rows of weights can so be
cached by lexeme, and nothing is computed twice for the same word.
"""

from __future__ import annotations

import re
from functools import cache

from extractor.resources import rows

# The neighbour distances at which a feature of a word counts, by the feature's prefix.
REACH: dict[str, tuple[int, ...]] = {
    "w": (-2, -1, 0, 1, 2),
    "n": (-1, 0, 1),
    "t": (-2, -1, 0, 1, 2),
    "k": (-2, -1, 0, 1, 2),
    "s": (-1, 0, 1),
    "p": (0,),
    "x": (-1, 0, 1),
    "y": (0,),
}
# Patterns of word kinds: distances from the word in question.
PATTERNS: tuple[tuple[int, ...], ...] = ((-1, 0), (0, 1), (-1, 0, 1), (-2, -1, 0), (0, 1, 2), (-1, 1))

_SHAPES = (
    (re.compile("[0-9０-９]+"), "9"),
    (re.compile("[A-ZＡ-Ｚ]+"), "A"),
    (re.compile("[a-zａ-ｚ]+"), "a"),
    (re.compile("[\u3041-\u309f]+"), "h"),
    (re.compile("[\u30a1-\u30ff]+"), "k"),
    (re.compile("[\u4e00-\u9fff\u3400-\u4dbf々〆ヶ\uf900-\ufaff\U00020000-\U0002ffff]+"), "c"),
)
# Function words are their own kind: the particle says more than its tag.
_SPOKEN = re.compile("助詞|助動詞|補助記号|接頭辞|空白")


@cache
def _classes() -> dict[str, str]:
    """Word -> the kinds of names that it heads or follows."""
    kinds: dict[str, str] = {}
    for row in rows("tagger/classes"):
        for word in row["words"].split(" "):
            kinds[word] = kinds.get(word, "") + row["class"][0]
    return kinds


def word_class(surface: str) -> str:
    """The initials of the classes of ``models/tagger/classes.tsv`` that hold the word or its last characters."""
    classes = _classes()
    return (
        classes.get(surface) or classes.get(surface[-2:]) or (classes.get(surface[-1:], "") if len(surface) > 1 else "")
    )


def shape(surface: str) -> str:
    """The scripts of a word, runs closed up: ``第8回`` -> ``c9c``."""
    for pattern, sign in _SHAPES:
        surface = pattern.sub(sign, surface)
    return surface if len(surface) < 6 else surface[:6]


def kind(surface: str, tag: str) -> str:
    """What stands for a word in the patterns of neighbours: tag and class, or the function word itself."""
    if _SPOKEN.match(tag):
        return surface[:3]
    return f"{tag}/{word_class(surface)}"


def features(surface: str, norm: str, tag: str) -> list[str]:
    """The features of a word, each named by a prefix of ``REACH``."""
    sort = tag.split("-", 2)
    out = [
        f"w={surface}",
        f"t={tag}",
        f"t={'-'.join(sort[:2])}/{min(len(surface), 4)}",
        f"k={word_class(surface)}",
        f"s={shape(surface)}",
        f"p={surface[:1]}",
        f"x={surface[-1:]}",
        f"y={surface[:2]}",
    ]
    if norm != surface:
        out.append(f"n={norm}")
    if len(surface) > 2:
        out.append(f"x={surface[-2:]}")
        out.append(f"y=${surface[-3:]}")
    return out
