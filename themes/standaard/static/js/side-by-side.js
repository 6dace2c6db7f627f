// Two to four schools side by side. The choice is in the address (?a=..&b=..); the data are in
// the page itself.

import { byId, make } from './dom.js';

function start() {
  const source = byId('gegevens');
  const form = byId('kies');
  const outcome = byId('uitkomst');
  if (!source || !form || !outcome) return;
  const gegevens = JSON.parse(source.textContent);
  const root = outcome.dataset.root;
  const LETTERS = ['a', 'b', 'c', 'd'];

  byId('zonder').hidden = true;
  form.hidden = false;
  const address = new URLSearchParams(location.search);
  LETTERS.forEach((letter) => {
    const select = form.elements[letter];
    const fragment = document.createDocumentFragment();
    gegevens.s.forEach((school) => {
      fragment.append(make('option', { value: school.g[0] }, [school.g[1] + (school.g[2] ? ` (${school.g[2]})` : '')]));
    });
    select.append(fragment);
    select.value = address.get(letter) || '';
    if (select.selectedIndex === -1) select.value = '';
  });

  // Each school once, in the order of the address.
  const scholen = [];
  LETTERS.forEach((letter) => {
    const school = gegevens.s.filter((s) => s.g[0] === form.elements[letter].value)[0];
    if (school && !scholen.includes(school)) scholen.push(school);
  });
  form.addEventListener('submit', () => {
    // Empty choices need not be in the address.
    LETTERS.forEach((letter) => { form.elements[letter].disabled = !form.elements[letter].value; });
  });
  window.addEventListener('pageshow', () => {
    LETTERS.forEach((letter) => { form.elements[letter].disabled = false; });
  });
  if (!scholen.length) return;
  if (scholen.length === 1) {
    outcome.append(make('p', { class: 'empty' }, [`U heeft ${scholen[0].g[1]} gekozen. Kies er nog een school bij.`]));
    return;
  }

  function table(title, rows, level) {
    if (!rows.length) return null;
    const heading = make('tr', {}, [make('th', { scope: 'col' }, ['Onderdeel'])].concat(scholen.map((s) => make('th', { scope: 'col' }, [make('a', { href: root + s.g[7] }, [s.g[1]])]))));
    const body = make('tbody', {}, rows.map((row) => {
      const cells = row.cells.map((content, i) => make('td', { 'data-label': scholen[i].g[1], class: content.className || null }, content.parts));
      return make('tr', row.same ? { class: 'same' } : {}, [make('th', { scope: 'row' }, [row.name])].concat(cells));
    }));
    return make('section', { class: 'piece' }, [
      make(`h${level}`, {}, [title]),
      make('table', { class: `grid side-by-side stack-narrow schools-${scholen.length}` }, [
        make('caption', { class: 'visually-hidden' }, [`${title}, per school`]), make('thead', {}, [heading]), body
      ])
    ]);
  }
  function line(name, cells) {
    const words = cells.map((c) => c.parts.map((d) => typeof d === 'string' ? d : d.textContent).join(''));
    return { name, cells, same: words.every((w) => w === words[0]) };
  }
  function text(words) { return { parts: [words || 'niet vermeld'], className: words ? '' : 'empty-cell' }; }
  function reading(place) {
    const w = gegevens.w[place];
    return { className: w[0] === 'unstated' ? null : w[0], parts: [make('span', { 'aria-hidden': 'true' }, [w[1]]), make('i', {}, [w[2]])] };
  }
  function number(school, l, i) { return school.c[l].length ? school.c[l][i] : 0; }

  const about = [
    line('Plaats', scholen.map((s) => text(s.g[2]))),
    line('Soort onderwijs', scholen.map((s) => text(s.g[3]))),
    line('Bestuur', scholen.map((s) => text(s.g[4]))),
    line('Gegevens van', scholen.map((s) => text(s.g[5]))),
    line('Profiel', scholen.map((s) => s.g[6] ? { parts: [make('a', { href: root + s.g[6] }, ['Lees het profiel'])] } : text('')))
  ];

  // Limits come first: what a school cannot do is read before what it has.
  const SHOWN_LIMITS = 3;
  function limits(school) {
    if (!school.b.length && !school.bp) return { parts: ['geen grens genoemd'], className: 'empty-cell' };
    const parts = school.b.slice(0, SHOWN_LIMITS).map((b) => make('p', {}, [b[0]]));
    const rest = school.b.length - SHOWN_LIMITS;
    if (school.bp) {
      parts.push(make('p', {}, [make('a', { href: root + school.bp }, [rest > 0 ? `Nog ${rest} in het profiel` : 'Lees dit in het profiel'])]));
    } else if (rest > 0) parts.push(make('p', {}, [`En nog ${rest}.`]));
    return { parts };
  }
  if (scholen.some((s) => s.b.length || s.bp)) about.unshift(line('Grenzen', scholen.map(limits)));
  if (scholen.some((s) => s.vs)) {
    about.unshift(line('Aanmelden', scholen.map((s) => s.vs ? { parts: ['Alleen via uw school: u kunt uw kind hier niet zelf aanmelden'] } : text(''))));
  }

  // Per question what helps: names from the lists, and what the school has besides.
  const questions = [];
  gegevens.v.forEach((question, v) => {
    const cells = scholen.map((school) => {
      const names = question[1].filter((place) => {
        const elsewhere = school.x.some((x) => x[0] === v && x[1] === place[0] && x[2] === place[1]);
        return !elsewhere && gegevens.w[number(school, place[0], place[1])][3] === 1;
      }).map((place) => gegevens.l[place[0]][1][place[1]]);
      school.e.forEach((own) => { if (own[1].includes(v)) names.push(own[0]); });
      let limit = school.b.filter((b) => b[1].includes(v))
        .map((b) => make('p', { class: 'limit-line' }, [make('strong', {}, ['Let op, grens: ']), b[0]]));
      if (limit.length > 2) limit = limit.slice(0, 2).concat(make('p', {}, [`En nog ${limit.length - 2}.`]));
      if (names.length) return { parts: limit.concat(make('strong', {}, [String(names.length)]), ` ${names.join(', ')}`) };
      return limit.length ? { parts: limit } : { parts: ['niets genoemd'], className: 'empty-cell' };
    });
    if (cells.some((c) => c.className !== 'empty-cell')) questions.push(line(question[0], cells));
  });

  const own = scholen.map((s) => s.e.length ? { parts: [s.e.map((e) => e[0]).join(', ')] } : { parts: ['niets genoemd'], className: 'empty-cell' });

  const names = scholen.map((s) => s.g[1]);
  const title = `${names.slice(0, -1).join(', ')} en ${names[names.length - 1]}`;
  document.title = `${title} – ${document.title}`;
  outcome.append(make('h2', { id: 'titel-uitkomst' }, [title]));
  const difference = make('input', { type: 'checkbox', id: 'verschil' });
  outcome.append(make('p', { class: 'check' }, [difference, make('label', { for: 'verschil' }, [' Toon alleen de verschillen'])]));
  difference.addEventListener('change', () => { outcome.classList.toggle('only-differences', difference.checked); });

  outcome.append(table('Over de scholen', about, 3));
  const part = table('Waar zoekt u hulp bij?', questions, 3);
  if (part) outcome.append(part);
  gegevens.l.forEach((list, l) => {
    const rows = [];
    list[1].forEach((name, i) => {
      const n = scholen.map((s) => number(s, l, i));
      if (n.some((x) => x > 0 && gegevens.w[x][0] !== 'unstated')) rows.push(line(name, n.map(reading)));
    });
    const ofList = table(list[0], rows, 3);
    if (ofList) outcome.append(ofList);
  });
  if (scholen.some((s) => s.e.length)) {
    outcome.append(table('Eigen aanbod', [line('Wat de school zelf heeft bedacht', own)], 3));
  }
  outcome.append(make('p', { class: 'noot' }, ['Wat geen van deze scholen noemt, staat hier niet. “Niet vermeld” betekent dat wij het niet weten: vraag het de school.']));
  // When the page was loaded it was still empty; now the place that the address points to exists.
  if (location.hash === '#uitkomst') outcome.scrollIntoView();
}

start();
