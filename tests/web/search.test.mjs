// Search as parents use it: over http, below a path, under a strict content security policy.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serveDir } from './server.mjs';
import { PAGES, STEUNWIJZER, OUTPUT, withBrowser, open, openHttp } from './helpers.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The example region has schools of several towns; the small site has one. */
const LARGE = PAGES.filter((rel) => /^scholen\/[^/]+\/index\.html$/.test(rel)).length > 2;

/** Questions and items have pages of their own; without them there is only the glossary. */
const WITHOUT_HULP = !PAGES.includes('hulp/pesten/index.html') && 'this site has no pages of questions';

/** What parents type, and the page that must be among the first three. */
const QUESTIONS = {
  'dyslexie': 'hulp/lezen/',
  'leesblind': 'hulp/lezen/',
  'rolstoel': 'hulp/rolstoel/',
  'faalangst': 'hulp/angst/',
  'wie bel ik': /^(index|scholen\/index)\.html/,
  'niet meer naar school': 'hulp/verzuim/',
  'pesten': 'hulp/pesten/',
  'hoogbegaafd': 'hulp/hoogbegaafd/',
  'plannen': 'hulp/plannen/',
  'rouw': 'hulp/rouw/',
  'medicijnen': 'hulp/medicijnen/',
  'logopedist': /^ondersteuning\/specialisten\/logopedist\//,
  'is er iemand voor dyslexie?': 'hulp/lezen/',
  'kan mijn kind met een rolstoel naar binnen?': 'hulp/rolstoel/',
  'wat als mijn kind niet meer naar school gaat?': 'hulp/verzuim/',
  // While typing, in the plural, without accents, in capitals.
  'hoogbeg': 'hulp/hoogbegaafd/',
  'rolstoelen': 'hulp/rolstoel/',
  'ondersteuningscoordinator': /^ondersteuning\/specialisten\/ondersteuningscoordinator\//,
  'DYSLEXIE': 'hulp/lezen/',
  // Copied from a heading of a page.
  'hoog\u00adbegaafd': 'hulp/hoogbegaafd/',
};

/** Words of which the index has only a shorter one, such as "vo", "over" or "school". */
const NOTHING = ['orchidee', 'voetbal', 'vogel', 'paard', 'speeltuin', 'overblijven', 'schoolreis', 'schoolbord', 'zwembad',
  'rekenmachine'];

/** Forms and beginnings of words that the index has. */
const SOMETHING = ['dyslexie', 'dysl', 'rolstoelen', 'scholen', 'plannen', 'plan', 'pesters', 'gepest', 'faalangsten', 'angstig',
  'medicijn', 'logopedie', 'verzuimen', 'somberheid', 'leerplichtig', 'slechthorend', 'vrienden', 'rekenen', 'begeleiding',
  'ondersteuningscoordinator', 'thuiszitter'];

let server;

const settled = (page) => page.waitForFunction(() => {
  const text = document.getElementById('zoek-aantal').textContent;
  return text && !text.startsWith('Bezig');
});

/** What the page says about the results. */
const said = (page) => page.locator('#zoek-aantal').innerText();

/** The addresses of the results, from the root of the site. */
const addresses = (page) => page.$$eval('#zoek-lijst h3 a', (links) => links.map((a) => a.href.split('/some/path/')[1]));

const search = (query, act) => openHttp(`${server.address}zoek/index.html?${new URLSearchParams(query)}`, {}, async (page) => {
  await settled(page);
  return act(page);
});

describe('search', () => {
  withBrowser();
  before(async () => { server = await serveDir(OUTPUT); });
  after(() => server?.stop());

  for (const [query, target] of Object.entries(QUESTIONS)) {
    test(`"${query}" gives the answer among the first three`, { skip: WITHOUT_HULP }, async () => {
      const found = (await search({ q: query }, addresses)).slice(0, 3);
      const hits = (address) => (target instanceof RegExp ? target.test(address) : address.startsWith(target));
      assert.ok(found.some(hits), `found: ${found.join(', ')}`);
    });
  }

  test('every result leads to a page that is there, and to a place on that page', async () => {
    const found = new Set();
    for (const query of ['school', 'hulp', 'kind', 'groep']) {
      for (const address of await search({ q: query }, addresses)) found.add(address);
    }
    assert.ok(found.size > 5, [...found].join(', '));
    for (const address of found) {
      const [rel, anchor] = address.split('#');
      assert.ok(PAGES.includes(rel), address);
      if (anchor) {
        const html = fs.readFileSync(path.join(OUTPUT, rel), 'utf8');
        assert.match(html, new RegExp(`id="?${decodeURIComponent(anchor)}["\\s>]`), address);
      }
    }
  });

  test('search works from the first page with the keyboard alone', { skip: WITHOUT_HULP }, async () => {
    await openHttp(`${server.address}index.html`, {}, async (page) => {
      const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
      for (let i = 0; i < 20 && await focus() !== 'zoekwoord'; i++) await page.keyboard.press('Tab');
      assert.equal(await focus(), 'zoekwoord');
      await page.keyboard.type('pesten');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/zoek/index.html?q=pesten');
      await settled(page);
      assert.match(await page.locator('#zoek-aantal').innerText(), /resulta.* voor “pesten”/);
      for (let i = 0; i < 30 && await focus() !== 'Pesten'; i++) await page.keyboard.press('Tab');
      assert.equal(await focus(), 'Pesten');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/hulp/pesten/index.html');
    });
  });

  test('results appear while typing, and the address holds the question', async () => {
    await openHttp(`${server.address}zoek/index.html`, {}, async (page) => {
      await page.locator('#zoekwoord').pressSequentially('rouw');
      await settled(page);
      assert.equal(new URL(page.url()).searchParams.get('q'), 'rouw');
      assert.equal(await page.locator('#zoekwoord').evaluate((e) => e === document.activeElement), true);
      await page.locator('#zoekwoord').fill('');
      await page.waitForFunction(() => !document.getElementById('zoek-aantal').textContent);
      assert.equal(new URL(page.url()).search, '');
    });
  });

  test('back in the browser brings back the question before', async () => {
    await openHttp(`${server.address}zoek/index.html?q=pesten`, {}, async (page) => {
      await settled(page);
      await page.locator('#zoekwoord').fill('rouw');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.getElementById('zoek-aantal').textContent.includes('rouw'));
      await page.goBack();
      await page.waitForFunction(() => document.getElementById('zoek-aantal').textContent.includes('pesten'));
      assert.equal(await page.locator('#zoekwoord').inputValue(), 'pesten');
    });
  });

  test('the kind can be chosen, and the choice is in the address', { skip: WITHOUT_HULP }, async () => {
    await search({ q: 'pesten' }, async (page) => {
      const everything = await addresses(page);
      assert.ok(everything.some((a) => !a.startsWith('hulp/')), everything.join(', '));
      await page.locator('summary', { hasText: 'Filter de resultaten' }).click();
      await page.getByLabel('Vragen van ouders').check();
      await page.waitForURL(/soort=hulpvraag/);
      await page.waitForFunction(() => [...document.querySelectorAll('#zoek-lijst h3 a')].every((a) => a.href.includes('/hulp/')));
      assert.ok((await addresses(page)).length > 0);
    });
  });

  test('a town and a school can be chosen, also without a word', { skip: !LARGE && 'the small site has one school' }, async () => {
    await search({ plaats: 'Den Haag' }, async (page) => {
      const found = await addresses(page);
      assert.ok(found.length && found.every((a) => a.startsWith('scholen/segbroek-college/')), found.join(', '));
      assert.equal(await page.getByLabel('Plaats').inputValue(), 'Den Haag');
      await page.getByLabel('Plaats').selectOption('');
      await page.getByLabel('School', { exact: true }).selectOption({ index: 1 });
      await page.waitForFunction(() => !document.querySelector('#zoek-lijst h3 a').href.includes('segbroek'));
    });
  });

  test('an own offer leads to the place where it stands', { skip: !LARGE && 'the small site has no own offer' }, async () => {
    await search({ q: 'rouwgroep' }, async (page) => {
      await page.locator('#zoek-lijst a', { hasText: 'Rouwgroep' }).first().click();
      await page.waitForURL(/profiel\/index\.html#/);
      const heading = await page.evaluate(() => document.querySelector(':target')?.textContent);
      assert.match(heading, /Rouwgroep/);
    });
  });

  test('more results are added, and the focus goes to them', async () => {
    await search({ q: 'kind' }, async (page) => {
      assert.equal(await page.locator('#zoek-lijst > li').count(), 10);
      await page.getByRole('button', { name: 'Toon meer' }).press('Enter');
      await page.waitForFunction(() => document.querySelectorAll('#zoek-lijst > li').length > 10);
      assert.ok(await page.evaluate(() => document.querySelectorAll('#zoek-lijst > li')[10].contains(document.activeElement)));
    });
  });

  test('who finds nothing gets the question that is like it', { skip: WITHOUT_HULP }, async () => {
    await search({ q: 'dislexie' }, async (page) => {
      assert.equal(await page.locator('#zoek-aantal').innerText(), 'Niets gevonden voor “dislexie”.');
      assert.match(await page.locator('#zoek-nabij').innerText(), /lezen of spellen/);
      assert.ok(await page.getByRole('button', { name: 'Toon meer' }).isHidden());
    });
  });

  test('without JavaScript the questions and kinds of help are there, and the form leads to them', { skip: WITHOUT_HULP }, async () => {
    await openHttp(`${server.address}index.html`, { javaScriptEnabled: false }, async (page) => {
      await page.locator('#zoekwoord').fill('pesten');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/zoek/index.html?q=pesten');
      assert.ok(await page.locator('noscript p').isVisible());
      assert.ok(await page.locator('#zoeken').isHidden());
      await page.getByRole('link', { name: 'Pesten', exact: true }).click();
      await page.waitForURL('**/hulp/pesten/index.html');
    });
  });

  test('as a file on the computer the page says why it cannot search', async () => {
    await open('zoek/index.html', {}, async (page) => {
      await page.locator('#zoekwoord').fill('pesten');
      await page.keyboard.press('Enter');
      assert.match(await page.locator('#zoek-aantal').innerText(), /als bestanden op uw computer/);
    });
  });

  test('when the search engine fails, the page says so', async () => {
    const context = await openHttp(`${server.address}zoek/index.html`, {}, async (page) => {
      await page.context().route('**/pagefind.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'export const createInstance = () => { throw new Error("weg"); };' }));
      await page.locator('#zoekwoord').fill('pesten');
      await settled(page);
      return page.locator('#zoek-aantal').innerText();
    });
    assert.match(context, /Zoeken lukt nu niet/);
  });

  for (const word of NOTHING) {
    test(`"${word}" gives nothing, though shorter words are there`, { skip: WITHOUT_HULP }, async () => {
      await search({ q: word }, async (page) => {
        assert.equal(await said(page), `Niets gevonden voor “${word}”.`);
        assert.deepEqual(await addresses(page), []);
      });
    });
  }

  for (const word of SOMETHING) {
    test(`"${word}" is found: a form of a word, or its beginning`, { skip: WITHOUT_HULP }, async () => {
      await search({ q: word }, async (page) => {
        assert.match(await said(page), /^\d+ resulta/);
        assert.ok(!(await said(page)).includes('Niets gevonden'), await said(page));
      });
    });
  }

  test('of several words, the one that is not there is named, and the others give what they give alone', { skip: WITHOUT_HULP }, async () => {
    const alone = await search({ q: 'dyslexie' }, addresses);
    for (const query of ['dyslexie zwembad', 'voetbal dyslexie', 'is er een paard voor dyslexie?']) {
      await search({ q: query }, async (page) => {
        assert.match(await said(page), / Niets gevonden voor “(zwembad|voetbal|paard)”\.$/);
        assert.deepEqual((await addresses(page)).sort(), [...alone].sort(), query);
      });
    }
    await search({ q: 'voetbal zwembad' }, async (page) => {
      assert.equal(await said(page), 'Niets gevonden voor “voetbal zwembad”.');
    });
  });

  test('a longer word leads to the question that it begins with', { skip: WITHOUT_HULP }, async () => {
    await search({ q: 'rolstoelvriendelijk' }, async (page) => {
      assert.match(await said(page), /^Niets gevonden/);
      assert.match(await page.locator('#zoek-nabij').innerText(), /Rolstoel/);
    });
  });

  test('only what is needed is fetched, from this site', async () => {
    server.requested.length = 0;
    await search({ q: 'dyslexie' }, () => {});
    const searchFiles = server.requested.filter((rel) => rel.startsWith('zoek/') && !rel.endsWith('.html'));
    assert.ok(searchFiles.length > 4 && searchFiles.length < 40, searchFiles.join(', '));
    server.requested.length = 0;
    await openHttp(`${server.address}zoek/index.html`, {}, () => {});
    assert.deepEqual(server.requested.filter((rel) => rel.startsWith('zoek/') && !rel.endsWith('.html')), []);
  });

  for (const [name, query] of [['results', { q: 'kind', plaats: '' }], ['nothing found', { q: 'xyzzy' }]]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${name}, ${colorScheme}: accessible, and fits at 320 px`, async () => {
        await openHttp(`${server.address}zoek/index.html?${new URLSearchParams(query)}`, { colorScheme, viewport: { width: 320, height: 640 }, bypassCSP: true }, async (page) => {
          await settled(page);
          await page.evaluate(AXE);
          const found = await page.evaluate(async (lines) => {
            for (const details of document.querySelectorAll('details')) details.open = true;
            const { violations } = await window.axe.run(document, { preload: false, runOnly: lines });
            return violations.map((v) => `${v.id}: ${v.nodes[0].html}`);
          }, RULES);
          assert.deepEqual(found, []);
          const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
          assert.ok(width <= room, `${width} > ${room}`);
        });
      });
    }
  }
});

/** Each part of the search engine, as it is asked for. */
const PARTS = ['pagefind.js', 'pagefind-entry.json', 'wasm.nl.pagefind', '.pf_meta', '.pf_filter', '.pf_index', '.pf_fragment'];

/** How a part may fail to come. */
const FAILURES = {
  'is not there': (route) => route.fulfill({ status: 404, body: '' }),
  'is a page that says sorry': (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Sorry</title>' }),
  'is cut off': async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length * 0.9)) });
  },
  'is blocked': (route) => route.abort(),
};

describe('a search engine of which a part does not come', { skip: WITHOUT_HULP }, () => {
  withBrowser();
  before(async () => { server = await serveDir(OUTPUT); });
  after(() => server?.stop());

  /** Searches while a part fails so many times; gives what the page says, and the page for more. */
  const searchWithout = (part, fail, times, act = said) => openHttp(`${server.address}zoek/index.html`, { brokenNet: true }, async (page) => {
    let left = times;
    await page.context().route((url) => url.pathname.includes('/zoek/') && url.pathname.includes(part), (route) => (left-- > 0 ? fail(route) : route.continue()));
    await page.locator('#zoekwoord').fill('dyslexie');
    await settled(page);
    return act(page);
  });

  for (const part of PARTS) {
    for (const [how, fail] of Object.entries(FAILURES)) {
      test(`${part} ${how}: the page says that searching fails, and what else there is`, async () => {
        await searchWithout(part, fail, Infinity, async (page) => {
          assert.match(await said(page), /^Zoeken lukt nu niet\. Kies hieronder een vraag/);
          assert.ok(await page.locator('#zoek-niets').isHidden());
          assert.ok(await page.locator('#zoek-vragen a').first().isVisible());
        });
      });
    }
    test(`${part} fails once: it is asked for again`, async () => {
      assert.match(await searchWithout(part, FAILURES['is not there'], 1), /^\d+ resultaten voor “dyslexie”\.$/);
      assert.match(await searchWithout(part, FAILURES['is cut off'], 1), /^\d+ resultaten voor “dyslexie”\.$/);
    });
  }

  test('who was offline finds again when online', async () => {
    await openHttp(`${server.address}zoek/index.html`, { brokenNet: true }, async (page) => {
      const says = (expected) => page.waitForFunction((source) => new RegExp(source).test(document.getElementById('zoek-aantal').textContent), expected);
      await page.context().setOffline(true);
      for (const word of ['rouw', 'zwembad']) {
        await page.locator('#zoekwoord').fill(word);
        await says('^Zoeken lukt nu niet');
      }
      await page.context().setOffline(false);
      await page.locator('#zoekwoord').press('Enter');
      await says('^Niets gevonden voor “zwembad”');
      await page.locator('#zoekwoord').fill('rouw');
      await says('^\\d+ resultaten voor “rouw”');
    });
  });

  test('more results that do not come leave the others where they are', { skip: !LARGE && 'the small site has few results' }, async () => {
    await openHttp(`${server.address}zoek/index.html?q=kind`, { brokenNet: true }, async (page) => {
      await settled(page);
      const more = async () => {
        const earlier = await said(page) + (await addresses(page)).length;
        await page.getByRole('button', { name: 'Toon meer' }).press('Enter');
        await page.waitForFunction((old) => document.getElementById('zoek-aantal').textContent
          + document.querySelectorAll('#zoek-lijst h3 a').length !== old, earlier);
        return addresses(page);
      };
      await page.context().route(/pf_fragment/, (route) => route.abort());
      let shown = await addresses(page);
      // Several results stand in one file, so that some may be there already.
      while (!(await said(page)).startsWith('Meer tonen lukt nu niet')) shown = await more();
      await page.context().unroute(/pf_fragment/);
      const all = await more();
      assert.ok(all.length > shown.length);
      assert.deepEqual(all.slice(0, shown.length), shown);
    });
  });
});

describe('a website that is renewed while somebody searches', () => {
  withBrowser();
  let dir;
  let site;
  const build = (name) => {
    const file = path.join(dir, 'content', 'scholen', 'de-linde', 'school.yaml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^naam:.*$/m, `naam: ${name}`));
    execFileSync(STEUNWIJZER, ['build', '--no-pdf'], { cwd: dir, stdio: 'pipe' });
  };
  before(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-vernieuwd-'));
    fs.cpSync('../small/content', path.join(dir, 'content'), { recursive: true });
    build('Vuurvlinderschool');
    site = await serveDir(path.join(dir, 'output'));
  });
  after(async () => {
    await site?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  test('finds what is new, and no longer what is gone', async () => {
    await openHttp(`${site.address}zoek/index.html?q=vuurvlinderschool`, { brokenNet: true }, async (page) => {
      await settled(page);
      assert.match(await said(page), /^\d+ resulta/);
      build('Kabouterpad');
      for (const [word, expected] of [['kabouterpad', /^\d+ resulta/], ['vuurvlinderschool', /^Niets gevonden/]]) {
        await page.locator('#zoekwoord').fill(word);
        await page.keyboard.press('Enter');
        await page.waitForFunction(([w, source]) => {
          const text = document.getElementById('zoek-aantal').textContent;
          return text.includes(w) && new RegExp(source).test(text);
        }, [word, expected.source]);
      }
    });
  });
});

describe('a hostile school in the results of a search', () => {
  withBrowser();
  const NAME = '<img src=x onerror="document.title=1"> <mark>&lt;b&gt; ___PAGEFIND_WEIGHT___10 Kwaadschool';
  let dir;
  let site;
  before(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-vijandig-'));
    fs.cpSync('../small/content', path.join(dir, 'content'), { recursive: true });
    const scholen = path.join(dir, 'content', 'scholen');
    const file = path.join(scholen, fs.readdirSync(scholen)[0], 'school.yaml');
    const text = fs.readFileSync(file, 'utf8')
      .replace(/^naam:.*$/m, `naam: ${JSON.stringify(NAME)}`)
      .replace(/^plaats:.*$/m, `plaats: ${JSON.stringify('"><script>document.title=1</script>')}`);
    fs.writeFileSync(file, text);
    execFileSync(STEUNWIJZER, ['build', '--no-pdf'], { cwd: dir, stdio: 'pipe' });
    site = await serveDir(path.join(dir, 'output'));
  });
  after(async () => {
    await site?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  test('its name and text stay text', async () => {
    await openHttp(`${site.address}zoek/index.html?q=kwaadschool`, { bypassCSP: true }, async (page) => {
      await settled(page);
      const title = await page.title();
      await page.locator('summary', { hasText: 'Filter de resultaten' }).click();
      await page.waitForTimeout(200);
      assert.equal(await page.title(), title);
      const heading = await page.locator('#zoek-lijst h3').first().textContent();
      assert.match(heading, /^<img src=x onerror="document\.title=1">/);
      const foreign = await page.$$eval('#zoeken :is(img, script, svg, iframe, [onerror], [onload])', (e) => e.map((x) => x.outerHTML));
      assert.deepEqual(foreign, []);
      const text = await page.locator('#zoek-lijst > li').first().textContent();
      assert.match(text, /<script>document\.title=1<\/script>/);
    });
  });
});
