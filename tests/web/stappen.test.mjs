// The route step by step: what a script adds to the text of a route, and the text that is there without it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { PAGINAS, STEUNWIJZER, UIT, metBrowser, named, open, plain } from './hulp.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SEGBROEK = 'scholen/segbroek-college/profiel/index.html';
const zonderSegbroek = !PAGINAS.includes(SEGBROEK);

const opener = (pagina) => pagina.getByRole('button', { name: 'Loop de route stap voor stap' });
const klik = (pagina, naam) => pagina.locator('.loper').getByRole('button', { name: naam, exact: true }).click();
const volgende = async (pagina, keer = 1) => {
  for (let i = 0; i < keer; i += 1) await klik(pagina, 'Volgende stap');
};
const kop = async (pagina) => plain(await pagina.locator('.loper-kop').innerText());
const tekst = async (pagina) => plain(await pagina.locator('.loper-stap').innerText());

/** Goes on until a step with this in its title; the other steps on the way, by title. */
async function tot(pagina, deel) {
  const langs = [];
  for (let i = 0; i < 40 && !(await kop(pagina)).includes(deel); i += 1) {
    langs.push((await kop(pagina)).replace(/^Stap \d+: /u, ''));
    await volgende(pagina);
  }
  assert.ok((await kop(pagina)).includes(deel), `${deel} komt niet na ${langs.join(' / ')}`);
  return langs;
}

async function kies(pagina, ...namen) {
  for (const naam of namen) await pagina.getByRole('checkbox', { name: named(naam) }).check();
  await klik(pagina, 'Verder met wat u koos');
}

/** What axe finds, and whether the page can be moved sideways. */
async function problemen(pagina) {
  await pagina.evaluate(AXE);
  return pagina.evaluate(async (regels) => {
    const { violations } = await window.axe.run(document, { preload: false, runOnly: regels });
    const breed = document.documentElement;
    return [
      ...violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`),
      ...(breed.scrollWidth > breed.clientWidth ? [`${breed.scrollWidth} px breed`] : []),
    ];
  }, REGELS);
}

/** The keyboard only: Tab until something with this text has the focus. */
async function tabNaar(pagina, woorden) {
  const gezien = [];
  for (let i = 0; i < 400; i += 1) {
    await pagina.keyboard.press('Tab');
    const [woordenNu, omlijnd] = await pagina.evaluate(() => {
      const e = document.activeElement;
      const naam = e.matches('input') ? e.labels[0].textContent : e.textContent;
      return [naam.trim(), Number.parseFloat(getComputedStyle(e).outlineWidth) >= 2];
    });
    const nu = plain(woordenNu);
    if (nu.startsWith(woorden)) {
      assert.ok(omlijnd, `de focus is niet te zien op ${nu}`);
      return;
    }
    gezien.push(nu.slice(0, 30));
  }
  assert.fail(`${woorden} is niet te bereiken: ${gezien.join(' / ')}`);
}

const focusOpKop = (pagina) => pagina.evaluate(() => document.activeElement === document.querySelector('.loper-kop'));

// ------------------------------------------------------------------------------------- the text

/** Every text of a route in the content that is shown as it was typed. */
function woordenVan(stappen) {
  return stappen.flatMap((stap) => {
    if (typeof stap !== 'object') return [String(stap)];
    const eigen = ['stap', 'keuze', 'fase', 'einde', 'als', 'noot', 'voorwaarde', 'hoeveel'].map((sleutel) => stap[sleutel]);
    return [...eigen.filter(Boolean).map(String), ...woordenVan(stap.stappen ?? []), ...woordenVan(stap.takken ?? [])];
  });
}

describe('de route als tekst', () => {
  metBrowser();

  test('alles wat de school schreef staat er zonder JavaScript, en geen dode knop', { skip: zonderSegbroek }, async () => {
    const bron = path.join(import.meta.dirname, '../../content/scholen/segbroek-college/2024-2025/profiel.yaml');
    const woorden = woordenVan(parse(fs.readFileSync(bron, 'utf8')).secties.route.stappen);
    assert.ok(woorden.length > 100);
    await open(SEGBROEK, { javaScriptEnabled: false }, async (pagina) => {
      assert.equal(await pagina.locator('button, input, [data-met-script], [data-van-script]').count(), 0);
      const gelijk = (t) => plain(t).replace(/\([^()]*\)/gu, '').replace(/[\s.]+/gu, ' ').trim();
      const route = gelijk(await pagina.locator('.route').innerText());
      assert.deepEqual(woorden.filter((woord) => !route.includes(gelijk(woord))), []);
    });
  });

  for (const pad of PAGINAS.filter((p) => /profiel\/index\.html$/u.test(p))) {
    test(`${pad}: waar de tekst springt staat een link die klopt`, async () => {
      await open(pad, { javaScriptEnabled: false }, async (pagina) => {
        const mis = await pagina.locator('.route').evaluateAll((routes) => routes.flatMap((route) => {
          const stappen = [...route.querySelectorAll('.stap')];
          const fout = [];
          stappen.forEach((stap, i) => {
            const nummer = stap.querySelector('.nummer').textContent;
            if (nummer !== `Stap ${i + 1}`) fout.push(`${stap.id} heet ${nummer}`);
          });
          for (const link of route.querySelectorAll('.verder > a')) {
            const doel = document.getElementById(link.hash.slice(1));
            const titel = doel?.querySelector('.stap-titel').textContent ?? 'niets';
            const kaal = (t) => t.replace(/\([^()]*\)/gu, '').replace(/\s+/gu, ' ').trim();
            if (!kaal(link.textContent).endsWith(kaal(titel))) fout.push(`${link.textContent} leidt naar ${titel}`);
          }
          // A branch says where it goes on, unless it ends.
          for (const tak of route.querySelectorAll('.tak')) {
            if (!tak.querySelector('.verder, .einde') && tak.parentElement.parentElement.nextElementSibling) fout.push(tak.textContent.slice(0, 80));
          }
          return fout;
        }));
        assert.deepEqual(mis, []);
      });
    });
  }

  test('het script staat alleen op pagina\'s met een route', () => {
    const mis = PAGINAS.filter((pad) => {
      const html = fs.readFileSync(path.join(UIT, pad), 'utf8');
      return /class="?route[ ">]/u.test(html) !== html.includes('thema/stappen.js');
    });
    assert.deepEqual(mis, []);
    assert.ok(PAGINAS.some((pad) => fs.readFileSync(path.join(UIT, pad), 'utf8').includes('thema/stappen.js')));
  });
});

// --------------------------------------------------------------------------- the example region

describe('stap voor stap door de route van een school', { skip: zonderSegbroek }, () => {
  metBrowser();

  test('met alleen het toetsenbord van het begin tot een einde', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await tabNaar(pagina, 'Loop de route stap voor stap');
      await pagina.keyboard.press('Enter');
      const stappen = [];
      const doe = async (knop) => {
        assert.ok(await focusOpKop(pagina), `de focus staat niet op de kop bij ${await kop(pagina)}`);
        stappen.push(await kop(pagina));
        await tabNaar(pagina, knop);
        await pagina.keyboard.press('Enter');
      };
      for (let i = 0; i < 4; i += 1) await doe('Volgende stap');
      assert.match(await tekst(pagina), /Dan: stap 6, Aanmeldformulier voor de schoolarts invullen. Wie: Mentor\./u);
      await doe('Nee, er is iets anders');
      for (let i = 0; i < 3; i += 1) await doe('Volgende stap');
      // Several answers: boxes, with the space bar.
      await tabNaar(pagina, 'Schoolmaatschappelijk werk');
      await pagina.keyboard.press('Space');
      await tabNaar(pagina, 'Verder met wat u koos');
      await pagina.keyboard.press('Enter');
      while (!(await kop(pagina)).includes('Werkt de zorg?')) await doe('Volgende stap');
      await doe('Ja, en het doel is bijna bereikt');
      assert.match(await kop(pagina), /Zorg wordt afgebouwd \(einde\)/u);
      assert.match(await tekst(pagina), /Dit is het einde van de route\./u);
      assert.equal(await pagina.getByRole('button', { name: 'Volgende stap' }).count(), 0);
      assert.ok(stappen.length > 12);
      const weg = await pagina.locator('.loper-weg li').allInnerTexts();
      assert.equal(weg.length, stappen.length + 1);
      assert.match(weg[4], /Gaat het om verzuim\? – u koos: Nee, er is iets anders/u);
      // And back to the button.
      await tabNaar(pagina, 'Sluiten');
      await pagina.keyboard.press('Enter');
      assert.equal(await pagina.locator('.loper').isVisible(), false);
      assert.ok(await opener(pagina).evaluate((e) => e === document.activeElement));
    });
  });

  test('een stap laat zien wie, hoeveel, voorwaarde en uitleg, en afkortingen voluit', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await opener(pagina).click();
      assert.match(await tekst(pagina), /Fase: Signaleren[^]*Wie\s*Docent[^]*Signalen[^]*ADHD \(aandachtstekortstoornis[^]*Hierna: stap 2/u);
      await volgende(pagina, 2);
      assert.match(await tekst(pagina), /Voorwaarde\s*verplicht als de leerling jonger is dan 16 jaar[^]*OPP \(ontwikkelingsperspectiefplan\)/u);
      await volgende(pagina, 2);
      await klik(pagina, 'Nee, er is iets anders');
      await volgende(pagina, 2);
      assert.match(await tekst(pagina), /Hoeveel\s*1 keer per week[^]*Dit gebeurt elke maandagochtend/u);
    });
  });

  test('meer antwoorden: elke gekozen tak na elkaar, en daarna samen verder', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await opener(pagina).click();
      await volgende(pagina, 4);
      await klik(pagina, 'Nee, er is iets anders');
      await tot(pagina, 'Welke hulp past?');
      await klik(pagina, 'Verder met wat u koos');
      assert.match(await tekst(pagina), /Kies minstens één antwoord\./u);
      assert.match(await kop(pagina), /Welke hulp past\?/u);
      assert.equal(await pagina.evaluate(() => document.activeElement.type), 'checkbox');
      await kies(pagina, 'Buddy', 'Schoolmaatschappelijk werk', 'Overige zorg');
      const langs = await tot(pagina, 'Welke overige zorg?');
      assert.equal(langs[0], 'Begeleiding door een onderwijsassistent');
      assert.ok(langs.includes('Gesprekken op school') && langs.at(-1).startsWith('Doorverwijzen'), langs.join(' / '));
      await kies(pagina, 'Dyslexie', 'Huiswerk');
      const verder = await tot(pagina, 'Werkt de zorg?');
      assert.deepEqual(verder.slice(0, 3), ['Adviesgesprek', 'Huiswerkbegeleiding', 'Start-OPP maken']);
      await klik(pagina, 'Ja, en het doel is bijna bereikt');
      assert.match(await tekst(pagina), /Dit is het einde van de route\./u);
      assert.match(plain(await pagina.locator('.loper-weg').innerText()), /u koos: Buddy .*; Schoolmaatschappelijk werk .*; Overige zorg/u);
    });
  });

  test('takken die elk een einde hebben: na het ene einde komt het andere', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await opener(pagina).click();
      await volgende(pagina, 4);
      await klik(pagina, /^Ja, 7 dagen/u);
      await tot(pagina, 'Zorgt het plan voor verbetering?');
      await klik(pagina, 'Nee');
      await tot(pagina, 'Wat is de uitkomst van het JES-overleg?');
      await kies(pagina, 'niet volledig belastbaar', 'agressief of negatief gedrag');
      await tot(pagina, 'Vrijstelling van onderwijs');
      assert.match(await tekst(pagina), /Dit is het einde van deze weg\. U koos ook iets anders\.\s+Hierna: stap \d+, Gesprek met de schoolwijkagent/u);
      await volgende(pagina);
      assert.match(await tekst(pagina), /Dit is het einde van de route\./u);
    });
  });

  test('een rondje: "u bent hier al geweest", en er weer uit', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await opener(pagina).click();
      await volgende(pagina, 4);
      await klik(pagina, 'Nee, er is iets anders');
      await tot(pagina, 'Welke hulp past?');
      await kies(pagina, 'terugkoppeling van de schoolarts');
      const al = pagina.getByText('U bent hier al geweest.');
      for (let rondje = 0; rondje < 3; rondje += 1) {
        await tot(pagina, 'Werkt de zorg?');
        assert.equal(await al.count(), rondje ? 1 : 0);
        await klik(pagina, 'Ja, en de zorg is nog nodig');
        await volgende(pagina);
        assert.match(await kop(pagina), /Zorg evalueren met leerling/u);
        assert.equal(await al.count(), 1);
        assert.equal(await pagina.locator('.loper-kop').evaluate((e) => document.getElementById(e.getAttribute('aria-describedby')).textContent.slice(0, 23)), 'U bent hier al geweest.');
      }
      // One step back takes the last round back.
      const gelopen = await pagina.locator('.loper-weg li').count();
      await klik(pagina, 'Eén stap terug');
      assert.match(await kop(pagina), /Zorg gaat door/u);
      assert.ok(await focusOpKop(pagina));
      assert.equal(await pagina.locator('.loper-weg li').count(), gelopen - 1);
      await volgende(pagina);
      await tot(pagina, 'Werkt de zorg?');
      await klik(pagina, 'Ja, en het doel is bijna bereikt');
      assert.match(await tekst(pagina), /Dit is het einde van de route\./u);
      await klik(pagina, 'Begin opnieuw');
      assert.match(await kop(pagina), /^Stap 1:/u);
      assert.equal(await pagina.locator('.loper details').isVisible(), false);
    });
  });

  test('het adres blijft zoals het is, en een adres met een stap erin werkt', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await pagina.goto(`${pagina.url()}#route-stap-20`);
      const adres = pagina.url();
      await opener(pagina).click();
      await volgende(pagina, 3);
      assert.equal(pagina.url(), adres);
      assert.equal(await pagina.evaluate(() => document.querySelector(':target').id), 'route-stap-20');
      assert.equal(await pagina.evaluate(() => new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size - document.querySelectorAll('[id]').length), 0);
      await pagina.getByRole('link', { name: 'Lees deze stap tussen alle stappen' }).click();
      assert.match(pagina.url(), /#route-stap-4$/u);
    });
  });

  test('op papier staat de hele route, zonder knoppen', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await opener(pagina).click();
      await pagina.emulateMedia({ media: 'print' });
      assert.equal(await pagina.locator('.loper:visible, .loper-begin:visible').count(), 0);
      const [stappen, teZien] = await pagina.locator('.route .stap').evaluateAll((alle) => [alle.length, alle.filter((e) => e.checkVisibility()).length]);
      assert.ok(stappen > 50);
      assert.equal(teZien, stappen);
    });
  });

  test('ook onder een streng beleid voor scripts', async () => {
    await open(SEGBROEK, {}, async (pagina) => {
      await pagina.route('**/index.html', async (route) => {
        const html = fs.readFileSync(path.join(UIT, SEGBROEK), 'utf8');
        const beleid = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src file:; style-src file:; img-src file:">';
        await route.fulfill({ contentType: 'text/html', body: html.replace(/<head>/u, `<head>${beleid}`) });
      });
      await pagina.reload();
      await opener(pagina).click();
      await volgende(pagina, 4);
      assert.match(await kop(pagina), /Gaat het om verzuim/u);
    });
  });

  for (const [width, colorScheme] of [[320, 'light'], [320, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    test(`axe vindt niets, op ${width} px, ${colorScheme}`, async () => {
      await open(SEGBROEK, { viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' }, async (pagina) => {
        const toets = async (stand) => assert.deepEqual(await problemen(pagina), [], stand);
        await toets('dicht');
        await opener(pagina).click();
        await toets('eerste stap');
        await volgende(pagina, 4);
        await toets('keuze');
        await klik(pagina, 'Nee, er is iets anders');
        await tot(pagina, 'Welke hulp past?');
        await klik(pagina, 'Verder met wat u koos');
        await toets('vinkjes met een fout');
        await kies(pagina, 'Buddy', 'Overige zorg');
        await tot(pagina, 'Welke overige zorg?');
        await kies(pagina, 'Taalachterstand');
        await tot(pagina, 'Werkt de zorg?');
        await klik(pagina, 'Ja, en de zorg is nog nodig');
        await volgende(pagina);
        await toets('al geweest');
        await tot(pagina, 'Werkt de zorg?');
        await klik(pagina, 'Ja, en het doel is bijna bereikt');
        await toets('einde');
      });
    });
  }
});

// ------------------------------------------------------------------------------- odd routes

const LANG = 'Zeer lange titel van een stap '.repeat(10).slice(0, 299);
const WOORD = 'ondersteuningsprofielbespreking'.repeat(10).slice(0, 300);

/** Routes that nobody would draw, by school. */
const ROUTES = {
  lang: [
    { stap: LANG, wie: [LANG], voorwaarde: LANG, noot: LANG },
    { keuze: WOORD, meer: 'ja', takken: [{ als: WOORD, stappen: [{ stap: WOORD }] }, { als: `${LANG}!` }] },
    { keuze: LANG, takken: [{ als: WOORD, stappen: [{ einde: WOORD }] }, { als: `${LANG}!` }] },
    { einde: LANG },
  ],
  emoji: [
    { fase: '🚦 Begin', stappen: [{ stap: '👩‍👩‍👧 Gesprek', wie: ['🧑‍🏫'] }, { keuze: '🤔?', takken: [{ als: '👍🏽', stappen: [{ einde: '🎉' }] }, { als: '👎' }] }] },
    { einde: '🏁' },
  ],
  een: [{ stap: 'De enige stap' }],
  twee: [{ stap: 'Eerst' }, { stap: 'Dan' }],
  honderd: Array.from({ length: 200 }, (_, i) => ({ stap: `Stap van tweehonderd, ${i + 1}` })),
  rondje: [{ stap: 'Plan maken', id: 'plan' }, { stap: 'Evalueren', naar: 'plan' }],
  takken: [
    {
      keuze: 'Wat past?',
      id: 'wat',
      meer: 'ja',
      takken: [
        { als: 'niets extra' },
        { als: 'meteen weg', naar: 'apart' },
        { als: 'rondje', stappen: [{ stap: 'Kring', id: 'kring' }, { keuze: 'Nog eens?', takken: [{ als: 'ja', naar: 'kring' }, { als: 'nee' }] }] },
        {
          als: 'binnenin',
          stappen: [
            { keuze: 'Welke binnen?', meer: 'ja', takken: [{ als: 'links', stappen: [{ stap: 'Links' }] }, { als: 'eruit', stappen: [{ stap: 'Bijna weg', naar: 'apart' }] }, { als: 'rechts', stappen: [{ stap: 'Rechts' }] }] },
            { stap: 'Na binnen' },
          ],
        },
        { als: 'klaar', stappen: [{ einde: 'Meteen klaar' }] },
      ],
    },
    { stap: 'Samen verder' },
    { einde: 'Gewoon einde' },
    { stap: 'Apart', id: 'apart' },
  ],
  vijand: [
    { stap: '<img src=x onerror=alert(1)>', noot: 'Voor `<script>alert(1)</script>` na <script>alert(2)</script>' },
    { keuze: '"><b>', takken: [{ als: '<b>vet</b>', stappen: [{ stap: "' onclick='x" }] }, { als: '&lt;i&gt;', naar: 'weg' }] },
    { einde: '{{ 7*7 }}', id: 'weg' },
  ],
};

describe('vreemde routes', () => {
  metBrowser();
  let map;
  let uit;

  before(() => {
    map = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-routes-'));
    uit = path.join(map, 'uit');
    const schrijf = (pad, inhoud) => {
      fs.mkdirSync(path.join(map, 'content', path.dirname(pad)), { recursive: true });
      fs.writeFileSync(path.join(map, 'content', pad), stringify(inhoud));
    };
    schrijf('site.yaml', { titel: 'Vreemde routes' });
    schrijf('formaten/weg.yaml', {
      formaat: 'weg', titel: 'Weg', profiel: 'ja',
      hoofdstukken: [{ id: 'een', titel: 'Een', secties: [{ id: 'route', titel: 'Route', soort: 'stroomschema', onderwerp: 'route' }] }],
    });
    for (const [slug, stappen] of Object.entries(ROUTES)) {
      schrijf(`scholen/${slug}/school.yaml`, { naam: slug });
      schrijf(`scholen/${slug}/2025-2026/profiel.yaml`, { formaat: 'weg', secties: { route: { stappen } } });
    }
    execFileSync(STEUNWIJZER, ['build', '--no-pdf', '--content', path.join(map, 'content'), '--output', uit, '--today', '2026-01-01'], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  after(() => fs.rmSync(map, { recursive: true, force: true }));

  const met = (slug, opties, doe) => open(`scholen/${slug}/profiel/index.html`, { uit, ...opties }, async (pagina) => {
    await opener(pagina).click();
    await doe(pagina);
  });

  test('titels van 300 tekens passen op 320 px', async () => {
    await met('lang', { viewport: { width: 320, height: 800 } }, async (pagina) => {
      assert.ok((await tekst(pagina)).includes(LANG.trim()));
      assert.deepEqual(await problemen(pagina), []);
      await volgende(pagina);
      assert.deepEqual(await problemen(pagina), []);
      await pagina.getByRole('checkbox').nth(0).check();
      await pagina.getByRole('checkbox').nth(1).check();
      await klik(pagina, 'Verder met wat u koos');
      await volgende(pagina);
      assert.deepEqual(await problemen(pagina), []);
      await klik(pagina, WOORD);
      assert.match(await tekst(pagina), /Dit is het einde van de route\./u);
      assert.deepEqual(await problemen(pagina), []);
    });
  });

  test('emoji blijven heel', async () => {
    await met('emoji', {}, async (pagina) => {
      assert.match(await tekst(pagina), /Fase: 🚦 Begin\s+Stap 1: 👩‍👩‍👧 Gesprek\s+Wie\s*🧑‍🏫/u);
      await volgende(pagina);
      await klik(pagina, '👍🏽');
      assert.equal(await kop(pagina), 'Stap 3: 🎉 (einde)');
      assert.deepEqual(await problemen(pagina), []);
    });
  });

  test('bij één stap valt er niets te lopen; bij twee wel', async () => {
    await open('scholen/een/profiel/index.html', { uit }, async (pagina) => {
      assert.equal(await opener(pagina).count(), 0);
      assert.match(await pagina.locator('.route').innerText(), /De enige stap/u);
    });
    await met('twee', {}, async (pagina) => {
      await volgende(pagina);
      assert.match(await tekst(pagina), /Dit is de laatste stap\. Hier houdt de route op\./u);
    });
  });

  test('tweehonderd stappen, heen en terug', async () => {
    await met('honderd', {}, async (pagina) => {
      const keer199 = (woorden) => pagina.evaluate((w) => {
        for (let i = 0; i < 199; i += 1) [...document.querySelectorAll('.loper button')].find((e) => e.textContent === w).click();
      }, woorden);
      await keer199('Volgende stap');
      assert.equal(await kop(pagina), 'Stap 200: Stap van tweehonderd, 200');
      assert.equal(await pagina.locator('.loper-weg li').count(), 199);
      assert.deepEqual(await problemen(pagina), []);
      await keer199('Eén stap terug');
      assert.equal(await kop(pagina), 'Stap 1: Stap van tweehonderd, 1');
    });
  });

  test('een rondje zonder uitweg houdt niemand vast', async () => {
    await met('rondje', {}, async (pagina) => {
      await volgende(pagina, 4);
      assert.match(await tekst(pagina), /U bent hier al geweest/u);
      await klik(pagina, 'Sluiten');
      assert.equal(await pagina.locator('.loper').isVisible(), false);
    });
  });

  /** The titles on the way, with the last answer of each single choice, until nothing follows. */
  async function loop(pagina, antwoorden = {}) {
    const langs = [];
    for (let i = 0; i < 30; i += 1) {
      const titel = (await kop(pagina)).replace(/^Stap \d+: /u, '');
      langs.push(titel);
      const antwoord = antwoorden[titel];
      if (Array.isArray(antwoord)) await kies(pagina, ...antwoord);
      else if (antwoord) await klik(pagina, antwoord);
      else if (await pagina.getByRole('button', { name: 'Volgende stap' }).count()) await volgende(pagina);
      else return langs;
    }
    return assert.fail(`geen einde na ${langs.join(' / ')}`);
  }

  test('takken die springen, leeg zijn of eindigen: alles wat gekozen is komt aan bod, één keer', async () => {
    await met('takken', {}, async (pagina) => {
      assert.deepEqual(
        await loop(pagina, { 'Wat past?': ['niets extra', 'meteen weg', 'klaar'] }),
        ['Wat past?', 'Meteen klaar (einde)', 'Samen verder', 'Gewoon einde (einde)', 'Apart'],
      );
      await klik(pagina, 'Begin opnieuw');
      assert.deepEqual(
        await loop(pagina, { 'Wat past?': ['binnenin', 'klaar'], 'Welke binnen?': ['links', 'eruit', 'rechts'] }),
        ['Wat past?', 'Welke binnen?', 'Links', 'Bijna weg', 'Rechts', 'Na binnen', 'Meteen klaar (einde)', 'Apart', 'Samen verder', 'Gewoon einde (einde)'],
      );
      await klik(pagina, 'Begin opnieuw');
      assert.deepEqual(await loop(pagina, { 'Wat past?': ['niets extra'] }), ['Wat past?', 'Samen verder', 'Gewoon einde (einde)']);
    });
  });

  test('een rondje in een gekozen tak houdt de andere tak niet tegen', async () => {
    await met('takken', {}, async (pagina) => {
      await kies(pagina, 'rondje', 'klaar');
      await volgende(pagina);
      await klik(pagina, 'ja');
      assert.match(await tekst(pagina), /U bent hier al geweest[^]*Die begint bij stap \d+: Meteen klaar/u);
      await klik(pagina, 'Ga naar die andere weg');
      assert.equal(await kop(pagina), `${(await kop(pagina)).split(':')[0]}: Meteen klaar (einde)`);
      assert.deepEqual(await problemen(pagina), []);
    });
  });

  test('wat een school typt blijft tekst', async () => {
    await met('vijand', {}, async (pagina) => {
      assert.match(await tekst(pagina), /<img src=x onerror=alert\(1\)>[^]*Voor <script>alert\(1\)<\/script> na/u);
      await volgende(pagina);
      assert.equal(await pagina.locator('.loper-keuzes button').first().innerText(), '<b>vet</b>');
      assert.equal(await pagina.locator('.loper :is(img, script, b, i)').count(), 0);
      assert.equal(await pagina.evaluate(() => [...document.querySelectorAll('*')].some((e) => e.getAttributeNames().some((k) => k.startsWith('on')))), false);
    });
  });
});
