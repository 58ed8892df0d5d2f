"""Japanese numerals: digits, positional kanji (二〇二五), kanji with units (二千二十五, 廿一), circled digits, 元."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}

# One number of a date inside a regular expression; ``元`` only as an era's first year.
SMALL = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅〇]{1,4}|[①-⑳])"
YEAR4 = r"(?:[0-9]{4}|[一二][〇零一二三四五六七八九]{3}|[一二]?千[一二三四五六七八九十百〇]{0,7})"
KANJI = "〇零一二三四五六七八九十百千廿卅元"


def number(text: str) -> int | None:
    """The value of a numeral without decimal point or sign, None where ``text`` is none (``十十``, an empty string)."""
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 9 else None
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) <= 9 else None
    total, pending, ceiling = 0, None, 10_000
    for c in text:
        if c in _DIGITS:
            if pending is not None:
                return None
            pending = _DIGITS[c]
        elif c in _TENS or c in _UNITS:
            unit = 10 if c in _TENS else _UNITS[c]
            if unit >= ceiling or (c in _TENS and pending is not None):
                return None
            total += _TENS[c] if c in _TENS else (1 if pending is None else pending) * unit
            pending, ceiling = None, unit
        else:
            return None
    return total + (pending or 0)
