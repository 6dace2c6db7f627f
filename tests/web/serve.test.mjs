// The preview in a real browser: pages follow the files, errors stand above the last good page.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { STEUNWIJZER, withBrowser, openHttp } from './helpers.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SMALL = path.resolve(import.meta.dirname, '../small/content');
const YEAR = 'scholen/de-linde/2025-2026';

let dir;
let server;

const inContent = (file) => path.join(dir, 'content', file);
const read = (file) => fs.readFileSync(inContent(file), 'utf8');
function write(file, text) {
  fs.mkdirSync(path.dirname(inContent(file)), { recursive: true });
  fs.writeFileSync(inContent(file), text);
}
function replace(file, old, replacement) {
  const text = read(file);
  assert.ok(text.includes(old), `${old} is not in ${file}`);
  write(file, text.replace(old, replacement));
}

/** Starts the preview; gives its address, its port, and `stop`. */
async function start(port = 0) {
  const child = spawn(STEUNWIJZER, ['serve', '--port', String(port), '--today', '2026-01-01'], { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part) => {
      said += part;
      const found = /Voorbeeld: (http:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on('exit', (code) => reject(new Error(`serve stopped with ${code}: ${said}`)));
  });
  const exited = new Promise((resolve) => { child.on('exit', resolve); });
  return { address, port: Number(new URL(address).port), stop: () => { child.kill('SIGINT'); return exited; } };
}

const open = (file, options, act) => openHttp(server.address + file, options, act);
const panel = (page) => page.locator('steunwijzer-preview section');
/** A mark that a page loses when it is loaded again. */
const mark = (page) => page.evaluate(() => { window.notReloaded = true; });
const reloaded = (page) => page.waitForFunction(() => !window.notReloaded);

describe('preview', { skip: Boolean(process.env['STEUNWIJZER_SHORT']) && 'runs once, with another website' }, () => {
  withBrowser();
  before(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-serve-'));
    fs.cpSync(SMALL, path.join(dir, 'content'), { recursive: true });
    server = await start();
  });
  // Each test begins with the content as it is in the repository, shown without errors.
  beforeEach(async () => {
    for (const name of fs.readdirSync(inContent('.'))) fs.rmSync(inContent(name), { recursive: true });
    fs.cpSync(SMALL, path.join(dir, 'content'), { recursive: true });
    await open('scholen/de-linde/profiel/index.html', {}, async (page) => {
      await page.getByText('Wij zien elk kind.').first().waitFor();
      await page.getByRole('link', { name: 'De Linde', exact: true }).first().waitFor();
      await panel(page).waitFor({ state: 'hidden' });
    });
  });
  after(async () => {
    assert.equal(await server?.stop(), 0);
    fs.rmSync(dir, { recursive: true, force: true });
  });

  test('another text comes onto the page by itself, and whoever read stays where he was', async () => {
    await open('scholen/de-linde/profiel/index.html', { viewport: { width: 360, height: 500 } }, async (page) => {
      await page.locator('details summary').first().click();
      const link = page.locator('footer a').last();
      await link.focus();
      await page.evaluate(() => window.scrollTo(0, 700));
      const atFirst = await page.evaluate(() => [window.scrollY, document.querySelector('details').open]);
      assert.deepEqual(atFirst, [700, true]);
      await mark(page);
      write(`${YEAR}/visie.md`, 'Wij zien ieder kind, elke dag.\n');
      await page.getByText('Wij zien ieder kind, elke dag.').first().waitFor();
      await page.waitForFunction(() => window.scrollY === 700);
      const afterwards = await page.evaluate(() => [document.querySelector('details').open, document.activeElement.textContent]);
      assert.deepEqual(afterwards, [true, await link.textContent()]);
    });
  });

  test('only what differs is replaced; if more changes, the page loads again and whoever read stays where he was', async () => {
    await open('scholen/de-linde/profiel/index.html', { viewport: { width: 360, height: 500 } }, async (page) => {
      // The page has fetched everything that it needs.
      await page.waitForLoadState('networkidle').catch(() => {});
      await page.waitForTimeout(300);
      await mark(page);
      write(`${YEAR}/visie.md`, 'Wij zien ieder kind.\n');
      await page.getByText('Wij zien ieder kind.').first().waitFor();
      assert.equal(await page.evaluate(() => window.notReloaded), true, 'words come without loading again');
      write(`${YEAR}/visie.md`, 'Wij zien ieder kind.\n\n<script>window.fout = true</script>\n\nElke dag.\n');
      await page.getByText('Elke dag.').first().waitFor();
      assert.equal(await page.evaluate(() => window.err), undefined);
      await page.locator('details summary').first().click();
      await page.evaluate(() => window.scrollTo(0, 700));
      // A style changes nothing in the text of the page, but must show.
      write('thema/static/stijl.css', 'body { outline: 3px solid rgb(1, 2, 3); }\n');
      await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)');
      await reloaded(page);
      assert.equal(await page.evaluate(() => document.querySelector('details').open), true);
      await mark(page);
      // The view that a script makes of the route has its steps too; while that is open, the page is not as it was sent.
      replace(`${YEAR}/profiel.yaml`, '- {stap: Gesprek,', '- {stap: Vooraf bellen}\n          - {stap: Gesprek,');
      await page.getByText('Vooraf bellen').first().waitFor();
      assert.equal(await page.evaluate(() => window.notReloaded), true);
      await page.getByRole('button', { name: 'Loop de route stap voor stap' }).click();
      assert.equal(await page.locator('.walker-heading').innerText(), 'Stap 1: Vooraf bellen');
      await page.getByRole('button', { name: 'Volgende stap' }).click();
      assert.equal(await page.locator('.walker-heading').innerText(), 'Stap 2: Gesprek');
      replace(`${YEAR}/profiel.yaml`, 'stap: Vooraf bellen', 'stap: Vooraf mailen');
      await page.getByText('Vooraf mailen').first().waitFor();
      await reloaded(page);
    });
  });

  test('an error stands above the page as check says it, the last good page stays, and once mended it is gone', async () => {
    await open('scholen/de-linde/index.html', {}, async (page) => {
      await panel(page).waitFor({ state: 'hidden' });
      await mark(page);
      const good = read('scholen/de-linde/school.yaml');
      write('scholen/de-linde/school.yaml', `${good}telefon: 070 123 45 67\n`);
      await panel(page).waitFor();
      const said = await panel(page).innerText();
      const check = await promisify(execFile)(STEUNWIJZER, ['check', '--report', 'json'], { cwd: dir }).catch((err) => err);
      const message = JSON.parse(check.stdout).messages.find((m) => m.severity === 'error');
      for (const part of [message.message, `${message.file}:${message.line}:${message.column}`, message.hint]) {
        assert.ok(said.includes(part), `${part}\nis not in\n${said}`);
      }
      assert.match(await panel(page).locator('pre').innerText(), /^\d+ telefon: 070 123 45 67$/);
      assert.equal(await panel(page).locator('mark').innerText(), 'telefon');
      assert.match(await panel(page).locator('h2').innerText(), /^1 fout\. U ziet de laatste goede versie\.$/);
      // Below it the page is as it was, and can be read to its end.
      assert.equal(await page.evaluate(() => window.notReloaded), true);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const [below, above] = await page.evaluate(() => [
        document.querySelector('footer').getBoundingClientRect().bottom,
        document.querySelector('steunwijzer-preview').shadowRoot.querySelector('section').getBoundingClientRect().top,
      ]);
      assert.ok(below <= above + 1, `${below} ${above}`);
      write('scholen/de-linde/school.yaml', good);
      await panel(page).waitFor({ state: 'hidden' });
    });
  });

  test('the panel closes with Escape and opens again with a button', async () => {
    await open('index.html', {}, async (page) => {
      write('site.yaml', 'titel: [\n');
      await panel(page).waitFor();
      await page.keyboard.press('Escape');
      await panel(page).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: '1 fout', exact: true }).click();
      await panel(page).waitFor();
      // Whoever was in the panel lands on the button.
      await page.keyboard.press('Escape');
      const focused = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent);
      assert.equal(focused, '1 fout');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Sluiten' }).click();
      await panel(page).waitFor({ state: 'hidden' });
    });
  });

  test('hostile content stays text in a message', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    await open('index.html', { bypassCSP: true }, async (page) => {
      const title = await page.title();
      replace('scholen/de-linde/school.yaml', 'naam: De Linde', `naam: De Linde\n? ${JSON.stringify(evil)}\n: ${JSON.stringify(evil)}`);
      await panel(page).waitFor();
      assert.ok((await panel(page).innerText()).includes('<img src=x onerror='));
      const foreign = await page.evaluate(() => {
        const shadow = document.querySelector('steunwijzer-preview').shadowRoot;
        return [...shadow.querySelectorAll('img, script, svg, iframe, a, [onerror]')].map((el) => el.outerHTML);
      });
      assert.deepEqual(foreign, []);
      assert.equal(await page.title(), title);
    });
  });

  test('a new file that a document names counts at once', async () => {
    await open('scholen/de-linde/profiel/index.html', {}, async (page) => {
      replace(`${YEAR}/profiel.yaml`, 'tekst: visie.md', 'tekst: nieuw.md');
      await panel(page).waitFor();
      assert.match(await panel(page).innerText(), /bestand `nieuw\.md` is er niet/);
      write(`${YEAR}/nieuw.md`, 'Dit is een nieuwe tekst.\n');
      await page.getByText('Dit is een nieuwe tekst.').first().waitFor();
      await panel(page).waitFor({ state: 'hidden' });
    });
  });

  test('an error in a template of the theme is shown with its line', async () => {
    await open('begrippen/index.html', {}, async (page) => {
      const heading = await page.locator('h1').innerText();
      write('thema/web/begrippen.html', '{% extends "base.html" %}\n{% block content %}{{ letters.a.b }}{% endblock %}');
      await panel(page).waitFor();
      assert.match(await panel(page).innerText(), /content\/thema\/web\/begrippen\.html:2:/);
      assert.equal(await page.locator('h1').innerText(), heading);
      fs.rmSync(inContent('thema'), { recursive: true });
      await panel(page).waitFor({ state: 'hidden' });
    });
  });

  test('a draft is marked, and can be found from the page of the school', async () => {
    await open('scholen/de-linde/index.html', {}, async (page) => {
      fs.cpSync(inContent(YEAR), inContent('scholen/de-linde/2026-2027'), { recursive: true });
      replace('scholen/de-linde/2026-2027/profiel.yaml', 'schooljaar: 2025-2026', 'schooljaar: 2026-2027\nstatus: concept');
      const line = page.locator('li', { hasText: 'Concept:' });
      await line.getByRole('link').first().click();
      await page.waitForURL('**/2026-2027/profiel/**');
      assert.match(await page.title(), /^Concept: /);
      assert.match(await page.locator('.attention').first().innerText(), /^Concept\. Dit document is nog niet gepubliceerd/);
      fs.rmSync(inContent('scholen/de-linde/2026-2027'), { recursive: true });
      await page.getByRole('heading', { level: 1, name: 'Deze pagina is er niet' }).waitFor();
    }).catch((err) => {
      // The browser tells of a page that is gone, which is what this tests.
      if (!/status of 404/.test(err.message)) throw err;
    });
  });

  test('the PDF of the school is another one after a change', async () => {
    await open('scholen/de-linde/profiel/index.html', {}, async (page) => {
      const fetchPdf = () => page.evaluate(async () => {
        const response = await fetch('../sop.pdf');
        const bytes = new Uint8Array(await response.arrayBuffer());
        return [response.headers.get('content-type'), String.fromCharCode(...bytes.slice(0, 5)), bytes.join()];
      });
      const [contentType, begin, first] = await fetchPdf();
      assert.deepEqual([contentType, begin], ['application/pdf', '%PDF-']);
      write(`${YEAR}/visie.md`, 'Een heel andere visie.\n');
      await page.getByText('Een heel andere visie.').first().waitFor();
      const [, , second] = await fetchPdf();
      assert.notEqual(second, first);
    });
  });

  test('search works in the preview, also for what has just changed', async () => {
    await open('zoek/index.html?q=zeilschool', {}, async (page) => {
      replace('scholen/de-linde/school.yaml', 'naam: De Linde', 'naam: De Zeilschool');
      await page.locator('#zoek-lijst li', { hasText: 'De Zeilschool' }).first().waitFor();
    });
  });

  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      test(`axe finds nothing in the panel and the button, at ${width} px, ${colorScheme}`, async () => {
        await open('index.html', { viewport: { width, height: 800 }, colorScheme }, async (page) => {
          write('scholen/de-linde/school.yaml', `naam: De Linde\nonderwijstypen: [${'x'.repeat(300)}]\ntelefon: 1\n`);
          replace(`${YEAR}/profiel.yaml`, 'psycholoog: nee', 'psycholog: nee');
          await panel(page).getByText('2 fouten').waitFor();
          await page.evaluate(AXE);
          const look = async () => {
            const { violations } = await page.evaluate((lines) => window.axe.run(document, { preload: false, runOnly: lines }), RULES);
            return violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
          };
          assert.deepEqual(await look(), []);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
          await page.keyboard.press('Escape');
          await page.getByRole('button', { name: '2 fouten' }).waitFor();
          assert.deepEqual(await look(), []);
        });
      });
    }
  }

  test('a preview that stops says so, and goes on when it is back', async () => {
    const attempt = open('index.html', {}, async (page) => {
      await mark(page);
      assert.equal(await server.stop(), 0);
      await page.getByRole('status').filter({ hasText: 'Het voorbeeld is gestopt.' }).waitFor();
      assert.equal(await page.locator('h1').count(), 1);
      server = await start(server.port);
      await reloaded(page);
      await page.getByRole('status').filter({ hasText: 'gestopt' }).waitFor({ state: 'hidden' });
    });
    // Only the lost connection itself may be on the console.
    await attempt.catch((err) => {
      const rest = err.message.split('; ').filter((line) => !/net::ERR_/.test(line));
      if (rest.length) throw err;
    });
  });
});
