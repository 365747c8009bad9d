// What machines read: the policy of each page, structured data, the marks that citation managers know.

const LEGAL_FORCE = ['InForce', 'NotInForce', 'PartiallyInForce'].map((name) => `https://schema.org/${name}`);
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

const attribute = (tag, name) => tag.match(new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`, 'i'))?.[1];
const tags = (html, name) => html.match(new RegExp(`<${name}\\s[^>]*>`, 'gi')) ?? [];

// A policy that allows inline code or other hosts is none.
export function policy(html) {
  const meta = tags(html, 'meta').find((tag) => /content-security-policy/i.test(attribute(tag, 'http-equiv') ?? ''));
  if (!meta) return [{ check: 'policy', text: 'no content security policy' }];
  const text = (attribute(meta, 'content') ?? '').replaceAll('&#39;', "'").replaceAll('&#x27;', "'");
  const findings = [];
  if (!/(^|;)\s*default-src '(none|self)'/.test(text)) findings.push(`default-src is neither 'none' nor 'self': ${text}`);
  if (/unsafe-|https?:|\*/.test(text)) findings.push(`allows inline code or other hosts: ${text}`);
  const at = html.indexOf(meta);
  const before = ['<link', '<script', '<style'].filter((tag) => html.indexOf(tag) !== -1 && html.indexOf(tag) < at);
  if (before.length > 0) findings.push(`stands after ${before.join(', ')}, which it then does not govern`);
  return findings.map((one) => ({ check: 'policy', text: one }));
}

// All `application/ld+json` of a page, parsed; what cannot be parsed is a finding.
function blocks(html, findings) {
  const found = [...html.matchAll(/<script[^>]*application\/ld\+json[^>]*>([\s\S]*?)<\/script>/gi)];
  return found.flatMap(([, text]) => {
    try {
      const value = JSON.parse(text);
      return Array.isArray(value) ? value : value['@graph'] ?? [value];
    } catch (error) {
      findings.push(`not JSON: ${error.message}`);
      return [];
    }
  });
}

const isText = (value) => typeof value === 'string' && value.trim() !== '';

// Steps numbered from one, each with a name and an address.
const isPath = (steps) => Array.isArray(steps) && steps.length > 1 && steps.every((step, at) => step['@type'] === 'ListItem'
  && step.position === at + 1 && isText(step.name) && isText(step.item));

// The members that each type of schema.org calls for, of the right form. A type that is not here is not ours.
const MEMBERS = {
  Legislation: { name: isText, inLanguage: isText, legislationType: isText },
  Article: { headline: isText, inLanguage: isText },
  WebSite: { name: isText, inLanguage: isText },
  WebPage: { name: isText, inLanguage: isText },
  CollectionPage: { name: isText, inLanguage: isText, isPartOf: (value) => value?.['@type'] === 'WebSite' && isText(value.name) },
  Dataset: { name: isText, inLanguage: isText, description: isText },
  BreadcrumbList: { itemListElement: isPath },
};
const FORMS = {
  legislationIdentifier: isText,
  legislationDate: (value) => DATE.test(value),
  datePublished: (value) => DATE.test(value),
  dateModified: (value) => DATE.test(value),
  legislationDateVersion: (value) => DATE.test(value),
  legislationLegalForce: (value) => LEGAL_FORCE.includes(value?.['@id'] ?? value),
  legislationPassedBy: (value) => [value].flat().every((one) => isText(one?.['@type']) && isText(one?.name)),
  url: (value) => isText(value) && !value.includes(' '),
};

export function structuredData(html, kind) {
  const findings = [];
  const found = blocks(html, findings);
  const wanted = { official: 'Legislation', programme: 'Legislation', provision: 'Legislation', writeup: 'Article', list: 'CollectionPage', home: 'WebSite' }[kind];
  const kinds = found.flatMap((block) => [block['@type']].flat());
  if (wanted && !kinds.includes(wanted)) findings.push(`no ${wanted} (found: ${kinds.join(', ') || 'nothing'})`);
  for (const block of found) {
    const type = [block['@type']].flat()[0];
    if (!/^https?:\/\/schema\.org\/?$/.test(block['@context'] ?? 'https://schema.org')) findings.push(`@context is ${block['@context']}`);
    if (!isText(type)) findings.push('an object without @type');
    else if (!(type in MEMBERS)) findings.push(`${type} is no type that pages are`);
    for (const [member, right] of Object.entries(MEMBERS[type] ?? {})) {
      if (!right(block[member])) findings.push(`${type} without a right ${member}: ${JSON.stringify(block[member])}`);
    }
    for (const [member, right] of Object.entries(FORMS)) {
      if (member in block && !right(block[member])) findings.push(`${type}.${member}: ${JSON.stringify(block[member])}`);
    }
  }
  return findings.map((text) => ({ check: 'json-ld', text }));
}

export function marks(html, kind) {
  const names = new Set(tags(html, 'meta').flatMap((tag) => [attribute(tag, 'property'), attribute(tag, 'name')]));
  const findings = [];
  if (!/<html[^>]*\slang="(vi|en)"/.test(html)) findings.push('no language of the page');
  const wanted = { 404: [] }[kind] ?? ['og:title', 'og:type'];
  if (['official', 'programme', 'writeup'].includes(kind)) wanted.push('citation_title');
  for (const name of wanted) if (!names.has(name)) findings.push(`no meta ${name}`);
  const feed = tags(html, 'link').some((tag) => attribute(tag, 'type') === 'application/atom+xml');
  if (!feed && kind !== '404') findings.push('no feed is announced');
  return findings.map((text) => ({ check: 'marks', text }));
}
