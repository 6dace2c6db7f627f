// Search on zoek/index.html. The search engine (Pagefind) is a module, fetched only when there is something to search for.
// What comes from the index is text of schools: it is put on the page as text alone, never as HTML.

import { byId, make } from './dom.js';
import { watchIndex, within } from './search-index.js';
import { SMALL_WORDS, apart, asIndexed, beginningsOf } from './search-words.js';
import { wordsOf } from './words.js';

const form = byId('zoekformulier');
const box = byId('zoeken');
// A build makes classic scripts, which know their own address (docs/decisions/051).
const root = new URL('../', document.currentScript.src);

const input = byId('zoekwoord');
const count = byId('zoek-aantal');
const list = byId('zoek-lijst');
const more = byId('zoek-meer');
const nothing = byId('zoek-niets');
const choices = ['onderwijstype', 'plaats', 'school'];
const PAGE_SIZE = 10;
const BUSY = 'Bezig met zoeken…';

// Another word for a question (leesblind) counts as its name.
const RANKING = { pageLength: 0.4, metaWeights: { title: 5, 'ook': 5 } };

// What a kind is called, and its weight: first the question of a parent, then what helps, then who has it.
const SOORTEN = {
  hulpvraag: ['Vraag van ouders', 10],
  aanbod: ['Soort hulp', 2],
  school: ['School', 2],
  'eigen': ['Hulp op deze school', 0.8],
  grens: ['Grens van een school', 0.9],
  praktijk: ['Praktijkvoorbeeld', 1],
  begrip: ['Begrip', 1],
};

let index;
let engine;
let imports = 0;
let soortOf;
let turn = 0;
let found = [];
let shown = 0;
let told = '';

/** Does something with the search engine. If a part does not come, once more with a new one: the website may just have been renewed. */
async function withEngine(act) {
  for (let attempt = 1; ; attempt++) {
    const lostBefore = index.lost();
    try {
      const outcome = await act(await loadEngine());
      if (index.lost() > lostBefore) throw new Error('a part of the index did not come');
      if (attempt > 1 || outcome?.results.length !== 0 || !await index.isRenewed()) return outcome;
      engine = undefined;
    } catch (error) {
      engine = undefined;
      if (attempt > 1) throw error;
    }
  }
}

/** Fetches the search engine, once; and again the next time if it failed. */
function loadEngine() {
  engine ??= (async () => {
    // A browser does not ask again for a module that did not come from the same address.
    const again = imports++ ? `?${imports}` : '';
    const lostBefore = index.lost();
    const module = await within(import(new URL(`zoek/pagefind.js${again}`, root).href));
    const searcher = module.createInstance({ noWorker: true, excerptEllipsis: '…', excerptLength: 36, ranking: RANKING });
    await within(searcher.init());
    soortOf = new Map();
    for (const soort of Object.keys(SOORTEN)) {
      const { results } = await searcher.search(null, { filters: { soort } });
      for (const result of results) soortOf.set(result.id, soort);
    }
    await fillChoices(searcher);
    if (index.lost() > lostBefore) throw new Error('a part of the index did not come');
    return searcher;
  })();
  engine.catch(() => { engine = undefined; });
  return engine;
}

/** Puts the names of schools, towns and kinds of education in the lists to choose from. */
async function fillChoices(searcher) {
  const all = await searcher.filters();
  for (const name of choices) {
    const select = byId(`zoek-${name}`);
    const values = Object.keys(all[name] ?? {}).sort((a, b) => a.localeCompare(b, 'nl'));
    const chosen = asked(name)[0] ?? '';
    select.replaceChildren(select.options[0], ...values.map((value) => new Option(value, value)));
    select.value = values.includes(chosen) ? chosen : '';
    select.closest('.filter-choice').hidden = values.length < 2;
  }
  for (const checkbox of box.querySelectorAll('input[name="soort"]')) {
    checkbox.closest('li').hidden = !all.soort?.[checkbox.value];
  }
  byId('zoekfilters').querySelectorAll('fieldset')[1].hidden = choices.every((n) => byId(`zoek-${n}`).closest('.filter-choice').hidden);
}

const asked = (name) => new URLSearchParams(location.search).getAll(name);

/** What is asked for now: the words and the choices. */
function query() {
  const soorten = [...box.querySelectorAll('input[name="soort"]:checked')].map((v) => v.value);
  const filters = {};
  if (soorten.length) filters.soort = { any: soorten };
  for (const name of choices) if (byId(`zoek-${name}`).value) filters[name] = byId(`zoek-${name}`).value;
  return { word: asIndexed(input.value), filters, soorten };
}

/** The address holds the query, so that whoever shares it shows the same. */
function addressOf({ word, filters, soorten }) {
  const address = new URL(location.pathname, location.href);
  if (word) address.searchParams.set('q', word);
  for (const soort of soorten) address.searchParams.append('soort', soort);
  for (const name of choices) if (filters[name]) address.searchParams.set(name, filters[name]);
  return address.href;
}

/**
 * Everything that matches, the best first, and the words that are not there. First the query as typed, then without small
 * words; if that gives little, each word by itself, so that a whole sentence finds something too.
 */
async function search(searcher, word, filters) {
  if (!word) {
    const { results } = await searcher.search(null, { filters });
    return { results: results.map((result) => ({ result, points: SOORTEN[soortOf.get(result.id)][1] })), missing: [] };
  }
  // What matches more often gets more points; the excerpt is that of the first time, with the most words.
  const add = async (term, out) => {
    const { results } = await searcher.search(term, { filters });
    for (const result of results) {
      const previous = out.get(result.id) ?? { result, points: 0, times: 0 };
      previous.points += result.score * SOORTEN[soortOf.get(result.id)][1];
      previous.times += 1;
      out.set(result.id, previous);
    }
  };
  const all = wordsOf(word);
  const large = all.filter((w) => !SMALL_WORDS.has(w));
  const missing = await unknownOf(searcher, [...new Set(large)].slice(0, 12));
  const core = large.filter((w) => !missing.includes(w));
  if (large.length && !core.length) return { results: [], missing };
  const whole = new Map();
  if (!missing.length) await add(word, whole);
  if (core.length && core.length < all.length) await add(core.join(' '), whole);
  const loose = [...new Set(core.length ? core : all)].slice(0, 12);
  if (whole.size < 5 && loose.length > 1) {
    const parts = new Map();
    for (const w of loose) await add(w, parts);
    for (const [id, part] of parts) {
      // Of a query of small words alone most must match.
      if (!whole.has(id) && (core.length || part.times * 3 >= loose.length * 2)) {
        whole.set(id, { ...part, points: part.points * (part.times / loose.length) ** 2 / loose.length });
      }
    }
  }
  return { results: [...whole.values()].sort((a, b) => b.points - a.points), missing };
}

/** The words that are nowhere, nor begin a word. */
async function unknownOf(searcher, words) {
  const known = await Promise.all(words.map((w) => isKnown(searcher, w)));
  return words.filter((_, i) => !known[i]);
}

/**
 * Whether a word, a form of it or a word that begins with it is in the index. If none is, Pagefind looks for a shorter
 * word, and `voetbal` gives what belongs to `vo`.
 */
async function isKnown(searcher, word) {
  const { results: exact } = await searcher.search(`"${word}"`);
  if (exact.length) return true;
  const { results: [first] } = await searcher.search(word);
  if (!first) return false;
  const { meta, raw_content: content } = await first.data();
  const text = `${meta.title ?? ''} ${meta['ook'] ?? ''} ${content}`;
  // A word with a hyphen is indexed as one word too.
  const here = [...wordsOf(text), ...wordsOf(text.replace(/[-‐‑'’]/g, ''))];
  return beginningsOf(word).some((begin) => here.some((w) => w.startsWith(begin)));
}

/** The answer to what is asked now, with its first lines; `undefined` if nothing is asked. */
async function answer(searcher) {
  const now = query();
  if (!now.word && !Object.keys(now.filters).length) return undefined;
  const { results, missing } = await search(searcher, now.word, now.filters);
  return { now, results, missing, lines: await linesOf(results.slice(0, PAGE_SIZE)) };
}

/** Searches for what was typed, and shows the results. */
async function show() {
  const mine = ++turn;
  const slow = setTimeout(() => {
    if (mine !== turn) return;
    byId('gevonden').hidden = false;
    count.textContent = BUSY;
  }, 2000);
  try {
    // Choices in the address are in the lists only once those are filled.
    const outcome = input.value.trim() || location.search ? await withEngine(answer) : undefined;
    if (mine !== turn) return;
    found = outcome?.results ?? [];
    shown = Math.min(PAGE_SIZE, found.length);
    more.hidden = shown >= found.length;
    list.replaceChildren(...(outcome?.lines ?? []));
    byId('gevonden').hidden = !outcome;
    nothing.hidden = !outcome || found.length > 0;
    told = outcome ? summary(outcome) : '';
    count.textContent = told;
    if (outcome && !found.length) nearby(outcome.now.word);
  } catch {
    if (mine === turn) say('Zoeken lukt nu niet. Kies hieronder een vraag of een soort hulp, of probeer het straks nog eens.');
  } finally {
    clearTimeout(slow);
  }
}

/** How much was found, for what, and for what nothing was. */
function summary({ now, results, missing }) {
  const quoted = (words) => `“${words}”`;
  if (!results.length) return now.word ? `Niets gevonden voor ${quoted(now.word)}.` : 'Niets gevonden.';
  const isMissing = (typed) => wordsOf(typed).length > 0 && wordsOf(typed).every((w) => missing.includes(w));
  const about = now.word.split(' ').filter((typed) => !isMissing(typed)).join(' ');
  const counted = `${results.length} ${results.length === 1 ? 'resultaat' : 'resultaten'}${about ? ` voor ${quoted(about)}` : ''}.`;
  return missing.length ? `${counted} Niets gevonden voor ${missing.map(quoted).join(' en ')}.` : counted;
}

/** The lines of a part of the list. */
async function linesOf(part) {
  const entries = await Promise.all(part.map(({ result }) => result.data()));
  return entries.map((entry, i) => line(entry, soortOf.get(part[i].result.id))).filter(Boolean);
}

/** One result. */
function line(entry, soort) {
  const address = new URL(entry.raw_url, root);
  if (!address.href.startsWith(root.href)) return null;
  const link = make('a', {}, entry.meta.title ?? '');
  link.href = address.href;
  const school = ['eigen', 'grens'].includes(soort) ? entry.filters.school?.[0] : undefined;
  const label = school ? `${soort === 'grens' ? 'Grens bij' : 'Hulp op'} ${school}` : SOORTEN[soort][0];
  const li = make('li', {}, make('p', { class: 'label' }, label), make('h3', {}, link));
  if (entry.excerpt) li.append(make('p', {}, ...fragment(entry.excerpt)));
  return li;
}

/** The search engine gives HTML with `<mark>` and `&lt;`; here it becomes text again. */
function fragment(html) {
  const text = (part) => part.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return html.split(/(<mark>.*?<\/mark>)/su).filter(Boolean).map((part) => {
    const marked = /^<mark>(.*)<\/mark>$/su.exec(part);
    return marked ? make('mark', {}, text(marked[1])) : text(part);
  });
}

/** The questions most like what was not found. */
function nearby(word) {
  const wanted = wordsOf(word).filter((w) => w.length > 2);
  const candidates = [...document.querySelectorAll('#zoek-vragen > li')].map((li) => {
    const names = wordsOf(li.dataset.words ?? '').filter((w) => !SMALL_WORDS.has(w));
    const distances = wanted.flatMap((g) => names.map((n) => apart(g, n)));
    return { li, distance: Math.min(1, ...distances) };
  });
  const best = candidates.filter((k) => k.distance <= 0.4).sort((a, b) => a.distance - b.distance).slice(0, 3);
  byId('zoek-nabij').replaceChildren(...best.map(({ li }) => make('li', {}, li.querySelector('a').cloneNode(true))));
  byId('zoek-nabij-kop').hidden = !best.length;
}

function say(text) {
  list.replaceChildren();
  more.hidden = true;
  nothing.hidden = true;
  byId('gevonden').hidden = false;
  count.textContent = text;
}

/** Puts the words and the choices of the address in the form. */
function fromAddress() {
  input.value = asked('q')[0] ?? '';
  const soorten = asked('soort');
  for (const checkbox of box.querySelectorAll('input[name="soort"]')) checkbox.checked = soorten.includes(checkbox.value);
  for (const name of choices) byId(`zoek-${name}`).value = asked(name)[0] ?? '';
  if (soorten.length || choices.some((name) => asked(name).length)) byId('zoekfilters').open = true;
}

/** From a disk no browser fetches the index: that is told, and the page has other ways to what it holds. */
function explain() {
  byId('zoekfilters').hidden = true;
  const explanation = 'U bekijkt deze website als bestanden op uw computer. Zoeken op een woord werkt dan niet: dat kan een '
    + 'browser alleen op internet. Kies hieronder een vraag of een soort hulp.';
  fromAddress();
  if (input.value) say(explanation);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    say(explanation);
  });
}

/** Listens to what is typed and chosen. */
function listen() {
  index = watchIndex(new URL('zoek/', root).href);
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      history.replaceState(null, '', addressOf(query()));
      show();
    }, 200);
  };
  input.addEventListener('input', soon);
  input.addEventListener('focus', () => loadEngine().catch(() => {}), { once: true });
  box.addEventListener('change', soon);
  byId('zoek-wissen').addEventListener('click', () => {
    for (const checkbox of box.querySelectorAll('input[name="soort"]')) checkbox.checked = false;
    for (const name of choices) byId(`zoek-${name}`).value = '';
    soon();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const address = addressOf(query());
    if (address !== location.href) history.pushState(null, '', address);
    show();
  });
  more.addEventListener('click', async () => {
    const mine = turn;
    const part = found.slice(shown, shown + PAGE_SIZE);
    try {
      const lines = await linesOf(part).catch(() => linesOf(part));
      if (mine !== turn) return;
      shown += part.length;
      more.hidden = shown >= found.length;
      list.append(...lines);
      count.textContent = told;
      lines[0]?.querySelector('a').focus();
    } catch {
      if (mine === turn) count.textContent = 'Meer tonen lukt nu niet. Probeer het straks nog eens.';
    }
  });
  addEventListener('popstate', () => { fromAddress(); show(); });

  fromAddress();
  show();
}

if (form && box) {
  box.hidden = false;
  if (location.protocol === 'file:') explain();
  else listen();
}
