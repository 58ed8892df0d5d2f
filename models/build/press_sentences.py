"""Made-up sentences in the manner of press releases, with the spans of their names.

The templates and name parts are rows under ``sources/``; a seed fixes what comes out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
_SLOT = re.compile(r"\{(\w+)\}")

Entity = tuple[int, int, str]


def parts() -> dict[str, list[str]]:
    """The name parts by kind."""
    lines = (SOURCES / "tagger_names.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {kind: words.split() for kind, words in list(cells)[1:]}


def sentences(count: int, *, seed: int) -> Iterator[tuple[str, list[Entity]]]:
    """Yields ``count`` sentences with their (start, end, label) spans; equal seeds give equal sentences."""
    lines = (SOURCES / "tagger_templates.tsv").read_text("utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")][1:]
    rng = random.Random(seed)
    fill = _slots(rng, parts())
    for n in range(count):
        yield _fill(templates[n % len(templates)], fill)


def _fill(template: str, fill: dict[str, tuple[str, Callable[[], str]]]) -> tuple[str, list[Entity]]:
    text, spans, at = "", [], 0
    for slot in _SLOT.finditer(template):
        text += template[at : slot.start()]
        label, make = fill[slot[1]]
        name = make()
        if label:
            spans.append((len(text), len(text) + len(name), label))
        text += name
        at = slot.end()
    return text + template[at:], spans


def _slots(rng: random.Random, part: dict[str, list[str]]) -> dict[str, tuple[str, Callable[[], str]]]:
    """Slot name -> (label or "", maker of one filler)."""

    def one(kind: str) -> str:
        return rng.choice(part[kind])

    def person() -> str:
        gap = " " if rng.random() < 0.2 else ""
        return one("sei") + gap + one("mei")

    def kata() -> str:
        middle = f"{rng.choice('ABDEFGJKLMPRST')}・" if rng.random() < 0.1 else ""
        dot = " " if rng.random() < 0.05 else "・"
        return one("kata_first") + dot + middle + one("kata_last")

    def zh() -> str:
        gap = " " if rng.random() < 0.2 else ""
        return one("zh_family") + gap + one("zh_given")

    def latin() -> str:
        syllables = ("ka", "mi", "to", "ran", "sel", "von", "dur", "pe", "li", "no", "sha", "ber", "ti", "go")
        return " ".join("".join(rng.sample(syllables, rng.choice((2, 3)))).capitalize() for _ in range(2))

    def org() -> str:
        kind = rng.random()
        if kind < 0.45:
            name = one("stem") + one("biz")
            form = rng.choice(("株式会社{}", "{}株式会社", "{}", "有限会社{}", "合同会社{}", "(株){}", "{}(株)"))
            return form.format(name)
        if kind < 0.6:
            return one("corp_form") + rng.choice(("日本", "全国", "国際", one("stem"), "")) + one("field") + one("body")
        if kind < 0.8:
            return rng.choice(("日本", "全国", "国際", one("stem"))) + one("field") + one("body")
        return rng.choice((one("acronym"), "国際" + one("field") + f"{one('body')}({one('acronym')})", univ()))

    def univ() -> str:
        stem = rng.choice((one("stem"), one("town")[:-1], one("pref")[:-1]))
        return stem + rng.choice(("大学", "工業大学", "医科大学", "県立大学", "大学病院", "高等専門学校", "学園大学"))

    def press() -> str:
        stem = rng.choice((one("stem"), one("pref")[:-1]))
        return stem + rng.choice(("新聞", "新聞", "日報", "テレビ", "放送", "通信", "通信社", "経済新聞"))

    def corp_kata() -> str:
        tail = rng.choice(("社", "・コーポレーション", "・エナジー", "・グループ", "・インダストリーズ", " Inc."))
        return one("kata_last") + tail

    def place() -> str:
        kind = rng.random()
        if kind < 0.4:
            return one("pref") + one("town")
        return one(rng.choice(("pref", "town", "city", "country")))

    def facility() -> str:
        stem = rng.choice((one("fac_stem"), one("town")[:-1], one("town"), one("stem")))
        return stem + one("fac_head")

    def ministry() -> str:
        return one("ministry") + (rng.choice(("", " ")) + one("unit") if rng.random() < 0.25 else "")

    def deep() -> str:
        gap = rng.choice(("", "", " "))
        return one("ministry") + gap + gap.join(rng.sample(part["unit"], rng.choice((1, 1, 2))))

    def foreign_ministry() -> str:
        field = rng.choice(("外務", "運輸", "国防", "財務", "環境", "保健", "農業", "内務", "貿易", "エネルギー"))
        return one("country") + field + rng.choice(("省", "省", "庁", "委員会"))

    def envoy() -> str:
        return f"駐{one('country')}" + rng.choice(
            ("大使", "日本国大使", "特命全権大使", "日本国特命全権大使", "総領事")
        )

    def conference() -> str:
        number = f"第{rng.randint(1, 60)}回" if rng.random() < 0.6 else ""
        tail = f"({one('acronym')})" if rng.random() < 0.15 else ""
        return number + rng.choice(("", "日", "アジア", "国際", "G7", "世界")) + one("theme") + one("meet") + tail

    def document() -> str:
        return rng.choice(("", "", "第5次", "国家", "日本")) + one("theme") + one("doctype")

    def date() -> str:
        day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
        return rng.choice(
            (day, f"令和{rng.randint(2, 8)}年{day}", day + f"({rng.choice('月火水木金土日')})", "本日", "同日")
        )

    return {
        "person": ("PERSON", person),
        "foreign": ("PERSON", lambda: kata() if rng.random() < 0.75 else zh()),
        "zh": ("PERSON", zh),
        "sei": ("PERSON", lambda: one("sei")),
        "katas": ("PERSON", lambda: one("kata_last")),
        "title": ("TITLE", lambda: one("title")),
        "ctitle": ("TITLE", lambda: one("ctitle")),
        "org": ("ORG", org),
        "acr": ("ORG", lambda: one("acronym")),
        "univ": ("ORG", univ),
        "press": ("ORG", press),
        "corp_kata": ("ORG", corp_kata),
        "min": ("MINISTRY", ministry),
        "unit": ("MINISTRY", lambda: one("unit")),
        "country": ("PLACE", lambda: one("country")),
        "city": ("PLACE", lambda: one("city")),
        "head": ("TITLE", lambda: one("unit") + "長"),
        "rank": ("TITLE", lambda: one("rank")),
        "gov": ("MINISTRY", lambda: one("country") + "政府"),
        "muni": ("PLACE", lambda: one("pref") + one("town")),
        "town": ("PLACE", lambda: one("town")),
        "deep": ("MINISTRY", deep),
        "minfor": ("MINISTRY", foreign_ministry),
        "embassy": (
            "MINISTRY",
            lambda: rng.choice("在駐") + one("country") + "日本国" + rng.choice(("大使館", "総領事館")),
        ),
        "envoy": ("TITLE", envoy),
        "reading": ("", lambda: one("kata_first") + "・" + one("kata_last")),
        "latin": ("", latin),
        "place": ("PLACE", place),
        "fac": ("PLACE", facility),
        "conf": ("CONFERENCE", conference),
        "doc": ("DOCUMENT", document),
        "date": ("", date),
        "num": ("", lambda: str(rng.randint(2, 9999))),
        "lower": ("", lambda: "".join(rng.choice("abcdefghiklmnorstuy") for _ in range(8))),
        "theme": ("", lambda: one("theme")),
        "stem": ("", lambda: one("stem")),
        "lawname": ("", lambda: one("theme") + rng.choice(("基本法", "促進法", "の推進に関する法律"))),
    }
