// Looks words up in the index, and ranks what has them. The index lies beside the search page in small files: a query
// reads those of its own words. `output/search/` writes them and says what each number means.

import { fileOf, fits, numberOf, wholeOf, wordsOf } from "./tim-chu.js";

const LONGEST = 12;
const WEIGHTS = [0.6, 1, 1.28, 1.5];
const NAME = 3;
const MANY = 50;
const FEW = 3;

// Files by name, each read once. What a server has changed is asked for again: a new index numbers its subjects anew.
export function openIndex(base) {
  const files = new Map();
  return (name) => {
    const load = async () => {
      const answer = await fetch(`${base}${name}.json`, { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    };
    if (!files.has(name)) files.set(name, load());
    return files.get(name);
  };
}

export const unstep = (steps) => {
  let at = 0;
  return steps.map((step) => (at += step));
};

// A word or pair: for each form with tones, which subjects have it, where, and how heavily.
async function lookUp(file, head, words) {
  const key = words.map((word) => word.folded).join(" ");
  const found = (await file(`chu-${fileOf(key, head.words)}`))[key] ?? {};
  const forms = Object.entries(found).map(([form, steps]) => {
    let subject = 0;
    const postings = steps.map((step) => {
      subject += step >> 4;
      return { subject, field: (step >> 2) & 3, weight: step & 3 };
    });
    return { words: form.split(" "), postings };
  });
  return { typed: words, forms };
}

const has = (word, form, exactly) => word.toned === form || (!exactly && word.folded === word.toned);

// ---- tones ----------------------------------------------------------------------------------------------------------

// The tones that the site's own texts give the words: the most frequent chain of pairs; what is typed with tones stays
// where the site has it.
function restore(words, terms) {
  const count = (term, left, right) => {
    const form = term.forms.find((one) => one.words[0] === left && (right === undefined || one.words[1] === right));
    return form ? Math.log(1 + form.postings.length) : -4;
  };
  const candidates = words.map((word, at) => {
    const all = new Set(terms.flatMap((term) => (at - term.at in term.typed ? term.forms.map((form) => form.words[at - term.at]) : [])));
    const right = [...all].filter((form) => has(word, form, false));
    return right.length > 0 ? right : all.size > 0 ? [...all] : [word.toned];
  });
  let chains = candidates[0].map((form) => ({ forms: [form], score: 0 }));
  for (let at = 1; at < words.length; at += 1) {
    const pair = terms.find((term) => term.at === at - 1 && term.typed.length === 2);
    chains = candidates[at].map((form) => chains
      .map((chain) => ({ forms: [...chain.forms, form], score: chain.score + (pair ? count(pair, chain.forms.at(-1), form) : 0) }))
      .reduce((best, chain) => (chain.score > best.score ? chain : best)));
  }
  const single = (chain) => {
    const alone = terms.find((term) => term.at === 0 && term.typed.length === 1);
    return words.length === 1 && alone ? count(alone, chain.forms[0]) : chain.score;
  };
  return chains.reduce((best, chain) => (single(chain) > single(best) ? chain : best)).forms;
}

// ---- ranking ----------------------------------------------------------------------------------------------------------

// What has a term: where at best, how heavily, and whether with the tones meant (0), with others that may be meant (1),
// or with tones that contradict those typed (2).
function holders(term, restored, exactly, subjects) {
  const found = new Map();
  for (const { words, postings } of term.forms) {
    const fitting = words.every((form, at) => has(term.typed[at], form, exactly));
    if (exactly && !fitting) continue;
    const meant = words.every((form, at) => restored[term.at + at] === form);
    const tone = !fitting ? 2 : meant ? 0 : 1;
    for (const { subject, field, weight } of postings) {
      const known = found.get(subject);
      const better = !known || (tone < 2 && known.tone === 2);
      if (better) found.set(subject, { field, tone, weight: WEIGHTS[weight] });
      else if (tone < 2 || known.tone === 2) {
        known.field = Math.max(known.field, field);
        known.tone = Math.min(known.tone, tone);
        known.weight = Math.max(known.weight, WEIGHTS[weight]);
      }
    }
  }
  const rarity = Math.log(1 + (subjects - found.size + 0.5) / (found.size + 0.5));
  return { found, rarity };
}

// What has all terms.
function havingAll(lists) {
  const [first, ...others] = [...lists].sort((a, b) => a.found.size - b.found.size);
  const all = new Map();
  for (const [subject, place] of first.found) {
    const sum = { field: place.field, tone: place.tone, score: place.weight * first.rarity };
    const isIn = others.every(({ found, rarity }) => {
      const other = found.get(subject);
      if (!other) return false;
      sum.field = Math.min(sum.field, other.field);
      sum.tone = Math.max(sum.tone, other.tone);
      sum.score += other.weight * rarity;
      return true;
    });
    if (isIn) all.set(subject, sum);
  }
  return all;
}

// What has some of the terms, most of them first.
function havingSome(lists) {
  const sums = new Map();
  for (const { found, rarity } of lists) {
    for (const [subject, { weight, tone }] of found) {
      if (tone < 2) sums.set(subject, (sums.get(subject) ?? 0) + weight * rarity);
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, 10).map(([subject]) => subject);
}

const TIER = { name: 0, scatteredName: 1, summary: 2, heading: 3, text: 4, scattered: 5 };
const PHRASE_TIERS = [TIER.text, TIER.heading, TIER.summary, TIER.name];

// Finds words: `apart` are results that have all words, but not together; `other` have them with tones that contradict
// those typed; `near` some of them, where nothing has all.
export async function findWords(file, head, query, exactly) {
  const words = wordsOf(query.normalize("NFC")).slice(0, LONGEST);
  if (words.length === 0) return null;
  const isPair = (at) => at + 1 < words.length && words[at + 1].follows;
  const isAlone = (at) => !isPair(at) && !(words[at].follows && at > 0);
  const at = [...words.keys()];
  const [pairs, alone] = [at.filter(isPair), at.filter(isAlone)];
  const term = async (start, length) => ({ ...(await lookUp(file, head, words.slice(start, start + length))), at: start });
  const together = await Promise.all([...pairs.map((start) => term(start, 2)), ...alone.map((start) => term(start, 1))]);
  const restored = exactly ? words.map((word) => word.toned) : restore(words, together);
  const held = (terms) => terms.map((one) => holders(one, restored, exactly, head.subjects));
  const lists = held(together);
  const phrases = havingAll(lists);
  // Words apart are looked up where the phrase alone leaves room for them: the most frequent words have the longest files.
  const wantsSingles = words.length > 1 && phrases.size < (words.length <= 4 ? MANY : FEW);
  const singles = wantsSingles ? havingAll(held(await Promise.all(at.map((start) => term(start, 1))))) : new Map();
  const results = [...phrases].map(([subject, sum]) => ({ subject, ...sum, tier: PHRASE_TIERS[sum.field] }));
  for (const [subject, sum] of singles) {
    const isHigher = sum.field === NAME && (phrases.get(subject)?.field ?? 0) < NAME;
    const tier = sum.field === NAME ? TIER.scatteredName : TIER.scattered;
    const known = phrases.has(subject);
    if (known && isHigher && sum.tone < 2) Object.assign(results.find((one) => one.subject === subject), { tier });
    if (!known) results.push({ subject, ...sum, tier });
  }
  const rank = ({ tier, tone }) => tier + 2 * tone;
  results.sort((a, b) => rank(a) - rank(b) || a.tone - b.tone || b.score - a.score || b.subject - a.subject);
  const group = (accepts) => results.filter(accepts).map((one) => one.subject);
  const found = {
    words,
    restored,
    main: group((one) => one.tone < 2 && one.tier < TIER.scattered),
    other: group((one) => one.tone === 2 && one.tier < TIER.scattered),
    apart: group((one) => one.tone < 2 && one.tier === TIER.scattered),
    near: [],
  };
  if (results.length === 0 && words.length > 1 && !exactly) found.near = havingSome(lists);
  return found;
}

// What names a number, whoever bears it.
export async function naming(file, head, printed) {
  const whole = wholeOf(printed);
  const { forms } = await lookUp(file, head, [{ folded: whole }]);
  const subjects = new Set(forms.flatMap(({ postings }) => postings.map(({ subject }) => subject)));
  const words = wordsOf(printed.normalize("NFC")).map((word, at) => (at === 0 ? word : { ...word, follows: true }));
  return { words, restored: words.map((word) => word.toned), main: [...subjects].sort((a, b) => b - a) };
}

// Finds a number: those that bear it, the best fitting only; `absent` where it is said and nobody does; then `others` are
// what else bears its ordinal. What is said whole is not found by a part.
export async function findNumber(file, head, query) {
  const number = numberOf(query, head);
  if (!number) return null;
  const bearers = (await file(`so-${number.ordinal % head.numbers}`))[number.ordinal] ?? [];
  const rated = bearers.map((bearer) => ({ bearer, fit: fits(number, bearer) })).filter(({ fit }) => fit === 0 || (fit !== null && !number.whole));
  const best = Math.min(...rated.map(({ fit }) => fit));
  const fitting = rated.filter(({ fit }) => fit === best).map(({ bearer }) => bearer).reverse();
  const absent = fitting.length === 0 && number.says;
  return { ...number, fitting, absent, others: absent ? bearers.map(([subject]) => subject).reverse() : [] };
}
