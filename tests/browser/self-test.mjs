// A check that cannot fail is worth nothing: each page in `bad/` has one fault, and its folder is named after
// the check that must find it. `bad/khong-loi/` has none, and nothing may be found in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cards } from './checks/cards.mjs';
import { fonts } from './checks/fonts.mjs';
import { forced } from './checks/forced.mjs';
import { marks, policy, structuredData } from './checks/machine.mjs';
import { nu } from './checks/nu.mjs';
import { paper } from './checks/paper.mjs';
import { screens } from './checks/screens.mjs';
import { walk, walkOf } from './checks/walk.mjs';
import { htmlFiles } from './pages.mjs';
import { measure, MODES, read } from './reader.mjs';
import { serve } from './server.mjs';

const BAD = fileURLToPath(new URL('bad/', import.meta.url));
const FAULTLESS = 'khong-loi';

// Each check at least once with and without JavaScript, on a wide screen and on a phone.
const ENOUGH = MODES.filter(({ scheme, media, scale, script, size }) => scheme === 'light' && !media && !scale
  && (script ? size.width !== 768 : size.width === 320));

// More than a page may weigh, in words that gzip cannot shorten.
function heavy() {
  let seed = 1;
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed.toString(36);
  };
  return `/* ${Array.from({ length: 20_000 }, next).join(' ')} */`;
}

// What the checks say of one page; the kind makes the checks for machine readers ask for all they can ask.
async function findingsOf(browser, server, name, checker) {
  const path = `${name}/`;
  const html = readFileSync(join(BAD, path, 'index.html'), 'utf8');
  const found = [...policy(html), ...structuredData(html, 'official'), ...marks(html, 'official')];
  found.push(...(await measure(browser, server, { path, kind: 'official' })).findings);
  found.push(...await cards(browser, `${server.origin}/${path}`));
  found.push(...await screens(browser, `${server.origin}/${path}`, true), ...await fonts(browser, `${server.origin}/${path}`));
  found.push(...await forced(browser, `${server.origin}/${path}`), ...await paper(browser, `${server.origin}/${path}`));
  if (name === 'walk') found.push(...await walk(browser, server, walkOf(path)));
  for (const mode of ENOUGH) found.push(...await read(browser, server, `/${path}`, mode));
  return [...found, ...checker.filter(({ where }) => where === path)];
}

export async function selfTest(launch) {
  const server = await serve(BAD, { '/weight/nang.css': heavy() });
  const [browser, checker] = [await launch(), await nu(server.origin, htmlFiles(BAD))];
  const lines = [];
  for (const name of readdirSync(BAD, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name)) {
    const found = await findingsOf(browser, server, name, checker);
    const checks = new Set(found.map(({ check }) => check));
    if (name === FAULTLESS) lines.push(...found.map(({ check, text }) => `[${check}] on the page without fault: ${text}`));
    else if (!checks.has(name)) lines.push(`[${name}] not found; found instead: ${[...checks].join(', ') || 'nothing'}`);
  }
  await browser.close();
  server.close();
  return lines;
}
