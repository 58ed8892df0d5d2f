"""The engine as a spaCy pipeline component, in a blank Japanese pipeline or beside GiNZA.

>>> import spacy
>>> nlp = spacy.blank("ja")
>>> nlp.add_pipe("extractor", config={"published": "2025-08-07"})
>>> doc = nlp("8月4日、経済産業省は声明を発表しました。")
>>> [(ent.text, ent.label_, ent._.value) for ent in doc.ents]
[('8月4日', 'DATE', '2025-08-04'), ('経済産業省', 'MINISTRY', '経済産業省')]
>>> doc._.events[0]["type"]
'announcement'

The records are character offsets in ``doc.user_data["extractor"]``, plain data that every spaCy serialisation keeps;
``doc.ents`` and ``doc.spans["mentions"]`` are views of them, for which tokens are split where a mention needs it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extractor.adaptation.model import NONE, Adaptation
from extractor.adaptation.reading import read
from extractor.records import Document
from extractor.text.spacy_tokenizer import NAME

KEY = "extractor"
SPANS = "mentions"
DISPLACY_COLORS = {
    "OFFICIAL": "#f4b6c2",
    "MINISTRY": "#b5c9f2",
    "LAW": "#d9c2f0",
    "DATE": "#bfe3d0",
    "PLACE": "#ffe08a",
    "PERSON": "#f7cfa8",
    "ORG": "#a9d8e8",
    "CONFERENCE": "#e6e68a",
    "DOCUMENT": "#d8d8d8",
}


def load() -> Language:
    """A Japanese pipeline of the fast tokenizer and the extractor, for text of any length."""
    nlp = spacy.blank("ja", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    nlp.max_length = 2**31
    nlp.add_pipe(KEY)
    return nlp


@Language.factory(
    KEY,
    assigns=["doc.ents", "doc.spans", "doc._.events", "doc._.published", "span._.value"],
    default_config={"published": None, "all_zones": False, "lexicon": [], "rules": []},
)
def make_component(
    nlp: Language, name: str, published: str | None, all_zones: bool, lexicon: list[str], rules: list[str]
) -> Component:
    """Makes the component ``extractor``.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        published: ISO date that relative expressions refer to; inferred from each text when None. A document's own
            ``doc.user_data["published"]`` goes before it.
        all_zones: also take mentions and events from boilerplate and duplicates.
        lexicon, rules: paths of files with names and triggers of the user's own, as for ``extractor.adapt``.
    """
    return Component(published=published, all_zones=all_zones, adaptation=read(lexicon=lexicon, rules=rules))


class Component:
    """Runs the engine on the text of a ``Doc``; see ``make_component``."""

    def __init__(self, *, published: str | None = None, all_zones: bool = False, adaptation: Adaptation = NONE) -> None:
        self.published = published
        self.all_zones = all_zones
        self.adaptation = adaptation

    def __call__(self, doc: Doc) -> Doc:
        """Reads ``doc.text``; mentions replace the entities that other components set."""
        from extractor.pipeline import extract

        published = doc.user_data.get("published", self.published)
        annotate(doc, extract(doc.text, published=published, all_zones=self.all_zones, adaptation=self.adaptation))
        return doc


def annotate(doc: Doc, record: Document) -> None:
    """Writes a record of ``doc.text`` into ``doc``."""
    row = record.to_dict()
    split_at(doc, [offset for m in record.entities for offset in (m.start, m.end)])
    doc.user_data[KEY] = row
    spans, entities = [], []
    for m in record.entities:
        span = doc.char_span(m.start, m.end, label=m.label, span_id=m.id)
        if span is None:
            # A token that cannot be split: the nearest tokens, as a span only, since its words are not the mention's.
            span = doc.char_span(m.start, m.end, label=m.label, span_id=m.id, alignment_mode="expand")
        else:
            entities.append(span)
        if span is not None:
            spans.append(span)
    doc.set_ents(entities, default="outside")
    doc.spans[SPANS] = spans


def split_at(doc: Doc, offsets: Sequence[int]) -> None:
    """Splits tokens so that each of the character offsets is a token border.

    The parts of a token keep its annotation; in a parse the others hang on the first. A ``Doc`` for which
    GiNZA has already noted bunsetu by token number is left as it is.
    """
    if "bunsetu_heads" in doc.user_data:
        return
    cuts: dict[int, list[int]] = {}
    starts = [token.idx for token in doc]
    for offset in sorted(set(offsets)):
        n = bisect_left(starts, offset + 1) - 1
        if n >= 0 and starts[n] < offset < starts[n] + len(doc[n]):
            cuts.setdefault(n, []).append(offset - starts[n])
    if not cuts:
        return
    with doc.retokenize() as retokenizer:
        for n, at in cuts.items():
            token = doc[n]
            words = [token.text[a:b] for a, b in zip([0, *at], [*at, len(token)], strict=True)]
            retokenizer.split(token, words, heads=_heads(token, len(words)), attrs=_attributes(token, words))
    if "sub_tokens" in doc.user_data:
        old = enumerate(doc.user_data["sub_tokens"])
        doc.user_data["sub_tokens"] = [
            part for n, parts in old for part in ([None] * (len(cuts[n]) + 1) if n in cuts else [parts])
        ]


def _heads(token: Token, parts: int) -> list[Any]:
    # spaCy lets the token's dependents hang on its first part, so that the parse stays projective only around it.
    return [(token, 0) if token.head.i == token.i else token.head, *((token, 0) for _ in range(parts - 1))]


def _attributes(token: Token, words: Sequence[str]) -> dict[str | int, list[Any]]:
    count = len(words)
    attributes: dict[str | int, list[Any]] = {
        "TAG": [token.tag_] * count,
        "POS": [token.pos_] * count,
        "LEMMA": list(words),
        "NORM": list(words),
    }
    if token.dep_:
        attributes["DEP"] = [token.dep_, *["flat"] * (count - 1)]
    for word in (*words, "flat"):
        token.vocab.strings.add(word)
    return attributes


def _row(doc: Doc) -> dict[str, Any]:
    row: dict[str, Any] = doc.user_data.get(KEY) or {"entities": [], "events": [], "published": None}
    return row


def _mention(span: Span) -> dict[str, Any]:
    """The record of the mention that ``span`` covers, empty when it is none."""
    mentions = _row(span.doc)["entities"]
    n = bisect_left(mentions, span.start_char, key=lambda m: m["start"])
    found = n < len(mentions) and (mentions[n]["start"], mentions[n]["end"]) == (span.start_char, span.end_char)
    return mentions[n] if found else {}


def _plain(value: Any) -> Any:
    """Lists again where spaCy's serialisation made tuples."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _register() -> None:
    Doc.set_extension("events", getter=lambda doc: _plain(_row(doc)["events"]), force=True)
    Doc.set_extension("published", getter=lambda doc: _row(doc)["published"], force=True)
    Span.set_extension("value", getter=lambda span: _mention(span).get("value", ""), force=True)
    Span.set_extension("attrs", getter=lambda span: _plain(_mention(span).get("attrs", {})), force=True)


_register()
