"""What an event takes from the event around it: framing conference, ceremony, talks before, day of an act."""

from __future__ import annotations

import re

from extractor.entities.candidates import Candidate
from extractor.events import scenes
from extractor.events.arguments import INSPECTION
from extractor.events.context import Context
from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton, is_remote
from extractor.events.status import bounds
from extractor.events.triggers import Trigger

_OF_FRAME = re.compile(r"会合|会議|サミット|成果|式|大会|総会")
_BESIDE = re.compile(
    r"[○●・\s]*(?:(?:署名|式|会議|会合|会談|これ|それ)[^、。]{0,4}に先立ち|その後、|引き続き|続いて、|(?:署名|式|会議|視察|訪問|捧呈|表敬|会談|会合|開会|講演)[^、。]{0,4}後、)"
)
_MARGIN = frozenset({"talks", "adoption", "award", "agreement"})
_CEREMONY = re.compile(
    r"[○●・\s]*(?:また、)?(?:同|本)?(?:表彰|授与|贈呈|伝達|引渡し?|開所|署名|締結|調印|記念)?式(?:典)?(?:で|の(?:中|席|場)で|において|に(?:は|おいて))"
    r"|[○●・\s]*(?:席上|その場で|その席上)"
)


def frame(context: Context, draft: Draft, trigger: Trigger, skeleton: Skeleton) -> None:
    """Fills what is still open from the events around."""
    _from_frame(context, draft, skeleton)
    _with_lead(context, draft, skeleton)
    _at_ceremony(context, draft, skeleton)
    _host_visit(context, draft)
    _on_journey(context, draft)
    _in_sentence(context, draft, skeleton)
    scenes.settle(context, draft, skeleton)
    _day_of_time(context, draft, skeleton)
    if draft.type == "enforcement" and not trigger.relative:
        _act_day(context, draft, skeleton)


def _at_ceremony(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """``式では感謝状が贈られました``: at the ceremony told just before."""
    if draft.type not in ("award", "agreement", "announcement", "talks", "meeting") or not _CEREMONY.match(
        skeleton.opening
    ):
        return
    types = ("meeting", "agreement") if draft.type == "meeting" else ("meeting",)
    for held in reversed([d for d in context.told[-3:] if d.type in types and d is not draft]):
        if draft.date is None and held.date is not None:
            draft.date, draft.day_only = held.date, True
            draft.fill("date", "ceremony")
        if not draft.places and held.places:
            draft.places = list(held.places)
            draft.fill("place", "ceremony")
        at_it = draft.type == "award" or (draft.type == "agreement" and "席上" in skeleton.opening[:6])
        if at_it and draft.conference is None and held.conference is not None:
            draft.conference = held.conference
            draft.fill("conference", "ceremony")


def _host_visit(context: Context, draft: Draft) -> None:
    """``ドイツを訪問中のXはYと会談``: the talks are where X is on a visit."""
    if draft.type != "talks" or draft.places or not context.sentence_drafts:
        return
    for visit in context.sentence_drafts:
        if visit.type == "visit" and visit.relative and visit.form == "progressive" and visit.places:
            agents = {context.mentions[m].entity or m for m in visit.role("agent")}
            if agents & {context.mentions[m].entity or m for m, _ in draft.participants}:
                draft.places = list(visit.places)
                draft.fill("place", "visit under way")


def _on_journey(context: Context, draft: Draft) -> None:
    """Talks that the traveller of the lead holds while away are in the town he visits, where only one is told."""
    visit = context.lead
    if visit is None or draft.type != "talks" or draft.places or draft.form == "title" or visit.cancelled:
        return
    towns = [m for m in visit.places if ":" in context.mentions[m].value]
    if len(towns) != 1 or visit.relative:
        return
    if draft.date is not None and not (
        visit.date is not None and _meets(context.mentions[draft.date], context.mentions[visit.date])
    ):
        return
    known = {context.mentions[m].entity or m for m in visit.role("agent")}
    if known & {context.mentions[m].entity or m for m in draft.role("agent")}:
        draft.places = towns
        draft.fill("place", "journey of the lead")


def _in_sentence(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """What the events before it in the sentence lend an event: place and day of talks, the parties of a joint paper."""
    for before in context.sentence_drafts:
        if before.relative or before.weak:
            continue
        if before.type == "talks" and draft.type == "agreement":
            if not draft.places:
                draft.places = list(before.places)
                draft.fill("place", "talks before")
            if draft.date is None and before.date is not None:
                draft.date, draft.day_only = before.date, True
                draft.fill("date", "talks before")
        elif before.type == "talks" and draft.type in ("announcement", "adoption") and draft.documents:
            name = context.mentions[draft.documents[0]]
            if "共同" in context.page.text[name.start : name.end]:
                for m, _ in before.participants:
                    draft.add(m, "agent", "main party")
                draft.places = draft.places or list(before.places)
        elif (
            before.type == "talks" and draft.type == "talks" and draft.evidence.get("place") == "place of the sentence"
        ):
            draft.places = [m for m in draft.places if m not in before.places]
        elif before.type == "visit" and draft.type == "meeting" and draft.places and before.places:
            # サカバ市を訪れ、広場で開かれた式に出席: the hall lies in the town visited
            towns = [m for m in before.places if context.mentions[m].value]
            halls = not any(context.mentions[m].value for m in draft.places)
            draft.places = (towns if halls else []) + draft.places
    last = context.told[-1] if context.told else None
    if (
        draft.type in ("announcement", "adoption")
        and draft.documents
        and draft.date is None
        and last is not None
        and last.type == "talks"
        and last.date is not None
        and set(last.role("agent", "counterpart")) >= set(draft.role("agent"))
        and len(draft.role("agent")) > 1
    ):
        draft.date, draft.day_only = last.date, True
        draft.fill("date", "talks before")
        draft.places = draft.places or list(last.places)
    if draft.type == "talks" and is_remote(skeleton):
        draft.places = draft.places if draft.evidence.get("place") in ("de", "label") else []
    if draft.type == "talks" and draft.evidence.get("place") in ("place of the sentence", "framing conference"):
        towns = [m for m in draft.places if context.mentions[m].value]
        draft.places = towns or draft.places  # the hall of a conference or a sight seen before is not theirs
    if draft.type == "agreement" and draft.evidence.get("place") == "place of the sentence":
        # タイを訪問し、…署名: a country visited is no place of signing, a town is
        draft.places = [m for m in draft.places if len(context.mentions[m].value) != 2]


_TIME_ONLY = re.compile(r"(?:午前|午後|正午|[0-9]{1,2}\s?[時:])")


def _day_of_time(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """``11日、午後6時から``: of a day and a time told as two mentions the day is the date."""
    if draft.date is None:
        return
    time = context.mentions[draft.date]
    text = context.page.text
    if draft.date and _TIME_ONLY.match(text, time.start, time.end) and "日" not in text[time.start : time.end]:
        day = context.mentions[draft.date - 1]
        if day.label == "DATE" and re.fullmatch(r"[)(、,\s]{1,3}", text[day.end : time.start]):
            draft.date = draft.date - 1


def _act_day(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """``6月23日から9月22日まで停止するよう命じました``: the period is the order's content, the act has its own day."""
    if draft.date is None:
        return
    start, end = bounds(context.mentions[draft.date])
    if not start or start[:10] == end[:10] or INSPECTION.search(draft.stage):
        return
    days = []
    for unit in skeleton.units:
        if unit.letter == "Ⓓ" and not unit.depth and unit.case not in ("skip", "attr", "no"):
            first, last = bounds(context.mentions[unit.mentions[0]])
            if first and first[:10] == last[:10] and unit.mentions[0] != draft.date and first[:10] <= start[:10]:
                days.append(unit.mentions[0])
    told = next((d.date for d in reversed(context.told) if d.type == "enforcement" and d.date is not None), None)
    if told is not None and bounds(context.mentions[told])[0] > start:
        return  # an inspection over months before
    if not days and told is None and draft.form not in ("past", "clipped", "continued"):
        return
    draft.date = days[-1] if days else told
    draft.evidence.pop("date", None)
    if draft.date is not None:
        draft.fill("date", "day of the act")


def _with_lead(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """What follows a meeting of the lead (会談後, あわせて) is of the same day and place."""
    text = skeleton.opening
    if draft.type in ("talks", "agreement", "adoption", "award") and re.match(
        r"[^。]{0,8}(?:会談|会合|懇談|協議|面会)(?:後|の後|終了後|に引き続|に続|の機会|に先立)", text
    ):
        lead = context.last.get("talks")
        if lead is not None and lead is not draft:
            if draft.date is None and lead.date is not None:
                draft.date, draft.day_only = lead.date, True
                draft.fill("date", "talks before")
            if not draft.places:
                draft.places = list(lead.places)
    if (
        draft.type in ("talks", "agreement", "visit", "meeting")
        and draft.form != "title"
        and _BESIDE.match(text)
        and context.told
    ):
        beside = context.told[-1]
        if draft.date is None and beside.date is not None and beside.type in ("talks", "agreement", "visit", "meeting"):
            draft.date, draft.day_only = beside.date, True
            draft.fill("date", "event beside it")
            if not draft.places and draft.type in ("talks", "agreement"):
                draft.places = list(beside.places)
    if (
        draft.type in ("visit", "assistance")
        and not draft.places
        and "incident" in context.last
        and re.search(r"現地|現場|被災地", text)
    ):
        draft.places = list(context.last["incident"].places)
        draft.fill("place", "scene")
    if draft.date is None and re.match(r"[○●・※\s]*(?:あわせて|併せて|同時に|(?:また|さらに|加えて)、)", text):
        last = context.told[-1] if context.told and context.told[-1].type == draft.type else None
        before = context.last.get(draft.type) or last
        if (
            before is not None
            and before.date is not None
            and (draft.type == "enforcement" or not text.lstrip("○●・※ ").startswith(("また", "さらに")))
        ):
            draft.date, draft.day_only = before.date, True
            draft.fill("date", "act before")


def _from_frame(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """What happens at a conference or on its margins takes its place, and its day where it belongs to it."""
    frame = context.frame
    if frame is None or draft.type not in _MARGIN or draft.relative:
        return

    def same(a: int | None, b: int | None) -> bool:
        if a is None or b is None:
            return False
        return a == b or bool(context.mentions[a].entity and context.mentions[a].entity == context.mentions[b].entity)

    at_it = (
        same(draft.conference, frame.conference)
        if draft.conference is not None
        else (
            bool(_OF_FRAME.search(skeleton.text))
            or draft.stage == "採択"
            or (draft.type in ("award", "adoption") and same(context.heading_conference, frame.conference))
        )
    )
    if draft.conference is not None and draft.type != "talks" and not at_it:
        return
    if (
        draft.date is not None
        and frame.date is not None
        and not _meets(context.mentions[draft.date], context.mentions[frame.date])
    ):
        return
    if not draft.places and draft.type != "agreement":
        draft.places = list(frame.places)
        draft.fill("place", "framing conference")
    if draft.date is None and frame.date is not None:
        start, end = bounds(context.mentions[frame.date])
        if (draft.type in ("adoption", "award") and at_it) or (draft.type == "talks" and start[:10] == end[:10]):
            draft.date = frame.date
            draft.day_only = True
            draft.fill("date", "framing conference")
    if (
        draft.type in ("adoption", "award")
        and draft.conference is None
        and at_it
        and (
            draft.stage == "採択"
            or re.search(r"会合|会議|成果", skeleton.text)
            or same(context.heading_conference, frame.conference)
        )
    ):
        draft.conference = frame.conference


def _meets(a: Candidate, b: Candidate) -> bool:
    """Whether two dates share a day; an unknown one meets all."""
    start_a, end_a = bounds(a)
    start_b, end_b = bounds(b)
    return not (start_a and start_b) or (start_a[:10] <= end_b[:10] and start_b[:10] <= end_a[:10])
