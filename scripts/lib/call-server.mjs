/** Serves the local call page on this machine only. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const CALL_PAGE = fileURLToPath(new URL('../../demo/call/', import.meta.url));

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Headers as strict as Google Meet's: scripts by nonce only, trusted types, no plugins, own opener group. */
export function strictHeaders(nonce) {
  return {
    'content-security-policy':
      `script-src 'nonce-${nonce}' 'unsafe-inline' 'unsafe-eval' 'strict-dynamic' https: http:; ` +
      "object-src 'none'; base-uri 'self'; require-trusted-types-for 'script'",
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'x-frame-options': 'SAMEORIGIN',
  };
}

/** The file that a request path names, or null: flat names only, so that no path leads out of the folder. */
export function fileFor(path) {
  if (path === '/') return 'index.html';
  const name = path.slice(1);
  return /^[a-z0-9-]+\.[a-z]+$/.test(name) && Object.hasOwn(TYPES, extname(name)) ? name : null;
}

/**
 * Starts the server on a free port.
 * @param {{ root?: string, strict?: boolean, headers?: Record<string, string> }} options `strict`: as strictHeaders;
 *   `headers`: further ones
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function startCallServer({ root = CALL_PAGE, strict = false, headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    const name = fileFor(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      if (name === null) throw new Error('no such file');
      let body = await readFile(root + name);
      const nonce = randomBytes(16).toString('base64');
      const type = TYPES[extname(name)];
      if (strict && type === 'text/html') {
        body = Buffer.from(body.toString('utf8').replaceAll('<script', `<script nonce="${nonce}"`));
      }
      response.writeHead(200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'no-store',
        ...(strict ? strictHeaders(nonce) : {}),
        ...headers,
      });
      response.end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    }
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
