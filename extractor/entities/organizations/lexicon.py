"""Organisations known by name (``lexicon/organizations``) and where a text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor import resources
from extractor.text.page import Page

_ASCII = re.compile("[A-Za-z0-9]")
# Behind a name, these make it part of another word (衆議院議員, 参院選).
_NOT_BEHIND = re.compile("選挙?(?!管理)|条約|憲章|協定|[A-Za-z]")
# Country letters before an acronym make a compound (日ASEAN), not a mention.
_NOT_BEFORE = frozenset("日中韓米英欧印豪対訪-/")
PUBLIC_KINDS = frozenset(("international", "acronym", "state"))


@cache
def _lexicon() -> tuple[resources.Matcher, dict[str, str]]:
    kinds = {row["name"]: row["kind"] for row in resources.rows("lexicon/organizations")}
    return resources.Matcher(kinds), kinds


def find(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yields (start, end, kind) of known names with sound borders."""
    text = page.text
    matcher, kinds = _lexicon()
    borders = page.borders
    for start, end, name in matcher.find(text):
        kind = kinds[name]
        if _NOT_BEHIND.match(text, end):
            continue
        if _ASCII.match(name):
            before = text[start - 1 : start]
            if _ASCII.match(before) or (before and before in _NOT_BEFORE):
                continue
            if (text[end : end + 1] in ("-", *"0123456789")) if name.isascii() else not borders[end]:
                continue
        elif not borders[start] or (not borders[end] and text[end : end + 1] != "("):
            # The dictionary has words that go on in a bracket: 会議(イコモス).
            continue
        yield start, end + (kind == "press" and text.startswith("社", end)), kind
