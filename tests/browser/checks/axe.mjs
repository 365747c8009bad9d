// WCAG 2.0 to 2.2, levels A and AA, and best practice, as axe-core reads them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function axe(page) {
  await page.evaluate(`${SOURCE};0`);
  const violations = await page.evaluate(async (tags) => {
    const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] };
    const result = await window.axe.run(document, options);
    return result.violations.map(({ id, help, nodes }) => ({
      id, help, count: nodes.length, places: nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`),
    }));
  }, TAGS);
  return violations.map(({ id, help, count, places }) => ({
    check: 'axe', text: `${id}: ${help} (${count}): ${places.join(' | ')}`,
  }));
}
