// Which pages are read: one of each kind that the public meets.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// `kind` decides what the page must weigh at most and what machines must find in it. Pages with `shot: false` are not
// among the pictures; of those with `entries`, lists, a screen must show enough.
const WANTED = [
  { name: 'trang-dau', path: '', kind: 'home' },
  { name: 'chuong-trinh', path: 'chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/', kind: 'programme', hash: '#II.2.1' },
  { name: 'ban-in', path: 'chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/in/', kind: 'programme-in-print', optional: true },
  { name: 'muc', path: 'chuong-trinh-hanh-dong/2011/01-ctr-bdvtu/muc-ii-1-5/', kind: 'provision' },
  { name: 'quyet-dinh', path: 'quyet-dinh/2011/393-qd-tu/', kind: 'official' },
  { name: 'mo-hinh', path: 'mo-hinh-dan-van-kheo/pho-phuc-ninh/', kind: 'writeup' },
  { name: 'chu-de', path: 'chu-de/dan-van-kheo/', kind: 'list' },
  { name: 'thoi-gian', path: 'thoi-gian/', kind: 'list', shot: false, entries: true },
  { name: 'nam', path: 'thoi-gian/2011/', kind: 'list' },
  { name: 'so-theo-doi', path: 'so-theo-doi/', kind: 'list', optional: true },
  { name: 'van-ban', path: 'van-ban/', kind: 'list', shot: false, entries: true },
  { name: 'mo-hinh-cach-lam', path: 'mo-hinh-cach-lam/', kind: 'list', shot: false, entries: true },
  { name: 'loai', path: 'loai/', kind: 'list', shot: false },
  { name: 'tim-kiem', path: 'tim-kiem/' },
  { name: 'khong-tim-thay', path: 'quyet-dinh/2011/393-qd-tux/', kind: '404' },
];

export function pagesOf(site) {
  const there = (page) => existsSync(join(site, page.path, 'index.html'));
  const missing = WANTED.filter((page) => page.kind !== '404' && !page.optional && !there(page));
  if (missing.length > 0) throw new Error(`the site has no ${missing.map((page) => page.path).join(', ')}`);
  const absent = WANTED.filter((page) => page.optional && !there(page)).map((page) => page.path);
  return { pages: WANTED.filter((page) => page.kind === '404' || there(page)), absent };
}

export function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.html') && !path.startsWith('.'))
    .sort();
}
