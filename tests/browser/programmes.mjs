// Reads the site of the second office (tests/office), which has two programmes: home shows both, each has its margin,
// `2.2` asks which is meant, and a search for the first site's names finds nothing. Then the same site from a disk.
//
//   node programmes.mjs SITE UNPACKED
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';

const [site, unpacked] = process.argv.slice(2);
const findings = [];
const expect = (holds, text) => { if (!holds) findings.push(text); };
const [server, browser] = [await serve(site), await launch()];
const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' })).newPage();

await page.goto(`${server.origin}/`);
const programmes = await page.locator('#ui-programmes h2').allInnerTexts();
expect(programmes.length === 2 && programmes[0].includes('03/CTr-UBND') && programmes[1].includes('07/CTr-UBND'), `home has ${programmes.join(' | ')}`);
for (const path of ['2017/07-ctr-ubnd', '2022/03-ctr-ubnd']) {
  await page.goto(`${server.origin}/chuong-trinh/${path}/`);
  expect(await page.locator('.margin').count() > 0, `${path} has no margin`);
}

async function ask(query) {
  await page.goto(`${server.origin}/tim-kiem/?q=${encodeURIComponent(query)}`);
  await page.waitForFunction(() => !['', 'Đang tìm…'].includes(document.getElementById('ui-result-count').textContent));
  return page.evaluate(() => ({
    status: document.getElementById('ui-result-count').innerText,
    headings: [...document.querySelectorAll('#ui-list section h2')].map((one) => one.innerText),
    choices: [...document.querySelectorAll('.search-programmes button')].map((one) => one.innerText),
    results: document.querySelectorAll('#ui-list article').length,
  }));
}

const asked = await ask('2.2');
expect(asked.status.includes('2 chương trình'), `2.2 answers ${asked.status}`);
for (const names of [asked.choices, asked.headings]) {
  expect(names.length === 2 && names[0].includes('03/CTr-UBND') && names[1].includes('07/CTr-UBND'), `2.2 offers ${names.join(' | ')}`);
}
await page.locator('.search-programmes button').nth(1).click();
const focused = await page.evaluate(() => document.activeElement.innerText);
expect(focused.includes('07/CTr-UBND'), `the second choice leads to ${focused}`);
expect((await ask('9.9')).status.includes('Không chương trình nào'), 'an address that no programme has');
for (const name of ['Thái Nguyên', 'BDVTU', '393-QĐ/TU', 'Ban Dân vận', 'Dân vận khéo', 'Đại Từ']) {
  const { results, status } = await ask(name);
  // What has only some of the words is told apart, under a sentence that nothing has them all.
  expect(results === 0 || status.startsWith('Không thấy'), `${name} finds ${results}: ${status}`);
}

await page.goto(pathToFileURL(join(unpacked, 'index.html')).href);
await page.locator('#ui-programmes h2 a').first().click();
expect(page.url().endsWith('chuong-trinh/2022/03-ctr-ubnd/index.html'), `from a disk the programme is ${page.url()}`);
const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
expect(font !== '' && await page.evaluate(() => document.styleSheets.length > 0), 'no style from a disk');
await page.goto(pathToFileURL(join(unpacked, 'tim-kiem/index.html')).href);
expect(await page.locator('[data-from-disk]').isVisible(), 'the search page from a disk does not say so');
await browser.close();
server.close();
for (const finding of findings) console.log(finding);
console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
