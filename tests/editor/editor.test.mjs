// What an author sees in an editor: completion, explanation and errors, from a real YAML language server on the
// files that the program writes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { Editor } from './taaldienst.mjs';

const wortel = path.resolve(import.meta.dirname, '../..');
const STEUNWIJZER = path.resolve(process.env.STEUNWIJZER
  ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(wortel, 'target'), 'release/steunwijzer'));
const draai = (map, ...argumenten) => execFileSync(STEUNWIJZER, argumenten, { cwd: map, encoding: 'utf8' });

let map;
let profiel;
let leeg;
let editor;

before(async () => {
  map = fs.mkdtempSync(path.join(os.tmpdir(), 'steunwijzer-editor-'));
  draai(map, 'init', '--today', '2025-11-01');
  profiel = path.join(map, 'content/scholen/voorbeeldschool/2025-2026/profiel.yaml');
  leeg = fs.readFileSync(profiel, 'utf8');
  // The settings as the folder has them, `yaml.hover` and the like, as an editor hands them over.
  const instellingen = JSON.parse(fs.readFileSync(path.join(map, '.vscode/settings.json'), 'utf8'));
  const yaml = { schemaStore: { enable: instellingen['yaml.schemaStore.enable'] } };
  for (const naam of ['completion', 'hover', 'validate']) yaml[naam] = instellingen[`yaml.${naam}`];
  editor = await Editor.start(map, { yaml });
});

after(async () => {
  await editor?.stop();
  if (map) fs.rmSync(map, { recursive: true, force: true });
});

/** A document that begins as a new one does, with these lines. */
const document = (...regels) => `${leeg.split('\n', 1)[0]}\nformaat: perspectief-vo\nschooljaar: 2025-2026\n${regels.join('\n')}\n`;
const biedt = (...regels) => editor.aanvullingen(profiel, document(...regels));
const vertelt = (...regels) => editor.uitleg(profiel, document(...regels));
const fouten = (...regels) => editor.fouten(profiel, document(...regels));

test('een nieuw document heeft geen fouten', async () => {
  assert.match(leeg, /^# yaml-language-server: \$schema=/);
  assert.deepEqual(await editor.fouten(profiel, leeg), []);
});

test('onder secties staan de secties van het formaat, met hun titel', async () => {
  const secties = await biedt('secties:', '  |');
  assert.equal(secties.size, 24);
  assert.match(secties.get('specialisten').uitleg, /“Specialisten”.*Hoort in elk document/s);
  assert.match(secties.get('hgw').uitleg, /“Leerkrachtvaardigheden”.*Per regel een waarde: N \(Nog niet ontwikkeld\)/s);
});

test('in een sectie met aanbod staan de onderdelen, met hun betekenis', async () => {
  const onderdelen = await biedt('secties:', '  specialisten:', '    |');
  assert.match(onderdelen.get('orthopedagoog').uitleg, /deskundige in leren.*De orthopedagoog zoekt uit/s);
  assert.equal(onderdelen.get('orthopedagoog').tekst, 'orthopedagoog: ');
  assert.ok(onderdelen.has('anders') && onderdelen.has('toelichting'));
  const vinkjes = await biedt('secties:', '  ruimten:', '    - |');
  assert.match(vinkjes.get('lift').uitleg, /^Lift: .*verdiepingen/);
  assert.equal(vinkjes.get('lift').tekst, 'lift');
});

test('waar maar enkele woorden kunnen staan, worden alleen die aangeboden', async () => {
  const namen = async (...regels) => [...(await biedt(...regels)).keys()];
  const bijzonder = ['onbekend', 'nvt', 'volgt nog'];
  assert.deepEqual(await namen('secties:', '  hgw:', '    planmatig: |'), ['N', 'I', 'O', 'V', ...bijzonder]);
  assert.deepEqual(await namen('secties:', '  specialisten:', '    mentor: |'),
    ['ja', 'nee', ...bijzonder, 'school', 'bestuur', 'extern']);
  assert.deepEqual(await namen('status: |'), ['concept']);
  assert.deepEqual(await namen('titel: |'), []);
  const waarden = await biedt('secties:', '  hgw:', '    planmatig: |');
  assert.equal(waarden.get('O').uitleg, 'Ontwikkeld: Dit lukt de school goed.');
  const plaatsen = await biedt('secties:', '  specialisten:', '    mentor: [|]');
  assert.equal(plaatsen.get('school').uitleg, 'Op de school');
});

test('rijen en stappen worden aangeboden met hun velden', async () => {
  const rij = await biedt('secties:', '  overleggen:', '    rijen:', '      - |');
  assert.match(rij.get('wanneer').uitleg, /Hoe vaak: .*9 keer per jaar/);
  const stap = await biedt('secties:', '  route:', '    stappen:', '      - |');
  for (const naam of ['stap', 'keuze', 'fase', 'einde', 'wie']) assert.ok(stap.get(naam).uitleg, naam);
  const wie = await biedt('secties:', '  route:', '    stappen:', '      - stap: Praten', '        wie: [|]');
  assert.match(wie.get('mentor').uitleg, /^Mentor: /);
});

test('wie iets aanwijst, leest wat het betekent', async () => {
  for (const waarde of ['ja', 'school', '[school, extern]', '{waar: school, noot: op dinsdag}']) {
    const uitleg = await vertelt('secties:', '  specialisten:', `    orthope|dagoog: ${waarde}`);
    assert.match(uitleg, /^#### Orthopedagoog\n\n.*De orthopedagoog zoekt uit/s, waarde);
    assert.doesNotMatch(uitleg, /\|\|/, waarde);
  }
  assert.match(await vertelt('secties:', '  vis|ie: visie.md'), /^#### Onze visie op passend onderwijs\n\n.*Schrijf tekst/s);
  assert.match(await vertelt('peil|datum: 2025-09'), /^#### Peildatum\n\nDe dag, maand of het jaar/);
  assert.match(await vertelt('secties:', '  hgw:', '    planmatig: O|'), /Planmatig.*`O`: Ontwikkeld: Dit lukt/s);
  assert.match(await vertelt('secties:', '  algemeen:', '    leerjaren: [onder|bouw]'), /^#### Leerjaren\n\nOnderbouw: /);
  assert.match(await vertelt('secties:', '  overleggen: [{naam: Klein, wan|neer: 2 keer per week}]'), /^#### Hoe vaak\n\n/);
});

test('een fout staat op zijn plaats, in het Nederlands', async () => {
  const gevallen = [
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
    [['secties:', 'peildatum: 1-9-2024'], 5, '1-9-2024', /2024-09-01/],
    [['secties:', 'status: klaar'], 5, 'klaar', /alleen staan: concept/],
    [['secties:', 'scholjaar: 2024-2025'], 5, 'scholjaar', /verder kan: .*schooljaar/],
  ];
  for (const [regels, nummer, plek, bericht] of gevallen) {
    const gevonden = await fouten(...regels);
    assert.equal(gevonden.length, 1, `${regels.join(' / ')}: ${JSON.stringify(gevonden)}`);
    const [[regel, onder, tekst]] = gevonden;
    assert.deepEqual([regel, onder], [nummer, plek], tekst);
    assert.match(tekst, bericht);
  }
});

test('wat de schema\'s toelaten, geeft geen fout', async () => {
  assert.deepEqual(await fouten(
    'status: concept', 'peildatum: 2025-09', 'afkortingen: {COPA: coördinator, OT: {voluit: ondersteuningsteam}}', 'secties:',
    '  concept: {DALTON: met een eigen draai}', '  visie: visie.md', '  ruimten: [lift, Stilteruimte: op de zolder]',
    '  specialisten:', '    mentor: ja', '    Orthopedagoog: {school: nee, extern: {stand: ja, noot: soms}}', '    buddy:',
    '    anders: [{naam: Gezinscoach, is: mentor}]', '  hgw: {planmatig: [o, v]}',
    '  overleggen: [Klein, {naam: Groot, wie: [mentor, ouders: soms]}]',
    '  route: [Praten, {keuze: Wat past?, takken: [{als: a, stappen: [b]}]}, {einde: Klaar}]'), []);
});

/** The files of a folder that fit, as paths from it. */
const bestanden = (in_map, patroon) => fs.readdirSync(in_map, { recursive: true })
  .map((pad) => pad.split(path.sep).join('/')).filter((pad) => patroon.test(pad)).sort();

for (const [naam, bron] of [['van de voorbeeldregio', 'content'], ['van het kleine formaat', 'tests/klein/content']]) {
  test(`formaten en documenten ${naam} openen zonder fouten`, async () => {
    const content = path.join(map, path.basename(path.dirname(bron)), 'inhoud');
    fs.cpSync(path.join(wortel, bron), content, { recursive: true });
    const formaten = draai(map, 'formaten', '--content', content).match(/^[a-z]\S*/gm);
    assert.ok(formaten.length > 0);
    for (const formaat of formaten) {
      const schema = path.join(content, `${formaat}.json`);
      fs.writeFileSync(schema, draai(map, 'schema', formaat, '--content', content));
      const kop = `# yaml-language-server: $schema=${schema}\n`;
      const nieuw = path.join(content, `nieuw-${formaat}.yaml`);
      assert.deepEqual(await editor.fouten(nieuw, `${kop}formaat: ${formaat}\nsecties:\n`), []);
      const secties = await editor.aanvullingen(nieuw, `${kop}formaat: ${formaat}\nsecties:\n  |\n`);
      assert.ok(secties.size > 3 && [...secties.values()].every(({ uitleg }) => uitleg.startsWith('“')), formaat);
    }
    const documenten = bestanden(content, /^scholen\/[^/]+\/[^/]+\/[^/]+\.yaml$|^praktijk\/[^/]+\.yaml$/);
    assert.ok(documenten.length > 0);
    for (const pad of documenten) {
      const tekst = fs.readFileSync(path.join(content, pad), 'utf8');
      const formaat = /^formaat: *(\S+)/m.exec(tekst)[1];
      const gevonden = await editor.fouten(path.join(content, pad),
        `# yaml-language-server: $schema=${path.join(content, formaat)}.json\n${tekst}`);
      assert.deepEqual(gevonden, [], pad);
    }
  });
}

test('een nieuwe school in elk formaat van de regio opent zonder fouten', async () => {
  const content = path.join(map, 'regio');
  fs.cpSync(path.join(wortel, 'content'), content, { recursive: true });
  const formaten = [...draai(map, 'formaten', '--content', content).matchAll(/^(\S+)\n.*\n  (?!praktijkvoorbeeld)/gm)];
  assert.ok(formaten.length > 3);
  for (const [, formaat] of formaten) {
    draai(map, 'new', 'school', `Nieuw ${formaat}`, '--formaat', formaat, '--schooljaar', '2025-2026', '--content', content);
    const bestand = path.join(content, `scholen/nieuw-${formaat}/2025-2026/profiel.yaml`);
    assert.deepEqual(await editor.fouten(bestand, fs.readFileSync(bestand, 'utf8')), [], formaat);
  }
});
