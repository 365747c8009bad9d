// Nothing is wider than the window or hangs out of it, no number is broken, no heading stands over nothing, and nothing moves after it
// has been shown.

export async function scroll(page) {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    if (Math.max(root.scrollWidth, document.body.scrollWidth) <= root.clientWidth) return null;
    const scrollsInside = (element) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrollsInside(element));
    const names = wide.slice(-3).map((element) => element.outerHTML.slice(0, 100));
    return `${root.scrollWidth} px of ${root.clientWidth}: ${names.join(' | ')}`;
  });
  return found ? [{ check: 'scroll', text: `wider than the window: ${found}` }] : [];
}

// Words that hang out of the window to the left can be reached by no scrolling.
export async function cut(page) {
  const found = await page.evaluate(() => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (words.nextNode()) {
      const text = words.currentNode;
      if (text.data.trim() === '' || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(text);
      if ([...range.getClientRects()].some(({ left, width }) => width > 0 && left + scrollX < -0.5)) return text.data.trim().slice(0, 80);
    }
    return null;
  });
  return found ? [{ check: 'cut', text: `hangs out of the window to the left: ${found}` }] : [];
}

// A document's number on two lines is read as two things. A longer one than this does not fit a phone's line, and is
// allowed to break (the theme's own limit, `LONGEST` in typeset.rs; WCAG 1.4.10).
const LONGEST_NUMBER = 26;

export async function broken(page) {
  const found = await page.evaluate((longest) => {
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const split = [];
    while (words.nextNode()) {
      const text = words.currentNode;
      if (!text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
      for (const { 0: number, index } of text.data.matchAll(/[0-9]+(?:\/[0-9]+)?[-\/][A-ZĐa-z]+[-\/][A-ZĐ][-\/A-ZĐ0-9]*/g)) {
        if (number.length > longest) continue;
        range.setStart(text, index);
        range.setEnd(text, index + number.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (Math.max(...tops) - Math.min(...tops) > 8) split.push(number);
      }
    }
    return [...new Set(split)];
  }, LONGEST_NUMBER);
  return found.map((number) => ({ check: 'broken', text: `a number on two lines: ${number}` }));
}

// A heading of a part of which nothing else is shown.
export async function hollow(page) {
  const found = await page.evaluate(() => {
    const headings = [...document.querySelectorAll('main :is(section, nav) > :is(h2, h3, h4)')].filter((heading) => heading.checkVisibility());
    const empty = headings.filter((heading) => {
      const shown = [...heading.parentElement.children].filter((one) => one !== heading && one.checkVisibility());
      return !shown.some((one) => one.innerText === undefined || one.innerText.trim() !== '' || one.querySelector('svg, img, input, button'));
    });
    return empty.map((heading) => heading.textContent.trim());
  });
  return found.map((text) => ({ check: 'hollow', text: `nothing stands below the heading “${text}”` }));
}

// Counts every shift, also those that follow a key or a tap: nobody has touched anything yet.
export const WATCH_SHIFTS = () => {
  window.congboShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = (entry.sources ?? []).map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 80));
      window.congboShifts.push({ value: entry.value, moved });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

export async function shift(page) {
  const shifts = await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise((next) => requestAnimationFrame(next));
    return window.congboShifts;
  });
  const total = shifts.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return [];
  const moved = shifts.flatMap((one) => one.moved).slice(0, 3).join(' | ');
  return [{ check: 'shift', text: `layout shift ${total.toFixed(4)}: ${moved}` }];
}
