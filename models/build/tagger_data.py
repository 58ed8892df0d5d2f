"""Training texts of the statistical tagger, each with (start, end, type) spans in the labels of this project.

The corpora's boundaries and labels differ from SPEC.md: names of people stand without titles here (``TITLE`` is a
type of its own), and types that the product does not propose (``OTHER``) keep the tagger from guessing.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from press_sentences import parts

from extractor.resources import rows
from extractor.text.folding import fold
from extractor.text.layout import lay_out
from extractor.text.tokens import tokenize

TYPES = ("PERSON", "ORG", "MINISTRY", "PLACE", "CONFERENCE", "DOCUMENT", "TITLE", "OTHER")

_CORPUS_TYPES = {
    "PERSON": "PERSON",
    "人名": "PERSON",
    "ORG": "ORG",
    "NORP": "ORG",
    "法人名": "ORG",
    "政治的組織名": "ORG",
    "その他の組織名": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "地名": "PLACE",
    "施設名": "PLACE",
    "TITLE_AFFIX": "TITLE",
    "PRODUCT": "OTHER",
    "WORK_OF_ART": "OTHER",
    "EVENT": "OTHER",
    "LAW": "OTHER",
    "製品名": "OTHER",
    "イベント名": "OTHER",
}
# A body of a national government by its last characters; prefectural and municipal offices are none.
_GOVERNMENT = re.compile(r"(?<![都道府県市])(?:省|庁|政府|内閣|内閣府|大使館|領事館|自衛隊|[陸海空米国軍]軍)$")
_FLOOR = re.compile(r"(?:地下)?[0-9一二三四五六七八九十]+階$")
_TAG = re.compile(r"\{\{([A-Z]+)(?::([^|{}]*))?\|([^{}]*)\}\}|^<</?(?:boilerplate|duplicate)>>\n?", re.M)

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A text in analysis form. ``domain`` tells whose annotation habits it follows: W, G or P (this project's)."""

    name: str
    domain: str
    text: str
    spans: tuple[Span, ...]


def corpus(path: Path, domain: str) -> Iterator[Sample]:
    """The texts of a JSON lines corpus."""
    for n, line in enumerate(path.read_text("utf-8").splitlines()):
        record = json.loads(line)
        spans = []
        for start, end, kind in record["entities"]:
            label = _corpus_label(record["text"][start:end], kind)
            if label:
                spans.append((start, end, label))
        folded = fold(record["text"])
        yield Sample(f"{path.stem}-{n}", domain, folded.text, tuple(_moved(spans, folded.starts)))


def _corpus_label(name: str, kind: str) -> str:
    if kind == "FAC" and _FLOOR.search(name):
        return ""
    label = _CORPUS_TYPES.get(kind, "")
    return "MINISTRY" if label == "ORG" and _GOVERNMENT.search(name) else label


def _moved(spans: Sequence[Span], starts: Sequence[int] | None) -> Iterator[Span]:
    """Spans of the source as spans of the analysis text whose characters begin at ``starts`` in the source."""
    for start, end, label in spans:
        if starts is not None:
            start, end = bisect_left(starts, start), bisect_left(starts, end)
        yield start, end, label


def gold(folder: Path) -> Iterator[Sample]:
    """The gold documents of a folder (form: SPEC.md §5), with officials split into name, title and organisation."""
    titles = _title_pattern()
    for path in sorted(folder.rglob("*.gold.txt")):
        body = re.split(r"^---\n", path.read_text("utf-8"), maxsplit=2, flags=re.M)[1]
        text, spans, at = "", list[Span](), 0
        for tag in _TAG.finditer(body):
            text += body[at : tag.start()]
            at = tag.end()
            if tag[1]:
                spans += _gold_spans(len(text), tag[1], tag[2] or "", tag[3], titles)
                text += tag[3]
        page = lay_out(text + body[at:])
        yield Sample(path.name.removesuffix(".gold.txt"), "P", page.text, tuple(_moved(spans, page.starts)))


def _title_pattern() -> re.Pattern[str]:
    words = {
        word for row in rows("tagger/classes") if row["class"].endswith("title") for word in row["words"].split(" ")
    }
    words |= set(parts()["ctitle"]) | set(parts()["title"])
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"(?:名誉|主任|特任|首席|上席|客員|元|前)?(?:{'|'.join(ordered)})$")


def _gold_spans(offset: int, label: str, value: str, surface: str, titles: re.Pattern[str]) -> Iterator[Span]:
    if label == "PERSON":
        yield from _person_spans(offset, surface, titles)
    elif label == "OFFICIAL":
        name, title_text, organization = ([*value.split("/"), "", "", ""])[:3]
        rest = surface
        for part, kind in ((name, "PERSON"), (title_text, "TITLE"), (organization, _organization_type(organization))):
            at = _spaced(part, rest)
            if at:
                yield offset + at[0], offset + at[1], kind
                rest = rest[: at[0]] + "\0" * (at[1] - at[0]) + rest[at[1] :]
    elif label in TYPES:
        yield offset, offset + len(surface), label


def _person_spans(offset: int, surface: str, titles: re.Pattern[str]) -> Iterator[Span]:
    """Name, organisation and title of somebody whose gold mention has no value: the name is what Sudachi reads so."""
    before, of, _ = surface.rpartition("の")
    if of and titles.search(before):
        yield from _affiliation(offset, before, titles)
        yield offset + len(before + of), offset + len(surface), "PERSON"
        return
    tokens = tokenize(surface)
    name_end = 0
    for end, tag, start in zip(tokens.ends, tokens.tags, tokens.starts, strict=True):
        if not ("人名" in tag or tag == "空白" or re.fullmatch("[\u30a1-\u30ff]+", surface[start:end])):
            break
        name_end = end
    name = surface[:name_end].rstrip() or surface
    yield offset, offset + len(name), "PERSON"
    rest = surface[len(name) :]
    yield from _affiliation(offset + len(surface) - len(rest.lstrip()), rest.lstrip(), titles)


def _affiliation(offset: int, words: str, titles: re.Pattern[str]) -> Iterator[Span]:
    """Organisation and title that stand together, either may be missing."""
    title = titles.search(words)
    organization = words[: title.start()] if title else words
    former = len(organization) - len(organization.lstrip("元前"))
    if organization[former:]:
        yield offset + former, offset + len(organization), "ORG"
    if title:
        yield offset + title.start(), offset + title.end(), "TITLE"


def _organization_type(name: str) -> str:
    if re.search("[都道府県市町村国]$", name):
        return "PLACE"
    return "MINISTRY" if re.search("[省庁局課室部院会]$", name) else "ORG"


def _spaced(part: str, surface: str) -> tuple[int, int] | None:
    """Where ``part`` stands in ``surface``, blanks between its characters allowed."""
    found = part and re.search(r"[ \u3000]?".join(map(re.escape, part)), surface)
    return found.span() if found else None
