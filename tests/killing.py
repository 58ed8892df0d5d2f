"""Kills runs of the command and goes on with them; ``python killing.py moments|steps FOLDER``, for ``test_runs``.

The runs are forks of one process that has the models, so hundreds of them take seconds.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from extractor import cli

KILLS = 20


def tree(path: Path) -> dict[str, bytes]:
    """What a run has left at a path: every file by its name, those in hidden folders too."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {str(file.relative_to(path.parent)): file.read_bytes() for file in files if file.is_file()}


def spawn(arguments: list[str], before: Callable[[], None] = lambda: None) -> int:
    """Begins a run of the command in a fork; its process id."""
    pid = os.fork()
    if pid:
        return pid
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.fsync = lambda _: None  # only a power cut asks for it, and it is slow
    sys.argv = ["extractor", "extract", *arguments]
    before()
    try:
        cli.main()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 0)
    os._exit(99)


def ended(pid: int) -> int:
    """Exit code of a run; negative for the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def targets(folder: Path) -> list[list[str]]:
    """The outputs that are tried: folders of parts and single files."""
    parts = ["--part-size", "3"]
    return [
        ["jsonl", *parts],
        ["tables", "--format", "csv", *parts],
        ["one.jsonl", *parts],
        ["events.parquet", *parts],
        ["tables", "--format", "arrow", *parts],
    ]


def expected(folder: Path, target: list[str]) -> dict[str, bytes]:
    out = folder / "expected" / target[0]
    shutil.rmtree(out.parent, ignore_errors=True)
    out.parent.mkdir()
    assert ended(spawn([str(folder / "in"), "-o", str(out), *target[1:], "--resume"])) == 1  # one text is broken
    return tree(out)


def moments(folder: Path) -> None:
    """Kills runs at random moments until enough were killed, and compares what their continuations end with."""
    random = Random(1)
    kills = 0
    for target in (kinds := targets(folder)):
        began = time.monotonic()
        wanted = expected(folder, target)
        seconds = time.monotonic() - began
        done = 0
        while done < KILLS // len(kinds):
            out = folder / "killed" / target[0]
            shutil.rmtree(out.parent, ignore_errors=True)
            out.parent.mkdir()
            arguments = [str(folder / "in"), "-o", str(out), *target[1:], "--resume"]
            while True:
                pid = spawn(arguments)
                time.sleep(random.uniform(0, 1.2 * seconds))
                os.kill(pid, signal.SIGKILL)
                code = ended(pid)
                if code != -signal.SIGKILL:
                    break
                done += 1
            assert code == 1, code
            assert tree(out) == wanted, target
            assert [p.name for p in out.parent.iterdir()] == [out.name], list(out.parent.iterdir())
        kills += done
    print(kills)


def steps(folder: Path) -> None:
    """Kills runs right before each change of the disk, and compares what their continuations end with."""
    kills = 0
    for target, stride in zip(targets(folder)[:3], (2, 5, 2), strict=True):
        wanted = expected(folder, target)
        for n in range(1, 10_000, stride):
            out = folder / "killed" / target[0]
            shutil.rmtree(out.parent, ignore_errors=True)
            out.parent.mkdir()
            arguments = [str(folder / "in"), "-o", str(out), *target[1:], "--resume"]
            code = ended(spawn(arguments, lambda n=n: die_at(n)))  # type: ignore[misc]
            if code == 1:
                break
            assert code == -signal.SIGKILL, code
            kills += 1
            assert ended(spawn(arguments)) == 1
            assert tree(out) == wanted, (target, n)
            assert [p.name for p in out.parent.iterdir()] == [out.name], (target, n, list(out.parent.iterdir()))
    print(kills)


def die_at(n: int) -> None:
    """Has this process killed right before the n-th change of the disk."""
    left = n

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wxa")
        if writes or event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    os.fsync = lambda _: watch("os.rename", ())
    sys.addaudithook(watch)


def warm(folder: Path) -> None:
    """Has this process import and load everything, so that its forks need not."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for out in ("jsonl", "one.jsonl"):
        sys.argv = ["extractor", "extract", str(folder / "in"), "-o", str(folder / "warm" / out), "--resume"]
        (folder / "warm").mkdir(exist_ok=True)
        with contextlib.suppress(SystemExit):
            cli.main()
    gc.collect()
    gc.freeze()  # else every fork copies the memory of the models when it collects garbage


if __name__ == "__main__":
    what, where = sys.argv[1], Path(sys.argv[2])
    stderr = os.dup(2)
    warm(where)
    os.dup2(stderr, 2)
    {"moments": moments, "steps": steps}[what](where)
