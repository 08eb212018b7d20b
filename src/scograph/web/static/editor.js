// The SPARQL editor: CodeMirror in place of the textarea, which does as well without it.
"use strict";

(() => {
  const form = document.querySelector("form.editor"), area = form?.elements.query;
  if (!area || typeof CodeMirror === "undefined") return;

  const hint = document.getElementById("editor-hint");
  const Place = CodeMirror.Pos;
  const line = Number(area.dataset.line) - 1, column = Number(area.dataset.column) - 1;
  const editor = CodeMirror.fromTextArea(area, {
    mode: "sparql",
    // Screen readers can walk through text that is in the page, not through a hidden textarea.
    inputStyle: "contenteditable",
    screenReaderLabel: area.labels[0].textContent,
    lineNumbers: !matchMedia("(max-width: 40rem)").matches || line >= 0,
    lineWrapping: true,
    indentUnit: 2,
    tabSize: 2,
    matchBrackets: true,
    extraKeys: {
      "Ctrl-Enter": ask,
      "Cmd-Enter": ask,
      "Ctrl-Space": complete,
      Tab: () => (editor.somethingSelected() ? editor.execCommand("indentMore") : editor.replaceSelection("  ")),
      "Shift-Tab": "indentLess",
    },
  });
  const field = editor.getInputField();
  hint.hidden = false;
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", "true");
  field.setAttribute("aria-describedby", [area.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" "));
  if (area.hasAttribute("aria-invalid")) field.setAttribute("aria-invalid", "true");
  area.labels[0].addEventListener("click", () => editor.focus());

  // After Esc, Tab moves on instead of indenting.
  let leaving = false;
  editor.on("keydown", (_, event) => {
    if (event.key === "Escape") leaving = !editor.state.completionActive;
    else if (event.key === "Tab") event.codemirrorIgnore = leaving;
    else if (event.key !== "Shift") leaving = false;
  });
  editor.on("blur", () => { leaving = false; });

  if (line >= 0 && line < editor.lineCount()) {
    const text = editor.getLine(line), from = Math.min(Math.max(column, 0), Math.max(text.length - 1, 0));
    editor.addLineClass(line, "background", "wrong-line");
    const mark = editor.markText(Place(line, from), Place(line, from + 1), { className: "wrong-place" });
    editor.setCursor(Place(line, from));
    editor.on("change", () => {
      mark.clear();
      editor.removeLineClass(line, "background", "wrong-line");
    });
  }

  // An address may not be longer; the server says so in docs/serve.md.
  const longest = 30000;
  form.addEventListener("submit", () => {
    editor.save();
    if (encodeURIComponent(area.value).length < longest) return;
    form.method = "post";
    if (form.elements.lang) form.action += `?lang=${form.elements.lang.value}`;
  });
  function ask() {
    form.requestSubmit();
  }

  const keywords = `ASK AS ASC BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP
    HAVING IN LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT UNDEF UNION VALUES WHERE
    ABS AVG BNODE BOUND CEIL COALESCE CONCAT CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT
    HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND
    REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SEPARATOR SHA1 SHA256 SHA512 STR STRAFTER STRBEFORE STRDT
    STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE UUID YEAR`.split(/\s+/);
  let terms;
  async function known() {
    terms ??= fetch(form.dataset.terms).then((answer) => answer.json());
    return terms.catch(() => { terms = undefined; return { prefixes: {}, terms: [], labels: {} }; });
  }
  async function things(text) {
    const address = new URL(form.dataset.names, location.href), { prefixes } = await known();
    address.search = new URLSearchParams({ q: text, format: "json", lang: document.documentElement.lang });
    const answer = await fetch(address);
    const found = answer.ok ? (await answer.json()).found : [];
    return found.filter((one) => one.iri.startsWith(prefixes.scod)).map((one) => {
      const local = one.iri.slice(prefixes.scod.length);
      return shown(/^[\w-]+$/.test(local) ? `scod:${local}` : `<${one.iri}>`, one.label);
    });
  }
  function shown(text, label) {
    return {
      text,
      render(item) {
        const more = document.createElement("span");
        more.className = "small";
        more.textContent = label || "";
        item.append(text, more);
      },
    };
  }

  // What begins so, before what holds it somewhere.
  function ranked(word, texts, inside = 1) {
    const low = word.toLowerCase();
    const first = texts.filter((text) => text.toLowerCase().startsWith(low));
    const others = low.length < inside ? [] : texts.filter((text) => !first.includes(text) && text.toLowerCase().includes(low));
    const at = first.indexOf(word);
    if (at > 0) first.unshift(...first.splice(at, 1));
    return [...first, ...others];
  }

  async function found(word) {
    const { prefixes, terms: all, labels } = await known();
    if (/^[?$]/.test(word)) {
      const others = new Set(editor.getValue().match(/[?$][\p{L}\p{N}_]+/gu));
      return ranked(word, [...others].sort()).filter((one) => one !== word).map((one) => shown(one));
    }
    const [prefix, local] = word.split(/:(.*)/s);
    if (prefix === "scod" && local !== undefined)
      return local ? things(local.replaceAll("-", " ")).catch(() => []) : [];
    const term = (curie) => shown(curie, labels[curie]);
    if (local !== undefined) {
      const own = all.filter((one) => one.startsWith(`${prefix}:`));
      const bare = ranked(local, own.map((one) => one.slice(prefix.length + 1)));
      const named = own.filter((one) => labels[one].toLowerCase().includes(local.toLowerCase()));
      return [...new Set([...bare.map((one) => `${prefix}:${one}`), ...named])].map(term);
    }
    if (!word) return [...Object.keys(prefixes).map((one) => shown(`${one}:`, prefixes[one])), ...keywords.map((one) => shown(one))];
    const begun = Object.keys(prefixes).filter((one) => one.startsWith(word.toLowerCase()));
    const low = word.toLowerCase();
    return [
      ...begun.map((one) => shown(`${one}:`, prefixes[one])),
      ...keywords.filter((one) => one.startsWith(word.toUpperCase())).map((one) => shown(one)),
      ...all.filter((one) => one.split(":")[1].toLowerCase().startsWith(low)).map(term),
    ];
  }

  async function hints() {
    const end = editor.getCursor(), before = editor.getLine(end.line).slice(0, end.ch);
    const word = before.match(/(?:[?$][\p{L}\p{N}_]*|(?:[A-Za-z][\w-]*)?(?::[\w-]*)?)$/u)[0];
    const list = (await found(word)).slice(0, 80);
    if (list.length === 1 && list[0].text === word) return null;
    const offer = { list, from: Place(end.line, end.ch - word.length), to: end };
    CodeMirror.on(offer, "shown", () => {
      const box = document.querySelector(".CodeMirror-hints");
      box.setAttribute("aria-label", form.dataset.suggestions);
      box.tabIndex = 0;
    });
    return offer;
  }
  function complete() {
    editor.showHint({ hint: hints, completeSingle: false, closeCharacters: /[\s()[\]{};,>]/ });
  }
  editor.on("inputRead", (_, change) => {
    if (editor.state.completionActive || change.origin !== "+input") return;
    const end = editor.getCursor(), kind = editor.getTokenTypeAt(end);
    if (kind === "string" || kind === "comment") return;
    const before = editor.getLine(end.line).slice(0, end.ch);
    if (/(?:^|[^\w<:-])[A-Za-z][\w-]*:[\w-]*$/.test(before)) complete();
  });
})();
