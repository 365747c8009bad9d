// Results as elements of the page: documents with the provisions and words that answer, and exact answers.

import { excerpt, marked, markedName, towards } from "./search-excerpts.js";

// Documents shown at once: the first come with their words before any more is loaded.
const FIRST = 5;
const STEP = 10;
// Provisions of a document shown before somebody asks for all of them.
const PROVISIONS = 6;

export function made(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function link(href, ...children) {
  const element = made("a", "", ...children);
  element.href = href;
  return element;
}

export function button(text, press) {
  const element = made("button", "search-more", text);
  element.type = "button";
  element.addEventListener("click", press);
  return element;
}

// Words whose numbers of documents stay on one line.
const NUMBER = /(\d+(?:\/\d{4})?[-/]\p{L}[\p{L}\d&.]*(?:[-/][\p{L}\d&.]+)*)/gu;
export const tied = (nodes) => nodes.flatMap((node) => (typeof node === "string" ? node.split(NUMBER).map((text, at) => (at % 2 ? made("no-br", "", text) : text)) : [node]));

// What is known of an item: its row in the index.
function known([url, name, subject, kind, when, who, holding, cited, texts]) {
  return { url, name, subject, kind, when, who, holding, cited, texts };
}

export class Results {
  // `file` reads the index, `root` leads to the top of the site, `say` gives the texts of the page.
  constructor({ file, root, say }) {
    Object.assign(this, { file, root, say });
  }

  async row(item, { rows }) {
    return known((await this.file(`hang-${Math.floor(item / rows)}.json`))[item % rows]);
  }

  // The texts of a part: its address, heading, text, own page, summary. Browsers of before 2023 that cannot inflate them
  // show documents alone.
  async text(item, { texts }, part) {
    if (texts.length === 0 || !globalThis.DecompressionStream) return null;
    const [first, ...starts] = texts;
    const at = first + starts.filter((start) => start <= part).length;
    const [address = "", heading = "", text = "", page = "", summary = ""] = (await this.file(`loi-${at}.bin`))[`${item}.${part}`] ?? [];
    return { address, heading, text, page, summary };
  }

  words(text, found) {
    return tied(found ? markedName(text.normalize("NFC"), found) : [text]);
  }

  quoted(piece) {
    const { text, marks, from, to } = piece;
    return [from > 0 ? "… " : "", ...marked(text, marks, from, to), to < text.length ? " …" : ""];
  }

  // A provision: its number, its heading, the words of it that answer.
  provision({ url }, { address, heading, text, page }, found) {
    const piece = found && excerpt(text, found);
    const inHeading = found && excerpt(heading, found);
    // Its printed heading and its short name: one of them is shown, that which has the words.
    const name = inHeading?.text ?? heading.split("\n")[0];
    const href = this.root + (page ? url + page : `${url}#${address}`);
    const number = made("p", "search-number", link(towards(href, piece ?? inHeading), this.say("place", { address })));
    const body = made("div", "");
    if (name) body.append(made("p", "search-heading", ...this.words(name, found)));
    if (piece) body.append(made("p", "search-words", ...this.quoted(piece)));
    else if (!name) body.append(made("p", "search-words", ...this.quoted({ text, marks: { words: [], runs: [] }, from: 0, to: Math.min(text.length, 160) })));
    return made("li", "", number, body);
  }

  // The words of a document outside its provisions, or of its summary.
  own(row, text, found) {
    const shown = [row.name, row.subject].filter(Boolean).map((line) => line.normalize("NFC"));
    const piece = excerpt(text.text, found, shown);
    const inSummary = piece ? null : excerpt(text.summary, found, shown);
    if (!piece && !inSummary) return [];
    const label = inSummary ? [made("b", "", this.say("summary")), ": "] : [];
    return [made("p", "search-words", ...label, ...this.quoted(piece ?? inSummary))];
  }

  about({ kind, when, who, holding, cited }) {
    const lines = [kind, when, who].filter(Boolean);
    if (holding === "none") lines.push(this.say("holding_none"));
    if (cited > 0) lines.push(this.say("cited", { n: cited }));
    return made("p", "search-about", ...lines.map((text) => made("span", "", text)));
  }

  async provisions(item, row, parts, found) {
    const texts = await Promise.all(parts.map((part) => this.text(item, row, part)));
    return texts.filter(Boolean).map((text) => this.provision(row, text, found));
  }

  // A document with what answers in it.
  async document({ item, parts }, head, found, isMinor) {
    const row = await this.row(item, head);
    const inside = found ? parts.filter((part) => part > 0) : [];
    const [shown, own] = await Promise.all([
      this.provisions(item, row, inside.slice(0, PROVISIONS), found),
      found && parts.includes(0) ? this.text(item, row, 0) : null,
    ]);
    const words = own ? this.own(row, own, found) : [];
    const count = inside.length > 1 ? [made("span", "search-count", ` · ${this.say("provisions", { n: inside.length })}`)] : [];
    const piece = own && (excerpt(own.text, found) ?? excerpt(row.name, found));
    const title = made(isMinor ? "h3" : "h2", "search-title", link(towards(this.root + row.url, shown.length > 0 ? null : piece), ...this.words(row.name, found)), ...count);
    const article = made("article", "search-result", title);
    if (row.subject) article.append(made("p", "search-subject", ...this.words(row.subject, found)));
    article.append(this.about(row), ...words);
    if (shown.length > 0) article.append(this.list(item, row, inside, shown, found));
    return article;
  }

  list(item, row, parts, shown, found) {
    const list = made("ol", "search-provisions", ...shown);
    const rest = parts.slice(PROVISIONS);
    if (rest.length === 0) return list;
    const more = button(this.say("more_provisions", { n: rest.length }), async () => {
      const added = await this.provisions(item, row, rest, found);
      more.remove();
      list.append(...added);
      added[0]?.querySelector("a").focus();
    });
    const whole = made("div", "", list, more);
    return whole;
  }

  // Documents under a heading: the first with their words, then more, then as many as somebody asks for. Those that come
  // after many others are only announced.
  async section(heading, groups, head, found, isAnnounced = false) {
    if (groups.length === 0) return [];
    const list = made("div", "search-list");
    const section = made("section", "search-section", ...(heading ? [made("h2", "", ...tied([heading]))] : []), list);
    let shown = 0;
    const add = async (count) => {
      const articles = await Promise.all(groups.slice(shown, shown + count).map((one) => this.document(one, head, found, heading !== "")));
      shown += articles.length;
      list.append(...articles);
      more.textContent = this.say("more", { n: Math.min(STEP, groups.length - shown) });
      more.hidden = shown >= groups.length;
      return articles;
    };
    const more = button("", async () => (await add(STEP))[0].querySelector("a").focus());
    more.textContent = this.say("more", { n: Math.min(STEP, groups.length) });
    section.append(more);
    if (!isAnnounced) await add(FIRST);
    return [section];
  }

  // Documents that an answer names, and how many more there are.
  named(label, [count, documents]) {
    const items = documents.map(([name, url, about], at) => made("span", "", at > 0 ? "; " : "", link(this.root + url, ...tied([name])), about ? ` (${about})` : ""));
    const rest = count - documents.length;
    const more = rest > 0 ? [made("span", "search-aside", ` ${this.say("more_material", { n: rest })}`)] : [];
    return made("p", "search-known", made("b", "", `${label}: `), ...items, ...more);
  }

  // A provision that was asked for by its number: what it says, what it cites, what is known of it.
  answer(programme, [address, heading, words, url, cited, recorded], tag = "h2") {
    const card = made("article", "search-answer");
    const title = link(this.root + url, this.say("exactly", { address }));
    card.append(made(tag, "search-title", title), made("p", "search-about", made("span", "", ...tied([programme.name]))));
    if (words === "" || !words.startsWith(heading.replace(/ …$/, ""))) card.append(made("p", "search-heading", heading));
    if (words) card.append(made("p", "search-words", words));
    if (cited[0] > 0) card.append(this.named(this.say("cited_documents"), cited));
    if (recorded[0] > 0) card.append(this.named(this.say("material"), recorded));
    else card.append(made("p", "search-aside", this.say("no_material")));
    return card;
  }

  // What one of several programmes has.
  ofProgramme({ name, url, term }, nodes) {
    const about = term ? [made("p", "search-about", made("span", "", term))] : [];
    return made("section", "search-section", made("h2", "", link(this.root + url, ...tied([name]))), ...about, ...nodes);
  }

  // Some provisions with their first words.
  outline(provisions) {
    const items = provisions.map(([address, heading, , url]) => {
      const number = made("p", "search-number", link(this.root + url, this.say("place", { address })));
      return made("li", "", number, made("div", "", made("p", "search-words", heading)));
    });
    return made("ol", "search-provisions", ...items);
  }
}
