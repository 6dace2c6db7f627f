// Stands at the end of every page of a preview, never in a website. Loads the page again when there
// is a new version, and shows what is wrong. Texts of messages only ever become text nodes.
(function () {
  'use strict';

  // The page around this one does it.
  if (window.top !== window) return;

  var MAP = '/__steunwijzer/';
  var SLEUTEL = 'steunwijzer-voorbeeld';
  var zelf = document.currentScript;
  var eigenVersie = zelf ? zelf.getAttribute('data-versie') : '';

  // What a reader did with the page, kept over a reload.

  function klapjes() {
    var gezien = {};
    return Array.prototype.map.call(document.querySelectorAll('details'), function (el) {
      var kop = el.querySelector('summary');
      var naam = kop ? kop.textContent.trim().slice(0, 80) : '';
      gezien[naam] = (gezien[naam] || 0) + 1;
      return { el: el, naam: naam + '#' + gezien[naam] };
    });
  }

  function weg(el) {
    var delen = [];
    for (; el && el.parentElement; el = el.parentElement) {
      if (el.id) {
        delen.unshift('#' + CSS.escape(el.id));
        break;
      }
      var plaats = Array.prototype.indexOf.call(el.parentElement.children, el) + 1;
      delen.unshift(el.localName + ':nth-child(' + plaats + ')');
    }
    return delen.join('>');
  }

  function bewaar() {
    var bezig = document.activeElement;
    var stand = {
      adres: location.href,
      x: window.scrollX,
      y: window.scrollY,
      open: klapjes().map(function (k) { return [k.naam, k.el.open]; }),
      bezig: bezig && bezig !== document.body && bezig !== gast ? weg(bezig) : '',
    };
    try { sessionStorage.setItem(SLEUTEL, JSON.stringify(stand)); } catch (fout) { /* then the page starts at its top */ }
  }

  function herstel() {
    var stand = null;
    try {
      stand = JSON.parse(sessionStorage.getItem(SLEUTEL));
      sessionStorage.removeItem(SLEUTEL);
    } catch (fout) { /* nothing to go back to */ }
    if (!stand || stand.adres !== location.href) return;
    var open = {};
    stand.open.forEach(function (paar) { open[paar[0]] = paar[1]; });
    klapjes().forEach(function (k) { if (k.naam in open) k.el.open = open[k.naam]; });
    var bezig = null;
    try { bezig = stand.bezig && document.querySelector(stand.bezig); } catch (fout) { /* the page is another one now */ }
    if (bezig) bezig.focus({ preventScroll: true });
    var terug = function () { window.scrollTo({ left: stand.x, top: stand.y, behavior: 'instant' }); };
    terug();
    // Pictures may still move what stands below them.
    window.addEventListener('load', terug, { once: true });
  }

  // The panel. In a shadow, so that a theme cannot change it, nor it the theme.

  var gast = document.createElement('steunwijzer-voorbeeld');
  var schaduw = gast.attachShadow({ mode: 'open' });

  function maak(naam, klasse, tekst) {
    var el = document.createElement(naam);
    if (klasse) el.className = klasse;
    if (tekst !== undefined && tekst !== null) el.textContent = tekst;
    return el;
  }

  var stijl = maak('link');
  stijl.rel = 'stylesheet';
  stijl.href = MAP + 'voorbeeld.css';
  var paneel = maak('section', 'paneel');
  paneel.setAttribute('aria-labelledby', 'kop');
  var balk = maak('div', 'balk');
  var kop = maak('h2', '');
  kop.id = 'kop';
  var sluit = maak('button', '', 'Sluiten');
  sluit.type = 'button';
  balk.append(kop, sluit);
  var lijst = maak('div', 'lijst');
  lijst.tabIndex = 0;
  lijst.setAttribute('role', 'group');
  lijst.setAttribute('aria-label', 'Meldingen');
  paneel.append(balk, lijst);
  paneel.hidden = true;
  var knop = maak('button', 'knop');
  knop.type = 'button';
  knop.hidden = true;
  var roep = maak('p', 'roep');
  roep.setAttribute('role', 'alert');
  var stil = maak('p', 'stil');
  stil.setAttribute('role', 'status');
  stil.hidden = true;
  schaduw.append(stijl, paneel, knop, stil, roep);

  // The end of the page must stay within reach.
  function ruimte() {
    document.body.style.paddingBottom = paneel.hidden ? '' : paneel.offsetHeight + 'px';
  }

  new ResizeObserver(ruimte).observe(paneel);

  function dicht() {
    var binnen = schaduw.activeElement;
    paneel.hidden = true;
    knop.hidden = false;
    if (binnen) knop.focus();
  }

  sluit.addEventListener('click', dicht);
  knop.addEventListener('click', function () {
    knop.hidden = true;
    paneel.hidden = false;
    sluit.focus();
  });
  document.addEventListener('keydown', function (toets) {
    if (toets.key === 'Escape' && !paneel.hidden && !toets.defaultPrevented) dicht();
  });

  function stuk(deel, metBestand) {
    var doos = document.createDocumentFragment();
    if (metBestand) doos.append(maak('p', 'plek', deel.bestand + ', regel ' + deel.regel));
    var regel = maak('pre');
    regel.tabIndex = 0;
    regel.append(maak('span', 'nr', deel.regel + ' '), deel.voor, maak('mark', '', deel.deel || ' '), deel.na);
    doos.append(regel);
    if (deel.label) doos.append(maak('p', 'label', deel.label));
    return doos;
  }

  function melding(fout) {
    var doos = maak('article');
    doos.append(maak('h3', '', fout.bericht));
    if (fout.bestand) {
      var plek = fout.bestand + (fout.regel ? ':' + fout.regel + ':' + fout.kolom : '');
      doos.append(maak('p', 'plek', plek));
    }
    fout.stukken.forEach(function (deel, i) { doos.append(stuk(deel, i > 0)); });
    if (fout.hint) {
      var hint = maak('p', 'hint');
      hint.append(maak('strong', '', 'hint: '), fout.hint);
      doos.append(hint);
    }
    return doos;
  }

  var getoond = '';

  function toon(stand) {
    var fouten = JSON.stringify(stand.fouten);
    if (fouten === getoond) return;
    getoond = fouten;
    lijst.replaceChildren.apply(lijst, stand.fouten.map(melding));
    if (!stand.aantal) {
      paneel.hidden = knop.hidden = true;
      roep.textContent = '';
      return;
    }
    if (stand.aantal > stand.fouten.length) {
      lijst.append(maak('p', '', 'En nog ' + (stand.aantal - stand.fouten.length) + '; die staan in de terminal.'));
    }
    var telling = stand.aantal === 1 ? '1 fout' : stand.aantal + ' fouten';
    var leeg = document.body.classList.contains('steunwijzer-melding');
    kop.textContent = telling + (leeg ? '' : '. U ziet de laatste goede versie.');
    knop.textContent = telling;
    roep.textContent = telling + ' in het voorbeeld: ' + stand.fouten[0].bericht;
    paneel.hidden = false;
    knop.hidden = true;
    lijst.scrollTop = 0;
  }

  // A new version. Where only words changed, only those are put in their place: that is quicker than loading the
  // page again, and whoever reads stays where he was. What is compared is the page as it was sent then and now; the
  // page on the screen must still be as it was sent, or scripts had a hand in it, and then it is loaded again.

  var laatste = null;
  var bezig = false;
  var verstuurd = null;
  var SCRIPT = 'script[src="' + MAP + 'voorbeeld.js"]';
  var LEVEND = 'script, style, link, button, input, select, textarea, form, dialog';

  function haal() {
    return fetch(location.href.split('#')[0], { cache: 'no-store' }).then(function (antwoord) {
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      return antwoord.text();
    }).then(function (tekst) {
      var bladzijde = new DOMParser().parseFromString(tekst, 'text/html');
      var script = bladzijde.querySelector(SCRIPT);
      var titel = bladzijde.title;
      // What nobody sees may differ.
      bladzijde.querySelectorAll('title, head meta, head script[type="application/ld+json"]').forEach(function (el) { el.remove(); });
      if (script) script.remove();
      return { versie: script ? script.getAttribute('data-versie') : '', titel: titel, bladzijde: bladzijde };
    });
  }

  function zelfdeSchil(een, ander) {
    return een.cloneNode(false).isEqualNode(ander.cloneNode(false));
  }

  function verschillen(oud, nieuw, pad, uit) {
    if (oud.isEqualNode(nieuw)) return uit;
    if (oud.nodeType === 1 && zelfdeSchil(oud, nieuw) && oud.childNodes.length === nieuw.childNodes.length) {
      for (var i = 0; i < oud.childNodes.length; i += 1) {
        verschillen(oud.childNodes[i], nieuw.childNodes[i], pad.concat(i), uit);
      }
      return uit;
    }
    uit.push({ oud: oud, nieuw: nieuw, pad: pad });
    return uit;
  }

  function leeft(deel) {
    return deel.nodeType === 1 && (deel.matches(LEVEND) || deel.querySelector(LEVEND) !== null);
  }

  // What stands in an element, but for what a script put there and says so, and that nobody opened: it looks at the
  // page again when it is opened.
  function zoalsVerstuurd(el) {
    return Array.prototype.filter.call(el.childNodes, function (kind) {
      return kind.nodeType !== 1 || !kind.hasAttribute('data-van-script') || kind.querySelector('[aria-expanded="true"]');
    });
  }

  // The part of the page on the screen; null when that is not as it was sent.
  function opHetScherm(verschil) {
    var hier = document.body;
    var toen = verstuurd.bladzijde.body;
    for (var i = 0; i < verschil.pad.length; i += 1) {
      var kinderen = zoalsVerstuurd(hier);
      // Our own things stand at the end of the page.
      if (hier !== document.body && kinderen.length !== toen.childNodes.length) return null;
      hier = kinderen[verschil.pad[i]];
      toen = toen.childNodes[verschil.pad[i]];
      if (!hier) return null;
    }
    return hier !== document.body && hier.isEqualNode(verschil.oud) ? hier : null;
  }

  function zetOver(nieuw) {
    if (!verstuurd || !verstuurd.bladzijde.head.isEqualNode(nieuw.bladzijde.head)) return false;
    if (!zelfdeSchil(verstuurd.bladzijde.documentElement, nieuw.bladzijde.documentElement)) return false;
    var alle = verschillen(verstuurd.bladzijde.body, nieuw.bladzijde.body, [], []);
    // Then something else changed: a style, an image.
    if (!alle.length) return false;
    var delen = alle.map(function (verschil) {
      return leeft(verschil.oud) || leeft(verschil.nieuw) ? null : opHetScherm(verschil);
    });
    if (delen.indexOf(null) !== -1) return false;
    delen.forEach(function (deel, i) { deel.replaceWith(document.importNode(alle[i].nieuw, true)); });
    document.title = nieuw.titel;
    // Styles may have changed as well.
    document.head.querySelectorAll('link[rel="stylesheet"]').forEach(function (oud) {
      var vers = oud.cloneNode();
      vers.href = oud.href.split('?')[0] + '?' + encodeURIComponent(nieuw.versie);
      vers.addEventListener('load', function () { oud.remove(); }, { once: true });
      oud.after(vers);
    });
    return true;
  }

  function herlaad() {
    los();
    bewaar();
    location.reload();
  }

  function volg() {
    if (bezig || !laatste) return;
    if (laatste.versie === eigenVersie) {
      toon(laatste);
      return;
    }
    bezig = true;
    haal().then(function (nieuw) {
      if (!nieuw.versie || !zetOver(nieuw)) throw new Error('anders');
      verstuurd = nieuw;
      eigenVersie = nieuw.versie;
      bezig = false;
      volg();
    }).catch(herlaad);
  }

  function onthoud() {
    haal().then(function (nieuw) {
      if (nieuw.versie === eigenVersie && !verstuurd) verstuurd = nieuw;
    }).catch(function () { /* then the page is loaded again */ });
  }

  // The stream. A page that nobody looks at lets go of it: a browser keeps only a few.

  var bron = null;
  var klok = 0;

  function los() {
    clearTimeout(klok);
    klok = 0;
    if (bron) bron.close();
    bron = null;
  }

  function verbind() {
    los();
    bron = new EventSource(MAP + 'stroom');
    bron.onmessage = function (bericht) {
      clearTimeout(klok);
      klok = 0;
      stil.hidden = true;
      stil.textContent = '';
      laatste = JSON.parse(bericht.data);
      volg();
    };
    bron.onerror = function () {
      if (!klok) {
        klok = setTimeout(function () {
          stil.hidden = false;
          stil.textContent = 'Het voorbeeld is gestopt. Het gaat verder zodra steunwijzer serve weer draait.';
        }, 1500);
      }
      // Some browsers give up at once.
      if (bron && bron.readyState === EventSource.CLOSED) {
        bron = null;
        setTimeout(function () { if (!bron && !document.hidden) opnieuw(); }, 1000);
      }
    };
  }

  function opnieuw() {
    var loopt = klok;
    klok = 0;
    verbind();
    klok = loopt;
  }

  document.addEventListener('visibilitychange', function () {
    if (document.hidden) los(); else if (!bron) verbind();
  });
  window.addEventListener('pagehide', los);
  window.addEventListener('pageshow', function (weer) { if (weer.persisted && !bron) verbind(); });

  document.body.append(gast);
  herstel();
  if (document.readyState === 'complete') onthoud();
  else window.addEventListener('load', onthoud, { once: true });
  if (!document.hidden) verbind();
})();
