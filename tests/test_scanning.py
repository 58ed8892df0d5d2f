"""Large patterns searched from their first signs, and names that a text declares: the same finds as the plain way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import resources
from extractor.resources import Matcher, find_names
from extractor.text.scanning import Scanner, beginnings

PATTERN = (
    r"(?:(?:令和|平成)(?:元|[0-9]+)年)?(?:春|秋)の園遊会|(?<![A-Z])COP-?[0-9]+"
    r"|日[一-龥]{1,2}会合|(?i:expo)|第[一二]+次|のび?"
)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("園遊会|会合", ["会合", "園遊"]),
        ("(?:令和)?春", ["令和", "春"]),
        ("(?<![A-Z])(?:A|B)C?D", ["AC", "AD", "BC", "BD"]),
        ("日[一-龥]", ["日"]),
        ("第[1-3](?=回)", ["第1", "第2", "第3"]),
        ("(?i:expo)", ["E", "e"]),
        ("(?:ab)+c", ["ab"]),
    ],
)
def test_beginnings(pattern: str, wanted: list[str]) -> None:
    assert sorted(beginnings(pattern)) == wanted


@pytest.mark.parametrize("pattern", ["[一-龥]会", "a?", "(?:a|.)b", "", "[^a]b"])
def test_a_pattern_that_may_begin_anyhow_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="any sign"):
        beginnings(pattern)


@given(st.text(alphabet="令和平成元年春秋の園遊会COP-12日米EXPOexpo第一二次び", max_size=60))
def test_a_scanner_finds_what_re_finds(text: str) -> None:
    wanted = [m.span() for m in re.finditer(PATTERN, text)]
    assert [m.span() for m in Scanner(PATTERN).finditer(text)] == wanted


@given(
    st.lists(st.text(alphabet="あいう", min_size=1, max_size=3), max_size=6),
    st.text(alphabet="あいうえ", max_size=40),
)
def test_declared_names_by_either_way(names: list[str], text: str) -> None:
    wanted = list(Matcher(names).find(text))
    assert find_names(names, text) == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "_WORTH_BUILDING", -1)
        assert find_names(names, text) == wanted
