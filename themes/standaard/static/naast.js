// Twee tot vier scholen naast elkaar. De keuze staat in het adres (?a=..&b=..); de gegevens staan
// in de bladzijde zelf.
(function () {
  'use strict';
  var bron = document.getElementById('gegevens');
  var form = document.getElementById('kies');
  var uitkomst = document.getElementById('uitkomst');
  if (!bron || !form || !uitkomst) return;
  var gegevens = JSON.parse(bron.textContent);
  var wortel = uitkomst.dataset.wortel;
  var LETTERS = ['a', 'b', 'c', 'd'];

  function maak(soort, eigenschappen, kinderen) {
    var element = document.createElement(soort);
    Object.keys(eigenschappen || {}).forEach(function (naam) { element.setAttribute(naam, eigenschappen[naam]); });
    (kinderen || []).forEach(function (kind) {
      if (kind !== null) element.appendChild(typeof kind === 'string' ? document.createTextNode(kind) : kind);
    });
    return element;
  }

  document.getElementById('zonder').hidden = true;
  form.hidden = false;
  var adres = new URLSearchParams(location.search);
  LETTERS.forEach(function (letter) {
    var keuze = form.elements[letter];
    var alle = document.createDocumentFragment();
    gegevens.s.forEach(function (school) {
      alle.appendChild(maak('option', { value: school.g[0] }, [school.g[1] + (school.g[2] ? ' (' + school.g[2] + ')' : '')]));
    });
    keuze.appendChild(alle);
    keuze.value = adres.get(letter) || '';
    if (keuze.selectedIndex === -1) keuze.value = '';
  });

  // Elke school één keer, in de volgorde van het adres.
  var scholen = [];
  LETTERS.forEach(function (letter) {
    var school = gegevens.s.filter(function (s) { return s.g[0] === form.elements[letter].value; })[0];
    if (school && scholen.indexOf(school) < 0) scholen.push(school);
  });
  form.addEventListener('submit', function () {
    // Lege keuzes hoeven niet in het adres.
    LETTERS.forEach(function (letter) { form.elements[letter].disabled = !form.elements[letter].value; });
  });
  window.addEventListener('pageshow', function () {
    LETTERS.forEach(function (letter) { form.elements[letter].disabled = false; });
  });
  if (!scholen.length) return;
  if (scholen.length === 1) {
    uitkomst.appendChild(maak('p', { 'class': 'leeg' }, ['U heeft ' + scholen[0].g[1] + ' gekozen. Kies er nog een school bij.']));
    return;
  }

  function tabel(titel, rijen, niveau) {
    if (!rijen.length) return null;
    var kop = maak('tr', {}, [maak('th', { scope: 'col' }, ['Onderdeel'])].concat(scholen.map(function (s) {
      return maak('th', { scope: 'col' }, [maak('a', { href: wortel + 'scholen/' + s.g[0] + '/index.html' }, [s.g[1]])]);
    })));
    var lijf = maak('tbody', {}, rijen.map(function (rij) {
      var cellen = rij.cellen.map(function (inhoud, i) {
        return maak('td', { 'data-label': scholen[i].g[1], 'class': inhoud.klasse || '' }, inhoud.delen);
      });
      return maak('tr', rij.gelijk ? { 'class': 'gelijk' } : {}, [maak('th', { scope: 'row' }, [rij.naam])].concat(cellen));
    }));
    return maak('section', { 'class': 'stuk' }, [
      maak('h' + niveau, {}, [titel]),
      maak('table', { 'class': 'mx naast stapel-smal k' + scholen.length }, [
        maak('caption', { 'class': 'verborgen' }, [titel + ', per school']), maak('thead', {}, [kop]), lijf
      ])
    ]);
  }
  function regel(naam, cellen) {
    var woorden = cellen.map(function (c) { return c.delen.map(function (d) { return typeof d === 'string' ? d : d.textContent; }).join(''); });
    return { naam: naam, cellen: cellen, gelijk: woorden.every(function (w) { return w === woorden[0]; }) };
  }
  function tekst(woorden) { return { delen: [woorden || 'niet vermeld'], klasse: woorden ? '' : 'leeg-vak' }; }
  function lezing(nummer) {
    var w = gegevens.w[nummer];
    return { klasse: w[0] === 'o' ? '' : w[0], delen: [maak('span', { 'aria-hidden': 'true' }, [w[1]]), maak('i', {}, [w[2]])] };
  }
  function nummer(school, l, i) { return school.c[l].length ? school.c[l][i] : 0; }

  var over = [
    regel('Plaats', scholen.map(function (s) { return tekst(s.g[2]); })),
    regel('Soort onderwijs', scholen.map(function (s) { return tekst(s.g[3]); })),
    regel('Bestuur', scholen.map(function (s) { return tekst(s.g[4]); })),
    regel('Gegevens van', scholen.map(function (s) { return tekst(s.g[5]); })),
    regel('Profiel', scholen.map(function (s) {
      return s.g[6] ? { delen: [maak('a', { href: wortel + s.g[6] }, ['Lees het profiel'])] } : tekst('');
    }))
  ];

  // Grenzen staan vooraan: wat een school niet kan, leest men vóór wat zij heeft.
  var SHOWN_LIMITS = 3;
  function limits(school) {
    if (!school.b.length && !school.bp) return { delen: ['geen grens genoemd'], klasse: 'leeg-vak' };
    var parts = school.b.slice(0, SHOWN_LIMITS).map(function (b) { return maak('p', {}, [b[0]]); });
    var rest = school.b.length - SHOWN_LIMITS;
    if (school.bp) {
      parts.push(maak('p', {}, [maak('a', { href: wortel + school.bp }, [rest > 0 ? 'Nog ' + rest + ' in het profiel' : 'Lees dit in het profiel'])]));
    } else if (rest > 0) parts.push(maak('p', {}, ['En nog ' + rest + '.']));
    return { delen: parts };
  }
  if (scholen.some(function (s) { return s.b.length || s.bp; })) over.unshift(regel('Grenzen', scholen.map(limits)));
  if (scholen.some(function (s) { return s.vs; })) {
    over.unshift(regel('Aanmelden', scholen.map(function (s) {
      return s.vs ? { delen: ['Alleen via uw school: u kunt uw kind hier niet zelf aanmelden'] } : tekst('');
    })));
  }

  // Per vraag wat helpt: namen uit de lijsten, en eigen aanbod.
  var vragen = [];
  gegevens.v.forEach(function (vraag, v) {
    var cellen = scholen.map(function (school) {
      var namen = vraag[1].filter(function (plek) {
        return gegevens.w[nummer(school, plek[0], plek[1])][3] === 1;
      }).map(function (plek) { return gegevens.l[plek[0]][1][plek[1]]; });
      school.e.forEach(function (eigen) { if (eigen[1].indexOf(v) >= 0) namen.push(eigen[0]); });
      var limit = school.b.filter(function (b) { return b[1].indexOf(v) >= 0; })
        .map(function (b) { return maak('p', { 'class': 'limit' }, [maak('strong', {}, ['Let op, grens: ']), b[0]]); });
      if (limit.length > 2) limit = limit.slice(0, 2).concat(maak('p', {}, ['En nog ' + (limit.length - 2) + '.']));
      if (namen.length) return { delen: limit.concat(maak('strong', {}, [String(namen.length)]), ' ' + namen.join(', ')) };
      return limit.length ? { delen: limit } : { delen: ['niets genoemd'], klasse: 'leeg-vak' };
    });
    if (cellen.some(function (c) { return c.klasse !== 'leeg-vak'; })) vragen.push(regel(vraag[0], cellen));
  });

  var eigen = scholen.map(function (s) {
    return s.e.length ? { delen: [s.e.map(function (e) { return e[0]; }).join(', ')] } : { delen: ['niets genoemd'], klasse: 'leeg-vak' };
  });

  var namen = scholen.map(function (s) { return s.g[1]; });
  var titel = namen.slice(0, -1).join(', ') + ' en ' + namen[namen.length - 1];
  document.title = titel + ' – ' + document.title;
  uitkomst.appendChild(maak('h2', { id: 'titel-uitkomst' }, [titel]));
  var verschil = maak('input', { type: 'checkbox', id: 'verschil' });
  uitkomst.appendChild(maak('p', { 'class': 'vink' }, [verschil, maak('label', { 'for': 'verschil' }, [' Toon alleen de verschillen'])]));
  verschil.addEventListener('change', function () { uitkomst.classList.toggle('alleen-verschil', verschil.checked); });

  uitkomst.appendChild(tabel('Over de scholen', over, 3));
  var deel = tabel('Waar zoekt u hulp bij?', vragen, 3);
  if (deel) uitkomst.appendChild(deel);
  gegevens.l.forEach(function (lijst, l) {
    var rijen = [];
    lijst[1].forEach(function (naam, i) {
      var n = scholen.map(function (s) { return nummer(s, l, i); });
      if (n.some(function (x) { return x > 0 && gegevens.w[x][0] !== 'o'; })) rijen.push(regel(naam, n.map(lezing)));
    });
    var deel = tabel(lijst[0], rijen, 3);
    if (deel) uitkomst.appendChild(deel);
  });
  if (scholen.some(function (s) { return s.e.length; })) {
    uitkomst.appendChild(tabel('Eigen aanbod', [regel('Wat de school zelf heeft bedacht', eigen)], 3));
  }
  uitkomst.appendChild(maak('p', { 'class': 'noot' }, ['Wat geen van deze scholen noemt, staat hier niet. “Niet vermeld” betekent dat wij het niet weten: vraag het de school.']));
  // De bladzijde was bij het laden nog leeg; nu bestaat de plek waar het adres naar wijst.
  if (location.hash === '#uitkomst') uitkomst.scrollIntoView();
})();
