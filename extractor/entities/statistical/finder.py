"""Proposals of the statistical tagger: names that neither grammar nor lexicons know.

The tagger marks names of people without titles, organisations, places and titles apart; here they become mentions by
SPEC.md: a name, the title that touches it and the organisation that touches the title are one mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np

from extractor.entities.candidates import Candidate
from extractor.entities.documents import conferences
from extractor.entities.documents import finder as documents
from extractor.entities.places import codes as place_codes
from extractor.entities.select import STATISTICAL
from extractor.entities.statistical.decoding import Span, decoder
from extractor.entities.statistical.features import word_class
from extractor.entities.statistical.model import Ints
from extractor.resources import rows
from extractor.text.page import Page
from extractor.text.tokens import Tokens

# How much better than no name a proposal must score (natural log). The tagger fills the gaps of grammar and lexicons,
# so that a wrong proposal costs more than a missing one.
_MARGIN = {"PERSON": 4.0, "ORG": 4.0, "PLACE": 3.0, "MINISTRY": 6.0, "CONFERENCE": 6.0, "DOCUMENT": 8.0}
# The same for a name without any proper noun, and for acronyms.
_COMMON_WORDS_MARGIN = {"PERSON": 8.0, "ORG": 13.0, "PLACE": 15.0}
_UNNAMED_MARGIN = 12.0
_TOUCHED_MARGIN = 8.0  # the same for a name that only its script parts from a neighbour (娘|マルガレーテ)
_BODIES = frozenset({"ORG", "MINISTRY", "PLACE"})
JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_HEAD = {"CONFERENCE": "m", "DOCUMENT": "d"}  # the word class that the last word must have
# Last words that end no name of the kind: 東ティモール大統領就任式, 小泉内閣, 下松小学校区.
_NO_END = {
    "MINISTRY": re.compile(
        "^日[米英仏独伊豪加印露中韓]|[式典]$|レセプション$|部局$|記者室$|.内閣$|大臣$|大統領$|首相$"
    ),
    "PLACE": re.compile("[校学]区$|式$"),
}
_AT = re.compile("では|において|にある|地区|付近|交差点|地内")
_FOREIGN_NAME = re.compile("[\u30a1-\u30fa\u30fc]+(?:[・= ][\u30a1-\u30fa\u30fc]+)+")
# What points back or stands for any: no name, or one that linking resolves.
POINTING = re.compile("[同両各当本全諸他▽▼◇◆■●○・※]|都道府県|市町村|市区町村|指定都市|我が|政府")
_COUNTRY_DOT = re.compile("(?!日本)([一-鿿ァ-ヴー]{2,12})・")
_ACRONYM = re.compile("[A-Z]{2,5}")
_TOUCHING = re.compile("[\u30a1-\u30fa\u30fc\u3400-\u9fff]")
_PARTED = frozenset({"PERSON", "PLACE"})
# Names of ships and aircraft, and of their classes: 空母「遼寧」, ジャンカイII級.
_VESSEL = re.compile("(?:[艦艇船機母]|[0-9]号)[「『]$")
_CLASS = re.compile("[」』)]?[0-9IVX]{0,4}級")
# 中防|消第5号: the mark and number of a document.
_DOCUMENT_MARK = re.compile("[一-鿿]{0,3}(?:発)?第 ?[0-9]{1,5} ?号")
_SCRIPT_CHANGE = re.compile("[\u3400-\u9fff][\u30a1-\u30fa]")
_SIDE = re.compile("[内外側等宛産製間発着行]|など|周辺|付近|近郊|出身|主催|共催")
HONORIFIC = re.compile("氏|さん|君|様|殿|ら|夫妻|両氏|先生")


@cache
def _private_titles() -> tuple[str, ...]:
    """Titles outside public posts, by their last word."""
    return tuple(
        w for row in rows("tagger/classes") if row["class"] == "private_title" for w in row["words"].split(" ")
    )


def find(page: Page, known: Sequence[Candidate], *, settled: Iterable[tuple[int, int]] = ()) -> list[Candidate]:
    """The tagger's proposals for the whole page.

    Args:
        page: the document.
        known: what the other finders proposed; these go before the tagger's in ``select``, and are not repeated.
        settled: spans within which a proposal would not be chosen; most are then not made.
    """
    text, tokens = page.text, page.tokens
    taken = {(c.start, c.end) for c in known}
    tails: dict[int, list[Candidate]] = {}
    within = bytearray(len(text))  # which characters stand in a known mention, behind its first
    for c in known:
        within[c.start + 1 : c.end] = b"\x01" * (c.end - c.start - 1)
        if c.label == "ORG":
            tails.setdefault(c.end, []).append(c)
    found = []
    for group in _groups(decoder().decode(tokens, _owners(tokens, settled)), tokens, text):
        if POINTING.match(text, group[0].start) or not _stands_alone(group, tokens, text):
            continue
        if _VESSEL.search(text, max(0, group[0].start - 6), group[0].start) or _CLASS.match(text, group[-1].end):
            continue
        if _DOCUMENT_MARK.match(text, group[-1].end):
            continue
        candidate = _mention(group, tokens, text)
        if candidate is not None and (candidate.start, candidate.end) not in taken:
            if candidate.label == "ORG" and _completes(text, candidate, tails.get(candidate.end, ()), within):
                candidate.rule = "tagger.wider"
            found.append(candidate)
    return found


def _owners(tokens: Tokens, spans: Iterable[tuple[int, int]]) -> Ints:
    """For each token the number of the span that it lies in, 0 for none."""
    owners = np.zeros(len(tokens), np.int64)
    for number, (start, end) in enumerate(spans, 1):
        owners[bisect_left(tokens.starts, start) : bisect_right(tokens.ends, end)] = number
    return owners


def _completes(text: str, candidate: Candidate, tails: Sequence[Candidate], within: bytearray) -> bool:
    """Whether an organisation that a lexicon knows is only the end of the name that the tagger sees (十勝|毎日新聞)."""
    if not any(c.start > candidate.start for c in tails):
        return False
    country = _COUNTRY_DOT.match(text, candidate.start)
    if country and any(name.kind == "country" for name in place_codes.names().get(country[1], ())):
        # 米国・シカゴ大学: the country is a mention of its own.
        return False
    return not within[candidate.start]


class _Part:
    """A tagged span in offsets of the text."""

    __slots__ = ("end", "first", "label", "last", "margin", "start")

    def __init__(self, span: Span, tokens: Tokens, text: str) -> None:
        self.first, self.last, self.label, self.margin = span.first, span.last, span.label, span.margin
        self.start = tokens.starts[span.first]
        self.end = _closed(text, self.start, tokens.ends[span.last])


def _groups(spans: Iterator[Span], tokens: Tokens, text: str) -> Iterator[list[_Part]]:
    """Joins spans that make up one mention."""
    group: list[_Part] = []
    for span in spans:
        if span.label == "OTHER":
            continue
        part = _Part(span, tokens, text)
        if group and not _belongs(group, part, text):
            yield group
            group = []
        if group and group[-1].label == part.label == "MINISTRY":
            group[-1].end, group[-1].last = part.end, part.last
            group[-1].margin += part.margin
        else:
            group.append(part)
    if group:
        yield group


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name, with the bracket that closes the acronym in it."""
    return end + 1 if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end) else end


def _belongs(group: Sequence[_Part], part: _Part, text: str) -> bool:
    """Whether ``part`` goes on the mention of ``group``: name + body + title, or body + title + の or blank + name."""
    labels = [p.label for p in group]
    gap = text[group[-1].end : part.start]
    last = labels[-1]
    if part.label == "PERSON":
        return "PERSON" not in labels and last == "TITLE" and gap in ("", " ", "の")
    if part.label == "TITLE":
        return (last == "PERSON" and gap in ("", " ")) or (last in _BODIES and not gap)
    if part.label == "MINISTRY" and last == "MINISTRY":
        return gap in ("", " ")
    return part.label in _BODIES and labels == ["PERSON"] and gap in ("", " ")


def _mention(group: Sequence[_Part], tokens: Tokens, text: str) -> Candidate | None:
    """The mention that a group of parts stands for, None when there is none or it is too unsure."""
    labels = [part.label for part in group]
    if "PERSON" in labels and "TITLE" in labels:
        return _titled(group, tokens, text)
    # Without a title, or without a name: the parts do not make one mention; a bare title is for grammar to judge.
    part = next((p for p in group if p.label != "TITLE"), None)
    if part is None or part.margin < _MARGIN[part.label] or not _plausible(part, tokens, text):
        return None
    if part.label == "CONFERENCE" and conferences.is_generic(text[part.start : part.end]):
        return None
    if part.label == "DOCUMENT" and documents.is_plain(text, part.start, part.end):
        return None
    return Candidate(part.start, part.end, part.label, STATISTICAL, data=part.margin)


def _titled(group: Sequence[_Part], tokens: Tokens, text: str) -> Candidate | None:
    by_label = {part.label: part for part in group}
    name, title = by_label["PERSON"], by_label["TITLE"]
    if name.margin < _MARGIN["PERSON"] / 2 or not _plausible(name, tokens, text):
        return None
    body = next((part for part in group if part.label in _BODIES), None)
    private = text[title.start : title.end].endswith(_private_titles()) and (body is None or body.label == "ORG")
    attrs = {
        "name": text[name.start : name.end].replace(" ", ""),
        "title": text[title.start : title.end],
        "organization": text[body.start : body.end] if body else "",
    }
    return Candidate(
        group[0].start,
        group[-1].end,
        "PERSON" if private else "OFFICIAL",
        STATISTICAL,
        value="/".join(attrs.values()),
        attrs=attrs,
        data=name.margin,
    )


def _plausible(part: _Part, tokens: Tokens, text: str) -> bool:
    """Whether the words can be a name.

    Words in Latin letters are glosses; acronyms may stand for anything (a meeting, a treaty, a body) and must be very
    sure, as must a name of common words only; a name of several words in katakana counts as proper.
    """
    words = text[part.start : part.end]
    if not JAPANESE.search(words):
        return part.label == "ORG" and part.margin >= _UNNAMED_MARGIN and _ACRONYM.fullmatch(words) is not None
    proper = any("固有名詞" in tag for tag in tokens.tags[part.first : part.last + 1])
    proper = proper or (part.label == "PERSON" and _FOREIGN_NAME.fullmatch(words) is not None)
    if (stop := _NO_END.get(part.label)) and stop.search(words):
        return False
    if part.label == "PERSON" and _AT.match(text, part.end):
        # 佐用町の久崎では: a place
        return False
    if part.label == "PERSON" and len(words) == 1:
        # The letters of a label: 場 所
        return False
    head = _HEAD.get(part.label)
    if head and head not in word_class(tokens.table.surfaces[tokens.lexemes[part.last]]):
        return False
    return proper or (len(words) > 1 and part.margin >= _COMMON_WORDS_MARGIN.get(part.label, _UNNAMED_MARGIN))


def _parted(part: _Part, text: str) -> bool:
    """Whether a sure name in katakana begins where kanji end."""
    if part.margin < _TOUCHED_MARGIN or part.label not in _PARTED:
        return False
    return _SCRIPT_CHANGE.match(text, max(0, part.start - 1)) is not None


def _stands_alone(group: Sequence[_Part], tokens: Tokens, text: str) -> bool:
    """Whether no noun touches the mention: else the tagger has cut a longer word (``内閣府|令``)."""
    first, last = group[0], group[-1]
    before, after = first.first - 1, last.last + 1
    if not _parted(first, text):
        if before >= 0 and tokens.tags[before].startswith(("名詞-普通", "名詞-固有", "接頭辞")):
            return False
        if first.label == "PERSON" and _TOUCHING.match(text, max(0, first.start - 1), first.start):
            return False
    if after >= len(tokens) or last.end != tokens.starts[after]:
        return True
    follower = HONORIFIC if group[-1].label in ("PERSON", "TITLE") else _SIDE
    if follower.match(text, tokens.starts[after]):
        return True
    return not tokens.tags[after].startswith(("名詞-普通", "名詞-固有", "接尾辞"))
