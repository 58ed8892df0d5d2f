"""The catalogue of messages is complete: what the command can say in English it can say in Japanese."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from extractor import messages
from extractor.cli import app
from extractor.records import EVENT_TYPES, LABELS, ROLES, STATUSES
from extractor.terminal.help import paragraphs

PACKAGE = Path(__file__).parent.parent / "extractor"
# Raised in the library only, whose users read Python: the command never gets there.
LIBRARY = ("connect", "spacy_components.py")
ERRORS = {"InputError", "ExtractorError", "ModelError", "BadParameter", "UsageError", "complain"}


def template(node: ast.expr) -> str | None:
    """The English words of a message, ``{}`` where values stand; None when it is no message of its own."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def said() -> Iterator[tuple[str, str]]:
    """(place, English words) of every message in the source."""
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if where.startswith(LIBRARY):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ERRORS | {"say"} and (words := template(node.args[0])) is not None:
                yield f"{where}:{node.lineno}", words


def helped(command: Any, context: Any) -> Iterator[str]:
    yield from paragraphs(command.help)
    yield from (getattr(param, "help", None) or "" for param in command.get_params(context))
    if command.epilog:
        yield command.epilog.split("\n\n")[0]
    for name in getattr(command, "commands", ()):
        yield from helped(command.get_command(context, name), context)


@pytest.fixture
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")


@pytest.mark.usefixtures("japanese")
def test_every_message_has_its_japanese() -> None:
    missing = {}
    for where, words in said():
        if not re.search("[A-Za-z]", words):  # only puts others together
            continue
        filled = words.format(*("xyz" for _ in range(words.count("{}")))) if "{}" in words else words
        if words not in messages.JAPANESE and messages.translated(filled) == filled:
            missing[words] = where
    assert not missing


def test_every_help_text_has_its_japanese() -> None:
    command = typer.main.get_command(app)
    context = command.make_context("extractor", [], resilient_parsing=True)
    assert {text for text in helped(command, context) if text and text not in messages.JAPANESE} == set()


def test_every_code_has_its_japanese() -> None:
    assert {*LABELS, *EVENT_TYPES, *STATUSES, *ROLES} <= messages.JAPANESE.keys()


@pytest.mark.parametrize(("english", "other"), messages.JAPANESE.items(), ids=lambda x: x[:30])
def test_translations_keep_the_places(english: str, other: str) -> None:
    numbered = [name for _, name, _, _ in string.Formatter().parse(other) if name is not None]
    assert len(numbered) == english.count("{}")
    assert sorted(numbered) in ([""] * len(numbered), [str(n) for n in range(len(numbered))])


def test_translations_are_japanese() -> None:
    kept = {e for e, j in messages.JAPANESE.items() if not re.search(r"[ぁ-んァ-ヶ一-龥]", j)}
    assert kept == {"{}: {}", "{} ...", "a PDF"}  # which Japanese shares


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses(environment: dict[str, str], expected: str) -> None:
    assert messages.language(environment) == expected


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("a.txt: is an image, not text; give its text", "a.txt: 画像であり、文書ではない。文字にしたものを渡す"),
        ("a.txt: is not valid cp932 at byte 12; name another encoding, or none to have it found",
         "a.txt: 12 バイト目が cp932 として正しくない。別の文字コードを指定するか、指定せず自動判別に任せる"),
        ("words of nobody", "words of nobody"),
    ],
)  # fmt: skip
def test_finished_messages_are_recognised(english: str, expected: str) -> None:
    assert messages.translated(english) == expected


def test_codes_have_the_words_of_the_report() -> None:
    rows = (PACKAGE / "output" / "report" / "words.tsv").read_text("utf-8").splitlines()
    words = dict(row.split("\t")[:2] for row in rows if "\t" in row)
    kinds = {"label": LABELS, "type": EVENT_TYPES, "status": STATUSES, "slot": ROLES}
    for kind, codes in kinds.items():
        for code in codes:
            assert messages.JAPANESE[code] == words[f"{kind}.{code}"]
