// The list of documents and the filters above it.

const wide = matchMedia("(min-width: 48rem)");
let endList = () => {};

function renderList() {
  const { documents, events } = matching();
  endList();
  const words = terms();
  endList = inPortions(byId("documents"), documents, (doc) => item(doc, words), 60);
  byId("list-count").textContent = documents.length
    ? t("list.count", { documents: number(documents.length), events: number(events.length) })
    : t("list.none");
  markCurrent();
}

function item(doc, words) {
  const found = words.length ? excerpt(doc, words) : null;
  const count = matching().counts.get(doc.n) ?? 0;
  const node = button(
    [
      el("span", { class: "name" }, quote(doc.name)),
      el(
        "span",
        { class: "meta" },
        el("span", {}, plain(doc.published ?? "—")),
        el("span", { class: "id" }, quote(doc.id)),
        doc.error
          ? el("span", { class: "failed" }, t("document.failed"))
          : el("span", {}, t("list.events", { n: number(count) })),
      ),
      found && el("span", { class: "excerpt" }, quote(found[0]), el("b", {}, quote(found[1])), quote(found[2])),
    ],
    { class: "item", data: { doc: doc.n } },
    () => show({ view: "documents", doc: doc.n }),
  );
  const line = el("li", {}, node);
  if (doc.n === state.doc) node.setAttribute("aria-current", "true");
  return line;
}

function markCurrent() {
  for (const node of byId("documents").querySelectorAll("[aria-current]")) node.removeAttribute("aria-current");
  const node = byId("documents").querySelector(`[data-doc="${state.doc}"]`);
  node?.setAttribute("aria-current", "true");
  if (wide.matches) node?.scrollIntoView({ block: "nearest" });
}

// Filters

function renderFilters() {
  const found = searched();
  const pool = EVENTS.filter((event) => found.has(event.doc.n));
  toggles("type", TYPES, state.types, pool, "types");
  toggles("status", STATUSES, state.statuses, pool, "statuses");
  renderHouses(pool);
  for (const name of ["from", "to"]) if (byId(name).value !== state[name]) byId(name).value = state[name];
  const chosen = {
    type: state.types.size,
    status: state.statuses.size,
    house: Number(state.house >= 0),
    dates: Number(Boolean(state.from)) + Number(Boolean(state.to)),
  };
  for (const opener of document.querySelectorAll(".opener")) {
    const badge = opener.querySelector(".badge");
    badge.textContent = number(chosen[opener.dataset.facet]);
    badge.hidden = !chosen[opener.dataset.facet];
  }
  renderActive();
}

/** Buttons of one facet, with the number of events that each would give. */
function toggles(facet, names, chosen, pool, key) {
  const counts = new Map(names.map((name) => [name, 0]));
  for (const event of pool) if (passes(event, facet)) counts.set(event[facet], counts.get(event[facet]) + 1);
  const box = byId(`facet-${facet}`);
  if (!box.children.length) {
    box.append(
      ...names.map((name) =>
        button("", { class: `toggle ${facet}-${name}`, data: { name } }, () => {
          const next = new Set(state[key]);
          if (!next.delete(name)) next.add(name);
          show({ [key]: next });
        }),
      ),
    );
  }
  for (const node of box.children) {
    const { name } = node.dataset;
    node.replaceChildren(t(`${facet}.${name}`), el("span", { class: "count" }, number(counts.get(name))));
    node.setAttribute("aria-pressed", String(chosen.has(name)));
    node.classList.toggle("nothing", !counts.get(name) && !chosen.has(name));
  }
}

function renderHouses(pool) {
  const counts = new Map();
  for (const event of pool) {
    if (passes(event, "house")) for (const house of event.houses) counts.set(house, (counts.get(house) ?? 0) + 1);
  }
  const option = (house) =>
    el(
      "option",
      { value: house, selected: house === state.house },
      `${houseName(HOUSES[house])} (${number(counts.get(house) ?? 0)})`,
    );
  const known = HOUSES.map((_, house) => house)
    .filter((house) => counts.get(house) || house === state.house)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
  const group = (key, test) =>
    el("optgroup", { label: t(key) }, known.filter((house) => test(HOUSES[house])).map(option));
  byId("house").replaceChildren(
    el("option", { value: -1, selected: state.house < 0 }, t("filter.house.any")),
    group("filter.house.home", (name) => !isCountry(name)),
    group("filter.house.abroad", isCountry),
  );
}

/** The filters that are on, each with a way to take it off. */
function renderActive() {
  const on = [];
  const add = (name, change) =>
    on.push(
      button(
        [name, el("span", { "aria-hidden": "true" }, "×")],
        {
          class: "remove",
          "aria-label": t("filter.remove", { name: name.textContent ?? name }),
        },
        () => {
          show(change);
          (byId("active").querySelector("button") ?? byId("query")).focus(); // the button is gone
        },
      ),
    );
  const without = (set, name) => new Set([...set].filter((other) => other !== name));
  for (const name of state.types) add(t(`type.${name}`), { types: without(state.types, name) });
  for (const name of state.statuses) add(t(`status.${name}`), { statuses: without(state.statuses, name) });
  if (state.house >= 0) add(quote(houseName(HOUSES[state.house])), { house: -1 });
  if (state.thing >= 0) add(quote(THINGS[state.thing].name), { thing: -1 });
  if (state.from) add(t("filter.from.on", { date: state.from }), { from: "" });
  if (state.to) add(t("filter.to.on", { date: state.to }), { to: "" });
  if (on.length > 1)
    on.push(
      button(t("filter.clear"), { class: "link" }, () => show(noFilters())),
    );
  byId("active").replaceChildren(...on);
  byId("active").hidden = !on.length;
}

function bindFilters() {
  let timer = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show({ query: byId("query").value }), 120);
  });
  byId("house").addEventListener("change", () => show({ house: Number(byId("house").value) }));
  for (const name of ["from", "to"]) byId(name).addEventListener("change", () => show({ [name]: byId(name).value }));
  const openers = [...document.querySelectorAll(".opener")];
  for (const opener of openers) {
    opener.addEventListener("click", () => {
      const open = opener.getAttribute("aria-expanded") !== "true";
      for (const other of openers) {
        other.setAttribute("aria-expanded", String(open && other === opener));
        byId(`facet-${other.dataset.facet}`).hidden = !(open && other === opener);
      }
    });
  }
}

watchers.push((change) => {
  if (filters(change)) {
    renderFilters();
    renderList();
    const { documents } = matching();
    // The open document stays while it passes; on wide screens another takes its place when it does not.
    if (!documents.some((doc) => doc.n === state.doc)) show({ doc: wide.matches ? (documents[0]?.n ?? -1) : -1 });
  } else if ("doc" in change) {
    markCurrent();
  }
});
