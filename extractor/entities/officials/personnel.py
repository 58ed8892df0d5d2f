"""Personnel notices: ``▽総務課長(人事課長)山田太郎``, rows of new post, name and old post, names under posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.officials import names, posts
from extractor.entities.spans import SpanIndex
from extractor.text.page import Page

_FLAT = re.compile(r"\) ?([^\s()▽◇◆▼▲△□■=、。]{2,12})(?= *(?:[▽◇◆▼▲△□■=]|\r?\n|$|\())")
_BEFORE_BRACKET = re.compile(r"(?<![^\s▽◇、。=:])([^\s()▽◇、。=:]{2,12}) ?\($")
_REACH = 14  # its longest match
_LISTED = re.compile(r"[ \t・○]*([一-鿿々ヶ]{1,3} {1,4}[一-鿿々ぁ-んァ-ヴー]{1,4}) *\(")
_MARKS = re.compile("[▽◇◆▼▲△]|\\(命\\)|\\(免\\)|発令|辞職|退職|人事")
_MEMBER = re.compile(" ?[君氏]$")
_CELL = re.compile(r"[^\s]+(?: [^\s]{1,4}(?=\s|$))?")


def find(page: Page, found: Sequence[Candidate]) -> list[Candidate]:
    """Proposes bare names of people whose posts stand beside them in a notice.

    Args:
        found: the posts that stand in the text.
    """
    text = page.text
    out: list[Candidate] = []
    rows: dict[int, list[Candidate]] = {}
    for c in found:
        if c.label == "OFFICIAL":
            rows.setdefault(page.line_index(c.start), []).append(c)
    for number, line in enumerate(page.lines):
        near = rows.get(number)
        if near is None:
            near_rows = [rows[n] for n in (number - 1, number + 1) if n in rows]
            if near_rows and line.end - line.start <= 14 and all(_fills_line(page, cs) for cs in near_rows[:1]):
                out += _name_line(text, line.start, line.end)
            out += _behind_titles(text, line.start, line.end)
            continue
        content = text[line.start : line.end]
        starts = {c.end: c.start for c in near}
        marked = _MARKS.search(content) is not None
        if marked or len(near) > 1:
            for match in _FLAT.finditer(text, line.start, line.end):
                closed = match.start()
                # Without a mark the new post stands right before the bracket with the old one.
                moved = starts.get(closed, 0) - 1 in starts
                if names.quality(match[1]) == names.FULL and closed in starts and (marked or moved):
                    out.append(_bare(match.start(1), match.end(1), match[1]))
        for post in near:
            if not post.data.name and text[post.end : post.end + 1] in ("=", "＝", ":", "…", "・"):
                begin = post.end + len(re.compile("[=＝:…・]+ ?").match(text, post.end)[0])  # type: ignore[index]
                stop = names.end_of_name(text, begin, line.end)
                if stop > begin and names.quality("".join(text[begin:stop].split())) == names.FULL:
                    out.append(_bare(begin, stop, text[begin:stop]))
        for post in near:
            # A name whose old post follows in brackets: 辞職 横山紳(農林水産事務次官).
            before = _BEFORE_BRACKET.search(text, max(line.start, post.start - _REACH), post.start)
            if before and not post.data.name and names.quality(before[1]) == names.FULL:
                out.append(_bare(before.start(1), before.end(1), before[1]))
        if "\t" in content or "  " in content:
            out += _cells(text, line.start, line.end, near)
        for post in near:
            # A name in two parts at the head of the line, its post in brackets: 佐藤 剛男 (元法務副大臣).
            listed = _LISTED.match(text, line.start, post.start)
            if (
                listed
                and listed.end() == post.start
                and not post.data.name
                and names.quality(listed[1].split()[1]) != names.FULL
            ):
                out.append(_bare(listed.start(1), listed.end(1), listed[1]))
    return out


def _fills_line(page: Page, row: list[Candidate]) -> bool:
    line = page.line_at(row[0].start)
    return (
        all(not c.data.name for c in row)
        and sum(c.end - c.start for c in row) >= len(page.text[line.content : line.end].strip()) - 2
    )


def _name_line(text: str, start: int, end: int) -> list[Candidate]:
    content = text[start:end]
    at = start + len(content) - len(content.lstrip(" \t"))
    stop = names.end_of_name(text, at, end)
    if stop > at and not text[stop:end].strip() and names.quality(text[at:stop].replace(" ", "")) == names.FULL:
        return [_bare(at, stop, text[at:stop])]
    return []


def _behind_titles(text: str, start: int, end: int) -> list[Candidate]:
    """Names in the cell behind a bare title of a local government or a minister: 副町長    中 村 繁 男."""
    out: list[Candidate] = []
    content = text[start:end]
    if "\t" not in content and "  " not in content:
        return out
    led = False
    for cell in re.finditer(r"[^\t ]+(?: [^\t ]+)*", content):
        name = _MEMBER.sub("", cell[0])
        if led and names.quality("".join(name.split())) == names.FULL:
            out.append(_bare(start + cell.start(), start + cell.start() + len(name), name))
        title = "".join(cell[0].split())
        head = posts.heads().get(title)
        led = head is not None and (head.kind in ("local", "minister", "fixed") or title in ("教育長", "教育次長"))
    return out


def _cells(text: str, start: int, end: int, near: list[Candidate]) -> list[Candidate]:
    out = []
    taken = SpanIndex((c.start, c.end) for c in near)
    # Tabs part the cells where there are any, so that blanks may stand inside a name.
    pattern = r"[^\t ]+(?: +[^\t ]+)*" if "\t" in text[start:end] else r"[^\t ]+(?: [^\t ]+)*"
    for cell in re.finditer(pattern, text[start:end]):
        at, stop = start + cell.start(), start + cell.end()
        if not taken.is_free(at, stop):
            continue
        name = _MEMBER.sub("", cell[0])
        parts = name.split()
        if names.quality("".join(parts)) == names.FULL or (len(parts) == 2 and names.is_pair(parts[0], parts[1])):
            out.append(_bare(at, at + len(name), name))
    return out


def _bare(start: int, end: int, word: str) -> Candidate:
    return Candidate(
        start, end, "OFFICIAL", "officials.personnel", data=posts.Post(name="".join(word.split()), kind="personnel")
    )
