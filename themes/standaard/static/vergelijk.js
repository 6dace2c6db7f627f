// The table of schools: choosing, searching and sorting. Without this script the whole table is there.
(function () {
  'use strict';
  var table = document.getElementById('schooltabel');
  var form = document.getElementById('keus');
  if (!table || !form) return;
  var fields = form.elements;
  var body = table.tBodies[0];
  var total = document.getElementById('telling');
  var nothing = document.getElementById('niets');
  var standRow = document.getElementById('f-s-rij');
  var amounts = (table.dataset.amounts || '').split(' ').filter(Boolean);
  var NAMES = ['i', 's', 'p', 't', 'b', 'q', 'o'];

  // Searching ignores capitals and accents.
  function bare(text) {
    return text.normalize('NFD').replace(/[\u00ad\u0300-\u036f]/g, '').toLowerCase().trim();
  }
  function numbers(text) { return text ? text.split(' ') : []; }

  var rows = Array.prototype.map.call(body.rows, function (tr, position) {
    var heading = tr.cells[0];
    return {
      tr: tr, position: position, name: bare(heading.querySelector('a').textContent), n: Number(tr.dataset.count),
      p: numbers(tr.dataset.plaatsen), t: numbers(tr.dataset.types), b: numbers(tr.dataset.besturen)
    };
  });

  // Choosing one item hides the other columns with one rule of style: faster than cell by cell.
  var style = document.head.appendChild(document.createElement('style'));
  function column(i) { return i + 3; }

  function cell(row, i) { return row.tr.cells[i + 2]; }
  // What a cell says stands in its classes; a cell without any is silence. `data-order` of the table has those of a list in
  // the order of sorting, `data-says` of a choice those that it wants.
  var order = (table.dataset.order || '').split(' ');
  function says(td) {
    var classes = td.className.split(' ').filter(Boolean);
    return classes.length ? classes : ['unstated'];
  }
  function has(td, wanted) { return says(td).some(function (word) { return wanted.indexOf(word) >= 0; }); }

  function choose() {
    var i = fields.i.value === '' ? -1 : Number(fields.i.value);
    var chosen = {};
    NAMES.forEach(function (name) { chosen[name] = fields[name] ? fields[name].value : ''; });
    var wanted = bare(chosen.q).split(/\s+/).filter(Boolean);
    if (i < 0) chosen.s = '';
    var said = chosen.s && (fields.s.options[fields.s.selectedIndex].dataset.says || '').split(' ');
    var visible = 0;
    rows.forEach(function (row) {
      var fits = (!chosen.p || row.p.indexOf(chosen.p) >= 0) && (!chosen.t || row.t.indexOf(chosen.t) >= 0) &&
        (!chosen.b || row.b.indexOf(chosen.b) >= 0) &&
        wanted.every(function (part) { return row.name.indexOf(part) >= 0; }) &&
        (!chosen.s || has(cell(row, i), said));
      if (row.tr.hidden === fits) row.tr.hidden = !fits;
      if (fits) visible += 1;
    });
    total.textContent = visible === rows.length ? rows.length + ' scholen' :
      visible + ' van de ' + rows.length + ' scholen';
    nothing.hidden = visible > 0;
    table.parentNode.hidden = visible === 0;
  }

  function show() {
    var i = fields.i.value === '' ? -1 : Number(fields.i.value);
    standRow.hidden = i < 0;
    if (i < 0) fields.s.value = '';
    var byItem = fields.o.querySelector('option[value=i]');
    byItem.disabled = i < 0;
    byItem.textContent = amounts.indexOf(String(i)) >= 0 ? 'Gekozen onderdeel: op hoeveelheid' : 'Gekozen onderdeel: wie het heeft eerst';
    if (i < 0 && fields.o.value === 'i') fields.o.value = '';
    table.classList.toggle('single', i >= 0);
    style.textContent = i < 0 ? '' : '#schooltabel :is(td,thead th):not(:nth-child(' + column(i) + ')):not(:first-child){display:none}';
  }

  function weight(td) {
    var first = says(td)[0];
    if (first === 'unstated') return 99;
    return /^value-/.test(first) ? 20 - Number(first.slice(6)) : 30 + order.indexOf(first);
  }
  function sortRows() {
    var i = Number(fields.i.value);
    var by = fields.o.value;
    var before = rows.map(function (row) { return row.position; }).join();
    rows.sort(function (a, b) {
      var difference = 0;
      if (by === 'n') difference = b.n - a.n;
      if (by === 'i') {
        var x = cell(a, i), y = cell(b, i);
        var hx = x.dataset.rank, hy = y.dataset.rank;
        if (hx !== undefined && hy !== undefined) difference = Number(hx) - Number(hy);
        else if (hx !== undefined || hy !== undefined) difference = hx !== undefined ? -1 : 1;
        else if (/^\d+$/.test(x.firstChild.nodeValue || '')) difference = Number(y.firstChild.nodeValue) - Number(x.firstChild.nodeValue) || 0;
        else difference = weight(x) - weight(y);
      }
      return difference || a.position - b.position;
    });
    var heading = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heading, function (th) { th.removeAttribute('aria-sort'); });
    var sorted = by === 'n' ? heading[1] : by === 'i' ? heading[i + 2] : heading[0];
    sorted.setAttribute('aria-sort', by === 'n' ? 'descending' : 'ascending');
    if (rows.map(function (row) { return row.position; }).join() === before) return;
    var fragment = document.createDocumentFragment();
    rows.forEach(function (row) { fragment.appendChild(row.tr); });
    body.appendChild(fragment);
  }

  // The choice is in the address, so that it can be kept and shared.
  function save() {
    var parts = NAMES.filter(function (name) { return fields[name] && fields[name].value; })
      .map(function (name) { return name + '=' + encodeURIComponent(fields[name].value); });
    try {
      history.replaceState(null, '', location.pathname + (parts.length ? '?' + parts.join('&') : '') + location.hash);
    } catch (err) { /* A browser that does not allow this for files. */ }
  }
  function restore() {
    var address = new URLSearchParams(location.search);
    NAMES.forEach(function (name) {
      if (!fields[name] || !address.has(name)) return;
      fields[name].value = address.get(name);
      if (fields[name].selectedIndex === -1) fields[name].value = '';
    });
  }

  function update() { show(); choose(); sortRows(); save(); }
  form.addEventListener('input', update);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(update, 0); });
  restore();
  // Sorting by an item can only have been chosen if the item was.
  if (fields.i.value !== '') {
    fields.o.querySelector('option[value=i]').disabled = false;
    var o = new URLSearchParams(location.search).get('o');
    if (o) fields.o.value = o;
    if (fields.o.selectedIndex === -1) fields.o.value = '';
  }
  form.hidden = false;
  // On a phone only the most important part shows at first; a choice that was shared does show.
  var narrow = window.matchMedia('(max-width: 40em)').matches;
  var legend = document.querySelector('.signs');
  if (narrow && legend) legend.open = false;
  document.getElementById('meer').open = !narrow || ['p', 't', 'b', 'q', 'o'].some(function (name) { return fields[name] && fields[name].value; });
  show(); choose(); sortRows();
})();
