"""Fills the slots of an event from the names of its clause."""

from __future__ import annotations

import re

from extractor.events import brackets
from extractor.events.clauses import Clause
from extractor.events.days import fill_day, tells
from extractor.events.frames import Draft, add
from extractor.events.roles import SUBJECT, may_act, plain, role_of, suffers
from extractor.events.skeleton import ACTORS, Skeleton, Unit
from extractor.events.triggers import Trigger

_DOCUMENT_TYPES = frozenset({"agreement", "adoption", "announcement", "consultation"})
_LAW_TYPES = frozenset({"legislation", "enforcement", "consultation", "adoption"})
_CONFERENCE_TYPES = frozenset({"meeting", "adoption", "announcement", "agreement", "award"})
# A clause that only gives the ground for what follows.
_GROUND = re.compile(r"(?:踏まえ|鑑み|記念し|迎えたこと|であること)")
# Acts that may last themselves.
INSPECTION = re.compile(r"検査|監査|捜索|調査|監察|捜査")
_ISSUE = re.compile(
    r"[」』]*(?:に(?:関する|係る|つい)[^、。Ⓐ-Ⓩ]{0,20}(?:書簡|文書|公文|覚書|協定|取極|契約|文|報告)|の(?:変更)?(?:案|素案|見直し|変更|骨子|改定|改訂|第\d+版|最終案|受諾書|批准書|交渉|概要|結果))"
)


def fill(draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton) -> None:
    """Fills the draft's slots from the trigger's clause; what is carried over comes later."""
    own = clause.own
    if trigger.reported and (trigger.form != "nonpast" or any(u.case == "ga" for u in own)):
        # したことを説明した: the topic tells it, who did it is another matter
        lone = {n + 1 for n, u in enumerate(own) if u.case == "topic" and u.letter in ACTORS}
        own = [
            u
            for n, u in enumerate(own)
            if not (u.case == "topic" and u.letter in ACTORS)
            and not (n in lone and u.letter == "Ⓓ" and skeleton.text[u.tail : u.tail + 1] == "、")
        ]
    for unit in clause.attending:
        if draft.type == "meeting":
            for m in unit.mentions:
                draft.add(m, "attendee", "relative clause")
    if clause.owner is not None and clause.owner.letter in ACTORS and trigger.row.roles["to"] == "counterpart":
        for m in clause.owner.mentions:
            draft.add(m, "counterpart", "bracket")
    if clause.owner is not None and clause.owner.letter == "Ⓣ" and draft.type in _DOCUMENT_TYPES:
        add(draft.documents, clause.owner.mentions)
        draft.fill("document", "bracket")
    _participants(draft, trigger, own, skeleton)
    for unit in own:
        _things(draft, trigger, unit, skeleton)
    for unit in clause.head:
        _head(draft, trigger, unit)
    fill_day(draft, trigger, own, skeleton)
    for unit in clause.bracketed:
        brackets.behind_name(draft, unit, skeleton)
    brackets.behind(draft, trigger, clause, skeleton)
    if draft.type == "enforcement" and not draft.laws:
        noun = trigger.start + len(trigger.row.stem)
        behind = re.compile(r"[」』]?\([^()]*\)").match(skeleton.text, noun)  # 改善命令(Ⓛ第112条)
        for unit in skeleton.between(noun, behind.end()) if behind else ():
            if unit.letter == "Ⓛ":
                add(draft.laws, unit.mentions)
                draft.fill("law", "bracket")
    if draft.type == "meeting" and (draft.conference is not None or draft.cancelled):
        for unit in clause.setting:
            if unit.letter == "Ⓓ" and draft.date is None:
                draft.date = unit.mentions[0]
                draft.fill("date", "relative clause")
            elif unit.letter == "Ⓟ" and unit.case == "de":
                add(draft.places, unit.mentions)
                draft.fill("place", "relative clause")
    if draft.type in ("consultation", "adoption", "award") and draft.date is None:
        for unit in clause.setting:
            if unit.letter == "Ⓓ":
                draft.date = unit.mentions[0]  # 10日に開かれる審議会において諮問する
                draft.fill("date", "relative clause")
    if draft.type == "meeting" and draft.conference is None:
        # 次回(TEMM27)は
        for unit in skeleton.between(clause.start, trigger.start):
            if unit.letter == "Ⓒ" and unit.depth:
                draft.conference = unit.mentions[0]
                draft.fill("conference", "bracket")
    if draft.stage == "施行" and draft.date is None:
        day = re.search(r"施行の日\((Ⓓ)", skeleton.text[clause.start : trigger.start])
        if day:
            unit = next(u for u in skeleton.units if u.at == clause.start + day.start(1))
            draft.date = unit.mentions[0]
            draft.fill("date", "bracket")
    if draft.type == "legislation" and draft.conference is None and draft.stage in ("成立", "可決"):
        for unit in skeleton.between(0, trigger.start):
            if unit.letter == "Ⓒ" and unit.case == "de":
                draft.conference = unit.mentions[0]
                draft.fill("conference", "conference of the sentence")
    draft.own = len(draft.places) + len(draft.participants) + len(draft.laws) + len(draft.documents)
    draft.own += (draft.date is not None) + (draft.conference is not None)


def inherit(draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton) -> None:
    """Fills open slots from the clauses to the left in the same sentence."""
    earlier = clause.earlier
    row = trigger.row
    role = row.roles["ga"]
    if trigger.passive:
        role = suffers(row)
    if draft.type == "enforcement" and not draft.role("target"):
        for unit in [u for u in earlier if u.case == "topic" and u.letter in "ⒼⓃ" and trigger.issued][-1:]:
            draft.add(unit.mentions[0], "target", "topic")
    if (
        not trigger.relative
        and draft.type in ("enforcement", "consultation")
        and not skeleton.bracket_of(trigger.start)
    ):
        told = "target" if draft.type == "enforcement" else "counterpart"
        if not draft.role("target", "counterpart") and row.roles["ni"]:
            for unit in _group(
                [
                    u
                    for u in earlier
                    if u.case == "ni" and u.letter in "ⒼⓃⓂⓄ" and skeleton.text[u.tail : u.tail + 1] == "、"
                ][-1:],
                earlier,
            ):
                for m in unit.mentions:
                    draft.add(m, told if unit.letter in "ⒼⓃ" else "counterpart", "addressee of the sentence")
    partnered = draft.type in ("agreement", "talks") or draft.stage in ("改定", "改訂")
    if partnered and not draft.role("counterpart") and not trigger.passive:
        for unit in [u for u in earlier if u.letter in "ⓄⓂⒼ" and u.case in ("to", "between")]:
            draft.add(unit.mentions[0], "counterpart", "partner of the sentence")
    by_others = [u for u in clause.own if u.case == "via"]
    if role and (not trigger.reported or trigger.form == "nonpast") and (not draft.role(role) or by_others):
        subject = [u for u in earlier if u.letter in ACTORS and u.case in SUBJECT]
        topics = [u for u in subject if u.case == "topic"]
        chosen = _group(topics[-1:] or subject[-1:], earlier)
        if row.type in ("talks", "visit"):
            chosen = [u for u in chosen if u.letter != "Ⓟ"]  # a country met in passing does not call on anybody
        for unit in chosen:
            present = draft.type == "adoption" and _PRESENT.search(skeleton.text, unit.tail, clause.start)
            if may_act(unit, row.type, role) and not present:
                for m in unit.mentions:
                    draft.add(m, role, "subject of the sentence")
    if draft.date is None and not trigger.reported:
        dates = [
            u
            for u in earlier
            if u.letter == "Ⓓ"
            and tells(u, skeleton)
            and not (u.case == "ni" and _GROUND.search(skeleton.text, u.tail, clause.start))
        ]
        lone = [u for u in dates if u.case in ("", "topic") and skeleton.text[u.tail : u.tail + 1] == "、"]
        if dates and not trigger.relative:
            draft.date = (lone or dates)[-1].mentions[0]
            draft.day_only = draft.type != "incident"
            draft.fill("date", "date of the sentence")
    if draft.date is None and not trigger.relative and draft.type in ("talks", "visit", "agreement", "meeting"):
        came = _CAME.search(skeleton.text, 0, trigger.start)  # 14日に入ったサマルカンドでは
        for unit in skeleton.units:
            if came and unit.at == came.start(1):
                draft.date, draft.day_only = unit.mentions[0], True
                draft.fill("date", "day of arrival")
    if not draft.places and draft.type not in (
        "announcement",
        "appointment",
        "legislation",
        "enforcement",
        "consultation",
        "assistance",
    ):
        moved = draft.type in ("talks", "visit", "award", "agreement") and not any(u.case == "ga" for u in clause.own)
        places = [
            u
            for u in earlier
            if u.letter == "Ⓟ"
            and (
                u.case == "de"
                or (u.case in ("wo", "ni") and moved)
                or (draft.type == "incident" and u.case == "ni" and _DURING.search(skeleton.text, u.tail, clause.start))
            )
        ]
        for unit in places:
            add(draft.places, unit.mentions)
            draft.fill("place", "place of the sentence")
        for unit in skeleton.units:
            if (
                places
                and unit.depth
                and unit.letter == "Ⓟ"
                and unit.owner >= 0
                and skeleton.units[unit.owner] in places
            ):
                add(draft.places, unit.mentions)
    elif draft.type == "incident" and draft.places:
        # 八丈町では…、八重根漁港では…: the town that opens the sentence holds for all that follows.
        for unit in [u for u in earlier if u.letter == "Ⓟ" and "では" in skeleton.text[u.at : u.tail]][:1]:
            draft.places[:0] = [m for m in unit.mentions if m not in draft.places]
    if (
        draft.stage in ("閣議決定", "決定", "提出", "可決", "成立", "公布", "施行", "制定", "改正", "廃止")
        and not draft.laws
        and not draft.documents
        and draft.type in ("legislation", "adoption")
    ):
        laws = [u for u in earlier if u.letter == "Ⓛ" and u.case in ("topic", "ga", "wo", "about", "also")]
        for unit in _group(laws[-1:], earlier):
            add(draft.laws, unit.mentions)
            draft.fill("law", "law of the sentence")
    if draft.type in _DOCUMENT_TYPES and not draft.documents and not draft.laws:
        documents = [
            u
            for u in earlier
            if u.letter == "Ⓣ"
            and (u.case in ("topic", "about") or (u.case == "wo" and draft.type in ("announcement", "adoption")))
        ]
        for unit in _group(documents[-1:], earlier):
            add(draft.documents, unit.mentions)
            draft.fill("document", "document of the sentence")
    if draft.type == "consultation" and not draft.laws and not draft.documents:
        for unit in _group([u for u in earlier if u.letter == "Ⓛ" and u.case in ("about", "topic")][-1:], earlier):
            add(draft.laws, unit.mentions)
            draft.fill("law", "law of the sentence")
    if draft.conference is None and draft.type in ("adoption", "award", "meeting"):
        apart = "de" if draft.type == "meeting" else "skip"  # what is held at a conference is not the conference
        conferences = [u for u in earlier if u.letter == "Ⓒ" and u.case != apart]
        if conferences:
            draft.conference = conferences[-1].mentions[0]
            draft.fill("conference", "conference of the sentence")


_DURING = re.compile(r"(?:際|途中|ところ|時)、?$")  # 港に入港する際、防波堤に衝突し
_PRESENT = re.compile(r"(?:出席|参加)(?:し|の上)")  # Xらが出席し、計画を決定
_CAME = re.compile(r"(Ⓓ)に?(?:入っ|訪れ|到着し|訪問し)たⓅで")


def _group(last: list[Unit], units: list[Unit]) -> list[Unit]:
    """The unit with those coordinated before it."""
    if not last:
        return []
    at = units.index(last[0])
    first = at
    while first and units[first - 1].join and units[first - 1].case == last[0].case:
        first -= 1
    return units[first : at + 1]


def _participants(draft: Draft, trigger: Trigger, own: list[Unit], skeleton: Skeleton) -> None:
    row = trigger.row
    nominal = trigger.form in ("title", "nominal", "clipped")
    for n, unit in enumerate(own):
        if unit.letter not in ACTORS:
            continue
        role = role_of(draft, trigger, unit, own[n + 1 :], skeleton, nominal)
        if role == "place":
            add(draft.places, unit.mentions)
            draft.fill("place", unit.case or "adjacent")
        elif role:
            for m in unit.mentions:
                draft.add(m, role, unit.case or "adjacent")
    if row.type in ("talks", "agreement", "adoption") and not draft.role("agent"):
        pair = draft.role("counterpart")
        joined = any(u.join == "と" or (u.case == "to" and u.letter in ACTORS) for u in own) or any(
            skeleton.text[u.at + 1 : u.tail].startswith("と、") for u in own
        )
        if len(pair) >= 2 and joined:
            draft.participants = [(m, "agent" if m == pair[0] else r) for m, r in draft.participants]
    if row.type in ("talks", "agreement") and not draft.role("counterpart"):
        agents = draft.role("agent")
        joined = any(u.join == "と" and u.letter in ACTORS for u in own) or any(len(u.mentions) > 1 for u in own)
        if len(agents) >= 2 and joined:
            draft.participants = [(m, "counterpart" if m in agents[1:] else r) for m, r in draft.participants]


def _things(draft: Draft, trigger: Trigger, unit: Unit, skeleton: Skeleton) -> None:
    """Laws, documents and conferences of the clause."""
    text = skeleton.text
    tail = text[unit.tail : unit.tail + 24]
    if (
        draft.type == "meeting"
        and unit.letter in "ⓂⒼ"
        and unit.case == ("ga" if trigger.passive else "wo")
        and draft.conference is None
    ):
        draft.conference = unit.mentions[0]  # a council or headquarters that meets
        draft.fill("conference", unit.case)
    if unit.letter == "Ⓛ":
        after = text[unit.at + 1 : trigger.start]
        if unit.case == "law" or (unit.case == "by" and draft.type != "legislation"):
            attributive = re.search(r"基づく|よる|違反する|係る", text[unit.at + 1 : unit.tail + 1])
            asked = draft.stage in ("諮問", "答申")  # Xに基づく指定について諮問
            if draft.type != "legislation" and (not attributive or len(after) <= 24 or asked):
                add(draft.laws, unit.mentions)
                draft.fill("law", "under which it is done")
        elif draft.type == "enforcement" and re.match(r"[^、。]{0,12}(?:違反|の疑い|に抵触)", after):
            add(draft.laws, unit.mentions)
            draft.fill("law", "broken law")
        elif draft.type in _LAW_TYPES and draft.type != "enforcement" and unit.case not in ("attr", "by"):
            if draft.type == "adoption" and (
                draft.stage not in ("適用", "決定", "決め", "閣議決定") or unit.case == "skip"
            ):
                return
            if (
                draft.type == "consultation"
                and unit.case in ("no", "attr")
                and not re.match(r"(?:一部)?(?:案|改正|骨子)", tail)
            ):
                return
            if tail.startswith(("施行の日", "施行期日", "施行に")) and draft.stage == "施行" and not trigger.weak:
                return
            if (
                draft.type == "legislation"
                and unit.case == "no"
                and re.match(r"(?:規定|第|一部|概要|趣旨|附則|対象)", tail)
            ):
                return
            add(draft.laws, unit.mentions)
            draft.fill("law", unit.case or "adjacent")
    elif unit.letter == "Ⓣ":
        if (draft.type in _DOCUMENT_TYPES or (draft.type == "assistance" and unit.case == "topic")) and (
            unit.case in ("wo", "ga", "topic", "about", "also", "ni", "to", "")
            or (unit.case in ("no", "skip", "law") and _ISSUE.match(text, unit.at + 1))
            or (unit.case == "skip" and draft.type in ("agreement", "consultation"))
            or (unit.case == "no" and len(text[unit.tail : trigger.start]) <= 4)
        ):
            add(draft.documents, unit.mentions)
            draft.fill("document", unit.case or "adjacent")
    elif unit.letter == "Ⓢ":
        if draft.type in ("talks", "meeting"):
            draft.conference = unit.mentions[0]
            draft.fill("conference", unit.case or "adjacent")
    elif unit.letter == "Ⓒ":
        if draft.type == "consultation":
            return
        if draft.type == "announcement" and unit.case not in ("de", "ni"):
            return
        meant = draft.type in _CONFERENCE_TYPES or (draft.type == "legislation" and unit.case in ("ni", "de", "to"))
        if meant and (draft.type == "meeting" or unit.case not in ("no", "attr", "by")):
            draft.conference = unit.mentions[0]
            draft.fill("conference", unit.case or "adjacent")


def _head(draft: Draft, trigger: Trigger, unit: Unit) -> None:
    """The noun that a relative clause describes fills the slot that its verb leaves open."""
    role = suffers(trigger.row) if trigger.passive else trigger.row.roles["ga"]
    if unit.letter == "Ⓛ":
        if draft.type in _LAW_TYPES and not draft.laws:
            add(draft.laws, unit.mentions)
            draft.fill("law", "relative clause")
    elif unit.letter == "Ⓣ":
        if draft.type not in ("meeting", "talks", "visit", "incident", "appointment", "legislation"):
            add(draft.documents, unit.mentions)
            draft.fill("document", "relative clause")
    elif unit.letter in "ⒸⓈ":
        if draft.type in ("meeting", "talks", "adoption") and draft.conference is None:
            draft.conference = unit.mentions[0]
            draft.fill("conference", "relative clause")
    elif unit.letter in ACTORS:
        if draft.type == "incident":
            if unit.letter == "Ⓟ" and not draft.places:
                add(draft.places, unit.mentions)
                draft.fill("place", "relative clause")
            return
        if trigger.passive and trigger.row.id == "x.dispatch" and unit.letter in "ⓂⒼ":
            role = "agent"
        if not trigger.passive and draft.role(role):
            role = trigger.row.roles["wo"]
            role = role.partition("|")[2] or role if unit.letter == "Ⓟ" else plain(role)
        if role == "place":
            add(draft.places, unit.mentions)
        elif role and not draft.role(role):
            for m in unit.mentions:
                draft.add(m, role, "relative clause")
