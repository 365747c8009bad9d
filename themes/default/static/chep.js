// Copies a provision as a link or as a citation in official form: whole the first time that a document is
// cited, short after. Without this script the forms stand on the provision's page, to be selected.
const own = document.currentScript.dataset;
const key = "chep:" + own.ngan;

function seen() {
  try {
    return sessionStorage.getItem(key) === "1";
  } catch {
    return false;
  }
}

function remember() {
  try {
    sessionStorage.setItem(key, "1");
  } catch {
    // Without storage every citation is the whole one.
  }
}

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  const words = button.textContent;
  button.textContent = own.daChep;
  setTimeout(() => (button.textContent = words), 2000);
}

function button(words, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-live", "polite");
  made.addEventListener("click", () => copy(made, text()));
  return made;
}

function citation(place) {
  const text = (place ? place + " " : "") + (seen() ? own.ngan : own.dai);
  remember();
  return text;
}

function tools(link, place) {
  const box = document.createElement("span");
  box.className = "chep";
  box.append(button(own.chepLienKet, () => link), button(own.chepTrichDan, () => citation(place)));
  return box;
}

if (navigator.clipboard) {
  const page = (document.querySelector("link[rel=canonical]")?.href ?? location.href).split("#")[0];
  document.querySelector(".trich-dan")?.append(tools(page, own.muc));
  for (const number of document.querySelectorAll(".so[data-dan]")) {
    const item = number.closest(".muc") ?? number.closest("[id]");
    const made = document.createElement("button");
    made.type = "button";
    made.className = "mo-chep";
    made.textContent = own.chep;
    made.setAttribute("aria-expanded", "false");
    made.setAttribute("aria-label", own.chepGi.replace("{address}", number.dataset.dan));
    made.addEventListener("click", () => {
      const open = made.nextElementSibling?.classList.contains("chep");
      if (open) made.nextElementSibling.remove();
      else made.after(tools(page + "#" + item.id, number.dataset.dan));
      made.setAttribute("aria-expanded", String(!open));
    });
    number.after(made);
  }
}
