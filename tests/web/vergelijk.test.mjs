// Comparing schools: the large table with its filters, a few schools side by side, coverage. The
// example region is small; STEUNWIJZER_GROOT is the folder of a built region of a hundred schools.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { FONTS, PAGINAS, UIT, metBrowser, open, plain } from './hulp.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const GROOT = process.env.STEUNWIJZER_GROOT ? path.resolve(process.env.STEUNWIJZER_GROOT) : undefined;
const TABEL = 'vergelijken/specialisten/index.html';

async function problemen(pagina) {
  await pagina.evaluate(AXE);
  return pagina.evaluate(async (regels) => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const { violations } = await window.axe.run(document, { preload: false, runOnly: regels });
    return violations.map((v) => `${v.id} (${v.nodes.length}x): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
  }, REGELS);
}

const tebreed = (pagina) => pagina.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const zichtbaar = (pagina) => pagina.locator('#mx tbody tr:visible');
const namen = (pagina) => pagina.locator('#mx tbody tr:visible th a').allInnerTexts();

const scholen = PAGINAS.map((pad) => /^scholen\/([^/]+)\/index\.html$/.exec(pad)?.[1]).filter(Boolean);

describe('scholen naast elkaar', { skip: scholen.length < 2 && 'deze website heeft één school' }, () => {
  metBrowser();
  const adres = `vergelijken/scholen/index.html?a=${scholen[0]}&b=${scholen.at(-1)}`;

  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`een gedeeld adres op ${width} px, ${colorScheme}`, async () => {
        const gevonden = await open(`${adres}#uitkomst`, { viewport: { width, height: 800 }, colorScheme }, problemen);
        assert.deepEqual(gevonden, []);
      });
    }
  }

  test('het adres bepaalt wat er staat', async () => {
    await open(adres, {}, async (pagina) => {
      const koppen = await pagina.locator('#uitkomst table').first().locator('thead th').allInnerTexts();
      assert.equal(koppen.length, 3);
      assert.ok(await pagina.locator('#uitkomst table').count() > 2);
      assert.equal(await pagina.locator('#zonder').isVisible(), false);
    });
  });

  test('kiezen kan met het toetsenbord, en komt in het adres', async () => {
    await open('vergelijken/scholen/index.html', {}, async (pagina) => {
      await pagina.locator('#k-a').focus();
      await pagina.keyboard.press('ArrowDown');
      await pagina.keyboard.press('Tab');
      await pagina.keyboard.press('ArrowDown');
      await pagina.keyboard.press('ArrowDown');
      await pagina.locator('#kies button').focus();
      await Promise.all([pagina.waitForURL(/\?a=[a-z0-9-]+&b=[a-z0-9-]+#uitkomst$/), pagina.keyboard.press('Enter')]);
      await pagina.locator('#titel-uitkomst').waitFor();
    });
  });

  test('alleen de verschillen', async () => {
    await open(adres, {}, async (pagina) => {
      const voor = await pagina.locator('#uitkomst tbody tr:visible').count();
      await pagina.locator('#verschil').check();
      const na = await pagina.locator('#uitkomst tbody tr:visible').count();
      const gelijk = await pagina.locator('#uitkomst tr.gelijk').count();
      assert.equal(na, voor - gelijk);
    });
  });

  test('een onbekende school in het adres geeft geen fout', async () => {
    await open('vergelijken/scholen/index.html?a=bestaat-niet&b=%3Cimg%20src=x%3E', {}, async (pagina) => {
      assert.equal(await pagina.locator('#uitkomst *').count(), 0);
    });
  });

  test('zonder JavaScript leidt de bladzijde naar de hele tabellen', async () => {
    await open(adres, { javaScriptEnabled: false }, async (pagina) => {
      assert.equal(await pagina.locator('#kies').isVisible(), false);
      const links = await pagina.locator('#zonder a').all();
      assert.ok(links.length > 1);
      for (const link of links) {
        const pad = path.join(UIT, 'vergelijken/scholen', await link.getAttribute('href'));
        assert.ok(fs.existsSync(pad), pad);
      }
    });
  });

  for (const { family: font } of FONTS) {
    test(`op 320 px in ${font} schuift de bladzijde niet opzij`, async () => {
      assert.equal(await open(adres, { viewport: { width: 320, height: 640 }, font }, tebreed), 0);
    });
  }
});

describe('honderd scholen', { skip: !GROOT && 'STEUNWIJZER_GROOT is niet gegeven' }, () => {
  metBrowser();
  const groot = (pad, opties, doe) => open(pad, { ...opties, uit: GROOT }, doe);

  test('geen bladzijde is groter dan 2 MB', () => {
    const html = fs.readdirSync(GROOT, { recursive: true }).filter((pad) => pad.endsWith('.html'));
    const maten = html.map((pad) => [fs.statSync(path.join(GROOT, pad)).size, pad]).sort((a, b) => b[0] - a[0]);
    assert.ok(html.includes(path.normalize(TABEL)));
    assert.ok(maten[0][0] < 2e6, `${maten[0]}`);
  });

  const school = GROOT && `scholen/${fs.readdirSync(path.join(GROOT, 'scholen')).find((naam) => fs.existsSync(path.join(GROOT, 'scholen', naam, 'profiel')))}`;
  const soorten = [
    'index.html', 'scholen/index.html', `${school}/index.html`, `${school}/profiel/index.html`, `${school}/schoolgids.html`,
    'hulp/index.html', 'hulp/lezen/index.html', 'ondersteuning/index.html', 'ondersteuning/specialisten/orthopedagoog/index.html',
    'zoek/index.html', 'begrippen/index.html', 'data/index.html',
    TABEL, 'vergelijken/hulp/index.html', 'vergelijken/hulp/lezen/index.html', 'vergelijken/schalen/ontwikkeling/index.html',
    'vergelijken/scholen/index.html', 'vergelijken/jaren/index.html', 'vergelijken/index.html', 'dekking/index.html',
    'dekking/namen/index.html',
  ];
  for (const pad of soorten) {
    // Large pages take axe seconds, and most are the same table: both colours, each at one width.
    for (const [width, colorScheme] of [[360, 'dark'], [1280, 'light']]) {
      test(`${pad} op ${width} px, ${colorScheme}`, async () => {
        assert.deepEqual(await groot(pad, { viewport: { width, height: 800 }, colorScheme }, problemen), []);
      });
    }
    for (const { family: font } of FONTS) {
      test(`${pad} op 320 px in ${font}, zonder opzij te schuiven`, async () => {
        assert.equal(await groot(pad, { viewport: { width: 320, height: 640 }, font }, tebreed), 0);
      });
    }
  }

  test('kop en eerste kolom blijven staan', async () => {
    await groot(TABEL, { viewport: { width: 360, height: 800 } }, async (pagina) => {
      const plekken = await pagina.evaluate(() => {
        const rol = document.querySelector('.mx-rol');
        const kop = document.querySelector('#mx thead th:nth-child(9)');
        const rij = document.querySelector('#mx tbody tr:nth-child(30) th');
        rol.scrollTo(400, 1500);
        const bak = rol.getBoundingClientRect();
        return {
          boven: Math.round(kop.getBoundingClientRect().top - bak.top),
          links: Math.round(rij.getBoundingClientRect().left - bak.left),
          geschoven: [rol.scrollLeft, rol.scrollTop],
        };
      });
      assert.deepEqual(plekken, { boven: 1, links: 1, geschoven: [400, 1500] });
    });
  });

  test('kiezen, zoeken en ordenen met het toetsenbord', async () => {
    await groot(TABEL, {}, async (pagina) => {
      const alle = await zichtbaar(pagina).count();
      assert.ok(alle > 50, `${alle}`);
      await pagina.locator('#f-p').focus();
      await pagina.keyboard.press('ArrowDown');
      const plaats = await pagina.locator('#f-p option:checked').innerText();
      const gekozen = await pagina.locator('#mx tbody tr:visible th a + span').allInnerTexts();
      assert.ok(gekozen.length > 0 && gekozen.length < alle);
      assert.ok(gekozen.every((tekst) => plain(tekst).includes(plaats)), gekozen.join());
      assert.equal(await pagina.locator('#telling').innerText(), `${gekozen.length} van de ${alle} scholen`);
      assert.match(pagina.url(), /\?p=0$/);

      await pagina.locator('.wis button').focus();
      await pagina.keyboard.press('Enter');
      await pagina.waitForFunction((n) => document.querySelectorAll('#mx tbody tr:not([hidden])').length === n, alle);

      await pagina.locator('#f-o').focus();
      await pagina.keyboard.press('ArrowDown');
      const aantallen = (await pagina.locator('#mx tbody td.a').allInnerTexts()).map(Number);
      assert.deepEqual(aantallen, [...aantallen].sort((a, b) => b - a));
      assert.equal(await pagina.locator('#mx thead th[aria-sort]').getAttribute('aria-sort'), 'descending');

      await pagina.locator('#f-q').focus();
      await pagina.keyboard.type('zzz bestaat niet');
      assert.equal(await zichtbaar(pagina).count(), 0);
      assert.ok(await pagina.locator('#niets').isVisible());
    });
  });

  test('een lange naam is te vinden, ook waar zij afgebroken mag worden', async () => {
    await groot(TABEL, {}, async (pagina) => {
      const alle = await zichtbaar(pagina).count();
      const lang = (await namen(pagina)).find((naam) => plain(naam) !== naam);
      assert.ok(lang, 'geen school heeft een lange naam');
      for (const getypt of [lang, plain(lang)]) {
        await pagina.locator('#f-q').fill(getypt);
        await pagina.waitForFunction((n) => document.querySelectorAll('#mx tbody tr:not([hidden])').length < n, alle);
        assert.ok((await namen(pagina)).includes(lang), getypt);
        await pagina.locator('#f-q').fill('');
        await pagina.waitForFunction((n) => document.querySelectorAll('#mx tbody tr:not([hidden])').length === n, alle);
      }
    });
  });

  test('één onderdeel: woorden, en alleen scholen die het op school hebben', async () => {
    await groot(`${TABEL}?i=2&s=s`, { viewport: { width: 360, height: 800 } }, async (pagina) => {
      const woorden = await pagina.locator('#mx tbody tr:visible td:visible i').allInnerTexts();
      assert.ok(woorden.length > 0);
      assert.ok(woorden.every((tekst) => tekst.startsWith('op school')), woorden.join());
      assert.equal(await pagina.locator('#mx thead th:visible').count(), 2);
      // The choice is shown again to whoever gets this address.
      assert.equal(await pagina.locator('#f-i').inputValue(), '2');
      assert.equal(await pagina.locator('#f-s').inputValue(), 's');
    });
  });

  test('hoeveelheden staan op volgorde van eenheid en grootte', async () => {
    await groot(TABEL, {}, async (pagina) => {
      const kolom = (await pagina.locator('#mx').getAttribute('data-bedragen')).split(' ')[0];
      await pagina.locator('#f-i').selectOption(kolom);
      await pagina.locator('#f-o').selectOption('i');
      const weken = (await pagina.locator('#mx tbody td:visible b').allInnerTexts()).map((t) => Number.parseFloat(t));
      assert.ok(weken.length > 2);
      assert.deepEqual(weken, [...weken].sort((a, b) => a - b));
      const eerste = await pagina.locator('#mx tbody tr').first().locator('td:visible b').count();
      assert.equal(eerste, 1, 'wie een hoeveelheid noemt staat voor wie dat niet doet');
    });
  });

  test('zonder JavaScript staat de hele tabel er', async () => {
    await groot(TABEL, { javaScriptEnabled: false }, async (pagina) => {
      assert.ok((await namen(pagina)).length > 50);
      assert.equal(await pagina.locator('#keus').isVisible(), false);
      assert.ok(await pagina.locator('.tekens li').count() > 3);
    });
  });
});
