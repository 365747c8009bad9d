// All that can be used with a pointer is reached by Tab alone, in a round that ends, and shows where it is.

// What the reader may use: visible, enabled, in the order of tabs.
const MARK = () => {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]';
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth;
  const all = new Set(document.querySelectorAll(usable));
  for (const element of document.body.querySelectorAll('*')) if (scrolls(element)) all.add(element);
  const wanted = [...all].filter((element) => (element.tabIndex >= 0 || scrolls(element)) && !element.disabled
    && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })
    && !(element.matches('input[type=radio]:not(:checked)')));
  const look = (element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor,
      style.borderTopColor, style.borderBottomColor, style.borderBottomWidth, style.textDecorationLine,
      style.textDecorationThickness].join(';');
  };
  window.congboWanted = new Map(wanted.map((element) => [element, look(element)]));
  window.congboLook = look;
  return wanted.length;
};

const STEP = () => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return { end: true };
  const name = element.outerHTML.slice(0, 110);
  if (window.congboReached === undefined) window.congboReached = new Set();
  if (window.congboReached.has(element)) return { end: true, again: name };
  window.congboReached.add(element);
  const before = window.congboWanted.get(element);
  // A link in a picture is a dot and words far from it; what lies between them is not its own.
  const words = element instanceof SVGElement ? element.querySelector('text') ?? element : element;
  const box = words.getClientRects()[0] ?? words.getBoundingClientRect();
  const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  let covered = false;
  if (inside) {
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    covered = top !== null && !element.contains(top) && !top.contains(element);
  }
  return { name, shown: before === undefined || window.congboLook(element) !== before, inside, covered };
};

const UNREACHED = () => [...window.congboWanted.keys()]
  .filter((element) => !window.congboReached?.has(element) && element.checkVisibility({ visibilityProperty: true }))
  .map((element) => element.outerHTML.slice(0, 110));

export async function keyboard(page) {
  const wanted = await page.evaluate(MARK);
  const findings = [];
  let ended = false;
  for (let presses = 0; presses < wanted + 50 && !ended; presses += 1) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(STEP);
    ended = step.end === true;
    if (step.end) break;
    if (!step.shown) findings.push({ check: 'focus', text: `focus does not show on ${step.name}` });
    if (!step.inside) findings.push({ check: 'focus', text: `focus is out of sight on ${step.name}` });
    if (step.covered) findings.push({ check: 'focus', text: `focus is covered on ${step.name}` });
  }
  if (!ended) findings.push({ check: 'keyboard', text: 'Tab never leaves the page' });
  const unreached = await page.evaluate(UNREACHED);
  for (const name of unreached.slice(0, 5)) findings.push({ check: 'keyboard', text: `Tab does not reach ${name}` });
  return findings;
}
