"""The second opinion: entities are spaCy's own, and they only fill gaps."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from thinc.api import get_current_ops

from extractor import extract
from extractor.entities.statistical import ginza as ginza_ner
from extractor.pipeline import PIPELINES
from extractor.records import LABELS, InputError
from extractor.resources import rows
from extractor.text.layout import lay_out

TEXTS = sorted((Path(__file__).parent.parent / "samples" / "text").glob("*.txt"))
MORE = (
    "",
    "\n",
    " \n 。",
    "山田",
    "東京",
    "津村かおりさんは京都大学の研究者です。翌日、大阪市でピーター・ハートフィールド氏と会った。",
    "\n株式会社みなと測量\n\n東京都港区\t山田太郎　様\n" * 40,
    "Apple Inc.は2021年3月、iPhone 12を日本で発売した。" * 30,
)


@pytest.mark.parametrize("text", [*(p.read_bytes().decode("utf-8") for p in TEXTS), *MORE])
def test_entities_are_those_of_spacy(text: str) -> None:
    nlp, _ = ginza_ner.pipeline()
    doc = nlp.make_doc(text)
    if len(doc) % 2:  # with and without sentences, which entities may not leave
        for token in doc:
            token.is_sent_start = token.i == 0 or doc[token.i - 1].text in "。\n"
    found = ginza_ner.entities(doc)
    for name in ("tok2vec", "ner"):
        doc = nlp.get_pipe(name)(doc)
    assert found == [(e.start, e.end, e.label_) for e in doc.ents]


def test_the_callers_operations_stay() -> None:
    before = get_current_ops()
    ginza_ner.pipeline()
    assert get_current_ops() is before


def test_second_opinions_fill_gaps_only() -> None:
    text = "5月9日、外務大臣はナイロビを訪れ、ムワンギ・オティエノ氏と会った。"
    plain, asked = (extract(text, published="2024-05-09", pipeline=name) for name in PIPELINES)
    spans = {(m.start, m.end, m.label) for m in asked.entities}
    assert {(m.start, m.end, m.label) for m in plain.entities} <= spans


def test_a_long_page_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ginza_ner, "_PART", 100)
    text = "青木さんは静岡市で働く。\n" * 60
    found = ginza_ner.find(lay_out(text), [])
    assert {text[c.start : c.end] for c in found} >= {"青木", "静岡市"}
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["", "\n", "。"])
def test_nothing_is_proposed(text: str) -> None:
    assert ginza_ner.find(lay_out(text), []) == []


def test_an_unknown_pipeline_is_refused() -> None:
    with pytest.raises(InputError, match="rules, ginza"):
        extract("外務省", pipeline="spacy")


def test_the_table_of_labels() -> None:
    _, decoder = ginza_ner.pipeline()
    for row in rows("lexicon/ginza_labels"):
        assert row["ene"] in decoder.labels
        assert row["label"] in LABELS
        assert row["proposed"] in ("", row["label"])
