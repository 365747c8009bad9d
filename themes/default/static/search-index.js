// Reads the index: which parts of which documents have a word. The index lies beside the search page in small files: a
// query reads those of its own words. `output/search/` writes them and says what each number means.

import { fileOf } from "./search-words.js";

const WEIGHTS = [0.5, 0.9, 1.18, 1.4];

// Files by name, each read once; one that failed is asked for again. What a server has changed is asked for again too:
// a new index numbers its items anew.
export function openIndex(base) {
  const files = new Map();
  return (name) => {
    const load = async () => {
      const answer = await fetch(base + name, { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      if (name.endsWith(".json")) return answer.json();
      if (name.startsWith("loi-")) return new Response(answer.body.pipeThrough(new DecompressionStream("deflate"))).json();
      return new Uint8Array(await answer.arrayBuffer());
    };
    if (!files.has(name)) {
      const file = load();
      file.catch(() => files.delete(name));
      files.set(name, file);
    }
    return files.get(name);
  };
}

export const unstep = (steps) => {
  let at = 0;
  return steps.map((step) => (at += step));
};

// ---- files of words ---------------------------------------------------------------------------------------------

// Reads numbers and texts, one after the other.
function reader(bytes) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const piece = () => {
    const length = number();
    at += length;
    return bytes.subarray(at - length, at);
  };
  return { number, piece, byte: () => bytes[at++], isAtEnd: () => at >= bytes.length };
}

function postingsOf(bytes) {
  const { number, isAtEnd } = reader(bytes);
  const postings = [];
  let item = 0;
  while (!isAtEnd()) {
    const head = number();
    item += head >>> 1;
    let part = 0;
    for (let count = head & 1 ? 1 : number(); count > 0; count -= 1) {
      const value = number();
      part += value >>> 4;
      postings.push({ item, part, field: (value >>> 2) & 3, weight: WEIGHTS[value & 3] });
    }
  }
  return postings;
}

// The items of a list that was shortened, as bits.
function itemsOf(sign, bytes) {
  if (sign === 2) return bytes;
  const { number, isAtEnd } = reader(bytes);
  let items = new Uint8Array(bytes.length);
  for (let item = 0; !isAtEnd(); ) {
    item += number();
    if (item >> 3 >= items.length) {
      const longer = new Uint8Array((item >> 3) * 2 + 1);
      longer.set(items);
      items = longer;
    }
    items[item >> 3] |= 1 << (item & 7);
  }
  return items;
}

export const hasItem = (bits, item) => (bits[item >> 3] & (1 << (item & 7))) !== 0;
const COUNTS = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll("0", "").length);
export const countOf = (bits) => bits.reduce((sum, byte) => sum + COUNTS[byte], 0);

export function union(one, other) {
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  return longer.map((byte, at) => byte | (shorter[at] ?? 0));
}

// The forms with tones of a folded word or pair, each with its list.
function formsOf(bytes, key) {
  const text = new TextDecoder();
  const { number, piece, byte, isAtEnd } = reader(bytes);
  while (!isAtEnd()) {
    const isSought = text.decode(piece()) === key;
    const forms = [];
    for (let count = number(); count > 0; count -= 1) {
      const form = text.decode(piece()) || key;
      const sign = byte();
      const set = sign > 0 ? piece() : null;
      const list = piece();
      if (isSought) forms.push({ words: form.split(" "), postings: postingsOf(list), items: set && itemsOf(sign, set) });
    }
    if (isSought) return forms;
  }
  return [];
}

// A word or pair: for each form with tones, which parts of which items have it.
export async function lookUp(file, head, words) {
  const key = words.map((word) => word.folded).join(" ");
  return { typed: words, forms: formsOf(await file(`chu-${fileOf(key, head.words)}.bin`), key) };
}
