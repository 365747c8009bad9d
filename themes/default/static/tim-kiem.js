// The search page: what is typed is looked up in the index beside the page, and answered in place.

import { addressesOf, leadsTo } from "./tim-chu.js";
import { findNumber, findWords, naming, openIndex, unstep } from "./tim-muc.js";
import { addressOf, excerpt, marked, markedName } from "./tim-trich.js";

const STEP = 10;
const one = (id) => document.getElementById(id);
const form = one("ui-search");
const box = one("ui-q");
const filters = one("ui-filters");
const list = one("ui-list");
const said = one("ui-result-count");
const meant = one("ui-search-note");
const contents = one("ui-contents");
const root = list.dataset.root;
const file = openIndex(list.dataset.index);
const title = document.title;
const texts = Object.fromEntries([...one("ui-search-words").content.children].map((text) => [text.dataset.words, text.textContent]));
const say = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), texts[key]);
let turn = 0;

function made(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function link(href, ...children) {
  const element = made("a", "", ...children);
  element.href = href;
  return element;
}

// Words whose numbers of documents stay on one line.
const NUMBER = /(\d+(?:\/\d{4})?[-/]\p{L}[\p{L}\d&.]*(?:[-/][\p{L}\d&.]+)*)/gu;
const tied = (nodes) => nodes.flatMap((node) => (typeof node === "string" ? node.split(NUMBER).map((text, at) => (at % 2 ? made("span", "nowrap", text) : text)) : [node]));

// ---- results ----------------------------------------------------------------------------------------------------------

async function rowOf(subject, { rows }) {
  return (await file(`hang-${Math.floor(subject / rows)}`))[subject % rows];
}

const pages = new Map();
function pageOf(url) {
  if (!pages.has(url)) pages.set(url, fetch(root + url).then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""));
  return pages.get(url);
}

// The words of a result's page come when the result is seen: room is kept for them.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    target.bring();
  }
}, { rootMargin: "400px" });

async function bring(element, url, found) {
  const best = excerpt(await pageOf(url), found);
  if (!best) return element.remove();
  const words = made("blockquote", "sentence");
  const address = addressOf(best.id);
  if (best.label) words.append(made("b", "", best.label), ": ");
  else if (address) words.append(link(`${root}${url}#${best.id.replace(/\.p1$/, "")}`, say("place", { address })), ": ");
  if (best.from > 0) words.append("… ");
  words.append(...marked(best.text, best.marks, best.from, best.to));
  if (best.to < best.text.length) words.append(" …");
  element.replaceChildren(words);
  element.classList.remove("pending");
}

function item(row, found) {
  const [url, name, subject, kind, when, who, holding, cited] = row;
  const words = (text) => tied(found ? markedName(text.normalize("NFC"), found) : [text]);
  const about = [kind, when, who].filter(Boolean).map((text) => made("span", "", text));
  if (holding === "none") about.push(made("span", "", say("holding_none")));
  if (cited > 0) about.push(made("span", "", say("cited", { n: cited })));
  const body = made("div", "entry-text", made("p", "name", link(root + url, ...words(name))));
  if (subject) body.append(made("p", "subject", ...words(subject)));
  body.append(made("p", "meta", ...about));
  if (found && cited !== null) {
    const waiting = made("div", "pending");
    waiting.bring = () => bring(waiting, url, found);
    body.append(waiting);
    seen.observe(waiting);
  }
  return made("li", "entry", body);
}

// A group of results, ten at a time; a group that comes after many is only announced.
async function group(heading, subjects, head, found, isAnnounced = false) {
  if (subjects.length === 0) return [];
  const items = made("ol", "entries");
  const section = made("section", "section", ...(heading ? [made("h2", "", heading)] : []), items);
  const more = made("button", "load-more");
  more.type = "button";
  let shown = 0;
  const offer = () => {
    more.textContent = say("more", { n: Math.min(STEP, subjects.length - shown) });
    more.hidden = shown >= subjects.length;
  };
  const showMore = async () => {
    const rows = await Promise.all(subjects.slice(shown, shown + STEP).map((subject) => rowOf(subject, head)));
    const added = rows.map((row) => item(row, found));
    items.append(...added);
    shown += rows.length;
    offer();
    return added;
  };
  more.addEventListener("click", async () => (await showMore())[0].querySelector("a").focus());
  if (isAnnounced) offer();
  else await showMore();
  section.append(more);
  return [section];
}

function placesOf({ name, places }, addresses) {
  const depth = ([address]) => address.split(".").length;
  const found = places.filter(([address]) => leadsTo(addresses, address)).sort((a, b) => depth(a) - depth(b));
  const items = found.map(([address, words, url]) => {
    const number = made("p", "provision-label", link(root + url, say("place", { address })));
    return made("li", "", number, made("div", "", made("p", "words", words), made("p", "meta", made("span", "", name))));
  });
  return items.length > 0 ? { count: items.length, nodes: [made("section", "section", made("ol", "provisions", ...items))] } : null;
}

// ---- a query --------------------------------------------------------------------------------------------------------------

function asked() {
  const values = new URLSearchParams(location.search);
  const chosen = ["loai", "chu-de", "nam"].map((name) => [name, values.get(name) ?? ""]);
  return { query: (values.get("q") ?? "").trim(), exactly: values.has("dung"), chosen };
}

const addressFor = (query, more = {}) => {
  const values = new URLSearchParams({ q: query, ...more });
  return `?${values}`;
};

function inPlace(anchor) {
  anchor.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, "", anchor.getAttribute("href"));
    answer();
  });
  return anchor;
}

// What the choices of kind, topic and year leave.
async function narrowed(chosen) {
  const sets = await Promise.all(chosen.filter(([, value]) => value).map(async ([name, value]) => new Set(unstep((await file(`loc-${name}`))[value] ?? []))));
  return (subjects) => subjects.filter((subject) => sets.every((set) => set.has(subject)));
}

// What the words were taken to mean, and the way to the words as they were typed.
function notesOn({ query, exactly }, found) {
  if (found.words.length === 0) return [];
  const more = Object.fromEntries(new URLSearchParams(location.search));
  delete more.q;
  delete more.dung;
  if (exactly) return [made("span", "", inPlace(link(addressFor(query, more), say("folded"))))];
  const restored = found.restored.join(" ");
  const isMeant = restored === found.words.map((word) => word.toned).join(" ");
  if (isMeant && found.other.length === 0) return [];
  const exact = inPlace(link(addressFor(query, { ...more, dung: "1" }), say("exact", { q: query })));
  return [...(isMeant ? [] : [made("span", "", say("searching", { q: restored }))]), made("span", "", exact)];
}

// What names a number, but for those that bear it.
async function mentions(printed, head, keep, bearers) {
  const found = await naming(file, head, printed);
  const others = keep(found.main).filter((subject) => !bearers.includes(subject));
  return { count: others.length, nodes: await group(say("mentions", { number: printed }), others, head, found) };
}

// A number that nobody bears: said so, with what names it, and apart from that what else has its ordinal.
async function absence({ typed, whole, year, others }, head, keep) {
  const named = whole && !year ? (await mentions(whole.toUpperCase() === typed.toUpperCase() ? typed : whole, head, keep, [])).nodes : [];
  return { text: say("absent", { number: typed }), nodes: [...named, ...(await group(say("proposals"), others, head, null))] };
}

// Those that bear a number, and what names them.
async function bearing(number, query, head, keep) {
  const bearers = keep(number.fitting.map(([subject]) => subject));
  const printed = [...new Set(number.fitting.map((bearer) => bearer[4]))].slice(0, 3);
  const named = await Promise.all(printed.map((one) => mentions(one, head, keep, bearers)));
  const count = named.reduce((sum, one) => sum + one.count, bearers.length);
  return { text: say("count", { n: count, q: query }), nodes: [...(await group("", bearers, head, null)), ...named.flatMap(({ nodes }) => nodes)] };
}

async function worded(wanted, head, keep) {
  const { query, exactly } = wanted;
  const found = { words: [], restored: [], main: [], other: [], apart: [], near: [], ...(await findWords(file, head, query, exactly)), exactly };
  for (const name of ["main", "other", "apart", "near"]) found[name] = keep(found[name]);
  const isMuch = found.main.length >= STEP;
  const groups = [
    ...(await group("", found.main, head, found)),
    ...(await group(say("other_tones"), found.other, head, { ...found, loosely: true }, isMuch)),
    ...(await group(say("apart"), found.apart, head, found, isMuch)),
    ...(await group(say("near"), found.near, head, found)),
  ];
  const count = found.main.length + found.other.length + found.apart.length;
  return { text: say(count > 0 ? "count" : "none", { n: count, q: query }), notes: count > 0 || exactly ? notesOn(wanted, found) : [], nodes: groups };
}

async function results(wanted) {
  const { query, exactly, chosen } = wanted;
  const addresses = exactly ? [] : addressesOf(query);
  const places = addresses.length > 0 ? placesOf(await file("muc"), addresses) : null;
  if (places) return { text: say("count", { n: places.count, q: query }), nodes: places.nodes };
  const head = await file("dau");
  const keep = await narrowed(chosen);
  const number = exactly ? null : await findNumber(file, head, query);
  if (number?.absent) return absence(number, head, keep);
  if (number?.fitting.length > 0) return bearing(number, query, head, keep);
  return worded(wanted, head, keep);
}

async function answer() {
  const mine = (turn += 1);
  const wanted = asked();
  const isEmpty = wanted.query === "";
  box.value = wanted.query;
  for (const [name, value] of wanted.chosen) if (form.elements[name]) form.elements[name].value = value;
  contents.hidden = !isEmpty;
  filters.hidden = isEmpty || addressesOf(wanted.query).length > 0;
  const isChosen = !filters.hidden && wanted.chosen.some(([, value]) => value);
  filters.open ||= isChosen;
  document.title = isEmpty ? title : `${wanted.query} – ${title}`;
  said.textContent = isEmpty ? "" : say("waiting");
  const { text, notes, nodes } = isEmpty ? { text: "", nodes: [] } : await results(wanted).catch(() => ({ text: say("failed"), nodes: [] }));
  if (mine !== turn) return;
  said.replaceChildren(...tied([text]));
  const clear = isChosen ? [made("span", "", inPlace(link(addressFor(wanted.query), say("clear"))))] : [];
  meant.replaceChildren(...(notes ?? []), ...clear);
  list.replaceChildren(...nodes);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const values = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...values]) if (!value) values.delete(name);
  history.pushState(null, "", values.size > 0 ? `?${values}` : location.pathname);
  answer();
});
filters.addEventListener("change", () => form.requestSubmit());
addEventListener("popstate", answer);
answer();
