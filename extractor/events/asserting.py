"""Whether the words tell one happening, and enough of it to be a record."""

from __future__ import annotations

import re

from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton
from extractor.events.triggers import Trigger

_LIST_FOLLOWS = re.compile(r"(?:次|以下|下記)(?:の(?:とおり|通り|方々?|[0-9]*[名者団]|[0-9]+件)|により)")


def specific(draft: Draft, trigger: Trigger, skeleton: Skeleton) -> bool:
    """Whether the words tell one happening: something of its own must be named."""
    if draft.type in ("meeting", "award", "agreement") and _LIST_FOLLOWS.search(skeleton.text) and not trigger.relative:
        return True  # 標記会議を下記のとおり開催します: the lines below fill it
    if not draft.own:
        if draft.type == "legislation" and draft.laws:
            return trigger.form in ("past", "continued", "clipped", "nonpast")
        if draft.type == "talks" and not draft.role("counterpart"):
            return trigger.cancelled  # 要人と会談する: only announces the talks told below
        told = len(draft.participants) + (draft.date is not None) + bool(draft.documents)
        if draft.type == "incident" and draft.date is not None and draft.places:
            return trigger.form in ("past", "clipped", "continued")
        return trigger.cancelled or (
            (told > 1 or (draft.type == "announcement" and draft.evidence.get("agent") == "subject of the sentence"))
            and bool(draft.participants)
            and (draft.planned or trigger.form in ("past", "clipped", "continued"))
        )
    actors = [m for m, _ in draft.participants]
    things = draft.laws or draft.documents or draft.conference is not None
    if draft.stage == "会見" and not draft.role("counterpart"):
        return False  # a press conference
    if draft.stage in ("談話", "声明"):
        return bool(actors)
    if draft.type == "legislation":
        return bool(draft.laws or draft.date is not None)
    if trigger.relative and draft.date is None:
        if draft.form == "nonpast":
            return (draft.conference is not None and draft.type == "meeting") or bool(
                draft.planned and draft.type == "establishment" and draft.role("target")
            )
        if draft.form in ("past", "progressive"):
            if actors and draft.type in ("incident", "visit"):
                return True
            if draft.type == "adoption" and draft.documents and draft.conference is not None:
                return True  # 宣言を採択した会議
            return bool(
                draft.places or (actors and (things or draft.type in ("announcement", "appointment", "consultation")))
            )
        return False
    if draft.type == "meeting" and draft.conference is not None and not trigger.relative:
        return True
    if draft.form == "nonpast" and draft.date is None and not draft.planned and not draft.cancelled:
        return bool(actors and (things or draft.places or draft.role("counterpart", "target")))
    if draft.type == "visit" and not actors and not draft.places and not draft.cancelled:
        return False  # 多くの要人が来日
    if (
        draft.stage == "決定"
        and not (draft.laws or draft.documents or draft.conference is not None)
        and re.search(r"[^ⓄⓂⒼⓅⓃ]が$", skeleton.text[: trigger.start])
    ):
        return False  # 登録が決定
    if draft.stage == "確認" and draft.date is None and re.search(r"被害を[^。]{0,6}$", skeleton.text[: trigger.start]):
        return False  # 被害を確認したと聞いている
    firms = {m for u in skeleton.units if u.letter in "ⒼⓃ" for m in u.mentions}
    if draft.stage in ("決め", "決定") and not things and actors and firms.issuperset(actors):
        return False  # 3社は受注予定者を決めていた
    if draft.type == "incident":
        return draft.date is not None or bool(draft.places) or bool(actors)
    if draft.date is None and trigger.form in ("clipped", "nominal"):
        return len(actors) > 1 or bool(things) or bool(draft.places) or bool(draft.role("counterpart", "target"))
    return draft.date is not None or bool(actors or things or draft.places)


def asserted(draft: Draft) -> bool:
    """Titles that found no event of their own count only when they say who or what."""
    if draft.rule == "title":
        return draft.date is not None or bool(draft.participants)
    if draft.heading and draft.type == "incident":
        return draft.date is not None and bool(draft.places)
    if draft.heading:
        return (
            bool(draft.own)
            and bool(draft.participants or draft.documents or draft.laws or draft.conference is not None)
            and (draft.own > 1 or draft.date is not None or bool(draft.places) or draft.stage in ("談話", "声明"))
        )
    return True
