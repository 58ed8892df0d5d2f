// Elements are made here and nowhere else: words of documents become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

/** An element. `props`: attributes; `on` holds listeners, `data` the dataset; null and false leave an attribute out. */
function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [event, call] of Object.entries(value)) node.addEventListener(event, call);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function button(text, props, call) {
  return el("button", { type: "button", ...props, on: { click: call } }, text);
}

/** Without the signs that turn the direction of what follows: left open, they would turn the page's own words. */
const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/gu, "");

/** A stretch of a document outside its text: always Japanese. */
function quote(text, props = {}) {
  return el("bdi", { lang: "ja", ...props }, plain(text));
}

const oneLine = (text) => text.replace(/\s+/gu, " ").trim();

/** One item of a group takes the Tab key; the arrow keys, Home and End move within the group. */
function roving(group, selector, { next = ["ArrowRight", "ArrowDown"], previous = ["ArrowLeft", "ArrowUp"] } = {}) {
  group.addEventListener("keydown", (event) => {
    const items = [...group.querySelectorAll(selector)].filter((item) => !item.hidden);
    const at = items.indexOf(event.target.closest(selector));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    let to;
    if (next.includes(event.key)) to = Math.min(at + 1, items.length - 1);
    else if (previous.includes(event.key)) to = Math.max(at - 1, 0);
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = items.length - 1;
    else return;
    event.preventDefault();
    items[to].focus();
  });
  group.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (item) stop(group, selector, item);
  });
}

function stop(group, selector, item) {
  for (const other of group.querySelectorAll(`${selector}[tabindex="0"]`)) other.setAttribute("tabindex", "-1");
  item.setAttribute("tabindex", "0");
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Brings an element to the middle of its pane, or where `block` says. */
function reveal(node, block = "center") {
  node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}

/** The choices of an earlier visit; a browser may forbid to keep them. */
const kept = {
  get(name) {
    try {
      return localStorage.getItem(`extractor.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`extractor.${name}`, value);
    } catch {
      // The choice holds for this visit.
    }
  },
};
