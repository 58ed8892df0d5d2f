// The data of the page under names; payload.py tells the form.

const DATA = JSON.parse(byId("data").textContent);
const { labels: LABELS, types: TYPES, statuses: STATUSES, zones: ZONES, houses: HOUSES } = DATA;
const THINGS = DATA.things.map(([label, name, value, house, documents], id) => ({
  id,
  label,
  name,
  value,
  house,
  documents,
}));
const DOCUMENTS = DATA.documents;
const EVENTS = [];
const BROKEN = /(?<=[\u3000-\u9fff])\s*\n\s*(?=[\u3000-\u9fff])/gu;
const DAY = /^-?\d{4,}-\d\d-\d\d/;

DOCUMENTS.forEach((doc, n) => {
  doc.n = n;
  // A title over two lines is one line again, without a space where Japanese has none.
  doc.name = oneLine((doc.title || doc.id).replace(BROKEN, "")) || doc.source;
  doc.mentions = doc.mentions.map(([label, start, end, value, zone, entity, thing, attrs], i) => ({
    i,
    label: LABELS[label],
    start,
    end,
    value,
    zone: ZONES[zone],
    entity,
    thing,
    attrs,
    text: doc.text.slice(start, end),
  }));
  doc.events.forEach((event, i) => {
    event.doc = doc;
    event.i = i;
    event.type = TYPES[event.type];
    event.status = STATUSES[event.status];
    event.first = DAY.exec(event.start || "")?.[0] ?? null;
    event.last = DAY.exec(event.end || "")?.[0] ?? event.first;
    event.things = new Set(event.slots.map(([, mention]) => doc.mentions[mention].thing).filter((thing) => thing >= 0));
    // An act without a body or official of its own is its issuer's.
    if (!event.houses.length) event.houses = doc.issuers;
    EVENTS.push(event);
  });
});
// The newest document first, and events in order of time; those without a date come last.
const ORDERED = [...DOCUMENTS].sort((a, b) => compare(b.published || "", a.published || "") || a.n - b.n);
EVENTS.sort(
  (a, b) =>
    compare(a.first || "~", b.first || "~") || compare(a.start || "", b.start || "") || a.doc.n - b.doc.n || a.i - b.i,
);

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Characters as the records count them: a sign outside the basic plane is two units of a string here, one there. */
function points(doc, start, end) {
  const count = (text) => text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "x").length;
  const from = count(doc.text.slice(0, start));
  return `${from}–${from + count(doc.text.slice(start, end))}`;
}
