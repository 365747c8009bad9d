// In forced colours (Windows high contrast) backgrounds and shadows are gone: what they say must be said by lines.
// https://www.w3.org/TR/css-color-adjust-1/#forced

const STOPS = 14;

const hasOutline = () => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const isShown = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  return isShown || at === document.body ? null : at.outerHTML.slice(0, 80);
};

// Links among words are told from them by colour or by a line.
const plainLinks = () => [...document.querySelectorAll('main p a[href], main li a[href]')].filter((link) => {
  const [own, around] = [getComputedStyle(link), getComputedStyle(link.parentElement)];
  return link.checkVisibility() && own.color === around.color && !own.textDecorationLine.includes('underline');
}).map((link) => link.outerHTML.slice(0, 80));

// Whether an element has a line around it or at one of its sides.
const isLined = (selector) => {
  const element = document.querySelector(selector);
  if (!element) return null;
  const { outlineStyle, borderLeftStyle, textDecorationLine } = getComputedStyle(element);
  return outlineStyle !== 'none' || borderLeftStyle !== 'none' || textDecorationLine.includes('underline');
};

// What the page of a followed document marks: where one has landed, the heading that is read, the topic that is chosen.
async function marks(page, add) {
  const topic = page.locator('.topic-filter [data-provisions]').first();
  if (await topic.count() > 0) {
    await page.locator('.topic-filter summary').click();
    await topic.click();
    await page.locator('.topic-filter summary').click();
  }
  for (const selector of [':target, :target > h2', '.contents [aria-current]', '.topic-filter [aria-current]', '.matches .number']) {
    if (await page.evaluate(isLined, selector) === false) add(`${selector} has no line`);
  }
}

export async function forced(browser, address) {
  const findings = [];
  const add = (text) => findings.push({ check: 'forced', where: address, text });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, forcedColors: 'active' });
  const page = await context.newPage();
  try {
    await page.goto(address, { waitUntil: 'load' });
    await marks(page, add);
    for (const link of (await page.evaluate(plainLinks)).slice(0, 3)) add(`a link like the words around it: ${link}`);
    for (let stop = 0; stop < STOPS; stop += 1) {
      await page.keyboard.press('Tab');
      const without = await page.evaluate(hasOutline);
      if (without) add(`the focus has no line: ${without}`);
    }
  } finally {
    await context.close();
  }
  return findings;
}
