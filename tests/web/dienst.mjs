// A plain file server for tests that need http, with the site below a path as on many real hosts.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

/** The strictest policy that the site must work under; search needs WebAssembly. */
export const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
  + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SOORTEN = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.pdf': 'application/pdf',
};

/** Serves a folder below `/een/pad/`; gives its address, the paths that were asked for, and `stop`. */
export async function dien(map) {
  const gevraagd = [];
  const dienst = http.createServer((vraag, antwoord) => {
    const { pathname } = new URL(vraag.url, 'http://localhost');
    const pad = decodeURIComponent(pathname);
    const bestand = path.join(map, pad.replace(/^\/een\/pad\//, ''));
    if (!pad.startsWith('/een/pad/') || !bestand.startsWith(map) || !fs.existsSync(bestand) || fs.statSync(bestand).isDirectory()) {
      antwoord.writeHead(404).end();
      return;
    }
    gevraagd.push(pad.slice('/een/pad/'.length));
    antwoord.writeHead(200, {
      'content-type': SOORTEN[path.extname(bestand)] ?? 'application/octet-stream',
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
    });
    fs.createReadStream(bestand).pipe(antwoord);
  });
  await new Promise((klaar) => dienst.listen(0, '127.0.0.1', klaar));
  return {
    adres: `http://127.0.0.1:${dienst.address().port}/een/pad/`,
    gevraagd,
    stop: () => new Promise((klaar) => { dienst.closeAllConnections(); dienst.close(klaar); }),
  };
}
