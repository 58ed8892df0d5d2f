"""spaCy's DocBin: what ``spacy train`` and spaCy's readers take. Mentions are entities, events stay in ``user_data``.

Tokens are split where a mention begins or ends inside one, so that character offsets survive the round trip.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import spacy
from spacy.tokens import DocBin

from extractor.output.things import encodable
from extractor.records import Document
from extractor.spacy_components import annotate
from extractor.text.spacy_tokenizer import NAME

_ATTRIBUTES = ("ORTH", "SPACY", "TAG", "POS", "LEMMA", "ENT_IOB", "ENT_TYPE", "ENT_ID", "ENT_KB_ID")


def write(documents: Iterable[Document], out: BinaryIO) -> None:
    """One DocBin of all documents; its form is one block, so the documents' tokens are held until the end."""
    nlp = spacy.blank("ja", config={"nlp": {"tokenizer": {"@tokenizers": NAME}}})
    nlp.max_length = 2**31
    docs = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
    for document in map(encodable, documents):
        doc = nlp.make_doc(document.text)
        annotate(doc, document)
        docs.add(doc)
    out.write(docs.to_bytes())
