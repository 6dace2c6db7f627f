// Search as parents use it, over http, below a path, under a strict content security policy.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { dien } from './dienst.mjs';
import { PAGINAS, STEUNWIJZER, UIT, metBrowser, open, openHttp } from './hulp.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The example region has schools of several towns; the small site has one. */
const GROOT = PAGINAS.filter((pad) => /^scholen\/[^/]+\/index\.html$/.test(pad)).length > 2;

/** Questions and items have pages of their own; without them there is only the glossary. */
const ZONDER_HULP = !PAGINAS.includes('hulp/pesten/index.html') && 'deze site heeft geen bladzijden per hulpvraag';

/** What parents type, and the page that must be among the first three. */
const VRAGEN = {
  dyslexie: 'hulp/lezen/',
  leesblind: 'hulp/lezen/',
  rolstoel: 'hulp/rolstoel/',
  faalangst: 'hulp/angst/',
  'wie bel ik': /^(index|scholen\/index)\.html/,
  'niet meer naar school': 'hulp/verzuim/',
  pesten: 'hulp/pesten/',
  hoogbegaafd: 'hulp/hoogbegaafd/',
  plannen: 'hulp/plannen/',
  rouw: 'hulp/rouw/',
  medicijnen: 'hulp/medicijnen/',
  logopedist: /^ondersteuning\/specialisten\/logopedist\//,
  'is er iemand voor dyslexie?': 'hulp/lezen/',
  'kan mijn kind met een rolstoel naar binnen?': 'hulp/rolstoel/',
  'wat als mijn kind niet meer naar school gaat?': 'hulp/verzuim/',
  // While typing, in the plural, without accents, in capitals.
  hoogbeg: 'hulp/hoogbegaafd/',
  rolstoelen: 'hulp/rolstoel/',
  ondersteuningscoordinator: /^ondersteuning\/specialisten\/ondersteuningscoordinator\//,
  DYSLEXIE: 'hulp/lezen/',
  // Copied from a heading of a page.
  'hoog\u00adbegaafd': 'hulp/hoogbegaafd/',
};

let dienst;

const klaar = (pagina) => pagina.waitForFunction(() => document.getElementById('zoek-aantal').textContent);

/** The addresses of the results, from the root of the site. */
const adressen = (pagina) => pagina.$$eval('#zoek-lijst h3 a', (links) => links.map((a) => a.href.split('/een/pad/')[1]));

const zoek = (vraag, doe) => openHttp(`${dienst.adres}zoek/index.html?${new URLSearchParams(vraag)}`, {}, async (pagina) => {
  await klaar(pagina);
  return doe(pagina);
});

describe('zoeken', () => {
  metBrowser();
  before(async () => { dienst = await dien(UIT); });
  after(() => dienst?.stop());

  for (const [vraag, doel] of Object.entries(VRAGEN)) {
    test(`"${vraag}" geeft het antwoord bij de eerste drie`, { skip: ZONDER_HULP }, async () => {
      const gevonden = (await zoek({ q: vraag }, adressen)).slice(0, 3);
      const raak = (adres) => (doel instanceof RegExp ? doel.test(adres) : adres.startsWith(doel));
      assert.ok(gevonden.some(raak), `gevonden: ${gevonden.join(', ')}`);
    });
  }

  test('elk resultaat leidt naar een bladzijde die er is, en naar een plek op die bladzijde', async () => {
    const gevonden = new Set();
    for (const vraag of ['school', 'hulp', 'kind', 'groep']) {
      for (const adres of await zoek({ q: vraag }, adressen)) gevonden.add(adres);
    }
    assert.ok(gevonden.size > 5, [...gevonden].join(', '));
    for (const adres of gevonden) {
      const [pad, plek] = adres.split('#');
      assert.ok(PAGINAS.includes(pad), adres);
      if (plek) {
        const html = fs.readFileSync(path.join(UIT, pad), 'utf8');
        assert.match(html, new RegExp(`id="?${decodeURIComponent(plek)}["\\s>]`), adres);
      }
    }
  });

  test('vanaf de voorpagina, alleen met het toetsenbord', { skip: ZONDER_HULP }, async () => {
    await openHttp(`${dienst.adres}index.html`, {}, async (pagina) => {
      const focus = () => pagina.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
      for (let i = 0; i < 20 && await focus() !== 'zoekwoord'; i++) await pagina.keyboard.press('Tab');
      assert.equal(await focus(), 'zoekwoord');
      await pagina.keyboard.type('pesten');
      await pagina.keyboard.press('Enter');
      await pagina.waitForURL('**/zoek/index.html?q=pesten');
      await klaar(pagina);
      assert.match(await pagina.locator('#zoek-aantal').innerText(), /resulta.* voor “pesten”/);
      for (let i = 0; i < 30 && await focus() !== 'Pesten'; i++) await pagina.keyboard.press('Tab');
      assert.equal(await focus(), 'Pesten');
      await pagina.keyboard.press('Enter');
      await pagina.waitForURL('**/hulp/pesten/index.html');
    });
  });

  test('tijdens het typen verschijnen resultaten, en het adres draagt de vraag', async () => {
    await openHttp(`${dienst.adres}zoek/index.html`, {}, async (pagina) => {
      await pagina.locator('#zoekwoord').pressSequentially('rouw');
      await klaar(pagina);
      assert.equal(new URL(pagina.url()).searchParams.get('q'), 'rouw');
      assert.equal(await pagina.locator('#zoekwoord').evaluate((e) => e === document.activeElement), true);
      await pagina.locator('#zoekwoord').fill('');
      await pagina.waitForFunction(() => !document.getElementById('zoek-aantal').textContent);
      assert.equal(new URL(pagina.url()).search, '');
    });
  });

  test('terug in de browser geeft de vorige vraag terug', async () => {
    await openHttp(`${dienst.adres}zoek/index.html?q=pesten`, {}, async (pagina) => {
      await klaar(pagina);
      await pagina.locator('#zoekwoord').fill('rouw');
      await pagina.keyboard.press('Enter');
      await pagina.waitForFunction(() => document.getElementById('zoek-aantal').textContent.includes('rouw'));
      await pagina.goBack();
      await pagina.waitForFunction(() => document.getElementById('zoek-aantal').textContent.includes('pesten'));
      assert.equal(await pagina.locator('#zoekwoord').inputValue(), 'pesten');
    });
  });

  test('de soort is te kiezen, en de keuze staat in het adres', { skip: ZONDER_HULP }, async () => {
    await zoek({ q: 'pesten' }, async (pagina) => {
      const alles = await adressen(pagina);
      assert.ok(alles.some((a) => !a.startsWith('hulp/')), alles.join(', '));
      await pagina.locator('summary', { hasText: 'Filter de resultaten' }).click();
      await pagina.getByLabel('Vragen van ouders').check();
      await pagina.waitForURL(/soort=hulpvraag/);
      await pagina.waitForFunction(() => [...document.querySelectorAll('#zoek-lijst h3 a')].every((a) => a.href.includes('/hulp/')));
      assert.ok((await adressen(pagina)).length > 0);
    });
  });

  test('een plaats en een school zijn te kiezen, ook zonder woord', { skip: !GROOT && 'de kleine site heeft één school' }, async () => {
    await zoek({ plaats: 'Den Haag' }, async (pagina) => {
      const gevonden = await adressen(pagina);
      assert.ok(gevonden.length && gevonden.every((a) => a.startsWith('scholen/segbroek-college/')), gevonden.join(', '));
      assert.equal(await pagina.getByLabel('Plaats').inputValue(), 'Den Haag');
      await pagina.getByLabel('Plaats').selectOption('');
      await pagina.getByLabel('School', { exact: true }).selectOption({ index: 1 });
      await pagina.waitForFunction(() => !document.querySelector('#zoek-lijst h3 a').href.includes('segbroek'));
    });
  });

  test('een eigen aanbod leidt naar de plek waar het staat', { skip: !GROOT && 'de kleine site heeft geen eigen aanbod' }, async () => {
    await zoek({ q: 'rouwgroep' }, async (pagina) => {
      await pagina.locator('#zoek-lijst a', { hasText: 'Rouwgroep' }).first().click();
      await pagina.waitForURL(/profiel\/index\.html#/);
      const kop = await pagina.evaluate(() => document.querySelector(':target')?.textContent);
      assert.match(kop, /Rouwgroep/);
    });
  });

  test('meer resultaten komen erbij, en de focus gaat ernaartoe', async () => {
    await zoek({ q: 'kind' }, async (pagina) => {
      assert.equal(await pagina.locator('#zoek-lijst > li').count(), 10);
      await pagina.getByRole('button', { name: 'Toon meer' }).press('Enter');
      await pagina.waitForFunction(() => document.querySelectorAll('#zoek-lijst > li').length > 10);
      assert.ok(await pagina.evaluate(() => document.querySelectorAll('#zoek-lijst > li')[10].contains(document.activeElement)));
    });
  });

  test('wie niets vindt, krijgt de vraag die erop lijkt', { skip: ZONDER_HULP }, async () => {
    await zoek({ q: 'dislexie' }, async (pagina) => {
      assert.equal(await pagina.locator('#zoek-aantal').innerText(), 'Niets gevonden voor “dislexie”.');
      assert.match(await pagina.locator('#zoek-nabij').innerText(), /lezen of spellen/);
      assert.ok(await pagina.getByRole('button', { name: 'Toon meer' }).isHidden());
    });
  });

  test('zonder JavaScript staan de vragen en soorten hulp er, en het formulier leidt erheen', { skip: ZONDER_HULP }, async () => {
    await openHttp(`${dienst.adres}index.html`, { javaScriptEnabled: false }, async (pagina) => {
      await pagina.locator('#zoekwoord').fill('pesten');
      await pagina.keyboard.press('Enter');
      await pagina.waitForURL('**/zoek/index.html?q=pesten');
      assert.ok(await pagina.locator('noscript p').isVisible());
      assert.ok(await pagina.locator('#zoeken').isHidden());
      await pagina.getByRole('link', { name: 'Pesten', exact: true }).click();
      await pagina.waitForURL('**/hulp/pesten/index.html');
    });
  });

  test('als bestand op de computer zegt de bladzijde waarom zoeken niet kan', async () => {
    await open('zoek/index.html', {}, async (pagina) => {
      await pagina.locator('#zoekwoord').fill('pesten');
      await pagina.keyboard.press('Enter');
      assert.match(await pagina.locator('#zoek-aantal').innerText(), /als bestanden op uw computer/);
    });
  });

  test('valt de zoekmachine weg, dan zegt de bladzijde dat', async () => {
    const context = await openHttp(`${dienst.adres}zoek/index.html`, {}, async (pagina) => {
      await pagina.context().route('**/pagefind.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'export const createInstance = () => { throw new Error("weg"); };' }));
      await pagina.locator('#zoekwoord').fill('pesten');
      await klaar(pagina);
      return pagina.locator('#zoek-aantal').innerText();
    });
    assert.match(context, /Zoeken lukt nu niet/);
  });

  test('alleen wat nodig is wordt gehaald, van deze site', async () => {
    dienst.gevraagd.length = 0;
    await zoek({ q: 'dyslexie' }, () => {});
    const zoekbestanden = dienst.gevraagd.filter((pad) => pad.startsWith('zoek/') && !pad.endsWith('.html'));
    assert.ok(zoekbestanden.length > 4 && zoekbestanden.length < 40, zoekbestanden.join(', '));
    dienst.gevraagd.length = 0;
    await openHttp(`${dienst.adres}zoek/index.html`, {}, () => {});
    assert.deepEqual(dienst.gevraagd.filter((pad) => pad.startsWith('zoek/') && !pad.endsWith('.html')), []);
  });

  for (const [naam, vraag] of [['resultaten', { q: 'kind', plaats: '' }], ['niets gevonden', { q: 'xyzzy' }]]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${naam}, ${colorScheme}: toegankelijk, en past op 320 px`, async () => {
        await openHttp(`${dienst.adres}zoek/index.html?${new URLSearchParams(vraag)}`, { colorScheme, viewport: { width: 320, height: 640 }, bypassCSP: true }, async (pagina) => {
          await klaar(pagina);
          await pagina.evaluate(AXE);
          const gevonden = await pagina.evaluate(async (regels) => {
            for (const details of document.querySelectorAll('details')) details.open = true;
            const { violations } = await window.axe.run(document, { preload: false, runOnly: regels });
            return violations.map((v) => `${v.id}: ${v.nodes[0].html}`);
          }, REGELS);
          assert.deepEqual(gevonden, []);
          const [breed, ruimte] = await pagina.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          assert.ok(breed <= ruimte, `${breed} > ${ruimte}`);
        });
      });
    }
  }
});

describe('een vijandige school in de zoekresultaten', () => {
  metBrowser();
  const NAAM = '<img src=x onerror="document.title=1"> <mark>&lt;b&gt; ___PAGEFIND_WEIGHT___10 Kwaadschool';
  let map;
  let site;
  before(async () => {
    map = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-vijandig-'));
    fs.cpSync('../klein/content', path.join(map, 'content'), { recursive: true });
    const scholen = path.join(map, 'content', 'scholen');
    const bestand = path.join(scholen, fs.readdirSync(scholen)[0], 'school.yaml');
    const tekst = fs.readFileSync(bestand, 'utf8')
      .replace(/^naam:.*$/m, `naam: ${JSON.stringify(NAAM)}`)
      .replace(/^plaats:.*$/m, `plaats: ${JSON.stringify('"><script>document.title=1</script>')}`);
    fs.writeFileSync(bestand, tekst);
    execFileSync(STEUNWIJZER, ['build', '--no-pdf'], { cwd: map, stdio: 'pipe' });
    site = await dien(path.join(map, 'output'));
  });
  after(async () => {
    await site?.stop();
    fs.rmSync(map, { recursive: true, force: true });
  });

  test('haar naam en tekst blijven tekst', async () => {
    await openHttp(`${site.adres}zoek/index.html?q=kwaadschool`, { bypassCSP: true }, async (pagina) => {
      await klaar(pagina);
      const titel = await pagina.title();
      await pagina.locator('summary', { hasText: 'Filter de resultaten' }).click();
      await pagina.waitForTimeout(200);
      assert.equal(await pagina.title(), titel);
      const kop = await pagina.locator('#zoek-lijst h3').first().textContent();
      assert.match(kop, /^<img src=x onerror="document\.title=1">/);
      const vreemd = await pagina.$$eval('#zoeken :is(img, script, svg, iframe, [onerror], [onload])', (e) => e.map((x) => x.outerHTML));
      assert.deepEqual(vreemd, []);
      const tekst = await pagina.locator('#zoek-lijst > li').first().textContent();
      assert.match(tekst, /<script>document\.title=1<\/script>/);
    });
  });
});
