// Edits files under a preview and looks at what an open page does.
//
//   node preview.mjs PROGRAM FOLDER   a congbo that serves the site in FOLDER, which is changed
//
// The environment variable CHROMIUM names the browser. Exit codes: 0 nothing found, 1 something, 3 no reading.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { launch } from './chromium.mjs';

const [program, folder] = process.argv.slice(2);
const PATIENCE = { timeout: 30_000, polling: 20 };
const findings = [];
const expect = (holds, words) => {
  if (!holds) findings.push(words);
};

const at = (path) => join(folder, path);
const edit = (path, from, to) => {
  const before = readFileSync(at(path), 'utf8');
  if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(at(path), before.replace(from, to));
};

// A preview that has said its address.
async function serve(...more) {
  const child = spawn(program, ['serve', '--port', '0', '--lang', 'vi', '--source', folder, ...more]);
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /http:\/\/[^/]+/.exec(line);
    if (found) {
      child.stderr.resume();
      return { child, origin: found[0] };
    }
  }
  throw new Error('the preview ended before it was ready');
}

const LONG = '/quyet-dinh/2011/1-qd-tu/';
const SHORT = '/quyet-dinh/2011/2-qd-tu/';

const shows = (page, words) => page.waitForFunction((text) => document.body.innerText.includes(text), words, PATIENCE);

// The preview's own words are in a shadow tree, which a page that has just loaded again may not have yet.
const over = (page) => page.evaluate(() => {
  const root = document.querySelector('congbo-preview')?.shadowRoot;
  return [...(root?.querySelectorAll('*') ?? [])]
    .filter((part) => part.children.length === 0 && part.checkVisibility())
    .map((part) => part.textContent).join('\n');
});
const showsOver = (page, words) => page.waitForFunction((text) => {
  const root = document.querySelector('congbo-preview')?.shadowRoot;
  const parts = [...(root?.querySelectorAll('*') ?? [])];
  return parts.some((part) => part.checkVisibility() && part.textContent.includes(text));
}, words, PATIENCE);

async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 600 } });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  await page.goto(url);
  return { context, page, wrong };
}

// A change above what is read does not move it, and what changed is marked.
async function keepsPlace(browser, origin) {
  const { context, page, wrong } = await open(browser, origin + LONG);
  await page.evaluate(() => document.getElementById('20').scrollIntoView({ behavior: 'instant' }));
  const top = () => page.evaluate(() => Math.round(document.getElementById('20').getBoundingClientRect().top));
  const before = await top();
  edit('content/dai.md', 'Câu thứ năm.', 'Câu thứ năm đã dài ra, '.padEnd(900, 'rất dài ') + '\n\nvà có thêm một đoạn.');
  await shows(page, 'Câu thứ năm đã dài ra');
  // What is marked is so for a moment only, and the place is found again when the page is laid out.
  const marks = await page.waitForFunction(() => {
    const parts = [...document.querySelectorAll('[data-congbo-new]')];
    return parts.length > 0 && parts.map((part) => part.textContent);
  }, null, PATIENCE);
  const marked = await marks.jsonValue();
  await page.waitForLoadState('load');
  await page.waitForTimeout(100);
  const after = await top();
  expect(Math.abs(after - before) <= 2, `the place moved: it was at ${before}, now at ${after}`);
  expect(marked.length === 2 && marked[0].includes('đã dài ra'), `marked: ${JSON.stringify(marked)}`);
  await page.waitForFunction(() => !document.querySelector('[data-congbo-new]'), null, PATIENCE);
  expect(wrong.length === 0, `the console says ${wrong}`);
  await context.close();
}

// A style is exchanged under the page.
async function swapsStyle(browser, origin) {
  const { context, page } = await open(browser, origin + LONG);
  await page.evaluate(() => { window.stays = true; });
  writeFileSync(at('themes/default/static/congbo.css'), 'body { border-top: 7px solid rgb(1, 2, 3) }\n');
  await page.waitForFunction(() => getComputedStyle(document.body).borderTopWidth === '7px', null, PATIENCE);
  await page.waitForFunction(() => document.querySelectorAll('link[rel~="stylesheet"]').length === 1, null, PATIENCE);
  expect(await page.evaluate(() => window.stays === true), 'a style made the page load again');
  await context.close();
}

// A mistake stands over the last good page, and goes when mended.
async function showsMistakes(browser, origin) {
  const { context, page, wrong } = await open(browser, origin + SHORT);
  await page.evaluate(() => { window.stays = true; });
  edit('content/ngan.md', 'Chữ ngắn.', 'Xem [[văn bản không có]].');
  await showsOver(page, 'content/ngan.md:8:5');
  const panel = await over(page);
  for (const words of ['1 lỗi', 'văn bản không có', 'Vì sao', 'Nên làm', 'Giải thích mã', 'Đóng']) {
    expect(panel.includes(words), `the panel lacks ${words}:\n${panel}`);
  }
  expect(await page.evaluate(() => window.stays && document.body.innerText.includes('Chữ ngắn.')), 'the last good page went');
  await page.keyboard.press('Escape');
  expect(!(await over(page)).includes('Nên làm'), 'Escape leaves the panel open');
  edit('content/ngan.md', 'Xem [[văn bản không có]].', 'Chữ đã lành.');
  await shows(page, 'Chữ đã lành.');
  expect(!(await over(page)).includes('lỗi'), 'the panel stays after the mistake');
  expect(wrong.length === 0, `the console says ${wrong}`);
  await context.close();
}

// A new file with a mistake is shown as far as it can be made, under its mistakes.
async function showsNewFiles(browser, origin) {
  const text = '---\nloại: Quyết định\nsố ký hiệu: 3-QĐ/TU\nngày ban hành: 1/2/2011\ntrích yếu: Về việc 3\n---\n\n';
  const { context, page, wrong } = await open(browser, origin + SHORT);
  writeFileSync(at('content/moi.md'), `${text}Xem [[văn bản không có]] rồi đọc tiếp.\n`);
  await showsOver(page, 'Vừa sửa: 3-QĐ/TU');
  await page.locator('congbo-preview').getByText('Vừa sửa: 3-QĐ/TU').click();
  await showsOver(page, 'content/moi.md:8:5');
  await showsOver(page, 'trang này chưa từng đúng');
  const tops = await page.evaluate(() => {
    const panel = document.querySelector('congbo-preview').shadowRoot.querySelector('.error-panel');
    return [panel.getBoundingClientRect().bottom, document.querySelector('main').getBoundingClientRect().top];
  });
  expect(tops[0] <= tops[1], `the errors end at ${tops[0]}, the page begins at ${tops[1]}`);
  await shows(page, 'rồi đọc tiếp.');
  writeFileSync(at('content/moi.md'), `${text}Đọc tiếp rồi.\n`);
  await shows(page, 'Đọc tiếp rồi.');
  expect(!(await over(page)).includes('chưa từng đúng'), 'the panel stays after the mistake');
  expect(wrong.length === 0, `the console says ${wrong}`);
  await context.close();
}

// Warnings are a count that opens, and goes with the last of them.
async function countsWarnings(browser, origin) {
  const { context, page, wrong } = await open(browser, origin + SHORT);
  edit('content/ngan.md', 'Chữ đã lành.', 'Theo Kết luận 62-KL/TW ngày 8/12/2029, chữ đã lành.');
  // The page loads again before anything of it is opened.
  await shows(page, 'Theo Kết luận 62-KL/TW');
  await showsOver(page, '1 cảnh báo');
  expect(!(await over(page)).includes('content/ngan.md:8'), 'warnings stand open before anybody asks');
  await page.locator('congbo-preview').getByText('1 cảnh báo').click();
  await showsOver(page, 'content/ngan.md:8:6');
  expect((await over(page)).includes('62-KL/TW'), `the warning lacks its words:\n${await over(page)}`);
  await page.keyboard.press('Escape');
  expect(!(await over(page)).includes('content/ngan.md:8'), 'Escape leaves the warnings open');
  edit('content/ngan.md', 'Theo Kết luận 62-KL/TW ngày 8/12/2029, chữ đã lành.', 'Chữ đã lành.');
  await shows(page, 'Chữ đã lành.');
  expect(!(await over(page)).includes('cảnh báo'), 'the count stays after the warning');
  expect(wrong.length === 0, `the console says ${wrong}`);
  await context.close();
}

// A change elsewhere: a link leads there.
async function leads(browser, origin) {
  const { context, page } = await open(browser, origin + LONG);
  await page.evaluate(() => { window.stays = true; });
  edit('content/ngan.md', 'Chữ đã lành.', 'Chữ ở trang khác.');
  await showsOver(page, 'Vừa sửa: 2-QĐ/TU');
  expect(await page.evaluate(() => window.stays === true), 'a change elsewhere made the page load again');
  await page.locator('congbo-preview').getByText('Vừa sửa: 2-QĐ/TU').click();
  await page.waitForURL(origin + SHORT);
  await shows(page, 'Chữ ở trang khác.');
  await context.close();
}

// Many tabs: one stream for all, whichever tab goes first.
async function sharesOneStream(browser, origin) {
  const { context, page } = await open(browser, origin + SHORT);
  const streams = new Set();
  let most = 0;
  const tabs = [page];
  const isStream = (request) => request.url().endsWith('/_congbo/events');
  context.on('request', (request) => {
    if (isStream(request)) streams.add(request);
    most = Math.max(most, streams.size);
  });
  for (const end of ['requestfinished', 'requestfailed']) context.on(end, (request) => streams.delete(request));
  for (let n = 0; n < 11; n += 1) {
    const tab = await context.newPage();
    await tab.goto(origin + SHORT);
    tabs.push(tab);
  }
  edit('content/ngan.md', 'Chữ ở trang khác.', 'Chữ trong mọi thẻ.');
  for (const tab of tabs) {
    await tab.bringToFront();
    await shows(tab, 'Chữ trong mọi thẻ.');
  }
  // While one tab gives the stream to the next, both may be seen for a moment.
  expect(most <= 2, `${most} streams at once for ${tabs.length} tabs`);
  // The tab that came first goes: another takes over.
  await tabs.shift().close();
  edit('content/ngan.md', 'Chữ trong mọi thẻ.', 'Chữ sau khi thẻ đầu đóng.');
  await tabs[5].bringToFront();
  await shows(tabs[5], 'Chữ sau khi thẻ đầu đóng.');
  await context.close();
}

// With --follow the page goes by itself; with --drafts drafts have a ribbon; lines lead into the editor.
async function followsByItself(browser) {
  const { child, origin } = await serve('--follow', '--drafts', '--editor', 'vscode');
  try {
    const { context, page } = await open(browser, origin + LONG);
    await page.waitForFunction(() => document.querySelector('a[href^="vscode://file/"]'), null, PATIENCE);
    const lines = await page.evaluate(() => [...document.querySelectorAll('a[href^="vscode://"]')].map((a) => a.href));
    expect(lines[0].endsWith('/content/dai.md:8'), `the first line is ${lines[0]}`);
    edit('content/ngan.md', 'Chữ sau khi thẻ đầu đóng.', 'Chữ dẫn đến.');
    await page.waitForURL(origin + SHORT);
    await page.goto(`${origin}/nhap/`);
    await showsOver(page, 'Bản nháp, chưa đăng');
    await context.close();
  } finally {
    child.kill();
  }
}

try {
  const browser = await launch();
  const { child, origin } = await serve();
  try {
    for (const check of [keepsPlace, swapsStyle, showsMistakes, countsWarnings, leads, sharesOneStream, showsNewFiles]) {
      console.log(check.name);
      await check(browser, origin);
    }
  } finally {
    child.kill();
  }
  console.log(followsByItself.name);
  await followsByItself(browser);
  await browser.close();
  for (const line of findings) console.log(line);
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 3;
}
process.exit();
