// The route step by step: reads the steps from the page and shows one at a time. Without this script everything is there already;
// it only adds a button and a panel.

import { make } from './dom.js';
import { DONE, choose, go, readRoute, take } from './route.js';

function button(words, onClick, attributes = {}) {
  const element = make('button', { type: 'button', class: 'button', ...attributes }, words);
  element.addEventListener('click', onClick);
  return element;
}

const textOf = (element) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? '';
const titleOf = (stap) => textOf(stap.querySelector(':scope > .stap-heading > .stap-title')).replace(/\.$/u, '');
const numberOf = (stap) => stap.id.slice(stap.id.lastIndexOf('-') + 1);

/** What a branch says, without the word "Als:". */
function conditionOf(tak) {
  const condition = tak.querySelector(':scope > .when').cloneNode(true);
  condition.querySelector('.when-word')?.remove();
  return textOf(condition);
}

/** A copy without ids, which are on the page already, and with headings as bold lines. */
function copy(element) {
  const out = element.cloneNode(true);
  for (const e of [out, ...out.querySelectorAll('[id]')]) e.removeAttribute('id');
  for (const heading of out.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    heading.replaceWith(make('p', {}, make('strong', {}, ...heading.childNodes)));
  }
  return out;
}

/** In the route an abbreviation is written in full where it first occurs; here in each step. */
function spellOut(part) {
  const spelled = new Set();
  for (const abbr of part.querySelectorAll('abbr[title]')) {
    const short = textOf(abbr);
    const isThere = abbr.nextElementSibling?.classList.contains('in-full');
    if (!spelled.has(short) && !isThere && !abbr.closest('button')) {
      abbr.after(' ', make('span', { class: 'in-full' }, `(${abbr.title})`));
    }
    spelled.add(short);
  }
}

let panelNumber = 0;

function makeWalker(route) {
  let { stappen, begin } = readRoute(route);
  if (stappen.size < 2) return;
  panelNumber += 1;
  const id = (word) => `stap-voor-stap-${panelNumber}-${word}`;

  const start = () => ({ state: { here: begin, open: [], seen: [begin] }, chosen: null });
  // Each state with what was chosen there.
  let path = [start()];

  const box = make('div', { class: 'walker-stap' });
  const pathList = make('ol', { class: 'walker-path' });
  const pathHeading = make('summary');
  const pathPart = make('details', { open: true }, pathHeading, pathList);
  const panel = make('div', { class: 'walker', id: id('paneel'), role: 'group', 'aria-label': 'De route stap voor stap', hidden: true }, box, pathPart);
  const opener = button('Loop de route stap voor stap', () => {
    if (!panel.hidden) return close();
    readAgain();
    panel.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    return show();
  }, { 'aria-expanded': 'false', 'aria-controls': id('paneel') });

  /** In a preview the page may have other steps by now. */
  function readAgain() {
    const now = readRoute(route);
    const same = now.stappen.size === stappen.size && [...now.stappen.keys()].every((stap) => stappen.has(stap));
    ({ stappen, begin } = now);
    if (!same) path = [start()];
  }

  function close() {
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
  }

  function moveTo(state, chosen) {
    path.at(-1).chosen = chosen;
    path.push({ state, chosen: null });
    show();
  }

  function back() {
    path.pop();
    path.at(-1).chosen = null;
    show();
  }

  function restart() {
    path = [start()];
    show();
  }

  /** Shows the last state, and puts the focus on its heading. */
  function show() {
    const { state } = path.at(-1);
    box.replaceChildren(...(state.here === DONE ? ending() : stapParts(state)), controls());
    spellOut(box);
    showPath();
    box.querySelector('.walker-heading').focus();
  }

  function stapParts(state) {
    const { here } = state;
    const stap = stappen.get(here);
    const fase = here.closest('.fase');
    const out = [];
    const faseHeading = fase.querySelector(':scope > h4');
    if (faseHeading) out.push(make('p', { class: 'label' }, `Fase: ${textOf(faseHeading)}`));
    const earlier = state.seen.slice(0, -1).includes(here);
    out.push(heading(`Stap ${numberOf(here)}: ${titleOf(here)}`, stap.isEnd ? ' (einde)' : '', earlier));
    if (earlier) {
      out.push(make('p', { class: 'walker-earlier', id: id('eerder') }, 'U bent hier al geweest. Een deel van de route komt terug zolang dat nodig is.'));
    }
    if (fase.querySelector('.stap') === here) out.push(...parts(fase));
    out.push(...parts(here));
    out.push(...(stap.takken.length ? keuze(state, stap) : further(state, stap)));
    if (earlier && state.open.length) {
      const next = take(stappen, state);
      if (next.here !== DONE) {
        out.push(make('p', {}, `Hebt u deze stappen al gezien? U koos ook een andere weg. Die begint bij stap ${numberOf(next.here)}: ${titleOf(next.here)}.`));
        out.push(button('Ga naar die andere weg', () => moveTo(next, null), { class: 'button quiet' }));
      }
    }
    return out;
  }

  function heading(words, after, earlier) {
    const element = make('h4', { class: 'walker-heading', tabindex: '-1', 'aria-describedby': earlier ? id('eerder') : null }, words);
    if (after) element.append(after);
    return element;
  }

  /** What stands below a step, branch or phase, without what stands below that. */
  function parts(element) {
    return [...element.querySelectorAll(':scope > .particulars, :scope > .noot:not(.more), :scope > .tekst')].map(copy);
  }

  /** What happens next, and who does it. */
  function whatFollows(target, word) {
    if (target === DONE) return [make('p', {}, `${word}: hier houdt de route op.`)];
    const who = target.querySelector(':scope > .particulars > .who > dd');
    return [
      make('p', {}, `${word}: stap ${numberOf(target)}, `, make('strong', {}, titleOf(target)), who ? `. Wie: ${textOf(who)}.` : '.'),
    ];
  }

  function further(state, stap) {
    const next = go(stappen, state, stap.next);
    if (next.here === DONE) {
      const words = stap.isEnd ? 'Dit is het einde van de route.' : 'Dit is de laatste stap. Hier houdt de route op.';
      return [make('p', { class: 'walker-end' }, words)];
    }
    const differs = next.here !== stap.next;
    const out = [];
    if (stap.isEnd) out.push(make('p', { class: 'walker-end' }, 'Dit is het einde van deze weg. U koos ook iets anders.'));
    else if (differs) out.push(make('p', {}, 'Nu komt wat u ook hebt gekozen.'));
    out.push(...whatFollows(next.here, 'Hierna'));
    out.push(button('Volgende stap', () => moveTo(next, null)));
    return out;
  }

  function keuze(state, stap) {
    return stap.several && stap.takken.length > 1 ? checkboxes(state, stap) : choices(state, stap);
  }

  /** For one branch: a button for each, with what happens then below it. */
  function choices(state, stap) {
    const list = stap.takken.map((tak, number) => {
      const condition = conditionOf(tak.element);
      const next = choose(stappen, state, [number]);
      return make('li', {}, button(condition, () => moveTo(next, condition), { class: 'button quiet' }), ...parts(tak.element), ...whatFollows(next.here, 'Dan'));
    });
    return [make('p', { class: 'label' }, 'Kies wat past'), make('ul', { class: 'walker-choices' }, ...list)];
  }

  /** For one or more branches: check boxes. */
  function checkboxes(state, stap) {
    const problem = make('p', { class: 'attention', id: id('fout'), role: 'alert' });
    const checks = stap.takken.map((tak, number) => {
      const checkbox = make('input', { type: 'checkbox', id: id(`tak-${number}`), 'aria-describedby': id('fout') });
      return { checkbox, condition: conditionOf(tak.element), tak };
    });
    const lines = checks.map(({ checkbox, condition, tak }) => make('div', { class: 'walker-check' }, checkbox, make('div', {}, make('label', { for: checkbox.id }, condition), ...parts(tak.element))));
    const finish = button('Verder met wat u koos', () => {
      const numbers = checks.flatMap(({ checkbox }, number) => (checkbox.checked ? [number] : []));
      if (!numbers.length) {
        problem.textContent = 'Kies minstens één antwoord.';
        checks[0].checkbox.focus();
        return;
      }
      moveTo(choose(stappen, state, numbers), numbers.map((number) => checks[number].condition).join('; '));
    });
    return [
      make('fieldset', {}, make('legend', { class: 'label' }, 'Kies wat past. U mag meer dan één antwoord kiezen; u loopt ze dan na elkaar.'), ...lines),
      problem,
      finish,
    ];
  }

  /** After the last thing that was open. */
  function ending() {
    return [heading('Einde van de route', '', false), make('p', { class: 'walker-end' }, 'U hebt alles gezien wat u hebt gekozen. Hier houdt de route op.')];
  }

  function controls() {
    const { here } = path.at(-1).state;
    return make(
      'div',
      { class: 'walker-controls' },
      path.length > 1 ? button('Eén stap terug', back, { class: 'button quiet' }) : null,
      path.length > 1 ? button('Begin opnieuw', restart, { class: 'button quiet' }) : null,
      button('Sluiten', close, { class: 'button quiet' }),
      here === DONE ? null : make('p', {}, make('a', { href: `#${here.id}` }, 'Lees deze stap tussen alle stappen')),
    );
  }

  function showPath() {
    const walked = path.slice(0, -1).filter(({ state }) => state.here !== DONE);
    pathPart.hidden = walked.length === 0;
    pathHeading.textContent = `Uw weg tot hier: ${walked.length} ${walked.length === 1 ? 'stap' : 'stappen'}`;
    pathList.replaceChildren(...walked.map(({ state, chosen }) => make(
      'li',
      {},
      `Stap ${numberOf(state.here)}: ${titleOf(state.here)}`,
      chosen === null ? null : make('span', { class: 'noot' }, ` – u koos: ${chosen}`),
    )));
  }

  // Before the picture, which is long on a phone.
  let first = route;
  while (first.previousElementSibling?.matches('.fasen-short, .route-text-heading, .route-drawing')) first = first.previousElementSibling;
  first.before(make('div', { 'data-by-script': true }, make('p', { class: 'walker-start' }, opener), panel));
}

for (const route of document.querySelectorAll('.route')) makeWalker(route);
