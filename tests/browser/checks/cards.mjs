// A citation's card comes by pointer, by keyboard and by touch, stays while it is pointed at, goes by Escape
// (WCAG 1.4.13), names the document, and asks the server for the page that the link leads to and nothing else. Where that
// page does not come, a tap leads there.

const CARD = '#ui-floating-card';
const LINK = '.text a.citation';
const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

// The first citation of the text that leads to another page.
async function visit(browser, address, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  const links = page.locator(LINK);
  for (let at = 0; at < await links.count(); at += 1) {
    const link = links.nth(at);
    if (!(await link.getAttribute('href')).startsWith('#')) return { context, page, link };
  }
  await context.close();
  return null;
}

const appears = (page) => page.locator(CARD).waitFor({ state: 'visible', timeout: 3000 }).then(() => true, () => false);
const goes = (page) => page.locator(CARD).waitFor({ state: 'hidden', timeout: 3000 }).then(() => true, () => false);

async function byPointer({ page, link }, add) {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await link.hover();
  if (!await appears(page)) return add('the pointer brings no card');
  if (!await page.locator(`${CARD} .name`).textContent()) add('the card names nothing');
  await page.locator(CARD).hover();
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 500); }));
  if (!await page.locator(CARD).isVisible()) add('the card goes while it is pointed at');
  await page.keyboard.press('Escape');
  if (!await goes(page)) add('Escape leaves the card');
  const own = await link.evaluate((anchor) => anchor.href.split('#')[0]);
  const other = asked.find((url) => url !== own);
  if (other) add(`the card asks for ${other}`);
  if (asked.length > 1) add(`the card asks ${asked.length} times`);
}

async function byKeyboard({ page, link }, add) {
  await page.mouse.move(0, 0);
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  if (!await appears(page)) return add('the keyboard brings no card');
  await page.keyboard.press('Escape');
  if (!await goes(page)) add('Escape leaves the card that the keyboard brought');
}

async function byTouch({ page, link }, address, add) {
  await link.tap();
  if (!await appears(page) || page.url() !== address) return add('a tap brings no card');
  const box = await page.locator(CARD).boundingBox();
  if (box.x < 0 || box.x + box.width > 320) add('the card does not fit a phone');
  await link.tap();
  await page.waitForURL((url) => url.href !== address, { timeout: 3000 }).catch(() => add('a second tap leads nowhere'));
}

async function withoutAnswer({ context, page, link }, add) {
  const own = await link.evaluate((anchor) => anchor.href.split('#')[0]);
  let asked = 0;
  await context.route(own, (route) => (asked++ === 0 ? route.abort() : route.fulfill({ body: 'there' })));
  await link.tap();
  await page.waitForURL((url) => url.href.split('#')[0] === own, { timeout: 3000 }).catch(() => add('a tap whose card does not come leads nowhere'));
}

// Nothing is asked of a page without citations.
export async function cards(browser, address) {
  const findings = [];
  const add = (text) => findings.push({ check: 'card', where: new URL(address).pathname, text });
  const desk = await visit(browser, address);
  if (!desk) return findings;
  await byPointer(desk, add);
  await byKeyboard(desk, add);
  await desk.context.close();
  const phone = await visit(browser, address, PHONE);
  await byTouch(phone, address, add);
  await phone.context.close();
  const cut = await visit(browser, address, PHONE);
  await withoutAnswer(cut, add);
  await cut.context.close();
  return findings;
}
