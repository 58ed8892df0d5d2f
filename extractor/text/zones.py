"""Tells title, dateline, body, contact and boilerplate apart, line by line.

One pass with a state: what a line is follows from its own signs and from the heading that opened its block.
Doubt speaks for the body: a fact lost as boilerplate costs more than a menu read as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.text import signs
from extractor.text.markers import Marker


class Row(NamedTuple):
    """A line: offset of its beginning, span of its words, the words, and the marker they begin with."""

    begin: int
    start: int
    end: int
    words: str
    marker: Marker | None


_SECTIONS = frozenset({"digit", "dotted", "chapter", "ordinal", "kanji", "roman", "article"})
_RANKED = re.compile(r"[0-9]{1,2}位")
_TITLE_ROWS = 40  # lines of words among which the title stands
_LEAD = 20  # letters of a sentence that begins an article or goes on with it
_COUNTED = re.compile(r"([^。、:]{5,58}[ぁ-んァ-ヺー一-龥])[1-9]")
_HEAD_ROWS = 60  # lines at the beginning among which a trail of pages is looked for
_SHORTEST_TITLE = 6
_FOOT_ROWS = 200  # lines at the end among which a menu is looked for
_MENU_ITEM = 12  # letters of a menu item that has its own line
_SURE_TITLE = 7  # score of a line that is the title unless a better one comes before the first section


def zones_of(rows: Sequence[Row], copies: Sequence[bool], noise: Sequence[bool]) -> list[str]:
    """The zone of each row.

    Args:
        rows: all lines of the document, blank ones with empty words.
        copies: whether the row belongs to a later copy of text seen before.
        noise: whether the reader of the file already knew the row as boilerplate.
    """
    scan = _Scan(rows, copies, noise)
    found = scan.run()
    _settle_head(rows, found, scan.title_row, scan.trails)
    _settle_foot(rows, found)
    _settle_below(rows, found)
    _settle_captions(rows, found)
    for index, row in enumerate(rows):
        if not row.words and not noise[index]:
            found[index] = found[index - 1] if index else "body"
    return found


class _Scan:
    """The state of the pass: the open block, its first row, and whether the body or a copy has been met."""

    def __init__(self, rows: Sequence[Row], copies: Sequence[bool], noise: Sequence[bool]) -> None:
        self.rows = rows
        self.copies = copies
        self.noise = noise
        self.block = ""
        self.block_row = 0
        self.body_seen = False
        self.copy_seen = False
        self.trails = _trails(rows)
        self.title_row = _title_row(rows, copies, noise, self.trails)

    def run(self) -> list[str]:
        zones: list[str] = []
        for index, row in enumerate(self.rows):
            if self.noise[index] or index in self.trails:
                zone = "boilerplate"
            elif self.copies[index]:
                self.block, self.copy_seen, zone = "", True, "duplicate"
            elif not row.words:
                zone = ""
            else:
                zone = self._zone(index, row)
            zones.append(zone)
        return zones

    def _zone(self, index: int, row: Row) -> str:
        if index == self.title_row:
            self.block = ""
            return "title"
        opened = self._opened(index, row)
        if opened:
            self.block, self.block_row = opened, index
            return "contact" if opened == "contact" else "boilerplate"
        if self.block and self._ends_block(index, row):
            self.block = ""
        if self.body_seen and signs.is_paywall(row.words):
            self.block = "comments"
            return "boilerplate"
        if signs.is_furniture(row.words, menus=not self.body_seen):
            if self.body_seen and self._begins_footer(index, row):
                self.block = "footer"
            return "boilerplate"
        if self.block:
            return "contact" if self.block == "contact" else "boilerplate"
        if not self.body_seen and (signs.is_dateline(row.words) or signs.is_formal(row.words)):
            return "dateline"
        if self.copy_seen and not (row.words.endswith("。") and len(row.words) >= _LEAD):
            return "boilerplate"
        if index > self.title_row:
            self.body_seen = True
        return "body"

    def _begins_footer(self, index: int, row: Row) -> bool:
        """Whether the row and its neighbour, or several cells of it, name rights and policies."""
        if not signs.is_footer(row.words):
            return False
        near = [other.words for other in self.rows[max(0, index - 2) : index + 3] if other.words]
        # A company's number in a notice of what was done to it begins no footer.
        several = len(row.words.split()) > 1 and not row.words.startswith("法人番号")
        return several or sum(map(signs.is_footer, near)) > 1

    def _opened(self, index: int, row: Row) -> str:
        """The block whose heading the row is."""
        if signs.opens("contact", row.words):
            return "contact"
        if signs.opens("ranking", row.words):
            return "ranking"
        if self.body_seen and signs.opens("comments", row.words):
            near = self.rows[index : index + 6]
            told = (signs.tells_comment(other.words) and not signs.is_prose(other.words) for other in near)
            return "comments" if any(told) else ""
        for kind in ("sure_links", "links"):
            if signs.opens(kind, row.words) and self._lists_links(index, sure=kind == "sure_links"):
                return "links"
        return ""

    def _lists_links(self, index: int, *, sure: bool) -> bool:
        """Whether the lines behind a heading such as 添付資料 are links and not sentences.

        Args:
            index: the heading's row.
            sure: whether such a heading says by itself that links follow; else each line must name a file.
        """
        seen = 0
        for row in self.rows[index + 1 : index + 12]:
            if not row.words:
                if seen:
                    break
                continue
            if signs.opens("contact", row.words):
                break
            linked = signs.is_linked(row.words)
            if not linked and signs.is_sentence(row.words):
                return sure and seen == 0 and row.marker is None
            if not linked and not sure:
                return False
            seen += 1
        return sure or seen > 0

    def _ends_block(self, index: int, row: Row) -> bool:
        """Whether the open block ends before the row."""
        words = row.words
        style = row.marker.style if row.marker else ""
        section = style in _SECTIONS or style.startswith(("bracket", "hash", "bullet:■", "bullet:◆"))
        if self.block == "contact":
            if signs.tells_contact(words):
                return False
            if section:
                return not signs.names_office(words)
            if not self.body_seen and signs.ends_like_title(words):
                return True
            return signs.is_prose(words) and style != "note"
        if self.block == "comments":
            return False
        if self.block == "links":
            if signs.is_linked(words):
                return False
            if "。" in words or section:
                return True
            listed = any(other.words for other in self.rows[self.block_row + 1 : index])
            return listed and not self.rows[index - 1].words
        if not self.body_seen and index > self.title_row and row.marker is None and words.endswith("。"):
            return len(words) >= _LEAD
        return signs.is_prose(words) and not words.endswith(("…", "..."))


def _trails(rows: Sequence[Row]) -> dict[int, int]:
    """Rows that are a trail of pages with the row below that repeats its last page: the page's own headline."""
    found: dict[int, int] = {}
    for index, row in enumerate(rows[:_HEAD_ROWS]):
        page = signs.trail_end(row.words) if row.words else ""
        if len(page) >= _SHORTEST_TITLE:
            below = (i for i in range(index + 1, min(len(rows), index + _HEAD_ROWS)) if rows[i].words == page)
            if (title := next(below, None)) is not None:
                found[index] = title
    return found


def _settle_head(rows: Sequence[Row], zones: list[str], title_row: int, trails: Mapping[int, int]) -> None:
    """What stands above the title is dateline, or page furniture where a menu follows it or goes on line by line."""
    above = range(title_row - 1, -1, -1)
    short = sum(zones[i] != "boilerplate" and 0 < len(rows[i].words) <= _MENU_ITEM for i in above)
    buttons = sum(zones[i] == "boilerplate" for i in above)
    menu_below = buttons >= 2 and short >= 4
    for index in above:
        words = rows[index].words
        if zones[index] == "boilerplate":
            menu_below = menu_below or index in trails or signs.heads_page(words)
        elif zones[index] == "body":
            zones[index] = "boilerplate" if menu_below and not signs.is_prose(words) else "dateline"
        elif zones[index] == "dateline" and menu_below and not signs.is_dateline(words):
            zones[index] = "boilerplate"


def _settle_foot(rows: Sequence[Row], zones: list[str]) -> None:
    """Short lines between the buttons at the end of a page are a menu that goes on line by line."""
    top, buttons, short = len(rows), 0, 0
    for index in range(len(rows) - 1, max(-1, len(rows) - _FOOT_ROWS), -1):
        words = rows[index].words
        if zones[index] == "boilerplate":
            top, buttons = index, buttons + 1
        elif words and (
            zones[index] != "body" or rows[index].marker or len(words) > _MENU_ITEM or signs.is_sentence(words)
        ):
            break
        else:
            short += bool(words)
    if buttons >= 3 and short >= 3:
        for index in range(top, len(rows)):
            if zones[index] == "body":
                zones[index] = "boilerplate"


def _settle_below(rows: Sequence[Row], zones: list[str]) -> None:
    """Below the last button that leads to the top of the page, where no sentence follows, the site's menu stands."""
    for index in range(len(rows) - 1, max(-1, len(rows) - _FOOT_ROWS), -1):
        words = rows[index].words
        if zones[index] == "boilerplate" and signs.is_top_button(words):
            for below in range(index, len(rows)):
                if signs.opens("contact", rows[below].words):
                    return
                if zones[below] == "body" or (zones[below] == "contact" and not signs.tells_contact(rows[below].words)):
                    zones[below] = "boilerplate"
            return
        if zones[index] == "body" and signs.is_sentence(words):
            return


def _settle_captions(rows: Sequence[Row], zones: list[str]) -> None:
    """A short line between an article's head and a picture counter (1/4枚) or button is the picture's caption."""
    for index in range(2, len(rows)):
        above = rows[index - 1]
        if zones[index] != "boilerplate" or zones[index - 1] != "body" or zones[index - 2] in {"body", ""}:
            continue
        short = above.marker is None and len(above.words) <= 60 and "。" not in above.words
        if short and (signs.is_picture_count(rows[index].words) or signs.is_caption(above.words)):
            zones[index - 1] = "boilerplate"
    for index in range(1, len(rows)):
        # 署名式の様子1 / 署名式の様子2: captions that only their number tells apart.
        pair = _COUNTED.fullmatch(rows[index - 1].words), _COUNTED.fullmatch(rows[index].words)
        if pair[0] and pair[1] and pair[0][1] == pair[1][1] and zones[index] == "body":
            zones[index - 1] = zones[index] = "boilerplate"


def _title_row(rows: Sequence[Row], copies: Sequence[bool], noise: Sequence[bool], trails: Mapping[int, int]) -> int:
    """The index of the line that names the document's subject, or -1."""
    for title in trails.values():
        if not copies[title] and not noise[title] and not signs.is_prose(rows[title].words):
            return title
    heads: list[int] = []
    for index, row in enumerate(rows):
        if not row.words or noise[index] or copies[index] or signs.is_furniture(row.words, menus=True):
            continue
        if len(heads) == _TITLE_ROWS or signs.is_prose(row.words):
            break
        heads.append(index)
    best, best_score = -1, 0
    for place, index in enumerate(heads):
        row = rows[index]
        if best_score >= _SURE_TITLE and row.marker and row.marker.style in _SECTIONS:
            break
        following = rows[heads[place + 1]].words if place + 1 < len(heads) else ""
        score = _title_score(row, first=place == 0, following=following)
        if score > best_score:
            best, best_score = index, score
    return best


def _title_score(row: Row, *, first: bool, following: str) -> int:
    """How much a line among the first is the title; 0 says that it is not.

    Args:
        row: the line.
        first: whether no other line of words stands above it.
        following: the next line of words.
    """
    words = row.words
    if not 4 <= len(words) <= 200 or words.endswith("。") or signs.is_dateline(words) or signs.opens("contact", words):
        return 0
    if signs.tells_contact(words) or signs.opens("ranking", words) or _RANKED.match(words):
        return 0
    score = 2 + min(len(words), 30) // 6
    if signs.is_formal(words):
        score = 1
    elif signs.ends_like_title(words):
        score += 4
    if row.marker and not row.marker.style.startswith("bracket"):
        score -= 5
    if signs.is_dateline(following):
        score += 3
    return score + 3 if first else score
