"""What a heading says of the lines below it: day, place, law, meeting, incident, who acts."""

from __future__ import annotations

import re

from extractor.events.context import Context
from extractor.events.skeleton import Skeleton

_CEREMONY = re.compile(
    r"([^\s、。Ⓐ-Ⓩ]{0,4}(?:式典?|説明会|講演会|講習会|研修会|会議|会合|フォーラム|シンポジウム|セミナー|訓練|大会))(?:について|の開催)?\s*$"
)
_BEFALLEN = re.compile(
    r"(地震|火災|事故|災害|噴火|豪雨|台風|土砂崩れ|事案)(?:等)?(?:の(?:概要|概況|発生|状況)|による|に(?:係る|よる|関する|ついて))"
)
_MINUTES = re.compile(r"議事|議題|審議|(?:会議|会合)?の?(?:結果|概要|成果|内容)[^Ⓐ-Ⓩ]{0,4}$")
# 1 ヨルダン(アンマン、3~4日); 2 サイドイベント(会場:ドバイ国際会議センター)
_PLACES_ONLY = re.compile(
    r"[\s0-9Ⅰ-Ⅻ.()①-⑳○●◯■□◆◇・]*Ⓟ(?:[\s、・(]*(?:[ⓅⒹ]|[0-9]+[~〜日・、]+)\s*)*[)\s]*(?:での?(?:日程|活動|主な日程))?\s*"
)
_HELD_AT = re.compile(r"\((?:会場|場所|於|開催地|開催場所)[::・]?Ⓟ[^()]*\)\s*$")
_DAY_OF = re.compile(r"Ⓓ[^Ⓐ-Ⓩ、。]{0,3}の?(?:大雨|豪雨|大雪|台風|地震|津波|噴火|火災|事故)")


def new_section(context: Context, skeleton: Skeleton, *, level: int) -> None:
    """A heading ends the running topic; a date or place in it rules what follows, down to the next of its level."""
    if level <= context.section_places[0] or not context.section_places[1]:
        held = _HELD_AT.search(skeleton.text)
        places = [u for u in skeleton.units if u.letter == "Ⓟ" and (not held or u.at >= held.start())]
        named = held or _PLACES_ONLY.fullmatch(skeleton.text)
        context.section_places = (level, [m for u in places for m in u.mentions] if named else [])
    context.topic = context.list_topic = []
    context.topic_document = None
    context.row_date = None
    context.heading_conference = next((u.mentions[0] for u in skeleton.units if u.letter == "Ⓒ"), None)
    named = re.fullmatch(r"[^Ⓐ-Ⓩ]{0,12}[「『]?Ⓣ[」』]?(?:について|の概要)?\s*", skeleton.text)
    context.heading_document = skeleton.units[0].mentions[0] if named else None
    context.named_talks = next((u.mentions[0] for u in skeleton.units if u.letter == "Ⓢ"), context.named_talks)
    dates = [u for u in skeleton.units if u.letter == "Ⓓ"]
    context.heading_date = dates[-1].mentions[0] if dates else None
    text = skeleton.text
    laws = [u for u in skeleton.units if u.letter == "Ⓛ"]
    if level <= 1 or laws:
        context.section_law = laws[-1].mentions[0] if laws else None
    context.heading, context.heading_line = text, context.page.line_index(skeleton.start)
    context.minutes = bool(_MINUTES.search(text))
    context.heading_incident_day = bool(_DAY_OF.search(text))
    if not re.fullmatch(r"[\s0-9()○●・]*Ⓓ\s*", text):
        answer = re.search(r"([ⓂⒼⓅ])の(?:主な)?(?:対応|取組|活動|措置)", text)
        context.section_actor = (
            next(u.mentions[0] for u in skeleton.units if u.at == answer.start()) if answer else None
        )
    ceremony = _CEREMONY.search(text)
    context.heading_meeting = (
        (skeleton.span(ceremony.start(1), ceremony.end(1)), (skeleton.start, skeleton.end)) if ceremony else None
    )
    befallen = _BEFALLEN.search(text)
    context.heading_incident = (
        (skeleton.span(*befallen.span(1)), (skeleton.start, skeleton.end)) if befallen else context.heading_incident
    )
