"""What the name of a law looks like: the patterns of rules/laws.tsv."""

from __future__ import annotations

import re
from functools import cache

from extractor.resources import rows


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of rules/laws.tsv, one for each kind."""
    patterns: dict[str, list[str]] = {}
    for row in rows("rules/laws"):
        patterns.setdefault(row["kind"], []).append(row["pattern"])
    # All of them speak of the end of what is in front of the cursor.
    return {kind: re.compile(f"(?:{'|'.join(parts)})$") for kind, parts in patterns.items()}


def is_generic(name: str) -> bool:
    """Whether a compound names a kind of laws only: 国際法, 関連法案, 市条例."""
    return patterns()["generic"].match(name) is not None


def is_law_name(word: str) -> bool:
    """Whether a word in 法 is built like a law's name, foreign ones among them."""
    rules = patterns()
    return rules["ending"].search(word) is not None and rules["technique"].search(word) is None
