// Valid HTML, as the Nu Html Checker sees it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { PAGES, OUTPUT } from './helpers.mjs';

const VNU = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

function vnu(...args) {
  const { error, stderr } = spawnSync('java', ['-jar', VNU, '--format', 'json', ...args], { maxBuffer: 1 << 28 });
  if (error) throw new Error(`java does not start (${error.message}): apt-get install default-jre-headless, or tests/run`);
  return JSON.parse(stderr).messages;
}

test('every page is valid HTML', () => {
  const errors = vnu('--skip-non-html', OUTPUT)
    .filter((m) => m.type === 'error' || m.type === 'non-document-error')
    .map((m) => `${path.relative(OUTPUT, new URL(m.url).pathname)}:${m.lastLine ?? ''}: ${m.message} ${(m.extract ?? '').trim()}`);
  assert.deepEqual(errors.slice(0, 20), []);
  assert.ok(PAGES.length >= 7);
});
