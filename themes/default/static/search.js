// The search page: what is typed is looked up in the index beside the page, and answered in place.

import { openIndex, unstep } from "./search-index.js";
import { findNumber, findWords, naming } from "./search-ranking.js";
import { Results, button, link, made, tied } from "./search-results.js";
import { addressesOf, leadsTo, plainWords, printedAddress } from "./search-words.js";

const MANY = 10;
const TOPICS = 4;
const one = (id) => document.getElementById(id);
const form = one("ui-search");
const box = form.elements.q;
const filters = one("ui-filters");
const list = one("ui-list");
const status = one("ui-result-count");
const notes = one("ui-search-note");
const contents = one("ui-contents");
const file = openIndex(list.dataset.index);
const title = document.title;
const texts = Object.fromEntries([...one("ui-search-words").content.children].map((text) => [text.dataset.words, text.textContent]));
const say = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const results = new Results({ file, root: list.dataset.root, say });
let turn = 0;

function asked() {
  const values = new URLSearchParams(location.search);
  const chosen = ["loai", "chu-de", "nam"].map((name) => [name, values.get(name) ?? ""]);
  return { query: (values.get("q") ?? "").trim(), exactly: values.has("dung"), chosen };
}

const addressFor = (query, more = {}) => `?${new URLSearchParams({ q: query, ...more })}`;

function inPlace(anchor) {
  anchor.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, "", anchor.getAttribute("href"));
    answer();
  });
  return anchor;
}

// ---- provisions by their numbers --------------------------------------------------------------------------------------

const depthOf = (address) => address.split(".").length;

// Which provisions a programme has instead of one that it lacks: those inside the innermost one that exists.
function insteadOf(programme, typed) {
  const address = printedAddress(typed);
  const steps = address.split(".");
  const places = programme.provisions.map(([place]) => place);
  let outer = "";
  for (let count = steps.length - 1; count > 0 && outer === ""; count -= 1) {
    const start = steps.slice(0, count).join(".");
    if (places.includes(start)) outer = start;
  }
  const isInside = ([place]) => depthOf(place) === (outer ? depthOf(outer) + 1 : 1) && (outer === "" || place.startsWith(`${outer}.`));
  const inside = programme.provisions.filter(isInside);
  if (inside.length === 0) return { text: "", nodes: [] };
  const shorten = ([place]) => (depthOf(place) > 2 ? place.split(".").slice(1).join(".") : place.split(".").at(-1));
  const values = { address: outer, from: shorten(inside[0]), to: shorten(inside.at(-1)) };
  const key = outer === "" ? "has_parts" : depthOf(outer) === 1 ? "part_has" : "provision_has";
  return { text: say(key, values), nodes: [results.outline(inside)] };
}

function absentProvision(programmes, typed) {
  const address = printedAddress(typed);
  if (programmes.length === 1) {
    const { text, nodes } = insteadOf(programmes[0], typed);
    return { text: [say("absent_provision", { address }), text].filter(Boolean).join(" "), nodes };
  }
  const nodes = programmes.map((programme) => {
    const { text, nodes } = insteadOf(programme, typed);
    return results.ofProgramme(programme, [...(text ? [made("p", "search-about", text)] : []), ...nodes]);
  });
  return { text: say("absent_everywhere", { address }), nodes };
}

// What is found in several programmes, the newest first: which one is meant is asked above it.
function ofSeveral(found, query) {
  const sections = found.map(({ programme, answers }) => results.ofProgramme(programme, answers.map((one) => results.answer(programme, one, "h3"))));
  const choices = found.map(({ programme }, at) => {
    const name = [programme.name, programme.term].filter(Boolean).join(" · ");
    return made("li", "", button(name, () => sections[at].querySelector("a").focus()));
  });
  return { text: say("which", { n: found.length, q: query }), nodes: [made("ul", "search-programmes", ...choices), ...sections] };
}

// The provisions that a number means; what the words find as well where only a number without its part was typed.
async function byAddress(addresses, query) {
  const newest = await file("muc.json");
  const programmes = [newest, ...(newest.older ?? [])].filter(({ provisions }) => provisions.length > 0);
  if (programmes.length === 0) return null;
  const among = ({ provisions }) => provisions.filter(([address]) => leadsTo(addresses, address)).sort((a, b) => depthOf(a[0]) - depthOf(b[0]));
  const found = programmes.map((programme) => ({ programme, answers: among(programme) })).filter(({ answers }) => answers.length > 0);
  if (found.length > 1) return ofSeveral(found, query);
  if (found.length === 1) {
    const [{ programme, answers }] = found;
    return { text: say("count", { n: answers.length, q: query }), nodes: answers.map((one) => results.answer(programme, one)) };
  }
  return addresses.length === 1 && addresses[0].includes(".") ? absentProvision(programmes, addresses[0]) : null;
}

// ---- numbers of documents ---------------------------------------------------------------------------------------------

// What names a number, but for those that bear it; only announced where another number comes first.
async function mentions(printed, head, keep, bearers, isAnnounced = false) {
  const found = await naming(file, head, printed);
  const others = keep(found.main).filter(({ item }) => !bearers.includes(item));
  return { count: others.length, nodes: await results.section(say("mentions", { number: printed }), others, head, found, isAnnounced) };
}

const asGroups = (items) => items.map((item) => ({ item, parts: [] }));

// A number that nobody bears: said so, with what names it, and apart from that what else has its ordinal.
async function absence({ typed, whole, year, others }, head, keep) {
  const named = whole && !year ? (await mentions(whole.toUpperCase() === typed.toUpperCase() ? typed : whole, head, keep, [])).nodes : [];
  return { text: say("absent", { number: typed }), nodes: [...named, ...(await results.section(say("proposals"), keep(asGroups(others)), head, null))] };
}

// Those that bear a number, and what names them.
async function bearing(number, query, head, keep) {
  const bearers = keep(asGroups(number.fitting.map(([item]) => item)));
  const printed = [...new Set(number.fitting.map((bearer) => bearer[4]))].slice(0, 3);
  const items = bearers.map(({ item }) => item);
  const named = await Promise.all(printed.map((one, at) => mentions(one, head, keep, items, at > 0)));
  const count = named.reduce((sum, one) => sum + one.count, bearers.length);
  return { text: say("count", { n: count, q: query }), nodes: [...(await results.section("", bearers, head, null)), ...named.flatMap(({ nodes }) => nodes)] };
}

// ---- words ---------------------------------------------------------------------------------------------------------------

// What the choices of kind, topic and year leave.
async function narrowed(chosen) {
  const sets = await Promise.all(chosen.filter(([, value]) => value).map(async ([name, value]) => new Set(unstep((await file(`loc-${name}.json`))[value] ?? []))));
  return (groups) => groups.filter(({ item }) => sets.every((set) => set.has(item)));
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

// The topics whose names are nearest to the words; without any, those with most documents.
function nearTopics(query) {
  const words = plainWords(query).split(" ");
  const links = [...contents.querySelectorAll("[data-facet='chu-de'] a")].map((anchor) => {
    const name = anchor.dataset.name;
    const shared = plainWords(name).split(" ").filter((word) => word.length > 1 && words.includes(word)).length;
    return { name, href: anchor.href, shared, count: Number(anchor.dataset.count) };
  });
  return links.sort((a, b) => b.shared - a.shared || b.count - a.count).slice(0, TOPICS);
}

function nothingFound(query, notes) {
  const near = nearTopics(query);
  const [before, after] = say(near.length > 0 ? "none_near" : "none", { q: query }).split("{topics}");
  const links = near.flatMap(({ name, href }, at) => [...(at > 0 ? [", "] : []), link(href, name)]);
  return { text: say("none", { q: query }), said: [before, ...links, after ?? ""], notes, nodes: [] };
}

// Topics and bodies whose names have the words: one line above what has the words in its text.
async function subjectsOf(groups, head) {
  const found = groups.filter(({ item }) => item >= head.documents).slice(0, TOPICS);
  if (found.length === 0) return [];
  const rows = await Promise.all(found.map(({ item }) => results.row(item, head)));
  const links = rows.map(({ url, name, kind }) => made("li", "", made("span", "search-aside", `${kind}: `), link(results.root + url, name)));
  return [made("ul", "search-subjects", ...links)];
}

async function worded(wanted, head, keep) {
  const { query, exactly } = wanted;
  const found = { words: [], restored: [], main: [], other: [], apart: [], near: [], further: 0, ...(await findWords(file, head, query, exactly)), exactly };
  const subjects = await subjectsOf(keep([...found.main, ...found.other]), head);
  const isDocument = ({ item }) => item < head.documents;
  for (const name of ["main", "other", "apart", "near"]) found[name] = keep(found[name]).filter(isDocument);
  const isMuch = found.main.length >= MANY;
  const count = found.main.length + found.other.length + found.apart.length + found.further;
  if (count === 0 && subjects.length === 0 && found.near.length === 0) return nothingFound(query, exactly ? notesOn(wanted, found) : []);
  const nodes = [
    ...(await results.section("", found.main, head, found)),
    ...(await results.section(say("other_tones"), found.other, head, { ...found, loosely: true }, isMuch)),
    ...(await results.section(say("apart"), found.apart, head, found, isMuch)),
    ...(await results.section(say("near"), found.near, head, found)),
  ];
  const text = say(count > 0 ? "count" : "none", { n: count, q: query });
  return { text, notes: count > 0 || exactly ? notesOn(wanted, found) : [], nodes: [...subjects, ...nodes] };
}

// ---- a query --------------------------------------------------------------------------------------------------------------

async function resultsFor(wanted) {
  const { query, exactly, chosen } = wanted;
  const addresses = exactly ? [] : addressesOf(query);
  const places = addresses.length > 0 ? await byAddress(addresses, query) : null;
  if (places) return places;
  const head = await file("dau.json");
  const keep = await narrowed(chosen);
  const number = exactly ? null : await findNumber(file, head, query);
  if (number?.absent) return absence(number, head, keep);
  if (number?.fitting.length > 0) return bearing(number, query, head, keep);
  return worded(wanted, head, keep);
}

// What could not be loaded is loaded when somebody asks again.
function failed() {
  return { text: say("failed"), notes: [button(say("again"), answer)], nodes: [] };
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
  status.textContent = isEmpty ? "" : say("waiting");
  const found = isEmpty ? { text: "", nodes: [] } : await resultsFor(wanted).catch(failed);
  if (mine !== turn) return;
  status.replaceChildren(...(found.said ?? tied([found.text])));
  const clear = isChosen ? [made("span", "", inPlace(link(addressFor(wanted.query), say("clear"))))] : [];
  notes.replaceChildren(...(found.notes ?? []), ...clear);
  list.replaceChildren(...found.nodes);
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
