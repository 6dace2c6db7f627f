// How long a change takes to show in a real browser: node benches/serve.mjs <content folder> [program]
//
// Shows the content with `serve`, opens a page of its first school in Chromium, changes a text and a document, and
// waits until the page shows it. Needs `npm ci` in tests/web. The content is changed and put back. It measures; it judges nothing.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { chromium } = createRequire(path.resolve(import.meta.dirname, '../tests/web/package.json'))('playwright-core');
const [content, programma = path.resolve(import.meta.dirname, '../target/release/steunwijzer')] = process.argv.slice(2);
const RONDES = 21;
/** Milliseconds between changes: an author looks at what came of one before the next. */
const PAUZE = 1000;

const mappen = (map) => fs.readdirSync(map, { withFileTypes: true }).filter((i) => i.isDirectory()).map((i) => i.name).sort();
const school = mappen(path.join(content, 'scholen'))[0];
const jaar = path.join(content, 'scholen', school, mappen(path.join(content, 'scholen', school)).at(-1));

const kind = spawn(programma, ['serve', '--content', content, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
const adres = await new Promise((klaar) => {
  let gezegd = '';
  kind.stdout.on('data', (deel) => { gezegd += deel; const m = /Voorbeeld: (\S+)/.exec(gezegd); if (m) klaar(m[1]); });
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const pagina = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();

// The moment of the first picture with a word in it, as the page itself sees it.
await pagina.addInitScript(() => {
  let vorig = '';
  const kijk = () => {
    const woord = /Proefronde\d+x/.exec(document.body?.textContent ?? '')?.[0];
    if (!woord || woord === vorig) return;
    vorig = woord;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      console.log(`${woord} ${performance.timeOrigin + performance.now()}`);
    }));
  };
  addEventListener('DOMContentLoaded', () => {
    kijk();
    new MutationObserver(kijk).observe(document, { subtree: true, childList: true, characterData: true });
  });
});

async function meet(naam, bestand, maak, pad) {
  const oud = fs.readFileSync(bestand, 'utf8');
  await pagina.goto(adres + pad);
  await pagina.waitForTimeout(500);
  const tijden = [];
  try {
    for (let ronde = 0; ronde < RONDES; ronde += 1) {
      const woord = `Proefronde${ronde}x`;
      const getoond = pagina.waitForEvent('console', (bericht) => bericht.text().startsWith(`${woord} `));
      const begin = performance.timeOrigin + performance.now();
      fs.writeFileSync(bestand, maak(oud, woord));
      tijden.push(Number((await getoond).text().split(' ')[1]) - begin);
      await pagina.waitForTimeout(PAUZE);
    }
  } finally {
    fs.writeFileSync(bestand, oud);
  }
  tijden.sort((a, b) => a - b);
  console.log(`${naam}: median ${tijden[RONDES >> 1].toFixed(0)} ms (${tijden[0].toFixed(0)} to ${tijden.at(-1).toFixed(0)})`);
}

try {
  const profiel = `scholen/${school}/profiel/index.html`;
  await meet('text on the page of the profile', path.join(jaar, 'visie.md'), (oud, woord) => `${oud}\n\n${woord}\n`, profiel);
  await meet('an own offer on the page of the profile', path.join(jaar, 'profiel.yaml'),
    (oud, woord) => oud.replace(/^( +)anders:\n/m, (heel, inspringen) => `${heel}${inspringen}  - naam: ${woord}\n`), profiel);
  await meet('an item of a list on the page of words', path.join(content, 'lijsten/regio-cijfers.yaml'),
    (oud, woord) => oud.replace(/naam: Thuiszitters/, `naam: ${woord}`), 'begrippen/index.html');
  await meet('school.yaml on the page for parents', path.join(content, 'scholen', school, 'school.yaml'),
    (oud, woord) => oud.replace(/^beschrijving: .*/m, `beschrijving: ${woord} is een fijne school.`), `scholen/${school}/index.html`);
  await meet('name in school.yaml on the page of all schools', path.join(content, 'scholen', school, 'school.yaml'),
    (oud, woord) => oud.replace(/^naam: .*/m, `naam: ${woord}`), 'scholen/index.html');
} finally {
  await browser.close();
  kind.kill('SIGINT');
}
