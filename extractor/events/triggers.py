"""Event triggers in a skeleton: which predicate it is, its tense and voice, and whether it asserts a happening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.adaptation.model import NONE, Adaptation
from extractor.events.skeleton import Skeleton
from extractor.resources import Matcher, rows

# noun + する
_SURU = (
    r"(?:[にと](?=な[りらっ])な[りらっ]|と(?:し(?=[たま])|する)"
    r"|(?:を|も|は|が)?(?:それぞれ|新たに)?(?:(?:いた|致)し|申し上げ|(?:させて)?(?:いただ|頂)[きくい]"
    r"|なさ[いっれ]|され|せられ|させ|し(?!か|っ|ん)|する|すれ|でき(?=ました|た)))"
)
# noun + light verb
_LIGHT = (
    r"(?:\([^()]{0,60}\))?(?:の(?:手続き?|募集|実施|場))?(?:など|等)?(?:[0-9]+[件回]|(?=を))?(?:を|が|も|は)?(?:それぞれ|あわせて|併せて|新たに|正式に|Ⓓ(?:に|まで|から|より)?)?"
    r"(?:(?:執り|とり)?(?:行な?|おこな)(?:われ|い|っ(?=[たて])|う|え)"
    r"|(?:実施|開催|挙行|実現|開始|完了|終了|発出|決定|公表|発表|発令|送付)(?:され|いたし|致し|し(?!か|っ)|する|(?=[、。()\s]|$|中(?:[でのと、。)\s]|$)))|に(?:当た|あた)(?:っ(?=て[いお]|た)|り(?=ま))|な(?:され|さ[いっれ])"
    r"|(?<=[をがも])(?:あり(?=まし|、)|あっ(?=[たて])|ござい(?=まし)|いただ[いき]|頂[いき]|受け(?:られ)?(?!入れ)|持(?:ち|っ(?=[たて]))|仰[ぎぐ]|賜[りる]|得(?=[たてま])|経(?=[たてま])|出(?:し|され)|発し))"
)
_GODAN = {
    "k5": "(?:か(?:れ|せ)|き|く|け|い(?=[たて]))",
    "s5": "(?:さ(?:れ|せ)|し|す|せ)",
    "w5": "(?:い(?:いた)?し(?=[またて、])|わ(?:れ|せ)|い|う|え|っ(?=[たて]))",
    "r5": "(?:ら(?:れ|せ)|り|る|れ|っ(?=[たて]))",
    "b5": "(?:ば(?:れ|せ)|び|ぶ|べ|ん(?=[だで]))",
    "1": "(?:られ|る|(?=[たてまな、。])|$)",
    "m5": "(?:ま(?:れ|せ)|み|む|め|ん(?=[だで]))",
    "t5": "(?:た(?:れ|せ)|ち|つ|て|っ(?=[たて]))",
    "iri": "り(?:し|する)",
    "not": "(?:が|は)?(?:でき|かな[いわ])(?:ません|なか|なく)|され(?:ません|なか|ず)|し(?:ません|なか)",
    "iku": "(?:か(?:れ|せ)|き|く|け|っ(?=[たて]))",
    "zuru": "(?:ず(?:る|れ)|じ(?:る|(?=[たてま、])))",
    "aru": "が(?:あり(?=ま|、)|あっ(?=[たて])|ござい(?=ま))",
    "tonaru": "(?:る?こと)?(?:と|に)な(?:り|る|っ(?=[たて]))",
    "raw": "(?=[^、。]{0,24}(?:地震|津波))",
    "z1": "(?:き(?=[たてま、])|きる|こ(?:り(?=ま|、)|る|っ(?=[たて])))",
}
_INFLECTED = {
    "suru": re.compile(f"(?:{_SURU}|{_LIGHT})"),
    **{kind: re.compile(pattern) for kind, pattern in _GODAN.items()},
    "noun": re.compile(r"(?=)"),
}
# Behind the verb's stem. The order matters: the first group that matches names the tense.
_AUX = re.compile(
    r"(?:(?P<wish>[てで](?:いただきた|いただけ|もらいた|ほし|ください|下さい|いきた|まいりた|参りた))"
    r"|(?P<neg>(?:て(?:は)?(?:お|い)?り?)?(?:ません|ない|なかった|なく|ずに?(?=[、。]|$))|かねる)"
    r"|(?P<progpast>[てで](?:いました|いた(?!だ)|おりました|きました|きた|まいりました|参りました))"
    r"|(?P<prog>[てで](?:い(?:ます|る|て|ない)|おります|おり(?=、)|おる|いるところ|いきます|いく)|(?:を|し)?続け)"
    r"|(?P<past>(?:[てで]いただきまし)?(?:まし)?(?<![るすくぐうむぶ])[ただ](?!い|く|め(?!、)|ら|り|ず))"
    r"|(?P<volition>た(?:い|く)|よう(?!や)|べき|ば(?![れ])|[ただ]ら(?!れ)|るなら)"
    r"|(?P<te>(?:まし)?[てで](?!き))"
    r"|(?P<nonpast>ます(?:ので)?|る)"
    r"|(?P<bare>))"
)
# What makes a predicate a plan, a wish, or content only. Read right behind the predicate.
_PLANNED = re.compile(
    r"(?:の|を|は|が|も)?(?:予定|見込み|見通し|運び|計画|方針|段取り|つもり|準備を進め|方向(?=で|です|、))|こと(?:に|と|が|を)(?:し(?!て(?:いる|い?なかった))|なっ|なり|いたし|決ま|決め|決定|され|予定)|もの(?:です|で(?:あり|す)|で、)"
)
# What a plan describes: 開く予定だったX, 設置予定のX.
_PLANNED_HEAD = re.compile(
    r"(?:だった|であった|していた|されていた|の|である)[「『]?[^、。はがをにⒶ-Ⓩ]{0,6}[「『]?[Ⓐ-Ⓩ]"
)
_WISH = re.compile(
    r"(?:べき|(?:ことが?)?(?:必要|重要|可能|大切|肝要|適当|望まし|でき)|ことが(?:でき|必要|重要|可能|望|期待|求め|想定)"
    r"|よう(?:に)?(?:、)?(?:求め|要請|指示|促|[おご御]?願|働|呼|勧告|依頼|申し|努)"
    r"|こと(?:を|で|に|も|など)?(?:、)?(?:期待|目指|求め|望|要請|呼び|検討|可能|禁|一致|合意|確認し合|念頭|想定|目的|防|避|促|[おご]?願|依頼|希望|歓迎)"
    r"|こと。|こと$|場合|とき(?!に、)|時に?は|ため(?:の|に)|[にの]?(?:に当たって(?:は)?の)|おそれ|恐れ|可能性|か(?:否|どうか)|限り|ものとする|もの(?:を|と(?!推定|み|見|思)|に(?:限|対|つ))|者(?:は|が|に|を|の|で)|人(?:は|が|に|を|の|々)"
    r"|(?:方|こと)?(?:向け|目指|図|検討)|旨(?:の(?:要望|要請|意向)|を(?:要請|求|お願)))"
)
_REPORT = re.compile(r"(?:こと|旨|の|もの)(?:を|が|など|について|も|等)+")
_SAID = re.compile(r"[^。]{0,12}?(?:期待|目指|望|要請|一致|求め|呼び掛け|呼びかけ|希望|歓迎|想定|目標|掲げ|促)")
_NOMINAL_WEAK = re.compile(
    r"に伴[いうっ]|に(?:係る|かかる|ついて|関する|際し|合わせ|向け、)|の(?:結果|概要|様子|際|後|日|機会|成果|状況|ため)|後|を(?:受け|踏まえ)"
)
_NOMINAL_TITLE = re.compile(
    r"[」』]?(?:等|など)?(?:\(案\))?(?:に(?:ついて|関する(?:お知らせ|件)|係る.{0,8}について)|の(?:お知らせ|概要|結果(?:等)?(?:について|概要)?|実施(?:結果)?|開催(?:結果)?|様子|予定|決定|公表|開始|公布|発令|手続|延期|中止)(?:について|の?お知らせ|等)?|の件)?"
    r"(?:\s?\([^()]*\))?(?:[第]\d+報)?\s*$|\s*[:：〕】>]\s*$"
)
_CLIPPED = re.compile(
    r"(?:等|など)?(?:\([^()]*\)|[」』])*(?:。|$|、|;|\)|\s{2,}|\(|\s(?=Ⓓ))|(?:式|会)?(?:等|など)?(?:\(|。|$)"
)
# 立入検査は、6月8日、農政局が行い
_SPREAD = re.compile(
    r"は、?(?=[^。]*[ⒹⓂⓄⒼⓅ])[^。はⓁ]{1,40}?(?:(?:行な?|おこな)(?:(?P<by>われ)|い|っ)|実施(?:し|(?P<by2>され))|(?P<by3>なされ))"
    r"(?:(?:まし)?た|(?P<on>、|て)|(?:ます|る)?(?P<plan>予定|見込み|見通し)?)(?!ない|ず)"
)
_SPREADING = frozenset({"enforcement", "consultation", "announcement", "award", "visit", "agreement"})
_CANCEL = re.compile(r"(?:中止|見送|延期|取りやめ|取り止め|とりやめ|キャンセル|見合わせ)")
_NOT_DONE = re.compile(r"(?:こと|方針|予定)?(?:と|に|を)(?:し(?:た|ま|て)|なっ|なり|いたし|決)")
_NOT_CANCEL = re.compile(r"(?:中止|延期|見送)(?:を?(?:求め|要請|命じ|含)|の場合|する場合|になる場合|となる場合)")
_HYPOTHETIC = re.compile(r"地震(?:等|など)?(?:に備|を想定|が(?:発生|起き)(?:した場合|る))|想定")
_PAIR = re.compile(r"(?:及び|並びに|、|と|・|や|を、(?=[^。]{0,60}(?:命令|処分|勧告|停止)))")
_PAIRS = frozenset({"enforcement", "legislation", "establishment", "adoption"})
_BAD_PREFIX = re.compile(r"(?:未|再|不|非|要|被|各|元|旧|経済)$")
_COMPOUND = re.compile(r"[一-龥ァ-ヶーA-Za-z]")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of ``models/rules/triggers.tsv``."""

    id: str
    type: str
    stem: str
    kind: str
    needs: re.Pattern[str] | None
    forbids: re.Pattern[str] | None
    roles: dict[str, str]


@dataclass(slots=True)
class Trigger:
    """A trigger as found: ``form`` past, nonpast, progressive, continued, clipped, title or nominal.

    ``start:end`` are offsets in the skeleton; ``relative`` says that a noun follows which the clause describes;
    ``passive`` that the subject suffers it; ``asserted`` is False for wishes, conditions and content of plans,
    ``weak`` that the words only point to an event told elsewhere, ``reported`` that the sentence's subject tells it
    (したことを説明した), ``issued`` that the verb stands before the noun (Xが発した命令),
    ``spread`` that words stand between the noun and its verb (検査は、Xが行い).
    """

    row: Row
    start: int
    end: int
    form: str
    passive: bool = False
    planned: bool = False
    cancelled: bool = False
    relative: bool = False
    asserted: bool = True
    weak: bool = False
    reported: bool = False
    issued: bool = False
    spread: bool = False


@lru_cache(maxsize=4)
def table(adaptation: Adaptation = NONE) -> dict[str, tuple[Row, ...]]:
    """The trigger rows by stem, the user's own first, then in the order of the file."""
    found: dict[str, list[Row]] = {}
    for t in adaptation.triggers:
        found.setdefault(t.stem, []).append(_row(t.id, t.type, t.stem, t.kind, t.before, dict(t.roles)))
    for r in rows("rules/triggers"):
        roles = {case: r[case] for case in ("ga", "wo", "ni", "to")}
        found.setdefault(r["stem"], []).append(_row(r["id"], r["type"], r["stem"], r["kind"], r["object"], roles))
    return {stem: tuple(same) for stem, same in found.items()}


def _row(name: str, event: str, stem: str, kind: str, before: str, roles: dict[str, str]) -> Row:
    needs, forbids = (None, before[1:]) if before.startswith("!") else (before, None)
    needed, forbidden = (re.compile(pattern) if pattern else None for pattern in (needs, forbids))
    return Row(name, event, stem, kind, needed, forbidden, roles)


@lru_cache(maxsize=4)
def _matcher(adaptation: Adaptation) -> Matcher:
    return Matcher(table(adaptation))


def find(skeleton: Skeleton, adaptation: Adaptation = NONE, *, heading: bool) -> Iterator[Trigger]:
    """The triggers of a sentence from left to right.

    Args:
        skeleton: the sentence.
        adaptation: triggers of the user's own, which go before the program's.
        heading: the sentence is a title, heading, list item or table row, where bare nouns are predicates.
    """
    stems = table(adaptation)
    text = skeleton.text
    done = 0
    held: Trigger | None = None
    for start, end, stem in _matcher(adaptation).find(text):
        if start < done:
            continue  # the light verb of the trigger before (適用を決定)
        for row in stems[stem]:
            trigger = _read(text, start, end, row, heading)
            if trigger is not None and _fits(trigger, text):
                if (
                    held is not None
                    and trigger.row.type == held.row.type
                    and trigger.start - held.end <= (60 if text.startswith("を", held.end) else 24)
                ):
                    held.form, held.passive, held.planned, held.asserted = (
                        trigger.form,
                        trigger.passive,
                        trigger.planned,
                        trigger.asserted,
                    )
                    held.relative = trigger.relative
                    yield held
                held = None
                yield trigger
                done = trigger.end
                break
        else:
            # XびY を行った: the first noun shares the verb of the second.
            row = stems[stem][-1]
            if (
                row.kind == "suru"
                and row.type in _PAIRS
                and _PAIR.match(text, end)
                and not _BAD_PREFIX.search(text[max(0, start - 4) : start])
            ):
                held = Trigger(row, start, end, "clipped")


def _fits(trigger: Trigger, text: str) -> bool:
    """Whether the words before the trigger are such as the row asks for."""
    row, at = trigger.row, trigger.start
    if row.needs is None and row.forbids is None:
        return True
    if row.stem == "予定" and trigger.relative:
        return False  # 予定していたXは中止する
    if (
        trigger.relative
        and row.type == "meeting"
        and re.match(r"[^、。Ⓐ-Ⓩ]{0,12}「?Ⓒ", text[trigger.end : trigger.end + 16])
    ):
        return True
    if (
        trigger.relative
        and row.type == "legislation"
        and re.match(r"[^、。Ⓐ-Ⓩ]{0,8}「?Ⓛ", text[trigger.end : trigger.end + 12])
    ):
        return True
    if trigger.relative and row.type == "adoption" and re.match(r"[「『]?Ⓣ", text[trigger.end : trigger.end + 3]):
        return True
    if (
        trigger.relative
        and row.type in ("establishment", "assistance")
        and re.match(r"の?[^、。Ⓐ-Ⓩ]{0,12}[「『]?[ⓂⒼⓉ]", text[trigger.end : trigger.end + 18])
    ):
        return True
    if (
        trigger.relative
        and row.stem == "確認"
        and re.search(r"インフルエンザ|豚熱|感染|患畜|口蹄疫", text[trigger.end : trigger.end + 40])
    ):
        return True
    left = re.split(r"。(?![)」])", text[max(0, at - 240) : at])[-1]
    if row.forbids is not None:
        return not row.forbids.search(left)
    assert row.needs is not None
    return bool(row.needs.search(left))


def _read(text: str, start: int, end: int, row: Row, heading: bool) -> Trigger | None:
    before = text[max(0, start - 4) : start]
    if _BAD_PREFIX.search(before):
        return None
    m = _INFLECTED[row.kind].match(text, end)
    if m is None:
        return _noun(text, start, end, row, heading) if row.kind in ("suru", "1") else None
    if row.kind == "noun":
        return _plain_noun(text, start, end, row)
    if row.kind == "raw":
        return Trigger(row, start, end, "past", asserted=not _HYPOTHETIC.search(text, end, end + 40))
    base, at = m[0], m.end()
    passive = base.endswith(("され", "われ", "かれ", "ばれ", "られ", "せられ"))
    if row.kind == "suru" and not re.search(r"[ぁ-ん受得経持頂致行]$", base):
        running = re.match(r"\((?:現在)?(?:継続|対応|実施|活動)中\)|中", text[at : at + 8])
        return Trigger(row, start, at, "progressive" if running else "clipped")
    if base in ("され", "をされ") and (row.type == "visit" or row.roles["ga"] in ("target", "attendee")):
        passive = False  # honorific: 受章された, 出席された
    if base.endswith("受け"):
        passive = True
    if row.kind == "not":
        return Trigger(row, start, at, "past", cancelled=True)
    aux = _AUX.match(text, at)
    assert aux is not None
    form = aux.lastgroup or "bare"
    at = aux.end()
    trigger = Trigger(row, start, at, _form(form, base), passive, cancelled=bool(_CANCEL.match(row.stem)))
    if form == "neg" and _NOT_DONE.match(text, at):
        trigger.cancelled = True  # 訪問は行わないこととなりました
        return trigger
    if form in ("neg", "volition", "wish"):
        trigger.asserted = False
        return trigger
    _modality(trigger, text, at, form)
    return trigger


def _form(aux: str, base: str) -> str:
    if aux in ("past", "progpast"):
        return "past"
    if aux == "prog":
        return "progressive"
    if aux == "te":
        return "continued"
    if aux == "nonpast" or base.endswith(("する", "う", "く", "る", "す", "ぶ")):
        return "nonpast"
    return "continued"


def _modality(trigger: Trigger, text: str, at: int, aux: str) -> None:
    """Reads what stands behind the predicate: plan, wish, report, relative clause."""
    rest = text[at : at + 40]
    if trigger.form == "continued" and aux == "bare":
        if re.match(r"(?:つつ|やすく|にく|得る|うる|たい|な(?:が|け)|合[いうえ]|方(?:は|を|に))", rest) or not re.match(
            r"[、。\s)」]|$|予定|中|[^ぁ-ん]", rest
        ):
            trigger.asserted = False
        elif rest.startswith("予定"):
            trigger.planned = True
        return
    if trigger.form == "nonpast" and rest.startswith("ため、"):
        trigger.form = "continued"  # 式に参列するため、広島市を訪問します
        return
    plan = _PLANNED.match(rest)
    if plan and (trigger.form == "nonpast" or rest.startswith(("こと", "もの"))):
        trigger.planned = trigger.form == "nonpast"
        trigger.relative = trigger.planned and bool(_PLANNED_HEAD.match(rest, plan.end()))
        return
    welcomed = trigger.form == "past" and re.match(r"こと(?:を|に)?歓迎", rest)
    if (_WISH.match(rest) and not welcomed) or (trigger.form == "nonpast" and rest.startswith(("のは", "際"))):
        trigger.asserted = False
        return
    report = _REPORT.match(rest)
    if re.match(r"と(?:発表|説明|報告|紹介|公表|明らか|いう|の報告|伝え)", rest):
        trigger.reported = True
        return
    if report:
        trigger.reported = True
        said = _SAID.match(text[at + report.end() : at + report.end() + 24])
        if said and not (trigger.form == "past" and said[0].endswith("歓迎")):
            trigger.asserted = False
        elif trigger.form == "nonpast":
            trigger.asserted = bool(
                re.search(
                    r"(?:発表|公表|明らか|表明|伝え|説明|報告|紹介|決定|決め|決ま|承認|了承|内定|伝達|通知|旨発言|旨述べ)",
                    text[at : at + 24],
                )
            )
            trigger.planned = trigger.asserted
        return
    finite = trigger.form in ("past", "nonpast", "progressive")
    if finite and re.match(r"(?!後|上で|際|結果|一方|以上|通り|直後|途中)[「『]*[一-龥ァ-ヶーⒶ-Ⓩ々]", rest):
        trigger.relative = True


def _plain_noun(text: str, start: int, end: int, row: Row) -> Trigger | None:
    """施行日はⒹ, Ⓒがございまして."""
    if row.stem.startswith("施行"):
        m = re.match(r"(?:は|を|:|:)[、\s]*(?=Ⓓ)|\(?(?=Ⓓ)", text[end : end + 4])
        return Trigger(row, start, end, "clipped") if m else None
    m2 = re.match(r"ま(?:し(?:た|て)|す)|た", text[end : end + 3])
    if m2:
        return Trigger(row, start, end + m2.end(), "nonpast" if m2[0].endswith("す") else "past")
    return None


def _noun(text: str, start: int, end: int, row: Row, heading: bool) -> Trigger | None:
    """The trigger noun without a verb: clipped sentences, headings, 予定 and 中 behind it, plain nominal use."""
    rest = text[end : end + 60]
    if row.kind == "1":
        if re.match(r"[。、]|$", rest):
            return Trigger(row, start, end, "clipped")
        return None
    if (row.type == "visit" and re.match(r"中の(?=[^、。]{0,12}[ⓄⓃⓂ])", rest)) or (
        row.stem == "派遣" and rest.startswith("中の") and row.type == "assistance"
    ):
        return Trigger(row, start, end + 2, "progressive", relative=True)
    if rest.startswith("中"):
        m = re.match(r"中(?:です|であり|である|で、|。|$|\s|\)|、)", rest)
        return Trigger(row, start, end + 1, "progressive") if m else None
    m = re.match(r"(?:の|を|が)?(?:予定|見込み|見通し|運び)", rest)
    if m:
        if row.type in ("establishment", "meeting", "adoption") and re.match(
            r"の[「『]?[一-龥ァ-ヶA-ZⒶ-Ⓩ]", rest[m.end() :]
        ):
            named = bool(_PLANNED_HEAD.match(rest, m.end()))
            return Trigger(
                row, start, end + m.end(), "nonpast", planned=True, relative=True, passive=True, asserted=named
            )
        return Trigger(row, start, end + m.end(), "nonpast", planned=True)
    m = _SPREAD.match(rest) if row.type in _SPREADING else None
    if m:
        plan = bool(m["plan"])
        last = text[end + m.end() - 1]
        form = "past" if last == "た" else "continued" if m["on"] else "nonpast"
        return Trigger(
            row,
            start,
            end + m.end() - (last == "、"),
            form,
            passive=bool(m["by"] or m["by2"] or m["by3"]),
            planned=plan,
            spread=True,
        )
    m = re.match(r"済み?(?:。|$|、|\))|へ(?:。|$|\s)", rest)
    if m:
        return Trigger(row, start, end + 1, "past" if m[0][0] == "済" else "nonpast", planned=m[0][0] == "へ")
    if row.type in ("visit", "talks", "meeting") and re.match(r"の(?:上|うえ)、", rest):
        return Trigger(row, start, end, "continued")
    m = re.match(r"に(?:は)?(?:それぞれ)?(?:立ち?会|同席|陪席|臨ん|臨み)", rest)
    if m and row.type in ("agreement", "talks", "award") and not re.search(r"[食餐]会$|ランチ|ディナー", row.stem):
        return Trigger(row, start, end, "past")
    if re.match(r"(?:は|を)(?:行|実施し|開催し)わ?ない(?:こと|方針)(?:と|に|を)(?:し|な|い|決)", rest):
        return Trigger(row, start, end, "nominal", cancelled=True)
    if row.type == "legislation" and re.match(r"ということ(?:に|で)", rest):
        return Trigger(row, start, end, "nonpast")
    m = re.match(
        r"は、?[^、。Ⓐ-Ⓩ]{0,6}Ⓓ[^、。]{0,12}?(?P<plan>(?:の|になる|となる|(?:行|な)われる|なされる)?(?:予定|見込み|見通し))?",
        rest,
    )
    planned = re.match(r"は、?[^、。Ⓐ-Ⓩ]{0,6}Ⓓ[^、。Ⓐ-Ⓩ]{0,3}(?:予定|計画)", rest)
    if planned and row.type in ("visit", "meeting", "talks", "agreement", "award"):
        return Trigger(row, start, end, "nonpast", planned=True)
    if m and (row.type == "legislation" or row.stem == "答申"):
        return Trigger(row, start, end, "nonpast", planned=bool(m["plan"]))
    m = re.match(r"(?:に|を|が|は|も|の)?(?:[^。]{0,40}?)(?:中止|見送|延期|取りやめ|取り止め|見合わせ)", rest)
    if row.type == "appointment" and re.match(r"(?:は|を)[^。]{0,30}(?:取り消し(?:た|まし)|撤回し)", rest):
        return Trigger(row, start, end, "nominal", cancelled=True)
    called_off = r"(?:\([^()]*\))?[をがはも]|の(?:中止|延期)|に(?:つい)|(?:中止|延期)"
    if m and re.match(called_off, rest) and not _NOT_CANCEL.search(rest):
        return Trigger(row, start, end, "nominal", cancelled=True)
    if re.search(
        r"(?:[がので]|Ⓓ[^、。]{0,4})(?:発し|出し|行っ|下し|発出し|課し|実施し)た(?:[0-9]回目の|[^、。はがをで]{1,14}(?:への|に対する))?$",
        text[max(0, start - 32) : start],
    ):
        return Trigger(row, start, end, "past", relative=True, issued=True)
    m = re.match(r"(?:式|の場)(?=\(|。|$|、|\s)", rest)
    if m and row.type == "agreement":
        return Trigger(row, start, end + m.end(), "clipped")
    title = _NOMINAL_TITLE.match(rest) if heading else None
    if title and re.sub(r"\([^()]*\)|[」』\s]", "", title[0]):
        return Trigger(row, start, end, "title")
    if heading and row.type == "enforcement" and re.match(r"\(?[0-9]+(?:[かヶ箇]?月|日|年|分の)", rest):
        return Trigger(row, start, end, "clipped")  # 停職3か月
    if _COMPOUND.match(rest) and not re.match(r"(?:等|後|に|の)", rest):
        return None
    if heading and re.match(r"(?:等)?(?:\(|、|。|$|\s|;|。|\))", rest):
        return Trigger(row, start, end, "clipped")
    if re.match(r"(?:等)?(?:。|$|\)|\(Ⓓ|、(?![^。]*(?:など|等|を|の)(?:支援|推進|促進|強化|通じ)))", rest):
        return Trigger(row, start, end, "clipped")
    if _NOMINAL_WEAK.match(rest):
        return Trigger(row, start, end, "nominal", weak=True)
    return None


def of_heading(skeleton: Skeleton, heading: str, adaptation: Adaptation = NONE) -> Trigger | None:
    """``外相会談`` as a heading and ``3日、Xとの間で行われ`` below it: the verb tells what the heading names."""
    named = _HEADING_TALKS.search(heading)
    done = _TOOK_PLACE.search(skeleton.text)
    if not named or not done:
        return None
    row = table(adaptation)[named[1]][0]
    return Trigger(row, done.start(1), done.end(1), "past")


_HEADING_TALKS = re.compile(r"(会談|面会|懇談|表敬|意見交換|協議)(?:\([^()]*\))?\s*$")
_TOOK_PLACE = re.compile(
    r"(?:との間で|と|において|で|Ⓓ、)[^、。をはがに]{0,12}((?:行われ|実施され|行い|行っ)(?:まし)?た?)"
)


def cancelled_later(text: str, at: int) -> re.Match[str] | None:
    """中止, 見送り, 延期 of the sentence behind ``at``."""
    m = _CANCEL.search(text, at)
    return m if m and not _NOT_CANCEL.match(text, m.start()) else None
