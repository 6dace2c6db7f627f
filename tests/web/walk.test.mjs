// The route step by step: what a script adds to the text of a route, and the text that is there without it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { PAGES, STEUNWIJZER, OUTPUT, withBrowser, named, open, plain } from './helpers.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SEGBROEK = 'scholen/segbroek-college/profiel/index.html';
const withoutSegbroek = !PAGES.includes(SEGBROEK);

const opener = (page) => page.getByRole('button', { name: 'Loop de route stap voor stap' });
const click = (page, name) => page.locator('.walker').getByRole('button', { name, exact: true }).click();
const next = async (page, times = 1) => {
  for (let i = 0; i < times; i += 1) await click(page, 'Volgende stap');
};
const heading = async (page) => plain(await page.locator('.walker-heading').innerText());
const text = async (page) => plain(await page.locator('.walker-stap').innerText());

/** Goes on until a step with this in its title; the other steps on the way, by title. */
async function until(page, part) {
  const passed = [];
  for (let i = 0; i < 40 && !(await heading(page)).includes(part); i += 1) {
    passed.push((await heading(page)).replace(/^Stap \d+: /u, ''));
    await next(page);
  }
  assert.ok((await heading(page)).includes(part), `${part} does not come after ${passed.join(' / ')}`);
  return passed;
}

async function choose(page, ...names) {
  for (const name of names) await page.getByRole('checkbox', { name: named(name) }).check();
  await click(page, 'Verder met wat u koos');
}

/** What axe finds, and whether the page can be moved sideways. */
async function problems(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (lines) => {
    const { violations } = await window.axe.run(document, { preload: false, runOnly: lines });
    const root = document.documentElement;
    return [
      ...violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`),
      ...(root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px wide`] : []),
    ];
  }, RULES);
}

/** The keyboard only: Tab until something with this text has the focus. */
async function tabTo(page, words) {
  const seen = [];
  for (let i = 0; i < 400; i += 1) {
    await page.keyboard.press('Tab');
    const [wordsNow, outlined] = await page.evaluate(() => {
      const e = document.activeElement;
      const name = e.matches('input') ? e.labels[0].textContent : e.textContent;
      return [name.trim(), Number.parseFloat(getComputedStyle(e).outlineWidth) >= 2];
    });
    const now = plain(wordsNow);
    if (now.startsWith(words)) {
      assert.ok(outlined, `the focus cannot be seen on ${now}`);
      return;
    }
    seen.push(now.slice(0, 30));
  }
  assert.fail(`${words} cannot be reached: ${seen.join(' / ')}`);
}

const focusIsOnHeading = (page) => page.evaluate(() => document.activeElement === document.querySelector('.walker-heading'));

// ------------------------------------------------------------------------------------- the text

/** Every text of a route in the content that is shown as it was typed. */
function wordsOf(stappen) {
  return stappen.flatMap((stap) => {
    if (typeof stap !== 'object') return [String(stap)];
    const own = ['stap', 'keuze', 'fase', 'einde', 'als', 'noot', 'voorwaarde', 'hoeveel'].map((key) => stap[key]);
    return [...own.filter(Boolean).map(String), ...wordsOf(stap.stappen ?? []), ...wordsOf(stap.takken ?? [])];
  });
}

describe('the route as text', () => {
  withBrowser();

  test('everything that the school wrote is there without JavaScript, and no dead button', { skip: withoutSegbroek }, async () => {
    const source = path.join(import.meta.dirname, '../../content/scholen/segbroek-college/2024-2025/profiel.yaml');
    const words = wordsOf(parse(fs.readFileSync(source, 'utf8')).secties.route.stappen);
    assert.ok(words.length > 100);
    await open(SEGBROEK, { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('button, input, [data-with-script], [data-by-script]').count(), 0);
      const normal = (t) => plain(t).replace(/\([^()]*\)/gu, '').replace(/[\s.]+/gu, ' ').trim();
      const route = normal(await page.locator('.route').innerText());
      assert.deepEqual(words.filter((word) => !route.includes(normal(word))), []);
    });
  });

  for (const rel of PAGES.filter((p) => /profiel\/index\.html$/u.test(p))) {
    test(`${rel}: where the text jumps there is a link that is right`, async () => {
      await open(rel, { javaScriptEnabled: false }, async (page) => {
        const wrong = await page.locator('.route').evaluateAll((routes) => routes.flatMap((route) => {
          const stappen = [...route.querySelectorAll('.stap')];
          const faults = [];
          stappen.forEach((stap, i) => {
            const number = stap.querySelector('.number').textContent;
            if (number !== `Stap ${i + 1}`) faults.push(`${stap.id} is called ${number}`);
          });
          for (const link of route.querySelectorAll('.further > a')) {
            const target = document.getElementById(link.hash.slice(1));
            const title = target?.querySelector('.stap-title').textContent ?? 'niets';
            const bare = (t) => t.replace(/\([^()]*\)/gu, '').replace(/\s+/gu, ' ').trim();
            if (!bare(link.textContent).endsWith(bare(title))) faults.push(`${link.textContent} leads to ${title}`);
          }
          // A branch says where it goes on, unless it ends.
          for (const tak of route.querySelectorAll('.tak')) {
            if (!tak.querySelector('.further, .end') && tak.parentElement.parentElement.nextElementSibling) faults.push(tak.textContent.slice(0, 80));
          }
          return faults;
        }));
        assert.deepEqual(wrong, []);
      });
    });
  }

  test('the script is only on pages with a route', () => {
    const wrong = PAGES.filter((rel) => {
      const html = fs.readFileSync(path.join(OUTPUT, rel), 'utf8');
      return /class="?route[ ">]/u.test(html) !== html.includes('thema/stappen.js');
    });
    assert.deepEqual(wrong, []);
    assert.ok(PAGES.some((rel) => fs.readFileSync(path.join(OUTPUT, rel), 'utf8').includes('thema/stappen.js')));
  });
});

// --------------------------------------------------------------------------- the example region

describe('step by step through the route of a school', { skip: withoutSegbroek }, () => {
  withBrowser();

  test('the keyboard alone leads from the beginning to an end', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await tabTo(page, 'Loop de route stap voor stap');
      await page.keyboard.press('Enter');
      const stappen = [];
      const act = async (button) => {
        assert.ok(await focusIsOnHeading(page), `the focus is not on the heading at ${await heading(page)}`);
        stappen.push(await heading(page));
        await tabTo(page, button);
        await page.keyboard.press('Enter');
      };
      for (let i = 0; i < 4; i += 1) await act('Volgende stap');
      assert.match(await text(page), /Dan: stap 6, Aanmeldformulier voor de schoolarts invullen. Wie: Mentor\./u);
      await act('Nee, er is iets anders');
      for (let i = 0; i < 3; i += 1) await act('Volgende stap');
      // Several answers: boxes, with the space bar.
      await tabTo(page, 'Schoolmaatschappelijk werk');
      await page.keyboard.press('Space');
      await tabTo(page, 'Verder met wat u koos');
      await page.keyboard.press('Enter');
      while (!(await heading(page)).includes('Werkt de zorg?')) await act('Volgende stap');
      await act('Ja, en het doel is bijna bereikt');
      assert.match(await heading(page), /Zorg wordt afgebouwd \(einde\)/u);
      assert.match(await text(page), /Dit is het einde van de route\./u);
      assert.equal(await page.getByRole('button', { name: 'Volgende stap' }).count(), 0);
      assert.ok(stappen.length > 12);
      const walked = await page.locator('.walker-path li').allInnerTexts();
      assert.equal(walked.length, stappen.length + 1);
      assert.match(walked[4], /Gaat het om verzuim\? – u koos: Nee, er is iets anders/u);
      // And back to the button.
      await tabTo(page, 'Sluiten');
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('.walker').isVisible(), false);
      assert.ok(await opener(page).evaluate((e) => e === document.activeElement));
    });
  });

  test('a step shows who, how much, condition and explanation, and abbreviations in full', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await opener(page).click();
      assert.match(await text(page), /Fase: Signaleren[^]*Wie\s*Docent[^]*Signalen[^]*ADHD \(aandachtstekortstoornis[^]*Hierna: stap 2/u);
      await next(page, 2);
      assert.match(await text(page), /Voorwaarde\s*verplicht als de leerling jonger is dan 16 jaar[^]*OPP \(ontwikkelingsperspectiefplan\)/u);
      await next(page, 2);
      await click(page, 'Nee, er is iets anders');
      await next(page, 2);
      assert.match(await text(page), /Hoeveel\s*1 keer per week[^]*Dit gebeurt elke maandagochtend/u);
    });
  });

  test('of several answers each chosen branch comes after the other, and then the steps go on together', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await opener(page).click();
      await next(page, 4);
      await click(page, 'Nee, er is iets anders');
      await until(page, 'Welke hulp past?');
      await click(page, 'Verder met wat u koos');
      assert.match(await text(page), /Kies minstens één antwoord\./u);
      assert.match(await heading(page), /Welke hulp past\?/u);
      assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox');
      await choose(page, 'Buddy', 'Schoolmaatschappelijk werk', 'Overige zorg');
      const passed = await until(page, 'Welke overige zorg?');
      assert.equal(passed[0], 'Begeleiding door een onderwijsassistent');
      assert.ok(passed.includes('Gesprekken op school') && passed.at(-1).startsWith('Doorverwijzen'), passed.join(' / '));
      await choose(page, 'Dyslexie', 'Huiswerk');
      const further = await until(page, 'Werkt de zorg?');
      assert.deepEqual(further.slice(0, 3), ['Adviesgesprek', 'Huiswerkbegeleiding', 'Start-OPP maken']);
      await click(page, 'Ja, en het doel is bijna bereikt');
      assert.match(await text(page), /Dit is het einde van de route\./u);
      assert.match(plain(await page.locator('.walker-path').innerText()), /u koos: Buddy .*; Schoolmaatschappelijk werk .*; Overige zorg/u);
    });
  });

  test('branches that each have an end: after the one end comes the other', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await opener(page).click();
      await next(page, 4);
      await click(page, /^Ja, 7 dagen/u);
      await until(page, 'Zorgt het plan voor verbetering?');
      await click(page, 'Nee');
      await until(page, 'Wat is de uitkomst van het JES-overleg?');
      await choose(page, 'niet volledig belastbaar', 'agressief of negatief gedrag');
      await until(page, 'Vrijstelling van onderwijs');
      assert.match(await text(page), /Dit is het einde van deze weg\. U koos ook iets anders\.\s+Hierna: stap \d+, Gesprek met de schoolwijkagent/u);
      await next(page);
      assert.match(await text(page), /Dit is het einde van de route\./u);
    });
  });

  test('a loop says "u bent hier al geweest" and can be left again', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await opener(page).click();
      await next(page, 4);
      await click(page, 'Nee, er is iets anders');
      await until(page, 'Welke hulp past?');
      await choose(page, 'terugkoppeling van de schoolarts');
      const already = page.getByText('U bent hier al geweest.');
      for (let round = 0; round < 3; round += 1) {
        await until(page, 'Werkt de zorg?');
        assert.equal(await already.count(), round ? 1 : 0);
        await click(page, 'Ja, en de zorg is nog nodig');
        await next(page);
        assert.match(await heading(page), /Zorg evalueren met leerling/u);
        assert.equal(await already.count(), 1);
        assert.equal(await page.locator('.walker-heading').evaluate((e) => document.getElementById(e.getAttribute('aria-describedby')).textContent.slice(0, 23)), 'U bent hier al geweest.');
      }
      // One step back undoes the last round.
      const soFar = await page.locator('.walker-path li').count();
      await click(page, 'Eén stap terug');
      assert.match(await heading(page), /Zorg gaat door/u);
      assert.ok(await focusIsOnHeading(page));
      assert.equal(await page.locator('.walker-path li').count(), soFar - 1);
      await next(page);
      await until(page, 'Werkt de zorg?');
      await click(page, 'Ja, en het doel is bijna bereikt');
      assert.match(await text(page), /Dit is het einde van de route\./u);
      await click(page, 'Begin opnieuw');
      assert.match(await heading(page), /^Stap 1:/u);
      assert.equal(await page.locator('.walker details').isVisible(), false);
    });
  });

  test('the address stays as it is, and an address with a step in it works', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await page.goto(`${page.url()}#route-stap-20`);
      const address = page.url();
      await opener(page).click();
      await next(page, 3);
      assert.equal(page.url(), address);
      assert.equal(await page.evaluate(() => document.querySelector(':target').id), 'route-stap-20');
      assert.equal(await page.evaluate(() => new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size - document.querySelectorAll('[id]').length), 0);
      await page.getByRole('link', { name: 'Lees deze stap tussen alle stappen' }).click();
      assert.match(page.url(), /#route-stap-4$/u);
    });
  });

  test('on paper stands the whole route, without buttons', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await opener(page).click();
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.walker:visible, .walker-start:visible').count(), 0);
      const [stappen, visible] = await page.locator('.route .stap').evaluateAll((all) => [all.length, all.filter((e) => e.checkVisibility()).length]);
      assert.ok(stappen > 50);
      assert.equal(visible, stappen);
    });
  });

  test('the steps work under a strict policy for scripts too', async () => {
    await open(SEGBROEK, {}, async (page) => {
      await page.route('**/index.html', async (route) => {
        const html = fs.readFileSync(path.join(OUTPUT, SEGBROEK), 'utf8');
        const policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src file:; style-src file:; img-src file:">';
        await route.fulfill({ contentType: 'text/html', body: html.replace(/<head>/u, `<head>${policy}`) });
      });
      await page.reload();
      await opener(page).click();
      await next(page, 4);
      assert.match(await heading(page), /Gaat het om verzuim/u);
    });
  });

  for (const [width, colorScheme] of [[320, 'light'], [320, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    test(`axe finds nothing, at ${width} px, ${colorScheme}`, async () => {
      await open(SEGBROEK, { viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce' }, async (page) => {
        const checkPage = async (moment) => assert.deepEqual(await problems(page), [], moment);
        await checkPage('closed');
        await opener(page).click();
        await checkPage('first step');
        await next(page, 4);
        await checkPage('choice');
        await click(page, 'Nee, er is iets anders');
        await until(page, 'Welke hulp past?');
        await click(page, 'Verder met wat u koos');
        await checkPage('boxes with an error');
        await choose(page, 'Buddy', 'Overige zorg');
        await until(page, 'Welke overige zorg?');
        await choose(page, 'Taalachterstand');
        await until(page, 'Werkt de zorg?');
        await click(page, 'Ja, en de zorg is nog nodig');
        await next(page);
        await checkPage('been here before');
        await until(page, 'Werkt de zorg?');
        await click(page, 'Ja, en het doel is bijna bereikt');
        await checkPage('end');
      });
    });
  }
});

// ------------------------------------------------------------------------------- odd routes

const LONG = 'Zeer lange titel van een stap '.repeat(10).slice(0, 299);
const WORD = 'ondersteuningsprofielbespreking'.repeat(10).slice(0, 300);

/** Routes that nobody would draw, by school. */
const ROUTES = {
  lang: [
    { stap: LONG, 'wie': [LONG], 'voorwaarde': LONG, noot: LONG },
    { keuze: WORD, 'meer': 'ja', takken: [{ 'als': WORD, stappen: [{ stap: WORD }] }, { 'als': `${LONG}!` }] },
    { keuze: LONG, takken: [{ 'als': WORD, stappen: [{ 'einde': WORD }] }, { 'als': `${LONG}!` }] },
    { 'einde': LONG },
  ],
  emoji: [
    { fase: '🚦 Begin', stappen: [{ stap: '👩‍👩‍👧 Gesprek', 'wie': ['🧑‍🏫'] }, { keuze: '🤔?', takken: [{ 'als': '👍🏽', stappen: [{ 'einde': '🎉' }] }, { 'als': '👎' }] }] },
    { 'einde': '🏁' },
  ],
  'een': [{ stap: 'De enige stap' }],
  'twee': [{ stap: 'Eerst' }, { stap: 'Dan' }],
  'honderd': Array.from({ length: 200 }, (_, i) => ({ stap: `Stap van tweehonderd, ${i + 1}` })),
  'rondje': [{ stap: 'Plan maken', id: 'plan' }, { stap: 'Evalueren', 'naar': 'plan' }],
  takken: [
    {
      keuze: 'Wat past?',
      id: 'wat',
      'meer': 'ja',
      takken: [
        { 'als': 'niets extra' },
        { 'als': 'meteen weg', 'naar': 'apart' },
        { 'als': 'rondje', stappen: [{ stap: 'Kring', id: 'kring' }, { keuze: 'Nog eens?', takken: [{ 'als': 'ja', 'naar': 'kring' }, { 'als': 'nee' }] }] },
        {
          'als': 'binnenin',
          stappen: [
            { keuze: 'Welke binnen?', 'meer': 'ja', takken: [{ 'als': 'links', stappen: [{ stap: 'Links' }] }, { 'als': 'eruit', stappen: [{ stap: 'Bijna weg', 'naar': 'apart' }] }, { 'als': 'rechts', stappen: [{ stap: 'Rechts' }] }] },
            { stap: 'Na binnen' },
          ],
        },
        { 'als': 'klaar', stappen: [{ 'einde': 'Meteen klaar' }] },
      ],
    },
    { stap: 'Samen verder' },
    { 'einde': 'Gewoon einde' },
    { stap: 'Apart', id: 'apart' },
  ],
  'vijand': [
    { stap: '<img src=x onerror=alert(1)>', noot: 'Voor `<script>alert(1)</script>` na <script>alert(2)</script>' },
    { keuze: '"><b>', takken: [{ 'als': '<b>vet</b>', stappen: [{ stap: "' onclick='x" }] }, { 'als': '&lt;i&gt;', 'naar': 'weg' }] },
    { 'einde': '{{ 7*7 }}', id: 'weg' },
  ],
};

describe('odd routes', () => {
  withBrowser();
  let dir;
  let out;

  before(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-routes-'));
    out = path.join(dir, 'uit');
    const write = (rel, content) => {
      fs.mkdirSync(path.join(dir, 'content', path.dirname(rel)), { recursive: true });
      fs.writeFileSync(path.join(dir, 'content', rel), stringify(content));
    };
    write('site.yaml', { 'titel': 'Vreemde routes' });
    write('formaten/weg.yaml', {
      formaat: 'weg', 'titel': 'Weg', profiel: 'ja',
      hoofdstukken: [{ id: 'een', 'titel': 'Een', secties: [{ id: 'route', 'titel': 'Route', soort: 'stroomschema', onderwerp: 'route' }] }],
    });
    for (const [slug, stappen] of Object.entries(ROUTES)) {
      write(`scholen/${slug}/school.yaml`, { 'naam': slug });
      write(`scholen/${slug}/2025-2026/profiel.yaml`, { formaat: 'weg', secties: { route: { stappen } } });
    }
    execFileSync(STEUNWIJZER, ['build', '--no-pdf', '--content', path.join(dir, 'content'), '--output', out, '--today', '2026-01-01'], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  after(() => fs.rmSync(dir, { recursive: true, force: true }));

  const walkIn = (slug, options, act) => open(`scholen/${slug}/profiel/index.html`, { out, ...options }, async (page) => {
    await opener(page).click();
    await act(page);
  });

  test('titles of 300 characters fit at 320 px', async () => {
    await walkIn('lang', { viewport: { width: 320, height: 800 } }, async (page) => {
      assert.ok((await text(page)).includes(LONG.trim()));
      assert.deepEqual(await problems(page), []);
      await next(page);
      assert.deepEqual(await problems(page), []);
      await page.getByRole('checkbox').nth(0).check();
      await page.getByRole('checkbox').nth(1).check();
      await click(page, 'Verder met wat u koos');
      await next(page);
      assert.deepEqual(await problems(page), []);
      await click(page, WORD);
      assert.match(await text(page), /Dit is het einde van de route\./u);
      assert.deepEqual(await problems(page), []);
    });
  });

  test('emoji stay whole', async () => {
    await walkIn('emoji', {}, async (page) => {
      assert.match(await text(page), /Fase: 🚦 Begin\s+Stap 1: 👩‍👩‍👧 Gesprek\s+Wie\s*🧑‍🏫/u);
      await next(page);
      await click(page, '👍🏽');
      assert.equal(await heading(page), 'Stap 3: 🎉 (einde)');
      assert.deepEqual(await problems(page), []);
    });
  });

  test('one step is nothing to walk; two are', async () => {
    await open('scholen/een/profiel/index.html', { out }, async (page) => {
      assert.equal(await opener(page).count(), 0);
      assert.match(await page.locator('.route').innerText(), /De enige stap/u);
    });
    await walkIn('twee', {}, async (page) => {
      await next(page);
      assert.match(await text(page), /Dit is de laatste stap\. Hier houdt de route op\./u);
    });
  });

  test('two hundred steps can be walked there and back', async () => {
    await walkIn('honderd', {}, async (page) => {
      const times199 = (words) => page.evaluate((w) => {
        for (let i = 0; i < 199; i += 1) [...document.querySelectorAll('.walker button')].find((e) => e.textContent === w).click();
      }, words);
      await times199('Volgende stap');
      assert.equal(await heading(page), 'Stap 200: Stap van tweehonderd, 200');
      assert.equal(await page.locator('.walker-path li').count(), 199);
      assert.deepEqual(await problems(page), []);
      await times199('Eén stap terug');
      assert.equal(await heading(page), 'Stap 1: Stap van tweehonderd, 1');
    });
  });

  test('a loop without a way out holds nobody', async () => {
    await walkIn('rondje', {}, async (page) => {
      await next(page, 4);
      assert.match(await text(page), /U bent hier al geweest/u);
      await click(page, 'Sluiten');
      assert.equal(await page.locator('.walker').isVisible(), false);
    });
  });

  /** The titles on the way, with the last answer of each single choice, until nothing follows. */
  async function walk(page, answers = {}) {
    const passed = [];
    for (let i = 0; i < 30; i += 1) {
      const title = (await heading(page)).replace(/^Stap \d+: /u, '');
      passed.push(title);
      const answer = answers[title];
      if (Array.isArray(answer)) await choose(page, ...answer);
      else if (answer) await click(page, answer);
      else if (await page.getByRole('button', { name: 'Volgende stap' }).count()) await next(page);
      else return passed;
    }
    return assert.fail(`no end after ${passed.join(' / ')}`);
  }

  test('branches that jump, are empty or end: everything that was chosen comes, once', async () => {
    await walkIn('takken', {}, async (page) => {
      assert.deepEqual(
        await walk(page, { 'Wat past?': ['niets extra', 'meteen weg', 'klaar'] }),
        ['Wat past?', 'Meteen klaar (einde)', 'Samen verder', 'Gewoon einde (einde)', 'Apart'],
      );
      await click(page, 'Begin opnieuw');
      assert.deepEqual(
        await walk(page, { 'Wat past?': ['binnenin', 'klaar'], 'Welke binnen?': ['links', 'eruit', 'rechts'] }),
        ['Wat past?', 'Welke binnen?', 'Links', 'Bijna weg', 'Rechts', 'Na binnen', 'Meteen klaar (einde)', 'Apart', 'Samen verder', 'Gewoon einde (einde)'],
      );
      await click(page, 'Begin opnieuw');
      assert.deepEqual(await walk(page, { 'Wat past?': ['niets extra'] }), ['Wat past?', 'Samen verder', 'Gewoon einde (einde)']);
    });
  });

  test('a loop in a chosen branch does not hold back the other branch', async () => {
    await walkIn('takken', {}, async (page) => {
      await choose(page, 'rondje', 'klaar');
      await next(page);
      await click(page, 'ja');
      assert.match(await text(page), /U bent hier al geweest[^]*Die begint bij stap \d+: Meteen klaar/u);
      await click(page, 'Ga naar die andere weg');
      assert.equal(await heading(page), `${(await heading(page)).split(':')[0]}: Meteen klaar (einde)`);
      assert.deepEqual(await problems(page), []);
    });
  });

  test('what a school types stays text', async () => {
    await walkIn('vijand', {}, async (page) => {
      assert.match(await text(page), /<img src=x onerror=alert\(1\)>[^]*Voor <script>alert\(1\)<\/script> na/u);
      await next(page);
      assert.equal(await page.locator('.walker-choices button').first().innerText(), '<b>vet</b>');
      assert.equal(await page.locator('.walker :is(img, script, b, i)').count(), 0);
      assert.equal(await page.evaluate(() => [...document.querySelectorAll('*')].some((e) => e.getAttributeNames().some((k) => k.startsWith('on')))), false);
    });
  });
});
