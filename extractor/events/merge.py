"""Drafts that tell the same happening become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor.entities.candidates import Candidate
from extractor.events.frames import Draft
from extractor.events.status import bounds

# Stems of a type that tell the same step; a stem in no group is a step of its own.
_STEPS: dict[str, tuple[frozenset[str], ...]] = {
    "legislation": (frozenset({"施行", "施行日", "施行期日"}), frozenset({"閣議決定", "決定"})),
    "adoption": (
        frozenset({"決定", "閣議決定", "決め", "閣議了解"}),
        frozenset({"改定", "改訂", "改め"}),
        frozenset({"取りまとめ", "とりまとめ", "まとめ", "策定"}),
        frozenset({"了承", "承認"}),
    ),
    "agreement": (
        frozenset({"署名", "調印", "署名・交換"}),
        frozenset({"交換", "交わ", "取り交わ", "署名・交換"}),
        frozenset({"締結", "結"}),
        frozenset({"合意", "大筋合意", "妥結"}),
    ),
    "enforcement": (),
    "appointment": (
        frozenset(
            {
                "就任",
                "任命",
                "起用",
                "選",
                "選出",
                "選任",
                "就",
                "発令",
                "指名",
                "委嘱",
                "再任",
                "着任",
                "内定",
                "登用",
                "昇任",
                "昇格",
                "任用",
                "充て",
                "指定",
            }
        ),
        frozenset({"退任", "辞任", "辞職", "離任", "解任", "罷免"}),
    ),
}
_FREE = frozenset({"meeting", "talks", "visit", "announcement", "award", "assistance", "incident"})
_HANDING = frozenset({"供与", "引渡し", "引き渡", "無償資金協力"})
_ATTENDING = frozenset({"出席", "参加", "参列", "列席", "臨席", "臨", "出"})
# Words that only add to the incident of the same sentence.
_OF_ANOTHER = frozenset({"鎮火", "を震源とする"})
# What an incident did to people and things is not another incident.
_HARM = frozenset(
    {
        "死亡",
        "負傷",
        "死傷",
        "けがを",
        "損壊",
        "全壊",
        "全焼",
        "孤立",
        "断水",
        "停電",
        "浸水",
        "冠水",
        "倒壊",
        "行方不明",
    }
)
_CLOSING = frozenset({"閉鎖", "解散", "廃止"})
_COMMENTS = frozenset({"諮問", "答申", "諮"})
# How many drafts of a type, and of an entity, are compared: what tells the same stands near or names the same.
_NEAR = 24
_GENERIC_SANCTION = frozenset({"行政処分", "処分", "命令"})


def same_step(a: Draft, b: Draft) -> bool:
    """Whether two events of a type can be the same step (署名 and 発効 are not)."""
    if a.type != b.type:
        return False
    if {a.stage, b.stage} == {"可決", "成立"} and a.sentence == b.sentence:
        return abs(a.trigger[0] - b.trigger[0]) <= 6  # 可決、成立しました
    if a.stage == b.stage or a.type in _FREE:
        return True
    if a.type == "establishment":
        return (a.stage in _CLOSING) == (b.stage in _CLOSING)
    if a.type == "consultation":
        return not {a.stage, b.stage} & _COMMENTS
    if a.type == "enforcement":
        return a.stage in _GENERIC_SANCTION or b.stage in _GENERIC_SANCTION
    return any(a.stage in group and b.stage in group for group in _STEPS.get(a.type, ()))


def merge(drafts: Sequence[Draft], mentions: Sequence[Candidate]) -> list[Draft]:
    """One draft for each happening, in the order of their first asserted mention."""
    keys = entity_keys(mentions)
    merged: list[Draft] = []
    by_entity: dict[tuple[str, str], list[Draft]] = {}
    by_type: dict[str, list[Draft]] = {}
    # Full drafts first, so that headings and passing references find what they point to.
    for draft in sorted(drafts, key=lambda d: (d.weak or (d.heading and d.own < 2), d.trigger)):
        near = {id(d): d for d in by_type.get(draft.type, [])[-_NEAR:]}
        if draft.weak or draft.heading:
            near |= {id(d): d for d in by_type.get(draft.type, [])[:_NEAR]}
        for key in _names(draft, keys):
            same = by_entity.get((draft.type, key), [])
            near |= {id(d): d for d in (*same[:_NEAR], *same[-_NEAR:])}
        best = max(
            (d for d in near.values() if _same(d, draft, mentions, keys)),
            key=lambda d: (_shared(d, draft, keys), -abs(d.trigger[0] - draft.trigger[0])),
            default=None,
        )
        if best is not None:
            _absorb(best, draft, mentions, keys)
            kept = best
        elif not draft.weak:
            merged.append(draft)
            by_type.setdefault(draft.type, []).append(draft)
            kept = draft
        else:
            continue
        for key in _names(draft, keys):
            same = by_entity.setdefault((draft.type, key), [])
            if not same or same[-1] is not kept:
                same.append(kept)
    return sorted(merged, key=lambda d: d.trigger)


def entity_keys(mentions: Sequence[Candidate]) -> list[str]:
    """The entity of each mention; one that no linker knew stands alone."""
    return [m.entity or f"#{i}" for i, m in enumerate(mentions)]


def _names(draft: Draft, keys: Sequence[str]) -> set[str]:
    """All entities of a draft."""
    found = {keys[m] for m, _ in draft.participants}
    found |= _entities((*draft.places, *draft.laws, *draft.documents), keys)
    return found if draft.conference is None else found | {keys[draft.conference]}


def _entities(indices: Iterable[int], keys: Sequence[str]) -> set[str]:
    return {keys[i] for i in indices}


def _shared(a: Draft, b: Draft, keys: Sequence[str]) -> int:
    """How many entities two drafts share."""
    total = len(_entities((m for m, _ in a.participants), keys) & _entities((m for m, _ in b.participants), keys))
    for x, y in ((a.places, b.places), (a.laws, b.laws), (a.documents, b.documents)):
        total += len(_entities(x, keys) & _entities(y, keys))
    if a.conference is not None and b.conference is not None:
        total += keys[a.conference] == keys[b.conference]
    if a.date is not None and b.date is not None:
        total += a.date == b.date
    return total


def _same(a: Draft, b: Draft, mentions: Sequence[Candidate], keys: Sequence[str]) -> bool:
    if (a.listed and b.listed) or not same_step(a, b) or (a.status == "cancelled") != (b.status == "cancelled"):
        return False
    if {a.stage, b.stage} == {"発射", "落下"}:
        return True  # a launch and its fall are one
    if a.sentence == b.sentence and not (a.weak or b.weak):
        if a.type == "enforcement":
            return a.trigger == b.trigger
        if a.type == "visit" and a.status != "cancelled" and a.trigger != b.trigger:
            return bool(_entities(a.places, keys) & _entities(b.places, keys)) and not (a.relative and b.relative)
        if a.status == "cancelled" and ".cancel" in a.rule + b.rule:
            return True  # 開く予定だったXは中止します
        if a.type == "meeting" and _attends(a, b):
            return True  # Xがレセプションを主催し、Yらが出席しました
    told = not (a.weak or b.weak or a.heading or b.heading)
    if told and {a.status, b.status} == {"planned", "occurred"} and a.type in ("consultation", "visit", "talks"):
        return False  # what was asked then is not what will be asked
    conference = a.conference is not None and b.conference is not None
    if conference and keys[a.conference or 0] != keys[b.conference or 0]:
        return False
    if not _dates_agree(a, b, mentions):
        return False
    for role in ("target", "counterpart", "agent"):
        x, y = _entities(a.role(role), keys), _entities(b.role(role), keys)
        if x and y and not x & y and not conference and not _same_names(a, b, role, mentions):
            return False
    for left, right, types in (
        (a.laws, b.laws, ("legislation", "adoption", "consultation")),
        (a.documents, b.documents, ("adoption", "agreement", "announcement")),
        (a.places, b.places, ("visit", "incident", "meeting", "assistance")),
    ):
        x, y = _entities(left, keys), _entities(right, keys)
        if (
            a.type == "incident"
            and a.sentence == b.sentence
            and (a.relative or b.relative or "観測" in (a.stage, b.stage))
        ):
            continue
        if x and y and not x & y and a.type in types and not conference:
            return False
    passing = a.weak or b.weak or ((a.heading or b.heading) and min(a.own, b.own) < 2)
    shared = _shared(a, b, keys)
    if conference or passing:
        return shared > 0 or (
            passing and not conference and min(a.own, b.own) == 0 and a.type not in ("legislation", "adoption")
        )
    if a.type == "meeting":
        x, y = _entities(a.places, keys), _entities(b.places, keys)
        if (a.relative or b.relative) and x & y and (x <= y or y <= x) and (a.date is None or b.date is None):
            return not (a.participants and b.participants and a.conference is None and b.conference is None)
        # Without a common name only the same day and a common place or body make one meeting.
        return shared > 1 and a.conference is None and b.conference is None
    if a.type == "incident":
        if a.sentence == b.sentence:
            second = b if a.trigger < b.trigger else a
            if second.stage in _HARM and (a.date == b.date or not (a.date and b.date)) and shared:
                return True
            if {a.stage, b.stage} & _OF_ANOTHER and (not (a.places and b.places) or shared):
                return True
            return a.relative or b.relative or "観測" in (a.stage, b.stage) or not (a.places and b.places)
        return bool(_entities(a.places, keys) & _entities(b.places, keys)) and (a.date is None or b.date is None)
    if a.type == "legislation":
        return bool(_entities(a.laws, keys) & _entities(b.laws, keys))
    both_dated = a.date is not None and b.date is not None
    if (
        a.type == "agreement"
        and shared
        and both_dated
        and not all(d.documents or d.role("counterpart") for d in (a, b))
    ):
        return True  # 署名する予定 in the lead, 署名式 in the programme
    if a.type in ("adoption", "agreement"):
        return bool(_entities(a.documents, keys) & _entities(b.documents, keys)) or (
            a.sentence != b.sentence and shared > 1
        )
    if a.type in ("announcement", "assistance", "consultation", "enforcement"):
        if a.sentence == b.sentence and a.type == "assistance":
            return {a.stage, b.stage} <= _HANDING and not (a.role("counterpart") and b.role("counterpart"))
        need = 2 if a.date is not None and b.date is not None else 1
        return shared >= need and a.sentence != b.sentence
    if a.type == "appointment":
        return bool(_entities(a.role("target"), keys) & _entities(b.role("target"), keys))
    if a.type == "award":
        return shared > 0
    if a.type == "visit":
        same_day = a.date is None or b.date is None or mentions[a.date].value == mentions[b.date].value
        return bool(_entities(a.places, keys) & _entities(b.places, keys)) or (
            shared > 0 and not (a.places and b.places) and same_day
        )
    if a.type == "talks" and (a.heading or b.heading) and shared:
        return True  # the title's talks share a party with those of the lead
    return shared > 1


def _attends(a: Draft, b: Draft) -> bool:
    """Whether one of two predicates of a sentence only tells who attends what the other holds."""
    first, second = (a, b) if a.trigger < b.trigger else (b, a)
    return (
        second.stage in _ATTENDING
        and first.stage not in _ATTENDING
        and (not first.relative or second.trigger[0] - first.trigger[1] <= 24)
        and (second.conference is None or second.conference == first.conference)
        and (second.date is None or first.date is None or second.date == first.date)
    )


def _same_names(a: Draft, b: Draft, role: str, mentions: Sequence[Candidate]) -> bool:
    """Whether a title names somebody of the talks below in a shorter form (ショルツ首相, オラフ・ショルツ首相)."""
    if not (a.heading or b.heading) or a.type not in ("talks", "visit", "agreement"):
        return False
    return any(_alike(mentions[i], mentions[j]) for i in a.role(role) for j in b.role(role))


def _alike(a: Candidate, b: Candidate) -> bool:
    """Whether one name of an office holder holds the other."""
    x, y = a.value.split("/")[0], b.value.split("/")[0]
    return bool(x and y) and (x in y or y in x)


def _dates_agree(a: Draft, b: Draft, mentions: Sequence[Candidate]) -> bool:
    if a.date is None or b.date is None:
        return True
    (a0, a1), (b0, b1) = bounds(mentions[a.date]), bounds(mentions[b.date])
    if not (a0 and b0):
        return mentions[a.date].value == mentions[b.date].value
    if len(a0) > 10 and len(b0) > 10 and not (a.day_only or b.day_only):
        return a0 <= b1 and b0 <= a1
    return a0[:10] <= b1[:10] and b0[:10] <= a1[:10]


def _absorb(into: Draft, other: Draft, mentions: Sequence[Candidate], keys: Sequence[str]) -> None:
    """Adds what ``other`` knows to ``into``."""
    into.mentions += [s for s in other.mentions if s not in into.mentions]
    into.weak = into.weak and other.weak
    if other.weak:
        return
    if other.stage in _OF_ANOTHER and into.stage not in _OF_ANOTHER and into.date is None:
        pass  # when a fire was out is not when it broke out
    elif other.date is not None and (into.date is None or _finer(other, into, mentions)):
        into.date, into.day_only = other.date, other.day_only
    for mine, theirs in ((into.places, other.places), (into.laws, other.laws), (into.documents, other.documents)):
        known = _entities(mine, keys)
        mine += [i for i in theirs if keys[i] not in known]
    known_actors = _entities((m for m, _ in into.participants), keys)
    shorter = into.heading or other.heading
    for m, role in other.participants:
        if keys[m] in known_actors:
            continue
        short = next((i for i in into.role(role) if shorter and _alike(mentions[m], mentions[i])), None)
        if short is None:
            into.participants.append((m, role))
        elif len(mentions[m].value) > len(mentions[short].value):
            # ショルツ首相 of the title is オラフ・ショルツ首相 of the lead
            into.participants = [(m if i == short else i, r) for i, r in into.participants]
    if into.conference is None:
        into.conference = other.conference
    for slot, rule in other.evidence.items():
        into.fill(slot, rule)
    into.reasons = other.reasons | into.reasons
    if into.heading and not other.heading:
        into.status, into.sentence, into.heading = other.status, other.sentence, False
        into.trigger = other.trigger
    into.own = max(into.own, other.own)


def _finer(a: Draft, b: Draft, mentions: Sequence[Candidate]) -> bool:
    """Whether the date of ``a`` is more specific: it covers fewer days, or tells a time."""
    assert a.date is not None
    assert b.date is not None
    (a0, a1), (b0, b1) = bounds(mentions[a.date]), bounds(mentions[b.date])
    if not (a0 and b0):
        return bool(a0) and not b0
    wide_a, wide_b = a0[:10] != a1[:10], b0[:10] != b1[:10]
    if wide_a != wide_b:
        return wide_b and a.type not in ("meeting", "visit", "consultation")
    return False


def distinct(draft: Draft, mentions: Sequence[Candidate], keys: Sequence[str]) -> None:
    """Keeps one mention of each entity in every slot."""

    def once(indices: list[int]) -> list[int]:
        seen: dict[str, int] = {}
        for i in indices:
            best = seen.setdefault(keys[i], i)
            if mentions[i].end - mentions[i].start > mentions[best].end - mentions[best].start:
                seen[keys[i]] = i
        return list(seen.values())

    draft.places = once(draft.places)
    draft.laws = once(draft.laws)
    draft.documents = once(draft.documents)
    roles: dict[str, str] = {}
    for m, role in draft.participants:
        roles.setdefault(keys[m], role)
    fullest = once([m for m, _ in draft.participants])
    draft.participants = [(m, roles[keys[m]]) for m in fullest]
