// Filters of the list on this page. Without this script the list is whole, and its links lead to years, kinds and topics.
const box = document.querySelector("[data-filters]");
const items = [...document.querySelectorAll("li[data-year]")];
const choices = [...box.querySelectorAll("select")];
const [status, clear, none] = ["[role=status]", "button", ".empty"].map((one) => box.querySelector(one));
const nameOf = (choice) => choice.id.replace("ui-filter-", "");

function matches(item) {
  return choices.every((choice) => {
    const wanted = choice.value;
    if (!wanted) return true;
    const has = item.dataset[choice.dataset.filter].split(" ");
    if (nameOf(choice) === "from") return has[0] >= wanted;
    if (nameOf(choice) === "to") return has[0] !== "" && has[0] <= wanted;
    return has.includes(wanted);
  });
}

function apply() {
  const chosen = choices.filter((choice) => choice.value);
  for (const item of items) item.hidden = !matches(item);
  // A heading without entries says nothing; the innermost sections first.
  for (const part of [...document.querySelectorAll(".section, .year")].reverse()) {
    const inside = [...part.querySelectorAll("li[data-year]")];
    if (inside.length) part.hidden = inside.every((item) => item.hidden);
  }
  const left = items.filter((item) => !item.hidden).length;
  const words = box.dataset.left.replace("{n}", left).replace("{m}", items.length);
  status.textContent = chosen.length ? words : "";
  clear.hidden = !chosen.length;
  none.hidden = left > 0;
  const query = new URLSearchParams(chosen.map((choice) => [nameOf(choice), choice.value])).toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
}

const asked = new URLSearchParams(location.search);
for (const choice of choices) {
  const wanted = asked.get(nameOf(choice));
  if ([...choice.options].some((option) => option.value === wanted)) choice.value = wanted;
  choice.addEventListener("change", apply);
}
clear.addEventListener("click", () => {
  for (const choice of choices) choice.value = "";
  apply();
  choices[0].focus();
});
if (choices.some((choice) => choice.value)) {
  box.open = true;
  apply();
}
