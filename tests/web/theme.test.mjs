// A site's own style in a real browser: it wins from any selector of ours, on a screen and on paper.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { STEUNWIJZER } from './helpers.mjs';

const SMALL = path.resolve(import.meta.dirname, '../small/content');
const OWN = `@import "letters.css";
a { color: rgb(1, 2, 3); }
td { background: rgb(4, 5, 6); }
nav { display: block; }
`;

describe('the style of the site itself', { skip: process.env['STEUNWIJZER_SHORT'] && 'once is enough' }, () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-theme-'));
  let browser;
  let page;
  before(async () => {
    fs.cpSync(SMALL, path.join(dir, 'content'), { recursive: true });
    fs.mkdirSync(path.join(dir, 'content/thema/static'), { recursive: true });
    fs.writeFileSync(path.join(dir, 'content/thema/eigen.css'), OWN);
    fs.writeFileSync(path.join(dir, 'content/thema/static/letters.css'), 'h1, h2 { letter-spacing: 7px; } a { color: rgb(9, 9, 9); }');
    execFileSync(STEUNWIJZER, ['build', '--no-pdf'], { cwd: dir, stdio: 'pipe' });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  /** The different values that elements have for a property. */
  const values = (selector, property) => page.$$eval(selector, (all, name) => [...new Set(all.map((e) => getComputedStyle(e)[name]))], property);
  const go = (rel) => page.goto(pathToFileURL(path.join(dir, 'output', rel)).href);

  for (const rel of ['index.html', 'zoek/index.html', 'scholen/de-linde/index.html', 'scholen/de-linde/profiel/index.html']) {
    test(`its colour of links is that of every link of ${rel}, also of those that have a class of ours`, async () => {
      await go(rel);
      assert.deepEqual(await values('a', 'color'), ['rgb(1, 2, 3)']);
      // What it imports counts too, and less than what it says itself.
      assert.deepEqual(await values('h1, h2', 'letterSpacing'), ['7px']);
    });
  }

  test('its cells win from ours, and its word on paper from what we hide there', async () => {
    await go('data/index.html');
    assert.deepEqual(await values('td', 'backgroundColor'), ['rgb(4, 5, 6)']);
    await page.emulateMedia({ media: 'print' });
    assert.deepEqual(await values('.site-nav', 'display'), ['block']);
  });
});
