// What the browser tests share: the built site, a real browser, and its pages.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** The folder of the built site. */
export const OUTPUT = path.resolve(process.env['STEUNWIJZER_OUTPUT'] ?? '');
if (!process.env['STEUNWIJZER_OUTPUT'] || !fs.existsSync(path.join(OUTPUT, 'index.html'))) {
  throw new Error('STEUNWIJZER_OUTPUT must be the folder of a built website; or use tests/run');
}

/** The program, for tests that build a site of their own. */
export const STEUNWIJZER = path.resolve(process.env.STEUNWIJZER
  ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(import.meta.dirname, '../../target'), 'release/steunwijzer'));

/** All pages, as paths in the output. */
export const PAGES = fs.readdirSync(OUTPUT, { recursive: true })
  .map((rel) => rel.split(path.sep).join('/'))
  .filter((rel) => rel.endsWith('.html'))
  .sort();

/** The schools that have a profile; the pages of the first are looked at most. */
const scholen = PAGES.map((rel) => /^scholen\/([^/]+)\/profiel\/index\.html$/.exec(rel)?.[1]).filter(Boolean);
const [school] = scholen;
if (!school) throw new Error(`no school has a profile in ${OUTPUT}`);

/** The pages for parents of all schools that have a profile. */
export const OUDER_PAGES = scholen.map((name) => `scholen/${name}/index.html`);
export const [OUDER_PAGE] = OUDER_PAGES;
export const PROFIEL = `scholen/${school}/profiel/index.html`;

/** The largest of the pages that a pattern fits: long names and many lines show what does not fit. */
function largest(pattern, count) {
  const size = (rel) => fs.statSync(path.join(OUTPUT, rel)).size;
  return PAGES.filter((rel) => pattern.test(rel)).sort((a, b) => size(b) - size(a)).slice(0, count);
}

const HULPVRAAG = /^hulp\/[^/]+\/index\.html$/;
const ITEM = /^ondersteuning\/[^/]+\/[^/]+\/index\.html$/;

/** Every page, but of the many pages of questions and items only a few. */
export const SAMPLE = PAGES
  .filter((rel) => !HULPVRAAG.test(rel) && !ITEM.test(rel))
  .concat(largest(HULPVRAAG, 4), largest(ITEM, 4));

/** One page of each kind; the practice examples and other documents where the site has them. */
export const KINDS = [
  'index.html', 'scholen/index.html', OUDER_PAGE, PROFIEL, 'begrippen/index.html', 'dekking/index.html',
  'dekking/namen/index.html', 'vergelijken/index.html', 'vergelijken/specialisten/index.html', 'vergelijken/hulp/index.html',
  'vergelijken/scholen/index.html', 'vergelijken/schalen/ontwikkeling/index.html', 'vergelijken/jaren/index.html',
  'toegankelijkheid/index.html', '404.html', 'zoek/index.html', 'praktijk/index.html',
  PAGES.find((rel) => /^praktijk\/[^/]+\//.test(rel)),
  'hulp/index.html', ...largest(HULPVRAAG, 1), 'ondersteuning/index.html', ...largest(ITEM, 1),
  PAGES.find((rel) => /\/monitor\//.test(rel)),
  PAGES.find((rel) => /school2care\/profiel\//.test(rel)),
].filter((rel) => PAGES.includes(rel));

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run', '--no-default-browser-check', '--disable-extensions', '--disable-dev-shm-usage',
];

/** The fonts that widths are measured in, the narrowest first: fonts.txt says why these. */
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
export async function fontsShown(page, selector) {
  const cdp = await page.context().newCDPSession(page);
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
export function brokenWords(page) {
  return page.evaluate(() => {
    const broken = new Set();
    const range = document.createRange();
    const place = (node, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      // The first letter after a soft hyphen also has the box of the hyphen, before its own.
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
            // In the turned heading of a column a line runs downwards.
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
    if (!fs.existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there: apt-get install chromium, or tests/run`);
    // Chromium keeps caches in the home folder too.
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-browser-'));
    const config = path.join(home, 'fonts.conf');
    fs.writeFileSync(config, fontconfig(family, path.join(home, 'fontconfig')));
    const env = { ...process.env, HOME: home, FONTCONFIG_FILE: config };
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, env });
    browsers.set(family, { browser, home });
    const page = await browser.newPage();
    await page.setContent('<p style="font-family: system-ui">Letter</p>');
    const [[shown] = []] = await fontsShown(page, 'p');
    await page.close();
    if (shown !== family) {
      const { debian } = FONTS.find((font) => font.family === family);
      throw new Error(`the font ${family} is not there${shown ? ` (but ${shown})` : ''}: apt-get install ${debian}, or tests/run`);
    }
  }
  return browsers.get(family).browser;
}

/** Gives the tests of a file (or of a `describe`) their browsers, and stops them afterwards. */
export function withBrowser() {
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
 * Opens a page at an http address and gives it to `act`. Requests to other hosts are refused and
 * fail the test, as do errors on the console (also those of the content security policy), unless `brokenNet` says that
 * the test breaks requests itself. `font` is the letter of the machine.
 */
export async function openHttp(address, { font = WIDEST, brokenNet = false, ...options }, act) {
  const context = await (await browserWith(font)).newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    const wrong = [];
    page.on('console', (message) => !brokenNet && ['error', 'warning'].includes(message.type()) && wrong.push(message.text()));
    page.on('pageerror', (err) => brokenNet || wrong.push(String(err)));
    await context.route((url) => url.origin !== new URL(address).origin, (route) => {
      wrong.push(`asks for ${route.request().url()}`);
      return route.abort();
    });
    await page.goto(address, { waitUntil: 'load' });
    const outcome = await act(page);
    if (wrong.length) throw new Error(`${address}: ${wrong.join('; ')}`);
    return outcome;
  } finally {
    await context.close();
  }
}

/**
 * Opens a page and gives it to `act`, with what it asked for. Requests that leave the site are
 * refused and fail the test. `out` is the folder of another built site; `rel` may have a query;
 * `font` is the letter of the machine.
 */
export async function open(rel, { out = OUTPUT, font = WIDEST, ...options }, act) {
  const context = await (await browserWith(font)).newContext({ viewport: { width: 1280, height: 800 }, ...options });
  try {
    const page = await context.newPage();
    const outside = [];
    const errors = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (err) => errors.push(String(err)));
    await context.route(() => true, (route) => {
      const address = new URL(route.request().url());
      const file = decodeURIComponent(address.pathname);
      if (address.protocol === 'file:' && file.startsWith(`${out}/`) && fs.existsSync(file)) return route.continue();
      // The page for unknown addresses has links from the root of the site, because a server shows it anywhere.
      const fromRoot = path.join(out, file);
      if (address.protocol === 'file:' && rel === '404.html' && fs.existsSync(fromRoot)) {
        return route.fulfill({ path: fromRoot });
      }
      outside.push(address.href);
      return route.abort();
    });
    const [, file, query] = /^([^?#]*)(.*)$/.exec(rel);
    await page.goto(pathToFileURL(path.join(out, file)).href + query, { waitUntil: 'load' });
    const outcome = await act(page);
    if (outside.length) throw new Error(`${rel} asks for what is not there or comes from elsewhere: ${outside.join(', ')}`);
    if (errors.length) throw new Error(`${rel}: ${errors.join('; ')}`);
    return outcome;
  } finally {
    await context.close();
  }
}
