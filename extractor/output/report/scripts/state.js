// What is shown: one object, changed by `show`, kept in the address so that a link or a reload brings it back.

const VIEWS = ["documents", "timeline", "network"];
/** The filters when nothing is chosen. */
function noFilters() {
  return { types: new Set(), statuses: new Set(), house: -1, thing: -1, from: "", to: "" };
}

const state = { view: "documents", doc: -1, event: null, query: "", ...noFilters() };
const FILTERS = ["query", "types", "statuses", "house", "thing", "from", "to"];
const watchers = [];
let filtered = null;

/** Changes the state and has every part of the page follow. */
function show(change) {
  if (filters(change)) filtered = null;
  if ("doc" in change && change.doc !== state.doc && !("event" in change)) change = { ...change, event: null };
  Object.assign(state, change);
  writeAddress();
  for (const watch of watchers) watch(change);
}

const filters = (change) => FILTERS.some((name) => name in change);

const isFiltered = () =>
  Boolean(state.types.size || state.statuses.size || state.from || state.to) || state.house >= 0 || state.thing >= 0;

/** Whether an event passes; `without` names a facet that is left out, to count what choosing there would give. */
function passes(event, without = "") {
  if (without !== "type" && state.types.size && !state.types.has(event.type)) return false;
  if (without !== "status" && state.statuses.size && !state.statuses.has(event.status)) return false;
  if (without !== "house" && state.house >= 0 && !event.houses.includes(state.house)) return false;
  if (state.thing >= 0 && !event.things.has(state.thing)) return false;
  if (state.from && !(event.last && event.last >= state.from)) return false;
  if (state.to && !(event.first && event.first <= state.to)) return false;
  return true;
}

/** The documents and events that pass; a document without a passing event is left out when events are filtered. */
function matching() {
  if (filtered) return filtered;
  const found = searched();
  const events = EVENTS.filter((event) => found.has(event.doc.n) && passes(event));
  const counts = new Map();
  for (const { doc } of events) counts.set(doc.n, (counts.get(doc.n) ?? 0) + 1);
  const documents = ORDERED.filter((doc) => found.has(doc.n) && (!isFiltered() || counts.has(doc.n)));
  filtered = { documents, events, counts };
  return filtered;
}

function writeAddress() {
  const parts = new URLSearchParams();
  if (state.view !== "documents") parts.set("view", state.view);
  if (state.doc >= 0) parts.set("doc", state.doc);
  if (state.event !== null) parts.set("event", state.event);
  if (state.query) parts.set("q", state.query);
  if (state.types.size) parts.set("type", [...state.types].join(" "));
  if (state.statuses.size) parts.set("status", [...state.statuses].join(" "));
  for (const name of ["house", "thing"]) if (state[name] >= 0) parts.set(name, state[name]);
  for (const name of ["from", "to"]) if (state[name]) parts.set(name, state[name]);
  const address = `#${parts}`;
  if (address === (location.hash || "#")) return;
  try {
    history.replaceState(null, "", address);
  } catch {
    // Some browsers allow no address of a local file to be changed; the page works without it.
  }
}

/** The state that an address tells; whatever is not of this page is passed over. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const place = (name, list) => {
    const text = parts.get(name) ?? "";
    return /^\d{1,9}$/.test(text) && Number(text) < list.length ? Number(text) : -1;
  };
  const words = (name) => (parts.get(name) ?? "").split(" ");
  const chosen = (name, allowed) => new Set(words(name).filter((word) => allowed.includes(word)));
  const day = (name) => /^\d{4}-\d\d-\d\d$/.exec(parts.get(name) ?? "")?.[0] ?? "";
  const doc = place("doc", DOCUMENTS);
  const event = place("event", DOCUMENTS[doc]?.events ?? []);
  return {
    view: VIEWS.includes(parts.get("view")) ? parts.get("view") : "documents",
    doc,
    event: event < 0 ? null : event,
    query: parts.get("q") ?? "",
    types: chosen("type", TYPES),
    statuses: chosen("status", STATUSES),
    house: place("house", HOUSES),
    thing: place("thing", THINGS),
    from: day("from"),
    to: day("to"),
  };
}
