// Searches a large site and weighs the files of the index that each query of `tests/search/budget.txt` loads: words and
// names before the first results, then texts for their excerpts.
//
//   node search-budget.mjs SITE
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';

const FIRST_RESULTS = 60_000;
const EXCERPTS = 30_000;
const COMPLETIONS = 30_000;

const site = process.argv[2];
const lines = readFileSync(fileURLToPath(new URL('../search/budget.txt', import.meta.url)), 'utf8').split('\n');
const queries = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
const findings = [];

async function weigh(page, origin, query) {
  await page.goto(`${origin}/tim-kiem/?q=${encodeURIComponent(query)}`);
  await page.waitForFunction(() => !['', 'Đang tìm…'].includes(document.getElementById('ui-result-count').textContent));
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/chi-muc/'))
    .map(({ name, encodedBodySize }) => [name.split('/').at(-1), encodedBodySize]));
  const results = await page.locator('#ui-list .search-result').count();
  const sum = (keep) => loaded.filter(([name]) => keep(name)).reduce((bytes, [, more]) => bytes + more, 0);
  const isText = (name) => name.startsWith('loi-');
  return { results, words: sum((name) => !isText(name)), texts: sum(isText) };
}

const [server, browser] = [await serve(site), await launch()];
const page = await browser.newPage();
let found = 0;
for (const query of queries) {
  const { results, words, texts } = await weigh(page, server.origin, query);
  console.log(`${query}: ${results} results, ${words} bytes before them, ${texts} of excerpts`);
  found += results;
  if (words === 0 || words > FIRST_RESULTS) findings.push(`${query}: ${words} bytes before the first results`);
  if (texts > EXCERPTS) findings.push(`${query}: ${texts} bytes of excerpts`);
}
if (found < queries.length) findings.push(`only ${found} results for ${queries.length} queries`);
const index = join(site, 'tim-kiem/chi-muc');
for (const name of readdirSync(index).filter((one) => one.startsWith('goi-y-'))) {
  const { size } = statSync(join(index, name));
  if (size > COMPLETIONS) findings.push(`${name}: ${size} bytes of completions`);
}
await browser.close();
for (const finding of findings) console.log(finding);
process.exit(findings.length === 0 ? 0 : 1);
