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
  const source = readFileSync(join(site, 'giao-dien/tim-chu.js'));
  const { wordsOf, fileOf } = await import(`data:text/javascript;base64,${source.toString('base64')}`);
  for (const line of cases('words.txt')) {
    const [text, forms] = line.split(/ ->(?: |$)/);
    const [expected] = forms.split(' | ');
    const found = wordsOf(text.normalize('NFC')).map((word) => `${word.follows ? '+' : ''}${word.toned}/${word.folded}`).join(' ');
    expect(found === expected, `words of ${text}: ${found}, not ${expected}`);
  }
  const head = JSON.parse(readFileSync(join(site, 'tim-kiem/chi-muc/dau.json'), 'utf8'));
  for (let number = 0; number < head.words; number += 1) {
    const terms = Object.keys(JSON.parse(readFileSync(join(site, `tim-kiem/chi-muc/chu-${number}.json`), 'utf8')));
    const lost = terms.filter((term) => fileOf(term, head.words) !== number);
    expect(terms.length > 100 && lost.length === 0, `file ${number} of words: ${lost.length} of ${terms.length} sought elsewhere`);
  }
}

const answered = (page) => page.waitForFunction(() => !['', 'Đang tìm…'].includes(document.getElementById('ui-result-count').textContent));

async function ask(page, origin, query) {
  const [words, ...more] = query.split('&');
  await page.goto(`${origin}${SUBFOLDER}tim-kiem/?${[`q=${encodeURIComponent(words)}`, ...more].join('&')}`);
  await answered(page);
  const answer = await page.evaluate(() => ({
    links: [...document.querySelectorAll('#ui-list .name a, #ui-list .provision-label a')].map((link) => decodeURI(link.href)),
    text: document.querySelector('.layout').innerText,
  }));
  return { ...answer, links: answer.links.map((link) => link.replace(`${origin}${SUBFOLDER}`, '')) };
}

async function queries(page, origin) {
  for (const line of cases('queries.txt')) {
    const [query, expected] = line.split(' => ');
    const answer = await ask(page, origin, query);
    let next = 0;
    for (const wanted of expected.split(' ; ')) {
      const told = `${query}: ${wanted}; found ${answer.links.slice(0, 4).join(' ') || 'nothing'}`;
      if (wanted === '-') expect(answer.links.length === 0, told);
      else if (wanted.startsWith('"')) expect(answer.text.includes(wanted.slice(1, -1)), `${told} in ${answer.text.slice(0, 400)}`);
      else if (wanted.startsWith('@')) {
        const link = page.locator(`#ui-list a[href$="${wanted.slice(1)}"]`).first();
        await link.scrollIntoViewIfNeeded({ timeout: 5000 }).catch(() => expect(false, told));
      } else {
        expect(answer.links[next] === wanted, told);
        next += 1;
      }
    }
  }
}

// From the box on the first page to a marked sentence, by keys alone; then back, and to what is typed instead.
async function walk(page, origin) {
  await page.goto(`${origin}${SUBFOLDER}`);
  await page.getByRole('searchbox', { name: 'Số văn bản, từ khóa hoặc mục, ví dụ II.2.2' }).focus();
  await page.keyboard.type('393-QĐ/TU');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tim-kiem/?q=*');
  await answered(page);
  expect((await page.title()).startsWith('393-QĐ/TU – '), `title: ${await page.title()}`);
  const mark = page.locator('#ui-list mark').first();
  await mark.scrollIntoViewIfNeeded({ timeout: 5000 }).catch(() => expect(false, 'no words are marked'));
  expect(/^393-QĐ\/TU$/.test(await mark.textContent()), `marked: ${await mark.textContent()}`);
  await page.getByRole('searchbox').fill('dan van kheo');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.waitForFunction(() => document.getElementById('ui-result-count').textContent.includes('dan van kheo'));
  const status = page.getByRole('status').filter({ hasText: 'kết quả cho' });
  expect(await status.count() === 1, 'the count is not told politely');
  await page.getByText('Lọc theo').click();
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
    for (const query of ['dan van kheo&nam=2022', '2.2', '393', '393-QĐ/TW']) {
      await ask(page, origin, query);
      // Words that come while somebody goes through the page would move it: let all come first.
      await page.evaluate(() => document.querySelector('footer').scrollIntoView());
      await page.waitForFunction(() => !document.querySelector('#ui-list .pending'));
      await page.evaluate(() => scrollTo(0, 0));
      const found = [...await scroll(page), ...await axe(page), ...(scheme === 'light' ? await keyboard(page) : [])];
      for (const { check, text } of found) findings.push(`[${check}] ${query} at ${width}, ${scheme}: ${text}`);
    }
    for (const text of heard) findings.push(`heard at ${width}: ${text}`);
    await context.close();
  }
}

// What cannot be read is said, and the index without scripts is whole.
async function without(browser, origin) {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  await page.route('**/chi-muc/*', (route) => route.abort());
  await page.goto(`${origin}/tim-kiem/?q=393`);
  await page.getByText('Không đọc được chỉ mục').waitFor({ timeout: 5000 }).catch(() => expect(false, 'a lost index is not told'));
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const index = await plain.newPage();
  await index.goto(`${origin}/tim-kiem/?q=393`);
  expect(await index.getByRole('link', { name: 'Quyết định 393-QĐ/TU' }).isVisible(), 'no index without scripts');
  expect(await index.locator('noscript p').isVisible(), 'nothing is said of scripts');
  await plain.close();
}

const [server, browser] = [await serve(site), await launch()];
await words();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
const page = await context.newPage();
await queries(page, server.origin);
await walk(page, server.origin);
await looks(browser, server.origin);
await without(browser, server.origin);
await browser.close();
for (const finding of findings) console.log(finding);
console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
