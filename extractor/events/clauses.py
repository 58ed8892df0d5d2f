"""Clauses of a sentence: which names belong to which predicate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.events.skeleton import Skeleton, Unit
from extractor.events.triggers import Trigger

# 連用中止 and て before a comma, and conjunctions behind a finite verb. Compound particles (において、) are none.
_BREAK = re.compile(
    r"(?=[ぁ-ん後。])"  # what all of them begin with, before the dear look behind
    r"(?<!におい)(?<!に対)(?<!に対し)(?<!によ)(?<!につい)(?<!につきまし)(?<!に関)(?<!に関し)(?<!に基づ)(?<!に基づい)(?<!に際)(?<!に際し)"
    r"(?<!をもっ)(?<!を通)(?<!を通じ)(?<!とし)(?<!にかけ)(?<!に加)(?<!に加え)(?<!に応)(?<!に応じ)(?<!にわた)(?<!にわたっ)(?<!をはじ)(?<!を始)"
    r"(?<!によっ)(?<!に向)(?<!に向け)(?<!に伴)(?<!に従)(?<!と連携)(?<!と共同)(?<!と協力)(?<!を代表)(?<!に当た)(?<!にあた)(?<!併せ)(?<!あわせ)(?<!続)(?<!加え)(?<!主とし)(?<!そし)"
    r"(?:(?<=[一-龥ぁ-ん])(?:(?<!と)し|て|で(?<=[いんー]で)|り|(?<=[行伴争使])い|き|(?<!え)え|け|ち|み|び|(?<!た)め|れ|せ|じ|(?<!ま)ず)、"
    r"|(?:[たるいうくすつぬむぶだ]|ます|です)(?:が|ところ(?:であり|です|であるが)?|ため|ので|ほか|一方(?:で)?|とともに|と同時に|ものの|際|際に|後(?:に)?|のち|上で|結果|ことから|こと(?:及び|や|を受け|に伴い|、また)|よう|もので|ものであり)、"
    r"|(?:(?<!その)(?<!今)後|の上|の結果|に伴い|に先立ち|に当たり|に合わせ|を受け(?:て)?|を機に)、"
    r"|。)"
)
# A finite verb before a noun: a relative clause ends here.
_RELATIVE = re.compile(
    r"(?:(?<=[一-龥ぁ-ん])(?:した|った|れた|いた|んだ|えた|けた|めた|きた|ぎた|せた|てた|べた|りた|じた|ちた|みた|びた|ねた"
    r"|(?:さ|わ|か|ら|ば)れる|[れしいきりえ]ます|予定の|する|てい?る|ける|める|れる|える|せる|げる|行う|及ぶ|伴う))"
    r"(?<!に関する)(?<!に対する)(?<!に関連する)(?<!とする)(?<!に向けた)(?<!に代わる)(?<!に資する)(?<!予定していた)(?<!予定されていた)(?<!計画していた)"
    r"(?=[「『]?[一-龥ァ-ヶーⒶ-Ⓩ々])"
)
_SETTING = re.compile(r"(?:始ま|行わ|開か|開催|開幕|催さ|予定|計画)[ぁ-ん]{0,8}$")
_NO_NOUN = re.compile(
    r"(?:後|際|上|結果|ため|こと|もの|予定|場合|ところ|通り|方針|見込|運び|一方|旨|中|見通|計画(?:です|で)|以上|上で)"
)
_LONE_COMMA = re.compile(r"(?:頃|ごろ)?(?:まで|から|に|には|にかけて)?[」』)\0]*、")


@dataclass(slots=True)
class Clause:
    """The names around a trigger.

    ``own`` stand in its clause; ``earlier`` to the left in the same sentence, nearest last; ``head`` are the names
    that a relative clause describes; ``bracketed`` stand in brackets behind a name of the clause; ``setting`` are
    the names of a clause that tells when and where a meeting is (12日に始まったX); ``attending`` the subjects of
    ``Xが参加する`` before the meeting; ``owner`` stands before the bracket that holds the trigger.
    """

    own: list[Unit] = field(default_factory=list)
    attending: list[Unit] = field(default_factory=list)
    setting: list[Unit] = field(default_factory=list)
    earlier: list[Unit] = field(default_factory=list)
    head: list[Unit] = field(default_factory=list)
    bracketed: list[Unit] = field(default_factory=list)
    owner: Unit | None = None
    start: int = 0


@dataclass(slots=True)
class Sentence:
    """The clause borders of a sentence."""

    skeleton: Skeleton
    breaks: list[int]
    relatives: list[tuple[int, int]]


def parse(skeleton: Skeleton, triggers: list[Trigger]) -> Sentence:
    """Finds clause borders and relative clauses outside brackets."""
    text = skeleton.text
    outer = text
    for a, b in sorted(skeleton.brackets):
        outer = outer[:a] + "\0" * (b + 1 - a) + outer[b + 1 :]
    breaks = [m.end() for m in _BREAK.finditer(outer)]
    # A clipped trigger noun before a comma ends a clause too (を閣議決定、国会に提出).
    breaks += [t.end + 1 for t in triggers if t.form == "clipped" and outer[t.end : t.end + 1] == "、"]
    breaks.sort()
    sentence = Sentence(skeleton, breaks, [])
    ends = {m.end() for m in _RELATIVE.finditer(outer) if not _NO_NOUN.match(outer, m.end())}
    told = {t.start if t.issued else t.end for t in triggers if t.relative and outer[t.start] != "\0"}
    for end in sorted(ends | told):
        start = _relative_start(sentence, end, outer)
        if end not in told:
            # Of a clause that tells no event only the stretch behind the last comma is sure to belong to it.
            start = max(start, outer.rfind("、", start, end) + 1)
        sentence.relatives.append((start, end))
    return sentence


def _relative_start(sentence: Sentence, end: int, outer: str) -> int:
    """Where a relative clause that ends at ``end`` begins: behind a topic, a lone date with a comma, or a border."""
    start = max([b for b in sentence.breaks if b < end], default=0)
    for unit in sentence.skeleton.between(start, end):
        if unit.depth:
            continue
        if unit.case == "topic" or (
            unit.case == "also" and unit.tail < end and outer[unit.tail : unit.tail + 1] == "、"
        ):
            start = unit.tail
        elif unit.letter == "Ⓓ":
            comma = _LONE_COMMA.match(outer, unit.at + 1)
            if comma:
                start = comma.end()
        elif unit.case in ("ni", "de", "law", "by", "host", "from") and outer[unit.tail : unit.tail + 1] == "、":
            start = unit.tail + 1
    topic = outer.rfind("は、", start, end)
    if topic >= 0 and outer[topic - 2 : topic] not in ("また", "或い", "ある"):
        start = topic + 2  # a topic stands outside: Xへの立ち寄りは、Yで起きた事件
    previous = [e for s, e in sentence.relatives if start <= e < end]
    return max([start, *previous]) if previous and not sentence.skeleton.between(max(previous), end) else start


def clause_of(sentence: Sentence, trigger: Trigger) -> Clause:
    """The names that belong to a trigger."""
    skeleton = sentence.skeleton
    bracket = skeleton.bracket_of(trigger.start)
    clause = Clause()
    if bracket:
        inside = skeleton.between(bracket[0], bracket[1])
        clause.own = [u for u in inside if u.at < trigger.start] or inside
        before = [u for u in skeleton.between(0, bracket[0]) if not u.depth]
        clause.owner = before[-1] if before and bracket[0] - before[-1].at <= 3 else None
        clause.earlier = [u for u in skeleton.between(0, bracket[0]) if not u.depth]
        clause.start = bracket[0]
        return clause
    start = max([b for b in sentence.breaks if b <= trigger.start], default=0)
    mine = next((r for r in sentence.relatives if r[1] == (trigger.start if trigger.issued else trigger.end)), None)
    if trigger.relative and mine:
        start = mine[0]
    hidden = [
        r
        for r in sentence.relatives
        if r[1] <= trigger.start and r != mine and not (trigger.issued and trigger.start - r[1] <= 20)
    ]
    for a, b in hidden:
        if a >= start and re.search(r"(?:参加|出席|参列|列席)(?:する|した)$", skeleton.text[a:b]):
            clause.attending += [u for u in skeleton.between(a, b) if u.case in ("ga", "no")]
        if (
            a >= start
            and re.match(r"[^、。Ⓐ-Ⓩ]{0,14}(?:[「『]?Ⓒ|[会式祭展][」』]?[はをが])", skeleton.text[b : b + 18])
            and _SETTING.search(skeleton.text[a:b])
        ):
            clause.setting += [u for u in skeleton.between(a, b) if not u.depth]
    for unit in skeleton.between(0, trigger.end if trigger.spread else trigger.start):
        if unit.depth:
            if unit.owner >= 0 and skeleton.units[unit.owner].at >= start:
                clause.bracketed.append(unit)
        elif unit.at >= start:
            if not any(a <= unit.at < b for a, b in hidden):
                clause.own.append(unit)
        elif not trigger.relative and not any(a <= unit.at < b for a, b in hidden):
            clause.earlier.append(unit)
    # The noun behind a relative clause, and names that run on from the trigger (施行日はⒹ).
    if trigger.relative and not trigger.issued:
        clause.head = _head(skeleton, trigger.end, alone=skeleton.text.startswith("中の", trigger.end - 2))
    clause.start = start
    return clause


def _head(skeleton: Skeleton, at: int, *, alone: bool) -> list[Unit]:
    """The names right behind a relative clause, coordinated ones included.

    Args:
        alone: a name behind と is no second head (訪問中のXとYとの会談).
    """
    head: list[Unit] = []
    for unit in skeleton.between(at, len(skeleton.text)):
        if unit.depth:
            continue
        gap = skeleton.text[at : unit.at]
        if head:
            if not head[-1].join or (alone and head[-1].join == "と"):
                break
        elif not re.fullmatch(r"[「『]*(?:[^、。はがをにでと]{0,14})?[「『]*", gap):
            break
        head.append(unit)
        at = unit.tail
    return head
