// What is known of a mention: shown beside it on hover and focus, kept open by a click or Enter.

const details = byId("details");
const shown = { mark: null, pinned: false, timer: 0, returning: false };

/** Shows what is known of the mention that `mark` shows. */
function preview(mark, mention, doc) {
  clearTimeout(shown.timer);
  if (shown.mark === mark) return;
  closeDetails({ refocus: false });
  shown.mark = mark;
  details.replaceChildren(...aboutMention(mention, doc).filter(Boolean));
  details.hidden = false;
  details.style.setProperty("--hue", `var(--hue-${mention.label})`);
  place(mark);
  for (const other of readerMarks(doc, mention)) other.classList.add("same");
}

function pin(mark, mention, doc, { focus }) {
  if (!wide.matches) mark.scrollIntoView({ block: "start" }); // out of the way of the sheet at the foot
  preview(mark, mention, doc);
  shown.pinned = true;
  mark.setAttribute("aria-pressed", "true");
  details.classList.add("pinned");
  if (focus) details.querySelector("button").focus();
}

function closeDetails({ refocus }) {
  clearTimeout(shown.timer);
  const { mark, pinned } = shown;
  if (!mark) return;
  shown.mark = null;
  shown.pinned = false;
  details.hidden = true;
  details.classList.remove("pinned");
  mark.setAttribute("aria-pressed", "false");
  for (const other of document.querySelectorAll("mark.same")) other.classList.remove("same");
  if (!refocus || !pinned) return;
  shown.returning = true; // the focus that comes back opens nothing
  mark.focus({ preventScroll: true });
  shown.returning = false;
}

/** Closes soon, unless the pointer reaches the panel first. */
function leaveDetails() {
  if (shown.pinned) return;
  clearTimeout(shown.timer);
  shown.timer = setTimeout(() => closeDetails({ refocus: false }), 220);
}

details.addEventListener("pointerenter", () => clearTimeout(shown.timer));
details.addEventListener("pointerleave", leaveDetails);
document.addEventListener("pointerdown", (event) => {
  if (shown.pinned && !event.target.closest("#details, mark")) closeDetails({ refocus: false });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shown.mark) closeDetails({ refocus: true });
});

/** Below the first line of the mention, above it where there is no room; narrow screens have it at the foot. */
function place(mark) {
  const { left, top, bottom } = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const { width, height } = details.getBoundingClientRect();
  const gap = 8;
  const below = bottom + gap + height < innerHeight || top - gap - height < 0;
  details.style.setProperty("--x", `${Math.max(gap, Math.min(left, innerWidth - width - gap))}px`);
  details.style.setProperty(
    "--y",
    `${below ? Math.min(bottom + gap, innerHeight - height - gap) : top - gap - height}px`,
  );
}

function aboutMention(mention, doc) {
  const close = button("×", { class: "close", "aria-label": t("detail.close") }, () => closeDetails({ refocus: true }));
  const same = doc.mentions.filter((other) => other.entity === mention.entity);
  const thing = THINGS[mention.thing];
  const facts = [...valueFacts(mention), ...attributeFacts(mention)];
  if (mention.entity) {
    const count = t("detail.entity.count", { entity: mention.entity, n: same.length });
    const wide = thing && thing.documents > 1 ? ` · ${t("detail.documents", { n: number(thing.documents) })}` : "";
    facts.push([t("detail.entity"), count + wide]);
  }
  facts.push([t("detail.zone"), t(`zone.${mention.zone}`)]);
  facts.push([t("detail.span"), el("code", {}, points(doc, mention.start, mention.end))]);
  return [
    el("div", { class: "head" }, el("p", { class: "kind" }, t(`label.${mention.label}`)), close),
    el("h2", {}, quote(mention.text)),
    el(
      "dl",
      { class: "facts" },
      facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
    ),
    eventsOf(mention, same, doc),
    el("div", { class: "foot" }, steps(mention, same), searchLink(mention), networkLink(thing)),
  ];
}

/** The value: what it says, and as the record has it. */
function valueFacts({ label, value, attrs }) {
  if (!value) return [[t("detail.value"), t("detail.none")]];
  const code = el("code", {}, quote(value));
  if (label === "DATE")
    return [
      [t("detail.value"), formatDate(value)],
      [t("code.edtf"), code],
    ];
  if (label === "LAW")
    return [
      [t("code.law"), code],
      ["", lawLink(value)],
    ].filter(([, node]) => node);
  if (label === "PLACE") return [placeFact(value, code)];
  if (label === "OFFICIAL") return [[t("detail.value"), code]];
  return [[t("detail.value"), quote(value)]];
}

function lawLink(id) {
  if (!/^[0-9A-Z]{15}$/.test(id)) return null;
  const props = { href: `https://laws.e-gov.go.jp/law/${id}`, target: "_blank", rel: "noopener noreferrer" };
  return el("a", props, t("detail.egov"));
}

function placeFact(value, code) {
  if (isCountry(value)) return [t("code.iso"), [code, ` ${countryName(value)}`]];
  if (/^JP-\d+$/.test(value)) return [t("code.jis"), code];
  return [t("code.city"), code];
}

function attributeFacts({ label, attrs }) {
  const facts = [];
  for (const [name, value] of Object.entries(attrs)) {
    if (value === "" || value === null || name === "url") continue;
    if (name === "start" || name === "end") facts.push([t(`detail.${name}`), el("code", {}, quote(String(value)))]);
    else facts.push([attributeName(label, name), attribute(name, value)]);
  }
  return facts;
}

function attributeName(label, name) {
  const key = [`attr.${label}.${name}`, `attr.${name}`].find((candidate) => Object.hasOwn(WORDS, candidate));
  return key ? t(key) : quote(name);
}

function attribute(name, value) {
  if (Object.hasOwn(WORDS, `${name}.${value}`)) return t(`${name}.${value}`);
  if (name === "provisions" && Array.isArray(value)) return quote(value.map(provision).join("、"));
  if (name === "valid" && Array.isArray(value)) return `${value[0]} – ${value[1]}`;
  if (name === "country" && isCountry(value)) return `${value} ${countryName(value)}`;
  return quote(typeof value === "string" ? value : JSON.stringify(value));
}

function provision(parts) {
  const units = { article: "条", paragraph: "項", item: "号" };
  return Object.entries(parts)
    .map(([unit, n]) => (units[unit] ? `第${String(n).replace(/^(\d+)(?:[-_](.+))?$/, `$1${units[unit]}`)}` : `${n}`))
    .join("");
}

function eventsOf(mention, same, doc) {
  const own = new Set(same.map((other) => other.i));
  const found = doc.events.filter((event) => event.slots.some(([, i]) => own.has(i)));
  if (!found.length) return null;
  return el(
    "section",
    {},
    el("h3", {}, t("detail.events")),
    el(
      "ul",
      { class: "plain" },
      found.map((event) => {
        const slots = [...new Set(event.slots.filter(([, i]) => own.has(i)).map(([slot]) => t(`slot.${slot}`)))];
        const text = [`${t(`type.${event.type}`)} `, quote(doc.text.slice(...event.trigger)), ` · ${slots.join("・")}`];
        return el(
          "li",
          {},
          button(text, { class: "link" }, () => {
            closeDetails({ refocus: false });
            show({ event: event.i });
            revealCard(event);
          }),
        );
      }),
    ),
  );
}

/** Buttons to the mentions of the same entity before and behind this one. */
function steps(mention, same) {
  if (same.length < 2) return null;
  const at = same.indexOf(mention);
  const to = (step) => () => pinMention(same[(at + step + same.length) % same.length]);
  return el(
    "span",
    { class: "steps" },
    button("‹", { "aria-label": t("detail.previous") }, to(-1)),
    el("span", {}, `${at + 1} / ${same.length}`),
    button("›", { "aria-label": t("detail.next") }, to(1)),
  );
}

function searchLink({ value, text }) {
  return button(t("detail.search"), { class: "link" }, () => {
    closeDetails({ refocus: false });
    byId("query").value = value || text;
    show({ query: value || text });
  });
}

function networkLink(thing) {
  if (!thing || !isNode(thing)) return null;
  return button(t("detail.network"), { class: "link" }, () => {
    closeDetails({ refocus: false });
    selectNode(thing.id);
    show({ view: "network" });
  });
}
