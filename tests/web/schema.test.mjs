// Documents against the JSON Schema of their format, as an editor does it: YAML's own types, a real validator.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { parse, parseDocument } from 'yaml';
import { UIT } from './hulp.mjs';

const wortel = path.resolve(import.meta.dirname, '../..');
const klein = fs.existsSync(path.join(UIT, 'data/schema/klein.json'));
const content = path.join(wortel, klein ? 'tests/klein/content' : 'content');

/** The validator of each format; a schema that is no proper schema throws here. */
const toetsen = new Map(fs.readdirSync(path.join(UIT, 'data/schema')).map((bestand) => {
  const schema = JSON.parse(fs.readFileSync(path.join(UIT, 'data/schema', bestand), 'utf8'));
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allowMatchingProperties: true });
  return [path.basename(bestand, '.json'), ajv.compile(schema)];
}));

/** All documents: files in a school's year or among the practice examples. */
const documenten = fs.readdirSync(content, { recursive: true })
  .map((pad) => pad.split(path.sep).join('/'))
  .filter((pad) => /^scholen\/[^/]+\/[^/]+\/[^/]+\.yaml$|^praktijk\/[^/]+\.yaml$/.test(pad))
  .sort();

/** What the validator says of a document; empty when it fits. */
function fouten(document) {
  const toets = toetsen.get(document.formaat);
  assert.ok(toets, `er is geen schema van formaat ${document.formaat}`);
  return toets(document) ? [] : toets.errors.map((fout) => `${fout.instancePath}: ${fout.message}`);
}

test('elk formaat heeft een schema', () => {
  assert.ok(toetsen.size > 0);
});

test('de open gegevens passen bij hun schema', () => {
  const lees = (naam) => JSON.parse(fs.readFileSync(path.join(UIT, 'data', naam), 'utf8'));
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  const toets = ajv.compile(lees('steunwijzer.schema.json'));
  const gegevens = lees('steunwijzer.json');
  assert.ok(toets(gegevens), JSON.stringify(toets.errors));
  assert.ok(gegevens.aanbod.length > 0);
  gegevens.aanbod[0].stand = 'misschien';
  assert.ok(!toets(gegevens));
});

for (const pad of documenten) {
  test(`${pad} past bij zijn schema`, () => {
    assert.deepEqual(fouten(parse(fs.readFileSync(path.join(content, pad), 'utf8'))), []);
  });

  test(`${pad} met een fout past niet meer`, () => {
    const tekst = fs.readFileSync(path.join(content, pad), 'utf8');
    const [sectie] = Object.keys(parse(tekst).secties);
    const kapot = (naam, pas) => {
      const document = parseDocument(tekst);
      pas(document);
      assert.notDeepEqual(fouten(document.toJS()), [], naam);
    };
    kapot('onbekende sleutel', (d) => d.set('scholjaar', '2024-2025'));
    kapot('onbekende sectie', (d) => d.setIn(['secties', `${sectie}x`], 'tekst'));
    kapot('onbekende waarde', (d) => d.set('status', 'klaar'));
    kapot('geen datum', (d) => d.set('peildatum', '1-9-2024'));
    kapot('verkeerd type', (d) => d.set('secties', ['visie']));
    kapot('antwoord van een verkeerd type', (d) => d.setIn(['secties', sectie], [[['diep']]]));
    kapot('geen secties', (d) => d.delete('secties'));
  });
}

test('in het kleine formaat worden sleutels, waarden en typen van elke vorm nagekeken', { skip: !klein }, () => {
  const goed = () => parse(fs.readFileSync(path.join(content, 'scholen/de-linde/2025-2026/profiel.yaml'), 'utf8'));
  const paren = [
    ['gegevens', { leerlinge: 3 }], ['gegevens', { naam: 'uit school.yaml' }], ['gegevens', { open: 'misschien' }],
    ['gegevens', { ingevuld: 'mei 2024' }], ['gegevens', { leerlingen: 'veel' }], ['gegevens', { niveau: 'midden' }],
    ['gegevens', { web: 'linde.example' }], ['gegevens', { leerlingen: [5, 75] }], ['gegevens', ['een lijst']],
    ['concept', 'montesori'], ['concept', { regulier: ['a'] }],
    ['hulp', { orthopedagog: 'ja' }], ['hulp', { orthopedagoog: ['thuis'] }], ['hulp', { mentor: { waarr: 'school' } }],
    ['hulp', { mentor: { school: 'soms' } }], ['hulp', { anders: [{ zin: 'zonder naam' }] }], ['ruimten', ['zwembad-xl']],
    ['hgw', { planmatig: 'X' }], ['hgw', { planmatig: { waarden: 'O' } }], ['hgw', { per: { a: 'O' } }], ['hgw', ['planmatig']],
    ['overleg', { rijen: [{ name: 'Klein' }] }], ['overleg', { rij: [] }], ['overleg', { rijen: [{ groep: 'a', naam: 'b' }] }],
    ['overleg', { rijen: [{ id: 'Klein Overleg', naam: 'b' }] }],
    ['route', { stappen: [{ stp: 'a' }] }], ['route', { stappen: [{ keuze: 'a' }] }], ['route', 'tekst'],
    ['route', { stappen: [{ fase: 'a', stappen: [{ stap: 'b', takken: [] }] }] }],
    ['woorden', { rijen: [] }], ['visie', ['a', 'b']], ['visie', { text: 'a' }], ['visie', { nvt: 'misschien' }],
  ];
  for (const [sectie, antwoord] of paren) {
    const document = goed();
    document.secties[sectie] = antwoord;
    assert.notDeepEqual(fouten(document), [], `${sectie}: ${JSON.stringify(antwoord)}`);
  }
  const kort = [
    ['visie', 'Kort.'], ['visie', null], ['visie', 2024], ['concept', ['Regulier']], ['concept', { JENAPLAN: 'met een eigen draai' }],
    ['hulp', 'mentor'], ['hulp', ['mentor', { Orthopedagoog: 'op dinsdag' }]], ['hulp', { Orthopedagoog: 'Op school' }],
    ['hulp', { orthopedagoog: { school: 'nee', extern: { stand: 'ja', noot: 'soms' } } }], ['hulp', { mentor: { waar: { swv: null } } }],
    ['hgw', { planmatig: ['o', 'v'] }], ['hgw', { planmatig: { per: { a: 'N' } } }], ['hgw', { planmatig: 'volgt nog' }],
    ['gegevens', { leerlingen: { waarde: 12.5, noot: 'ongeveer' } }], ['gegevens', { leden: { mentor: 'soms' } }],
    ['gegevens', { ingevuld: 2024 }], ['gegevens', { open: 'volgt nog' }],
    ['overleg', ['Klein', { naam: 2 }]], ['overleg', { rijen: { naam: 'een' } }], ['route', ['Praten', { einde: 'Klaar' }]],
  ];
  for (const [sectie, antwoord] of kort) {
    const document = goed();
    document.secties[sectie] = antwoord;
    assert.deepEqual(fouten(document), [], `${sectie}: ${JSON.stringify(antwoord)}`);
  }
});
