// An event in the text: its sentence, its trigger, and its arguments with their roles.

// What is painted now, to be cleaned.
let painted = [];

/** Shows an event in the text: its sentence, its trigger, and each argument with its role; null: the chosen one. */
function paintEvent(event) {
  const lit = event ?? DOCUMENTS[state.doc]?.events[state.event] ?? null;
  clearPaint();
  for (const node of eventList.querySelectorAll(".card.lit")) node.classList.remove("lit");
  if (!lit) return;
  eventList.querySelector(`[data-event="${lit.i}"]`)?.classList.add("lit");
  reader.classList.add("focused");
  paint(...lit.sentence, "in-sentence");
  for (const [start, end] of [...lit.triggers, lit.trigger]) paint(start, end, "is-trigger");
  for (const [slot, i] of lit.slots) role(marks[i], slot);
  for (const [slot, , , start, end] of lit.evidence) paintArgument(start, end, slot);
}

/** Shows one piece of evidence alone. */
function paintSpan(start, end, slot) {
  clearPaint();
  reader.classList.add("focused");
  if (slot === "trigger") paint(start, end, "is-trigger");
  else paintArgument(start, end, slot);
}

function paintArgument(start, end, slot) {
  const { mentions } = DOCUMENTS[state.doc];
  const mention = mentions[firstBehind(mentions, start - 1, (one) => one.start)];
  if (mention && mention.start === start && mention.end === end) role(marks[mention.i], slot);
  else paint(start, end, "is-argument");
}

function role(mark, slot) {
  const roles = new Set((mark.dataset.role ?? "").split("・").filter(Boolean)).add(t(`slot.${slot}`));
  mark.dataset.role = [...roles].join("・");
  mark.classList.add("is-argument");
  painted.push(mark);
}

function paint(start, end, name) {
  for (
    let k = firstBehind(leaves, start - 1, (leaf) => leaf.start);
    k < leaves.length && leaves[k].end <= end;
    k += 1
  ) {
    leaves[k].leaf.classList.add(name);
    painted.push(leaves[k].leaf);
  }
}

function clearPaint() {
  reader.classList.remove("focused");
  for (const node of painted) {
    node.classList.remove("in-sentence", "is-trigger", "is-argument");
    delete node.dataset.role;
  }
  painted = [];
}
