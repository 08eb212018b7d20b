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
    const words = fold(text).split(/\s+/).filter(Boolean), whole = words.join(" ");
    // A whole name first; the list has the kinds in their order.
    const place = (one) => (fold(one.label) === whole ? 0 : 1);
    return all.filter((one) => words.every((w) => fold(` ${one.keys}`).includes(/[\u2e80-\uffff]/.test(w) ? w : ` ${w}`)))
      .sort((a, b) => place(a) - place(b)).slice(0, 30).map((one) => ({ ...one, href: new URL(one.href, address).href }));
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
      const dated = (cell) => cell.querySelector("time, [data-date]");
      const text = ({ cells: { [column]: cell } }) => {
        const date = dated(cell);
        return date ? date.dateTime || date.dataset.date : cell.textContent.trim();
      };
      const rows = [...body.rows].sort((a, b) => text(a).localeCompare(text(b), language, { numeric: true }));
      body.append(...(falling ? rows.reverse() : rows));
    });
  });
}

// The day on a slider, from the first membership to the last day of the record.
for (const form of document.querySelectorAll("form[data-at-a-date]")) {
  const table = document.querySelector("table[data-memberships]"), out = document.querySelector(".held output");
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, ...row.dataset }));
  const { first: from, last: until } = form.dataset;
  const day = 86400000, zero = Date.parse(from), written = (time) => new Date(time).toISOString().slice(0, 10);
  const changes = [...new Set(rows.flatMap((one) => [one.first, one.last]))].filter((on) => on >= from && on <= until).sort();
  const words = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
  const date = form.elements.on, range = form.querySelector("[type=range]");
  range.max = Math.round((Date.parse(until) - zero) / day);
  form.querySelectorAll(".scripted").forEach((one) => one.classList.remove("scripted"));
  form.querySelector(".unscripted")?.remove();
  function place() {
    range.value = Math.round((Date.parse(date.value) - zero) / day);
    range.setAttribute("aria-valuetext", words.format(Date.parse(date.value)));
    form.querySelector("[data-to='-1']").disabled = !changes.some((one) => one < date.value);
    form.querySelector("[data-to='1']").disabled = !changes.some((one) => one > date.value);
  }
  function show(on) {
    if (on > until) on = until;
    date.value = on;
    const parties = new Set();
    for (const { row, first, last, party } of rows) {
      row.hidden = !(first && first <= on && (!last || on < last));
      if (!row.hidden) parties.add(party);
    }
    place();
    out.textContent = form.dataset.words.replace("{day}", words.format(Date.parse(on))).replace("{n}", parties.size);
    // The address is that of what is shown, in the other languages too.
    const here = (address) => {
      const url = new URL(address, location.href);
      url.searchParams.set("on", on);
      return url;
    };
    history.replaceState(null, "", here(location.href));
    document.querySelectorAll(".languages a").forEach((link) => { link.href = here(link.href); });
  }
  range.addEventListener("input", () => show(written(zero + range.value * day)));
  const isDay = () => /^\d{4}-\d\d-\d\d$/.test(date.value) && !isNaN(Date.parse(date.value));
  date.addEventListener("input", () => isDay() && show(date.value));
  form.addEventListener("click", (event) => {
    const to = Number(event.target.dataset.to), on = date.value;
    if (to) show(to < 0 ? changes.findLast((one) => one < on) : changes.find((one) => one > on));
  });
  // A saved page is the same file for every day.
  const saved = location.pathname.endsWith(".html"), asked = new URLSearchParams(location.search).get("on") ?? "";
  // The server reads days in words.
  form.addEventListener("submit", (event) => (saved || isDay()) && event.preventDefault());
  place();
  if (saved && /^\d{4}-\d\d-\d\d$/.test(asked)) show(asked);
}

// On paper, a page says where it is from and of what day.
addEventListener("beforeprint", () => {
  document.querySelector("[data-printed]").textContent = `${location.href} · ${new Date().toISOString().slice(0, 10)}`;
});
