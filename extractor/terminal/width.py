"""Lines that fit: East Asian characters take two cells, and Japanese may be parted between almost any two of them."""

from __future__ import annotations

from itertools import pairwise

from rich.cells import cell_len, get_character_cell_size

# Kinsoku: signs that must not begin a line, and signs that must not end one.
_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〉》］｝〕’”ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ〜～…‥％℃,.:;?!)]}%>"
)
_NOT_LAST = frozenset("（「『【〈《［｛〔‘“￥＄([{<")


def breaks(text: str, width: int) -> list[int]:
    """Where one line of text is parted so that each part takes at most ``width`` cells.

    Words of narrow letters stay whole where they can; blanks at the end of a part do not count.

    Args:
        text: a line without line breaks.
        width: cells of a part, at least 2.
    """
    found: list[int] = []
    begun = cells = 0
    allowed = 0  # the last place of the part where a break is good
    for i, sign in enumerate(text):
        size = get_character_cell_size(sign)
        if i > begun and _may_part(text, i):
            allowed = i
        if cells + size > width and not sign.isspace():
            at = allowed if allowed > begun else i
            found.append(at)
            begun, allowed = at, at
            cells = cell_len(text[at:i])
        cells += size
    return found


def _may_part(text: str, i: int) -> bool:
    before, after = text[i - 1], text[i]
    if after.isspace() or after in _NOT_FIRST or before in _NOT_LAST or get_character_cell_size(after) == 0:
        return False
    if before in " \t\u3000/":  # not behind a no-break space
        return True
    return get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2


def wrap(text: str, width: int) -> list[str]:
    """The lines of a paragraph, each at most ``width`` cells wide, without blanks at their ends."""
    edges = [0, *breaks(text, width), len(text)]
    return [text[a:b].rstrip() for a, b in pairwise(edges)]


def pad(text: str, width: int) -> str:
    """The text with blanks behind it up to ``width`` cells."""
    return text + " " * (width - cell_len(text))
