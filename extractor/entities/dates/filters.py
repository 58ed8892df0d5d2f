"""What looks like a date and is none: durations, ages, sets, law numbers, fractions, parts of longer words.

Each rule looks at a few characters beside a reading; tests/test_dates.py holds false and true texts for each.
"""

from __future__ import annotations

import re

from extractor.entities.dates.atoms import Point
from extractor.entities.dates.reader import Expression
from extractor.text.page import Page

_PART_OF_NUMBER = re.compile(r"[0-9][.\-/:,]$")
# example.go.jp/2025/08/04/news.html, Ver.2025.8: parts of addresses and version numbers.
_CODE_BEFORE = re.compile(r"[A-Za-z]\.$|[A-Za-z0-9./][/_=&?#]$")
_CODE_AFTER = re.compile(r"[/_][A-Za-z0-9]|\.[a-z]")
_MARKER = re.compile(r" {0,4}[0-9]{1,2}[.-]")
_KANJI = re.compile(r"[一-龥々]")
# 毎年4月, 毎月第3火曜日, 各年度, 隔週水曜: sets.
_SET_BEFORE = re.compile(
    r"(?:毎|各|隔)(?:年度?|月|週|日|朝|晩|夕|回|夜)?(?:の|、|,)?$|(?:例年|毎月)(?:の|、)?$"
    r"|第[1-5一二三四五](?:・第?[1-5一二三四五])?$"
)
_SET_AFTER = re.compile(r"(?:毎|ごと)")
# 令和7年政令第242号, 平成29年国土交通省告示第12号, 令和5年(行ヒ)第10号
_LAW_NUMBER = re.compile(
    r"[^\s()、。,「」0-9一二三四五六七八九]{0,26}?(?:法律|勅令|政令|[省府閣]令|命令|告示|条例|規則|規程|訓令|達"
    r"|布告|憲法|条約|公示|通達|指令)第? ?[0-9一二三四五六七八九十百千〇]+ ?号"
    r"| ?\([^()\s]{1,4}\) ?第? ?[0-9]+ ?号|法(?:律)?第? ?[0-9]+号"
)
# 令和6年能登半島地震, 令和2年7月豪雨, 平成30年北海道胆振東部地震: names of disasters.
_DISASTER = re.compile(r"[一-龥ァ-ヶー]{0,10}(?:地震|震災|豪雨|台風|大雨|噴火|豪雪)")
_NOT_AFTER_DAY = re.compile(
    r"間|目|ごと|毎|おき|以内|以上|以下|未満|分(?!科)|千|万|当た|あた|につき|ぶり|程度|ほど|余[りの]|弱|強|連続"
    r"|を?経過|を?超え|か[らけ]?か[りる]|ずつ|営業|並み|型|市|町[村字]?|制|数|"
    r"酔|葬|も(?:早|欠|経)|(?:に|あたり)?[0-9一二三四五]+[回便往]|[0-9一二三四五]+[回便]|平均|約|最大|がかり"
    r"|後[にの]|前[にの]|坊主|署長|館長"
)
_NOT_BEFORE_DAY = re.compile(
    r"(?:[0-9.,第約計満丸]|延べ|最大|最長|最短|最低|わずか|たった|ほぼ|およそ|ここ|あと|残り|この先|起算して|連続"
    r"|人|泊|勤|以内の|(?:翌日|日)から)$"
)
_KANJI_DAY_WORD = re.compile(r"[一二三四五六七八九十廿]{1,2}日")
_NOT_AFTER_MONTH = re.compile(
    r"間|以内|以上|以下|を?超え|を?経過|未満|ごと|毎|額|程度|号|経過|に一度|当たり|あたり|につき|平均"
)
_NOT_AFTER_YEAR = re.compile(
    r"間|目|ぶり|以内|以上|以下|未満|連続|余|ごと|毎|おき|来の?[^年月週]|問題|の歴史|生の|にわた|程度|ほど|経過"
    r"|産業|[前後](?!半|期)|計画|物|もの|債|国債|に[一1][度回]"
)
_NOT_BEFORE_YEAR = re.compile(
    r"(?:[0-9.第約計]|[0-9],|戦後|創業|創立|被爆|過去|最近|直近|今後|向こう|およそ|任期|ここ)$"
)
_NOT_AFTER_CLOCK = re.compile(r"間|停止|的|金|限|保護|帰休|避難|使用|滞在")
_FRACTION_AFTER = re.compile(
    r"以[上下]|枚|程度|の割合|に(?:縮|減|削|圧)|を(?:超|占)|人|ページ|頁|弱|強|未満|回|スケール|サイズ|倍|超|ずつ"
)
_EVIDENCE_BEFORE = re.compile(r"(?:^|[\s(\[:~、。・【「>|])$")
_EVIDENCE_AFTER = re.compile(
    r" ?[(\[][月火水木金土日]| ?[0-9]{1,2}:|付|配信|更新|公開|掲載|から|まで|~|に(?!縮|減|削)|、|\)|の[朝夜午]"
    r"|開催|実施|頃|$|\s"
)
_LINE_ONLY = re.compile(r"[^0-9]{0,12}$")
# What may not stand before or behind a word, by the word's first character or as a whole.
_WORD_BEFORE = {
    "本": re.compile(r"[一-龥々0-9]$"),
    "明": re.compile(r"[一-龥々]$"),
    "去": re.compile(r"過$"),
    "前": re.compile(r"[以事午直対]$"),
    "来": re.compile(r"[従由以将外未到元往渡舶伝本在]$"),
    "先": re.compile(r"[一-龥々]$"),
    "同": re.compile(r"[共合協混一異賛大帯年前会]$"),
    "今": re.compile(r"[昨現古当]$"),
    "当": re.compile(r"[担相該適不正妥弁手見至本穏]$"),
    "元": re.compile(r"[地次紀復還]$"),
    "正": re.compile(r"[旧改訂]$"),
    "山": re.compile(r"[一-龥々ァ-ヶ]$"),
    "海": re.compile(r"[一-龥々ァ-ヶ]$"),
    "上": re.compile(r"[0-9一-龥]$"),
    "下": re.compile(r"[0-9一-龥]$"),
    "年": re.compile(r"[0-9一-龥々か]$"),
    "月": re.compile(r"[0-9一-龥々か]$"),
    "週": re.compile(r"[0-9一-龥々]$"),
}
_HIRAGANA_BEFORE = re.compile(r"[ぁ-んァ-ヶー]$")
_HIRAGANA_AFTER = re.compile(r"[、。のにはもか]|まで|から|で[すは]|[0-9一-龥 \n(（]|$")
_PARTICLE_KANA = re.compile(r"(?:^|[はがもにのでとや])$")
_WORD_AFTER = {
    "今日": re.compile(r"的|に至|本|、?では|の(?:社会|国際|我が国|日本|情勢)|まで(?:、|の|に)"),
    "前日": re.compile(r"比|本|並"),
    "同日": re.compile(r"本人|本語|本社"),
    "当年": re.compile(r"度|齢"),
    "今朝": re.compile(r"鮮"),
    "当日": re.compile(r"本人|本語|本側"),
    "今月": re.compile(r"号"),
    "今年": re.compile(r"生まれ"),
    "同年": re.compile(r"齢|代|輩|生|配|期|同"),
    "同月": re.compile(r"比|額|同"),
    "同年度": re.compile(r"比"),
    "前年": re.compile(r"比|同|並|割|実|より|度?比"),
    "前年度": re.compile(r"比|同|並|割|実"),
    "前月": re.compile(r"比|同|並|割"),
    "前週": re.compile(r"比|同"),
    "明日": re.compile(r"[香葉へ]|を担|の(?:日本|社会|世界)"),
    "明朝": re.compile(r"体|時代"),
    "年末": re.compile(r"調整|賞与|手当"),
    "年初": re.compile(r"来"),
    "年内": re.compile(r"[部容訳外陸閣]"),
    "月内": re.compile(r"[部容訳外陸閣金]"),
    "年度内": re.compile(r"[部容訳外陸閣]"),
    "元日": re.compile(r"本"),
    "元旦": re.compile(r"那"),
    "お盆": re.compile(r"踊"),
    "七夕": re.compile(r"ま?つ?祭|まつり|飾"),
    "クリスマス": re.compile(r"島|ツリー|カード|ケーキ|セール|マーケット|プレゼント|ソング|パーティ|ローズ|会"),
    "今秋": re.compile(r"[田葉山]"),
    "今春": re.compile(r"[日]"),
    "来春": re.compile(r"日部"),
    "週末": re.compile(r"[医]"),
    "正月": re.compile(r"飾"),
    "同夜": re.compile(r"間"),
}
_WEEKDAY_AFTER = re.compile(
    r"に(?!かけ)|、(?![月火水木金土日祝])|の(?:[朝夜昼夕午0-9])|午[前後]|[朝夜昼夕]|[0-9]|ま?で|$|。|は|が"
)
_WEEKDAY_LIST = re.compile(
    r"[月火水木金土日]曜?日?(?:から|~|・|、|及び|と|-|又は)$|[毎隔(・]週?$|第[0-9一二三四五]$|平日|祝"
)
# 月曜日(祝日の場合は翌日): a rule, no day.
_IF_BEFORE = re.compile(r"(?:場合|とき|際)に?は、?(?:その)?$")
_VAGUE_DAYS = re.compile(r"[一二三四五六七八][、・]?[二三四五六七八九]日|一両日")
_WORKING_DAYS = re.compile(r"月曜日?(?:から|~)金曜日?")
_NAME_AFTER = re.compile(r"[ァ-ヶー]")


def _is_marker(text: str, start: int) -> bool:
    """Whether what stands before ``start`` in its line is only a number: ``1.12月18日``."""
    line = text.rfind("\n", max(0, start - 12), start) + 1
    return bool(_MARKER.fullmatch(text, line or 0, start)) if line or start < 8 else False


def is_prefix(text: str, at: int) -> bool:
    """Whether 同, 翌, 本, 明, 昨 at ``at`` stands before a number as its own word (not 日本5日, 1本3日, 説明5日)."""
    if text[at] in "翌":
        return True
    before = text[at - 1 : at]
    if text[at] == "同":
        return before not in tuple("共合協混一異賛大帯会")
    return not before or not (_KANJI.match(before) or before.isdigit())


def is_passed_over(text: str, start: int, end: int, expression: Expression) -> bool:
    """Whether all of the reading belongs to something else, so that no part of it is a date.

    A repeated time (毎年8月6日, 毎月第3火曜日), the number of a law or case, the name of a disaster.
    """
    if _SET_BEFORE.search(text[max(0, start - 8) : start]) or _SET_AFTER.match(text, end):
        return True
    first, final = expression.first, expression.last or expression.first
    if first.year is None:
        return bool(_VAGUE_DAYS.fullmatch(text, start, end))
    after = text[end : end + 48]
    if not after.startswith("付") and _LAW_NUMBER.match(after):
        return True
    return final.day is None and bool(_DISASTER.match(after))


def is_date(page: Page, start: int, end: int, expression: Expression, word: str) -> bool:
    """Whether the reading ``start:end`` is a DATE mention; ``word`` is the relative word it begins with, if any."""
    text = page.text
    # Of this line only: the 日 that ends a dateline is no part of the 本日 below it.
    before, after = text[max(0, start - 8) : start].rpartition("\n")[2], text[end : end + 48]
    first, final = expression.first, expression.last or expression.first
    if word and first.shift and first.shift.origin == "ago":
        return _is_ago(before, after)
    if word and not first.is_clock:
        return _is_word(before, after, word, first, end - start, page, start)
    if first.shift and first.shift.origin == "ago":
        return _is_ago(before, after)
    if before[-1:].isdigit():
        return False
    if text[start].isdigit() and _PART_OF_NUMBER.search(before) and not _is_marker(text, start):
        return False
    if before[-1:].isascii() and before[-1:].isalpha() and text[start].isascii():
        return False
    if text[start:end].isascii() and (_CODE_BEFORE.search(before) or _CODE_AFTER.match(after)):
        return False
    if first.is_clock:
        return _is_clock(text, start, before, after, first, final)
    if first.shift:
        return not _NOT_AFTER_DAY.match(after) or after.startswith(("ほど", "前", "後"))
    if "/" in text[start:end] and first.year is None:
        return _is_slash_date(page, start, end, expression, before, after)
    bare = expression.last is None and not first.half_day and first.clock is None and first.weekday is None
    if first.finest == "day":
        return _is_day(page, start, end, first, bare, before, after, expression)
    if first.finest == "month" and first.year is None:
        counted = not first.part and _NOT_AFTER_MONTH.match(after)
        return not (counted or before[-1:] in ("第", "約", ".", "正", "数")) and not (
            text[start] in "一二三四五六七八九十"
            and after[:1] in "をか見月夜日光影雨人病晴場女蝿"  # 三月を超えない期間
        )
    if first.finest == "year":
        if first.scale == "century":
            return before[-1:] != "半"
        if (
            not first.era
            and not first.short
            and first.scale == ""
            and (first.year or 0) < 1300
            and "西暦" not in text[start:end]
            and "紀元" not in text[start:end]
        ):
            return False
        numbered = bool(first.era) and before.endswith(".")  # 2.平成9年度の査察: the number of a section
        sum_up = _NOT_BEFORE_YEAR.search(before) is not None and not numbered
        return bool(first.part) or not (_NOT_AFTER_YEAR.match(after) or sum_up)
    return True


def _is_word(before: str, after: str, word: str, first: Point, length: int, page: Page, start: int) -> bool:
    if word[1:2] == "曜":
        if _WORKING_DAYS.fullmatch(page.text, start, start + length):
            return False
        if first.clock is None and (not _WEEKDAY_AFTER.match(after) or page.zone_at(start) == "contact"):
            return False
        return not _WEEKDAY_LIST.search(before) and "定休" not in after and "祝" not in after[:8]
    if "ぁ" <= word[0] <= "ん" and word not in ("お盆",) and "の日" not in word:
        if _HIRAGANA_BEFORE.search(before) and not _PARTICLE_KANA.search(before):
            return False
        if length == len(word) and not _HIRAGANA_AFTER.match(after):
            return False
    if word in ("翌日", "前日") and _IF_BEFORE.search(before):
        return False
    rule = _WORD_BEFORE.get(word[0])
    if rule and rule.search(before) and not (word == "同日" and before.endswith("間")):
        return False
    if length > len(word):
        return True
    if word[-1] in "春夏秋冬" and re.match(r"[日田葉山川野物季学子休期場菜木]", after):
        return False
    if word.endswith("日") and re.match(r"本(?:[人国代政側語海銀列]|[はがのを、])", after) and word[0] in "今前当":
        return False
    rule = _WORD_AFTER.get(word)
    return not (rule and rule.match(after))


def _is_ago(before: str, after: str) -> bool:
    """3日前 counts from the publication only where nothing before it says from what (開催の3日前, 公布後3年)."""
    return not (
        re.search(r"[一-龥々ァ-ヶのらり0-9.~-]$|[0-9一二三四五六七八九]、$", before) and not before.endswith("約")
    ) and not re.match(r"まで|から起算|見直し|[一二三]", after)


def _is_clock(text: str, start: int, before: str, after: str, first: Point, final: Point) -> bool:
    clock = first.clock
    if clock is None or _NOT_AFTER_CLOCK.match(after):
        return False
    surface = text[start : start + 2]
    if surface == "一時" and clock.minute is None and not clock.half and final is first:
        return False
    if before[-1:] in ("第", "約", "計"):
        return False
    # 3:10 of a score or scale, 第3:16
    return not (":" in text[start : start + 3] and re.match(r" ?(?:の割合|の比|で勝|で敗|で下)", after))


def _is_slash_date(page: Page, start: int, end: int, expression: Expression, before: str, after: str) -> bool:
    """4/28 is a date where it cannot be a fraction, or where its surroundings say so."""
    first = expression.first
    if _FRACTION_AFTER.match(after) or before[-1:] in ("/", ".", "-", "約"):
        return False
    if first.weekday is not None or first.clock is not None or expression.last is not None:
        return True
    month, day = first.month or 0, first.day or 0
    if (month == 1 and day in (2, 3, 4, 5, 6, 8, 10, 20)) or (day > month and day <= 10):
        return bool(_EVIDENCE_BEFORE.search(before[-1:]) and _EVIDENCE_AFTER.match(after))
    return True


def _is_day(
    page: Page, start: int, end: int, first: Point, bare: bool, before: str, after: str, expression: Expression
) -> bool:
    text = page.text
    if first.month is not None or first.year is not None:
        if end - start == 8 and text[start:end].isdigit():  # 20250804 only where a line holds little else
            line = page.line_at(start)
            return line.end - line.start <= 40 and not re.search(r"番号|No|コード|ID|-", text[line.start : line.end])
        return True
    if expression.last is not None and expression.last.finest == "day" and bare is False:
        if expression.last.month is None and not _has_unit(text[start:end]):
            return not _NOT_AFTER_DAY.match(after)
        return not _NOT_AFTER_DAY.match(after) and not (text[start].isdigit() and _NOT_BEFORE_DAY.search(before))
    if not bare:
        return not _NOT_BEFORE_DAY.search(before)
    if " " in text[start:end] and after[:1] in ("時", "程", "本"):
        return False  # the number of a label: 1 日時
    if _NOT_AFTER_DAY.match(after) or _NOT_BEFORE_DAY.search(before):
        return False
    if text[start] in "一二三四五六七八九十廿":
        word = _KANJI_DAY_WORD.match(text, start)
        if word and (
            after[:1] in "市町月酔で" or (text[start:end] == "一日" and not re.match(r"付|から|、|に[一-龥]", after))
        ):
            return False
        if before and _KANJI.match(before[-1]) and before[-1] not in "年月":
            return False
    return not (
        text[start:end] in ("1日", "一日")
        and re.match(r"[0-9約に]?[0-9]|も|で|の(?:うち|流れ|作業|摂取|始まり|終わり)|を通|あ|限り|中", after)
    )


def _has_unit(surface: str) -> bool:
    return any(c in surface for c in "月年")
