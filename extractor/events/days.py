"""Which date of a clause tells when its event is."""

from __future__ import annotations

import re

from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton, Unit
from extractor.events.triggers import Trigger

_PRIZE = re.compile(r"Ⓞ(?:表彰|賞|感謝状)")


def tells(unit: Unit, skeleton: Skeleton) -> bool:
    """Whether a date tells when something happens, and does not describe a thing (令和5年度のX)."""
    behind = skeleton.text[unit.at + 1 : unit.at + 3]
    if unit.case == "" and (behind[:1] in ("「", "『", "Ⓣ", "Ⓖ") or _PRIZE.match(skeleton.text, unit.at + 1)):
        return False  # 令和7年度「X事業」, 平成30年度文化庁長官表彰
    if unit.case == "attr" and not unit.depth:
        # 15日の参議院本会議で: the day of a meeting is the day of what it does
        return any(u.at == unit.tail and u.case == "de" for u in skeleton.units)
    return (
        unit.case not in ("skip", "no", "attr")
        and not unit.depth
        and not behind.startswith(
            ("分", "版", "比", "産", "生", "初", "以来", "ぶり", "予算", "補正", "決算", "税制", "概算", "当初")
        )
    )


def fill_day(draft: Draft, trigger: Trigger, own: list[Unit], skeleton: Skeleton) -> None:
    dates = [u for u in own if u.letter == "Ⓓ"]
    good = [u for u in dates if tells(u, skeleton)]
    inside = skeleton.bracket_of(trigger.start)
    if draft.type == "enforcement":
        good = [u for u in good if not re.match(r"までに?[^。]{0,80}よう", skeleton.text[u.at + 1 : trigger.start])]
    if dates and (inside or (draft.cancelled and not good)):
        good = dates
    loose = [u for u in good if u.case or skeleton.text[u.at + 1 : u.at + 2] in "、 (頃ごに夜朝"]
    good = loose or good  # 令和7年度X賞を8月20日に: the year is part of the name
    if good:
        draft.date = good[-1].mentions[0]
        draft.fill("date", good[-1].case or "adverbial")
        return
    text = skeleton.text
    within = [u for u in skeleton.between(trigger.start, trigger.end) if u.letter == "Ⓓ"]
    if within:
        draft.date = within[0].mentions[0]
        draft.fill("date", "inside the predicate")
        return
    for unit in reversed(dates):
        follows = text[unit.tail : unit.tail + 2].lstrip("「『")
        near = unit.tail <= trigger.start and not re.search(r"[、。はがをに]", text[unit.tail : trigger.start])
        if unit.case in ("no", "attr") and (
            near
            or follows[:1] in ("Ⓒ", "Ⓢ")
            or re.match(
                r"閣議|会議|会合|臨時|定例|夜|朝|昼|未明|深夜|夕|正午|午|地震|豪雨|台風|大雨|噴火|事故|火災|総会|本会議",
                text[unit.tail :],
            )
        ):
            draft.date = unit.mentions[0]
            draft.fill("date", "adnominal")
            return
    if draft.type == "incident" and dates and dates[-1].case == "skip" and re.match("以降", text[dates[-1].at + 1 :]):
        draft.date = dates[-1].mentions[0]
        draft.fill("date", "since")
        return
    behind = skeleton.between(trigger.end, min(len(text), trigger.end + 12))
    for unit in behind:
        gap = text[trigger.end : unit.at]
        form = r"(?:は|:|:)?[、\s]*\(?" if trigger.row.kind == "noun" else r"の?日\(|\s*[:：(]\s*|\s+"
        if trigger.form == "nonpast" and (draft.type in ("legislation", "consultation") or trigger.planned):
            form = r"は、?[^、。Ⓐ-Ⓩ]{0,6}"
        if unit.letter == "Ⓓ" and re.fullmatch(form, gap):
            draft.date = unit.mentions[0]
            draft.fill("date", "behind the trigger")
            return
