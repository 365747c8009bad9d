// One page at every width between a small phone and a wide screen; room for a fingertip; and how much of a list a screen shows.
import { cut, scroll } from './layout.mjs';

const WIDTHS = [320, 360, 768, 1093, 1280, 1366, 1920];
const PHONE = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 900 };

// A control that stands by itself, in pixels. Links among words have the room of their line (WCAG 2.5.8, which axe-core holds).
const MIN_TOUCH = 30;
const CONTROLS = 'main button, summary, select, input, nav a, .chips a, .years a, .inline-list a, .ways a, .more a, .register h3 a, .provision-label a, .neighbours a';

// The fewest entries that a screen of a list shows.
const MIN_ENTRIES = [[PHONE, 4], [WIDE, 7]];

export async function widths(page) {
  const findings = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const found = [...await scroll(page), ...await cut(page)];
    findings.push(...found.map(({ check, text }) => ({ check, text: `at ${width} px ${text}` })));
  }
  return findings;
}

export async function touch(page) {
  await page.setViewportSize(PHONE);
  const small = await page.evaluate(({ CONTROLS, MIN_TOUCH }) => {
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 2;
    const height = (element) => Math.round(element.getBoundingClientRect().height);
    const controls = [...document.querySelectorAll(CONTROLS)].filter((element) => isShown(element) && height(element) < MIN_TOUCH);
    return controls.map((element) => `${height(element)} px: ${element.outerHTML.slice(0, 80)}`);
  }, { CONTROLS, MIN_TOUCH });
  return small.slice(0, 3).map((text) => ({ check: 'touch', text: `a control of less than ${MIN_TOUCH} px, ${text}` }));
}

export async function entries(page) {
  const findings = [];
  for (const [size, least] of MIN_ENTRIES) {
    await page.setViewportSize(size);
    const found = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('main .entries > li')].map((entry) => entry.getBoundingClientRect()).filter(({ height }) => height > 0);
      return boxes.length < 10 ? null : boxes.length * innerHeight / (boxes.at(-1).bottom - boxes[0].top);
    });
    if (found !== null && found < least) findings.push({ check: 'entries', text: `${found.toFixed(1)} entries a screen of ${size.width} px, at least ${least}` });
  }
  return findings;
}

// `isList`: the page is a list, of which a screen must show enough.
export async function screens(browser, address, isList) {
  const context = await browser.newContext({ viewport: WIDE, hasTouch: true });
  const page = await context.newPage();
  try {
    await page.goto(address, { waitUntil: 'load' });
    const found = [...await widths(page), ...await touch(page), ...(isList ? await entries(page) : [])];
    return found.map((finding) => ({ ...finding, where: address }));
  } finally {
    await context.close();
  }
}
