"""DATE mentions and their values: tables of sentences, what must give nothing, the rule rows, and properties of any text."""

# ruff: noqa: E501  (patterns and rows of wide characters, which count double, are clearer unbroken)
from __future__ import annotations

import itertools
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import resources
from extractor.entities.dates import finder as dates
from extractor.entities.dates import values as date_values
from extractor.entities.numerals import number
from extractor.linking import chronology
from extractor.text.page import Line, Page

# One or more lines: text with [[mention=value]]; the publication is 2025-08-07, a Thursday, unless "@day" begins the row.
ROWS = """
[[令和7年4月25日=2025-04-25]]に公布した。
[[令和元年5月1日=2019-05-01]]に改元した。
[[平成31年4月=2019-04]]に始めた。
[[昭和六十年四月一日=1985-04-01]]に民営化した。
[[大正12年9月1日=1923-09-01]]に起きた。
[[明治三十年=1897]]の条約である。
[[令和七年十二月二十五日=2025-12-25]]付けで通知した。
[[二〇二五年八月四日=2025-08-04]]に署名した。
[[二千二十五年=2025]]の統計による。
[[平成廿年四月廿一日=2008-04-21]]に建てた。
[[R7.8.4=2025-08-04]]に掲載した。
[[H31/4/1=2019-04-01]]に適用した。
[[S60.4.1=1985-04-01]]に設けた。
[[平成31/4/1=2019-04-01]]に適用した。
[[2025-08-04=2025-08-04]]に掲載した。
[[2025/8/4=2025-08-04]]に掲載した。
[[2025.8.4=2025-08-04]]に掲載した。
[[2025年8月4日(月曜日)=2025-08-04]]に開いた。
[[2025年(令和7年)8月4日=2025-08-04]]に開いた。
[[令和7年(2025年)8月4日=2025-08-04]]に開いた。
[[令和7(2025)年8月=2025-08]]に開いた。
[[西暦2025年=2025]]を起点とする。
[[紀元前202年=-0201]]に建国された。
[[2025年8月4日月曜日=2025-08-04]]に開いた。
日程は[[4/28(月)=2025-04-28]]の予定である。
[[令和6年11月3日(日・祝)=2024-11-03]]に叙勲した。
[[6月27日(金)から29日(日)=2025-06-27/2025-06-29]]まで訪れた。
[[5月18、19日=2025-05-18/2025-05-19]]に開いた。
[[5月18日(日)・19日(月)=2025-05-18/2025-05-19]]に開いた。
[[5月18、20日={2025-05-18,2025-05-20}]]に開いた。
[[3月25~31日=2025-03-25/2025-03-31]]に散水した。
[[今月1日から同5日=2025-08-01/2025-08-05]]まで派遣した。
[[12月28日から1月4日=2025-12-28/2026-01-04]]まで休館する予定である。
[[令和7年4月18日(金曜)から同年5月19日(月曜)=2025-04-18/2025-05-19]]まで募集した。
[[2019年~2021年=2019/2021]]の平均である。
[[2019~2021年=2019/2021]]の平均である。
[[平成30年~令和2年=2018/2020]]の平均である。
[[令和5~7年度=2023-04-01/2026-03-31]]の計画による。
[[4~6月=2025-04/2025-06]]の実績である。
[[2025年7月1日から3日間=2025-07-01/2025-07-03]]開いた。
[[7月1日=2025-07-01]]から90日間の免許停止とする。
[[7月1日から5日間=2025-07-01/2025-07-05]]の日程で開いた。
2 日・タイ外相会談及び 3 日米首脳会談を行った。
町は[[5月8日=2025-05-08]]、案を公表していた。町長は[[6日=2025-08-06]]、案を撤回した。
[[3月上旬=2025-03-01/2025-03-10]]号の広報で知らせた。
[[令和7年4月1日から3年間=2025-04-01/2028-03-31]]とする。
[[令和7年8月4日午後4時35分から約30分間=2025-08-04T16:35/2025-08-04T17:05]]会談した。
[[令和7年8月4日 10時00分=2025-08-04T10:00]]に開会した。
[[令和7年8月4日=2025-08-04]]、[[10時=2025-08-04T10:00]]に開会した。
[[令和7年8月4日=2025-08-04]]([[10:00~11:30=2025-08-04T10:00/2025-08-04T11:30]])に開いた。
時刻は[[14:00~16:00=T14:00/T16:00]]とする。
[[21日(木)午前9時~9月30日(火)午後5時=2025-08-21T09:00/2025-09-30T17:00]]に公募する予定である。
[[8月4日22時~翌5時=2025-08-04T22:00/2025-08-05T05:00]]に止めた。
[[8月4日午後2~4時=2025-08-04T14:00/2025-08-04T16:00]]に開いた。
[[8月4日25時=2025-08-05T01:00]]に放送した。
[[8月4日正午=2025-08-04T12:00]]に鳴らした。
[[8月4日午前零時=2025-08-04T00:00]]に発効した。
[[8月4日午後9時半=2025-08-04T21:30]]に置いた。
[[8月4日5時40分頃=2025-08-04T05:40~]]に衝突した。
[[8月4日4時5分頃から約20分間=2025-08-04T04:05~/2025-08-04T04:25]]続いた。
[[2025-08-04T10:15:30=2025-08-04T10:15:30]]に送った。
[[8月5日夜=2025-08-05]]に着いた。
[[8月5日=2025-08-05]]の夜に着いた。
[[令和5年6月頃=2023-06~]]から集めた。
去る[[8月1日=2025-08-01]]に着任した。
[[本日=2025-08-07]]、公表した。
[[昨日=2025-08-06]]の会合に出た。
[[あさって9日=2025-08-09]]に訪れる。
[[今朝=2025-08-07]]、確認した。
[[昨夜=2025-08-06]]、起きた。
[[8月4日=2025-08-04]]に着き、[[翌日=2025-08-05]]発った。
[[8月4日=2025-08-04]]に着き、[[翌5日=2025-08-05]]発った。
[[8月4日=2025-08-04]]に着き、[[翌朝=2025-08-05]]発った。
[[8月4日=2025-08-04]]に着き、[[同日6時20分=2025-08-04T06:20]]に発った。
[[6月7日=2025-06-07]]に成立し、[[同月14日=2025-06-14]]に公布された。
[[令和4年4月=2022-04]]に始め、[[同年6月=2022-06]]に終えた。
[[令和4年10月=2022-10]]に始め、[[翌年3月=2023-03]]に終えた。
[[昨年8月=2024-08]]に会談した。
[[一昨年=2023]]に設けた。
[[再来年=2027]]に完成する。
[[先月28日=2025-07-28]]に発生した。
[[来月上旬=2025-09-01/2025-09-10]]に開く。
[[今月中旬=2025-08-11/2025-08-20]]に開く。
[[7月下旬=2025-07-21/2025-07-31]]に開いた。
[[先月末=2025-07-31]]に締めた。
[[本年12月末=2025-12-31]]まで募る。
[[年末=2025-12]]までに決める。
[[年内=2025]]に決める。
[[令和7年度=2025-04-01/2026-03-31]]の予算である。
[[来年度=2026-04-01/2027-03-31]]に始める。
[[今年度上半期=2025-04-01/2025-09-30]]に始めた。
[[本年度後半=2025-10-01/2026-03-31]]に始める。
[[2025年上半期=2025-01-01/2025-06-30]]の実績である。
[[2025年第2四半期=2025-04-01/2025-06-30]]の実績である。
[[令和7年度第2四半期=2025-07-01/2025-09-30]]の実績である。
[[今冬=2025-24]]に決める。
@2026-01-20 [[今冬=2025-24]]の寒波に備える。
[[昨秋=2024-23]]に決めた。
[[来春=2026-21]]に開く。
[[今年の夏=2025-22]]に開く。
[[2030年代=203X]]に運ぶ。
[[90年代前半=1990/1994]]に増えた。
[[20世紀=19XX]]の遺産である。
[[19世紀末=189X]]の建物である。
[[今週=2025-08-04/2025-08-10]]は多忙である。
[[来週月曜日=2025-08-11]]に発表する。
[[来週の水曜日=2025-08-13]]に発表する。
[[今週末=2025-08-09/2025-08-10]]に入る。
[[来月の第2土曜日=2025-09-13]]に開く。
[[11月第3火曜日=2025-11-18]]に開く。
[[3日前=2025-08-04]]に届いた。
[[2週間後=2025-08-21]]に開く。
[[10年前=2015]]に建てた。
[[元日=2025-01-01]]に始めた。
[[憲法記念日=2025-05-03]]に開いた。
[[敬老の日=2025-09-15]]に贈る予定である。
[[お盆=2025-08-13/2025-08-16]]に帰る。
@2025-12-25 説明会は[[1月15日=2026-01-15]]に開く予定である。
@2025-01-10 報告書は[[12月20日=2024-12-20]]に公表された。
@2025-04-01 [[26日=2025-03-26]]に発生した。
@ [[8月4日=XXXX-08-04]]に開いた。
[[平成40年=2028]]を目標とする。
[[8月4日=2025-08-04]]~定員は10名。
[[12月上旬から下旬=2025-12-01/2025-12-31]]に開く予定である。
[[明日=2025-08-08]]の[[正午=2025-08-08T12:00]]に鳴らす。
[[半年前=2025-02]]に始めた。
[[先週の金曜日=2025-08-01]]の[[夜9時=2025-08-01T21:00]]に会った。
[[来年の春=2026-21]]に卒業する。
[[13時1分20秒=T13:01:20]]に記録した。
[[今日から3日間=2025-08-07/2025-08-09]]休む。
[[8月4日、5日の両日=2025-08-04/2025-08-05]]に開いた。
[[今週5日=2025-08-05]]に決定した。
[[去年の12月=2024-12]]に建てた。
[[平成30年の夏=2018-22]]は暑かった。
[['98年=1998]]に開かれた。
[[昭和60年代=1985/1994]]に建てた。
[[2025年度末=2026-03-31]]に終える。
[[令和7年8月4日=2025-08-04]]付け総務省告示第5号による。
[[翌月10日=2025-09-10]]までに払う。
[[令和7年4月~令和8年3月=2025-04/2026-03]]の実績である。
[[令和7年8月4日(月)13:00-14:30=2025-08-04T13:00/2025-08-04T14:30]]に開いた。
平日[[9:30~18:15=T09:30/T18:15]]に受け付ける。
[[令和6年12月20日=2024-12-20]]に公布し、[[1月1日=2025-01-01]]から施行する。
東京では[[午後3時=T15:00]]に始まる。
""".strip().split("\n")

NOTHING = """
3年間の支援を行う。
10年ぶりの開催である。
30分間協議した。
6か月以内に届け出る。
現在、調整中である。
近年、増えている。
今後、検討する。
被爆80周年を迎える。
戦後80年の節目である。
35歳の男性である。
毎年、開催している。
毎週火曜日に開く。
毎月1日に掲示する。
毎年8月6日に行う。
(令和六年法律第四十一号。以下「法」という。)
令和7年政令第242号による。
平成29年国土交通省告示第12号による。
昭和22年東京都条例第5号による。
電話は03-3581-3351である。
〒380-8572の住所である。
番地は1-22-1である。
第12条の3第1項による。
率は12.5%である。
試合は3対2で終わった。
価格は2,025円である。
版は2.0である。
第213回国会に提出した。
10日間続いた。
1日当たり3件である。
3/4以上の多数による。
マラバール2023に参加した。
5か年計画である。
21世紀枠で出場した。
六月を超えない期間とする。
二十日を経過した日とする。
公布の日から3月以内とする。
長崎の「原爆の日」にあたる。
四日市の工場である。
三月以内に届け出る。
前年同月比で5%増えた。
時給は1,200円である。
10時間働いた。
一時停止を命じた。
1/4枚の写真である。
2024年問題への対応である。
日本5日制度研究会である。
約3日かかる。
平日は閉館する。
共同通信が伝えた。
年末調整の手続である。
担当者が答えた。
過去10年の推移である。
令和6年能登半島地震の被災者である。
説明後に答えた。
令和7年3月31日総務省告示第100号による。
平成28年(2016年)熊本地震の被災者である。
2泊3日の旅である。
令和5年(行ヒ)第10号の判決である。
""".strip().split("\n")

_MARK = re.compile(r"\[\[(.+?)=([^\]]*)\]\]")
_EDTF_PART = (
    r"(?:(?:-?[0-9X]{2,4}|Y[0-9]{5,})(?:-(?:[0-9X]{2})(?:-[0-9X]{2})?)?)?(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?~?"
)
_EDTF = re.compile(rf"{_EDTF_PART}(?:/{_EDTF_PART})?|\{{{_EDTF_PART}(?:,{_EDTF_PART})*\}}")


def page_of(text: str) -> Page:
    """A page whose lines are the text's lines, each one sentence of the body."""
    lines, start = [], 0
    for part in text.split("\n"):
        lines.append(Line(start, start + len(part), "text", "body", content=start))
        start += len(part) + 1
    return Page(text, text, tuple(lines), tuple((line.start, line.end) for line in lines))


def read(text: str, published: str | None = "2025-08-07") -> list[tuple[str, str]]:
    page = page_of(text)
    found = dates.find(page)
    chronology.resolve(found, page, published)
    return [(text[c.start : c.end], c.value) for c in found]


@pytest.mark.parametrize("row", ROWS)
def test_mentions_and_values(row: str) -> None:
    published: str | None = "2025-08-07"
    if row.startswith("@"):
        head, row = row.split(" ", 1)
        published = head[1:] or None
    assert read(_MARK.sub(r"\1", row), published) == _MARK.findall(row)


def test_rows_of_daily_and_official_language() -> None:
    wrong = []
    for row in (Path(__file__).parent / "dates_rows.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        head, _, marked = row.partition(" ") if row.startswith("@") else ("@2025-08-07", "", row)
        marked = marked.replace(r"\n", "\n").replace(r"\t", "\t")
        found = read(_MARK.sub(r"\1", marked), head[1:])
        if found != _MARK.findall(marked):
            wrong.append((marked, found))
    assert not wrong


@pytest.mark.parametrize("text", NOTHING)
def test_gives_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("row", resources.rows("rules/dates"), ids=lambda row: row["word"])
def test_rule_rows(row: dict[str, str]) -> None:
    assert any(row["word"] in surface for surface, _ in read(row["example"]))
    assert not any(row["word"] in surface for surface, _ in read(row["counter_example"]))


def test_list_takes_the_year_of_the_line_above() -> None:
    text = "令和6年3月15日 閣議決定\n6月7日 成立\n同月14日 公布"
    assert [v for _, v in read(text, "2025-07-02")] == ["2024-03-15", "2024-06-07", "2024-06-14"]


def test_dateline_above_today() -> None:
    text = "令和6年11月20日\n本日(11月20日)、会議を開催しました。"
    assert [s for s, _ in read(text, "2024-11-20")] == ["令和6年11月20日", "本日", "11月20日"]


def test_number_of_a_label_is_no_day() -> None:
    assert [s for s, _ in read("1 日時 6月27日(金)14時", "2025-06-20")] == ["6月27日(金)14時"]
    assert read("1 日程\n2 日本側出席者", "2025-06-20") == []


def test_bare_days_of_a_programme() -> None:
    text = "4/28(月) 発\n29(火・祝) 会談\n30(水) 視察\n5/1(木) 署名\n2(金) 着"
    assert [v for _, v in read(text, "2025-04-25")] == [
        f"2025-{d}" for d in ("04-28", "04-29", "04-30", "05-01", "05-02")
    ]


def test_bare_day_is_a_day_of_its_month() -> None:
    text = "・9月4日 開所式\n・31日に予定していた集会は取りやめた。"
    assert [v for _, v in read(text, "2021-07-28")] == ["2021-09-04", "2021-07-31"]


def test_time_under_its_heading() -> None:
    assert [v for _, v in read("【10日(日)】\n06:50 離陸")] == ["2025-08-10", "2025-08-10T06:50"]


@pytest.mark.parametrize(
    ("text", "warned"),
    [("2025年8月4日(火)", True), ("2025年8月4日(月)", False), ("令和7年2月30日", True), ("平成40年4月1日", True)],
)
def test_warnings(text: str, warned: bool) -> None:
    page = page_of(text)
    found = dates.find(page)
    chronology.resolve(found, page, "2025-08-07")
    assert [bool(c.attrs.get("warning")) for c in found] == [warned]


def test_bounds_and_modifier() -> None:
    page = page_of("令和7年度以降に始める。")
    (found,) = dates.find(page)
    chronology.resolve([found], page, None)
    assert found.attrs == {"start": "2025-04-01", "end": "2026-03-31", "modifier": "以降"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二五", 2025),
        ("二千二十五", 2025),
        ("廿一", 21),
        ("元", 1),
        ("⑦", 7),
        ("07", 7),
        ("十十", None),
        ("一千一千", None),
        ("", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


_PIECES = st.sampled_from(
    ["令和", "平成", "7", "31", "元", "年", "度", "月", "日", "(月)", "から", "~", "、", "・", "同", "翌", "本", "末", "午後", "時", "半", "分", ":", "30", "/", ".", "-", "頃",
     "昨年", "先週", "来月", "上旬", "の", " ", "\n", "十", "二", "世紀", "年代", "前", "後", "第", "99", "0", "約", "分間", "月曜", "9999"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.lists(_PIECES, max_size=14).map("".join), st.text(max_size=40)),
    st.sampled_from([None, "2025-08-07", "0001-01-01", "9999-12-31"]),
)
def test_any_text(text: str, published: str | None) -> None:
    page = page_of(text)
    found = dates.find(page)
    chronology.resolve(found, page, published)
    end = 0
    for c in found:
        assert end <= c.start < c.end <= len(text)
        assert _EDTF.fullmatch(c.value), c.value
        end = c.end


@pytest.mark.parametrize(
    "flood",
    [
        "1",
        "一",
        "1、",
        "1~",
        "1日、",
        "月1",
        "12:",
        "令和1(",
        "二十",
        "同",
        "第1四",
        "同1年",
        "1/1/",
        "昭和60~",
        "3年前の",
        "この",
    ],
)
def test_linear_on_floods(flood: str) -> None:
    page = page_of(flood * 4000)
    begin = time.process_time()
    dates.find(page)
    assert time.process_time() - begin < 3


def test_eras_do_not_overlap() -> None:
    rows = [r for r in resources.rows("lexicon/eras") if r["letter"]]
    for late, early in itertools.pairwise(rows):
        assert early["end"] < late["begin"]
        assert date_values.Moment(int(late["begin"][:4]), int(late["begin"][5:7]), int(late["begin"][8:])).date
