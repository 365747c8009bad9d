// What a page costs on the wire: HTML, style and script, each compressed by gzip as a web server does it.
import { gzipSync } from 'node:zlib';

const LIMIT = { programme: 120_000, 'programme-in-print': 120_000 };
const ORDINARY = 60_000;
const COUNTED = ['document', 'stylesheet', 'script'];

export async function weight(kind, responses) {
  let total = 0;
  const parts = [];
  for (const response of responses.filter((one) => COUNTED.includes(one.request().resourceType()))) {
    const size = gzipSync(await response.body()).length;
    total += size;
    parts.push(`${new URL(response.url()).pathname} ${size}`);
  }
  const limit = LIMIT[kind] ?? ORDINARY;
  const text = `${total} bytes in gzip, at most ${limit}: ${parts.join(', ')}`;
  return { total, findings: total > limit ? [{ check: 'weight', text }] : [] };
}

export async function blocking(page) {
  const names = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter((entry) => entry.renderBlockingStatus === 'blocking').map((entry) => new URL(entry.name).pathname));
  const right = names.length === 1 && names[0].endsWith('.css');
  return right ? [] : [{ check: 'blocking', text: `one stylesheet alone may hold up the page, not: ${names.join(', ') || 'nothing'}` }];
}
