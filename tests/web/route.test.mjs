// The picture of a route in a real browser: text stays in its box whatever the reader's font, one of the two widths
// shows, letters stay large enough, and the keyboard passes it by.

import assert from 'node:assert/strict';
import test from 'node:test';
import { FONTS, PAGES, withBrowser, open } from './helpers.mjs';

withBrowser();

const profielen = PAGES.filter((rel) => /^scholen\/[^/]+\/profiel\/index\.html$/.test(rel));

for (const { family: font } of FONTS) {
  for (const width of [320, 360, 768, 1280]) {
    test(`text of the routes stays in its box at ${width} px, in ${font}`, async () => {
      for (const rel of profielen) {
        await open(rel, { viewport: { width, height: 800 }, font }, async (page) => {
          const err = await page.evaluate(() => {
            const box = /(^| )route-(stap|keuze|end|when|onwards|back|heading)( |$)/;
            const errors = [];
            for (const text of document.querySelectorAll('.route-svg text.route-text')) {
              const t = text.getBoundingClientRect();
              let sibling = text.previousElementSibling;
              while (sibling && (sibling.tagName === 'text' || !box.test(sibling.getAttribute('class')))) sibling = sibling.previousElementSibling;
              if (!t.width || !sibling) continue;
              const v = sibling.getBoundingClientRect();
              if (t.left < v.left - 0.5 || t.right > v.right + 0.5) errors.push(text.textContent);
            }
            return errors;
          });
          assert.deepEqual(err, [], rel);
          const drawings = await page.evaluate(() => [...document.querySelectorAll('.route-drawing')].map((drawing) => {
            const visible = [...drawing.querySelectorAll('.route-svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
            const letters = visible.map((svg) => parseFloat(svg.getAttribute('font-size')) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
            return { count: visible.length, letter: Math.min(...letters) };
          }));
          for (const { count, letter } of drawings) {
            assert.equal(count, 1, `${rel}: one of both drawings`);
            assert.ok(letter >= 14, `${rel}: letters of ${letter} px`);
          }
        });
      }
    });
  }
}

test('the Tab key does not enter a drawing', async () => {
  for (const rel of profielen) {
    await open(rel, {}, async (page) => {
      const stops = await page.evaluate(() => [...document.querySelectorAll('.route-svg a')].filter((a) => a.tabIndex >= 0).length);
      assert.equal(stops, 0, rel);
    });
  }
});
