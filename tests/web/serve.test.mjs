// The preview in a real browser: pages follow the files, errors stand above the last good page.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { STEUNWIJZER, metBrowser, openHttp } from './hulp.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const KLEIN = path.resolve(import.meta.dirname, '../klein/content');
const JAAR = 'scholen/de-linde/2025-2026';

let map;
let dienst;

const pad = (bestand) => path.join(map, 'content', bestand);
const lees = (bestand) => fs.readFileSync(pad(bestand), 'utf8');
function schrijf(bestand, tekst) {
  fs.mkdirSync(path.dirname(pad(bestand)), { recursive: true });
  fs.writeFileSync(pad(bestand), tekst);
}
function vervang(bestand, van, naar) {
  const tekst = lees(bestand);
  assert.ok(tekst.includes(van), `${van} staat niet in ${bestand}`);
  schrijf(bestand, tekst.replace(van, naar));
}

/** Starts the preview; gives its address, its port, and `stop`. */
async function start(poort = 0) {
  const kind = spawn(STEUNWIJZER, ['serve', '--port', String(poort), '--today', '2026-01-01'], { cwd: map, stdio: ['ignore', 'pipe', 'ignore'] });
  const adres = await new Promise((klaar, mis) => {
    let gezegd = '';
    kind.stdout.on('data', (deel) => {
      gezegd += deel;
      const gevonden = /Voorbeeld: (http:\S+)/.exec(gezegd);
      if (gevonden) klaar(gevonden[1]);
    });
    kind.on('exit', (code) => mis(new Error(`serve stopte met ${code}: ${gezegd}`)));
  });
  const uit = new Promise((klaar) => { kind.on('exit', klaar); });
  return { adres, poort: Number(new URL(adres).port), stop: () => { kind.kill('SIGINT'); return uit; } };
}

const open = (bestand, opties, doe) => openHttp(dienst.adres + bestand, opties, doe);
const paneel = (pagina) => pagina.locator('steunwijzer-voorbeeld section');
/** A mark that a page loses when it is loaded again. */
const merk = (pagina) => pagina.evaluate(() => { window.nietHerladen = true; });
const herladen = (pagina) => pagina.waitForFunction(() => !window.nietHerladen);

describe('voorbeeld', { skip: Boolean(process.env.STEUNWIJZER_KORT) && 'loopt één keer, bij een andere website' }, () => {
  metBrowser();
  before(async () => {
    map = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-serve-'));
    fs.cpSync(KLEIN, path.join(map, 'content'), { recursive: true });
    dienst = await start();
  });
  // Each test begins with the content as it is in the repository, shown without errors.
  beforeEach(async () => {
    for (const naam of fs.readdirSync(pad('.'))) fs.rmSync(pad(naam), { recursive: true });
    fs.cpSync(KLEIN, path.join(map, 'content'), { recursive: true });
    await open('scholen/de-linde/profiel/index.html', {}, async (pagina) => {
      await pagina.getByText('Wij zien elk kind.').first().waitFor();
      await pagina.getByRole('link', { name: 'De Linde', exact: true }).first().waitFor();
      await paneel(pagina).waitFor({ state: 'hidden' });
    });
  });
  after(async () => {
    assert.equal(await dienst?.stop(), 0);
    fs.rmSync(map, { recursive: true, force: true });
  });

  test('een andere tekst staat vanzelf op de bladzijde, en wie las blijft waar hij was', async () => {
    await open('scholen/de-linde/profiel/index.html', { viewport: { width: 360, height: 500 } }, async (pagina) => {
      await pagina.locator('details summary').first().click();
      const link = pagina.locator('footer a').last();
      await link.focus();
      await pagina.evaluate(() => window.scrollTo(0, 700));
      const voor = await pagina.evaluate(() => [window.scrollY, document.querySelector('details').open]);
      assert.deepEqual(voor, [700, true]);
      await merk(pagina);
      schrijf(`${JAAR}/visie.md`, 'Wij zien ieder kind, elke dag.\n');
      await pagina.getByText('Wij zien ieder kind, elke dag.').first().waitFor();
      await pagina.waitForFunction(() => window.scrollY === 700);
      const na = await pagina.evaluate(() => [document.querySelector('details').open, document.activeElement.textContent]);
      assert.deepEqual(na, [true, await link.textContent()]);
    });
  });

  test('alleen wat anders is wordt vervangen; verandert er meer, dan laadt de bladzijde opnieuw en blijft wie las waar hij was', async () => {
    await open('scholen/de-linde/profiel/index.html', { viewport: { width: 360, height: 500 } }, async (pagina) => {
      // The page has fetched what it was made of.
      await pagina.waitForLoadState('networkidle').catch(() => {});
      await pagina.waitForTimeout(300);
      await merk(pagina);
      schrijf(`${JAAR}/visie.md`, 'Wij zien ieder kind.\n');
      await pagina.getByText('Wij zien ieder kind.').first().waitFor();
      assert.equal(await pagina.evaluate(() => window.nietHerladen), true, 'woorden komen er zonder opnieuw te laden');
      schrijf(`${JAAR}/visie.md`, 'Wij zien ieder kind.\n\n<script>window.fout = true</script>\n\nElke dag.\n');
      await pagina.getByText('Elke dag.').first().waitFor();
      assert.equal(await pagina.evaluate(() => window.fout), undefined);
      await pagina.locator('details summary').first().click();
      await pagina.evaluate(() => window.scrollTo(0, 700));
      // A style changes nothing in the text of the page, but must show.
      schrijf('thema/static/stijl.css', 'body { outline: 3px solid rgb(1, 2, 3); }\n');
      await pagina.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)');
      await herladen(pagina);
      assert.equal(await pagina.evaluate(() => document.querySelector('details').open), true);
      await merk(pagina);
      // Steps of the route stand in the view that a script makes of it as well, which is another page when that is open.
      vervang(`${JAAR}/profiel.yaml`, '- {stap: Gesprek,', '- {stap: Vooraf bellen}\n          - {stap: Gesprek,');
      await pagina.getByText('Vooraf bellen').first().waitFor();
      assert.equal(await pagina.evaluate(() => window.nietHerladen), true);
      await pagina.getByRole('button', { name: 'Loop de route stap voor stap' }).click();
      assert.equal(await pagina.locator('.loper-kop').innerText(), 'Stap 1: Vooraf bellen');
      await pagina.getByRole('button', { name: 'Volgende stap' }).click();
      assert.equal(await pagina.locator('.loper-kop').innerText(), 'Stap 2: Gesprek');
      vervang(`${JAAR}/profiel.yaml`, 'stap: Vooraf bellen', 'stap: Vooraf mailen');
      await pagina.getByText('Vooraf mailen').first().waitFor();
      await herladen(pagina);
    });
  });

  test('een fout staat erboven zoals check haar zegt, de laatste goede bladzijde blijft, en na verbetering is zij weg', async () => {
    await open('scholen/de-linde/index.html', {}, async (pagina) => {
      await paneel(pagina).waitFor({ state: 'hidden' });
      await merk(pagina);
      const goed = lees('scholen/de-linde/school.yaml');
      schrijf('scholen/de-linde/school.yaml', `${goed}telefon: 070 123 45 67\n`);
      await paneel(pagina).waitFor();
      const gezegd = await paneel(pagina).innerText();
      const check = await promisify(execFile)(STEUNWIJZER, ['check', '--report', 'json'], { cwd: map }).catch((fout) => fout);
      const melding = JSON.parse(check.stdout).messages.find((m) => m.severity === 'error');
      for (const deel of [melding.message, `${melding.file}:${melding.line}:${melding.column}`, melding.hint]) {
        assert.ok(gezegd.includes(deel), `${deel}\nstaat niet in\n${gezegd}`);
      }
      assert.match(await paneel(pagina).locator('pre').innerText(), /^\d+ telefon: 070 123 45 67$/);
      assert.equal(await paneel(pagina).locator('mark').innerText(), 'telefon');
      assert.match(await paneel(pagina).locator('h2').innerText(), /^1 fout\. U ziet de laatste goede versie\.$/);
      // Below it the page is as it was, and can be read to its end.
      assert.equal(await pagina.evaluate(() => window.nietHerladen), true);
      await pagina.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const [onder, boven] = await pagina.evaluate(() => [
        document.querySelector('footer').getBoundingClientRect().bottom,
        document.querySelector('steunwijzer-voorbeeld').shadowRoot.querySelector('section').getBoundingClientRect().top,
      ]);
      assert.ok(onder <= boven + 1, `${onder} ${boven}`);
      schrijf('scholen/de-linde/school.yaml', goed);
      await paneel(pagina).waitFor({ state: 'hidden' });
    });
  });

  test('het paneel gaat dicht met Escape en weer open met een knop', async () => {
    await open('index.html', {}, async (pagina) => {
      schrijf('site.yaml', 'titel: [\n');
      await paneel(pagina).waitFor();
      await pagina.keyboard.press('Escape');
      await paneel(pagina).waitFor({ state: 'hidden' });
      await pagina.getByRole('button', { name: '1 fout', exact: true }).click();
      await paneel(pagina).waitFor();
      // Who is in the panel lands on the button.
      await pagina.keyboard.press('Escape');
      const waar = await pagina.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent);
      assert.equal(waar, '1 fout');
      await pagina.keyboard.press('Enter');
      await pagina.getByRole('button', { name: 'Sluiten' }).click();
      await paneel(pagina).waitFor({ state: 'hidden' });
    });
  });

  test('vijandige inhoud blijft in een melding tekst', async () => {
    const kwaad = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    await open('index.html', { bypassCSP: true }, async (pagina) => {
      const titel = await pagina.title();
      vervang('scholen/de-linde/school.yaml', 'naam: De Linde', `naam: De Linde\n? ${JSON.stringify(kwaad)}\n: ${JSON.stringify(kwaad)}`);
      await paneel(pagina).waitFor();
      assert.ok((await paneel(pagina).innerText()).includes('<img src=x onerror='));
      const vreemd = await pagina.evaluate(() => {
        const schaduw = document.querySelector('steunwijzer-voorbeeld').shadowRoot;
        return [...schaduw.querySelectorAll('img, script, svg, iframe, a, [onerror]')].map((el) => el.outerHTML);
      });
      assert.deepEqual(vreemd, []);
      assert.equal(await pagina.title(), titel);
    });
  });

  test('een nieuw bestand dat een document noemt, doet meteen mee', async () => {
    await open('scholen/de-linde/profiel/index.html', {}, async (pagina) => {
      vervang(`${JAAR}/profiel.yaml`, 'tekst: visie.md', 'tekst: nieuw.md');
      await paneel(pagina).waitFor();
      assert.match(await paneel(pagina).innerText(), /bestand `nieuw\.md` is er niet/);
      schrijf(`${JAAR}/nieuw.md`, 'Dit is een nieuwe tekst.\n');
      await pagina.getByText('Dit is een nieuwe tekst.').first().waitFor();
      await paneel(pagina).waitFor({ state: 'hidden' });
    });
  });

  test('een fout in een sjabloon van het thema staat er met haar regel', async () => {
    await open('begrippen/index.html', {}, async (pagina) => {
      const kop = await pagina.locator('h1').innerText();
      schrijf('thema/web/begrippen.html', '{% extends "basis.html" %}\n{% block content %}{{ letters.a.b }}{% endblock %}');
      await paneel(pagina).waitFor();
      assert.match(await paneel(pagina).innerText(), /content\/thema\/web\/begrippen\.html:2:/);
      assert.equal(await pagina.locator('h1').innerText(), kop);
      fs.rmSync(pad('thema'), { recursive: true });
      await paneel(pagina).waitFor({ state: 'hidden' });
    });
  });

  test('een concept is gemerkt, en te vinden vanaf de bladzijde van de school', async () => {
    await open('scholen/de-linde/index.html', {}, async (pagina) => {
      fs.cpSync(pad(JAAR), pad('scholen/de-linde/2026-2027'), { recursive: true });
      vervang('scholen/de-linde/2026-2027/profiel.yaml', 'schooljaar: 2025-2026', 'schooljaar: 2026-2027\nstatus: concept');
      const regel = pagina.locator('li', { hasText: 'Concept:' });
      await regel.getByRole('link').first().click();
      await pagina.waitForURL('**/2026-2027/profiel/**');
      assert.match(await pagina.title(), /^Concept: /);
      assert.match(await pagina.locator('.let-op').first().innerText(), /^Concept\. Dit document is nog niet gepubliceerd/);
      fs.rmSync(pad('scholen/de-linde/2026-2027'), { recursive: true });
      await pagina.getByRole('heading', { level: 1, name: 'Deze pagina is er niet' }).waitFor();
    }).catch((fout) => {
      // The browser tells of the page that is gone; that it is gone is the point.
      if (!/status of 404/.test(fout.message)) throw fout;
    });
  });

  test('de PDF van de school is na een wijziging een andere', async () => {
    await open('scholen/de-linde/profiel/index.html', {}, async (pagina) => {
      const haal = () => pagina.evaluate(async () => {
        const antwoord = await fetch('../sop.pdf');
        const bytes = new Uint8Array(await antwoord.arrayBuffer());
        return [antwoord.headers.get('content-type'), String.fromCharCode(...bytes.slice(0, 5)), bytes.join()];
      });
      const [soort, begin, eerst] = await haal();
      assert.deepEqual([soort, begin], ['application/pdf', '%PDF-']);
      schrijf(`${JAAR}/visie.md`, 'Een heel andere visie.\n');
      await pagina.getByText('Een heel andere visie.').first().waitFor();
      const [, , daarna] = await haal();
      assert.notEqual(daarna, eerst);
    });
  });

  test('zoeken werkt in het voorbeeld, ook naar wat net veranderd is', async () => {
    await open('zoek/index.html?q=zeilschool', {}, async (pagina) => {
      vervang('scholen/de-linde/school.yaml', 'naam: De Linde', 'naam: De Zeilschool');
      await pagina.locator('#zoek-lijst li', { hasText: 'De Zeilschool' }).first().waitFor();
    });
  });

  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`axe vindt niets aan het paneel en de knop, op ${width} px, ${colorScheme}`, async () => {
        await open('index.html', { viewport: { width, height: 800 }, colorScheme }, async (pagina) => {
          schrijf('scholen/de-linde/school.yaml', `naam: De Linde\nonderwijstypen: [${'x'.repeat(300)}]\ntelefon: 1\n`);
          vervang(`${JAAR}/profiel.yaml`, 'psycholoog: nee', 'psycholog: nee');
          await paneel(pagina).getByText('2 fouten').waitFor();
          await pagina.evaluate(AXE);
          const kijk = async () => {
            const { violations } = await pagina.evaluate((regels) => window.axe.run(document, { preload: false, runOnly: regels }), REGELS);
            return violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
          };
          assert.deepEqual(await kijk(), []);
          assert.ok(await pagina.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
          await pagina.keyboard.press('Escape');
          await pagina.getByRole('button', { name: '2 fouten' }).waitFor();
          assert.deepEqual(await kijk(), []);
        });
      });
    }
  }

  test('een voorbeeld dat stopt zegt dat, en gaat verder als het er weer is', async () => {
    const poging = open('index.html', {}, async (pagina) => {
      await merk(pagina);
      assert.equal(await dienst.stop(), 0);
      await pagina.getByRole('status').filter({ hasText: 'Het voorbeeld is gestopt.' }).waitFor();
      assert.equal(await pagina.locator('h1').count(), 1);
      dienst = await start(dienst.poort);
      await herladen(pagina);
      await pagina.getByRole('status').filter({ hasText: 'gestopt' }).waitFor({ state: 'hidden' });
    });
    // Only the lost connection itself may be on the console.
    await poging.catch((fout) => {
      const rest = fout.message.split('; ').filter((regel) => !/net::ERR_/.test(regel));
      if (rest.length) throw fout;
    });
  });
});
