// Finds and ranks what has the words of a query: documents with their parts, from the lists of `search-index.js`.

import { countOf, hasItem, lookUp, union } from "./search-index.js";
import { fits, numberOf, wholeOf, wordsOf } from "./search-words.js";

const MAX_WORDS = 12;
const NAME = 3;
const MANY = 50;
const FEW = 3;
// Longer queries are not sought with all their words apart.
const LONG = 8;

// ---- tones ----------------------------------------------------------------------------------------------------------

const has = (word, form, exactly) => word.toned === form || (!exactly && word.folded === word.toned);

// The tones that the site's own texts give the words: the most frequent chain of pairs; what is typed with tones stays
// where the site has it.
function restore(words, terms) {
  const count = (term, left, right) => {
    const form = term.forms.find((one) => one.words[0] === left && (right === undefined || one.words[1] === right));
    return form ? Math.log(1 + (form.items ? countOf(form.items) : form.postings.length)) : -4;
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

// ---- what has the terms ---------------------------------------------------------------------------------------------

const UNLISTED = { field: 0, weight: 0.3, tone: 0 };

function better(one, other) {
  if (!other || (one.tone === 2) !== (other.tone === 2)) return !other || one.tone < other.tone ? one : other;
  return { field: Math.max(one.field, other.field), weight: Math.max(one.weight, other.weight), tone: Math.min(one.tone, other.tone) };
}

// What has a term, item by item and part by part: how weightily, and whether with the tones meant (0), with others that
// may be meant (1), or with tones that contradict those typed (2). `rest`: the items of shortened lists, as bits.
function holders(term, restored, exactly, subjects) {
  const found = new Map();
  let rest = null;
  for (const { words, postings, items } of term.forms) {
    const fitting = words.every((form, at) => has(term.typed[at], form, exactly));
    if (exactly && !fitting) continue;
    const tone = !fitting ? 2 : words.every((form, at) => restored[term.at + at] === form) ? 0 : 1;
    for (const { item, part, field, weight } of postings) {
      if (!found.has(item)) found.set(item, new Map());
      const parts = found.get(item);
      parts.set(part, better({ field, weight, tone }, parts.get(part)));
    }
    if (items && fitting) rest = rest ? union(rest, items) : items;
  }
  const size = rest ? countOf(rest) : found.size;
  return { found, rest, size, rarity: Math.log(1 + (subjects - size + 0.5) / (size + 0.5)) };
}

const hasRest = ({ rest }, item) => rest !== null && hasItem(rest, item);

// What has all terms: for each item the parts that have all of them, and `whole`, where its parts have them together.
// `others` are items of which no part is known, since all lists were shortened: the newest, and how many there are.
function havingAll(lists) {
  const complete = lists.filter(({ rest }) => rest === null).sort((a, b) => a.size - b.size);
  const sought = complete.length > 0 ? [...complete[0].found.keys()] : [...new Set(lists.flatMap(({ found }) => [...found.keys()]))];
  const all = new Map();
  for (const item of sought) {
    if (!lists.every((list) => list.found.has(item) || hasRest(list, item))) continue;
    const places = (part) => lists.map((list) => list.found.get(item)?.get(part) ?? (hasRest(list, item) ? UNLISTED : null));
    const sum = (some) => some.reduce((total, place, at) => ({
      field: Math.min(total.field, place.field),
      tone: Math.max(total.tone, place.tone),
      score: total.score + place.weight * lists[at].rarity,
    }), { field: NAME, tone: 0, score: 0 });
    const known = new Set(lists.flatMap(({ found }) => [...(found.get(item)?.keys() ?? [])]));
    const parts = [...known].flatMap((part) => {
      const own = places(part);
      return own.every(Boolean) ? [{ part, ...sum(own) }] : [];
    });
    const best = (list) => [...(list.found.get(item)?.values() ?? []), ...(hasRest(list, item) ? [UNLISTED] : [])].reduce((one, other) => better(one, other));
    all.set(item, { parts, whole: sum(lists.map(best)) });
  }
  return { all, others: complete.length > 0 ? NO_OTHERS : othersOf(lists, all) };
}

const NO_OTHERS = { items: [], count: 0 };

function othersOf(lists, known) {
  const bits = lists.map(({ rest }) => rest).reduce((one, other) => one.slice(0, other.length).map((byte, at) => byte & other[at]));
  const items = [];
  for (let item = bits.length * 8 - 1; item >= 0 && items.length < MANY; item -= 1) if (hasItem(bits, item) && !known.has(item)) items.push(item);
  const listed = [...known.keys()].filter((item) => hasItem(bits, item)).length;
  return { items, count: countOf(bits) - listed };
}

// What has some of the terms, most of them first.
function havingSome(lists) {
  const sums = new Map();
  for (const { found, rarity } of lists) {
    for (const [item, parts] of found) {
      for (const [part, { weight, tone }] of parts) {
        const key = `${item}.${part}`;
        const known = sums.get(key) ?? { item, part, score: 0, tone: 0 };
        sums.set(key, { ...known, score: known.score + weight * rarity * (tone === 2 ? 0.2 : 1) });
      }
    }
  }
  return [...sums.values()].sort((a, b) => b.score - a.score || b.item - a.item).slice(0, 10);
}

// ---- ranking ----------------------------------------------------------------------------------------------------------

// Together in a name or heading; apart in one; in a summary or below such a heading; where a topic has them too; in the
// text; apart in one part; apart in several.
const TIER = { name: 0, scatteredName: 1, text: 4, scattered: 5, spread: 6 };
const TIER_OF_FIELD = [TIER.text, 3, 2, TIER.name];

const isBefore = (a, b) => a.tier - b.tier || a.tone - b.tone || Math.round(b.score * 2) - Math.round(a.score * 2);

// The items with the parts that fit, best first; of equals the newer item, of the parts of one heading the first.
function grouped(parts) {
  const items = new Map();
  for (const one of parts) items.set(one.item, [...(items.get(one.item) ?? []), one]);
  const groups = [...items].map(([item, own]) => ({
    item,
    best: own.reduce((one, other) => (isBefore(other, one) < 0 ? other : one)),
    parts: own.sort((a, b) => a.tier - b.tier || (a.tier >= 3 ? isBefore(a, b) : 0) || a.part - b.part).map(({ part }) => part),
  }));
  return groups.sort((a, b) => isBefore(a.best, b.best) || b.item - a.item);
}

// All parts that fit, with their tiers. Words apart count with the tones meant only, since each syllable alone is found
// nearly everywhere.
function rated(phrases, singles, isOneTerm) {
  const found = new Map();
  const add = (item, one, tier) => {
    const key = `${item}.${one.part}`;
    const known = found.get(key);
    if (!known || tier < known.tier) found.set(key, { item, part: one.part, tone: one.tone, score: one.score, tier });
  };
  for (const [item, { parts, whole }] of phrases.all) {
    for (const one of parts) add(item, one, TIER_OF_FIELD[one.field]);
    if (parts.length === 0) add(item, { ...whole, part: 0 }, isOneTerm ? TIER.text : TIER.spread);
  }
  for (const item of phrases.others.items) add(item, { ...UNLISTED, part: 0, score: 0 }, isOneTerm ? TIER.text : TIER.spread);
  for (const [item, { parts, whole }] of singles.all) {
    const meant = parts.filter(({ tone }) => tone === 0);
    for (const one of meant) add(item, one, one.field === NAME ? TIER.scatteredName : TIER.scattered);
    if (meant.length === 0 && whole.tone === 0 && !phrases.all.has(item)) add(item, { ...whole, part: 0 }, TIER.spread);
  }
  return [...found.values()];
}

// Finds words: `main` have them together, `apart` all of them, but not together; `other` have them with tones that
// contradict those typed; `near` some of them, where nothing has all.
export async function findWords(file, head, query, exactly) {
  const words = wordsOf(query.normalize("NFC")).slice(0, MAX_WORDS);
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
  const wantsSingles = words.length > 1 && phrases.all.size + phrases.others.count < (words.length <= 4 ? MANY : FEW);
  const isCovered = (place) => together.some((one, list) => lists[list].size > 0 && place >= one.at && place < one.at + one.typed.length);
  const sought = words.length > LONG ? at.filter((place) => !isCovered(place)) : at;
  const single = wantsSingles ? held(await Promise.all(sought.map((start) => term(start, 1)))) : [];
  const apart = single.length === words.length ? havingAll(single) : { all: new Map(), others: NO_OTHERS };
  const all = rated(phrases, apart, lists.length === 1);
  const group = (accepts) => grouped(all.filter(accepts));
  const main = group((one) => one.tone < 2 && one.tier < TIER.scattered);
  const isMain = new Set(main.map(({ item }) => item));
  const found = {
    words,
    restored,
    main,
    apart: group((one) => one.tone < 2 && one.tier >= TIER.scattered && !isMain.has(one.item)),
    other: group((one) => one.tone === 2 && !isMain.has(one.item)),
    near: [],
    // Documents with the words beyond those listed.
    further: Math.max(0, phrases.others.count - phrases.others.items.length),
  };
  if (all.length === 0 && words.length > 1 && !exactly) {
    found.near = grouped(havingSome([...lists, ...single]).map((one) => ({ ...one, tier: TIER.text })));
  }
  return found;
}

// What names a number, whoever bears it.
export async function naming(file, head, printed) {
  const { forms } = await lookUp(file, head, [{ folded: wholeOf(printed) }]);
  const parts = forms.flatMap(({ postings, items }) => [
    ...postings.map(({ item, part }) => ({ item, part })),
    ...(items ? othersOf([{ rest: items }], new Map(postings.map(({ item }) => [item]))).items : []).map((item) => ({ item, part: 0 })),
  ]);
  const words = wordsOf(printed.normalize("NFC")).map((word, at) => (at === 0 ? word : { ...word, follows: true }));
  const main = grouped(parts.map((one) => ({ ...one, tier: 0, tone: 0, score: 0 })));
  return { words, restored: words.map((word) => word.toned), main };
}

// Finds a number: those that bear it, the best fitting only; `absent` where it is said and nobody does; then `others` are
// what else bears its ordinal. What is said whole is not found by a part.
export async function findNumber(file, head, query) {
  const number = numberOf(query, head);
  if (!number) return null;
  const bearers = (await file(`so-${number.ordinal % head.numbers}.json`))[number.ordinal] ?? [];
  const rate = bearers.map((bearer) => ({ bearer, fit: fits(number, bearer) })).filter(({ fit }) => fit === 0 || (fit !== null && !number.whole));
  const best = Math.min(...rate.map(({ fit }) => fit));
  const fitting = rate.filter(({ fit }) => fit === best).map(({ bearer }) => bearer).reverse();
  const absent = fitting.length === 0 && number.says;
  return { ...number, fitting, absent, others: absent ? bearers.map(([item]) => item).reverse() : [] };
}
