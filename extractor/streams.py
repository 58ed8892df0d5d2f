"""Streams of texts: one document for each, in order, over any number of processes."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from extractor.adaptation.model import NONE, Adaptation, unpacked
from extractor.pipeline import RULES, check_pipeline, content_id, extract
from extractor.records import Document, InputError, ModelError
from extractor.workers import Lost, answers

Item = str | Mapping[str, object]
HANDLER = "extractor.streams:handler"  # what each process runs


class _Text(NamedTuple):
    """What ``extract`` needs of an item, in types that every process knows; ``error`` when it cannot be read."""

    text: str = ""
    published: str | None = None
    doc_id: str = ""
    source: str = ""
    noise: tuple[tuple[int, int], ...] = ()
    error: str | None = None


def extract_many(
    items: Iterable[Item],
    *,
    workers: int = 1,
    timeout: float | None = None,
    all_zones: bool = False,
    pipeline: str = RULES,
    adaptation: Adaptation = NONE,
) -> Iterator[Document]:
    """Reads a stream of texts; yields one ``Document`` for each, in order.

    A text that cannot be read, takes too long or ends its process gives a ``Document`` whose ``error`` says why; the
    stream goes on. Items are taken as they are needed, and no faster than documents are.

    Args:
        items: texts, or mappings with ``text`` and any of ``published``, ``doc_id``, ``source``, ``noise``;
            a mapping with ``error`` passes through as a failed document.
        workers: number of processes; 1 reads in this one, unless there is a time limit.
        timeout: seconds that one text may take by the clock; a process that takes longer is ended and replaced (so one
            worker too is a process of its own). No limit when None.
        all_zones, pipeline, adaptation: as in ``extract``.

    Raises:
        InputError: ``pipeline`` or ``timeout`` is none that there is.
    """
    check_pipeline(pipeline)
    if timeout is not None and timeout <= 0:
        raise InputError(f"timeout must be more than 0 seconds, not {timeout:g}")
    texts = map(_text, items)
    if workers <= 1 and timeout is None:
        return (_extract(text, all_zones, pipeline, adaptation) for text in texts)
    return _over_processes(texts, workers, timeout, (all_zones, pipeline, adaptation.packed))


def _over_processes(
    texts: Iterator[_Text], workers: int, timeout: float | None, options: tuple[bool, str, bytes]
) -> Iterator[Document]:
    waiting: deque[_Text] = deque()

    def requests() -> Iterator[bytes]:
        for text in texts:
            waiting.append(text)
            yield pickle.dumps((*text, *options))

    for answer in answers(requests(), HANDLER, workers=workers, timeout=timeout):
        text = waiting.popleft()
        if isinstance(answer, Lost):
            yield _failed(text, answer.reason)
        else:  # the text itself has not travelled back
            yield Document.from_dict(pickle.loads(answer), text=text.text)


def handler() -> Callable[[bytes], bytes]:
    """In a process: loads the models, and gives the function from request to answer."""
    extract(_EXAMPLE)

    def handle(request: bytes) -> bytes:
        *fields, all_zones, pipeline, packed = pickle.loads(request)
        return pickle.dumps(_extract(_Text(*fields), all_zones, pipeline, unpacked(packed)).to_dict())

    return handle


# Has the process load everything before a time limit counts.
_EXAMPLE = "令和7年8月4日、経済産業省の山田太郎審議官は、電波法(昭和25年法律第131号)に基づき、東京都で会談した。"


def _text(item: object) -> _Text:
    fields: Mapping[str, object] = item if isinstance(item, Mapping) else {"text": item}
    text, error, day = (fields.get(name) for name in ("text", "error", "published"))
    doc_id, source = (str(fields.get(name) or "") for name in ("doc_id", "source"))
    if error is not None:
        return _Text(doc_id=doc_id, source=source, error=str(error))
    if not isinstance(text, str):
        return _Text(doc_id=doc_id, source=source, error=f"text must be a string, not {type(text).__name__}")
    try:
        noise = tuple((int(a), int(b)) for a, b in fields.get("noise") or ())  # type: ignore[attr-defined]
    except (TypeError, ValueError) as failure:
        return _Text(doc_id=doc_id, source=source, error=f"noise must be pairs of offsets ({failure})")
    return _Text(str(text), None if day is None else str(day), doc_id, source, noise)


def _extract(text: _Text, all_zones: bool, pipeline: str, adaptation: Adaptation) -> Document:
    if text.error is not None:
        return _failed(text, text.error)
    try:
        return extract(
            text.text,
            published=text.published,
            doc_id=text.doc_id,
            source=text.source,
            noise=text.noise,
            all_zones=all_zones,
            pipeline=pipeline,
            adaptation=adaptation,
        )
    except ModelError:  # no text can be read
        raise
    except Exception as failure:  # one bad text must not end the stream; the reason goes into its record
        return _failed(text, f"{type(failure).__name__}: {failure}")


def _failed(text: _Text, reason: str) -> Document:
    doc_id = text.doc_id or (content_id(text.text) if text.text else "")
    return Document(doc_id=doc_id, text=text.text, source=text.source, error=reason)
