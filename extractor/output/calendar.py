"""iCalendar: every event whose date names days or minutes, to be loaded into a calendar. Needs the extra ``calendar``.

Days are all-day entries. Clock times are Japan's; of an event abroad they are the local time there, whatever that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo

from extractor.output.extras import needed
from extractor.output.rows import fillers
from extractor.output.things import encodable, event_id, exact_days, headline, one_line, things
from extractor.records import Document, Event

with needed("calendar"):
    import icalendar

_TOKYO = ZoneInfo("Asia/Tokyo")
_STATUS = {"occurred": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}


def write(documents: Iterable[Document], out: BinaryIO) -> None:
    """One calendar, written as the documents come."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ja-event-extractor//extractor//JA")
    calendar.add("version", "2.0")
    calendar.add_component(_zone())
    head, _, tail = calendar.to_ical().rpartition(b"END:VCALENDAR")
    out.write(head)
    for document in map(encodable, documents):
        for event in document.events:
            if exact_days(event):
                out.write(_entry(document, event).to_ical())
    out.write(b"END:VCALENDAR" + tail)


def _zone() -> icalendar.Timezone:
    """Japan's standard time, which has been the same since before this calendar's first entry."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "Asia/Tokyo")
    standard.add("dtstart", datetime(1951, 9, 9))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone.add_component(standard)
    return zone


def _entry(document: Document, event: Event) -> icalendar.Event:
    found = things(document)
    names: dict[str, list[str]] = {}
    for slot, mention in fillers(event):
        names.setdefault(slot, []).append(found[mention].name)
    abroad = any(found[i].country not in ("", "JP") for i in event.places)
    entry = icalendar.Event()
    entry.add("uid", f"{event_id(document, event)}@ja-event-extractor")
    entry.add("dtstamp", _stamp(document, event))
    for name, moment in _moments(event, None if abroad else _TOKYO).items():
        entry.add(name, moment)
    entry.add("summary", headline(document, event))
    if event.places:
        entry.add("location", " ".join(names["place"]))
    sentence = document.text[event.sentence.start : event.sentence.end].strip()
    told = (sentence, "", one_line(document.title or ""), document.source or document.doc_id)
    entry.add("description", "\n".join(told))
    entry.add("categories", [event.type])
    entry.add("status", _STATUS[event.status])
    return entry


def _moments(event: Event, zone: ZoneInfo | None) -> dict[str, date]:
    """DTSTART and, where it says more, DTEND: exclusive, so that of whole days it is the day behind."""
    begin, end = str(event.start), str(event.end)
    try:
        if "T" in begin and "T" in end:
            first = datetime.fromisoformat(begin).replace(tzinfo=zone)
            last = datetime.fromisoformat(end).replace(tzinfo=zone)
            return {"dtstart": first, "dtend": last} if last > first else {"dtstart": first}
    except ValueError:  # 24:00 and later, as broadcasters and night shifts count
        pass
    first_day, last_day = date.fromisoformat(begin[:10]), date.fromisoformat(end[:10])
    if last_day > first_day:
        return {"dtstart": first_day, "dtend": last_day + timedelta(days=1)}
    return {"dtstart": first_day}


def _stamp(document: Document, event: Event) -> datetime:
    """When the entry was made, which must be told; the clock has no say, so the text's own day."""
    day = date.fromisoformat(document.published or str(event.start)[:10])
    return datetime.combine(day, time(), UTC)
