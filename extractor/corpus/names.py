"""Normal forms of names: what is one name in spite of width, spacing, brackets, old characters and legal forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extractor.resources import rows

_BRACKET = re.compile(r"\(([^()]*)\)")
_ACRONYM = re.compile(r"(?:以下)?[「『]?([A-Z][A-Za-z0-9.&+-]{1,15})[」』]?(?:という。?|、.*)?")
_ORDINAL = re.compile(r"第([0-9一二三四五六七八九十百]+)回|(?<=[A-Za-z])#?([0-9]{1,3})$")
_HIRAGANA = re.compile("[ぁ-ゖ]+")
_MARKS = re.compile(r"[\s・･「」『』“”\"'‘’、,.:/~=\-‐-―]")
_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")}


@cache
def _tables() -> tuple[dict[int, str], tuple[str, ...]]:
    table = rows("lexicon/name_forms")
    variants = {ord(r["form"]): r["standard"] for r in table if r["kind"] == "variant"}
    legal = sorted((r["form"] for r in table if r["kind"] == "legal"), key=len, reverse=True)
    return variants, tuple(legal)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """One width, no blanks, standard characters."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_tables()[0])


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> str:
    """The folded name without brackets and marks."""
    name, size = fold(text), -1
    while size != len(name):  # brackets may be nested
        size, name = len(name), _BRACKET.sub("", name)
    return _MARKS.sub("", name) or fold(text)


@lru_cache(maxsize=1 << 16)
def organisation(text: str) -> str:
    """The bare name without its legal form, when enough is left to be a name."""
    name = bare(text)
    for form in _tables()[1]:
        for rest in (name.removeprefix(form), name.removesuffix(form)):
            if rest != name and len(rest) > 2:
                return rest
    return name


def acronym(text: str) -> str:
    """The Latin acronym that a bracket behind the name declares."""
    for inner in _BRACKET.findall(fold(text)):
        if match := _ACRONYM.fullmatch(inner):
            return match[1]
    return ""


@lru_cache(maxsize=1 << 16)
def conference(text: str) -> tuple[str, str]:
    """Name and ordinal of a conference: ``第8回太平洋・島サミット(PALM8)`` and ``PALM8`` both have the ordinal 8."""
    name = bare(text)
    match = _ORDINAL.search(name)
    if match is None:
        return name, ""
    rest = name[: match.start()] + name[match.end() :]
    return rest or name, str(number(match[1] or match[2]))


def number(text: str) -> int:
    """An integer below a thousand in digits or kanji."""
    if text.isdigit() and text.isascii():
        return int(text)
    if not re.search("[十百]", text):
        return int("".join(str(_KANJI.get(c, 0)) for c in text))
    total, last = 0, 0
    for c in text:
        if c in "十百":
            total += (last or 1) * (10 if c == "十" else 100)
            last = 0
        else:
            last = _KANJI.get(c, 0)
    return total + last


@lru_cache(maxsize=1 << 16)
def abbreviates(one: str, other: str) -> bool:
    """Whether one name can be the other's short form: it leaves out characters, kana of grammar do not count.

    ``水素分野の覚書`` shortens ``水素分野における協力に関する覚書``; ``防災分野の覚書`` has characters of its own.
    """
    short, long = sorted((_HIRAGANA.sub("", one) or one, _HIRAGANA.sub("", other) or other), key=len)
    rest = iter(long)
    return all(c in rest for c in short)
