// How long a change takes to show in a real browser: node benches/serve.mjs <content folder> [program]
//
// Shows the content with `serve`, opens a page of its first school in Chromium, changes a text and a document, and
// waits until the page shows it. Needs `npm ci` in tests/web. The content is changed and put back. It measures; it judges nothing.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { chromium } = createRequire(path.resolve(import.meta.dirname, '../tests/web/package.json'))('playwright-core');
const [content, program = path.resolve(import.meta.dirname, '../target/release/steunwijzer')] = process.argv.slice(2);
const ROUNDS = 21;
/** Milliseconds between changes: an author looks at what came of one before the next. */
const PAUSE = 1000;

const dirs = (dir) => fs.readdirSync(dir, { withFileTypes: true }).filter((i) => i.isDirectory()).map((i) => i.name).sort();
const school = dirs(path.join(content, 'scholen'))[0];
const year = path.join(content, 'scholen', school, dirs(path.join(content, 'scholen', school)).at(-1));

const child = spawn(program, ['serve', '--content', content, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
const address = await new Promise((resolve) => {
  let said = '';
  child.stdout.on('data', (part) => { said += part; const m = /Voorbeeld: (\S+)/.exec(said); if (m) resolve(m[1]); });
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();

// The moment of the first paint with a word in it, as the page itself sees it.
await page.addInitScript(() => {
  let previous = '';
  const look = () => {
    const word = /Proefronde\d+x/.exec(document.body?.textContent ?? '')?.[0];
    if (!word || word === previous) return;
    previous = word;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      console.log(`${word} ${performance.timeOrigin + performance.now()}`);
    }));
  };
  addEventListener('DOMContentLoaded', () => {
    look();
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
});

async function measure(name, file, make, rel) {
  const old = fs.readFileSync(file, 'utf8');
  await page.goto(address + rel);
  await page.waitForTimeout(500);
  const times = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const word = `Proefronde${round}x`;
      const shown = page.waitForEvent('console', (message) => message.text().startsWith(`${word} `));
      const begin = performance.timeOrigin + performance.now();
      fs.writeFileSync(file, make(old, word));
      times.push(Number((await shown).text().split(' ')[1]) - begin);
      await page.waitForTimeout(PAUSE);
    }
  } finally {
    fs.writeFileSync(file, old);
  }
  times.sort((a, b) => a - b);
  console.log(`${name}: median ${times[ROUNDS >> 1].toFixed(0)} ms (${times[0].toFixed(0)} to ${times.at(-1).toFixed(0)})`);
}

try {
  const profiel = `scholen/${school}/profiel/index.html`;
  await measure('text on the page of the profile', path.join(year, 'visie.md'), (old, word) => `${old}\n\n${word}\n`, profiel);
  await measure('an own offer on the page of the profile', path.join(year, 'profiel.yaml'),
    (old, word) => old.replace(/^( +)anders:\n/m, (whole, indent) => `${whole}${indent}  - naam: ${word}\n`), profiel);
  await measure('an item of a list on the page of words', path.join(content, 'lijsten/regio-cijfers.yaml'),
    (old, word) => old.replace(/naam: Thuiszitters/, `naam: ${word}`), 'begrippen/index.html');
  await measure('school.yaml on the page for parents', path.join(content, 'scholen', school, 'school.yaml'),
    (old, word) => old.replace(/^beschrijving: .*/m, `beschrijving: ${word} is een fijne school.`), `scholen/${school}/index.html`);
  await measure('name in school.yaml on the page of all schools', path.join(content, 'scholen', school, 'school.yaml'),
    (old, word) => old.replace(/^naam: .*/m, `naam: ${word}`), 'scholen/index.html');
} finally {
  await browser.close();
  child.kill('SIGINT');
}
