"""Any text is read: nothing fails, offsets are exact, the cost grows with the length alone."""

from __future__ import annotations

import itertools
import time
from random import Random

import pytest
from hostile import REPEATED, SAMPLES, SIGNS, check, mutate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import extract, extract_many
from extractor.entities.candidates import Candidate
from extractor.entities.dates import finder as dates
from extractor.entities.laws import finder as laws
from extractor.entities.ministries import finder as ministries
from extractor.entities.officials import finder as officials
from extractor.entities.places import finder as places
from extractor.text.layout import lay_out

_FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
_ANY = st.text(st.characters(), max_size=200)
_MIXED = st.lists(st.sampled_from(SIGNS) | st.text(st.characters(), max_size=4), max_size=60).map("".join)
_CUT = st.integers(0, 2**32).map(lambda seed: mutate(Random(seed), 400))


@pytest.mark.parametrize("texts", [_ANY, _MIXED, _CUT], ids=["any", "mixed", "cut"])
def test_any_text_is_read(texts: st.SearchStrategy[str]) -> None:
    @_FEW
    @given(texts)
    def read(text: str) -> None:
        check(text, next(extract_many([text])))

    read()


def test_no_finder_leaves_the_page() -> None:
    @_FEW
    @given(_MIXED | _CUT)
    def find(text: str) -> None:
        page = lay_out(text)
        assert [line.end for line in page.lines] == sorted(line.end for line in page.lines)
        assert all(0 <= a < b <= len(page.text) for a, b in page.sentences)
        known: list[Candidate] = []
        for finder in (dates.find, laws.find, ministries.find, places.find, officials.find):
            found = sorted(finder(page, known), key=lambda c: c.start)
            assert all(0 <= c.start < c.end <= len(page.text) for c in found)
            assert all(a.end <= b.start for a, b in itertools.pairwise(found)), found
            known += found

    find()


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_cost_is_linear(unit: str) -> None:
    """Four times the length may cost six times the time; what costs nothing anyway is not weighed."""
    extract(unit * (400 // len(unit) + 1))

    def seconds(size: int) -> float:
        text = unit * (size // len(unit) + 1)
        began = time.process_time()
        document = extract(text)
        spent = time.process_time() - began
        check(text, document)
        return spent

    small, large = seconds(3000), seconds(12_000)
    assert large < 0.3 or large < 6 * small or seconds(12_000) < 6 * seconds(3000)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "民法" + ")" * 5000,
        "「『（" * 100_000 + "）』」" * 50_000,
        "1234567890" * 100_000,
        "9" * 200_000,
        "〇一二三" * 50_000,
        "か" + "\u3099" * 300_000,
        "👨\u200d👩\u200d👧" * 40_000,
        "\u202e外務省\u2067" * 5000,
        "\0" * 200_000 + "外務省",
        "\ud83d\ude00\ude00" * 60_000,
        "\n" * 300_000 + "8月4日",
        "".join(SAMPLES)[:40_000].replace("\n", "").replace("。", ""),
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_monsters_are_read_within_seconds(text: str) -> None:
    began = time.process_time()
    document = extract(text)
    spent = time.process_time() - began
    check(text, document)
    assert spent < 10


def test_line_ends_do_not_matter() -> None:
    def facts(text: str) -> list[tuple[str, str, str]]:
        return [(m.label, "".join(m.text.split()), m.value) for m in extract(text).entities]

    for sample in SAMPLES[:4]:
        assert facts(sample) == facts(sample.replace("\n", "\r\n")) == facts(sample.replace("\n", "\r"))


def test_the_same_bytes_twice_and_in_processes() -> None:
    texts = [mutate(Random(seed)) for seed in range(40)]
    once = [d.to_dict() for d in extract_many(texts)]
    assert once == [d.to_dict() for d in extract_many(texts)]
    assert once == [d.to_dict() for d in extract_many(texts, workers=2)]
