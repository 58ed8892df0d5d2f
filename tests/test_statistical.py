"""The tagger: decoding as crfsuite does it, sequences and barriers, proposals on sentences it has not met."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from extractor.entities.statistical import decoding
from extractor.entities.statistical import finder as statistical
from extractor.entities.statistical import model as tagger_model
from extractor.entities.statistical.decoding import Decoder, sequences
from extractor.entities.statistical.features import features, kind, shape
from extractor.entities.statistical.finder import find
from extractor.entities.statistical.model import Model, model
from extractor.records import ModelError
from extractor.text.layout import lay_out
from extractor.text.tokens import tokenize

BUILD = Path(__file__).parent.parent / "models" / "build"


def names(text: str) -> list[tuple[str, str]]:
    page = lay_out(text)
    return [(page.text[c.start : c.end], c.label) for c in find(page, [])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("司会を務めるのは津村かおりさんです。", [("津村かおり", "PERSON")]),
        ("その後、ピーター・ハートフィールド氏と意見を交わした。", [("ピーター・ハートフィールド", "PERSON")]),
        ("質問は近江テレビの柏木社長が行った。", [("近江テレビ", "ORG"), ("柏木社長", "PERSON")]),
        ("調査は株式会社みなと測量が受託した。", [("株式会社みなと測量", "ORG")]),
        ("講師は東山大学の真鍋聡教授です。", [("東山大学", "ORG"), ("真鍋聡教授", "PERSON")]),
        ("式典は高松市内の瀬戸内記念ホールで開かれた。", [("高松市", "PLACE"), ("瀬戸内記念ホール", "PLACE")]),
        ("沢渡 久美子 経済産業大臣政務官", [("沢渡 久美子 経済産業大臣政務官", "OFFICIAL")]),
    ],
)
def test_proposals(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [name for name in names(text) if name[1] != "DOCUMENT"] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "。。。",
        "これまでの取組の成果と課題について議論を行いました。",
        "御不明な点がございましたら、下記までお問い合わせください。",
        "(Mr. Peter Hartfield, Deputy Minister)",
        "3.今後の予定\n(1)説明会の開催",
        "次の件について報告いたします。",
    ],
)
def test_nothing_is_proposed(text: str) -> None:
    assert names(text) == []


def test_candidates_do_not_overlap_and_cross_no_line() -> None:
    text = "担当:沢渡\n津村、真鍋\n株式会社みなと測量\n代表 柏木\n" * 30
    page = lay_out(text)
    found = find(page, [])
    assert found
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any("\n" in page.text[c.start : c.end] for c in found)


def test_what_is_known_is_not_repeated() -> None:
    page = lay_out("調査は株式会社みなと測量が受託した。")
    known = find(page, [])
    assert known
    assert find(page, known) == []


def test_sequences_end_at_barriers() -> None:
    text = "東京で。大阪  京都\n 奈良 "
    tokens = tokenize(text)
    words = [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    barrier = np.array([tagger_model.is_barrier(word) for word in words])
    blank = np.array([word.isspace() for word in words])
    firsts, lasts = sequences(barrier, blank)
    cut = ["".join(words[a:b]) for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True)]
    assert cut == ["東京で", "大阪", "京都", "奈良"]


def test_a_text_without_breaks_is_cut() -> None:
    plain = np.zeros(2 * decoding._LONGEST + 5, bool)
    firsts, lasts = sequences(plain, plain)
    assert (lasts - firsts).tolist() == [decoding._LONGEST, decoding._LONGEST, 5]


def test_a_text_gives_the_same_in_any_company() -> None:
    alone = "株式会社みなと測量の津村かおり社長が説明した。"
    many = "\n".join([alone, *("会場は瀬戸内記念ホールです。" * n for n in range(1, 9))])
    assert names(many)[: len(names(alone))] == names(alone)


def test_pruning_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        lay_out(path.read_text("utf-8")).text
        for path in sorted((BUILD.parent.parent / "samples" / "text").glob("*.txt"))[:12]
    ]
    pruned = [list(decoding.decoder().decode(tokenize(text))) for text in texts]
    monkeypatch.setattr(Decoder, "_may_be_named", lambda self, scores, word: word)
    for text, found in zip(texts, pruned, strict=True):
        whole = list(decoding.decoder().decode(tokenize(text)))
        assert [(s.first, s.last, s.label) for s in found] == [(s.first, s.last, s.label) for s in whole]


def test_settled_mentions_only_spare_work() -> None:
    text = "委員長は津村かおり氏で、株式会社みなと測量の社長を務める。瀬戸内記念ホールで真鍋拓也氏が話した。"
    tokens = tokenize(text)
    spans = list(decoding.decoder().decode(tokens))
    for settled in spans:
        owners = np.zeros(len(tokens), np.int64)
        owners[settled.first : settled.last + 1] = 1
        left = list(decoding.decoder().decode(tokens, owners))
        assert [s for s in spans if s != settled] == [s for s in left if s != settled]


def test_acronyms_must_be_sure() -> None:
    assert names("USBを接続し、PDFを開く。") == []


def test_a_name_in_katakana_may_follow_a_noun() -> None:
    assert ("マルガレーテ・ホフマン", "PERSON") in names("会場には娘マルガレーテ・ホフマンの姿もあった。")


def test_features() -> None:
    assert shape("第8回ABC") == "c9cA"
    assert kind("の", "助詞-格助詞") == "の"
    assert kind("大臣", "名詞-普通名詞-一般") == "名詞-普通名詞-一般/t"
    assert "n=行く" in features("行っ", "行く", "動詞-非自立可能")


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make models"):
        Model.load(tmp_path / "tagger.npz")


def test_the_model_is_small_and_labels_are_ours() -> None:
    path = Path(tagger_model.models_dir()) / "tagger" / "tagger.npz"
    assert path.stat().st_size < 4_000_000
    assert set(statistical._MARGIN) <= set(model().types)


def test_decoding_agrees_with_crfsuite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    monkeypatch.syspath_prepend(str(BUILD))
    import press_sentences
    import tagger_data
    import train_tagger

    made = [
        tagger_data.Sample(f"s{n}", "P", text, tuple(spans))
        for n, (text, spans) in enumerate(press_sentences.sentences(500, seed=1))
    ]
    tagger = train_tagger.train(made[:400], tmp_path / "crf", max_iterations=15)
    train_tagger.write(tagger, tmp_path / "a.npz")
    train_tagger.write(train_tagger.train(made[:400], tmp_path / "again", max_iterations=15), tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    own = Decoder(Model.load(tmp_path / "a.npz"))
    same = 0
    for sample in made:
        tokens = tokenize(sample.text)
        # Other tests' rows in the table are those of the real model.
        tokens.table.cache.clear()
        wanted = [tagger.tag(xs) for xs, _ in train_tagger.encode(sample)]
        labels, _ = train_tagger.bilou(
            tokens, [(tokens.starts[s.first], tokens.ends[s.last], s.label) for s in own.decode(tokens)]
        )
        words = [tokens.table.surfaces[n] for n in tokens.lexemes]
        barrier = np.array([tagger_model.is_barrier(word) for word in words], bool)
        blank = np.array([word.isspace() for word in words], bool)
        found = [labels[a:b] for a, b in zip(*(x.tolist() for x in sequences(barrier, blank)), strict=True)]
        same += wanted == found
        tokens.table.cache.clear()
    # crfsuite may step into the middle of a name, which is forbidden here; weights are rounded to 16 bits.
    assert same >= 0.9 * len(made)
    for module in ("press_sentences", "tagger_data", "train_tagger"):
        sys.modules.pop(module, None)


def test_two_models_read_the_same_words() -> None:
    """The rows kept with the words are those of the model that asks."""
    tokens = tokenize("講師は東山大学の真鍋聡教授です。")
    path = Path(__file__).parent.parent / "models" / "tagger" / "tagger.npz"
    first, second = Model.load(path), Model.load(path)
    second.bias += 100
    wanted = list(Decoder(first).decode(tokens))
    assert list(Decoder(second).decode(tokens)) != wanted
    assert list(Decoder(first).decode(tokens)) == wanted


def test_a_tagger_learns_from_gold_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the corpora, in a few rounds: enough to see that the texts of the folder reach the training."""
    pytest.importorskip("pycrfsuite")
    monkeypatch.syspath_prepend(str(BUILD))
    import train_tagger

    line = "会合には{{ORG:|ゾルバ通商会}}と{{PERSON:緋山周作//|緋山周作}}氏が参加した。\n"
    (tmp_path / "own.gold.txt").write_text(f"id: own\n---\n{line * 20}---\n", "utf-8")
    monkeypatch.setattr(train_tagger, "PRESS_SENTENCES", 100)
    monkeypatch.setattr(train_tagger, "ROOT", tmp_path)  # instead of samples/gold, which takes long
    train_tagger.build(None, [tmp_path], tmp_path / "tagger.npz", max_iterations=15)
    tokens = tokenize("会合にはゾルバ通商会が参加した。")
    spans = Decoder(Model.load(tmp_path / "tagger.npz")).decode(tokens)
    assert [(s.label, tokens.starts[s.first], tokens.ends[s.last]) for s in spans] == [("ORG", 4, 10)]
    with pytest.raises(SystemExit, match=r"no .*gold"):
        train_tagger.samples(None, [tmp_path / "none"])
