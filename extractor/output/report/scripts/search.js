// Full-text search: width and case do not matter, every word must stand in the document.

const fold = (text) => text.normalize("NFKC").toLowerCase();
const MARKED = globalThis.Highlight && CSS.highlights ? new Highlight() : null;
if (MARKED) CSS.highlights.set("found", MARKED);

const terms = () => fold(state.query).split(/\s+/u).filter(Boolean);

/** What is searched of a document, made on the first search. */
function haystack(doc) {
  doc.folded ??= fold(
    [doc.title ?? "", doc.text, doc.id, doc.source, ...doc.mentions.map((mention) => mention.value)].join("\n"),
  );
  return doc.folded;
}

/** Numbers of the documents that hold every word. */
function searched() {
  const words = terms();
  return new Set(DOCUMENTS.filter((doc) => words.every((word) => haystack(doc).includes(word))).map((doc) => doc.n));
}

/** Where the words stand in a text: [start, end] in its own units. */
function hits(text, words) {
  if (!words.length) return [];
  const from = [];
  let folded = "";
  // A letter and its voicing mark become one; their place is the letter's.
  for (const { 0: letter, index } of text.matchAll(/[^][\u3099\u309a\uff9e\uff9f]?/gu)) {
    const plain = fold(letter);
    for (let k = 0; k < plain.length; k += 1) from.push(index);
    folded += plain;
  }
  from.push(text.length);
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([from[at], from[at + word.length]]);
    }
  }
  return found;
}

/** The first hit with what stands around it, for the list; null when it stands in no text. */
function excerpt(doc, words) {
  const [first] = hits(doc.text, words.slice(0, 1));
  if (!first) return null;
  const [start, end] = first;
  const clean = (text) => text.replace(/\s+/gu, " ");
  return [
    clean(doc.text.slice(Math.max(0, start - 14), start)),
    doc.text.slice(start, end),
    clean(doc.text.slice(end, end + 40)),
  ];
}

/** Marks the words where the leaves of a text show them. */
function markFound(leaves, text) {
  MARKED?.clear();
  if (!MARKED) return;
  for (const [start, end] of hits(text, terms())) {
    for (const leaf of leaves) {
      const [a, b] = [Math.max(start, leaf.start), Math.min(end, leaf.end)];
      if (a >= b) continue;
      const range = new Range();
      range.setStart(leaf.node, a - leaf.start);
      range.setEnd(leaf.node, b - leaf.start);
      MARKED.add(range);
    }
  }
}
