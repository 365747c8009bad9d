// The home page is a hub: what the programme cites, topics, years and models are all in reach on the first screens.
const SIZE = 1280;
const WITHIN = 1200;
const PARTS = ['ui-cited', 'ui-topics', 'ui-years', 'ui-featured'];

export async function hub(page) {
  const found = await page.evaluate(({ SIZE, WITHIN, PARTS }) => {
    if (innerWidth !== SIZE || !document.querySelector('.hub')) return [];
    return PARTS.flatMap((id) => {
      const heading = document.getElementById(id);
      const first = heading?.closest('section').querySelector('li');
      if (!first) return [`${id}: not there`];
      const end = Math.round(first.getBoundingClientRect().bottom + scrollY);
      return end > WITHIN ? [`${id}: its first entry ends at ${end} px, not within ${WITHIN}`] : [];
    });
  }, { SIZE, WITHIN, PARTS });
  return found.map((text) => ({ check: 'hub', text }));
}
