"""Hostile texts and what must hold for any of them; shared by the tests and the fuzzer."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from extractor.records import EVENT_TYPES, LABELS, ROLES, STATUSES, ZONES, Document

SAMPLES = [
    p.read_bytes().decode("utf-8") for p in sorted((Path(__file__).parent.parent / "samples" / "text").iterdir())
]
SIGNS = [
    *"()（）「」『』【】〔〕[]<>〜～-ー・。、：:/　\u00a0\t\n\r\f\v\0\x01\x1b",
    *"\x85\u2028\u2029\ufeff\u200b\u200d\u202e\u2067",
    *"㈱㍻㌔㈪①⑳㍿﷽\ufdfaｶﾞﾊﾟか\u3099\u309a\u0301葛\U000e0100𠮷😀🇯\ud800\udfff\U0010ffff⺠〇一二十百千第条年月日時同両各",
    *(
        "\r\n",
        "👨\u200d👩\u200d👧",
        "（以下「",
        "」という。）",
        "同法第1条",
        "同日",
        "同省",
        "第１回会議",
        "令和",
        "１２",
        "9" * 60,
    ),
    *(
        "一二三四五六七八九十百千万億" * 3,
        "昭和22年法律第49号",
        "4/31",
        "99月99日",
        "令和999年",
        "25時61分",
        "0001年1月1日",
    ),
]
# One unit each of a text that is nothing but its repetition.
REPEATED = {
    "open": "(",
    "close": ")",
    "wide": "（「",
    "declared": "(以下「",
    "digits": "1234567890",
    "kanji digits": "一二三十",
    "katakana": "アイウ",
    "half-width": "ｶﾞｷﾞ",
    "han": "内閣総理大臣省庁委員会",
    "blank": "　",
    "breaks": "\n",
    "cr": "\r",
    "short lines": "あ\n",
    "law": "労働基準法",
    "alias": "労働基準法(昭和22年法律第49号。以下「労基法」という。)",
    "ho": "法",
    "date": "令和7年4月25日",
    "dates": "4月1日~",
    "back": "同日、同法、同省は",
    "official": "石破茂内閣総理大臣、",
    "body": "外務省",
    "session": "第1回会議",
    "event": "4月1日、外務省は東京で米国と会談した。",
    "chain": "4月1日、外務省は米国と会談し",
    "address": "東京都千代田区霞が関1-2-1",
    "cells": "外務省\t米国\t",
    "person": "山田太郎\n",
    "spaced": "防　衛　省　",
    "surrogate": "\ud800",
    "zero": "\0",
    "marks": "か\u3099\u3099",
    "rtl": "\u202e",
    "ligature": "\ufdfa",
    "squared": "㈱㍻㌔",
    "dots": "…",
    "middle": "・",
    "no": "東京都の",
    "items": "(1) 外務省\n",
    "flat": SAMPLES[0].replace("\n", "").replace("。", ""),
}
_EDTF_DAY = r"[0-9X]{4}(?:-(?:[0-9X]{2}|[0-9]{2}))?(?:-[0-9X]{2})?(?:T[0-9X]{2}:[0-9]{2}(?::[0-9]{2})?)?[~?%]?"
_EDTF = re.compile(
    rf"|-?{_EDTF_DAY}|(?:{_EDTF_DAY}|\.\.)?/(?:{_EDTF_DAY}|\.\.)?|[0-9]{{3}}X|[0-9]{{2}}XX"
    rf"|\{{{_EDTF_DAY}(?:,{_EDTF_DAY})*\}}|-?Y?-?[0-9]{{1,9}}.*|T[0-9]{{2}}:[0-9]{{2}}.*"
)
_LAW_ID = re.compile(r"|[1-5][0-9]{2}[A-Z0-9]{12}")


def mutate(random: Random, size: int = 800) -> str:
    """A cut of a sample, edited a number of times."""
    text = cut(random, size)
    for _ in range(random.choice((0, 1, 3, 10, 40))):
        text = edit(text, random)
    return text


def cut(random: Random, size: int = 800) -> str:
    """A part of a sample, of up to ``size`` code points."""
    sample = random.choice(SAMPLES)
    start = random.randrange(len(sample))
    return sample[start : start + random.randrange(1, size)]


def edit(text: str, random: Random) -> str:
    """The text with a sign put in, a part taken out, doubled, or spliced from a sample."""
    at, kind = random.randrange(len(text) + 1), random.random()
    end = at + random.randrange(1, 30)
    if kind < 0.4:
        return text[:at] + random.choice(SIGNS) * random.choice((1, 1, 1, 2, 40)) + text[at:]
    if kind < 0.55:
        return text[:at] + text[end:]
    if kind < 0.75:
        return text[:at] + cut(random, 90) + text[at:]
    if kind < 0.85:
        sign = chr(random.choice((random.randrange(0x110000), random.randrange(0x3000, 0x3400))))
        return text[:at] + sign + text[at:]
    return text[:at] + text[at:end] * random.choice((2, 3)) + text[end:]


def check(text: str, document: Document) -> None:
    """Asserts what holds for every document that was read."""
    assert document.error is None, document.error
    assert document.text == text
    ids = {m.id for m in document.entities}
    assert len(ids) == len(document.entities)
    reached = 0
    for m in document.entities:
        assert reached <= m.start < m.end <= len(text), m
        assert text[m.start : m.end] == m.text
        assert m.label in LABELS
        assert m.zone in ZONES
        assert m.entity
        reached = m.end
        if m.label == "DATE":
            assert _EDTF.fullmatch(m.value), m
        elif m.label == "LAW":
            assert _LAW_ID.fullmatch(m.value), m
        elif m.label == "OFFICIAL" and m.value:
            assert m.value.count("/") >= 2, m
    for event in document.events:
        assert event.type in EVENT_TYPES
        assert event.status in STATUSES
        trigger, sentence = event.trigger, event.sentence
        assert text[trigger.start : trigger.end] == trigger.text != ""
        # The row of a personnel notice has its trigger in the heading above.
        assert 0 <= sentence.start < sentence.end <= len(text), event
        assert all(0 <= s.start < s.end <= len(text) for s in event.mentions)
        assert all(p.role in ROLES for p in event.participants)
        named = [*event.places, *event.laws, *event.documents, *(p.mention for p in event.participants)]
        assert ids.issuperset(named if event.conference is None else [*named, event.conference])
        for day in (event.start, event.end):
            assert day is None or re.match(r"-?[0-9]{4,}|T[0-9]{2}:", day), event
    assert all(0 <= z.start < z.end <= len(text) for z in document.zones)
    assert all(a.end <= b.start for a, b in zip(document.zones, document.zones[1:], strict=False))
