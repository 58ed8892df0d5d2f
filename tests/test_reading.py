"""Reading: encodings, archives, HTML, folders, and errors that stop nothing."""

from __future__ import annotations

import gzip
import io
import random
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from extractor.records import InputError
from extractor.text import reading
from extractor.text.encodings import decode
from extractor.text.layout import lay_out
from extractor.text.markup import to_text
from extractor.text.reading import find, iter_sources, read, read_bytes

RELEASE = (
    "報道発表資料\r\n\r\n経済観光省は、８月４日（月曜日）に第３回地域会議を開催しました。\r\n"
    "　会議では、観光の振興に関する方針（案）が示され、座長が取りまとめを行いました。\r\n・担当：観光課　北村\r\n"
)
SHORT = "本日、大臣が会見しました。"
KANJI = "令和六年度予算編成方針　内閣府政策統括官経済財政運営担当参事官"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [RELEASE, SHORT, KANJI, RELEASE * 400], ids=["release", "short", "kanji", "long"])
def test_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("shift_jis", "cp932"),
        ("Shift_JIS", "cp932"),
        ("sjis", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("iso-2022-jp", "iso2022_jp"),
        ("utf_8", "utf-8-sig"),
        ("utf-16", "utf-16"),
    ],
)
def test_encoding_by_name(encoding: str, codec: str) -> None:
    assert decode(RELEASE.encode(codec), encoding=encoding) == RELEASE


def test_signs_of_vendors() -> None:
    text = RELEASE + "㈱山川①Ⅱ㎡髙﨑～"
    assert decode(text.encode("cp932")) == text
    assert decode((RELEASE + "①㈱").encode("euc_jis_2004")) == RELEASE + "①㈱"
    assert decode((RELEASE + "①").encode("iso2022_jp_2004")) == RELEASE + "①"


def test_random_japanese_round_trips() -> None:
    pick = random.Random(7)
    kana = [chr(code) for code in range(0x3041, 0x3094)]
    kanji = list("政府外務大臣会談開催総理省庁法律施行公布令和平成年月日東京都県市町村国際協力発表結果概要")
    for _ in range(60):
        text = "".join(pick.choice(kana if pick.random() < 0.55 else kanji) for _ in range(80)) + "。\n"
        for encoding in ENCODINGS:
            assert decode(text.encode(encoding)) == text, encoding


def test_empty_and_ascii() -> None:
    assert decode(b"") == ""
    assert decode(b"\xef\xbb\xbf") == ""
    assert decode(b"Press release\n") == "Press release\n"


BAD = (
    (b"%PDF-1.7\n...", "pdftotext"),
    (b"PK\x03\x04....", "ZIP"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    (b"text with \x00 a NUL, odd", "NUL"),
    (bytes(range(256)) * 40, "binary"),
    (("あ" * 200).encode() + b"\xff\xfe" + "い".encode(), "byte 600"),
    (b"\x1f\x8b\x08broken", "gzip"),
)


@pytest.mark.parametrize(("data", "message"), BAD)
def test_bad_data(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_bytes(data, name="x.txt")


def test_bad_encoding_names() -> None:
    with pytest.raises(InputError, match="unknown"):
        decode(b"abc", encoding="klingon")
    with pytest.raises(InputError, match="not valid utf-8 at byte 0"):
        decode("日本".encode("cp932"), encoding="utf-8")
    with pytest.raises(InputError, match="unknown"):
        decode(b"abc", encoding="base64")


def test_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "release.txt.gz"
    path.write_bytes(gzip.compress(RELEASE.encode("cp932")))
    source = read(path)
    assert (source.doc_id, source.text, source.error) == ("release", RELEASE, None)
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    path.write_bytes(gzip.compress(b"a" * (1024 * 1024 + 1)))
    with pytest.raises(InputError, match="1 MiB"):
        read(path)


def test_folders_and_failures(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "b" / "two.md").write_text(SHORT, "utf-8")
    (tmp_path / ".git" / "no.txt").write_text("x", "utf-8")
    (tmp_path / "one.TXT").write_text(SHORT, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "skip.csv").write_text("x", "utf-8")
    found = list(iter_sources([tmp_path, tmp_path / "missing.txt", f"{tmp_path}/b/*.md", tmp_path / "skip.csv"]))
    assert [(s.doc_id, s.error is None) for s in found] == [
        ("bad", False),
        ("one", True),
        ("b/two", True),
        ("missing", False),
        ("b/two", True),
        ("skip", True),
    ]
    assert all(s.source in str(s.error) for s in found if s.error)
    assert [s.doc_id for s in iter_sources([f"{tmp_path}/**/*.md"])] == ["b/two"]
    (tmp_path / "empty").mkdir()
    for nothing in (tmp_path / "empty", f"{tmp_path}/*.xyz"):
        (failed,) = iter_sources([nothing])
        assert failed.error


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["a/1.txt"], ["1"]),
        (["a"], ["1", "2.html", "2.txt", "x/1"]),
        (["a/x", "a/x/1.txt.gz"], ["1", "1"]),
        (["a/x", "b"], ["a/x/1", "b/1", "b/3.tar"]),
        (["."], ["a/1", "a/2.html", "a/2.txt", "a/x/1", "b/1", "b/3.tar"]),
        (["a/1.txt", "b/1.txt"], ["a/1", "b/1"]),
        (["b/../a/1.txt", "./a/2.txt"], ["1", "2"]),
        (["a/2.txt", "a/2.html", "a/1.txt"], ["2.txt", "2.html", "1"]),
        (["*/1.txt"], ["a/1", "b/1"]),
        (["**/1.*"], ["a/1", "a/x/1", "b/1"]),
        (["a/[12].txt"], ["1", "2"]),
        (["a/*"], ["1", "2.html", "2.txt", "x/1"]),
        (["a/1.txt", "nowhere/4.txt"], ["a/1", "nowhere/4"]),
        (["-", "a/1.txt"], ["stdin", "1"]),
    ],
    ids=str,
)
def test_ids_are_distinct_and_as_short_as_can_be(
    paths: list[str], ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/1.txt", "a/2.txt", "a/2.html", "a/x/1.txt.gz", "b/1.txt", "b/3.tar.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(b"x") if name.endswith("gz") else b"x")
    monkeypatch.chdir(tmp_path)
    assert [file.doc_id for file in find(paths)] == ids
    assert [file.doc_id for file in find(str(tmp_path / p) if p != "-" else p for p in paths)] == ids


@pytest.mark.parametrize("name", ["no\0name.txt", "x" * 5000, "\udc80.txt", "", "[", "~/**/[a"])
def test_any_path_is_an_error_or_a_file(name: str) -> None:
    assert all(source.error for source in iter_sources([name]))


def test_expansion_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to gigabytes is refused after its first part, as is what never ends."""
    monkeypatch.setattr(reading, "MAX_BYTES", 1024 * 1024)
    bomb = tmp_path / "bomb.txt.gz"
    bomb.write_bytes(gzip.compress(b"\n" * (200 * 1024 * 1024), 9))
    twice = tmp_path / "twice.txt.gz"
    twice.write_bytes(gzip.compress(gzip.compress(b"\n" * 5000)))
    tracemalloc.start()
    sources = list(iter_sources([bomb, twice, "/dev/zero"]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [("1 MiB" in str(s.error), s.text) for s in sources] == [(True, ""), (False, ""), (True, "")]
    assert all(s.error for s in sources)
    assert peak < 16 * 1024 * 1024


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RELEASE.encode("euc_jp"))))
    (source,) = iter_sources(["-"])
    assert (source.doc_id, source.source, source.text) == ("stdin", "-", RELEASE)


PAGE = """<!DOCTYPE html><html><head><meta charset="Shift_JIS"><title>題</title><style>p{}</style></head><body>
<header><div class="logo">水資源省</div><nav><ul><li>ホーム</li><li>English</li></ul></nav></header>
<div id="contents" class="main-menu"><h1>検討会の
 開催について</h1><p>水資源省は、5月7日に<b>検討会</b>を開き
ました。<ruby>埼<rt>さい</rt>玉</ruby>&amp;Water&#x30;<br>傍聴はできません。</p>
<table><tr><th>日時</th><td>5月7日</td></tr><tr><th>場所</th><td><p>第1会議室</p></td></tr></table>
<div class="sns-share">シェアする</div><p style="display: none">隠れた文</p><script>var a="文"</script>
<pre>一
  二</pre></div>
<aside><h2>人気の記事</h2></aside><footer>Copyright</footer></body></html>"""


@pytest.mark.parametrize("encoding", ["cp932"])
def test_html(encoding: str) -> None:
    source = read_bytes(PAGE.encode(encoding), name="page.html")
    assert source.text == (
        "水資源省\n\nホーム\nEnglish\n\n検討会の開催について\n\n水資源省は、5月7日に検討会を開きました。埼玉&Water0\n"
        "傍聴はできません。\n\n日時\t5月7日\n場所\t第1会議室\n\nシェアする\n\n一\n  二\n\n人気の記事\n\nCopyright"
    )
    noise = [source.text[start:end].strip() for start, end in source.noise]
    assert noise == ["水資源省\n\nホーム\nEnglish", "シェアする", "人気の記事", "Copyright"]
    zones = {line.zone for line in lay_out(source.text, noise=source.noise).lines if line.kind == "text"}
    assert "boilerplate" in zones


def test_html_headings_are_never_noise() -> None:
    text, noise = to_text("<header><h1>題名</h1></header><div class=related><article><p>本文</p></article></div>")
    assert (text, noise) == ("題名\n\n本文", ())


def test_html_of_any_shape() -> None:
    assert to_text("") == ("", ())
    assert to_text("文だけ")[0] == "文だけ"
    assert to_text("<p>一<p>二<div>三")[0] == "一\n\n二\n\n三"


_SWALLOWING = {"<!--", "<", "<svg><g>", "<select><option>", "<ruby><rt>"}


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<ul><li>",
        "<b><i>",
        "<table><tr><td>",
        "<div></x>",
        "<i><div></i>",
        "<form><div></form>",
        "<div><table></div>",
        "<ruby><rt>",
        "<select><option>",
        "<p><span>",
        "<svg><g>",
        "<dl><dt>",
        "<a href='>'>",
        "<!--",
        "<",
        "&amp;",
        "</div>",
    ],
)
def test_html_costs_its_length(unit: str) -> None:
    """Whatever nests: the parser alone takes the square of the depth."""

    def seconds(number: int) -> float:
        began = time.process_time()
        text, _ = to_text(unit * number + "<p>深い")
        spent = time.process_time() - began
        assert text.endswith("深い") or unit in _SWALLOWING
        return spent

    small, large = seconds(5000), seconds(20_000)
    assert large < 0.3 or large < 8 * small or seconds(20_000) < 8 * seconds(5000)


def test_html_is_flattened_only_where_no_page_reaches() -> None:
    rows = "".join(f"<div><p>一{n}<b><i>二</b></i><ul><li>三</ul></div>\n" for n in range(2000))
    plain = to_text("<div>" * 300 + rows + "</div>" * 300)[0]
    assert plain == "\n\n".join(f"一{n}二\n\n三" for n in range(2000))
    assert to_text("<div>" * 20_000 + rows + "</div>" * 20_000)[0].count("三") == 2000
