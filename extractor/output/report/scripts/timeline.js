// The timeline: a table of dots, types by spans of time, and the events in order below it.

const timelineView = byId("view-timeline");
const UNITS = [
  ["day", 10],
  ["month", 7],
  ["year", 4],
];
const MOST_COLUMNS = 75;
let endTimeline = () => {};

function renderTimeline() {
  endTimeline();
  const { events } = matching();
  const dated = events.filter((event) => event.first);
  const list = el("ol", { class: "entries", "aria-label": t("timeline.list") });
  const undated = events.length - dated.length;
  timelineView.replaceChildren(
    el("h2", { class: "sr" }, t("timeline.label")),
    dated.length ? chart(dated) : el("p", { class: "empty" }, t("timeline.none")),
    undated ? el("p", { class: "note" }, t("timeline.undated", { n: number(undated) })) : "",
    list,
  );
  // The latest time first, where the chart is wider than the screen.
  const strip = timelineView.querySelector(".scroll");
  if (strip) strip.scrollLeft = strip.scrollWidth;
  endTimeline = inPortions(list, [...dated].reverse().concat(events.filter((event) => !event.first)), entry);
}

/**
 * The finest unit of time that gives few enough columns, and the columns: {name, from, to}. The first and last few in
 * a hundred events share an edge column, so that one old law does not stretch the chart over a century.
 */
function columns(events) {
  const edge = (share) => (events.length < 50 ? 0 : Math.floor(events.length * share));
  const from = state.from || events[edge(0.02)].first;
  const to = state.to || events[events.length - 1 - edge(0.01)].first;
  const [unit, size] = UNITS.find(([, length]) => names(from, to, length).length <= MOST_COLUMNS) ?? ["year", 4];
  const found = names(from, to, size).map((name) => ({ name, from: firstDay(name), to: lastDay(name) }));
  const [early, late] = [events[0].first < found[0].from, events.at(-1).first > found.at(-1).to];
  if (early) found.unshift({ name: `〜${found[0].name.slice(0, 4)}`, from: "", to: before(found[0].from), edge: true });
  if (late)
    found.push({ name: `${found.at(-1).name.slice(0, 4)}〜`, from: following(found.at(-1).to), to: "", edge: true });
  return { unit, found };
}

/** The days, months or years from one day to another; gives up when there are too many of them for a chart. */
function names(from, to, size) {
  const found = [];
  const enough = size === 4 ? Infinity : MOST_COLUMNS;
  for (let at = from.slice(0, size); at <= to.slice(0, size) && found.length <= enough; at = following(at))
    found.push(at);
  return found;
}

/** The day, month or year behind this one. */
function following(name) {
  const [year, month = 1, day = 1] = name.split("-").map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year + (name.length === 4), month - 1 + (name.length === 7), day + (name.length === 10));
  return date.toISOString().slice(0, name.length);
}

const firstDay = (name) => `${name}${"-01-01".slice(name.length - 4)}`;

function before(day) {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}

function lastDay(name) {
  if (name.length === 10) return name;
  const date = new Date(0);
  const [year, month = 12] = name.split("-").map(Number);
  date.setUTCFullYear(year, month, 0);
  return date.toISOString().slice(0, 10);
}

function chart(events) {
  const { unit, found } = columns(events);
  const cells = new Map();
  let x = 0;
  for (const event of events) {
    // in order of time, as the columns are
    while (x < found.length - 1 && event.first > found[x].to) x += 1;
    const key = `${event.type} ${x}`;
    if (cells.has(key)) cells.get(key).push(event);
    else cells.set(key, [event]);
  }
  const most = Math.max(...[...cells.values()].map((own) => own.length));
  const head = found.map((column, at) => columnHead(column, found, at, unit));
  const body = TYPES.filter((type) => events.some((event) => event.type === type)).map((type) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, t(`type.${type}`)),
      found.map((column, at) =>
        el("td", {}, cells.has(`${type} ${at}`) ? dot(type, column, cells.get(`${type} ${at}`), most) : null),
      ),
    ),
  );
  const table = el(
    "table",
    { class: "punch", "aria-label": t("timeline.chart") },
    el("thead", {}, el("tr", {}, el("td"), head)),
    el("tbody", {}, body),
  );
  table.style.setProperty("--columns", found.length);
  roving(table, "button.dot");
  table.querySelector("button.dot")?.setAttribute("tabindex", "0");
  const all =
    state.from || state.to ? button(t("timeline.all"), { class: "link" }, () => show({ from: "", to: "" })) : null;
  const key = ["done", "open"].map((kind) =>
    el("span", {}, el("i", { class: kind, "aria-hidden": "true" }), t(`timeline.key.${kind}`)),
  );
  return el("div", { class: "chart" }, el("p", { class: "keys" }, key, all), el("div", { class: "scroll" }, table));
}

/** The head of a column; it leads to the time of its name. Where columns are many, every third or fifth has one. */
function columnHead({ name, from, to, edge }, found, at, unit) {
  if (edge) return el("th", { scope: "col" }, el("span", { class: at ? "late" : null }, name));
  const [count, previous] = [found.length, found[at - 1]];
  const part = Number(name.slice(-2));
  const leads =
    unit !== "year" && (!previous || previous.edge || previous.name.slice(0, name.length - 3) !== name.slice(0, -3));
  const every = count <= 24 ? 1 : unit === "month" ? 3 : 5;
  const regular = leads || (unit === "year" ? Number(name) : unit === "month" ? part - 1 : part) % every === 0;
  // An edge column's name needs the room of its neighbours.
  const crowded = count > 24 && ((found[0].edge && at < 3) || (found.at(-1).edge && count - at < 5));
  const told = regular && !crowded;
  const label = t("timeline.zoom", { time: formatDate(name) });
  return el(
    "th",
    { scope: "col" },
    leads ? el("b", {}, unit === "month" ? name.slice(0, 4) : formatDate(name.slice(0, 7))) : null,
    told
      ? button(unit === "year" ? name : String(part), { class: "link", title: label, "aria-label": label }, () =>
          show({ from, to }),
        )
      : el("span", { class: "sr" }, formatDate(name)),
  );
}

function dot(type, { name, from, to, edge }, events, most) {
  const time = edge ? name : formatDate(name);
  const label = t("timeline.cell", { type: t(`type.${type}`), time, n: number(events.length) });
  const open = events.every((event) => event.status !== "occurred");
  const node = button(
    "",
    { class: open ? "dot open" : "dot", tabindex: "-1", "aria-label": label, title: label },
    () => {
      if (events.length === 1) openEvent(events[0]);
      else show({ types: new Set([type]), from, to });
    },
  );
  node.style.setProperty("--size", Math.sqrt(events.length / most));
  return node;
}

watchers.push((change) => {
  if (state.view === "timeline" && ("view" in change || filters(change))) renderTimeline();
});
