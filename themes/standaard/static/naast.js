// Two to four schools side by side. The choice is in the address (?a=..&b=..); the data are in
// the page itself.
(function () {
  'use strict';
  var source = document.getElementById('gegevens');
  var form = document.getElementById('kies');
  var outcome = document.getElementById('uitkomst');
  if (!source || !form || !outcome) return;
  var gegevens = JSON.parse(source.textContent);
  var root = outcome.dataset.root;
  var LETTERS = ['a', 'b', 'c', 'd'];

  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (children || []).forEach(function (child) {
      if (child !== null) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
    });
    return element;
  }

  document.getElementById('zonder').hidden = true;
  form.hidden = false;
  var address = new URLSearchParams(location.search);
  LETTERS.forEach(function (letter) {
    var select = form.elements[letter];
    var fragment = document.createDocumentFragment();
    gegevens.s.forEach(function (school) {
      fragment.appendChild(make('option', { value: school.g[0] }, [school.g[1] + (school.g[2] ? ' (' + school.g[2] + ')' : '')]));
    });
    select.appendChild(fragment);
    select.value = address.get(letter) || '';
    if (select.selectedIndex === -1) select.value = '';
  });

  // Each school once, in the order of the address.
  var scholen = [];
  LETTERS.forEach(function (letter) {
    var school = gegevens.s.filter(function (s) { return s.g[0] === form.elements[letter].value; })[0];
    if (school && scholen.indexOf(school) < 0) scholen.push(school);
  });
  form.addEventListener('submit', function () {
    // Empty choices need not be in the address.
    LETTERS.forEach(function (letter) { form.elements[letter].disabled = !form.elements[letter].value; });
  });
  window.addEventListener('pageshow', function () {
    LETTERS.forEach(function (letter) { form.elements[letter].disabled = false; });
  });
  if (!scholen.length) return;
  if (scholen.length === 1) {
    outcome.appendChild(make('p', { 'class': 'empty' }, ['U heeft ' + scholen[0].g[1] + ' gekozen. Kies er nog een school bij.']));
    return;
  }

  function table(title, rows, level) {
    if (!rows.length) return null;
    var heading = make('tr', {}, [make('th', { scope: 'col' }, ['Onderdeel'])].concat(scholen.map(function (s) {
      return make('th', { scope: 'col' }, [make('a', { href: root + s.g[7] }, [s.g[1]])]);
    })));
    var body = make('tbody', {}, rows.map(function (row) {
      var cells = row.cells.map(function (content, i) {
        return make('td', { 'data-label': scholen[i].g[1], 'class': content.className || '' }, content.parts);
      });
      return make('tr', row.same ? { 'class': 'same' } : {}, [make('th', { scope: 'row' }, [row.name])].concat(cells));
    }));
    return make('section', { 'class': 'piece' }, [
      make('h' + level, {}, [title]),
      make('table', { 'class': 'grid side-by-side stack-narrow schools-' + scholen.length }, [
        make('caption', { 'class': 'visually-hidden' }, [title + ', per school']), make('thead', {}, [heading]), body
      ])
    ]);
  }
  function line(name, cells) {
    var words = cells.map(function (c) { return c.parts.map(function (d) { return typeof d === 'string' ? d : d.textContent; }).join(''); });
    return { name: name, cells: cells, same: words.every(function (w) { return w === words[0]; }) };
  }
  function text(words) { return { parts: [words || 'niet vermeld'], className: words ? '' : 'empty-cell' }; }
  function reading(number) {
    var w = gegevens.w[number];
    return { className: w[0] === 'unstated' ? '' : w[0], parts: [make('span', { 'aria-hidden': 'true' }, [w[1]]), make('i', {}, [w[2]])] };
  }
  function number(school, l, i) { return school.c[l].length ? school.c[l][i] : 0; }

  var about = [
    line('Plaats', scholen.map(function (s) { return text(s.g[2]); })),
    line('Soort onderwijs', scholen.map(function (s) { return text(s.g[3]); })),
    line('Bestuur', scholen.map(function (s) { return text(s.g[4]); })),
    line('Gegevens van', scholen.map(function (s) { return text(s.g[5]); })),
    line('Profiel', scholen.map(function (s) {
      return s.g[6] ? { parts: [make('a', { href: root + s.g[6] }, ['Lees het profiel'])] } : text('');
    }))
  ];

  // Limits come first: what a school cannot do is read before what it has.
  var SHOWN_LIMITS = 3;
  function limits(school) {
    if (!school.b.length && !school.bp) return { parts: ['geen grens genoemd'], className: 'empty-cell' };
    var parts = school.b.slice(0, SHOWN_LIMITS).map(function (b) { return make('p', {}, [b[0]]); });
    var rest = school.b.length - SHOWN_LIMITS;
    if (school.bp) {
      parts.push(make('p', {}, [make('a', { href: root + school.bp }, [rest > 0 ? 'Nog ' + rest + ' in het profiel' : 'Lees dit in het profiel'])]));
    } else if (rest > 0) parts.push(make('p', {}, ['En nog ' + rest + '.']));
    return { parts: parts };
  }
  if (scholen.some(function (s) { return s.b.length || s.bp; })) about.unshift(line('Grenzen', scholen.map(limits)));
  if (scholen.some(function (s) { return s.vs; })) {
    about.unshift(line('Aanmelden', scholen.map(function (s) {
      return s.vs ? { parts: ['Alleen via uw school: u kunt uw kind hier niet zelf aanmelden'] } : text('');
    })));
  }

  // Per question what helps: names from the lists, and what the school has besides.
  var questions = [];
  gegevens.v.forEach(function (question, v) {
    var cells = scholen.map(function (school) {
      var names = question[1].filter(function (place) {
        var elsewhere = school.x.some(function (x) { return x[0] === v && x[1] === place[0] && x[2] === place[1]; });
        return !elsewhere && gegevens.w[number(school, place[0], place[1])][3] === 1;
      }).map(function (place) { return gegevens.l[place[0]][1][place[1]]; });
      school.e.forEach(function (own) { if (own[1].indexOf(v) >= 0) names.push(own[0]); });
      var limit = school.b.filter(function (b) { return b[1].indexOf(v) >= 0; })
        .map(function (b) { return make('p', { 'class': 'limit-line' }, [make('strong', {}, ['Let op, grens: ']), b[0]]); });
      if (limit.length > 2) limit = limit.slice(0, 2).concat(make('p', {}, ['En nog ' + (limit.length - 2) + '.']));
      if (names.length) return { parts: limit.concat(make('strong', {}, [String(names.length)]), ' ' + names.join(', ')) };
      return limit.length ? { parts: limit } : { parts: ['niets genoemd'], className: 'empty-cell' };
    });
    if (cells.some(function (c) { return c.className !== 'empty-cell'; })) questions.push(line(question[0], cells));
  });

  var own = scholen.map(function (s) {
    return s.e.length ? { parts: [s.e.map(function (e) { return e[0]; }).join(', ')] } : { parts: ['niets genoemd'], className: 'empty-cell' };
  });

  var names = scholen.map(function (s) { return s.g[1]; });
  var title = names.slice(0, -1).join(', ') + ' en ' + names[names.length - 1];
  document.title = title + ' – ' + document.title;
  outcome.appendChild(make('h2', { id: 'titel-uitkomst' }, [title]));
  var difference = make('input', { type: 'checkbox', id: 'verschil' });
  outcome.appendChild(make('p', { 'class': 'check' }, [difference, make('label', { 'for': 'verschil' }, [' Toon alleen de verschillen'])]));
  difference.addEventListener('change', function () { outcome.classList.toggle('only-differences', difference.checked); });

  outcome.appendChild(table('Over de scholen', about, 3));
  var part = table('Waar zoekt u hulp bij?', questions, 3);
  if (part) outcome.appendChild(part);
  gegevens.l.forEach(function (list, l) {
    var rows = [];
    list[1].forEach(function (name, i) {
      var n = scholen.map(function (s) { return number(s, l, i); });
      if (n.some(function (x) { return x > 0 && gegevens.w[x][0] !== 'unstated'; })) rows.push(line(name, n.map(reading)));
    });
    var part = table(list[0], rows, 3);
    if (part) outcome.appendChild(part);
  });
  if (scholen.some(function (s) { return s.e.length; })) {
    outcome.appendChild(table('Eigen aanbod', [line('Wat de school zelf heeft bedacht', own)], 3));
  }
  outcome.appendChild(make('p', { 'class': 'noot' }, ['Wat geen van deze scholen noemt, staat hier niet. “Niet vermeld” betekent dat wij het niet weten: vraag het de school.']));
  // When the page was loaded it was still empty; now the place that the address points to exists.
  if (location.hash === '#uitkomst') outcome.scrollIntoView();
})();
