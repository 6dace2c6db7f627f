// What parents ask, answered within two clicks from the first page; with the mouse and without.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PAGINAS, metBrowser, open, plain } from './hulp.mjs';

/**
 * A question of a parent: the links to follow, by what they say, and what is then to be read. The
 * answer stands in sentences of schools, and says who to ask.
 */
const VRAGEN = [
  ['Is er iemand voor dyslexie?', ['Moeite met lezen of spellen'],
    ['Dyslexiecoördinator', 'De dyslexiecoördinator regelt met u en uw kind welke hulp er bij dyslexie is.']],
  ['Kan mijn kind met een rolstoel naar binnen?', ['Rolstoel of moeilijk lopen'],
    ['Uw kind kan met een rolstoel het gebouw in.', 'Er is een toilet dat uw kind met een rolstoel kan gebruiken.']],
  ['Wie bel ik op het Coenecoop College?', ['Coenecoop College'],
    ['Bij wie u terechtkunt', '0182-616055']],
  ['Wat als mijn kind niet meer naar school gaat?', ['Niet meer naar school willen'],
    ['Verzuimcoördinator', 'Zij letten op het verzuim, praten met leerlingen en informeren mentoren.', 'Begin bij de mentor']],
  ['Wat doet de school tegen pesten?', ['Pesten'],
    ['Deze afspraken zeggen wat een school doet als een kind wordt gepest.']],
  ['Mijn kind is bang voor toetsen. Is daar een training voor?', ['Angst en faalangst'],
    ['Training schoolstress de baas', 'In een groep leert uw kind omgaan met stress door school en met faalangst.']],
  ['Mag mijn kind medicijnen innemen op school?', ['Medicijnen of zorg op school'],
    ['Deze afspraken gaan over medicijnen en over hulp als een kind ziek wordt.']],
  ['Mijn kind heeft autisme. Wie begeleidt het?', ['Autisme'],
    ['Begeleider passend onderwijs']],
  ['Wie helpt met plannen van huiswerk?', ['Moeite met plannen en organiseren'],
    ['Training executieve functies', 'Een buddy helpt uw kind']],
  ['Mijn kind heeft een ouder verloren. Kan de school helpen?', ['Rouw en verlies'],
    ['In deze groep steunen leerlingen elkaar na het verlies van iemand. Dat is op school zelf.']],
  ['Mijn kind is snel boos. Wat doet School2Care?', ['Druk of boos gedrag'],
    ['School2Care', 'Bekijk wie en wat kan helpen']],
  ['Wij zijn nieuw in Nederland. Leert mijn kind extra Nederlands?', ['Nederlands leren of nieuw in Nederland'],
    ['In de taalklas leert uw kind extra Nederlands.']],
  ['Thuis gaat het niet goed. Met wie kan mijn kind praten?', ['Moeilijke situatie thuis'],
    ['De schoolmaatschappelijk werker praat met leerlingen en ook met ouders']],
  ['Wat doet een orthopedagoog?', ['Druk of boos gedrag', 'Orthopedagoog'],
    ['De orthopedagoog zoekt uit wat uw kind nodig heeft', 'Segbroek College']],
  ['Welke scholen hebben een lift?', ['Rolstoel of moeilijk lopen', 'Lift'],
    ['2 van de 4 scholen hebben dit.', 'Segbroek College', 'Coenecoop College']],
  ['Wat kan het Segbroek College niet?', ['Segbroek College'],
    ['Wat de school niet kan bieden']],
  ['Wat betekent OPP of een ander woord?', ['Begrippen'], ['Afkortingen']],
];

const voorbeeld = PAGINAS.includes('scholen/segbroek-college/index.html');

/** Text that can be read without opening anything more, with single spaces. */
const leesbaar = async (pagina) => plain(await pagina.evaluate(() => document.body.innerText)).replace(/\s+/g, ' ');

/** The first visible link with these words. */
const link = (pagina, woorden) => pagina.getByRole('link', { name: woorden, exact: true }).first();

describe('vragen van ouders', { skip: !voorbeeld && 'alleen in de voorbeeldregio' }, () => {
  metBrowser();
  assert.ok(VRAGEN.length >= 12);

  for (const [vraag, klikken, antwoorden] of VRAGEN) {
    test(`${vraag} in ${klikken.length === 1 ? 'één klik' : 'twee klikken'}, op een telefoon`, async () => {
      assert.ok(klikken.length <= 2);
      await open('index.html', { viewport: { width: 360, height: 740 }, javaScriptEnabled: true }, async (pagina) => {
        for (const woorden of klikken) {
          await link(pagina, woorden).click();
          await pagina.waitForLoadState('load');
        }
        const tekst = await leesbaar(pagina);
        for (const antwoord of antwoorden) assert.ok(tekst.includes(antwoord), `“${antwoord}” is niet te lezen`);
      });
    });

    test(`${vraag} met het toetsenbord`, async () => {
      await open('index.html', {}, async (pagina) => {
        for (const woorden of klikken) {
          const doel = await link(pagina, woorden).elementHandle();
          let bereikt = false;
          for (let i = 0; i < 200 && !bereikt; i += 1) {
            await pagina.keyboard.press('Tab');
            bereikt = await doel.evaluate((e) => e === document.activeElement);
          }
          assert.ok(bereikt, `“${woorden}” is niet te bereiken met tab`);
          await Promise.all([pagina.waitForNavigation(), pagina.keyboard.press('Enter')]);
        }
        const tekst = await leesbaar(pagina);
        for (const antwoord of antwoorden) assert.ok(tekst.includes(antwoord), `“${antwoord}” is niet te lezen`);
      });
    });
  }

  test('van een school naar een andere vraag', async () => {
    await open('scholen/segbroek-college/index.html', {}, async (pagina) => {
      await link(pagina, 'Zoekt u hulp bij iets anders?').click();
      await pagina.waitForURL(/hulp\/index\.html$/);
      await link(pagina, 'Pesten').click();
      await pagina.waitForURL(/hulp\/pesten\/index\.html$/);
    });
  });
});
