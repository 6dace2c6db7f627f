// Comparing schools: the large table with its filters, a few schools side by side, coverage. The
// example region is small; STEUNWIJZER_LARGE is the folder of a built region of a hundred schools.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { FONTS, PAGES, OUTPUT, withBrowser, open, plain } from './helpers.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LARGE = process.env['STEUNWIJZER_LARGE'] ? path.resolve(process.env['STEUNWIJZER_LARGE']) : undefined;
const TABLE = 'vergelijken/specialisten/index.html';

async function problems(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (lines) => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { violations } = await window.axe.run(document, { preload: false, runOnly: lines });
    return violations.map((v) => `${v.id} (${v.nodes.length}x): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
  }, RULES);
}

const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const visible = (page) => page.locator('#schooltabel tbody tr:visible');
const names = (page) => page.locator('#schooltabel tbody tr:visible th a').allInnerTexts();

const scholen = PAGES.map((rel) => /^scholen\/([^/]+)\/index\.html$/.exec(rel)?.[1]).filter(Boolean);

describe('schools side by side', { skip: scholen.length < 2 && 'this website has one school' }, () => {
  withBrowser();
  const address = `vergelijken/scholen/index.html?a=${scholen[0]}&b=${scholen.at(-1)}`;

  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`axe finds nothing at a shared address, at ${width} px, ${colorScheme}`, async () => {
        const found = await open(`${address}#uitkomst`, { viewport: { width, height: 800 }, colorScheme }, problems);
        assert.deepEqual(found, []);
      });
    }
  }

  test('the address decides what is shown', async () => {
    await open(address, {}, async (page) => {
      const headings = await page.locator('#uitkomst table').first().locator('thead th').allInnerTexts();
      assert.equal(headings.length, 3);
      assert.ok(await page.locator('#uitkomst table').count() > 2);
      assert.equal(await page.locator('#zonder').isVisible(), false);
    });
  });

  test('choosing works with the keyboard, and goes into the address', async () => {
    await open('vergelijken/scholen/index.html', {}, async (page) => {
      await page.locator('#k-a').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.locator('#kies button').focus();
      await Promise.all([page.waitForURL(/\?a=[a-z0-9-]+&b=[a-z0-9-]+#uitkomst$/), page.keyboard.press('Enter')]);
      await page.locator('#titel-uitkomst').waitFor();
    });
  });

  test('only the differences are shown when asked for', async () => {
    await open(address, {}, async (page) => {
      const before = await page.locator('#uitkomst tbody tr:visible').count();
      await page.locator('#verschil').check();
      const after = await page.locator('#uitkomst tbody tr:visible').count();
      const same = await page.locator('#uitkomst tr.same').count();
      assert.equal(after, before - same);
    });
  });

  test('an unknown school in the address is no error', async () => {
    await open('vergelijken/scholen/index.html?a=bestaat-niet&b=%3Cimg%20src=x%3E', {}, async (page) => {
      assert.equal(await page.locator('#uitkomst *').count(), 0);
    });
  });

  test('without JavaScript the page leads to the whole tables', async () => {
    await open(address, { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('#kies').isVisible(), false);
      const links = await page.locator('#zonder a').all();
      assert.ok(links.length > 1);
      for (const link of links) {
        const rel = path.join(OUTPUT, 'vergelijken/scholen', await link.getAttribute('href'));
        assert.ok(fs.existsSync(rel), rel);
      }
    });
  });

  for (const { family: font } of FONTS) {
    test(`at 320 px in ${font} the page does not move sideways`, async () => {
      assert.equal(await open(address, { viewport: { width: 320, height: 640 }, font }, tooWide), 0);
    });
  }
});

describe('a hundred schools', { skip: !LARGE && 'STEUNWIJZER_LARGE is not given' }, () => {
  withBrowser();
  const openLarge = (rel, options, act) => open(rel, { ...options, out: LARGE }, act);

  test('no page is larger than 2 MB', () => {
    const html = fs.readdirSync(LARGE, { recursive: true }).filter((rel) => rel.endsWith('.html'));
    const sizes = html.map((rel) => [fs.statSync(path.join(LARGE, rel)).size, rel]).sort((a, b) => b[0] - a[0]);
    assert.ok(html.includes(path.normalize(TABLE)));
    assert.ok(sizes[0][0] < 2e6, `${sizes[0]}`);
  });

  const school = LARGE && `scholen/${fs.readdirSync(path.join(LARGE, 'scholen')).find((name) => fs.existsSync(path.join(LARGE, 'scholen', name, 'profiel')))}`;
  const kinds = [
    'index.html', 'scholen/index.html', `${school}/index.html`, `${school}/profiel/index.html`, `${school}/schoolgids.html`,
    'hulp/index.html', 'hulp/lezen/index.html', 'ondersteuning/index.html', 'ondersteuning/specialisten/orthopedagoog/index.html',
    'zoek/index.html', 'begrippen/index.html', 'data/index.html',
    TABLE, 'vergelijken/hulp/index.html', 'vergelijken/hulp/lezen/index.html', 'vergelijken/schalen/ontwikkeling/index.html',
    'vergelijken/scholen/index.html', 'vergelijken/jaren/index.html', 'vergelijken/index.html', 'dekking/index.html',
    'dekking/namen/index.html',
  ];
  for (const rel of kinds) {
    // Large pages take axe seconds, and most have the same table: so both colour schemes, each at one width.
    for (const [width, colorScheme] of [[360, 'dark'], [1280, 'light']]) {
      test(`axe finds nothing in ${rel} at ${width} px, ${colorScheme}`, async () => {
        assert.deepEqual(await openLarge(rel, { viewport: { width, height: 800 }, colorScheme }, problems), []);
      });
    }
    for (const { family: font } of FONTS) {
      test(`${rel} does not move sideways at 320 px, in ${font}`, async () => {
        assert.equal(await openLarge(rel, { viewport: { width: 320, height: 640 }, font }, tooWide), 0);
      });
    }
  }

  test('heading and first column stay in view', async () => {
    await openLarge(TABLE, { viewport: { width: 360, height: 800 } }, async (page) => {
      const places = await page.evaluate(() => {
        const scroller = document.querySelector('.grid-scroll');
        const heading = document.querySelector('#schooltabel thead th:nth-child(9)');
        const row = document.querySelector('#schooltabel tbody tr:nth-child(30) th');
        scroller.scrollTo(400, 1500);
        const frame = scroller.getBoundingClientRect();
        return {
          above: Math.round(heading.getBoundingClientRect().top - frame.top),
          left: Math.round(row.getBoundingClientRect().left - frame.left),
          scrolled: [scroller.scrollLeft, scroller.scrollTop],
        };
      });
      assert.deepEqual(places, { above: 1, left: 1, scrolled: [400, 1500] });
    });
  });

  test('choosing, searching and sorting work with the keyboard', async () => {
    await openLarge(TABLE, {}, async (page) => {
      const all = await visible(page).count();
      assert.ok(all > 50, `${all}`);
      await page.locator('#f-p').focus();
      await page.keyboard.press('ArrowDown');
      const plaats = await page.locator('#f-p option:checked').innerText();
      const chosen = await page.locator('#schooltabel tbody tr:visible th a + span').allInnerTexts();
      assert.ok(chosen.length > 0 && chosen.length < all);
      assert.ok(chosen.every((text) => plain(text).includes(plaats)), chosen.join());
      assert.equal(await page.locator('#telling').innerText(), `${chosen.length} van de ${all} scholen`);
      assert.match(page.url(), /\?p=0$/);

      await page.locator('.clear button').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction((n) => document.querySelectorAll('#schooltabel tbody tr:not([hidden])').length === n, all);

      await page.locator('#f-o').focus();
      await page.keyboard.press('ArrowDown');
      const counts = (await page.locator('#schooltabel tbody td.tally').allInnerTexts()).map(Number);
      assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
      assert.equal(await page.locator('#schooltabel thead th[aria-sort]').getAttribute('aria-sort'), 'descending');

      await page.locator('#f-q').focus();
      await page.keyboard.type('zzz bestaat niet');
      assert.equal(await visible(page).count(), 0);
      assert.ok(await page.locator('#niets').isVisible());
    });
  });

  test('a long name can be found, also where it may be broken', async () => {
    await openLarge(TABLE, {}, async (page) => {
      const all = await visible(page).count();
      const long = (await names(page)).find((name) => plain(name) !== name);
      assert.ok(long, 'no school has a long name');
      for (const typed of [long, plain(long)]) {
        await page.locator('#f-q').fill(typed);
        await page.waitForFunction((n) => document.querySelectorAll('#schooltabel tbody tr:not([hidden])').length < n, all);
        assert.ok((await names(page)).includes(long), typed);
        await page.locator('#f-q').fill('');
        await page.waitForFunction((n) => document.querySelectorAll('#schooltabel tbody tr:not([hidden])').length === n, all);
      }
    });
  });

  test('of one item the words are shown, and only schools that have it at school', async () => {
    await openLarge(`${TABLE}?i=2&s=s`, { viewport: { width: 360, height: 800 } }, async (page) => {
      const words = await page.locator('#schooltabel tbody tr:visible td:visible i').allInnerTexts();
      assert.ok(words.length > 0);
      assert.ok(words.every((text) => text.startsWith('op school')), words.join());
      assert.equal(await page.locator('#schooltabel thead th:visible').count(), 2);
      // Whoever gets this address sees the same choice.
      assert.equal(await page.locator('#f-i').inputValue(), '2');
      assert.equal(await page.locator('#f-s').inputValue(), 's');
    });
  });

  test('amounts are in the order of unit and size', async () => {
    await openLarge(TABLE, {}, async (page) => {
      const column = (await page.locator('#schooltabel').getAttribute('data-amounts')).split(' ')[0];
      await page.locator('#f-i').selectOption(column);
      await page.locator('#f-o').selectOption('i');
      const amounts = (await page.locator('#schooltabel tbody td:visible b').allInnerTexts()).map((t) => Number.parseFloat(t));
      assert.ok(amounts.length > 2);
      assert.deepEqual(amounts, [...amounts].sort((a, b) => a - b));
      const first = await page.locator('#schooltabel tbody tr').first().locator('td:visible b').count();
      assert.equal(first, 1, 'who names an amount comes before who does not');
    });
  });

  test('without JavaScript the whole table is there', async () => {
    await openLarge(TABLE, { javaScriptEnabled: false }, async (page) => {
      assert.ok((await names(page)).length > 50);
      assert.equal(await page.locator('#keus').isVisible(), false);
      assert.ok(await page.locator('.signs li').count() > 3);
    });
  });
});
