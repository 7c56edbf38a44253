/** Serves pages under the names of real sites, to a browser that is told to find them on this machine. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strictHeaders } from '../../scripts/lib/call-server.mjs';

export interface TlsServer {
  /** For the browser: where `hosts` are. */
  readonly args: string[];
  close(): Promise<void>;
}

/** Why no such server can be made here, or null. */
export function tlsUnavailable(): string | null {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' });
    return null;
  } catch {
    return 'there is no openssl command to make a certificate with (Debian: openssl)';
  }
}

/** A key and a certificate for this run only. */
function certificate(hosts: readonly string[]): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'emojigen-tls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const names = hosts.map((host) => `DNS:${host}`).join(',');
    const options = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    const about = ['-subj', '/CN=EmojiGen test', '-addext', `subjectAltName=${names}`];
    execFileSync('openssl', ['req', ...options, ...about, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Serves one single-page site on all `hosts`: `/app.js` is its script, every other path its page, as strict as Meet. */
export async function startTlsServer(
  hosts: readonly string[],
  page: string,
  script: string,
): Promise<TlsServer> {
  const server = createServer(certificate(hosts), (request, response) => {
    const isScript = request.url === '/app.js';
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...strictHeaders(nonce),
    });
    response.end(isScript ? script : page.replaceAll('<script', `<script nonce="${nonce}"`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const rules = hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(',');
  return {
    args: [`--host-resolver-rules=${rules}`, '--ignore-certificate-errors'],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
