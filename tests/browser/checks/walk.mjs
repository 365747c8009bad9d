// The walk of a reader: what the first screens hold, that the margin stands beside its provision and covers nothing, that
// its legend is read before it. A row of `WALK` is a page in one window with what it must show.

const PROGRAMME = 'chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/';
const DECISION = 'quyet-dinh/2011/393-qd-tu/';
const PHONE = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 900 };

export const WALK = [
  // 1. The decision that search engines lead to: who cites it, in which words.
  { name: 'citing sentences', path: DECISION, size: WIDE, within: ['#ui-cited-by blockquote', 900] },
  { name: 'citing sentences', path: DECISION, size: PHONE, within: ['#ui-cited-by blockquote', 1400] },
  // 2. A provision is landed on, marked.
  { name: 'a provision marked', path: `${PROGRAMME}#II.2.1`, size: WIDE, marked: 'II.2.1' },
  { name: 'a provision marked', path: `${PROGRAMME}#II.2.1`, size: PHONE, marked: 'II.2.1', bar: true },
  // 3. Material: what has a date and is of the province first; what is not says so.
  { name: 'material in order', path: `${PROGRAMME}muc-ii-1-5/`, size: WIDE, ordered: '#ui-same-subject' },
  // 4. The page of a provision answers on one phone screen, as far as its words go.
  { name: 'the words', path: `${PROGRAMME}muc-ii-1-5/`, size: PHONE, within: ['[data-content="body"] p', 740] },
  // The first sentence on the first screen of a phone.
  ...[PROGRAMME, 'mo-hinh-dan-van-kheo/pho-phuc-ninh/', 'cach-lam-o-co-so/xom-dua/'].map((path) => (
    { name: 'the first sentence', path, size: PHONE, within: ['[data-content="body"] p', 710] })),
  // The margin at the widths of phones, tablets and office laptops.
  ...[360, 768, 960, 1093, 1265, 1280, 1366, 1920].map((width) => (
    { name: 'the margin', path: PROGRAMME, size: { width, height: 900 }, margin: true })),
];

async function within(page, [selector, limit], add) {
  const bottom = await page.evaluate((wanted) => {
    const found = document.querySelector(wanted);
    if (!found) return null;
    const range = document.createRange();
    range.selectNodeContents(found);
    return range.getClientRects()[0].bottom + scrollY;
  }, selector);
  if (bottom === null) add(`there is no ${selector}`);
  else if (bottom > limit) add(`${selector} begins to be read at ${Math.round(bottom)} px, not ${limit}`);
}

async function marked(page, id, add) {
  const found = await page.evaluate((wanted) => {
    const part = document.getElementById(wanted);
    const { top } = part.getBoundingClientRect();
    const words = part.querySelector('p').getClientRects()[0];
    const above = document.elementFromPoint(words.left + 20, words.top + 8);
    return { top, colour: getComputedStyle(part).backgroundColor, plain: getComputedStyle(document.body).backgroundColor, read: part.contains(above) };
  }, id);
  if (found.top < 0 || found.top > 200) add(`#${id} is landed on at ${Math.round(found.top)} px`);
  if (found.colour === found.plain || found.colour === 'rgba(0, 0, 0, 0)') add(`#${id} is not marked`);
  if (!found.read) add(`something covers the words of #${id}`);
}

// The bar stays, says where one reads, and opens the contents.
async function bar(page, add) {
  const box = await page.locator('.bar').boundingBox();
  if (Math.abs(box.y) > 1 || box.height > 46) add(`the bar is at ${box.y} px, ${box.height} px high`);
  const heading = await page.locator('.bar-heading').textContent();
  if (!heading.includes('2')) add(`the bar says “${heading}” over II.2.1`);
  await page.locator('.bar summary').click();
  if (!await page.locator('.bar .contents a').first().isVisible()) add('the bar does not open the contents');
}

async function ordered(page, selector, add) {
  const rows = await page.evaluate((wanted) => [...document.querySelectorAll(`section[aria-labelledby="${wanted.slice(1)}"] .entries .meta`)].map((line) => line.innerText), selector);
  if (rows.length < 3) add(`only ${rows.length} entries in ${selector}`);
  const year = (row) => /\b(19|20)\d\d\b/.test(row);
  if (!year(rows[0] ?? '') || /ngoài tỉnh/.test(rows[0])) add(`the first entry is “${rows[0]}”`);
  const undated = rows.findIndex((row) => !year(row));
  if (undated >= 0 && rows.slice(undated).some(year)) add('an entry with a year follows one without');
}

// Beside its provision or under it, in nobody's way, and never without its legend.
async function margin(page, width, add) {
  const found = await page.evaluate(() => {
    const visible = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
    const margins = [...document.querySelectorAll('.margin')].filter(visible);
    const legend = document.querySelector('.legend');
    const box = (element) => element.getBoundingClientRect();
    const beside = margins.filter((one) => getComputedStyle(one).position === 'absolute');
    const wrong = [];
    beside.forEach((one, at) => {
      const next = beside[at + 1];
      if (next && box(one).bottom > box(next).top + 1) wrong.push(`that of ${one.parentElement.id} reaches into that of ${next.parentElement.id}`);
      const own = one.parentElement;
      const last = own.matches('section') ? own.querySelector(':scope > :is(h2, h3, h4, h5, h6)') : own.lastElementChild === one ? own : one.previousElementSibling;
      const room = own.matches('section') ? 48 : 18;
      if (box(one).bottom > box(last).bottom + room) wrong.push(`that of ${own.id} is ${Math.round(box(one).bottom - box(last).bottom)} px longer than its words`);
      if (box(one).right > document.documentElement.clientWidth) wrong.push(`that of ${own.id} leaves the window`);
      if (box(one).left < box(own).right) wrong.push(`that of ${own.id} covers the text`);
    });
    return { count: margins.length, beside: beside.length, legend: Boolean(legend && visible(legend) && margins.length > 0 && box(legend).bottom < box(margins[0]).top), words: legend?.textContent ?? '', wrong };
  });
  if (found.count < 5) add(`only ${found.count} margins at ${width} px`);
  if (!found.legend) add(`no legend is read before the margin at ${width} px`);
  if (!found.words.includes('Không nguồn nào nói các tư liệu này thực hiện chương trình.')) add(`the legend says “${found.words}”`);
  if (width >= 960 && found.beside !== found.count) add(`${found.count - found.beside} margins stand under the text at ${width} px`);
  for (const text of found.wrong) add(`at ${width} px the margin ${text}`);
}

// One step of the walk.
export async function walk(browser, server, step) {
  const findings = [];
  const add = (text) => findings.push({ check: 'walk', where: `/${step.path} (${step.size.width} px, ${step.name})`, text });
  const context = await browser.newContext({ viewport: step.size, hasTouch: step.size.width < 500 });
  const page = await context.newPage();
  try {
    await page.goto(`${server.origin}/${step.path}`, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    if (step.within) await within(page, step.within, add);
    if (step.marked) await marked(page, step.marked, add);
    if (step.bar) await bar(page, add);
    if (step.ordered) await ordered(page, step.ordered, add);
    if (step.margin) await margin(page, step.size.width, add);
  } finally {
    await context.close();
  }
  return findings;
}

// The step that the self-test takes on a page whose margin has no legend.
export const walkOf = (path) => ({ name: 'the margin', path, size: { width: 1280, height: 900 }, margin: true });

// At the number of a provision a card opens that copies, one tab stop for all; a topic marks its provisions.
export async function provisionTools(browser, server) {
  const findings = [];
  const add = (text) => findings.push({ check: 'walk', where: `/${PROGRAMME} (copying, filter)`, text });
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(`${server.origin}/${PROGRAMME}`, { waitUntil: 'load' });
  const number = page.locator('[id="II.1.5"] .number').first();
  await number.tap();
  const button = page.locator('#ui-floating-card button').first();
  if (!await button.isVisible().catch(() => false)) add('a tap on a number opens nothing');
  else {
    await button.click();
    await button.click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (!copied.endsWith('#II.1.5')) add(`copied: ${copied}`);
    await page.waitForFunction(() => document.querySelector('#ui-floating-card button').textContent === 'Sao chép liên kết', null, { timeout: 4000 })
      .catch(() => add('after two clicks the button does not get its words back'));
    const cited = await page.locator('#ui-floating-card .name').textContent();
    if (cited !== 'điểm 1.5, mục 1, phần II') add(`II.1.5 is cited as “${cited}”`);
    await page.keyboard.press('Escape');
    if (!await page.evaluate(() => document.activeElement.matches('.number'))) add('Escape does not lead back to the number');
  }
  const names = await page.evaluate(() => [...document.querySelectorAll('.text :is(h2, h3)')].map((heading) => heading.innerText).filter((text) => /[Cc]hép/.test(text)));
  if (names.length > 0) add(`a heading holds a button: ${names[0]}`);
  await page.locator('.topic-filter summary').click();
  const topic = page.locator('.topic-filter [data-provisions]').first();
  const wanted = (await topic.getAttribute('data-provisions')).split(' ');
  await topic.click();
  const listed = await page.locator('.topic-found a').allTextContents();
  const lit = await page.evaluate(() => [...document.querySelectorAll('.matches')].map((part) => part.id));
  if (listed.join(' ') !== wanted.join(' ')) add(`the filter lists ${listed} for ${wanted}`);
  if ([...lit].sort().join() !== [...wanted].sort().join()) add(`the filter marks ${lit} for ${wanted}`);
  await context.close();
  return findings;
}
