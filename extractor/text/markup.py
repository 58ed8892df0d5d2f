"""Turns HTML into text: blocks become lines, table rows lines with tabs between the cells.

Menus, footers, rankings and comment boxes stay in the text; their spans are returned as noise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SKIPPED = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "rt", "rp")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = _HEADINGS | frozenset(
    ("p", "ul", "ol", "dl", "table", "blockquote", "pre", "article", "section", "main", "hr", "figure")
)
_LINES = frozenset(("div", "li", "dt", "dd", "tr", "caption", "figcaption", "header", "footer", "nav", "aside"))
_BLOCKS = (
    _PARAGRAPHS | _LINES | frozenset(("address", "fieldset", "form", "details", "summary", "center", "html", "body"))
)
_NOISE_TAGS = frozenset({"nav", "footer", "header", "aside", "button"})
_NOISE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_NOISE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:g|l|global|local|side|foot|head|main|sp|site|page)?"
    r"(?:navi?|navigation|menu|breadcrumbs?|topicpath|pankuzu"
    r"|sidebar|ranking|rank|related|recommend(?:ed)?|sns|share|social|comments|comment[-_]?(?:list|area|box|form)|footer|pager"
    r"|pagination|pagetop|totop|skip|cookie|banner|ads?|advertisement|copyright|tag[-_]?list|toolbar|print)(?:[-_ ]|$)",
    re.I,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)[^<>]*>?")
_DEEPEST = 512  # elements inside each other; browsers stop there too
# Void elements, and those that end where the next of their kind begins.
_NEVER_NESTED = frozenset(
    (
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "param",
            "source",
            "track",
            "wbr",
        ),
        *("wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"),
    )
)
_CLOSED_OFF = frozenset(("table", "caption", "object", "template", "marquee"))  # no end tag inside reaches beyond
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A break in the source between two wide characters is no blank (CSS Text 3, segment break transformation).
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def to_text(markup: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of an HTML document and the spans of it that are page furniture."""
    root = LexborHTMLParser(_flattened(markup)).root
    if root is None:
        return "", ()
    writer = _Writer()
    protected = _protected(root)
    noise: list[tuple[int, int]] = []
    open_noise: list[tuple[int, int]] = []  # depth of the node, offset of its beginning
    for node, depth, entering in _walk(root):
        tag = node.tag or ""
        if tag == "-text":
            writer.write(node.text_content or "")
            continue
        if entering:
            writer.open(tag)
            if not open_noise and _is_noise(node, tag, protected):
                open_noise.append((depth, writer.length))
        else:
            if open_noise and open_noise[-1][0] == depth:
                _, begin = open_noise.pop()
                if writer.length > begin:
                    noise.append((begin, writer.length))
            writer.close(tag)
    return writer.text(), tuple(noise)


def _flattened(markup: str) -> str:
    """The document without the tags that nest deeper than any page does: the parser takes the square of the depth.

    The words inside stay, as children of the deepest element that is left. The end tag of a form or an
    inline element that is not the innermost is not counted: the parser keeps open what lies inside.
    """
    if markup.count("<") < _DEEPEST:
        return markup
    ends_all_inside = _BLOCKS - {"form"}
    stack: list[str] = []
    dropped: Counter[str] = Counter()

    def kept(found: re.Match[str]) -> str:
        name = found["name"].lower()
        if not found["end"]:
            if name in _NEVER_NESTED:
                return found[0]
            if len(stack) >= _DEEPEST:
                dropped[name] += 1
                return ""
            stack.append(name)
        elif dropped[name]:
            dropped[name] -= 1
            return ""
        elif stack and (name == stack[-1] or name in ends_all_inside):
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n] == name or stack[n] in _CLOSED_OFF), -1)
            if at >= 0 and stack[at] == name:
                del stack[at:]
        return found[0]

    return _TAG.sub(kept, markup)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, int, bool]]:
    """Every shown node on the way in, every element on the way out too; no recursion, so any depth will do."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        tag = node.tag or ""
        element = not tag.startswith(("-", "_", "!"))
        shown = element and tag not in _SKIPPED and not _is_hidden(node)
        if tag == "-text" or shown:
            yield node, depth, True
        if shown and (child := node.first_child) is not None:
            node, depth = child, depth + 1
            continue
        if shown:
            yield node, depth, False
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
            if node is None or depth < 0:
                return
            yield node, depth, False
        node = node.next if node is not None and depth > 0 else None


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or "")))


def _protected(root: LexborNode) -> set[int]:
    """The elements that hold the document's main part, so that they are never noise whatever their names."""
    found: set[int] = set()
    for inner in root.css("h1, main, article"):
        node: LexborNode | None = inner
        while node is not None and node.mem_id not in found:
            found.add(node.mem_id)
            node = node.parent
    return found


def _is_noise(node: LexborNode, tag: str, protected: set[int]) -> bool:
    if (
        tag in {"html", "body", "tr", "td", "th", "p"}
        or tag not in _BLOCKS | {"button", "span", "a"}
        or node.mem_id in protected
    ):
        return False
    attributes = node.attributes
    if tag in _NOISE_TAGS:
        return tag in {"nav", "button"} or not _within(node, {"article", "main"})
    if not attributes:
        return False
    if (attributes.get("role") or "") in _NOISE_ROLES:
        return True
    return any(_NOISE_NAMES.search(attributes.get(key) or "") for key in ("class", "id"))


def _within(node: LexborNode, tags: set[str]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


class _Writer:
    """Collects text; breaks and blanks wait until words follow, so none piles up."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._last = ""
        self._breaks = 0
        self._blank = ""
        self._preformatted = 0
        self._cells = 0
        self.length = 0

    def text(self) -> str:
        return "".join(self._pieces)

    def write(self, words: str) -> None:
        if self._preformatted:
            self._put(words)
            return
        for index, part in enumerate(_BLANKS.split(words)):
            if index and not self._blank:
                self._blank = "\n" if "\n" in words else " "
            if part:
                self._put(part)

    def open(self, tag: str) -> None:
        if tag == "br":
            self._break(self._breaks + 1)
        elif tag in _BLOCKS:
            self._break(2 if tag in _PARAGRAPHS else 1)
        if tag == "tr":
            self._cells = 0
        elif tag in {"td", "th"}:
            self._cells += 1
            if self._cells > 1:
                self._breaks, self._blank = 0, ""
                self._emit("\t")
        elif tag == "pre":
            self._preformatted += 1

    def close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break(2 if tag in _PARAGRAPHS else 1)
        if tag == "pre" and self._preformatted:
            self._preformatted -= 1

    def _break(self, count: int) -> None:
        self._breaks = max(self._breaks, count)

    def _put(self, words: str) -> None:
        if self._breaks:
            if self.length and self._last != "\t":
                self._emit("\n" * min(self._breaks, 2))
        elif self._blank and self.length and self._last not in "\n\t ":
            wide = self._blank == "\n" and _WIDE.match(self._last) and _WIDE.match(words[0])
            if not wide:
                self._emit(" ")
        self._breaks, self._blank = 0, ""
        self._emit(words)

    def _emit(self, words: str) -> None:
        self._pieces.append(words)
        self.length += len(words)
        self._last = words[-1:]
