"""What a mention names, in a form that is the same in every document, and the stable id made of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.corpus import names
from extractor.corpus.lineage import lineage
from extractor.records import Mention

# Labels whose acronym (PALM8, JICA) is joined to the full name that some document declares it for.
WITH_ACRONYMS = frozenset({"CONFERENCE", "ORG", "DOCUMENT"})
# Names of laws that mean something else in every document.
_LOCAL = re.compile("[同本当旧新]|改正|施行|整備|関係")


@dataclass(frozen=True, slots=True)
class Identity:
    """The normal form of an entity of one document.

    Args:
        label: its label.
        key: normal form; two identities of one label and key are one thing (for officials ``people`` decides).
        name: a person's name, folded; else the written name.
        title: an official's title.
        house: the lineage of the body, country or official.
        short: keys of shorter names that stand for it in this document and may in others.
        value: the value of the record (law ID, place code, ...).
    """

    label: str
    key: str
    name: str
    title: str = ""
    house: str = ""
    short: tuple[str, ...] = ()
    value: str = ""


def identity(mentions: Sequence[Mention]) -> Identity:
    """The identity of the mentions of one entity in a document, by the mention that tells most."""
    best = max(mentions, key=lambda m: (_fullness(m), m.text))
    label, value = best.label, best.value
    if label == "OFFICIAL":
        return _official(best)
    if label == "PERSON":
        name = names.fold(str(best.attrs.get("name") or best.text))
        return Identity(label, name, name)
    if label == "MINISTRY":
        key = names.bare(value or best.text)
        return Identity(label, key, value or best.text, house=lineage(value or best.text), value=value)
    if label == "PLACE":
        plain = names.fold(best.text)
        house = value if value and not value.startswith("JP-") else plain
        return Identity(label, value or plain, best.text, house=house, value=value)
    if label == "LAW":
        written = {names.bare(m.text) for m in mentions} if value else set()
        short = tuple(sorted(name for name in written if len(name) > 3 and not _LOCAL.match(name)))
        return Identity(label, value or names.bare(best.text), best.text, short=short, value=value)
    if label == "CONFERENCE":
        base, ordinal = names.conference(best.text)
        key = f"{base}#{ordinal}"
    elif label == "ORG":
        key = names.organisation(best.text)
    else:
        key = names.bare(best.text)
    declared = next(filter(None, map(names.acronym, (m.text for m in mentions))), "") if label in WITH_ACRONYMS else ""
    if declared and label == "CONFERENCE":
        declared = "#".join(names.conference(declared))
    house = key if label == "ORG" else ""
    return Identity(label, key, best.text, house=house, short=tuple({declared} - {"", key}), value=value)


def _fullness(mention: Mention) -> tuple[int, int]:
    """An official's longest name, else the longest name that stands in the text."""
    if mention.label == "OFFICIAL":
        return len(_part(mention, "name", 0)), len(_part(mention, "title", 1))
    return int(bool(mention.value)), len(mention.text)


def _part(mention: Mention, name: str, index: int) -> str:
    """An official's attribute, or that part of ``name/title/organisation``."""
    if name in mention.attrs:
        return str(mention.attrs[name])
    parts = mention.value.split("/")
    return parts[index] if len(parts) == 3 else ""


def _official(mention: Mention) -> Identity:
    parts = {n: _part(mention, n, i) for i, n in enumerate(("name", "title", "organization"))}
    name, title, house = names.fold(parts["name"]), names.fold(parts["title"]), lineage(parts["organization"])
    if not name and not title:  # 天皇陛下 has no value
        name = names.fold(mention.text)
    return Identity(mention.label, f"{name}/{title}/{house}", name, title, house, value=mention.value)


def stable_id(label: str, *parts: str) -> str:
    """A content-hash id: the same parts give the same id in every corpus."""
    digest = hashlib.sha256("\0".join((label, *parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{label.lower()}-{digest[:16]}"
