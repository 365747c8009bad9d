// The Nu HTML checker over pages as they are served, in one run: errors and warnings alike. Served, because
// the checker also applies each page's policy, and `'self'` means nothing for a file.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const JAR = join(createRequire(import.meta.url).resolve('vnu-jar/package.json'), '..', 'build', 'dist', 'vnu.jar');

// HTML ("prepare the script element") returns at a data block before any policy is asked: structured data is
// no inline script, and Chromium, which reads the same pages here, blocks nothing.
const isDataBlock = ({ message, extract }) => message.startsWith('Inline script violates Content Security Policy')
  && (extract ?? '').includes('<script type="application/ld+json">');

export async function nu(origin, paths) {
  const addresses = paths.map((path) => `${origin}/${encodeURI(path).replace(/(^|\/)index\.html$/, '$1')}`);
  const options = ['-Xss4m', '-jar', JAR, '--stdout', '--exit-zero-always', '--format', 'json', ...addresses];
  const { stdout } = await promisify(execFile)('java', options, { maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(stdout);
  const counted = messages.filter((one) => (one.type !== 'info' || one.subType === 'warning') && !isDataBlock(one));
  return counted.map(({ url, lastLine, type, message, extract }) => ({
    check: 'nu',
    where: url ? new URL(url).pathname.slice(1) : 'the checker itself',
    text: `${type} in line ${lastLine}: ${message} ${(extract ?? '').replace(/\s+/g, ' ').trim().slice(0, 120)}`,
  }));
}
