"use strict";
// The network: what is drawn, and which part of it is visible.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const page = read("page-data");
const drawn = read("drawn-data");
const el = (id) => document.getElementById(id);

/** A new element with a class and text; text is only ever text. */
function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

const FONT = '"PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif';
const VALUES = new Set(["Quantity", "Time"]);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const typeColour = (type) => colour(type === "Time" ? "time-node" : type.toLowerCase());
let theme = {};

const state = {
  whole: !drawn.nodes.some((node) => node.core),
  unasserted: false,
  types: new Set(page.nodes.map((node) => node.type)),
  relations: new Set(page.edges.map((edge) => edge.relation)),
  pinned: new Set(), // nodes that a search or a click asked for, shown whatever the filters say
};
const visible = { nodes: [], edges: [] };
const READABLE = 0.5; // the scale from which on most names find room
const big = drawn.nodes.length > 400;

const nodeSet = new vis.DataSet(drawn.nodes.map(({ id, x, y, size, shape }) => ({ id, x, y, size, shape })));
const edgeSet = new vis.DataSet(drawn.edges.map(({ id, from, to, arrows, bend }) => ({
  id, from, to, arrows,
  dashes: page.edges[id].asserted ? false : [7, 5],
  width: Math.min(1.5 + 0.5 * (page.edges[id].claims.length - 1), 4),
  smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
})));
const network = new vis.Network(el("graph"), { nodes: nodeSet, edges: edgeSet }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 1e9, hideEdgesOnDrag: big, hideEdgesOnZoom: big, keyboard: false },
  nodes: { borderWidth: 2, borderWidthSelected: 3 },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, hoverWidth: 0.8, selectionWidth: 1.4, arrowStrikethrough: false },
});

/** Takes the colours of the light or dark scheme. */
function paint() {
  theme = Object.fromEntries(["paper", "card", "ink", "soft", "line", "accent", "edge", "doubt"].map((n) => [n, colour(n)]));
  nodeSet.update(drawn.nodes.map(({ id, kind }) => {
    const background = typeColour(kind);
    const border = VALUES.has(kind) ? theme.soft : theme.card;
    const lit = { background, border: theme.accent };
    return { id, color: { background, border, highlight: lit, hover: lit } };
  }));
  edgeSet.update(page.edges.map(({ asserted }, id) => ({
    id, color: { color: asserted ? theme.edge : theme.doubt, highlight: theme.accent, hover: theme.accent },
  })));
}

/** Shows what the filters, the switch and the size of the view allow. */
function refresh() {
  const shown = new Set(state.pinned);
  const allowed = (id) => state.pinned.has(id) ||
    (state.types.has(page.nodes[id].type) && (state.whole || Boolean(drawn.nodes[id].core)));
  visible.edges = drawn.edges.filter(({ id, from, to }) => {
    const { asserted, relation } = page.edges[id];
    return (asserted || state.unasserted) && state.relations.has(relation) && allowed(from) && allowed(to);
  }).map(({ id, from, to }) => { shown.add(from); shown.add(to); return id; });
  visible.nodes = [...shown].sort((a, b) => a - b);
  const on = new Set(visible.edges);
  edgeSet.update(drawn.edges.map(({ id }) => ({ id, hidden: !on.has(id) })));
  nodeSet.update(drawn.nodes.map(({ id }) => ({ id, hidden: !shown.has(id) })));
  el("empty").hidden = shown.size > 0;
  el("empty").textContent = page.claims.length === 0 ? "没有读到任何断言。请检查输入的文档，或加入更多名称。"
    : page.edges.length === 0 ? "断言之间没有连线；请用搜索查看各个实体。" : "没有符合筛选条件的连线。";
}

/** Puts the nodes where the chosen view wants them. */
function place() {
  nodeSet.update(drawn.nodes.map(({ id, x, y, core }) => (state.whole || !core ? { id, x, y } : { id, x: core[0], y: core[1] })));
}

/** Brings all that is visible into view, with some room at the rim: the names there are wider than their dots. */
function fit() {
  if (!visible.nodes.length) return;
  network.fit({ nodes: visible.nodes, maxZoomLevel: 1.4 });
  network.moveTo({ scale: network.getScale() * 0.95 });
}

/** The first view: all of it, or on a screen too small for that the surroundings of the most connected node. */
function open() {
  fit();
  if (!visible.nodes.length || network.getScale() >= READABLE || el("graph").clientWidth > 700) return;
  const hub = visible.nodes.reduce((a, b) => (page.nodes[b].degree > page.nodes[a].degree ? b : a));
  network.moveTo({ position: network.getPosition(hub), scale: READABLE });
}

/** Shows nodes that a filter hides, and the whole graph when they are outside its core. */
function reveal(ids) {
  if (ids.every((id) => visible.nodes.includes(id))) return;
  if (!state.whole && ids.some((id) => !drawn.nodes[id].core)) { state.whole = true; place(); wholeChanged(); }
  state.pinned = new Set(ids);
  refresh();
}

/** Selects a node and moves to it. */
function goToNode(id) {
  reveal([id]);
  network.selectNodes([id]);
  network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.9), animation: { duration: 350 } });
  showNode(id);
}

/** Selects an edge and brings both its ends into view. */
function goToEdge(id) {
  const { from, to } = drawn.edges[id];
  if (!page.edges[id].asserted && !state.unasserted) { state.unasserted = true; el("unasserted").checked = true; refresh(); }
  reveal([from, to]);
  network.selectEdges([id]);
  network.fit({ nodes: [from, to], maxZoomLevel: 1.2, minZoomLevel: 0.3, animation: { duration: 350 } });
  showEdge(id);
}

network.on("click", ({ nodes, edges }) => {
  if (nodes.length) showNode(nodes[0]);
  else if (edges.length) showEdge(edges[0]);
  else showOverview();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); network.redraw(); });
Object.assign(window, { network, nodes: nodeSet, edges: edgeSet }); // under the names that pages of pyvis have them
