"""A corpus with planted duplicates: every happening is told by its host, by another office, and by a news page.

The three texts differ in wording, names (full, surname, office, short form), precision of the date, width of the place
and the participants that they name. Beside most happenings stands a near miss: another meeting of that day, the same
pair a month later, the next ordinal of the conference, the minister's namesake.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from planted_world import (
    CAPITALS,
    COMPANIES,
    COUNTRIES,
    LAWS,
    MINISTRIES,
    SERIES,
    SHORT_MINISTERS,
    SHORT_MINISTRIES,
    TOPICS,
    TOWNS,
    Person,
    World,
)

from extractor.records import EVENT_TYPES, Document, Event, Mention, Participant, Span

STYLES = ("host", "office", "news")
# Types that news tell more often stand more often.
TYPES = (*["talks"] * 3, *["visit", "meeting", "legislation"] * 2, *EVENT_TYPES)


@dataclass(frozen=True)
class Happening:
    """What truly took place. A place is (name, code, wider name, wider code)."""

    number: int
    type: str
    day: date
    hour: int | None
    place: tuple[str, str, str, str] | None
    actors: tuple[tuple[Person, str], ...] = ()
    body: str = ""  # a ministry that acts
    target: str = ""  # a company, body or country acted upon
    law: tuple[str, str] | None = None
    document: str = ""
    series: tuple[str, str, int] | None = None
    verb: str = ""


@dataclass(frozen=True)
class Planted:
    """A document, and the number of the happening that each of its events tells."""

    document: Document
    truth: dict[str, int]


def happenings(size: int, *, seed: int = 1, years: int = 10) -> Iterator[Happening]:
    """Happenings and their near misses, about ``size`` of them."""
    rng = random.Random(seed)
    world = World(rng, range(2015, 2015 + years))
    numbers = count(1)
    made = 0
    while made < size:
        first = _make(rng, world, next(numbers))
        yield first
        made += 1
        if rng.random() < 0.7:
            yield _near(rng, world, first, next(numbers))
            made += 1


def _make(rng: random.Random, world: World, number: int) -> Happening:
    kind = rng.choice(TYPES)
    day = date(rng.choice(world.years), 1, 1) + timedelta(days=rng.randrange(365))
    ministry = rng.choice(list(MINISTRIES))
    minister, vice = world.cabinet(day.year, ministry)
    country = rng.choice(list(COUNTRIES))
    capital = (
        CAPITALS[COUNTRIES[country]],
        f"{COUNTRIES[country]}:{CAPITALS[COUNTRIES[country]]}",
        country,
        COUNTRIES[country],
    )
    town_name, town_code, prefecture = rng.choice(TOWNS)
    town = (prefecture + town_name, town_code, prefecture, town_code[:5])
    foreign = world.abroad(day.year, country, MINISTRIES[ministry])
    who = minister if rng.random() < 0.7 else vice
    law, topic, company = rng.choice(LAWS), rng.choice(TOPICS), rng.choice(COMPANIES)
    base = Happening(number, kind, day, None, None)
    if kind == "talks":
        hour = rng.randrange(9, 18) if rng.random() < 0.4 else None
        return replace(base, hour=hour, place=capital, actors=((who, "agent"), (foreign, "counterpart")))
    if kind == "visit":
        return replace(base, place=rng.choice((town, capital)), actors=((who, "agent"),))
    if kind == "meeting":
        series = (*rng.choice(SERIES), rng.randrange(3, 60))
        return replace(
            base, place=town, actors=((who, "attendee"), (foreign, "attendee")), body=ministry, series=series
        )
    if kind == "agreement":
        document = f"{topic}分野における協力に関する覚書"
        verb = rng.choice(("署名", "発効"))
        return replace(
            base, place=capital, actors=((who, "agent"), (foreign, "counterpart")), document=document, verb=verb
        )
    if kind == "adoption":
        return replace(base, body=ministry, document=f"{topic}{rng.choice(('推進', '強化', '活用'))}戦略")
    if kind == "legislation":
        return replace(base, law=law, verb=rng.choice(("公布", "施行")))
    if kind == "appointment":
        return replace(base, actors=((who, "target"),), verb=rng.choice(("就任", "退任")))
    if kind == "enforcement":
        return replace(base, body=ministry, target=f"株式会社{company}", law=law)
    if kind == "consultation":
        return replace(base, actors=((minister, "agent"),), target=f"{topic}審議会", verb=rng.choice(("諮問", "答申")))
    if kind == "incident":
        return replace(base, place=town, hour=rng.randrange(24) if rng.random() < 0.5 else None)
    if kind == "assistance":
        return replace(base, body=ministry, target=country, document=f"{topic}整備計画")
    if kind == "announcement":
        return replace(base, body=ministry, document=f"{topic}に関する年次報告書")
    if kind == "award":
        return replace(base, actors=((minister, "agent"),), target=f"株式会社{company}", place=town)
    return replace(base, body=ministry, target=f"{topic}推進室")


def _near(rng: random.Random, world: World, h: Happening, number: int) -> Happening:
    """Another happening that differs in one telling point."""
    later = replace(h, number=number, day=h.day + timedelta(days=rng.choice((2, 7, 29, 31))))
    same = replace(h, number=number)
    ministry = next((p.body for p, _ in h.actors if p.body in MINISTRIES), h.body or "外務省")
    minister, vice = world.cabinet(h.day.year, ministry)
    if h.series and rng.random() < 0.6:
        return replace(later, series=(*h.series[:2], h.series[2] + 1))
    if h.series:
        return replace(same, series=(*rng.choice([s for s in SERIES if s != h.series[:2]]), h.series[2]))
    if h.type == "talks" and rng.random() < 0.6:
        country = rng.choice([c for c in COUNTRIES if c != h.actors[1][0].body])
        foreign = world.abroad(h.day.year, country, MINISTRIES[ministry])
        if foreign.surname != h.actors[1][0].surname:
            return replace(same, actors=(h.actors[0], (foreign, "counterpart")), hour=None)
    if h.type in ("visit", "appointment") and rng.random() < 0.6:
        other = vice if h.actors[0][0] == minister else minister
        role = h.actors[0][1]
        if h.type == "appointment":
            return replace(same, actors=((other, role),))
        town_name, code, prefecture = rng.choice([t for t in TOWNS if h.place and t[2] != h.place[2]])
        return replace(same, actors=((other, role),), place=(prefecture + town_name, code, prefecture, code[:5]))
    if h.verb and rng.random() < 0.4:
        pairs = {"署名": "発効", "公布": "施行", "就任": "退任", "諮問": "答申"}
        other_verb = next(b if h.verb == a else a for a, b in pairs.items() if h.verb in (a, b))
        return replace(later, verb=other_verb)
    if h.target and h.type in ("enforcement", "award") and rng.random() < 0.6:
        return replace(same, target="株式会社" + rng.choice([c for c in COMPANIES if c not in h.target]))
    if h.document and h.type in ("adoption", "announcement", "agreement") and rng.random() < 0.6:
        topic = rng.choice([t for t in TOPICS if t not in h.document])
        old = next(t for t in TOPICS if h.document.startswith(t))
        return replace(same, document=h.document.replace(old, topic))
    if h.type == "incident" and rng.random() < 0.6:
        town_name, code, prefecture = rng.choice([t for t in TOWNS if h.place and t[1] != h.place[1]])
        return replace(same, place=(prefecture + town_name, code, prefecture, code[:5]))
    return later


class _Page:
    """A text that grows together with the mentions in it."""

    def __init__(self, published: date) -> None:
        self.text = ""
        self.published = published
        self.mentions: list[Mention] = []

    def say(self, words: str) -> tuple[int, int]:
        begin = len(self.text)
        self.text += words
        return begin, len(self.text)

    def name(self, label: str, words: str, value: str = "", entity: str = "", **attrs: str) -> str:
        begin, end = self.say(words)
        i = f"e{len(self.mentions) + 1}"
        key = entity or f"{label}{value or words}"
        self.mentions.append(Mention(i, label, words, begin, end, value, "body", key, attrs))
        return i

    def person(self, person: Person, style: str, rng: random.Random) -> str:
        """host: full name; office: surname or office alone; news: surname and short title."""
        abroad = person.body in COUNTRIES
        title, name, body = person.title, person.name, person.body
        if style != "host" and not (abroad and style == "office"):
            name = person.surname
        if style == "news":
            title = SHORT_MINISTERS.get(title, title)
        if style == "office" and not abroad and rng.random() < 0.3:
            name = ""
        elif style == "office" and not abroad and rng.random() < 0.5:
            title = title.removeprefix(MINISTRIES[body])
        prefix = "" if not abroad else body
        if prefix and name:
            words = f"{prefix}の"
            self.name("PLACE", prefix, COUNTRIES[prefix], kind="country")
            self.say(words[-1])
        words = name + title
        return self.name("OFFICIAL", words, f"{name}/{title}/{body}", name=name, title=title, organization=body)

    def date(self, h: Happening, style: str, rng: random.Random, *, vague: bool) -> tuple[str, str]:
        """The date as written, with its value."""
        if vague:
            words, value = f"{h.day.year}年{h.day.month}月", f"{h.day:%Y-%m}"
        else:
            words = (
                f"{h.day.year}年{h.day.month}月{h.day.day}日" if style == "host" else f"{h.day.month}月{h.day.day}日"
            )
            value = h.day.isoformat()
            if h.hour is not None and style != "news":
                words += f"{h.hour}時"
                value += f"T{h.hour:02}:00"
        return self.name("DATE", words, value), value


def tell(page: _Page, h: Happening, style: str, rng: random.Random, number: int) -> Event:
    """Writes a sentence that tells ``h`` and returns its event record."""
    begin = len(page.text)
    strong = bool(h.series or h.law or h.document)
    vague = style == "office" and (strong or h.type == "talks") and rng.random() < 0.25
    _, value = page.date(h, style, rng, vague=vague)
    page.say("、" if style != "office" else "に、")
    actors: list[Participant] = []
    slots: dict[str, tuple[str, ...]] = {"places": (), "laws": (), "documents": ()}
    conference = None
    people = [(p, r) for p, r in h.actors if not (h.type == "meeting" and style == "office" and r == "attendee")]
    if h.type == "meeting" and style != "host":
        people = people[:1]
    if h.body:
        short = SHORT_MINISTRIES.get(h.body, h.body) if style == "news" else h.body
        role = "chair" if h.type == "meeting" else "agent"
        actors.append(Participant(page.name("MINISTRY", short, h.body), role))
        page.say("は")
    for i, (person, role) in enumerate(people if h.type != "meeting" else ()):
        actors.append(Participant(page.person(person, style, rng), role))
        page.say(("が" if h.type == "appointment" else "は") if i == 0 else "と")
    if h.place and not (style == "news" and rng.random() < 0.3):
        name, code, wider, wider_code = h.place
        ids = []
        if style == "office":
            ids.append(page.name("PLACE", wider, wider_code))
        elif ":" in code:
            if style == "host":
                ids.append(page.name("PLACE", wider, wider_code))
                page.say("・")
            ids.append(page.name("PLACE", name, code))
        else:
            ids.append(page.name("PLACE", name if style == "host" else name.removeprefix(wider), code))
        slots["places"] = tuple(ids)
        page.say("を" if h.type == "visit" else "で")
    if h.series:
        series, letters, ordinal = h.series
        words = {
            "host": f"第{ordinal}回{series}（{letters}{ordinal}）",
            "office": f"第{ordinal}回{series}",
            "news": rng.choice((f"{letters}{ordinal}", f"第{ordinal}回{series}")),
        }[style]
        conference = page.name("CONFERENCE", words)
        page.say("を")
    if h.target:
        label = "PLACE" if h.target in COUNTRIES else "ORG" if h.type in ("enforcement", "award") else "MINISTRY"
        written = h.target.removeprefix("株式会社") if style == "news" else h.target
        target_value = COUNTRIES.get(h.target, h.target if label == "MINISTRY" else "")
        role = "counterpart" if h.type in ("assistance", "consultation") else "target"
        actors.append(Participant(page.name(label, written, target_value), role))
        page.say("を" if h.type == "establishment" else "に")
    if h.law:
        law_id = "" if style == "news" and rng.random() < 0.05 else h.law[1]
        slots["laws"] = (page.name("LAW", h.law[0], law_id),)
        page.say("に基づき" if h.type == "enforcement" else "が")
    if h.document:
        written = h.document.replace("における協力に関する", "の") if style == "news" else h.document
        page.say("「")
        slots["documents"] = (page.name("DOCUMENT", written),)
        page.say("」" + ("に" if h.verb == "署名" else "が" if h.verb == "発効" else "を"))
    trigger = page.say(_verb(h, style))
    if h.type == "meeting" and people:
        page.say("し、")
        for i, (person, role) in enumerate(people):
            page.say("、" if i else "")
            actors.append(Participant(page.person(person, style, rng), role))
        page.say("が出席")
    done = "された" if h.type == "legislation" else "した"
    page.say(f"{done}。\n" if style == "news" else f"{done.removesuffix('た')}ました。\n")
    span = Span(*trigger, page.text[slice(*trigger)])
    first, _, last = value.partition("/")
    return Event(
        id=f"v{number}",
        type=h.type,
        status="planned" if h.day > page.published else "occurred",
        trigger=span,
        sentence=Span(begin, len(page.text)),
        date=value,
        start=first,
        end=last or first,
        places=slots["places"],
        laws=slots["laws"],
        documents=slots["documents"],
        participants=tuple(actors),
        conference=conference,
        mentions=(Span(*trigger),),
    )


def _verb(h: Happening, style: str) -> str:
    verbs = {
        "talks": ("会談", "会談を実施", "会談"),
        "visit": ("訪問", "視察", "訪問"),
        "meeting": ("開催", "開催", "開催"),
        "adoption": ("策定", "決定", "決定"),
        "enforcement": ("業務改善命令を発出", "業務改善を命令", "処分を実施"),
        "incident": ("地震が発生", "地震が発生", "地震が発生"),
        "assistance": ("無償資金協力を供与", "供与", "資金を供与"),
        "announcement": ("公表", "発表", "発表"),
        "award": ("感謝状を授与", "表彰状を授与", "感謝状を授与"),
        "establishment": ("設置", "新設", "設置"),
    }
    return h.verb or verbs[h.type][STYLES.index(style)]


def corpus(size: int, *, seed: int = 1, per_document: int = 3, years: int = 10) -> Iterator[Planted]:
    """Documents with up to ``per_document`` events each; three records tell each happening."""
    rng = random.Random(seed + 1)
    waiting: dict[str, list[Happening]] = {style: [] for style in STYLES}
    numbers = count(1)

    def flush(style: str) -> Planted:
        told = waiting[style]
        waiting[style] = []
        published = max(h.day for h in told) + timedelta(days=rng.randrange(4))
        page = _Page(published)
        page.name("DATE", f"{published.year}年{published.month}月{published.day}日", published.isoformat())
        page.say("\n\n")
        events = tuple(tell(page, h, style, rng, n) for n, h in enumerate(told, 1))
        name = f"{style}-{next(numbers):06}"
        document = Document(
            doc_id=name,
            text=page.text,
            source=f"{name}.txt",
            published=published.isoformat(),
            entities=tuple(page.mentions),
            events=events,
        )
        return Planted(document, {v.id: h.number for v, h in zip(events, told, strict=True)})

    for h in happenings(size, seed=seed, years=years):
        for style in STYLES:
            told = waiting[style]
            if told and (abs((told[0].day - h.day).days) > 40 and per_document > 1):
                yield flush(style)
            waiting[style].append(h)
            if len(waiting[style]) >= per_document:
                yield flush(style)
    for style in STYLES:
        if waiting[style]:
            yield flush(style)


def main() -> None:
    """Writes a corpus and its key: ``planted_corpus.py SIZE CORPUS.jsonl KEY.json``."""
    key: dict[str, int] = {}
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        for planted in corpus(int(sys.argv[1])):
            out.write(json.dumps(planted.document.to_dict(), ensure_ascii=False) + "\n")
            key |= {f"{planted.document.doc_id}/{event}": n for event, n in planted.truth.items()}
    Path(sys.argv[3]).write_text(json.dumps(key), "utf-8")


if __name__ == "__main__":
    main()
