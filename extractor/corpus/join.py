"""The course of linking: read a corpus into the store, name its entities, join its events, give everything in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from extractor.corpus import matching, people
from extractor.corpus.happenings import Actor, Happening, Named, Place, span_of, step_of
from extractor.corpus.identity import identity, stable_id
from extractor.corpus.names import bare, fold
from extractor.corpus.reading import read
from extractor.corpus.records import Corpus, EntitySource, Failure, LinkedEntity, to_dict
from extractor.corpus.store import Store
from extractor.corpus.telling import tell
from extractor.corpus.times import day
from extractor.records import Document, Event, InputError, Mention

Row = dict[str, Any]

_TITLE = 8  # characters that a title needs to name one text
_MONTH = 30  # days by which sightings of an official are counted together
_FORMS = 50  # written forms told of an entity


def link(
    lines: Iterable[str], *, folder: Path | None = None, stage: Callable[[str], object] | None = None
) -> Iterator[Row]:
    """Joins the records of a corpus; yields JSON objects, those of ``records.to_dict``.

    The first row counts, then entities, events and failures follow, each sort in the order of its ids. The order of the
    lines does not matter. A line that is no document becomes a failure with its number.

    Args:
        lines: JSON lines as ``extractor extract`` writes them; blank lines are passed over.
        folder: where the temporary database is made (it grows to about twice the size of the input).
        stage: is told what begins, for a display of progress.
    """
    tell_stage = stage or (lambda _: None)
    with Store(folder) as store:
        _load(store, lines)
        tell_stage("naming entities")
        _name_entities(store)
        _read_events(store)
        tell_stage("comparing events")
        records = matching.Records(store)
        matching.index(store)
        matching.pair(store, records)
        tell_stage("joining events")
        _join_events(store, records)
        yield _counts(store)
        yield from _entities(store)
        yield from _events(store)
        for row in store.rows("SELECT doc_id, source, line, error FROM failure ORDER BY line, doc_id, source, error"):
            yield to_dict(Failure(*row))


def _load(store: Store, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = read(line)
        except InputError as error:
            store.do("INSERT INTO failure VALUES ('', '', ?, ?)", number, str(error))
            continue
        if document.error is not None:
            store.do("INSERT INTO failure VALUES (?, ?, NULL, ?)", document.doc_id, document.source, document.error)
            continue
        digest = hashlib.sha256(json.dumps(document.to_dict(), sort_keys=True).encode()).hexdigest()
        store.do(
            "INSERT INTO document VALUES (?, ?, ?, ?)", number, document.doc_id, document.source, document.published
        )
        _load_entities(store, number, document)
        local = {m.id: _local(m) for m in document.entities}
        store.add("record", ((f"{digest}{v.id}", number, _event_row(v, document, local)) for v in document.events))


def _local(mention: Mention) -> str:
    """Key of a mention's entity within its document; records of other makers may have none."""
    return mention.entity or f"{mention.label}:{mention.value or mention.text}"


def _load_entities(store: Store, number: int, document: Document) -> None:
    groups: dict[str, list[Mention]] = {}
    for m in document.entities:
        if m.label != "DATE":
            groups.setdefault(_local(m), []).append(m)
    month = (day(document.published) or 0) // _MONTH * _MONTH
    for local, mentions in groups.items():
        known = identity(mentions)
        forms = json.dumps(sorted({" ".join(m.text.split()) for m in mentions}), ensure_ascii=False)
        store.do(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
            *(number, local, known.label, known.key, known.name, known.title, known.house, known.value),
            *(month, len(mentions), forms),
        )
        store.add("short", ((known.label, name, known.key) for name in known.short), once=True)


def _event_row(v: Event, document: Document, local: dict[str, str]) -> str:
    row = {
        "doc_id": document.doc_id,
        "source": document.source,
        "published": document.published,
        "title": document.title,
        "event": v.id,
        "type": v.type,
        "status": v.status,
        "date": v.date,
        "start": v.start,
        "end": v.end,
        "trigger": [v.trigger.start, v.trigger.end, v.trigger.text],
        "sentence": [v.sentence.start, v.sentence.end],
        "mentions": [[s.start, s.end] for s in v.mentions],
        "places": [local[i] for i in v.places],
        "participants": [[local[p.mention], p.role] for p in v.participants],
        "laws": [local[i] for i in v.laws],
        "documents": [local[i] for i in v.documents],
        "conference": local[v.conference] if v.conference is not None else None,
    }
    return json.dumps(row, ensure_ascii=False)


def _name_entities(store: Store) -> None:
    """Gives every entity its id: officials by ``people``, short names by the only full one, others by key."""
    only = "(SELECT MIN(key) FROM short WHERE label = entity.label AND short = entity.key HAVING COUNT(*) = 1)"
    store.do(f"UPDATE entity SET key = {only} WHERE {only} IS NOT NULL")
    seen = store.rows("SELECT DISTINCT name, title, house, month FROM entity WHERE label = 'OFFICIAL'")
    store.add(
        "official",
        ((s.name, s.title, s.house, s.day, i) for s, i in people.resolve(people.Sighting(*row) for row in seen)),
    )
    store.do(
        "UPDATE entity SET id = (SELECT o.id FROM official AS o WHERE o.name = entity.name AND o.title = entity.title"
        " AND o.house = entity.house AND o.month = entity.month) WHERE label = 'OFFICIAL'"
    )
    store.do("CREATE TEMP TABLE named (label TEXT, key TEXT, id TEXT, PRIMARY KEY (label, key)) WITHOUT ROWID")
    keys = store.rows("SELECT DISTINCT label, key FROM entity WHERE label <> 'OFFICIAL'")
    store.add("named", ((label, key, stable_id(label, key)) for label, key in keys))
    store.do(
        "UPDATE entity SET id = (SELECT n.id FROM named AS n WHERE n.label = entity.label AND n.key = entity.key)"
        " WHERE label <> 'OFFICIAL'"
    )
    store.do("CREATE INDEX entity_id ON entity (id, document)")
    seen = store.rows(
        "SELECT id, name, title, MAX(month), COUNT(*) FROM entity GROUP BY id, name, title ORDER BY id, name, title"
    )
    store.add("naming", ((i, _name([r[1:] for r in rows])) for i, rows in groupby(seen, lambda r: r[0])))


def _name(seen: Sequence[tuple[str, str, int, int]]) -> str:
    """The name to show: of a person the fullest with the last title, else the one written most often.

    Args:
        seen: name, title, last month and number of each way an entity is named.
    """
    if any(title for _, title, _, _ in seen):
        name = max((name for name, *_ in seen), key=lambda n: (len(n), n))
        title = max(seen, key=lambda r: (r[2], len(r[1]), r[1]))[1]
        return f"{name} {title}".strip()
    counts: dict[str, int] = {}
    for name, _, _, count in seen:
        counts[name] = counts.get(name, 0) + count
    return min(counts, key=lambda n: (-counts[n], -len(n), n))


def _read_events(store: Store) -> None:
    """Numbers the events in an order that their content alone decides, and stores what they tell."""
    query = "SELECT row, document FROM record ORDER BY uid"
    store.add("event", ((n, *_comparable(store, *found)) for n, found in enumerate(store.rows(query))))
    store.do("DROP TABLE record")


def _comparable(store: Store, text: str, document: int) -> tuple[str, int, str]:
    row = json.loads(text)
    columns = "local, id, label, key, name, title, house, value"
    known = {e[0]: e[1:] for e in store.rows(f"SELECT {columns} FROM entity WHERE document = ?", document)}

    def actor(local: str, role: str) -> Actor:
        i, label, _, name, title, house, _ = known[local]
        return Actor(i, label, name, title, house, role)

    def named(local: str) -> Named:
        i, label, key, *_ = known[local]
        return Named(i, *key.split("#")) if label == "CONFERENCE" else Named(i, key)

    def place(local: str) -> Place:
        i, _, key, name, _, _, value = known[local]
        return Place(i, value, key if not value else name)

    fillers = {slot: [i for i in row[slot] if i in known] for slot in ("places", "laws", "documents")}
    title = bare(row["title"] or "")
    start, end, minutes, told, precision = span_of(row["date"], row["status"], row["published"])
    happening = Happening(
        document=document,
        type=row["type"],
        step=step_of(row["type"], row["trigger"][2]),
        status=row["status"],
        start=start,
        end=end,
        minutes=minutes,
        told=told,
        precision=precision,
        text=f"{title} {row['published']}" if len(title) >= _TITLE and row["published"] else "",
        trigger=fold(row["trigger"][2]),
        actors=tuple(actor(i, role) for i, role in row["participants"] if i in known),
        places=tuple(map(place, fillers["places"])),
        laws=tuple(map(named, fillers["laws"])),
        documents=tuple(map(named, fillers["documents"])),
        conference=named(row["conference"]) if row["conference"] in known else None,
    )
    return text, document, happening.dump()


def _join_events(store: Store, records: matching.Records) -> None:
    """Clusters the events and stores each happening under its id."""
    roots = matching.cluster(store, records)
    store.do("CREATE TEMP TABLE cluster (root INTEGER, n INTEGER, PRIMARY KEY (root, n)) WITHOUT ROWID")
    store.add("cluster", ((root, n) for n, root in enumerate(roots)))
    query = "SELECT root, row, happening FROM cluster JOIN event USING (n) ORDER BY root, n"
    store.add("linked", (_told(store, [r[1:] for r in rows]) for _, rows in groupby(store.rows(query), lambda r: r[0])))


def _told(store: Store, rows: Sequence[tuple[str, str]]) -> tuple[str, str]:
    members = [(json.loads(row), Happening.load(happening)) for row, happening in rows]
    ids = {i for _, h in members for i in h.entities()}
    names = {i: store.row("SELECT name FROM naming WHERE id = ?", i)[0] for i in sorted(ids)}
    event = tell(members, names)
    return event.id, json.dumps(to_dict(event), ensure_ascii=False)


def _events(store: Store) -> Iterator[Row]:
    last = ""
    for i, text in store.rows("SELECT id, row FROM linked ORDER BY id, row"):
        row: Row = json.loads(text)
        if i == last:  # two talks of one pair on one day: the record tells them apart
            source = row["sources"][0]
            row["id"] = stable_id("event", i, source["doc_id"], source["event"])
        last = i
        yield row


def _entities(store: Store) -> Iterator[Row]:
    query = """SELECT entity.id, label, naming.name, value, house, forms, published, doc_id, source, local, mentions
      FROM entity JOIN naming USING (id) JOIN document ON document = document.n
      ORDER BY entity.id, doc_id, source, local, forms, published"""
    for i, group in groupby(store.rows(query), lambda r: r[0]):
        forms: set[str] = set()
        values: set[str] = set()
        days: set[str] = set()
        sources = []
        label = name = ""
        for _, label, name, value, house, written, published, *source in group:
            forms.update(json.loads(written))
            values.add(f"{name.replace(' ', '/')}/{house}" if label == "OFFICIAL" and " " in name else value)
            days.update(filter(None, [published]))
            sources.append(EntitySource(*source))
        yield to_dict(
            LinkedEntity(
                id=i,
                label=label,
                name=name,
                value=max(values, key=lambda v: (len(v), v)),
                names=tuple(sorted(forms, key=lambda f: (-len(f), f))[:_FORMS]),
                first=min(days, default=None),
                last=max(days, default=None),
                sources=tuple(sources),
            )
        )


def _counts(store: Store) -> Row:
    def count(of: str) -> int:
        return int(store.row(f"SELECT COUNT(*) FROM {of}")[0])

    return to_dict(
        Corpus(
            documents=count("document"),
            events=count("event"),
            errors=count("failure"),
            linked_events=count("linked"),
            linked_entities=count("naming"),
        )
    )
