// What the site adds where scripts run: cards beside citations, footnotes and abbreviations; contents that follow
// the reading; copying; proposals for an address that failed. Every page works without it.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// ---- cards ---------------------------------------------------------------------------------------------------
const targets = ".text a.citation, .page-head a.citation, .site-words a.citation, .footnote-ref a, .footnotes a.citation, a.abbr";
const cards = new Map(all("[data-cite]").map((card) => [card.dataset.cite, card]));
const bubble = document.createElement("div");
bubble.className = "floating-card";
bubble.id = "ui-floating-card";
bubble.hidden = true;
let owner = null;
let timer = 0;

// What belongs to a link: the words of a card, a footnote or an abbreviation, without ids.
function wordsOf(link) {
  const href = link.getAttribute("href");
  const place = href.startsWith("#") && document.getElementById(decodeURIComponent(href.slice(1)));
  const isNote = place && (link.matches(".abbr") || href.startsWith("#fn-"));
  const source = isNote ? place : cards.get(href);
  if (!source) return null;
  const copy = source.cloneNode(true);
  all(".back", copy).forEach((back) => back.remove());
  all("[id]", copy).forEach((part) => part.removeAttribute("id"));
  all("a", copy).forEach((inner) => (inner.tabIndex = -1));
  const reason = link.dataset.reason;
  if (reason) {
    const line = document.createElement("p");
    line.className = "meta reason";
    line.textContent = reason;
    copy.append(line);
  }
  return copy;
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

function show(link) {
  clearTimeout(timer);
  if (owner === link) return;
  hide();
  // The browser's own tip would lie over the card: its words go into the card.
  if (link.title && cards.has(link.getAttribute("href"))) {
    link.dataset.reason = link.title;
    link.removeAttribute("title");
  }
  const words = wordsOf(link);
  if (!words) return;
  bubble.replaceChildren(...words.childNodes);
  bubble.hidden = false;
  owner = link;
  link.setAttribute("aria-describedby", bubble.id);
  place(link);
}

function hide() {
  clearTimeout(timer);
  if (owner) owner.removeAttribute("aria-describedby");
  owner = null;
  bubble.hidden = true;
}

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
    if (owner && !bubble.contains(event.target) && !owner.contains(event.target)) hide();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link) later(() => show(link), 140);
    else if (bubble.contains(event.target)) clearTimeout(timer);
    else if (owner && owner !== document.activeElement) later(hide, 260);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link && !byTouch && link.matches(":focus-visible")) show(link);
  });
  document.addEventListener("focusout", () => !byTouch && hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isNote = link.matches(".abbr, .footnote-ref a");
    // A first tap shows the card, a second one goes there; notes have nothing more to go to.
    if (isNote || (byTouch && owner !== link)) {
      show(link);
      if (owner === link) event.preventDefault();
    }
  });
  addEventListener("resize", hide);
}

// ---- contents that follow the reading ------------------------------------------------------------------------------
const entries = all(".contents > ol a[href^='#']")
  .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .filter(([, part]) => part);
if (entries.length) {
  let waiting = false;
  let current = null;
  const follow = () => {
    waiting = false;
    const read = entries.filter(([, part]) => part.getBoundingClientRect().top < innerHeight * 0.3).at(-1);
    const link = read ? read[0] : null;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
    const rail = link?.closest(".contents");
    if (rail && rail.scrollHeight > rail.clientHeight) rail.scrollTop = link.offsetTop - rail.clientHeight / 2;
  };
  addEventListener("scroll", () => (waiting = waiting || requestAnimationFrame(follow)), { passive: true });
  follow();
}

// ---- copying --------------------------------------------------------------------------------------------------------
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
for (const button of all("[data-copy]")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const canonical = one("link[rel=canonical]")?.href;
    const address = canonical ? canonical + location.hash : location.href;
    await copy(button.dataset.copy === "link" ? address : one("#ui-citation").textContent.trim());
    button.textContent = one("#ui-status").textContent = button.dataset.done;
    setTimeout(() => (button.textContent = words), 2000);
  });
}

// ---- copying a provision from its document: whole the first time that the document is cited, short after -----------------
const forms = one("#ui-copy")?.dataset;
const page = (one("link[rel=canonical]")?.href ?? location.href).split("#")[0];
let cited = false;
function made(className, words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  button.textContent = words;
  button.addEventListener("click", () => act(button));
  return button;
}
async function copied(button, text) {
  await copy(text);
  const words = button.textContent;
  button.textContent = one("#ui-status").textContent = forms.done;
  setTimeout(() => (button.textContent = words), 2000);
}
function toolsOf(number, item) {
  const box = document.createElement("span");
  box.className = "copy-provision";
  const citation = () => {
    const text = `${number.dataset.cite} ${cited ? forms.short : forms.long}`;
    cited = true;
    return text;
  };
  box.append(
    made("copy", forms.link, (button) => copied(button, `${page}#${item.id}`)),
    made("copy", forms.citation, (button) => copied(button, citation())),
  );
  return box;
}
for (const number of forms ? all(".number[data-cite]") : []) {
  const item = number.closest(".provision") ?? number.closest("[id]");
  const opener = made("copy-toggle", forms.button, () => {
    const open = opener.nextElementSibling?.classList.contains("copy-provision");
    if (open) opener.nextElementSibling.remove();
    else opener.after(toolsOf(number, item));
    opener.setAttribute("aria-expanded", String(!open));
  });
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-label", forms.copyWhat.replace("{address}", number.dataset.cite));
  number.after(opener);
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
  if (target.matches?.("[data-completions]")) import("./search-box.js");
};
document.addEventListener("focusin", beginSearch);
if (document.activeElement) beginSearch({ target: document.activeElement });
