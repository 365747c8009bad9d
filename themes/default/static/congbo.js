// What the site adds where scripts run: cards beside citations, footnotes and abbreviations; contents that follow
// the reading; copying; proposals for an address that failed. Every page works without it.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// ---- cards ---------------------------------------------------------------------------------------------------
// A citation's card is made of the page that it leads to, read when somebody points at it: no page carries the cards of
// what it cites, and without scripts the link itself leads there.
const targets = ".text a.citation, .page-head a.citation, .site-words a.citation, .footnote-ref a, .footnotes a.citation, a.abbr";
const bubble = document.createElement("div");
bubble.className = "floating-card";
bubble.id = "ui-floating-card";
bubble.hidden = true;
const spoken = one("#ui-status");
let owner = null;
let wanted = null;
let timer = 0;

function line(name, ...words) {
  const paragraph = document.createElement("p");
  paragraph.className = name;
  paragraph.append(...words);
  return paragraph;
}

// A footnote or an abbreviation, without ids and without the way back.
function noteOf(link) {
  const href = link.getAttribute("href");
  if (!link.matches(".abbr") && !href.startsWith("#fn-")) return null;
  const copy = document.getElementById(decodeURIComponent(href.slice(1)))?.cloneNode(true);
  if (!copy) return null;
  all(".back", copy).forEach((back) => back.remove());
  all("[id]", copy).forEach((part) => part.removeAttribute("id"));
  all("a", copy).forEach((inner) => (inner.tabIndex = -1));
  return [...copy.childNodes];
}

// The page that a link leads to, each read once: its card says what it says, and the page is here when one follows.
const pages = new Map();
function pageOf(address) {
  if (address === location.href.split("#")[0]) return document;
  if (!pages.has(address)) {
    const read = fetch(address)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((html) => new DOMParser().parseFromString(html, "text/html"));
    read.catch(() => pages.delete(address));
    pages.set(address, read);
  }
  return pages.get(address);
}

const MAX_WORDS = 220;
const squeezed = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";
const cut = (text) => (text.length > MAX_WORDS ? `${text.slice(0, text.lastIndexOf(" ", MAX_WORDS))} …` : text);
const firstSentence = (text) => cut(text.match(/^.{30,}?\.(?= )/)?.[0] ?? text);

// How a provision is cited: what its number says of that; the number, where it brings its word (`Điều 5.`); or the word of
// its level with the number, and how the provision around it is cited. A number in a quotation is another document's.
const bare = (number) => number.textContent.replace(/[.)/\-–: ]+$/, "").replace(/^\(+/, "");
function outerOf(number) {
  for (let part = number.closest(".provision"); (part = part?.parentElement.closest(".provision")); ) {
    const outer = one(":scope > * > .number", part);
    if (outer) return outer;
  }
  return null;
}
const depthOf = (number) => (bare(number).includes(" ") || !outerOf(number) ? 0 : depthOf(outerOf(number)) + 1);
function citationOf(number) {
  const levels = one("#ui-copy", number.ownerDocument)?.dataset.levels;
  if (number.dataset.cite || levels === undefined || number.closest(".quoted")) return number.dataset.cite ?? "";
  if (bare(number).includes(" ")) return bare(number);
  const own = `${levels.split(",")[depthOf(number)]} ${bare(number)}`;
  return outerOf(number) ? `${own}, ${citationOf(outerOf(number))}` : own;
}

// The words of a provision without those inside it, and its place.
function provisionOf(page, id) {
  const part = id ? page.getElementById(id) : one(".provision-page .text", page);
  if (!part?.closest(".text")) return null;
  const copy = part.cloneNode(true);
  all(`.margin, .number, .footnote-ref${id ? ", .provision" : ""}`, copy).forEach((inner) => inner.remove());
  const number = id && one(".number", part);
  const place = number && citationOf(number);
  const quote = document.createElement("blockquote");
  quote.className = "sentence";
  if (place) {
    const label = document.createElement("b");
    label.textContent = place;
    quote.append(label, ": ");
  }
  const words = document.createElement("span");
  words.lang = "vi";
  words.textContent = cut(squeezed(copy));
  quote.append(words);
  return words.textContent ? quote : null;
}

async function cardOf(link) {
  const [address, id] = link.href.split("#");
  const page = await pageOf(address);
  const said = (name) => one(`meta[${name}]`, page)?.content ?? "";
  const name = line("name", said("property='og:title'"));
  name.lang = "vi";
  const subject = squeezed(one(".page-head .subject, .page-head .letter-subject", page));
  const summary = firstSentence(said("name=description"));
  const known = [one(".field-status dd", page), one(".holding .pill-full, .holding .pill-extract", page)].map(squeezed).filter(Boolean);
  const quote = provisionOf(page, decodeURIComponent(id ?? ""));
  const open = document.createElement("a");
  open.href = link.href;
  open.textContent = spoken.dataset.open;
  open.tabIndex = -1;
  return [
    name,
    subject && line("subject", subject),
    summary && !subject.startsWith(summary.slice(0, 40)) && line("summary", summary),
    known.length > 0 && line("meta", known.join(" · ")),
    quote,
    link.dataset.reason && line("meta reason", link.dataset.reason),
    line("card-open", open),
  ].filter(Boolean);
}

function place(link) {
  const boxes = link.getClientRects();
  const box = boxes[boxes.length - 1] || link.getBoundingClientRect();
  const width = bubble.offsetWidth;
  const room = document.documentElement.clientWidth;
  const start = Math.min(...[...boxes].filter((other) => Math.abs(other.bottom - box.bottom) < 8).map((other) => other.left));
  const left = Math.max(8, Math.min(start, room - width - 8));
  const below = box.bottom + bubble.offsetHeight + 12 < innerHeight || box.top < bubble.offsetHeight + 12;
  const top = below ? box.bottom + 6 : boxes[0].top - bubble.offsetHeight - 6;
  bubble.style.left = `${left + scrollX}px`;
  bubble.style.top = `${top + scrollY}px`;
}

function present(link, words) {
  wanted = null;
  bubble.replaceChildren(...words);
  bubble.hidden = false;
  owner = link;
  link.setAttribute("aria-describedby", bubble.id);
  place(link);
}

// `lost` is done where the page cannot be read.
function show(link, lost = () => {}) {
  clearTimeout(timer);
  if (owner === link || wanted === link) return;
  hide();
  const note = noteOf(link);
  if (note) return present(link, note);
  // The browser's own tip would lie over the card: its words go into the card.
  if (link.title) {
    link.dataset.reason = link.title;
    link.removeAttribute("title");
  }
  wanted = link;
  cardOf(link).then((words) => wanted === link && present(link, words), () => wanted === link && lost());
}

function hide() {
  clearTimeout(timer);
  if (owner) owner.removeAttribute("aria-describedby");
  owner = wanted = null;
  bubble.hidden = true;
}

// Focus goes back to the number whose menu it was in.
const leave = () => {
  const number = owner?.matches(".number") && bubble.contains(document.activeElement) ? owner : null;
  hide();
  number?.focus({ preventScroll: true });
};
document.addEventListener("keydown", (event) => event.key === "Escape" && leave());

const PATIENCE = 1500;
const later = (act, wait) => {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
};

if (one(targets)) {
  document.body.append(bubble);
  let byTouch = false;
  const linkAt = (event) => event.target.closest?.(targets);
  document.addEventListener("pointerdown", (event) => {
    byTouch = event.pointerType === "touch";
    const link = owner ?? wanted;
    if (link && !bubble.contains(event.target) && !link.contains(event.target)) hide();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link && !owner?.matches(".number")) later(() => show(link), 140);
    else if (bubble.contains(event.target)) clearTimeout(timer);
    else if ((owner ?? wanted ?? document.activeElement) !== document.activeElement && !owner?.matches(".number")) later(hide, 260);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link && !byTouch && link.matches(":focus-visible")) show(link);
  });
  document.addEventListener("focusout", (event) => {
    if (!byTouch && !bubble.contains(event.target) && !owner?.matches(".number")) hide();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isNote = link.matches(".abbr, .footnote-ref a");
    // A first tap shows the card, a second one goes there, as does the first where the card is long in coming; notes have
    // nothing more to go to.
    if (isNote) {
      show(link);
      if (owner === link) event.preventDefault();
    } else if (byTouch && owner !== link && wanted !== link) {
      const follow = () => wanted === link && location.assign(link.href);
      show(link, follow);
      event.preventDefault();
      setTimeout(follow, PATIENCE);
    }
  });
  addEventListener("resize", hide);
}

// ---- contents and bar that follow the reading --------------------------------------------------------------------
// The bar opens a copy of the contents; without scripts it leads to them.
const bar = one(".bar > a.bar-heading");
const contents = one(".rail .contents > ol");
if (bar && contents) {
  const [box, summary, heading, list] = ["details", "summary", "span", "nav"].map((name) => document.createElement(name));
  heading.className = bar.className;
  heading.dataset.contents = list.ariaLabel = heading.textContent = bar.textContent;
  list.className = "contents";
  summary.append(heading);
  list.append(contents.cloneNode(true));
  box.append(summary, list);
  bar.replaceWith(box);
}
const entries = all(".contents > ol a[href^='#']")
  .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .filter(([, part]) => part);
const barHeading = one("span.bar-heading");
if (entries.length) {
  let waiting = false;
  let current = null;
  const follow = () => {
    waiting = false;
    const read = entries.filter(([, part]) => part.getBoundingClientRect().top < innerHeight * 0.3).at(-1);
    const part = read ? read[1] : null;
    if (part === current) return;
    current = part;
    for (const [link, own] of entries) {
      if (own !== part) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "location");
        const rail = link.closest(".contents");
        if (rail.scrollHeight > rail.clientHeight) rail.scrollTop = link.offsetTop - rail.clientHeight / 2;
      }
    }
    if (barHeading) barHeading.textContent = read ? read[0].textContent : barHeading.dataset.contents;
  };
  addEventListener("scroll", () => (waiting = waiting || requestAnimationFrame(follow)), { passive: true });
  follow();
}
// The contents of the bar close when one of them is chosen.
one(".bar details")?.addEventListener("click", (event) => {
  if (event.target.closest("a")) one(".bar details").open = false;
});

// ---- provisions of a topic: marked in the text, listed above it ------------------------------------------------------
const filter = one(".topic-filter");
if (filter) {
  const topics = all("[data-provisions]", filter);
  const chosen = one("[data-all]", filter);
  const found = document.createElement("p");
  found.className = "topic-found";
  const clear = one("template", filter).content.firstElementChild.cloneNode(true);
  const total = new Set(topics.flatMap((topic) => topic.dataset.provisions.split(" "))).size;
  const choose = (topic) => {
    for (const part of all(".matches")) part.classList.remove("matches");
    for (const other of topics) other.removeAttribute("aria-current");
    found.replaceChildren();
    chosen.textContent = topic ? topic.textContent : chosen.dataset.all;
    if (!topic) return found.remove();
    topic.setAttribute("aria-current", "true");
    const addresses = topic.dataset.provisions.split(" ");
    const words = filter.dataset.found.replace("{n}", addresses.length).replace("{m}", total);
    found.append(words);
    for (const address of addresses) {
      document.getElementById(address)?.classList.add("matches");
      const link = document.createElement("a");
      link.href = `#${address}`;
      link.textContent = address;
      found.append(link);
    }
    found.append(clear);
    filter.after(found);
    filter.open = false;
    spoken.textContent = words;
  };
  clear.addEventListener("click", () => {
    choose(null);
    one("summary", filter).focus();
  });
  filter.addEventListener("click", (event) => {
    const topic = event.target.closest("[data-provisions]");
    if (!topic || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(topic.getAttribute("aria-current") ? null : topic);
  });
}

// ---- copying --------------------------------------------------------------------------------------------------------
// Where the clipboard is refused, the words are shown selected.
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.className = "to-copy";
    field.readOnly = true;
    field.value = text;
    button.after(field);
    field.select();
    field.addEventListener("blur", () => field.remove());
    return false;
  }
}
const timers = new WeakMap();
async function copied(button, text, done) {
  if (!(await copy(text, button))) return;
  const words = (button.dataset.words ??= button.textContent);
  button.textContent = spoken.textContent = done;
  clearTimeout(timers.get(button));
  timers.set(button, setTimeout(() => (button.textContent = words), 2000));
}
const page = (one("link[rel=canonical]")?.href ?? location.href).split("#")[0];
for (const button of all("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = button.dataset.copy === "link" ? page + location.hash : one("#ui-citation").textContent.trim();
    copied(button, text, button.dataset.done);
  });
}

// ---- a provision by its number: its page, its address, its citation – whole the first time, short after -------------------
const forms = one("#ui-copy")?.dataset;
const [linkWords, citationWords] = ["link", "citation"].map((what) => one(`[data-copy="${what}"]`)?.textContent ?? "");
let cited = false;
function made(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words;
  button.addEventListener("click", () => act(button));
  return button;
}
function menuOf(number) {
  const whole = one("#ui-citation")?.textContent.trim() ?? forms.short;
  const done = one("[data-copy]")?.dataset.done ?? "";
  const item = number.closest(".provision") ?? number.closest("[id]");
  const address = `${page}#${item.id}`;
  const title = document.createElement("p");
  title.className = "name";
  title.textContent = citationOf(number);
  const open = document.createElement("a");
  open.href = number.href;
  open.textContent = forms.open;
  const line = document.createElement("p");
  if (new URL(number.href).pathname !== location.pathname) line.append(open);
  const notes = (corrected.get(item.id) ?? []).map((text) => {
    const note = document.createElement("p");
    note.className = "meta";
    note.textContent = `${forms.corrected}: ${text}`;
    return note;
  });
  const box = document.createElement("div");
  box.className = "actions";
  box.append(
    made(linkWords, (button) => copied(button, address, done)),
    made(citationWords, (button) => {
      copied(button, `${citationOf(number)} ${cited ? forms.short : whole}`, done);
      cited = true;
    }),
  );
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    box.append(made(forms.share, () => navigator.share({ title: document.title, url: address }).catch(() => {})));
  }
  return [title, ...notes, box, line];
}
// Corrections of the source, by provision, from the table below the text; their numbers bear a mark.
const corrected = new Map();
function markCorrected() {
  for (const link of all("#ui-corrections li > a[href^='#']")) {
    const id = decodeURIComponent(link.hash.slice(1));
    const reason = one("th", link.closest("tr")).textContent.trim();
    const text = link.parentElement.textContent.replace(link.textContent, "").replace(/^: /, "").trim();
    corrected.set(id, [...(corrected.get(id) ?? []), reason ? `${text} (${reason})` : text]);
    const number = one(".number", document.getElementById(id));
    if (number) number.dataset.corrected = "";
  }
}
if (forms) {
  document.body.append(bubble);
  markCorrected();
  for (const number of all(".text .number").filter((number) => !number.closest(".quoted"))) {
    number.setAttribute("aria-haspopup", "dialog");
    number.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (owner === number) return hide();
      hide();
      bubble.replaceChildren(...menuOf(number));
      bubble.hidden = false;
      owner = number;
      place(number);
      one("button", bubble).focus({ preventScroll: true });
    });
  }
  document.addEventListener("pointerdown", (event) => {
    if (owner && !bubble.contains(event.target) && !owner.contains(event.target)) hide();
  });
}

// ---- proposals for an address that failed ---------------------------------------------------------------------------
const proposals = one("#ui-suggestions");
if (proposals) {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const parts = (path) => fold(path).split(/[^a-z0-9]+/).filter((part) => part && part !== "html" && part !== "index");
  let path = location.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // An address that is no UTF-8 is compared as it is.
  }
  const asked = new Set(parts(path));
  const score = (row) => parts(row.url).filter((part) => asked.has(part)).length * 2 - parts(row.url).length;
  fetch(`${proposals.dataset.root}du-lieu/van-ban.json`)
    .then((answer) => (answer.ok ? answer.json() : []))
    .then((rows) => {
      const found = rows.map((row) => [score(row), row]).filter(([points]) => points >= 0);
      found.sort((a, b) => b[0] - a[0]);
      for (const [, row] of found.slice(0, 5)) {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = proposals.dataset.root + row.url.replace(/^\//, "");
        link.textContent = [row.number ? `${row.kind} ${row.number}` : row.title || row.key, row.number && row.title].filter(Boolean).join(": ");
        item.append(link);
        one("ul", proposals).append(item);
      }
      proposals.hidden = found.length === 0;
    })
    .catch(() => {});
}

// ---- completions of the search fields: their script comes when somebody begins -----------------------------------
const beginSearch = ({ target }) => {
  if (!target.matches?.("[data-completions]")) return;
  const before = target.value;
  import("./search-box.js").then(() => {
    // Somebody typed while the script was on its way.
    if (target.value !== before) target.dispatchEvent(new Event("input"));
  });
};
document.addEventListener("focusin", beginSearch);
if (document.activeElement) beginSearch({ target: document.activeElement });
