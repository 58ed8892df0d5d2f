"""Tokens: exact cover of the text, tags, any length, unreadable characters, threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from extractor.text import tokens as module
from extractor.text.tokens import chunks, tokenize

SENTENCE = "厚生労働省の山本次郎課長は、8月4日に大阪市を訪れ、㍿みどりの工場(敷地1,234平方メートル)を視察した…。\n"


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        SENTENCE,
        SENTENCE * 400,
        "…㍿①㌔㍍えっ…",
        "がぎか\u3099き\u3099",
        "\r\n \u3000\t\n\n",
        "a\0b\0",
        "会議\ud800は\udfff開催",
        "\ufdfa" * 4000,
        "あ" * 60_000,
        "1" * 60_000,
        "👨\u200d👩\u200d👧が来日",
    ],
    ids=lambda text: f"{len(text)}-{text[:4]!a}",
)
def test_tokens_cover_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)) == text
    assert all(a < b for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert len(tokens) == len(tokens.tags) == len(tokens.lexemes)


def test_tags_and_words() -> None:
    text = "山本次郎が東京へ行った。"
    tokens = tokenize(text)
    assert words(text) == ["山本", "次郎", "が", "東京", "へ", "行っ", "た", "。"]
    assert tokens.tags[:5] == [
        "名詞-固有名詞-人名-姓",
        "名詞-固有名詞-人名-名",
        "助詞-格助詞",
        "名詞-固有名詞-地名-一般",
        "助詞-格助詞",
    ]
    assert tokens.tags[2] is tokens.tags[4]
    assert tokens.table.surfaces[tokens.lexemes[5]] == "行っ"
    assert tokens.table.norms[tokens.lexemes[5]] == "行く"


def test_index_at() -> None:
    tokens = tokenize("山本次郎が")
    assert [tokens.index_at(offset) for offset in (0, 1, 2, 3, 4, 99)] == [0, 0, 1, 1, 2, 2]


def test_chunks_join_to_the_text_and_break_at_lines() -> None:
    text = SENTENCE * 200
    parts = list(chunks(text))
    assert "".join(part for _, part in parts) == text
    assert all(text[start : start + len(part)] == part for start, part in parts)
    assert all(part.endswith("\n") for _, part in parts)
    assert words(text) == words(SENTENCE) * 200


def test_a_full_table_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_LEXEMES", 3)
    first = tokenize("東京都と大阪府と京都府")
    second = tokenize("東京都")
    assert first.table is not second.table
    assert [first.table.surfaces[i] for i in first.lexemes][:2] == ["東京", "都"]


def test_threads_agree() -> None:
    texts = [SENTENCE * n for n in range(1, 9)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(words, texts)) == [words(text) for text in texts]
