// What people type, as words, numbers of documents and provisions. Nothing here touches the page or the net.
// Words are read as `output/search/word_folding.rs` reads texts: the cases in `tests/search/words.txt` are tested against both.

const WORD = /[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}\u00ad\u200b]*/gu;
const TONES = "\u0300\u0301\u0303\u0309\u0323";

// `hoà` becomes `hòa`: a tone mark on the last letter of oa, oe, uy moves to the first; not in `quý`.
function earlyTone(syllable) {
  const letters = [...syllable.normalize("NFD")];
  const [before, first, last, tone] = [undefined, undefined, undefined, undefined, ...letters].slice(-4);
  const isOpen = (first === "o" && (last === "a" || last === "e")) || (first === "u" && last === "y");
  if (!tone || !TONES.includes(tone) || !isOpen || before === "q") return syllable;
  letters.splice(-2, 2, tone, last);
  return letters.join("").normalize("NFC");
}

const lower = (text) => [...text].map((letter) => letter.toLowerCase()).join("");

export function toned(word) {
  const plain = lower(word.normalize("NFC")).replace(/[\u00ad\u200b]/g, "").replace(/[ðɖ]/g, "đ").replace(/ƣ/g, "ư");
  return plain.replace(/\p{Alphabetic}+/gu, earlyTone);
}

export function fold(text) {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "");
  return lower(letters.replace(/[đĐÐðƉɖ]/g, "d").replace(/[ƣƢ]/g, "u"));
}

// The words of a text in NFC, with their places, and whether each follows the one before in its sentence.
export function wordsOf(text) {
  let end = null;
  return [...text.matchAll(WORD)].map((match) => {
    const follows = end !== null && !/[.;:!?…]\s/.test(text.slice(end, match.index));
    end = match.index + match[0].length;
    const form = toned(match[0]);
    return { start: match.index, end, toned: form, folded: fold(form), follows };
  });
}

// FNV-1a: which file of the index knows a word or a pair.
export function fileOf(term, files) {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(term)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum % files;
}

// ---- numbers of documents -------------------------------------------------------------------------------------

const isYear = (digits) => /^(19|20)\d\d$/.test(digits);

// Whether letters are known symbols, one after the other: `qdtu`.
function areSymbols(letters, symbols) {
  if (letters === "") return true;
  return symbols.some((symbol) => letters.startsWith(symbol) && areSymbols(letters.slice(symbol.length), symbols));
}

// A number as people type it: `128`, `128 qd tu`, `QD 393`, `Đề án số 04 – ĐA/TU`, `30/2020/NĐ-CP ngày 5/3/2020`.
// Gives its ordinal, symbols, kind and year; null where it is something else.
export function numberOf(query, { symbols, kinds }) {
  const text = query.normalize("NFC").replace(/[‐‑‒–—―−]/g, "-").replace(/(?<!\p{L})T\.?[ƯW](?!\p{L})/gu, "TW").trim();
  let rest = fold(text);
  let year = null;
  rest = rest.replace(/[\s,(]+(?:ngay\s+\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|thang\s+\d{1,2}\s*[/.-]\s*|nam\s+)((?:19|20)\d\d)\)?/, (_, found) => {
    year = Number(found);
    return "";
  });
  const kind = kinds.filter((name) => rest === name || rest.startsWith(`${name} `)).sort((a, b) => b.length - a.length)[0] ?? null;
  if (kind) rest = rest.slice(kind.length);
  else rest = rest.replace(/^van ban\s+/, "");
  rest = rest.trim().replace(/^so:?\s+/, "");
  const isWhole = /^\d+[a-z]?(\s*\/\s*\d{4})?(\s*[-/]\s*[a-z][a-z0-9&.]*){2,}$/.test(rest) || /^\d+\s*\/\s*\d{4}\s*\/\s*[a-z]/.test(rest);
  let ordinal = null;
  const letters = [];
  for (const part of rest.split(/[\s/,-]+/).filter(Boolean)) {
    const [, digits, after] = part.match(/^(\d{1,6})([a-z].*)?$/) ?? [null, null, part];
    if (digits !== null && ordinal === null) ordinal = Number(digits);
    else if (digits !== null && isYear(digits) && !after) year = Number(digits);
    else if (digits !== null) return null;
    if (after && !/^so$/.test(after)) letters.push(after);
  }
  const symbol = letters.join("");
  if (ordinal === null || (!isWhole && !areSymbols(symbol, symbols))) return null;
  return { ordinal, symbol, kind, year, typed: text, whole: isWhole ? rest : null, says: symbol !== "" || kind !== null };
}

// A number as the index has it in one word: `128-qd-tu`, without leading zeros.
export const wholeOf = (printed) => fold(printed).replace(/^0+/, "").split(/\s*[-/]\s*/).join("-");

// How well a bearer fits: 0 exactly, 1 by a part of its symbols or its kind, 2 by its ordinal alone; null not at all.
export function fits({ symbol, kind, year }, [, symbols, itsYear, itsKind]) {
  if (kind && itsKind !== kind) return null;
  if (year && itsYear && itsYear !== year) return null;
  if (symbol === "") return kind ? 1 : 2;
  if (symbol === symbols.replaceAll(" ", "")) return 0;
  const parts = symbols.split(" ");
  const isPart = parts.includes(symbol) || parts.some((_, at) => parts.slice(0, at + 1).join("") === symbol);
  return isPart ? 1 : null;
}

// ---- provisions -------------------------------------------------------------------------------------------------

const LEVELS = new Set(["phan", "muc", "diem", "khoan", "dieu", "tiet", "chuong", "so"]);
const ROMAN = /^[ivxlc]+$/;

// The addresses in a query that is made of nothing else: `2.2`, `điểm 2.2`, `II.2.2`, `điểm 1.5, mục 1, phần II`.
export function addressesOf(query) {
  const parts = query.normalize("NFC").split(/[\s,;]+/).map((part) => part.replace(/[.)]+$/, "")).filter(Boolean);
  const isLevel = (part) => LEVELS.has(fold(part));
  const found = parts.filter((part) => !isLevel(part)).map(lower);
  const isAddress = (part) => /^([ivxlc]+|\d{1,3}|[a-zđ](?=\.|$))(\.(\d{1,3}|[a-zđ]))*$/u.test(part);
  const isSaid = parts.some(isLevel) || found.some((part) => part.includes(".")) || parts.some((part) => ROMAN.test(part.toLowerCase()) && part === part.toUpperCase());
  return found.length > 0 && found.every(isAddress) && isSaid ? found : [];
}

// Whether all addresses typed lead to a place: one is its end, the others lie on the way.
export function leadsTo(addresses, address) {
  const place = `.${lower(address)}.`;
  const isEnd = (typed) => place.endsWith(`.${typed}.`);
  return addresses.some(isEnd) && addresses.every((typed) => place.includes(`.${typed}.`));
}

// The address as the programme prints it: `II.9.9` of `ii.9.9`.
export const printedAddress = (address) => address.replace(/^[ivxlc]+(?=\.|$)/, (part) => part.toUpperCase());

// ---- completions --------------------------------------------------------------------------------------------------

// A text as completions compare it: folded, its words with single blanks.
export const plainWords = (text) => fold(text).replace(/[^\p{Alphabetic}\p{N}]+/gu, " ").trim();
