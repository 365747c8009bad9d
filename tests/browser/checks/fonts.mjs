// A first visit on a slow line: the font of texts comes in time for the whole page, or not at all. A line in which some
// letters are of the font and others of its substitute is read with difficulty.

// One file a style has these; other signs may come from any font.
const OWN = /^[\s\p{Script=Latin}0-9!"%&'()*+,\-./:;=?@[\]§«°²³·»×–—‘’“”•…−]*$/u;
const FAMILY = 'Congbo Serif';
// A line of 1 Mbit/s, as on a phone at the edge of a network.
const SLOW = { offline: false, latency: 150, downloadThroughput: 125_000, uploadThroughput: 125_000 };

async function textNodes(session) {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `[...document.body.querySelectorAll('*')].filter((element) => {
      const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('');
      return own.trim() !== '' && element.checkVisibility() && getComputedStyle(element).fontFamily.startsWith('"${FAMILY}"');
    })`,
  });
  const { result: properties } = await session.send('Runtime.getProperties', { objectId: result.objectId, ownProperties: true });
  return properties.filter(({ name, value }) => /^\d+$/.test(name) && value?.objectId).map(({ value }) => value.objectId);
}

// The words of an element, its style, and the fonts that they are shown in.
async function shownIn(session, objectId) {
  const { nodeId } = await session.send('DOM.requestNode', { objectId });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: `function () {
      const words = [...this.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(' ');
      return { words, style: getComputedStyle(this).fontStyle };
    }`,
    returnByValue: true,
  });
  return { ...result.value, fonts: fonts.map(({ familyName, isCustomFont }) => (isCustomFont ? 'own' : familyName)) };
}

export async function fonts(browser, address) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const findings = [];
  try {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW);
    await page.goto(address, { waitUntil: 'load' });
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    await session.send('DOM.getDocument', { depth: 0 });
    const byStyle = new Map();
    for (const node of await textNodes(session)) {
      const { words, style, fonts: used } = await shownIn(session, node);
      if (!OWN.test(words)) continue;
      if (used.length > 1) findings.push({ check: 'fonts', text: `${used.join(' and ')} in “${words.trim().slice(0, 60)}”` });
      for (const font of used) byStyle.set(style, (byStyle.get(style) ?? new Set()).add(font === 'own' ? font : 'substitute'));
    }
    for (const [style, used] of byStyle) {
      if (used.size > 1) findings.push({ check: 'fonts', text: `some ${style} text is of the font, some of its substitute` });
    }
    return findings.map((finding) => ({ ...finding, where: address }));
  } finally {
    await context.close();
  }
}
