// De tabel van scholen: kiezen, zoeken en ordenen. Zonder dit script staat de hele tabel er.
(function () {
  'use strict';
  var tabel = document.getElementById('mx');
  var form = document.getElementById('keus');
  if (!tabel || !form) return;
  var veld = form.elements;
  var lijf = tabel.tBodies[0];
  var telling = document.getElementById('telling');
  var niets = document.getElementById('niets');
  var standRij = document.getElementById('f-s-rij');
  var bedragen = (tabel.dataset.bedragen || '').split(' ').filter(Boolean);
  var NAMEN = ['i', 's', 'p', 't', 'b', 'q', 'o'];

  // Zoeken gaat zonder hoofdletters en zonder accenten.
  function kaal(tekst) {
    return tekst.normalize('NFD').replace(/[\u00ad\u0300-\u036f]/g, '').toLowerCase().trim();
  }
  function nummers(tekst) { return tekst ? tekst.split(' ') : []; }

  var rijen = Array.prototype.map.call(lijf.rows, function (tr, plek) {
    var kop = tr.cells[0];
    return {
      tr: tr, plek: plek, naam: kaal(kop.querySelector('a').textContent), n: Number(tr.dataset.n),
      p: nummers(tr.dataset.p), t: nummers(tr.dataset.t), b: nummers(tr.dataset.b)
    };
  });

  // Eén onderdeel kiezen verbergt de andere kolommen met één regel stijl: sneller dan cel voor cel.
  var stijl = document.head.appendChild(document.createElement('style'));
  function kolom(i) { return i + 3; }

  function cel(rij, i) { return rij.tr.cells[i + 2]; }
  function heeft(td, stand) {
    var klassen = td.className.split(' ').filter(Boolean);
    if (stand === 'o') return klassen.length === 0;
    if (stand === '+') return klassen.some(function (k) { return 'sbejc'.indexOf(k) >= 0; });
    return klassen.indexOf(stand) >= 0;
  }

  function kies() {
    var i = veld.i.value === '' ? -1 : Number(veld.i.value);
    var keuze = {};
    NAMEN.forEach(function (naam) { keuze[naam] = veld[naam] ? veld[naam].value : ''; });
    var zoek = kaal(keuze.q).split(/\s+/).filter(Boolean);
    if (i < 0) keuze.s = '';
    var zien = 0;
    rijen.forEach(function (rij) {
      var past = (!keuze.p || rij.p.indexOf(keuze.p) >= 0) && (!keuze.t || rij.t.indexOf(keuze.t) >= 0) &&
        (!keuze.b || rij.b.indexOf(keuze.b) >= 0) &&
        zoek.every(function (deel) { return rij.naam.indexOf(deel) >= 0; }) &&
        (!keuze.s || heeft(cel(rij, i), keuze.s));
      if (rij.tr.hidden === past) rij.tr.hidden = !past;
      if (past) zien += 1;
    });
    telling.textContent = zien === rijen.length ? rijen.length + ' scholen' :
      zien + ' van de ' + rijen.length + ' scholen';
    niets.hidden = zien > 0;
    tabel.parentNode.hidden = zien === 0;
  }

  function toon() {
    var i = veld.i.value === '' ? -1 : Number(veld.i.value);
    standRij.hidden = i < 0;
    if (i < 0) veld.s.value = '';
    var perOnderdeel = veld.o.querySelector('option[value=i]');
    perOnderdeel.disabled = i < 0;
    perOnderdeel.textContent = bedragen.indexOf(String(i)) >= 0 ? 'Gekozen onderdeel: op hoeveelheid' : 'Gekozen onderdeel: wie het heeft eerst';
    if (i < 0 && veld.o.value === 'i') veld.o.value = '';
    tabel.classList.toggle('een', i >= 0);
    stijl.textContent = i < 0 ? '' : '#mx :is(td,thead th):not(:nth-child(' + kolom(i) + ')):not(:first-child){display:none}';
  }

  var PLEK = 'sbejcgno';
  function gewicht(td) {
    var klassen = td.className.split(' ').filter(Boolean);
    if (!klassen.length) return 99;
    if (klassen[0].charAt(0) === 'w') return 20 - Number(klassen[0].slice(1));
    return 30 + PLEK.indexOf(klassen[0]);
  }
  function orden() {
    var i = Number(veld.i.value);
    var wijze = veld.o.value;
    var oud = rijen.map(function (rij) { return rij.plek; }).join();
    rijen.sort(function (a, b) {
      var verschil = 0;
      if (wijze === 'n') verschil = b.n - a.n;
      if (wijze === 'i') {
        var x = cel(a, i), y = cel(b, i);
        var hx = x.dataset.h, hy = y.dataset.h;
        if (hx !== undefined && hy !== undefined) verschil = Number(hx) - Number(hy);
        else if (hx !== undefined || hy !== undefined) verschil = hx !== undefined ? -1 : 1;
        else if (/^\d+$/.test(x.firstChild.nodeValue || '')) verschil = Number(y.firstChild.nodeValue) - Number(x.firstChild.nodeValue) || 0;
        else verschil = gewicht(x) - gewicht(y);
      }
      return verschil || a.plek - b.plek;
    });
    var kop = tabel.tHead.rows[0].cells;
    Array.prototype.forEach.call(kop, function (th) { th.removeAttribute('aria-sort'); });
    var gesorteerd = wijze === 'n' ? kop[1] : wijze === 'i' ? kop[i + 2] : kop[0];
    gesorteerd.setAttribute('aria-sort', wijze === 'n' ? 'descending' : 'ascending');
    if (rijen.map(function (rij) { return rij.plek; }).join() === oud) return;
    var alle = document.createDocumentFragment();
    rijen.forEach(function (rij) { alle.appendChild(rij.tr); });
    lijf.appendChild(alle);
  }

  // De keuze staat in het adres, zodat zij te bewaren en te delen is.
  function bewaar() {
    var delen = NAMEN.filter(function (naam) { return veld[naam] && veld[naam].value; })
      .map(function (naam) { return naam + '=' + encodeURIComponent(veld[naam].value); });
    try {
      history.replaceState(null, '', location.pathname + (delen.length ? '?' + delen.join('&') : '') + location.hash);
    } catch (fout) { /* Een browser die dit bij bestanden niet toestaat. */ }
  }
  function herstel() {
    var adres = new URLSearchParams(location.search);
    NAMEN.forEach(function (naam) {
      if (!veld[naam] || !adres.has(naam)) return;
      veld[naam].value = adres.get(naam);
      if (veld[naam].selectedIndex === -1) veld[naam].value = '';
    });
  }

  function alles() { toon(); kies(); orden(); bewaar(); }
  form.addEventListener('input', alles);
  form.addEventListener('submit', function (gebeurtenis) { gebeurtenis.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(alles, 0); });
  herstel();
  // Een volgorde op een onderdeel kan pas gekozen zijn als het onderdeel dat is.
  if (veld.i.value !== '') {
    veld.o.querySelector('option[value=i]').disabled = false;
    var o = new URLSearchParams(location.search).get('o');
    if (o) veld.o.value = o;
    if (veld.o.selectedIndex === -1) veld.o.value = '';
  }
  form.hidden = false;
  // Op een telefoon staat eerst alleen het belangrijkste er; een gedeelde keuze is wel te zien.
  var smal = window.matchMedia('(max-width: 40em)').matches;
  var uitleg = document.querySelector('.tekens');
  if (smal && uitleg) uitleg.open = false;
  document.getElementById('meer').open = !smal || ['p', 't', 'b', 'q', 'o'].some(function (naam) { return veld[naam] && veld[naam].value; });
  toon(); kies(); orden();
})();
