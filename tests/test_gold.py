"""Gold files are read strictly, and the scores are right on hand-made cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.evaluation import gold, scores
from extractor.records import Document, Event, InputError, Mention, Participant, Span

SAMPLES = Path(__file__).parent.parent / "samples"
EVENT = (
    '{"type": "talks", "status": "occurred", "triggers": ["会談"], "date": "2025-08-04", "places": [], '
    '"participants": [["山田大臣", "agent"]], "laws": [], "documents": [], "conference": ""}'
)
FILE = f"""id: x
published: 2025-08-07
---
<<boilerplate>>
メニュー
<</boilerplate>>
{{{{DATE:2025-08-04|8月4日}}}}、{{{{OFFICIAL:山田/大臣/環境省|山田大臣}}}}が会談した。
---
{EVENT}
"""


def test_marks_become_offsets() -> None:
    document = gold.parse(FILE)
    assert document.text == "メニュー\n8月4日、山田大臣が会談した。"
    assert document.masks == ((0, 5),)
    assert [document.text[m.start : m.end] for m in document.mentions] == ["8月4日", "山田大臣"]
    assert not list(gold.check(document))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("{{DATE:2025-08-04|8月4日}}", "{{DATE:2025-08-04|8月4日}"), "markup left"),
        (("{{DATE:", "{{DAY:"), "unknown label DAY"),
        (("|山田大臣}}", "| 山田大臣}}"), "blank at the edge"),
        (("<</boilerplate>>\n", ""), "not closed"),
        (("<<boilerplate>>\n", ""), "closes nothing"),
        (("メニュー", "{{ORG|メニュー}}"), "zone without annotation"),
        (('["会談"]', '["会見"]'), "trigger not in the text"),
        (('"agent"', '"actor"'), "participant must be"),
        (('[["山田大臣"', '[["鈴木大臣"'), "filler is no mention"),
        (('"talks"', '"talk"'), "type or status unknown"),
        (('"laws": [], ', ""), "fields differ"),
        (("published: 2025-08-07", "published 2025-08-07"), "without a colon"),
        (('{"type"', '{type"'), "no JSON"),
    ],
)
def test_faults_are_named(change: tuple[str, str], fault: str, tmp_path: Path) -> None:
    path = tmp_path / "x.gold.txt"
    path.write_text(FILE.replace(*change), "utf-8")
    with pytest.raises(InputError, match=fault):
        gold.read(path)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.gold.txt")), ids=lambda p: p.name.split(".")[0])
def test_samples_are_sound(path: Path) -> None:
    document = gold.read(path)
    assert path.name == f"{document.id}.gold.txt"
    assert document.mentions
    assert document.events


@pytest.mark.parametrize("path", sorted((SAMPLES / "text").glob("*.txt")), ids=lambda p: p.stem)
def test_sample_texts_are_those_of_the_gold(path: Path) -> None:
    (gold_file,) = SAMPLES.rglob(f"{path.stem}.gold.txt")
    assert path.read_bytes().decode("utf-8") == gold.read(gold_file).text


def perfect(document: gold.GoldDocument) -> Document:
    """The gold annotation as the extractor would return it."""
    entities = tuple(
        Mention(f"e{n}", m.label, m.text, m.start, m.end, m.value, entity=f"E{n}")
        for n, m in enumerate(document.mentions)
    )
    by_text = {m.text: m.id for m in reversed(entities)}

    def event(n: int, row: dict[str, object]) -> Event:
        at = [document.text.find(t) for t in row["triggers"]]  # type: ignore[attr-defined]
        return Event(
            id=f"v{n}",
            type=row["type"],  # type: ignore[arg-type]
            status=row["status"],  # type: ignore[arg-type]
            trigger=Span(at[0], at[0] + 1),
            sentence=Span(0, 0),
            date=row["date"] or None,  # type: ignore[arg-type]
            places=tuple(by_text[p] for p in row["places"] if p in by_text),  # type: ignore[attr-defined]
            participants=tuple(Participant(by_text[w], r) for w, r in row["participants"] if w in by_text),  # type: ignore[attr-defined]
            laws=tuple(by_text[p] for p in row["laws"] if p in by_text),  # type: ignore[attr-defined]
            documents=tuple(by_text[p] for p in row["documents"] if p in by_text),  # type: ignore[attr-defined]
            conference=by_text.get(row["conference"]),  # type: ignore[call-overload]
            mentions=tuple(Span(a, a + 1) for a in at),
        )

    return Document(
        document.id,
        document.text,
        published=document.published or None,
        entities=entities,
        events=tuple(event(n, dict(row)) for n, row in enumerate(document.events)),
    )


def test_gold_against_itself_is_perfect() -> None:
    document = gold.parse(FILE)
    figures = scores.score([document], {"x": perfect(document)}).to_dict()
    for name in ("core", "all", "event_f", "argument_f"):
        assert figures[name]["f"] == 1.0
    assert figures["values_core"]["share"] == figures["status"]["share"] == figures["published"]["share"] == 1.0


def test_nothing_found_scores_nothing() -> None:
    document = gold.parse(FILE)
    result = scores.score([document], {})
    figures = result.to_dict()
    assert figures["missing"] == ["x"]
    assert figures["core"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 2, "pred": 0}
    assert figures["argument_f"]["gold"] == 2
    assert any("EVENT MISS talks" in error for error in result.errors)


def test_wrong_offsets_are_refused() -> None:
    document = gold.parse(FILE)
    wrong = Document("x", document.text, entities=(Mention("e1", "DATE", "8月4日", 6, 10),))
    with pytest.raises(InputError, match="offsets do not fit"):
        scores.score([document], {"x": wrong})
