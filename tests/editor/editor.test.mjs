// What an author sees in an editor: completion, explanation and errors, from a real YAML language server on the
// files that the program writes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Editor } from './language-server.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const STEUNWIJZER = path.resolve(process.env.STEUNWIJZER
  ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'release/steunwijzer'));
// The schema of a long format is more than the megabyte that Node takes by itself.
const run = (dir, ...args) => execFileSync(STEUNWIJZER, args, { cwd: dir, encoding: 'utf8', maxBuffer: 64 << 20 });

let dir;
let profiel;
let empty;
let editor;

before(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-editor-'));
  run(dir, 'init', '--today', '2025-11-01');
  profiel = path.join(dir, 'content/scholen/voorbeeldschool/2025-2026/profiel.yaml');
  empty = fs.readFileSync(profiel, 'utf8');
  // The settings as the folder has them, `yaml.hover` and the like, as an editor hands them over.
  const settings = JSON.parse(fs.readFileSync(path.join(dir, '.vscode/settings.json'), 'utf8'));
  const yaml = { schemaStore: { enable: settings['yaml.schemaStore.enable'] } };
  for (const name of ['completion', 'hover', 'validate']) yaml[name] = settings[`yaml.${name}`];
  editor = await Editor.start(dir, { yaml });
});

after(async () => {
  await editor?.stop();
  if (dir) fs.rmSync(dir, { recursive: true, force: true });
});

/** A document that begins as a new one does, with these lines. */
const document = (...lines) => `${empty.split('\n', 1)[0]}\nformaat: perspectief-vo\nschooljaar: 2025-2026\n${lines.join('\n')}\n`;
const offered = (...lines) => editor.completions(profiel, document(...lines));
const told = (...lines) => editor.explanation(profiel, document(...lines));
const errors = (...lines) => editor.errors(profiel, document(...lines));

test('a new document has no errors', async () => {
  assert.match(empty, /^# yaml-language-server: \$schema=/);
  assert.deepEqual(await editor.errors(profiel, empty), []);
});

test('below `secties` stand the sections of the format, with their titles', async () => {
  const secties = await offered('secties:', '  |');
  assert.equal(secties.size, 24);
  assert.match(secties.get('specialisten').explanation, /“Specialisten”.*Hoort in elk document/s);
  assert.match(secties.get('hgw').explanation, /“Leerkrachtvaardigheden”.*Per regel een waarde: N \(Nog niet ontwikkeld\)/s);
});

test('a section with aanbod offers its items, with their meaning', async () => {
  const items = await offered('secties:', '  specialisten:', '    |');
  assert.match(items.get('orthopedagoog').explanation, /deskundige in leren.*De orthopedagoog zoekt uit/s);
  assert.equal(items.get('orthopedagoog').text, 'orthopedagoog: ');
  assert.ok(items.has('anders') && items.has('toelichting'));
  const ticks = await offered('secties:', '  ruimten:', '    - |');
  assert.match(ticks.get('lift').explanation, /^Lift: .*verdiepingen/);
  assert.equal(ticks.get('lift').text, 'lift');
});

test('where only a few words can stand, only those are offered', async () => {
  const names = async (...lines) => [...(await offered(...lines)).keys()];
  const special = ['onbekend', 'nvt', 'volgt nog'];
  assert.deepEqual(await names('secties:', '  hgw:', '    planmatig: |'), ['N', 'I', 'O', 'V', ...special]);
  assert.deepEqual(await names('secties:', '  specialisten:', '    mentor: |'),
    ['ja', 'nee', ...special, 'school', 'bestuur', 'extern']);
  assert.deepEqual(await names('status: |'), ['concept']);
  assert.deepEqual(await names('titel: |'), []);
  const values = await offered('secties:', '  hgw:', '    planmatig: |');
  assert.equal(values.get('O').explanation, 'Ontwikkeld: Dit lukt de school goed.');
  const plaatsen = await offered('secties:', '  specialisten:', '    mentor: [|]');
  assert.equal(plaatsen.get('school').explanation, 'Op de school');
});

test('rows and steps are offered with their fields', async () => {
  const row = await offered('secties:', '  overleggen:', '    rijen:', '      - |');
  assert.match(row.get('wanneer').explanation, /Hoe vaak: .*9 keer per jaar/);
  const stap = await offered('secties:', '  route:', '    stappen:', '      - |');
  for (const name of ['stap', 'keuze', 'fase', 'einde', 'wie']) assert.ok(stap.get(name).explanation, name);
  const who = await offered('secties:', '  route:', '    stappen:', '      - stap: Praten', '        wie: [|]');
  assert.match(who.get('mentor').explanation, /^Mentor: /);
});

test('whoever points at something reads what it means', async () => {
  for (const value of ['ja', 'school', '[school, extern]', '{waar: school, noot: op dinsdag}']) {
    const explanation = await told('secties:', '  specialisten:', `    orthope|dagoog: ${value}`);
    assert.match(explanation, /^#### Orthopedagoog\n\n.*De orthopedagoog zoekt uit/s, value);
    assert.doesNotMatch(explanation, /\|\|/, value);
  }
  assert.match(await told('secties:', '  vis|ie: visie.md'), /^#### Onze visie op passend onderwijs\n\n.*Schrijf tekst/s);
  assert.match(await told('peil|datum: 2025-09'), /^#### Peildatum\n\nDe dag, maand of het jaar/);
  assert.match(await told('secties:', '  hgw:', '    planmatig: O|'), /Planmatig.*`O`: Ontwikkeld: Dit lukt/s);
  assert.match(await told('secties:', '  algemeen:', '    leerjaren: [onder|bouw]'), /^#### Leerjaren\n\nOnderbouw: /);
  assert.match(await told('secties:', '  overleggen: [{naam: Klein, wan|neer: 2 keer per week}]'), /^#### Hoe vaak\n\n/);
});

test('an error stands in its place, in Dutch', async () => {
  const cases = [
    [['secties:', '  specialistn:', '    mentor: ja'], 5, 'specialistn', /heeft het formaat niet/],
    [['secties:', '  specialisten:', '    orthopedagog: [school]'], 6, 'orthopedagog', /niet in de lijst Specialisten.*anders/],
    [['secties:', '  specialisten:', '    mentor: [school, thuis]'], 6, 'thuis', /Kies uit: school, bestuur of extern/],
    [['secties:', '  specialisten:', '    mentor: soms'], 6, 'soms', /ja, nee, een plaats \(school, bestuur of extern\)/],
    [['secties:', '  specialisten:', '    mentor: {waarr: school}'], 6, 'waarr', /hoeveel.*stand.*waar/],
    [['secties:', '  hgw:', '    planmatig: X'], 6, 'X', /Verwacht: N, I, O, V, of een kaart/],
    [['secties:', '  concept: dallton'], 5, 'dallton', /regulier, dalton/],
    [['secties:', '  visie: [a, b]'], 5, '[a, b]', /tekst, de naam van een \.md-bestand/],
    [['secties:', '  overleggen:', '    rijen:', '      - {nam: Klein}'], 7, 'nam', /Een rij heeft/],
    [['secties:', '  route:', '    stappen:', '      - stp: Praten'], 7, 'stp', /begint met stap, keuze, fase of einde/],
    [['secties:', '  route:', '    stappen:', '      - keuze: Welke?'], 7, 'k', /Een keuze heeft takken/],
    [['secties:', 'peildatum: najaar 2024'], 5, 'najaar 2024', /2024-09-01/],
    [['secties:', 'status: klaar'], 5, 'klaar', /alleen staan: concept/],
    [['secties:', 'scholjaar: 2024-2025'], 5, 'scholjaar', /verder kan: .*schooljaar/],
  ];
  for (const [lines, number, place, message] of cases) {
    const found = await errors(...lines);
    assert.equal(found.length, 1, `${lines.join(' / ')}: ${JSON.stringify(found)}`);
    const [[line, below, text]] = found;
    assert.deepEqual([line, below], [number, place], text);
    assert.match(text, message);
  }
});

test('what the schemas allow is no error', async () => {
  assert.deepEqual(await errors(
    'status: concept', 'peildatum: 2025-09', 'afkortingen: {COPA: coördinator, OT: {voluit: ondersteuningsteam}}', 'secties:',
    '  concept: {DALTON: met een eigen draai}', '  visie: visie.md', '  ruimten: [lift, Stilteruimte: op de zolder]',
    '  specialisten:', '    mentor: ja', '    Orthopedagoog: {school: nee, extern: {stand: ja, noot: soms}}', '    buddy:',
    '    anders: [{naam: Gezinscoach, is: mentor}]', '  hgw: {planmatig: [o, v]}',
    '  overleggen: [Klein, {naam: Groot, wie: [mentor, ouders: soms]}]',
    '  route: [Praten, {keuze: Wat past?, takken: [{als: a, stappen: [b]}]}, {einde: Klaar}]'), []);
});

/** The files of a folder that fit, as paths from it. */
const files = (inDir, pattern) => fs.readdirSync(inDir, { recursive: true })
  .map((rel) => rel.split(path.sep).join('/')).filter((rel) => pattern.test(rel)).sort();

for (const [name, source] of [['of the example region', 'content'], ['of the small format', 'tests/small/content']]) {
  test(`formats and documents ${name} open without errors`, async () => {
    const content = path.join(dir, path.basename(path.dirname(source)), 'inhoud');
    fs.cpSync(path.join(root, source), content, { recursive: true });
    const formaten = run(dir, 'formaten', '--content', content).match(/^[a-z]\S*/gm);
    assert.ok(formaten.length > 0);
    for (const formaat of formaten) {
      const schema = path.join(content, `${formaat}.json`);
      fs.writeFileSync(schema, run(dir, 'schema', formaat, '--content', content));
      const heading = `# yaml-language-server: $schema=${schema}\n`;
      const fresh = path.join(content, `nieuw-${formaat}.yaml`);
      assert.deepEqual(await editor.errors(fresh, `${heading}formaat: ${formaat}\nsecties:\n`), []);
      const secties = await editor.completions(fresh, `${heading}formaat: ${formaat}\nsecties:\n  |\n`);
      assert.ok(secties.size > 3 && [...secties.values()].every(({ explanation }) => explanation.startsWith('“')), formaat);
    }
    const documenten = files(content, /^scholen\/[^/]+\/[^/]+\/[^/]+\.yaml$|^praktijk\/[^/]+\.yaml$/);
    assert.ok(documenten.length > 0);
    for (const rel of documenten) {
      const text = fs.readFileSync(path.join(content, rel), 'utf8');
      const formaat = /^formaat: *(\S+)/m.exec(text)[1];
      const found = await editor.errors(path.join(content, rel),
        `# yaml-language-server: $schema=${path.join(content, formaat)}.json\n${text}`);
      assert.deepEqual(found, [], rel);
    }
  });
}

test('a new school in each format of the region opens without errors', async () => {
  const content = path.join(dir, 'regio');
  fs.cpSync(path.join(root, 'content'), content, { recursive: true });
  const formaten = [...run(dir, 'formaten', '--content', content).matchAll(/^(\S+)\n.*\n {2}(?!praktijkvoorbeeld)/gm)];
  assert.ok(formaten.length > 3);
  for (const [, formaat] of formaten) {
    run(dir, 'new', 'school', `Nieuw ${formaat}`, '--formaat', formaat, '--schooljaar', '2025-2026', '--content', content);
    const file = path.join(content, `scholen/nieuw-${formaat}/2025-2026/profiel.yaml`);
    assert.deepEqual(await editor.errors(file, fs.readFileSync(file, 'utf8')), [], formaat);
  }
});
