"""The publication date: datelines in every writing, else the first plausible full date."""

from __future__ import annotations

import pytest

from extractor.entities.dates import finder as dates
from extractor.linking import published
from extractor.text.layout import lay_out

BODY = "\n\n　同省は、有識者による検討会を開き、今後の施策の方向性について幅広く議論を行いました。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("検討会の開催について\n\n令和7年4月25日\n外務省" + BODY, "2025-04-25"),
        ("　　　　　　　　令和七年十二月二十五日\n各都道府県知事　殿" + BODY, "2025-12-25"),
        ("Ｒ７．１２．５\n財務省" + BODY, "2025-12-05"),
        ("大臣会見の概要\n\n平成31年3月8日(金) 8時47分~9時05分 於:会見室" + BODY, "2019-03-08"),
        ("検討会を開きました\n8.7 (木) 01:00\n\n　2025年8月4日、検討会が開かれました。\n", "2025-08-07"),
        ("知事が会見\n4/14 (月) 17:20配信\n\n　令和7年度の予算について述べた。\n", "2025-04-14"),
        ("大雨に係る対応について(第3報)\n\n令和7年10月13日(月)12時00分現在\n防衛省" + BODY, "2025-10-13"),
        ("検討会の開催\n2025/08/04 10:00 更新" + BODY, "2025-08-04"),
        ("検討会の開催\n7月5日(水) 17時30分\n\n　令和5年9月1日から始めます。\n", "2023-07-05"),
        ("大臣会見録\n(令和５年７月５日(水)９：３０～９：４５　於：会見室)" + BODY, "2023-07-05"),
        ("検討会の開催\n開催日時　令和5年7月20日(木)\n\n令和5年7月5日\n総務省" + BODY, "2023-07-05"),
        ("大臣談話\n" + BODY + "\n　　　令和五年七月五日\n　　　　外務大臣　山田太郎", "2023-07-05"),
        ("検討会の開催\n最終更新日：2023年7月5日" + BODY, "2023-07-05"),
        ("人事異動(令和5年7月5日付)\n事務次官　山田太郎\n", "2023-07-05"),
        ("広報発表\n令和5年7月5日　14時00分\n検討会の開催" + BODY, "2023-07-05"),
        ("報道資料\n　　　　　　　　２９．６．９\n　　　　　　　　統合幕僚監部" + BODY, "2017-06-09"),
        ("報道資料\n　　　　　　　　２９．６．９（金）\n　　　　　　　　統合幕僚監部" + BODY, "2017-06-09"),
        ("お知らせ\n　　　　　　　　２．３．６\n　　　　　　　　海上幕僚監部" + BODY, "2020-03-06"),
        ("お知らせ\n　　　　　　　　１１．１０．２２\n　　　　　　　　外務省" + BODY, "1999-10-22"),
        (
            "お知らせ\n　　　　　　　　２．３．６\n　　　　　　　　防衛庁" + BODY + "　平成元年4月1日の訓令による。\n",
            "1990-03-06",
        ),
        ("報告書\n２．３．６\n　資料の見方" + BODY, None),
        ("(2017/12/08-18:05)\n大臣が会見" + BODY, "2017-12-08"),
        ("検討会の開催" + BODY, None),
        ("", None),
        ("人物の紹介\n\n　同氏は昭和35年4月1日生まれで、長く地域の振興に尽くしました。\n", None),
    ],
)
def test_infer(text: str, expected: str | None) -> None:
    page = lay_out(text)
    assert published.infer(page, dates.find(page)) == expected
