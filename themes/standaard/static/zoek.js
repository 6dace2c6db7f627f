// Zoeken op zoek/index.html. De zoekmachine (Pagefind) is een module en wordt pas gehaald als er iets te zoeken is.
// Wat uit de index komt, is tekst van scholen: het komt alleen als tekst op de bladzijde, nooit als HTML.
(() => {
  'use strict';

  const bij = (id) => document.getElementById(id);
  const formulier = bij('zoekformulier');
  const vak = bij('zoeken');
  if (!formulier || !vak) return;
  const wortel = new URL('../', document.currentScript.src);

  const invoer = bij('zoekwoord');
  const aantal = bij('zoek-aantal');
  const lijst = bij('zoek-lijst');
  const meer = bij('zoek-meer');
  const niets = bij('zoek-niets');
  const keuzes = ['onderwijstype', 'plaats', 'school'];
  const PER_KEER = 10;

  // Een ander woord voor een vraag (leesblind) telt als haar naam.
  const RANGORDE = { pageLength: 0.4, metaWeights: { title: 5, ook: 5 } };

  // Hoe een soort heet, en hoe zwaar hij telt: eerst de vraag van een ouder, dan wat helpt, dan wie het heeft.
  const SOORTEN = {
    hulpvraag: ['Vraag van ouders', 10],
    aanbod: ['Soort hulp', 2],
    school: ['School', 2],
    eigen: ['Hulp op deze school', 0.8],
    grens: ['Grens van een school', 0.9],
    praktijk: ['Praktijkvoorbeeld', 1],
    begrip: ['Begrip', 1],
  };

  // Woorden die in bijna elke vraag staan en niets zeggen over wat iemand zoekt.
  const KLEINE_WOORDEN = new Set(`aan al als bij binnen daar dan dat de der deze die dit dochter doen doet door een en er
    gaan gaat geen had heb hebben heeft hem het hij hoe hun ik iemand iets in is ja je jullie kan kind kinderen komt krijgen
    krijgt kun kunnen kunt maar mag meer met mij mijn moet na naar nee niet nog nu of om ons onze ook op over school scholen
    te tot u uit uw van vanwege veel voor waar wanneer wat wel welke wie wil worden wordt ze zich zij zijn zit zo zoon`
    .split(/\s+/));

  // Zoals de index het heeft: een letter met accent is één teken, en wat niemand ziet (een zacht afbreekstreepje) is weg.
  const gewoon = (tekst) => tekst.normalize('NFC').replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim();
  const kaal = (tekst) => tekst.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const woordenVan = (tekst) => kaal(tekst).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  let machine;
  let soortVan;
  let beurt = 0;
  let gevonden = [];
  let getoond = 0;

  /** Haalt de zoekmachine, één keer; een volgende keer opnieuw als het niet lukte. */
  function haal() {
    machine ??= (async () => {
      const module = await import(new URL('zoek/pagefind.js', wortel).href);
      const zoeker = module.createInstance({ noWorker: true, excerptEllipsis: '…', excerptLength: 36, ranking: RANGORDE });
      await zoeker.init();
      soortVan = new Map();
      for (const soort of Object.keys(SOORTEN)) {
        const { results } = await zoeker.search(null, { filters: { soort } });
        for (const resultaat of results) soortVan.set(resultaat.id, soort);
      }
      await vulKeuzes(zoeker);
      return zoeker;
    })();
    machine.catch(() => { machine = undefined; });
    return machine;
  }

  /** Zet de namen van scholen, plaatsen en onderwijstypen in de keuzelijsten. */
  async function vulKeuzes(zoeker) {
    const alle = await zoeker.filters();
    for (const naam of keuzes) {
      const select = bij(`zoek-${naam}`);
      const waarden = Object.keys(alle[naam] ?? {}).sort((a, b) => a.localeCompare(b, 'nl'));
      const gekozen = gevraagd(naam)[0] ?? '';
      select.replaceChildren(select.options[0], ...waarden.map((waarde) => new Option(waarde, waarde)));
      select.value = waarden.includes(gekozen) ? gekozen : '';
      select.closest('.keus').hidden = waarden.length < 2;
    }
    for (const vakje of vak.querySelectorAll('input[name="soort"]')) {
      vakje.closest('li').hidden = !alle.soort?.[vakje.value];
    }
    bij('zoekfilters').querySelectorAll('fieldset')[1].hidden = keuzes.every((n) => bij(`zoek-${n}`).closest('.keus').hidden);
  }

  const gevraagd = (naam) => new URLSearchParams(location.search).getAll(naam);

  /** Wat er nu gevraagd wordt: het woord en de keuzes. */
  function vraag() {
    const soorten = [...vak.querySelectorAll('input[name="soort"]:checked')].map((v) => v.value);
    const filters = {};
    if (soorten.length) filters.soort = { any: soorten };
    for (const naam of keuzes) if (bij(`zoek-${naam}`).value) filters[naam] = bij(`zoek-${naam}`).value;
    return { woord: gewoon(invoer.value), filters, soorten };
  }

  /** Het adres draagt de vraag, zodat wie het deelt hetzelfde laat zien. */
  function adresVan({ woord, filters, soorten }) {
    const adres = new URL(location.pathname, location.href);
    if (woord) adres.searchParams.set('q', woord);
    for (const soort of soorten) adres.searchParams.append('soort', soort);
    for (const naam of keuzes) if (filters[naam]) adres.searchParams.set(naam, filters[naam]);
    return adres.href;
  }

  /**
   * Alles wat past, het beste eerst. Eerst de vraag zoals getypt, dan zonder kleine woorden; geeft dat weinig, dan elk
   * woord apart, zodat een hele zin ook iets vindt.
   */
  async function zoek(zoeker, woord, filters) {
    if (!woord) {
      const { results } = await zoeker.search(null, { filters });
      return results.map((resultaat) => ({ resultaat, punten: SOORTEN[soortVan.get(resultaat.id)][1] }));
    }
    // Wie vaker past krijgt meer punten; het fragment komt van de eerste keer, met de meeste woorden.
    const tel = async (term, uit) => {
      const { results } = await zoeker.search(term, { filters });
      for (const resultaat of results) {
        const vorig = uit.get(resultaat.id) ?? { resultaat, punten: 0, keer: 0 };
        vorig.punten += resultaat.score * SOORTEN[soortVan.get(resultaat.id)][1];
        vorig.keer += 1;
        uit.set(resultaat.id, vorig);
      }
    };
    const alle = woordenVan(woord);
    const kern = alle.filter((w) => !KLEINE_WOORDEN.has(w));
    const heel = new Map();
    await tel(woord, heel);
    if (kern.length && kern.length < alle.length) await tel(kern.join(' '), heel);
    const los = [...new Set(kern.length ? kern : alle)].slice(0, 12);
    if (heel.size < 5 && los.length > 1) {
      const delen = new Map();
      for (const w of los) await tel(w, delen);
      for (const [id, deel] of delen) {
        // Van een vraag met alleen kleine woorden moet het meeste passen.
        if (!heel.has(id) && (kern.length || deel.keer * 3 >= los.length * 2)) {
          heel.set(id, { ...deel, punten: deel.punten * (deel.keer / los.length) ** 2 / los.length });
        }
      }
    }
    return [...heel.values()].sort((a, b) => b.punten - a.punten);
  }

  /** Zoekt wat er staat, en laat het zien. */
  async function toon() {
    const eigen = ++beurt;
    try {
      // De keuzes in het adres staan pas in de lijsten als die gevuld zijn.
      const zoeker = invoer.value.trim() || location.search ? await haal() : undefined;
      if (eigen !== beurt) return;
      const nu = vraag();
      if (!zoeker || (!nu.woord && !Object.keys(nu.filters).length)) {
        gevonden = [];
        lijst.replaceChildren();
        aantal.textContent = '';
        bij('gevonden').hidden = true;
        meer.hidden = true;
        niets.hidden = true;
        return;
      }
      const uitkomst = await zoek(zoeker, nu.woord, nu.filters);
      if (eigen !== beurt) return;
      gevonden = uitkomst;
      getoond = 0;
      const regels = await volgende();
      if (eigen !== beurt) return;
      lijst.replaceChildren(...regels);
      bij('gevonden').hidden = false;
      niets.hidden = gevonden.length > 0;
      if (!gevonden.length) nabij(nu.woord);
      const voor = nu.woord ? ` voor “${nu.woord}”` : '';
      aantal.textContent = gevonden.length
        ? `${gevonden.length} ${gevonden.length === 1 ? 'resultaat' : 'resultaten'}${voor}.`
        : `Niets gevonden${voor}.`;
    } catch {
      if (eigen === beurt) melding('Zoeken lukt nu niet. Kies hieronder een vraag of een soort hulp.');
    }
  }

  /** De volgende regels van de lijst. */
  async function volgende() {
    const deel = gevonden.slice(getoond, getoond + PER_KEER);
    const gegevens = await Promise.all(deel.map(({ resultaat }) => resultaat.data()));
    getoond += deel.length;
    meer.hidden = getoond >= gevonden.length;
    return gegevens.map((gegeven, i) => regel(gegeven, soortVan.get(deel[i].resultaat.id))).filter(Boolean);
  }

  const element = (naam, klasse, ...inhoud) => {
    const e = document.createElement(naam);
    if (klasse) e.className = klasse;
    e.append(...inhoud);
    return e;
  };

  /** Eén resultaat. */
  function regel(gegeven, soort) {
    const adres = new URL(gegeven.raw_url, wortel);
    if (!adres.href.startsWith(wortel.href)) return null;
    const link = element('a', '', gegeven.meta.title ?? '');
    link.href = adres.href;
    const school = ['eigen', 'grens'].includes(soort) ? gegeven.filters.school?.[0] : undefined;
    const label = school ? `${soort === 'grens' ? 'Grens bij' : 'Hulp op'} ${school}` : SOORTEN[soort][0];
    const li = element('li', '', element('p', 'label', label), element('h3', '', link));
    if (gegeven.excerpt) li.append(element('p', '', ...fragment(gegeven.excerpt)));
    return li;
  }

  /** De zoekmachine geeft HTML met `<mark>` en `&lt;`; hier wordt het weer tekst. */
  function fragment(html) {
    const tekst = (deel) => deel.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    return html.split(/(<mark>.*?<\/mark>)/su).filter(Boolean).map((deel) => {
      const gemarkeerd = /^<mark>(.*)<\/mark>$/su.exec(deel);
      return gemarkeerd ? element('mark', '', tekst(gemarkeerd[1])) : tekst(deel);
    });
  }

  /** De vragen die het meest lijken op wat niet gevonden is. */
  function nabij(woord) {
    const gezocht = woordenVan(woord).filter((w) => w.length > 2);
    const kandidaten = [...document.querySelectorAll('#zoek-vragen > li')].map((li) => {
      const namen = woordenVan(li.dataset.woorden ?? '');
      const afstanden = gezocht.flatMap((g) => namen.map((n) => verschil(g, n) / Math.max(g.length, n.length)));
      return { li, afstand: Math.min(1, ...afstanden) };
    });
    const beste = kandidaten.filter((k) => k.afstand <= 0.4).sort((a, b) => a.afstand - b.afstand).slice(0, 3);
    bij('zoek-nabij').replaceChildren(...beste.map(({ li }) => element('li', '', li.querySelector('a').cloneNode(true))));
    bij('zoek-nabij-kop').hidden = !beste.length;
  }

  /** Hoeveel letters twee woorden schelen (Levenshtein). */
  function verschil(a, b) {
    let rij = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const vorige = rij;
      rij = [i];
      for (let j = 1; j <= b.length; j++) {
        rij[j] = Math.min(vorige[j] + 1, rij[j - 1] + 1, vorige[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      }
    }
    return rij[b.length];
  }

  function melding(tekst) {
    lijst.replaceChildren();
    meer.hidden = true;
    niets.hidden = true;
    bij('gevonden').hidden = false;
    aantal.textContent = tekst;
  }

  /** Zet het woord en de keuzes uit het adres in het formulier. */
  function uitAdres() {
    invoer.value = gevraagd('q')[0] ?? '';
    const soorten = gevraagd('soort');
    for (const vakje of vak.querySelectorAll('input[name="soort"]')) vakje.checked = soorten.includes(vakje.value);
    for (const naam of keuzes) bij(`zoek-${naam}`).value = gevraagd(naam)[0] ?? '';
    if (soorten.length || keuzes.some((naam) => gevraagd(naam).length)) bij('zoekfilters').open = true;
  }

  vak.hidden = false;

  if (location.protocol === 'file:') {
    bij('zoekfilters').hidden = true;
    const uitleg = 'U bekijkt deze website als bestanden op uw computer. Zoeken op een woord werkt dan niet: dat kan een '
      + 'browser alleen op internet. Kies hieronder een vraag of een soort hulp.';
    uitAdres();
    if (invoer.value) melding(uitleg);
    formulier.addEventListener('submit', (gebeurtenis) => {
      gebeurtenis.preventDefault();
      melding(uitleg);
    });
    return;
  }

  let klok;
  const straks = () => {
    clearTimeout(klok);
    klok = setTimeout(() => {
      history.replaceState(null, '', adresVan(vraag()));
      toon();
    }, 200);
  };
  invoer.addEventListener('input', straks);
  invoer.addEventListener('focus', () => haal().catch(() => {}), { once: true });
  vak.addEventListener('change', straks);
  bij('zoek-wissen').addEventListener('click', () => {
    for (const vakje of vak.querySelectorAll('input[name="soort"]')) vakje.checked = false;
    for (const naam of keuzes) bij(`zoek-${naam}`).value = '';
    straks();
  });
  formulier.addEventListener('submit', (gebeurtenis) => {
    gebeurtenis.preventDefault();
    clearTimeout(klok);
    const adres = adresVan(vraag());
    if (adres !== location.href) history.pushState(null, '', adres);
    toon();
  });
  meer.addEventListener('click', async () => {
    const eigen = beurt;
    const regels = await volgende();
    if (eigen !== beurt) return;
    lijst.append(...regels);
    regels[0]?.querySelector('a').focus();
  });
  addEventListener('popstate', () => { uitAdres(); toon(); });

  uitAdres();
  toon();
})();
