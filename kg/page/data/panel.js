// The panel: sentences behind a node or an edge.

const PAGE_SIZE = 40;
const PARTS = { subject: "主语", predicate: "谓词", object: "宾语", time: "时间", amount: "数额", attribution: "来源", qualifier: "附加成分" };
const name = (term) => page.names[term] || term;

function badge(text, className) { return make("span", "badge " + (className || ""), text); }

function dot(type) {
  const mark = make("i", "dot" + (VALUES.has(type) ? " square" : ""));
  mark.style.background = typeColour(type);
  return mark;
}

/** Why a claim is no fact, in words; empty for a fact. */
function doubts(claim) {
  if (claim.asserted) return [];
  const reasons = [];
  if (claim.polarity === "negative") reasons.push(name("negative"));
  if (claim.modality !== "actual") reasons.push(name(claim.modality));
  for (const [, kind] of claim.attribution || []) if (kind === "rumour") reasons.push(name("rumour"));
  return reasons.length ? reasons : ["有消息来源"];
}

function sentence(claim) {
  const quote = make("blockquote");
  for (const [text, part] of claim.segments) {
    if (!part) { quote.append(text); continue; }
    const mark = make("mark", part, text);
    mark.title = PARTS[part];
    quote.append(mark);
  }
  return quote;
}

function card(claim) {
  const box = make("article", "claim" + (claim.asserted ? "" : " doubtful"));
  box.append(sentence(claim));
  const said = make("p", "said", [claim.subject, claim.relation, claim.object].filter(Boolean).join(" — "));
  box.append(said);
  if (claim.asserted) box.append(badge("事实", "fact"));
  for (const reason of doubts(claim)) box.append(badge(reason, "doubt"));
  const rows = make("dl");
  const row = (term, text) => { if (text) rows.append(make("dt", "", term), make("dd", "", text)); };
  row("时间", claim.time);
  row("数额", claim.amount);
  for (const [role, text] of claim.qualifiers || []) row(name(role), text);
  for (const [text, kind] of claim.attribution || []) row("据", text + "（" + name(kind) + "）");
  if (claim.carried) row("主语", "承前文：" + claim.subject);
  if (rows.children.length) box.append(rows);
  box.append(origin(claim));
  return box;
}

function origin(claim) {
  const source = page.documents[claim.document];
  const line = make("footer");
  if (source.url) {
    const link = make("a", "", source.title);
    link.href = source.url; // http or https only: checked when the page was made
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    line.append(link);
  } else line.append(source.title);
  if (source.date) line.append(" · " + source.date);
  line.append(" · 置信度 " + Math.round(claim.confidence * 100) + "%");
  return line;
}

/** Cards of the claims, facts first, some at a time. */
function cards(panel, ids) {
  const order = ids.slice().sort((a, b) => page.claims[b].asserted - page.claims[a].asserted || a - b);
  let next = 0;
  const more = make("button", "more");
  more.type = "button";
  const add = () => {
    const upTo = Math.min(next + PAGE_SIZE, order.length);
    for (; next < upTo; next += 1) panel.insertBefore(card(page.claims[order[next]]), more);
    more.hidden = next >= order.length;
    more.textContent = "再显示 " + Math.min(PAGE_SIZE, order.length - next) + " 条";
  };
  panel.append(more);
  more.addEventListener("click", add);
  add();
}

function fresh() {
  const panel = el("panel");
  panel.replaceChildren();
  panel.scrollTop = 0;
  return panel;
}

function key() {
  const line = make("p", "key");
  for (const part of ["subject", "predicate", "object", "time", "amount"]) line.append(make("mark", part, PARTS[part]));
  return line;
}

function showEdge(id) {
  const { from, to } = drawn.edges[id];
  const edge = page.edges[id];
  const panel = fresh();
  const head = make("h3");
  head.append(page.nodes[from].label, make("span", "rel", "— " + edge.label + " →"), page.nodes[to].label);
  panel.append(head, make("p", "sub", (edge.asserted ? "事实" : "非事实的断言") + " · " + edge.claims.length + " 条原句"), key());
  cards(panel, edge.claims);
}

function showNode(id) {
  const node = page.nodes[id];
  const panel = fresh();
  panel.append(make("h3", "", node.label));
  const line = make("p", "sub");
  line.append(badge(name(node.type)), node.en || "");
  panel.append(line);
  if (node.aliases) panel.append(make("p", "sub", "又名：" + node.aliases.join("、")));
  if (node.wikidata) {
    const link = make("a", "", "Wikidata " + node.wikidata);
    link.href = "https://www.wikidata.org/wiki/" + node.wikidata;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    const about = make("p", "sub");
    about.append(link);
    panel.append(about);
  }
  const edges = drawn.edges.filter(({ from, to }) => from === id || to === id);
  if (edges.length) panel.append(make("h4", "", "关系 " + edges.length), links(id, edges));
  if (node.claims) {
    panel.append(make("h4", "", "原句 " + node.claims.length), key());
    cards(panel, node.claims);
  }
}

function links(id, edges) {
  const list = make("ul", "links");
  const order = edges.slice().sort((a, b) => page.edges[b.id].asserted - page.edges[a.id].asserted || a.id - b.id);
  for (const { id: edge, from, to } of order) {
    const outgoing = from === id;
    const { label, asserted } = page.edges[edge];
    const item = make("li", asserted ? "" : "doubtful");
    const button = make("button");
    button.type = "button";
    button.append(make("span", "rel", outgoing ? label + " →" : "← " + label));
    button.append(make("span", "name", page.nodes[outgoing ? to : from].label));
    if (!asserted) button.append(make("span", "sub", doubts(page.claims[page.edges[edge].claims[0]]).join("、")));
    button.addEventListener("click", () => goToEdge(edge));
    item.append(button);
    list.append(item);
  }
  return list;
}

function showOverview() {
  const panel = fresh();
  if (page.claims.length === 0) { panel.append(make("p", "sub", "没有断言。")); return; }
  panel.append(make("h3", "", "点击连线看原句"));
  panel.append(make("p", "sub", "每条连线都有出处：点击连线或节点，这里会显示原句，并标出主语、谓词和宾语。"), key());
  const nodes = page.nodes.map((node, id) => ({ ...node, id })).filter((node) => !VALUES.has(node.type) && node.degree);
  nodes.sort((a, b) => b.degree - a.degree || a.id - b.id);
  panel.append(make("h4", "", "联系最多"));
  const list = make("ul", "links");
  for (const node of nodes.slice(0, 12)) {
    const item = make("li");
    const button = make("button");
    button.type = "button";
    button.append(dot(node.type), make("span", "name", node.label), make("span", "sub", String(node.degree)));
    button.addEventListener("click", () => goToNode(node.id));
    item.append(button);
    list.append(item);
  }
  panel.append(list, make("h4", "", "文档 " + page.documents.length));
  const texts = make("ul", "links");
  for (const source of page.documents) {
    const item = make("li", "sub");
    if (source.url) {
      const link = make("a", "", source.title);
      link.href = source.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      item.append(link);
    } else item.append(source.title);
    item.append((source.date ? " · " + source.date : "") + " · " + source.claims + " 条断言");
    texts.append(item);
  }
  panel.append(texts);
}
