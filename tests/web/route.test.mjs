// The picture of a route in a real browser: text stays in its box whatever the reader's font, one of both widths shows,
// letters stay large enough, and the keyboard passes it by.

import assert from 'node:assert/strict';
import test from 'node:test';
import { FONTS, PAGINAS, metBrowser, open } from './hulp.mjs';

metBrowser();

const profielen = PAGINAS.filter((pad) => /^scholen\/[^/]+\/profiel\/index\.html$/.test(pad));

for (const { family: font } of FONTS) {
  for (const breedte of [320, 360, 768, 1280]) {
    test(`tekst van de routes blijft in haar vak op ${breedte} px, in ${font}`, async () => {
      for (const pad of profielen) {
        await open(pad, { viewport: { width: breedte, height: 800 }, font }, async (page) => {
          const fout = await page.evaluate(() => {
            const vak = /(^| )r-(stap|keuze|einde|als|verder|terug|kop)( |$)/;
            const fouten = [];
            for (const tekst of document.querySelectorAll('.route-svg text.r-t')) {
              const t = tekst.getBoundingClientRect();
              let buur = tekst.previousElementSibling;
              while (buur && (buur.tagName === 'text' || !vak.test(buur.getAttribute('class')))) buur = buur.previousElementSibling;
              if (!t.width || !buur) continue;
              const v = buur.getBoundingClientRect();
              if (t.left < v.left - 0.5 || t.right > v.right + 0.5) fouten.push(tekst.textContent);
            }
            return fouten;
          });
          assert.deepEqual(fout, [], pad);
          const beelden = await page.evaluate(() => [...document.querySelectorAll('.route-beeld')].map((beeld) => {
            const zichtbaar = [...beeld.querySelectorAll('.route-svg')].filter((svg) => svg.getBoundingClientRect().width > 0);
            const letters = zichtbaar.map((svg) => parseFloat(svg.getAttribute('font-size')) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width);
            return { aantal: zichtbaar.length, letter: Math.min(...letters) };
          }));
          for (const { aantal, letter } of beelden) {
            assert.equal(aantal, 1, `${pad}: een van beide tekeningen`);
            assert.ok(letter >= 14, `${pad}: letters van ${letter} px`);
          }
        });
      }
    });
  }
}

test('de tabtoets komt niet in een schema', async () => {
  for (const pad of profielen) {
    await open(pad, {}, async (page) => {
      const stoppen = await page.evaluate(() => [...document.querySelectorAll('.route-svg a')].filter((a) => a.tabIndex >= 0).length);
      assert.equal(stoppen, 0, pad);
    });
  }
});
