// What the browser tests share: the built site, a real browser, and its pages.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** The folder of the built site. */
export const UIT = path.resolve(process.env.STEUNWIJZER_UIT ?? '');
if (!process.env.STEUNWIJZER_UIT || !fs.existsSync(path.join(UIT, 'index.html'))) {
  throw new Error('STEUNWIJZER_UIT moet de map van een gebouwde website zijn, of gebruik tests/run');
}

/** The program, for tests that build a site of their own. */
export const STEUNWIJZER = path.resolve(process.env.STEUNWIJZER
  ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(import.meta.dirname, '../../target'), 'release/steunwijzer'));

/** All pages, as paths in the output. */
export const PAGINAS = fs.readdirSync(UIT, { recursive: true })
  .map((pad) => pad.split(path.sep).join('/'))
  .filter((pad) => pad.endsWith('.html'))
  .sort();

/** The school whose pages are looked at: the first that has a profile. */
const school = PAGINAS.map((pad) => /^scholen\/([^/]+)\/profiel\/index\.html$/.exec(pad)?.[1]).find(Boolean);
if (!school) throw new Error(`geen school met een profiel in ${UIT}`);

export const OUDERPAGINA = `scholen/${school}/index.html`;
export const PROFIEL = `scholen/${school}/profiel/index.html`;

/** The largest of the pages that a pattern fits: long names and many lines show what does not fit. */
function grootste(patroon, aantal) {
  const maat = (pad) => fs.statSync(path.join(UIT, pad)).size;
  return PAGINAS.filter((pad) => patroon.test(pad)).sort((a, b) => maat(b) - maat(a)).slice(0, aantal);
}

const HULPVRAAG = /^hulp\/[^/]+\/index\.html$/;
const ITEM = /^ondersteuning\/[^/]+\/[^/]+\/index\.html$/;

/** Every page, but of the many pages of questions and items only a few. */
export const STEEKPROEF = PAGINAS
  .filter((pad) => !HULPVRAAG.test(pad) && !ITEM.test(pad))
  .concat(grootste(HULPVRAAG, 4), grootste(ITEM, 4));

/** One page of each kind; the practice examples and other documents where the site has them. */
export const SOORTEN = [
  'index.html', 'scholen/index.html', OUDERPAGINA, PROFIEL, 'begrippen/index.html', 'dekking/index.html',
  'dekking/namen/index.html', 'vergelijken/index.html', 'vergelijken/specialisten/index.html', 'vergelijken/hulp/index.html',
  'vergelijken/scholen/index.html', 'vergelijken/schalen/ontwikkeling/index.html', 'vergelijken/jaren/index.html',
  'toegankelijkheid/index.html', '404.html', 'zoek/index.html', 'praktijk/index.html',
  PAGINAS.find((pad) => /^praktijk\/[^/]+\//.test(pad)),
  'hulp/index.html', ...grootste(HULPVRAAG, 1), 'ondersteuning/index.html', ...grootste(ITEM, 1),
  PAGINAS.find((pad) => /\/monitor\//.test(pad)),
  PAGINAS.find((pad) => /school2care\/profiel\//.test(pad)),
].filter((pad) => PAGINAS.includes(pad));

const PROGRAMMA = process.env.CHROMIUM ?? '/usr/bin/chromium';
const VLAGGEN = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run', '--no-default-browser-check', '--disable-extensions', '--disable-dev-shm-usage',
];

let browser;
let map;

/** Starts the browser for the tests of a file, in a fresh profile, and stops it afterwards. */
export function metBrowser() {
  before(async () => {
    if (!fs.existsSync(PROGRAMMA)) throw new Error(`${PROGRAMMA} is er niet: apt-get install chromium, of tests/run`);
    // Chromium keeps caches in the home folder too.
    map = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-browser-'));
    browser = await chromium.launch({ executablePath: PROGRAMMA, args: VLAGGEN, env: { ...process.env, HOME: map } });
  });
  after(async () => {
    await browser?.close();
    if (map) fs.rmSync(map, { recursive: true, force: true });
  });
}

/**
 * Opens a page at an http address and gives it to `doe`. Requests to other hosts are refused and
 * fail the test, as do errors on the console (also those of the content security policy).
 */
export async function openHttp(adres, opties, doe) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...opties });
  try {
    const pagina = await context.newPage();
    const mis = [];
    pagina.on('console', (bericht) => ['error', 'warning'].includes(bericht.type()) && mis.push(bericht.text()));
    pagina.on('pageerror', (fout) => mis.push(String(fout)));
    await context.route((url) => url.origin !== new URL(adres).origin, (route) => {
      mis.push(`vraagt om ${route.request().url()}`);
      return route.abort();
    });
    await pagina.goto(adres, { waitUntil: 'load' });
    const uitkomst = await doe(pagina);
    if (mis.length) throw new Error(`${adres}: ${mis.join('; ')}`);
    return uitkomst;
  } finally {
    await context.close();
  }
}

/**
 * Opens a page and gives it to `doe`, with what it asked for. Requests that leave the site are
 * refused and fail the test. `uit` is the folder of another built site; `pad` may have a query.
 */
export async function open(pad, { uit = UIT, ...opties }, doe) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...opties });
  try {
    const pagina = await context.newPage();
    const buiten = [];
    const fouten = [];
    pagina.on('console', (bericht) => bericht.type() === 'error' && fouten.push(bericht.text()));
    pagina.on('pageerror', (fout) => fouten.push(String(fout)));
    await context.route(() => true, (route) => {
      const adres = new URL(route.request().url());
      const bestand = decodeURIComponent(adres.pathname);
      if (adres.protocol === 'file:' && bestand.startsWith(`${uit}/`) && fs.existsSync(bestand)) return route.continue();
      // The page for unknown addresses has links from the root of the site, as a server shows it.
      const vanWortel = path.join(uit, bestand);
      if (adres.protocol === 'file:' && pad === '404.html' && fs.existsSync(vanWortel)) {
        return route.fulfill({ path: vanWortel });
      }
      buiten.push(adres.href);
      return route.abort();
    });
    const [, bestand, vraag] = /^([^?#]*)(.*)$/.exec(pad);
    await pagina.goto(pathToFileURL(path.join(uit, bestand)).href + vraag, { waitUntil: 'load' });
    const uitkomst = await doe(pagina);
    if (buiten.length) throw new Error(`${pad} vraagt om wat er niet is of van elders komt: ${buiten.join(', ')}`);
    if (fouten.length) throw new Error(`${pad}: ${fouten.join('; ')}`);
    return uitkomst;
  } finally {
    await context.close();
  }
}
