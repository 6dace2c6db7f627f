// Whether two builds look the same: node compare-pictures.mjs <output folder> <output folder> [page ...]
// Each page at two widths, light, dark and on paper, compared pixel by pixel. For a change that should change nothing to see.

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [before, after, ...named] = process.argv.slice(2).map((part, i) => (i < 2 ? path.resolve(part) : part));
const WAYS = [360, 1280].flatMap((width) => [
  { width, colorScheme: 'light', media: 'screen' },
  { width, colorScheme: 'dark', media: 'screen' },
  { width, colorScheme: 'light', media: 'print' },
]);

/** One page of each shape: the first of those that stand as deep in a folder of the same names but one. */
function onePerShape() {
  const shapes = new Map();
  for (const file of fs.readdirSync(before, { recursive: true }).sort()) {
    if (!file.endsWith('.html')) continue;
    const parts = file.split('/');
    const shape = [parts[0], parts.length, parts.at(-2) === 'profiel', parts.at(-1)].join();
    if (!shapes.has(shape)) shapes.set(shape, file);
  }
  return [...shapes.values()];
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});

async function picture(page, folder, rel) {
  await page.goto(new URL(rel, pathToFileURL(`${folder}/`)).href);
  return page.screenshot({ fullPage: true, animations: 'disabled' });
}

let different = 0;
const pages = named.length ? named : onePerShape();
for (const { width, colorScheme, media } of WAYS) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await page.emulateMedia({ media, colorScheme });
  for (const rel of pages) {
    const [old, now] = [await picture(page, before, rel), await picture(page, after, rel)];
    if (old.equals(now)) continue;
    different += 1;
    const name = createHash('sha256').update(`${rel} ${width} ${colorScheme} ${media}`).digest('hex').slice(0, 8);
    fs.writeFileSync(`/tmp/${name}-before.png`, old);
    fs.writeFileSync(`/tmp/${name}-after.png`, now);
    console.log(`${rel}, ${width}, ${colorScheme}, ${media}: /tmp/${name}-before.png /tmp/${name}-after.png`);
  }
  await page.close();
}
await browser.close();
console.log(`${pages.length} pages in ${WAYS.length} ways, ${different} pictures differ`);
process.exitCode = different ? 1 : 0;
