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

/** The schools that have a profile; the pages of the first are looked at most. */
const scholen = PAGINAS.map((pad) => /^scholen\/([^/]+)\/profiel\/index\.html$/.exec(pad)?.[1]).filter(Boolean);
const [school] = scholen;
if (!school) throw new Error(`geen school met een profiel in ${UIT}`);

/** The pages for parents of all schools that have a profile. */
export const OUDERPAGINAS = scholen.map((naam) => `scholen/${naam}/index.html`);
export const [OUDERPAGINA] = OUDERPAGINAS;
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

/** The letters that widths are measured in, the narrowest first: fonts.txt says why these. */
export const FONTS = fs.readFileSync(path.join(import.meta.dirname, 'fonts.txt'), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('|'))
  .map(([family, debian]) => ({ family, debian }));

/** What a page is shown in where a test does not say: the widest letter, since it leaves the least room. */
const WIDEST = FONTS.at(-1).family;

/** The letter of code; it comes with DejaVu Sans. */
const MONOSPACE = 'DejaVu Sans Mono';

/** The browsers of a test file, one for each letter, each in a fresh profile. */
const browsers = new Map();

/** A machine that has only our letters, and whose own letter is the one given. */
const fontconfig = (family, cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${path.join(os.homedir(), '.local/share/fonts')}</dir>
  <cachedir>${cache}</cachedir>
  <selectfont>
    <rejectfont>${['true', 'false'].map((bool) => `<pattern><patelt name="scalable"><bool>${bool}</bool></patelt></pattern>`).join('')}</rejectfont>
    <acceptfont>${[...FONTS.map((font) => font.family), MONOSPACE].map((name) => `<pattern><patelt name="family"><string>${name}</string></patelt></pattern>`).join('')}</acceptfont>
  </selectfont>
  <match target="pattern">
    <test qual="any" name="family"><string>monospace</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>${MONOSPACE}</string></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append_last" binding="strong"><string>${family}</string></edit>
  </match>
</fontconfig>
`;

/** The letters that a part of a page is really shown in, with how many characters each. */
export async function fontsShown(pagina, selector) {
  const cdp = await pagina.context().newCDPSession(pagina);
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map(({ familyName, glyphCount }) => [familyName, glyphCount]);
}

/** A text without the places where its long words may be broken. */
export const plain = (text) => text.replaceAll('\u00ad', '');

/** Fits a name that has these words in it, wherever they may be broken. */
export const named = (words) => new RegExp([...words].map((c) => c.replace(/[$()*+./?[\\\]^{|}]/u, '\\$&')).join('\u00ad?'), 'u');

/**
 * Words that are broken where no hyphen shows, with a bar where that is: a reader stumbles over them. An address of a
 * page or of mail may be broken anywhere, since a hyphen would be read as part of it, and so may text to be copied.
 */
export function brokenWords(pagina) {
  return pagina.evaluate(() => {
    const broken = new Set();
    const range = document.createRange();
    const place = (node, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      // The first letter after a soft hyphen has the hyphen's box too, before its own.
      return [...range.getClientRects()].at(-1);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest('script, style, noscript, code, pre, [data-verbatim]')) continue;
      for (const { 0: part, index } of node.data.matchAll(/\S{6,}/gu)) {
        if (/[@.:]\S/u.test(part)) continue;
        range.setStart(node, index);
        range.setEnd(node, index + part.length);
        if (range.getClientRects().length < 2) continue;
        for (const word of part.matchAll(/[\p{L}\p{M}\p{N}]{2,}/gu)) {
          for (let i = 1; i < word[0].length; i += 1) {
            const [a, b] = [place(node, index + word.index + i - 1), place(node, index + word.index + i)];
            // A line runs down in the heading of a column that stands on its side.
            if (a?.width && b?.width && Math.abs(a.top - b.top) > 2 && Math.abs(a.left - b.left) > 2) {
              broken.add(`${word[0].slice(0, i)}|${word[0].slice(i)} (${node.parentElement.closest('[class], [id], main')?.className})`);
            }
          }
        }
      }
    }
    return [...broken].slice(0, 10);
  });
}

/** A browser on a machine with this letter; started when a test first asks for it. */
async function browserWith(family) {
  if (!browsers.has(family)) {
    if (!fs.existsSync(PROGRAMMA)) throw new Error(`${PROGRAMMA} is er niet: apt-get install chromium, of tests/run`);
    // Chromium keeps caches in the home folder too.
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-browser-'));
    const config = path.join(home, 'fonts.conf');
    fs.writeFileSync(config, fontconfig(family, path.join(home, 'fontconfig')));
    const env = { ...process.env, HOME: home, FONTCONFIG_FILE: config };
    const browser = await chromium.launch({ executablePath: PROGRAMMA, args: VLAGGEN, env });
    browsers.set(family, { browser, home });
    const page = await browser.newPage();
    await page.setContent('<p style="font-family: system-ui">Letter</p>');
    const [[shown] = []] = await fontsShown(page, 'p');
    await page.close();
    if (shown !== family) {
      const { debian } = FONTS.find((font) => font.family === family);
      throw new Error(`de letter ${family} is er niet${shown ? ` (wel ${shown})` : ''}: apt-get install ${debian}, of tests/run`);
    }
  }
  return browsers.get(family).browser;
}

/** Gives the tests of a file (or of a `describe`) their browsers, and stops them afterwards. */
export function metBrowser() {
  before(() => browserWith(WIDEST));
  after(async () => {
    for (const [family, { browser, home }] of browsers) {
      browsers.delete(family);
      await browser.close();
      fs.rmSync(home, { recursive: true, force: true });
    }
  });
}

/**
 * Opens a page at an http address and gives it to `doe`. Requests to other hosts are refused and
 * fail the test, as do errors on the console (also those of the content security policy). `font` is
 * the letter of the machine.
 */
export async function openHttp(adres, { font = WIDEST, ...opties }, doe) {
  const context = await (await browserWith(font)).newContext({ viewport: { width: 1280, height: 800 }, ...opties });
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
 * refused and fail the test. `uit` is the folder of another built site; `pad` may have a query;
 * `font` is the letter of the machine.
 */
export async function open(pad, { uit = UIT, font = WIDEST, ...opties }, doe) {
  const context = await (await browserWith(font)).newContext({ viewport: { width: 1280, height: 800 }, ...opties });
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
