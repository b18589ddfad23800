// Search, filters and buttons.

function counts() {
  const facts = page.claims.filter((claim) => claim.asserted).length;
  el("counts").textContent = page.documents.length + " 篇文档 · " + page.claims.length + " 条断言 · 其中事实 " + facts + " 条 · " +
    page.nodes.filter((node) => !VALUES.has(node.type) && node.type !== "Concept").length + " 个实体";
  el("unasserted-count").textContent = String(page.claims.length - facts);
}

/** A list of checkboxes that keep `chosen` up to date: entries are [key, name, count]. */
function checklist(list, entries, chosen, before) {
  for (const [value, text, count] of entries) {
    const label = make("label");
    const box = make("input");
    box.type = "checkbox";
    box.checked = true;
    box.dataset.value = value;
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(value); else chosen.delete(value);
      state.pinned.clear();
      refresh();
    });
    const words = make("span", "", text);
    words.title = text;
    label.append(box, ...(before ? [before(value)] : []), words, make("b", "", String(count)));
    const item = make("li");
    item.append(label);
    list.append(item);
  }
}

function tally(items, keyOf, nameOf) {
  const found = new Map();
  for (const item of items) {
    const entry = found.get(keyOf(item)) || [keyOf(item), nameOf(item), 0];
    entry[2] += item.count || 1;
    found.set(keyOf(item), entry);
  }
  return [...found.values()].sort((a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
}

function filters() {
  checklist(el("types"), tally(page.nodes, (n) => n.type, (n) => name(n.type)), state.types, dot);
  const edges = page.edges.map((edge) => ({ ...edge, count: edge.claims.length }));
  checklist(el("relations"), tally(edges, (e) => e.relation, (e) => e.label), state.relations);
  for (const [id, on] of [["relations-all", true], ["relations-none", false]]) {
    el(id).addEventListener("click", () => {
      for (const box of el("relations").querySelectorAll("input")) {
        box.checked = on;
        if (on) state.relations.add(box.dataset.value); else state.relations.delete(box.dataset.value);
      }
      state.pinned.clear();
      refresh();
    });
  }
  el("unasserted").addEventListener("change", (event) => { state.unasserted = event.target.checked; refresh(); });
  if (matchMedia("(max-width: 820px)").matches) el("filters").open = false;
}

const fold = (text) => text.normalize("NFKC").toLowerCase();
const spellings = page.nodes.map((node) => [node.label, node.en || "", ...(node.aliases || [])].map(fold));

/** Nodes whose label or alias holds the words: exact first, then beginnings, then the most connected. */
function search(words) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const found = [];
  spellings.forEach((names, id) => {
    const best = Math.min(...names.map((text) => (text === wanted ? 0 : text.startsWith(wanted) ? 1 : text.includes(wanted) ? 2 : 9)));
    if (best < 9) found.push({ id, best });
  });
  const weight = (hit) => hit.best * 1e6 - page.nodes[hit.id].degree;
  return found.sort((a, b) => weight(a) - weight(b) || a.id - b.id).slice(0, 12).map((hit) => hit.id);
}

function searching() {
  const input = el("search");
  const list = el("hits");
  let hits = [];
  let at = 0;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); };
  const choose = (id) => { input.value = page.nodes[id].label; close(); goToNode(id); };
  const draw = () => {
    list.replaceChildren();
    hits.forEach((id, position) => {
      const node = page.nodes[id];
      const item = make("li");
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(position === at));
      item.append(dot(node.type), make("span", "name", node.label), make("small", "", [node.en, ...(node.aliases || [])].filter(Boolean).slice(0, 3).join("、")));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(id); });
      list.append(item);
    });
    if (!hits.length) list.append(make("li", "none", "没有找到"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
  };
  input.addEventListener("input", () => { hits = search(input.value); at = 0; draw(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && hits.length) { event.preventDefault(); choose(hits[at]); }
    else if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) { at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length; draw(); }
    }
  });
  input.addEventListener("blur", close);
}

function wholeChanged() {
  const button = el("whole");
  const part = drawn.nodes.filter((node) => node.core).length;
  button.hidden = part === 0;
  button.textContent = state.whole ? "只看联系最多的 " + part + " 个" : "显示全部 " + drawn.nodes.length + " 个节点";
}

el("fit").addEventListener("click", fit);
el("whole").addEventListener("click", () => {
  state.whole = !state.whole;
  state.pinned.clear();
  place();
  refresh();
  wholeChanged();
  fit();
});

paint();
counts();
filters();
searching();
wholeChanged();
place();
refresh();
open();
showOverview();
document.documentElement.dataset.ready = "yes";
