"""The grammar of organisations' names: legal forms, head nouns, courts, councils and offices of local governments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor import resources
from extractor.entities import names
from extractor.text.page import Page

Span = tuple[int, int, str]

_LEGAL = (
    "株式会社 有限会社 合同会社 合資会社 合名会社 相互会社 特定目的会社 投資法人 (株) (有) (同) (一社) (公社) (一財) (公財) (独) (国研) (特非) (福) (医) (学) ㈱ ㈲ "
    "一般社団法人 公益社団法人 一般財団法人 公益財団法人 社団法人 財団法人 特定非営利活動法人 NPO法人 認定NPO法人 社会福祉法人 医療法人社団 医療法人財団 "
    "社会医療法人 医療法人 学校法人 宗教法人 独立行政法人 国立研究開発法人 国立大学法人 公立大学法人 地方独立行政法人 農事組合法人 弁護士法人 税理士法人 "
    "監査法人 有限責任監査法人 司法書士法人 更生保護法人 認可法人 大学共同利用機関法人 準学校法人 職業訓練法人 有限責任事業組合 投資事業有限責任組合"
).split()
# Heads whose name needs a proper noun, 日本, 全国 or the like before them.
_HEADS = (
    "協会 連合会 総連合会 連盟 組合 協同組合 組合連合会 商工会議所 商工会議所連合会 商工会 財団 学会 研究会 研究所 総合研究所 研究センター 機構 振興会 振興公社 公社 公団 "
    "事業団 大学 大学院 短期大学 大学校 高等専門学校 高等学校 高校 中学校 小学校 義務教育学校 特別支援学校 幼稚園 保育園 保育所 こども園 学園 学院 病院 医療センター クリニック 銀行 信用金庫 信用組合 "
    "労働金庫 ホールディングス グループ コーポレーション 新聞社 新聞 放送 放送局 テレビ 通信社 製作所 消防団 消防本部 消防局 消防署 警察本部 警察署 県警 府警 道警 自主防災会 自主防災組織 "
    "自主防災組織連合会 自治会 自治会連合会 町内会 老人クラブ連合会 婦人会 青年会議所 ロータリークラブ ライオンズクラブ 実行委員会 協議会 同盟 労働組合 労組 法律事務所 会計事務所 "
    "ファンド 基金 楽団 教育委員会 選挙管理委員会 人事委員会 公安委員会 監査委員 収用委員会 労働委員会 農業委員会 県議会 市議会 町議会 村議会 区議会 府議会 都議会 道議会 議会 地方裁判所 高等裁判所 家庭裁判所 "
    "簡易裁判所 地裁 高裁 家裁 簡裁 弁護士会 医師会 歯科医師会 薬剤師会 看護協会 建設業協会 観光協会 社会福祉協議会 農業協同組合 漁業協同組合 森林組合 学部 研究科 支部 支店 支社 工場 営業所 事務局 "
    "付属病院 附属病院 附属中学校 附属小学校 附属高等学校 工業会 工業協会 同業会 同窓会 後援会 友の会 連合 連絡会 連絡協議会 推進協議会 推進機構 協力会 互助会 委員会 本店 本社 財団法人 センター 会議所 "
    "製薬 電力 鉄道 証券 生命保険 損害保険 火災保険 海上火災保険 不動産 運輸 商船 汽船 自動車 重工業 電機 化学 工業 食品 建設 銀行協会 大使館 取引所 証券取引所 空港会社 放送協会 新聞協会 通信 フォーラム スタジオ 出版"
).split()
# Parts of an organisation: only behind a name that holds another head.
_PARTS = frozenset("学部 研究科 支部 支店 支社 工場 営業所 事務局 付属病院 附属病院 本店 本社 大学院".split())
# Heads that need a proper noun that is no mere place: 北陸電力 yes, 中国食品 no.
_INDUSTRY = frozenset("製薬 電力 鉄道 証券 生命保険 損害保険 火災保険 海上火災保険 不動産 運輸 商船 汽船 自動車 重工業 電機 化学 工業 食品 建設 通信 出版 スタジオ グループ 連合 基金 センター 大使館 フォーラム 取引所 放送 テレビ 新聞 クリニック 委員会 協議会 同盟".split())
_DROPPED = frozenset("大使館 委員会 連合 センター フォーラム 食品 化学 建設 運輸 通信 自動車 工業 出版 グループ".split())
_WIDE = ("日本", "全国", "全日本", "国際", "世界", "アジア", "東アジア", "太平洋", "中央", "欧州", "東日本", "西日本")
_GENERIC_FRONT = frozenset(
    "各 同 両 当 本 全 他 関係 当該 同社 同国 地元 民間 地方 大手 複数 一部 主要 国内 海外 国公立 公立 私立 市立 県立 国立 元 前 現 旧 新 約 計 平成 令和 昭和 各種 関連 外国 県内 市内 道内 府内 都内 近隣 周辺 "
    "受託者 主催者 共催 主催 後援 協賛 協力 事業者 会社 親会社 子会社 株主 代理人 申請者 被害者 施工者 特別 うち 対象 法人 名称 所在地 商号 住所 氏名 社名 機関 団体 報道 委託先 発注者 請負者 受注者 開催地 場所 会場 今般 本件 なお".split()
)
_STOP = frozenset(
    "等 など ほか 代表 代表取締役 取締役 社長 会長 副社長 理事 理事長 専務 常務 職員 社員 役員 関係 関係者 製 産 側 氏 様 殿 御中 さん 君 本人 担当 担当者 内 外 宛 宛て 発行 名義 所属 教授 准教授 名誉 特任 客員 "
    "主催 共催 後援 協賛 提供 向け 経由 所有 保有 在籍 出身 出資 幹部 首脳 全体 以外 以下 現在 代理 及び 並び 又は 学長 総長 院長 所長 学生 生徒 教員 卒業 記者 会見 研究員 研究者 側 間 宛 同 提出 設立 発足 設置 開設 主任 部長 課長".split()
)
_JOIN = frozenset("・=＝-&－･./'’")
_NAME_TAGS = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号", "感動詞")
_PLACE_UNIT = re.compile(
    r"[^\s、。「」『』()・,:;をはがもへで]{0,24}?(?:部|局|課|室|係|班|本部|委員会|警察署|署|センター|事務所|議会|隊|支所|公社|院)(?=[^一-鿿ァ-ヴー]|$|[はがをにのとへもで])"
)
_UNIT_TAIL = re.compile("(?:課|室|係|班|部|局|センター|グループ|チーム|事務所|署)$")
_LOCAL_TAIL = re.compile("[都道府県市区町村]$")
_NO_UNIT = re.compile("^(?:内|外|全|一|西|東|南|北|中|中心|沿岸|山間|沖|側|役場|庁舎|民|長|立|道|営|議会議|議会.{0,4}定例会|制|政|費|税|会場|有|産|域|境|街|下|上)[一-鿿]?(?:部|局|室)?$")


def find(page: Page) -> Iterator[Span]:
    """Yields (start, end, rule) of names that their own words tell to be an organisation's."""
    yield from _legal(page)
    yield from _headed(page)
    yield from _local_offices(page)


@cache
def _legal_matcher() -> resources.Matcher:
    return resources.Matcher(_LEGAL)


@cache
def _head_matcher() -> resources.Matcher:
    return resources.Matcher(head for head in _HEADS if head not in _DROPPED)


def _legal(page: Page) -> Iterator[Span]:
    """Names with a legal form before or behind them."""
    text = page.text
    at = 0
    for start, end, form in _legal_matcher().find(text):
        if start < at:
            continue
        left = _left(page, start, at)
        company = form.endswith(("会社", "投資法人", "組合")) or form in ("(株)", "(有)", "(同)", "㈱", "㈲") or (form.endswith("監査法人") and left < start)
        right = _right(page, end)
        if company and left < start and (right == end or not _prefers_right(text, left, start)):
            # A place of business behind the name belongs to it: ...株式会社岡谷工場.
            tail = re.compile("[一-鿿ァ-ヴー0-9]{0,10}(?:工場|支店|支社|本店|営業所|事業所|研究所|製造所|製作所|製鉄所|発電所|本社)").match(text, end)
            at = tail.end() if tail and tail.end() <= right else end
            yield left, at, "organizations.legal"
        elif right > end:
            at = right
            yield start, right, "organizations.legal"


def _prefers_right(text: str, left: int, start: int) -> bool:
    """Whether the words before a legal form are no name, so that the name follows it."""
    return text[left:start] in _GENERIC_FRONT or (len(text[left:start]) <= 1)


def _right(page: Page, start: int) -> int:
    """The end of the name that begins at ``start`` behind a legal form."""
    tokens, text = page.tokens, page.text
    at = start + (1 if text[start : start + 1] == " " and text[start + 1 : start + 2] not in " \n" else 0)
    index = tokens.index_at(at)
    end = start
    while index < len(tokens) and tokens.starts[index] < start + 45:
        begin, stop, tag = tokens.starts[index], tokens.ends[index], tokens.tags[index]
        word = text[begin:stop]
        if begin < at:
            index += 1
            continue
        if word in _STOP and end > start:
            break
        if word in _JOIN:
            following = text[stop : stop + 1]
            if not following or following in " \n、。(「":
                break
        elif not tag.startswith(_NAME_TAGS) and not (end == start and not tag.startswith(("助詞", "助動詞", "補助記号", "空白"))):
            break
        if word.isspace() or (tag == "名詞-普通名詞-副詞可能" and end > start):
            break
        end = stop
        index += 1
    while end > start and text[end - 1] in _JOIN:
        end -= 1
    return end if end > at else start


def _left(page: Page, end: int, floor: int) -> int:
    """The begin of the name that ends at ``end`` before a legal form or head."""
    tokens, text = page.tokens, page.text
    if end == 0:
        return end
    stop = end - 1 if text[end - 1] == " " and text[end - 2 : end - 1] not in (" ", "\n", "") else end
    index = tokens.index_at(stop - 1)
    start = end
    while index >= 0 and tokens.starts[index] >= max(floor, end - 45):
        begin, tag = tokens.starts[index], tokens.tags[index]
        word = text[begin : tokens.ends[index]]
        if word in _STOP and start < end and tag.startswith(("接尾辞", "名詞", "助詞")) and word not in ("代表", "協力", "産", "外", "研究者", "学生", "職員"):
            break
        if word in _JOIN and word not in "./'’":
            if begin == 0 or text[begin - 1] in " \n、。)":
                break
        elif not tag.startswith(_NAME_TAGS) or word.isspace() or (tag == "名詞-普通名詞-副詞可能" and word not in ("中央",)):
            break
        start = begin
        index -= 1
    while start < end and text[start] in _JOIN:
        start += 1
    return _strip_front(page, start, end)


def _strip_front(page: Page, start: int, end: int) -> int:
    """``start`` behind words that stand before a name without belonging to it."""
    tokens, text = page.tokens, page.text
    while start < end:
        index = tokens.index_at(start)
        word, tag = text[start : min(tokens.ends[index], end)], tokens.tags[index]
        if word in _GENERIC_FRONT and word not in ("国立", "県立", "市立", "公立", "私立", "法人", "新", "前", "元", "本", "旧") or (tag == "名詞-数詞" and text[tokens.ends[index] : tokens.ends[index] + 1] in "社団者名人つ日月年"):
            start = tokens.ends[index]
        else:
            break
    return min(start, end)


def _headed(page: Page) -> Iterator[Span]:
    """Names that end in a head noun and hold something proper."""
    text, tokens = page.text, page.tokens
    starts, ends = set(tokens.starts), set(tokens.ends)
    floor, begun = 0, 0
    for start, end, head in _head_matcher().find(text):
        if end not in ends or start not in starts:
            continue
        left = _left(page, start, max(0, begun if start == floor else 0))
        if left >= start or not _specific(page, left, start, head):
            continue
        floor, begun = end, left
        yield left, end, "organizations.head"


def _specific(page: Page, start: int, end: int, head: str) -> bool:
    """Whether the words before a head make it one organisation's name."""
    text, tokens = page.text, page.tokens
    words = text[start:end]
    first = tokens.index_at(start)
    last = tokens.index_at(end - 1)
    front = text[tokens.starts[first] : tokens.ends[first]]
    if front in _GENERIC_FRONT and front not in ("国立", "県立", "市立", "新", "元", "本", "前", "旧"):
        return False
    if head in _PARTS:
        return any(h in words for h in ("大学", "協会", "連合会", "会社", "組合", "銀行", "金庫", "機構", "連盟", "総連", "法人", "財団", "党"))
    if head in ("県議会", "市議会", "町議会", "村議会", "区議会", "府議会", "都議会", "道議会", "議会"):
        return any("地名" in tokens.tags[i] or "人名" in tokens.tags[i] for i in range(first, last + 1)) or bool(_LOCAL_TAIL.search(words) and len(words) > 1)
    proper = [i for i in range(first, last + 1) if "固有名詞" in tokens.tags[i] or _coined(text[max(start, tokens.starts[i]) : min(end, tokens.ends[i])])]
    if head in _INDUSTRY:
        proper = [i for i in proper if not tokens.tags[i].endswith("地名-国")]
        return bool(proper) and len(words) <= 14
    return bool(proper) or (words.startswith(_WIDE) and words not in ("国際", "世界", "全国", "中央", "アジア"))


def _coined(word: str) -> bool:
    """Whether a word is in katakana or Latin letters and no common noun."""
    if word.isascii():
        return len(word) > 1 and word.isalpha()
    return len(word) > 1 and all("ァ" <= c <= "ー" for c in word) and "noun" not in names.kinds(word)


def _has_particle(page: Page, start: int, end: int) -> bool:
    tokens = page.tokens
    return any(
        tokens.tags[i].startswith(("助詞", "助動詞", "動詞-非自立")) for i in range(tokens.index_at(start), tokens.index_at(end - 1) + 1)
    )


@cache
def _governments() -> resources.Matcher:
    """Names of prefectures and municipalities."""
    towns = [row["name"] for row in resources.rows("lexicon/municipalities") if len(row["name"]) > 2]
    return resources.Matcher([*(row["name"] for row in resources.rows("lexicon/prefectures")), *towns])


def _local_offices(page: Page) -> Iterator[Span]:
    """Offices of prefectures and municipalities: the place, then a path of units; blanks may part its steps."""
    text, ends = page.text, set(page.tokens.ends)
    before = (0, 0)
    for start, end, _ in _governments().find(text):
        begin = before[0] if before[1] == start else start
        before = (begin, end)
        at = end
        while True:
            blank = text.startswith(" ", at) and (at > end or page.zone_at(at) == "contact")
            step = _PLACE_UNIT.match(text, at + blank, min(len(text), at + 40))
            if step is None or step.end() not in ends or len(step[0]) < 2 or _has_particle(page, at + blank, step.end()):
                break
            if (at == end and _NO_UNIT.match(step[0])) or (blank and not _UNIT_TAIL.search(step[0])):
                break
            at = step.end()
        if at > end:
            yield begin, at, "organizations.local"
