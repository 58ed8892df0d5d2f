"""Everything the command says, in English and Japanese: one catalogue, keyed by the English words.

The rest of the program speaks English. What reaches a person goes through ``say`` (words that a module writes itself)
or ``translated`` (errors and help texts that come from elsewhere); without an entry it stays English.
``tests/test_messages.py`` holds the catalogue complete.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache


def language(environment: Mapping[str, str] = os.environ) -> str:
    """``ja`` when the locale of messages is Japanese, else ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            return "ja" if locale.lower().startswith("ja") else "en"
    return "en"


def say(message: str, *values: object) -> str:
    """A message in the user's language, its ``{}`` filled with the values in the order of the English words."""
    if language() == "ja":
        message = JAPANESE.get(message, message)
    return message.format(*values) if values else message


def translated(message: str) -> str:
    """A finished English message in the user's language; as it is when the catalogue does not know it.

    What fills the message's places is translated too, when it is a message itself.
    """
    return _japanese(message) if language() == "ja" else message


def _japanese(message: str) -> str:
    if message in JAPANESE:
        return JAPANESE[message]
    for pattern, japanese in _patterns():
        if found := pattern.fullmatch(message):
            return japanese.format(*(_japanese(value) for value in found.groups()))
    return message


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The entries with places as patterns; those with most words of their own first."""
    entries = [entry for entry in JAPANESE.items() if "{}" in entry[0]]
    entries.sort(key=lambda entry: len(entry[0].replace("{}", "")), reverse=True)
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.S), japanese) for english, japanese in entries
    ]


JAPANESE: dict[str, str] = {
    # Labels, zones and codes of the records
    "OFFICIAL": "公職者",
    "MINISTRY": "府省庁",
    "LAW": "法令",
    "DATE": "日時",
    "PLACE": "場所",
    "PERSON": "人物",
    "ORG": "団体",
    "CONFERENCE": "会議",
    "DOCUMENT": "文書",
    "meeting": "会議",
    "talks": "会談",
    "visit": "訪問",
    "announcement": "発表",
    "agreement": "合意",
    "adoption": "決定",
    "legislation": "立法",
    "establishment": "設置",
    "appointment": "人事",
    "award": "表彰",
    "assistance": "支援",
    "enforcement": "処分",
    "consultation": "意見聴取",
    "incident": "事案",
    "occurred": "実施済",
    "ongoing": "進行中",
    "planned": "予定",
    "cancelled": "中止",
    "agent": "主体",
    "counterpart": "相手",
    "attendee": "出席",
    "chair": "主催",
    "target": "対象",
    "place": "場所",
    "law": "法令",
    "document": "文書",
    "conference": "会議",
    "date": "日時",
    # Summaries
    "published {}": "公表 {}",
    "publication date unknown": "公表日不明",
    "{} mentions": "言及 {}",
    "{} events": "出来事 {}",
    "no date": "日付なし",
    "no events": "出来事なし",
    "rule {}, {}, confidence {}": "規則 {}、{}、確信度 {}",
    "documents": "文書",
    "left": "残り",
    "{} documents": "{} 文書",
    "{} ...": "{} ……",
    # Figures of evaluate
    "gold": "正解",
    "pred": "抽出",
    "core strict": "中核 厳密",
    "core overlap": "中核 重なり",
    "all strict": "全体 厳密",
    "values": "値",
    "all": "全体",
    "events": "出来事",
    "arguments": "項",
    "status": "状態",
    "published": "公表日",
    "core": "中核",
    "slots": "項",
    "{} documents gained, {} lost, {} as before, {} new": "良くなった文書 {}、悪くなった文書 {}、変わらない文書 {}、新しい文書 {}",
    # Lexicons and rules of the user's own
    "{}: {} names, {} triggers, {} examples run, {} faults": "{}: 名前 {}、規則 {}、試した用例 {}、誤り {}",
    "{} ({} more; 'extractor lexicon check' lists them)": "{}（ほかに {} 件。extractor lexicon check で一覧できる）",
    "{}: a lexicon ends in .tsv, rules in .toml; rename it": "{}: 辞書は .tsv、規則は .toml で終わる。名前を変える",
    "{}: the header has no column {}; the columns are {}": "{}: 見出しに列 {} がない。列は {}",
    "{}: the header has an unknown column {}; the columns are {}": "{}: 見出しに知らない列 {} がある。列は {}",
    "{}: {} cells, the header has {}; part them by single tabs": "{}: {} 欄あるが、見出しは {} 欄である。タブ一つで区切る",
    "{}: is empty; the first line names the columns {}": "{}: 空である。最初の行に列名を書く: {}",
    "{}: label {} is none of {}": "{}: ラベル {} は次のどれでもない: {}",
    "{}: the name is blank": "{}: 名前が空である",
    "{}: {} is too short; it would be found inside other words": "{}: {} は短すぎて、他の語の中でも見つかってしまう",
    "{}: the value {} of label {} must be {}, or blank": "{}: 値 {} が正しくない。ラベル {} の値は {} の形か空にする",
    "an e-Gov law ID such as 325AC0000000131": "325AC0000000131 のような e-Gov 法令 ID",
    "KR, KR:仁川, JP-13 or JP-13101": "KR、KR:仁川、JP-13、JP-13101",
    "name/title/organisation": "氏名/役職/組織",
    "{}: {} stands in {} with another label or value; keep one": "{}: {} は {} に別のラベルか値で載っている。一つにする",
    "{}: the id {} stands in {}, too; give it another": "{}: id {} は {} にもある。別の id にする",
    "{}: is no TOML ({}); quote texts and close brackets": "{}: TOML でない（{}）。文字列を引用符で囲み、括弧を閉じる",
    "{}: {} is unknown here; rules are [[trigger]] tables": "{}: {} はここに置けない。規則は [[trigger]] の表で書く",
    "{}: holds no [[trigger]] table; write one for each rule": "{}: [[trigger]] の表がない。規則ごとに一つ書く",
    "{}: {} is unknown; the keys are {}": "{}: {} というキーはない。使えるキー: {}",
    "{}: {} must be a text in quotes": "{}: {} は引用符で囲んだ文字列にする",
    "{}: {} is missing": "{}: {} がない",
    "{}: type {} is none of {}": "{}: type の {} は次のどれでもない: {}",
    "{}: status {} is none of {}": "{}: status の {} は次のどれでもない: {}",
    "{}: kind {} is none of {}": "{}: kind の {} は次のどれでもない: {}",
    '{}: roles must be a table such as { ga = "agent", wo = "target" }': '{}: roles は {{ ga = "agent", wo = "target" }} のような表にする',
    "{}: particle {} is none of {}": "{}: 助詞 {} は次のどれでもない: {}",
    "{}: role {} is none of {}": "{}: 役割 {} は次のどれでもない: {}",
    "{}: before is no regular expression ({})": "{}: before が正規表現でない（{}）",
    "{}: the example gives no {} {}; change the name or the example": "{}: 用例から {} の {} が出ない。名前か用例を直す",
    "{}: the counter-example gives the {} {}; name more of it": "{}: 反例から {} の {} が出る。もっと長い名前にする",
    "{}: the example gives no {} by {}; change trigger, kind or the example": "{}: 用例から {} の出来事が {} で出ない。trigger、kind、用例のどれかを直す",
    "{}: the counter-example gives the {} by {}; say more in 'before'": "{}: 反例から {} の出来事が {} で出る。before の条件を強める",
    "{} holds no figures; write them with 'extractor evaluate ... --json'": "{} に数値がない。extractor evaluate ... --json で書き出す",
    # Help
    "Usage:": "使い方:",
    "Commands:": "コマンド:",
    "Arguments:": "引数:",
    "Options:": "オプション:",
    "Example:": "例:",
    "Examples:": "例:",
    "required": "必須",
    "default: {}": "既定値: {}",
    "x>={}": "{} 以上",
    "Show this message and exit.": "この説明を表示して終わる。",
    "Install completion for the current shell.": "今のシェルに補完を組み込む。",
    "Show completion for the current shell, to copy it or customize the installation.": "今のシェルの補完を表示する（写すか、手を加えるため）。",
    "Structured event records from Japanese public-sector text.": "日本の公的機関の文書から、出来事の構造化記録を取り出す。",
    "Print the version and exit.": "版を表示して終わる。",
    "Read texts and write their event records.": "文書を読み、出来事の記録を書き出す。",
    "Formats, named by --format or the suffix of -o:": "形式（--format か -o の拡張子で選ぶ）:",
    "- jsonl, json: the records themselves; csv, parquet, arrow: tables.": "- jsonl、json: 記録そのもの。csv、parquet、arrow: 表。",
    "- jsonld: schema.org nodes, with a W3C Web Annotation for each mention.": "- jsonld: schema.org の項目と、言及ごとの W3C Web Annotation。",
    "- ftm: FollowTheMoney entities, a JSON line each.": "- ftm: FollowTheMoney の実体（JSON Lines）。",
    "- ics: a calendar of the events that have a day; Japan's time.": "- ics: 日の決まった出来事のカレンダー（日本時間）。",
    "- spacy: a DocBin to train with; events in user_data.": "- spacy: 学習用の DocBin。出来事は user_data に入る。",
    "- gold: drafts of gold files, to correct and then to evaluate with; they need a folder.": "- gold: 正解ファイルの下書き。直して evaluate に使う。フォルダに書く。",
    "- brat: standoff files; they need a folder.": "- brat: スタンドオフ形式。フォルダに書く。",
    "On a terminal without -o a readable summary is printed. Exit code 1: some documents failed; 2: wrong usage; 130: interrupted, with what was done written.": "端末で -o がなければ、読みやすい要約を表示する。終了コード 1: 読めない文書があった、2: 使い方の誤り、130: 中断した（済んだ分は書いてある）。",
    "Time that one document may take; then it has failed.": "一文書にかけてよい秒数。超えた文書は失敗とする。",
    "Go on where a run into the same output was interrupted or killed.": "同じ出力先への処理が途中で終わっていれば、続きから行う。",
    "Documents in one part of a folder.": "フォルダ内の一部分に入れる文書の数。",
    "Show no progress; failures are still named.": "進み具合を表示しない。失敗は表示する。",
    "Files, folders (read recursively), glob patterns, or - for stdin.": "ファイル、フォルダ（中まで読む）、ワイルドカード。- は標準入力。",
    "Publication date of all texts; inferred from each when not given.": "全文書の公表日。なければ文書ごとに推定する。",
    "Encoding of all files, such as cp932; detected when not given.": "全ファイルの文字コード（cp932 など）。なければ自動で判別する。",
    "'all' also reads boilerplate and repeated text.": "all は定型部分と重複部分も読む。",
    "'ginza' also asks ja_ginza for names; some 20 times slower.": "ginza は固有名を ja_ginza にも尋ねる（約20倍遅い）。",
    "File to write, or (without a suffix) a folder; all tables then.": "書き出すファイル。拡張子がなければフォルダで、すべての表を置く。",
    "Output format; jsonl in a pipe or file.": "出力形式。パイプとファイルでは jsonl。",
    "Write documents that failed to this JSON lines file.": "読めなかった文書を、この JSON Lines ファイルに書く。",
    "Number of processes.": "プロセスの数。",
    "Print a text with coloured mentions and its events below.": "言及に色を付けて文書を表示し、その下に出来事を並べる。",
    "File to show, or - for stdin.": "表示するファイル。- は標準入力。",
    "Say which rule filled each slot, and where.": "各欄をどの規則がどこから埋めたかも示す。",
    "Read texts and write one HTML page: texts, events, a timeline and a network, to search, filter and print.": "文書を読み、本文・出来事・年表・関係図を一つの HTML ページに書く。検索、絞り込み、印刷ができる。",
    "The page needs nothing but a browser and sends nothing. Exit code 1: some documents failed, the page tells which; 2: wrong usage.": "ページはブラウザだけで開け、何も送らない。終了コード 1: 読めない文書があった（ページに載る）、2: 使い方の誤り。",
    "Extract the texts of gold files and score the result.": "正解ファイルの文書を抽出し、結果を採点する。",
    "Folder of *.gold.txt files.": "*.gold.txt のあるフォルダ。",
    "List every difference.": "違いをすべて挙げる。",
    "Print the figures as JSON.": "数値を JSON で表示する。",
    "Join the records of a corpus: one id for each official, body, law, place, conference and happening.": "文書群の記録をまとめる。同じ人物・機関・法令・場所・会議・出来事に一つの ID を付ける。",
    "Writes JSON lines ('extractor schema --linked'): counts, entities, events with all their sources, and the documents that failed. Exit code 1: some lines are no documents; 2: wrong usage.": "JSON Lines（extractor schema --linked）を書く: 件数、実体、すべての出典を付けた出来事、読めなかった文書。終了コード 1: 文書でない行があった、2: 使い方の誤り。",
    "Output of 'extractor extract', or - for stdin.": "extractor extract の出力。- は標準入力。",
    "File to write.": "書き出すファイル。",
    "Print the JSON Schema of the output.": "出力の JSON Schema を表示する。",
    "The schema of 'extractor link' instead.": "extractor link の方のスキーマを表示する。",
    "Print versions, models and licences.": "版、モデル、ライセンスを表示する。",
    "Names of your own, which go first; may be given again.": "自分の固有名の辞書。元の辞書に優先する。重ねて指定できる。",
    "Triggers of your own, which go first; may be given again.": "自分の出来事の規則。元の規則に優先する。重ねて指定できる。",
    "Figures of an earlier --json; each document's gains and losses.": "前に --json で書いた数値。文書ごとの増減を示す。",
    "Lexicons and rules of your own.": "自分の辞書と規則。",
    "Check lexicons and rules line by line, and run their examples.": "辞書と規則を一行ずつ確かめ、用例を試す。",
    "Exit code 1: something is wrong, told with file and line.": "終了コード 1: 誤りがあった（ファイルと行を示す）。",
    "Lexicons (.tsv) and rules (.toml).": "辞書（.tsv）と規則（.toml）。",
    # Wrong use of the command line
    "error": "エラー",
    "{}; see '{} --help'": "{}。'{} --help' を参照",
    "Invalid value: {}": "値が正しくない: {}",
    "Invalid value for {}: {}": "{} の値が正しくない: {}",
    "Missing argument {}": "引数 {} がない",
    "Missing option {}": "オプション {} がない",
    "Missing command": "コマンドがない",
    "No such option {}": "オプション {} はない",
    "No such option {}. Did you mean {}?": "オプション {} はない。{} のことか",
    "No such option: {} (Possible options: {})": "オプション {} はない。{} のことか",
    "No such option: {} (Possible options: {}, {})": "オプション {} はない。{} か {} のことか",
    "Input should be a valid integer, unable to parse string as an integer": "整数でない",
    "Input should be a valid number, unable to parse string as a number": "数でない",
    "Input should be greater than or equal to {}": "{} 以上でなければならない",
    "{} is not a valid float": "{} は数でない",
    "No such option: {}": "オプション {} はない",
    "No such option: {} Did you mean {}?": "オプション {} はない。{} のことか",
    "No such command {}": "コマンド {} はない",
    "No such command {}. Did you mean {}?": "コマンド {} はない。{} のことか",
    "Option {} requires an argument": "オプション {} には値が要る",
    "Got unexpected extra argument ({})": "余分な引数がある（{}）",
    "Got unexpected extra arguments ({})": "余分な引数がある（{}）",
    "{} is not one of {}": "{} は次のどれでもない: {}",
    "{} is not a valid int": "{} は整数でない",
    "{} is not a valid integer": "{} は整数でない",
    "{} is not a valid integer range": "{} は整数でない",
    "{} is not in the range {}": "{} は範囲（{}）の外にある",
    "stopped": "中断した",
    "{} is several files; name a folder without a suffix, as in -o out --format {}": "{} は複数のファイルになる。-o out --format {} のように、拡張子のないフォルダ名を指定する",
    "folder {} does not exist; create it first": "フォルダ {} がない。先に作る",
    "{} is no file; write it with 'extractor extract ... -o {}'": "{} というファイルはない。extractor extract ... -o {} で書き出す",
    "{} holds records without their texts; name the texts they were read from": "{} は本文のない記録である。読み取り元の文書を指定する",
    "published must be a date such as 2025-08-07, not {}": "公表日は 2025-08-07 のような日付で指定する（{} は日付でない）",
    "pipeline must be one of {}, not {}": "pipeline は {} のどれかで指定する（{} ではない）",
    "timeout must be more than 0 seconds, not {}": "timeout は 0 秒より長くする（{} ではない）",
    "a worker process could not start (exit code {}); stderr says why": "作業プロセスを始められない（終了コード {}）。理由は標準エラーにある",
    # Runs
    "finishing the documents in flight; interrupt again to stop at once": "処理中の文書を終える。もう一度中断すると、すぐに止まる",
    "interrupted after {} documents, which are written; --resume makes runs that can go on": "{} 文書で中断し、そこまでを書いた。--resume を付けて始めれば続きから行える",
    "interrupted after {} documents, which are kept; go on with: {}": "{} 文書で中断し、そこまでを残した。続きは次で行う: {}",
    "it needs -o, the output to go on with": "続ける出力先を -o で指定する",
    "{}: another run is writing there; wait for it, or name another": "{}: 別の処理が書き込んでいる。終わるのを待つか、別の名前を指定する",
    "{}: holds an unfinished run; go on with --resume, or remove the folder to begin anew": "{}: 終わっていない処理がある。--resume で続けるか、フォルダを消して始め直す",
    "{}: was begun with other settings ({}); use those, or another folder": "{}: 別の設定で始めてある（{}）。その設定にするか、別のフォルダを指定する",
    "{}: files of part {} have changed since they were read; remove the folder to begin anew": "{}: 第 {} 部分のファイルが、読んだ後に変わった。フォルダを消して始め直す",
    "{}: the run is finished, and there are new files; name another folder": "{}: 処理は終わっており、新しいファイルがある。別のフォルダを指定する",
    "{}: is no manifest of a run; name another folder": "{}: 処理の記録でない。別のフォルダを指定する",
    "{} is several files; name a folder": "{} は複数のファイルになる。フォルダを指定する",
    # Files and texts
    "{}: {}": "{}: {}",
    "{}: {}; check the path and its permissions": "{}: {}。パスと権限を確かめる",
    "{}: {}; check the path, its permissions and the space left": "{}: {}。パス、権限、空き容量を確かめる",
    "{}; check the path, its permissions and the space left": "{}。パス、権限、空き容量を確かめる",
    "No such file or directory": "そのファイルやフォルダはない",
    "Permission denied": "権限がない",
    "Is a directory": "フォルダである",
    "No space left on device": "空き容量がない",
    "{}: no such file or folder; check the path": "{}: そのファイルやフォルダはない。パスを確かめる",
    "{}: no file matches this pattern; check it, and quote it if the shell changes it": "{}: 当てはまるファイルがない。パターンを確かめ、シェルに変えられるなら引用符で囲む",
    "{}: no .txt, .md, .html or .htm file (or .gz of one) in this folder; name the files themselves": "{}: このフォルダに .txt .md .html .htm（とその .gz）がない。ファイルそのものを指定する",
    "is {}, not text; {}": "{}であり、文書ではない。{}",
    "a PDF": "PDF",
    "extract its text first, for example with pdftotext": "pdftotext などで先に文字を取り出す",
    "a ZIP archive or Office document": "ZIP 書庫か Office 文書",
    "unpack it or save it as text first": "展開するか、テキストとして保存し直す",
    "an old Office document": "旧形式の Office 文書",
    "an RTF document": "RTF 文書",
    "save it as text first": "テキストとして保存し直す",
    "an image": "画像",
    "give its text": "文字にしたものを渡す",
    "a program": "プログラム",
    "give a text file": "テキストファイルを渡す",
    "holds NUL bytes and is no UTF-16: binary, not text; give a text file": "NUL バイトを含み UTF-16 でもないバイナリである。テキストファイルを渡す",
    "is UTF-8 up to byte {}, where a broken character stands; repair it or name the encoding": "{} バイト目までは UTF-8 だが、そこに壊れた文字がある。直すか、文字コードを指定する",
    "is in no encoding that was recognised; name it with --encoding, or convert it to UTF-8": "文字コードを判別できない。--encoding で指定するか、UTF-8 に変換する",
    "encoding {} is unknown; use {}": "文字コード {} は知らない。使えるもの: {}",
    "is not valid {}; name another encoding, or none to have it found": "{} として正しくない。別の文字コードを指定するか、指定せず自動判別に任せる",
    "is not valid {} at byte {}; name another encoding, or none to have it found": "{1} バイト目が {0} として正しくない。別の文字コードを指定するか、指定せず自動判別に任せる",
    "is no sound gzip file ({}); pack it again": "壊れた gzip ファイルである（{}）。圧縮し直す",
    "{}: is larger than {} MiB; split it": "{}: {} MiB を超える。分割する",
    "unpacks to more than {} MiB; split it": "展開すると {} MiB を超える。分割する",
    # What is not installed
    "{} is not installed; install it with: {}": "{} が入っていない。次で入れる: {}",
    "no models/ folder beside {}; install the package again or run 'make models'": "{} のそばに models/ フォルダがない。パッケージを入れ直すか make models を実行する",
    "cannot read {}: {}; run 'make models'": "{} を読めない: {}。make models を実行する",
    "cannot read the tagger {}: {}; run 'make models'": "固有名モデル {} を読めない: {}。make models を実行する",
    "{} is empty; run 'make models'": "{} が空である。make models を実行する",
    "{}:{} has {} columns, the header {}": "{}:{} は {} 列あるが、見出しは {} 列である",
    "a lexicon has a blank name": "辞書に空の名前がある",
    # Gold files
    "no *.gold.txt in {}; name a folder that holds gold files, such as samples/gold": "{} に *.gold.txt がない。samples/gold のような、正解ファイルのあるフォルダを指定する",
    "{}: expected header, text and events parted by two '---' lines": "{}: 見出し・本文・出来事が、二つの --- の行で区切られていない",
    "{}: header line without a colon: {}": "{}: 見出しの行にコロンがない: {}",
    "{}: the header has no id": "{}: 見出しに id がない",
    "{}: event line is no JSON ({}): {}": "{}: 出来事の行が JSON でない（{}）: {}",
    "{}: <<{}>> inside <<{}>>": "{}: <<{}>> が <<{}>> の中にある",
    "{}: <</{}>> closes nothing": "{}: <</{}>> に対応する始まりがない",
    "{}: <<{}>> is not closed": "{}: <<{}>> が閉じていない",
    "{}: offsets do not fit the gold text at {}-{}: {}": "{}: {}-{} の位置が正解の本文と合わない: {}",
    "markup left in the text: {}": "本文に印が残っている: {}",
    "is no UTF-8 ({}); convert it": "UTF-8 でない（{}）。変換する",
    "unknown label {}": "知らないラベル {}",
    "blank at the edge of {}": "{} の端に空白がある",
    "mention in a zone without annotation: {}": "注釈しない区域に言及がある: {}",
    "event fields differ from the form: {}": "出来事の欄が定めと違う: {}",
    "event type or status unknown: {}/{}": "出来事の種類か状態が知られていない: {}/{}",
    "trigger not in the text: {}": "きっかけの語が本文にない: {}",
    "participant must be [mention, role]: {}": "参加者は [言及, 役割] の形で書く: {}",
    "{} filler is no mention of the text: {}": "{} に挙げたものが本文の言及でない: {}",
    # Linking
    "no JSON ({})": "JSON でない（{}）",
    "an object is needed, not {}": "{} ではなくオブジェクトが要る",
    "this is output of 'extractor link'; give it output of 'extractor extract'": "extractor link の出力である。extractor extract の出力を渡す",
    "schema_version {}, this program reads {}; extract the texts again": "schema_version が {} だが、このプログラムは {} を読む。抽出し直す",
    "field {} is missing": "欄 {} がない",
    "a field has the wrong form ({})": "欄の形が正しくない（{}）",
    "{} must be a string": "{} は文字列でなければならない",
    "{} must be a string or null": "{} は文字列か null でなければならない",
    "mention {} has an id, value, text, entity or attrs of the wrong form": "言及 {} の id・value・text・entity・attrs のどれかの形が正しくない",
    "two mentions have the id {}": "id {} の言及が二つある",
    "two events have the id {}": "id {} の出来事が二つある",
    "the trigger of {} has no text": "{} のきっかけの語に文字がない",
    "event {} names the mention {}, which the document does not hold": "出来事 {} の挙げる言及 {} が文書にない",
    "{} is {}, not one of {}": "{} が {} である。次のどれかにする: {}",
    "{} documents, {} entities, {} event records in {} happenings, {} failed": "{} 文書、{} 実体、{} 記録を {} の出来事に、失敗 {}",
}
