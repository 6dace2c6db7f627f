// What parents ask, answered within two clicks from the first page; with the mouse and without.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PAGES, withBrowser, open, plain } from './helpers.mjs';

/**
 * A question of a parent: the links to follow, by what they say, and what is then to be read. The
 * answer stands in sentences of schools, and says who to ask.
 */
const QUESTIONS = [
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

const isExample = PAGES.includes('scholen/segbroek-college/index.html');

/** Text that can be read without opening anything more, with single spaces. */
const readable = async (page) => plain(await page.evaluate(() => document.body.innerText)).replace(/\s+/g, ' ');

/** The first visible link with these words. */
const link = (page, words) => page.getByRole('link', { name: words, exact: true }).first();

describe('questions of parents', { skip: !isExample && 'only in the example region' }, () => {
  withBrowser();
  assert.ok(QUESTIONS.length >= 12);

  for (const [question, clicks, answers] of QUESTIONS) {
    test(`${question} is answered in ${clicks.length === 1 ? 'one click' : 'two clicks'}, on a phone`, async () => {
      assert.ok(clicks.length <= 2);
      await open('index.html', { viewport: { width: 360, height: 740 }, javaScriptEnabled: true }, async (page) => {
        for (const words of clicks) {
          await link(page, words).click();
          await page.waitForLoadState('load');
        }
        const text = await readable(page);
        for (const answer of answers) assert.ok(text.includes(answer), `“${answer}” cannot be read`);
      });
    });

    test(`${question} is answered with the keyboard`, async () => {
      await open('index.html', {}, async (page) => {
        for (const words of clicks) {
          const target = await link(page, words).elementHandle();
          let reached = false;
          for (let i = 0; i < 200 && !reached; i += 1) {
            await page.keyboard.press('Tab');
            reached = await target.evaluate((e) => e === document.activeElement);
          }
          assert.ok(reached, `“${words}” cannot be reached with Tab`);
          await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
        }
        const text = await readable(page);
        for (const answer of answers) assert.ok(text.includes(answer), `“${answer}” cannot be read`);
      });
    });
  }

  test('from a school one comes to another question', async () => {
    await open('scholen/segbroek-college/index.html', {}, async (page) => {
      await link(page, 'Zoekt u hulp bij iets anders?').click();
      await page.waitForURL(/hulp\/index\.html$/);
      await link(page, 'Pesten').click();
      await page.waitForURL(/hulp\/pesten\/index\.html$/);
    });
  });
});
