// Without a mouse, and without JavaScript.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OUDERPAGINA, PROFIEL, SOORTEN, metBrowser, open } from './hulp.mjs';

/** What has the focus: a line to compare by, and whether that can be seen. */
const FOCUS = () => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const stijl = getComputedStyle(e);
  const vak = e.getBoundingClientRect();
  return {
    wat: `${e.tagName} ${e.getAttribute('href') ?? e.textContent.trim().slice(0, 40)}`,
    nummer: [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')].indexOf(e),
    omlijnd: stijl.outlineStyle !== 'none' && Number.parseFloat(stijl.outlineWidth) >= 2,
    opScherm: vak.width > 1 && vak.height > 1 && vak.bottom > 0 && vak.top < innerHeight && vak.right > 0 && vak.left < innerWidth,
    inMain: Boolean(e.closest('main')),
    isMain: e.tagName === 'MAIN',
    slaOver: e.matches('a[href^="#"]') && e === document.querySelector('a'),
  };
};

describe('toetsenbord', () => {
  metBrowser();
  for (const pad of SOORTEN) {
    test(`${pad}: de eerste tab is "ga naar de inhoud", en die doet dat`, async () => {
      await open(pad, {}, async (pagina) => {
        await pagina.keyboard.press('Tab');
        const eerste = await pagina.evaluate(FOCUS);
        assert.ok(eerste?.slaOver, JSON.stringify(eerste));
        assert.ok(eerste.opScherm && eerste.omlijnd, JSON.stringify(eerste));
        await pagina.keyboard.press('Enter');
        const dan = await pagina.evaluate(FOCUS);
        assert.ok(dan?.isMain, JSON.stringify(dan));
        await pagina.keyboard.press('Tab');
        const verder = await pagina.evaluate(FOCUS);
        // A page may have no link in its main part; then the focus goes on to the foot.
        const links = await pagina.locator('main a[href], main summary').count();
        assert.ok(links === 0 || verder?.inMain, JSON.stringify(verder));
      });
    });

    for (const width of [360, 1280]) {
      test(`${pad} op ${width} px: alles is te bereiken, en te zien waar u bent`, async () => {
        await open(pad, { viewport: { width, height: 800 } }, async (pagina) => {
          const verwacht = await pagina.evaluate(() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
            .map((e, nummer) => ({ e, nummer }))
            .filter(({ e }) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && e.tabIndex >= 0)
            .map(({ nummer }) => nummer));
          assert.ok(verwacht.length > 3);
          const gezien = [];
          for (let i = 0; i < verwacht.length; i += 1) {
            await pagina.keyboard.press('Tab');
            const focus = await pagina.evaluate(FOCUS);
            assert.ok(focus, `na ${i} tabs is de focus weg`);
            assert.ok(focus.omlijnd, `de focus is niet te zien op ${focus.wat}`);
            assert.ok(focus.opScherm, `de focus staat buiten het scherm op ${focus.wat}`);
            gezien.push(focus.nummer);
          }
          // In the order of the page, and none left out.
          assert.deepEqual(gezien, verwacht);
        });
      });
    }
  }

  test('wat uitklapt, klapt uit met de entertoets', async () => {
    await open(PROFIEL, { viewport: { width: 360, height: 800 } }, async (pagina) => {
      const knop = pagina.locator('summary:visible').first();
      if (await knop.count() === 0) return;
      const open = () => knop.evaluate((e) => e.parentElement.open);
      const eerst = await open();
      await knop.focus();
      await pagina.keyboard.press('Enter');
      assert.notEqual(await open(), eerst);
    });
  });
});

describe('zonder JavaScript', () => {
  metBrowser();
  for (const pad of SOORTEN) {
    test(`${pad} laat hetzelfde zien`, async () => {
      // What a script adds by itself is left out, and what is said in its place; all else must be there without it too.
      const tekst = (pagina) => pagina.evaluate(() => {
        for (const e of document.querySelectorAll('[data-met-script], [data-van-script], [data-zonder-script], noscript')) e.remove();
        return document.body.innerText;
      });
      const met = await open(pad, {}, tekst);
      const zonder = await open(pad, { javaScriptEnabled: false }, tekst);
      assert.ok(zonder.length > 100);
      assert.equal(zonder, met);
    });
  }

  test('van de voorpagina naar het profiel en terug, met klikken', async () => {
    await open('index.html', { javaScriptEnabled: false }, async (pagina) => {
      await pagina.locator(`main a[href="${OUDERPAGINA}"]`).first().click();
      await pagina.waitForURL(/scholen\/[^/]+\/index\.html$/);
      await pagina.locator('main a[href$="profiel/index.html"]').first().click();
      await pagina.waitForURL(/profiel\/index\.html$/);
      await pagina.locator('header a[href$="index.html"]').first().click();
      await pagina.waitForURL(/\/index\.html$/);
    });
  });
});
