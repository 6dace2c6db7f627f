// Valid HTML, as the Nu Html Checker sees it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { PAGINAS, UIT } from './hulp.mjs';

const VNU = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

function vnu(...argumenten) {
  const { error, stderr } = spawnSync('java', ['-jar', VNU, '--format', 'json', ...argumenten], { maxBuffer: 1 << 28 });
  if (error) throw new Error(`java start niet (${error.message}): apt-get install default-jre-headless, of tests/run`);
  return JSON.parse(stderr).messages;
}

test('elke pagina is geldige HTML', () => {
  const fouten = vnu('--skip-non-html', UIT)
    .filter((m) => m.type === 'error' || m.type === 'non-document-error')
    .map((m) => `${path.relative(UIT, new URL(m.url).pathname)}:${m.lastLine ?? ''}: ${m.message} ${(m.extract ?? '').trim()}`);
  assert.deepEqual(fouten.slice(0, 20), []);
  assert.ok(PAGINAS.length >= 7);
});
