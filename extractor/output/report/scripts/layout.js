// Places for the nodes of the network: springs along the links, repulsion between nodes, the same for the same nodes.

const STEPS = 320;

/** Gives every node an x and y within `width` and `height`; `links` are [node, node, weight]. */
function arrange(nodes, links, width, height) {
  // A sunflower's seeds, the best connected in the middle: no two nodes begin in one place.
  nodes.forEach((node, i) => {
    const radius = 26 * Math.sqrt(i + 0.5);
    node.x = radius * Math.cos(i * 2.399963) * Math.sqrt(width / height);
    node.y = radius * Math.sin(i * 2.399963) * Math.sqrt(height / width);
  });
  for (let step = 0; step < STEPS; step += 1) {
    const heat = 14 * (1 - step / STEPS) ** 1.5 + 0.3;
    for (const node of nodes) {
      node.dx = -node.x * 0.02 * Math.sqrt(height / width);
      node.dy = -node.y * 0.02 * Math.sqrt(width / height);
    }
    repel(nodes);
    attract(links);
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      const move = Math.min(length, heat);
      node.x += (node.dx / length) * move;
      node.y += (node.dy / length) * move;
    }
  }
  fit(nodes, width, height);
  for (let step = 0; step < 60; step += 1) part(nodes, width, height);
}

function repel(nodes) {
  for (let i = 0; i < nodes.length; i += 1) {
    for (let k = i + 1; k < nodes.length; k += 1) {
      const [a, b] = [nodes[i], nodes[k]];
      const [x, y] = [a.x - b.x, a.y - b.y];
      const force = 2200 / (x * x + y * y + 40);
      a.dx += x * force * 0.05;
      a.dy += y * force * 0.05;
      b.dx -= x * force * 0.05;
      b.dy -= y * force * 0.05;
    }
  }
}

function attract(links) {
  for (const [a, b, weight] of links) {
    const [x, y] = [b.x - a.x, b.y - a.y];
    const distance = Math.hypot(x, y) || 1;
    const force = (distance - 62) * 0.05 * Math.min(2, 0.7 + weight * 0.15);
    a.dx += (x / distance) * force;
    a.dy += (y / distance) * force;
    b.dx -= (x / distance) * force;
    b.dy -= (y / distance) * force;
  }
}

/** Stretches the whole to the drawing, with room for the names. */
function fit(nodes, width, height) {
  const range = (name, size, margin) => {
    const values = nodes.map((node) => node[name]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const scale = high > low ? (size - 2 * margin) / (high - low) : 0;
    for (const node of nodes) node[name] = scale ? margin + (node[name] - low) * scale : size / 2;
  };
  range("x", width, 70);
  range("y", height, 36);
}

/** Moves nodes apart whose names cover each other; a name stands below its node. */
function part(nodes, width, height) {
  for (let i = 0; i < nodes.length; i += 1) {
    for (let k = i + 1; k < nodes.length; k += 1) {
      const [a, b] = [nodes[i], nodes[k]];
      const x = (a.span + b.span) / 2 + 8 - Math.abs(a.x - b.x);
      // The name of the upper one stands between them.
      const y = a.radius + b.radius + (a.y < b.y ? a.below : b.below) - Math.abs(a.y - b.y);
      if (x <= 0 || y <= 0) continue;
      // The shorter way out, half for each.
      if (y <= x) {
        const way = (a.y <= b.y ? -1 : 1) * y * 0.5;
        a.y += way;
        b.y -= way;
      } else {
        const way = (a.x <= b.x ? -1 : 1) * x * 0.5;
        a.x += way;
        b.x -= way;
      }
    }
  }
  for (const node of nodes) {
    node.x = Math.max(node.span / 2 + 4, Math.min(width - node.span / 2 - 4, node.x));
    node.y = Math.max(node.radius + 6, Math.min(height - node.radius - node.below, node.y));
  }
}
