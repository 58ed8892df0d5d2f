"""Where and when an event lies that its own words do not tell: at a conference, on a journey, in the town visited."""

from __future__ import annotations

import re

from extractor.events.context import Context
from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton, is_remote
from extractor.events.status import bounds

_ISSUED_AT = frozenset({"adoption", "announcement", "award"})
_HELD_AWAY = frozenset({"talks", "agreement", "announcement", "adoption"})
_UNDER_PLACE = frozenset({"talks", "agreement", "meeting", "award", "announcement"})
# Words by which a sentence points to the meeting told before it.
_AT_IT = re.compile(
    r"(?:同|本|この|今回の|今次)?(?:会合|会議|総会|サミット|大会|式典?|委員会|審議会|検討会|部会)(?:で|に(?:お|は|先立ち)|の(?:結果|成果|場|席|冒頭|終わり))|席上|最終日|成果文書|採択"
)
# How many events back a meeting or a journey still frames what is told.
_REACH = 8


def settle(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """Fills place, day and conference of a draft from the meeting or journey that it belongs to."""
    if draft.relative or draft.cancelled:
        return
    _at_conference(context, draft, skeleton)
    if draft.type == "talks" and is_remote(skeleton):
        return
    _away(context, draft)
    _of_section(context, draft)


def _at_conference(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """What is adopted, issued or awarded at a meeting told before has its place and day."""
    if draft.type not in _ISSUED_AT:
        return
    told = [*context.told[-_REACH:], *context.sentence_drafts]
    near = [d for d in told if d.type == "meeting" and not d.cancelled]
    if draft.conference is not None:
        meeting = next((d for d in reversed(near) if _same(context, d.conference, draft.conference)), None)
    elif draft.date is None and _AT_IT.search(skeleton.text):
        meeting = near[-1] if near and near[-1] is context.told[-1] and near[-1].conference is not None else None
    elif (
        draft.date is None
        and (draft.type == "adoption" or (draft.type == "announcement" and draft.documents))
        and context.told
        and context.told[-1].line == draft.line
    ):
        meeting = near[-1] if near and near[-1] is context.told[-1] and draft.form == "past" else None
    elif draft.date is None and draft.type == "adoption" and context.minutes and draft.form == "past":
        titled = [d for d in context.told if d.type == "meeting" and d.rule == "title"]
        meeting = titled[0] if titled else None
    else:
        meeting = None
    if meeting is None or not _in_time(context, draft, meeting):
        return
    if draft.conference is None:
        draft.conference = meeting.conference
        draft.fill("conference", "framing conference")
    if draft.date is None and meeting.date is not None:
        draft.date, draft.day_only = meeting.date, meeting.day_only
        draft.fill("date", "framing conference")
    if not draft.places and meeting.places:
        draft.places = list(meeting.places)
        draft.fill("place", "framing conference")


def _away(context: Context, draft: Draft) -> None:
    """Talks and signatures of somebody who attends a meeting, or visits a town, on that day are there."""
    if draft.type not in _HELD_AWAY or draft.places or draft.form == "title":
        return
    if draft.type in ("announcement", "adoption") and len(draft.role("agent")) < 2:
        return
    mine = _actors(context, draft)
    for held in reversed([*context.told[-_REACH:], *context.sentence_drafts]):
        if held is draft or held.cancelled or held.type not in ("meeting", "visit") or not held.places:
            continue
        if not mine & _actors(context, held) or not _in_time(context, draft, held):
            continue
        if draft.date is None or held.date is None:
            if held.type == "visit" and not held.relative and draft.line - held.line <= 1 and _one_town(context, held):
                draft.places = list(held.places)
                draft.fill("place", "journey")
            return
        towns = [m for m in held.places if len(context.mentions[m].value) != 2]  # a country is no place of talks
        if held.type == "meeting" or len(towns) == 1:
            draft.places = list(held.places) if held.type == "meeting" or _one_town(context, held) else towns
            draft.fill("place", "framing conference" if held.type == "meeting" else "journey")
        return


def _one_town(context: Context, visit: Draft) -> bool:
    """Whether a visit is to one country or town, or to a town and its country."""
    values = sorted((context.mentions[m].value for m in visit.places), key=len)
    return len(values) == 1 or (len(values) == 2 and len(values[0]) == 2 and values[1].startswith(values[0] + ":"))


def _of_section(context: Context, draft: Draft) -> None:
    """What is told under a heading that names only a place, and names none itself, is there."""
    places = context.section_places[1]
    if draft.type not in _UNDER_PLACE or draft.places or not places or draft.form == "title":
        return
    if draft.stage in ("発効", "効力を生", "批准", "寄託", "受諾"):
        return
    draft.places = list(places)
    draft.fill("place", "heading")


def _same(context: Context, a: int | None, b: int | None) -> bool:
    if a is None or b is None:
        return False
    return a == b or bool(context.mentions[a].entity and context.mentions[a].entity == context.mentions[b].entity)


def _actors(context: Context, draft: Draft) -> set[str | int]:
    return {context.mentions[m].entity or m for m, _ in draft.participants}


def _in_time(context: Context, draft: Draft, frame: Draft) -> bool:
    """Whether the draft's day, if it has one, lies in the frame's."""
    if draft.date is None or frame.date is None:
        return True
    start, end = bounds(context.mentions[draft.date])
    first, last = bounds(context.mentions[frame.date])
    return bool(start and first) and first[:10] <= start[:10] and end[:10] <= last[:10]
