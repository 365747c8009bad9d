// The words of a result that answer a query, with marks: taken from the texts of the index, no page is loaded for them.

import { wordsOf } from "./search-words.js";

const WINDOW = 34;
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
  // Beside words that stand together, a single one says nothing.
  const together = runs.filter(({ from, to }) => to > from);
  return { words, runs: together.length > 0 ? together : runs, hits, score: worth(hits) };
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
  if (words.length <= WINDOW) return { from: 0, to: text.length };
  const inside = (start) => hits.filter(({ at }) => at >= start && at < start + WINDOW - BEFORE);
  const best = hits.reduce((one, hit) => {
    const value = worth(inside(hit.at));
    return value > one.value ? { value, at: hit.at } : one;
  }, { value: 0, at: 0 });
  let start = best.at < WINDOW - BEFORE && inside(0).length === hits.length ? 0 : Math.max(0, best.at - BEFORE);
  while (start > 0 && start > best.at - 2 * BEFORE && words[start].follows) start -= 1;
  const last = Math.min(start + WINDOW, words.length - 1);
  return { from: start === 0 ? 0 : words[start].start, to: last === words.length - 1 ? text.length : words[last].end };
}

// The best block of a text, and the piece of it that is shown; null where it has nothing of what is asked. What is shown
// above it already is not shown again.
export function excerpt(text, found, shown = []) {
  let best = null;
  for (const block of text.normalize("NFC").split("\n")) {
    if (shown.includes(block)) continue;
    const marks = marksIn(block, found);
    if (marks.score > (best?.marks.score ?? 0)) best = { text: block, marks };
  }
  return best && { ...best, ...windowOf(best.text, best.marks) };
}

// The end of a link that has the browser find and mark the words: a text directive (WICG, Scroll to Text Fragment).
export function directive({ text, marks }) {
  const [run] = [...marks.runs].sort((a, b) => b.to - b.from - (a.to - a.from));
  if (!run) return "";
  const words = text.slice(marks.words[run.from].start, marks.words[run.to].end);
  return `:~:text=${encodeURIComponent(words).replace(/-/g, "%2D")}`;
}

// A link with the words to be found, at a place of the page or at none.
export const towards = (url, piece) => {
  const words = piece ? directive(piece) : "";
  return words === "" || url.includes("#") ? url + words : `${url}#${words}`;
};
