// The table of schools: choosing, searching and sorting. Without this script the whole table is there.

import { byId } from './dom.js';
import { bare } from './words.js';

function start() {
  const table = byId('schooltabel');
  const form = byId('keus');
  if (!table || !form) return;
  const fields = form.elements;
  const body = table.tBodies[0];
  const total = byId('telling');
  const nothing = byId('niets');
  const standRow = byId('f-s-rij');
  const amounts = (table.dataset.amounts || '').split(' ').filter(Boolean);
  const NAMES = ['i', 's', 'p', 't', 'b', 'q', 'o'];

  function numbers(text) { return text ? text.split(' ') : []; }

  const rows = Array.from(body.rows, (tr, position) => {
    const heading = tr.cells[0];
    return {
      tr, position, name: bare(heading.querySelector('a').textContent), n: Number(tr.dataset.count),
      p: numbers(tr.dataset.plaatsen), t: numbers(tr.dataset.types), b: numbers(tr.dataset.besturen)
    };
  });

  // Choosing one item hides the other columns with one rule of style: faster than cell by cell.
  const style = document.head.appendChild(document.createElement('style'));
  function column(i) { return i + 3; }

  function cell(row, i) { return row.tr.cells[i + 2]; }
  // What a cell says stands in its classes; a cell without any is silence. `data-order` of the table has those of a list in
  // the order of sorting, `data-says` of a choice those that it wants.
  const order = (table.dataset.order || '').split(' ');
  function says(td) {
    const classes = td.className.split(' ').filter(Boolean);
    return classes.length ? classes : ['unstated'];
  }
  function has(td, wanted) { return says(td).some((word) => wanted.includes(word)); }

  function choose() {
    const i = fields.i.value === '' ? -1 : Number(fields.i.value);
    const chosen = {};
    NAMES.forEach((name) => { chosen[name] = fields[name] ? fields[name].value : ''; });
    const wanted = bare(chosen.q).split(/\s+/).filter(Boolean);
    if (i < 0) chosen.s = '';
    const said = chosen.s && (fields.s.options[fields.s.selectedIndex].dataset.says || '').split(' ');
    let visible = 0;
    rows.forEach((row) => {
      const fits = (!chosen.p || row.p.includes(chosen.p)) && (!chosen.t || row.t.includes(chosen.t)) &&
        (!chosen.b || row.b.includes(chosen.b)) &&
        wanted.every((part) => row.name.includes(part)) &&
        (!chosen.s || has(cell(row, i), said));
      if (row.tr.hidden === fits) row.tr.hidden = !fits;
      if (fits) visible += 1;
    });
    total.textContent = visible === rows.length ? `${rows.length} scholen` :
      `${visible} van de ${rows.length} scholen`;
    nothing.hidden = visible > 0;
    table.parentNode.hidden = visible === 0;
  }

  function show() {
    const i = fields.i.value === '' ? -1 : Number(fields.i.value);
    standRow.hidden = i < 0;
    if (i < 0) fields.s.value = '';
    const byItem = fields.o.querySelector('option[value=i]');
    byItem.disabled = i < 0;
    byItem.textContent = amounts.includes(String(i)) ? 'Gekozen onderdeel: op hoeveelheid' : 'Gekozen onderdeel: wie het heeft eerst';
    if (i < 0 && fields.o.value === 'i') fields.o.value = '';
    table.classList.toggle('single', i >= 0);
    style.textContent = i < 0 ? '' : `#schooltabel :is(td,thead th):not(:nth-child(${column(i)})):not(:first-child){display:none}`;
  }

  function weight(td) {
    const first = says(td)[0];
    if (first === 'unstated') return 99;
    return /^value-/.test(first) ? 20 - Number(first.slice(6)) : 30 + order.indexOf(first);
  }
  function sortRows() {
    const i = Number(fields.i.value);
    const by = fields.o.value;
    const before = rows.map((row) => row.position).join();
    rows.sort((a, b) => {
      let difference = 0;
      if (by === 'n') difference = b.n - a.n;
      if (by === 'i') {
        const x = cell(a, i), y = cell(b, i);
        const hx = x.dataset.rank, hy = y.dataset.rank;
        if (hx !== undefined && hy !== undefined) difference = Number(hx) - Number(hy);
        else if (hx !== undefined || hy !== undefined) difference = hx !== undefined ? -1 : 1;
        else if (/^\d+$/.test(x.firstChild.nodeValue || '')) difference = Number(y.firstChild.nodeValue) - Number(x.firstChild.nodeValue) || 0;
        else difference = weight(x) - weight(y);
      }
      return difference || a.position - b.position;
    });
    const heading = table.tHead.rows[0].cells;
    for (const th of heading) th.removeAttribute('aria-sort');
    const sorted = by === 'n' ? heading[1] : by === 'i' ? heading[i + 2] : heading[0];
    sorted.setAttribute('aria-sort', by === 'n' ? 'descending' : 'ascending');
    if (rows.map((row) => row.position).join() === before) return;
    const fragment = document.createDocumentFragment();
    rows.forEach((row) => { fragment.append(row.tr); });
    body.append(fragment);
  }

  // The choice is in the address, so that it can be kept and shared.
  function save() {
    const parts = NAMES.filter((name) => fields[name] && fields[name].value)
      .map((name) => `${name}=${encodeURIComponent(fields[name].value)}`);
    try {
      history.replaceState(null, '', location.pathname + (parts.length ? `?${parts.join('&')}` : '') + location.hash);
    } catch { /* A browser that does not allow this for files. */ }
  }
  function restore() {
    const address = new URLSearchParams(location.search);
    NAMES.forEach((name) => {
      if (!fields[name] || !address.has(name)) return;
      fields[name].value = address.get(name);
      if (fields[name].selectedIndex === -1) fields[name].value = '';
    });
  }

  function update() { show(); choose(); sortRows(); save(); }
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => { event.preventDefault(); });
  form.addEventListener('reset', () => { setTimeout(update, 0); });
  restore();
  // Sorting by an item can only have been chosen if the item was.
  if (fields.i.value !== '') {
    fields.o.querySelector('option[value=i]').disabled = false;
    const o = new URLSearchParams(location.search).get('o');
    if (o) fields.o.value = o;
    if (fields.o.selectedIndex === -1) fields.o.value = '';
  }
  form.hidden = false;
  // On a phone only the most important part shows at first; a choice that was shared does show.
  const narrow = window.matchMedia('(max-width: 40em)').matches;
  const legend = document.querySelector('.signs');
  if (narrow && legend) legend.open = false;
  byId('meer').open = !narrow || ['p', 't', 'b', 'q', 'o'].some((name) => fields[name] && fields[name].value);
  show(); choose(); sortRows();
}

start();
