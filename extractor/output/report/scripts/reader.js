// The text of a document with its mentions, and the cards of its events.

const reader = byId("reader");
const eventList = byId("events");
// Stretches of the open document, none of which a mention, trigger, argument or sentence begins or ends within.
let leaves = [];
let marks = [];
let allEvents = false;
const hidden = new Set();

function renderReader() {
  closeDetails({ refocus: false });
  leaves = [];
  marks = [];
  painted = [];
  const doc = DOCUMENTS[state.doc];
  if (!doc) {
    reader.replaceChildren(el("p", { class: "empty" }, t("list.none")));
    eventList.replaceChildren();
    return;
  }
  reader.replaceChildren(heading(doc), doc.error ? el("p", { class: "error" }, quote(doc.error)) : text(doc));
  markFound(leaves, doc.text);
  renderCards();
}

function heading(doc) {
  const day = doc.published ? t("document.published", { date: formatDate(doc.published) }) : t("document.undated");
  const documents = matching().documents;
  const at = documents.indexOf(doc);
  const to = (other, key, sign) =>
    button(
      sign,
      {
        class: "icon",
        "aria-label": t(key),
        title: t(key),
        disabled: !other,
      },
      () => show({ doc: other.n }),
    );
  return el(
    "header",
    { class: "heading" },
    el(
      "div",
      { class: "moves" },
      button(t("list.back"), { class: "back link" }, () => show({ doc: -1 })),
      to(documents[at - 1], "document.previous", "‹"),
      to(documents[at + 1], "document.next", "›"),
    ),
    el("h2", { tabindex: "-1" }, quote(doc.name)),
    el("p", { class: "meta" }, el("span", {}, day), el("span", {}, quote(doc.source || doc.id))),
    doc.error ? el("p", { class: "meta" }, t("document.failed")) : null,
    doc.warnings
      ? el(
          "ul",
          { class: "warnings" },
          doc.warnings.map((warning) => el("li", {}, quote(warning))),
        )
      : null,
    doc.events.length ? eventsLink(doc) : null,
    doc.error ? null : legend(doc),
  );
}

/** Where the cards stand below the text, a way past it. */
function eventsLink(doc) {
  const text = [t("events.heading"), " ", el("span", { class: "count" }, number(doc.events.length)), " ↓"];
  return button(text, { class: "jump link" }, () => {
    reveal(eventList.querySelector("header"), "start");
    eventList.focus({ preventScroll: true });
  });
}

/** The labels with their counts; each shows or hides its mentions. */
function legend(doc) {
  const items = LABELS.map((label) => {
    const count = doc.mentions.filter((mention) => mention.label === label).length;
    if (!count) return null;
    const node = button(
      [
        el("span", { class: "tag", "aria-hidden": "true" }, t(`tag.${label}`)),
        t(`label.${label}`),
        el("span", { class: "count" }, number(count)),
      ],
      { class: "key", data: { label }, "aria-pressed": String(!hidden.has(label)) },
      () => {
        if (!hidden.delete(label)) hidden.add(label);
        node.setAttribute("aria-pressed", String(!hidden.has(label)));
        for (const mark of marks) mark.classList.toggle("off", hidden.has(mark.dataset.label));
      },
    );
    return node;
  });
  return el("div", { class: "legend", role: "group", "aria-label": t("document.legend") }, items);
}

/** Every character of the text in its zone; a blank stretch between zones keeps its place but is not shown. */
function text(doc) {
  const cuts = new Set();
  for (const event of doc.events) {
    for (const [start, end] of [event.trigger, event.sentence, ...event.triggers]) cuts.add(start).add(end);
    for (const [, , , start, end] of event.evidence) cuts.add(start).add(end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const article = el("article", { class: "text", lang: "ja" });
  let at = 0;
  let next = 0;
  const block = (zone, end) => {
    if (at >= end) return;
    const box = zone ? zoneBox(zone) : el("div", { class: doc.text.slice(at, end).trim() ? "zone" : "gap" });
    while (next < doc.mentions.length && doc.mentions[next].start < end) {
      const mention = doc.mentions[next];
      cut(box, doc, sorted, at, mention.start);
      box.append(markOf(mention, doc, sorted));
      at = mention.end;
      next += 1;
    }
    cut(box, doc, sorted, at, end);
    at = Math.max(at, end);
    article.append(box);
  };
  for (const [kind, start, end] of doc.zones) {
    block(null, start);
    block(ZONES[kind], end);
  }
  block(null, doc.text.length);
  roving(article, "mark");
  marks[0]?.setAttribute("tabindex", "0");
  return article;
}

function zoneBox(zone) {
  const name = t(`zone.${zone}`);
  return el("div", { class: `zone zone-${zone}`, role: "group", "aria-label": name, data: { zone: name } });
}

/** Appends the text from `start` to `end` as leaves. */
function cut(parent, doc, cuts, start, end) {
  let from = start;
  let k = firstBehind(cuts, start);
  while (from < end) {
    const to = k < cuts.length ? Math.min(cuts[k], end) : end;
    k += 1;
    const node = document.createTextNode(doc.text.slice(from, to));
    const leaf = el("span", {}, node);
    leaves.push({ start: from, end: to, node, leaf });
    parent.append(leaf);
    from = to;
  }
}

/** Place of the first of the sorted `items` whose number is greater than `limit`. */
function firstBehind(items, limit, numberOf = (item) => item) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberOf(items[middle]) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function markOf(mention, doc, cuts) {
  const value = mention.label === "DATE" ? formatDate(mention.value) : mention.value;
  const told = [mention.text, t(`label.${mention.label}`), value !== mention.text && value].filter(Boolean).join("、");
  const mark = el("mark", {
    role: "button",
    tabindex: "-1",
    "aria-pressed": "false",
    "aria-label": told,
    class: hidden.has(mention.label) ? "off" : null,
    data: { label: mention.label, tag: t(`tag.${mention.label}`), i: mention.i },
    on: {
      pointerenter: (event) => event.pointerType === "mouse" && !shown.pinned && preview(mark, mention, doc),
      pointerleave: leaveDetails,
      focus: () => mark.matches(":focus-visible") && !shown.pinned && !shown.returning && preview(mark, mention, doc),
      blur: leaveDetails,
      click: (event) => pin(mark, mention, doc, { focus: event.detail === 0 }),
      keydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        pin(mark, mention, doc, { focus: true });
      },
    },
  });
  marks.push(mark);
  cut(mark, doc, cuts, mention.start, mention.end);
  return mark;
}

const readerMarks = (doc, mention) => marks.filter((mark) => doc.mentions[mark.dataset.i].entity === mention.entity);

/** Goes to a mention of the open document and keeps what is known of it open. */
function pinMention(mention) {
  const mark = marks[mention.i];
  closeDetails({ refocus: false });
  reveal(mark);
  mark.focus({ preventScroll: true });
  if (!calm()) mark.addEventListener("scrollend", () => shown.mark === mark && place(mark), { once: true });
  pin(mark, mention, DOCUMENTS[state.doc], { focus: false });
}

// The cards

function renderCards() {
  const doc = DOCUMENTS[state.doc];
  const own = doc.events.filter((event) => allEvents || passes(event));
  const rest = doc.events.length - own.length;
  const heading = el(
    "header",
    {},
    el("h2", {}, t("events.heading"), el("span", { class: "count" }, number(doc.events.length))),
  );
  if (rest || (allEvents && isFiltered())) {
    const count = { n: doc.events.filter((event) => passes(event)).length, of: doc.events.length };
    heading.append(
      el(
        "p",
        {},
        t("events.matching", count),
        " ",
        button(t("events.all"), { class: "link", "aria-pressed": String(allEvents) }, () => {
          allEvents = !allEvents;
          renderCards();
        }),
      ),
    );
  }
  const cards = own.length ? own.map(card) : [el("p", { class: "empty" }, t("events.none"))];
  eventList.replaceChildren(heading, ...(doc.events.length || !doc.error ? cards : []));
  chooseCard();
}

/** Marks the chosen event's card and shows the event in the text. */
function chooseCard() {
  for (const main of eventList.querySelectorAll(".card")) {
    const chosen = Number(main.dataset.event) === state.event;
    main.classList.toggle("chosen", chosen);
    main.querySelector(".card-main").setAttribute("aria-pressed", String(chosen));
  }
  paintEvent(null);
}

function revealCard(event) {
  const node = eventList.querySelector(`[data-event="${event.i}"]`);
  if (!node) return;
  reveal(node);
  node.querySelector(".card-main").focus({ preventScroll: true });
}

/** Brings an event's trigger and card into sight. */
function revealEvent(event) {
  const leaf = leaves.find(({ start }) => start >= event.trigger[0])?.leaf;
  const node = eventList.querySelector(`[data-event="${event.i}"]`);
  if (leaf) leaf.scrollIntoView({ block: "center" });
  node?.scrollIntoView({ block: "nearest" });
}

watchers.push((change) => {
  if ("doc" in change) {
    allEvents = false;
    renderReader();
    reader.scrollTo?.(0, 0);
    eventList.scrollTo?.(0, 0);
  } else if (filters(change)) {
    renderReader();
  }
  if ("event" in change) {
    chooseCard();
    const event = DOCUMENTS[state.doc]?.events[state.event];
    const leaf = event && leaves.find(({ start }) => start >= event.trigger[0])?.leaf;
    if (leaf && !("doc" in change)) reveal(leaf);
  }
});
