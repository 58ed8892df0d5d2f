"""Lint of the registers under models/lexicon: well-formed codes and dates, no duplicates, blanks or unfolded forms."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extractor.resources import models_dir, rows
from extractor.text.layout import lay_out

REGISTERS = (
    "laws",
    "law_names",
    "prefectures",
    "municipalities",
    "city_shorts",
    "towns",
    "countries",
    "cities",
    "provinces",
    "regions",
)
ALL = sorted(path.stem for path in (models_dir() / "lexicon").glob("*.tsv"))
JOINED = {"laws": "abbreviations", "towns": "names", "provinces": "names", "regions": "names"}
UNFOLDED = re.compile(r"[！-～｡-ﾟ　〜]")


@pytest.mark.parametrize("name", ALL)
def test_tables_are_clean(name: str) -> None:
    table = rows(f"lexicon/{name}")
    assert len({tuple(row.values()) for row in table}) == len(table), "a row stands twice"
    for row in table:
        for column, cell in row.items():
            assert cell == cell.strip(), (column, row)
            assert not UNFOLDED.search(cell), (column, row)


@pytest.mark.parametrize("name", ALL)
def test_dates_exist_and_are_in_order(name: str) -> None:
    for row in rows(f"lexicon/{name}"):
        bounds = [date.fromisoformat(row[c]) for c in ("valid_from", "valid_to") if row.get(c)]
        assert bounds == sorted(bounds), row


@pytest.mark.parametrize("name", REGISTERS)
def test_names_are_never_blank(name: str) -> None:
    for row in rows(f"lexicon/{name}"):
        keys = [c for c in ("name", "title", "names", "code", "law_id") if c in row]
        blank = {"code"} if name == "regions" else set()
        assert all(row[c] for c in keys if c not in blank), row
        if name in JOINED and row[JOINED[name]]:
            parts = row[JOINED[name]].split("|")
            assert all(parts), row
            assert len(set(parts)) == len(parts), row


def test_law_ids_follow_the_naming_rule() -> None:
    """Era digit, two-digit year, type of act, ten signs: the last three digits of an act are its number."""
    seen = set()
    for row in rows("lexicon/laws"):
        law_id = row["law_id"]
        assert law_id == "321CONSTITUTION" or re.fullmatch(r"[1-5][0-9]{2}[A-Z0-9]{12}", law_id), row
        assert law_id not in seen, row
        seen.add(law_id)
        assert row["number"].startswith(["明治", "大正", "昭和", "平成", "令和"][int(law_id[0]) - 1]), row


def test_law_names_point_into_the_register() -> None:
    known = {row["law_id"] for row in rows("lexicon/laws")}
    names = [row["name"] for row in rows("lexicon/law_names")]
    assert len(set(names)) == len(names)
    assert len(names) > 200
    for row in rows("lexicon/law_names"):
        assert row["law_id"] in known, row
        assert row["kind"] in ("short", "press", "old_title", "title", "repealed"), row


def test_place_codes_are_well_formed() -> None:
    prefectures = {row["code"] for row in rows("lexicon/prefectures")}
    assert len(prefectures) == 47
    municipal = rows("lexicon/municipalities")
    current = [row["code"] for row in municipal if not row["kind"].startswith("former_")]
    assert len(set(current)) == len(current)
    for row in municipal:
        assert re.fullmatch("[0-9]{5}", row["code"]), row
        assert f"JP-{row['code'][:2]}" in prefectures, row
        assert row["kind"].startswith("former_") or row["name"][-1] in "市区町村", row
        if row["kind"].startswith("former_"):
            assert row["code"] in current, row
            assert row["valid_to"], row
    assert {row["code"] for row in rows("lexicon/towns")} <= set(current)
    assert {row["code"] for row in rows("lexicon/city_shorts")} <= set(current)


def test_country_codes_and_letters() -> None:
    table = rows("lexicon/countries")
    assert len({row["name"] for row in table}) == len(table)
    for row in table:
        assert re.fullmatch("[A-Z]{2}", row["code"]), row
        assert row["kind"] in ("short", "formal", "variant", "letter", "former"), row
        assert (len(row["name"]) == 1) == (row["kind"] == "letter"), row
        assert bool(row["valid_to"]) == (row["kind"] == "former"), row
    codes = {row["code"] for row in table}
    assert {row["code"] for row in rows("lexicon/cities")} <= codes
    assert {row["code"] for row in rows("lexicon/provinces")} <= codes


def test_places_do_not_stand_in_two_tables() -> None:
    """A name is either a country, a city, a province or a region; the finder takes the first that it meets."""
    seen: dict[str, str] = {}
    for table in ("countries", "cities", "provinces", "regions"):
        for row in rows(f"lexicon/{table}"):
            for name in (row.get("names") or row["name"]).split("|"):
                assert seen.setdefault(name, table) == table, (name, seen[name], table)


@pytest.mark.parametrize("name", REGISTERS)
def test_names_survive_the_layout(name: str) -> None:
    """A name as the table writes it is what the analysis text of a page holds."""
    column = next(c for c in ("name", "title", "names") if c in rows(f"lexicon/{name}")[0])
    names = [row[column].replace("|", "、") for row in rows(f"lexicon/{name}")[::97]]
    for text in names:
        assert lay_out(text).text == text
