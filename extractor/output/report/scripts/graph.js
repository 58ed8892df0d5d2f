// Who is linked with whom: officials, bodies and countries that take part in the same events.

const KINDS = { OFFICIAL: "official", PERSON: "official", MINISTRY: "body", ORG: "body" };

/** What stands in the network: everybody, every body, and countries. */
function kindOf({ label, value }) {
  return label === "PLACE" ? (isCountry(value) ? "country" : null) : (KINDS[label] ?? null);
}

function isNode(thing) {
  return kindOf(thing) !== null;
}

/** The body or country of a house, if a document names it. */
const HEADS = new Map(
  THINGS.filter((thing) => ["body", "country"].includes(kindOf(thing))).map((thing) => [
    thing.value || thing.name,
    thing.id,
  ]),
);

function headOf(thing) {
  const head = kindOf(thing) === "official" ? HEADS.get(HOUSES[thing.house]) : undefined;
  return head === thing.id ? undefined : head;
}

/**
 * Nodes and the links between them. Who takes part in an event is linked with everybody else in it, and an official
 * with the body or country that the post belongs to, which takes part in that way. At `most` as many nodes as told,
 * and the selected one.
 */
function graph(events, most, selected) {
  const own = new Map();
  const take = (thing, event) => {
    if (!own.has(thing)) own.set(thing, { thing: THINGS[thing], events: new Set(), near: new Map() });
    own.get(thing).events.add(event);
  };
  const join = (a, b, shared) => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ]) {
      const { near } = own.get(one);
      near.set(other, (near.get(other) ?? 0) + shared);
    }
  };
  for (const event of events) {
    const parties = [...event.things].filter((thing) => isNode(THINGS[thing]));
    for (const thing of parties) take(thing, event);
    parties.forEach((a, i) => parties.slice(i + 1).forEach((b) => join(a, b, 1)));
    for (const thing of parties) {
      const head = headOf(THINGS[thing]);
      if (head === undefined) continue;
      take(head, event);
      join(thing, head, 0);
    }
  }
  // Who is linked with most others comes first, then who took part in most events.
  const all = [...own.values()].sort(
    (a, b) => b.near.size - a.near.size || b.events.size - a.events.size || a.thing.id - b.thing.id,
  );
  const nodes = all.slice(0, most);
  const chosen = own.get(selected);
  if (chosen && !nodes.includes(chosen)) nodes.push(chosen);
  const shown = new Set(nodes);
  const links = nodes.flatMap((first) =>
    [...first.near]
      .map(([id, shared]) => ({ first, second: own.get(id), shared }))
      .filter(({ second }) => shown.has(second) && first.thing.id < second.thing.id),
  );
  return { nodes, links, total: all.length };
}

/** A name for the drawing: without the bracket that declares a short form. */
function nodeName(thing) {
  return kindOf(thing) === "country" ? countryName(thing.value) : oneLine(thing.name).replace(/[（(]以下.*$/u, "");
}

/** One or two short lines: an official's name and post, or the halves of a long name. The panel has the whole name. */
function labelLines(thing) {
  const name = nodeName(thing);
  const [first, ...rest] = name.split(" ");
  if (kindOf(thing) === "official" && rest.length) return [first, rest.join(" ")].map((line) => line.slice(0, 14));
  if (name.length <= 13) return [name];
  const half = Math.ceil(Math.min(name.length, 26) / 2);
  return [name.slice(0, half), name.slice(half, 26)];
}
