// The window of the preview: imports a document, updates one, or edits the head of a file. What is pasted is sent as
// it is and never becomes part of this page; everything shown here is text.
"use strict";

(() => {
  const me = document.body.dataset;
  const words = JSON.parse(me.words);
  const shared = JSON.parse(me.shared);
  const asked = new URLSearchParams(location.search);
  const MAX_BYTES = 32 * 1024 * 1024;
  const DRAFT = "bản nháp";
  // What a document is called that has neither a number nor a title.
  const PASTED = "Văn bản";

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  function made(name, parent, text, attributes = {}) {
    const element = document.createElement(name);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
    }
    parent?.append(element);
    return element;
  }

  const header = made("header", document.body);
  made("h1", header, me.mode === "phan-dau" ? words.edit_head : words.import);
  const other = me.mode === "phan-dau" ? ["/_congbo/nhap", words.import] : ["/_congbo/phan-dau", words.edit_head];
  made("a", header, other[1], { href: other[0] });
  made("a", header, words.home, { href: "/" });
  const status = made("p", document.body, "", { role: "status", class: "status" });
  const main = made("main", document.body);

  function say(text, isProblem = false) {
    status.textContent = text;
    status.classList.toggle("problem", isProblem);
  }

  // --- talking to the program ---

  async function ask(address, options) {
    let answer;
    try {
      answer = await fetch("/_congbo/" + address, { cache: "no-store", ...options });
    } catch {
      return { problem: words.unreachable };
    }
    try {
      const value = await answer.json();
      return answer.ok ? value : { problem: value.problem, held: value.held };
    } catch {
      return { problem: answer.status === 413 ? words.too_large : fill(words.refused, { status: answer.status }) };
    }
  }

  const post = (route, body, headers = {}) =>
    ask(route, { method: "POST", body, headers: { "X-Congbo-Token": me.token, ...headers } });

  // --- the document comes ---

  let update = "";

  async function intake() {
    main.replaceChildren();
    const choice = made("fieldset", main, null, { class: "choice" });
    const radio = (value, text) => {
      const label = made("label", choice);
      const input = made("input", label, null, { type: "radio", name: "what", value });
      label.append(" " + text);
      return input;
    };
    const isNew = radio("new", words.new_document);
    const isUpdate = radio("update", words.update_document);
    const which = made("label", choice, words.which_document + " ", { class: "which" });
    const documents = made("select", which);
    isNew.checked = true;
    which.hidden = true;
    const box = made("div", main, null, { class: "drop" });
    const label = made("label", box, words.paste_here, { for: "paste" });
    label.className = "big";
    made("p", box, words.paste_help, { id: "paste-help" });
    const paste = made("textarea", box, null, { id: "paste", rows: 8, "aria-describedby": "paste-help", spellcheck: "false" });
    const row = made("p", box, null, { class: "actions" });
    const read = made("button", row, words.read, { type: "button" });
    const fileLabel = made("label", row, words.choose_file + " ", { class: "file" });
    const file = made("input", fileLabel, null, { type: "file", accept: ".docx,.html,.htm,.txt,.md,.pdf" });

    const setMode = () => {
      which.hidden = !isUpdate.checked;
      update = isUpdate.checked ? documents.value : "";
    };
    choice.addEventListener("change", setMode);
    read.onclick = () => (paste.value.trim() ? take(paste.value, PASTED + ".txt") : say(words.nothing_pasted, true));
    file.onchange = () => file.files[0] && take(file.files[0], file.files[0].name);
    box.ondragover = (event) => {
      event.preventDefault();
      box.classList.add("over");
    };
    box.ondragleave = () => box.classList.remove("over");
    box.ondrop = (event) => {
      event.preventDefault();
      box.classList.remove("over");
      takeFrom(event.dataTransfer);
    };
    paste.addEventListener("paste", (event) => {
      event.preventDefault();
      takeFrom(event.clipboardData);
    });
    const rows = await ask("documents");
    if (Array.isArray(rows)) {
      for (const { path, name } of rows) made("option", documents, name ? `${name} – ${path}` : path, { value: path });
    }
    if (asked.get("update")) {
      isUpdate.checked = true;
      documents.value = asked.get("update");
    }
    setMode();
    paste.focus();
  }

  // A file, else the clipboard's HTML, else its plain text.
  function takeFrom(data) {
    const file = data.files[0];
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    if (html.trim()) take(html, PASTED + ".html");
    else if (file) take(file, file.name);
    else if (text.trim()) take(text, PASTED + ".txt");
    else say(words.nothing_pasted, true);
  }

  let taken = null;

  async function take(body, name) {
    if (body.size > MAX_BYTES) return say(words.too_large, true);
    taken = { body, name };
    say(words.reading);
    const headers = { "X-Congbo-Name": encodeURIComponent(name), "X-Congbo-Update": encodeURIComponent(update) };
    const view = await post("import", body, headers);
    if (view.problem) {
      say(view.problem, true);
      if (view.held) offerUpdate(view.held);
      return;
    }
    say("");
    edit(view);
  }

  function offerUpdate(path) {
    const button = made("button", status, words.update_document, { type: "button" });
    button.onclick = () => {
      update = path;
      take(taken.body, taken.name);
    };
  }

  // --- the head as a form, the page, the places to look at ---

  let now = null;

  function edit(view) {
    now = { view, source: view.source, base: view.base, pictures: view.pictures, changes: new Map(), doubts: view.import?.doubts ?? [], seen: new Set() };
    main.replaceChildren();
    const grid = made("div", main, null, { class: "grid" });
    const form = made("form", grid, null, { class: "head", "aria-label": words.head });
    form.onsubmit = (event) => event.preventDefault();
    made("h2", form, words.head);
    pathField(form);
    fields(form, view.fields ?? []);
    const side = made("section", grid, null, { class: "page", "aria-label": words.page });
    made("h2", side, words.page);
    now.frame = made("iframe", side, null, { sandbox: "allow-same-origin", title: words.page });
    now.noPage = made("p", side, words.no_page);
    now.places = made("section", main, null, { class: "places" });
    reports(view);
    actions();
    refresh(view);
  }

  function pathField(form) {
    const row = made("div", form, null, { class: "field" });
    made("label", row, words.path, { for: "path" });
    now.path = made("input", row, null, { id: "path", value: now.view.path, spellcheck: "false" });
    now.path.readOnly = now.base !== null;
    now.path.oninput = changed;
  }

  function fields(form, rows) {
    const isShown = (row) => !(row.name === DRAFT && me.mode === "nhap");
    const isFirst = (row) => row.value === null || row.value.length > 0 || now.doubts.some((doubt) => doubt.field === row.name);
    const shown = rows.filter(isShown);
    shown.filter(isFirst).forEach((row, at) => field(form, row, "f" + at));
    const rest = shown.filter((row) => !isFirst(row));
    if (rest.length === 0) return;
    const more = made("details", form);
    made("summary", more, words.more_fields);
    rest.forEach((row, at) => field(more, row, "m" + at));
  }

  function field(parent, row, id) {
    const part = made("div", parent, null, { class: "field", "data-field": row.name });
    made("label", part, row.name, { for: id, id: id + "-name" });
    const set = (values) => {
      now.changes.set(row.name, values.filter((value) => value.trim()));
      changed();
    };
    if (row.value === null) made("p", part, words.by_hand, { id, class: "note" });
    else if (row.isList && row.isClosed && row.choices.length > 0) boxes(part, row, id, set);
    else control(part, row, id, set);
    const note = made("p", part, row.help, { id: id + "-note", class: "note" });
    if (row.isList && !row.isClosed) note.append(`; ${words.one_per_line}`);
    if (row.value?.length === 0) note.append(`. ${words.example}: ${row.example}`);
    const read = row.read.map(([line, text]) => fill(words.read_from, { line, words: text }));
    if (read.length > 0) made("p", part, read.join("; "), { class: "note read" });
    else if (row.line && me.mode === "phan-dau") made("p", part, fill(words.file_line, { line: row.line }), { class: "note read" });
  }

  function control(part, row, id, set) {
    const described = { id, "aria-describedby": id + "-note", spellcheck: "false" };
    const value = row.value.join("\n");
    if (row.isClosed && row.choices.length > 0) {
      const select = made("select", part, null, described);
      for (const choice of new Set(["", ...row.value, ...row.choices])) made("option", select, choice, { value: choice });
      select.value = value;
      select.onchange = () => set([select.value]);
    } else if (row.isList || value.length > 60 || value.includes("\n")) {
      const area = made("textarea", part, null, { ...described, rows: Math.max(2, row.isList ? row.value.length + 1 : 3) });
      area.value = value;
      area.oninput = () => set(row.isList ? area.value.split("\n") : [area.value]);
      if (row.choices.length > 0) {
        const more = made("select", part, null, { "aria-label": row.name + ": " + words.add_choice });
        for (const choice of [`+ ${words.add_choice}`, ...row.choices]) made("option", more, choice);
        more.onchange = () => {
          const lines = area.value.split("\n").filter((line) => line.trim());
          if (more.selectedIndex > 0 && !lines.includes(more.value)) area.value = [...lines, more.value].join("\n");
          more.selectedIndex = 0;
          area.oninput();
        };
      }
    } else {
      const input = made("input", part, null, { ...described, value, list: row.choices.length > 0 ? id + "-list" : null });
      input.oninput = () => set([input.value]);
      if (row.choices.length > 0) {
        const list = made("datalist", part, null, { id: id + "-list" });
        for (const choice of row.choices) made("option", list, null, { value: choice });
      }
    }
  }

  function boxes(part, row, id, set) {
    const group = made("div", part, null, { id, role: "group", "aria-labelledby": id + "-name", class: "boxes", tabindex: -1 });
    const all = [...new Set([...row.value, ...row.choices])];
    const inputs = all.map((choice) => {
      const label = made("label", group);
      const input = made("input", label, null, { type: "checkbox", value: choice });
      input.checked = row.value.includes(choice);
      label.append(" " + choice);
      return input;
    });
    group.onchange = () => set(inputs.filter((input) => input.checked).map((input) => input.value));
  }

  function reports(view) {
    const found = view.import;
    if (!found) return;
    const list = (title, rows, isOpen) => {
      const part = made("details", main, null, { class: "report", open: isOpen });
      made("summary", part, title);
      const items = made("ul", part);
      for (const row of rows) made("li", items, row);
      return part;
    };
    if (found.changes) {
      const row = ([before, after]) => {
        if (before && after) return `“${before}” → “${after}”`;
        return before ? `${words.removed} “${before}”` : `${words.added} “${after}”`;
      };
      const title = found.changes.length > 0 ? fill(words.changes, { n: found.changes.length }) : words.no_changes;
      const part = list(title, found.changes.map(row), true);
      if (found.updateLine) {
        made("p", part, words.updates);
        made("pre", part, found.updateLine);
      }
    }
    if (found.repairs.length > 0) list(fill(words.repairs, { n: found.repairCount }), found.repairs, false);
  }

  function actions() {
    const bar = made("div", main, null, { class: "actions bar" });
    const button = (text, publish) => {
      const made_ = made("button", bar, text, { type: "button", class: publish === false ? "" : "main" });
      made_.onclick = () => save(publish);
      return made_;
    };
    if (now.base === null) {
      now.draft = button(words.save_draft, false);
      now.publish = button(words.save_publish, true);
    } else {
      button(me.mode === "phan-dau" ? words.save_head : words.save_update, null);
    }
    now.why = made("span", bar, "", { class: "note" });
  }

  function refresh(view) {
    now.view = view;
    now.frame.hidden = !view.page;
    now.noPage.hidden = Boolean(view.page);
    if (view.page) now.frame.src = view.page;
    if (now.publish) {
      now.isSecret ??= Boolean(view.import?.isSecret);
      now.publish.disabled = view.errors > 0 || now.isSecret;
      now.why.textContent = now.isSecret ? words.secret : view.errors > 0 ? words.has_errors : "";
    }
    showPlaces();
  }

  // What the source lacks is settled by the person alone: a value that is there already only fills the place.
  const isSettled = (doubt) => doubt.missing && (now.changes.get(doubt.field)?.length ?? 0) > 0;

  function showPlaces() {
    const part = now.places;
    const focused = document.activeElement?.dataset?.doubt;
    part.replaceChildren();
    const doubts = now.doubts.filter((doubt) => !isSettled(doubt));
    const left = now.view.findings.length + doubts.filter((doubt) => !now.seen.has(doubt)).length;
    made("h2", part, left > 0 ? fill(words.remaining, { n: left }) : words.nothing_left, { "aria-live": "polite" });
    for (const row of now.view.findings) finding(part, row);
    doubts.forEach((doubt, at) => {
      const row = made("div", part, null, { class: "place" });
      const label = made("label", row);
      const box = made("input", label, null, { type: "checkbox", "data-doubt": String(at) });
      box.checked = now.seen.has(doubt);
      box.onchange = () => {
        now.seen[box.checked ? "add" : "delete"](doubt);
        showPlaces();
      };
      label.append(" " + doubt.reason);
      const where = [doubt.line > 0 ? fill(words.source_line, { line: doubt.line }) : "", doubt.text ? `“${doubt.text}”` : ""];
      if (where.some(Boolean)) made("p", row, where.filter(Boolean).join(": "), { class: "note" });
      if (doubt.field) {
        const go = made("button", row, doubt.field, { type: "button" });
        go.onclick = () => focusField(doubt.field);
      }
      if (focused === String(at)) box.focus();
    });
  }

  function focusField(name) {
    const part = [...main.querySelectorAll("[data-field]")].find((row) => row.dataset.field === name);
    if (!part) return;
    const more = part.closest("details");
    if (more) more.open = true;
    part.querySelector("input, select, textarea, [tabindex]")?.focus();
  }

  function finding(parent, row) {
    const article = made("article", parent, null, { class: "place finding" });
    made("h3", article, row.severity ? `${row.severity}: ${row.title}` : row.title);
    made("p", article, row.place, { class: "note" });
    if (row.excerpt) {
      const line = made("p", article, row.excerpt.before, { class: "excerpt" });
      made("mark", line, row.excerpt.marked);
      line.append(row.excerpt.after);
    }
    if (row.why) made("p", article, `${shared.why}: ${row.why}`);
    if (row.help) made("p", article, `${shared.help}: ${row.help}`);
    if (row.code) {
      const href = "/_congbo/explain?code=" + encodeURIComponent(row.code);
      made("a", article, fill(shared.explain, { code: row.code }), { href, target: "_blank" });
    }
  }

  // What is not saved yet is not left without a question.
  addEventListener("beforeunload", (event) => {
    if (now && now.changes.size + (now.base === null ? 1 : 0) > 0) event.preventDefault();
  });

  // --- edits are tried, then saved ---

  let timer = 0;
  let newest = 0;

  const edited = (more = {}) => JSON.stringify({
    path: now.path.value.trim(),
    source: now.source,
    changes: [...now.changes],
    base: now.base,
    pictures: now.pictures,
    ...more,
  });

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(tryEdits, 300);
  }

  async function tryEdits() {
    const number = ++newest;
    const view = await post("trial", edited());
    // A later edit has its own answer.
    if (number !== newest) return;
    if (view.problem) return say(view.problem, true);
    say("");
    refresh(view);
  }

  async function save(publish) {
    clearTimeout(timer);
    newest += 1;
    const saved = await post("save", edited({ publish }));
    if (saved.problem) return say(saved.problem, true);
    say("");
    done(saved, publish === false);
  }

  function done(saved, isDraft) {
    now = null;
    main.replaceChildren();
    const title = made("h2", main, fill(words.saved, { path: saved.path }), { tabindex: -1 });
    if (isDraft) made("p", main, words.saved_draft);
    const links = made("p", main, null, { class: "actions" });
    if (saved.url) made("a", links, words.open_page, { href: saved.url, class: "button main" });
    made("a", links, words.edit_head, { href: "/_congbo/phan-dau?file=" + encodeURIComponent(saved.path), class: "button" });
    made("a", links, words.another, { href: "/_congbo/nhap", class: "button" });
    made("h2", main, words.to_repository);
    made("p", main, words.before_steps);
    const ways = made("div", main, null, { class: "ways" });
    for (const text of [words.with_github, words.with_vscode]) {
      const [name, ...steps] = text.split("\n");
      const part = made("section", ways);
      made("h3", part, name);
      const list = made("ol", part);
      for (const step of steps) made("li", list, step);
    }
    title.focus();
  }

  // --- the head of a file ---

  async function openHead(path) {
    say(words.reading);
    const view = await ask("head?file=" + encodeURIComponent(path));
    if (view.problem) return say(view.problem, true);
    if (view.fields === null) return say(words.unreadable_head, true);
    say("");
    edit(view);
  }

  async function chooseHead() {
    main.replaceChildren();
    const label = made("label", main, words.which_document + " ", { class: "which" });
    const documents = made("select", label);
    made("option", documents, "", { value: "" });
    const rows = await ask("documents");
    if (rows.problem) return say(rows.problem, true);
    for (const { path, name } of rows) made("option", documents, name ? `${name} – ${path}` : path, { value: path });
    documents.onchange = () => documents.value && openHead(documents.value);
    documents.focus();
  }

  if (me.mode !== "phan-dau") intake();
  else if (asked.get("file")) openHead(asked.get("file"));
  else chooseHead();
})();
