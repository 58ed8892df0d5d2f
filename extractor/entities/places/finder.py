"""Finds PLACE mentions: countries, prefectures, municipalities, addresses, foreign cities, regions, seas, facilities.

Three sources are joined: names of the lexicons (``place_codes``), addresses that continue a municipality
(``place_addresses``) and facilities by their grammar (``place_facilities``). A name that is part of an organisation, a
title or a word is refused by its surroundings (``place_borders``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from extractor.entities.candidates import Candidate
from extractor.entities.places import codes
from extractor.entities.places import foreign as place_foreign
from extractor.entities.places.addresses import address_end
from extractor.entities.places.borders import free_after, free_before, is_place_word
from extractor.entities.places.facilities import facilities
from extractor.text.page import Page

_FOREIGN_CITY = re.compile(r"・?([一-龥ァ-ヴー]{1,12}?)(市)(?![一-龥ァ-ヴー])")
# Behind a province a katakana name is its town: テキサス州オースティン.
_FOREIGN_TOWN = re.compile(r"([ァ-ヴー・]{2,15})()(?![一-龥ァ-ヴー・])")
_CAPITAL = re.compile(r"(?:首都|州都|省都|県都)・?([ァ-ヴー・]{2,20})")
_LETTER_SIDE = re.compile(r"(?<![一-龥])([一-龥])側")
_LETTER_LIST = re.compile(r"(?<![一-龥々ァ-ヴー・、])[一-龥](?:[・、][一-龥])+(?![一-龥ァ-ヴー・](?<![両間側等各首]))")
_SPACED = re.compile(r"^[ \t・○]*([一-龥]) ([一-龥])(?=[ \t]|$)(?! (?!側)[一-龥](?:[ \t]|$))", re.MULTILINE)
# How many places before and behind an ambiguous municipality are asked for its prefecture.
_NEAR = 50
_LINKED_BEFORE = re.compile(r"[ァ-ヴー]・[ァ-ヴ]")
_LINKED_AFTER = re.compile(r"・[ァ-ヴ]")
_GROWS_ON = re.compile(r"[一-龥々ァ-ヴーA-Za-z0-9]")
_KANJI = re.compile(r"[一-龥々]")
_CITY = re.compile(r"([^都道府県]+?市)")
_DOMESTIC = re.compile(r"国[内民籍土際]")
# A bracketed acronym, or the declaration of an alias, belongs to the name before it.
_ACRONYM = re.compile(r"\([A-Z]{2,8}\)")
_ALIAS = re.compile(r"\((?:[A-Z]{2,8}[。、])?以下、?(?:単に)?「([^」\n]{1,20})」と(?:いう|略す|する)。?\)")
# A prefecture's or city's name without 県 or 市 before these is the name itself, not a short form.
_NOT_SHORT = re.compile(r"[都道府県市区町村郡]")
# ニジェール国: a country in katakana with 国 behind it.
_STATE = re.compile("(?<=[ァ-ヴー])国(?![一-鿿](?<!首都|コト)|[一-鿿])|(?<=[ァ-ヴー])国(?=首都|政府|[ァ-ヴー])")
_GRAMMAR_KIND = {"landform": "island", "region": "region"}
_WEATHER_PAIR = re.compile("・[一-龥]{1,4}地方(?![一-龥])")
_WEATHER_AREA = re.compile(r"[一-龥ァ-ヴー・]{1,8}?地方(?![一-龥])")
_KIND = {"province": "region", "mountain": "region", "river": "region"}


class _Atom(NamedTuple):
    """A lexicon name in the text."""

    start: int
    end: int
    name: str
    readings: tuple[codes.Name, ...]

    @property
    def kind(self) -> str:
        return self.readings[0].kind


class _Place(NamedTuple):
    """A mention in the making: atoms that belong together.

    ``refused`` keeps names inside organisations and titles as evidence for ambiguous municipalities.
    """

    start: int
    end: int
    kind: str
    value: str
    rule: str
    refused: bool = False
    readings: tuple[codes.Name, ...] = ()
    prefecture: str = ""
    city: str = ""


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """PLACE candidates of the page, without overlaps; every value is final.

    Args:
        page: the page.
        known: candidates of the earlier finders; dates bound the names of facilities on the left.
    """
    text = page.text
    places = _settled(text, _joined(page, _atoms(page)))
    found = [p for p in places if not p.refused]
    found += _without_suffix(page, places)
    found += _capitals(text, places)
    found += _letters(text, places)
    found += _spaced(text)
    nations = [(p.start, p.value) for p in places if p.kind == "country" and p.value != "JP"]
    found += [_Place(*town, rule="places.foreign") for town in place_foreign.towns(text, nations)]
    barriers = [c.end for c in known if c.label == "DATE"]
    found += [
        _Place(start, end, _GRAMMAR_KIND.get(rule, "facility"), "", f"places.{rule}")
        for start, end, rule in facilities(page, [(p.start, p.end, p.kind) for p in places], barriers)
    ]
    found = _with_aliases(text, _longest(found))
    return [
        Candidate(p.start, p.end, "PLACE", p.rule, p.value, {"kind": _KIND.get(p.kind, p.kind)})
        for p in _longest(found)
    ]


def _longest(places: Sequence[_Place]) -> list[_Place]:
    """Of overlapping places the longest, in text order."""
    taken = bytearray(max((p.end for p in places), default=0))
    kept = []
    for p in sorted(places, key=lambda p: (p.start - p.end, p.start)):
        if not any(taken[p.start : p.end]):
            taken[p.start : p.end] = b"\x01" * (p.end - p.start)
            kept.append(p)
    return sorted(kept, key=lambda p: p.start)


def _atoms(page: Page) -> list[_Atom]:
    """The lexicon names that begin and end where words do."""
    text = page.text
    known = codes.names()
    atoms = [
        _Atom(start, end, name, known[name])
        for start, end, name in codes.matcher().find(text)
        if is_place_word(page, start, end, known[name][0])
    ]
    ends = {atom.end for atom in atoms}
    starts = {atom.start for atom in atoms}
    return [
        atom
        for atom in atoms
        # ジョージ・ワシントン, ワシントン・ポスト: a link to another katakana word makes a name of something else.
        if not (_LINKED_BEFORE.match(text, max(0, atom.start - 2)) and atom.start - 1 not in ends)
        and not (atom.kind == "city" and _LINKED_AFTER.match(text, atom.end) and atom.end + 1 not in starts)
    ]


def _joined(page: Page, atoms: Sequence[_Atom]) -> list[_Place]:
    """Joins prefecture and municipality, country, province and city; adds what follows of an address."""
    text = page.text
    places: list[_Place] = []
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        following = atoms[i + 1] if i + 1 < len(atoms) and atoms[i + 1].start == atom.end else None
        i += 1
        start = atom.start
        if atom.name == "日本国" and _DOMESTIC.match(text, atom.end - 1):
            atom = atom._replace(end=atom.end - 1, name="日本")
        if atom.kind == "prefecture" and not atom.readings[0].short and following and following.kind == "municipality":
            code = atom.readings[0].value
            inside = tuple(r for r in following.readings if r.value.startswith(code))
            if inside:
                i += 1
                places.append(_municipality(page, start, following.end, inside, code))
                continue
        if atom.kind == "municipality":
            if atom.readings[0].short and _NOT_SHORT.match(text, atom.end):
                continue
            places.append(_municipality(page, start, atom.end, atom.readings, ""))
            continue
        area = _WEATHER_AREA.match(text, atom.end) if atom.kind == "prefecture" and not atom.readings[0].short else None
        if area:
            # 熊本県熊本地方 is an official weather area.
            i += following is not None and following.end <= area.end()
            place = _Place(start, area.end(), "region", "", "places.area")
        elif atom.kind == "prefecture" and following and following.kind in ("region", "island"):
            # 石川県能登, 沖縄県宮古島: an area of the prefecture.
            i += 1
            place = _Place(start, following.end, following.kind, "", "places.area")
        elif atom.kind == "prefecture":
            end = address_end(text, atom.end, "")
            place = _Place(start, end, "prefecture", atom.readings[0].value, "places.prefecture")
        elif atom.kind in ("country", "province") and following and following.kind == "province":
            # 中国山東省煙台市: the province binds country and city to one name.
            i += 1
            place, i = _province(text, following._replace(start=start), atoms, i)
        elif atom.kind == "province":
            place, i = _province(text, atom, atoms, i)
        elif atom.kind == "country":
            stop = atom.end + (_STATE.match(text, atom.end) is not None)
            place = _Place(start, stop, "country", atom.readings[0].value, "places.country")
            match = _FOREIGN_CITY.match(text, atom.end)
            if match and place.value != "JP" and not following:
                value = f"{place.value}:{match[1]}"
                places.append(place)
                place = _Place(match.start(1), match.end(2), "city", value, "places.city")
        else:
            place = _Place(start, atom.end, atom.kind, atom.readings[0].value, f"places.{atom.kind}")
            if following and atom.kind == following.kind == "island":
                # 尖閣諸島魚釣島 is one name.
                i += 1
                place = place._replace(end=following.end)
        places.append(_checked(page, place))
    return places


def _province(text: str, atom: _Atom, atoms: Sequence[_Atom], i: int) -> tuple[_Place, int]:
    """A province with the city behind it, and the index of the next atom."""
    country = atom.readings[0].value
    if i < len(atoms) and atoms[i].start == atom.end and atoms[i].kind == "city":
        city = atoms[i]
        return _Place(atom.start, city.end, "city", city.readings[0].value, "places.city"), i + 1
    match = _FOREIGN_CITY.match(text, atom.end) or _FOREIGN_TOWN.match(text, atom.end)
    if match and match.start(1) == atom.end:
        return _Place(atom.start, match.end(2), "city", f"{country}:{match[1]}", "places.city"), i
    return _Place(atom.start, atom.end, "province", "", "places.province"), i


def _municipality(page: Page, start: int, end: int, readings: tuple[codes.Name, ...], prefecture: str) -> _Place:
    """A municipality with the address that continues it; its code is settled when all places are known."""
    value = readings[0].value
    stop = max(address_end(page.text, end, value), _named_town(page, end))
    kind = "address" if stop > end else "municipality"
    place = _Place(start, stop, kind, value, f"places.{kind}", readings=readings, prefecture=prefecture)
    return place if kind == "address" else _checked(page, place)


def _named_town(page: Page, start: int) -> int:
    """The end of the place names that Sudachi reads right behind a municipality, when nothing grows on them."""
    tokens = page.tokens
    # 市長, 市議 and 市民 are words; towns that begin so are in the register.
    if page.text.startswith(("長", "議", "民"), start):
        return start
    i = tokens.index_at(start) if start < len(page.text) else len(tokens)
    end = start
    while i < len(tokens) and tokens.starts[i] == end and "地名-一般" in tokens.tags[i] and end - start < 8:
        end = tokens.ends[i]
        i += 1
    return start if _GROWS_ON.match(page.text, end) or end - start < 2 else end


def _checked(page: Page, place: _Place) -> _Place:
    """``place``, refused where its surroundings make it a part of something else."""
    text = page.text
    fine = free_before(text, place.start) and free_after(page, place.start, place.end, place.kind)
    return place if fine else place._replace(refused=True)


def _settled(text: str, places: Sequence[_Place]) -> list[_Place]:
    """Chooses the code of each ambiguous municipality by the places nearest to it; a ward without city is dropped."""
    anchors = [p for p in places if p.value.startswith("JP-") and (len(p.readings) < 2 or p.prefecture)]
    starts = [p.start for p in anchors]
    settled = []
    for place in places:
        if not place.readings:
            settled.append(place)
            continue
        # What stands before counts as nearer than what follows.
        at = bisect_left(starts, place.start)
        near = chain(reversed(anchors[max(0, at - _NEAR) : at]), anchors[at : at + _NEAR])
        evidence = ((p.value, _city_name(text[p.start : p.end])) for p in near if p is not place)
        chosen = codes.choose(place.readings, evidence, prefecture=place.prefecture)
        if chosen is not None:
            settled.append(place._replace(value=chosen.value))
    return settled


def _city_name(surface: str) -> str:
    """The designated city that a mention names, for the wards that follow alone."""
    match = _CITY.search(surface)
    return match[1] if match else ""


def _without_suffix(page: Page, places: Sequence[_Place]) -> list[_Place]:
    """Names of the document's own cities without 市, 町, 村: 今治 where the text has 今治市."""
    text = page.text
    found = []
    seen: set[str] = set()
    for place in places:
        if place.kind != "municipality" or not place.readings:
            continue
        name = text[place.start : place.end]
        base = re.split(r"[都道府県郡](?=.{2})", name)[-1][:-1]
        if name[-1] not in "市町村" or len(base) < 2 or base in seen or base in codes.names():
            continue
        seen.add(base)
        at = text.find(base)
        while at >= 0:
            end = at + len(base)
            reading = codes.Name("municipality", place.value, short=True)
            if not _NOT_SHORT.match(text, end) and is_place_word(page, at, end, reading):
                short = _Place(at, end, "municipality", place.value, "places.short")
                if not _checked(page, short).refused:
                    found.append(short)
            at = text.find(base, end)
    return found


def _capitals(text: str, places: Sequence[_Place]) -> list[_Place]:
    """Capitals that no lexicon holds: 首都X, of the country named last."""
    found = []
    nations = [p for p in places if p.kind == "country"]
    starts = [p.start for p in nations]
    known = {p.start for p in places}
    for match in _CAPITAL.finditer(text):
        at = bisect_left(starts, match.start())
        if at and match.start(1) not in known:
            value = f"{nations[at - 1].value}:{match[1]}"
            found.append(_Place(match.start(1), match.end(1), "city", value, "places.capital"))
    return found


def _with_aliases(text: str, places: Sequence[_Place]) -> list[_Place]:
    """Takes acronym and alias brackets into the mention, and adds the later uses of the aliases."""
    found = []
    for place in places:
        match = _ALIAS.match(text, place.end) or _ACRONYM.match(text, place.end)
        if match is None:
            found.append(place)
            continue
        found.append(place._replace(end=match.end()))
        alias = match[1] if match.re is _ALIAS else ""
        if len(alias) < 2 or alias.startswith(("本", "当")) or alias in codes.names():
            continue
        at = text.find(alias, match.end())
        while at >= 0:
            later = place._replace(start=at, end=at + len(alias), rule="places.alias")
            if free_before(text, at) and not later.refused:
                found.append(later)
            at = text.find(alias, at + len(alias))
    return found


def _spaced(text: str) -> list[_Place]:
    """Two kanji over a blank that fill a cell of a table: 日 本, 米 国."""
    found = []
    for match in _SPACED.finditer(text):
        reading = codes.names().get(match[1] + match[2], ())
        if reading and reading[0].kind in ("country", "prefecture"):
            found.append(_Place(match.start(1), match.end(2), reading[0].kind, reading[0].value, "places.spaced"))
    return found


def _letters(text: str, places: Sequence[_Place]) -> list[_Place]:
    """Kanji that stand for a country, where they stand alone: 米側, 米・英, 米ニューヨーク."""
    known = codes.letters()
    spots = [match.start(1) for match in _LETTER_SIDE.finditer(text) if match[1] in known]
    for match in _LETTER_LIST.finditer(text):
        if all(c in known for c in match[0][::2]):
            spots += range(match.start(), match.end(), 2)
    for place in places:
        letter = text[place.start - 1 : place.start]
        if (
            place.kind == "city"
            and known.get(letter) == place.value[:2]
            and not _KANJI.match(text[max(0, place.start - 2) : place.start - 1])
        ):
            spots.append(place.start - 1)
    return [_Place(at, at + 1, "country", known[text[at]], "places.letter") for at in sorted(set(spots))]
