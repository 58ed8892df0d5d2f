"""iCalendar: every event whose date names days or minutes, to be loaded into a calendar. Needs the extra ``calendar``.

Days are all-day entries. Clock times are Japan's; of an event abroad they are the local time there, whatever that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo

from extractor.output.extras import needed
from extractor.output.things import Things, days, one_line
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
    for found in map(Things, documents):
        for event in found.document.events:
            if (first_last := days(event)) is not None:
                out.write(_entry(found, event, *first_last).to_ical())
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


def _entry(found: Things, event: Event, first: date, last: date) -> icalendar.Event:
    document = found.document
    places = [found.by_mention[i] for i in event.places]
    abroad = any(place.country not in ("", "JP") for place in places)
    entry = icalendar.Event()
    entry.add("uid", f"{found.event_id(event)}@ja-event-extractor")
    # When the entry was made, which must be told; the clock has no say, so the text's own day.
    made = date.fromisoformat(document.published) if document.published else first
    entry.add("dtstamp", datetime.combine(made, time(), UTC))
    for name, moment in _moments(event, first, last, None if abroad else _TOKYO).items():
        entry.add(name, moment)
    entry.add("summary", found.headline(event))
    if places:
        entry.add("location", " ".join(place.name for place in places))
    told = (found.sentence(event), "", one_line(document.title or ""), document.source or document.doc_id)
    entry.add("description", "\n".join(told))
    entry.add("categories", [event.type])
    entry.add("status", _STATUS[event.status])
    return entry


def _moments(event: Event, first: date, last: date, zone: ZoneInfo | None) -> dict[str, date]:
    """DTSTART and, where it says more, DTEND: exclusive, so that of whole days it is the day behind."""
    begin, end = str(event.start), str(event.end)
    try:
        if "T" in begin and "T" in end:
            starts = datetime.fromisoformat(begin).replace(tzinfo=zone)
            ends = datetime.fromisoformat(end).replace(tzinfo=zone)
            return {"dtstart": starts, "dtend": ends} if ends > starts else {"dtstart": starts}
    except ValueError:  # 24:00 and later, as broadcasters and night shifts count
        pass
    return {"dtstart": first, "dtend": last + timedelta(days=1)} if last > first else {"dtstart": first}
