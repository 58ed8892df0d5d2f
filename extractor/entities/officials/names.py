"""Personal names: is this stretch of text one, and where does a name that begins here end?

Japanese surnames and given names are known to the Sudachi dictionary (人名-姓, 人名-名). Only the dictionary is asked,
not the tokens of the running text, because a surname such as 渋谷 or 青山 is mostly tagged as a place there.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractor import resources
from extractor.text.tokens import dictionary

SURNAME = 3  # a surname alone, or one foreign name
FULL = 4  # surname and given name, or a foreign name of several parts

_HAN = "一-鿿々〆ヶ㐀-䶿豈-﫿𠀀-𯿿"
_KATAKANA = "ァ-ヴヵー"
_PART = rf"(?:[{_KATAKANA}]+|[A-Z]\.?)"
# フェリペ6世: the number of a monarch belongs to the name.
FOREIGN = re.compile(
    rf"[{_KATAKANA}]{{2,}}(?:[・=＝-]{_PART}|(?:[A-Z]\.)+[{_KATAKANA}]{{2,}})*(?:[0-9一二三四五六七八九]{{1,2}}世)?|(?:[A-Z]\.?|[ァ-ヴ])・[{_KATAKANA}]{{2,}}(?:[・=＝-]{_PART})*"
)
_GIVEN = re.compile(
    rf"[{_HAN}]{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヴー]{{2,4}}|[ァ-ヴー]{{1,3}}[{_HAN}]|[{_HAN}][ぁ-んァ-ヴ]{{1,3}}"
)
_HAN_FIRST = re.compile(rf"[{_HAN}]+[ぁ-ん]")
# 連で, 係る: a kanji with a particle or an ending behind it is no given name.
_PARTICLES = tuple("でをはがにへともやのるたい")
_TWO_HAN = re.compile(rf"[{_HAN}]{{2}}")
_KANA_GIVEN = re.compile("[ぁ-ん]{2,4}|[ァ-ヴー]{2,3}")
_CELL = re.compile(rf"[{_HAN}ぁ-ん{_KATAKANA}]+")
# A reading behind a name: (ホワン・ルンチウ), (あさお けいいちろう).
READING = re.compile(rf" ?\((?:[{_KATAKANA}ぁ-ん・=＝ -]{{2,40}}|[ァ-ヴ]|[{_HAN}]{{2,5}}|[A-Z][A-Za-z .,'-]{{2,60}})\)")
# Forms of kanji that occur in family names and that the dictionary lists by their common form.
_VARIANTS = str.maketrans("髙﨑濵邉邊德槗栁桒冨澤廣眞惠國濱𠮷", "高崎浜辺辺徳橋柳桑富沢広真恵国浜吉")
_KANA_SURNAME = re.compile("[ぁ-ん]{2,4}(?=[一-鿿々])")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in resources.rows("lexicon/name_words") if row["kind"] == kind)


@lru_cache(maxsize=50_000)
def kinds(word: str) -> frozenset[str]:
    """What the dictionary knows ``word`` as.

    Returns:
        Some of ``surname``, ``given``, ``person``, ``place``, ``country``, ``proper`` (any other proper noun),
        ``noun`` (a common one), ``word`` (any other part of speech).
    """
    found = set()
    for morpheme in dictionary().lookup(word):
        pos = morpheme.part_of_speech()
        if pos[2] == "人名":
            found.add({"姓": "surname", "名": "given"}.get(pos[3], "person"))
        elif pos[2] == "地名":
            found.add("country" if pos[3] == "国" else "place")
        elif pos[0] == "名詞":
            found.add("proper" if pos[1] == "固有名詞" else "noun")
        else:
            found.add("word")
    return frozenset(found)


def is_surname(word: str) -> bool:
    """Whether ``word`` can be a Japanese, Chinese or Korean surname."""
    if len(word) == 1:
        return word in _words("one_letter")
    return len(word) <= 5 and word not in _words("not_surname") and "surname" in kinds(word.translate(_VARIANTS))


def is_given(word: str) -> bool:
    """Whether ``word`` can be a Japanese given name: known as one, or of the shape of one and no common word."""
    if not 1 <= len(word) <= 5 or word.endswith(tuple(_words("not_given"))):
        return False
    known = kinds(word)
    if "given" in known:
        return True
    if not _GIVEN.fullmatch(word) or (_HAN_FIRST.match(word) and word.endswith(_PARTICLES)):
        return False
    if word < "ん":
        return word not in _words("function")
    if known & {"noun", "place", "country", "proper", "word"}:
        # One character of a word (進, 学, 豊) is a given name more often than a title.
        return len(word) == 1 and "surname" not in known and word not in _words("not_surname")
    return not _is_compound(word)


def _rare(surname: str, given: str) -> bool:
    """Whether a given name of the dictionary tells that two kanji before it are a surname that it lacks (逢阪|貴士)."""
    return (
        len(surname) == 2
        and len(given) == 2
        and _TWO_HAN.fullmatch(surname) is not None
        and kinds(surname) <= {"place"}
        and "given" in kinds(given)
        and not kinds(given) & {"noun", "place", "surname", "word", "proper", "country"}
        and not any(surname.endswith(w) or surname.startswith(w) for w in _words("not_surname"))
    )


def _is_compound(word: str) -> bool:
    """Whether ``word`` ends in or consists of common nouns that are no given names (豊監督, 総務課)."""
    if word[-1] in "第駐在兼元前同各両氏君様殿県府庁省署課局部":
        return True
    return any(
        "noun" in kinds(word[i:]) and "given" not in kinds(word[i:]) and len(word) - i >= 2 for i in range(1, len(word))
    )


@lru_cache(maxsize=20_000)
def split(word: str) -> tuple[str, str] | None:
    """Surname and given name of a full Japanese, Chinese or Korean name without space; None when it is none."""
    best: tuple[int, tuple[str, str]] | None = None
    # 鈴木元大臣 is a former minister, 中谷元大臣 is not.
    if word.endswith(("元副", "前副")):
        return None
    if word.endswith(("元", "前")) and word not in _words("tense_name"):
        return None
    if kinds(word) & {"noun", "place", "country", "word"} and "person" not in kinds(word):
        return None
    kana = _KANA_SURNAME.match(word)
    if kana and "given" in kinds(word[kana.end() :]) and kana[0] not in _words("function"):
        return kana[0], word[kana.end() :]
    for i in range(1, min(len(word) - 1, 4) + 1):
        surname, given = word[:i], word[i:]
        if "ァ" <= surname[-1] <= "ー":
            continue
        if not (is_surname(surname) and is_given(given)) and not _rare(surname, given):
            continue
        if len(surname) == 1 and len(given) > 2 and "given" not in kinds(given):
            continue
        score = ("given" in kinds(given)) * 4 + (i == 2) * 2 + ("surname" in kinds(surname))
        if best is None or score > best[0]:
            best = score, (surname, given)
    return best[1] if best else None


@lru_cache(maxsize=20_000)
def quality(word: str) -> int:
    """How much of a personal name ``word`` is: 0, ``SURNAME`` (also one foreign name) or ``FULL``."""
    if not word or len(word) > 45:
        return 0
    if FOREIGN.fullmatch(word):
        if word in _words("not_foreign") or word.endswith(tuple(_words("foreign_end"))):
            return 0
        parts = re.split("[・=＝-]", word)
        odd = sum(
            1
            for part in parts
            if "person" not in kinds(part) and not kinds(part) & {"given", "surname"} and kinds(part)
        )
        if odd * 2 >= len(parts) + (len(parts) > 1):
            return 0
        return FULL if len(parts) > 1 else SURNAME
    if not _CELL.fullmatch(word) or len(word) > 9:
        return 0
    if is_surname(word):
        return SURNAME
    if split(word):
        return FULL
    known = kinds(word)
    return FULL if "person" in known and 2 <= len(word) <= 5 and not known & {"noun", "place", "country"} else 0


def is_listed_word(word: str) -> bool:
    """Whether a word in katakana is listed as one that is no name."""
    return word in _words("not_foreign") or word.endswith(tuple(_words("foreign_end")))


def end_of_name(text: str, start: int, limit: int) -> int:
    """The end of the personal name that begins at ``start`` and fills its cell, else ``start``.

    A cell ends at punctuation, brackets, blanks and line ends; one space may stand between surname and given name.

    Args:
        limit: where the search stops.
    """
    foreign = FOREIGN.match(text, start, limit)
    if foreign:
        return foreign.end() if quality(foreign[0]) and not _CELL.match(text, foreign.end(), limit) else start
    cell = _CELL.match(text, start, limit)
    if cell is None:
        return start
    end = cell.end()
    if text.startswith(" ", end) and is_surname(cell[0]):
        given = _CELL.match(text, end + 1, limit)
        if given:
            name = _without_honorific(given[0])
            if is_pair(cell[0], name) and not is_surname_only(name):
                return end + 1 + len(name)
    if quality(cell[0]):
        return end
    name = _without_honorific(cell[0])
    return start + len(name) if quality(name) == FULL else start


def _without_honorific(word: str) -> str:
    """``word`` without the 君 of minutes and the 氏 of news that touch a name."""
    return word[:-1] if len(word) > 1 and word[-1] in "君氏様殿" else word


def is_pair(surname: str, given: str) -> bool:
    """Whether two words over a blank are surname and given name; kana that the dictionary lacks will do (平林 ツヤ)."""
    return is_surname(surname) and (
        is_given(given) or (_KANA_GIVEN.fullmatch(given) is not None and given not in _words("function"))
    )


def is_japanese(name: str) -> bool:
    """Whether a name in kanji is a Japanese rather than a Chinese or Korean one."""
    if not name or FOREIGN.fullmatch(name):
        return False
    if len(name) <= 2:
        return is_surname(name) and (len(name) == 2 or name in _words("japanese_letter"))
    parts = split(name)
    return parts is not None and (len(parts[0]) > 1 or parts[0] in _words("japanese_letter"))


def is_surname_only(word: str) -> bool:
    """Whether ``word`` is a surname and hardly a given name (佐藤 behind 鈴木 is the next person)."""
    return is_surname(word) and "given" not in kinds(word)
