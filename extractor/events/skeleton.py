"""A sentence as the event rules see it: every mention is one letter, so that rules read names and particles alike.

``Ⓓ`` DATE, ``Ⓞ`` OFFICIAL, ``Ⓜ`` MINISTRY, ``Ⓟ`` PLACE, ``Ⓖ`` ORG, ``Ⓝ`` PERSON, ``Ⓒ`` CONFERENCE, ``Ⓣ`` DOCUMENT,
``Ⓛ`` LAW; ``Ⓢ`` is a CONFERENCE that names talks (日豪外相会談). An expression that points back (同局長, 当社, 私)
becomes the letter of what it points to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities.candidates import Candidate
from extractor.events.anaphors import Anaphor

LETTERS = {
    "DATE": "Ⓓ",
    "OFFICIAL": "Ⓞ",
    "MINISTRY": "Ⓜ",
    "PLACE": "Ⓟ",
    "ORG": "Ⓖ",
    "PERSON": "Ⓝ",
    "CONFERENCE": "Ⓒ",
    "DOCUMENT": "Ⓣ",
    "LAW": "Ⓛ",
}
ACTORS = "ⓄⓂⒼⓃⓅ"
# Units of one group can be coordinated (XとY, X及びY).
_GROUPS = {**dict.fromkeys(ACTORS, 1), "Ⓓ": 2, "Ⓒ": 3, "Ⓢ": 3, "Ⓣ": 4, "Ⓛ": 4}

# What may stand between a name and its particle.
_SKIP = re.compile(
    r"(?:\([^()]{0,120}\)|[」』\"”’]|(?:等|など)[0-9]+[市町村区県社人名か](?:[0-9]+[市町村])?|など|(?:等|ら|氏|さん|様|君|夫妻|両名|自身|一行|一同)(?![一-龥])|(?<=ら)[0-9]+[人名者社]"
    r"|(?:関係者|幹部|代表団?|職員|役員|社員|首脳|一行)ら?(?=[とはがをにへも])"
    r"|\s?(?:ほか|他|外)[^、。はがをにⒶ-Ⓩ]{0,6}[名人者社]?|をはじめとする[^、。はがⒶ-Ⓩ]{1,12}|\s?\((?:当時|仮称)\)"
    r"|の?案(?=[はがを]|に(?:つい|対|関))|の(?:両名|両氏|[0-9]+[名社人者]|各社|皆さん|皆様|方々)"
    r"|(?:の)?(?:本店|本社|支店|支社|工場|営業所|事業所|事務所|倉庫|店舗|農場|作業場|関係先)(?:など|等)?(?=[にをへがは(]|関係先)"
    r"|ら?(?:訪問団|使節団|代表団|調査団|視察団|派遣団|選手団)(?:[0-9]+[人名])?(?=[はがをとに])"
    r"|第[0-9一二三四五六七八九十百]+[条項号](?:の[0-9一二三四五六七八九十]+)*|(?:及び|、)(?=第[0-9一二三四五六七八九十]+[条項号]))*"
)
_COMMA = re.compile(r"(?<![0-9A-Za-z]),|,(?![0-9A-Za-z ])")
_LOCATIVE = re.compile(
    r"(?:内|付近|周辺|沖合?|上空|近海|方面|近郊|市内|前|西部|東部|南部|北部|中部|一帯|地内|域"
    r"|の[東西南北]{1,3}約?[0-9.]+(?:km|キロ(?:メートル)?|海里)?|[東西南北]方(?:海域|沖)?)"
)
# Particles behind a name, first match wins. The first item is the case that rules use.
_CASES = re.compile(
    "|".join(
        f"(?P<{case}>{pattern})"
        for case, pattern in (
            ("about", r"(?:で(?:ございます|す)(?:が|けれども)|に(?:つきまして|ついて|関しまして)は?(?=、))"),
            ("law", r"(?:の(?:各)?規定)?に(?:基づ|則|違反|抵触)|の規定に(?:より|よる)|違反"),
            (
                "host",
                r"(?:の|が)?(?:主催|共催)(?:する|した|の(?=[^、。]{0,12}(?:会|式|宴|レセプション))|で|により|による|によって|のもと|の下|$|[、。)])",
            ),
            (
                "chair",
                r"(?:が|を)(?:議長|座長|本部長|委員長|会長|主査)(?:とし|を務|とする|に(?!選|就|任|指名|起用|充|推)|で)|(?:の|が)?議長(?:の下|のもと)",
            ),
            ("witness", r"(?:の|が)?(?:立会い?|立ち会い|臨席)の(?:下|もと)で?"),
            ("rep", r"を代表し"),
            ("via", r"を(?:通じ|介し|経由し)"),
            ("subject", r"を(?:始め|はじめ)(?:と(?:し|する)|、?(?=[^、。Ⓐ-Ⓩ]{0,12}[0-9数多][0-9]*[人名社か]))"),
            (
                "skip",
                (
                    r"を(?:踏まえ|含む|除く|中心|受け(?!ま|た|る)|経て|背景|契機|機に|目指|めぐ|巡)"
                    r"|と(?:して|いう|いった|連携|協力|協議の上|調整)"
                    r"|に(?:関|係|つ[いき]|際|伴|当た|あた|先立|続|加え|向け(?!て出発)|応じ|資|かかる|とって|所在|置く)"
                    r"|における(?=議論|議席)|(?:以降|以前|以来|当時|現在|生まれ|時点)"
                ),
            ),
            ("with", r"と(?:ともに|共に|共同|合同)"),
            ("between", r"と?の間(?:で|に|の)"),
            ("by", r"に(?:より|よる|よって|よれば|よると)|の手(?:で|により)"),
            ("to", r"とも?(?=の[^間]|、|は|[^、。]|$)"),
            ("de", r"(?:において(?:は|も)?|における|にて|での|では|でも|で(?![あすしごきは]))"),
            (
                "ni",
                r"(?:に対し(?:て)?は?|に対する|に対して|宛て?(?:に|の)?|あて(?:に|の)?|に(?:は|も)|に|へ(?:の|は|も)?|向け(?:の|に)?)",
            ),
            ("from", r"からは?|からの|より(?=、|[^もよ多大高良一深強広詳早い])"),
            ("topic", r"(?:側)?は"),
            ("ga", r"(?:側)?が"),
            ("wo", r"を"),
            ("also", r"も"),
            (
                "coord",
                (
                    r"(?:のほか、?|に加え、?(?=[Ⓐ-Ⓩ])|及び|並びに|および|ならびに|、及び|又は|・|／|/|や"
                    r"|、(?:そして|並びに|及び)|、(?=[「『]?[Ⓐ-Ⓩ])| +(?=[Ⓐ-Ⓩ])"
                    r"|、(?:また、)?(?:先方|相手側|当方|我が方|[一-龥ァ-ヶー]{1,6}側)(?:から)?は?(?=[Ⓐ-Ⓩ]))"
                ),
            ),
            ("no", r"の"),
        )
    )
)
_CAPITAL = re.compile(r"(?:首都|州都|都市|港|[東西南北中]{1,2}部の?|郊外の)(?:の)?(?=Ⓟ)")
_PART_HEAD = re.compile(
    r"(?:(?:約|延べ|計)?[0-9,]+[名人機隻両台](?:体制)?|職員|専門家|部隊|隊員|団員|隊|[0-9]*[機隻両艦船車]|艦艇|艦船|護衛艦|ヘリ(?:コプター)?|航空機|巡視船艇?|チーム|代表(?:者|団)?|担当者?|幹部|役員|役職員|"
    r"関係者|側|首脳|政府|[^、。はがをに]{0,6}(?:専門官|調査官|技官|検査官|事務官|研究員|技術者|医師|技師)|ワーキング・?グループ|WG|小委員会|分科会|部会|調査官?|捜査員|検査官|使節団|一行|要人|閣僚|委員)[ら等]?(?:[0-9一二三四五六七八九十数]+[名人機隻両])?$"
)
_HEAD = re.compile(
    r"(?:の|(?<=など)|(?<=等))(Ⓓ?[^、。はがをにでへ()Ⓐ-Ⓩ]{1,24}?)"
    r"(からは|から|により|では|には|に対し|とともに|は|が|を|に(?![係関つ伴よ基おか])|で|へ|も|と)"
)


# What may stand between a name and its bracket.
_OWNED = re.compile(r"[」』]*(?:の?(?:本店|本社|支店|支社|工場|営業所|事業所|事務所|倉庫|店舗|農場))?")
_SHIP = re.compile(r"[「『][^」』]*[」』]$")  # 護衛艦「あさひ」
# What somebody says, quoted at length.
_SPEECH = re.compile(r"「([^「」]{15,})(?=」と(?:する|の|述べ|し|話|語|コメント|いう))")


_MARKER = re.compile(
    r"\s*(?:[((]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳⑴-⒇ア-ンa-z])[))..、]?\s+|[((][0-9一二三四五ア-ン]{1,2}[))]\s*|[①-⑳⑴-⒇]\s*|[○●◯■□◆◇・※▽▼*＊-]\s*)?"
)


@dataclass(slots=True)
class Unit:
    """A mention, or an expression that points to mentions, in a skeleton.

    ``case`` is its particle's class; ``tail`` the offset in the skeleton behind the particle; ``join`` the word that
    coordinates it with the next unit; ``depth`` how many brackets hold it; ``head`` a part-of noun behind の (職員).
    """

    at: int
    letter: str
    mentions: tuple[int, ...]
    case: str = ""
    tail: int = 0
    join: str = ""
    depth: int = 0
    owner: int = -1
    head: str = ""
    pointer: bool = False


@dataclass(slots=True)
class Skeleton:
    """A sentence with its mentions replaced by letters. ``offsets[i]`` is the page offset of character ``i``."""

    text: str
    offsets: list[int]
    units: list[Unit]
    start: int
    end: int
    brackets: list[tuple[int, int]] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    _at: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``page.text`` behind the non-empty span ``start:end`` of the skeleton."""
        return self.offsets[start], self.offsets[end]

    @property
    def opening(self) -> str:
        """The text behind the bullet or number of the line."""
        marker = _MARKER.match(self.text)
        return self.text[marker.end() :] if marker else self.text

    def between(self, start: int, end: int) -> list[Unit]:
        """The units that begin in ``start:end``, in order."""
        return self.units[bisect_right(self._at, start - 1) : bisect_right(self._at, end - 1)]

    def quoted(self, at: int) -> bool:
        """Whether ``at`` stands in a quoted speech."""
        return any(a < at < b for a, b in self.quotes)

    def bracket_of(self, at: int) -> tuple[int, int] | None:
        """The innermost bracket around ``at``."""
        inside = [b for b in self.brackets if b[0] < at < b[1]]
        return max(inside) if inside else None


_REMOTE = re.compile(r"電話|テレビ会|オンライン|ビデオ会")


def is_remote(skeleton: Skeleton) -> bool:
    """Whether the sentence tells of talks by telephone or screen, which are in no place."""
    return bool(_REMOTE.search(skeleton.text))


def is_locative(head: str) -> bool:
    """Whether the word behind a place only says where about it (付近, 沖)."""
    return bool(head and _LOCATIVE.fullmatch(head))


def letter_of(mention: Candidate, text: str) -> str:
    """The letter that stands for a mention."""
    if mention.label == "CONFERENCE" and text.endswith(
        ("会談", "懇談", "協議", "意見交換", "会見", "立ち話"), mention.start, mention.end
    ):
        return "Ⓢ"
    return LETTERS[mention.label]


def build(
    text: str, start: int, end: int, mentions: Sequence[Candidate], first: int, last: int, anaphors: Sequence[Anaphor]
) -> Skeleton:
    """The skeleton of ``text[start:end]``, whose mentions are ``mentions[first:last]``."""
    parts: list[str] = []
    offsets: list[int] = []
    units: list[Unit] = []
    spans: list[tuple[int, int, str, tuple[int, ...], bool]] = [
        (m.start, m.end, letter_of(m, text), (i,), False) for i, m in enumerate(mentions[first:last], first)
    ]
    if anaphors:
        spans = sorted(
            spans + [(a.start, a.end, letter_of(mentions[a.mentions[0]], text), a.mentions, True) for a in anaphors]
        )
    at = start
    for a, b, letter, which, pointer in spans:
        if a < at:
            continue
        parts.append(text[at:a])
        offsets += range(at, a)
        units.append(Unit(len(offsets), letter, which, pointer=pointer))
        parts.append(letter)
        offsets.append(a)
        at = b
    parts.append(text[at:end])
    offsets += range(at, end)
    offsets.append(end)
    joined = "".join(parts)
    if "," in joined:
        joined = _COMMA.sub("、", joined)  # older releases write ，
    skeleton = Skeleton(joined, offsets, units, start, end)
    skeleton._at = [u.at for u in units]
    _brackets(skeleton)
    _cases(skeleton)
    if skeleton.text.lstrip().startswith("【Ⓟ】"):
        units[0].depth = 1  # where a news item was written
    return skeleton


def _brackets(skeleton: Skeleton) -> None:
    opened: list[int] = []
    if "」と" in skeleton.text:
        skeleton.quotes = [(m.start(), m.end(1)) for m in _SPEECH.finditer(skeleton.text)]
        skeleton.brackets += skeleton.quotes
    if "(" not in skeleton.text and not skeleton.quotes:
        return
    for m in re.finditer(r"[()]", skeleton.text):
        if m[0] == "(":
            opened.append(m.start())
        elif opened:
            skeleton.brackets.append((opened.pop(), m.start()))
    starts = sorted(skeleton.brackets)
    outer: list[tuple[int, int]] = []
    for a, b in starts:
        if not outer or a > outer[-1][1]:
            outer.append((a, b))
    inside = 0
    before = -1
    for n, unit in enumerate(skeleton.units):
        while inside < len(outer) and outer[inside][1] < unit.at:
            inside += 1
        if inside == len(outer) or unit.at < outer[inside][0]:
            before = n
            continue
        opening, closing = outer[inside]
        unit.depth = sum(
            a < unit.at < b for a, b in starts[bisect_left(starts, (opening, 0)) : bisect_left(starts, (closing, 0))]
        )
        if before >= 0 and _OWNED.fullmatch(skeleton.text, skeleton.units[before].at + 1, opening):
            unit.owner = before


def _cases(skeleton: Skeleton) -> None:
    text = skeleton.text
    letter_at = {u.at: n for n, u in enumerate(skeleton.units)}
    for unit in skeleton.units:
        unit.case, unit.tail, unit.head = _case(text, unit.at + 1, unit.letter)
    for n in range(len(skeleton.units) - 2, -1, -1):
        unit = skeleton.units[n]
        if unit.case not in ("coord", "to", "no"):
            continue
        at = unit.tail
        while at < len(text) and text[at] in "、 「『・":
            at += 1
        if unit.case == "no" and unit.letter == "Ⓟ":
            capital = _CAPITAL.match(text, at)
            at = capital.end() if capital else at
        other = letter_at.get(at)
        if other is not None and unit.case == "coord" and "ほか" in text[unit.at + 1 : unit.tail]:
            # Xのほか、各国の閣僚及びYが出席し: X is beside Y
            far = next((u for u in skeleton.units[n + 1 : n + 5] if u.case in ("ga", "topic", "also", "wo")), None)
            if far is not None and "。" not in text[unit.at : far.at] and _GROUPS[far.letter] == _GROUPS[unit.letter]:
                unit.case, unit.join = far.case, "のほか"
                continue
        if other is None:
            # Xと滋賀県の共催: the pair is held together by the particle of the second.
            if unit.case == "coord":
                unit.case = ""
            continue
        partner = skeleton.units[other]
        same_group = _GROUPS[partner.letter] == _GROUPS[unit.letter] and partner.depth == unit.depth
        if unit.case == "no":
            if same_group and unit.letter == partner.letter == "Ⓟ" and not unit.head.endswith(("方", "沖")):
                unit.case, unit.join = partner.case, "の"
            else:
                unit.case = "attr"
        elif same_group and not (unit.letter == "Ⓓ" and text[unit.at + 1 : unit.tail] == "、"):
            joined_by_to = unit.case == "to"
            ahead = other
            beside = joined_by_to or "ほか" in text[unit.at + 1 : unit.tail]
            while beside and partner.case == "attr" and ahead + 1 < len(skeleton.units):
                ahead += 1  # XとY国のZ大臣は: the partner is Z
                behind = skeleton.units[ahead]
                if behind.letter not in "ⓄⓃ" or behind.depth or behind.at > partner.tail + 12:
                    break
                partner = behind
            if partner.case == "from" and ahead + 1 < len(skeleton.units) and unit.join != "と":
                behind = skeleton.units[ahead + 1]
                if behind.at <= partner.tail + 1 and _GROUPS[behind.letter] == _GROUPS[unit.letter]:
                    partner = behind  # 日本側からX、先方からYが出席: X is beside Y
            if (
                joined_by_to
                and partner.case in ("no", "wo", "law", "skip", "", "attr", "de")
                and not unit.letter == partner.letter == "Ⓟ"
            ):
                continue
            unit.join = "と" if joined_by_to else text[unit.at + 1 : unit.tail] or "、"
            unit.case = partner.case
            unit.head = unit.head or partner.head
        elif unit.case == "coord":
            unit.case = ""
            if text[unit.tail - 1] == "、":
                unit.tail -= 1


def _case(text: str, at: int, letter: str) -> tuple[str, int, str]:
    """The case of the unit that ends at ``at``, the offset behind its particle, and a part-of noun."""
    skipped = _SKIP.match(text, at)
    at = skipped.end() if skipped else at
    head = ""
    if letter == "Ⓓ":
        period = re.compile(r"(?:まで)?の(?:間|期間|日程|会期|予定)(?:で|に)?").match(text, at)
        if period:
            return "ni", period.end(), ""
        for suffix in ("付けで", "付けの", "付け", "付で", "付の", "付"):
            if text.startswith(suffix, at):
                at += len(suffix)
                return ("no" if suffix.endswith("の") else "ni"), at, ""
    if letter in "ⓂⒼ" and text.startswith(("内で", "内に"), at):
        at += 1
    if letter == "Ⓟ":
        moved = _LOCATIVE.match(text, at)
        if moved:
            rest = text[moved.end() : moved.end() + 1]
            if rest in ("で", "に", "を", "の", "へ", "が", "は", "、", ""):
                head, at = moved[0], moved.end()
    m = _CASES.match(text, at)
    if m and m.lastgroup:
        case = m.lastgroup
        if case == "de" and letter in "ⓂⒼ" and m[0] == "では":
            return "topic", m.end(), head
        if case == "no" and not (m.end() < len(text) and text[m.end()] in "「『ⓄⓂⓅⒼⓃⒸⓉⓁⓈ"):
            behind = _HEAD.match(text, at)
            inner = _of_head(behind[1], behind[2], letter) if behind else ""
            if behind and inner:
                return inner, behind.end(), behind[1]
        return case, m.end(), head
    behind = _HEAD.match(text, at) if skipped and skipped[0].endswith(("など", "等")) else None
    if behind:
        inner = _of_head(behind[1], behind[2], letter)
        if inner:
            return inner, behind.end(), behind[1]
    return "", at, head


def _of_head(noun: str, particle: str, letter: str) -> str:
    """The case that X takes over in ``X の noun particle``, empty if X only describes the noun."""
    noun = _SHIP.sub("", noun)
    if letter in "ⓂⒼⓅⓄ" and _PART_HEAD.search(noun):
        return {
            "は": "topic",
            "が": "ga",
            "を": "wo",
            "に": "ni",
            "も": "also",
            "と": "to",
            "から": "from",
            "からは": "from",
            "により": "by",
            "では": "topic",
            "で": "de",
            "には": "ni",
            "に対し": "ni",
            "とともに": "with",
            "へ": "ni",
        }[particle]
    if (
        letter == "Ⓟ"
        and particle in ("で", "では", "に", "には", "へ")
        and not re.search(r"間|上|下|中で|ため|一方", noun)
    ):
        return "de" if particle in ("で", "では") else "ni"
    return ""
