"""Who attended or hosted a meeting, told after it."""

from __future__ import annotations

import re

from extractor.events.context import ATTENDING, Context
from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton
from extractor.events.triggers import Trigger

_ATTENDED = re.compile(
    r"(?:同|本|この)?(?:訓練|演習|会議|会合|総会|式典?|大会|表彰式|行事|レセプション|晩餐会|フォーラム|シンポジウム|セミナー|サミット)に(?:は|も)?(?=[、Ⓐ-Ⓩ「])"
)
_CALLED = re.compile(r"(?<![一-龥ァ-ヶーA-Za-z0-9])([一-龥ァ-ヶーA-Za-z0-9]{3,})に(?:は|も)?(?=[、Ⓐ-Ⓩ「])")


def joins(context: Context, draft: Draft, trigger: Trigger, skeleton: Skeleton) -> bool:
    """``会合には、Xも出席した``: tells who attended the meeting told before, which takes the names."""
    hosting = draft.stage in ("共催", "主催")
    if draft.type != "meeting" or draft.relative or draft.stage not in ATTENDING:
        return False
    if draft.conference is not None or draft.places or not draft.role("chair" if hosting else "attendee"):
        return False
    named = _ATTENDED.search(skeleton.text)
    if named and re.match("[Ⓐ-Ⓩ」』の]", skeleton.text[named.start() - 1 : named.start()]):
        return False
    last = context.told[-1] if context.told else None
    if not named and (
        last is None
        or last.type != "meeting"
        or draft.line - last.line > 1
        or draft.date is not None
        or not re.search(r"(?:が|も|は|ら|名)$", skeleton.text[: trigger.start])
        or (hosting and draft.line != last.line)
    ):
        return False
    called = _CALLED.search(skeleton.text)
    held = next(
        (
            d
            for d in reversed(context.told[-8:])
            if called and d.type == "meeting" and _is_called(context, d, called[1])
        ),
        next((d for d in reversed(context.told[-3:]) if d.type == "meeting" and not d.cancelled), None),
    )
    if (
        held is None
        or draft.line - held.line > (8 if called and _is_called(context, held, called[1]) else 2)
        or (draft.date is not None and held.date is not None and draft.date != held.date)
    ):
        return False
    for m, role in draft.participants:
        if role in ("attendee", "chair"):
            held.add(m, role, "attendance told after")
    held.mentions += draft.mentions
    return True


def _is_called(context: Context, meeting: Draft, name: str) -> bool:
    """Whether a name is a short form of the meeting's: 自治体フォーラム of アジア湿地自治体フォーラム."""
    if meeting.conference is None:
        return False
    mention = context.mentions[meeting.conference]
    return name in context.page.text[mention.start : mention.end]
