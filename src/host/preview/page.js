// What pages of the preview do besides showing themselves: follow the typing. Published pages never have it.
"use strict";

(() => {
  const me = document.currentScript.dataset;
  const here = location.pathname;
  const KEY = "congbo-preview";
  // Whoever holds this lock listens to the server for all tabs of the browser.
  const LOCK = "congbo-preview";
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(KEY) : null;
  let newest = null;
  let looked = Number(me.revision);
  let looking = false;
  let styles = me.styles;
  let closed = null;

  // A new page that has errors is shown under them: there is no good text of it yet.
  const isUnfinished = me.unfinished !== undefined;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // --- one stream of events for all tabs ---

  function hear(state) {
    if (newest && state.revision < newest.revision) return;
    newest = state;
    show(state);
    look();
  }

  function listen() {
    const events = new EventSource("/_congbo/events");
    events.onmessage = (event) => {
      gone(false);
      const state = JSON.parse(event.data);
      channel?.postMessage({ state });
      hear(state);
    };
    events.onerror = () => {
      gone(true);
      channel?.postMessage({ gone: true });
      // A browser gives up on some failures; a server that comes back is worth another try.
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    };
  }

  if (channel && navigator.locks) {
    channel.onmessage = ({ data }) => {
      if (data.gone) gone(true);
      if (data.state) {
        gone(false);
        hear(data.state);
      }
      // A tab that opens later asks for what was said before it came.
      if (data.ask && newest) channel.postMessage({ state: newest });
    };
    navigator.locks.request(LOCK, () => {
      listen();
      return new Promise(() => {});
    });
    channel.postMessage({ ask: true });
  } else {
    listen();
  }

  // --- following a change ---

  async function look() {
    const state = newest;
    if (!state || looking || document.hidden) return;
    if (state.assets.files !== me.files) return reload();
    if (state.assets.styles !== styles) swapStyles(state.assets.styles);
    if (state.revision === looked) return;
    looking = true;
    try {
      const answer = await fetch("/_congbo/page?page=" + encodeURIComponent(here), { cache: "no-store" });
      const page = await answer.json();
      looked = page.revision;
      if (page.digest !== me.digest) return reload();
      lead(state);
    } catch {
      // The stream of events says when the server is there again.
    } finally {
      looking = false;
    }
    if (newest.revision !== state.revision) look();
  }

  document.addEventListener("visibilitychange", look);

  // Blocks whose words are compared, the smallest that a reader sees as one.
  const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,td,th,dt,dd,blockquote,pre,figcaption";
  const words = (block) => block.textContent.replace(/\s+/g, " ").trim();
  const blocks = () => [...document.body.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));

  function reload() {
    const found = blocks();
    const top = found.find((block) => block.getBoundingClientRect().bottom > 0);
    const kept = {
      page: here,
      y: scrollY,
      at: top ? { words: words(top), id: top.id, top: top.getBoundingClientRect().top } : null,
      before: found.map(words),
    };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A page too long to be kept loads without its change being marked.
    }
    location.reload();
  }

  function settle() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
    } catch {
      return;
    }
    if (!kept || kept.page !== here) return;
    history.scrollRestoration = "manual";
    const found = blocks();
    const same = kept.at && found.find((block) => words(block) === kept.at.words && block.id === kept.at.id);
    const top = same || (kept.at?.id && document.getElementById(kept.at.id));
    const y = top ? scrollY + top.getBoundingClientRect().top - kept.at.top : kept.y;
    scrollTo({ top: y, behavior: "instant" });
    addEventListener("load", () => {
      if (top) scrollTo({ top: scrollY + top.getBoundingClientRect().top - kept.at.top, behavior: "instant" });
      history.scrollRestoration = "auto";
    });
    mark(found, kept.before);
  }

  // Marks for a moment what was not there before.
  function mark(found, before) {
    const known = new Map();
    for (const text of before) known.set(text, (known.get(text) || 0) + 1);
    const fresh = found.filter((block) => {
      const left = known.get(words(block)) || 0;
      known.set(words(block), left - 1);
      return left <= 0;
    });
    for (const block of fresh.slice(0, 50)) {
      block.dataset.congboNew = "";
      block.animate([{ backgroundColor: "rgb(255 221 87 / 60%)" }, { backgroundColor: "transparent" }], {
        duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 2500,
        easing: "ease-in",
      });
      setTimeout(() => delete block.dataset.congboNew, 2500);
    }
  }

  // Each sheet is loaded beside the old one, which goes when the new one is there: nothing flashes.
  function swapStyles(digest) {
    styles = digest;
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const fresh = old.cloneNode();
      const url = new URL(old.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("congbo", digest);
      fresh.href = url.href;
      fresh.onload = () => old.remove();
      old.after(fresh);
    }
  }

  // --- what stands over the page ---

  const host = document.createElement("congbo-preview");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    .drawer { position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 14px/1.5 system-ui, sans-serif; color-scheme: light; }
    .error-panel, .warning-panel { background: #fff; color: #1b1b1b; border-top: 4px solid #b3261e; box-shadow: 0 -4px 24px rgb(0 0 0 / 30%); }
    .warning-panel { border-top-color: #7a5900; }
    .drawer.above { position: static; }
    .above > section { border-bottom: 1px solid #ccc; box-shadow: none; }
    .above .rows { max-height: none; }
    .panel-head { display: flex; align-items: center; gap: 1em; padding: .5em 1em; }
    .panel-head b { flex: 1; }
    .rows { padding: 0 1em 1em; max-height: 45vh; overflow: auto; overflow-wrap: anywhere; }
    .row { padding: .6em 0; border-top: 1px solid #ccc; }
    .row p { margin: 0 0 .3em; max-width: 60em; white-space: pre-wrap; }
    .row .title { font-size: 16px; font-weight: 600; }
    .row .place { color: #444; }
    .excerpt { margin: 0 0 .4em; padding: .3em .6em; background: #f3f3f3; white-space: pre-wrap; font: 13px/1.45 ui-monospace, monospace; tab-size: 4; }
    .excerpt mark { background: #ffdf6b; color: inherit; }
    .row button { margin-inline-end: .8em; }
    .rows:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #0b57d0; outline-offset: -3px; }
    ul { margin: 0; padding: 0 1em 1em 2.2em; max-height: 45vh; overflow: auto; }
    button { font: inherit; min-height: 2.2em; padding: .2em .9em; border: 1px solid #767676; border-radius: 4px; background: #fff; color: #1b1b1b; cursor: pointer; }
    .corner { position: fixed; right: .75em; bottom: .75em; z-index: 2147483646; display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .5em; max-width: calc(100vw - 1.5em); font: 14px/1.5 system-ui, sans-serif; color-scheme: light; }
    .corner a, .corner span { padding: .25em .9em; border-radius: 4px; background: #0b57d0; color: #fff; text-decoration: none; max-width: 26em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .corner span { background: #444; }
    .ribbon { position: fixed; top: 0; right: 0; z-index: 2147483645; padding: .2em 1em; background: #7a5900; color: #fff; font: 14px/1.5 system-ui, sans-serif; pointer-events: none; }
    [hidden] { display: none !important; }
    @media print { :host { display: none; } }
  `);
  root.adoptedStyleSheets = [sheet];

  function made(name, parent, className) {
    const element = document.createElement(name);
    if (className) element.className = className;
    parent?.append(element);
    return element;
  }

  const corner = made("div", root, "corner");
  // The window, where the preview has one.
  if (me.window !== undefined) {
    const tool = (text, address) => {
      const button = made("a", corner, "tool");
      button.href = address;
      button.textContent = text;
    };
    tool(me.import, "/_congbo/nhap");
    tool(me.edit, "/_congbo/phan-dau" + (me.window ? "?file=" + encodeURIComponent(me.window) : ""));
  }
  const link = made("a", corner);
  const absent = made("span", corner);
  const heldBack = made("button", corner);
  const warnings = made("button", corner);
  const errors = made("button", corner);
  const drawer = made("div", root, "drawer");
  const box = made("section", drawer);
  const head = made("div", box, "panel-head");
  const title = made("b", head);
  const close = made("button", head);
  const body = made("div", box);
  for (const part of [link, absent, heldBack, warnings, errors, drawer]) part.hidden = true;
  absent.setAttribute("role", "status");
  link.setAttribute("role", "status");

  let opened = null;

  function openDrawer(what, kind, text, fillBody) {
    opened = what;
    box.className = kind;
    box.setAttribute("role", what === "errors" ? "alert" : "region");
    title.textContent = text;
    box.setAttribute("aria-label", text);
    drawer.classList.toggle("above", isUnfinished && what === "errors");
    body.replaceChildren();
    fillBody(body);
    drawer.hidden = false;
    placeCorner();
  }

  // The buttons and links of the corner stay within reach above an open drawer.
  function placeCorner() {
    const isBelow = !drawer.hidden && !drawer.classList.contains("above");
    corner.style.bottom = isBelow ? `calc(${drawer.offsetHeight}px + .75em)` : "";
  }

  new ResizeObserver(placeCorner).observe(drawer);

  function closeDrawer() {
    if (opened === "errors") closed = JSON.stringify(newest?.panel ?? null);
    opened = null;
    drawer.hidden = true;
    placeCorner();
    if (newest) show(newest);
  }

  close.onclick = closeDrawer;
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened) closeDrawer();
  });

  function line(parent, className, label, words) {
    if (!words) return null;
    const paragraph = made("p", parent, className);
    if (label) made("b", paragraph).textContent = label + ": ";
    paragraph.append(words);
    return paragraph;
  }

  // One diagnostic: what was found first, then where, why, and what to write.
  function diagnostic(parent, row) {
    const words = newest.words;
    const article = made("article", parent, "row");
    line(article, "title", row.severity, row.title);
    line(article, "place", "", row.place);
    if (row.excerpt) {
      const excerpt = made("div", article, "excerpt");
      excerpt.append(row.excerpt.before);
      made("mark", excerpt).textContent = row.excerpt.marked;
      excerpt.append(row.excerpt.after);
    }
    line(article, "why", words.why, row.why);
    line(article, "help", words.help, row.help);
    // A page that came over plain HTTP from another machine has no clipboard.
    if (row.help && navigator.clipboard) {
      const copy = made("button", article);
      copy.textContent = words.copy;
      copy.onclick = async () => {
        await navigator.clipboard.writeText(row.help);
        copy.textContent = words.copied;
      };
    }
    if (row.code) {
      const explain = made("a", article);
      explain.href = "/_congbo/explain?code=" + encodeURIComponent(row.code);
      explain.target = "_blank";
      explain.textContent = fill(words.explain, { code: row.code });
    }
  }

  function diagnostics(parent, rows) {
    const list = made("div", parent, "rows");
    list.tabIndex = 0;
    for (const row of rows) diagnostic(list, row);
  }

  function show(state) {
    close.textContent = state.words.close;
    const counted = (button, words, n) => {
      button.hidden = n === 0;
      button.textContent = fill(words, { n });
    };
    counted(warnings, state.words.warnings, state.warnings);
    counted(heldBack, state.words.held_back, state.heldBack);
    counted(errors, errorWords(state), opened === "errors" ? 0 : state.errors);
    if (state.panel === null) {
      closed = null;
      if (opened === "errors") closeDrawer();
    } else if (JSON.stringify(state.panel) !== closed) {
      showErrors(state);
    }
  }

  const errorWords = (state) => (isUnfinished ? state.words.unfinished : state.words.errors);

  function showErrors(state) {
    openDrawer("errors", "error-panel", fill(errorWords(state), { n: state.errors }), (body) => diagnostics(body, state.panel));
    errors.hidden = true;
  }

  errors.onclick = () => {
    closed = null;
    showErrors(newest);
  };

  warnings.onclick = async () => {
    const answer = await fetch("/_congbo/warnings", { cache: "no-store" });
    const rows = await answer.json();
    openDrawer("warnings", "warning-panel", warnings.textContent, (body) => diagnostics(body, rows));
  };

  heldBack.onclick = async () => {
    const answer = await fetch("/_congbo/held-back", { cache: "no-store" });
    const rows = await answer.json();
    openDrawer("heldBack", "warning-panel", heldBack.textContent, (body) => {
      const list = made("ul", body);
      for (const row of rows) made("li", list).textContent = `${row.name} (${row.path}): ${row.why}`;
    });
  };

  // The change is on another page: a link leads there, or the page goes by itself.
  function lead(state) {
    const changed = state.changed;
    if (!changed || changed.url === here) {
      link.hidden = true;
      return;
    }
    if (state.follow) {
      location.assign(changed.url);
      return;
    }
    link.href = changed.url;
    link.textContent = fill(state.words.changed, { name: changed.name });
    link.hidden = false;
  }

  function gone(is) {
    absent.hidden = !is;
    if (newest) absent.textContent = newest.words.gone;
    if (is && !newest) absent.hidden = true;
  }

  if (me.ribbon) made("div", root, "ribbon").textContent = me.ribbon;

  // --- from a place to its line in the editor ---

  async function lines() {
    const answer = await fetch("/_congbo/lines?page=" + encodeURIComponent(here), { cache: "no-store" });
    const found = answer.ok ? await answer.json() : null;
    if (!found) return;
    for (const [id, line] of found.places) {
      const place = document.getElementById(id);
      if (!place) continue;
      const url = `${found.url}:${line}`;
      const number = place.querySelector(":scope > .number, :scope > :first-child > .number, :scope > :first-child.number");
      if (number instanceof HTMLAnchorElement) {
        number.href = url;
      } else {
        const mark = document.createElement("a");
        mark.href = url;
        mark.textContent = "✎ ";
        mark.style.cssText = "position:absolute;translate:-1.6em 0;text-decoration:none;opacity:.6";
        mark.dataset.congboLine = String(line);
        (place.matches("ul,ol,table,div,section,blockquote") ? place.firstElementChild ?? place : place).prepend(mark);
      }
    }
  }

  if (isUnfinished) document.body.prepend(host);
  else document.documentElement.append(host);
  settle();
  if (me.editor !== undefined) lines();
})();
