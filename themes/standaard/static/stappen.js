/* De route stap voor stap: leest de stappen uit de pagina en laat er steeds één zien.
   Zonder dit script staat alles er al; het voegt alleen een knop en een paneel toe. */
(() => {
  'use strict';

  /** Geen volgende stap: de route houdt op. */
  const KLAAR = null;

  // ------------------------------------------------------------------ de route uit de pagina

  /** Een stap is een `li.stap`; dit is wat de lijst eromheen over haar zegt. */
  function leesRoute(route) {
    const stappen = new Map();
    const lijsten = [...route.querySelectorAll(':scope > .fase > .stappen')];
    const eersten = lijsten.map((lijst) => lijst.querySelector(':scope > .stap'));
    lijsten.forEach((lijst, i) => leesLijst(lijst, eersten[i + 1] ?? KLAAR, null, stappen));
    return { stappen, begin: eersten[0] ?? null };
  }

  /** `na` is de stap na de laatste van de lijst; `ouder` de keuze en de tak waar de lijst in staat. */
  function leesLijst(lijst, na, ouder, stappen) {
    const elementen = [...lijst.querySelectorAll(':scope > .stap')];
    elementen.forEach((element, i) => {
      const volgende = elementen[i + 1] ?? na;
      const keuze = element.classList.contains('keuze');
      const stap = {
        ouder,
        einde: element.classList.contains('einde'),
        meer: element.querySelector(':scope > .meer') !== null,
        volgende: doelVan(element) ?? volgende,
        takken: [],
      };
      if (stap.einde) stap.volgende = KLAAR;
      stappen.set(element, stap);
      const takken = keuze ? [...element.querySelectorAll(':scope > .takken > .tak')] : [];
      stap.takken = takken.map((tak, nummer) => {
        const eind = doelVan(tak) ?? volgende;
        const onder = tak.querySelector(':scope > .stappen');
        if (onder) leesLijst(onder, eind, { keuze: element, nummer, hoger: ouder }, stappen);
        return { element: tak, begin: onder?.querySelector(':scope > .stap') ?? eind };
      });
    });
  }

  /** Waar "Verder bij stap ..." onder een stap of tak heen leidt. */
  function doelVan(element) {
    const adres = element.querySelector(':scope > .verder > a')?.getAttribute('href');
    return adres?.startsWith('#') ? document.getElementById(adres.slice(1)) : null;
  }

  // --------------------------------------------------------------------------- de weg erdoor
  //
  // Een toestand verandert nooit; `terug` pakt de vorige. `open` is wat nog gelopen moet worden, het eerste
  // vooraan: takken die ook gekozen zijn (met `keuze`), en vervolgen die daarop wachten (zonder).

  /** De tak van `keuze` waar een stap in staat. */
  function takVan(stappen, stap, keuze) {
    for (let ouder = stappen.get(stap)?.ouder; ouder; ouder = ouder.hoger) {
      if (ouder.keuze === keuze) return ouder.nummer;
    }
    return -1;
  }

  /** Van `hier` naar `doel`. Wie een gekozen tak verlaat, loopt eerst de andere gekozen takken. */
  function ga(stappen, toestand, doel, hier = toestand.hier) {
    const open = [...toestand.open];
    let buitenste = -1;
    open.forEach(({ keuze }, i) => {
      if (!keuze) return;
      const tak = takVan(stappen, hier, keuze);
      const verlaat = doel === KLAAR || takVan(stappen, doel, keuze) !== tak;
      if (verlaat) buitenste = i;
    });
    if (buitenste >= 0) {
      laatWachten(open, buitenste + 1, doel, toestand);
      return neem(stappen, { ...toestand, open });
    }
    if (doel === KLAAR) return neem(stappen, toestand);
    return { ...toestand, hier: doel, open, gezien: [...toestand.gezien, doel] };
  }

  /** Zet een vervolg tussen wat open staat, één keer, achter de vervolgen die daar al wachten. */
  function laatWachten(open, vanaf, doel, toestand) {
    if (doel === KLAAR || open.some((o) => !o.keuze && o.doel === doel)) return;
    let plek = vanaf;
    while (plek < open.length && !open[plek].keuze) plek += 1;
    open.splice(plek, 0, { doel, keuze: null, vanaf: toestand.gezien.length });
  }

  /** Pakt het eerste dat nog open staat. */
  function neem(stappen, toestand) {
    const [eerste, ...open] = toestand.open;
    if (!eerste) return { ...toestand, hier: KLAAR };
    const verder = { ...toestand, open };
    // Wat intussen toch al gelopen is, hoeft niet nog eens.
    if (!eerste.keuze && toestand.gezien.slice(eerste.vanaf).includes(eerste.doel)) return neem(stappen, verder);
    if (!eerste.keuze) return ga(stappen, verder, eerste.doel);
    return kiesTak(stappen, verder, eerste.keuze, eerste.tak);
  }

  /** Een tak in; een lege tak gaat meteen door naar wat erop volgt. */
  function kiesTak(stappen, toestand, keuze, nummer) {
    const { begin } = stappen.get(keuze).takken[nummer];
    const binnen = begin !== KLAAR && takVan(stappen, begin, keuze) === nummer;
    if (binnen) return { ...toestand, hier: begin, gezien: [...toestand.gezien, begin] };
    // Zo'n tak verlaat men meteen; andere takken van dezelfde keuze gaan voor.
    const open = [...toestand.open];
    const andere = open.filter((o) => o.keuze === keuze).length;
    if (!andere) return ga(stappen, toestand, begin, keuze);
    laatWachten(open, andere, begin, toestand);
    return neem(stappen, { ...toestand, open });
  }

  /** Kiest een of meer takken van de keuze waar men staat. */
  function kies(stappen, toestand, nummers) {
    const keuze = toestand.hier;
    const [eerste, ...rest] = nummers;
    const open = [...rest.map((tak) => ({ keuze, tak })), ...toestand.open];
    return kiesTak(stappen, { ...toestand, open }, keuze, eerste);
  }

  // ------------------------------------------------------------------------------- het beeld

  /** Een element met kenmerken en inhoud; tekst blijft tekst. */
  function maak(naam, kenmerken = {}, ...inhoud) {
    const element = document.createElement(naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) {
      if (waarde !== null && waarde !== false) element.setAttribute(sleutel, waarde === true ? '' : waarde);
    }
    element.append(...inhoud.filter((deel) => deel !== null));
    return element;
  }

  function knop(woorden, bijKlik, kenmerken = {}) {
    const element = maak('button', { type: 'button', class: 'knop', ...kenmerken }, woorden);
    element.addEventListener('click', bijKlik);
    return element;
  }

  const tekstVan = (element) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? '';
  const titelVan = (stap) => tekstVan(stap.querySelector(':scope > .stap-kop > .stap-titel')).replace(/\.$/u, '');
  const nummerVan = (stap) => stap.id.slice(stap.id.lastIndexOf('-') + 1);

  /** Wat een tak zegt, zonder het woord "Als:". */
  function alsVan(tak) {
    const als = tak.querySelector(':scope > .als').cloneNode(true);
    als.querySelector('.als-woord')?.remove();
    return tekstVan(als);
  }

  /** Een kopie zonder ids, want die staan al op de pagina, en met koppen als vette regels. */
  function kopie(element) {
    const uit = element.cloneNode(true);
    for (const e of [uit, ...uit.querySelectorAll('[id]')]) e.removeAttribute('id');
    for (const kop of uit.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      kop.replaceWith(maak('p', {}, maak('strong', {}, ...kop.childNodes)));
    }
    return uit;
  }

  /** In de route staat een afkorting voluit waar zij voor het eerst voorkomt; hier bij elke stap. */
  function schrijfVoluit(deel) {
    const gehad = new Set();
    for (const abbr of deel.querySelectorAll('abbr[title]')) {
      const kort = tekstVan(abbr);
      const staatEr = abbr.nextElementSibling?.classList.contains('voluit');
      if (!gehad.has(kort) && !staatEr && !abbr.closest('button')) {
        abbr.after(' ', maak('span', { class: 'voluit' }, `(${abbr.title})`));
      }
      gehad.add(kort);
    }
  }

  let paneelnummer = 0;

  function maakLoper(route) {
    let { stappen, begin } = leesRoute(route);
    if (stappen.size < 2) return;
    paneelnummer += 1;
    const id = (woord) => `stap-voor-stap-${paneelnummer}-${woord}`;

    const start = () => ({ toestand: { hier: begin, open: [], gezien: [begin] }, gekozen: null });
    // Elke toestand met wat daar gekozen is.
    let weg = [start()];

    const vak = maak('div', { class: 'loper-stap' });
    const wegLijst = maak('ol', { class: 'loper-weg' });
    const wegKop = maak('summary');
    const wegDeel = maak('details', { open: true }, wegKop, wegLijst);
    const paneel = maak('div', { class: 'loper', id: id('paneel'), role: 'group', 'aria-label': 'De route stap voor stap', hidden: true }, vak, wegDeel);
    const opener = knop('Loop de route stap voor stap', () => {
      if (!paneel.hidden) return sluit();
      herlees();
      paneel.hidden = false;
      opener.setAttribute('aria-expanded', 'true');
      return toon();
    }, { 'aria-expanded': 'false', 'aria-controls': id('paneel') });

    /** In een voorbeeld kunnen er intussen andere stappen staan. */
    function herlees() {
      const nu = leesRoute(route);
      const zelfde = nu.stappen.size === stappen.size && [...nu.stappen.keys()].every((stap) => stappen.has(stap));
      ({ stappen, begin } = nu);
      if (!zelfde) weg = [start()];
    }

    function sluit() {
      paneel.hidden = true;
      opener.setAttribute('aria-expanded', 'false');
      opener.focus();
    }

    function zet(toestand, gekozen) {
      weg.at(-1).gekozen = gekozen;
      weg.push({ toestand, gekozen: null });
      toon();
    }

    function terug() {
      weg.pop();
      weg.at(-1).gekozen = null;
      toon();
    }

    function opnieuw() {
      weg = [start()];
      toon();
    }

    /** Zet het scherm op de laatste toestand, en de focus op haar kop. */
    function toon() {
      const { toestand } = weg.at(-1);
      vak.replaceChildren(...(toestand.hier === KLAAR ? slot() : stapDelen(toestand)), bediening());
      schrijfVoluit(vak);
      toonWeg();
      vak.querySelector('.loper-kop').focus();
    }

    function stapDelen(toestand) {
      const { hier } = toestand;
      const stap = stappen.get(hier);
      const fase = hier.closest('.fase');
      const uit = [];
      const fasekop = fase.querySelector(':scope > h4');
      if (fasekop) uit.push(maak('p', { class: 'label' }, `Fase: ${tekstVan(fasekop)}`));
      const eerder = toestand.gezien.slice(0, -1).includes(hier);
      uit.push(kop(`Stap ${nummerVan(hier)}: ${titelVan(hier)}`, stap.einde ? ' (einde)' : '', eerder));
      if (eerder) {
        uit.push(maak('p', { class: 'loper-eerder', id: id('eerder') }, 'U bent hier al geweest. Een deel van de route komt terug zolang dat nodig is.'));
      }
      if (fase.querySelector('.stap') === hier) uit.push(...delen(fase));
      uit.push(...delen(hier));
      uit.push(...(stap.takken.length ? keuze(toestand, stap) : verder(toestand, stap)));
      if (eerder && toestand.open.length) {
        const volgende = neem(stappen, toestand);
        if (volgende.hier !== KLAAR) {
          uit.push(maak('p', {}, `Hebt u deze stappen al gezien? U koos ook een andere weg. Die begint bij stap ${nummerVan(volgende.hier)}: ${titelVan(volgende.hier)}.`));
          uit.push(knop('Ga naar die andere weg', () => zet(volgende, null), { class: 'knop stil' }));
        }
      }
      return uit;
    }

    function kop(woorden, na, eerder) {
      const element = maak('h4', { class: 'loper-kop', tabindex: '-1', 'aria-describedby': eerder ? id('eerder') : null }, woorden);
      if (na) element.append(na);
      return element;
    }

    /** Wat er onder een stap, tak of fase staat, zonder wat daar weer onder staat. */
    function delen(element) {
      return [...element.querySelectorAll(':scope > .bij, :scope > .noot:not(.meer), :scope > .tekst')].map(kopie);
    }

    /** Wat er hierna gebeurt en wie dat doet. */
    function hierna(doel, woord) {
      if (doel === KLAAR) return [maak('p', {}, `${woord}: hier houdt de route op.`)];
      const wie = doel.querySelector(':scope > .bij > .wie > dd');
      return [
        maak('p', {}, `${woord}: stap ${nummerVan(doel)}, `, maak('strong', {}, titelVan(doel)), wie ? `. Wie: ${tekstVan(wie)}.` : '.'),
      ];
    }

    function verder(toestand, stap) {
      const volgende = ga(stappen, toestand, stap.volgende);
      if (volgende.hier === KLAAR) {
        const woorden = stap.einde ? 'Dit is het einde van de route.' : 'Dit is de laatste stap. Hier houdt de route op.';
        return [maak('p', { class: 'loper-einde' }, woorden)];
      }
      const anders = volgende.hier !== stap.volgende;
      const uit = [];
      if (stap.einde) uit.push(maak('p', { class: 'loper-einde' }, 'Dit is het einde van deze weg. U koos ook iets anders.'));
      else if (anders) uit.push(maak('p', {}, 'Nu komt wat u ook hebt gekozen.'));
      uit.push(...hierna(volgende.hier, 'Hierna'));
      uit.push(knop('Volgende stap', () => zet(volgende, null)));
      return uit;
    }

    function keuze(toestand, stap) {
      return stap.meer && stap.takken.length > 1 ? vinkjes(toestand, stap) : knoppen(toestand, stap);
    }

    /** Eén tak: elke tak een knop, met eronder wat er dan gebeurt. */
    function knoppen(toestand, stap) {
      const lijst = stap.takken.map((tak, nummer) => {
        const als = alsVan(tak.element);
        const volgende = kies(stappen, toestand, [nummer]);
        return maak('li', {}, knop(als, () => zet(volgende, als), { class: 'knop stil' }), ...delen(tak.element), ...hierna(volgende.hier, 'Dan'));
      });
      return [maak('p', { class: 'label' }, 'Kies wat past'), maak('ul', { class: 'loper-keuzes' }, ...lijst)];
    }

    /** Een of meer takken: vinkjes. */
    function vinkjes(toestand, stap) {
      const fout = maak('p', { class: 'let-op', id: id('fout'), role: 'alert' });
      const vinken = stap.takken.map((tak, nummer) => {
        const vink = maak('input', { type: 'checkbox', id: id(`tak-${nummer}`), 'aria-describedby': id('fout') });
        return { vink, als: alsVan(tak.element), tak };
      });
      const regels = vinken.map(({ vink, als, tak }) => maak('div', { class: 'loper-vink' }, vink, maak('div', {}, maak('label', { for: vink.id }, als), ...delen(tak.element))));
      const klaar = knop('Verder met wat u koos', () => {
        const nummers = vinken.flatMap(({ vink }, nummer) => (vink.checked ? [nummer] : []));
        if (!nummers.length) {
          fout.textContent = 'Kies minstens één antwoord.';
          vinken[0].vink.focus();
          return;
        }
        zet(kies(stappen, toestand, nummers), nummers.map((nummer) => vinken[nummer].als).join('; '));
      });
      return [
        maak('fieldset', {}, maak('legend', { class: 'label' }, 'Kies wat past. U mag meer dan één antwoord kiezen; u loopt ze dan na elkaar.'), ...regels),
        fout,
        klaar,
      ];
    }

    /** Na het laatste dat open stond. */
    function slot() {
      return [kop('Einde van de route', '', false), maak('p', { class: 'loper-einde' }, 'U hebt alles gezien wat u hebt gekozen. Hier houdt de route op.')];
    }

    function bediening() {
      const { hier } = weg.at(-1).toestand;
      return maak(
        'div',
        { class: 'loper-bediening' },
        weg.length > 1 ? knop('Eén stap terug', terug, { class: 'knop stil' }) : null,
        weg.length > 1 ? knop('Begin opnieuw', opnieuw, { class: 'knop stil' }) : null,
        knop('Sluiten', sluit, { class: 'knop stil' }),
        hier === KLAAR ? null : maak('p', {}, maak('a', { href: `#${hier.id}` }, 'Lees deze stap tussen alle stappen')),
      );
    }

    function toonWeg() {
      const gelopen = weg.slice(0, -1).filter(({ toestand }) => toestand.hier !== KLAAR);
      wegDeel.hidden = gelopen.length === 0;
      wegKop.textContent = `Uw weg tot hier: ${gelopen.length} ${gelopen.length === 1 ? 'stap' : 'stappen'}`;
      wegLijst.replaceChildren(...gelopen.map(({ toestand, gekozen }) => maak(
        'li',
        {},
        `Stap ${nummerVan(toestand.hier)}: ${titelVan(toestand.hier)}`,
        gekozen === null ? null : maak('span', { class: 'noot' }, ` – u koos: ${gekozen}`),
      )));
    }

    // Before the picture, which is long on a phone.
    let eerste = route;
    while (eerste.previousElementSibling?.matches('.fasen-kort, .route-tekst-kop, .route-beeld')) eerste = eerste.previousElementSibling;
    eerste.before(maak('div', { 'data-van-script': true }, maak('p', { class: 'loper-begin' }, opener), paneel));
  }

  for (const route of document.querySelectorAll('.route')) maakLoper(route);
})();
