"""Streams over processes: in order, no faster than they are read, and past any text that ends its process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor import extract, extract_many, streams
from extractor.records import ExtractorError, InputError
from extractor.workers import Lost, answers

TEXT = "8月4日、経済産業省の山田審議官は、マレーシアのクアラルンプールを訪問しました。"


def asked(requests: Iterable[bytes], *, workers: int = 2, timeout: float | None = None) -> list[bytes | Lost]:
    return list(answers(requests, "answering:echo", workers=workers, timeout=timeout))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_answers_come_in_order(workers: int) -> None:
    requests = [str(n).encode() * (n % 7) for n in range(500)]
    assert asked(requests, workers=workers) == [r[::-1] for r in requests]
    assert asked([]) == []


def test_large_requests_and_answers_cross() -> None:
    """Neither side waits for the other to read, whatever the buffers between them hold."""
    requests = [bytes([n]) * 5_000_000 for n in range(12)]
    assert asked(requests) == requests


@pytest.mark.parametrize(
    ("order", "reason"),
    [("EXIT", "exit code 3"), ("KILL", "SIGKILL"), ("SEGV", "SIGSEGV"), ("RAISE", "exit code 1")],
)
def test_a_process_that_dies_loses_one_request(order: str, reason: str) -> None:
    requests = [str(n).encode() for n in range(40)]
    requests[5] = requests[6] = requests[39] = f"死 {order}".encode()
    found = asked(requests)
    for n, (request, answer) in enumerate(zip(requests, found, strict=True)):
        if n in (5, 6, 39):
            assert isinstance(answer, Lost)
            assert reason in answer.reason
        else:
            assert answer == request[::-1]


@pytest.mark.parametrize("order", ["SLEEP", "LOOP"])
def test_what_takes_too_long_is_lost(order: str) -> None:
    found = asked([b"a", f"死 {order}".encode(), b"b", b"c"], timeout=0.3)
    assert found[:1] + found[2:] == [b"a", b"b", b"c"]
    assert isinstance(found[1], Lost)
    assert found[1].reason.startswith("took longer than 0.3 seconds")


def test_the_time_limit_is_that_of_the_work_not_of_the_caller() -> None:
    for n, answer in enumerate(answers((b"x" for _ in range(12)), "answering:echo", workers=1, timeout=0.2)):
        assert answer == b"x"
        if n < 2:
            time.sleep(0.4)


def test_a_process_that_cannot_start_ends_the_stream() -> None:
    with pytest.raises(ExtractorError, match="could not start"):
        list(answers([b"a"], "answering:unable", workers=2))


def test_input_is_taken_no_faster_than_answers_are() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x"

    found = answers(endless(), "answering:echo", workers=2)
    for _ in range(50):
        next(found)
    time.sleep(0.1)
    assert taken < 50 + 2 * 128 + 20
    found.close()  # type: ignore[attr-defined]


def test_one_slow_request_holds_back_a_bounded_number() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield "死 SLEEP".encode()
        while True:
            taken += 1
            yield b"x" * 1000

    found = answers(endless(), "answering:echo", workers=2, timeout=1)
    assert isinstance(next(found), Lost)
    assert taken <= 2 * 128 + 16
    found.close()  # type: ignore[attr-defined]


def test_processes_end_with_the_stream() -> None:
    stream = answers((b"x" for _ in range(1000)), "answering:pid", workers=2)
    pids = {int(next(stream)) for _ in range(100)}  # type: ignore[arg-type]
    assert len(pids) == 2
    stream.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_processes_end_when_the_caller_is_killed() -> None:
    code = """
import os, signal
from extractor.workers import answers
stream = answers((b"x" for _ in range(1000)), "answering:pid", workers=2)
print(*{int(next(stream)) for _ in range(100)}, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    pids = list(map(int, done.stdout.split()))
    assert len(pids) == 2
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            break
        time.sleep(0.05)
    else:
        pytest.fail("processes are left")


@pytest.fixture
def obedient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HANDLER", "answering:extracting")


@pytest.mark.usefixtures("obedient")
def test_a_text_that_ends_its_process_is_an_error_row() -> None:
    items: list[Any] = [{"text": TEXT, "doc_id": f"d{n}", "source": f"{n}.txt"} for n in range(12)]
    items[4]["text"] = "死 KILL"
    items[7]["text"] = "死 SLEEP"
    items[9]["text"] = "死 PRINT"
    found = list(extract_many(items, workers=2, timeout=2))
    assert [d.doc_id for d in found] == [f"d{n}" for n in range(12)]
    assert [(d.doc_id, d.source) for d in found if d.error] == [("d4", "4.txt"), ("d7", "7.txt")]
    assert "SIGKILL" in str(found[4].error)
    assert str(found[7].error).startswith("took longer than 2 seconds")
    good = extract(TEXT)
    assert all(d.entities == good.entities and d.events == good.events for d in found if d.text == TEXT)


def test_a_time_limit_works_with_one_worker() -> None:
    monster = TEXT * 20_000
    found = list(extract_many([TEXT, {"text": monster, "doc_id": "m"}, TEXT], timeout=1))
    assert [d.error is None for d in found] == [True, False, True]
    assert found[1].doc_id == "m"
    with pytest.raises(InputError, match="more than 0"):
        extract_many([TEXT], timeout=0)


class Odd(str):
    """A string of a type that no other process knows."""


@pytest.mark.parametrize("workers", [1, 2])
def test_items_of_any_kind(workers: int) -> None:
    cannot_be_pickled = lambda: None  # noqa: E731
    items: list[Any] = [
        Odd(TEXT),
        {"text": Odd(TEXT), "doc_id": 5, "published": None, "extra": cannot_be_pickled},
        None,
        b"x",
        {"text": cannot_be_pickled},
        {"text": TEXT, "noise": [[0, 1]]},
        {"text": TEXT, "noise": "ab"},
        {"error": "gone", "doc_id": "e"},
        {"text": TEXT, "published": "soon"},
        "\ud800\0",
        "",
    ]
    found = list(extract_many(items, workers=workers))
    errors = [(d.error or "").split(",")[0].split(" (")[0] for d in found]
    assert errors == [
        "",
        "",
        "text must be a string",
        "text must be a string",
        "text must be a string",
        "",
        "noise must be pairs of offsets",
        "gone",
        "InputError: published must be a date such as 2025-08-07",
        "",
        "",
    ]
    assert [type(d.text) for d in found] == [str] * len(items)
    assert found[1].doc_id == "5"
    assert found[9].text == "\ud800\0"


def test_the_same_documents_in_processes() -> None:
    samples = Path(__file__).parent.parent / "samples" / "text"
    texts = [path.read_text("utf-8") for path in sorted(samples.glob("*.txt"))[:12]]
    assert list(extract_many(texts, workers=2)) == list(extract_many(texts))


def test_workers_need_no_main_module() -> None:
    """A script read from standard input, without a guard, over processes."""
    code = f"import extractor\nprint([d.error for d in extractor.extract_many([{TEXT!r}] * 3, workers=2)])\n"
    done = subprocess.run(
        [sys.executable, "-"], input=code, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.stdout.strip() == "[None, None, None]", done.stderr
