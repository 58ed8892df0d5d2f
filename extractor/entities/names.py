"""Personal names: is this stretch of text one, and where does a name that begins here end?

Japanese surnames and given names are known to the Sudachi dictionary (人名-姓, 人名-名). Only the dictionary is asked,
not the tokens of the running text, because a surname such as 渋谷 or 青山 is mostly tagged as a place there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.text.tokens import dictionary

SURNAME = 3  # a surname alone, or one foreign name
FULL = 4  # surname and given name, or a foreign name of several parts

_HAN = "一-鿿々〆ヶ㐀-䶿豈-﫿"
_KATAKANA = "ァ-ヴヵー"
_PART = rf"(?:[{_KATAKANA}]+|[A-Z]\.?)"
FOREIGN = re.compile(rf"[{_KATAKANA}]{{2,}}(?:[・=＝-]{_PART})*|[A-Z]\.?・[{_KATAKANA}]{{2,}}(?:[・=＝-]{_PART})*")
_GIVEN = re.compile(rf"[{_HAN}]{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヴー]{{2,4}}|[ァ-ヴー]{{1,3}}[{_HAN}]|[{_HAN}][ぁ-んァ-ヴ]{{1,3}}")
_CELL = re.compile(rf"[{_HAN}ぁ-ん{_KATAKANA}]+")
# A reading behind a name: (ホワン・ルンチウ), (あさお けいいちろう).
READING = re.compile(rf" ?\((?:[{_KATAKANA}ぁ-ん・=＝ -]{{2,40}}|[A-Z][A-Za-z .,'-]{{2,60}})\)")
# Surnames that the dictionary does not know as such or knows as words that texts use far more often.
_NOT_SURNAMES = frozenset(
    "東京 大阪 日本 中国 国 県 市 町 村 区 都 道 府 省 庁 局 部 課 室 会 長 東 西 南 北 中 上 下 前 元 新 現 次 本 同 各 両 総 主 副 正 "
    "財 法 外 内 国際 総務 広報 人事 港 空港 代 氏 君 方 員 米 英 仏 独 伊 豪 加 印 露 台 係 者 等 他 後 外務 直 電 内線 担当 代表 "
    "大 小 高 公 地 民 海 陸 空 水 土 火 木 金 月 日 年 時 分 第 一 二 三 四 五 六 七 八 九 十 百 千 万 左 右 "
    "農 工 商 産 学 医 文 理 芸 体 社 園 校 館 場 所 署 港湾 北海道 九州 四国 本州 関東 関西 中央 地方 全国 世界 沖縄".split()
)
# Office holders whose given name reads as a tense (鈴木元大臣 is a former minister, 中谷元大臣 is not).
_TENSE_NAMES = frozenset(("中谷元",))
_NOT_FOREIGN = frozenset("デジタル グローバル スポーツ".split())
_KANA_SURNAME = re.compile("[ぁ-ん]{2,4}(?=[一-鿿々])")
_FUNCTION_WORDS = frozenset(
    "さん くん より から まで など ほか による として ととも とも では には ので もの こと について において また なお および ならびに "
    "かつ あと ため うち ところ いて おり され した する ます です でき こども くらし ちゃん さま らが らは らと".split()
)
# One-letter surnames that stand before a title more often than the word does.
_ONE_LETTER = frozenset("林 森 岡 谷 原 関 堀 辻 東 西 南 北 金 李 黄 朴 王 張 趙 劉 陳 楊 呉 周 徐 孫 馬 朱 胡 郭 何 高 羅 鄭 梁 謝 宋 唐 許 韓 馮 鄧 曹 曾 彭 蕭 蔡 潘 田 袁 董 余 葉 程 魏 蘇 呂 丁 任 盧 姚 沈 鍾 姜 崔 譚 陸 范 汪 廖 石 賈 韋 夏 付 方 鄒 熊 白 孟 秦 邱 侯 江 尹 薛 閻 段 雷 龍 黎 史 陶 賀 毛 郝 顧 龔 邵 萬 覃 武 銭 戴 厳 莫 孔 向 常 全 安 洪 権 柳 申 呉 徐 文 裵 南 沈 盧 郭 車 秋 具 禹 羅 閔 陳 池 嚴 蔡 千 方 孔 玄 咸 卞 廉 呂 星 柴 榎 楠 桂 橘 菅 畑 岸 島 浜 泉 滝 坂 桜 梶 椿 杉 松 梅 桑 柏 柿 栗 槙 榊 樋 宮 城 堤 港 沖 湊 窪 峰 峯 嶋 脇 角 門 轟 鈴 旭 昼 乾 巽 鷲 鯰 鰐 鶴 鴨 鳩 牧 狩 畠 稲 糸 綾 綿 織 荒 芹 茅 菊 萩 葛 蓑 薄 藤 蛭 袴 裏 辰 郡 野 錦 鎌 長 間 隅 雨 霜 露 靏 颯 飯 館 麦 麻 黒 奥 叶 勝 幸 湯 巻 境 剣".split())


@lru_cache(maxsize=50_000)
def kinds(word: str) -> frozenset[str]:
    """What the dictionary knows ``word`` as: of ``surname``, ``given``, ``person``, ``place``, ``country``, ``proper``, ``noun``,
    ``word`` (any other part of speech)."""
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
        return word in _ONE_LETTER
    return len(word) <= 5 and word not in _NOT_SURNAMES and "surname" in kinds(word)


def is_given(word: str) -> bool:
    """Whether ``word`` can be a Japanese given name: known as one, or of the shape of one and no common word."""
    if not 1 <= len(word) <= 5:
        return False
    known = kinds(word)
    if "given" in known:
        return True
    if not _GIVEN.fullmatch(word):
        return False
    if word < "ん":
        return word not in _FUNCTION_WORDS
    if known & {"noun", "place", "country", "proper", "word"}:
        # One character of a word (進, 学, 豊) is a given name more often than a title.
        return len(word) == 1 and "surname" not in known and word not in _NOT_SURNAMES
    return not _is_compound(word)


def _is_compound(word: str) -> bool:
    """Whether ``word`` ends in or consists of common nouns that are no given names (豊監督, 総務課)."""
    if word[-1] in "第駐在兼元前同各両氏君様殿":
        return True
    return any(
        "noun" in kinds(word[i:]) and "given" not in kinds(word[i:]) and len(word) - i >= 2 for i in range(1, len(word))
    )


@lru_cache(maxsize=20_000)
def split(word: str) -> tuple[str, str] | None:
    """Surname and given name of a full Japanese, Chinese or Korean name without space; None when it is none."""
    best: tuple[int, tuple[str, str]] | None = None
    if word.endswith(("元", "前")) and word not in _TENSE_NAMES:
        return None
    if kinds(word) & {"noun", "place", "country", "word"} and "person" not in kinds(word):
        return None
    kana = _KANA_SURNAME.match(word)
    if kana and "given" in kinds(word[kana.end() :]) and kana[0] not in _FUNCTION_WORDS:
        return kana[0], word[kana.end() :]
    for i in range(1, min(len(word) - 1, 4) + 1):
        surname, given = word[:i], word[i:]
        if not is_surname(surname) or not is_given(given):
            continue
        score = ("given" in kinds(given)) * 4 + (i == 2) * 2 + ("surname" in kinds(surname))
        if best is None or score > best[0]:
            best = score, (surname, given)
    return best[1] if best else None


@lru_cache(maxsize=20_000)
def quality(word: str) -> int:
    """0 when ``word`` is no personal name, ``SURNAME`` for a surname or single foreign name, ``FULL`` for a full name."""
    if not word or len(word) > 45:
        return 0
    if FOREIGN.fullmatch(word):
        if word in _NOT_FOREIGN:
            return 0
        parts = re.split("[・=＝-]", word)
        odd = sum(1 for part in parts if "person" not in kinds(part) and not kinds(part) & {"given", "surname"} and kinds(part))
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
        if given and is_given(given[0]) and not is_surname_only(given[0]):
            return given.end()
    return end if quality(cell[0]) else start


def is_surname_only(word: str) -> bool:
    """Whether ``word`` is a surname and hardly a given name (佐藤 behind 鈴木 is the next person)."""
    return is_surname(word) and "given" not in kinds(word)
