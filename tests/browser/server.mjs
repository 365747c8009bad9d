// A static server on the loopback interface: files as they are, `404.html` for what is not there.
// The site stands at `/` and once more in a sub-folder, because a link that is not relative fails only there.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export const SUBFOLDER = '/thu-muc/con/';

// With this query a page comes as a browser without JavaScript shows it: the rules of axe-core are
// themselves JavaScript and cannot run where it is switched off.
export const WITHOUT_SCRIPT = '?khong-js';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
};

export const withoutScripts = (html) => html
  .replace(/<script(?![^>]*application\/ld\+json)[^>]*>[\s\S]*?<\/script>/gi, '')
  .replace(/<\/?noscript[^>]*>/gi, '');

// `extra` holds files that no folder has, by path from the top.
export async function serve(folder, extra = {}) {
  const server = createServer(async (request, response) => {
    const address = new URL(request.url, 'http://localhost');
    let path = decodeURIComponent(address.pathname);
    if (path.startsWith(SUBFOLDER)) path = path.slice(SUBFOLDER.length - 1);
    let [status, bytes] = [200, await read(folder, extra, path)];
    if (bytes === null) {
      [status, path, bytes] = [404, '/404.html', (await read(folder, extra, '/404.html')) ?? Buffer.from('404')];
    }
    const type = TYPES[path.endsWith('/') ? '.html' : extname(path)] ?? 'application/octet-stream';
    if (address.search === WITHOUT_SCRIPT) bytes = Buffer.from(withoutScripts(bytes.toString('utf8')));
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(bytes);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function read(folder, extra, path) {
  const inner = normalize(path.endsWith('/') ? `${path}index.html` : path);
  if (inner in extra) return Buffer.from(extra[inner]);
  if (inner.split('/').some((part) => part.startsWith('.'))) return null;
  return readFile(join(folder, inner)).catch(() => null);
}
