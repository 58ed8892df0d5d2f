"""The tokenizer gives spaCy's own Doc; the component's views, serialisation, and its place beside GiNZA."""

from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
import spacy
from spacy import displacy
from spacy.lang.ja import JapaneseTokenizer
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import spacy_components
from extractor.records import Document, Event, Mention, Participant
from extractor.records import Span as RecordSpan
from extractor.spacy_components import DISPLACY_COLORS, load
from extractor.text.spacy_tokenizer import FastJapaneseTokenizer

SAMPLES = Path(__file__).parent.parent / "samples"
TEXT = "8月4日、松井経産相は衆議院議員総選挙後の会見で声明を発表した。"
ODD = [
    "",
    " ",
    "\u3000",
    "  a  b ",
    "\n\n \n",
    "あ \u3000 い",
    "あ\u3000い う",
    "えっ…と ㍿リンク ①",
    "a b\tc",
    "1,234万5千人 12.5",
    "a\0b",
    "食べたりしそうだ。その あの こんな",
    "か\u3099き",
    "行くか。静かな学習する",
]


def texts() -> list[str]:
    gold = [re.sub(r"\{\{[^|]*\||\}\}", "", path.read_text("utf-8")) for path in sorted(SAMPLES.rglob("*.gold.txt"))]
    return gold + ODD


def rows(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.whitespace_, t.tag_, t.pos_, t.lemma_, t.norm_, str(t.morph)) for t in doc]


@pytest.mark.parametrize("mode", ["A", "C"])
def test_tokens_are_those_of_spacy(mode: str) -> None:
    vocab = spacy.blank("ja").vocab
    own, reference = FastJapaneseTokenizer(vocab, mode), JapaneseTokenizer(vocab, mode)
    for text in texts():
        doc = own(text)
        assert doc.text == text
        assert rows(doc) == rows(reference(text))


def test_any_length_and_lone_surrogates() -> None:
    nlp = load()
    assert len(nlp.make_doc("会議を開催した。" * 20_000).text) == 160_000
    assert nlp.make_doc("会議\ud800開催").text == "会議\ufffd開催"


def test_a_mode_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="split_mode"):
        FastJapaneseTokenizer(spacy.blank("ja").vocab, "B")


WANTED = [
    ("8月4日", "DATE", "2025-08-04"),
    ("松井経産相", "OFFICIAL", "松井/経産相/"),
    ("衆議院", "ORG", ""),
    ("声明", "DOCUMENT", ""),
]


def record(text: str, published: str | None) -> Document:
    """What the engine would give for ``TEXT``; other texts have no mentions."""
    if text != TEXT:
        return Document(doc_id="none", text=text, published=published)
    mentions = []
    for n, (name, label, value) in enumerate(WANTED, 1):
        start = text.index(name)
        mentions.append(Mention(id=f"e{n}", label=label, text=name, start=start, end=start + len(name), value=value))
    at = text.index("発表")
    event = Event(
        id="v1",
        type="announcement",
        status="occurred",
        trigger=RecordSpan(at, at + 2, "発表"),
        sentence=RecordSpan(0, len(text)),
        date="2025-08-04",
        participants=(Participant("e2", "agent"),),
        documents=("e4",),
    )
    return Document(doc_id="x", text=text, published=published, entities=tuple(mentions), events=(event,))


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The component's own work is tested here, whatever the engine finds."""
    engine = ModuleType("extractor.pipeline")
    engine.extract = lambda text, *, published=None, **_: record(text, published)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extractor.pipeline", engine)


@pytest.fixture
def nlp(fake_engine: None) -> Language:
    language = spacy.blank("ja")
    language.add_pipe("extractor", config={"published": "2025-08-07"})
    return language


def entities(doc: Doc) -> list[tuple[str, str, str]]:
    return [(ent.text, ent.label_, ent._.value) for ent in doc.ents]


def test_views(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert entities(doc) == WANTED
    assert [span.text for span in doc.spans["mentions"]] == [text for text, *_ in WANTED]
    assert [span.id_ for span in doc.ents] == ["e1", "e2", "e3", "e4"]
    assert doc._.published == "2025-08-07"
    assert doc._.events[0]["participants"] == [{"mention": "e2", "role": "agent"}]
    assert doc[0:1]._.value == ""
    assert doc.text == TEXT
    plain = nlp("何もない。")
    assert not plain.ents
    assert plain._.events == []


def test_a_document_may_bring_its_date(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.user_data["published"] = "2020-01-01"
    assert nlp(doc)._.published == "2020-01-01"


def test_tokens_are_split_where_a_mention_begins_or_ends(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["第三回日本", "会議", "東京駅前"], spaces=[False, True, False])
    spacy_components.split_at(doc, [3, 5, 10])
    assert [token.text_with_ws for token in doc] == ["第三回", "日本", "会議 ", "東京", "駅前"]
    assert [token.lemma_ for token in doc][:2] == ["第三回", "日本"]


def test_split_tokens_keep_the_parse(nlp: Language) -> None:
    doc = Doc(
        nlp.vocab, words=["新東京駅", "に", "着く"], heads=[2, 0, 2], deps=["obl", "case", "ROOT"], tags=["名詞"] * 3
    )
    spacy_components.split_at(doc, [1, 3])
    assert [(t.text, t.head.text, t.dep_) for t in doc] == [
        ("新", "着く", "obl"),
        ("東京", "新", "flat"),
        ("駅", "新", "flat"),
        ("に", "新", "case"),
        ("着く", "着く", "ROOT"),
    ]


def test_unsplittable_tokens_keep_the_mention_as_a_span(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=[TEXT[:2], TEXT[2:]], spaces=[False, False], user_data={"bunsetu_heads": [0]})
    spacy_components.annotate(doc, record(TEXT, None))
    assert not doc.ents
    assert [span.label_ for span in doc.spans["mentions"]] == ["DATE", "OFFICIAL", "ORG", "DOCUMENT"]


def test_pipe_and_serialisation(nlp: Language) -> None:
    first, _ = nlp.pipe([TEXT, "何もない。"])
    copies = [
        Doc(nlp.vocab).from_bytes(first.to_bytes()),
        pickle.loads(pickle.dumps(first)),
        next(iter(DocBin(docs=[first], store_user_data=True).get_docs(nlp.vocab))),
    ]
    for doc in copies:
        assert entities(doc) == WANTED
        assert doc._.events == first._.events


def test_a_pipeline_is_saved_and_loaded(nlp: Language, fake_engine: None, tmp_path: Path) -> None:
    for name, language in (("blank", nlp), ("fast", load())):
        language.to_disk(tmp_path / name)
        again = spacy.load(tmp_path / name)
        assert again.get_pipe("extractor").published == language.get_pipe("extractor").published
        assert type(again.tokenizer) is type(language.tokenizer)
        assert [text for text, *_ in entities(again(TEXT))] == [text for text, *_ in WANTED]


def test_displacy_draws_mentions_in_their_colours(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="ent", jupyter=False, options={"colors": DISPLACY_COLORS})
    assert DISPLACY_COLORS["OFFICIAL"] in html
    assert "松井経産相" in html


@pytest.mark.parametrize("first", [True, None])
def test_beside_ginza(fake_engine: None, first: bool | None) -> None:
    nlp = spacy.load("ja_ginza")
    nlp.add_pipe("extractor", first=first)
    doc = nlp(TEXT)
    assert {("8月4日", "DATE", "2025-08-04"), ("松井経産相", "OFFICIAL", "松井/経産相/")} <= set(entities(doc))
    assert doc.has_annotation("DEP")
    assert doc.text == TEXT
