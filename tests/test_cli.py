"""The command as users run it: a subprocess, its output and its exit code."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).parent / "extractor")
TEXT = """令和7年8月7日
経済産業省

会合の結果について

8月4日、経済産業省の山田審議官は、マレーシアのクアラルンプールを訪問しました。
"""
GOLD = Path(__file__).parent.parent / "samples" / "gold"


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *map(str, arguments)], input=stdin, capture_output=True, check=False)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "release.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_pipe_gets_json_lines(release: Path) -> None:
    done = run("extract", release)
    assert done.returncode == 0, done.stderr.decode()
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["doc_id"] == "release"
    assert row["source"] == str(release)
    assert row["published"] == "2025-08-07"
    for mention in row["entities"]:
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    assert {m["value"] for m in row["entities"]} >= {"2025-08-07", "2025-08-04", "経済産業省", "MY"}


def test_published_is_taken_over_and_checked(release: Path) -> None:
    row = json.loads(run("extract", release, "--published", "2024-08-09").stdout)
    assert row["published"] == "2024-08-09"
    assert "2024-08-04" in {m["value"] for m in row["entities"]}
    wrong = run("extract", release, "--published", "yesterday")
    assert wrong.returncode == 2
    assert "2025-08-07" in wrong.stderr.decode()


def test_stdin_folder_glob_gz(release: Path, tmp_path: Path) -> None:
    assert json.loads(run("extract", "-", stdin=TEXT.encode("cp932")).stdout)["published"] == "2025-08-07"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "two.txt.gz").write_bytes(gzip.compress(TEXT.encode("euc_jp")))
    rows = [json.loads(line) for line in run("extract", tmp_path).stdout.splitlines()]
    assert sorted(Path(row["source"]).name for row in rows) == ["release.txt", "two.txt.gz"]
    assert len({json.dumps(row["entities"]) for row in rows}) == 1
    assert len(run("extract", tmp_path / "*.txt").stdout.splitlines()) == 1


def test_one_bad_file_does_not_stop_the_others(release: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    errors = tmp_path / "errors.jsonl"
    done = run("extract", tmp_path / "bad.txt", release, "--errors", errors)
    assert done.returncode == 1
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == ["release"]
    assert "bad.txt" in done.stderr.decode()
    (row,) = [json.loads(line) for line in errors.read_text("utf-8").splitlines()]
    assert row["error"]


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    done = run("extract", tmp_path / "none.txt")
    assert done.returncode == 1
    assert "none.txt" in done.stderr.decode()


@pytest.mark.parametrize("kind", ["jsonl", "json", "csv"])
def test_formats_by_option_and_by_suffix(kind: str, release: Path, tmp_path: Path) -> None:
    by_suffix = tmp_path / f"out.{kind}"
    assert run("extract", release, "-o", by_suffix).returncode == 0
    assert run("extract", release, "--format", kind).stdout == by_suffix.read_bytes()


def test_csv_folder(release: Path, tmp_path: Path) -> None:
    assert run("extract", release, "-o", tmp_path / "tables", "--format", "csv").returncode == 0
    with (tmp_path / "tables" / "events" / "part-00000.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["type"] for row in csv.DictReader(table)] == ["visit"]


def test_workers_give_the_same_bytes(tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n:02}.txt").write_text(TEXT.replace("8月4日", f"8月{n % 6 + 1}日"), "utf-8")
    assert run("extract", tmp_path, "--workers", "2").stdout == run("extract", tmp_path).stdout


def test_show_prints_text_and_events(release: Path) -> None:
    done = run("show", release)
    assert done.returncode == 0, done.stderr.decode()
    assert "クアラルンプールを訪問しました" in done.stdout.decode()
    assert "visit" in done.stdout.decode()


def test_evaluate_prints_figures() -> None:
    done = run("evaluate", GOLD, "--json")
    assert done.returncode == 0, done.stderr.decode()
    figures = json.loads(done.stdout)
    assert figures["core"]["f"] > 0.8
    assert run("evaluate", Path(__file__).parent).returncode == 1


def test_schema_and_info() -> None:
    assert json.loads(run("schema").stdout)["$defs"]["Mention"]["properties"]["label"]["enum"]
    info = run("info").stdout.decode()
    assert "lexicon/laws" in info
    assert "sudachipy" in info


def test_help_answers_in_a_blink() -> None:
    spent = []
    for _ in range(3):
        before = os.times()
        done = run("--help")
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert "extractor show" in done.stdout.decode()
    assert min(spent) < 0.5  # seconds of processor time, so that a loaded machine does not matter


def test_wrong_usage_is_2() -> None:
    assert run("extract").returncode == 2
    assert run("extract", "x.txt", "--format", "xml").returncode == 2
