// Searches the real site as readers do: the queries of `tests/search/queries.txt`, the words of `tests/search/words.txt`,
// the box on the first page, keys, and what assistive technology is told.
//
//   node search.mjs SITE
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';
import { axe } from './checks/axe.mjs';
import { keyboard } from './checks/keyboard.mjs';
import { scroll } from './checks/layout.mjs';
import { serve, SUBFOLDER } from './server.mjs';

const site = process.argv[2];
const cases = (name) => readFileSync(fileURLToPath(new URL(`../search/${name}`, import.meta.url)), 'utf8')
  .split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))));
const findings = [];
const expect = (holds, text) => { if (!holds) findings.push(text); };

// The words of texts, as the script that is published reads them.
async function words() {
  const source = readFileSync(join(site, 'giao-dien/search-words.js'));
  const { wordsOf } = await import(`data:text/javascript;base64,${source.toString('base64')}`);
  for (const line of cases('words.txt')) {
    const [text, forms] = line.split(/ ->(?: |$)/);
    const [expected] = forms.split(' | ');
    const found = wordsOf(text.normalize('NFC')).map((word) => `${word.follows ? '+' : ''}${word.toned}/${word.folded}`).join(' ');
    expect(found === expected, `words of ${text}: ${found}, not ${expected}`);
  }
}

const answered = (page) => page.waitForFunction(() => !['', 'Đang tìm…'].includes(document.getElementById('ui-result-count').textContent));

const plain = (address) => decodeURIComponent(address.replace(/#?:~:.*/, ''));

async function ask(page, origin, query) {
  const [words, ...more] = query.split(/&(?=[a-z-]+=)/);
  await page.goto(`${origin}${SUBFOLDER}tim-kiem/?${[`q=${encodeURIComponent(words)}`, ...more].join('&')}`);
  await answered(page);
  const answer = await page.evaluate(() => {
    const addresses = (selector) => [...document.querySelectorAll(selector)].map((link) => link.href);
    return {
      links: addresses('#ui-list .search-title a, #ui-list .search-number a'),
      subjects: addresses('#ui-list .search-subjects a'),
      text: document.querySelector('.search-page main').innerText,
    };
  });
  const inside = (link) => plain(link).replace(`${origin}${SUBFOLDER}`, '').replace('chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/', '~/');
  return { ...answer, links: answer.links.map(inside), subjects: answer.subjects.map(inside) };
}

async function queries(page, origin) {
  const table = [];
  for (const line of cases('queries.txt')) {
    const [query, expected] = line.split(' => ');
    const answer = await ask(page, origin, query);
    table.push(`${query} | ${answer.links.slice(0, 3).join(' ') || answer.subjects[0] || '-'}`);
    let next = 0;
    for (const wanted of expected.split(' ; ')) {
      const told = `${query}: ${wanted}; found ${answer.links.slice(0, 6).join(' ') || 'nothing'}`;
      if (wanted === '-') expect(answer.links.length === 0, told);
      else if (wanted.startsWith('"')) expect(answer.text.includes(wanted.slice(1, -1)), `${told} in ${answer.text.slice(0, 400)}`);
      else if (wanted.startsWith('+')) expect(answer.subjects.includes(wanted.slice(1)), `${told}, named ${answer.subjects.join(' ')}`);
      else if (wanted.startsWith('@')) expect(answer.links.includes(wanted.slice(1)), told);
      else {
        expect(answer.links[next] === wanted, told);
        next += 1;
      }
    }
  }
  if (process.env.SEARCH_TABLE) console.log(table.join('\n'));
}

// Whoever types the right tones finds at least what others find without them.
async function tones(page, origin) {
  for (const query of ['vận động nhân dân hiến đất', 'hiến đất', 'tôn giáo', 'cán bộ', 'khiếu nại tố cáo', 'nước sạch', 'đối thoại với nhân dân']) {
    const found = async (words) => {
      const { links, text } = await ask(page, origin, words);
      return text.includes('Không thấy') ? [] : links;
    };
    const folded = query.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
    const [right, without] = [await found(query), await found(folded)];
    const lost = without.filter((link) => !right.includes(link));
    expect((without.length > 0 || query === 'nước sạch') && lost.length === 0, `${query}: lost ${lost.join(' ')}`);
  }
}

// Results come from the index alone, and each link leads to the words.
async function sources(page, origin) {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await ask(page, origin, 'tôn giáo');
  const pages = asked.filter((url) => url.endsWith('/') || url.includes('.html'));
  expect(pages.length === 0, `pages loaded for excerpts: ${pages.join(' ')}`);
  const bytes = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('chi-muc')).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0));
  expect(bytes > 0 && bytes < 90_000, `${bytes} bytes of the index for one query`);
  const link = page.locator('#ui-list .search-number a').nth(1);
  expect((await link.getAttribute('href')).endsWith('#:~:text=t%C3%B4n%20gi%C3%A1o'), `no directive: ${await link.getAttribute('href')}`);
  const shown = await page.locator('#ui-list .search-result').first().innerText();
  const lines = shown.split('\n').map((line) => line.trim()).filter(Boolean);
  expect(new Set(lines).size === lines.length, `a line twice: ${shown}`);
  expect(await page.locator('#ui-list .search-count').first().textContent() === ' · 6 mục', 'the provisions are not counted');
  page.removeAllListeners('request');
}

// A provision asked for by its number is answered on one screen of a phone.
async function exactly(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  const page = await context.newPage();
  await ask(page, origin, '2.2');
  const card = page.locator('.search-answer');
  const text = await card.innerText();
  for (const words of ['Đúng mục II.2.2', 'Tiếp tục tham mưu cho cấp ủy', 'Văn bản được nêu', 'Đề án 08-ĐA/TU', 'Tư liệu về mục này']) {
    expect(text.includes(words), `the answer to 2.2 lacks “${words}”: ${text}`);
  }
  const box = await card.boundingBox();
  expect(box.y + box.height <= 740, `the answer to 2.2 ends at ${Math.round(box.y + box.height)} px of 740`);
  await context.close();
}

// What could not be loaded can be loaded again.
async function recovery(browser, origin) {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  await page.route('**/chi-muc/*', (route) => route.abort());
  await page.goto(`${origin}/tim-kiem/?q=393`);
  await page.getByText('Chưa tải được dữ liệu tìm kiếm.').waitFor({ timeout: 5000 }).catch(() => expect(false, 'a lost index is not told'));
  await page.unroute('**/chi-muc/*');
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.locator('#ui-list .search-title').first().waitFor({ timeout: 5000 }).catch(() => expect(false, 'the page does not recover'));
  await context.close();
}

const rows = (page) => page.getByRole('option');

// From a field to an answer: by keys, by Escape, and never in the middle of a syllable.
async function completions(page, origin) {
  await page.goto(`${origin}${SUBFOLDER}chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/`);
  const field = page.locator('#ui-site-q');
  await field.click();
  await page.waitForFunction(() => document.getElementById('ui-site-q').getAttribute('role') === 'combobox');
  const top = () => page.evaluate(() => document.querySelector('main').getBoundingClientRect().top);
  const before = await top();
  await page.keyboard.type('tôn gi');
  await rows(page).first().waitFor();
  expect(await rows(page).count() <= 5, `${await rows(page).count()} rows`);
  expect(await top() === before, 'the list moves the page');
  const texts = await rows(page).allInnerTexts();
  for (const wanted of ['II.5', 'Công tác tôn giáo']) expect(texts.some((text) => text.startsWith(wanted)), `${wanted} is not proposed: ${texts.join(' | ')}`);
  expect(await field.getAttribute('aria-expanded') === 'true', 'not told to be open');
  for (const { check, text } of await axe(page)) findings.push(`[${check}] completions: ${text}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = rows(page).nth(1);
  expect(await field.getAttribute('aria-activedescendant') === await second.getAttribute('id'), 'the second row is not the active one');
  expect(await second.getAttribute('aria-selected') === 'true', 'the second row is not selected');
  await page.keyboard.press('Escape');
  expect(await rows(page).count() === 0 && await field.inputValue() === 'tôn gi', 'Escape does not close the list alone');
  await page.keyboard.press('ArrowDown');
  await rows(page).first().waitFor();
  await page.keyboard.press('ArrowDown');
  const value = await rows(page).first().getAttribute('data-value');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tim-kiem/?q=*');
  await answered(page);
  expect(await page.locator('#ui-q').inputValue() === value, `chosen: ${value}, sought: ${await page.locator('#ui-q').inputValue()}`);
  for (const [typed, wanted] of [['393', '393-QĐ/TU'], ['2.2', 'II.2.2'], ['dai tu', 'huyện Đại Từ'], ['dan van kh', 'Dân vận khéo']]) {
    await page.locator('#ui-q').fill('');
    await page.locator('#ui-q').pressSequentially(typed);
    await page.getByRole('option').filter({ hasText: wanted }).first().waitFor({ timeout: 5000 }).catch(() => expect(false, `${typed}: ${wanted} is not proposed`));
  }
  await page.locator('#ui-q').fill('');
}

// What is typed before the script of the field is there is proposed for too.
async function slow(page, origin) {
  let release;
  const typed = new Promise((resolve) => { release = resolve; });
  await page.route('**/search-box.js', async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto(`${origin}${SUBFOLDER}`);
  await page.locator('#ui-q').click();
  await page.keyboard.type('393');
  release();
  await rows(page).filter({ hasText: '393-QĐ/TU' }).first().waitFor({ timeout: 5000 }).catch(() => expect(false, 'what was typed early is not proposed for'));
  await page.unroute('**/search-box.js');
}

// A syllable that an input method is composing is nobody's query yet, and its Enter and arrows are the method's.
async function composition(page, origin) {
  await page.goto(`${origin}${SUBFOLDER}`);
  await page.locator('#ui-q').click();
  await page.waitForFunction(() => document.getElementById('ui-q').getAttribute('role') === 'combobox');
  const session = await page.context().newCDPSession(page);
  for (const text of ['t', 'to', 'tô', 'tôn']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(60);
    expect(await rows(page).count() === 0, `proposals while “${text}” is composed`);
  }
  await page.keyboard.press('ArrowDown');
  expect(await rows(page).count() === 0, 'an arrow of the input method opens the list');
  await session.send('Input.insertText', { text: 'tôn' });
  await rows(page).first().waitFor({ timeout: 5000 }).catch(() => expect(false, 'nothing is proposed after the syllable'));
  await session.detach();
}

// From the field on the first page to a marked sentence, by keys alone; then back, and to what is typed instead.
async function walk(page, origin) {
  await page.goto(`${origin}${SUBFOLDER}`);
  await page.getByLabel('Số văn bản, từ khóa hoặc mục').focus();
  await page.keyboard.type('393-QĐ/TU');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tim-kiem/?q=*');
  await answered(page);
  expect((await page.title()).startsWith('393-QĐ/TU – '), `title: ${await page.title()}`);
  const mark = page.locator('#ui-list mark').first();
  expect(/^393-QĐ\/TU$/.test(await mark.textContent()), `marked: ${await mark.textContent()}`);
  await page.getByLabel('Số văn bản, từ khóa hoặc mục').fill('dan van kheo');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.waitForFunction(() => document.getElementById('ui-result-count').textContent.includes('dan van kheo'));
  const status = page.getByRole('status').filter({ hasText: 'kết quả cho' });
  expect(await status.count() === 1, 'the count is not told politely');
  await page.locator('#ui-filters > summary').click();
  await page.getByLabel('Năm').selectOption('2022');
  await page.waitForURL('**nam=2022');
  await page.getByText('Bỏ lọc').waitFor({ timeout: 5000 }).catch(() => expect(false, 'no way back to all results'));
  await page.goBack();
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('ui-result-count').textContent.includes('393-QĐ/TU'));
}

// Answers are as accessible and as narrow as pages.
async function looks(browser, origin) {
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [320, 'light'], [320, 'dark']]) {
    const context = await browser.newContext({ viewport: { width, height: 640 }, colorScheme: scheme, locale: 'vi-VN' });
    const page = await context.newPage();
    const heard = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('request', (request) => { if (!request.url().startsWith(origin)) heard.push(`foreign: ${request.url()}`); });
    for (const query of ['tôn giáo', 'dan van kheo&nam=2022', '2.2', '393', '393-QĐ/TW', 'II.9.9']) {
      await ask(page, origin, query);
      const found = [...await scroll(page), ...await axe(page), ...(scheme === 'light' ? await keyboard(page) : [])];
      for (const { check, text } of found) findings.push(`[${check}] ${query} at ${width}, ${scheme}: ${text}`);
    }
    for (const text of heard) findings.push(`heard at ${width}: ${text}`);
    await context.close();
  }
}

// The index without scripts is whole.
async function without(browser, origin) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${origin}/tim-kiem/?q=393`);
  expect(await page.getByRole('link', { name: 'Quyết định 393-QĐ/TU' }).isVisible(), 'no index without scripts');
  expect(await page.locator('noscript p').isVisible(), 'nothing is said of scripts');
  await page.goto(`${origin}/gioi-thieu/`);
  expect(await page.locator('#ui-site-q').isVisible(), 'no field in the header');
  await page.locator('#ui-site-q').fill('hiến đất');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tim-kiem/?q=hi%E1%BA%BFn+%C4%91%E1%BA%A5t');
  await context.close();
}

const [server, browser] = [await serve(site), await launch()];
await words();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
const page = await context.newPage();
await queries(page, server.origin);
await tones(page, server.origin);
await sources(page, server.origin);
await completions(page, server.origin);
await slow(page, server.origin);
await composition(page, server.origin);
await walk(page, server.origin);
await exactly(browser, server.origin);
await recovery(browser, server.origin);
await looks(browser, server.origin);
await without(browser, server.origin);
await browser.close();
for (const finding of findings) console.log(finding);
console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
