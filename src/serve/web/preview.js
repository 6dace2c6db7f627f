// Stands at the end of every page of a preview, never in a website. Loads the page again when there
// is a new version, and shows what is wrong. Texts of messages only ever become text nodes.
(() => {
  'use strict';

  // In a frame, the page around this one does all this.
  if (window.top !== window) return;

  const DIR = '/__steunwijzer/';
  const KEY = 'steunwijzer-preview';
  const ownScript = document.currentScript;
  let ownVersion = ownScript ? ownScript.getAttribute('data-version') : '';

  // What a reader did with the page, kept over a reload.

  function foldouts() {
    const seen = {};
    return Array.prototype.map.call(document.querySelectorAll('details'), (el) => {
      const heading = el.querySelector('summary');
      const name = heading ? heading.textContent.trim().slice(0, 80) : '';
      seen[name] = (seen[name] || 0) + 1;
      return { el, name: `${name}#${seen[name]}` };
    });
  }

  function pathTo(el) {
    const parts = [];
    for (; el && el.parentElement; el = el.parentElement) {
      if (el.id) {
        parts.unshift(`#${CSS.escape(el.id)}`);
        break;
      }
      const position = Array.prototype.indexOf.call(el.parentElement.children, el) + 1;
      parts.unshift(`${el.localName}:nth-child(${position})`);
    }
    return parts.join('>');
  }

  function save() {
    const active = document.activeElement;
    const state = {
      address: location.href,
      x: window.scrollX,
      y: window.scrollY,
      open: foldouts().map((k) => [k.name, k.el.open]),
      active: active && active !== document.body && active !== host ? pathTo(active) : '',
    };
    try { sessionStorage.setItem(KEY, JSON.stringify(state)); } catch { /* then the page starts at its top */ }
  }

  function restore() {
    let state = null;
    try {
      state = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
    } catch { /* nothing to go back to */ }
    if (!state || state.address !== location.href) return;
    const open = {};
    state.open.forEach((pair) => { open[pair[0]] = pair[1]; });
    foldouts().forEach((k) => { if (k.name in open) k.el.open = open[k.name]; });
    let active = null;
    try { active = state.active && document.querySelector(state.active); } catch { /* the page is another one now */ }
    if (active) active.focus({ preventScroll: true });
    const back = function () { window.scrollTo({ left: state.x, top: state.y, behavior: 'instant' }); };
    back();
    // Pictures may still move what stands below them.
    window.addEventListener('load', back, { once: true });
  }

  // The panel. In a shadow tree, so that a theme cannot change it, nor it the theme.

  const host = document.createElement('steunwijzer-preview');
  const shadow = host.attachShadow({ mode: 'open' });

  function make(name, className, text) {
    const el = document.createElement(name);
    if (className) el.className = className;
    if (text !== undefined && text !== null) el.textContent = text;
    return el;
  }

  const style = make('link');
  style.rel = 'stylesheet';
  style.href = `${DIR}voorbeeld.css`;
  const panel = make('section', 'panel');
  panel.setAttribute('aria-labelledby', 'kop');
  const bar = make('div', 'strip');
  const heading = make('h2', '');
  heading.id = 'kop';
  const closeButton = make('button', '', 'Sluiten');
  closeButton.type = 'button';
  bar.append(heading, closeButton);
  const list = make('div', 'lijst');
  list.tabIndex = 0;
  list.setAttribute('role', 'group');
  list.setAttribute('aria-label', 'Meldingen');
  panel.append(bar, list);
  panel.hidden = true;
  const button = make('button', 'button');
  button.type = 'button';
  button.hidden = true;
  const announcer = make('p', 'announcer');
  announcer.setAttribute('role', 'alert');
  const statusLine = make('p', 'quiet');
  statusLine.setAttribute('role', 'status');
  statusLine.hidden = true;
  shadow.append(style, panel, button, statusLine, announcer);

  // The end of the page must stay within reach.
  function makeRoom() {
    document.body.style.paddingBottom = panel.hidden ? '' : `${panel.offsetHeight}px`;
  }

  new ResizeObserver(makeRoom).observe(panel);

  function close() {
    const inside = shadow.activeElement;
    panel.hidden = true;
    button.hidden = false;
    if (inside) button.focus();
  }

  closeButton.addEventListener('click', close);
  button.addEventListener('click', () => {
    button.hidden = true;
    panel.hidden = false;
    closeButton.focus();
  });
  document.addEventListener('keydown', (press) => {
    if (press.key === 'Escape' && !panel.hidden && !press.defaultPrevented) close();
  });

  function piece(part, withFile) {
    const box = document.createDocumentFragment();
    if (withFile) box.append(make('p', 'location', `${part.file}, regel ${part.line}`));
    const line = make('pre');
    line.tabIndex = 0;
    line.append(make('span', 'numeral', `${part.line} `), part.before, make('mark', '', part.part || ' '), part.after);
    box.append(line);
    if (part.label) box.append(make('p', 'label', part.label));
    return box;
  }

  function melding(fault) {
    const box = make('article');
    box.append(make('h3', '', fault.message));
    if (fault.file) {
      const place = fault.file + (fault.line ? `:${fault.line}:${fault.column}` : '');
      box.append(make('p', 'location', place));
    }
    fault.pieces.forEach((part, i) => { box.append(piece(part, i > 0)); });
    if (fault.hint) {
      const hint = make('p', 'hint');
      hint.append(make('strong', '', 'hint: '), fault.hint);
      box.append(hint);
    }
    return box;
  }

  let shown = '';

  function show(state) {
    const errors = JSON.stringify(state.errors);
    if (errors === shown) return;
    shown = errors;
    list.replaceChildren(...state.errors.map(melding));
    if (!state.count) {
      panel.hidden = button.hidden = true;
      announcer.textContent = '';
      return;
    }
    if (state.count > state.errors.length) {
      list.append(make('p', '', `En nog ${state.count - state.errors.length}; die staan in de terminal.`));
    }
    const summary = state.count === 1 ? '1 fout' : `${state.count} fouten`;
    const empty = document.body.classList.contains('steunwijzer-melding');
    heading.textContent = summary + (empty ? '' : '. U ziet de laatste goede versie.');
    button.textContent = summary;
    announcer.textContent = `${summary} in het voorbeeld: ${state.errors[0].message}`;
    panel.hidden = false;
    button.hidden = true;
    list.scrollTop = 0;
  }

  // A new version. Where only words changed, only those are replaced: that is quicker than loading the page again, and
  // readers stay where they were. What is compared is the page as it was sent then and now; the page on the screen must
  // still be as it was sent. If it is not, because scripts changed it, it is loaded again.

  let last = null;
  let active = false;
  let sent = null;
  const SCRIPT = `script[src="${DIR}voorbeeld.js"]`;
  const ALIVE = 'script, style, link, button, input, select, textarea, form, dialog';

  function fetchPage() {
    return fetch(location.href.split('#')[0], { cache: 'no-store' }).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response.text();
    }).then((text) => {
      const page = new DOMParser().parseFromString(text, 'text/html');
      const script = page.querySelector(SCRIPT);
      const title = page.title;
      // What nobody sees may differ.
      page.querySelectorAll('title, head meta, head script[type="application/ld+json"]').forEach((el) => { el.remove(); });
      if (script) script.remove();
      return { version: script ? script.getAttribute('data-version') : '', title, page };
    });
  }

  function sameShell(one, other) {
    return one.cloneNode(false).isEqualNode(other.cloneNode(false));
  }

  function differences(old, fresh, path, out) {
    if (old.isEqualNode(fresh)) return out;
    if (old.nodeType === 1 && sameShell(old, fresh) && old.childNodes.length === fresh.childNodes.length) {
      for (let i = 0; i < old.childNodes.length; i += 1) {
        differences(old.childNodes[i], fresh.childNodes[i], path.concat(i), out);
      }
      return out;
    }
    out.push({ old, fresh, path });
    return out;
  }

  function isAlive(part) {
    return part.nodeType === 1 && (part.matches(ALIVE) || part.querySelector(ALIVE) !== null);
  }

  // What is in an element, except what a script put there, marked as its own, and nobody opened: that looks at the page
  // again when it is opened.
  function asSent(el) {
    return Array.prototype.filter.call(el.childNodes, (child) => child.nodeType !== 1 || !child.hasAttribute('data-by-script') || child.querySelector('[aria-expanded="true"]'));
  }

  // The part of the page on the screen; null if it is no longer as it was sent.
  function onScreen(difference) {
    let here = document.body;
    let sentPart = sent.page.body;
    for (let i = 0; i < difference.path.length; i += 1) {
      const children = asSent(here);
      // Our own elements stand at the end of the page.
      if (here !== document.body && children.length !== sentPart.childNodes.length) return null;
      here = children[difference.path[i]];
      sentPart = sentPart.childNodes[difference.path[i]];
      if (!here) return null;
    }
    return here !== document.body && here.isEqualNode(difference.old) ? here : null;
  }

  function patch(fresh) {
    if (!sent || !sent.page.head.isEqualNode(fresh.page.head)) return false;
    if (!sameShell(sent.page.documentElement, fresh.page.documentElement)) return false;
    const all = differences(sent.page.body, fresh.page.body, [], []);
    // Then something else changed: a style, an image.
    if (!all.length) return false;
    const parts = all.map((difference) => isAlive(difference.old) || isAlive(difference.fresh) ? null : onScreen(difference));
    if (parts.indexOf(null) !== -1) return false;
    parts.forEach((part, i) => { part.replaceWith(document.importNode(all[i].fresh, true)); });
    document.title = fresh.title;
    // Styles may have changed as well.
    document.head.querySelectorAll('link[rel="stylesheet"]').forEach((old) => {
      const renewed = old.cloneNode();
      renewed.href = `${old.href.split('?')[0]}?${encodeURIComponent(fresh.version)}`;
      renewed.addEventListener('load', () => { old.remove(); }, { once: true });
      old.after(renewed);
    });
    return true;
  }

  function reload() {
    letGo();
    save();
    location.reload();
  }

  function follow() {
    if (active || !last) return;
    if (last.version === ownVersion) {
      show(last);
      return;
    }
    active = true;
    fetchPage().then((fresh) => {
      if (!fresh.version || !patch(fresh)) throw new Error('anders');
      sent = fresh;
      ownVersion = fresh.version;
      active = false;
      follow();
    }).catch(reload);
  }

  function remember() {
    fetchPage().then((fresh) => {
      if (fresh.version === ownVersion && !sent) sent = fresh;
    }).catch(() => { /* then the page is loaded again */ });
  }

  // The stream of events. A page that nobody looks at closes it: a browser keeps only a few.

  let stream = null;
  let timer = 0;

  function letGo() {
    clearTimeout(timer);
    timer = 0;
    if (stream) stream.close();
    stream = null;
  }

  function connect() {
    letGo();
    stream = new EventSource(`${DIR}stroom`);
    stream.onmessage = (message) => {
      clearTimeout(timer);
      timer = 0;
      statusLine.hidden = true;
      statusLine.textContent = '';
      last = JSON.parse(message.data);
      follow();
    };
    stream.onerror = () => {
      if (!timer) {
        timer = setTimeout(() => {
          statusLine.hidden = false;
          statusLine.textContent = 'Het voorbeeld is gestopt. Het gaat verder zodra steunwijzer serve weer draait.';
        }, 1500);
      }
      // Some browsers give up at once.
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        setTimeout(() => { if (!stream && !document.hidden) reconnect(); }, 1000);
      }
    };
  }

  function reconnect() {
    const running = timer;
    timer = 0;
    connect();
    timer = running;
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) letGo(); else if (!stream) connect();
  });
  window.addEventListener('pagehide', letGo);
  window.addEventListener('pageshow', (event) => { if (event.persisted && !stream) connect(); });

  document.body.append(host);
  restore();
  if (document.readyState === 'complete') remember();
  else window.addEventListener('load', remember, { once: true });
  if (!document.hidden) connect();
})();
