// A plain file server for tests that need http, with the site below a path as on many real hosts.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

/** The strictest policy that the site must work under; search needs WebAssembly. */
export const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
  + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const MIME_TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.pdf': 'application/pdf',
};

/** Serves a folder below `/some/path/`; gives its address, the paths that were asked for, and `stop`. */
export async function serveDir(dir) {
  const requested = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const rel = decodeURIComponent(pathname);
    const file = path.join(dir, rel.replace(/^\/some\/path\//, ''));
    if (!rel.startsWith('/some/path/') || !file.startsWith(dir) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    requested.push(rel.slice('/some/path/'.length));
    response.writeHead(200, {
      'content-type': MIME_TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
    });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/some/path/`,
    requested,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
