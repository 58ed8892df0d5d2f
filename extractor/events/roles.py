"""The role of an actor from its particle, the voice of the predicate and the kind of event."""

from __future__ import annotations

import re

from extractor.events.frames import Draft
from extractor.events.skeleton import ACTORS, Skeleton, Unit, is_locative
from extractor.events.triggers import Row, Trigger

# Acts that an institution does where it is named as the place.
_INSTITUTIONAL = frozenset({"consultation", "adoption", "announcement", "establishment"})
_HELD = frozenset({"meeting", "talks", "agreement", "award"})
_UNNAMED = re.compile(
    r"[^、。Ⓐ-Ⓩ]{0,10}(?:代表者?|関係者|職員|役員|代表団|社長|理事長|会長|責任者|団体|企業|各社|各国)ら?[がは]"
)
_JOURNEY = re.compile(r"(?:への?|の)?(?:再|御|ご)?(?:訪問|出張|視察|派遣|立ち?寄り|来訪|歴訪)")
_JOURNEY_OF = re.compile(
    r"の(?:Ⓟ[^、。はがをⒶ-Ⓩ]{0,4}|[^、。はがをⒶ-Ⓩ]{0,4})(?:訪問|出張|視察|派遣|立ち?寄り|[来訪][一-龥]|歴訪)"
)
_TOLD_OF = re.compile(r"(?:こと|旨|もの)[をが][^、。]{0,8}$|と$")
_TOLD_BY = re.compile(r"の?(?:通報|申告|情報|要請|報告|相談|求め|依頼|連絡|指摘|届出|意見|答申|提言|勧告)")
SUBJECT = frozenset({"ga", "topic", "subject", "rep"})


def plain(role: str) -> str:
    return role.split("|")[0]


def suffers(row: Row) -> str:
    """The role of a passive's subject: who is honoured, or who is asked or given something (諮問を受けた)."""
    return plain(row.roles["wo"]) or (plain(row.roles["ni"]) if row.type in ("consultation", "award") else "")


def may_act(unit: Unit, type_: str, role: str) -> bool:
    if unit.letter != "Ⓟ":
        return True
    return role in ("agent", "chair", "attendee", "counterpart") and type_ not in ("incident",)


def role_of(draft: Draft, trigger: Trigger, unit: Unit, behind: list[Unit], skeleton: Skeleton, nominal: bool) -> str:
    row, case = trigger.row, unit.case
    roles = row.roles
    adjacent = not behind and not re.search(r"[、。はがをに]", skeleton.text[unit.tail : trigger.start])
    if unit.letter == "Ⓟ":
        opens = "では" in skeleton.text[unit.at : unit.tail]
        if (
            opens
            and not trigger.passive
            and roles["ga"] in ("agent", "chair")
            and row.type in ("meeting", "consultation", "adoption", "establishment", "announcement", "assistance")
        ):
            return roles["ga"] if not draft.role(roles["ga"]) else "place"
        if case == "de" or (case == "topic" and opens):
            return "place" if row.type not in ("announcement", "legislation") or case == "de" else ""
        if row.type == "incident":
            if roles["ga"] == "agent" and case in ("ga", "topic") and not is_locative(unit.head):
                return "agent"
            return "place" if case in ("no", "ni", "wo", "ga", "also", "topic", "from", "") else ""
        if case == "from" and row.type in ("visit", "meeting", "talks"):
            return ""
    if row.id.startswith("v.cancel"):
        if unit.letter == "Ⓟ":
            return "place" if _JOURNEY.match(skeleton.text, unit.at + 1) or case in ("ni", "wo") else ""
        if (case in ("no", "attr") and _JOURNEY_OF.match(skeleton.text, unit.at + 1)) or (
            case == "de" and unit.letter in "ⒼⓂ"
        ):
            return "agent"  # Xの米国出張は取りやめる
    if row.type == "visit" and unit.letter == "Ⓟ" and case in ("no", "attr") and not draft.places and not behind:
        seen = skeleton.text[unit.tail : trigger.start]
        if re.fullmatch(r"[^、。はがⒶ-Ⓩ]{1,20}を", seen):
            return "place"  # モチュディの小学校を視察
    if case == "attr" and unit.letter == "Ⓟ" and row.stem in ("立入検査", "強制調査", "家宅捜索", "検査"):
        return "place"
    if case == "de" and unit.letter in "ⓂⒼ" and row.type in _INSTITUTIONAL:
        return roles["ga"]  # 総務省においてパブリックコメントを実施
    if case == "de" and unit.letter in "ⓂⒼ" and row.type in _HELD:
        at = [u for u in skeleton.units if u.letter == "Ⓟ" and u.owner >= 0 and skeleton.units[u.owner] is unit]
        for address in at:
            draft.places += [m for m in address.mentions if m not in draft.places]
        return "" if at else "place"  # 大使館において署名式が行われ
    if case == "host":
        return "chair" if row.type in ("meeting", "award", "establishment") else "agent"
    if case == "chair":
        return "chair"
    if case == "witness":
        return "attendee" if row.type in ("agreement", "meeting", "award") else ""
    if case == "attr" and nominal and unit.letter in "ⓄⓂⓃ" and len(behind) == 1 and behind[0].letter == "Ⓟ":
        return roles["ga"]
    teller = any(u.case == "topic" and u.letter in ACTORS for u in skeleton.between(0, unit.at))
    if case == "ga" and teller and row.type == "announcement":
        # 農水省は、A社が転売していたことを公表した
        return "" if _TOLD_OF.search(skeleton.text[unit.tail : trigger.start]) else roles["ga"]
    if case == "topic" or case in SUBJECT:
        role = suffers(row) if trigger.passive else roles["ga"]
        if trigger.passive and row.id == "x.dispatch" and unit.letter in "ⓂⒼ":
            return "agent"  # 第14普通科連隊が派遣された
        if trigger.passive and not role and row.type == "meeting":
            return ""
        return role if may_act(unit, row.type, role) else ""
    if case == "also":
        if trigger.passive:
            return suffers(row)
        if row.type == "visit" and unit.letter in "ⓅⒼ" and roles["wo"]:
            return _object(draft, trigger, unit, roles["wo"], skeleton)  # 美術館も視察します
        return roles["ga"] if may_act(unit, row.type, roles["ga"]) and not draft.role(roles["ga"]) else ""
    if case in ("by", "via"):
        if case == "by" and row.type == "incident":
            return ""
        return roles["ga"]
    if (
        case == "from"
        and row.type in ("visit", "meeting", "talks")
        and re.match(r"[^。]{0,6}(?:旨|こと)", skeleton.text[trigger.end :])
    ):
        return roles["ga"]
    if case == "from" and row.type == "assistance" and skeleton.text.startswith("なる", unit.tail):
        return roles["ga"]  # Xの職員9名からなるチームを派遣
    if case == "from" and row.id == "x.dispatch" and unit.letter in "ⓂⒼ":
        return "agent"  # 法務省から職員8名を派遣
    if case == "from" and _TOLD_BY.match(skeleton.text, unit.tail):
        return ""
    if case == "from":
        if row.type in ("announcement", "consultation", "enforcement") and unit.letter in "ⓄⓂⒼ":
            return roles["ga"]
        if row.type == "award" and not trigger.passive and unit.letter != "Ⓟ":
            return "agent"
        return roles["ga"] if trigger.passive and (unit.letter != "Ⓟ" or row.type == "assistance") else ""
    if case in ("to", "between"):
        if unit.letter == "Ⓟ" and row.type not in ("talks", "agreement", "adoption", "meeting"):
            return ""
        role = roles["to"]
        if case == "between" and row.type == "announcement":
            return "counterpart"
        if case == "to" and _UNNAMED.match(skeleton.text, unit.tail):
            return roles["ga"]  # 大使と団体の代表者が署名
        return (
            (roles["ga"] if role == "with" else role)
            if row.type != "meeting" or role == "chair"
            else (roles["ga"] if case == "to" else "")
        )
    if case == "with":
        return roles["ga"] or "attendee"
    if case == "wo" and row.stem == "派遣" and unit.head and unit.letter in "ⓂⒼ":
        return roles["ga"]  # Xの職員を派遣: X sends
    if case in ("wo", "ni"):
        return _object(draft, trigger, unit, roles[case], skeleton)
    if case in ("no", "attr") and nominal and row.type == "appointment" and unit.letter in "ⓄⓃ" and behind:
        return plain(roles["wo"]) or roles["ga"]  # XのY局長への起用
    if case == "no" and adjacent:
        if row.type in ("establishment", "appointment", "award") and roles["wo"]:
            return plain(roles["wo"])
        if nominal or row.kind == "suru":
            if unit.letter == "Ⓟ" and row.type in ("visit", "meeting"):
                return "place"
            return roles["ga"] if unit.letter != "Ⓟ" or row.type not in ("talks",) else ""
    if case == "" and adjacent and unit.tail >= trigger.start:
        if row.type == "talks" and unit.letter in "ⓄⓂ" and row.roles["wo"]:
            return plain(row.roles["wo"])
        if row.type == "visit":
            return "place" if unit.letter == "Ⓟ" else ("counterpart" if unit.letter in "ⓂⒼ" else "agent")
        if unit.letter in "ⓄⓂ" and row.type in ("announcement", "award", "enforcement"):
            return roles["ga"]
        if row.type == "incident" and unit.letter == "Ⓟ":
            return "place"
        if row.type == "establishment" and unit.letter in "ⓂⒼ":
            return plain(roles["wo"])  # 官邸対策室設置
    return ""


def _object(draft: Draft, trigger: Trigger, unit: Unit, roles: str, skeleton: Skeleton) -> str:
    """The role of an object: ``role|slot of a PLACE``; authorities that are told something are counterparts."""
    role, _, of_place = roles.partition("|")
    if unit.letter == "Ⓟ":
        if trigger.row.stem in ("指示", "勧告") and unit.case == "ni" and trigger.row.type == "enforcement":
            return role  # 富山県に指示した
        if draft.type == "assistance" and of_place == "place":
            return "counterpart" if "対し" in skeleton.text[unit.at : unit.tail] else "place"
        return of_place or (role if roles and "|" not in roles else "")
    if draft.type == "enforcement" and unit.case == "ni" and role in ("target", "counterpart"):
        return "counterpart" if unit.letter in "ⓄⓂ" else "target"
    if draft.type == "visit" and unit.letter in "ⓄⓃ":
        return "counterpart" if trigger.row.stem != "派遣" else role
    return role
