// Makes the pictures of the README from a built example region: node pictures.mjs <output folder>

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const output = path.resolve(process.argv[2] ?? '../../output');
const pictures = path.resolve(import.meta.dirname, '../../docs/beeld');
const school = path.join(output, 'scholen/segbroek-college');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(pathToFileURL(path.join(school, 'index.html')).href);
await page.screenshot({ path: path.join(pictures, 'ouderpagina.png') });
await browser.close();

execFileSync('pdftoppm', ['-r', '75', '-png', '-singlefile', '-f', '3', '-l', '3', path.join(school, 'sop.pdf'), path.join(pictures, 'pdf')]);
