"""Whether a place name stands for the place, or is part of a word, a person's name, a title or an organisation."""

from __future__ import annotations

import re
from functools import cache

from extractor.entities.places.codes import Name
from extractor.resources import rows
from extractor.text.page import Page

_KATAKANA = re.compile(r"[ァ-ヴー]")
_GLUED = re.compile(r"[ァ-ヴーA-Za-z]")
# Names that begin like a place's but are another's: 在フィジー大使館, 駐日, 新大阪, 全日本.
_BEFORE = re.compile(r"(?:在|駐|訪|来|新|全|大|元々|[A-Za-z])$")
_RUN = re.compile(r"(?:[一-龥々ァ-ヴーA-Za-z0-9]|(?<=.)・(?=[一-龥ァ-ヴー])){1,30}")
# 能登半島地震 and 東日本大震災 name an event, not a place.
_DISASTER = re.compile(r"(?:・[一-龥]{2,4}?|[一-龥]{0,4}?)(?:地震|震災|豪雨|台風|噴火災害)")
# 今治市長, 富山県民, 京都市立: the name goes on as a word of its own.
_LOCAL = re.compile(r"(?<=[都道府県市町村区])[長民議警政営立道税章花債]")
_TITLE = re.compile(
    r"[一-龥々ァ-ヴー・]{0,12}?(?:大臣|長官|審議官|[局課室部署所社会院校区市町村団隊議座学総組班]長|知事|次官|参事官|企画官|補佐"
    r"|主査|主任|調査官|事務官|政務官|専門官|書記官|委員|議員|教授|記者|理事|監督|総裁|頭取|弁護士|判事|検事|司令|幕僚"
    r"|総理|公使|総監|[1-3一二三][佐尉曹]|[海陸空]将|担当官)(?![一-龥])"
)
_PERSON_AFTER = re.compile(r" ?[一-龥]{1,3}(?= ?[氏、(\n]|$)| [一-龥ぁ-んァ-ヴー]")
_PERSON_BEFORE = re.compile(r"(?:担当|[長官佐員者])(?:[: 、]+|\()$")
# A short form goes on with a particle or with kanji that _context judges; other kana make it another word (大分よく).
_ALONE = re.compile(r"(?![ぁ-んァ-ヴー])|[でにへのはがをともや]|から|まで|など|より")


@cache
def _context() -> dict[str, re.Pattern[str]]:
    """The patterns of models/rules/place_context.tsv, one for each class."""
    words: dict[str, list[str]] = {}
    for row in rows("rules/place_context"):
        words.setdefault(row["class"], []).append(row["words"])
    return {kind: re.compile("|".join(patterns)) for kind, patterns in words.items()}


def is_place_word(page: Page, start: int, end: int, name: Name) -> bool:
    """Whether ``start:end`` is a word of its own and not part of a longer one or a person's name."""
    text = page.text
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if _KATAKANA.match(text, start) and _GLUED.match(before):
        return False
    if _KATAKANA.match(text, end - 1) and after and _KATAKANA.match(after):
        return False
    if text[start].isascii():
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    if _KATAKANA.match(text, start):
        return True
    tokens = page.tokens
    index = tokens.index_at(start)
    if tokens.starts[index] != start:
        return False
    if not (name.short or (end - start == 2 and name.kind in ("city", "island", "river", "mountain", "region"))):
        return True
    # Short forms are surnames too (千葉, 福島, 山口): what Sudachi reads in the sentence and what follows decide.
    if tokens.ends[tokens.index_at(end - 1)] != end or "人名" in tokens.tags[index]:
        return False
    if not _ALONE.match(text, end):
        return False
    return not (
        _context()["person"].match(text, end)
        or _PERSON_AFTER.match(text, end)
        or _PERSON_BEFORE.search(text, max(0, start - 8), start)
        or page.zone_at(start) == "contact"
    )


def free_before(text: str, start: int) -> bool:
    """Whether nothing right before ``start`` makes the name a part of a longer word."""
    return not _BEFORE.search(text, max(0, start - 2), start)


def free_after(page: Page, start: int, end: int, kind: str) -> bool:
    """Whether what follows ``end`` leaves the name a place: no organisation, meeting, title or word grows from it."""
    text = page.text
    context = _context()
    if context["person"].match(text, end):
        return False
    if _DISASTER.match(text, end):
        return False
    foreign = kind == "country" and not text.startswith("日本", start)
    if foreign and text.startswith("・", end) and _KATAKANA.match(text, end + 1):
        # 米国・シカゴ大学: two names.
        return True
    run = _RUN.match(text, end)
    if run is None:
        return True
    if context["loose"].match(text, end):
        return True
    if kind in ("prefecture", "municipality") and _LOCAL.match(text, end):
        return False
    if kind in ("country", "region") and context["word"].match(text, end):
        return False
    return not (context["body"].search(run[0]) or _TITLE.match(run[0]))
