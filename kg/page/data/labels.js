// Labels, drawn as on a map: always readable, never over one another, and more of them the closer one looks.

const SIZES = { node: 13, edge: 11 };
const DOT = 3.5; // smaller dots, in pixels, may be written over, and have a name only as landmarks
const LANDMARKS = 60; // the most connected nodes in view
const HUBS = 8; // the first of these have their name in any case, if need be over smaller dots
const NEAR = 0.28; // farther off, edges are too thin to be told apart by their names
const CELL = 48; // of the grid that remembers what is covered, in pixels of the screen
const ALONG = [0.5, 0.42, 0.58, 0.35, 0.65]; // where on an edge its label is tried
let hovered = null;
const widths = new Map();

/** Remembers rectangles of the screen and says whether another one is free. */
class Covered {
  constructor() { this.cells = new Map(); }

  * at([x, y, w, h]) {
    for (let i = Math.floor(x / CELL); i <= Math.floor((x + w) / CELL); i += 1) {
      for (let j = Math.floor(y / CELL); j <= Math.floor((y + h) / CELL); j += 1) yield i * 65536 + j;
    }
  }

  add(box) {
    for (const cell of this.at(box)) {
      const held = this.cells.get(cell);
      if (held) held.push(box); else this.cells.set(cell, [box]);
    }
  }

  free(box) {
    const [x, y, w, h] = box;
    for (const cell of this.at(box)) {
      for (const [a, b, c, d] of this.cells.get(cell) || []) {
        if (x < a + c && a < x + w && y < b + d && b < y + h) return false;
      }
    }
    return true;
  }
}

function widthOf(context, text, size) {
  const key = size + text;
  let width = widths.get(key);
  if (width === undefined) {
    context.font = size + "px " + FONT;
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

function drawLabels(context) {
  const scale = network.getScale();
  const view = network.getViewPosition();
  const { clientWidth: W, clientHeight: H } = el("graph");
  const toScreen = ({ x, y }) => [(x - view.x) * scale + W / 2, (y - view.y) * scale + H / 2];
  const inside = ([x, y]) => x > -60 && y > -20 && x < W + 60 && y < H + 20;
  const covered = new Covered();
  const { nodes: chosenNodes, edges: chosenEdges } = network.getSelection();
  const chosen = new Set(chosenNodes);

  const seen = [];
  const positions = network.getPositions(visible.nodes);
  for (const id of visible.nodes) {
    const at = toScreen(positions[id]);
    if (!inside(at)) continue;
    const r = drawn.nodes[id].size * scale;
    if (r >= DOT) covered.add([at[0] - r, at[1] - r, 2 * r, 2 * r]);
    seen.push({ id, at, r, rank: chosen.has(id) ? Infinity : page.nodes[id].degree });
  }
  seen.sort((a, b) => b.rank - a.rank || a.id - b.id);
  const named = seen.filter(({ r, rank }, position) => position < LANDMARKS || r >= DOT || rank === Infinity);

  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = theme.paper;
  const write = (text, [x, y, w, h], size, ink, weight) => {
    const px = (x + w / 2 - W / 2) / scale + view.x;
    const py = (y + h / 2 - H / 2) / scale + view.y;
    context.font = weight + (size / scale) + "px " + FONT;
    context.lineWidth = 3.5 / scale;
    context.strokeText(text, px, py);
    context.fillStyle = ink;
    context.fillText(text, px, py);
  };

  named.forEach(({ id, at: [x, y], r, rank }, position) => {
    const text = drawn.nodes[id].label;
    const size = Math.round(SIZES.node + Math.min(3, page.nodes[id].degree / 10));
    const w = widthOf(context, text, size) + 4;
    const h = size + 4;
    const places = [[x - w / 2, y + r + 2], [x + r + 2, y - h / 2], [x - w / 2, y - r - h - 2], [x - r - w - 2, y - h / 2]];
    const found = places.map(([a, b]) => [a, b, w, h]).find((box) => covered.free(box)) || (rank === Infinity || position < HUBS ? [...places[0], w, h] : null);
    if (!found) return;
    covered.add(found);
    const plain = VALUES.has(page.nodes[id].type) || page.nodes[id].type === "Concept";
    write(text, found, size, plain ? theme.soft : theme.ink, rank === Infinity ? "bold " : "");
  });

  const first = new Set([...chosenEdges, hovered]);
  const order = (scale < NEAR ? visible.edges.filter((id) => first.has(id)) : visible.edges.slice()).sort((a, b) => first.has(b) - first.has(a) || page.edges[b].claims.length - page.edges[a].claims.length || a - b);
  for (const id of order) {
    const { from, to, label } = drawn.edges[id];
    const [a, b] = [toScreen(positions[from]), toScreen(positions[to])];
    const w = widthOf(context, label, SIZES.edge) + 4;
    const h = SIZES.edge + 3;
    const length = Math.hypot(a[0] - b[0], a[1] - b[1]);
    if (!first.has(id) && from !== to && (length < w + 16 || !inside([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]))) continue;
    const line = network.body.edges[id].edgeType;
    const boxes = ALONG.map((t) => toScreen(line.getPoint(t))).map(([x, y]) => [x - w / 2, y - h / 2, w, h]);
    const found = boxes.find((box) => covered.free(box)) || (id === hovered || chosenEdges.length === 1 && first.has(id) ? boxes[0] : null);
    if (!found) continue;
    covered.add(found);
    write(label, found, SIZES.edge, first.has(id) ? theme.accent : page.edges[id].asserted ? theme.soft : theme.doubt, "");
  }
  context.restore();
}

let moving = false;
network.on("afterDrawing", (context) => { if (!(big && moving)) drawLabels(context); });
network.on("dragStart", () => { moving = true; });
network.on("dragEnd", () => { moving = false; network.redraw(); });
network.on("hoverEdge", ({ edge }) => { hovered = edge; el("graph").style.cursor = "pointer"; });
network.on("blurEdge", () => { hovered = null; el("graph").style.cursor = ""; });
network.on("hoverNode", () => { el("graph").style.cursor = "pointer"; });
network.on("blurNode", () => { el("graph").style.cursor = ""; });
