"""Runs that are killed, interrupted, continued with other settings: nothing twice, nothing lost, the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from killing import tree

from extractor.output.formats import FORMATS
from extractor.records import Document, ExtractorError
from extractor.runs import Job, Totals, feed, into_file, into_folder, parts

COMMAND = str(Path(sys.executable).parent / "extractor")
SAMPLES = Path(__file__).parent.parent / "samples" / "text"
TEXT = "8月{}日、総務省は東京で会議を開いた。"


def fill(folder: Path, number: int) -> Path:
    """A folder of short texts, one of which cannot be read."""
    for n in range(number):
        path = folder / "in" / f"{n % 3}" / f"{n:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(n % 28 + 1), "utf-8")
    (folder / "in" / "1" / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder / "in"


def killing(what: str, folder: Path) -> int:
    """Runs ``killing.py``; the number of runs it killed."""
    script = str(Path(__file__).parent / "killing.py")
    done = subprocess.run([sys.executable, script, what, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    source = fill(tmp_path, 6)
    for path in sorted(SAMPLES.glob("*.txt"))[:3]:
        (source / path.name).write_bytes(path.read_bytes())
    assert killing("moments", tmp_path) >= 20


def test_killed_before_each_change_of_the_disk(tmp_path: Path) -> None:
    fill(tmp_path, 6)
    assert killing("steps", tmp_path) > 40


def job(source: Path, **how: Any) -> Job:
    return Job(paths=(str(source),), **how)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_manifest_cut_off_anywhere_is_continued(kind: str, tmp_path: Path) -> None:
    source = fill(tmp_path, 7)
    failed: list[Document] = []
    out = tmp_path / "out"
    totals = into_folder(job(source), out, kind, part_size=3, failed=failed.append)
    assert totals == Totals(documents=8, failed=1, complete=True)
    wanted = tree(out)
    manifest = wanted["out/manifest.jsonl"]
    ends = [n + 1 for n, byte in enumerate(manifest) if byte == 10]
    for end in [20, *ends, *(n - 9 for n in ends)]:
        (out / "manifest.jsonl").write_bytes(manifest[:end])
        again: list[Document] = []
        assert into_folder(job(source), out, kind, part_size=3, resume=True, failed=again.append) == totals
        assert again == failed
        assert tree(out) == wanted


@pytest.mark.parametrize("kind", [name for name, row in FORMATS.items() if row.write])
def test_one_file_is_that_of_a_run_without_parts(kind: str, tmp_path: Path) -> None:
    source = fill(tmp_path, 7)
    failed: list[Document] = []
    totals = into_file(job(source), tmp_path / "out", kind, part_size=3, failed=failed.append)
    assert (totals.documents, totals.failed, len(failed)) == (8, 1, 1)
    write = FORMATS[kind].write
    assert write
    with (tmp_path / "plain").open("wb") as out:
        write((d for d in job(source).documents() if d.error is None), out)
    assert (tmp_path / "out").read_bytes() == (tmp_path / "plain").read_bytes()
    assert {p.name for p in tmp_path.iterdir()} == {"in", "out", "plain"}


def test_a_part_that_is_gone_is_made_again(tmp_path: Path) -> None:
    source = fill(tmp_path, 7)
    out = tmp_path / "out"
    into_folder(job(source), out, "csv", part_size=3)
    wanted = tree(out)
    (out / "events" / "part-00001.csv").unlink()
    into_folder(job(source), out, "csv", part_size=3, resume=True)
    assert tree(out) == wanted


def test_a_part_ends_early_when_its_texts_are_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_PART_BYTES", 300)
    into_folder(job(fill(tmp_path, 12)), tmp_path / "out", "jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines()[1:-1]]
    assert [row["documents"] for row in rows] == [6, 3, 4]


def test_what_is_not_the_same_run_is_refused(tmp_path: Path) -> None:
    source = fill(tmp_path, 7)
    out = tmp_path / "out"
    into_folder(job(source), out, "jsonl", part_size=3)
    finished = tree(out)

    def refused(match: str, *, kind: str = "jsonl", resume: bool = True, part_size: int = 3, **how: Any) -> None:
        before = tree(out)
        with pytest.raises(ExtractorError, match=match):
            into_folder(job(source, **how), out, kind, part_size=part_size, resume=resume)
        assert tree(out) == before

    refused("published was None and is '2025-01-01'", published="2025-01-01")
    refused("format was 'jsonl' and is 'csv'", kind="csv")
    refused("part_size was 3 and is 4", part_size=4)
    (source / "2" / "z.txt").write_text("x", "utf-8")
    refused("there are new files")
    (source / "2" / "z.txt").unlink()
    (source / "0" / "000.txt").write_text("x", "utf-8")
    refused("files of part 0 have changed")
    fill(tmp_path, 7)
    (out / "manifest.jsonl").write_bytes(b"".join(finished["out/manifest.jsonl"].splitlines(keepends=True)[:-1]))
    refused("unfinished run; go on with --resume", resume=False)
    into_folder(job(source), out, "jsonl", part_size=3, resume=True)
    assert tree(out) == finished
    (out / "manifest.jsonl").write_text("{}\n")
    refused("no manifest")


def test_a_finished_run_is_replaced_without_rests(tmp_path: Path) -> None:
    source = fill(tmp_path, 7)
    out = tmp_path / "out"
    into_folder(job(source), out, "csv", part_size=2)
    (out / "mine.txt").write_text("x")
    into_folder(job(source), out, "jsonl", part_size=5)
    assert set(tree(out)) == {"out/manifest.jsonl", "out/mine.txt", "out/part-00000.jsonl", "out/part-00001.jsonl"}


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    source = fill(tmp_path, 3)

    def meanwhile(reads: Any, done: int) -> Iterator[feed.Read]:
        with pytest.raises(ExtractorError, match="another run"):
            into_folder(job(source), tmp_path / "out", "jsonl", resume=True)
        yield from reads

    into_folder(job(source), tmp_path / "out", "jsonl", watch=meanwhile)


def test_an_interrupted_run_writes_what_is_done_and_goes_on(tmp_path: Path) -> None:
    source = fill(tmp_path, 20)
    into_folder(job(source), tmp_path / "whole", "csv", part_size=6)
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 16

    out = tmp_path / "out"
    totals = into_folder(job(source, stopped=stopped), out, "csv", part_size=6)
    assert totals == Totals(documents=16, failed=1, complete=False)
    assert len((out / "documents" / "part-00002.csv").read_text("utf-8-sig").splitlines()) == 1 + 3
    assert into_folder(job(source), out, "csv", part_size=6, resume=True).complete
    assert list(tree(out).values()) == list(tree(tmp_path / "whole").values())


@pytest.mark.parametrize(("name", "workers"), [("out", "1"), ("out.jsonl", "2")])
def test_an_interrupt_from_the_keyboard(name: str, workers: str, tmp_path: Path) -> None:
    source = fill(tmp_path, 400)
    arguments = ["extract", str(source), "-o", name, "--part-size", "10", "--resume", "--workers", workers]
    errors = ["--errors", "errors.jsonl"]
    process = subprocess.Popen([COMMAND, *arguments, *errors], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    manifest = tmp_path / (name if name == "out" else ".out.jsonl.parts") / "manifest.jsonl"
    while not manifest.exists() or manifest.read_bytes().count(b"\n") < 3:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "finishing the documents in flight" in stderr
    assert f"go on with: extractor {' '.join([*arguments, *errors])}" in stderr
    assert manifest.read_bytes().count(b"\n") < 35
    done = subprocess.run([COMMAND, *arguments, *errors], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (row,) = map(json.loads, (tmp_path / "errors.jsonl").read_text("utf-8").splitlines())
    assert row["doc_id"] == "1/broken"
    found = tree(tmp_path / name)
    lines = b"".join(data for path, data in sorted(found.items()) if "manifest" not in path).splitlines()
    ids = [json.loads(line)["doc_id"] for line in lines]
    assert ids == sorted(f"{n % 3}/{n:03}" for n in range(400))
