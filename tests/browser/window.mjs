// Imports, updates and edits documents in the window of a preview, with the events that a browser sends.
//
//   node window.mjs PROGRAM FOLDER [PICTURES]   a congbo that serves the site in FOLDER, which is changed
//
// The environment variable CHROMIUM names the browser. Exit codes: 0 nothing found, 1 something, 3 no reading.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { axe } from './checks/axe.mjs';
import { launch } from './chromium.mjs';

const [program, folder, pictures] = process.argv.slice(2);
const PATIENCE = { timeout: 30_000, polling: 20 };
const MAX_CLICKS = 12;
const findings = [];
const expect = (holds, words) => {
  if (!holds) findings.push(words);
};
const file = (path) => readFileSync(join(folder, path), 'utf8');

async function serve() {
  const child = spawn(program, ['serve', '--port', '0', '--lang', 'vi', '--source', folder]);
  for await (const line of createInterface({ input: child.stderr })) {
    const found = /http:\/\/[^/]+/.exec(line);
    if (found) {
      child.stderr.resume();
      return { child, origin: found[0] };
    }
  }
  throw new Error('the preview ended before it was ready');
}

let clicks = 0;
const click = async (locator) => {
  clicks += 1;
  await locator.click();
};

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

// A paste as the browser reports it to a page: the clipboard's HTML as Word put it there, and its plain text.
const paste = (page, html, text = '') => page.locator('#paste').evaluate((box, [html, text]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData('text/html', html);
  if (text) clipboardData.setData('text/plain', text);
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, [html, text]);

// What Word puts on the clipboard, in short: its name spaces, conditional comments, classes, and a letterhead in a table.
const word = (paragraphs) => `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal { margin: 0cm; font-size: 14.0pt; font-family: "Times New Roman" } --></style></head>
<body lang=VI><!--StartFragment-->
<table class=MsoNormalTable border=0 cellspacing=0><tr><td width=300><p class=MsoNormal align=center>HUYỆN ỦY ĐẠI TÂN<o:p></o:p></p>
<p class=MsoNormal align=center>*<o:p></o:p></p><p class=MsoNormal align=center>Số 31-KH/HU<o:p></o:p></p></td>
<td width=320><p class=MsoNormal align=center><b><u>ĐẢNG CỘNG SẢN VIỆT NAM<o:p></o:p></u></b></p>
<p class=MsoNormal align=right><i>Đại Tân, ngày 12 tháng 3 năm 2015<o:p></o:p></i></p></td></tr></table>
<p class=MsoNormal align=center><b>KẾ HOẠCH<o:p></o:p></b></p>
<p class=MsoNormal align=center><b>Tổ chức Ngày hội đọc sách<o:p></o:p></b></p>
${paragraphs.map((text) => `<p class=MsoNormal style='text-indent:1.0cm'>${text}<o:p></o:p></p>`).join('\n')}
<table class=MsoNormalTable><tr><td><p class=MsoNormal><u>Nơi nhận</u>:<o:p></o:p></p><p class=MsoNormal>- Các chi bộ (t/h),<o:p></o:p></p><p class=MsoNormal>- Lưu.<o:p></o:p></p></td>
<td><p class=MsoNormal align=center><b>T/M BAN THƯỜNG VỤ<o:p></o:p></b></p><p class=MsoNormal align=center>BÍ THƯ<o:p></o:p></p><p class=MsoNormal align=center><b>Hoàng Thị Gốc<o:p></o:p></b></p></td></tr></table>
<!--EndFragment--></body></html>`;

const FIRST = ['<b>1. Mục đích</b>', 'Đưa sách về cơ sở.', '<b>2. Thời gian</b>', 'Từ ngày 20 tháng 3 năm 2015.'];
const SECOND = [...FIRST.slice(0, 3), 'Từ ngày 25 tháng 3 năm 2015.'];
const PAGE = '/ke-hoach/2015/31-kh-hu/';
const FILE = 'content/ke-hoach/31-kh-hu.md';

async function open(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const wrong = [];
  page.on('dialog', (dialog) => dialog.accept());
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    // Scripts of the theme are blocked where a page is only shown: that is meant.
    const isMeant = /sandbox|Blocked script execution/.test(message.text());
    if (message.type() === 'error' && !isMeant) wrong.push(message.text());
  });
  return { context, page, wrong };
}

const corner = (page, text) => page.locator('congbo-preview').getByText(text, { exact: true });
// Also what a page folds away.
const holds = (page, words) => page.waitForFunction((text) => document.body?.textContent.includes(text), words, PATIENCE);
const shows = (page, words) => page.waitForFunction((text) => document.body.innerText.includes(text), words, PATIENCE);

// A document from its paste to its page, then its second version.
async function fromWordToPage(browser, origin) {
  const { context, page, wrong } = await open(browser);
  await page.goto(origin);
  await click(corner(page, 'Nhập văn bản'));
  await page.waitForSelector('#paste');
  await picture(page, '1-paste');
  await paste(page, word(FIRST), 'chữ thường');
  await page.waitForSelector('form.head');
  const signer = page.getByLabel('người ký', { exact: true });
  expect(await signer.inputValue() === 'Hoàng Thị Gốc', `the signer is ${await signer.inputValue()}`);
  const part = page.locator('[data-field="số ký hiệu"]');
  expect((await part.innerText()).includes('Số 31-KH/HU'), 'the number lacks the line that it was read from');
  await click(signer);
  await signer.fill('Hoàng Thị Sửa');
  const title = page.getByLabel('trích yếu', { exact: true });
  await click(title);
  await title.fill('Tổ chức Ngày hội đọc sách năm 2015');
  const frame = page.frameLocator('iframe');
  await frame.getByText('Hoàng Thị Sửa').first().waitFor({ state: 'attached', timeout: 30_000 });
  await frame.getByText('Đưa sách về cơ sở.').first().waitFor({ state: 'attached', timeout: 30_000 });
  await picture(page, '2-form');
  await click(page.getByRole('button', { name: 'Lưu và đăng' }));
  await shows(page, `Đã lưu ${FILE}`);
  for (const words of ['GitHub Desktop', 'Push origin', 'VS Code', 'Sync Changes']) {
    expect((await page.innerText('body')).includes(words), `the steps lack ${words}`);
  }
  await picture(page, '3-steps');
  await click(page.getByRole('link', { name: 'Xem trang', exact: true }));
  await holds(page, 'Hoàng Thị Sửa');
  expect(new URL(page.url()).pathname === PAGE, `the page is at ${page.url()}`);
  await shows(page, 'Tổ chức Ngày hội đọc sách năm 2015');

  const before = file(FILE);
  await click(corner(page, 'Nhập văn bản'));
  await click(page.getByLabel('Cập nhật văn bản đã có'));
  clicks += 1;
  await page.getByLabel('Chọn văn bản').selectOption(FILE);
  await click(page.locator('#paste'));
  // A paste by the keyboard, through the clipboard of the system. What writes there is this test, and the browser
  // reports styles in what it writes as styles of the page.
  const plain = (html) => html.replace(/<style>.*?<\/style>/s, '').replaceAll(/ style='[^']*'/g, '');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (html) => {
    const item = new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }), 'text/plain': new Blob(['chữ'], { type: 'text/plain' }) });
    await navigator.clipboard.write([item]);
  }, plain(word(SECOND)));
  await page.keyboard.press('Control+V');
  await page.waitForSelector('form.head');
  await shows(page, '1 chỗ khác bản trước');
  await picture(page, '4-update');
  await click(page.getByRole('button', { name: 'Lưu bản cập nhật' }));
  await shows(page, `Đã lưu ${FILE}`);
  await click(page.getByRole('link', { name: 'Xem trang', exact: true }));
  await shows(page, 'Từ ngày 25 tháng 3 năm 2015.');
  const after = file(FILE);
  expect(after === before.replace('ngày 20', 'ngày 25'), `the update changed more than the words:\n${after}`);
  expect(clicks <= MAX_CLICKS, `${clicks} clicks`);
  expect(wrong.length === 0, `the console has ${wrong}`);
  await context.close();
}

// The head of the file: only what is edited changes.
async function editsHead(browser, origin) {
  const { context, page, wrong } = await open(browser);
  await page.goto(origin + PAGE);
  const before = file(FILE);
  await corner(page, 'Sửa phần đầu').click();
  await page.waitForSelector('form.head');
  await page.getByLabel('địa danh', { exact: true }).fill('Đại Tân Mới');
  await picture(page, '5-head');
  await page.getByRole('button', { name: 'Lưu phần đầu' }).click();
  await shows(page, `Đã lưu ${FILE}`);
  expect(file(FILE) === before.replace('địa danh: Đại Tân\n', 'địa danh: Đại Tân Mới\n'), `the head is now\n${file(FILE)}`);
  expect(wrong.length === 0, `the console has ${wrong}`);
  await context.close();
}

// Without a mouse: from the keyboard alone to a draft.
async function worksByKeyboard(browser, origin) {
  const { context, page, wrong } = await open(browser);
  await page.goto(`${origin}/_congbo/nhap`);
  await page.waitForFunction(() => document.activeElement?.id === 'paste', null, PATIENCE);
  await page.keyboard.insertText('THÔNG BÁO\nVề việc nghỉ lễ\n\nCơ quan nghỉ một ngày.\n');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('form.head');
  for (let n = 0; n < 80; n += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.textContent === 'Lưu làm bản nháp')) break;
  }
  await page.keyboard.press('Enter');
  await shows(page, 'Đây là bản nháp');
  expect(wrong.length === 0, `the console has ${wrong}`);
  await context.close();
}

const HOSTILE = `<html><body><script>window.hacked = 'script'; parent.hacked = 1;</script>
<img src="x" onerror="window.hacked = 'img'; parent.hacked = 1"><svg onload="window.hacked = 'svg'"></svg>
<iframe srcdoc="<script>parent.hacked = 'frame'; top.hacked = 1</script>"></iframe>
<meta http-equiv="refresh" content="0; url=https://example.vn/"><base href="https://example.vn/">
<link rel="stylesheet" href="https://example.vn/x.css"><style>@import url(https://example.vn/y.css);</style>
<form action="https://example.vn/"><button autofocus onfocus="window.hacked = 'focus'">x</button></form>
<p>QUYẾT ĐỊNH</p><p onclick="window.hacked = 'click'">Về việc thử &lt;script&gt;parent.hacked = 2&lt;/script&gt;</p>
<p><a href="javascript:window.hacked='link'">Điều 1.</a> Lời &lt;img src=x onerror=parent.hacked=3&gt; còn lại.</p></body></html>`;

// What the clipboard brings runs nowhere and loads nothing.
async function runsNothing(browser, origin) {
  const { context, page } = await open(browser);
  const foreign = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(origin)) foreign.push(request.url());
  });
  await page.goto(`${origin}/_congbo/nhap`);
  await page.waitForSelector('#paste');
  await paste(page, HOSTILE, 'chữ');
  await page.waitForSelector('form.head');
  await shows(page, 'Còn');
  await page.frameLocator('iframe').getByText('còn lại.').first().waitFor({ state: 'attached', timeout: 30_000 });
  await picture(page, '6-hostile');
  for (const part of page.frames()) {
    const hacked = await part.evaluate(() => window.hacked ?? null);
    expect(hacked === null, `the clipboard's HTML ran: ${hacked} in ${part.url()}`);
  }
  expect(foreign.length === 0, `the clipboard's HTML loaded ${foreign}`);
  expect(page.url() === `${origin}/_congbo/nhap`, `the clipboard's HTML led to ${page.url()}`);
  await context.close();
}

// A file that is chosen, and one that is dropped.
async function takesFiles(browser, origin) {
  const { context, page, wrong } = await open(browser);
  const text = 'BÁO CÁO\nKết quả đọc sách\n\nLời của báo cáo.\n';
  await page.goto(`${origin}/_congbo/nhap`);
  await page.waitForSelector('#paste');
  await page.setInputFiles('input[type=file]', { name: 'bao cao.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.waitForSelector('form.head');
  expect(await page.getByLabel('trích yếu', { exact: true }).inputValue() === 'Kết quả đọc sách', 'a chosen file has no title');
  await page.goto(`${origin}/_congbo/nhap`);
  await page.waitForSelector('#paste');
  await page.locator('.drop').evaluate((box, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'bao cao.html', { type: 'text/html' }));
    box.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, '<p>BÁO CÁO</p><p>Kết quả trồng cây</p><p>Lời khác.</p>');
  await page.waitForSelector('form.head');
  expect(await page.getByLabel('loại', { exact: true }).inputValue() === 'Báo cáo', 'a dropped file has no kind');
  expect(wrong.length === 0, `the console has ${wrong}`);
  await context.close();
}

// On a small screen nothing is wider than the screen.
async function fitsSmallScreens(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  for (const address of ['/_congbo/nhap', `/_congbo/phan-dau?file=${FILE}`]) {
    await page.goto(origin + address);
    await page.waitForSelector('#paste, form.head');
    for (const { text } of await axe(page)) findings.push(`${address}: ${text}`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width <= 360, `${address} is ${width} px wide on a screen of 360`);
    await picture(page, `7-small-${address.includes('head') ? 'head' : 'paste'}${address.length}`);
  }
  await context.close();
}

const browser = await launch();
const { child, origin } = await serve();
try {
  await fromWordToPage(browser, origin);
  await editsHead(browser, origin);
  await worksByKeyboard(browser, origin);
  await runsNothing(browser, origin);
  await takesFiles(browser, origin);
  await fitsSmallScreens(browser, origin);
} catch (error) {
  console.error(error);
  process.exitCode = 3;
} finally {
  child.kill();
  await browser.close();
}
for (const finding of findings) console.log(finding);
if (findings.length > 0) process.exitCode = 1;
console.log(`${clicks} clicks, ${findings.length} findings`);
