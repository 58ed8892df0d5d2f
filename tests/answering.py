"""What the processes of ``test_streams`` run: handlers that die, hang and fail on request."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from collections.abc import Callable


def _obey(request: bytes) -> None:
    if b"\xe6\xad\xbb EXIT" in request:
        os._exit(3)
    if b"\xe6\xad\xbb KILL" in request:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"\xe6\xad\xbb SEGV" in request:
        ctypes.string_at(0)
    if b"\xe6\xad\xbb RAISE" in request:
        raise RuntimeError("on request")
    if b"\xe6\xad\xbb SLEEP" in request:
        time.sleep(60)
    if b"\xe6\xad\xbb LOOP" in request:  # holds the interpreter inside C code
        re.match(r"(a|a)*b", "a" * 60)
    if b"\xe6\xad\xbb PRINT" in request:
        print("stray words on standard output")
        sys.stdout.flush()


def echo() -> Callable[[bytes], bytes]:
    def answer(request: bytes) -> bytes:
        _obey(request)
        return request[::-1]

    return answer


def pid() -> Callable[[bytes], bytes]:
    return lambda request: str(os.getpid()).encode()


def unable() -> Callable[[bytes], bytes]:
    raise RuntimeError("no models today")


def extracting() -> Callable[[bytes], bytes]:
    """The real thing, that obeys texts."""
    from extractor import streams  # the others start faster without it

    handle = streams.handler()

    def answer(request: bytes) -> bytes:
        _obey(request)
        return handle(request)

    return answer
