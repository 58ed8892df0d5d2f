"""Tells title, dateline, body, contact and boilerplate apart, line by line.

One pass with a state: what a line is follows from its own shape and from the heading that opened its block.
Doubt speaks for the body: a fact lost as boilerplate costs more than a menu read as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text.markers import Marker


class Row(NamedTuple):
    """A line without indentation: its words, their words without blanks, its span and marker."""

    words: str
    bare: str
    start: int
    end: int
    marker: Marker | None


_D = "[0-9〇一二三四五六七八九十]"
_SENTENCE = re.compile(r"。|[ぁ-ん](?:ました|します|です|ます|である|する|した)[。.]?$")

# --- signs of boilerplate ---------------------------------------------------------------------------------------

_CHROME_WORDS = [
    "ホーム",
    "HOME",
    "Home",
    "トップ",
    "トップページ",
    "TOP",
    "メニュー",
    "MENU",
    "Menu",
    "閉じる",
    "検索",
    "サイト内検索",
    "サイトマップ",
    "文字サイズ",
    "標準",
    "拡大",
    "縮小",
    "English",
    "ENGLISH",
    "日本語",
    "Language",
    "本文へ",
    "本文へ移動",
    "本文へスキップ",
    "本文へジャンプ",
    "本文ここから",
    "ここから本文",
    "ここから本文です",
    "本文ここまで",
    "ページの先頭へ",
    "このページの先頭へ",
    "ページの先頭へ戻る",
    "このページの先頭へ戻る",
    "このページのトップへ",
    "ページトップ",
    "ページトップへ",
    "ページトップへ戻る",
    "トップへ戻る",
    "トップページへ戻る",
    "先頭へ戻る",
    "戻る",
    "一覧へ",
    "一覧へ戻る",
    "一覧に戻る",
    "前へ",
    "次へ",
    "前の記事",
    "次の記事",
    "前の記事へ",
    "次の記事へ",
    "前のページ",
    "次のページ",
    "前のページへ戻る",
    "もっと見る",
    "もっとみる",
    "続きを読む",
    "続きを見る",
    "すべて見る",
    "一覧を見る",
    "詳しく見る",
    "印刷",
    "印刷する",
    "この記事を印刷",
    "この記事を印刷する",
    "このページを印刷",
    "このページを印刷する",
    "印刷用ページ",
    "印刷用ページを表示",
    "共有",
    "共有する",
    "シェア",
    "シェアする",
    "ツイート",
    "ツイートする",
    "ポスト",
    "ポストする",
    "いいね!",
    "いいね",
    "Facebook",
    "Twitter",
    "X(旧Twitter)",
    "Instagram",
    "YouTube",
    "LINE",
    "LINEで送る",
    "LINEで共有",
    "はてなブックマーク",
    "はてブ",
    "Pocket",
    "RSS",
    "メール",
    "リンクをコピー",
    "URLをコピー",
    "ブックマーク",
    "お気に入り",
    "お気に入りに追加",
    "保存",
    "ログイン",
    "ログアウト",
    "会員登録",
    "無料会員登録",
    "新規登録",
    "マイページ",
    "広告",
    "PR",
    "AD",
    "ADVERTISEMENT",
    "スポンサーリンク",
    "NewsThumbnail",
    "画像を拡大",
    "拡大する",
    "拡大画像",
    "写真を拡大",
    "写真一覧",
    "画像一覧",
    "画像",
    "写真",
    "動画",
    "動画を見る",
    "全文を読む",
    "記事全文",
    "この記事は会員限定です",
    "ヘルプ",
    "お問い合わせ",
    "お問い合わせはこちら",
    "ご意見・ご感想",
    "ご意見・ご要望",
    "プライバシーポリシー",
    "個人情報保護方針",
    "利用規約",
    "運営会社",
    "会社概要",
    "免責事項",
    "著作権",
    "リンク・著作権",
    "アクセシビリティ",
    "サイトポリシー",
    "特定商取引法に基づく表記",
    "ウェブアクセシビリティ",
    "法人番号",
    "Tweet",
    "Share",
    "Print",
    "Back",
    "Next",
    "Prev",
    "読み上げ",
    "音声読み上げ",
    "ふりがな",
    "やさしい日本語",
    "背景色",
    "白",
    "黒",
    "青",
    "フォロー",
    "フォローする",
    "通知",
    "コメントを書く",
    "コメントする",
    "コメントを見る",
    "コメントを投稿",
    "返信",
    "ログインしてコメントを書く",
    "ログインしてコメントを書く。",
    "0",
    "天気",
    "占い",
    "アプリで開く",
    "アプリで読む",
    "メルマガ登録",
    "メールマガジン",
    "報道・広報",
    "外部リンク",
    "別ウィンドウで開く",
    "別ウィンドウで開きます",
    "新しいウィンドウで開きます",
    "ソーシャルメディア",
    "公式SNS",
    "SNS一覧",
    "緊急情報",
    "重要なお知らせ",
    "閲覧支援",
    "テキストサイズ",
    "小",
    "中",
    "大",
    "特大",
    "よくある質問",
    "よくあるご質問",
    "携帯サイト",
    "モバイル",
    "PC版",
    "スマートフォン版",
    "スマホ版",
    "現在地",
    "現在位置",
]
_CHROME = frozenset(word.lower() for word in _CHROME_WORDS) - {"報道・広報"}
_SHELL = re.compile(r"^[\[【(<■▶▲△▼›»・•◀←→↑↓|\s]+|[\]】)>■▶▲△▼›»|\s↑]+$")
_CHROME_LINE = re.compile(
    r"^[^。]*(?:copyright|©|\(c\) ?(?:[0-9]{4}|[a-z])|all rights reserved)|無断(?:転載|複製)|禁無断"
    r"|adobe.{0,12}reader|pdf(?:形式の)?ファイルを(?:見る|ご覧|閲覧)|(?:当|本)(?:ウェブ)?サイト(?:では|は).{0,24}(?:cookie|クッキー)|^(?:cookie|クッキー).{0,10}(?:同意|ポリシー|設定)"
    r"|このページ(?:の|は|に|を).{0,24}(?:役に立|参考にな|見つけやす|分かりやす|わかりやす|評価|ご意見|印刷|シェア|共有)"
    r"|javascript(?:を|が)|ご利用の?ブラウザ|コメントポリシー|コメントするには|^ログインして|会員限定記事"
    r"|^ページ(?:番号|id) ?:|^(?:本文|メニュー)を?(?:飛ばして|読み飛ばす|スキップ)|^ページの先頭です|^印刷(?:用)?ページ|^.{0,16}\(?法人番号 ?:? ?[0-9]{13}\)?$"
    r"|^(?:画像|写真|図|動画|image|photo) ?[0-9]{1,3}$|^[0-9]{1,3} ?/ ?[0-9]{1,3}(?:枚|件|ページ)?$|^\(?全?[0-9]{1,3}枚\)?$"
    r"|^最終更新|^news ?thumbnail|^(?:この記事|記事)を?(?:シェア|印刷|保存|読む)|^続きを|^もっと(?:見る|みる|読む)"
    r"|^(?:写真|画像|撮影|photo|フォト) ?[::=/].{0,60}$|^[(\[【](?:写真|画像)[)\]】].{0,80}$|^.{0,60}\((?:写真|画像|資料写真|.{0,12}撮影|.{0,12}提供)\)$"
    r"|^.{0,80}=(?:.{0,20}撮影|.{0,12}提供|ロイター|ap|共同|時事)$",
    re.I,
)
_BREADCRUMB = re.compile(
    r"^(?:.{0,6}(?:現在地|現在位置)|(?:ホーム|home|トップ|top|[^ ]{1,12}トップ)[^。]{0,12} ?[>›»])|^[^。]* [>›»] [^。]* [>›»] ",
    re.I,
)
_SEPARATED = re.compile(r" ?[|｜│] ?|\] ?\[| ?› ?| ?» ?")
_COUNTER = re.compile(r"^(?:[0-9]{1,3}|[0-9,.]{1,7}(?:PV|views?|いいね|シェア|ポスト))$", re.I)
_LINKED = re.compile(
    r"\[?\(?pdf|[0-9.,]+ ?[km]b|エクセル|ワード|word|excel|外部リンク|別ウ[ィイ]ンドウ|html?\)|https?://|\.pdf|\.xlsx?|\.docx?",
    re.I,
)

_HEAD = r"^[【\[<〈《≪(■□◆◇●○◎▼▽・▶★☆※# ]*(?:{})[ ]*(?:[】\]>〉》≫):]|一覧|はこちら|▽|▼|\([^)]*\)| *[0-9,]+ ?件.*)*$"
_RANKING = re.compile(
    _HEAD.format(
        r"(?:.{0,8}(?:アクセス|記事|人気|週間|月間|デイリー|総合|閲覧|ニュース))?ランキング|人気(?:の)?記事|(?:この|こんな|他の|その他の)?(?:記事|ニュース)も.{0,10}|よく読まれ.{0,12}|あわせて読みたい.{0,6}"
        r"|合わせて読みたい.{0,6}|関連(?:する)?(?:記事|ニュース|トピックス|キーワード|タグ|ワード|コンテンツ)|おすすめ(?:の)?(?:記事|情報|コンテンツ)|(?:最新|新着|注目|主要|トップ)(?:の)?(?:記事|ニュース|情報|トピックス|一覧)"
        r"|こんな記事も.{0,12}|次に読む.{0,6}|バックナンバー|カテゴリー?(?:一覧)?|タグ(?:一覧)?|アーカイブ|トピックス|ピックアップ|話題の.{0,8}|編集部の?おすすめ|スポンサー.{0,6}|(?:同じ|この)カテゴリの.{0,8}|サイト内の?関連.{0,6}"
    ),
    re.I,
)
_COMMENTS = re.compile(
    _HEAD.format(
        r"(?:みんなの|ユーザー|読者の|ヤフコメ|この記事への)?コメント(?:欄|一覧)?(?:を(?:書く|投稿する))?(?: *[0-9,]+ ?件.*)?"
    )
)
_COMMENTS_SURE = re.compile(r"[0-9]+ ?件|おすすめ順|新着順|ログイン|投稿|\*\*\*|返信|コメントを書")
_COMMENT = re.compile(
    r"^[^ ]{1,24}\*\*\*|^[^ ]{1,20} +[0-9]{1,2}/[0-9]{1,2} [0-9]{1,2}:[0-9]{2}|おすすめ順|新着順|コメントポリシー"
)
_LINKS = re.compile(
    _HEAD.format(
        r"(?:添付|関連|配[付布]|参考|掲載)(?:資料|ファイル|リンク|ページ|サイト|情報|書類|文書)?(?:リンク|ダウンロード|等)?|リンク(?:集)?|ダウンロード|(?:関連|参考)(?:URL|ホームページ|ウェブサイト)|資料(?:一覧|ダウンロード)?|別添(?:資料)?|別紙|報道発表資料(?:\(PDF.*)?|外部リンク|PDF"
    ),
    re.I,
)
_SURE_LINKS = re.compile(
    r"添付(?:資料|ファイル|書類)|関連(?:資料|リンク|ページ|サイト|情報|ファイル|URL|ホームページ|ウェブサイト)|参考リンク|リンク|ダウンロード|掲載資料|配[付布]資料",
    re.I,
)

# --- signs of the contact ---------------------------------------------------------------------------------------

_CONTACT = re.compile(
    r"^[【\[<〈《≪(■□◆◇●○◎▼▽・▶★☆※〔 ]*(?:[0-9一二三四五六七八九十]{1,2}[. 、]{1,2})?"
    r"(?:本件|本発表|この件|本資料|報道|取材|内容|記事|本公募|担当|一般|制度|事務局|報道機関)?(?:に|へ)?(?:関する|係る|対する|ついて)?の?(?:お|御)?"
    r"(?:(?:問い?合わ?せ|照会|連絡|相談|申込|申し込み|取材)(?:・(?:お|御)?(?:申込み?|連絡|取材申込|照会))?(?:先|窓口|担当|はこちら)+|問い?合わ?せ|担当(?:課|部局|部署|部門|室|係|窓口|機関|省庁|府省)?(?:・(?:連絡|問い?合わ?せ)先)?|連絡先|照会先|報道担当|広報担当)"
    r"(?:\([^()]{0,12}\))?(?:[】\]>〉》≫)〕]|[::]| |$)"
)
_CONTACT_FACT = re.compile(
    r"(?<![a-z])(?:tel|fax|e-?mail)(?![a-z])|(?:電話|直通|代表|内線|℡|☎|メール|ファックス|ファクシミリ) ?[::)]?|[0-9]{2,5}-[0-9]{1,4}-[0-9]{4}|\([0-9]{2,4}\) ?[0-9]{3,4}-[0-9]{4}|〒 ?[0-9]|@|★|https?://",
    re.I,
)
_OFFICE = re.compile(
    r"(?:省|庁|府|局|部|課|室|係|班|官|署|所|館|センター|機構|担当|主査|補佐|職員|事務局|委員会|グループ|チーム|付|長)(?: |$|\(|:|、)"
)

# --- signs of the dateline --------------------------------------------------------------------------------------

_ERA = r"(?:令和|平成|昭和|[RHSＲＨ]\.?)"
_DAY = (
    rf"(?:{_ERA} ?(?:{_D}{{1,3}}|元) ?[年.] ?{_D}{{1,3}} ?[月.] ?{_D}{{1,3}} ?日?|[0-9]{{4}} ?[年./-] ?[0-9]{{1,2}} ?[月./-] ?[0-9]{{1,2}} ?日?"
    rf"|[0-9]{{4}}年(?:\({_ERA}{_D}{{1,2}}年\))?[0-9]{{1,2}}月[0-9]{{1,2}}日|{_ERA}(?:{_D}{{1,3}}|元)年{_D}{{1,3}}月|[0-9]{{1,2}}[./][0-9]{{1,2}}|[0-9]{{1,2}}月[0-9]{{1,2}}日|{_ERA}(?:{_D}{{1,3}}|元)年度?)"
)
_DATELINE = re.compile(
    rf"^(?:(?:掲載|公開|更新|発表|配信|公表|作成|報道発表|プレス発表|投稿|登録|記者発表|発行)?(?:年月)?日?時?:? ?)?[(\[]?{_DAY}"
    r"(?:[ ,]*\(?(?:[月火水木金土日](?:・[祝休])?(?:曜日?)?)\)?)?(?P<rest>.{0,40})$"
)
_NUMBER_LINE = re.compile(
    rf"^(?:第{_D}+号|[^ 。、]{{0,14}}第{_D}{{1,6}}号(?:の{_D})?|No\.? ?[0-9-]+|[^ 。、]{{0,12}}発[0-9]{{2,6}}第{_D}+号)$"
)
_RELEASE = re.compile(
    r"^(?:(?:報道|記者|新聞|定例記者|プレス)?(?:発表|資料|提供|リリース|関係者|各位|機関)+(?:資料|用|等|の皆様|へ)*|press ?release|news ?release|ニュース ?リリース|プレス ?リリース|同時(?:発表|資料提供).*|記者会・?.*|.{0,16}(?:記者会|記者クラブ|クラブ).{0,20}(?:配布|投げ込み|同時|加盟).*"
    r"|(?:解禁|取扱注意|報道解禁).*|新着情報|お知らせ|報道・広報|報道・会見|ニュース|プレスリリース|会見・談話|大臣会見|談話|公告|事務連絡|通知|news)$",
    re.I,
)
_UPDATED = re.compile(r"^(?:更新日|公開日|掲載日|登録日|発行日|作成日)[ :]")
_SECTIONS = frozenset({"digit", "dotted", "chapter", "ordinal", "kanji", "roman", "article"})
_CELLS = re.compile(r"[ |｜]+")
_PICTURE = re.compile(
    r"^(?:[0-9]{1,3} ?/ ?[0-9]{1,3}枚?|\(?全?[0-9]{1,3}枚\)?|(?:画像|写真)を?(?:拡大|一覧).{0,8}|拡大する)$"
)
_ISSUER = re.compile(
    r"^(?:[^。、]{0,24}?(?:省|庁|内閣府|内閣官房|復興庁|人事院|委員会|大使館|総領事館|領事館|[局部課室署院]|都|道|府|県|市|区|町|村|管区|本部|事務局|機構|センター|宮内庁|会議|長|大臣|協会)){1,4}(?:\([^()]{1,20}\))?(?:発表|提供)?$"
)
_ADDRESSEE = re.compile(r"^(?:各|関係|全国).{2,40}$|(?: |^)殿$|.{2,40} 殿$|.{2,30}御中$|各位$")
_TITLE_END = re.compile(
    r"(?:について|の?結果(?:概要)?|の?概要|の?開催|を?(?:しました|します|されました|されます|ました|ます)|の?お知らせ|(?:署名|交換|締結|発効|公布|施行|訪問|出張|会談|面会|懇談|表敬|発表|決定|派遣|処分|命令|勧告|報告|募集|公募|設置|任命|就任|改正|談話|声明|会見|会見録|発言要旨|要旨|通知|異動|叙勲|受章|供与|支援|式|大会|会合|状況)(?:\(.{1,20}\))*|へ|に)$"
)


def zones_of(rows: Sequence[Row], copies: Sequence[bool], noise: Sequence[bool]) -> list[str]:
    """The zone of each row.

    Args:
        rows: all lines of the document, blank ones with empty words.
        copies: whether the row belongs to a later copy of text seen before.
        noise: whether the reader of the file already knew the row as boilerplate.
    """
    scan = _Scan(rows, copies, noise)
    found = scan.run()
    _settle_head(rows, found, scan.title_row)
    _settle_captions(rows, found)
    for index, row in enumerate(rows):
        if not row.words and not noise[index]:
            found[index] = found[index - 1] if index else "body"
    return found


class _Scan:
    """The state of the pass: the open block, its first row, and whether the body or a copy has been met."""

    def __init__(self, rows: Sequence[Row], copies: Sequence[bool], noise: Sequence[bool]) -> None:
        self.rows = rows
        self.copies = copies
        self.noise = noise
        self.block = ""
        self.block_row = 0
        self.body_seen = False
        self.copy_seen = False
        self.title_row = _title_row(rows, noise, copies)

    def run(self) -> list[str]:
        zones: list[str] = []
        for index, row in enumerate(self.rows):
            if self.noise[index]:
                zone = "boilerplate"
            elif self.copies[index]:
                self.block, self.copy_seen, zone = "", True, "duplicate"
            elif not row.words:
                zone = ""
            else:
                zone = self._zone(index, row)
            zones.append(zone)
        return zones

    def _zone(self, index: int, row: Row) -> str:
        if index == self.title_row:
            self.block = ""
            return "title"
        opened = self._opens(index, row)
        if opened:
            self.block, self.block_row = opened, index
            return "contact" if opened == "contact" else "boilerplate"
        if self.block and self._ends_block(index, row):
            self.block = ""
        if is_chrome(row, menus=not self.body_seen):
            return "boilerplate"
        if self.block == "contact":
            return "contact"
        if self.block:
            return "boilerplate"
        if not self.body_seen and (is_dateline(row.words) or _is_formal(row)):
            return "dateline"
        if self.copy_seen and not _is_prose(row):
            return "boilerplate"
        if self.body_seen and len(row.words) <= 40 and _UPDATED.match(row.words):
            return "boilerplate"
        if index > self.title_row:
            self.body_seen = True
        return "body"

    def _opens(self, index: int, row: Row) -> str:
        """The block that the row opens as its heading."""
        if len(row.words) > 80:
            return ""
        if _CONTACT.match(row.words) and "。" not in row.words:
            return "contact"
        if len(row.words) > 40:
            return ""
        if _RANKING.match(row.words):
            return "ranking"
        if _COMMENTS.match(row.words):
            near = [self.rows[i].words for i in range(index, min(len(self.rows), index + 6))]
            return "comments" if any(map(_COMMENTS_SURE.search, near)) else ""
        if _LINKS.match(row.words) and self._lists_links(index, bool(_SURE_LINKS.search(row.words))):
            return "links"
        return ""

    def _lists_links(self, index: int, sure: bool) -> bool:
        """Whether the lines behind a heading such as 添付資料 are links and not sentences."""
        seen = 0
        for row in self.rows[index + 1 : index + 12]:
            if not row.words:
                if seen:
                    break
                continue
            if _CONTACT.match(row.words):
                break
            if _SENTENCE.search(row.words) and not _LINKED.search(row.words):
                return sure and seen == 0 and not row.marker
            if not sure and not _LINKED.search(row.words):
                return False
            seen += 1
        return sure or seen > 0

    def _ends_block(self, index: int, row: Row) -> bool:
        style = row.marker.style if row.marker else ""
        numbered = style in _SECTIONS or style.startswith(("bracket", "bullet:■", "bullet:◆"))
        if self.block == "contact":
            if _CONTACT_FACT.search(row.words):
                return False
            if not self.body_seen and _TITLE_END.search(row.words):
                return True
            if numbered:
                return not _OFFICE.search(row.words)
            return _is_prose(row) and style != "note"
        if self.block == "comments":
            return False
        if self.block == "links":
            if _LINKED.search(row.words):
                return False
            if "。" in row.words or numbered:
                return True
            blank_before = not self.rows[index - 1].words
            return blank_before and any(r.words for r in self.rows[self.block_row + 1 : index])
        return _is_prose(row) and not row.words.endswith(("…", "..."))


def _is_prose(row: Row) -> bool:
    return len(row.words) >= 45 and "。" in row.words


def _is_formal(row: Row) -> bool:
    """Whether the line is one that letters and releases begin with: number, addressee, issuer, kind of paper."""
    return len(row.words) <= 50 and any(
        pattern.search(row.words) for pattern in (_NUMBER_LINE, _RELEASE, _ISSUER, _ADDRESSEE, _UPDATED)
    )


def _settle_head(rows: Sequence[Row], zones: list[str], title_row: int) -> None:
    """What stands above the title is dateline, or page furniture where a menu follows it."""
    menu_below = False
    for index in range(title_row - 1, -1, -1):
        row = rows[index]
        if zones[index] == "boilerplate":
            menu_below = menu_below or bool(
                _BREADCRUMB.match(row.words) or _RANKING.match(row.words) or _is_menu(row.words)
            )
        elif zones[index] == "body":
            zones[index] = "boilerplate" if menu_below and not _is_prose(row) else "dateline"
        elif zones[index] == "dateline" and menu_below and not is_dateline(row.words):
            zones[index] = "boilerplate"


def _settle_captions(rows: Sequence[Row], zones: list[str]) -> None:
    """A short line between the head of an article and a picture counter (1/4枚) is the picture's caption."""
    for index in range(2, len(rows)):
        if not _PICTURE.match(rows[index].words):
            continue
        row = rows[index - 1]
        if (
            zones[index - 1] == "body"
            and row.marker is None
            and len(row.words) <= 60
            and "。" not in row.words
            and zones[index - 2] != "body"
        ):
            zones[index - 1] = "boilerplate"


def is_chrome(row: Row, *, menus: bool = False) -> bool:
    """Whether the line by itself is page furniture: a menu, a button, a caption, a copyright notice.

    Args:
        row: the line.
        menus: whether any row of short cells is a menu; within the body it may be a table.
    """
    words = row.words
    if len(words) > 160:
        return False
    core = _SHELL.sub("", words)
    if core.replace(" ", "").lower() in _CHROME or _COUNTER.match(words) or _BREADCRUMB.match(words):
        return True
    if "。" not in words[:-1]:
        if menus and _is_menu(words):
            return True
        cells = [cell for cell in _CELLS.split(words) if cell]
        if len(cells) >= 2 and sum(_SHELL.sub("", cell).lower() in _CHROME for cell in cells) * 3 >= len(cells) * 2:
            return True
    return bool(_CHROME_LINE.search(core))


def _is_menu(words: str) -> bool:
    parts = [part for part in _SEPARATED.split(words) if part.strip("[] ")]
    return len(parts) >= 3 and max(map(len, parts)) <= 16 and not words.startswith("|")


def is_dateline(words: str) -> bool:
    """Whether the line tells a date or time and little else."""
    match = _DATELINE.match(words)
    if not match:
        return False
    rest = match["rest"].strip(" )]、,")
    return not rest or bool(
        re.match(
            r"^(?:[0-9]{1,2}[:時][0-9]{0,2}分?.*|現在.*|付け?|配信|公開|掲載|更新|発表|午[前後].*|[^ 。、]{0,20}(?:省|庁|府|院|局|部|課|会|館|市|県|都|町|区|村|大使館)|於.*|\(.{1,12}\).{0,20}|[~~-].*)$",
            rest,
        )
    )


def _title_row(rows: Sequence[Row], noise: Sequence[bool], copies: Sequence[bool]) -> int:
    """The index of the line that names the document's subject, or -1."""
    best, best_score = -1, 0
    seen = 0
    for index, row in enumerate(rows[:120]):
        if not row.words or noise[index] or copies[index] or is_chrome(row, menus=True):
            continue
        seen += 1
        if seen > 30 or ("。" in row.words and len(row.words) > 40):
            break
        score = _title_score(rows, index, row)
        if score > best_score:
            best, best_score = index, score
    return best


def _title_score(rows: Sequence[Row], index: int, row: Row) -> int:
    words = row.words
    if is_dateline(words) or len(words) < 4 or len(words) > 200:
        return 0
    if _NUMBER_LINE.match(words) or _RELEASE.match(words) or _ADDRESSEE.match(words) or _CONTACT.match(words):
        return 0
    if _CONTACT_FACT.search(words) or _RANKING.match(words) or re.match(r"[0-9]{1,2}位", words):
        return 0
    score = 2 + min(len(words), 30) // 6
    if _TITLE_END.search(words):
        score += 4
    if _ISSUER.match(words):
        score -= 4
    if row.marker and not row.marker.style.startswith("bracket"):
        score -= 5
    after = next((r.words for r in rows[index + 1 : index + 4] if r.words), "")
    if is_dateline(after):
        score += 3
    before = [r for r in rows[:index] if r.words]
    if not before:
        score += 3
    return score
