// Accessibility as axe-core finds it, and pages that fit: in light and dark, on phone and desk.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { FONTS, OUDERPAGINA, OUDERPAGINAS, SOORTEN, STEEKPROEF, brokenWords, fontsShown, metBrowser, open } from './hulp.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Problems that axe finds, one line each; with everything that opens open. */
async function problemen(pagina) {
  await pagina.evaluate(AXE);
  const { violations, passes } = await pagina.evaluate((regels) => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return window.axe.run(document, { preload: false, runOnly: regels });
  }, REGELS);
  assert.ok(passes.length > 10, 'axe heeft bijna niets bekeken');
  return violations.map((v) => `${v.id} (${v.nodes.length}x): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
}

describe('toegankelijk', () => {
  metBrowser();
  for (const pad of SOORTEN) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ['light', 'dark']) {
        test(`${pad} op ${width} px, ${colorScheme}`, async () => {
          const gevonden = await open(pad, { viewport: { width, height: 800 }, colorScheme }, problemen);
          assert.deepEqual(gevonden, []);
        });
      }
    }
  }
});

describe('past', () => {
  metBrowser();
  // 320 px is a screen of 1280 px at 400%.
  for (const { family: font } of FONTS) {
    for (const pad of STEEKPROEF) {
      // 320 px is a screen of 1280 px at 400%.
      const widths = SOORTEN.includes(pad) ? [320, 360, 768, 1280] : [320];
      test(`${pad} op ${widths.join(', ')} px in ${font}: niets schuift opzij, en woorden breken waar dat mag`, async () => {
        await open(pad, { viewport: { width: widths[0], height: 640 }, font }, async (pagina) => {
          for (const width of widths) {
            await pagina.setViewportSize({ width, height: 640 });
            const tebreed = await pagina.evaluate(() => {
              for (const details of document.querySelectorAll('details')) details.open = true;
              const breed = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= breed) return [];
              return [...document.querySelectorAll('body *')]
                .filter((e) => e.getBoundingClientRect().right > breed + 1)
                .slice(0, 5)
                .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`);
            });
            assert.deepEqual(tebreed, [], `op ${width} px`);
            assert.deepEqual(await brokenWords(pagina), [], `op ${width} px`);
          }
        });
      });
    }

    test(`ook met tekst op 200% en ruime regels (WCAG 1.4.4 en 1.4.12), in ${font}`, async () => {
      for (const pad of SOORTEN) {
        const breedten = await open(pad, { viewport: { width: 640, height: 800 }, font }, async (pagina) => {
          await pagina.addStyleTag({
            content: 'html{font-size:200%}*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
          });
          return pagina.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        });
        assert.ok(breedten[0] <= breedten[1], `${pad}: ${breedten[0]} > ${breedten[1]}`);
      }
    });
  }
});

describe('de letter', () => {
  metBrowser();
  for (const { family: font } of FONTS) {
    test(`een bladzijde staat in ${font} op een machine die dat heeft`, async () => {
      await open(OUDERPAGINA, { font }, async (pagina) => {
        for (const kiezer of ['h1', '.kort h3', '.kort p', 'footer li a']) {
          const letters = new Map(await fontsShown(pagina, kiezer));
          const alle = [...letters.values()].reduce((a, b) => a + b, 0);
          assert.ok(letters.get(font) > 0.98 * alle, `${kiezer}: ${JSON.stringify([...letters])}`);
        }
      });
    });
  }
});

describe('ouderpagina', () => {
  metBrowser();
  for (const { family: font } of FONTS) {
    for (const pad of OUDERPAGINAS) {
      test(`${pad}: wie, wat, wat niet, bij wie en wanneer staan op het eerste scherm, in ${font}`, async () => {
        await open(pad, { viewport: { width: 1280, height: 800 }, font }, async (pagina) => {
          const einde = (kiezer) => pagina.$$eval(kiezer, (delen) => Math.round(Math.max(...delen.map((e) => e.getBoundingClientRect().bottom))));
          assert.ok(await einde('h1') < 300, `de naam eindigt op ${await einde('h1')} px`);
          // A school may answer at length: each answer begins on the first screen, those of the first school end there too.
          const begin = await einde('.kort .antwoorden h3, .kort .antwoorden h3 + p, .kort .antwoorden h3 + .tekst > :first-child');
          assert.ok(begin <= 800, `het laatste antwoord begint op ${begin} px`);
          const overzicht = await einde('.kort .antwoorden');
          assert.ok(pad !== OUDERPAGINA || overzicht <= 800, `het overzicht eindigt op ${overzicht} px`);
          const koppen = await pagina.locator('.kort .antwoorden h3').allInnerTexts();
          assert.equal(koppen.length, 4, koppen.join(', '));
        });
      });
    }
  }
});
