// Opens pages as different readers do and collects what is wrong with them.
import { axe } from './checks/axe.mjs';
import { hub } from './checks/hub.mjs';
import { keyboard } from './checks/keyboard.mjs';
import { broken, cut, hollow, scroll, shift, WATCH_SHIFTS } from './checks/layout.mjs';
import { blocking, weight } from './checks/weight.mjs';
import { SUBFOLDER, WITHOUT_SCRIPT } from './server.mjs';

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 320, height: 640 };
// 1280 px enlarged four times are 320 px wide and 225 px high.
const ENLARGED = { width: 320, height: 225 };
const TABLET = { width: 768, height: 1024 };
const SHEET = { width: 794, height: 1123 };

const looks = (script) => ['light', 'dark'].flatMap((scheme) => [
  { name: `rộng, ${scheme}`, scheme, size: WIDE, script, keys: script || scheme === 'light' },
  { name: `điện thoại, ${scheme}`, scheme, size: PHONE, script, keys: scheme === 'light' },
]);

export const MODES = [true, false].flatMap((script) => [
  ...looks(script),
  { name: 'máy tính bảng', scheme: 'light', size: TABLET, script, keys: false, shot: false },
  { name: 'giấy', scheme: 'light', size: SHEET, script, media: 'print', keys: false },
  { name: 'phóng to 400 %', scheme: 'light', size: ENLARGED, scale: 4, script, keys: script },
]).map((mode) => ({ ...mode, name: `${mode.name}, ${mode.script ? 'có' : 'không'} JavaScript` }));

// What the browser says while a page is read. The answer 404 is what the page for lost addresses is for.
function listen(page, origin, address) {
  const heard = { findings: [], responses: [] };
  const add = (check, text) => heard.findings.push({ check, text });
  page.on('console', (message) => {
    const expected = message.location().url === address && /^Failed to load resource.*404/.test(message.text());
    if (!expected) add('console', `${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => add('console', `exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== origin) add('foreign', request.url());
  });
  page.on('response', (response) => {
    heard.responses.push(response);
    if (response.status() >= 400 && response.url() !== address) add('missing', `${response.status()} ${response.url()}`);
  });
  return heard;
}

async function open(browser, server, address, mode) {
  const context = await browser.newContext({
    viewport: mode.size, deviceScaleFactor: mode.scale ?? 1, colorScheme: mode.scheme,
    javaScriptEnabled: mode.script, locale: 'vi-VN', reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (mode.media) await page.emulateMedia({ media: mode.media, colorScheme: mode.scheme });
  await page.addInitScript(WATCH_SHIFTS);
  const heard = listen(page, server.origin, server.origin + address);
  await page.goto(server.origin + address, { waitUntil: 'load' });
  return { context, page, heard };
}

// One page in one mode.
export async function read(browser, server, address, mode, shoot) {
  const { context, page, heard } = await open(browser, server, address, mode);
  try {
    if (shoot) await shoot(page, mode);
    const findings = [...await scroll(page), ...await cut(page), ...await broken(page), ...await hollow(page)];
    if (!mode.media) findings.push(...await hub(page));
    if (mode.keys) findings.push(...await keyboard(page));
    const cookies = await context.cookies();
    findings.push(...cookies.map(({ name }) => ({ check: 'cookies', text: name })));
    findings.push(...heard.findings);
    if (!mode.script) await page.close();
    findings.push(...(mode.script ? await axe(page) : await axeWithoutScript(browser, server, address, mode)));
    return findings.map((finding) => ({ ...finding, where: `${address} (${mode.name})` }));
  } finally {
    await context.close();
  }
}

async function axeWithoutScript(browser, server, address, mode) {
  const { context, page } = await open(browser, server, address + WITHOUT_SCRIPT, { ...mode, script: true });
  const findings = await axe(page);
  await context.close();
  return findings;
}

// What is measured once: shifts while fonts and scripts come late, what holds up the page, its weight,
// and whether it needs JavaScript or the top of the host.
export async function measure(browser, server, { path, kind }) {
  const address = `/${path}`;
  const mode = { size: PHONE, scheme: 'light', script: true };
  const findings = await late(browser, server, address, mode);
  const { context, page, heard } = await open(browser, server, address, mode);
  findings.push(...await blocking(page));
  const { total, findings: heavy } = await weight(kind, heard.responses);
  findings.push(...heavy);
  const links = await linksOf(page);
  await context.close();
  findings.push(...await withoutScript(browser, server, address, mode, links));
  if (kind !== '404') findings.push(...await inSubfolder(browser, server, path, mode));
  return { total, findings: findings.map((finding) => ({ ...finding, where: address })) };
}

// The slow line: fonts and scripts are held back until the page has been painted without them.
async function late(browser, server, address, mode) {
  const context = await browser.newContext({ viewport: mode.size, colorScheme: mode.scheme });
  const page = await context.newPage();
  await page.addInitScript(WATCH_SHIFTS);
  let release;
  const painted = new Promise((resolve) => { release = resolve; });
  await page.route(/\.(woff2?|js)$/, async (route) => {
    await painted;
    await route.continue();
  });
  await page.goto(server.origin + address, { waitUntil: 'commit' });
  const isPainted = () => performance.getEntriesByName('first-contentful-paint').length > 0;
  await page.waitForFunction(isPainted, null, { timeout: 5000 }).catch(() => {});
  release();
  await page.waitForLoadState('load');
  const findings = await shift(page);
  await context.close();
  return findings;
}

// Proposals for an address that failed can only be made in the browser: the lists on the same page lead there too.
const linksOf = (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')]
  .filter((link) => link.checkVisibility() && !link.closest('#ui-suggestions')).map((link) => link.href));

async function withoutScript(browser, server, address, mode, links) {
  const { context, page } = await open(browser, server, address, { ...mode, script: false });
  const without = new Set(await linksOf(page));
  await context.close();
  const lost = [...new Set(links)].filter((link) => !without.has(link));
  return lost.slice(0, 3).map((link) => ({ check: 'script-needed', text: `no way without JavaScript to ${link}` }));
}

async function inSubfolder(browser, server, path, mode) {
  const { context, page, heard } = await open(browser, server, SUBFOLDER + path, mode);
  const links = [...new Set((await linksOf(page)).map((link) => link.split('#')[0]))];
  await context.close();
  const findings = heard.findings.map(({ check, text }) => ({ check, text: `in a sub-folder: ${text}` }));
  const outside = (url) => url.startsWith(server.origin) && !url.startsWith(server.origin + SUBFOLDER);
  const loaded = heard.responses.map((response) => response.url());
  for (const url of [...links, ...loaded].filter(outside)) findings.push({ check: 'relative', text: `leaves the sub-folder: ${url}` });
  for (const url of links.filter((link) => link.startsWith(server.origin + SUBFOLDER))) {
    const { status } = await fetch(url, { method: 'HEAD' });
    if (status !== 200) findings.push({ check: 'relative', text: `${status} ${url}` });
  }
  return findings;
}
