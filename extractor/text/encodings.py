"""Decodes bytes of Japanese text: declared, marked or guessed encodings, always strictly.

Order of the guess: byte order mark, ISO-2022-JP escapes, UTF-8, then whichever of CP932, EUC-JP and UTF-16 decodes
to the most plausible Japanese; charset-normalizer has the last word.
"""

from __future__ import annotations

import codecs
import re

from extractor.records import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins like it
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or Office document", "unpack it or save it as text first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as text first"),
    (b"{\\rtf", "an RTF document", "save it as text first"),
    (b"\x89PNG", "an image", "give its text"),
    (b"\xff\xd8\xff", "an image", "give its text"),
    (b"GIF8", "an image", "give its text"),
    (b"\x7fELF", "a program", "give a text file"),
)
# Names under which supersets are meant: Windows' Shift_JIS writes ①㈱, mail's ISO-2022-JP and Unix's EUC-JP too.
_FAMILIES = {
    "utf-8": ("utf-8-sig",),
    "shift_jis": ("cp932", "shift_jis_2004"),
    "cp932": ("cp932",),
    "ms932": ("cp932",),
    "windows-31j": ("cp932",),
    "x-sjis": ("cp932",),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "iso2022_jp": ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"),
}
_SAMPLE = 100_000
_WEIGHTS = (
    (re.compile(r"[ぁ-ん、。]"), 2.0),
    (re.compile(r"[ァ-ヶーA-Za-z0-9 \r\n\t!-/:-@\u3000「」（）・０-９]"), 1.0),
    (re.compile(r"[一-龥々]"), 0.6),
    (re.compile(r"[\uff61-\uff9f]"), -0.3),
    (re.compile(r"[\ue000-\uf8ff\uac00-\ud7af\u0080-\u00ff\u0100-\u04ff\u3400-\u4dbf\x00-\x08\x0e-\x1f]"), -2.0),
)
_PLAUSIBLE = 0.45
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,30})|encoding\s*=\s*["']([A-Za-z0-9_-]{2,30})""", re.I
)


def decode(data: bytes, *, encoding: str | None = None, markup: bool = False) -> str:
    """The text of ``data``, line breaks as they are, without byte order mark.

    Args:
        data: the bytes of a file.
        encoding: the encoding to use; None guesses.
        markup: whether ``data`` is HTML, whose declared charset is tried first.

    Raises:
        InputError: binary data, an unknown encoding name, or bytes that the encoding does not allow.
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {what}, not text; {advice}")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name)
    if markup and (declared := _DECLARED.search(data, 0, 4096)):
        text = _try_family((declared[1] or declared[2]).decode("ascii"), data)
        if text is not None:
            return text
    if b"\x1b" in data and not any(byte > 0x7F for byte in data[:_SAMPLE]):
        text = _try_family("iso2022_jp", data)
        if text is not None:
            return text
    if b"\x00" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            fault = error
    else:
        fault = None
    return _guess(data, fault)


def _guess(data: bytes, fault: UnicodeDecodeError | None) -> str:
    """The most plausible of the encodings that carry no mark."""
    families = ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    if fault is not None:
        families = ["shift_jis", "euc_jp", *families]
    best, best_score = None, _PLAUSIBLE
    for family in families:
        text = _try_family(family, data)
        if text is not None and (score := _plausibility(text)) > best_score:
            best, best_score = text, score
    if best is not None:
        return best
    if fault is None:
        raise InputError("holds NUL bytes and is no UTF-16: binary, not text; give a text file")
    if fault.start * 2 > len(data) and fault.start > 100:
        raise InputError(
            f"is UTF-8 up to byte {fault.start}, where a broken character stands; repair it or name the encoding"
        )
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE], threshold=0.1).best()
    text = _try_family(found.encoding, data) if found else None
    if text is None or _plausibility(text) < 0:
        raise InputError("is in no encoding that was recognised; name it with --encoding, or convert it to UTF-8")
    return text


def codecs_for(encoding: str) -> tuple[str, ...]:
    """The codecs that a name stands for, the one that is meant most often first.

    Raises:
        InputError: there is none, or it is none for text.
    """
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        name = encoding.lower().replace("_", "-")
    found = _FAMILIES.get(name, (name,))
    try:
        for codec in found:
            " ".encode(codec)
    except (LookupError, UnicodeError):
        known = "utf-8, cp932, euc-jp, iso-2022-jp or utf-16"
        raise InputError(f"encoding {encoding!r} is unknown; use {known}") from None
    return found


def _decode_as(data: bytes, encoding: str) -> str:
    """The text of ``data`` in ``encoding``, or in the superset that its name stands for."""
    fault: UnicodeError | None = None
    for codec in codecs_for(encoding):
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except UnicodeError as error:
            fault = error
    at = f" at byte {fault.start}" if isinstance(fault, UnicodeDecodeError) else ""
    raise InputError(f"is not valid {encoding}{at}; name another encoding, or none to have it found")


def _try_family(encoding: str, data: bytes) -> str | None:
    try:
        return _decode_as(data, encoding)
    except InputError:
        return None


def _plausibility(text: str) -> float:
    """How much a text looks like Japanese: about 1 for prose, below 0.4 for bytes read in the wrong encoding."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[-_SAMPLE // 2 :]
    if not sample:
        return 1.0
    return sum(weight * len(pattern.findall(sample)) for pattern, weight in _WEIGHTS) / len(sample)
