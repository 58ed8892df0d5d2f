"""Lists that fill the slots of an event told before: 日時, 場所, 出席者 lines, rows of people, personnel tables."""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.events import tables
from extractor.events.context import Context
from extractor.events.frames import Draft
from extractor.events.skeleton import ACTORS, Skeleton, Unit

_BULLET = r"\s*(?:[((]?[0-9一二三四五六七八九十①-⑳ア-ン]{1,2}[))..、]?\s*|[○●◯■□◆◇・※▽▼<〈【\[-]\s*)?"
_LABEL = re.compile(
    _BULLET + r"(?:(?P<date>(?:(?:開催|実施|訪問|意見|募集|公募|受付|出張|(?:行政)?処分|命令|取消し?|発生)の?)?"
    r"(?:日\s?時|時刻|日程|期日|年月日|日)(?:(?:・|及び|、|と)(?P<also>場所|会場))?"
    r"|とき|(?:開催|実施|募集|意見募集|公募|受付|訪問|出張|意見の募集)?期\s?間|会期)"
    r"|(?P<place>於(?=[::])|(?:開催|実施)?(?:場\s?所|会\s?場)|(?:開催|発生)地|発生場所|震源地?|ところ)"
    r"|(?P<attendee>(?:主な|日本側|我が国|出席予定)?(?:出席者?|参加者?|参加国|出席予定者|参列者|参加部隊|参加機関)(?:等|一覧)?)"
    r"|(?P<chair>主\s?催者?|共\s?催者?)"
    r"|(?P<target>受賞者?|表彰者?|被表彰者|受章者|[^\s、。:：Ⓐ-Ⓩ]{1,16}賞|(?:被処分|処分対象|対象)(?:者|事業者)|新委員|委員名簿)"
    r"|(?P<visit>(?:訪問|出張|視察)(?:先|国|地))"
    r"|(?P<sanctioned>処分を受けた(?:者|事業者|業者)|(?:被処分|処分対象|対象|違反)(?:事業者|業者)名?(?:と[^、。Ⓐ-Ⓩ]{1,12})?|(?:事業者|業者|会社|法人|開設者)の?(?:名称?|氏名)"
    r"|商号(?:又は|・|及び|または)?(?:名称)?|名称(?:又は氏名)?|氏名(?:又は名称)?|名宛人)"
    r"|(?P<law>(?:適用|違反|根拠)(?:法令|法|条項|条文|規定)(?:等|条項)?|(?:処分の|法的)?根拠)"
    r"|(?P<content>(?:処分|措置|命令)等?の?(?:内容|種類|種別)(?=[\s:：]+\S))"
    r"|(?P<conference>(?:会議|会合|行事|大会|式典)の?名称?))"
    r"[>〉】\]]?(?:\s*[:：]\s*|\s+|$|(?=\())"
)
_GUESSED = frozenset({"row", "heading", "framing conference"})
_OWNERS = {
    "date": frozenset({"meeting", "talks", "visit", "consultation", "award", "agreement", "enforcement", "incident"}),
    "place": frozenset({"meeting", "talks", "visit", "award", "agreement", "incident"}),
    "attendee": frozenset({"meeting"}),
    "chair": frozenset({"meeting"}),
    "target": frozenset({"award", "appointment", "enforcement"}),
    "visit": frozenset({"visit"}),
    "sanctioned": frozenset({"enforcement"}),
    "law": frozenset({"enforcement", "consultation"}),
    "conference": frozenset({"meeting"}),
    "content": frozenset({"enforcement"}),
}
_AS_FOLLOWS = re.compile(
    r"(?:次|以下|下記|別記|別添|別紙|別表)の(?:とおり|通り|[0-9一二三四五六七八九十]*(?:名|者|人|社|団体|方々?|事業者))"
)
_NOTICE = re.compile(r"人事異動|任免|辞令|人事(?:発令|について|$)|発令")
_ISSUE_DAY = re.compile(r"\s*[〔\[((【◇◆○●■]*Ⓓ\s*(?:付け?)?(?:の?発令)?[〕\])】)]*\s*$")
_LEAVING = re.compile(r"(?:^|[▽◇◆○●・。、\s])(?:(?:定年|依願|勧奨)?(?:辞職|退職)|免官|勇退)")
_ROW_LEAVING = re.compile(r"\s*(?:定年|依願|勧奨)?(?:辞職|退職)(?=\s)")
_LEAVING_HEAD = re.compile(r"(?:(?:定年|依願|勧奨)?(?:辞職|退職)|免官|勇退)[者)〕】>〉\]\s]*(?:\(?Ⓓ\s*付?け?\)?)?\s*$")
# Rows that say more of who is listed, and list nobody.
_DETAIL = re.compile(_BULLET + r"(?:代表者?|所在地?|住所|連絡先|許可番号|法人番号|理由|原因|処分の?(?:内容|理由|期間))")
_ENTRY = re.compile(r"[▽▼◇◆○●\n]|\s{3,}")


def open_label(memory: Context, skeleton: Skeleton) -> bool:
    """Whether a row begins with the name of a slot; the event told last is its owner."""
    m = _LABEL.match(skeleton.text)
    if not m or m.lastgroup is None:
        return False
    _open_meeting(memory, m.lastgroup)
    if m.lastgroup == "date" and "発生" in m[0]:
        _open_incident(memory)
    owner = next(
        (d for d in reversed(memory.told) if d.type in _OWNERS[m.lastgroup] and not d.relative and not d.weak), None
    )
    if owner is None and m.lastgroup == "sanctioned":
        return False
    memory.label = (m.lastgroup, owner) if owner is not None else None
    if memory.label and m["also"]:
        for unit in skeleton.units:
            if unit.letter == "Ⓟ" and owner is not None and not owner.places:
                owner.places = list(unit.mentions)
                owner.fill("place", "label")
    memory.header = ()
    if m.lastgroup == "content":
        memory.label = None
        if owner is None or owner.form not in ("past", "continued", "title"):
            return False
        owner.mentions.append(skeleton.span(m.end(), len(skeleton.text)))  # the sanction told above by its name
    return True


def _open_incident(memory: Context) -> None:
    """``1 地震の概要`` over 発生日時: the heading names what befell."""
    if memory.heading_incident is None or any(d.type == "incident" for d in memory.told):
        return
    trigger, sentence = memory.heading_incident
    draft = Draft("incident", "発生", "heading", "clipped", trigger, sentence, own=2)
    draft.mentions = [trigger]
    memory.opened.append(draft)
    memory.told.append(draft)


def _open_meeting(memory: Context, slot: str) -> None:
    """``■1 協定締結式`` over 日時, 場所, 出席者: the heading names the meeting that the lines describe."""
    if memory.heading_meeting is None or slot not in ("date", "place"):
        return
    trigger, sentence = memory.heading_meeting
    memory.heading_meeting = None
    if any(d.type == "meeting" and d.trigger >= trigger for d in memory.told):
        return
    draft = Draft("meeting", "開催", "heading", "clipped", trigger, sentence, own=1)
    draft.mentions = [trigger]
    memory.opened.append(draft)
    memory.told.append(draft)


def fill_label(memory: Context, skeleton: Skeleton) -> None:
    """Gives the names of a row to the slot that rules."""
    if memory.label is None:
        return
    slot, owner = memory.label
    if slot in ("target", "sanctioned") and _DETAIL.match(skeleton.text):
        return
    if slot == "target" and (_LEAVING.search(skeleton.text) or _ISSUE_DAY.match(skeleton.text)):
        memory.label = None
        return
    for unit in skeleton.units:
        if slot == "date" and unit.letter == "Ⓓ" and not unit.depth:
            for each in _sharers(memory, owner):
                if each.date is None or _says_more(memory, unit, each.date) or each.evidence.get("date") in _GUESSED:
                    each.date = unit.mentions[0]
                    each.fill("date", "label")
        elif slot in ("place", "visit") and unit.letter == "Ⓟ":
            for each in _sharers(memory, owner):
                towns = not any(memory.mentions[m].attrs.get("kind") == "facility" for m in each.places)
                if each.evidence.get("place", "label") == "label" or (slot == "place" and towns):
                    each.places += [m for m in unit.mentions if m not in each.places]
                    each.fill("place", "label")
        elif slot == "law" and unit.letter == "Ⓛ":
            owner.laws += [m for m in unit.mentions if m not in owner.laws]
            owner.fill("law", "label")
        elif slot == "conference" and unit.letter == "Ⓒ" and owner.conference is None:
            owner.conference = unit.mentions[0]
            owner.fill("conference", "label")
        elif slot == "sanctioned" and unit.letter in "ⒼⓃ" and not unit.depth:
            if unit.letter == "Ⓝ" and any(u.letter == "Ⓖ" and u.at < unit.at for u in skeleton.units):
                continue  # its representative
            tables.add_target(memory, owner, unit, skeleton)
        elif slot in ("attendee", "target", "chair") and unit.letter in ACTORS and not unit.depth:
            _add_person(memory, owner, slot, unit, skeleton)


def _says_more(memory: Context, unit: Unit, date: int) -> bool:
    """Whether a label's date is the time of the day told before."""
    mention = memory.mentions[unit.mentions[0]]
    here, told = mention.value, memory.mentions[date].value
    return (
        "日" in memory.page.text[mention.start : mention.end] and "T" in here and "T" not in told and here[:10] == told
    )


def _sharers(memory: Context, owner: Draft) -> list[Draft]:
    """The event of the lines, and what is signed or given at it (told between its heading and the lines)."""
    if owner.rule != "heading":
        return [owner]
    at = memory.told.index(owner)
    beside = memory.told[at - 1] if at else None
    if beside is not None and beside.type in ("agreement", "award") and beside.trigger > owner.trigger:
        return [owner, beside]
    return [owner]


def _add_person(memory: Context, owner: Draft, slot: str, unit: Unit, skeleton: Skeleton) -> None:
    """A row's person or body; the country or company before a person only says whose they are."""
    later = [u for u in skeleton.units if u.at > unit.at and u.letter in "ⓄⓃ" and not u.depth]
    if unit.letter in "ⓂⒼ" and any(
        u.letter == "Ⓝ" and u.at < unit.at and re.fullmatch(r"[\s(]*", skeleton.text[u.at + 1 : unit.at])
        for u in skeleton.units
    ):
        return  # 朴英淑 延世大学校教授
    post = unit.letter == "Ⓞ" and slot == "target" and not _named(memory, unit.mentions[0])
    if ((unit.letter in "ⓅⓂⒼ" or post) and later) or (slot == "target" and unit.letter == "Ⓟ"):
        return
    role = "agent" if slot == "attendee" and owner.role("agent") else slot
    for m in unit.mentions:
        owner.add(m, role, "list")


def as_follows(memory: Context, skeleton: Skeleton) -> None:
    """``次のとおり`` opens a list of who is appointed, honoured or sanctioned."""
    if not _AS_FOLLOWS.search(skeleton.text):
        return
    owner = memory.told[-1] if memory.told else None
    memory.follows = memory.page.line_index(skeleton.start)
    if owner is None or owner.relative or owner.type not in ("appointment", "award", "enforcement"):
        return
    if owner.stage == "発令":
        memory.notice, memory.notice_date, memory.notice_groups = True, owner.date, {"発令": owner}
    if owner.type != "enforcement" or not owner.role("target"):
        memory.label = ("target", owner)


def open_notice(memory: Context, skeleton: Skeleton) -> None:
    """A heading or a date line of a personnel notice."""
    text = skeleton.text
    dates = [u for u in skeleton.units if u.letter == "Ⓓ"]
    if _NOTICE.search(text) or (
        memory.label is not None and memory.label[1].type == "appointment" and _ISSUE_DAY.match(text)
    ):
        memory.notice = True
    issued = _NOTICE.search(text)
    if issued:
        memory.notice_span = skeleton.span(*issued.span())
    if memory.notice and re.match(r"[^Ⓞ]*Ⓓ\s*付?け?の?", text) and not re.search("[ⓄⓃ]", text):
        leaving = _LEAVING_HEAD.search(text)
        memory.notice_leaving = bool(leaving)
        if leaving and dates:
            memory.notice_date = dates[0].mentions[0]
            memory.notice_span = skeleton.span(*leaving.span())
            memory.notice_groups.pop("辞職", None)
            return
    if memory.notice and dates and (_NOTICE.search(text) or _ISSUE_DAY.match(text) or re.match(r"\s*Ⓓ\s*付", text)):
        memory.notice_date = dates[0].mentions[0]
        memory.notice_groups = {}


def personnel_rows(memory: Context, skeleton: Skeleton, found: list[Draft]) -> list[Draft]:
    """The people of a row of a personnel notice: one 発令 for a date with all of them, one 辞職."""
    text = skeleton.text
    if not memory.notice:
        return found
    people = [u for u in skeleton.units if u.letter in "ⓄⓃ" and not u.depth and _named(memory, u.mentions[0])]
    if not people:
        return found
    kept = [d for d in found if d.type != "appointment"]
    borders = [0, *(m.start() for m in _ENTRY.finditer(text)), len(text)]
    for start, end in pairwise(borders):
        leaving = _LEAVING.search(text, start, end) or _ROW_LEAVING.match(text)
        for unit in people:
            if not start <= unit.at < end:
                continue
            stage = "辞職" if leaving or memory.notice_leaving else "発令"
            draft = memory.notice_groups.get(stage)
            if draft is None:
                issued = re.search("発令", text)
                span = leaving.span() if leaving else issued.span() if issued else (unit.at, unit.at + 1)
                draft = Draft(
                    "appointment", stage, "personnel", "clipped", skeleton.span(*span), (skeleton.start, skeleton.end)
                )
                if memory.notice_span is not None and not leaving and not issued:
                    draft.trigger = memory.notice_span
                    draft.mentions = [draft.trigger]
                draft.date = memory.notice_date if memory.notice_date is not None else memory.heading_date
                draft.fill("date", "date of issue")
                draft.own = 1
                memory.notice_groups[stage] = draft
                kept.append(draft)
            if draft.sentence == (skeleton.start, skeleton.end) and not draft.mentions:
                draft.mentions = [draft.trigger]
            elif draft.sentence != (skeleton.start, skeleton.end):
                draft.mentions.append(skeleton.span(unit.at, unit.at + 1))
            draft.add(unit.mentions[0], "target", "row")
            draft.own += 1
    return kept


def _named(memory: Context, mention: int) -> bool:
    """Whether a mention names a person, not only a post."""
    m = memory.mentions[mention]
    return m.label == "PERSON" or bool(m.value.split("/")[0]) or bool(m.attrs.get("name"))
