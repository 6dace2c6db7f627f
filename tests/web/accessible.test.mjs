// Accessibility as axe-core finds it, and pages that fit: in light and dark, on phone and desktop.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { FONTS, OUDER_PAGE, OUDER_PAGES, KINDS, SAMPLE, brokenWords, fontsShown, withBrowser, open } from './helpers.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Problems that axe finds, one line each; with everything that opens open. */
async function problems(page) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate((lines) => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return window.axe.run(document, { preload: false, runOnly: lines });
  }, RULES);
  assert.ok(passes.length > 10, 'axe looked at almost nothing');
  return violations.map((v) => `${v.id} (${v.nodes.length}x): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
}

describe('accessible', () => {
  withBrowser();
  for (const rel of KINDS) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        test(`axe finds nothing in ${rel} at ${width} px, ${colorScheme}`, async () => {
          const found = await open(rel, { viewport: { width, height: 800 }, colorScheme }, problems);
          assert.deepEqual(found, []);
        });
      }
    }
  }
});

describe('fits', () => {
  withBrowser();
  // 320 px is a screen of 1280 px at 400%.
  for (const { family: font } of FONTS) {
    for (const rel of SAMPLE) {
      // 320 px is a screen of 1280 px at 400%.
      const widths = KINDS.includes(rel) ? [320, 360, 768, 1280] : [320];
      test(`${rel} at ${widths.join(', ')} px in ${font}: nothing moves sideways, and words break where they may`, async () => {
        await open(rel, { viewport: { width: widths[0], height: 640 }, font }, async (page) => {
          for (const width of widths) {
            await page.setViewportSize({ width, height: 640 });
            const tooWide = await page.evaluate(() => {
              for (const details of document.querySelectorAll('details')) details.open = true;
              const room = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= room) return [];
              return [...document.querySelectorAll('body *')]
                .filter((e) => e.getBoundingClientRect().right > room + 1)
                .slice(0, 5)
                .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`);
            });
            assert.deepEqual(tooWide, [], `at ${width} px`);
            assert.deepEqual(await brokenWords(page), [], `at ${width} px`);
          }
        });
      });
    }

    test(`also with text at 200% and roomy lines (WCAG 1.4.4 and 1.4.12), in ${font}`, async () => {
      for (const rel of KINDS) {
        const measured = await open(rel, { viewport: { width: 640, height: 800 }, font }, async (page) => {
          await page.addStyleTag({
            content: 'html{font-size:200%}*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
          });
          return page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        });
        assert.ok(measured[0] <= measured[1], `${rel}: ${measured[0]} > ${measured[1]}`);
      }
    });
  }
});

describe('the font', () => {
  withBrowser();
  for (const { family: font } of FONTS) {
    test(`a page is in ${font} on a machine that has it`, async () => {
      await open(OUDER_PAGE, { font }, async (page) => {
        for (const selector of ['h1', '.short h3', '.short p', 'footer li a']) {
          const letters = new Map(await fontsShown(page, selector));
          const all = [...letters.values()].reduce((a, b) => a + b, 0);
          assert.ok(letters.get(font) > 0.98 * all, `${selector}: ${JSON.stringify([...letters])}`);
        }
      });
    });
  }
});

describe('page for parents', () => {
  withBrowser();
  for (const { family: font } of FONTS) {
    for (const rel of OUDER_PAGES) {
      test(`${rel}: who, what, what not, with whom and when are on the first screen, in ${font}`, async () => {
        await open(rel, { viewport: { width: 1280, height: 800 }, font }, async (page) => {
          const bottomOf = (selector) => page.$$eval(selector, (parts) => Math.round(Math.max(...parts.map((e) => e.getBoundingClientRect().bottom))));
          assert.ok(await bottomOf('h1') < 300, `the name ends at ${await bottomOf('h1')} px`);
          // A school may answer at length: each answer begins on the first screen; those of the first school end there too.
          const begin = await bottomOf('.short .answers h3, .short .answers h3 + p, .short .answers h3 + .tekst > :first-child');
          assert.ok(begin <= 800, `the last answer begins at ${begin} px`);
          const overview = await bottomOf('.short .answers');
          assert.ok(rel !== OUDER_PAGE || overview <= 800, `the overview ends at ${overview} px`);
          const headings = await page.locator('.short .answers h3').allInnerTexts();
          assert.equal(headings.length, 4, headings.join(', '));
        });
      });
    }
  }
});
