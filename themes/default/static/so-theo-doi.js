// The ledger filters itself in the page; without this each filter is a link to a page of its own.
const lists = document.querySelectorAll("[data-loc]");
const rows = [...document.querySelectorAll(".so-bang tbody tr[data-chu-de]")];
const none = document.getElementById("tr-khong-khop");

const has = (element, kind, value) => (element.getAttribute("data-" + kind) || "").split(" ").includes(value);

function show(key) {
  const [kind, value] = key ? key.split(":") : [];
  for (const row of rows) {
    const records = [...row.querySelectorAll(".ghi-nhan")];
    for (const record of records) {
      record.hidden = kind === "loai" || kind === "don-vi" ? !has(record, kind, value) : false;
    }
    row.hidden = kind === "chu-de" ? !has(row, kind, value) : Boolean(kind) && records.every((record) => record.hidden);
  }
  for (const group of document.querySelectorAll(".so-bang tbody")) {
    group.hidden = ![...group.querySelectorAll("tr[data-chu-de]")].some((row) => !row.hidden);
  }
  if (none) none.hidden = rows.some((row) => !row.hidden);
  for (const link of lists) {
    if (link.dataset.loc === key) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

for (const link of lists) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.getAttribute("aria-current") ? "" : link.dataset.loc);
  });
}
