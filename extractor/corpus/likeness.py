"""Whether two event records tell one happening: what speaks against it, and how much speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.corpus import names
from extractor.corpus.happenings import Actor, Happening, Named, Place
from extractor.corpus.lineage import posts_agree

THRESHOLD = 3.0
# Bodies publish, and officials attend, several things a day: without a common name these types need more.
_MORE = {"meeting": 0.8, "announcement": 0.3, "assistance": 0.3}
# What befalls has few participants: the day and the town are most that can be told.
_LESS = {"incident": 1.0}
_CLOCK = 30  # minutes by which two texts may tell the time of one happening apart
_TELLING = 3  # characters that a short name needs to tell anything
_TWO_SIDED = frozenset({"talks", "agreement"})
_BY_LAW = frozenset({"legislation", "consultation"})
_BY_DOCUMENT = frozenset({"agreement", "adoption", "announcement", "legislation"})
_PLACELESS = frozenset({"legislation", "appointment", "announcement"})
# The roles whose fillers must agree, when both records have some.
_DECIDING = {
    "visit": ("agent",),
    "announcement": ("agent",),
    "appointment": ("target",),
    "award": ("target",),
    "enforcement": ("target",),
    "establishment": ("target",),
    "consultation": ("agent", "counterpart"),
    "assistance": ("counterpart",),
    "adoption": ("agent",),
}


def conflict(a: Happening, b: Happening) -> bool:
    """Whether something told makes it impossible that two records are one happening."""
    if a.type != b.type or (a.step and b.step and a.step != b.step):
        return True
    if {a.status, b.status} in ({"cancelled", "occurred"}, {"cancelled", "ongoing"}):
        return True
    if a.told and b.told and (a.start > b.end or b.start > a.end):
        return True
    if a.minutes and b.minutes and max(a.minutes[0], b.minutes[0]) - min(a.minutes[1], b.minutes[1]) > _CLOCK:
        return True
    if a.conference and b.conference:
        if not _same_conference(a.conference, b.conference):
            return True
    elif a.type in _BY_DOCUMENT and _apart(a.documents, b.documents):
        return True
    if a.type in _BY_LAW and _apart(a.laws, b.laws):
        return True
    if a.type not in _PLACELESS and _places_apart(a.places, b.places):
        return True
    return _actors_apart(a, b)


def score(a: Happening, b: Happening) -> float:
    """How much speaks for one happening, less what its type needs beyond ``THRESHOLD``."""
    total = _LESS.get(a.type, 0.0)
    named = bool(a.conference and b.conference)
    if a.conference and b.conference:
        total += 3.0 if a.conference.id == b.conference.id and a.conference.ordinal else 2.0
    if not named:
        total -= _MORE.get(a.type, 0.0)
    total += _date_score(a, b)
    total += max((_alike(x, y) for x in a.documents for y in b.documents), default=0.0) * 2.0
    laws = {x.id for x in a.laws} & {x.id for x in b.laws}
    if laws:
        total += 2.5 if a.type == "legislation" else 1.5
    total += max((place_score(x, y) for x in a.places for y in b.places), default=0.0)
    total += sum(sorted(_matches(a.actors, b.actors), reverse=True)[:3])
    if a.step and a.step == b.step:
        total += 0.3
    if a.text and a.text == b.text:
        total += 1.5  # copies of one release
        total += 0.5 if a.trigger == b.trigger else 0.0
    return total


def _date_score(a: Happening, b: Happening) -> float:
    if not (a.told and b.told):
        return 0.0
    if a.start == b.start and a.end == b.end and a.precision > 1:
        return 2.2 if a.minutes and b.minutes else 1.5
    if a.start == b.start and a.end == b.end and a.precision == b.precision == 1:
        return 0.9
    widest = max(a.end - a.start, b.end - b.start)
    return 1.2 if widest <= 10 else 0.6 if widest <= 31 else 0.2


def _same_conference(x: Named, y: Named) -> bool:
    if x.id == y.id:
        return True
    if x.ordinal and y.ordinal and x.ordinal != y.ordinal:
        return False
    return names.abbreviates(x.key, y.key)


def _alike(x: Named, y: Named) -> float:
    if x.id == y.id:
        return 1.0
    return 0.6 if min(len(x.key), len(y.key)) >= _TELLING and names.abbreviates(x.key, y.key) else 0.0


def _apart(xs: Sequence[Named], ys: Sequence[Named]) -> bool:
    """Both records name some, and none is like one of the other's."""
    return bool(xs and ys) and not any(x.id == y.id or names.abbreviates(x.key, y.key) for x in xs for y in ys)


def place_score(x: Place, y: Place) -> float:
    """How near two places are: the same, one within the other, else 0."""
    if x.id == y.id:
        return 0.4 if len(x.code) == 2 else 1.0
    if x.code and y.code and within(x.code, y.code):
        return 0.3 if 2 in (len(x.code), len(y.code)) else 0.6
    if not (x.code and y.code) and min(len(x.name), len(y.name)) >= _TELLING and names.abbreviates(x.name, y.name):
        return 0.6
    return 0.0


def within(x: str, y: str) -> bool:
    """Whether one place code lies in the other: ``JP-13101`` in ``JP-13`` in ``JP``, ``KR:仁川`` in ``KR``."""
    short, long = sorted((x, y), key=len)
    if not long.startswith(short):
        # a ward and its city: JP-14101 lies in JP-14100
        return short.endswith("00") and len(short) == len(long) == 8 and long.startswith(short[:-2])
    return True


def _places_apart(xs: Sequence[Place], ys: Sequence[Place]) -> bool:
    """Both records have places with codes, and none is or holds one of the other's."""
    coded, others = [x for x in xs if x.code], [y for y in ys if y.code]
    if not (coded and others):
        return False
    if any(x.id == y.id for x in xs for y in ys if not x.code):
        return False
    # Cities decide before their countries: Paris and Lyon are apart although both are told to be in France.
    fine, coarse = ([p for p in ps if len(p.code) > 5] for ps in (coded, others))
    if fine and coarse:
        return not any(within(x.code, y.code) for x in fine for y in coarse)
    return not any(within(x.code, y.code) for x in coded for y in others)


def actor_score(x: Actor, y: Actor) -> float:
    """How well two participants agree: one person, an office and who holds it, a body and its official, else 0."""
    if x.id == y.id:
        return 2.0 if x.person else 1.3
    if x.person and y.person:
        one_house = x.house == y.house or not (x.house and y.house)
        return 1.0 if one_house and _one_name(x.name, y.name) and _posts(x, y) else 0.0
    if x.label == y.label == "OFFICIAL":
        return 1.3 if x.house and x.house == y.house and _posts(x, y) else 0.0
    if x.label == y.label == "PERSON":
        return 0.0
    if x.label == y.label == "PLACE":
        return 0.0
    if x.house and x.house == y.house:
        return 0.8
    if {x.label, y.label} <= {"ORG", "MINISTRY"} and min(len(x.house), len(y.house)) >= _TELLING:
        return 0.9 if names.abbreviates(x.house, y.house) else 0.0
    return 0.0


def _posts(x: Actor, y: Actor) -> bool:
    return posts_agree(x.title, y.title)


def _one_name(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    return short != long and (long.startswith(short) or long.endswith("・" + short))


def _matches(xs: Sequence[Actor], ys: Sequence[Actor]) -> list[float]:
    """The best pairing's scores, each participant used once."""
    pairs = sorted(
        ((s, i, j) for i, x in enumerate(xs) for j, y in enumerate(ys) if (s := actor_score(x, y))),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for value, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append(value)
    return found


def _actors_apart(a: Happening, b: Happening) -> bool:
    """Whether the participants that decide for the type are others."""
    if a.type in _TWO_SIDED:
        # Who is told as agent depends on who tells it; two named sides must both be found again.
        xs, ys = ([p for p in h.actors if p.role in ("agent", "counterpart")] for h in (a, b))
        need = min(len({p.house or p.id for p in xs}), len({p.house or p.id for p in ys}), 2)
        return len(_matches(xs, ys)) < need
    for role in _DECIDING.get(a.type, ()):
        xs, ys = ([p for p in h.actors if p.role == role] for h in (a, b))
        if xs and ys and not _matches(xs, ys):
            return True
        # Persons decide before the bodies they act for.
        people, others = ([p for p in ps if p.label in ("OFFICIAL", "PERSON")] for ps in (xs, ys))
        if people and others and not _matches(people, others):
            return True
    return False
