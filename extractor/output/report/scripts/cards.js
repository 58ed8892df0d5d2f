// Event cards: who, what, when, where, under which law, with what status, how sure.

const SLOTS = ["agent", "chair", "counterpart", "attendee", "target", "place", "law", "document", "conference"];

const statusMark = (status) => el("span", { class: `status status-${status}` }, t(`status.${status}`));

/** What an event is: its type, and the words that tell it. */
const whatText = (event) => [
  el("span", { class: "type" }, t(`type.${event.type}`)),
  quote(event.doc.text.slice(...event.trigger), { class: "predicate" }),
];

/** Mentions of an event by slot, in the order of reading. */
function bySlot(event) {
  const own = (slot) => event.slots.filter(([name]) => name === slot).map(([, i]) => event.doc.mentions[i]);
  return SLOTS.map((slot) => [slot, own(slot)]).filter(([, mentions]) => mentions.length);
}

/** A card beside the text: hover or focus shows the event in the text, a click keeps it shown. */
function card(event) {
  const { doc } = event;
  const main = button(
    whatText(event),
    { class: "card-main", "aria-pressed": "false", "aria-describedby": `when-${event.i}` },
    () => show({ event: state.event === event.i ? null : event.i }),
  );
  const when = el("p", { class: "when", id: `when-${event.i}` }, whenText(event), " ", statusMark(event.status));
  const slots = el(
    "dl",
    { class: "slots" },
    bySlot(event).map(([slot, mentions]) => [
      el("dt", {}, t(`slot.${slot}`)),
      el(
        "dd",
        {},
        mentions.map((mention) => chip(mention, doc)),
      ),
    ]),
  );
  const node = el(
    "article",
    {
      class: "card",
      data: { event: event.i },
      on: {
        pointerenter: () => paintEvent(event),
        pointerleave: () => paintEvent(null),
        focusin: () => paintEvent(event),
        focusout: () => paintEvent(null),
      },
    },
    el("h3", {}, main),
    when,
    slots,
    elsewhere(event),
    evidence(event),
  );
  return node;
}

function chip(mention, doc) {
  const name = oneLine(mention.text);
  return button(quote(name), { class: "chip", data: { label: mention.label } }, () => pinMention(mention));
}

/** Other documents that tell of the same happening. */
function elsewhere(event) {
  if (!event.tellers) return null;
  return el(
    "p",
    { class: "elsewhere" },
    t("events.elsewhere"),
    " ",
    event.tellers.map(([n, id]) => {
      const other = DOCUMENTS[n].events.find((candidate) => candidate.id === id);
      return button(quote(DOCUMENTS[n].name), { class: "link" }, () => openEvent(other));
    }),
  );
}

/** How sure the reading is, and what in the text gave each slot. */
function evidence(event) {
  const box = el(
    "details",
    { class: "evidence" },
    el("summary", {}, el("span", {}, t("events.evidence")), confidence(event), el("code", {}, event.id)),
  );
  box.addEventListener("toggle", () => box.append(evidenceTable(event)), { once: true });
  return box;
}

function evidenceTable(event) {
  const { doc } = event;
  const rows = [
    ["trigger", event.rule, ...event.trigger],
    ...event.evidence.map(([slot, , rule, start, end]) => [slot, rule, start, end]),
  ];
  const body = rows.map(([slot, rule, start, end]) =>
    el(
      "tr",
      {
        on: {
          pointerenter: () => paintSpan(start, end, slot),
          pointerleave: () => paintEvent(event),
        },
      },
      el("th", { scope: "row" }, t(`slot.${slot}`)),
      el("td", {}, quote(oneLine(doc.text.slice(start, end)))),
      el("td", {}, el("code", {}, quote(rule))),
      el("td", {}, el("code", {}, points(doc, start, end))),
    ),
  );
  const heads = ["slot", "text", "rule", "span"].map((name) =>
    el("th", { scope: "col" }, t(`events.evidence.${name}`)),
  );
  return el("table", {}, el("thead", {}, el("tr", {}, heads)), el("tbody", {}, body));
}

function confidence(event) {
  if (typeof event.confidence !== "number") return null;
  const bar = el("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--sure", event.confidence);
  return el("span", { class: "confidence" }, `${t("events.confidence")} ${event.confidence.toFixed(2)}`, bar);
}

/** An entry of a list of events from many documents: the date, what, who, and the sentence that tells it. */
function entry(event) {
  const { doc } = event;
  const part = (slot, { text, label }) =>
    el("li", {}, el("span", { class: "role" }, t(`slot.${slot}`)), quote(oneLine(text), { data: { label } }));
  const parts = bySlot(event).flatMap(([slot, mentions]) => mentions.map((mention) => part(slot, mention)));
  const sentence = oneLine(doc.text.slice(...event.sentence));
  return el(
    "li",
    { class: "entry" },
    el("p", { class: "when" }, whenText(event), " ", statusMark(event.status)),
    el(
      "div",
      {},
      el(
        "h3",
        {},
        button(whatText(event), { class: "card-main" }, () => openEvent(event)),
      ),
      el("ul", { class: "parts" }, parts),
      el("p", { class: "sentence" }, quote(sentence.length > 160 ? `${sentence.slice(0, 160)}…` : sentence)),
      el("p", { class: "from" }, quote(doc.name)),
    ),
  );
}

/** Appends entries of a long list as the reader comes near its end. */
function inPortions(list, items, make, size = 40) {
  let at = 0;
  const more = button("", { class: "more" }, () => add());
  const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && add(), {
    rootMargin: "300px",
  });
  function add() {
    const from = at;
    at = Math.min(at + size, items.length);
    list.append(...items.slice(from, at).map(make));
    more.hidden = at >= items.length;
    more.textContent = t("events.more", { n: number(items.length - at) });
    if (more.hidden) watch.disconnect();
  }
  list.replaceChildren();
  add();
  list.after(more);
  watch.observe(more);
  return () => {
    watch.disconnect();
    more.remove();
  };
}

function openEvent(event) {
  show({ view: "documents", doc: event.doc.n, event: event.i });
  revealEvent(event);
}
