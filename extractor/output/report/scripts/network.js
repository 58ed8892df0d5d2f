// The drawing of the network and the panel beside it.

const networkView = byId("view-network");
const network = { most: wide.matches ? 60 : 30, selected: -1 };
let endEvents = () => {};

function renderNetwork() {
  const { events } = matching();
  const { nodes, links, total } = graph(events, network.most, network.selected);
  const range = el("input", {
    type: "range",
    id: "most",
    min: 10,
    max: 150,
    step: 10,
    value: network.most,
    on: {
      change: (event) => {
        network.most = Number(event.target.value);
        renderNetwork();
        byId("most").focus();
      },
    },
  });
  const kinds = ["official", "body", "country"].map((kind) =>
    el("span", { class: "kind" }, symbol(kind), t(`network.kind.${kind}`)),
  );
  networkView.replaceChildren(
    el("h2", { class: "sr" }, t("network.label")),
    el(
      "div",
      { class: "drawing" },
      el(
        "div",
        { class: "chart-head" },
        el("div", { class: "kinds" }, kinds),
        el(
          "label",
          {},
          t("network.nodes"),
          range,
          el("output", {}, t("network.shown", { n: number(nodes.length), of: number(total) })),
        ),
      ),
      nodes.length ? drawing(nodes, links) : el("p", { class: "empty" }, t("network.none")),
    ),
    el("aside", { class: "panel", tabindex: "0", "aria-label": t("network.rank") }, panel(nodes, links)),
  );
  endEvents();
  const chosen = nodes.find((node) => node.thing.id === network.selected);
  endEvents = chosen ? inPortions(byId("node-events"), [...chosen.events], eventRow) : () => {};
}

function symbol(kind) {
  return svg("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, shape(kind, 6));
}

/** Kinds differ in shape as well as in colour. */
function shape(kind, r) {
  const props = { class: `shape ${kind}` };
  if (kind === "official") return svg("circle", { ...props, r });
  if (kind === "body")
    return svg("rect", { ...props, x: -r * 0.9, y: -r * 0.9, width: r * 1.8, height: r * 1.8, rx: r * 0.3 });
  return svg("path", { ...props, d: `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0z` });
}

function drawing(nodes, links) {
  // As many units as pixels, so that names have their size; a pane with few pixels has a long drawing.
  const room = networkView.clientWidth - (networkView.clientWidth > 900 ? 352 : 32);
  const width = Math.max(320, Math.min(1100, Math.round(room)));
  const long = Math.min((nodes.length * 9000) / width, width * 2.2);
  const height = Math.round(Math.max(networkView.clientHeight - 90, long, 360));
  const most = Math.max(...nodes.map((node) => node.events.size));
  for (const node of nodes) {
    node.radius = 5 + 11 * Math.sqrt(node.events.size / most);
    node.lines = labelLines(node.thing);
    // Latin letters are half as wide as Japanese signs.
    const wideness = (line) => [...line].reduce((sum, sign) => sum + (sign < "\u0250" ? 6.5 : 12), 0);
    node.span = Math.max(2 * node.radius, ...node.lines.map(wideness));
    node.below = 6 + 15 * node.lines.length;
  }
  arrange(
    nodes,
    links.map(({ first, second, shared }) => [first, second, shared]),
    width,
    height,
  );
  const round = (value) => Math.round(value * 10) / 10;
  const closest = Math.max(...links.map((link) => link.shared), 4);
  const lines = links.map(({ first, second, shared }) =>
    svg("line", {
      class: shared ? "link" : "link belongs",
      data: { a: first.thing.id, b: second.thing.id },
      x1: round(first.x),
      y1: round(first.y),
      x2: round(second.x),
      y2: round(second.y),
      "stroke-width": shared ? round(1 + 3 * Math.sqrt(shared / closest)) : 1,
    }),
  );
  const drawn = nodes.map((node) => {
    const kind = kindOf(node.thing);
    const label = t("network.node", {
      name: nodeName(node.thing),
      kind: t(`network.kind.${kind}`),
      n: number(node.events.size),
    });
    const text = svg("text", { "text-anchor": "middle", "aria-hidden": "true" }, nameLines(node));
    return svg(
      "g",
      {
        class: "node",
        tabindex: "-1",
        role: "button",
        "aria-label": label,
        "aria-pressed": String(node.thing.id === network.selected),
        transform: `translate(${round(node.x)} ${round(node.y)})`,
        data: { thing: node.thing.id },
        on: {
          click: () => chooseNode(node.thing.id),
          keydown: (event) => {
            if (event.key !== "Enter" && event.key !== " ") return;
            event.preventDefault();
            chooseNode(node.thing.id);
          },
          pointerenter: () => lightNode(node.thing.id),
          pointerleave: () => lightNode(network.selected),
          focus: () => lightNode(node.thing.id),
          blur: () => lightNode(network.selected),
        },
      },
      svg("title", {}, label),
      shape(kind, node.radius),
      text,
    );
  });
  const picture = svg(
    "svg",
    { class: "network", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("network.chart") },
    svg("g", {}, lines),
    svg("g", {}, drawn),
  );
  roving(picture, ".node");
  (picture.querySelector('[aria-pressed="true"]') ?? drawn[0]).setAttribute("tabindex", "0");
  requestAnimationFrame(() => lightNode(network.selected));
  return picture;
}

/** A name below its node; the post of an official is the second line. */
function nameLines({ lines, radius, thing }) {
  const post = kindOf(thing) === "official";
  return lines.map((line, at) => {
    const y = Math.round(radius + 14 + 15 * at);
    return [at && post ? " " : null, svg("tspan", { x: 0, y, class: at && post ? "post" : null }, line)];
  });
}

/** Brings out a node with its neighbours; -1: all alike. */
function lightNode(id) {
  const picture = networkView.querySelector("svg.network");
  if (!picture) return;
  const near = new Set([String(id)]);
  for (const line of picture.querySelectorAll(".link")) {
    const touches = line.dataset.a === String(id) || line.dataset.b === String(id);
    line.classList.toggle("lit", touches);
    if (touches) near.add(line.dataset.a).add(line.dataset.b);
  }
  picture.classList.toggle("focused", id >= 0);
  for (const node of picture.querySelectorAll(".node")) node.classList.toggle("lit", near.has(node.dataset.thing));
}

function selectNode(id) {
  network.selected = id;
}

function chooseNode(id) {
  const beside = networkView.querySelector(".panel").contains(document.activeElement);
  selectNode(network.selected === id ? -1 : id);
  renderNetwork();
  // Who reads the panel stays in it.
  const next = beside ? ".panel button" : `.node[data-thing="${id}"]`;
  networkView.querySelector(next)?.focus({ preventScroll: true });
}

function eventRow(event) {
  const what = el("span", {}, t(`type.${event.type}`), " ", quote(event.doc.text.slice(...event.trigger)));
  const when = el("span", { class: "when" }, whenText(event));
  return el(
    "li",
    {},
    button([when, what], { class: "row event" }, () => openEvent(event)),
  );
}

/** Beside the drawing: the best connected, or the chosen node with its links and events. */
function panel(nodes, links) {
  const chosen = nodes.find((node) => node.thing.id === network.selected);
  const row = ({ thing }, note) =>
    el(
      "li",
      {},
      button(
        [symbol(kindOf(thing)), quote(nodeName(thing)), el("span", { class: "count" }, note)],
        { class: "row" },
        () => chooseNode(thing.id),
      ),
    );
  if (!chosen) {
    const ranked = [...nodes].sort((a, b) => b.events.size - a.events.size);
    return [
      el("h3", {}, t("network.rank")),
      el(
        "ol",
        { class: "plain" },
        ranked.map((node) => row(node, number(node.events.size))),
      ),
    ];
  }
  const own = links
    .filter((link) => link.first === chosen || link.second === chosen)
    .map((link) => [link.first === chosen ? link.second : link.first, link])
    .sort(([a, x], [b, y]) => y.shared - x.shared || a.thing.id - b.thing.id);
  return [
    button(t("network.all"), { class: "link" }, () => chooseNode(chosen.thing.id)),
    el("h3", {}, symbol(kindOf(chosen.thing)), quote(nodeName(chosen.thing))),
    el(
      "p",
      { class: "meta" },
      t(`network.kind.${kindOf(chosen.thing)}`),
      chosen.thing.value && chosen.thing.value !== chosen.thing.name
        ? [" · ", el("code", {}, quote(chosen.thing.value))]
        : "",
    ),
    state.thing === chosen.thing.id
      ? null
      : button(t("network.filter"), { class: "plainbutton" }, () => show({ thing: chosen.thing.id })),
    el("h4", {}, t("network.with")),
    el(
      "ul",
      { class: "plain" },
      own.map(([node, link]) => row(node, link.shared ? number(link.shared) : t("network.belongs"))),
    ),
    el("h4", {}, t("network.events")),
    el("ol", { class: "plain", id: "node-events" }),
  ];
}

watchers.push((change) => {
  if (state.view === "network" && ("view" in change || filters(change))) renderNetwork();
});

let resized = 0;
addEventListener("resize", () => {
  clearTimeout(resized);
  if (state.view === "network") resized = setTimeout(renderNetwork, 200);
});
