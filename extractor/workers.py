"""Processes that answer a stream of requests in order, and outlive any of them that dies.

Requests and answers are bytes, so nothing of a caller's types or ``__main__`` has to reach a process, and each process
is a fresh interpreter, so threads and locks of the caller cannot hang it. A process that dies, whatever the cause,
loses the request it was at; what waited behind it goes to the next. The time limit of a request is a timer of the
kernel inside the process, exact even while the caller is busy elsewhere and no matter what code runs.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from extractor.records import ExtractorError

# What a process holds at once: enough that it never waits for the caller, little enough that the end of a stream is
# shared out evenly.
_DEPTH = 8
_DEPTH_BYTES = 256 * 1024
# Answers that may wait, for each process, behind a request that takes long.
_WINDOW = 128
_HEAD = struct.Struct("!Q")
_BUFFER = 1024 * 1024
# The arguments of a process: its socket, the handler's name, the time limit and the path of imports.
_START = (
    "import sys, json; fd, handler, limit, path = json.loads(sys.argv[1]); sys.path[:] = path; "
    "from extractor.workers import serve; serve(fd, handler, limit)"
)


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a request has no answer."""

    reason: str


def answers(
    requests: Iterable[bytes], handler: str, *, workers: int, timeout: float | None = None
) -> Iterator[bytes | Lost]:
    """Yields the answer to each request, in order.

    Requests are taken as processes become free, so a fast source is held back, and so is the work when answers are not
    taken. The processes end with the iterator.

    Args:
        requests: taken one by one.
        handler: ``module:function`` of a function without arguments, called once in each process, that prepares and
            returns the function from request to answer.
        workers: the number of processes; they are started as they are needed.
        timeout: seconds that one request may take; no limit when None.

    Raises:
        ExtractorError: a process cannot start.
    """
    stream = iter(requests)
    pool = _Pool(handler, workers, timeout)
    more = True
    try:
        while more or pool.pending:
            pool.exchange(wait=bool(pool.pending) and not (more and pool.has_room()))
            yield from pool.ready()
            if more and pool.has_room():
                if (request := next(stream, None)) is None:
                    more = False
                else:
                    pool.add(request)
    finally:
        pool.close()


class _Request:
    __slots__ = ("answer", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.answer: bytes | Lost | None = None


class _Worker:
    """One process, what it was given and has not answered (oldest first), and the bytes on their way."""

    def __init__(self, handler: str, timeout: float | None) -> None:
        self.socket, theirs = socket.socketpair()
        for end in (self.socket, theirs):
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        self.socket.setblocking(False)
        arguments = json.dumps((theirs.fileno(), handler, timeout, sys.path))
        with theirs:
            self.process = subprocess.Popen(
                # -P: a file of the working folder must not stand in for a module.
                [sys.executable, "-P", "-c", _START, arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # the caller's may be a stream of records
                pass_fds=[theirs.fileno()],
                process_group=0,  # an interrupt from the keyboard is the caller's to handle
            )
        self.greeted = False
        self.given: deque[_Request] = deque()
        self.outgoing = bytearray()
        self.incoming = bytearray()

    def give(self, request: _Request) -> None:
        self.given.append(request)
        self.outgoing += _HEAD.pack(len(request.data)) + request.data

    def has_room(self) -> bool:
        return len(self.given) < _DEPTH and sum(len(r.data) for r in self.given) < _DEPTH_BYTES

    def send(self) -> None:
        with contextlib.suppress(BlockingIOError, ConnectionError):  # a dead process is noticed when it is read
            del self.outgoing[: self.socket.send(memoryview(self.outgoing)[:_BUFFER])]

    def receive(self) -> bool:
        """Takes the answers that have come; False when the process is gone."""
        try:
            data = self.socket.recv(_BUFFER)
        except BlockingIOError:
            return True
        except ConnectionError:
            return False
        self.incoming += data
        while len(self.incoming) >= _HEAD.size:
            end = _HEAD.size + _HEAD.unpack_from(self.incoming)[0]
            if len(self.incoming) < end:
                break
            answer = bytes(memoryview(self.incoming)[_HEAD.size : end])
            del self.incoming[:end]
            if self.greeted:
                self.given.popleft().answer = answer
            self.greeted = True
        return bool(data)

    def end(self) -> int:
        """Ends the process; its exit code."""
        self.socket.close()
        self.process.kill()
        return self.process.wait()


class _Pool:
    def __init__(self, handler: str, workers: int, timeout: float | None) -> None:
        self._handler, self._most, self._timeout = handler, workers, timeout
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self.pending: deque[_Request] = deque()

    def has_room(self) -> bool:
        """Whether a request can be given to a process at once."""
        if len(self.pending) >= _WINDOW * self._most:
            return False
        return len(self._workers) < self._most or any(w.has_room() for w in self._workers)

    def add(self, request: bytes) -> None:
        self.pending.append(_Request(request))
        self._assign([self.pending[-1]])

    def ready(self) -> Iterator[bytes | Lost]:
        while self.pending and (answer := self.pending[0].answer) is not None:
            self.pending.popleft()
            yield answer

    def _assign(self, requests: Iterable[_Request]) -> None:
        for request in requests:
            worker = min(self._workers, key=lambda w: len(w.given), default=None)
            if worker is None or (worker.given and len(self._workers) < self._most):
                worker = _Worker(self._handler, self._timeout)
                self._workers.append(worker)
                self._selector.register(worker.socket, selectors.EVENT_READ, worker)
            worker.give(request)
            worker.send()

    def exchange(self, *, wait: bool) -> None:
        """Sends and receives what can be; waits for something when asked to."""
        for worker in self._workers:
            events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.outgoing else 0)
            if self._selector.get_key(worker.socket).events != events:
                self._selector.modify(worker.socket, events, worker)
        for key, events in self._selector.select(None if wait else 0) if self._workers else ():
            worker = key.data
            if events & selectors.EVENT_WRITE:
                worker.send()
            if events & selectors.EVENT_READ and not worker.receive():
                self._bury(worker)

    def _bury(self, worker: _Worker) -> None:
        self._selector.unregister(worker.socket)
        self._workers.remove(worker)
        worker.socket.close()
        code = worker.process.wait()
        if not worker.greeted:
            raise ExtractorError(f"a worker process could not start (exit code {code}); stderr says why")
        if worker.given:
            worker.given.popleft().answer = Lost(self._reason(code))
            self._assign(worker.given)

    def _reason(self, code: int) -> str:
        if code == -signal.SIGALRM:
            return f"took longer than {self._timeout:g} seconds; allow more time, or split it"
        if code == -signal.SIGKILL:
            return "its process was killed (SIGKILL), perhaps for want of memory; use fewer workers, or split it"
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"its process died ({name}); report the text if you can"

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._selector.close()


def serve(fd: int, handler: str, timeout: float | None) -> None:
    """The life of a process: answers requests until the socket closes.

    Args:
        fd: the socket.
        handler, timeout: as in ``answers``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, as no handler in Python could in a long C call
    module, _, name = handler.partition(":")
    handle: Callable[[bytes], bytes] = getattr(import_module(module), name)()
    gc.collect()
    gc.freeze()  # the registers stay for good: they need not be looked through again
    with socket.socket(fileno=fd) as ours, contextlib.suppress(ConnectionError), ours.makefile("rb") as requests:
        ours.sendall(_HEAD.pack(0))
        while len(head := requests.read(_HEAD.size)) == _HEAD.size:
            request = requests.read(_HEAD.unpack(head)[0])
            if timeout is not None:
                signal.setitimer(signal.ITIMER_REAL, timeout)
            answer = handle(request)
            if timeout is not None:
                signal.setitimer(signal.ITIMER_REAL, 0)
            ours.sendall(_HEAD.pack(len(answer)) + answer)
    os._exit(0)  # nothing to tidy up: the interpreter's own end takes longer than the work of a small file
