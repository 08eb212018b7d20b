// What pages do beyond reading: names completed, tables sorted, members at a day. No page needs it.
"use strict";

// Completion as an ARIA combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
function complete(input, fetchNames, choose) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent || input.name);
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  let found = [], at = -1, asked = 0, timer;

  function close() {
    // What was asked for and is still to come opens it no more.
    clearTimeout(timer);
    asked++;
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function mark(index) {
    at = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }
  function show(names) {
    found = names;
    list.replaceChildren(...names.map((one, i) => {
      const item = document.createElement("li"), kind = document.createElement("span");
      item.id = `${list.id}-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.append(one.label, kind);
      kind.className = "small";
      kind.textContent = one.kind;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(one, input); close(); });
      return item;
    }));
    at = -1;
    list.hidden = !names.length;
    input.setAttribute("aria-expanded", String(!!names.length));
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const text = input.value.trim(), mine = ++asked;
    if (!text) return close();
    timer = setTimeout(async () => {
      const names = await fetchNames(text).catch(() => []);
      if (mine === asked) show(names);
    }, 80);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark((at + 1) % found.length);
    else if (event.key === "ArrowUp") mark((at + found.length - (at < 0 ? 0 : 1)) % found.length);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) { choose(found[at], input); close(); }
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}

const language = document.documentElement.lang;

function names(action, of) {
  return async (text) => {
    const address = new URL(action, location.href);
    if (address.pathname.endsWith(".html")) return (await saved(address))(text);
    address.search = new URLSearchParams({ q: text, format: "json", lang: language, ...(of ? { of } : {}) });
    const answer = await fetch(address);
    return answer.ok ? (await answer.json()).found : [];
  };
}

// A saved site has one list of all names beside its search page.
let savedNames;
async function saved(address) {
  savedNames ??= fetch(new URL("names.json", address)).then((answer) => answer.json());
  const all = await savedNames, fold = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (text) => {
    const words = fold(text).split(/\s+/).filter(Boolean);
    return all.filter((one) => words.every((w) => fold(` ${one.keys}`).includes(/[\u2e80-\uffff]/.test(w) ? w : ` ${w}`)))
      .slice(0, 30).map((one) => ({ ...one, href: new URL(one.href, address).href }));
  };
}

for (const form of document.querySelectorAll("form[data-complete]")) {
  const input = form.querySelector("input[type=search]");
  complete(input, names(form.action), (one) => { location.href = one.href; });
}
for (const input of document.querySelectorAll("input[data-of]")) {
  const find = document.querySelector("form[data-complete]");
  complete(input, names(find.action, input.dataset.of), (one) => { input.value = one.label; });
}

// On a saved search page the list is filled here.
const results = document.querySelector("[data-results]");
const wanted = new URLSearchParams(location.search).get("q");
if (results && wanted && location.pathname.endsWith(".html")) {
  document.querySelector("#find").value = wanted;
  names(location.pathname)(wanted).then((found) => results.replaceChildren(...found.map((one) => {
    const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
    link.href = one.href;
    link.textContent = one.label;
    kind.className = "small";
    kind.textContent = ` ${one.kind}`;
    item.append(link, kind);
    return item;
  })));
}

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      const rows = [...body.rows].sort((a, b) => text(a).localeCompare(text(b), language, { numeric: true }));
      body.append(...(falling ? rows.reverse() : rows));
    });
  });
}

// The day on a slider, from the first day of any row to today.
for (const form of document.querySelectorAll("form[data-at-a-date]")) {
  const table = document.querySelector("table[data-spells]");
  if (!table) continue;
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row, first: row.dataset.first, last: row.dataset.last,
  }));
  const day = 86400000, zero = Math.min(...rows.filter((r) => r.first).map((r) => Date.parse(r.first)));
  const date = form.elements.on, range = document.createElement("input"), out = document.createElement("output");
  range.type = "range";
  range.min = 0;
  range.max = Math.floor((Date.now() - zero) / day);
  range.setAttribute("aria-label", form.querySelector("label").textContent);
  out.setAttribute("for", "on");
  date.after(range, out);
  function show() {
    const on = date.value;
    let shown = 0;
    for (const { row, first, last } of rows) {
      const holds = (!first || first <= on) && (!last || on < last);
      row.hidden = !holds;
      shown += holds;
    }
    range.value = Math.round((Date.parse(on) - zero) / day);
    range.setAttribute("aria-valuetext", on);
    out.textContent = form.dataset.words.replace("{day}", on).replace("{n}", shown);
  }
  range.addEventListener("input", () => {
    date.value = new Date(zero + range.value * day).toISOString().slice(0, 10);
    show();
  });
  date.addEventListener("input", () => date.value && show());
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  form.querySelector("button")?.remove();
  show();
}
