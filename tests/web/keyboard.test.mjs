// Without a mouse, and without JavaScript.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OUDER_PAGE, PROFIEL, KINDS, withBrowser, open } from './helpers.mjs';

/** What has the focus: a line to compare by, and whether that can be seen. */
const FOCUS = () => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return {
    what: `${e.tagName} ${e.getAttribute('href') ?? e.textContent.trim().slice(0, 40)}`,
    number: [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')].indexOf(e),
    outlined: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
    onScreen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    inMain: Boolean(e.closest('main')),
    isMain: e.tagName === 'MAIN',
    isSkipLink: e.matches('a[href^="#"]') && e === document.querySelector('a'),
  };
};

describe('keyboard', () => {
  withBrowser();
  for (const rel of KINDS) {
    test(`${rel}: the first tab is "ga naar de inhoud", and does that`, async () => {
      await open(rel, {}, async (page) => {
        await page.keyboard.press('Tab');
        const first = await page.evaluate(FOCUS);
        assert.ok(first?.isSkipLink, JSON.stringify(first));
        assert.ok(first.onScreen && first.outlined, JSON.stringify(first));
        await page.keyboard.press('Enter');
        const next = await page.evaluate(FOCUS);
        assert.ok(next?.isMain, JSON.stringify(next));
        await page.keyboard.press('Tab');
        const further = await page.evaluate(FOCUS);
        // A page may have no link in its main part; then the focus goes on to the footer.
        const links = await page.locator('main a[href], main summary').count();
        assert.ok(links === 0 || further?.inMain, JSON.stringify(further));
      });
    });

    for (const width of [360, 1280]) {
      test(`${rel} at ${width} px: all can be reached, and it shows where one is`, async () => {
        await open(rel, { viewport: { width, height: 800 } }, async (page) => {
          const expected = await page.evaluate(() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
            .map((e, number) => ({ e, number }))
            .filter(({ e }) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && e.tabIndex >= 0)
            .map(({ number }) => number));
          assert.ok(expected.length > 3);
          const seen = [];
          for (let i = 0; i < expected.length; i += 1) {
            await page.keyboard.press('Tab');
            const focus = await page.evaluate(FOCUS);
            assert.ok(focus, `after ${i} tabs the focus is gone`);
            assert.ok(focus.outlined, `the focus cannot be seen on ${focus.what}`);
            assert.ok(focus.onScreen, `the focus is off the screen at ${focus.what}`);
            seen.push(focus.number);
          }
          // In the order of the page, and none left out.
          assert.deepEqual(seen, expected);
        });
      });
    }
  }

  test('what folds out does so with the Enter key', async () => {
    await open(PROFIEL, { viewport: { width: 360, height: 800 } }, async (page) => {
      const summary = page.locator('summary:visible').first();
      if (await summary.count() === 0) return;
      const isOpen = () => summary.evaluate((e) => e.parentElement.open);
      const atFirst = await isOpen();
      await summary.focus();
      await page.keyboard.press('Enter');
      assert.notEqual(await isOpen(), atFirst);
    });
  });
});

describe('without JavaScript', () => {
  withBrowser();
  for (const rel of KINDS) {
    test(`${rel} shows the same`, async () => {
      // What a script adds is left out, and so is what is said in its place; everything else must be there without it.
      const text = (page) => page.evaluate(() => {
        for (const e of document.querySelectorAll('[data-with-script], [data-by-script], [data-without-script], noscript')) e.remove();
        return document.body.innerText;
      });
      const withScript = await open(rel, {}, text);
      const withoutScript = await open(rel, { javaScriptEnabled: false }, text);
      assert.ok(withoutScript.length > 100);
      assert.equal(withoutScript, withScript);
    });
  }

  test('clicks lead from the first page to the profile and back', async () => {
    await open('index.html', { javaScriptEnabled: false }, async (page) => {
      await page.locator(`main a[href="${OUDER_PAGE}"]`).first().click();
      await page.waitForURL(/scholen\/[^/]+\/index\.html$/);
      await page.locator('main a[href$="profiel/index.html"]').first().click();
      await page.waitForURL(/profiel\/index\.html$/);
      await page.locator('header a[href$="index.html"]').first().click();
      await page.waitForURL(/\/index\.html$/);
    });
  });
});
