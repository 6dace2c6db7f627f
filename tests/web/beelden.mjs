// Makes the pictures of the README from a built example region: node beelden.mjs <output folder>

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const uit = path.resolve(process.argv[2] ?? '../../output');
const naar = path.resolve(import.meta.dirname, '../../docs/beeld');
const school = path.join(uit, 'scholen/segbroek-college');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const pagina = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await pagina.goto(pathToFileURL(path.join(school, 'index.html')).href);
await pagina.screenshot({ path: path.join(naar, 'ouderpagina.png') });
await browser.close();

execFileSync('pdftoppm', ['-r', '75', '-png', '-singlefile', '-f', '3', '-l', '3', path.join(school, 'sop.pdf'), path.join(naar, 'pdf')]);
