// Reads a built site and says what is wrong with it.
//
//   node run.mjs SITE [SCREENSHOTS]   the site in the folder SITE
//   node run.mjs --self-test          pages with one fault each, every one of which must be found
//
// The environment variable CHROMIUM names the browser. Exit codes: 0 nothing found, 1 something, 3 no reading.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { cards } from './checks/cards.mjs';
import { fonts } from './checks/fonts.mjs';
import { forced } from './checks/forced.mjs';
import { marks, policy, structuredData } from './checks/machine.mjs';
import { nu } from './checks/nu.mjs';
import { paper } from './checks/paper.mjs';
import { screens } from './checks/screens.mjs';
import { provisionTools, WALK, walk } from './checks/walk.mjs';
import { htmlFiles, pagesOf } from './pages.mjs';
import { measure, MODES, read } from './reader.mjs';
import { selfTest } from './self-test.mjs';
import { serve } from './server.mjs';

// Pages that are read in forced colours, and pages with the font of texts that are read on a slow line.
const FORCED = ['home', 'programme', 'provision', 'official', 'list'];
const READ = ['programme', 'provision', 'writeup'];

// Two pages at a time: the machine that runs this may have two cores.
const AT_ONCE = 2;

export async function inTurn(jobs) {
  const results = new Array(jobs.length);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const mine = next;
      next += 1;
      results[mine] = await jobs[mine]();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

// One picture of what a reader sees first, tall enough to judge the page by; on a phone of the usual width.
const shooter = (folder, name) => async (page, mode) => {
  const { width, height } = mode.size;
  const shown = Math.max(width, 360);
  const kind = mode.media === 'print' ? 'giay' : `${shown}-${mode.scheme === 'dark' ? 'toi' : 'sang'}`;
  await page.setViewportSize({ width: shown, height: height === 1123 ? 1123 : 1200 });
  await page.screenshot({ path: join(folder, `${name}-${kind}.png`) });
  await page.setViewportSize({ width, height });
};

function printed(findings) {
  const lines = findings.map(({ check, where, text }) => `[${check}] ${where}: ${text}`);
  return [...new Set(lines)].sort();
}

async function readSite(site, screenshots) {
  const { pages, absent } = pagesOf(site);
  if (absent.length > 0) console.log(`not in this site: ${absent.join(', ')}`);
  if (screenshots) await mkdir(screenshots, { recursive: true });
  const [server, browser] = [await serve(site), await launch()];
  const findings = nu(server.origin, htmlFiles(site));
  const shoots = (page, mode) => screenshots && page.shot !== false && mode.shot !== false && mode.script && !mode.scale;
  const jobs = pages.flatMap((page) => [
    async () => {
      const measured = await measure(browser, server, page);
      console.log(`${String(measured.total).padStart(7)} bytes in gzip: /${page.path}`);
      return measured.findings;
    },
    () => cards(browser, `${server.origin}/${page.path}`),
    () => screens(browser, `${server.origin}/${page.path}`, page.entries),
    ...(FORCED.includes(page.kind) ? [() => forced(browser, `${server.origin}/${page.path}${page.hash ?? ''}`)] : []),
    ...(page.kind === 'programme' ? [() => paper(browser, `${server.origin}/${page.path}`)] : []),
    ...(READ.includes(page.kind) ? [() => fonts(browser, `${server.origin}/${page.path}`)] : []),
    ...MODES.map((mode) => () => read(browser, server, `/${page.path}`, mode, shoots(page, mode) && shooter(screenshots, page.name))),
  ]);
  jobs.push(...WALK.map((step) => () => walk(browser, server, step)), () => provisionTools(browser, server));
  const found = (await inTurn(jobs)).flat();
  await browser.close();
  server.close();
  return printed([...found, ...await findings, ...machineReaders(site, pages)]);
}

function machineReaders(site, pages) {
  const kinds = new Map(pages.map(({ path, kind }) => [kind === '404' ? '404.html' : join(path, 'index.html'), kind]));
  return htmlFiles(site).flatMap((path) => {
    const html = readFileSync(join(site, path), 'utf8');
    const kind = kinds.get(path);
    const found = [...policy(html), ...structuredData(html, kind), ...(kinds.has(path) ? marks(html, kind) : [])];
    return found.map((finding) => ({ ...finding, where: path }));
  });
}

const [first, screenshots] = process.argv.slice(2);
try {
  const lines = first === '--self-test' ? await selfTest(launch) : await readSite(first, screenshots);
  for (const line of lines) console.log(line);
  console.log(lines.length === 0 ? 'nothing found' : `${lines.length} findings`);
  process.exit(lines.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error);
  // The server may still be listening: leave all the same.
  process.exit(3);
}
