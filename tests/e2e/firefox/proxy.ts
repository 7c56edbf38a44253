/** Takes every request that a browser would send to another machine, notes where to, and lets none through. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface NotingProxy {
  /** The hosts that were asked for so far. */
  hosts(): readonly string[];
  /** Preferences that send a Firefox through it; this machine itself is asked directly. */
  readonly preferences: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startNotingProxy(): Promise<NotingProxy> {
  const hosts = new Set<string>();
  const server = createServer((request, response) => {
    hosts.add(new URL(request.url ?? '', 'http://unknown.invalid').hostname);
    response.writeHead(502).end();
  });
  // Encrypted requests ask for a tunnel first.
  server.on('connect', ({ url = '' }, socket) => {
    hosts.add(url.replace(/:\d+$/, ''));
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    hosts: () => [...hosts],
    preferences: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': port,
      'network.proxy.failover_direct': false,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
