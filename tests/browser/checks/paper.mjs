// A table of twelve columns on a sheet of A4: nothing of it is cut off, and no number in it is cut in two. The real site
// has no such table, so one is put into the text.

// What the margins of `@page` leave of 210 mm.
const SHEET = { width: 676, height: 1000 };

const HEADS = ['TT', 'Tên cơ quan, đơn vị', 'Nội dung công việc', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời gian bắt đầu',
  'Thời gian hoàn thành', 'Kinh phí (triệu đồng)', 'Nguồn kinh phí', 'Sản phẩm', 'Người theo dõi', 'Ghi chú'];
const CELLS = ['1', 'Ủy ban nhân dân xã', 'Vận động nhân dân hiến đất làm đường liên thôn', 'Ban Dân vận Đảng ủy', 'Mặt trận Tổ quốc',
  'Quý I năm 2014', 'Tháng 12 năm 2014', '<no-br>1.250.000</no-br>', 'Ngân sách xã', 'Báo cáo', 'Bí thư chi bộ', 'Theo Nghị quyết của Đảng ủy'];

export async function paper(browser, address) {
  const context = await browser.newContext({ viewport: SHEET });
  const page = await context.newPage();
  try {
    await page.goto(address, { waitUntil: 'load' });
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(({ HEADS, CELLS }) => {
      const text = document.querySelector('.text');
      if (!text) return [];
      const row = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
      text.insertAdjacentHTML('beforeend', `<div class="table-scroll"><table><thead>${row(HEADS, 'th')}</thead><tbody>${row(CELLS, 'td')}</tbody></table></div>`);
      const table = [...text.querySelectorAll('table')].at(-1);
      const [edge, room] = [table.getBoundingClientRect().right, document.documentElement.clientWidth];
      const cut = [...table.querySelectorAll('th, td')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => `“${cell.textContent}” leaves its cell`);
      const number = table.querySelector('no-br');
      if (number.getClientRects().length > 1) cut.push(`${number.textContent} is on two lines`);
      // Each column is as wide as its longest syllable, so that words are whole.
      const range = document.createRange();
      for (const cell of table.querySelectorAll('th')) {
        const words = cell.firstChild;
        for (const { 0: word, index } of words.data.matchAll(/\S+/g)) {
          range.setStart(words, index);
          range.setEnd(words, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) cut.push(`“${word}” is cut`);
        }
      }
      return edge > room + 1 ? [`a table of twelve columns ends at ${Math.round(edge)} px of ${room}`, ...cut] : cut;
    }, { HEADS, CELLS });
    return found.slice(0, 4).map((words) => ({ check: 'paper', where: address, text: words }));
  } finally {
    await context.close();
  }
}
