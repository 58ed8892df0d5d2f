"""The second opinion: entities are spaCy's own, and they only fill gaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from thinc.api import get_current_ops

from extractor.entities import ginza_ner
from extractor.records import LABELS
from extractor.resources import rows

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


@pytest.mark.parametrize("text", [*(p.read_text("utf-8") for p in TEXTS), *MORE])
def test_entities_are_those_of_spacy(text: str) -> None:
    nlp, _ = ginza_ner.pipeline()
    for sentences in (False, True):
        doc = nlp.make_doc(text)
        if sentences:
            for token in doc:
                token.is_sent_start = token.i == 0 or doc[token.i - 1].text in "。\n"
        found = ginza_ner.entities(doc)
        for name in ("tok2vec", "ner"):
            doc = nlp.get_pipe(name)(doc)
        assert found == [(e.start, e.end, e.label_) for e in doc.ents]
