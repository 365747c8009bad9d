// Completions for a search field: a combobox with a list (ARIA Authoring Practices, "Editable Combobox With List
// Autocomplete"). Without this script the field is a plain field of a form. While a syllable is being composed
// (Vietnamese input methods) nothing is proposed and no key is taken.

import { fileOf, plainWords } from "./search-words.js";

const ROWS = 5;
const GROUPS = ["numbers", "provisions", "topics", "titles", "places", "bodies"];
const BEGINNING = 2;

// Files of completions, each read once; one that failed is asked for again.
const files = new Map();
function load(url) {
  if (!files.has(url)) {
    const file = fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(url)))).then(entriesOf);
    file.catch(() => files.delete(url));
    files.set(url, file);
  }
  return files.get(url);
}

// The entries of a file, and what the page says of them.
function entriesOf({ texts, ...groups }) {
  const entries = GROUPS.flatMap((group, order) => (groups[group] ?? []).map(([value, beside = ""]) => {
    const plain = plainWords(value);
    return { order, value, beside: beside || texts.groups[order], plain, all: ` ${plain} ${plainWords(beside)} `, written: `${value} ${beside}`.toLowerCase() };
  }));
  return { entries, texts };
}

// How well an entry fits what was typed, 0 best; null not at all. With the tones typed is better than without.
function fit(entry, typed) {
  const isWritten = entry.written.includes(typed.written) ? 0 : 0.5;
  if (` ${entry.plain} `.startsWith(` ${typed.plain}`)) return isWritten;
  if (` ${entry.plain} `.includes(` ${typed.plain}`)) return 1 + isWritten;
  if (entry.all.includes(` ${typed.plain}`)) return 2 + isWritten;
  return typed.plain.split(" ").every((word) => entry.all.includes(` ${word}`)) ? 3 + isWritten : null;
}

function best(entries, query) {
  const typed = { plain: plainWords(query), written: query.toLowerCase() };
  if (typed.plain === "") return [];
  const rated = entries.map((entry) => ({ entry, fit: fit(entry, typed) })).filter((one) => one.fit !== null);
  rated.sort((a, b) => a.fit - b.fit || a.entry.order - b.entry.order);
  const seen = new Set();
  return rated.map(({ entry }) => entry).filter(({ value }) => !seen.has(value) && seen.add(value)).slice(0, ROWS);
}

function attach(box) {
  const { index, completions } = box.dataset;
  const list = document.createElement("ul");
  list.id = `${box.id}-list`;
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "completions-status";
  status.setAttribute("role", "status");
  box.parentElement.append(list, status);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let isComposing = false;
  let active = -1;
  let turn = 0;

  const rows = () => [...list.children];
  function close() {
    turn += 1;
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(row) {
    box.value = row.dataset.value;
    close();
    box.form.requestSubmit();
  }

  function option({ value, beside }, at) {
    const row = document.createElement("li");
    row.id = `${list.id}-${at}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.dataset.value = value;
    const [name, about] = [document.createElement("b"), document.createElement("span")];
    name.textContent = value;
    about.textContent = beside;
    row.append(name, " ", about);
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => choose(row));
    return row;
  }

  async function propose() {
    const query = box.value.trim();
    const mine = (turn += 1);
    const count = Number(completions);
    const beginning = plainWords(query).split(" ")[0].slice(0, BEGINNING);
    if (beginning === "" || (count > 1 && beginning.length < BEGINNING)) return close();
    const loaded = await load(`${index}goi-y-${count > 1 ? fileOf(beginning, count) : 0}.json`).catch(() => null);
    if (!loaded || mine !== turn || isComposing) return undefined;
    const { entries, texts } = loaded;
    const found = best(entries, query);
    if (found.length === 0 || (found.length === 1 && found[0].value === query)) return close();
    active = -1;
    box.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map(option));
    list.setAttribute("aria-label", texts.list);
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    status.textContent = texts.count.replace("{n}", () => found.length);
    return undefined;
  }

  // One row further or back; past either end the field itself is next.
  function move(step) {
    const all = rows();
    active = ((active + 1 + step + all.length + 1) % (all.length + 1)) - 1;
    all.forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
    if (active < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", all[active].id);
  }

  box.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  box.addEventListener("compositionend", () => {
    isComposing = false;
    propose();
  });
  box.addEventListener("input", (event) => {
    if (!isComposing && !event.isComposing) propose();
  });
  box.addEventListener("keydown", (event) => {
    if (isComposing || event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" && list.hidden) propose();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(rows()[active]);
    else return;
    event.preventDefault();
  });
  box.form.addEventListener("submit", close);
  box.addEventListener("blur", close);
}

for (const box of document.querySelectorAll("input[data-completions]")) attach(box);
