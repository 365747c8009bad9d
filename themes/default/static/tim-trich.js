// The words of a result's own page that answer a query, with the place where they stand: read from the page itself, so
// that nothing is published twice. What the page quotes, and what the site says beside provisions, is left out.

import { wordsOf } from "./tim-chu.js";

// The text first: what else has the words as well gives way to it.
const AREAS = ["[data-content='body']", ".site-words", ".results, .footnotes", "[data-content='recipients'], [data-content='signature']", ".facts"];
const OTHERS = ".quoted, [data-content='site'], .footnote-ref, .back, .number, .block-label, .visually-hidden";
const BLOCKS = "p, li, td, th, dd, h2, h3, h4, h5, h6";
const LONGEST = 34;
const BEFORE = 8;

// What some hits are worth: each word asked for once, and once more each that follows the one it follows in the query.
function worth(hits) {
  const words = new Set(hits.map(({ step }) => step));
  const pairs = hits.filter(({ at, step }, index) => hits[index + 1]?.at === at + 1 && hits[index + 1].step === step + 1);
  return words.size + new Set(pairs.map(({ step }) => step)).size;
}

// Where the words meant stand in a text: together where it has them so, else each alone.
export function marksIn(text, found) {
  const words = wordsOf(text);
  const fits = (word, at) => {
    const meant = found.words[at];
    if (word.folded !== meant.folded) return false;
    return word.toned === found.restored[at] || word.toned === meant.toned || (!found.exactly && (meant.toned === meant.folded || found.loosely));
  };
  const asked = found.words.length;
  const isRun = (at) => found.words.every((_, step) => fits(words[at + step], step) && (step === 0 || words[at + step].follows || !found.words[step].follows));
  const starts = [...words.keys()].filter((at) => at + asked <= words.length && isRun(at));
  const runs = starts.map((from) => ({ from, to: from + asked - 1 }));
  const hits = starts.length > 0 ? [{ at: starts[0], step: 0 }] : [];
  if (runs.length > 0) return { words, runs, hits, score: 2 * asked };
  words.forEach((word, at) => {
    const after = hits.at(-1);
    const next = after?.at === at - 1 ? after.step + 1 : asked;
    const step = next < asked && fits(word, next) ? next : found.words.findIndex((_, index) => fits(word, index));
    if (step < 0) return;
    hits.push({ at, step });
    const last = runs.at(-1);
    if (last && last.to === at - 1) last.to = at;
    else runs.push({ from: at, to: at });
  });
  return { words, runs, hits, score: worth(hits) };
}

// A piece of a text with its marks: nodes for an element.
export function marked(text, { words, runs }, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  for (const run of runs) {
    const [start, end] = [words[run.from].start, words[run.to].end];
    if (start < at || end > to) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  return [...nodes, text.slice(at, to)];
}

// A name with its marks, where it has all words: a stray one says nothing.
export function markedName(text, found) {
  const marks = marksIn(text, found);
  const isWhole = new Set(marks.hits.map(({ step }) => step)).size === found.words.length || marks.score === 2 * found.words.length;
  return isWhole ? marked(text, marks) : [text];
}

// The piece of a text that has most of what is asked.
function windowOf(text, { words, hits }) {
  if (words.length <= LONGEST) return { from: 0, to: text.length };
  const inside = (start) => hits.filter(({ at }) => at >= start && at < start + LONGEST - BEFORE);
  const best = hits.reduce((one, hit) => {
    const value = worth(inside(hit.at));
    return value > one.value ? { value, at: hit.at } : one;
  }, { value: 0, at: 0 });
  let start = best.at < LONGEST - BEFORE && inside(0).length === hits.length ? 0 : Math.max(0, best.at - BEFORE);
  while (start > 0 && start > best.at - 2 * BEFORE && words[start].follows) start -= 1;
  const last = Math.min(start + LONGEST, words.length - 1);
  return { from: start === 0 ? 0 : words[start].start, to: last === words.length - 1 ? text.length : words[last].end };
}

// The best block of a page: its words, the id of its place, and the label of words that are the site's own.
export function excerpt(html, found) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const areas = AREAS.flatMap((area) => [...page.querySelectorAll(area)]);
  let best = null;
  for (const area of areas) {
    const label = area.querySelector(":scope > .block-label")?.textContent ?? null;
    for (const block of area.querySelectorAll(BLOCKS)) {
      if (block.closest(OTHERS) || block.querySelector("p, li, ul, ol, table")) continue;
      const id = block.closest("[id]")?.id ?? "";
      const copy = block.cloneNode(true);
      copy.querySelectorAll(OTHERS).forEach((part) => part.remove());
      const text = copy.textContent.replace(/\s+/g, " ").trim().normalize("NFC");
      const marks = marksIn(text, found);
      if (marks.score > (best?.score ?? 0)) best = { score: marks.score, text, id: /^ui-|^fn/.test(id) ? "" : id, label, marks };
    }
  }
  if (!best) return null;
  const { from, to } = windowOf(best.text, best.marks);
  return { ...best, from, to };
}

// The address of a numbered place as readers cite it: `II.1.5` of the paragraph `II.1.5.p2`; null of any other.
export const addressOf = (id) => {
  const address = id.replace(/\.p\d+$/, "");
  return /^([\p{Ll}\d]+-)?([IVXLC]+|\d+|[\p{L}])(\.[\p{L}\d]+)*$/u.test(address) ? address : null;
};
